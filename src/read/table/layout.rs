//! The rows above a table → its layout: where the headings stand, and what each column means.
//!
//! Invariant: a heading row is known by its words alone; nothing depends on where it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::{is_trace, lone_heading, role_heading, task_heading, whole_heading};
use super::matrix;
use crate::model::Field;
use crate::read::grid::{Area, Grid, GridCell, GridRow};
use crate::source::{Location, column_letters};
use crate::text::{key, single_line};

/// Above the table stand up to a dozen title rows; a heading row is not looked for below this.
const DEEPEST_HEADING_ROW: u32 = 50;

/// A table of more columns is no plan, and an area as wide as the sheet no heading.
const WIDEST: u32 = 300;

/// Tables below each other on one sheet. Each is looked through as a whole, so that a hostile sheet
/// of nothing but headings must not have thousands.
const MOST_TABLES: usize = 100;

/// Headings of more rows than this are no headings.
const MOST_TIERS: u32 = 4;

/// The columns of a task table.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The first row of the headings.
    pub top: u32,
    /// The first row below them.
    pub first: u32,
    /// The field of each column.
    pub fields: BTreeMap<u32, Field>,
    /// Columns of a matrix, a body each, with their headings.
    pub bodies: BTreeMap<u32, String>,
    /// Whether the heading over a column's own says who leads or supports: "Cơ quan phối hợp" over
    /// bodies. "Cơ quan thực hiện" says neither.
    pub under: BTreeMap<u32, Field>,
    /// Columns with a heading that means nothing, and its words.
    pub unknown: BTreeMap<u32, String>,
    /// Columns that mean what another one already means: (column, words, the other's name).
    pub twice: Vec<(u32, String, String)>,
    /// Columns whose heading is known as a whole.
    wholes: BTreeSet<u32>,
    /// The innermost heading of each known column.
    leaves: BTreeMap<u32, String>,
    /// The headings of each column, as keys.
    words: BTreeMap<u32, BTreeSet<String>>,
}

impl Layout {
    /// The column of a field.
    pub fn column(&self, wanted: Field) -> Option<u32> {
        self.fields.iter().find(|(_, field)| **field == wanted).map(|(column, _)| *column)
    }

    /// Whether a row repeats the headings, as at the top of a page.
    pub fn repeats(&self, row: &GridRow) -> bool {
        let same = |column: u32, text: &str| {
            self.words.get(&column).is_some_and(|words| words.contains(&key(text)))
        };
        row.cells.len() >= 2 && row.cells.iter().all(|cell| same(cell.column, &cell.text))
    }

    /// The same columns, for a table that goes on without headings of its own.
    pub fn continued(&self) -> Layout {
        Layout { top: 1, first: 1, ..self.clone() }
    }
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

/// Whether a row can be nothing but headings: a number column, a content column and another.
fn is_headings(row: &GridRow) -> bool {
    // Cheap first: this is asked of every row, and nearly all begin with a number or a sentence.
    const LONGEST: usize = 24;
    let first = row.cells.first().map_or("", |cell| cell.text.as_str());
    let may_be = first.len() <= LONGEST && !first.starts_with(|c: char| c.is_ascii_digit());
    if !may_be || task_heading(first) != Some(Field::Number) {
        return false;
    }
    let known: BTreeSet<Field> =
        row.cells.iter().filter_map(|cell| task_heading(&cell.text)).collect();
    known.contains(&Field::Content) && known.len() >= 3 && known.len() * 3 >= row.cells.len() * 2
}

/// Finds the headings: rows with a content column and another that a plan needs.
pub fn find(grid: &Grid) -> Option<Layout> {
    let start = grid.rows.first().map_or(0, |row| if grid.goes_on { row.row } else { 0 });
    let rows = grid.rows.iter().take_while(|row| row.row <= start + DEEPEST_HEADING_ROW);
    rows.enumerate().find_map(|(index, row)| {
        // Cheap first: nearly all rows have no heading at all. One alone is a title or a legend.
        row.cells.get(1)?;
        row.cells.iter().find(|cell| task_heading(&cell.text).is_some())?;
        let block = Block::new(grid, index)?;
        let mut layout = block.layout();
        let has = |layout: &Layout, field| layout.column(field).is_some();
        if !has(&layout, Field::Content) {
            return None;
        }
        layout.add_nameless(grid);
        matrix::claim_columns(grid, &mut layout);
        if !has(&layout, Field::Lead) && layout.bodies.is_empty() {
            layout.take_lone_lead();
        }
        let enough =
            has(&layout, Field::Lead) || layout.fields.len() >= 3 || layout.bodies.len() >= 2;
        enough.then_some(layout)
    })
}

/// The row that looks most like a heading row, for a message: its place, its words, how many of
/// them are known.
pub fn closest(grid: &Grid) -> Option<(Location, String, usize)> {
    let rows = grid.rows.iter().take_while(|row| row.row <= DEEPEST_HEADING_ROW);
    let scored = rows.map(|row| {
        let known = row.cells.iter().filter(|cell| task_heading(&cell.text).is_some()).count();
        (known, row)
    });
    let (known, row) = scored.max_by_key(|(known, row)| (*known, std::cmp::Reverse(row.row)))?;
    let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
    Some((grid.at(row.row, row.cells.first()?.column), words.join(" | "), known))
}

/// Heading rows, with the cells that are merged over them.
struct Block<'a> {
    rows: Vec<&'a GridRow>,
    areas: Vec<Area>,
}

impl<'a> Block<'a> {
    /// The block that begins with a row.
    fn new(grid: &'a Grid, index: usize) -> Option<Block<'a>> {
        let first = grid.rows.get(index)?;
        let from = grid.merges.partition_point(|area| area.top < first.row);
        let near = grid.merges[from..].iter().take_while(|area| area.top < first.row + MOST_TIERS);
        let areas: Vec<Area> = near.copied().collect();
        let in_first = || areas.iter().filter(|area| area.top == first.row);
        let down = in_first().map(|area| area.bottom).max().unwrap_or(first.row);
        let next = grid.rows.get(index + 1).filter(|next| next.row == first.row + 1);
        let spans: Vec<&Area> = in_first().filter(|area| area.right > area.left).collect();
        let is_two_tiered = || next.is_some_and(|next| is_second_tier(first, next, &spans));
        let last = match down - first.row {
            0 if is_two_tiered() => first.row + 1,
            0 => first.row,
            tiers if tiers < MOST_TIERS => down,
            _ => return None,
        };
        let rows = grid.rows[index..].iter().take_while(|row| row.row <= last).collect();
        Some(Block { rows, areas })
    }

    /// The headings over a column, from the outermost in.
    fn path(&self, column: u32) -> Vec<&'a str> {
        let mut path: Vec<&str> = Vec::new();
        for row in &self.rows {
            let own = row.text(column);
            let covers = |area: &&Area| {
                (area.top..=area.bottom).contains(&row.row)
                    && (area.left..=area.right).contains(&column)
            };
            let merged = || {
                let area = self.areas.iter().find(covers)?;
                let first = self.rows.iter().find(|row| row.row == area.top)?;
                Some(first.text(area.left))
            };
            let text = if own.is_empty() { merged().unwrap_or_default() } else { own };
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        path
    }

    /// Whether the outermost heading over a column spans several.
    fn is_shared(&self, column: u32) -> bool {
        let covers = |area: &&Area| (area.left..=area.right).contains(&column);
        let top = self.rows.first().map_or(0, |row| row.row);
        let over = self.areas.iter().filter(|area| area.top == top).find(covers);
        over.is_some_and(|area| area.right > area.left)
    }

    fn layout(&self) -> Layout {
        let (top, last) = (self.rows.first(), self.rows.last());
        let mut layout = Layout {
            top: top.map_or(1, |row| row.row),
            first: last.map_or(1, |row| row.row + 1),
            ..Layout::default()
        };
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let spanned = self.areas.iter().filter(|area| area.top < layout.first);
        let columns: BTreeSet<u32> = cells
            .map(|cell| cell.column)
            .chain(spanned.flat_map(|area| area.left..=area.right.min(area.left + WIDEST)))
            .collect();
        for column in columns {
            let path = self.path(column);
            let Some((leaf, outer)) = path.split_last() else { continue };
            let whole = path.join(" ");
            let alone = outer.first().filter(|_| !self.is_shared(column));
            let joined =
                if self.is_shared(column) { whole_heading(&whole) } else { task_heading(&whole) };
            let is_whole = whole_heading(leaf).is_some();
            let field = task_heading(leaf)
                .or(joined)
                .or_else(|| alone.and_then(|outer| task_heading(outer)));
            layout.add(column, leaf, (field, is_whole));
            let role = outer.last().and_then(|outer| role_heading(outer));
            layout.under.extend(role.map(|field| (column, field)));
            let words = layout.words.entry(column).or_default();
            words.extend(path.iter().map(|text| key(text)));
            words.insert(key(&whole));
        }
        layout
    }
}

impl Layout {
    /// Adds a column; a heading that is known as a whole goes before one known by a part.
    fn add(&mut self, column: u32, words: &str, (field, is_whole): (Option<Field>, bool)) {
        let Some(field) = field else {
            if !is_trace(words) {
                self.unknown.insert(column, single_line(words));
            }
            return;
        };
        match self.column(field) {
            None => {
                self.fields.insert(column, field);
                self.wholes.extend(is_whole.then_some(column));
            }
            Some(other) if self.wholes.contains(&other) == is_whole => {
                let other = column_letters(other);
                self.twice.push((column, single_line(words), other));
            }
            Some(other) if is_whole => {
                self.fields.remove(&other);
                self.fields.insert(column, field);
                self.wholes.insert(column);
                let before = self.leaves.get(&other).cloned().unwrap_or_default();
                self.unknown.insert(other, before);
            }
            Some(_) => drop(self.unknown.insert(column, single_line(words))),
        }
        self.leaves.insert(column, single_line(words));
    }

    /// Columns that hold text below no heading at all: kept as notes, under their letter.
    fn add_nameless(&mut self, grid: &Grid) {
        let body = grid.rows.iter().filter(|row| row.row >= self.first);
        // A line merged across the table begins in one column, and is no text of it.
        let body = body.filter(|row| row.cells.len() > 1 && !is_headings(row));
        let mut columns: BTreeSet<u32> = BTreeSet::new();
        let last = self.words.keys().next_back().copied().unwrap_or_default();
        for row in body {
            // Most rows end inside the headings, with no cell between them.
            let between =
                |cell: &&GridCell| cell.column > last || !self.words.contains_key(&cell.column);
            columns.extend(row.cells.iter().filter(between).map(|cell| cell.column));
        }
        for column in columns {
            let is_twice = self.twice.iter().any(|(twice, ..)| *twice == column);
            let known = self.fields.contains_key(&column) || self.unknown.contains_key(&column);
            let inside = self.words.keys().next().is_some_and(|first| column > *first);
            if !known && !is_twice && inside && column <= WIDEST {
                self.unknown.insert(column, format!("Cột {}", column_letters(column)));
            }
        }
    }

    /// "Đơn vị" alone is the one that does the work, when no other column says who leads.
    fn take_lone_lead(&mut self) {
        let found = self.unknown.iter().find(|(_, words)| lone_heading(words));
        if let Some(column) = found.map(|(column, _)| *column) {
            self.unknown.remove(&column);
            self.fields.insert(column, Field::Lead);
        }
    }
}

/// Whether a row is the second tier of the headings above it: "Chủ trì | Phối hợp" under "Phân
/// công thực hiện". Below headings merged across it stands under these alone; else it holds
/// headings only, for a first task row holds sentences and names.
fn is_second_tier(first: &GridRow, next: &GridRow, spans: &[&Area]) -> bool {
    let under =
        |cell: &GridCell| spans.iter().any(|area| (area.left..=area.right).contains(&cell.column));
    if !spans.is_empty() && next.cells.len() >= 2 && next.cells.iter().all(under) {
        return true;
    }
    let heads = |column: u32, text: &str| {
        task_heading(text).is_some()
            || task_heading(&format!("{} {text}", first.text(column))).is_some()
    };
    // Below a known heading that is not merged down, a second tier is blank.
    let free = |column: u32| !spans.is_empty() || task_heading(first.text(column)).is_none();
    !next.cells.is_empty()
        && next.cells.iter().all(|cell| free(cell.column) && heads(cell.column, &cell.text))
        && next.cells.iter().any(|cell| task_heading(&cell.text).is_some())
}
