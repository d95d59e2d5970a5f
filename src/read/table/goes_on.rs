//! A table without headings behind a table of tasks → the columns of the table before, when the
//! table continues it. This happens where a page was broken by hand, or where the headings stand in
//! a table of their own. Where its columns stand in another order, its cells say which is which.
//!
//! Invariant: the cells must hold what the columns ask for. An equal number of columns is not
//! enough. A table that counts on and leaves two columns alike is told and not guessed.

use super::evidence::{self, Evidence};
use super::footer;
use super::groups::LONGEST_NUMBER;
use super::layout::{About, Layout, Remark};
use super::sentence::begins_small;
use crate::model::Field;
use crate::read::grid::{Grid, GridRow};
use crate::vocabulary::labels::{Meaning, labels};

/// The share of a column's cells from which its kind is sure.
const SURE: f64 = 0.6;

/// A table of a text with more columns is none of tasks.
const WIDEST: u32 = 30;

/// The layout of a table of a text that goes on from the one before.
pub fn continued(grid: &Grid, (last, layout): (&Grid, &Layout)) -> Option<Layout> {
    if !grid.is_loose {
        return None;
    }
    let first = grid.rows.first()?;
    if footer::begins(first) || has_headings(first, layout) {
        return None;
    }
    // The last columns may be empty in all its rows.
    let widths = width(last)?.saturating_sub(2)..=width(last)?;
    let is_task = |row: &GridRow| {
        let filled =
            |field| layout.column(field).is_some_and(|column| !row.text(column).is_empty());
        let number = layout.column(Field::Number).map_or("", |column| row.text(column));
        let is_numbered = !number.is_empty() && number.chars().count() <= LONGEST_NUMBER;
        filled(Field::Content) && (is_numbered || filled(Field::Lead))
    };
    let fits = widths.contains(&width(grid)?) && grid.rows.iter().any(is_task);
    (fits && holds_the_same(grid, (last, layout))).then(|| layout.continued())
}

/// What a table is that counts on where the one before ends, and has not its columns.
pub enum Reordered {
    /// Its cells leave no doubt which column is which.
    Clear(Box<Layout>),
    /// They do.
    Unclear,
}

/// Tells the columns of a table by its cells alone, where its numbers go on from the table before.
pub fn reordered(grid: &Grid, (last, layout): (&Grid, &Layout)) -> Option<Reordered> {
    let first = grid.rows.first()?;
    if !grid.is_loose || footer::begins(first) || has_headings(first, layout) {
        return None;
    }
    let before = layout.column(Field::Number)?;
    let columns = 1..=width(grid)?.min(WIDEST);
    let counts = |column: &u32| last_number(last, before).zip(first_number(grid, *column));
    let goes_on = |column: &u32| {
        counts(column).is_some_and(|(last, first)| last.checked_add(1) == Some(first))
    };
    let number = columns.clone().find(goes_on)?;
    let evidence = Evidence::new(&grid.rows, &grid.merges, 0);
    let (mut names, mut times, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for column in columns.filter(|column| *column != number && !evidence.cells(*column).is_empty())
    {
        match () {
            _ if evidence.names(column) >= SURE => names.push(column),
            _ if evidence.share(column, evidence::is_time) >= SURE => times.push(column),
            _ => texts.push(column),
        }
    }
    let of = |wanted: &[Field]| -> Vec<Field> {
        layout.fields.values().filter(|field| wanted.contains(field)).copied().collect()
    };
    let kinds = [
        (names, of(&[Field::Lead, Field::Support])),
        (times, of(&[Field::Deadline, Field::Start])),
        (texts, of(&[Field::Content, Field::Product])),
    ];
    let mut fields = std::collections::BTreeMap::from([(number, Field::Number)]);
    for (columns, wanted) in kinds {
        match (columns.as_slice(), wanted.as_slice()) {
            ([], _) => {}
            ([column], [field]) => drop(fields.insert(*column, *field)),
            _ => return Some(Reordered::Unclear),
        }
    }
    let has = |field| fields.values().any(|each| *each == field);
    if !has(Field::Content)
        || !has(Field::Lead)
        || !layout.bodies.is_empty()
        || layout.role.is_some()
    {
        return Some(Reordered::Unclear);
    }
    let headings = fields.values().filter_map(|field| {
        let column = layout.column(*field)?;
        let above = last.rows.iter().rev().filter(|row| row.row < layout.first);
        let mut words = above.map(|row| row.text(column)).filter(|text| !text.is_empty());
        words.next().map(crate::text::single_line)
    });
    let words = headings.collect::<Vec<_>>().join(" | ");
    let remarks = vec![Remark { column: number, words, about: About::Reordered }];
    let continued = layout.continued();
    let none = Layout { unknown: Default::default(), groups: Vec::new(), ..continued };
    Some(Reordered::Clear(Box::new(Layout { fields, remarks, ..none })))
}

fn width(grid: &Grid) -> Option<u32> {
    grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column).max()
}

/// Whether a first row is a row of headings of another table: a column of numbers, or two words that
/// stand over columns, where those of the table before are others.
fn has_headings(first: &GridRow, layout: &Layout) -> bool {
    if layout.repeats(first) {
        return false;
    }
    let known = first
        .cells
        .iter()
        .filter(|cell| labels(&cell.text).first().is_some_and(|label| label.is_whole));
    let begins = first.cells.first().and_then(|cell| labels(&cell.text).first().copied());
    let counts = begins.is_some_and(|label| label.meaning == Meaning::Field(Field::Number));
    counts || known.count() >= 2
}

/// Whether the cells are of the kinds that the columns ask for, and of those that they were of before.
fn holds_the_same(grid: &Grid, (last, layout): (&Grid, &Layout)) -> bool {
    // The rest of a row that was cut holds halves of names.
    let is_rest = grid.rows.first().is_some_and(|row| {
        let text = |field| layout.column(field).map_or("", |column| row.text(column));
        text(Field::Number).is_empty() && begins_small(text(Field::Content))
    });
    let rows = grid.rows.get(usize::from(is_rest)..).unwrap_or_default();
    let now = Evidence::new(rows, &grid.merges, 0);
    let before = Evidence::new(&last.rows, &last.merges, layout.first);
    let (mut agrees, mut counts_on) = (0, false);
    for (column, field) in &layout.fields {
        let is_empty = now.cells(*column).is_empty();
        let had_some = !before.cells(*column).is_empty();
        let share = |evidence: &Evidence| match field {
            Field::Lead | Field::Support => Some(evidence.names(*column)),
            Field::Deadline | Field::Start => Some(evidence.share(*column, evidence::is_time)),
            _ => None,
        };
        if *field == Field::Number {
            counts_on = goes_on_counting(last, grid, *column);
        }
        let Some(found) = share(&now) else { continue };
        let expected = share(&before).filter(|_| had_some);
        // A column of leads without one name is another table.
        if *field == Field::Lead && is_empty && expected.is_some_and(|share| share >= 0.5) {
            return counts_on;
        }
        match expected {
            _ if is_empty => {}
            Some(expected) if expected < 0.5 => {}
            _ if found >= 0.4 => agrees += 1,
            _ => return false,
        }
    }
    let marks = layout.bodies.keys().any(|column| !now.cells(*column).is_empty());
    agrees > 0 || counts_on || marks
}

/// Whether the numbers of the rows go on where those before end.
fn goes_on_counting(before: &Grid, now: &Grid, column: u32) -> bool {
    let counts = last_number(before, column).zip(first_number(now, column));
    counts.is_some_and(|(last, first)| last.checked_add(1) == Some(first))
}

fn number(row: &GridRow, column: u32) -> Option<u32> {
    row.text(column).trim_end_matches(['.', ')']).parse().ok()
}

fn last_number(grid: &Grid, column: u32) -> Option<u32> {
    grid.rows.iter().rev().find_map(|row| number(row, column))
}

fn first_number(grid: &Grid, column: u32) -> Option<u32> {
    grid.rows.iter().find_map(|row| number(row, column))
}
