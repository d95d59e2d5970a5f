//! TOML → [`Node`] tree, through the spanned tables of the toml crate.
//!
//! Invariant: every value keeps its place in the file.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Item, Lines, Node, SyntaxError};
use crate::source::{FileId, Located};

/// Parses one TOML document.
pub fn parse(text: &str, file: FileId) -> Result<Item, SyntaxError> {
    let lines = Lines::new(text, file);
    match DeTable::parse(text) {
        Ok(table) => Ok(Located::new(map(table.get_ref(), &lines), file.text(1, 1))),
        Err(error) => {
            let at = lines.at(error.span().map_or(0, |span| span.start));
            Err(SyntaxError { at, reason: error.message().to_string() })
        }
    }
}

fn map(table: &DeTable<'_>, lines: &Lines) -> Node {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key: &Spanned<std::borrow::Cow<'_, str>> = key;
        (Located::new(key.get_ref().to_string(), lines.at(key.span().start)), item(value, lines))
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    // The table is ordered by key; a plan is ordered by place.
    entries.sort_by_key(|(key, _)| key.at);
    Node::Map(entries)
}

fn item(value: &Spanned<DeValue<'_>>, lines: &Lines) -> Item {
    let node = match value.get_ref() {
        DeValue::String(text) => Node::Scalar(text.to_string()),
        DeValue::Integer(number) => Node::Scalar(number.as_str().to_string()),
        DeValue::Float(number) => Node::Scalar(number.as_str().to_string()),
        DeValue::Boolean(flag) => Node::Scalar(flag.to_string()),
        DeValue::Datetime(date) => Node::Scalar(date.to_string()),
        DeValue::Array(array) => Node::List(array.iter().map(|each| item(each, lines)).collect()),
        DeValue::Table(table) => map(table, lines),
    };
    Located::new(node, lines.at(value.span().start))
}
