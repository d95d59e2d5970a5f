//! What is to be looked at → the sheet "Cần xem lại".
//!
//! Invariant: a text of any length stands there whole, over several rows where a cell ends.

use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::{FollowUpBook, Sheet};
use crate::collect::REVIEW_SHEET;
use crate::write::workbook::letters::Face;
use crate::write::workbook::sheet::boxed;

/// Millimetres: where, whose, why, what was written.
const WIDTHS: [f64; 4] = [62.0, 36.0, 76.0, 76.0];

/// Letters in a cell; Excel's own limit is 32,767.
const CELL: usize = 30_000;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &FollowUpBook) -> anyhow::Result<()> {
    let all = book.collected;
    let mut table = Sheet::new(sheet, REVIEW_SHEET, &WIDTHS, book.settings)?;
    table.line("CẦN XEM LẠI", Face::bold(book.settings.text.title), FormatAlign::Center)?;
    let words = format!("{} chỗ, theo thứ tự tệp và ô", all.review.len());
    let italic = Face { italic: true, ..Face::plain(book.settings.text.body) };
    table.line(&words, italic, FormatAlign::Center)?;
    let heading = table.row;
    table.headings(&["Tệp, trang tính, ô", "Cơ quan", "Vì sao", "Đơn vị ghi"])?;
    let face = Face::plain(table.size);
    let format = boxed(face, FormatAlign::Left, FormatAlign::Top);
    for one in &all.review {
        let place = all.sources.show(one.at);
        let agency = one.agency.map_or("", |agency| all.model.agency(agency).name.as_str());
        for piece in pieces(&one.text) {
            let cells = [place.as_str(), agency, one.reason.as_str(), piece];
            table.cells(&cells.map(|text| (text, &format)), face)?;
        }
    }
    let (last_row, last) = (table.row.saturating_sub(1).max(heading), table.last());
    table.sheet.set_repeat_rows(heading, heading)?;
    table.sheet.set_freeze_panes(heading + 1, 0)?;
    table.sheet.autofilter(heading, 0, last_row, last)?;
    Ok(())
}

/// A text in pieces that fit a cell; one, where it is short or empty.
fn pieces(text: &str) -> Vec<&str> {
    let starts = text.char_indices().step_by(CELL).map(|(at, _)| at);
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces: Vec<&str> =
        starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect();
    if pieces.is_empty() { vec![text] } else { pieces }
}
