//! JSON → [`Node`] tree, through serde_json.
//!
//! Invariant: the place of a value is its address in the text, because serde_json's raw values
//! borrow from the text.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Item, Lines, Node, SyntaxError};
use crate::source::{FileId, Located};

/// Deeper nesting than any plan; each level scans the rest once more.
const MAX_DEPTH: usize = 32;

/// Parses one JSON document.
pub fn parse(text: &str, file: FileId) -> Result<Item, SyntaxError> {
    let lines = Lines::new(text, file);
    let root: &RawValue =
        serde_json::from_str(text).map_err(|error| fault(&error, text, 0, &lines))?;
    item(root, text, &lines, MAX_DEPTH)
}

/// The place and the reason of an error in `part`, which begins at `start`. The parser counts
/// lines and bytes from the beginning of what it was given.
fn fault(error: &serde_json::Error, part: &str, start: usize, lines: &Lines) -> SyntaxError {
    let above = part.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line: usize = above.map(str::len).sum();
    let mut reason = error.to_string();
    if let Some(place) = reason.rfind(" at line ") {
        reason.truncate(place);
    }
    SyntaxError { at: lines.at(start + line + error.column().saturating_sub(1)), reason }
}

fn item(raw: &RawValue, text: &str, lines: &Lines, depth: usize) -> Result<Item, SyntaxError> {
    let source = raw.get();
    let offset = (source.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let fault = |error: serde_json::Error| fault(&error, source, offset, lines);
    let deeper = |each: &&RawValue| item(each, text, lines, depth.saturating_sub(1));
    let node = match source.as_bytes().first() {
        _ if depth == 0 => return Err(fault(serde::de::Error::custom("nested too deeply"))),
        Some(b'"') => Node::Scalar(serde_json::from_str(source).map_err(fault)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(source).map_err(fault)?;
            Node::List(items.iter().map(deeper).collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let mut entries = Vec::new();
            for (key, value) in serde_json::from_str::<Entries>(source).map_err(fault)?.0 {
                let value = deeper(&value)?;
                entries.push((Located::new(key, value.at), value));
            }
            Node::Map(entries)
        }
        Some(b'n') => Node::Null,
        _ => Node::Scalar(source.to_string()),
    };
    Ok(Located::new(node, lines.at(offset)))
}

/// The entries of an object in order, values unparsed.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry()? {
                    entries.push((key, value));
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}
