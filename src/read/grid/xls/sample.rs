//! Records → the bytes of a small .xls, for tests.
//!
//! Invariant: the places of sheets are right, unless a test itself writes a wrong one.

use std::io::{Cursor, Write};

use cfb::CompoundFile;

use super::records::kind;
use super::{Grid, Unreadable, read};
use crate::read::grid::Filling;
use crate::source::Sources;

/// A record: its kind and its content.
pub type Record = (u16, Vec<u8>);

/// A workbook in the making.
pub struct Sample {
    /// 0x0600 or 0x0500.
    pub version: u16,
    /// Records before the list of sheets.
    pub globals: Vec<Record>,
    /// Name, visibility and records of each sheet.
    pub sheets: Vec<(&'static str, u8, Vec<Record>)>,
}

impl Sample {
    /// A workbook of BIFF8 with one sheet.
    pub fn of(globals: Vec<Record>, sheet: Vec<Record>) -> Sample {
        Sample { version: 0x0600, globals, sheets: vec![("S", 0, sheet)] }
    }

    /// The stream of the workbook.
    pub fn stream(&self) -> Vec<u8> {
        let parts: Vec<Vec<u8>> =
            self.sheets.iter().map(|(.., records)| self.part(0x10, records)).collect();
        // Places do not change the length of the first part.
        let length = self.part(0x05, &self.globals_with(&parts, 0)).len();
        let mut stream = self.part(0x05, &self.globals_with(&parts, length));
        stream.extend(parts.concat());
        stream
    }

    /// The file.
    pub fn file(&self) -> Vec<u8> {
        container(if self.version == 0x0600 { "Workbook" } else { "Book" }, &self.stream())
    }

    fn globals_with(&self, parts: &[Vec<u8>], start: usize) -> Vec<Record> {
        let mut globals = self.globals.clone();
        let mut position = start;
        for ((name, visibility, _), part) in self.sheets.iter().zip(parts) {
            let mut content = u32::try_from(position).expect("small").to_le_bytes().to_vec();
            content.extend([*visibility, 0]);
            content.extend(self.short_text(name));
            globals.push((kind::BOUND_SHEET, content));
            position += part.len();
        }
        globals
    }

    fn part(&self, content: u16, records: &[Record]) -> Vec<u8> {
        let bof = (kind::BOF, words(&[self.version, content]));
        let end = (kind::EOF, Vec::new());
        [bof].iter().chain(records).chain([&end]).flat_map(bytes).collect()
    }

    fn short_text(&self, text: &str) -> Vec<u8> {
        let flags: &[u8] = if self.version == 0x0600 { &[0] } else { &[] };
        [&[text.len() as u8], flags, text.as_bytes()].concat()
    }
}

/// A compound file with one stream.
pub fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut container = CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
    let mut inner = container.create_stream(name).expect("in memory");
    inner.write_all(stream).expect("in memory");
    drop(inner);
    container.flush().expect("in memory");
    container.into_inner().into_inner()
}

/// The grids of a file.
pub fn grids(file: &[u8]) -> Result<Vec<Grid>, Unreadable> {
    let mut sources = Sources::default();
    let id = sources.add_file("a.xls");
    read(file, id, &mut sources, &mut Filling::default())
}

/// The only grid of a workbook.
pub fn grid(sample: &Sample) -> Grid {
    grids(&sample.file()).expect("a good file").pop().expect("a sheet")
}

/// Its cells: place and text.
pub fn cells(grid: &Grid) -> Vec<(u32, u32, &str)> {
    let of_row = |row: &'_ super::super::GridRow| row.row;
    grid.rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (of_row(row), cell.column, &*cell.text)))
        .collect()
}

/// The bytes of a record.
pub fn bytes((kind, content): &Record) -> Vec<u8> {
    [words(&[*kind, content.len() as u16]), content.clone()].concat()
}

/// Words, the low byte first.
pub fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A long text of BIFF8 in UTF-16.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[units.len() as u16]), vec![1], words(&units)].concat()
}

/// A FONT record of BIFF8.
pub fn font(name: &str, struck: bool) -> Record {
    let mut content = vec![0; 14];
    content[2] = if struck { 8 } else { 0 };
    content.extend([name.len() as u8, 0]);
    content.extend(name.as_bytes());
    (kind::FONT, content)
}

/// An XF record that names a font and a format.
pub fn style(font: u16, format: u16) -> Record {
    (kind::XF, [words(&[font, format]), vec![0; 16]].concat())
}

/// An SST record of texts in UTF-16.
pub fn shared(texts: &[&str]) -> Record {
    let texts = texts.iter().flat_map(|text| wide(text));
    (kind::SST, [0; 8].into_iter().chain(texts).collect())
}

/// A cell of a shared text; row, column and style from 0.
pub fn shared_cell(place: [u16; 3], index: u16) -> Record {
    (kind::LABEL_SST, [words(&place), words(&[index, 0])].concat())
}

/// A cell of a number; row, column and style from 0.
pub fn number(place: [u16; 3], number: f64) -> Record {
    (kind::NUMBER, [words(&place), number.to_le_bytes().to_vec()].concat())
}

/// A cell of a formula with its stored result.
pub fn formula(place: [u16; 3], result: [u8; 8], flags: u16) -> Record {
    (kind::FORMULA, [words(&place), result.to_vec(), words(&[flags, 0, 0, 0])].concat())
}
