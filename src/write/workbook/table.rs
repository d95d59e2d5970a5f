//! Tasks and columns → a table: headings, group rows, task rows, notes. The annex, an agency's
//! extract and the tasks of everybody are made of it.
//!
//! Invariant: rows and texts are those of the view, in its order.

use anyhow::{Context, ensure};
use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, Worksheet};

use super::columns::{Shows, TableColumn, coloured};
use super::letters::{Face, HIGHEST_ROW};
use super::sheet::{Area, boxed, put, put_line, put_marked, set_width};
use crate::collect::parse_percent;
use crate::model::Field;
use crate::style::Text;
use crate::view::{DocumentView, GroupView, RowView, TaskView};

/// Room that a report has at least: three lines.
const REPORT_LINES: &str = "\n\n";

/// A table on its sheet, written from the top down.
pub struct Table<'a> {
    /// The sheet.
    pub sheet: &'a mut Worksheet,
    /// The next row.
    pub row: u32,
    columns: Vec<TableColumn<'a>>,
    /// Size of the letters in points.
    size: f64,
    /// The least height of a task's row in points: some lines where a clerk writes into it, for a
    /// row of a given height does not grow, and without one LibreOffice cuts its texts.
    least: f64,
    /// The last column.
    last: u16,
    /// Of the headings, the first row.
    top: u32,
    /// The first row below the headings, and the first below the rows.
    body: [u32; 2],
    /// The id of each task, its first row, and how high that is in points.
    pub tasks: Vec<(String, u32, f64)>,
    /// Of what stands in bold across the columns, and of its number.
    across: [Format; 2],
}

impl<'a> Table<'a> {
    /// An empty table: sets the widths of the columns.
    pub fn new(
        sheet: &'a mut Worksheet,
        columns: Vec<TableColumn<'a>>,
        size: f64,
    ) -> anyhow::Result<Table<'a>> {
        ensure!(!columns.is_empty(), "mẫu cột không có cột nào");
        for (place, column) in (0..).zip(&columns) {
            set_width(sheet, place, column.width)?;
        }
        let last = u16::try_from(columns.len() - 1)?;
        let bold = |align| boxed(Face::bold(size), align, FormatAlign::VerticalCenter);
        let across = [bold(FormatAlign::Left), bold(FormatAlign::Center)];
        let reported = columns.iter().find(|column| column.shows == Shows::Report);
        let lines = reported.map(|column| Face::plain(size).height(REPORT_LINES, column.width));
        let least = lines.unwrap_or(0.0);
        Ok(Table {
            sheet,
            row: 0,
            columns,
            size,
            least,
            last,
            top: 0,
            body: [0; 2],
            tasks: Vec::new(),
            across,
        })
    }

    /// The rows of tasks and groups: from the first to the last; `None` while there are none.
    pub fn rows_written(&self) -> Option<(u32, u32)> {
        let [first, after] = self.body;
        (after > first).then(|| (first, after - 1))
    }

    /// A line across the whole table.
    pub fn line(&mut self, text: &str, face: Face, align: FormatAlign) -> anyhow::Result<()> {
        let area = Area::across(self.row, 0, self.last);
        put_line(self.sheet, area, text, (face, align, self.width(0)))?;
        self.row += 1;
        Ok(())
    }

    /// The lines above the table: two of a title, "(Kèm theo …)", a free row.
    pub fn title(
        &mut self,
        [first, second]: [(&str, Face); 2],
        reference: Option<String>,
        (document, sizes): (&DocumentView, &Text),
    ) -> anyhow::Result<()> {
        if document.mode == "draft" {
            self.line("DỰ THẢO", Face::bold(sizes.body), FormatAlign::Left)?;
        }
        self.line(first.0, first.1, FormatAlign::Center)?;
        self.line(second.0, second.1, FormatAlign::Center)?;
        if let Some(reference) = reference {
            let italic = Face { italic: true, ..Face::plain(sizes.body) };
            self.line(&reference, italic, FormatAlign::Center)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The width in millimetres from a column to the last one.
    fn width(&self, from: u16) -> f64 {
        self.columns[usize::from(from)..].iter().map(|column| column.width).sum()
    }

    /// One row of headings, or two where a column stands under a shared one; below it a row
    /// (1) (2) (3) where it is wanted.
    pub fn headings(&mut self, number_row: bool) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let format = &self.across[1];
        let (top, mut upper, mut lower) = (self.row, 0.0_f64, 0.0_f64);
        let bottom = top + u32::from(self.columns.iter().any(|column| !column.over.is_empty()));
        let mut first = 0;
        for group in self.columns.chunk_by(|a, b| !a.over.is_empty() && a.over == b.over) {
            let next = first + group.len();
            let (left, right) = (u16::try_from(first)?, u16::try_from(next - 1)?);
            let shared = group[0].over;
            if !shared.is_empty() {
                put(self.sheet, Area::across(top, left, right), shared, format)?;
                upper = upper.max(face.height(shared, group.iter().map(|each| each.width).sum()));
            }
            for (column, each) in (left..).zip(group) {
                let start = if shared.is_empty() { top } else { bottom };
                let area = Area { top: start, bottom, ..Area::cell(top, column) };
                put(self.sheet, area, each.heading, &coloured(format.clone(), each.red))?;
            }
            first = next;
        }
        for column in &self.columns {
            // What stands over both rows may use the height of the upper one.
            let free = if column.over.is_empty() { upper } else { 0.0 };
            lower = lower.max(face.height(column.heading, column.width) - free);
        }
        if bottom > top {
            self.sheet.set_row_height(top, upper)?;
        }
        self.sheet.set_row_height(bottom, lower)?;
        self.row = bottom + 1;
        if number_row {
            self.number_row()?;
        }
        self.top = top;
        self.body = [self.row; 2];
        Ok(())
    }

    fn number_row(&mut self) -> anyhow::Result<()> {
        let italic = Face { italic: true, ..Face::plain(self.size) };
        let format = boxed(italic, FormatAlign::Center, FormatAlign::Top);
        for column in 0..=self.last {
            let number = format!("({})", column + 1);
            put(self.sheet, Area::cell(self.row, column), &number, &format)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Rows of groups and tasks.
    pub fn rows<'r>(
        &mut self,
        rows: impl IntoIterator<Item = &'r RowView<'r>>,
    ) -> anyhow::Result<()> {
        for row in rows {
            match row {
                RowView::Group(group) => self
                    .group(group)
                    .with_context(|| format!("nhóm {} “{}”", group.number, group.title))?,
                RowView::Task(task) => self.task(task)?,
            }
        }
        Ok(())
    }

    /// The number in the column of numbers and the title across the columns after it; ids before
    /// it are those of tasks alone.
    fn group(&mut self, group: &GroupView) -> anyhow::Result<()> {
        let ids = self.columns.iter().take_while(|column| column.shows == Shows::Id).count();
        let left = u16::try_from(ids)?;
        for column in 0..left {
            put(self.sheet, Area::cell(self.row, column), "", &self.across[0])?;
        }
        let first = self.columns.get(ids).map(|column| column.shows);
        if first == Some(Shows::Field(Field::Number)) && left < self.last {
            put(self.sheet, Area::cell(self.row, left), group.number, &self.across[1])?;
            return self.title_row(left + 1, group.title);
        }
        self.title_row(left, &format!("{}. {}", group.number, group.title))
    }

    /// Bold words from a column to the last one, as a row of the table.
    pub fn title_row(&mut self, left: u16, title: &str) -> anyhow::Result<()> {
        let area = Area::across(self.row, left, self.last);
        put(self.sheet, area, title, &self.across[0])?;
        let height = Face::bold(self.size).height(title, self.width(left)).min(HIGHEST_ROW);
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        self.body[1] = self.row;
        Ok(())
    }

    fn task(&mut self, task: &TaskView) -> anyhow::Result<()> {
        let face = Face::plain(self.size);
        let heights = self.columns.iter().map(|each| face.height(each.text(task), each.width));
        let height = heights.fold(self.least, f64::max);
        // A task higher than Excel's highest row goes on in a second one, its cells merged.
        let rows = (height / HIGHEST_ROW).ceil().max(1.0);
        let bottom = self.row + rows as u32 - 1;
        for (column, each) in (0..).zip(&self.columns) {
            let text = each.text(task);
            let numbered = each.shows == Shows::Field(Field::Number);
            let number = if numbered { text.parse::<u32>().ok() } else { None };
            if number.is_none() || bottom > self.row {
                let area = Area { bottom, ..Area::cell(self.row, column) };
                let written = if each.marked {
                    put_marked(self.sheet, area, text, (&each.format, self.size))
                } else {
                    put(self.sheet, area, text, &each.format)
                };
                written.with_context(|| {
                    format!("nhiệm vụ {}, cột “{}”", task.text(Field::Number), each.heading)
                })?;
            }
            if let Some(number) = number {
                self.sheet.write_number_with_format(self.row, column, number, &each.format)?;
            }
        }
        for row in self.row..=bottom {
            self.sheet.set_row_height(row, height / rows)?;
        }
        self.tasks.push((task.id.to_string(), self.row, height / rows));
        self.row = bottom + 1;
        self.body[1] = self.row;
        Ok(())
    }

    /// Writes what was reported of a task into the cells from a column on, and makes room for it.
    pub fn report(
        &mut self,
        (row, height): (u32, f64),
        first: u16,
        report: &[String],
    ) -> anyhow::Result<()> {
        let face = Face::plain(self.size);
        let mut needed = height;
        let columns = self.columns.iter().skip(usize::from(first));
        for ((column, text), each) in (first..).zip(report).zip(columns) {
            if text.is_empty() {
                continue;
            }
            // The column of percentages is one of numbers.
            match text.parse::<f64>().ok().filter(|_| parse_percent(text).is_some()) {
                Some(number) => {
                    self.sheet.write_number_with_format(row, column, number, &each.format)?;
                }
                None => put(self.sheet, Area::cell(row, column), text, &each.format)?,
            }
            needed = needed.max(face.height(text, each.width));
        }
        self.sheet.set_row_height(row, needed.min(HIGHEST_ROW))?;
        Ok(())
    }

    /// The notes of a document, a line each.
    pub fn notes(&mut self, document: &DocumentView) -> anyhow::Result<()> {
        for note in document.notes.lines().filter(|note| !note.is_empty()) {
            self.line(note, Face::plain(self.size), FormatAlign::Left)?;
        }
        Ok(())
    }

    /// What a reader moves and prints by: frozen and repeated headings, filter, print area.
    pub fn close(self) -> anyhow::Result<()> {
        let (first, last) = (self.body[0], self.last);
        self.sheet
            .set_repeat_rows(self.top, first - 1)?
            .set_freeze_panes(first, 0)?
            .set_print_area(0, 0, self.row - 1, last)?;
        if let Some((first, bottom)) = self.rows_written() {
            self.sheet.autofilter(first - 1, 0, bottom, last)?;
            // "1.1" and the "1" of a group are texts on purpose.
            let numbers = IgnoreError::NumberStoredAsText;
            self.sheet.ignore_error_range(first, 0, bottom, last, numbers)?;
        }
        Ok(())
    }
}
