//! `sharedStrings.xml` → the texts that cells name by number, each cleaned once.
//!
//! Invariant: furigana (`rPh`) is no text of the cell; `_x000D_` is the character that it names.

use std::rc::Rc;

use quick_xml::events::Event;

use super::styles::Font;
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written};
use crate::read::{limits, xml};
use crate::text::legacy::may_be_legacy;
use crate::text::{clean, is_vietnamese};

/// A text of the table.
#[derive(Debug)]
pub enum Shared {
    /// In one font, that of its cell, and of letters of today: as it will be printed.
    Plain(String),
    /// In one font, and cleaned, but perhaps of an encoding before Unicode: as written, and clean.
    Doubtful(Rc<str>, String),
    /// Any other, as written. A run without a font of its own has the cell's.
    Rich(Vec<(String, Option<Font>)>),
}

impl Shared {
    /// Of how many parts it is kept.
    fn pieces(&self) -> usize {
        match self {
            Shared::Plain(_) | Shared::Doubtful(..) => 1,
            Shared::Rich(runs) => 1 + runs.len(),
        }
    }

    /// Text without fonts of its own.
    pub fn of(text: String) -> Shared {
        match (is_vietnamese(&text), may_be_legacy(&text)) {
            (true, false) => Shared::Plain(clean(&text)),
            (true, true) => Shared::Doubtful(text.as_str().into(), clean(&text)),
            (false, _) => Shared::Rich(vec![(text, None)]),
        }
    }

    /// The text with its fonts, in a cell of this font.
    pub fn written(&self, cell: &Font) -> Written {
        let run = |text: &str, font: &Font| Run {
            text: text.to_string(),
            font: font.name.clone(),
            struck: font.struck,
        };
        let runs = match self {
            Shared::Plain(text) => vec![run(text, cell)],
            Shared::Doubtful(raw, _) => vec![run(raw, cell)],
            Shared::Rich(runs) => {
                runs.iter().map(|(text, font)| run(text, font.as_ref().unwrap_or(cell))).collect()
            }
        };
        Written { runs }
    }
}

/// Reads the part.
pub fn read(text: &str) -> Result<Vec<Shared>, Unreadable> {
    let mut reader = xml::Reader::new(text);
    let mut strings = Vec::new();
    let (mut bytes, mut pieces) = (0, 0);
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                let (shared, size) = item(&mut reader, "si")?;
                bytes += size;
                Unreadable::unless(bytes, limits::TEXT_BYTES, "byte chữ (bytes of text)")?;
                pieces += shared.pieces();
                Unreadable::unless(pieces, limits::CELLS, "phần chữ (pieces of text)")?;
                strings.push(shared);
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Reads the text of an open `si` or `is` to its end, and its size in bytes.
pub fn item(reader: &mut xml::Reader, end: &str) -> Result<(Shared, usize), Unreadable> {
    let mut runs: Vec<(String, Option<Font>)> = Vec::new();
    let (mut text, mut font): (String, Option<Font>) = (String::new(), None);
    let mut in_text = false;
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(element) => match element.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => reader.skip()?,
                "rPr" => font = Some(Font::default()),
                _ => {
                    if let Some(font) = &mut font {
                        font.take(element);
                    }
                }
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "r" => {
                    let (text, font) = (std::mem::take(&mut text), font.take());
                    if !text.is_empty() {
                        runs.push((unescaped(text), font));
                        Unreadable::unless(runs.len(), limits::RUNS, "phần chữ (pieces of text)")?;
                    }
                }
                name if name == end => break,
                _ => {}
            },
            Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
            event if in_text => xml::push_text(event, &mut text),
            _ => {}
        }
    }
    let size = text.len() + runs.iter().map(|(text, _)| text.len()).sum::<usize>();
    let text = unescaped(text);
    if runs.is_empty() {
        return Ok((Shared::of(text), size));
    }
    if !text.is_empty() {
        runs.push((text, None));
    }
    Ok((Shared::Rich(runs), size))
}

/// `_x000D_` stands for a character that XML does not allow (ECMA-376, Part 1, 22.9.2.19).
pub fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..4).filter(|_| after.as_bytes().get(4) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)) {
            Some(c) => {
                out.push(c);
                rest = &after[5..];
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
