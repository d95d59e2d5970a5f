//! The rows below the headings → what the cells of a column are: names, times, percents, marks,
//! numbers in order, sentences, categories that repeat.
//!
//! Invariant: a bounded number of rows is looked at, however long the table is. A cell is judged by
//! its shape alone, not by the body that a name means.

use std::collections::{BTreeMap, HashSet};

use super::totals::looks_like_total;
use crate::names;
use crate::read::grid::{Area, GridRow};
use crate::text::{clause, key};
use crate::vocabulary::STATES;

/// Rows that are looked at; a column of several hundred is like its first ones.
const MOST_ROWS: usize = 240;

/// Cells of a column that are judged.
const MOST_CELLS: usize = 40;

/// Names are judged by the grammar of names, which takes its time.
const MOST_NAMES: usize = 12;

/// The rows of a table, as far as they are looked at.
pub struct Evidence<'a> {
    rows: Vec<&'a GridRow>,
    columns: BTreeMap<u32, Vec<&'a str>>,
    merges: &'a [Area],
}

impl<'a> Evidence<'a> {
    /// Of the rows from one on; a row with one cell is a title or a group and says nothing, and one
    /// that counts others says nothing of them.
    pub fn new(rows: &'a [GridRow], merges: &'a [Area], first: u32) -> Evidence<'a> {
        let start = rows.partition_point(|row| row.row < first);
        let body = rows.get(start..).unwrap_or_default();
        let rows = body.iter().filter(|row| row.cells.len() > 1).take(MOST_ROWS);
        let rows: Vec<&GridRow> = rows.filter(|row| !looks_like_total(row)).collect();
        let mut columns: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
        for cell in rows.iter().flat_map(|row| &row.cells) {
            let cells = columns.entry(cell.column).or_default();
            if cells.len() < MOST_CELLS {
                cells.push(&cell.text);
            }
        }
        Evidence { rows, columns, merges }
    }

    /// The cells of a column that hold something, as far as they are looked at.
    pub fn cells(&self, column: u32) -> &[&'a str] {
        self.columns.get(&column).map_or(&[], Vec::as_slice)
    }

    /// The share of a column's cells that are of a kind; 0 for an empty column.
    pub fn share(&self, column: u32, is: fn(&str) -> bool) -> f64 {
        share(self.cells(column).iter().copied(), is)
    }

    /// The share of a column's cells that are names of bodies or posts.
    pub fn names(&self, column: u32) -> f64 {
        let mut seen = HashSet::new();
        let distinct = self.cells(column).iter().copied().filter(|text| seen.insert(*text));
        share(distinct.take(MOST_NAMES), is_name)
    }

    /// The letters of a column's cells on average.
    pub fn length(&self, column: u32) -> usize {
        let cells = self.cells(column);
        let letters: usize = cells.iter().map(|text| text.chars().count()).sum();
        letters.checked_div(cells.len()).unwrap_or_default()
    }

    /// Whether a column counts its rows: 1, 2, 3.
    pub fn counts(&self, column: u32) -> bool {
        let numbers: Vec<u32> = self
            .cells(column)
            .iter()
            .filter_map(|text| text.trim_end_matches(['.', ')']).parse().ok())
            .collect();
        let in_order = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
        numbers.len() >= 2
            && numbers.len() * 2 >= self.cells(column).len()
            && in_order * 2 >= numbers.len() - 1
    }

    /// Whether two columns both hold something, and never in one row.
    pub fn take_turns(&self, one: u32, other: u32) -> bool {
        let is_filled = |row: &GridRow, column| !row.text(column).is_empty();
        !self.cells(one).is_empty()
            && !self.cells(other).is_empty()
            && !self.rows.iter().any(|row| is_filled(row, one) && is_filled(row, other))
    }

    /// How a column groups the rows that fill another one.
    pub fn grouping(&self, column: u32, filled: u32) -> Grouping {
        let mut found = Grouping::default();
        let mut distinct: HashSet<String> = HashSet::new();
        let mut last = String::new();
        for row in self.rows.iter().filter(|row| row.cell(filled).is_some()) {
            found.rows += 1;
            let own = row.text(column);
            if own.is_empty() {
                continue;
            }
            let own = key(own);
            if own != last {
                found.opened += 1;
                distinct.insert(own.clone());
                last = own;
            }
        }
        found.distinct = distinct.len();
        found.is_merged = self.merges.iter().any(|area| {
            area.left == column
                && area.right == column
                && area.bottom > area.top
                && self.rows.iter().any(|row| row.row == area.top)
        });
        found
    }
}

/// How a column groups rows.
#[derive(Debug, Default, Clone, Copy)]
pub struct Grouping {
    /// The rows that it could group.
    pub rows: usize,
    /// How often its text changes from row to row; an empty cell changes nothing.
    pub opened: usize,
    /// How many texts it has.
    pub distinct: usize,
    /// Whether some of its cells are merged downwards.
    pub is_merged: bool,
}

impl Grouping {
    /// Whether a text comes back only rarely once another has followed it.
    pub fn is_contiguous(&self) -> bool {
        self.opened > 0 && self.opened * 3 <= self.distinct * 4
    }

    /// Whether rows share a text.
    pub fn repeats(&self) -> bool {
        self.is_merged || self.opened * 4 <= self.rows * 3
    }
}

fn share<'a>(cells: impl Iterator<Item = &'a str>, is: fn(&str) -> bool) -> f64 {
    let (mut yes, mut all) = (0_u32, 0_u32);
    for text in cells {
        all += 1;
        yes += u32::from(is(text));
    }
    if all == 0 { 0.0 } else { f64::from(yes) / f64::from(all) }
}

/// "31/5/2026", "Quý II", "Thường xuyên", "Sau khi có hướng dẫn".
pub fn is_time(text: &str) -> bool {
    const LONGEST: usize = 120;
    text.len() <= LONGEST
        && !is_percent(text)
        && !is_number(text)
        && !matches!(clause::read(text), Ok(clause::Reading::Unknown))
}

/// "40%", "100 %".
pub fn is_percent(text: &str) -> bool {
    let number = text.trim().trim_end_matches('.').strip_suffix('%').map(str::trim);
    number.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    })
}

/// "12", "4.500.000": a count or an amount, and no date. A year alone may be a time.
pub fn is_number(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_year = text.len() == 4 && (text.starts_with("20") || text.starts_with("19"));
    let is_date = text.split('.').count() == 3
        && text.len() <= 10
        && text.len() >= 8
        && text.split('.').next_back().is_some_and(|year| year.len() == 4);
    digits > 0
        && !is_year
        && !is_date
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
}

/// "7h30", "14 giờ 00 - 14 giờ 30", "08:00": an hour of the day, as in the programme of a meeting.
pub fn is_hour(text: &str) -> bool {
    let folded = text.to_lowercase();
    let mut before = ' ';
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied();
        let is_unit = c == 'h' && next.is_none_or(|next| !next.is_alphabetic())
            || c == ':' && next.is_some_and(|next| next.is_ascii_digit())
            || c == 'g' && next.is_some_and(|next| next.is_ascii_digit() || next == 'i');
        if is_unit && (before.is_ascii_digit()) {
            return true;
        }
        if c != ' ' {
            before = c;
        }
    }
    false
}

/// "10 phút": how long somebody speaks.
pub fn is_minutes(text: &str) -> bool {
    let folded = key(text);
    let first = folded.split(' ').next().unwrap_or_default();
    first.chars().all(|c| c.is_ascii_digit()) && folded.ends_with("phút")
}

/// "Đang thực hiện", "Đã xong": how far a task is.
pub fn is_progress(text: &str) -> bool {
    const LONGEST: usize = 80;
    if text.len() > LONGEST {
        return false;
    }
    let folded = key(text);
    // "Hoàn thành trước 30/6" is a deadline, "Đạt chuẩn" what is aimed at.
    let has_date = folded.chars().any(|c| c.is_ascii_digit());
    STATES.begin(&folded) && !has_date || is_percent(text)
}

/// A mark of a matrix or a tick: no more than a sign or two letters.
pub fn is_slip(text: &str) -> bool {
    text.chars().take(3).count() <= 2 && !text.chars().any(|c| c.is_ascii_digit())
}

/// The name of a body or a post, or a list of them.
pub fn is_name(text: &str) -> bool {
    const LONGEST: usize = 600;
    const MOST: f64 = 0.7;
    text.len() <= LONGEST && names::evidence(text) >= MOST
}
