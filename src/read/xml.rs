//! The XML of a package's part → events by local name, attributes, and text with its entities.
//!
//! Invariant: entities that the file itself declares are never expanded, and no element is deeper
//! than [`DEPTH`]. So neither can grow without bound.

use std::borrow::Cow;

use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use super::limits::DEPTH;
use super::unreadable::Unreadable;

/// The events of a part; `<a/>` comes as start and end, as `<a></a>` does.
pub struct Reader<'a> {
    events: quick_xml::Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Stands before the root.
    pub fn new(text: &'a str) -> Reader<'a> {
        let mut events = quick_xml::Reader::from_str(text);
        let config = events.config_mut();
        config.expand_empty_elements = true;
        // Readers ask for the end of what they read, so that the names of the ends need no look.
        config.check_end_names = false;
        Reader { events, depth: 0 }
    }

    /// The same for parts whose ends are not counted by who reads them: each must be of its start.
    pub fn strict(text: &'a str) -> Reader<'a> {
        let mut reader = Reader::new(text);
        reader.events.config_mut().check_end_names = true;
        reader
    }

    /// The same for programs that do not write "&" as an entity.
    pub fn lenient(text: &'a str) -> Reader<'a> {
        let mut reader = Reader::new(text);
        reader.events.config_mut().allow_dangling_amp = true;
        reader
    }

    /// The next event.
    pub fn read_event(&mut self) -> Result<Event<'a>, Unreadable> {
        let event = self.events.read_event().map_err(Unreadable::damaged)?;
        match event {
            // The library remembers the name of each open element, which is more than its tag.
            Event::Start(_) if self.depth == DEPTH => {
                let reason = format!("phần tử lồng quá {DEPTH} tầng (nested too deeply)");
                return Err(Unreadable::Damaged(reason));
            }
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(event)
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        usize::try_from(self.events.buffer_position()).unwrap_or(usize::MAX)
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Passes over the rest of the element that has just begun.
    pub fn skip(&mut self) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Event::Eof = self.read_event()? {
                return Err(Unreadable::damaged("tệp bị cắt cụt (cut off)"));
            }
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads an element that is open to its end: the text of its paragraphs, and that of the elements
    /// with a local name of `apart`.
    ///
    /// # Errors
    /// XML that is damaged or cut off.
    pub fn paragraphs(&mut self, apart: &[&str]) -> Result<[String; 2], Unreadable> {
        let outside = self.depth.saturating_sub(1);
        let mut texts = [String::new(), String::new()];
        // How deep the open element of `apart` stands.
        let mut aside: Option<usize> = None;
        while self.depth > outside {
            match self.read_event()? {
                Event::Start(element) => {
                    let name = element.local_name();
                    let is_apart = apart.contains(&name.as_ref());
                    let is_next = matches!(name.as_ref(), "p" | "h" | "line-break");
                    if aside.is_none() && is_apart {
                        aside = Some(self.depth);
                    } else if is_next && !texts[0].is_empty() {
                        texts[0].push(' ');
                    }
                }
                Event::End(_) if aside.is_some_and(|depth| self.depth < depth) => aside = None,
                Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt (cut off)")),
                event => push_text(&event, &mut texts[usize::from(aside.is_some())]),
            }
        }
        Ok(texts)
    }
}

/// An attribute by its local name, whatever its prefix.
pub fn attribute<'a>(element: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    let mut all = element.attributes();
    let found = all.with_checks(false).flatten();
    let mut found = found.filter(|each| each.key.local_name().as_ref() == name);
    found.next().map(|each| unescaped(each.value))
}

/// Whether an attribute says yes; an absent one says `otherwise`, as does one without a value.
pub fn flag(element: &BytesStart, name: &str, otherwise: bool) -> bool {
    match attribute(element, name).as_deref() {
        Some("1" | "true" | "on") => true,
        Some("0" | "false" | "off" | "none") => false,
        _ => otherwise,
    }
}

fn unescaped(value: Cow<str>) -> Cow<str> {
    if !value.contains('&') {
        return value;
    }
    match unescape(&value) {
        Ok(text) => Cow::Owned(text.into_owned()),
        Err(_) => value,
    }
}

/// Adds the text of an event; one that is no text adds nothing.
pub fn push_text(event: &Event, text: &mut String) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(name) => match name.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            _ => text.push_str(resolve_xml_entity(name).unwrap_or_default()),
        },
        _ => {}
    }
}
