//! How large a file may be before it is refused: every limit of the readers, with its reason.
//!
//! Invariant: together the limits keep a hostile file under 500 MB of memory. They leave ample room
//! for the largest plan of an office: 20,000 rows, or 5,000 tasks of 120 agencies.

/// Inflated bytes of one part of a package. A sheet of 20,000 rows and 20 columns has about
/// 30 MB of XML.
pub const PART_BYTES: u64 = 128 * 1024 * 1024;

/// Inflated bytes of all the parts that are read, one after the other.
pub const PACKAGE_BYTES: u64 = 256 * 1024 * 1024;

/// Cells of a workbook that hold something: 5,000 tasks of 120 agencies three times over.
/// 2 million short cells are about 150 MB.
pub const CELLS: usize = 2_000_000;

/// Cells of a workbook, empty ones included where the file writes or repeats them.
pub const CELLS_MET: usize = 4_000_000;

/// Letters of a cell; Excel's own limit. A text of more is no task and no list of agencies.
pub const CELL_LETTERS: usize = 32_767;

/// Letters that are kept of a cell with more.
pub const KEPT_LETTERS: usize = 300;

/// Bytes of the texts of all cells.
pub const TEXT_BYTES: usize = 100 * 1024 * 1024;

/// Rows of a sheet that hold something; a plan ends far below.
pub const ROWS: usize = 200_000;

/// Sheets of a workbook, tables of a Word file or a page. The place of a cell has room for more.
pub const SHEETS: usize = 500;

/// Merged areas of a sheet: a lead, a support and a deadline merged in every second row.
pub const MERGES: usize = 100_000;

/// The last row of a sheet (ECMA-376, Part 1, 18.3.1.73; LibreOffice has as many).
pub const LAST_ROW: u32 = 1_048_576;

/// Columns of a sheet (ECMA-376, Part 1, 18.3.1.73; LibreOffice has as many).
pub const COLUMNS: usize = 16_384;

/// Fonts, formats or cell styles of a workbook; Excel stops before.
pub const STYLES: usize = 65_536;

/// Parts of a cell's text in fonts of their own; Excel stops at that many letters.
pub const RUNS: usize = 32_768;

/// Texts of a workbook in fonts of their own: each cell of 20,000 rows four times over. Each is
/// kept by itself.
pub const RICH_TEXTS: usize = 500_000;

/// Letters of a font's name; Windows cuts it there.
pub const FONT_NAME: usize = 31;

/// Letters of a number format; Excel's own limit.
pub const FORMAT_CODE: usize = 255;

/// Bytes of a source in YAML, TOML or JSON: 20,000 tasks of 400 bytes. The parser of TOML makes
/// fifty bytes of each.
pub const TREE_BYTES: usize = 8 * 1024 * 1024;

/// Values of such a source: 20,000 tasks with ten values each fit five times over; a bomb of
/// aliases does not.
pub const NODES: usize = 1_000_000;

/// Bytes of a page in HTML, which is read whole and decoded.
pub const HTML_BYTES: usize = 32 * 1024 * 1024;

/// Elements inside one another in a Word file: a table in a table in a table takes thirty. They
/// fit half of the stack that Windows gives the main thread.
pub const DEPTH: usize = 150;

/// Bytes of a plan in plain text: a plan of 1,000 pages has 4 MB.
pub const PROSE_BYTES: usize = 32 * 1024 * 1024;

/// Pages of a PDF: a plan of 1,000 pages fits five times over.
pub const PDF_PAGES: usize = 5_000;

/// Glyphs and ruling lines of a PDF: 500 pages of 4,000 letters.
pub const PDF_GLYPHS: usize = 2_000_000;
