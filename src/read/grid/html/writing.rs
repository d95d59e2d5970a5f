//! The text between tags → the text of the open cell. Hidden text, struck text and the marks of
//! notes are left out.
//!
//! Invariant: text that is left out is kept, as far as a message shows it.

use super::frame::{Piece, Text};
use super::page::Page;
use crate::read::grid::cell_text::{self, Run};
use crate::read::grid::choices::{OPEN, TICKED, choice};
use crate::read::grid::number_format::NumberFormat;
use crate::read::grid::{Mark, TooLarge, Unseen};
use crate::text::note_mark::{is_note_mark, without_note_marks};

/// Letters of text that was not read that are kept of a cell.
const UNSEEN: usize = 400;

impl Page {
    /// Text between tags, and its line.
    pub fn text(&mut self, text: &str, line: u32) -> Result<(), TooLarge> {
        if let Some(list) = &mut self.list {
            list.push(text);
            return Ok(());
        }
        let look = self.target().look();
        if self.templates > 0 || look.hidden || look.invisible || look.deleted {
            let is_silent = look.silent;
            let why = if look.deleted { Unseen::Deleted } else { Unseen::Hidden };
            return if is_silent { Ok(()) } else { self.leave_out(why, text) };
        }
        if look.raised {
            if self.raised.len() < UNSEEN {
                self.raised.push_str(text);
                return Ok(());
            }
            return self.write(text, line);
        }
        self.settle_raised()?;
        self.write(text, line)
    }

    /// Adds what is shown to the open text.
    fn write(&mut self, text: &str, line: u32) -> Result<(), TooLarge> {
        let look = self.target().look();
        let begins_line = self.written.runs.last().is_none_or(|run| run.text.ends_with('\n'));
        if begins_line && text.trim().is_empty() {
            return Ok(());
        }
        let (font, struck) = (look.font.as_deref().map(str::to_string), look.struck);
        let text = match look.keeps_lines {
            true => text.replace("\r\n", "\n").replace('\t', " "),
            false => text.replace(['\n', '\r', '\t'], " "),
        };
        if self.written.runs.is_empty() {
            self.written_at = line;
        }
        match self.written.runs.last_mut() {
            Some(last) if last.font == font && last.struck == struck => last.text.push_str(&text),
            _ => {
                self.count()?;
                self.written.runs.push(Run { text, font, struck, raised: false });
            }
        }
        Ok(())
    }

    /// Adds the raised text, unless it is the mark of a note.
    fn settle_raised(&mut self) -> Result<(), TooLarge> {
        if self.raised.is_empty() {
            return Ok(());
        }
        let raised = std::mem::take(&mut self.raised);
        let before = self.written.runs.last().map_or("", |run| run.text.as_str());
        // The last words are enough to tell a mark from a power.
        let from = before.char_indices().rev().nth(40).map_or(0, |(index, _)| index);
        match before.get(from..) {
            Some(before) if is_note_mark(before, &raised) => Ok(()),
            _ => self.write(&raised, self.written_at),
        }
    }

    /// Keeps the beginning of text that is not read.
    pub(super) fn leave_out(&mut self, why: Unseen, text: &str) -> Result<(), TooLarge> {
        if text.trim().is_empty() {
            return Ok(());
        }
        match self.unseen.iter_mut().find(|(known, _)| *known == why) {
            Some((_, unseen)) if unseen.len() < UNSEEN => unseen.push_str(text),
            Some(_) => {}
            None => {
                self.count()?;
                self.unseen.push((why, text.to_string()));
            }
        }
        Ok(())
    }

    /// Puts the text so far into the open cell.
    pub(super) fn flush(&mut self) -> Result<(), TooLarge> {
        self.settle_raised()?;
        let mut written = std::mem::take(&mut self.written);
        let boxes = std::mem::take(&mut self.boxes);
        if let Some(text) = written.take_struck() {
            self.leave_out(Unseen::Deleted, &text)?;
        }
        let (mut text, mark) = cell_text::settle(&written);
        if let Some(kept) = without_note_marks(&text) {
            text = kept;
        }
        if let Some(choice) = choice(&text) {
            text = choice.text;
            if !choice.left.is_empty() {
                self.leave_out(Unseen::Unticked, &choice.left.join("; "))?;
            }
        } else if boxes > 0 {
            text = of_one_box(&text);
        }
        self.tell_left_out()?;
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

    /// Notes what was not read of the open cell, or was taken for what was chosen.
    fn tell_left_out(&mut self) -> Result<(), TooLarge> {
        // A row that is not shown is told as a whole.
        if self.frames.last().is_some_and(|frame| frame.in_hidden_row) {
            return Ok(());
        }
        let unseen = std::mem::take(&mut self.unseen);
        let guessed = self.guessed.take().map(Mark::Guessed);
        let marks = unseen.into_iter().map(|(why, text)| Mark::unseen(why, &text)).chain(guessed);
        for mark in marks {
            self.count()?;
            let frame = self.target_mut();
            let place = frame.cell.unwrap_or((1, 1));
            frame.table.marks.push((place, mark));
        }
        Ok(())
    }

    /// Notes what was not read of a row that is not shown, at the row above it.
    pub(super) fn tell_hidden_row(&mut self) -> Result<(), TooLarge> {
        let unseen = std::mem::take(&mut self.unseen);
        let texts: Vec<&str> = unseen.iter().map(|(_, text)| text.as_str()).collect();
        let text = texts.join(" ");
        let Some(frame) = self.frames.last_mut().filter(|_| !text.trim().is_empty()) else {
            return Ok(());
        };
        let place = (frame.table.rows.max(1), 1);
        frame.table.marks.push((place, Mark::unseen(Unseen::Hidden, &text)));
        self.count()
    }
}

/// A text with one box, or boxes without words: a box alone is a mark, one before words says nothing
/// of them.
fn of_one_box(text: &str) -> String {
    let words = text.replace([TICKED, OPEN], " ");
    let words = words.trim();
    match (words.is_empty(), text.contains(TICKED)) {
        (true, true) => String::from("x"),
        (true, false) => String::new(),
        (false, _) => words.to_string(),
    }
}

/// A number that a program wrote where its format shows a day.
fn date(format: &NumberFormat, text: &str) -> Option<String> {
    let number = text.parse().ok().filter(|number| *number >= 1.0)?;
    format.is_date().then(|| format.show(number, false))
}
