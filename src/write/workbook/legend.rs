//! The matrix → the sheet "Chú giải": the name in full of each of its headings.
//!
//! It is a sheet of its own because Excel repeats the headings of a sheet on all of its pages, also
//! above what is no table. Invariant: it has a row for each column of the matrix, in their order.

use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::Book;
use super::letters::{Face, HIGHEST_ROW};
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};

/// The name of the sheet.
pub const NAME: &str = "Chú giải";

/// Millimetres: the heading of a column, and the name in full with the rest of the page.
const SHORT: f64 = 60.0;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    let page = &book.settings.page;
    set_page(sheet, page, Paper::A4);
    let widths = [SHORT, Paper::A4.room(page) - SHORT];
    for (column, width) in (0..).zip(widths) {
        set_width(sheet, column, width)?;
    }
    let sizes = &book.settings.text;
    let size = book.settings.matrix.text;
    let mut row = 0;
    let mut line = |sheet: &mut Worksheet, text: &str, face: Face, align| {
        put_line(sheet, Area::across(row, 0, 1), text, (face, align, widths.iter().sum()))?;
        row += 1;
        anyhow::Ok(row)
    };
    line(sheet, "CHÚ GIẢI MA TRẬN", Face::bold(sizes.title), FormatAlign::Center)?;
    let marks = "CT: cơ quan chủ trì; PH: cơ quan phối hợp.";
    let mut next = line(sheet, marks, Face::plain(size), FormatAlign::Left)?;
    if !book.matrix.open.is_empty() {
        let open = format!("Cụm từ không mở ra từng cơ quan: {}.", book.matrix.open.join("; "));
        next = line(sheet, &open, Face::plain(size), FormatAlign::Left)?;
    }
    let headings = ("Viết tắt", "Tên đầy đủ");
    let agencies = book.matrix.agencies.iter();
    let rows = agencies.map(|agency| (agency.short, agency.name));
    for (row, (short, name)) in (next + 1..).zip(std::iter::once(headings).chain(rows)) {
        let is_heading = row == next + 1;
        let face = if is_heading { Face::bold(size) } else { Face::plain(size) };
        let align = if is_heading { FormatAlign::Center } else { FormatAlign::Left };
        let format = boxed(face, align, FormatAlign::VerticalCenter);
        let mut height = 0.0_f64;
        for ((column, text), width) in (0..).zip([short, name]).zip(widths) {
            put(sheet, Area::cell(row, column), text, &format)?;
            height = height.max(face.height(text, width));
        }
        sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
    }
    sheet.set_repeat_rows(next + 1, next + 1)?;
    Ok(())
}
