//! What the print room gets: which document, on how many pages, in how many copies.

use serde::Serialize;

use super::DocumentView;

/// The table of copies that comes first in a print set.
#[derive(Debug, Serialize)]
pub struct PrintOrderView<'a> {
    /// The lines around the annex's table.
    pub document: &'a DocumentView,
    /// Documents in the order of printing.
    pub rows: Vec<PrintRow>,
    /// Lines of Nơi nhận that get the whole document and nothing of this set.
    pub whole: Vec<(&'a str, u32)>,
    /// "A4" or "A3".
    pub paper: &'static str,
    /// How to print: one side, or both and over which edge the sheet turns.
    pub sides: &'static str,
}

/// A document of the print set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintRow {
    /// Whom it is for.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Its pages.
    pub pages: usize,
    /// Its copies.
    pub copies: u32,
    /// Sheets for all its copies.
    pub sheets: usize,
}
