//! Bytes of a source file → [`Draft`], one file per input format.
//!
//! Invariant: readers do no I/O, do not know what an agency is, and never stop at the first
//! mistake.

mod faults;
mod grid;
mod headings;
mod json;
mod plan;
mod sheets;
mod table;
mod toml;
mod tree;
mod workbook;
mod yaml;

pub use faults::{FAULTS, FILE_EMPTY, ROWS_MISSING};
pub use headings::document_key_names;

use crate::diag::Diagnostics;
use crate::model::draft::Draft;
use crate::source::{FileId, Sources};
use tree::{Item, Node, SyntaxError};

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
}

/// Every input format. A new one is a file in this folder and a row here.
pub const READERS: &[Reader] = &[
    Reader { extensions: &["yaml", "yml"], name: "YAML", read: read_yaml },
    Reader { extensions: &["toml"], name: "TOML", read: read_toml },
    Reader { extensions: &["json"], name: "JSON", read: read_json },
    Reader { extensions: &["xlsx", "xlsm", "xls", "ods"], name: "Excel", read: workbook::read },
];

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
}

fn read_yaml(
    input: &Input,
    file: FileId,
    _: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    read_tree(input, file, diagnostics, yaml::parse)
}

fn read_toml(
    input: &Input,
    file: FileId,
    _: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    read_tree(input, file, diagnostics, toml::parse)
}

fn read_json(
    input: &Input,
    file: FileId,
    _: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    read_tree(input, file, diagnostics, json::parse)
}

fn read_tree(
    input: &Input,
    file: FileId,
    diagnostics: &mut Diagnostics,
    parse: fn(&str, FileId) -> Result<Item, SyntaxError>,
) -> Option<Draft> {
    let bytes = input.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input.bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        diagnostics.push(faults::FILE_NOT_TEXT.at(file.whole()));
        return None;
    };
    if text.trim().is_empty() {
        diagnostics.push(FILE_EMPTY.at(file.whole()));
        return None;
    }
    match parse(text, file) {
        Ok(Item { value: Node::Null, .. }) => {
            diagnostics.push(FILE_EMPTY.at(file.whole()));
            None
        }
        Ok(root) => Some(plan::draft(root, diagnostics)),
        Err(SyntaxError { at, reason }) => {
            diagnostics.push(faults::FILE_SYNTAX.at(at).with("reason", reason));
            None
        }
    }
}
