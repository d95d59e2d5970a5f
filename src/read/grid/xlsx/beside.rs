//! The XML of a worksheet → what calamine does not tell: merged areas, hidden rows and columns,
//! formulas without a result, the names of errors, texts in several fonts.
//!
//! Invariant: a sheet is searched for these things, and is parsed only where the search finds one.
//! A cell that is taken out of the XML here is told here, so that each cell is told exactly once.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem};
use quick_xml::events::{BytesStart, Event};

use super::part;
use super::strings::{self, Taken};
use crate::read::grid::value::Value;
use crate::read::grid::{Area, Unreadable};
use crate::read::limits::{self, LAST_ROW};
use crate::read::xml;

const LAST_COLUMN: u32 = limits::COLUMNS as u32;

/// What is told beside the cells.
#[derive(Debug, Default)]
pub struct Beside {
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Hidden rows, in order.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Formulas without a result, and errors: row, column, what.
    pub values: Vec<(u32, u32, Value<'static>)>,
    /// Texts in several fonts.
    pub texts: Taken,
}

/// Whether cells may hold what is to be told: formulas, errors, runs, and what calamine reads
/// otherwise than Excel or not at all (values with spaces or in CDATA, extensions, an inline text
/// in the place of a value). Told by the first letters of each tag; where names have a prefix, the
/// answer is yes.
fn may_tell(rows: &[u8]) -> bool {
    memchr_iter(b'<', rows).any(|at| match rows.get(at + 1..).unwrap_or_default() {
        [b'c', b' ', rest @ ..] => is_odd_cell(rest),
        [b'r', b'o', b'w', ..] | [b'c', b'>', ..] | [b'i', b's', b'>', ..] | [b't', ..] => false,
        [b'v', b'>', next, ..] => next.is_ascii_whitespace(),
        [b'/', ..] => false,
        _ => true,
    })
}

/// Whether the attributes of a cell say that it is an error, or an inline text without one.
fn is_odd_cell(rest: &[u8]) -> bool {
    let end = memchr(b'>', rest).unwrap_or(rest.len());
    let (tag, behind) = rest.split_at(end);
    // A letter is looked for first: hardly any cell has it.
    let has = |letter: u8| memchr(letter, tag).is_some();
    let is_error = || tag.windows(3).any(|three| matches!(three, b"\"e\"" | b"'e'"));
    let is_inline = || tag.windows(6).any(|six| six == b"inline");
    has(b'e') && is_error() || behind.starts_with(b"><v") && has(b'i') && is_inline()
}

/// Reads a sheet's part, and gives it back as calamine may read it; nothing where it has no rows.
pub fn read(text: String) -> Result<(Beside, Option<String>), Unreadable> {
    let mut beside = Beside::default();
    let data = memmem::find(text.as_bytes(), b"sheetData");
    let behind = memmem::rfind(text.as_bytes(), b"sheetData");
    let tail = behind.and_then(|at| text.get(at..)).unwrap_or(&text);
    let ends = part::ends(tail, "worksheet") || data.is_none() && part::ends(&text, "worksheet");
    if !ends {
        return Err(Unreadable::damaged("tệp bị cắt cụt"));
    }
    let (Some(data), Some(behind)) = (data, behind) else { return Ok((beside, None)) };
    read_merges(tail, &mut beside.merges)?;
    let rows = text.get(data..behind).unwrap_or_default().as_bytes();
    let hides = memmem::find(text.as_bytes(), b"hidden").is_some();
    let text = match hides || may_tell(rows) {
        true => Reading::new(&text, &mut beside).read()?.unwrap_or(text),
        false => text,
    };
    beside.hidden_rows.sort_unstable();
    Ok((beside, Some(without_extent(text, data))))
}

/// The extent that a sheet states is often wrong, and calamine refuses the sheet for it.
fn without_extent(mut text: String, data: usize) -> String {
    if let Some(at) = text.get(..data).and_then(|head| head.find("dimension")) {
        text.replace_range(at..at + 1, "_");
    }
    text
}

/// The merged areas, which stand behind the rows. (calamine takes the whole sheet apart once more
/// for them, and leaves them all out when one is not as it should be.)
fn read_merges(tail: &str, merges: &mut Vec<Area>) -> Result<(), Unreadable> {
    let Some(at) = memmem::find(tail.as_bytes(), b"mergeCell") else { return Ok(()) };
    let start = tail[..at].rfind('<').unwrap_or(at);
    let last = memmem::rfind(tail.as_bytes(), b"mergeCell").unwrap_or(at);
    let end = tail[last..].find('>').map_or(tail.len(), |end| last + end + 1);
    let mut reader = xml::Reader::new(&tail[start..end]);
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "mergeCell" => {
                let area = xml::attribute(&element, "ref").and_then(|area| area_of(&area));
                merges.extend(area);
                Unreadable::unless(merges.len(), limits::MERGES, "ô gộp (merged areas)")?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

struct Reading<'a> {
    text: &'a str,
    reader: xml::Reader<'a>,
    beside: &'a mut Beside,
    row: u32,
    column: u32,
    /// The XML without what was taken out of it, up to `from`.
    kept: String,
    from: usize,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    kind: Kind,
    formula: bool,
    /// Whether it has an inline text, which goes before a value.
    inline: bool,
    value: String,
    /// Where its value stands.
    range: Range<usize>,
    /// Whether its value is written in a way that calamine does not read.
    odd: bool,
    /// Other words for parts of the XML, in order but for the value's.
    changes: Vec<(Range<usize>, String)>,
}

/// `ST_CellType`, as far as it matters here.
#[derive(Default, PartialEq)]
enum Kind {
    #[default]
    Other,
    Text,
    Inline,
    Error,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, beside: &'a mut Beside) -> Reading<'a> {
        let reader = xml::Reader::new(text);
        Reading { text, reader, beside, row: 0, column: 0, kept: String::new(), from: 0 }
    }

    /// The XML with other words in the place of those that were taken; nothing when none were.
    fn read(mut self) -> Result<Option<String>, Unreadable> {
        loop {
            match self.reader.read_event()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "c" => self.cell(&element)?,
                    "row" => {
                        let row = xml::attribute(&element, "r").and_then(|row| row.parse().ok());
                        self.row = row.unwrap_or(self.row + 1).clamp(1, LAST_ROW);
                        self.column = 0;
                        if xml::flag(&element, "hidden", false) {
                            self.beside.hidden_rows.push(self.row);
                        }
                    }
                    "col" => self.columns(&element),
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "sheetData" => break,
                Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
                _ => {}
            }
        }
        if self.from == 0 {
            return Ok(None);
        }
        self.kept.push_str(self.text.get(self.from..).unwrap_or_default());
        Ok(Some(self.kept))
    }

    /// Reads an open `c` to its end.
    fn cell(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let mut cell = Cell::default();
        self.column = (self.column + 1).min(LAST_COLUMN);
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    let wrong = || Unreadable::damaged(format!("ô “{}”", attribute.value));
                    (self.row, self.column) = place_of(&attribute.value).ok_or_else(wrong)?;
                }
                "t" => {
                    cell.kind = match attribute.value.as_ref() {
                        "str" => Kind::Text,
                        "inlineStr" => Kind::Inline,
                        "e" => Kind::Error,
                        _ => Kind::Other,
                    };
                }
                _ => {}
            }
        }
        loop {
            let before = self.reader.position();
            match self.reader.read_event()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => self.value(&mut cell, before)?,
                    "f" => {
                        cell.formula = true;
                        self.reader.skip()?;
                    }
                    "is" => self.inline(&mut cell)?,
                    // An extension.
                    _ => {
                        self.reader.skip()?;
                        cell.changes.push((before..self.reader.position(), String::new()));
                    }
                },
                Event::End(element) if element.local_name().as_ref() == "c" => break,
                Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
                _ => {}
            }
        }
        self.settle(cell)
    }

    /// Reads an open `v` to its end; it began behind `before`.
    fn value(&mut self, cell: &mut Cell, before: usize) -> Result<(), Unreadable> {
        loop {
            let event = self.reader.read_event()?;
            match &event {
                Event::End(_) => break,
                Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
                Event::CData(_) => cell.odd = true,
                _ => {}
            }
            xml::push_text(&event, &mut cell.value);
        }
        cell.range = before..self.reader.position();
        Ok(())
    }

    /// Reads an open `is` to its end; its runs are taken.
    fn inline(&mut self, cell: &mut Cell) -> Result<(), Unreadable> {
        cell.inline = true;
        let start = self.reader.position();
        let item = strings::item(&mut self.reader, "is")?;
        let read = self.text.get(..self.reader.position()).unwrap_or_default();
        if let (false, Some(end)) = (item.runs.is_empty(), read.rfind('<')) {
            let token = self.beside.texts.add(item.runs)?;
            cell.changes.push((start..end, format!("<t>{token}</t>")));
        }
        Ok(())
    }

    fn settle(&mut self, mut cell: Cell) -> Result<(), Unreadable> {
        let value = cell.value.trim();
        let (found, words) = match cell.kind {
            Kind::Error if !value.is_empty() => {
                (Some(Value::Error(value.to_string())), Some(String::new()))
            }
            Kind::Text | Kind::Inline if cell.inline || value.is_empty() => (None, None),
            Kind::Text if !cell.odd => (None, None),
            Kind::Text | Kind::Inline => {
                let token = self.beside.texts.add(vec![(std::mem::take(&mut cell.value), None)])?;
                (None, Some(format!("<is><t>{token}</t></is>")))
            }
            _ if cell.formula && value.is_empty() => (Some(Value::NoResult), None),
            _ if cell.odd || value.len() < cell.value.len() => {
                (None, Some(format!("<v>{value}</v>")))
            }
            _ => (None, None),
        };
        self.beside.values.extend(found.map(|value| (self.row, self.column, value)));
        Unreadable::unless(self.beside.values.len(), limits::CELLS, "ô (cells)")?;
        cell.changes.extend(words.map(|words| (cell.range, words)));
        cell.changes.sort_by_key(|(range, _)| range.start);
        for (range, words) in cell.changes {
            self.kept.push_str(self.text.get(self.from..range.start).unwrap_or_default());
            self.kept.push_str(&words);
            self.from = range.end;
        }
        Ok(())
    }

    fn columns(&mut self, element: &BytesStart) {
        let number = |name| xml::attribute(element, name).and_then(|value| value.parse().ok());
        if let (true, Some(first), Some(last)) =
            (xml::flag(element, "hidden", false), number("min"), number("max"))
            && self.beside.hidden_columns.len() < limits::COLUMNS
        {
            self.beside.hidden_columns.push((first, last));
        }
    }
}

/// "C12" → (12, 3); `None` for what is no place of a sheet.
pub fn place_of(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = text.bytes().take(letters).try_fold(0_u32, |column, letter| {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    let row: u32 = text.get(letters..)?.parse().ok()?;
    let inside = (1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column);
    inside.then_some((row, column))
}

/// "A1:C2" → the area.
fn area_of(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (place_of(first)?, place_of(last)?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}
