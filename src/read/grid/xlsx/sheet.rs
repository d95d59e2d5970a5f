//! A worksheet's XML → a [`Grid`], in one pass.
//!
//! Invariant: rows and cells may leave out their places, which then follow the one before.

use quick_xml::events::{BytesStart, Event};

use super::Book;
use super::strings::{self, Shared};
use super::styles::CellFormat;
use crate::read::grid::{Area, Filling, Grid, GridCell, Mark, Unreadable};
use crate::read::limits::{self, LAST_ROW};
use crate::read::xml;
use crate::text::{clean, parse_date, short_date};

const LAST_COLUMN: u32 = limits::COLUMNS as u32;

/// Reads a worksheet's part into its grid.
pub fn read(
    text: &str,
    book: &Book,
    grid: &mut Grid,
    filling: &mut Filling,
) -> Result<(), Unreadable> {
    let mut reading = Reading {
        reader: xml::Reader::new(text),
        book,
        grid,
        filling,
        row: 0,
        column: 0,
        value: String::new(),
    };
    let mut hidden = false;
    let mut ended = false;
    loop {
        match reading.reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "c" => reading.cell(&element)?,
                "row" => {
                    let row = xml::attribute(&element, "r").and_then(|row| row.parse().ok());
                    reading.row = row.unwrap_or(reading.row + 1).clamp(1, LAST_ROW);
                    reading.column = 0;
                    hidden = xml::flag(&element, "hidden", false);
                }
                "col" => reading.columns(&element),
                "mergeCell" => {
                    if let Some(area) =
                        xml::attribute(&element, "ref").and_then(|area| area_of(&area))
                    {
                        reading.filling.merge(reading.grid, area)?;
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "row" if hidden => reading.filling.hide(reading.grid, reading.row),
                "worksheet" => ended = true,
                _ => {}
            },
            Event::Eof if ended => return Ok(()),
            Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
            _ => {}
        }
    }
}

struct Reading<'a> {
    reader: xml::Reader<'a>,
    book: &'a Book,
    grid: &'a mut Grid,
    filling: &'a mut Filling,
    row: u32,
    column: u32,
    /// The value of the cell at hand.
    value: String,
}

/// The attributes of a cell.
#[derive(Clone, Copy)]
struct Cell<'a> {
    kind: Kind,
    format: Option<&'a CellFormat>,
}

/// `ST_CellType`.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Boolean,
    Error,
    Date,
}

impl<'a> Reading<'a> {
    /// Reads an open `c` to its end.
    fn cell(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let cell = self.attributes(element)?;
        let (mut formula, mut in_value) = (false, false);
        let mut inline = None;
        self.value.clear();
        loop {
            let event = self.reader.read_event()?;
            match &event {
                Event::Start(element) => match element.local_name().as_ref() {
                    "v" => in_value = true,
                    "f" => formula = true,
                    "is" => inline = Some(strings::item(&mut self.reader, "is")?.0),
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "v" => in_value = false,
                    "c" => break,
                    _ => {}
                },
                Event::Eof => return Err(Unreadable::damaged("tệp bị cắt cụt")),
                event if in_value => xml::push_text(event, &mut self.value),
                _ => {}
            }
        }
        if let Some(inline) = inline {
            return self.put_text(&inline, cell);
        }
        if formula && self.value.is_empty() && cell.kind != Kind::Text {
            self.filling.mark(self.grid, (self.row, self.column), Mark::FormulaEmpty)?;
        }
        self.put_value(cell)
    }

    fn attributes(&mut self, element: &BytesStart) -> Result<Cell<'a>, Unreadable> {
        let (mut place, mut kind, mut format) = (None, Kind::Number, None);
        for attribute in element.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => {
                    let wrong = || Unreadable::damaged(format!("ô “{}”", attribute.value));
                    place = Some(place_of(&attribute.value).ok_or_else(wrong)?);
                }
                "s" => {
                    format =
                        attribute.value.parse().ok().and_then(|index| self.book.styles.get(index))
                }
                "t" => {
                    let wrong = || Unreadable::damaged(format!("kiểu ô “{}”", attribute.value));
                    kind = Kind::of(&attribute.value).ok_or_else(wrong)?;
                }
                _ => {}
            }
        }
        match place {
            Some(place) => (self.row, self.column) = place,
            None => self.column = (self.column + 1).min(LAST_COLUMN),
        }
        Ok(Cell { kind, format: format.or_else(|| self.book.styles.get(0)) })
    }

    fn put_value(&mut self, cell: Cell) -> Result<(), Unreadable> {
        let value = self.value.as_str();
        if value.is_empty() {
            return Ok(());
        }
        let text = match cell.kind {
            Kind::Shared => {
                let shared =
                    value.trim().parse().ok().and_then(|index: usize| self.book.strings.get(index));
                return match shared {
                    Some(shared) => self.put_text(shared, cell),
                    None => Err(Unreadable::damaged(format!("không có chuỗi số {value}"))),
                };
            }
            Kind::Text | Kind::Inline => {
                let text = strings::unescaped(std::mem::take(&mut self.value));
                let text = Shared::of(text);
                return self.put_text(&text, cell);
            }
            Kind::Error => {
                let mark = Mark::Error(value.to_string());
                self.filling.mark(self.grid, (self.row, self.column), mark)?;
                return Ok(());
            }
            // As the clerk sees it in a Vietnamese Excel, and as flags are read.
            Kind::Boolean => (value.trim() == "1").to_string(),
            Kind::Date => {
                let day = value.split_once('T').map_or(value, |(day, _)| day);
                parse_date(day).map_or_else(|_| clean(value), short_date)
            }
            Kind::Number => match value.trim().parse::<f64>() {
                Ok(number) => {
                    let format = cell.format.map(|format| &format.number);
                    format.cloned().unwrap_or_default().show(number, self.book.is_1904)
                }
                Err(_) => clean(value),
            },
        };
        let struck = cell.format.is_some_and(|format| format.font.struck);
        self.put(GridCell { column: self.column, struck, text })
    }

    fn put_text(&mut self, shared: &Shared, cell: Cell) -> Result<(), Unreadable> {
        let default = Default::default();
        let font = cell.format.map_or(&default, |format| &format.font);
        match shared {
            Shared::Plain(text) if !font.is_legacy => {
                let text = text.clone();
                self.put(GridCell { column: self.column, struck: font.struck, text })
            }
            Shared::Doubtful(raw, text) if !font.is_legacy => {
                let cell =
                    GridCell { column: self.column, struck: font.struck, text: text.clone() };
                Ok(self.filling.put_doubtful(self.grid, self.row, (cell, raw))?)
            }
            _ => {
                let written = shared.written(font);
                Ok(self.filling.write(self.grid, (self.row, self.column), &written)?)
            }
        }
    }

    fn put(&mut self, cell: GridCell) -> Result<(), Unreadable> {
        Ok(self.filling.put(self.grid, self.row, cell)?)
    }

    fn columns(&mut self, element: &BytesStart) {
        let number = |name| xml::attribute(element, name).and_then(|value| value.parse().ok());
        if let (true, Some(first), Some(last)) =
            (xml::flag(element, "hidden", false), number("min"), number("max"))
        {
            self.grid.hidden_columns.push((first, last));
        }
    }
}

impl Kind {
    fn of(word: &str) -> Option<Kind> {
        Some(match word {
            "s" => Kind::Shared,
            "str" => Kind::Text,
            "inlineStr" => Kind::Inline,
            "b" => Kind::Boolean,
            "e" => Kind::Error,
            "d" => Kind::Date,
            "n" => Kind::Number,
            _ => return None,
        })
    }
}

/// "C12" → (12, 3); `None` for what is no place of a sheet.
fn place_of(text: &str) -> Option<(u32, u32)> {
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
