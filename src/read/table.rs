//! A sheet with a task table → group rows and tasks.
//!
//! Invariant: every row with text below the headings becomes a task, a group, or a diagnostic.

use std::collections::BTreeMap;

use super::faults::{COLUMN_UNKNOWN, HEADING_MISSING, HEADING_TWICE, ROW_SKIPPED, ROW_UNCLEAR};
use super::grid::{Grid, GridRow};
use super::headings::task_heading;
use crate::diag::Diagnostics;
use crate::model::Field;
use crate::model::draft::{Draft, DraftEntry, DraftGroup, DraftTask};
use crate::source::{Located, Location};
use crate::text::{parse_letter, parse_roman, single_line};

/// Above the table stand up to a dozen title rows; a heading row is not looked for below this.
const DEEPEST_HEADING_ROW: u32 = 50;

/// The columns of a task table.
#[derive(Debug)]
pub struct Headings {
    /// The first row below the headings.
    first: u32,
    /// The field of each column.
    fields: BTreeMap<u32, Field>,
    /// Columns with a heading that means nothing, and its words.
    unknown: BTreeMap<u32, String>,
    /// Columns that mean what another one already means: (column, words, the other's words).
    twice: Vec<(u32, String, String)>,
    /// The row that the headings stand in.
    row: u32,
}

impl Headings {
    fn column(&self, wanted: Field) -> Option<u32> {
        self.fields.iter().find(|(_, field)| **field == wanted).map(|(column, _)| *column)
    }
}

/// Finds the heading row: one with a content column and at least one other known column.
pub fn find_headings(grid: &Grid) -> Option<Headings> {
    let rows = grid.rows.iter().take_while(|row| row.row <= DEEPEST_HEADING_ROW);
    rows.enumerate().find_map(|(index, row)| {
        let below = grid.rows.get(index + 1).filter(|next| next.row == row.row + 1);
        let headings = match_row(row, below);
        let has = |field| headings.column(field).is_some();
        (has(Field::Content) && (has(Field::Lead) || headings.fields.len() >= 3))
            .then_some(headings)
    })
}

/// Matches a row, with the row below as a second tier where it adds fields of its own:
/// "Phân công thực hiện" over "Chủ trì | Phối hợp".
fn match_row(row: &GridRow, below: Option<&GridRow>) -> Headings {
    let mut headings = Headings {
        first: row.row + 1,
        fields: BTreeMap::new(),
        unknown: BTreeMap::new(),
        twice: Vec::new(),
        row: row.row,
    };
    for cell in &row.cells {
        headings.add(cell.column, &cell.text);
    }
    let Some(below) = below else { return headings };
    // A second tier holds headings only; a first task row holds sentences and names.
    let tier: Vec<_> = below
        .cells
        .iter()
        .filter(|cell| !headings.fields.contains_key(&cell.column))
        .filter_map(|cell| {
            let above = row.text(cell.column);
            let joined = format!("{above} {}", cell.text);
            let field = task_heading(&cell.text).or_else(|| task_heading(&joined))?;
            Some((cell.column, field, cell.text.clone()))
        })
        .collect();
    let two_tiers = !tier.is_empty() && tier.len() == below.cells.len();
    if two_tiers {
        headings.first = below.row + 1;
        for (column, _, words) in tier {
            headings.unknown.remove(&column);
            headings.add(column, &words);
        }
    }
    headings
}

impl Headings {
    fn add(&mut self, column: u32, words: &str) {
        match task_heading(words) {
            None => {
                self.unknown.insert(column, single_line(words));
            }
            Some(field) => match self.column(field) {
                None => {
                    self.fields.insert(column, field);
                }
                Some(other) => {
                    let name = |column: u32| crate::source::column_letters(column);
                    let other = format!("cột {}", name(other));
                    self.twice.push((column, single_line(words), other));
                }
            },
        }
    }
}

/// The row that looks most like a heading row, for a message: its place, its words, how many
/// of them are known.
pub fn closest_row(grid: &Grid) -> Option<(Location, String, usize)> {
    let rows = grid.rows.iter().take_while(|row| row.row <= DEEPEST_HEADING_ROW);
    let scored = rows.map(|row| {
        let known = row.cells.iter().filter(|cell| task_heading(&cell.text).is_some()).count();
        (known, row)
    });
    let (known, row) = scored.max_by_key(|(known, row)| (*known, std::cmp::Reverse(row.row)))?;
    let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
    Some((grid.at(row.row, row.cells.first()?.column), words.join(" | "), known))
}

/// Reads the rows below the headings. `outer` is the depth of a group already opened around
/// this sheet.
pub fn read(
    grid: &Grid,
    headings: &Headings,
    outer: usize,
    draft: &mut Draft,
    diagnostics: &mut Diagnostics,
) {
    for (column, words, other) in &headings.twice {
        let at = grid.at(headings.row, *column);
        diagnostics
            .push(HEADING_TWICE.at(at).with("found", words.clone()).with("other", other.clone()));
    }
    for (column, words) in &headings.unknown {
        let at = grid.at(headings.row, *column);
        diagnostics.push(COLUMN_UNKNOWN.at(at).with("found", words.clone()));
    }
    if headings.column(Field::Lead).is_none() {
        let at = grid.sheet.cell(headings.row, 1);
        diagnostics.push(HEADING_MISSING.at(at).with("expected", "Cơ quan chủ trì"));
    }
    let mut reading =
        Reading { grid, headings, outer, ladder: Vec::new(), draft, diagnostics, pending: vec![] };
    let start = grid.rows.partition_point(|row| row.row < headings.first);
    for (index, row) in grid.rows.iter().enumerate().skip(start) {
        reading.row(row, grid.rows.get(index + 1));
    }
    reading.finish();
}

/// Fields whose cells are merged downwards, and missed when they are empty.
const CELL_FIELDS: &[Field] = &[Field::Lead, Field::Support, Field::Deadline];

/// How a group row is numbered; the order of first use gives the depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    Capital,
    Roman,
    Arabic,
    Decimal(usize),
    Letter,
    Plain,
}

struct Reading<'a> {
    grid: &'a Grid,
    headings: &'a Headings,
    outer: usize,
    /// The ranks of the open groups, outermost first.
    ladder: Vec<Rank>,
    draft: &'a mut Draft,
    diagnostics: &'a mut Diagnostics,
    /// Rows with one unnumbered text, and whether it strays: groups when a task follows, else
    /// the table's footer.
    pending: Vec<(Location, String, bool)>,
}

impl Reading<'_> {
    fn row(&mut self, row: &GridRow, next: Option<&GridRow>) {
        if is_number_row(row) {
            return;
        }
        let column = |field| self.headings.column(field).map_or("", |column| row.text(column));
        let number = single_line(column(Field::Number));
        let content = column(Field::Content);
        let only_words = self.only_words(row);
        let strays = self.strays(row);
        match only_words {
            Some(_) if strays && !number.is_empty() => self.unclear(row, &number),
            Some((at, words)) => {
                let (mark, title) = split_mark(&number, &words);
                match mark.as_deref().and_then(|mark| self.rank(mark)) {
                    // A running Arabic number with words alone is a task whose lead is open,
                    // unless it is merged across the table or numbered as a group.
                    Some(Rank::Arabic | Rank::Decimal(_))
                        if !self.is_merged(row) && !self.heads(&number, next) =>
                    {
                        self.task(row);
                    }
                    Some(rank) => self.group(rank, at, title),
                    None if number.is_empty() => self.pending.push((at, words, strays)),
                    None => self.task(row),
                }
            }
            None if content.is_empty() => self.unclear(row, &number),
            None => self.task(row),
        }
    }

    /// The single text of a row that has nothing but a number and a text: a group, a footer or
    /// a task that says nothing else.
    fn only_words(&self, row: &GridRow) -> Option<(Location, String)> {
        let number = self.headings.column(Field::Number);
        let mut others = row.cells.iter().filter(|cell| Some(cell.column) != number);
        let own = row.cells.iter().find(|cell| Some(cell.column) == number);
        match (others.next(), others.next(), own) {
            (Some(cell), None, _) => {
                Some((self.grid.at(row.row, cell.column), single_line(&cell.text)))
            }
            // "I. Title" merged across from the number column.
            (None, None, Some(cell)) if split_mark("", &cell.text).0.is_some() => {
                Some((self.grid.at(row.row, cell.column), single_line(&cell.text)))
            }
            (None, None, Some(cell)) if cell.text.chars().count() > LONGEST_NUMBER => {
                Some((self.grid.at(row.row, cell.column), single_line(&cell.text)))
            }
            _ => None,
        }
    }

    /// Whether a row says something in a column of its own, such as an agency, but has no
    /// content: neither a title nor a task.
    fn strays(&self, row: &GridRow) -> bool {
        let field = |column| self.headings.fields.get(&column).copied();
        let of_task = |field: Field| !matches!(field, Field::Number | Field::Content);
        let has_content = row.cells.iter().any(|cell| field(cell.column) == Some(Field::Content));
        !has_content
            && !self.is_merged(row)
            && row.cells.iter().any(|cell| field(cell.column).is_some_and(of_task))
    }

    fn is_merged(&self, row: &GridRow) -> bool {
        row.cells.iter().any(|cell| {
            let area = self.grid.merge_at(row.row, cell.column);
            area.is_some_and(|(top, left, bottom, right)| top == bottom && right > left + 1)
        })
    }

    /// Whether a number is that of a group: the row below is a task that counts from 1 again
    /// (1 → 1), counts within it (2 → 2.1), or has no number.
    fn heads(&self, number: &str, next: Option<&GridRow>) -> bool {
        let Some((next, column)) = next.zip(self.headings.column(Field::Number)) else {
            return false;
        };
        if self.only_words(next).is_some() {
            return false;
        }
        let below = next.text(column).trim_end_matches('.');
        let number = number.trim_end_matches('.');
        let within = below.strip_prefix(number).is_some_and(|rest| rest.starts_with('.'));
        let again =
            matches!((number.parse::<u32>(), below.parse::<u32>()), (Ok(n), Ok(b)) if b <= n);
        within || again || below.is_empty()
    }

    fn rank(&self, mark: &str) -> Option<Rank> {
        let mark = mark.trim_end_matches(['.', ')', '/', ':']);
        if mark.chars().all(|c| c.is_ascii_digit()) && !mark.is_empty() {
            return Some(Rank::Arabic);
        }
        let parts: Vec<&str> = mark.split('.').collect();
        if parts.len() > 1 && parts.iter().all(|part| part.parse::<u32>().is_ok()) {
            return Some(Rank::Decimal(parts.len()));
        }
        // "C" and "D" are Roman numbers only inside a Roman ladder.
        let capital = matches!(mark, "A" | "B" | "C" | "D" | "Đ" | "E");
        if capital && !(parse_roman(mark).is_some() && self.ladder.first() == Some(&Rank::Roman)) {
            return Some(Rank::Capital);
        }
        if parse_roman(mark).is_some() {
            return Some(Rank::Roman);
        }
        parse_letter(mark).map(|_| Rank::Letter)
    }

    fn group(&mut self, rank: Rank, at: Location, title: String) {
        self.flush_as_groups();
        match self.ladder.iter().position(|open| *open == rank) {
            Some(index) => self.ladder.truncate(index + 1),
            None => self.ladder.push(rank),
        }
        let level = self.outer + self.ladder.len();
        let title = Located::new(title, at);
        self.draft.outline.push(DraftEntry::Group(DraftGroup { level, title }));
    }

    fn flush_as_groups(&mut self) {
        for (at, words, strays) in std::mem::take(&mut self.pending) {
            if strays {
                self.diagnostics.push(ROW_UNCLEAR.at(at).with("found", words));
                continue;
            }
            self.group(Rank::Plain, at, words);
        }
    }

    fn task(&mut self, row: &GridRow) {
        self.flush_as_groups();
        let mut task =
            DraftTask::new(self.grid.at(row.row, row.cells.first().map_or(1, |c| c.column)));
        for (column, field) in &self.headings.fields {
            let text = match (row.text(*column), field) {
                ("", field) if CELL_FIELDS.contains(field) => {
                    self.merged_from_above(row.row, *column)
                }
                (text, _) => text,
            };
            if !text.is_empty() {
                let text = Located::new(text.to_string(), self.grid.at(row.row, *column));
                task.values.insert(*field, vec![text]);
            }
        }
        // An empty cell has a place too: the clerk is sent there.
        for field in CELL_FIELDS {
            if let Some(column) = self.headings.column(*field) {
                let empty = Located::new(String::new(), self.grid.at(row.row, column));
                task.values.entry(*field).or_insert_with(|| vec![empty]);
            }
        }
        for (column, words) in &self.headings.unknown {
            let text = row.text(*column);
            if !text.is_empty() {
                let kept = Located::new(format!("{words}: {text}"), self.grid.at(row.row, *column));
                task.values.entry(Field::Notes).or_default().push(kept);
            }
        }
        self.draft.outline.push(DraftEntry::Task(task));
    }

    /// A cell merged downwards speaks for all its rows.
    fn merged_from_above(&self, row: u32, column: u32) -> &str {
        let Some((top, left, ..)) = self.grid.merge_at(row, column) else { return "" };
        let first = self.grid.rows.binary_search_by_key(&top, |each| each.row);
        first.map_or("", |index| self.grid.rows[index].text(left))
    }

    fn unclear(&mut self, row: &GridRow, number: &str) {
        let number_column = self.headings.column(Field::Number);
        let others = row.cells.iter().filter(|cell| Some(cell.column) != number_column);
        let words: Vec<String> = others.map(|cell| single_line(&cell.text)).collect();
        if words.is_empty() && !number.is_empty() {
            // A number typed ahead of an empty row.
            return;
        }
        let at = self.grid.at(row.row, row.cells.first().map_or(1, |cell| cell.column));
        self.diagnostics.push(ROW_UNCLEAR.at(at).with("found", words.join(" | ")));
    }

    /// What still waits at the end of the sheet stands below the table.
    fn finish(&mut self) {
        for (at, words, _) in std::mem::take(&mut self.pending) {
            self.diagnostics.push(ROW_SKIPPED.at(at).with("found", words));
        }
    }
}

/// "VIII" and "10.12" are numbers; a longer text in the number column is a title.
const LONGEST_NUMBER: usize = 8;

/// The number of a group row and its title: from the number column, else from the front of the
/// words ("II. Về quy hoạch").
fn split_mark(number: &str, words: &str) -> (Option<String>, String) {
    if !number.is_empty() && number.chars().count() <= LONGEST_NUMBER && number != words {
        return (Some(number.to_string()), words.to_string());
    }
    if let Some((mark, title)) = words.split_once(['.', ')']) {
        let is_mark = parse_roman(mark).is_some()
            || (mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic));
        if is_mark && title.starts_with(' ') {
            return (Some(mark.to_string()), title.trim().to_string());
        }
    }
    (None, words.to_string())
}

/// A row "(1) (2) (3)…" below the headings.
fn is_number_row(row: &GridRow) -> bool {
    let numbers: Vec<Option<u32>> = row
        .cells
        .iter()
        .map(|cell| cell.text.trim_matches(['(', ')', '[', ']', ' ']).parse().ok())
        .collect();
    let rising = numbers.windows(2).all(|pair| match pair {
        [Some(a), Some(b)] => b == &(a + 1),
        _ => false,
    });
    numbers.len() >= 3 && rising
}
