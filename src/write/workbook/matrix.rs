//! The matrix → the sheet "Ma trận": tasks × agencies with CT and PH, totals, marks.
//!
//! Invariant: the totals are formulas over the marks, and their stored values are the view's.

use anyhow::Context;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, IgnoreError,
    Note, Worksheet,
};

use super::Book;
use super::legend;
use super::letters::{Face, HIGHEST_ROW};
use super::sheet::{Area, Paper, boxed, put, put_line, put_sum, reference, set_page, set_width};
use crate::view::{Mark, MatrixRow, MatrixView};

/// The name of the sheet.
pub const NAME: &str = "Ma trận";

/// Width of the number column in millimetres: "VIII", "10.12".
const NUMBER_WIDTH: f64 = 13.0;

/// The column of the tasks; agencies follow.
const TASKS: u16 = 1;

/// A sheet that would have to shrink below this to fit one page goes on over several instead:
/// letters of 11 points stay above 8.5.
const LEAST_SCALE: f64 = 0.8;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    let settings = &book.settings.matrix;
    let page = &book.settings.page;
    let paper = Paper::from_setting(&settings.paper);
    set_page(sheet, page, paper);
    set_width(sheet, 0, NUMBER_WIDTH)?;
    set_width(sheet, TASKS, settings.task_width)?;
    let count = u16::try_from(book.matrix.agencies.len())?;
    for column in 0..count {
        set_width(sheet, TASKS + 1 + column, settings.agency_width)?;
    }
    let last = TASKS + count;
    let shown = spread(sheet, book, paper.room(page))?;
    let mut table = Table {
        sheet,
        view: book.matrix,
        size: settings.text,
        task_width: settings.task_width,
        title_width: NUMBER_WIDTH + settings.task_width + settings.agency_width * f64::from(shown),
        title_last: TASKS + shown,
        last,
        row: 0,
    };
    table.title(book)?;
    let heading = table.row;
    table.headings()?;
    table.rows()?;
    let after = table.row;
    table.totals(heading + 1)?;
    table.legend()?;
    let bottom = table.row - 1;
    sheet
        .set_repeat_rows(heading, heading)?
        .set_repeat_columns(0, TASKS)?
        .set_freeze_panes(heading + 1, TASKS + 1)?
        .set_print_area(0, 0, bottom, last)?;
    if after > heading + 1 {
        sheet.autofilter(heading, 0, after - 1, last)?;
        let numbers = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(heading + 1, 0, after - 1, 0, numbers)?;
    }
    Ok(())
}

/// Fits the sheet to one page, or lays it over several of equal width, and says how many agency
/// columns a title may stand over: all, or none, so that it stays whole in the columns that every
/// page repeats.
fn spread(sheet: &mut Worksheet, book: &Book, room: f64) -> anyhow::Result<u16> {
    let settings = &book.settings.matrix;
    let count = u16::try_from(book.matrix.agencies.len())?;
    let for_agencies = room - NUMBER_WIDTH - settings.task_width;
    let needed = settings.agency_width * f64::from(count);
    if needed + room - for_agencies <= room / LEAST_SCALE {
        return Ok(count);
    }
    // Printers round widths: a millimetre or two stay free.
    let fitting = ((for_agencies - 2.0) / settings.agency_width).floor().max(1.0) as u16;
    let each = count.div_ceil(count.div_ceil(fitting));
    let breaks: Vec<u32> = (1..)
        .map(|n| n * each)
        .take_while(|n| *n < count)
        .map(|n| u32::from(n + TASKS) + 1)
        .collect();
    // Excel ignores breaks while it fits to pages.
    sheet.set_print_scale(100).set_vertical_page_breaks(&breaks)?;
    sheet.set_page_order(false);
    Ok(0)
}

struct Table<'a> {
    sheet: &'a mut Worksheet,
    view: &'a MatrixView<'a>,
    /// Size of the letters in points.
    size: f64,
    /// Millimetres.
    task_width: f64,
    /// Millimetres of the columns that titles stand over.
    title_width: f64,
    /// The last of them.
    title_last: u16,
    /// The last column.
    last: u16,
    /// The next row.
    row: u32,
}

impl Table<'_> {
    fn title(&mut self, book: &Book) -> anyhow::Result<()> {
        let sizes = &book.settings.text;
        let italic = Face { italic: true, ..Face::plain(sizes.body) };
        let lines = [
            ("MA TRẬN PHÂN CÔNG NHIỆM VỤ", Face::bold(sizes.title)),
            (self.view.document.title.as_str(), italic),
        ];
        for (text, face) in lines {
            let area = Area::across(self.row, 0, self.title_last);
            put_line(self.sheet, area, text, (face, FormatAlign::Center, self.title_width))?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn headings(&mut self) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        put(self.sheet, Area::cell(self.row, 0), "TT", &format)?;
        put(self.sheet, Area::cell(self.row, TASKS), "Nhiệm vụ", &format)?;
        let turned = format.unset_text_wrap().set_rotation(90);
        let mut height = face.height("", self.task_width) * 2.0;
        for (column, agency) in (TASKS + 1..).zip(&self.view.agencies) {
            put(self.sheet, Area::cell(self.row, column), agency.short, &turned)?;
            let note = Note::new(agency.name).add_author_prefix(false).set_font_size(self.size);
            self.sheet.insert_note(self.row, column, &note.set_font_name("Times New Roman"))?;
            // The button of the filter covers the foot of the cell.
            height = height.max(face.width(agency.short) + 20.0);
        }
        self.sheet.set_row_height(self.row, height.min(HIGHEST_ROW).ceil())?;
        self.row += 1;
        Ok(())
    }

    fn rows(&mut self) -> anyhow::Result<()> {
        let view = self.view;
        let first = self.row;
        let face = Face::plain(self.size);
        let formats = [
            boxed(face, FormatAlign::Center, FormatAlign::Top),
            boxed(face, FormatAlign::Left, FormatAlign::Top),
            boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter),
        ];
        for row in &view.rows {
            let place = || format!("dòng {} “{}”", row.number, shortened(&row.text));
            match row.level {
                0 => self.task(row, &formats).with_context(place)?,
                _ => self.group(row).with_context(place)?,
            }
        }
        if self.row > first && self.last > TASKS {
            let format = Format::new().set_bold().set_background_color(Color::RGB(0xD9_D9_D9));
            let rule = ConditionalFormatCellRule::EqualTo(Mark::Lead.text());
            let lead = ConditionalFormatCell::new().set_rule(rule).set_format(format);
            let (top, bottom) = (first, self.row - 1);
            self.sheet.add_conditional_format(top, TASKS + 1, bottom, self.last, &lead)?;
        }
        Ok(())
    }

    fn task(&mut self, row: &MatrixRow, formats: &[Format; 3]) -> anyhow::Result<()> {
        let [number, text, mark] = formats;
        match row.number.parse::<u32>() {
            Ok(value) => {
                self.sheet.write_number_with_format(self.row, 0, value, number)?;
            }
            Err(_) => put(self.sheet, Area::cell(self.row, 0), row.number, number)?,
        }
        put(self.sheet, Area::cell(self.row, TASKS), &row.text, text)?;
        for (column, each) in (TASKS + 1..).zip(&row.marks) {
            put(self.sheet, Area::cell(self.row, column), each.text(), mark)?;
        }
        let height = Face::plain(self.size).height(&row.text, self.task_width);
        self.sheet.set_row_height(self.row, height.min(HIGHEST_ROW))?;
        self.row += 1;
        Ok(())
    }

    fn group(&mut self, row: &MatrixRow) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let format = |align| boxed(face, align, FormatAlign::VerticalCenter);
        put(self.sheet, Area::cell(self.row, 0), row.number, &format(FormatAlign::Center))?;
        let title = Area::across(self.row, TASKS, self.title_last);
        put(self.sheet, title, &row.text, &format(FormatAlign::Left))?;
        if self.title_last < self.last {
            let rest = Area::across(self.row, self.title_last + 1, self.last);
            put(self.sheet, rest, "", &format(FormatAlign::Left))?;
        }
        let width = self.title_width - NUMBER_WIDTH;
        let height = face.height(&row.text, width).min(HIGHEST_ROW);
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// Two rows that count the marks of each column.
    fn totals(&mut self, first: u32) -> anyhow::Result<()> {
        if self.row == first || self.last == TASKS {
            return Ok(());
        }
        let face = Face::bold(self.size);
        let label = boxed(face, FormatAlign::Left, FormatAlign::VerticalCenter);
        let number = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        let bottom = self.row - 1;
        let view = self.view;
        let totals = [
            ("Tổng chủ trì", Mark::Lead, &view.leads),
            ("Tổng phối hợp", Mark::Support, &view.supports),
        ];
        for (words, mark, counts) in totals {
            put(self.sheet, Area::across(self.row, 0, TASKS), words, &label)?;
            for (column, count) in (TASKS + 1..).zip(counts) {
                let (from, to) = (reference(first, column), reference(bottom, column));
                let formula = format!("=COUNTIF({from}:{to},\"{}\")", mark.text());
                put_sum(self.sheet, (self.row, column), &formula, (*count, &number))?;
            }
            self.sheet.set_row_height(self.row, face.height(words, self.task_width))?;
            self.row += 1;
        }
        Ok(())
    }

    /// What the marks mean, under the two columns that every page repeats.
    fn legend(&mut self) -> anyhow::Result<()> {
        self.row += 1;
        self.note("CT: cơ quan chủ trì; PH: cơ quan phối hợp.", true)?;
        let names = format!("Tên đầy đủ của các cơ quan: trang “{}”.", legend::NAME);
        self.note(&names, false)
    }

    fn note(&mut self, text: &str, bold: bool) -> anyhow::Result<()> {
        let face = Face { bold, ..Face::plain(self.size) };
        let area = Area::across(self.row, 0, TASKS);
        let width = NUMBER_WIDTH + self.task_width;
        put_line(self.sheet, area, text, (face, FormatAlign::Left, width))?;
        self.row += 1;
        Ok(())
    }
}

/// The start of a text, for a message.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
