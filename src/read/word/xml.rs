//! The events of a part's XML → its elements, one inside another, by local names. Prefixes and
//! namespaces (transitional or strict) differ from program to program.
//!
//! Invariant: an element ends only when its end has been read. A part that stops before, or that
//! nests deeper than Word itself does, is an error.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::read::unreadable::Unreadable;
use crate::read::xml::{Reader, push_text};

/// Reads the elements of a part. Who is given a child reads it to its end: by its children, as
/// text, or by skipping it.
pub struct Xml<'a> {
    reader: Reader<'a>,
    part: &'a str,
}

/// The start of an element.
pub struct Element<'a> {
    start: BytesStart<'a>,
    part: &'a str,
}

impl<'a> Xml<'a> {
    /// Stands before the root; `part` is named in errors.
    pub fn new(text: &'a str, part: &'a str) -> Xml<'a> {
        Xml { reader: Reader::strict(text), part }
    }

    /// The next child; `None` at the end of the open element, or of the part.
    pub fn child(&mut self) -> Result<Option<Element<'a>>, Unreadable> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Some(Element { start, part: self.part })),
                Event::End(_) | Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Passes over the rest of the open element.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.reader.depth().saturating_sub(1);
        while self.reader.depth() > outside {
            self.event()?;
        }
        Ok(())
    }

    /// The text of the open element, to its end. An entity that XML does not define is left out.
    pub fn text(&mut self) -> Result<String, Unreadable> {
        let (outside, mut text) = (self.reader.depth().saturating_sub(1), String::new());
        while self.reader.depth() > outside {
            push_text(&self.event()?, &mut text);
        }
        Ok(text)
    }

    fn event(&mut self) -> Result<Event<'a>, Unreadable> {
        match self.reader.read_event().map_err(|error| error.inside(self.part))? {
            Event::Eof if self.reader.depth() > 0 => Err(broken(self.part, "it ends too early")),
            event => Ok(event),
        }
    }
}

impl Element<'_> {
    /// Its local name.
    pub fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute by its local name.
    pub fn attribute(&self, name: &str) -> Result<Option<Cow<'_, str>>, Unreadable> {
        for attribute in self.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| broken(self.part, error))?;
            if attribute.key.local_name().into_inner() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(Some).map_err(|error| broken(self.part, error));
            }
        }
        Ok(None)
    }

    /// The attribute `val`.
    pub fn value(&self) -> Result<Option<Cow<'_, str>>, Unreadable> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub fn number<T: std::str::FromStr>(&self) -> Result<Option<T>, Unreadable> {
        Ok(self.value()?.and_then(|value| value.trim().parse().ok()))
    }

    /// Whether a property is on: it is there, and does not say that it is off.
    pub fn is_on(&self) -> Result<bool, Unreadable> {
        let value = self.value()?;
        Ok(!matches!(value.as_deref(), Some("0" | "false" | "off" | "none")))
    }
}

fn broken(part: &str, reason: impl std::fmt::Display) -> Unreadable {
    Unreadable::Damaged(format!("{part}: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::DEPTH;

    fn text_of(xml: &str) -> Result<String, Unreadable> {
        let mut xml = Xml::new(xml, "a.xml");
        xml.child()?;
        xml.text()
    }

    #[test]
    fn references_are_resolved_and_unknown_ones_left_out() {
        let text = text_of("<a>1 &lt; 2 &amp; &#x1EE6;y &bomb;<![CDATA[<b>]]></a>");
        assert_eq!(text.expect("text"), "1 < 2 & Ủy <b>");
    }

    #[test]
    fn a_part_that_stops_early_is_an_error() {
        for broken in ["<a><b></b>", "<a>text", "<a></b>", "<a", "<a>&amp", "<a></a></a>"] {
            let mut xml = Xml::new(broken, "a.xml");
            let read = xml.child().and_then(|_| xml.skip()).and_then(|()| xml.child());
            assert!(read.is_err(), "{broken}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(text_of(&nested(DEPTH)).is_ok());
        assert!(text_of(&nested(DEPTH + 1)).is_err());
        assert!(text_of(&"<a>".repeat(1_000_000)).is_err());
    }

    #[test]
    fn attributes_are_found_under_any_prefix() {
        let mut xml = Xml::new("<x:a x:val='0' y:other='&quot;'/>", "a.xml");
        let element = xml.child().expect("XML").expect("an element");
        assert_eq!(element.name(), "a");
        assert!(!element.is_on().expect("a value"));
        assert_eq!(element.attribute("other").expect("XML").as_deref(), Some("\""));
        assert!(element.attribute("missing").expect("XML").is_none());
    }
}
