//! Bytes of a source file → [`Draft`], one file per input format.
//!
//! Invariant: readers do no I/O, do not know what an agency is, and never stop at the first
//! mistake.

mod faults;
mod grid;
mod limits;
mod numbers;
mod package;
mod prose;
mod table;
mod tree;
mod word;
mod xml;

pub use faults::{FAULTS, FILE_EMPTY, ROWS_MISSING, VALUE_SHAPE};
pub use grid::Grid;
pub use numbers::{FAULTS as NUMBER_FAULTS, judge as judge_numbers};
pub use prose::{ProseBlock, ProseLine, read_prose};
pub use table::{
    DocumentKey, FAULTS as TABLE_FAULTS, FINDINGS_HEADINGS, PASSED_HEADINGS, TRACE_HEADINGS,
    document_key_names, document_keys, is_ditto, is_findings,
};

use crate::diag::Diagnostics;
use crate::model::draft::Draft;
use crate::source::{FileId, Sources};

/// A file to read.
pub struct Input<'a> {
    /// The name that messages show.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// A reader: its file extensions and the function that reads.
pub struct Reader {
    /// Extensions without the dot, lower case.
    pub extensions: &'static [&'static str],
    /// What the format is called.
    pub name: &'static str,
    read: fn(&Input, FileId, &mut Sources, &mut Diagnostics) -> Option<Draft>,
    /// Of a format of tables: the tables as they stand in the file.
    tables: Option<ReadTables>,
}

type ReadTables = fn(&Input, FileId, &mut Sources, &mut Diagnostics) -> Option<Vec<Grid>>;

/// Every input format. A new one is a file in this folder and a row here.
pub const READERS: &[Reader] = &[
    Reader { extensions: &["yaml", "yml"], name: "YAML", read: tree::yaml, tables: None },
    Reader { extensions: &["toml"], name: "TOML", read: tree::toml, tables: None },
    Reader { extensions: &["json"], name: "JSON", read: tree::json, tables: None },
    // One reader for all that holds tables: what a file is, its content says and not its name.
    Reader {
        extensions: &["xlsx", "xlsm", "xls", "xlsb", "ods"],
        name: "Excel",
        read: table::read,
        tables: Some(grid::open),
    },
    Reader {
        extensions: &["docx", "docm", "doc", "htm", "html"],
        name: "Word, HTML",
        read: table::read,
        tables: Some(grid::open),
    },
];

/// Whether a file is a paper that may lie beside a source in its folder, such as the decision
/// itself: alone it is a source, beside another it is none.
pub fn is_paper(name: &str) -> bool {
    reader_for(name).is_some_and(|reader| reader.name == "Word, HTML")
}

/// The reader of a file name, by its extension.
pub fn reader_for(name: &str) -> Option<&'static Reader> {
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

impl Reader {
    /// Reads a file; `None` when nothing could be made of it, with the reason among the
    /// diagnostics.
    pub fn read(
        &self,
        input: &Input,
        file: FileId,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Draft> {
        (self.read)(input, file, sources, diagnostics)
    }

    /// The tables of a file as they stand there, with the places that [`Reader::read`] gives
    /// them; `None` for a format without tables and for a file that cannot be read.
    pub fn tables(&self, input: &Input) -> Option<Vec<Grid>> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add_file(input.name);
        self.tables?(input, file, &mut sources, &mut diagnostics)
    }
}
