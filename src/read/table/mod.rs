//! Workbooks, Word files and pages → [`Draft`]: the task tables, the sheet "Văn bản" and the sheet
//! "Cơ quan".
//!
//! Invariant: a sheet is recognised by its headings and its cells, not by its position.
//!
//! # Where to change
//!
//! The words of a heading: `vocabulary/labels.txt`. Where headings stand: `search`; their tiers:
//! `tiers`. What a column means: `columns` (scores) and `evidence` (what cells hold). Which table
//! is not about tasks: `purpose`; which table continues another: `goes_on`; which repeats another:
//! `repeats`. Which row is a task, a group or a total: `rows`, `group_rows`, `groups`, `totals`, `footer`. How a
//! task is filled: `filling`, `inherited`, `ditto`, `merges`. A column of roles beside one of bodies:
//! `role_words`, `further`. Columns of a matrix: `body_columns`; its marks: `matrix`.

mod assignment;
mod below;
mod body_columns;
mod columns;
mod ditto;
mod evidence;
mod faults;
mod filling;
mod footer;
mod front;
mod further;
mod goes_on;
mod group_rows;
mod groups;
mod headings;
mod inherited;
mod items;
mod layout;
mod likeness;
mod matrix;
mod merges;
mod outdated;
mod outside;
mod own_forms;
mod purpose;
mod repeats;
mod report;
mod role_words;
mod rows;
mod search;
mod sentence;
mod sheets;
mod tiers;
mod totals;

pub use ditto::is_ditto;
pub use faults::{FAULTS, TEXT_OUTSIDE};
pub use headings::{
    DocumentKey, FINDINGS_HEADINGS, PASSED_HEADINGS, READING_HEADING, TRACE_HEADINGS,
    document_key_names, document_keys,
};
pub use sheets::is_findings;

use super::ROWS_MISSING;
use super::grid::{Grid, GridRow};
use crate::diag::Diagnostics;
use crate::model::Field;
use crate::model::draft::{Draft, DraftEntry, DraftGroup, TableShape};
use crate::source::{FileId, Located, Location};
use crate::text::{key, single_line};
use crate::vocabulary::labels::field;
use faults::{
    COLUMN_AGENCIES, COLUMN_NEITHER, COLUMN_OUTDATED, COLUMN_SUPPORTS, COLUMN_UNKNOWN,
    HEADING_MISSING, HEADING_TWICE, LEAD_FROM_TITLE, ROW_OUTDATED, SHEET_HIDDEN, SHEET_MISSING,
    SHEET_SKIPPED, TABLE_OTHER, TABLE_REORDERED, TABLE_REPEATED, TABLE_TWICE, TABLE_UNHEADED,
};
use goes_on::Reordered;
use layout::{About, Layout};
use matrix::Legend;
use repeats::Repeat;

/// The sheet of `mau-nhiem-vu.xlsx` that tells how to fill in the others.
const GUIDE_SHEET: &str = "Hướng dẫn";

/// The hidden sheet of drop-down lists in `mau-nhiem-vu.xlsx`.
const LISTS_SHEET: &str = "Danh sách";

/// Reads the tables of a file.
pub fn read(grids: Vec<Grid>, file: FileId, diagnostics: &mut Diagnostics) -> Option<Draft> {
    if grids.iter().all(|grid| grid.rows.is_empty() && !grid.hidden) {
        diagnostics.push(super::FILE_EMPTY.at(file.whole()));
        return None;
    }
    let mut reading = Reading {
        draft: Draft::new(file.whole()),
        diagnostics,
        legend: Legend::default(),
        has_document: false,
        groups: rows::Groups::default(),
    };
    let (tables, others) = reading.sort(grids);
    if tables.is_empty() {
        report_no_table(&others, file, reading.diagnostics);
        return None;
    }
    reading.pass_over(&others);
    outside::report(&tables, others.iter().map(|(grid, _)| grid), reading.diagnostics);
    let tables = reading.without_repeats(tables);
    for TaskTable { grid, layout, .. } in tables.iter().filter(|_| !reading.has_document) {
        front::mine(&front::lines(grid, layout.top), &mut reading.draft);
    }
    below::note(&tables, &mut reading.draft);
    // The sheets of an extract are one list.
    let are_of_extract = tables.iter().any(|table| !table.layout.reports.is_empty())
        && own_forms::is_extract(tables.iter().map(|table| table.grid.name.as_str()));
    let fields = tables.iter().flat_map(|table| table.layout.fields.values().copied()).collect();
    reading.draft.tables = Some(TableShape { fields, is_extract: are_of_extract });
    // Tables beside each other are one list too; those below each other have titles of their own.
    let lists = tables.iter().filter(|table| !table.grid.is_beside).count();
    let several = lists > 1 && !are_of_extract;
    for (index, table) in tables.into_iter().enumerate() {
        if several && reading.open_group(&table, index) {
            reading.groups = rows::Groups::inside();
        }
        reading.table(table);
    }
    Some(reading.draft)
}

/// Whether a table has the headings of tasks.
pub fn is_of_tasks(grid: &Grid) -> bool {
    matches!(recognise(grid, None), Recognised::Tasks(_))
}

/// A table of tasks in a text.
pub struct TaskTable {
    grid: Grid,
    layout: Layout,
    /// Whether the next table goes on with it: then it may hold headings alone.
    is_continued: bool,
}

impl TaskTable {
    /// Takes a table that has the headings of tasks, or goes on with the one before it; gives any
    /// other table back.
    pub fn of(grid: Grid, before: Option<&mut TaskTable>) -> Result<TaskTable, Box<Grid>> {
        match recognise(&grid, before) {
            Recognised::Tasks(layout) => {
                Ok(TaskTable { grid, layout: *layout, is_continued: false })
            }
            Recognised::Other(_) => Err(Box::new(grid)),
        }
    }

    /// Its groups and tasks.
    pub fn entries(self, diagnostics: &mut Diagnostics) -> Vec<DraftEntry> {
        let draft = Draft::new(self.grid.sheet.whole());
        let legend = Legend::default();
        let groups = rows::Groups::default();
        let mut reading = Reading { draft, diagnostics, legend, has_document: false, groups };
        reading.table(self);
        reading.draft.outline
    }
}

/// What a table is.
enum Recognised {
    /// One of tasks.
    Tasks(Box<Layout>),
    /// Another one.
    Other(What),
}

/// What a table is that is not read.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Nothing is known of it.
    Unknown,
    /// It has headings like those of tasks, and is this.
    Kind(&'static str),
    /// It counts on where a table of tasks ends, without headings and in other columns.
    Unheaded,
}

/// Tells a table of tasks by its headings and its cells, or as one that goes on with the one before.
fn recognise(grid: &Grid, before: Option<&mut TaskTable>) -> Recognised {
    if let Some(layout) = search::find(grid) {
        return match purpose::other_than_tasks(grid, &layout) {
            Some(other) => Recognised::Other(What::Kind(other)),
            None => Recognised::Tasks(Box::new(layout)),
        };
    }
    let kind = purpose::other_by_headings(grid);
    let other = kind.map_or(What::Unknown, What::Kind);
    let Some(before) = before else { return Recognised::Other(other) };
    let last = (&before.grid, &before.layout);
    let continued = goes_on::continued(grid, last).map(Box::new);
    let found = match continued {
        Some(layout) => Some(Reordered::Clear(layout)),
        None if kind.is_none() => goes_on::reordered(grid, last),
        None => None,
    };
    match found {
        Some(Reordered::Clear(layout)) => {
            before.is_continued = true;
            Recognised::Tasks(layout)
        }
        Some(Reordered::Unclear) => Recognised::Other(What::Unheaded),
        None => Recognised::Other(other),
    }
}

/// A table that is not read, and what it is.
pub type Other = (Grid, What);

struct Reading<'a> {
    draft: Draft,
    diagnostics: &'a mut Diagnostics,
    /// What the sheet "Văn bản" says of marks.
    legend: Legend,
    /// Whether there is a sheet "Văn bản": then the lines above the tables say nothing more.
    has_document: bool,
    /// The groups that the tables read so far have left open.
    groups: rows::Groups,
}

type Tables = Vec<TaskTable>;

impl Reading<'_> {
    /// Tells tables from the rest; reads the sheets beside them.
    fn sort(&mut self, grids: Vec<Grid>) -> (Tables, Vec<Other>) {
        let mut tables: Tables = Vec::new();
        let mut others: Vec<Other> = Vec::new();
        let is_plan_book = own_forms::is_plan_book(&grids);
        for grid in grids.into_iter().flat_map(search::beside).flat_map(search::apart) {
            if grid.hidden {
                // The lists behind our own blank workbook go without saying.
                if grid.name != LISTS_SHEET {
                    self.diagnostics.push(SHEET_HIDDEN.at(grid.sheet.whole()));
                }
            } else if sheets::is_passed_over(&grid)
                || is_plan_book && own_forms::is_beside_annex(&grid)
            {
                // What the clerk has seen and left, and what we counted ourselves.
            } else if sheets::is_document(&grid) {
                self.has_document = true;
                report::report(&grid, None, self.diagnostics);
                sheets::document(&grid, &mut self.draft, &mut self.legend, self.diagnostics);
            } else if sheets::is_of_agencies(&grid)
                && sheets::agencies(&grid, &mut self.draft, self.diagnostics)
            {
                // By its name, before a body called "Ban Nội dung" makes it look like a task table.
            } else {
                match recognise(&grid, tables.last_mut()) {
                    Recognised::Tasks(layout) => {
                        tables.push(TaskTable { grid, layout: *layout, is_continued: false });
                    }
                    Recognised::Other(_)
                        if sheets::is_findings(&grid)
                            || sheets::agencies(&grid, &mut self.draft, self.diagnostics) => {}
                    Recognised::Other(what) => others.push((grid, what)),
                }
            }
        }
        (tables, others)
    }

    /// Names the sheets that are not read, lest a task be lost, and reads the legend that one may
    /// hold.
    fn pass_over(&mut self, others: &[Other]) {
        const LEGEND_ROWS: usize = 60;
        for (grid, what) in others {
            for cell in grid.rows.iter().take(LEGEND_ROWS).flat_map(|row| &row.cells) {
                self.legend.read(&cell.text);
            }
            let at = grid.sheet.whole();
            match what {
                What::Kind(kind) => {
                    self.diagnostics.push(TABLE_OTHER.at(at).with("found", *kind));
                    continue;
                }
                What::Unheaded => {
                    self.diagnostics.push(TABLE_UNHEADED.at(at));
                    continue;
                }
                What::Unknown => {}
            }
            // The tables of a Word file hold its header block and its signature too.
            let is_layout =
                grid.is_loose && !looks_like_a_list(grid) || key(&grid.name) == key(GUIDE_SHEET);
            if let (false, Some((_, found, _))) = (is_layout, search::closest(grid)) {
                self.diagnostics.push(SHEET_SKIPPED.at(grid.sheet.whole()).with("found", found));
            }
        }
    }

    /// Sets aside the tables that repeat others, and names them.
    fn without_repeats(&mut self, tables: Tables) -> Tables {
        let repeats = repeats::repeats(&tables);
        let mut kept = Tables::new();
        for (index, table) in tables.into_iter().enumerate() {
            let at = table.grid.sheet.whole();
            match repeats.get(&index) {
                None => kept.push(table),
                Some(Repeat::Of(other)) => {
                    self.diagnostics.push(TABLE_REPEATED.at(at).with("other", other.clone()));
                }
                Some(Repeat::Draft(other)) => {
                    self.diagnostics.push(TABLE_TWICE.at(at).with("other", other.clone()));
                }
            }
        }
        kept
    }

    /// Opens the group of one of several tables: the sheet's name, or the line above a table of a
    /// Word file. A table that only goes on has none: false.
    fn open_group(&mut self, table: &TaskTable, index: usize) -> bool {
        let grid = &table.grid;
        let title = match (grid.is_loose, grid.above.last()) {
            // A further table of a sheet that has its group already.
            (false, _) if grid.goes_on || is_unnamed(&grid.name) => None,
            (false, _) => {
                Some(Located::new(groups::without_number(&grid.name), grid.sheet.whole()))
            }
            (true, Some(line)) => {
                let (mark, title) = groups::split_mark("", &line.text);
                let is_title = !footer::is_footer(&line.text) && !line.text.starts_with('(');
                let body = body_in_line(grid, &table.layout);
                let is_heading = mark.is_some() || index > 0 && line.stands_out && is_title;
                body.or_else(|| is_heading.then(|| Located::new(title, line.at)))
            }
            (true, None) => None,
        };
        let Some(title) = title else { return false };
        self.draft.outline.push(DraftEntry::Group(DraftGroup { level: 1, title }));
        true
    }

    fn table(&mut self, table: TaskTable) {
        let TaskTable { mut grid, layout, is_continued } = table;
        let layout = &layout;
        self.headings(&grid, layout);
        for (row, other) in outdated::take(&mut grid, layout) {
            let first = row.cells.first().map_or(1, |cell| cell.column);
            let words: Vec<String> = row.cells.iter().map(|cell| single_line(&cell.text)).collect();
            let fault = ROW_OUTDATED.at(grid.at(row.row, first)).with("rows", row.row.to_string());
            let fault = fault.with("other", other.to_string());
            self.diagnostics.push(fault.with("found", words.join(" | ")));
        }
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
        let at = grid.at(layout.top, 1);
        let above = body_in_line(&grid, layout).map(|line| Located::new(line.value, at));
        let Grid { sheet, rows, merges, task_ids, name, is_loose, .. } = grid;
        let named_after = !is_loose && !layout.says_lead() && evidence::is_name(&name);
        let lead = named_after.then(|| Located::new(groups::without_number(&name), at)).or(above);
        let legend = &legend;
        let table =
            rows::Table { sheet, merges: &merges, task_ids: &task_ids, layout, legend, lead };
        rows::read(&table, rows, &mut self.groups, &mut self.draft, self.diagnostics);
        if !layout.says_lead() {
            self.leads_of_titles(before, at);
        }
        if self.draft.outline.len() == before && !is_continued {
            self.diagnostics.push(ROWS_MISSING.at(sheet.whole()));
        }
    }

    fn headings(&mut self, grid: &Grid, layout: &Layout) {
        for remark in &layout.remarks {
            let at = grid.at(layout.top, remark.column);
            let words = remark.words.clone();
            self.diagnostics.push(match &remark.about {
                About::Twice(other) => {
                    HEADING_TWICE.at(at).with("found", words).with("other", other.clone())
                }
                About::Supports(other) => {
                    COLUMN_SUPPORTS.at(at).with("found", words).with("other", other.clone())
                }
                About::Neither(others) => {
                    COLUMN_NEITHER.at(at).with("found", words).with("others", others.clone())
                }
                About::Reordered => TABLE_REORDERED.at(at).with("found", words),
                About::Unseen(other) => {
                    COLUMN_OUTDATED.at(at).with("found", words).with("other", other.clone())
                }
                About::Agencies(taken) => {
                    COLUMN_AGENCIES.at(at).with("found", words).with("taken", taken.clone())
                }
            });
        }
        let is_said = |column: &u32| layout.remarks.iter().any(|remark| remark.column == *column);
        for (column, words) in layout.unknown.iter().filter(|(column, _)| !is_said(column)) {
            let at = grid.at(layout.top, *column);
            self.diagnostics.push(COLUMN_UNKNOWN.at(at).with("found", words.clone()));
        }
    }

    /// Says of a table without a column of leads whether the titles of its groups, or the name of its
    /// sheet, say who leads each of its tasks.
    fn leads_of_titles(&mut self, before: usize, at: Location) {
        let entries = self.draft.outline.get(before..).unwrap_or_default();
        let tasks = entries.iter().filter_map(|entry| match entry {
            DraftEntry::Task(task) => Some(task),
            DraftEntry::Group(_) => None,
        });
        let leads: Vec<&str> = tasks
            .map(|task| task.first(Field::Lead).map_or("", |text| text.value.as_str()))
            .collect();
        let fault = match leads.first() {
            Some(first) if leads.iter().all(|lead| !lead.is_empty()) => {
                LEAD_FROM_TITLE.at(at).with("found", *first)
            }
            _ => HEADING_MISSING.at(at).with("expected", "Cơ quan chủ trì"),
        };
        self.diagnostics.push(fault);
    }
}

/// The body that the line right above a table of a text names, where no column says who leads: "1. Phòng
/// Tổng hợp".
fn body_in_line(grid: &Grid, layout: &Layout) -> Option<Located<String>> {
    let line = grid.above.last().filter(|_| grid.is_loose && !layout.says_lead())?;
    let name = groups::without_number(line.text.trim().trim_end_matches([':', '.']));
    evidence::is_name(&name).then(|| Located::new(name, line.at))
}

/// Whether a sheet has the name that a program gave it: "Sheet1", "Trang tính2".
fn is_unnamed(name: &str) -> bool {
    let folded = key(name);
    let word = folded.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    ["sheet", "trang tính", "worksheet", "table"].contains(&word)
}

/// Whether a table has rows with a number before them, or a column for it.
fn looks_like_a_list(grid: &Grid) -> bool {
    let numbered = |row: &&GridRow| {
        let first = row.cells.first().map_or("", |cell| cell.text.trim_end_matches(['.', ')']));
        row.cells.len() >= 2 && first.parse::<u32>().is_ok()
    };
    let has_number_heading = |row: &GridRow| {
        row.cells.len() >= 3
            && row.cells.first().and_then(|cell| field(&cell.text)) == Some(Field::Number)
    };
    // A piece of a list may be one row.
    let is_task = |row: &GridRow| numbered(&row) && row.cells.len() >= 4;
    grid.rows.iter().filter(numbered).count() >= 2
        || grid.rows.iter().any(is_task)
        || grid.rows.iter().take(3).any(has_number_heading)
}

/// Says which row came closest to being a heading row.
pub fn report_no_table(others: &[Other], file: FileId, diagnostics: &mut Diagnostics) {
    for (grid, what) in others {
        if let What::Kind(kind) = what {
            diagnostics.push(TABLE_OTHER.at(grid.sheet.whole()).with("found", *kind));
        }
    }
    let grids = others.iter().map(|(grid, _)| grid);
    let closest = grids.filter_map(search::closest).max_by_key(|row| row.2);
    let (at, found) = match closest {
        Some((at, words, _)) => (at, words),
        None => (file.whole(), String::from("—")),
    };
    diagnostics.push(SHEET_MISSING.at(at).with("found", found));
}
