//! The bytes of a workbook, a Word file or a page → [`Grid`]s: cells as text, each at its own row
//! and column.
//!
//! Invariant: only cells that hold something are kept, so that memory follows the content of a file
//! and not the corners of its used range.
//!
//! # Where to change
//!
//! How a number, a date or a text of a cell is shown: `number_format`, and `value` for what is put
//! into the grid. Old encodings of a cell: `cell_text`. Text under merged cells: `covered`. How the
//! kind of a file is found: `read/kind.rs`. One container: the file or folder of its name.

mod cell_text;
mod choices;
mod covered;
mod delimited;
mod filling;
mod format_code;
mod html;
mod look;
mod mhtml;
mod number_format;
mod ods;
mod remarks;
mod spans;
mod text;
mod value;
mod word;
mod xls;
mod xlsb;
mod xlsx;
mod xml_2003;

use std::collections::HashMap;

pub use delimited::{Delimited, delimited, is_table_of_text};
pub use filling::Filling;
pub use html::{is_workbook_in_xml, read as page, workbook_in_xml};
pub use ods::{is_workbook as is_open_document_sheet, read as ods};
pub use text::{Line, TextBlock, grids};
pub use word::WordText;
pub use xls::{Ole, kind as ole_kind, read as xls};
pub use xlsb::read as xlsb;
pub use xlsx::read as xlsx;

pub use super::unreadable::{TooLarge, Unreadable};

use std::rc::Rc;

use crate::source::{Location, SheetId};
use crate::text::clean;
use crate::text::legacy::{self, Legacy};

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    /// Column from 1.
    pub column: u32,
    /// Whether some of its text is struck through.
    pub struck: bool,
    /// The text as it will be printed.
    pub text: String,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// Row from 1.
    pub row: u32,
    /// Whether the office hid it.
    pub hidden: bool,
    /// Its cells, by column.
    pub cells: Vec<GridCell>,
}

/// Merged cells, rows and columns from 1, all included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// What happened to a cell while it was read, reported when its table is used.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A formula that ended in an error, "#REF!".
    Error(String),
    /// A formula without a stored result.
    FormulaEmpty,
    /// Text converted from an encoding before Unicode.
    Legacy(Legacy),
    /// Text repaired: decomposed letters, invisible characters, "ƣ".
    Repaired,
    /// Text or a number that the format of its cell does not show: `;;;`.
    Unshown(String),
    /// Text that a merged cell lies over.
    Covered(String),
    /// More letters than a cell can have, of which the first were kept.
    TooLong(usize),
    /// Text, or the beginning of it, that was not read.
    Unseen(Unseen, String),
    /// What a list to choose from shows although it does not say that it was chosen.
    Guessed(String),
}

/// Why text of a cell was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// The file does not show it.
    Hidden,
    /// It is crossed out in a tracked change, or beside what replaces it.
    Deleted,
    /// It is struck through beside text that is not.
    Struck,
    /// A box before it is not ticked.
    Unticked,
    /// It is a comment on the cell, or a text box over it.
    Beside,
}

impl Mark {
    /// Text that was not read, as much of it as a message shows.
    pub fn unseen(why: Unseen, text: &str) -> Mark {
        const SHOWN: usize = 80;
        let mut words = crate::text::single_line(text);
        if let Some((end, _)) = words.char_indices().nth(SHOWN) {
            words.truncate(end);
            words.push('…');
        }
        Mark::Unseen(why, words)
    }
}

/// A sheet of a workbook, or a table of a Word file or a page.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Its place.
    pub sheet: SheetId,
    /// Whether it is hidden as a whole; it is then not read.
    pub hidden: bool,
    /// Whether it stands in a text, as a table of a Word file or a page, and not on a sheet.
    pub is_loose: bool,
    /// Whether it stands on a sheet below another table.
    pub goes_on: bool,
    /// Whether it stands to the right of another table of its sheet, under the same headings.
    pub is_beside: bool,
    /// Text between the table before it and itself; none in a workbook.
    pub above: Vec<Line>,
    /// Text below the last table.
    pub below: Vec<Line>,
    /// Its rows, from top to bottom.
    pub rows: Vec<GridRow>,
    /// Ids of tasks that rows of a file of ours bear, by row: "nv-001".
    pub task_ids: HashMap<u32, String>,
    /// Merged cells, by their first row.
    pub merges: Vec<Area>,
    /// Hidden columns, first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Cells whose text may be of an encoding before Unicode, with the text as written: one alone is
    /// too short to tell, all together decide.
    undecided: Vec<(u32, u32, Rc<str>)>,
    /// What happened to its cells: row, column, what.
    pub marks: Vec<(u32, u32, Mark)>,
}

impl GridRow {
    /// The text of a column; empty when the cell is.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }

    /// Takes the text of a column out of the row.
    pub fn take(&mut self, column: u32) -> String {
        let index = self.cells.binary_search_by_key(&column, |cell| cell.column).ok();
        let cell = index.and_then(|index| self.cells.get_mut(index));
        cell.map_or_else(String::new, |cell| std::mem::take(&mut cell.text))
    }

    /// The cell of a column.
    pub fn cell(&self, column: u32) -> Option<&GridCell> {
        let index = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(index)
    }
}

impl Grid {
    /// A grid with nothing in it.
    pub fn new(name: impl Into<String>, sheet: SheetId) -> Grid {
        Grid {
            name: name.into(),
            sheet,
            hidden: false,
            is_loose: false,
            goes_on: false,
            is_beside: false,
            above: Vec::new(),
            below: Vec::new(),
            rows: Vec::new(),
            task_ids: HashMap::new(),
            merges: Vec::new(),
            hidden_columns: Vec::new(),
            undecided: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// The place of a cell, row and column from 1.
    pub fn at(&self, row: u32, column: u32) -> Location {
        self.sheet.cell(row, column)
    }

    /// A row by its number.
    pub fn row(&self, row: u32) -> Option<&GridRow> {
        let index = self.rows.binary_search_by_key(&row, |each| each.row).ok()?;
        self.rows.get(index)
    }

    /// Converts the cells of encodings before Unicode, now that all are known.
    fn decide(&mut self) {
        let undecided = std::mem::take(&mut self.undecided);
        let texts: Vec<&str> = undecided.iter().map(|(_, _, text)| &**text).collect();
        let modern = || {
            self.rows
                .iter()
                .flat_map(|row| &row.cells)
                .filter(|cell| legacy::is_modern_text(&cell.text))
                .count()
        };
        let decided = cell_text::decide(&texts, modern);
        let mut converted = HashMap::new();
        for ((row, column, text), legacy) in undecided.into_iter().zip(decided) {
            let Some(legacy) = legacy else { continue };
            let Ok(index) = self.rows.binary_search_by_key(&row, |each| each.row) else { continue };
            let cells = &mut self.rows[index].cells;
            if let Ok(index) = cells.binary_search_by_key(&column, |cell| cell.column) {
                cells[index].text = clean(&legacy.decode(&text));
                converted.insert((row, column), legacy);
            }
        }
        self.marks.retain(|(row, column, mark)| {
            *mark != Mark::Repaired || !converted.contains_key(&(*row, *column))
        });
        let marks = converted.into_iter();
        self.marks.extend(marks.map(|((row, column), found)| (row, column, Mark::Legacy(found))));
    }

    /// Puts rows, cells and merged areas in order: writers may put them in any, and the formats
    /// do not forbid it. Of two cells at one place the last counts.
    fn settle(&mut self) {
        if !self.rows.is_sorted_by_key(|row| row.row) {
            self.rows.sort_by_key(|row| row.row);
        }
        self.rows.dedup_by(|next, row| {
            let same = next.row == row.row;
            if same {
                row.hidden |= next.hidden;
                row.cells.append(&mut next.cells);
            }
            same
        });
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|a, b| a.column < b.column) {
                row.cells.reverse();
                row.cells.sort_by_key(|cell| cell.column);
                row.cells.dedup_by_key(|cell| cell.column);
            }
        }
        self.decide();
        self.merges.sort_by_key(|area| (area.top, area.left));
        covered::take_covered(self);
        self.marks.sort_by_key(|(row, column, _)| (*row, *column));
    }
}
