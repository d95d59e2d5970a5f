//! Texts with fonts of their own, in `sharedStrings.xml` and in cells.
//!
//! calamine hands over a text without the fonts of its runs. So these texts are taken out of the
//! part before calamine reads it, and each leaves a token that leads back to it.
//! Invariant: furigana (`rPh`) do not belong to the text of a cell; `_x000D_` stands for the
//! character that it names.

use memchr::memchr_iter;
use quick_xml::events::Event;

use super::styles::take_font;
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written};
use crate::read::grid::look::Font;
use crate::read::{limits, xml};

/// A character that no text has (Unicode 23.7), and so begins a token.
const TOKEN: char = '\u{FFFF}';

/// A text in runs. A run without a font of its own has the cell's.
pub type Runs = Vec<(String, Option<Font>)>;

/// The texts that were taken out of a part.
#[derive(Debug, Default)]
pub struct Taken(Vec<Runs>);

impl Taken {
    /// Takes a text; gives the token that stands for it.
    pub fn add(&mut self, runs: Runs) -> Result<String, Unreadable> {
        self.0.push(runs);
        Unreadable::unless(self.0.len(), limits::RICH_TEXTS, "phần chữ (pieces of text)")?;
        Ok(format!("{TOKEN}{}", self.0.len() - 1))
    }

    /// The text that a token stands for, in a cell of this font; `None` for any other text.
    pub fn find(&self, text: &str, cell: &Font) -> Option<Written> {
        let runs = self.0.get(text.strip_prefix(TOKEN)?.parse::<usize>().ok()?)?;
        let run = |(text, font): &(String, Option<Font>)| {
            let font = font.as_ref().unwrap_or(cell);
            let name = font.name.as_deref().map(str::to_string);
            Run { text: text.clone(), font: name, struck: font.struck, raised: font.raised }
        };
        Some(Written { runs: runs.iter().map(run).collect() })
    }
}

/// Whether a part may have runs: a look at the first letters of its tags. One of a name with a
/// prefix may be of a run.
fn may_have_runs(part: &[u8]) -> bool {
    memchr_iter(b'<', part).any(|at| {
        matches!(
            part.get(at + 1..),
            Some(
                [b'r', b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t', ..]
                    | [_, b':', ..]
                    | [_, _, b':', ..]
            )
        )
    })
}

/// Takes the texts with runs out of `sharedStrings.xml`.
pub fn take_runs(text: String) -> Result<(String, Taken), Unreadable> {
    let mut taken = Taken::default();
    if !may_have_runs(text.as_bytes()) {
        return Ok((text, taken));
    }
    let mut reader = xml::Reader::new(&text);
    let mut kept = String::with_capacity(text.len());
    let (mut from, mut bytes, mut pieces) = (0, 0, 0);
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                let start = reader.position();
                let Item { runs, size } = item(&mut reader, "si")?;
                bytes += size;
                Unreadable::unless(bytes, limits::TEXT_BYTES, "byte chữ (bytes of text)")?;
                pieces += 1 + runs.len();
                Unreadable::unless(pieces, limits::CELLS, "phần chữ (pieces of text)")?;
                if runs.is_empty() {
                    continue;
                }
                let end = text.get(..reader.position()).and_then(|read| read.rfind('<'));
                kept.push_str(text.get(from..start).unwrap_or_default());
                kept.push_str(&format!("<t>{}</t>", taken.add(runs)?));
                from = end.unwrap_or(start);
            }
            Event::Eof => {
                kept.push_str(text.get(from..).unwrap_or_default());
                return Ok((kept, taken));
            }
            _ => {}
        }
    }
}

/// A text, in runs where it has any, and its size in bytes.
pub struct Item {
    /// None where the text has no runs.
    pub runs: Runs,
    size: usize,
}

/// Reads the text of an open `si` or `is` to its end.
pub fn item(reader: &mut xml::Reader, end: &str) -> Result<Item, Unreadable> {
    let mut runs = Runs::new();
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
                        take_font(font, element);
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
    if !runs.is_empty() && !text.is_empty() {
        runs.push((unescaped(text), None));
    }
    Ok(Item { runs, size })
}

/// `_x000D_` stands for a character that XML does not allow (ECMA-376, Part 1, 22.9.2.19).
fn unescaped(text: String) -> String {
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
