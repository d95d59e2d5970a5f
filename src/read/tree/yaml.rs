//! YAML → [`Node`] tree, through serde-saphyr.
//!
//! Invariant: every value has its place, which comes from serde-saphyr's `Spanned`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location as YamlLocation, Spanned};

use super::node::{Item, Node, SyntaxError};
use crate::read::limits::NODES;
use crate::source::{FileId, Located, Location};

/// Parses one YAML document.
pub fn parse(text: &str, file: FileId) -> Result<Item, SyntaxError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // Which of two is meant only the clerk knows: the plan's reader reports both.
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::PassThrough,
        budget: serde_saphyr::budget! { max_nodes: NODES, max_events: 4 * NODES },
    };
    let read: Result<Spanned<Raw>, _> = serde_saphyr::from_str_with_options(text, options);
    match read {
        Ok(root) => Ok(place(root, text, file)),
        Err(error) => {
            let at = error.location().map_or(file.text(1, 1), |at| locate(at, file));
            // The first line holds the reason; the rest is a drawing for terminals.
            let reason = error.without_snippet().to_string();
            let reason = reason.lines().next().unwrap_or_default();
            let reason = reason.split_once(" at line ").map_or(reason, |(words, _)| words);
            let reason = reason.to_string();
            Err(SyntaxError { at, reason })
        }
    }
}

/// A value before its text is cut from the source.
enum Raw {
    Null,
    /// A quoted or block text.
    Text(String),
    /// A plain number or boolean: the source's own characters are taken, not the parsed value.
    Plain(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn place(raw: Spanned<Raw>, text: &str, file: FileId) -> Item {
    let at = locate(raw.referenced, file);
    let node = match raw.value {
        Raw::Null => Node::Null,
        Raw::Text(value) => Node::Scalar(value),
        Raw::Plain(value) => {
            let span = raw.defined.span();
            let bytes = span.byte_offset().zip(span.byte_len());
            let written = bytes.and_then(|(start, length)| {
                let start = usize::try_from(start).ok()?;
                text.get(start..start.checked_add(usize::try_from(length).ok()?)?)
            });
            Node::Scalar(written.map_or(value, |written| written.trim().to_string()))
        }
        Raw::List(items) => {
            Node::List(items.into_iter().map(|item| place(item, text, file)).collect())
        }
        Raw::Map(entries) => {
            let entry = |(key, value): (Spanned<String>, Spanned<Raw>)| {
                (Located::new(key.value, locate(key.referenced, file)), place(value, text, file))
            };
            Node::Map(entries.into_iter().map(entry).collect())
        }
    };
    Located::new(node, at)
}

fn locate(at: YamlLocation, file: FileId) -> Location {
    let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).max(1);
    file.text(small(at.line()), small(at.column()))
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_string()))
    }

    fn visit_string<E>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
