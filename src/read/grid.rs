//! Workbook bytes → sheets of cells as text, each cell at its own row and column.
//!
//! Invariant: only cells that hold something are kept, so that memory follows the content of a
//! file and not the corners of its used range (calamine's dense `Range` of a 2 KB file can ask
//! for 549 GB).

use std::io::Cursor;

use calamine::{DataType, Dimensions, Ods, Reader, SheetVisible, Xls, Xlsx};

use super::Input;
use super::faults::{CELL_ERROR, FILE_TYPE, SHEET_HIDDEN, WORKBOOK_TOO_LARGE, WORKBOOK_UNREADABLE};
use crate::diag::Diagnostics;
use crate::source::{FileId, Location, SheetId, Sources};
use crate::text::{Date, clean, parse_date, short_date};

/// A plan of 20,000 rows and 20 columns fits ten times over; past that a file is damaged or
/// hostile, and 4 million short cells are about 300 MB.
const MAX_CELLS: usize = 4_000_000;

/// The hidden sheet of drop-down lists in `mau-nhiem-vu.xlsx`.
const LISTS_SHEET: &str = "Danh sách";

/// A cell that holds something.
#[derive(Debug)]
pub struct GridCell {
    /// Column from 1.
    pub column: u32,
    /// The text as it will be printed.
    pub text: String,
}

/// A row that holds something.
#[derive(Debug)]
pub struct GridRow {
    /// Row from 1.
    pub row: u32,
    /// Its cells, by column.
    pub cells: Vec<GridCell>,
}

/// A sheet.
#[derive(Debug)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Its place.
    pub sheet: SheetId,
    /// Its rows, from top to bottom.
    pub rows: Vec<GridRow>,
    /// Merged areas as (first row, first column, last row, last column), from 1.
    pub merges: Vec<(u32, u32, u32, u32)>,
}

impl GridRow {
    /// The text of a column; empty when the cell is.
    pub fn text(&self, column: u32) -> &str {
        match self.cells.binary_search_by_key(&column, |cell| cell.column) {
            Ok(index) => &self.cells[index].text,
            Err(_) => "",
        }
    }
}

impl Grid {
    /// Writers may put rows and cells out of order; the file format does not forbid it.
    fn sort(&mut self) {
        if !self.rows.is_sorted_by_key(|row| row.row) {
            self.rows.sort_by_key(|row| row.row);
        }
        self.rows.dedup_by(|next, row| {
            let same = next.row == row.row;
            if same {
                row.cells.append(&mut next.cells);
            }
            same
        });
        for row in &mut self.rows {
            if !row.cells.is_sorted_by_key(|cell| cell.column) {
                row.cells.sort_by_key(|cell| cell.column);
            }
        }
    }

    /// The place of a cell, row and column from 1.
    pub fn at(&self, row: u32, column: u32) -> Location {
        self.sheet.cell(row, column)
    }

    /// Whether some row below the first full one has fewer cells: only there can a merged area
    /// mean something (a group row, a cell that speaks for several rows).
    fn has_gaps(&self) -> bool {
        let full = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let table = self.rows.iter().skip_while(|row| row.cells.len() < full);
        table.into_iter().any(|row| row.cells.len() < full)
    }

    /// The area that a cell is the first cell of, or is covered by.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<(u32, u32, u32, u32)> {
        let inside = |area: &&(u32, u32, u32, u32)| {
            (area.0..=area.2).contains(&row) && (area.1..=area.3).contains(&column)
        };
        self.merges.iter().find(inside).copied()
    }
}

/// Reads every visible sheet of a workbook.
pub fn sheets(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Grid> {
    let kind = Kind::of(input.bytes);
    let Some(kind) = kind.known() else {
        let (found, expected) = (kind.words(), "bảng tính (a workbook)");
        diagnostics
            .push(FILE_TYPE.at(file.whole()).with("found", found).with("expected", expected));
        return Vec::new();
    };
    let mut collecting = Collecting { file, sources, diagnostics, cells: 0 };
    let cursor = Cursor::new(input.bytes);
    let read = match kind {
        Book::Zip if is_ods(input.bytes) => collecting.dense(Ods::new(cursor)),
        Book::Zip => collecting.streamed(cursor),
        Book::Ole => collecting.dense(Xls::new(cursor)),
    };
    match read {
        Ok(grids) => grids,
        Err(reason) => {
            diagnostics.push(WORKBOOK_UNREADABLE.at(file.whole()).with("reason", reason));
            Vec::new()
        }
    }
}

/// What the first bytes of a file say it is.
enum Kind {
    Book(Book),
    Other(&'static str),
}

#[derive(Clone, Copy)]
enum Book {
    Zip,
    Ole,
}

impl Kind {
    fn of(bytes: &[u8]) -> Kind {
        let start = |magic: &[u8]| bytes.starts_with(magic);
        let text = || bytes.iter().take(512).all(|byte| *byte >= 9);
        match bytes {
            _ if start(b"PK\x03\x04") => Kind::Book(Book::Zip),
            _ if start(b"\xD0\xCF\x11\xE0") => Kind::Book(Book::Ole),
            _ if start(b"%PDF") => Kind::Other("PDF"),
            _ if start(b"\x89PNG") || start(b"\xFF\xD8\xFF") => Kind::Other("ảnh (a picture)"),
            _ if start(b"{\\rtf") => Kind::Other("RTF"),
            _ if bytes.is_empty() => Kind::Other("tệp trống (an empty file)"),
            _ if text() => Kind::Other("văn bản thuần (plain text)"),
            _ => Kind::Other("dữ liệu không rõ loại (unknown data)"),
        }
    }

    fn known(&self) -> Option<Book> {
        match self {
            Kind::Book(book) => Some(*book),
            Kind::Other(_) => None,
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Kind::Book(_) => "bảng tính (a workbook)",
            Kind::Other(words) => words,
        }
    }
}

/// An OpenDocument file names its type in its first, uncompressed entry.
fn is_ods(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    bytes.windows(MARK.len()).take(200).any(|window| window == MARK)
}

struct Collecting<'a> {
    file: FileId,
    sources: &'a mut Sources,
    diagnostics: &'a mut Diagnostics,
    cells: usize,
}

type Sheets = Result<Vec<Grid>, String>;

impl Collecting<'_> {
    /// .xlsx: cell by cell, never as a dense range.
    fn streamed(&mut self, cursor: Cursor<&[u8]>) -> Sheets {
        let mut book = Xlsx::new(cursor).map_err(|error| error.to_string())?;
        let mut grids = Vec::new();
        for (name, visible) in visible_sheets(book.sheets_metadata()) {
            let mut grid = self.grid(&name);
            if !visible {
                self.pass_over(&grid);
                continue;
            }
            let mut reader = match book.worksheet_cells_reader(&name) {
                Ok(reader) => reader,
                // A chart sheet has no cells.
                Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
                Err(error) => return Err(error.to_string()),
            };
            while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                let (row, column) = cell.get_position();
                if !self.push(&mut grid, (row, column), cell.get_value()) {
                    break;
                }
            }
            drop(reader);
            grid.sort();
            if grid.has_gaps() {
                // This reads the whole sheet once more.
                let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
                grid.merges = merges.iter().map(area).collect();
            }
            grids.push(grid);
        }
        Ok(grids)
    }

    /// .xls and .ods, which calamine reads whole.
    fn dense<'a, R, E>(&mut self, book: Result<R, E>) -> Sheets
    where
        R: Reader<Cursor<&'a [u8]>> + MergedCells,
        E: std::fmt::Display,
        R::Error: std::fmt::Display,
    {
        let mut book = book.map_err(|error| error.to_string())?;
        let mut grids = Vec::new();
        for (name, visible) in visible_sheets(book.sheets_metadata()) {
            let mut grid = self.grid(&name);
            if !visible {
                self.pass_over(&grid);
                continue;
            }
            let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let place = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
                if !self.push(&mut grid, (top + place(row), left + place(column)), data) {
                    break;
                }
            }
            grid.sort();
            grid.merges = book.merged_cells(&name);
            grids.push(grid);
        }
        Ok(grids)
    }

    /// A hidden sheet is not read; the lists behind our own blank workbook go without saying.
    fn pass_over(&mut self, grid: &Grid) {
        if grid.name != LISTS_SHEET {
            self.diagnostics.push(SHEET_HIDDEN.at(grid.sheet.whole()));
        }
    }

    fn grid(&mut self, name: &str) -> Grid {
        let sheet = self.sources.add_sheet(self.file, name);
        Grid { name: name.to_string(), sheet, rows: Vec::new(), merges: Vec::new() }
    }

    /// Adds a cell, row and column from 0; false when the limit is reached.
    fn push(&mut self, grid: &mut Grid, place: (u32, u32), value: &impl DataType) -> bool {
        let (row, column) = (place.0.saturating_add(1), place.1.saturating_add(1));
        self.cells += 1;
        if self.cells > MAX_CELLS {
            let fault = WORKBOOK_TOO_LARGE.at(grid.sheet.whole());
            let limit = MAX_CELLS.to_string();
            self.diagnostics.push(fault.with("limit", limit).with("what", "ô (cells)"));
            return false;
        }
        let text = match text_of(value) {
            Ok(text) => text,
            Err(error) => {
                let fault = CELL_ERROR.at(grid.sheet.cell(row, column));
                self.diagnostics.push(fault.with("found", error));
                return true;
            }
        };
        if text.is_empty() {
            return true;
        }
        let cell = GridCell { column, text };
        match grid.rows.last_mut() {
            Some(last) if last.row == row => last.cells.push(cell),
            _ => {
                // Most tables have six or seven columns.
                let mut cells = Vec::with_capacity(8);
                cells.push(cell);
                grid.rows.push(GridRow { row, cells });
            }
        }
        true
    }
}

fn visible_sheets(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let shown = |sheet: &calamine::Sheet| sheet.visible == SheetVisible::Visible;
    sheets.iter().map(|sheet| (sheet.name.clone(), shown(sheet))).collect()
}

fn area(found: &Dimensions) -> (u32, u32, u32, u32) {
    (found.start.0 + 1, found.start.1 + 1, found.end.0 + 1, found.end.1 + 1)
}

/// Merged areas of the formats that calamine reads whole.
trait MergedCells {
    fn merged_cells(&self, name: &str) -> Vec<(u32, u32, u32, u32)>;
}

impl MergedCells for Xls<Cursor<&[u8]>> {
    fn merged_cells(&self, name: &str) -> Vec<(u32, u32, u32, u32)> {
        self.merge_cells_by_sheet_name(name).unwrap_or_default().iter().map(area).collect()
    }
}

/// calamine does not tell the merged areas of an .ods.
impl MergedCells for Ods<Cursor<&[u8]>> {
    fn merged_cells(&self, _: &str) -> Vec<(u32, u32, u32, u32)> {
        Vec::new()
    }
}

/// A value as an office would write it; the error's name for a formula error.
fn text_of(value: &impl DataType) -> Result<String, String> {
    if let Some(text) = value.get_string().or_else(|| value.get_duration_iso()) {
        return Ok(clean(text));
    }
    if let Some(error) = value.get_error() {
        return Err(error.to_string());
    }
    // "2025-06-30", or with "T00:00:00": a date of an .ods.
    if let Some(text) = value.get_datetime_iso() {
        let day = text.split_once('T').map_or(text, |(day, _)| day);
        return Ok(parse_date(day).map_or_else(|_| clean(text), short_date));
    }
    if let Some(moment) = value.get_datetime() {
        let (year, month, day, ..) = moment.to_ymd_hms_milli();
        let date = match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        return Ok(date.map_or_else(|| moment.as_f64().to_string(), short_date));
    }
    if let Some(flag) = value.get_bool() {
        return Ok(flag.to_string());
    }
    Ok(match (value.get_int(), value.get_float()) {
        (Some(number), _) => number.to_string(),
        // Numbers are stored as floats: 2026.0 is what the clerk sees as 2026.
        (None, Some(number)) if number.fract() == 0.0 && number.abs() < 1e15 => {
            (number as i64).to_string()
        }
        (None, Some(number)) => number.to_string().replace('.', ","),
        (None, None) => String::new(),
    })
}
