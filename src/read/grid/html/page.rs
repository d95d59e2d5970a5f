//! Tags and text of a page, in order → its tables and the text around them, as [`Piece`]s.
//!
//! Invariant: one pass, and a bounded amount of work for each tag; spans are areas and never
//! copies of cells.

use super::frame::{CELL, Frame, GROUP, Piece, ROW, TABLE, Table, Text, span};
use super::style::{Look, Said, StyleSheet};
use crate::read::grid::TooLarge;
use crate::read::grid::cell_text::{self, Run, Written};
use crate::read::grid::number_format::NumberFormat;
use crate::read::grid::spans::COLUMNS;
use crate::read::limits;

/// Tables and elements inside one another; those further inside are text of the one around them.
const DEPTH: usize = 50;

/// Elements before and behind which a line ends.
#[rustfmt::skip]
const BLOCKS: [&str; 30] = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "pre", "blockquote", "address", "center", "form", "fieldset", "section", "article", "header",
    "footer", "main", "nav", "caption", "body", "head",
];

/// Elements without an end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// A start tag.
pub struct Tag<'a> {
    /// What it says of its look.
    pub said: Said<'a>,
    /// `colspan`, or `span` of `<col>`.
    pub columns: Option<&'a str>,
    /// `rowspan`.
    pub rows: Option<&'a str>,
    /// Whether it ends itself: `<o:p/>`.
    pub closed: bool,
}

/// A page while its tags come in.
pub struct Page {
    /// The rules of its `<style>` elements.
    pub styles: StyleSheet,
    /// The page, then the tables whose end has not come, from outside in.
    root: Frame,
    frames: Vec<Frame>,
    /// Tables too far inside, whose end has not come.
    too_deep: usize,
    written: Written,
    written_at: u32,
    /// Runs, texts, areas and tables so far: what takes memory.
    count: usize,
}

impl Page {
    /// A page with nothing in it.
    pub fn new() -> Page {
        Page {
            styles: StyleSheet::default(),
            root: Frame::page(),
            frames: Vec::new(),
            too_deep: 0,
            written: Written::default(),
            written_at: 1,
            count: 0,
        }
    }

    /// Text between tags, and its line.
    pub fn text(&mut self, text: &str, line: u32) -> Result<(), TooLarge> {
        let look = self.target().look();
        let begins_line = self.written.runs.last().is_none_or(|run| run.text.ends_with('\n'));
        if look.hidden || (begins_line && text.trim().is_empty()) {
            return Ok(());
        }
        let (font, struck) = (look.font.as_deref().map(str::to_string), look.struck);
        let text = text.replace(['\n', '\r', '\t'], " ");
        if self.written.runs.is_empty() {
            self.written_at = line;
        }
        match self.written.runs.last_mut() {
            Some(last) if last.font == font && last.struck == struck => last.text.push_str(&text),
            _ => {
                self.count()?;
                self.written.runs.push(Run { text, font, struck });
            }
        }
        Ok(())
    }

    /// A start tag.
    pub fn start(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        match tag.said.name {
            "table" if self.too_deep > 0 || self.frames.len() == DEPTH => {
                self.too_deep += 1;
                self.new_line()
            }
            "table" => self.open_table(tag),
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "col"
                if self.too_deep > 0 || self.frames.is_empty() =>
            {
                self.new_line()
            }
            "tr" => self.open_row(tag),
            "td" | "th" => self.open_cell(tag),
            "thead" | "tbody" | "tfoot" => self.open_group(tag),
            "col" => {
                self.take_column(tag);
                Ok(())
            }
            "br" => self.break_line(),
            name => {
                if BLOCKS.contains(&name) {
                    self.new_line()?;
                }
                self.open_element(tag);
                Ok(())
            }
        }
    }

    /// An end tag.
    pub fn end(&mut self, name: &str) -> Result<(), TooLarge> {
        let is_outside = self.too_deep > 0 || self.frames.is_empty();
        match name {
            "table" if self.too_deep > 0 => {
                self.too_deep -= 1;
                self.new_line()
            }
            "table" => self.close_table(),
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" if is_outside => self.new_line(),
            "td" | "th" => self.close_cell(),
            "tr" => self.close_row(),
            "thead" | "tbody" | "tfoot" => {
                self.close_row()?;
                if let Some(frame) = self.frames.last_mut() {
                    frame.looks[GROUP] = frame.looks[TABLE].clone();
                }
                Ok(())
            }
            // Some write it for `<br>`.
            "br" => self.break_line(),
            _ => {
                if BLOCKS.contains(&name) {
                    self.new_line()?;
                }
                let elements = &mut self.target_mut().elements;
                if let Some(at) = elements.iter().rposition(|(open, _)| open == name) {
                    elements.truncate(at);
                }
                Ok(())
            }
        }
    }

    /// The page as a whole, with what its tags left open closed.
    pub fn finish(mut self) -> Result<Table, TooLarge> {
        while !self.frames.is_empty() {
            self.close_table()?;
        }
        self.flush()?;
        Ok(self.root.table)
    }

    /// The fonts of the text that has not come to its end, for tests: a grid keeps none.
    #[cfg(test)]
    pub fn fonts(&self) -> Vec<Option<&str>> {
        self.written.runs.iter().map(|run| run.font.as_deref()).collect()
    }

    /// Where text goes: the open cell of the innermost table. Text of a table outside its cells
    /// stands above it, as in browsers.
    fn target(&self) -> &Frame {
        self.frames.iter().rev().find(|frame| frame.cell.is_some()).unwrap_or(&self.root)
    }

    fn target_mut(&mut self) -> &mut Frame {
        let open = self.frames.iter_mut().rev().find(|frame| frame.cell.is_some());
        open.unwrap_or(&mut self.root)
    }

    fn count(&mut self) -> Result<(), TooLarge> {
        self.count += 1;
        match self.count > limits::CELLS {
            true => Err(TooLarge { limit: limits::CELLS, what: "phần chữ (pieces of text)" }),
            false => Ok(()),
        }
    }

    /// Ends a line where one has begun.
    fn new_line(&mut self) -> Result<(), TooLarge> {
        match self.written.runs.last() {
            Some(run) if !run.text.ends_with('\n') => self.break_line(),
            _ => Ok(()),
        }
    }

    /// Ends a line; outside tables each is a text of its own.
    fn break_line(&mut self) -> Result<(), TooLarge> {
        if self.frames.iter().all(|frame| frame.cell.is_none()) {
            return self.flush();
        }
        if let Some(run) = self.written.runs.last_mut() {
            run.text.push('\n');
        }
        Ok(())
    }

    /// Puts the text so far into the open cell.
    fn flush(&mut self) -> Result<(), TooLarge> {
        let written = std::mem::take(&mut self.written);
        if written.runs.is_empty() {
            return Ok(());
        }
        let (mut text, mark) = cell_text::settle(&written);
        if text.is_empty() {
            return Ok(());
        }
        self.count()?;
        let (line, struck) = (self.written_at, written.is_struck());
        let frame = self.target_mut();
        if let Some(date) = frame.look().format.as_deref().and_then(|format| date(format, &text)) {
            text = date;
        }
        let place = frame.cell.unwrap_or((1, 1));
        frame.table.texts.0 += 1;
        frame.table.pieces.push(Piece::Text(Text { place, line, text, struck, mark }));
        Ok(())
    }

    fn open_table(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        // A table between the cells of another ends that one.
        if self.frames.last().is_some_and(|frame| frame.cell.is_none()) {
            self.close_table()?;
        }
        self.flush()?;
        let target = self.target();
        let look = self.styles.look(target.look(), &tag.said);
        let frame = Frame::table(target.cell.unwrap_or((1, 1)), look);
        self.frames.push(frame);
        Ok(())
    }

    fn close_table(&mut self) -> Result<(), TooLarge> {
        self.close_row()?;
        self.flush()?;
        let Some(Frame { table, .. }) = self.frames.pop() else { return Ok(()) };
        if !table.pieces.is_empty() {
            // A table takes as much memory as so many pieces of text.
            self.count += 7;
            self.count()?;
            let outer = &mut self.target_mut().table;
            if !table.hidden {
                outer.texts.1 += table.texts.0 + table.texts.1;
            }
            outer.pieces.push(Piece::Table(table));
        }
        Ok(())
    }

    fn open_group(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        self.close_row()?;
        if let Some(frame) = self.frames.last_mut() {
            frame.looks[GROUP] = self.styles.look(&frame.looks[TABLE], &tag.said);
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        self.close_row()?;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        frame.looks[ROW] = self.styles.look(&frame.looks[GROUP], &tag.said);
        frame.in_row = true;
        frame.next.0 = 1;
        frame.table.rows += 1;
        if std::mem::take(&mut frame.looks[ROW].hidden) {
            let row = frame.table.rows;
            frame.table.hidden_rows.push(row);
            return self.count();
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), TooLarge> {
        self.close_cell()?;
        if let Some(frame) = self.frames.last_mut() {
            frame.in_row = false;
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        self.close_cell()?;
        if self.frames.last().is_some_and(|frame| !frame.in_row) {
            let said = Said { name: "tr", ..Said::default() };
            self.open_row(&Tag { said, columns: None, rows: None, closed: false })?;
        }
        self.flush()?;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let look = self.styles.look(&frame.looks[ROW], &tag.said);
        let is_placed = !look.hidden;
        frame.looks[CELL] = look;
        let area = frame.place((tag.rows, tag.columns), is_placed)?;
        frame.cell = Some((area.top, area.left));
        if is_placed && (area.top, area.left) != (area.bottom, area.right) {
            frame.table.areas.push(area);
            return self.count();
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), TooLarge> {
        if self.frames.last().is_some_and(|frame| frame.cell.is_some()) {
            self.flush()?;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.cell = None;
            frame.elements.clear();
        }
        Ok(())
    }

    fn take_column(&mut self, tag: &Tag) {
        let Some(frame) = self.frames.last_mut() else { return };
        let first = frame.next.1;
        let last = first.saturating_add(span(tag.columns) - 1).min(COLUMNS);
        frame.next.1 = (last + 1).min(COLUMNS);
        let hidden = self.styles.look(&Look::default(), &tag.said).hidden;
        if hidden && first <= last && frame.table.hidden_columns.len() < COLUMNS as usize {
            frame.table.hidden_columns.push((first, last));
        }
    }

    fn open_element(&mut self, tag: &Tag) {
        let name = tag.said.name;
        if tag.closed || VOID.contains(&name) {
            return;
        }
        let target = self.target();
        let look = self.styles.look(target.look(), &tag.said);
        let elements = &mut self.target_mut().elements;
        // These end where the next begins.
        if matches!(name, "p" | "li" | "dt" | "dd")
            && let Some(at) = elements.iter().rposition(|(open, _)| open == name)
        {
            elements.truncate(at);
        }
        if elements.len() < DEPTH {
            elements.push((name.to_string(), look));
        }
    }
}

/// A number that a program wrote where its format shows a day.
fn date(format: &NumberFormat, text: &str) -> Option<String> {
    let number = text.parse().ok().filter(|number| *number >= 1.0)?;
    format.is_date().then(|| format.show(number, false))
}
