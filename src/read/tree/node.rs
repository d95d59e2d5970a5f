//! The common tree of YAML, TOML and JSON. Scalars stay as written, each with its line and column.
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

/// Turns byte offsets of a text into lines and columns, in constant time however long a line is:
/// programs write JSON of megabytes in one.
pub struct Lines<'a> {
    text: &'a [u8],
    starts: Vec<usize>,
    /// Characters before each block of [`BLOCK`] bytes.
    characters: Vec<usize>,
    file: FileId,
}

/// Bytes between two counts of [`Lines`].
const BLOCK: usize = 512;

impl<'a> Lines<'a> {
    /// Finds the line starts and counts the characters once.
    pub fn new(text: &'a str, file: FileId) -> Self {
        let text = text.as_bytes();
        let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect();
        let mut characters = vec![0];
        for block in text.chunks(BLOCK) {
            characters.push(characters.last().copied().unwrap_or_default() + count(block));
        }
        Lines { text, starts, characters, file }
    }

    /// The place of a byte offset; columns count characters.
    pub fn at(&self, offset: usize) -> Location {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let column = self.before(offset).saturating_sub(self.before(self.starts[line - 1]));
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.file.text(small(line), small(column + 1))
    }

    /// Characters before an offset.
    fn before(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let block = offset / BLOCK;
        self.characters[block] + count(&self.text[block * BLOCK..offset])
    }
}

/// Characters in UTF-8: bytes that do not continue one.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Why a file could not be read as a tree.
#[derive(Debug)]
pub struct SyntaxError {
    /// Where.
    pub at: Location,
    /// In the parser's words.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_on_long_lines() {
        let text = format!("ngắn\n{}x", "ủ".repeat(1000));
        let mut sources = crate::source::Sources::default();
        let file = sources.add_file("a.json");
        let lines = Lines::new(&text, file);
        assert_eq!(lines.at(0), file.text(1, 1));
        assert_eq!(lines.at(text.find('n').unwrap_or_default() + 5), file.text(1, 4));
        assert_eq!(lines.at(text.len() - 1), file.text(2, 1001));
        assert_eq!(lines.at(usize::MAX), file.text(2, 1002));
    }
}
