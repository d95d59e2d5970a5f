//! The bytes of a file that came back → its reports, and what is to be looked at in it.
//!
//! Invariant: each cell of a sheet passes [`SheetReading`] once.

use super::agency::agency_of;
use super::faults::{
    AGENCY_UNKNOWN, CELL_UNREAD, DIFFERS, FILE_KIND, ID_MOVED, LOCKED_CHANGED, NO_TABLE, NO_TASK,
    NOT_GIVEN, OTHER_PLAN, OUTSIDE, OWN_BOOK, SHEET_HIDDEN,
};
use super::form::{Form, Part};
use super::report::{Cells, Report, STATE, in_words, state_of};
use super::task_match::{Found, RowClues, find};
use super::{Collector, Review};
use crate::diag::{Diagnostics, Language};
use crate::memory::working_on;
use crate::model::{AgencyId, Field};
use crate::read::{Grid, GridRow, Input, Mark, reader_for};
use crate::source::{FileId, Located};
use crate::text::key;
use crate::view::REPORT_HEADINGS;

/// The sheets by which an overview of ours is known.
pub const OVERVIEW_SHEET: &str = "Theo dõi";
/// The sheet of what a person must look at.
pub const REVIEW_SHEET: &str = "Cần xem lại";

impl Collector<'_> {
    /// Reads a file that came back.
    pub fn add(&mut self, input: &Input) {
        let Some(reader) = reader_for(input.name) else { return self.add_other_kind(input.name) };
        let _work = working_on(input.name);
        self.files.0 += 1;
        let file = self.sources.add_file(input.name);
        let mut found = Diagnostics::default();
        let opened = reader.open(input, file, &mut self.sources, &mut found);
        for finding in found.iter() {
            let reason = finding.message_with(Language::Vi, |at| self.sources.show(at));
            let (at, text) = (finding.at, String::new());
            self.review.push(Review { at, agency: None, reason, text });
        }
        self.diagnostics.extend(found);
        let Some(opened) = opened else { return };
        match opened.tables() {
            Some(grids) => self.sheets(input.name, (file, &grids)),
            None => self.tell(FILE_KIND.at(file.whole()), (None, "")),
        }
    }

    fn sheets(&mut self, name: &str, (file, grids): (FileId, &[Grid])) {
        let named = |wanted: &str| grids.iter().any(|grid| grid.name == wanted);
        if named(OVERVIEW_SHEET) && named(REVIEW_SHEET) {
            return self.tell(OWN_BOOK.at(file.whole()), (None, ""));
        }
        let forms: Vec<Option<Form>> =
            grids.iter().map(|grid| Form::of(grid, &self.plan)).collect();
        let cells: usize = grids.iter().map(filled).sum();
        self.cells.filled += cells;
        let is_none = forms.iter().all(Option::is_none);
        if is_none {
            self.tell(NO_TABLE.at(file.whole()).with("cells", cells.to_string()), (None, ""));
        } else {
            self.files.1 += 1;
        }
        for (grid, form) in grids.iter().zip(&forms) {
            if grid.hidden && grid.rows.is_empty() {
                let sheet = SHEET_HIDDEN.at(grid.at(1, 1)).with("found", grid.name.clone());
                self.tell(sheet, (None, ""));
            }
            match form {
                Some(form) => SheetReading { into: self, grid, form }.read(name),
                None => self.sheet_without_reports(grid, is_none),
            }
            self.marks(grid);
        }
    }

    /// A sheet that nothing is reported in: what is not the plan's own is to be looked at.
    fn sheet_without_reports(&mut self, grid: &Grid, is_other_file: bool) {
        for row in &grid.rows {
            if !is_other_file {
                row.cells.iter().for_each(|cell| self.outside(grid, (row, cell.column), None));
                continue;
            }
            // The file was named as a whole; its rows stand in the list.
            let Some(first) = row.cells.first() else { continue };
            self.cells.review += row.cells.len();
            let reason = String::from("tệp không có cột báo cáo");
            let (at, text) = (grid.at(row.row, first.column), whole_row(row));
            self.review.push(Review { at, agency: None, reason, text });
        }
    }

    /// A cell outside of the reports: the plan's own words, or words of the agency.
    fn outside(&mut self, grid: &Grid, (row, column): (&GridRow, u32), agency: Option<AgencyId>) {
        let text = row.text(column);
        if self.plan.is_known_line(text) {
            self.cells.own += 1;
            return;
        }
        self.cells.review += 1;
        let finding = OUTSIDE.at(grid.at(row.row, column)).with("found", text);
        self.tell(finding, (agency, text));
    }

    /// Text of cells that does not show as others do.
    fn marks(&mut self, grid: &Grid) {
        for (row, column, mark) in &grid.marks {
            let Some(text) = lost_text(mark) else { continue };
            self.cells.review += 1;
            let finding = CELL_UNREAD.at(grid.at(*row, *column)).with("found", text.as_str());
            self.tell(finding, (None, &text));
        }
    }

    /// Takes in a report, unless there is one of the task by the agency.
    fn keep(&mut self, report: Report) {
        let place = (report.task, report.agency);
        let filled = report.filled();
        let Some(first) = self.first.get(&place).and_then(|index| self.reports.get(*index)) else {
            self.cells.overview += filled;
            for finding in report.judge() {
                self.tell(finding, (Some(report.agency), ""));
            }
            self.first.insert(place, self.reports.len());
            self.reports.push(report);
            return;
        };
        if first.agrees(&report) {
            self.cells.overview += filled;
            return;
        }
        self.cells.review += filled;
        let number = self.plan.tasks.get(report.task).map_or("", |entry| &entry.task.number);
        let agency = self.plan.model.agency(report.agency).name.as_str();
        let differs = (0..REPORT_HEADINGS.len())
            .find(|cell| key(first.text(*cell)) != key(report.text(*cell)));
        let at = report.cells.get(differs.unwrap_or(STATE)).map_or(report.at, |cell| cell.at);
        let finding = DIFFERS.at(at).with("agency", agency).with("number", number);
        let (text, agency) = (report.in_words(), report.agency);
        let finding = finding.also_at(first.at);
        self.tell(finding, (Some(agency), &text));
    }
}

/// Cells of a sheet that hold something, and texts that do not show.
fn filled(grid: &Grid) -> usize {
    let cells: usize = grid.rows.iter().map(|row| row.cells.len()).sum();
    cells + grid.marks.iter().filter(|(_, _, mark)| lost_text(mark).is_some()).count()
}

/// The text that a mark keeps beside the cells.
fn lost_text(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Error(text)
        | Mark::Unshown(text)
        | Mark::Covered(text)
        | Mark::Guessed(text)
        | Mark::Unseen(_, text) => Some(text.clone()),
        Mark::TooLong(letters) => Some(format!("{letters} ký tự, chỉ đọc phần đầu")),
        Mark::FormulaEmpty => Some(String::from("công thức chưa có kết quả")),
        Mark::Legacy(_) | Mark::Repaired => None,
    }
}

fn whole_row(row: &GridRow) -> String {
    row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// A sheet with the columns of a report.
struct SheetReading<'c, 'a, 'g> {
    into: &'c mut Collector<'a>,
    grid: &'g Grid,
    form: &'g Form,
}

impl SheetReading<'_, '_, '_> {
    fn read(mut self, file: &str) {
        let (grid, form) = (self.grid, self.form);
        let found: Vec<(&GridRow, Found)> = grid
            .rows
            .iter()
            .filter(|row| row.row > form.bottom)
            .map(|row| (row, self.find(row)))
            .collect();
        let tasks: Vec<usize> = found
            .iter()
            .filter_map(|(_, found)| match found {
                Found::Task(task) | Found::Moved(task) => Some(*task),
                _ => None,
            })
            .collect();
        let agency = agency_of(grid, form, (&self.into.plan, file), &tasks);
        let is_reported = |row: &GridRow| {
            (0..REPORT_HEADINGS.len()).any(|cell| !form.text(row, Part::Report(cell)).is_empty())
        };
        if agency.is_none() && found.iter().any(|(row, _)| is_reported(row)) {
            self.into.tell(AGENCY_UNKNOWN.at(grid.at(form.top, 1)), (None, ""));
        }
        for row in grid.rows.iter().filter(|row| row.row <= form.bottom) {
            for cell in &row.cells {
                match form.columns.contains_key(&cell.column) && row.row >= form.top {
                    true => self.into.cells.own += 1,
                    false => self.into.outside(grid, (row, cell.column), agency),
                }
            }
        }
        for (row, found) in found {
            self.row(row, found, agency);
        }
    }

    fn find(&self, row: &GridRow) -> Found {
        let has_content = self.form.column(Part::Plan(Field::Content)).is_some();
        let clues = RowClues {
            id: self.form.text(row, Part::Id),
            number: self.form.text(row, Part::Plan(Field::Number)),
            content: has_content.then(|| self.form.text(row, Part::Plan(Field::Content))),
        };
        find(&clues, &self.into.plan)
    }

    fn row(&mut self, row: &GridRow, found: Found, agency: Option<AgencyId>) {
        let grid = self.grid;
        let first = row.cells.first().map_or(1, |cell| cell.column);
        let at = grid.at(row.row, self.form.column(Part::Plan(Field::Content)).unwrap_or(first));
        let content = self.form.text(row, Part::Plan(Field::Content)).to_string();
        let id = self.form.text(row, Part::Id).trim().to_string();
        let fault = match found {
            Found::Task(task) => return self.task(row, task, agency),
            Found::Moved(task) => {
                let number = self.number(task);
                let finding = ID_MOVED.at(at).with("id", id).with("number", number);
                self.into.tell(finding, (agency, ""));
                return self.task(row, task, agency);
            }
            Found::OtherPlan => OTHER_PLAN.at(at).with("id", id).with("found", content),
            Found::Nothing => {
                let is_known = |text: &str| self.into.plan.is_known_line(text);
                let is_own = row.cells.iter().all(|cell| is_known(&cell.text));
                // A note below the table has neither an id nor a number.
                let number = self.form.text(row, Part::Plan(Field::Number));
                let is_numbered = !(id.is_empty() && number.is_empty());
                let has_content = is_numbered && !content.is_empty() && !is_known(&content);
                let is_report = (0..REPORT_HEADINGS.len())
                    .any(|cell| !self.form.text(row, Part::Report(cell)).is_empty());
                if is_own || !(has_content || is_report) {
                    let columns = row.cells.iter().map(|cell| cell.column);
                    columns.for_each(|column| self.into.outside(grid, (row, column), agency));
                    return;
                }
                NO_TASK.at(at)
            }
        };
        self.into.cells.review += row.cells.len();
        self.into.tell(fault, (agency, &whole_row(row)));
    }

    fn number(&self, task: usize) -> String {
        self.into.plan.tasks.get(task).map_or_else(String::new, |entry| entry.task.number.clone())
    }

    /// The row of a task: the plan's own cells, the report, and whatever else.
    fn task(&mut self, row: &GridRow, task: usize, agency: Option<AgencyId>) {
        for cell in &row.cells {
            match self.form.columns.get(&cell.column) {
                Some(Part::Report(_)) => {}
                Some(Part::Id) => self.id(row, (cell.column, task), agency),
                Some(Part::Plan(field)) => self.locked(row, (cell.column, task), (*field, agency)),
                None => self.into.outside(self.grid, (row, cell.column), agency),
            }
        }
        self.emptied(row, task, agency);
        let cells: Cells = std::array::from_fn(|cell| {
            let column = self.form.column(Part::Report(cell));
            let at = self.grid.at(row.row, column.unwrap_or(1));
            Located::new(self.form.text(row, Part::Report(cell)).to_string(), at)
        });
        let filled = cells.iter().filter(|cell| !cell.value.is_empty()).count();
        if filled == 0 {
            return;
        }
        let at = cells
            .iter()
            .find(|cell| !cell.value.is_empty())
            .map_or(self.grid.at(row.row, 1), |cell| cell.at);
        let Some(agency) = agency else {
            self.into.cells.review += filled;
            let reason = String::from("không rõ báo cáo của cơ quan nào");
            let text = format!("Nhiệm vụ {}. {}", self.number(task), in_words(&cells));
            self.into.review.push(Review { at, agency: None, reason, text });
            return;
        };
        let Some(role) = self.into.plan.role(task, agency) else {
            self.into.cells.review += filled;
            let name = self.into.plan.model.agency(agency).name.clone();
            let finding = NOT_GIVEN.at(at).with("number", self.number(task)).with("agency", name);
            return self.into.tell(finding, (Some(agency), &in_words(&cells)));
        };
        let state = cells.get(STATE).and_then(|cell| state_of(&cell.value));
        self.into.keep(Report { task, agency, role, at, cells, state });
    }

    /// A cell of the ids: the task's own, or one that is told as moved already.
    fn id(&mut self, row: &GridRow, (column, task): (u32, usize), agency: Option<AgencyId>) {
        let text = row.text(column);
        let own = self.into.plan.tasks.get(task).map_or("", |entry| entry.row.id);
        if text.trim() == own {
            self.into.cells.own += 1;
            return;
        }
        self.changed(row, column, (own, agency));
    }

    fn locked(
        &mut self,
        row: &GridRow,
        (column, task): (u32, usize),
        (field, agency): (Field, Option<AgencyId>),
    ) {
        let old = self.into.plan.tasks.get(task).map_or("", |entry| entry.row.text(field));
        let new = row.text(column);
        if old == new || key(old) == key(new) {
            self.into.cells.own += 1;
            return;
        }
        let old = old.to_string();
        self.changed(row, column, (&old, agency));
    }

    /// A locked cell that says something else than the plan.
    fn changed(&mut self, row: &GridRow, column: u32, (old, agency): (&str, Option<AgencyId>)) {
        let new = row.text(column);
        let old = if old.is_empty() { "(trống)" } else { old };
        let finding = LOCKED_CHANGED.at(self.grid.at(row.row, column));
        let finding =
            finding.with("column", self.heading(column)).with("old", old).with("new", new);
        self.into.cells.review += 1;
        self.into.tell(finding, (agency, new));
    }

    /// Locked cells that were emptied.
    fn emptied(&mut self, row: &GridRow, task: usize, agency: Option<AgencyId>) {
        for (column, part) in &self.form.columns {
            let Part::Plan(field) = part else { continue };
            let old = self.into.plan.tasks.get(task).map_or("", |entry| entry.row.text(*field));
            if !row.text(*column).is_empty() || key(old).is_empty() {
                continue;
            }
            let finding = LOCKED_CHANGED.at(self.grid.at(row.row, *column));
            let finding = finding.with("column", self.heading(*column)).with("old", old);
            self.into.tell(finding.with("new", "(trống)"), (agency, ""));
        }
    }

    fn heading(&self, column: u32) -> String {
        let rows = [self.form.bottom, self.form.top];
        let texts = rows.into_iter().filter_map(|row| self.grid.row(row));
        let found = texts.map(|row| row.text(column)).find(|text| !text.is_empty());
        found.unwrap_or_default().to_string()
    }
}
