//! What the sheets share: the page, cells that hold one text, formulas with their values.
//!
//! Invariant: [`put`] is the only way for a text of a source into a cell.

use anyhow::Context;
use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, FormatUnderline, Formula, Url, Worksheet, XlsxError,
};

use super::letters::{Face, HIGHEST_ROW};
use crate::style::Page;
use crate::text::marked::{Look, runs, unmarked};
use crate::view::DocumentView;

/// Millimetres in an inch.
const INCH: f64 = 25.4;

/// Size of the page number (NĐ 30/2020, Phụ lục I, Phần I, mục II.6: 13 to 14).
const PAGE_NUMBER_SIZE: u8 = 13;

/// From the top edge to the page number, in millimetres.
const PAGE_NUMBER_TOP: f64 = 10.0;

/// A paper, used in landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm.
    A3,
}

impl Paper {
    /// The paper of a setting: "a3", else A4.
    pub fn from_setting(name: &str) -> Paper {
        if name == "a3" { Paper::A3 } else { Paper::A4 }
    }

    /// Millimetres between the margins.
    pub fn room(self, page: &Page) -> f64 {
        let width = if self == Paper::A3 { 420.0 } else { 297.0 };
        width - page.left - page.right
    }
}

/// Landscape paper with its margins, one page wide, page numbers from 1 at the top.
///
/// rust_xlsxwriter knows no header for the first page alone, so the number stands on every page.
pub fn set_page(sheet: &mut Worksheet, page: &Page, paper: Paper) {
    let inches = |millimetres: f64| millimetres / INCH;
    sheet
        .set_landscape()
        .set_paper_size(if paper == Paper::A3 { 8 } else { 9 })
        .set_margins(
            inches(page.left),
            inches(page.right),
            inches(page.top),
            inches(page.bottom),
            inches(PAGE_NUMBER_TOP),
            inches(PAGE_NUMBER_TOP),
        )
        .set_header(format!("&C&\"Times New Roman,Regular\"&{PAGE_NUMBER_SIZE}&P"))
        // The number keeps its size when the sheet is scaled to the page.
        .set_header_footer_scale_with_doc(false)
        .set_print_first_page_number(1)
        .set_print_fit_to_pages(1, 0);
}

/// Sets a column's width in millimetres.
pub fn set_width(sheet: &mut Worksheet, column: u16, millimetres: f64) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(column, pixels(millimetres))?;
    Ok(())
}

/// Millimetres in pixels of 1/96 inch, rounded down so that columns never outgrow the page.
pub fn pixels(millimetres: f64) -> u32 {
    (millimetres / INCH * 96.0).floor().max(1.0) as u32
}

/// Cells that hold one text: merged where they are more than one.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    /// First row, from 0.
    pub top: u32,
    /// First column, from 0.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

impl Area {
    /// One cell.
    pub fn cell(row: u32, column: u16) -> Area {
        Area { top: row, left: column, bottom: row, right: column }
    }

    /// Part of a row.
    pub fn across(row: u32, left: u16, right: u16) -> Area {
        Area { top: row, left, bottom: row, right }
    }
}

/// Writes a text into an area.
pub fn put(sheet: &mut Worksheet, area: Area, text: &str, format: &Format) -> anyhow::Result<()> {
    let Area { top, left, bottom, right } = area;
    // Excel makes a formula of "- a" and "=a" when a clerk edits the cell, unless it is quoted.
    let quoted;
    let format = if text.starts_with(['=', '+', '-', '@']) {
        quoted = format.clone().set_quote_prefix();
        &quoted
    } else {
        format
    };
    let written = if top == bottom && left == right {
        sheet.write_string_with_format(top, left, text, format)
    } else {
        sheet.merge_range(top, left, bottom, right, text, format)
    };
    match written {
        Ok(_) => Ok(()),
        Err(error @ XlsxError::MaxStringLengthExceeded) => Err(error).with_context(|| {
            let length = text.chars().count();
            format!("đoạn văn dài {length} ký tự, một ô Excel chỉ chứa được 32.767")
        }),
        Err(error) => Err(error.into()),
    }
}

/// Writes a text with words that are struck or underlined into an area, in letters of a size.
pub fn put_marked(
    sheet: &mut Worksheet,
    area: Area,
    text: &str,
    (format, size): (&Format, f64),
) -> anyhow::Result<()> {
    let plain = Face::plain(size).format();
    let struck = plain.clone().set_font_strikethrough();
    let underlined = plain.clone().set_underline(FormatUnderline::Single);
    let runs = runs(text);
    let look = |look: Look| match look {
        Look::Plain => &plain,
        Look::Struck => &struck,
        Look::Underlined => &underlined,
    };
    let parts: Vec<(&Format, &str)> =
        runs.iter().map(|(run, words)| (look(*run), *words)).collect();
    put(sheet, area, &unmarked(text), format)?;
    if runs.iter().any(|(look, _)| *look != Look::Plain) {
        sheet.write_rich_string_with_format(area.top, area.left, &parts, format)?;
    }
    Ok(())
}

/// Writes a line across a row, in a row as high as the text needs in `width` millimetres.
pub fn put_line(
    sheet: &mut Worksheet,
    area: Area,
    text: &str,
    (face, align, width): (Face, FormatAlign, f64),
) -> anyhow::Result<()> {
    let format = face.format().set_align(align).set_align(FormatAlign::Top).set_text_wrap();
    put(sheet, area, text, &format)?;
    sheet.set_row_height(area.top, face.height(text, width).min(HIGHEST_ROW))?;
    Ok(())
}

/// Writes a link to a file by its path from the workbook's own folder.
pub fn put_link(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    path: &str,
    (text, format): (&str, &Format),
) -> Result<(), XlsxError> {
    let link = Url::new(format!("file:///{path}")).set_text(text);
    sheet.write_url_with_format(row, column, link, format)?;
    Ok(())
}

/// "(Kèm theo …)": of the document that this one goes with, else its own; `None` without either.
pub fn reference_line(document: &DocumentView) -> Option<String> {
    let references = [&document.reference, &document.own_reference];
    let reference = references.into_iter().find(|words| !words.is_empty());
    reference.map(|words| format!("({words})"))
}

/// Writes a formula of ours with its value, for programs that do not calculate.
pub fn put_sum(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    (value, format): (usize, &Format),
) -> Result<(), XlsxError> {
    let formula = Formula::new(formula).set_result(value.to_string());
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// The format of a cell in a table: bordered, wrapped.
pub fn boxed(face: Face, across: FormatAlign, down: FormatAlign) -> Format {
    let format = face.format().set_border(FormatBorder::Thin).set_text_wrap();
    format.set_align(across).set_align(down)
}

/// The name of a cell as formulas write it, row and column from 0: (6, 2) → "C7".
pub fn reference(row: u32, column: u16) -> String {
    format!("{}{}", crate::source::column_letters(u32::from(column) + 1), row + 1)
}
