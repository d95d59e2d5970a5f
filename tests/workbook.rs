//! Small workbooks for tests: rows of texts → the bytes of an .xlsx, and what can be broken in it.
//!
//! Invariant: an empty text leaves its cell empty, as a clerk would.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// The headings that most tests use; tasks go below, from row 2.
pub const HEADINGS: &[&str] = &["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp"];

/// A workbook of sheets, each with its rows from A1.
pub fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(named(&mut book, name), rows);
    }
    bytes(book)
}

/// A workbook with one sheet "Nhiệm vụ": [`HEADINGS`] and the rows below.
pub fn tasks(rows: &[&[&str]]) -> Vec<u8> {
    let rows: Vec<&[&str]> = std::iter::once(HEADINGS).chain(rows.iter().copied()).collect();
    workbook(&[("Nhiệm vụ", &rows)])
}

/// Adds a sheet.
pub fn named<'a>(book: &'a mut Workbook, name: &str) -> &'a mut Worksheet {
    book.add_worksheet().set_name(name).expect("a good name")
}

/// Writes rows from A1.
pub fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text).expect("a cell");
        }
    }
}

/// Merges a row's cells from one column to another over a text, as group rows are.
pub fn merge(sheet: &mut Worksheet, row: u32, columns: (u16, u16), text: &str) {
    let bold = Format::new().set_bold();
    sheet.merge_range(row, columns.0, row, columns.1, text, &bold).expect("a free area");
}

/// The finished file.
pub fn bytes(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().expect("a workbook")
}

/// The same file with a text of one of its parts replaced; the text must be there.
pub fn patched(file: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..old.len() {
        let mut entry = old.by_index(index).expect("an entry");
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("its content");
        let name = entry.name().expect("a name").into_owned();
        if name == part {
            let text = String::from_utf8(content).expect("XML");
            assert!(text.contains(from), "{part} has no {from:?}: {text}");
            content = text.replace(from, to).into_bytes();
            found = true;
        }
        let options = zip::write::SimpleFileOptions::default();
        new.start_file(name, options).expect("a new entry");
        new.write_all(&content).expect("its content");
    }
    assert!(found, "there is no part {part}");
    new.finish().expect("a zip file").into_inner()
}

/// A sheet of so many cells that hold nothing but a space: large to read, small to keep.
pub fn large(cells: usize) -> Vec<u8> {
    const IN_ROW: usize = 10_000;
    let row = format!("<row>{}</row>", "<c t=\"str\"><v> </v></c>".repeat(IN_ROW));
    let rows = row.repeat(cells.div_ceil(IN_ROW));
    patched(&tasks(&[]), "xl/worksheets/sheet1.xml", "</sheetData>", &format!("{rows}</sheetData>"))
}
