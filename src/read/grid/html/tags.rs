//! The letters of a page → its tags and texts, in order, into a [`Page`].
//!
//! Invariant: only the attributes that matter are kept, however many a tag has.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::frame::Table;
use super::page::{Form, Page, Tag};
use super::style::Said;
use crate::read::grid::TooLarge;

/// Attributes with a value that matters.
const ATTRIBUTES: [&str; 10] =
    ["class", "style", "face", "colspan", "span", "rowspan", "id", "type", "value", "label"];

/// Attributes that hold by being there.
const FLAGS: [&str; 6] = ["hidden", "open", "checked", "selected", "multiple", "disabled"];

/// Reads a page.
pub fn parse(text: &str) -> Result<Table, TooLarge> {
    let mut cutting = Cutting::of(text);
    cutting.page.styles.follows_elements = has_style(text);
    let take = |event: CallbackEvent<'_>, span: Span<usize>| cutting.take(event, span).err();
    let mut emitter = CallbackEmitter::new(take);
    emitter.naively_switch_states(true);
    // Reading a string cannot fail; what comes out is a limit that is reached.
    if let Some(Ok(limit)) = Tokenizer::new_with_emitter(text, emitter).next() {
        return Err(limit);
    }
    cutting.page.finish()
}

/// A page while it is cut.
struct Cutting<'a> {
    text: &'a str,
    page: Page,
    /// The start tag whose end has not come.
    open: Option<Open>,
    is_style: bool,
    /// The line of the last text, and the bytes up to it.
    line: u32,
    counted: usize,
}

#[derive(Default)]
struct Open {
    name: String,
    /// By [`ATTRIBUTES`]; of one that stands twice, the first counts.
    values: [Option<String>; ATTRIBUTES.len()],
    /// The attribute whose value comes next.
    next: Option<usize>,
    /// By [`FLAGS`].
    flags: [bool; FLAGS.len()],
}

impl<'a> Cutting<'a> {
    fn of(text: &'a str) -> Cutting<'a> {
        Cutting { text, page: Page::new(), open: None, is_style: false, line: 1, counted: 0 }
    }

    fn take(&mut self, event: CallbackEvent, span: Span<usize>) -> Result<(), TooLarge> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.open = Some(Open { name: lossy(name), ..Open::default() });
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(open) = &mut self.open {
                    if let Some(flag) = FLAGS.iter().position(|flag| flag.as_bytes() == name) {
                        open.flags[flag] = true;
                    }
                    let known = ATTRIBUTES.iter().position(|known| known.as_bytes() == name);
                    open.next = known.filter(|known| open.values[*known].is_none());
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(open) = &mut self.open
                    && let Some(next) = open.next.take()
                {
                    open.values[next] = Some(lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(open) = self.open.take() {
                    self.is_style = open.name == "style";
                    self.page.start(&open.tag(self_closing))?;
                }
            }
            CallbackEvent::EndTag { name } => self.page.end(&lossy(name))?,
            CallbackEvent::String { value } if self.is_style => {
                self.page.styles.add(&lossy(value));
            }
            CallbackEvent::String { value } => {
                let before = self.text.as_bytes().get(self.counted..span.start).unwrap_or_default();
                self.line += before.iter().filter(|byte| **byte == b'\n').count() as u32;
                self.counted = self.counted.max(span.start);
                self.page.text(&lossy(value), self.line)?;
            }
            _ => {}
        }
        Ok(())
    }
}

impl Open {
    fn tag(&self, closed: bool) -> Tag<'_> {
        let [class, style, face, colspan, span, rowspan, id, kind, value, label] =
            self.values.each_ref();
        let [hidden, open, checked, selected, multiple, disabled] = self.flags;
        let said = Said {
            name: &self.name,
            class: class.as_deref(),
            style: style.as_deref(),
            face: face.as_deref(),
            id: id.as_deref(),
            hidden,
            open,
        };
        let columns = colspan.as_deref().or(span.as_deref());
        let (kind, value, label) = (kind.as_deref(), value.as_deref(), label.as_deref());
        let form = Form { kind, value, label, checked, selected, multiple, disabled };
        Tag { said, columns, rows: rowspan.as_deref(), form, closed }
    }
}

/// Whether a page has a style sheet that may hide something.
fn has_style(text: &str) -> bool {
    let is_style = |(at, _): (usize, &str)| {
        let name = text.as_bytes().get(at + 1..at + 6);
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"style"))
    };
    text.match_indices('<').any(is_style) && text.contains("none")
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
