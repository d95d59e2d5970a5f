//! A workbook of OpenDocument (.ods; OASIS ODF 1.3, part 3) → its sheets.
//!
//! The reader is our own, because no library tells merged cells and hidden rows, and libraries
//! write out repeated rows before a limit could stop them.
//! Invariant: empty rows and cells take no memory, however often they are repeated.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::cell_text::{Run, Written, font_name, settled};
use super::look::{Font, Look};
use super::number_format::general;
use super::remarks::OWN;
use super::value::Value;
use super::{Area, Filling, Grid, Mark, Unreadable, Unseen};
use crate::read::package::Package;
use crate::read::{limits, xml};
use crate::source::{FileId, Sources};
use crate::text::{Date, parse_date, short_date};

/// Whether a package is such a workbook.
pub fn is_workbook(package: &mut Package) -> bool {
    let kind = package.part("mimetype").ok().flatten().unwrap_or_default();
    kind.contains("opendocument.spreadsheet")
}

/// Reads every sheet that is not hidden; of hidden ones, the name.
pub fn read(
    mut package: Package,
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && manifest.contains("encryption-data")
    {
        return Err(Unreadable::Encrypted);
    }
    let text =
        package.part("content.xml")?.ok_or_else(|| Unreadable::damaged("không có content.xml"))?;
    let reader = xml::Reader::new(&text);
    let mut reading = Reading { reader, styles: HashMap::new(), filling };
    let mut grids = Vec::new();
    let mut ended = false;
    loop {
        match reading.reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "style" => reading.style(&element)?,
                "table" => {
                    let name = xml::attribute(&element, "name").unwrap_or_default().into_owned();
                    let mut grid = Grid::new(name.clone(), sources.add_sheet(file, name));
                    grid.hidden = reading.style_of(&element).is_some_and(|style| style.hidden);
                    reading.table(&mut grid)?;
                    grid.settle();
                    grids.push(grid);
                    Unreadable::unless(grids.len(), limits::SHEETS, "trang tính (sheets)")?;
                }
                _ => {}
            },
            Event::End(element) => ended |= element.local_name().as_ref() == "document-content",
            Event::Eof if ended => return Ok(grids),
            Event::Eof => return Err(cut_short()),
            _ => {}
        }
    }
}

fn cut_short() -> Unreadable {
    Unreadable::damaged("tệp bị cắt cụt")
}

/// What a style says that a clerk must be told.
#[derive(Debug, Default, Clone)]
struct Style {
    font: Option<String>,
    struck: bool,
    raised: bool,
    hidden: bool,
}

struct Reading<'a> {
    reader: xml::Reader<'a>,
    styles: HashMap<String, Style>,
    filling: &'a mut Filling,
}

/// A cell as its attributes and paragraphs have it.
#[derive(Default)]
struct Cell {
    columns: u32,
    spans: (u32, u32),
    formula: bool,
    value: Stated,
    style: Style,
    /// Its text, where the paragraph shows it otherwise.
    held: Option<String>,
    /// Whether it has a paragraph, be it empty.
    has_words: bool,
    /// Comments on it, and texts of the shapes that hang on it.
    remarks: Vec<String>,
}

/// Elements that draw (ODF 1.3, part 3, 10.3 and 10.4).
const SHAPES: &[&str] = &[
    "frame",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "connector",
    "caption",
    "measure",
    "g",
];

/// `office:value-type` with its value.
#[derive(Default, Clone, PartialEq)]
enum Stated {
    #[default]
    Empty,
    Text,
    Number(f64),
    Date(String),
    Boolean(bool),
}

impl Reading<'_> {
    /// Reads an open `style:style` to its end.
    fn style(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let name = xml::attribute(element, "name").unwrap_or_default().into_owned();
        let parent = xml::attribute(element, "parent-style-name");
        let mut style =
            parent.and_then(|parent| self.styles.get(parent.as_ref()).cloned()).unwrap_or_default();
        loop {
            match self.reader.read_event()? {
                Event::Start(part) => match part.local_name().as_ref() {
                    "text-properties" => {
                        let font = xml::attribute(&part, "font-name")
                            .or_else(|| xml::attribute(&part, "font-family"));
                        style.font =
                            font.map(|font| font_name(&font).to_string()).or(style.font.take());
                        if let Some(line) = xml::attribute(&part, "text-line-through-style") {
                            style.struck = line != "none";
                        }
                        if let Some(place) = xml::attribute(&part, "text-position") {
                            style.raised = place.starts_with("super");
                        }
                    }
                    "table-properties" => style.hidden = !xml::flag(&part, "display", true),
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "style" => break,
                Event::Eof => return Err(cut_short()),
                _ => {}
            }
        }
        self.styles.insert(name, style);
        Ok(())
    }

    fn style_of(&self, element: &BytesStart) -> Option<&Style> {
        self.styles.get(xml::attribute(element, "style-name")?.as_ref())
    }

    /// Reads an open `table:table` to its end; of a hidden one nothing is kept.
    fn table(&mut self, grid: &mut Grid) -> Result<(), Unreadable> {
        let (mut row, mut column) = (1_u32, 1_u32);
        loop {
            match self.reader.read_event()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "table-column" => {
                        let count = count(&element, "number-columns-repeated");
                        if is_hidden(&element) && !grid.hidden {
                            grid.hidden_columns.push((column, column.saturating_add(count - 1)));
                        }
                        column = column.saturating_add(count);
                    }
                    "table-row" => {
                        let repeated = count(&element, "number-rows-repeated");
                        let cells = self.row(grid.hidden)?;
                        if !grid.hidden {
                            self.fill(grid, row, (repeated, is_hidden(&element)), &cells)?;
                        }
                        row = row.saturating_add(repeated);
                    }
                    "shapes" => self.shapes(grid)?,
                    "forms" => self.reader.skip()?,
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "table" => return Ok(()),
                Event::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }

    /// Reads an open `table:shapes` to its end: what lies on the sheet and hangs on no cell.
    fn shapes(&mut self, grid: &mut Grid) -> Result<(), Unreadable> {
        loop {
            match self.reader.read_event()? {
                Event::Start(_) => {
                    let text = self.drawn()?;
                    if !grid.hidden {
                        self.tell(grid, (1, 1), &[text])?;
                    }
                }
                Event::End(element) if element.local_name().as_ref() == "shapes" => return Ok(()),
                Event::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }

    /// Reads an open comment to its end; nothing of our own.
    fn comment(&mut self) -> Result<Option<String>, Unreadable> {
        let [text, author] = self.reader.paragraphs(&["creator", "date"])?;
        Ok(Some(text).filter(|_| !author.starts_with(OWN)))
    }

    /// Reads an open shape to its end: its text.
    fn drawn(&mut self) -> Result<String, Unreadable> {
        let [text, _] = self.reader.paragraphs(&["title", "desc"])?;
        Ok(text)
    }

    /// Marks texts that lie beside what is read.
    fn tell(
        &mut self,
        grid: &mut Grid,
        place: (u32, u32),
        texts: &[String],
    ) -> Result<(), Unreadable> {
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            self.filling.mark(grid, place, Mark::unseen(Unseen::Beside, text))?;
        }
        Ok(())
    }

    /// Reads an open `table:table-row` to its end: cells with their first column and their text.
    fn row(&mut self, passed_over: bool) -> Result<Vec<(u32, Cell, Written)>, Unreadable> {
        let mut cells = Vec::new();
        let mut column = 1_u32;
        loop {
            match self.reader.read_event()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "table-cell" | "covered-table-cell" if passed_over => {}
                    // What a merged cell lies over, the grid takes out again and tells.
                    name @ ("table-cell" | "covered-table-cell") => {
                        let (cell, written) = self.cell(&element, name)?;
                        let next = column.saturating_add(cell.columns);
                        if cell.value != Stated::Empty
                            || cell.spans != (1, 1)
                            || cell.formula
                            || !cell.remarks.is_empty()
                            || !written.runs.is_empty()
                        {
                            cells.push((column, cell, written));
                            Unreadable::unless(cells.len(), limits::COLUMNS, "cột (columns)")?;
                        }
                        column = next;
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "table-row" => {
                    return Ok(cells);
                }
                Event::Eof => return Err(cut_short()),
                _ => {}
            }
        }
    }

    /// Reads an open `table:table-cell` or `table:covered-table-cell` to its end.
    fn cell(&mut self, element: &BytesStart, end: &str) -> Result<(Cell, Written), Unreadable> {
        let mut cell = Cell {
            columns: count(element, "number-columns-repeated"),
            spans: (
                count(element, "number-rows-spanned"),
                count(element, "number-columns-spanned"),
            ),
            formula: xml::attribute(element, "formula").is_some(),
            value: Stated::of(element),
            style: self.style_of(element).cloned().unwrap_or_default(),
            held: xml::attribute(element, "string-value").map(|held| held.into_owned()),
            has_words: false,
            remarks: Vec::new(),
        };
        let mut written = Written::default();
        // Styles of the open paragraphs and spans, innermost last.
        let mut open: Vec<Style> = Vec::new();
        loop {
            let event = self.reader.read_event()?;
            match &event {
                Event::Start(part) => match part.local_name().as_ref() {
                    "annotation" => cell.remarks.extend(self.comment()?),
                    // A shape that hangs on the cell is no part of it.
                    name if SHAPES.contains(&name) => cell.remarks.push(self.drawn()?),
                    "p" | "h" => {
                        cell.has_words = true;
                        if !written.runs.is_empty() {
                            push(&mut written, "\n", &cell.style);
                        }
                        open.push(
                            self.style_of(part).cloned().unwrap_or_else(|| cell.style.clone()),
                        );
                    }
                    "span" | "a" => {
                        let outer = open.last().unwrap_or(&cell.style);
                        let inner = self.style_of(part).unwrap_or(outer);
                        let font = inner.font.clone().or_else(|| outer.font.clone());
                        open.push(Style { font, ..inner.clone() });
                    }
                    "s" => push(&mut written, " ", &cell.style),
                    "tab" => push(&mut written, "\t", &cell.style),
                    "line-break" => push(&mut written, "\n", &cell.style),
                    _ => {}
                },
                Event::End(part) => match part.local_name().as_ref() {
                    name if name == end => return Ok((cell, written)),
                    "p" | "h" | "span" | "a" => drop(open.pop()),
                    _ => {}
                },
                Event::Eof => return Err(cut_short()),
                event => {
                    let mut text = String::new();
                    xml::push_text(event, &mut text);
                    if let Some(style) = open.last().filter(|_| !text.is_empty()) {
                        push(&mut written, &text, style);
                    }
                }
            }
        }
    }

    /// Puts a row's cells, as often as the row and they are repeated.
    fn fill(
        &mut self,
        grid: &mut Grid,
        row: u32,
        (repeated, hidden): (u32, bool),
        cells: &[(u32, Cell, Written)],
    ) -> Result<(), Unreadable> {
        if cells.is_empty() {
            return Ok(());
        }
        for row in row..row.saturating_add(repeated) {
            for (first, cell, written) in cells {
                let (rows, columns) = cell.spans;
                let bottom = row.saturating_add(rows - 1);
                let right = first.saturating_add(columns - 1);
                self.filling.merge(grid, Area { top: row, left: *first, bottom, right })?;
                self.tell(grid, (row, *first), &cell.remarks)?;
                for column in *first..first.saturating_add(cell.columns) {
                    self.put(grid, (row, column), cell, written)?;
                }
            }
            if hidden {
                self.filling.hide(grid, row);
            }
        }
        Ok(())
    }

    fn put(
        &mut self,
        grid: &mut Grid,
        (row, column): (u32, u32),
        cell: &Cell,
        written: &Written,
    ) -> Result<(), Unreadable> {
        let shown: String = written.runs.iter().map(|run| run.text.as_str()).collect();
        // The format shows nothing of what the cell holds.
        let held = match &cell.value {
            _ if !cell.has_words || !shown.trim().is_empty() => None,
            Stated::Number(number) if *number != 0.0 => Some(general(*number)),
            Stated::Date(date) => Some(date.clone()),
            _ => cell.held.as_deref().map(settled),
        };
        if let Some(held) = held.filter(|held| !held.is_empty()) {
            return Ok(self.filling.mark(grid, (row, column), Mark::Unshown(held))?);
        }
        let value = match &cell.value {
            // LibreOffice stores the error as the text that it shows.
            _ if cell.formula && is_error(&shown) => Value::Error(shown),
            Stated::Empty if cell.formula && shown.is_empty() => Value::NoResult,
            Stated::Text if !cell.has_words => {
                Value::Text(cell.held.as_deref().unwrap_or_default().into())
            }
            Stated::Empty | Stated::Text => Value::Runs(written.clone()),
            Stated::Number(_) if has_words(&shown) => Value::Text(shown.into()),
            Stated::Number(number) => Value::Number { number: *number, is_1904: false },
            Stated::Boolean(flag) => Value::Flag(*flag),
            Stated::Date(_) if has_words(&shown) => Value::Text(shown.into()),
            Stated::Date(date) => Value::Text(shown_date(date, &shown).into()),
        };
        let font = Font { struck: cell.style.struck, ..Font::default() };
        let look = Look { font, ..Look::default() };
        Ok(self.filling.take(grid, (row, column), value, &look)?)
    }
}

/// Whether a number or a date is shown with words, or with noughts before it.
fn has_words(shown: &str) -> bool {
    let is_number = shown.parse::<f64>().is_ok();
    let has_letters = shown.contains(char::is_alphabetic);
    let is_padded =
        shown.len() > 1 && shown.starts_with('0') && shown.bytes().all(|b| b.is_ascii_digit());
    has_letters && !is_number || is_padded
}

impl Stated {
    fn of(element: &BytesStart) -> Stated {
        let kind = xml::attribute(element, "value-type");
        let number = || xml::attribute(element, "value").and_then(|value| value.parse().ok());
        match kind.as_deref() {
            Some("float" | "currency") => number().map_or(Stated::Text, Stated::Number),
            Some("date") => match xml::attribute(element, "date-value") {
                Some(date) => Stated::Date(date.into_owned()),
                None => Stated::Text,
            },
            Some("boolean") => Stated::Boolean(xml::flag(element, "boolean-value", false)),
            Some(_) => Stated::Text,
            None => Stated::Empty,
        }
    }
}

/// A date as the clerk sees it where it stands day first in numbers, else turned: in full, or month
/// and year, or the year, by the numbers shown.
fn shown_date(value: &str, shown: &str) -> String {
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    let Ok(date) = parse_date(day) else { return shown.to_string() };
    let numbers: Vec<&str> =
        shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = |date: Date| date.year().to_string();
    let full = short_date(date);
    let is = |part: &str, number: i8| part.parse() == Ok(number) && part.len() <= 2;
    let is_plain = shown.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | '-'));
    let is_day_first = match numbers.as_slice() {
        [day, month, end] => is(day, date.day()) && is(month, date.month()) && *end == year(date),
        [month, end] if *end == year(date) => is(month, date.month()),
        [day, month] => is(day, date.day()) && is(month, date.month()),
        _ => false,
    };
    if is_plain && is_day_first {
        return shown.to_string();
    }
    match numbers.as_slice() {
        [one] if *one == year(date) => year(date),
        [_, other] if *other == year(date) => {
            full.split_once('/').map_or(full.clone(), |(_, rest)| rest.to_string())
        }
        _ => full,
    }
}

fn is_error(shown: &str) -> bool {
    shown.starts_with('#') && shown.ends_with(['!', '?', 'A']) || shown.starts_with("Err:")
}

fn push(written: &mut Written, text: &str, style: &Style) {
    let same = |run: &&mut Run| {
        run.font == style.font && (run.struck, run.raised) == (style.struck, style.raised)
    };
    match written.runs.last_mut().filter(same) {
        Some(run) => run.text.push_str(text),
        None => {
            let (text, font) = (text.to_string(), style.font.clone());
            let (struck, raised) = (style.struck, style.raised);
            written.runs.push(Run { text, font, struck, raised });
        }
    }
}

/// A count of at least one.
fn count(element: &BytesStart, name: &str) -> u32 {
    xml::attribute(element, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(element: &BytesStart) -> bool {
    xml::attribute(element, "visibility").is_some_and(|word| word != "visible")
}
