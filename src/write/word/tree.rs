//! A part of a Word file ↔ a tree of its elements, to fill in and repeat parts of it.
//!
//! Invariant: what is not changed is written as it was read, byte for byte.

use anyhow::{Context, bail};
use quick_xml::Reader;
use quick_xml::events::Event;

/// An element or what stands between elements.
#[derive(Debug, Clone)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, declarations, comments: as they stand.
    Raw(String),
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name with the prefix: "w:p".
    pub name: String,
    /// The tag without its angle brackets: `w:p w:rsidR="00AB"`.
    tag: String,
    /// Whether it is written `<w:p/>`.
    is_empty: bool,
    /// What it holds.
    pub children: Vec<Node>,
}

/// Elements within each other; real files have some tens.
const DEEPEST: usize = 200;

/// Reads a part.
///
/// # Errors
/// Text that is no XML, or elements nested deeper than any Word file has them.
pub fn parse(text: &str) -> anyhow::Result<Vec<Node>> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut top: Vec<Node> = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event().context("tệp Word hỏng")?;
        let after = reader.buffer_position() as usize;
        let raw = text.get(before..after).unwrap_or_default();
        let node = match event {
            Event::Start(tag) => {
                if open.len() >= DEEPEST {
                    bail!("tệp Word lồng quá {DEEPEST} lớp");
                }
                let name = tag.name().as_ref().to_string();
                let tag = raw.trim_start_matches('<').trim_end_matches('>').to_string();
                open.push(Element { name, tag, is_empty: false, children: Vec::new() });
                continue;
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_string();
                let tag = raw.trim_start_matches('<').trim_end_matches("/>").to_string();
                Node::Element(Element { name, tag, is_empty: true, children: Vec::new() })
            }
            Event::End(_) => match open.pop() {
                Some(element) => Node::Element(element),
                None => bail!("tệp Word hỏng: thẻ đóng thừa"),
            },
            Event::Eof if open.is_empty() => return Ok(top),
            Event::Eof => bail!("tệp Word hỏng: còn thẻ chưa đóng"),
            _ => Node::Raw(raw.to_string()),
        };
        match open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => top.push(node),
        }
    }
}

/// Writes nodes.
pub fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Raw(text) => out.push_str(text),
            Node::Element(Element { tag, is_empty: true, children, .. }) if children.is_empty() => {
                out.push_str(&format!("<{tag}/>"));
            }
            Node::Element(Element { name, tag, children, .. }) => {
                out.push_str(&format!("<{tag}>"));
                write(children, out);
                out.push_str(&format!("</{name}>"));
            }
        }
    }
}

impl Element {
    /// An element without children or attributes.
    pub fn empty(name: &str) -> Element {
        let (name, tag) = (name.to_string(), name.to_string());
        Element { name, tag, is_empty: true, children: Vec::new() }
    }

    /// A text of a run, whose spaces count.
    pub fn text(words: &str) -> Element {
        let escaped = quick_xml::escape::escape(words).into_owned();
        Element {
            name: String::from("w:t"),
            tag: String::from("w:t xml:space=\"preserve\""),
            is_empty: false,
            children: vec![Node::Raw(escaped)],
        }
    }

    /// The text between its tags, unescaped; that of elements in it is left out.
    pub fn own_text(&self) -> String {
        let raw: String = self
            .children
            .iter()
            .filter_map(|child| match child {
                Node::Raw(text) => Some(text.as_str()),
                Node::Element(_) => None,
            })
            .collect();
        quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), |text| text.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_written_as_it_was_read() {
        let text = "<?xml version=\"1.0\"?>\n<w:p w:a='1'><w:r><w:t> a &amp; b</w:t><w:br/></w:r>\
                    <w:tc></w:tc></w:p>";
        let mut out = String::new();
        write(&parse(text).expect("XML"), &mut out);
        assert_eq!(out, text);
        assert!(parse("<a>").is_err() && parse("<a></b>").is_err());
        assert!(parse(&"<a>".repeat(1000)).is_err());
    }
}
