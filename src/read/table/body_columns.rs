//! Columns with marks below their headings that nothing else explains → the columns of bodies of a
//! matrix.
//!
//! Invariant: a matrix has several columns of marks, or one beside a lead column. A single column
//! of marks elsewhere is a column of ticks. A column that counts the marks beside it is not a body.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Evidence;
use super::layout::Layout;
use super::matrix::{Legend, PAIRS, folded, is_unticked, known, mark_of, may_be_mark};
use super::tiers::Heading;
use super::totals::is_count_heading;
use crate::model::Field;
use crate::names;
use crate::read::grid::Grid;
use crate::text::{key, roman, single_line};
use crate::vocabulary::labels::{field, labels};
use crate::vocabulary::{FIRST_WORDS_OF_BODIES, FIRST_WORDS_OF_PERIODS};

/// A text no longer than this says nothing but a mark, perhaps a wrong one, or a count.
const LONGEST_SLIP: usize = 3;

/// Makes body columns of the unknown ones whose cells hold marks.
pub fn claim(grid: &Grid, layout: &mut Layout) {
    let free: BTreeSet<u32> = layout
        .unknown
        .iter()
        .filter(|(_, words)| !is_count_heading(words))
        .map(|(column, _)| *column)
        .collect();
    if free.is_empty() {
        return;
    }
    claim_periods(grid, layout, &free);
    let legend = Legend::around(grid, layout);
    let is_mark = |text: &str| may_be_mark(text) || legend.tells(text);
    let counts = counts(grid, layout, &free, &is_mark);
    let heading = |column: &u32| layout.unknown.get(column).map_or("", String::as_str);
    // Where the heading names a body, a remark or two leave it one.
    let marked = |(column, (marks, others)): &(&u32, &(usize, usize))| {
        *marks > 2 * others || *marks > 0 && marks >= others && looks_like_body(heading(column))
    };
    let with_marks: Vec<u32> = counts.iter().filter(marked).map(|(column, _)| *column).collect();
    let (Some(first), Some(last)) = (with_marks.first(), with_marks.last()) else { return };
    if with_marks.len() < 2 && layout.column(Field::Lead).is_none() {
        return;
    }
    let is_empty = |column: &u32| counts.get(column).is_none_or(|(_, others)| *others == 0);
    let is_free = |column: &u32| free.contains(column) && is_empty(column);
    // Bodies without a mark stand beside those with one.
    let first = (1..*first).rev().take_while(is_free).last().unwrap_or(*first);
    let last = (*last + 1..).take_while(is_free).last().unwrap_or(*last);
    let says = |column: &u32| says_roles(grid, layout, *column) || !legend.is_empty();
    let has_roles = with_marks.iter().any(says);
    let is_body = |column: &u32| {
        let stands =
            with_marks.contains(column) || (first..=last).contains(column) && is_empty(column);
        let names_it = layout.under.contains_key(column) || looks_like_body(heading(column));
        stands && !is_period(heading(column)) && (has_roles || names_it)
    };
    let claimed: Vec<u32> = free.into_iter().filter(is_body).collect();
    for column in claimed {
        if let Some(words) = layout.unknown.remove(&column) {
            layout.bodies.insert(column, words);
        }
    }
}

/// Takes a column of marks whose own heading says what a mark in it means: "CT" and "PH" below the name
/// of a body, "Quý I" to "Quý IV" below a time. Says whether it did.
pub fn claim_below(heading: &Heading, evidence: &Evidence, layout: &mut Layout) -> bool {
    const MOST: f64 = 0.7;
    let [.., outer, leaf] = heading.path.as_slice() else { return false };
    let is_mark = |text: &str| may_be_mark(text);
    if evidence.share(heading.column, is_mark) < MOST {
        return false;
    }
    let is_label = |words: &str| labels(words).first().is_some_and(|label| label.is_whole);
    let role = field(leaf).filter(|field| matches!(field, Field::Lead | Field::Support));
    let role = role.filter(|_| is_label(leaf) && !is_label(outer));
    let is_body = names::is_known(outer) || names::evidence(outer) > 0.9;
    let is_time = matches!(field(outer), Some(Field::Deadline | Field::Start));
    match role {
        Some(role) if is_body => {
            layout.bodies.insert(heading.column, single_line(outer));
            layout.under.insert(heading.column, role);
        }
        None if is_time && is_period(leaf) => {
            layout.periods.insert(heading.column, period(leaf, outer));
        }
        _ => return false,
    }
    true
}

/// Takes columns of ticks below headings that are times by themselves, "Q1" to "Q4", where no column
/// names the deadline.
fn claim_periods(grid: &Grid, layout: &mut Layout, free: &BTreeSet<u32>) {
    const FEWEST: usize = 2;
    if layout.column(Field::Deadline).is_some() || !layout.periods.is_empty() {
        return;
    }
    // A number alone may count anything.
    let is_named = |words: &str| {
        is_period(words) && (words.contains(char::is_alphabetic) || is_year(words.trim()))
    };
    let mut found: BTreeMap<u32, String> = BTreeMap::new();
    for column in free {
        let words = layout.unknown.get(column).map_or("", String::as_str);
        let body = grid.rows.iter().filter(|row| row.row >= layout.first);
        let mut cells = body.filter_map(|row| row.cell(*column));
        if is_named(words) && cells.all(|cell| may_be_mark(&cell.text)) {
            found.insert(*column, period(words, ""));
        }
    }
    let ticked = |column: &u32| {
        grid.rows.iter().any(|row| row.row >= layout.first && row.cell(*column).is_some())
    };
    if found.len() >= FEWEST && found.keys().any(ticked) {
        layout.unknown.retain(|column, _| !found.contains_key(column));
        layout.periods = found;
    }
}

/// The time that a heading means: "Q2" is "Quý II", "6" below "Tháng" is "Tháng 6".
fn period(leaf: &str, outer: &str) -> String {
    let words = single_line(leaf);
    let (folded, around) = (key(leaf), key(outer));
    let number = |unit: &str| folded.strip_prefix(unit).and_then(|rest| rest.trim().parse().ok());
    let quarter = number("quý").or_else(|| number("q"));
    let month = number("tháng").or_else(|| number("t"));
    match (quarter, month, folded.parse::<u32>()) {
        (Some(quarter @ 1..=4), ..) => format!("Quý {}", roman(quarter)),
        (_, Some(month @ 1..=12), _) => format!("Tháng {month}"),
        (.., Ok(month @ 1..=12)) if around.contains("tháng") => format!("Tháng {month}"),
        (.., Ok(quarter @ 1..=4)) if around.contains("quý") => format!("Quý {}", roman(quarter)),
        (.., Ok(week)) if around.contains("tuần") => format!("Tuần {week}"),
        (.., Ok(_)) if is_year(&folded) => format!("Năm {words}"),
        _ => words,
    }
}

fn is_year(words: &str) -> bool {
    words.len() == 4 && words.starts_with("20") && words.bytes().all(|b| b.is_ascii_digit())
}

/// Of each free column: how many marks it has, and how many other texts.
fn counts(
    grid: &Grid,
    layout: &Layout,
    free: &BTreeSet<u32>,
    is_mark: &dyn Fn(&str) -> bool,
) -> BTreeMap<u32, (usize, usize)> {
    let body = grid.rows.iter().filter(|row| row.row >= layout.first);
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for cell in body.flat_map(|row| &row.cells).filter(|cell| free.contains(&cell.column)) {
        let count = counts.entry(cell.column).or_default();
        // Totals below the table, and slips of the hand, must not hide a body.
        if is_unticked(&cell.text) {
            continue;
        }
        if is_mark(mark_of(&cell.text)) {
            count.0 += 1;
        } else if cell.text.chars().count() > LONGEST_SLIP {
            count.1 += 1;
        }
    }
    counts
}

/// Whether marks of a column say who leads or supports by themselves.
fn says_roles(grid: &Grid, layout: &Layout, column: u32) -> bool {
    let marks = grid.rows.iter().filter(|row| row.row >= layout.first);
    let mut marks = marks.map(|row| folded(mark_of(row.text(column))));
    marks.any(|mark| known(&mark).is_some() || PAIRS.iter().any(|(lead, _)| *lead == mark))
}

/// Whether a heading names a time: a tick below it is a deadline or a plan of work, and no role.
fn is_period(words: &str) -> bool {
    let folded = key(words);
    let first = folded.split(' ').next().unwrap_or_default();
    let is_short = first
        .strip_prefix(['t', 'q'])
        .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    is_short || first.chars().all(|c| c.is_ascii_digit()) || FIRST_WORDS_OF_PERIODS.has(first)
}

/// Whether a heading begins as the name of a body does, or is an abbreviation.
fn looks_like_body(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    let is_short = (2..=10).contains(&letters().count()) && letters().all(char::is_uppercase);
    let folded = key(words);
    is_short || FIRST_WORDS_OF_BODIES.has(folded.split(' ').next().unwrap_or_default())
}
