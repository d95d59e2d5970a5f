//! The rows of a sheet → where the headings of a table of tasks stand, and the layout of the table.
//!
//! Invariant: a heading row is recognised by its words alone, wherever it stands.

use super::columns::{self, is_headings};
use super::layout::Layout;
use super::tiers::Block;
use crate::model::Field;
use crate::read::grid::{Grid, GridRow};
use crate::source::Location;
use crate::text::{key, single_line};
use crate::vocabulary::labels::{Meaning, field, labels};

/// Above the table stand up to a dozen title rows; a heading row is not looked for below this.
const DEEPEST_HEADING_ROW: u32 = 50;

/// Tables below each other on one sheet. Each is looked through as a whole, so that a hostile sheet
/// of nothing but headings must not have thousands.
const MOST_TABLES: usize = 100;

/// The tables that stand beside each other on a sheet, under the same headings again: each with its own
/// columns, the lines around them with the first.
pub fn beside(mut grid: Grid) -> Vec<Grid> {
    let Some((top, ends)) = repeated_headings(&grid) else { return vec![grid] };
    let mut parts = Vec::new();
    // From the right, so that what no part takes stays with the first.
    for (first, last) in ends.into_iter().skip(1).rev() {
        let is_of_part = |row: u32, column: u32| row >= top && (first..=last).contains(&column);
        let mut part = Grid::new(grid.name.clone(), grid.sheet);
        for row in &mut grid.rows {
            let (own, rest) = std::mem::take(&mut row.cells)
                .into_iter()
                .partition(|cell| is_of_part(row.row, cell.column));
            row.cells = rest;
            let own = GridRow { row: row.row, hidden: row.hidden, cells: own };
            part.rows.extend((!own.cells.is_empty()).then_some(own));
        }
        let (own, rest) = std::mem::take(&mut grid.merges)
            .into_iter()
            .partition(|area| is_of_part(area.top, area.left));
        (part.merges, grid.merges) = (own, rest);
        part.hidden_columns = grid.hidden_columns.clone();
        (part.is_loose, part.goes_on, part.is_beside) = (grid.is_loose, true, true);
        parts.push(part);
    }
    grid.rows.retain(|row| !row.cells.is_empty());
    parts.push(grid);
    parts.reverse();
    parts
}

/// The row whose headings stand there twice or more, and the columns of each time.
fn repeated_headings(grid: &Grid) -> Option<(u32, Vec<(u32, u32)>)> {
    const FEWEST: usize = 3;
    const MOST: usize = 6;
    let rows = grid.rows.iter().take_while(|row| row.row <= DEEPEST_HEADING_ROW);
    rows.filter(|row| row.cells.len() >= 2 * FEWEST).find_map(|row| {
        let first = key(&row.cells.first()?.text);
        let words: Vec<String> = row.cells.iter().map(|cell| key(&cell.text)).collect();
        let times = words.iter().filter(|word| **word == first).count();
        let wide = words.len() / times;
        let is_again = (2..=MOST).contains(&times)
            && wide >= FEWEST
            && wide * times == words.len()
            && words.chunks(wide).all(|chunk| chunk == &words[..wide])
            && row.cells[..wide].iter().any(|cell| field(&cell.text) == Some(Field::Content));
        if !is_again {
            return None;
        }
        let starts: Vec<u32> = row.cells.iter().step_by(wide).map(|cell| cell.column).collect();
        let ends = starts.iter().skip(1).map(|start| start - 1).chain([u32::MAX]);
        Some((row.row, starts.iter().copied().zip(ends).collect()))
    })
}

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
