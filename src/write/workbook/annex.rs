//! The annex and its columns → the sheet "Danh mục", a table as in the PDF.
//!
//! Invariant: rows and texts are those of the view, in its order.

use anyhow::{Context, ensure};
use rust_xlsxwriter::{Color, Format, FormatAlign, IgnoreError, Worksheet};

use super::Book;
use super::letters::{Face, HIGHEST_ROW};
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use crate::model::Field;
use crate::style::Column;
use crate::view::{GroupView, RowView, TaskView};

/// The name of the sheet.
pub const NAME: &str = "Danh mục";

/// What a column keeps in millimetres when others have taken all the room.
const LEAST_WIDTH: f64 = 10.0;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    ensure!(!book.columns.is_empty(), "mẫu cột không có cột nào");
    sheet.set_name(NAME)?;
    let page = &book.settings.page;
    set_page(sheet, page, Paper::A4);
    let widths = widths(book.columns, Paper::A4.room(page));
    for (column, width) in (0..).zip(&widths) {
        set_width(sheet, column, *width)?;
    }
    let last = u16::try_from(widths.len() - 1)?;
    let mut table = Table { sheet, book, widths, last, row: 0 };
    table.title()?;
    let first_heading = table.row;
    table.headings()?;
    let first_row = table.row;
    table.rows()?;
    let after = table.row;
    table.ending()?;
    let bottom = table.row - 1;
    sheet
        .set_repeat_rows(first_heading, first_row - 1)?
        .set_freeze_panes(first_row, 0)?
        .set_print_area(0, 0, bottom, last)?;
    if after > first_row {
        sheet.autofilter(first_row - 1, 0, after - 1, last)?;
        // "1.1" and the "1" of a group are texts on purpose.
        sheet.ignore_error_range(first_row, 0, after - 1, last, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// The widths of the columns in millimetres.
fn widths(columns: &[Column], room: f64) -> Vec<f64> {
    let fixed: f64 = columns.iter().map(|column| column.width).sum();
    let sharing = columns.iter().filter(|column| column.width == 0.0).count();
    let share = ((room - fixed) / sharing.max(1) as f64).max(LEAST_WIDTH);
    let width = |column: &Column| if column.width == 0.0 { share } else { column.width };
    columns.iter().map(width).collect()
}

struct Table<'a> {
    sheet: &'a mut Worksheet,
    book: &'a Book<'a>,
    /// Millimetres.
    widths: Vec<f64>,
    /// The last column.
    last: u16,
    /// The next row.
    row: u32,
}

impl Table<'_> {
    fn title(&mut self) -> anyhow::Result<()> {
        let document = &self.book.annex.document;
        let sizes = &self.book.settings.text;
        if document.mode == "draft" {
            self.line("DỰ THẢO", Face::bold(sizes.body), FormatAlign::Left)?;
        }
        self.line(&document.label, Face::bold(sizes.body), FormatAlign::Center)?;
        self.line(&document.title_capitals, Face::bold(sizes.title), FormatAlign::Center)?;
        let references = [&document.reference, &document.own_reference];
        if let Some(reference) = references.into_iter().find(|words| !words.is_empty()) {
            let italic = Face { italic: true, ..Face::plain(sizes.body) };
            self.line(&format!("({reference})"), italic, FormatAlign::Center)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A line across the whole table.
    fn line(&mut self, text: &str, face: Face, align: FormatAlign) -> anyhow::Result<()> {
        let area = Area::across(self.row, 0, self.last);
        put_line(self.sheet, area, text, (face, align, self.widths.iter().sum()))?;
        self.row += 1;
        Ok(())
    }

    /// One row of headings, or two where a column stands under a shared one.
    fn headings(&mut self) -> anyhow::Result<()> {
        let columns = self.book.columns;
        let face = Face::bold(self.book.settings.text.table);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        let (top, mut upper, mut lower) = (self.row, 0.0_f64, 0.0_f64);
        let bottom = top + u32::from(columns.iter().any(|column| !column.over.is_empty()));
        let mut first = 0;
        for group in columns.chunk_by(|a, b| !a.over.is_empty() && a.over == b.over) {
            let next = first + group.len();
            let (left, right) = (u16::try_from(first)?, u16::try_from(next - 1)?);
            let shared = &group[0].over;
            if !shared.is_empty() {
                put(self.sheet, Area::across(top, left, right), shared, &format)?;
                upper = upper.max(face.height(shared, self.widths[first..next].iter().sum()));
            }
            for (column, each) in (left..).zip(group) {
                let start = if shared.is_empty() { top } else { bottom };
                let area = Area { top: start, bottom, ..Area::cell(top, column) };
                put(self.sheet, area, &each.heading, &coloured(&format, each))?;
            }
            first = next;
        }
        for (column, width) in columns.iter().zip(&self.widths) {
            // What stands over both rows may use the height of the upper one.
            let free = if column.over.is_empty() { upper } else { 0.0 };
            lower = lower.max(face.height(&column.heading, *width) - free);
        }
        if bottom > top {
            self.sheet.set_row_height(top, upper)?;
        }
        self.sheet.set_row_height(bottom, lower)?;
        self.row = bottom + 1;
        if self.book.number_row {
            let italic = Face { italic: true, ..Face::plain(face.size) };
            let format = boxed(italic, FormatAlign::Center, FormatAlign::Top);
            for column in 0..=self.last {
                let number = format!("({})", column + 1);
                put(self.sheet, Area::cell(self.row, column), &number, &format)?;
            }
            self.row += 1;
        }
        Ok(())
    }

    fn rows(&mut self) -> anyhow::Result<()> {
        let face = Face::plain(self.book.settings.text.table);
        let align = |column: &Column| match column.centred || column.field == Field::Number {
            true => FormatAlign::Center,
            false => FormatAlign::Left,
        };
        let format = |each: &Column| coloured(&boxed(face, align(each), FormatAlign::Top), each);
        let formats: Vec<Format> = self.book.columns.iter().map(format).collect();
        for row in &self.book.annex.rows {
            match row {
                RowView::Group(group) => self
                    .group(group)
                    .with_context(|| format!("nhóm {} “{}”", group.number, group.title))?,
                RowView::Task(task) => self.task(task, &formats)?,
            }
        }
        Ok(())
    }

    /// The number in the column of numbers and the title across the others.
    fn group(&mut self, group: &GroupView) -> anyhow::Result<()> {
        let face = Face::bold(self.book.settings.text.table);
        let format = |align| boxed(face, align, FormatAlign::VerticalCenter);
        let numbered = self.book.columns[0].field == Field::Number && self.last > 0;
        let (left, title) = if numbered {
            let number = Area::cell(self.row, 0);
            put(self.sheet, number, group.number, &format(FormatAlign::Center))?;
            (1, group.title.to_string())
        } else {
            (0, format!("{}. {}", group.number, group.title))
        };
        let area = Area::across(self.row, left, self.last);
        put(self.sheet, area, &title, &format(FormatAlign::Left))?;
        let width = self.widths[usize::from(left)..].iter().sum();
        let height = face.height(&title, width).min(HIGHEST_ROW);
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    fn task(&mut self, task: &TaskView, formats: &[Format]) -> anyhow::Result<()> {
        let columns = self.book.columns;
        let face = Face::plain(self.book.settings.text.table);
        let heights = columns.iter().zip(&self.widths);
        let heights = heights.map(|(column, width)| face.height(task.text(column.field), *width));
        let height = heights.fold(0.0, f64::max);
        // A task higher than Excel's highest row goes on in a second one, its cells merged.
        let rows = (height / HIGHEST_ROW).ceil().max(1.0);
        let bottom = self.row + rows as u32 - 1;
        for ((column, each), format) in (0..).zip(columns).zip(formats) {
            let text = task.text(each.field);
            let area = Area { bottom, ..Area::cell(self.row, column) };
            put(self.sheet, area, text, format).with_context(|| {
                format!("nhiệm vụ {}, cột “{}”", task.text(Field::Number), each.heading)
            })?;
            if let (Field::Number, Ok(number)) = (each.field, text.parse::<u32>()) {
                self.sheet.write_number_with_format(self.row, column, number, format)?;
            }
        }
        for row in self.row..=bottom {
            self.sheet.set_row_height(row, height / rows)?;
        }
        self.row = bottom + 1;
        Ok(())
    }

    /// Notes, and "./." as the last thing of the annex.
    fn ending(&mut self) -> anyhow::Result<()> {
        let size = self.book.settings.text.table;
        let notes = &self.book.annex.document.notes;
        for note in notes.lines().filter(|note| !note.is_empty()) {
            self.line(note, Face::plain(size), FormatAlign::Left)?;
        }
        self.line(&self.book.settings.table.ending, Face::plain(size), FormatAlign::Right)
    }
}

/// Red for what only a draft shows (annex-form O48).
fn coloured(format: &Format, column: &Column) -> Format {
    let format = format.clone();
    if column.draft_only { format.set_font_color(Color::Red) } else { format }
}
