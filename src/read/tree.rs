//! The common tree of YAML, TOML and JSON: scalars as written, each with its line and column.
//!
//! Invariant: a number stays the text that the clerk typed ("6.10" is not 6.1).

use crate::source::{FileId, Located, Location};

/// A node and its place.
pub type Item = Located<Node>;

/// A value of a source file.
#[derive(Debug, PartialEq)]
pub enum Node {
    /// Nothing: `key:` in YAML, `null` in JSON.
    Null,
    /// A text, number, date or boolean, as written.
    Scalar(String),
    /// A list.
    List(Vec<Item>),
    /// Keys and values, in order.
    Map(Vec<(Located<String>, Item)>),
}

/// Turns byte offsets of a text into lines and columns.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    file: FileId,
}

impl<'a> Lines<'a> {
    /// Finds the line starts once.
    pub fn new(text: &'a str, file: FileId) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect();
        Lines { text, starts, file }
    }

    /// The place of a byte offset; columns count characters.
    pub fn at(&self, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1];
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.file.text(small(line), small(column + 1))
    }
}

/// Why a file could not be read as a tree.
#[derive(Debug)]
pub struct SyntaxError {
    /// Where.
    pub at: Location,
    /// In the parser's words.
    pub reason: String,
}
