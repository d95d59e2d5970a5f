//! Workbooks, Word files and pages → [`Draft`]: the task tables, the sheet "Văn bản", the sheet
//! "Cơ quan".
//!
//! Invariant: a sheet is known by its headings, not by its position.

mod ditto;
mod faults;
mod footer;
mod front;
mod groups;
mod headings;
mod layout;
mod matrix;
mod merges;
mod report;
mod roles;
mod rows;
mod sheets;

use std::collections::HashSet;

pub use ditto::is_ditto;
pub use faults::FAULTS;
pub use headings::{
    DocumentKey, FINDINGS_HEADINGS, PASSED_HEADINGS, TRACE_HEADINGS, document_key_names,
    document_keys,
};
pub use sheets::is_findings;

use super::grid::{self, Grid, GridRow};
use super::{Input, ROWS_MISSING};
use crate::diag::Diagnostics;
use crate::model::Field;
use crate::model::draft::{Draft, DraftEntry, DraftGroup};
use crate::source::{FileId, Located, Sources};
use crate::text::key;
use faults::{
    COLUMN_UNKNOWN, HEADING_MISSING, HEADING_TWICE, SHEET_HIDDEN, SHEET_MISSING, SHEET_SKIPPED,
};
use layout::Layout;
use matrix::Legend;

/// The sheet of `mau-nhiem-vu.xlsx` that tells how to fill in the others.
const GUIDE_SHEET: &str = "Hướng dẫn";

/// The hidden sheet of drop-down lists in `mau-nhiem-vu.xlsx`.
const LISTS_SHEET: &str = "Danh sách";

/// Reads a file that holds tables.
pub fn read(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    let grids = grid::open(input, file, sources, diagnostics)?;
    if grids.iter().all(|grid| grid.rows.is_empty() && !grid.hidden) {
        diagnostics.push(super::FILE_EMPTY.at(file.whole()));
        return None;
    }
    let mut reading = Reading {
        draft: Draft::new(file.whole()),
        diagnostics,
        legend: Legend::default(),
        has_document: false,
    };
    let (tables, others) = reading.sort(grids);
    if tables.is_empty() {
        report_no_table(&others, file, reading.diagnostics);
        return None;
    }
    reading.pass_over(&others);
    for TaskTable { grid, layout } in tables.iter().filter(|_| !reading.has_document) {
        front::mine(&front::lines(grid, layout.top), &mut reading.draft);
    }
    let several = tables.len() > 1;
    for (index, TaskTable { grid, layout }) in tables.into_iter().enumerate() {
        let outer = if several { reading.open_group(&grid, index) } else { 0 };
        reading.table(grid, &layout, outer);
    }
    Some(reading.draft)
}

/// A table of tasks in a text.
pub struct TaskTable {
    grid: Grid,
    layout: Layout,
}

impl TaskTable {
    /// Takes a table that has the headings of tasks, or goes on with the one before it; gives any
    /// other table back.
    pub fn of(grid: Grid, before: Option<&TaskTable>) -> Result<TaskTable, Box<Grid>> {
        let layout = layout::find(&grid).or_else(|| continued(&grid, before));
        match layout {
            Some(layout) => Ok(TaskTable { grid, layout }),
            None => Err(Box::new(grid)),
        }
    }

    /// Its groups and tasks.
    pub fn entries(self, diagnostics: &mut Diagnostics) -> Vec<DraftEntry> {
        let draft = Draft::new(self.grid.sheet.whole());
        let legend = Legend::default();
        let mut reading = Reading { draft, diagnostics, legend, has_document: false };
        reading.table(self.grid, &self.layout, 0);
        reading.draft.outline
    }
}

struct Reading<'a> {
    draft: Draft,
    diagnostics: &'a mut Diagnostics,
    /// What the sheet "Văn bản" says of marks.
    legend: Legend,
    /// Whether there is a sheet "Văn bản": then the lines above the tables say nothing more.
    has_document: bool,
}

type Tables = Vec<TaskTable>;

impl Reading<'_> {
    /// Tells tables from the rest; reads the sheets beside them.
    fn sort(&mut self, grids: Vec<Grid>) -> (Tables, Vec<Grid>) {
        let mut tables: Tables = Vec::new();
        let mut others = Vec::new();
        for grid in grids.into_iter().flat_map(layout::apart) {
            if grid.hidden {
                // The lists behind our own blank workbook go without saying.
                if grid.name != LISTS_SHEET {
                    self.diagnostics.push(SHEET_HIDDEN.at(grid.sheet.whole()));
                }
            } else if sheets::is_passed_over(&grid) {
                // What the clerk has seen and left.
            } else if sheets::is_document(&grid) {
                self.has_document = true;
                report::report(&grid, None, self.diagnostics);
                sheets::document(&grid, &mut self.draft, &mut self.legend, self.diagnostics);
            } else if sheets::is_of_agencies(&grid)
                && sheets::agencies(&grid, &mut self.draft, self.diagnostics)
            {
                // By its name, before a body called "Ban Nội dung" makes it look like a task table.
            } else if let Some(layout) = layout::find(&grid) {
                tables.push(TaskTable { grid, layout });
            } else if let Some(layout) = continued(&grid, tables.last()) {
                tables.push(TaskTable { grid, layout });
            } else if !sheets::is_findings(&grid)
                && !sheets::agencies(&grid, &mut self.draft, self.diagnostics)
            {
                others.push(grid);
            }
        }
        (without_repeats(tables, &mut others), others)
    }

    /// Names the sheets that are not read, lest a task be lost.
    fn pass_over(&mut self, others: &[Grid]) {
        for grid in others.iter().filter(|grid| key(&grid.name) != key(GUIDE_SHEET)) {
            // The tables of a Word file hold its header block and its signature too.
            let is_layout = grid.is_loose && !looks_like_a_list(grid);
            if let (false, Some((_, found, _))) = (is_layout, layout::closest(grid)) {
                self.diagnostics.push(SHEET_SKIPPED.at(grid.sheet.whole()).with("found", found));
            }
        }
    }

    /// Opens the group of one of several tables: the sheet's name, or the line above a table of a
    /// Word file; a table that only goes on has none. Gives the depth of the group.
    fn open_group(&mut self, grid: &Grid, index: usize) -> usize {
        let title = match (grid.is_loose, grid.above.last()) {
            // A further table of a sheet that has its group already.
            (false, _) if grid.goes_on => None,
            (false, _) => Some(Located::new(grid.name.clone(), grid.sheet.whole())),
            (true, Some(line)) => {
                let (mark, title) = groups::split_mark("", &line.text);
                let is_title = !footer::is_footer(&line.text) && !line.text.starts_with('(');
                let is_heading = mark.is_some() || index > 0 && line.stands_out && is_title;
                is_heading.then(|| Located::new(title, line.at))
            }
            (true, None) => None,
        };
        match title {
            Some(title) => {
                self.draft.outline.push(DraftEntry::Group(DraftGroup { level: 1, title }));
                1
            }
            None => usize::from(
                !self.draft.outline.is_empty()
                    && self.draft.outline.iter().any(|entry| matches!(entry, DraftEntry::Group(_))),
            ),
        }
    }

    fn table(&mut self, grid: Grid, layout: &Layout, outer: usize) {
        self.headings(&grid, layout);
        report::report(&grid, Some(layout), self.diagnostics);
        let mut legend = self.legend.clone();
        if !layout.bodies.is_empty() {
            let cells = grid.rows.iter().flat_map(|row| &row.cells);
            let words = cells.filter(|cell| !layout.bodies.contains_key(&cell.column));
            for text in words
                .map(|cell| cell.text.as_str())
                .chain(grid.above.iter().chain(&grid.below).map(|line| line.text.as_str()))
            {
                legend.read(text);
            }
            legend.complete(&grid.rows, layout);
        }
        let before = self.draft.outline.len();
        let Grid { sheet, rows, merges, .. } = grid;
        let table = rows::Table { sheet, merges: &merges, layout, legend: &legend, outer };
        rows::read(&table, rows, &mut self.draft, self.diagnostics);
        if self.draft.outline.len() == before {
            self.diagnostics.push(ROWS_MISSING.at(sheet.whole()));
        }
    }

    fn headings(&mut self, grid: &Grid, layout: &Layout) {
        for (column, words, other) in &layout.twice {
            let fault = HEADING_TWICE.at(grid.at(layout.top, *column)).with("found", words.clone());
            self.diagnostics.push(fault.with("other", other.clone()));
        }
        for (column, words) in &layout.unknown {
            let at = grid.at(layout.top, *column);
            self.diagnostics.push(COLUMN_UNKNOWN.at(at).with("found", words.clone()));
        }
        if layout.column(Field::Lead).is_none() && layout.bodies.is_empty() {
            let at = grid.at(layout.top, 1);
            self.diagnostics.push(HEADING_MISSING.at(at).with("expected", "Cơ quan chủ trì"));
        }
    }
}

/// The layout of a table of a Word file that goes on from the one before, without headings, as
/// where a page was broken by hand.
fn continued(grid: &Grid, before: Option<&TaskTable>) -> Option<Layout> {
    let TaskTable { grid: last, layout } = before.filter(|_| grid.is_loose)?;
    let width =
        |grid: &Grid| grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column).max();
    let begins_footer = grid.rows.first().is_some_and(footer::begins);
    let is_task = |row: &GridRow| {
        let filled =
            |field| layout.column(field).is_some_and(|column| !row.text(column).is_empty());
        let number = layout.column(Field::Number).map_or("", |column| row.text(column));
        let is_numbered = !number.is_empty() && number.chars().count() <= groups::LONGEST_NUMBER;
        filled(Field::Content) && (is_numbered || filled(Field::Lead))
    };
    // The last columns may be empty in all its rows.
    let widths = width(last)?.saturating_sub(2)..=width(last)?;
    let goes_on = !begins_footer && widths.contains(&width(grid)?) && grid.rows.iter().any(is_task);
    goes_on.then(|| layout.continued())
}

/// Whether a table has rows with a number before them, or a column for it.
fn looks_like_a_list(grid: &Grid) -> bool {
    let numbered = |row: &&GridRow| {
        let first = row.cells.first().map_or("", |cell| cell.text.trim_end_matches(['.', ')']));
        row.cells.len() >= 2 && first.parse::<u32>().is_ok()
    };
    let has_number_heading = |row: &GridRow| {
        row.cells.len() >= 3
            && row.cells.first().and_then(|cell| headings::task_heading(&cell.text))
                == Some(Field::Number)
    };
    grid.rows.iter().filter(numbered).count() >= 2
        || grid.rows.iter().take(3).any(has_number_heading)
}

/// Sets aside a matrix that repeats the tasks of the other tables, as in a workbook of ours.
fn without_repeats(tables: Tables, others: &mut Vec<Grid>) -> Tables {
    let contents = |TaskTable { grid, layout }: &TaskTable| -> HashSet<String> {
        let Some(column) = layout.column(Field::Content) else { return HashSet::new() };
        let body = grid.rows.iter().filter(|row| row.row >= layout.first);
        body.map(|row| key(row.text(column))).filter(|text| !text.is_empty()).collect()
    };
    let is_plain = |table: &TaskTable| table.layout.bodies.is_empty();
    if !tables.iter().any(is_plain) || tables.iter().all(is_plain) {
        return tables;
    }
    let plain: HashSet<String> =
        tables.iter().filter(|table| is_plain(table)).flat_map(contents).collect();
    let (kept, repeats) =
        tables.into_iter().partition(|table| is_plain(table) || !contents(table).is_subset(&plain));
    others.extend(Tables::into_iter(repeats).map(|table| table.grid));
    kept
}

/// Says which row came closest to being a heading row.
fn report_no_table(grids: &[Grid], file: FileId, diagnostics: &mut Diagnostics) {
    let closest = grids.iter().filter_map(layout::closest).max_by_key(|row| row.2);
    let (at, found) = match closest {
        Some((at, words, _)) => (at, words),
        None => (file.whole(), String::from("—")),
    };
    diagnostics.push(SHEET_MISSING.at(at).with("found", found));
}
