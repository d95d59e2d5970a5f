//! The tags and texts of a page, in order → its tables and the text around them, as [`Piece`]s.
//!
//! Invariant: the page is read in one pass, with a bounded amount of work for each tag. Spans are
//! kept as areas and never as copies of cells.

use super::forms::List;
use super::frame::{CELL, Frame, GROUP, Group, Piece, ROW, TABLE, Table, span};
use super::style::{Look, Said, StyleSheet};
use crate::read::grid::cell_text::Written;
use crate::read::grid::spans::COLUMNS;
use crate::read::grid::{TooLarge, Unseen};
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
    /// What it says as a part of a form.
    pub form: Form<'a>,
    /// Whether it ends itself: `<o:p/>`.
    pub closed: bool,
}

/// What a part of a form says.
#[derive(Default)]
pub struct Form<'a> {
    /// `type`.
    pub kind: Option<&'a str>,
    /// `value`.
    pub value: Option<&'a str>,
    /// `label`.
    pub label: Option<&'a str>,
    /// Whether it is ticked.
    pub checked: bool,
    /// Whether it is chosen of a list.
    pub selected: bool,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// Whether it may not be chosen.
    pub disabled: bool,
}

impl<'a> Tag<'a> {
    /// A tag of which only its look is known.
    pub fn of(said: Said<'a>) -> Tag<'a> {
        Tag { said, columns: None, rows: None, form: Form::default(), closed: false }
    }
}

/// A page while its tags come in.
pub struct Page {
    /// The rules of its `<style>` elements.
    pub styles: StyleSheet,
    /// The page, then the tables whose end has not come, from outside in.
    root: Frame,
    pub(super) frames: Vec<Frame>,
    /// Tables too far inside, whose end has not come.
    too_deep: usize,
    pub(super) written: Written,
    pub(super) written_at: u32,
    /// Raised text behind it, which may be the mark of a note.
    pub(super) raised: String,
    /// Boxes to tick in it that are fields of a form.
    pub(super) boxes: usize,
    /// Text that was not read, of the open cell.
    pub(super) unseen: Vec<(Unseen, String)>,
    /// What a list shows without saying that it was chosen.
    pub(super) guessed: Option<String>,
    /// The list to choose from whose end has not come.
    pub(super) list: Option<List>,
    /// Templates, which are shown only when a script asks for them, whose end has not come.
    pub(super) templates: usize,
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
            raised: String::new(),
            boxes: 0,
            unseen: Vec::new(),
            guessed: None,
            list: None,
            templates: 0,
            count: 0,
        }
    }

    /// A start tag.
    pub fn start(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        if self.takes_form(tag)? {
            return Ok(());
        }
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
        if self.ends_form(name)? {
            return Ok(());
        }
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
                    frame.begin_group(Group::Body);
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
        self.close_list()?;
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
    pub(super) fn target(&self) -> &Frame {
        self.frames.iter().rev().find(|frame| frame.cell.is_some()).unwrap_or(&self.root)
    }

    pub(super) fn target_mut(&mut self) -> &mut Frame {
        let open = self.frames.iter_mut().rev().find(|frame| frame.cell.is_some());
        open.unwrap_or(&mut self.root)
    }

    pub(super) fn count(&mut self) -> Result<(), TooLarge> {
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
    pub(super) fn break_line(&mut self) -> Result<(), TooLarge> {
        if self.frames.iter().all(|frame| frame.cell.is_none()) {
            return self.flush();
        }
        if let Some(run) = self.written.runs.last_mut() {
            run.text.push('\n');
        }
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
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let table = frame.finish();
        if !table.pieces.is_empty() || !table.marks.is_empty() {
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
            frame.begin_group(match tag.said.name {
                "thead" => Group::Head,
                "tfoot" => Group::Foot,
                _ => Group::Body,
            });
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        self.close_row()?;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        frame.looks[ROW] = self.styles.look(&frame.looks[GROUP], &tag.said);
        frame.in_row = true;
        frame.next.0 = 1;
        // A row that is not shown takes no place.
        frame.in_hidden_row = frame.looks[ROW].hidden;
        if !frame.in_hidden_row {
            frame.table.rows += 1;
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), TooLarge> {
        self.close_cell()?;
        if self.frames.last().is_some_and(|frame| frame.in_hidden_row) {
            self.tell_hidden_row()?;
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.in_row = false;
            frame.in_hidden_row = false;
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag) -> Result<(), TooLarge> {
        self.close_cell()?;
        if self.frames.last().is_some_and(|frame| !frame.in_row) {
            let said = Said { name: "tr", ..Said::default() };
            self.open_row(&Tag::of(said))?;
        }
        self.flush()?;
        let Some(frame) = self.frames.last_mut() else { return Ok(()) };
        let look = self.styles.look(&frame.looks[ROW], &tag.said);
        let is_placed = !look.hidden;
        frame.looks[CELL] = look;
        if frame.in_hidden_row {
            frame.cell = Some((frame.table.rows.max(1), 1));
            return Ok(());
        }
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
        // These end where the next begins.
        let elements = &mut self.target_mut().elements;
        if matches!(name, "p" | "li" | "dt" | "dd")
            && let Some(at) = elements.iter().rposition(|(open, _)| open == name)
        {
            elements.truncate(at);
        }
        if elements.len() < DEPTH {
            let look = self.styles.look(self.target().look(), &tag.said);
            self.target_mut().elements.push((name.to_string(), look));
        }
    }
}
