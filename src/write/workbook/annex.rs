//! The annex and its columns → the sheet "Danh mục", a table as in the PDF.
//!
//! Invariant: rows and texts are those of the view, in its order.

use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::Book;
use super::columns::table_columns;
use super::letters::Face;
use super::sheet::{Paper, set_page};
use super::table::Table;

/// The name of the sheet.
pub const NAME: &str = "Danh mục";

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    let page = &book.settings.page;
    set_page(sheet, page, Paper::A4);
    let size = book.settings.text.table;
    let columns = table_columns(book.columns, Paper::A4.room(page), size);
    let mut table = Table::new(sheet, columns, size)?;
    let document = &book.annex.document;
    let label = (document.label.as_str(), Face::bold(book.settings.text.body));
    let title = book.lines.title.join("\n");
    let title = (title.as_str(), Face::bold(book.settings.text.title));
    let reference = Some(book.lines.reference.join("\n")).filter(|words| !words.is_empty());
    table.title([label, title], reference, (document, &book.settings.text))?;
    table.headings(book.number_row)?;
    table.rows(&book.annex.rows)?;
    table.notes(document)?;
    // The last thing of the annex.
    table.line(&book.settings.table.ending, Face::plain(size), FormatAlign::Right)?;
    table.close()
}
