//! The rows of a sheet → where the headings of a table of tasks stand, and the layout of the table.
//!
//! Invariant: a heading row is recognised by its words alone, wherever it stands.

use super::columns::{self, is_headings};
use super::layout::Layout;
use super::tiers::Block;
use crate::model::Field;
use crate::read::grid::{Grid, GridRow};
use crate::source::Location;
use crate::text::single_line;
use crate::vocabulary::labels::{Meaning, field, labels};

/// Above the table stand up to a dozen title rows; a heading row is not looked for below this.
const DEEPEST_HEADING_ROW: u32 = 50;

/// Tables below each other on one sheet. Each is looked through as a whole, so that a hostile sheet
/// of nothing but headings must not have thousands.
const MOST_TABLES: usize = 100;

/// The tables that stand below each other on a sheet, where the columns of a later one differ: each
/// with the line above its headings.
pub fn apart(mut grid: Grid) -> Vec<Grid> {
    let mut parts = Vec::new();
    while parts.len() + 1 < MOST_TABLES
        && let Some(layout) = find(&grid)
    {
        let below = |row: &&GridRow| row.row >= layout.first;
        let next =
            grid.rows.iter().filter(below).find(|row| is_headings(row) && !layout.repeats(row));
        let Some(next) = next.map(|row| row.row) else { break };
        let mut start = grid.rows.partition_point(|row| row.row < next);
        let line_above = grid.rows.get(start.wrapping_sub(1)).filter(|row| row.cells.len() == 1);
        start -= usize::from(line_above.is_some_and(|row| row.row >= layout.first));
        let mut rest = Grid::new(grid.name.clone(), grid.sheet);
        rest.rows = grid.rows.split_off(start);
        let first = rest.rows.first().map_or(u32::MAX, |row| row.row);
        rest.merges = grid.merges.split_off(grid.merges.partition_point(|area| area.top < first));
        rest.hidden_columns = grid.hidden_columns.clone();
        (rest.is_loose, rest.goes_on) = (grid.is_loose, true);
        std::mem::swap(&mut rest.below, &mut grid.below);
        parts.push(std::mem::replace(&mut grid, rest));
    }
    parts.push(grid);
    parts
}

/// Finds the headings: rows with a content column and another that a plan needs.
pub fn find(grid: &Grid) -> Option<Layout> {
    let start = grid.rows.first().map_or(0, |row| if grid.goes_on { row.row } else { 0 });
    let rows = grid.rows.iter().take_while(|row| row.row <= start + DEEPEST_HEADING_ROW);
    rows.enumerate().find_map(|(index, row)| {
        // Cheap first: nearly all rows have no heading at all. One alone is a title or a legend.
        row.cells.get(1)?;
        row.cells.iter().find(|cell| field(&cell.text).is_some())?;
        let block = Block::new(grid, index)?;
        if !holds_headings(&block) {
            return None;
        }
        let layout = columns::layout(grid, &block);
        let has = |field| layout.column(field).is_some();
        let said = layout.fields.values().filter(|field| **field != Field::Notes).count();
        let enough = has(Field::Lead) || said >= 3 || layout.bodies.len() >= 2;
        (has(Field::Content) && enough).then_some(layout)
    })
}

/// Whether rows hold the heading of contents and another one, in words of headings alone: a row of a
/// task may begin with such a word too.
fn holds_headings(block: &Block) -> bool {
    let headings = block.headings();
    let mut wholes = 0;
    let mut has_content = false;
    for heading in &headings {
        let is_whole = heading.labels.first().is_some_and(|label| label.is_whole);
        wholes += usize::from(is_whole);
        has_content |=
            heading.labels.iter().any(|label| label.meaning == Meaning::Field(Field::Content));
    }
    has_content && wholes >= 2
}

/// The row that looks most like a heading row, for a message: its place, its words, how many of
/// them are known.
pub fn closest(grid: &Grid) -> Option<(Location, String, usize)> {
    let rows = grid.rows.iter().take_while(|row| row.row <= DEEPEST_HEADING_ROW);
    let scored = rows.map(|row| {
        let known = row.cells.iter().filter(|cell| !labels(&cell.text).is_empty()).count();
        (known, row)
    });
    let (known, row) = scored.max_by_key(|(known, row)| (*known, std::cmp::Reverse(row.row)))?;
    let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
    Some((grid.at(row.row, row.cells.first()?.column), words.join(" | "), known))
}
