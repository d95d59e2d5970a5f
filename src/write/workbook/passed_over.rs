//! The sheet "Chưa nhận": the lines of a plan in sentences that became no row, each with the reason.
//!
//! Invariant: `read` knows the sheet by its headings and takes nothing from it.

use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::letters::{Face, HIGHEST_ROW};
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use super::starter::{PAGE, SIZE, headings};
use crate::model::draft::PassedLine;
use crate::read::PASSED_HEADINGS;

/// The name of the sheet.
pub const PASSED_OVER: &str = "Chưa nhận";

/// Widths of the columns in millimetres.
const WIDTHS: [f64; PASSED_HEADINGS.len()] = [45.0, 150.0, 60.0];

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, lines: &[PassedLine]) -> anyhow::Result<()> {
    sheet.set_name(PASSED_OVER)?;
    set_page(sheet, &PAGE, Paper::A4);
    for (column, width) in (0..).zip(WIDTHS) {
        set_width(sheet, column, width)?;
    }
    let last = WIDTHS.len() as u16 - 1;
    let line = (Face::plain(SIZE), FormatAlign::Left, WIDTHS.iter().sum());
    let words = "Các dòng của văn bản chưa thành nhiệm vụ. Dòng nào là nhiệm vụ thì chép sang trang \
                 “Nhiệm vụ”; trang này không được đọc khi lập danh mục.";
    put_line(sheet, Area::across(0, 0, last), words, line)?;
    headings(sheet, 1, &PASSED_HEADINGS)?;
    let cell = boxed(Face::plain(SIZE), FormatAlign::Left, FormatAlign::Top);
    for (row, line) in (2..).zip(lines) {
        let texts = [&line.place, &line.text, &line.why];
        let mut height = 0.0_f64;
        for (column, (text, width)) in (0..).zip(texts.into_iter().zip(WIDTHS)) {
            put(sheet, Area::cell(row, column), text, &cell)?;
            height = height.max(Face::plain(SIZE).height(text, width));
        }
        sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
    }
    let end = 1 + u32::try_from(lines.len())?;
    sheet.autofilter(1, 0, end, last)?.set_freeze_panes(2, 0)?.set_repeat_rows(1, 1)?;
    Ok(())
}
