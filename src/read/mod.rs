//! The bytes of a source file → [`Draft`], with one file of code per input format.
//!
//! Invariant: readers do no I/O, do not know what an agency is, and go on after a mistake.

mod decode;
mod faults;
mod grid;
mod kind;
mod limits;
mod numbering;
mod numbers;
mod open;
mod package;
mod pdf;
mod plain;
mod prose;
mod table;
mod tree;
mod unreadable;
mod word;
mod work;
mod xml;

pub use faults::{FAULTS, FILE_EMPTY, ROWS_MISSING, VALUE_SHAPE};
pub use grid::{Grid, GridRow, Mark};
pub use numbering::keep_numbering;
pub use numbers::{FAULTS as NUMBER_FAULTS, judge as judge_numbers};
pub use open::Opened;
pub use pdf::{PdfGlyph, PdfLine, PdfPage, PdfRule, PdfText, PdfWord, pdf_lines, pdf_text};
pub use prose::{ProseBlock, ProseLine};
pub use table::{
    DocumentKey, FAULTS as TABLE_FAULTS, FINDINGS_HEADINGS, PASSED_HEADINGS, READING_HEADING,
    TEXT_OUTSIDE, TRACE_HEADINGS, document_key_names, document_keys, is_ditto, is_findings,
};
pub use work::gives_work;

use crate::diag::Diagnostics;
use crate::model::draft::Draft;
use crate::source::{FileId, Sources};
use faults::PROSE_TYPE;
use open::PlainText;

/// A file to read.
pub struct Input<'a> {
    /// The name that messages show.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A reader: its file extensions and the function that opens.
pub struct Reader {
    /// Extensions without the dot, lower case.
    pub extensions: &'static [&'static str],
    /// What the format is called.
    pub name: &'static str,
    /// Whether a file of it is a paper that may lie beside a source in its folder, such as the
    /// decision itself: alone it is a source, beside another it is none.
    pub is_paper: bool,
    open: Open,
}

type Open = fn(&Input, FileId, &mut Sources, &mut Diagnostics) -> Option<Opened>;

/// Every input format. A new one is a file in this folder and a row here.
pub const READERS: &[Reader] = &[
    Reader {
        extensions: &["yaml", "yml"],
        name: "YAML",
        is_paper: false,
        open: |input, file, _, found| tree::yaml(input, file, found).map(Opened::Tree),
    },
    Reader {
        extensions: &["toml"],
        name: "TOML",
        is_paper: false,
        open: |input, file, _, found| tree::toml(input, file, found).map(Opened::Tree),
    },
    Reader {
        extensions: &["json"],
        name: "JSON",
        is_paper: false,
        open: |input, file, _, found| tree::json(input, file, found).map(Opened::Tree),
    },
    // What holds tables or text: which of them a file is, its content says and not its name.
    Reader {
        extensions: &["xlsx", "xlsm", "xls", "xlsb", "ods"],
        name: "Excel",
        is_paper: false,
        open: |input, file, sources, found| {
            open::open(input, PlainText::Unexpected, (file, sources), found)
        },
    },
    Reader {
        extensions: &["csv", "tsv"],
        name: "CSV",
        is_paper: false,
        open: |input, file, sources, found| {
            open::open(input, PlainText::Table, (file, sources), found)
        },
    },
    Reader {
        extensions: &["docx", "docm", "doc", "htm", "html"],
        name: "Word, HTML",
        is_paper: true,
        open: |input, file, sources, found| {
            open::open(input, PlainText::Unexpected, (file, sources), found)
        },
    },
    Reader {
        extensions: &["txt"],
        name: "văn bản thuần",
        is_paper: true,
        open: |input, file, sources, found| {
            open::open(input, PlainText::Prose, (file, sources), found)
        },
    },
];

/// Whether a file is a paper that may lie beside a source in its folder ([`Reader::is_paper`]).
pub fn is_paper(name: &str) -> bool {
    reader_for(name).is_some_and(|reader| reader.is_paper)
}

/// Whether a file is plain text, by its name.
pub fn is_plain_text(name: &str) -> bool {
    reader_for(name).is_some_and(|reader| reader.extensions.contains(&"txt"))
}

/// The reader of a file name, by its extension.
pub fn reader_for(name: &str) -> Option<&'static Reader> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

/// Opens a file of whatever name for its sentences; `None` when nothing could be read, with the
/// reason among the diagnostics.
pub fn open_text(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Opened> {
    open::open(input, PlainText::Prose, (file, sources), diagnostics)
}

/// Reads a plan in sentences; `None` when nothing can be read, with the reason among the
/// diagnostics.
pub fn read_prose(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ProseBlock>> {
    open_text(input, file, sources, diagnostics)?.prose(file, diagnostics)
}

impl Reader {
    /// Opens a file; `None` when nothing could be made of it, with the reason among the diagnostics.
    pub fn open(
        &self,
        input: &Input,
        file: FileId,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Opened> {
        (self.open)(input, file, sources, diagnostics)
    }

    /// Opens a file and reads its tables or its keys; `None` when nothing could be made of it, with
    /// the reason among the diagnostics.
    pub fn read(
        &self,
        input: &Input,
        file: FileId,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Draft> {
        self.open(input, file, sources, diagnostics)?.draft(file, diagnostics)
    }

    /// The tables of a file as they stand there, with the places that [`Reader::read`] gives
    /// them; `None` for a format without tables and for a file that cannot be read.
    pub fn tables(&self, input: &Input) -> Option<Vec<Grid>> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add_file(input.name);
        self.open(input, file, &mut sources, &mut diagnostics)?.tables()
    }
}

impl Opened {
    /// The draft of its tables or of its keys; `None` when it holds none, with the reason among the
    /// diagnostics.
    pub fn draft(self, file: FileId, diagnostics: &mut Diagnostics) -> Option<Draft> {
        match self {
            Opened::Tree(tree) => Some(tree.draft(diagnostics)),
            Opened::Grids(grids) => table::read(grids, file, diagnostics),
            Opened::Prose(blocks) => {
                let is_empty = blocks.iter().all(|block| matches!(block, grid::TextBlock::End));
                let grids = grid::grids(blocks);
                if grids.is_empty() && !is_empty {
                    table::report_no_table(&[], file, diagnostics);
                    return None;
                }
                table::read(grids, file, diagnostics)
            }
        }
    }

    /// Its paragraphs, with the tasks of its tables between them; `None` when it holds no text, with
    /// the reason among the diagnostics.
    pub fn prose(self, file: FileId, diagnostics: &mut Diagnostics) -> Option<Vec<ProseBlock>> {
        let fault = match self {
            Opened::Prose(blocks) => match prose::prose(blocks, diagnostics) {
                blocks if blocks.is_empty() => FILE_EMPTY.at(file.whole()),
                blocks => return Some(blocks),
            },
            Opened::Grids(_) => PROSE_TYPE.at(file.whole()).with("found", "bảng tính (a workbook)"),
            Opened::Tree(_) => {
                PROSE_TYPE.at(file.whole()).with("found", "dữ liệu có khóa (keys and values)")
            }
        };
        diagnostics.push(fault);
        None
    }

    /// Whether it holds a table of any kind.
    pub fn has_tables(&self) -> bool {
        match self {
            Opened::Tree(_) => false,
            Opened::Grids(_) => true,
            Opened::Prose(blocks) => {
                blocks.iter().any(|block| matches!(block, grid::TextBlock::Table(_)))
            }
        }
    }

    /// Whether it holds a table of tasks.
    pub fn has_task_table(&self) -> bool {
        match self {
            Opened::Tree(_) => false,
            Opened::Grids(grids) => grids.iter().any(table::is_of_tasks),
            Opened::Prose(blocks) => blocks.iter().any(
                |block| matches!(block, grid::TextBlock::Table(grid) if table::is_of_tasks(grid)),
            ),
        }
    }

    /// Its tables as they stand there; `None` for what has none.
    pub fn tables(self) -> Option<Vec<Grid>> {
        match self {
            Opened::Grids(grids) => Some(grids),
            Opened::Prose(blocks) => Some(grid::grids(blocks)).filter(|grids| !grids.is_empty()),
            Opened::Tree(_) => None,
        }
    }
}
