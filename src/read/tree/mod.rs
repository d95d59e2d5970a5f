//! YAML, TOML and JSON → [`Draft`]: three grammars, one tree, one set of keys.
//!
//! Invariant: the same plan in the three formats differs only in its grammar.

mod json;
mod node;
mod plan;
mod toml;
mod yaml;

use super::faults::{FILE_NOT_TEXT, FILE_SYNTAX, WORKBOOK_TOO_LARGE};
use super::limits::{NODES, TREE_BYTES};
use super::{FILE_EMPTY, Input};
use crate::diag::Diagnostics;
use crate::model::draft::Draft;
use crate::source::FileId;
use node::{Item, Node, SyntaxError};

/// Keys and values, with the place of each.
pub struct Tree(Item);

impl Tree {
    /// What they say.
    pub fn draft(self, diagnostics: &mut Diagnostics) -> Draft {
        plan::draft(self.0, diagnostics)
    }
}

/// Opens a YAML source.
pub fn yaml(input: &Input, file: FileId, diagnostics: &mut Diagnostics) -> Option<Tree> {
    open(input, file, diagnostics, yaml::parse)
}

/// Opens a TOML source.
pub fn toml(input: &Input, file: FileId, diagnostics: &mut Diagnostics) -> Option<Tree> {
    open(input, file, diagnostics, toml::parse)
}

/// Opens a JSON source.
pub fn json(input: &Input, file: FileId, diagnostics: &mut Diagnostics) -> Option<Tree> {
    open(input, file, diagnostics, json::parse)
}

fn open(
    input: &Input,
    file: FileId,
    diagnostics: &mut Diagnostics,
    parse: fn(&str, FileId) -> Result<Item, SyntaxError>,
) -> Option<Tree> {
    let bytes = input.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input.bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        diagnostics.push(FILE_NOT_TEXT.at(file.whole()));
        return None;
    };
    if text.trim().is_empty() {
        diagnostics.push(FILE_EMPTY.at(file.whole()));
        return None;
    }
    if let Some((limit, what)) = over_limit(text) {
        let fault = WORKBOOK_TOO_LARGE.at(file.whole());
        diagnostics.push(fault.with("limit", limit.to_string()).with("what", what));
        return None;
    }
    match parse(text, file) {
        Ok(Item { value: Node::Null, .. }) => {
            diagnostics.push(FILE_EMPTY.at(file.whole()));
            None
        }
        Ok(root) => Some(Tree(root)),
        Err(SyntaxError { at, reason }) => {
            diagnostics.push(FILE_SYNTAX.at(at).with("reason", reason));
            None
        }
    }
}

/// The limit that a text is over, and what it counts. The parsers of JSON and TOML have none of
/// their own, and make fifty bytes and more of each "1,".
fn over_limit(text: &str) -> Option<(usize, &'static str)> {
    if text.len() > TREE_BYTES {
        return Some((TREE_BYTES, "byte (bytes)"));
    }
    let marks = text.bytes().filter(|byte| matches!(byte, b',' | b':' | b'=' | b'[' | b'{'));
    (marks.count() > NODES).then_some((NODES, "giá trị (values)"))
}
