//! Where every value came from: a line and column of a text file, a cell of a workbook, a cell
//! or a paragraph of a Word file.
//!
//! A [`Location`] is small and `Copy`; the names behind it live once, in [`Sources`].
//! Invariant: lines, columns and rows are stored from 1, as a clerk counts them.

use std::fmt::Write as _;

/// The files and sheets of one source, by the order they were read.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<SourceFile>,
}

#[derive(Debug, Clone)]
struct SourceFile {
    name: String,
    sheets: Vec<Sheet>,
}

/// A sheet of a workbook, or a table of a Word file, whose rows and columns have no letters.
#[derive(Debug, Clone)]
struct Sheet {
    name: String,
    is_table: bool,
}

/// A file registered in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(u16);

/// A sheet of a workbook registered in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetId {
    file: FileId,
    index: u16,
}

/// A place that a clerk can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in it.
    pub place: Place,
}

/// A place inside a file; the order is the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    Whole,
    /// Line and column, both from 1.
    Text { line: u32, column: u32 },
    /// A line of a text without columns, from 1.
    Line { number: u32 },
    /// A paragraph of a Word file, from 1; those in tables are not counted.
    Paragraph { number: u32 },
    /// A sheet as a whole.
    Sheet { sheet: u16 },
    /// A cell: row and column, both from 1.
    Cell { sheet: u16, row: u32, column: u32 },
}

/// A value and where it came from.
#[derive(Debug, Clone, Copy)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place in the source.
    pub at: Location,
}

/// Two located values are equal when their values are: the same plan read from two formats
/// gives the same model, whatever the places.
impl<T: PartialEq> PartialEq for Located<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Located<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, at: Location) -> Self {
        Self { value, at }
    }

    /// Changes the value, keeps the place.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Located<U> {
        Located::new(change(self.value), self.at)
    }
}

impl Sources {
    /// Registers a file by the name that messages show.
    ///
    /// Past 65,535 files the last number is shared; no plan comes near that.
    pub fn add_file(&mut self, name: impl Into<String>) -> FileId {
        let id = FileId(u16::try_from(self.files.len()).unwrap_or(u16::MAX));
        // A name may hold line breaks and what turns the writing round; messages show neither.
        let name: String = name.into();
        let name = name.replace(crate::text::is_unprintable, "\u{FFFD}");
        self.files.push(SourceFile { name, sheets: Vec::new() });
        id
    }

    /// Registers a sheet of a workbook.
    pub fn add_sheet(&mut self, file: FileId, name: impl Into<String>) -> SheetId {
        self.add(file, Sheet { name: name.into(), is_table: false })
    }

    /// Registers a table of a Word file; its cells are named by row and column.
    pub fn add_table(&mut self, file: FileId, name: impl Into<String>) -> SheetId {
        self.add(file, Sheet { name: name.into(), is_table: true })
    }

    fn add(&mut self, file: FileId, sheet: Sheet) -> SheetId {
        let sheets = match self.files.get_mut(usize::from(file.0)) {
            Some(entry) => &mut entry.sheets,
            None => return SheetId { file, index: 0 },
        };
        let index = u16::try_from(sheets.len()).unwrap_or(u16::MAX);
        sheets.push(sheet);
        SheetId { file, index }
    }

    /// The name of the sheet that a place is in.
    pub fn sheet_name(&self, at: Location) -> Option<&str> {
        let (Place::Sheet { sheet } | Place::Cell { sheet, .. }) = at.place else { return None };
        let file = self.files.get(usize::from(at.file.0))?;
        file.sheets.get(usize::from(sheet)).map(|sheet| sheet.name.as_str())
    }

    /// The place as a clerk reads it: `KeHoach.xlsx » Nhiệm vụ!C12`, `nguon.yaml:31:9`,
    /// `KeHoach.docx » Bảng 1, dòng 3, cột 2`.
    pub fn show(&self, at: Location) -> String {
        let Some(file) = self.files.get(usize::from(at.file.0)) else { return String::new() };
        let sheet = |index: u16| {
            let sheet = file.sheets.get(usize::from(index));
            sheet.map_or(("", false), |sheet| (sheet.name.as_str(), sheet.is_table))
        };
        let mut out = file.name.clone();
        // Writing to a String cannot fail.
        let _ = match at.place {
            Place::Whole => Ok(()),
            Place::Text { line, column } => write!(out, ":{line}:{column}"),
            Place::Line { number } => write!(out, " » dòng {number}"),
            Place::Paragraph { number } => write!(out, " » đoạn {number}"),
            Place::Sheet { sheet: index } => write!(out, " » {}", sheet(index).0),
            Place::Cell { sheet: index, row, column } => match sheet(index) {
                (name, true) => write!(out, " » {name}, dòng {row}, cột {column}"),
                (name, false) => write!(out, " » {name}!{}{row}", column_letters(column)),
            },
        };
        out
    }
}

impl FileId {
    /// The file as a whole.
    pub fn whole(self) -> Location {
        Location { file: self, place: Place::Whole }
    }

    /// A line and column of the file, both from 1.
    pub fn text(self, line: u32, column: u32) -> Location {
        Location { file: self, place: Place::Text { line, column } }
    }

    /// A line of the file, from 1.
    pub fn line(self, number: u32) -> Location {
        Location { file: self, place: Place::Line { number } }
    }

    /// A paragraph of the file, from 1.
    pub fn paragraph(self, number: u32) -> Location {
        Location { file: self, place: Place::Paragraph { number } }
    }
}

impl SheetId {
    /// A cell, row and column from 1.
    pub fn cell(self, row: u32, column: u32) -> Location {
        Location { file: self.file, place: Place::Cell { sheet: self.index, row, column } }
    }

    /// The sheet as a whole.
    pub fn whole(self) -> Location {
        Location { file: self.file, place: Place::Sheet { sheet: self.index } }
    }
}

/// A column number from 1 as spreadsheets name it: 1 → A, 27 → AA.
pub fn column_letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_a_clerk_says_them() {
        let mut sources = Sources::default();
        let yaml = sources.add_file("nguon.yaml");
        let book = sources.add_file("KeHoach.xlsx");
        let sheet = sources.add_sheet(book, "Nhiệm vụ");
        assert_eq!(sources.show(yaml.text(31, 9)), "nguon.yaml:31:9");
        assert_eq!(sources.show(sheet.cell(12, 3)), "KeHoach.xlsx » Nhiệm vụ!C12");
        assert_eq!(sources.show(book.whole()), "KeHoach.xlsx");
        let word = sources.add_file("KeHoach.docx");
        let table = sources.add_table(word, "Bảng 1");
        assert_eq!(sources.show(table.cell(3, 2)), "KeHoach.docx » Bảng 1, dòng 3, cột 2");
        assert_eq!(sources.show(word.paragraph(5)), "KeHoach.docx » đoạn 5");
        assert_eq!(sources.show(word.line(7)), "KeHoach.docx » dòng 7");
        assert!(yaml.text(31, 9) < sheet.cell(1, 1));
    }

    #[test]
    fn columns_are_named_past_z() {
        assert_eq!([1, 26, 27, 52, 703].map(column_letters), ["A", "Z", "AA", "AZ", "AAA"]);
    }
}
