//! The value and look of a cell → its text in the grid: the words that the clerk sees, and marks
//! for what nobody sees.
//!
//! Invariant: every format of workbooks puts its cells here, so that a number, a text or an error
//! is the same thing in all formats.

use std::borrow::Cow;
use std::rc::Rc;

use super::TooLarge;
use super::cell_text::{Run, Written};
use super::look::{Font, Look};
use super::number_format::{TextShown, days_of};
use super::{Filling, Grid, GridCell, Mark};
use crate::text::legacy::may_be_legacy;
use crate::text::{clean, clean_part, parse_date, short_date};

/// What a cell holds.
#[derive(Debug)]
pub enum Value<'a> {
    /// A number, or days counted from 1904 or else from 1900.
    Number { number: f64, is_1904: bool },
    /// True or false.
    Flag(bool),
    /// A day as ISO 8601 has it, perhaps with its hour.
    Day(&'a str),
    /// Text in the font of its cell, not cleaned.
    Text(Cow<'a, str>),
    /// Text with fonts of its own.
    Runs(Written),
    /// A formula that ended in an error.
    Error(String),
    /// A formula without a stored result.
    NoResult,
}

impl Filling {
    /// Puts a cell, row and column from 1, as it is shown.
    pub fn take(
        &mut self,
        grid: &mut Grid,
        place: (u32, u32),
        value: Value,
        look: &Look,
    ) -> Result<(), TooLarge> {
        let text = match value {
            Value::Number { number, is_1904 } => {
                let shown = look.format.show(number, is_1904);
                // A nought that is not shown says nothing.
                if shown.is_empty() && number != 0.0 {
                    let held = super::number_format::general(number);
                    return self.mark(grid, place, Mark::Unshown(held));
                }
                shown
            }
            // As the clerk sees it in a Vietnamese Excel, and as flags are read.
            Value::Flag(flag) => flag.to_string(),
            Value::Day(text) => {
                let day = text.split_once('T').map_or(text, |(day, _)| day);
                match days_of(text).filter(|_| look.format.is_date()) {
                    Some(days) => look.format.show(days, false),
                    None => parse_date(day).map_or_else(|_| clean(text), short_date),
                }
            }
            Value::Text(text) => return self.text(grid, place, text, look),
            Value::Runs(written) => return self.runs(grid, place, written, look),
            Value::Error(name) => return self.mark(grid, place, Mark::Error(name)),
            Value::NoResult => return self.mark(grid, place, Mark::FormulaEmpty),
        };
        let struck = look.font.struck;
        self.put(grid, place.0, GridCell { column: place.1, struck, text })
    }

    fn text(
        &mut self,
        grid: &mut Grid,
        (row, column): (u32, u32),
        text: Cow<str>,
        look: &Look,
    ) -> Result<(), TooLarge> {
        // Nearly every cell of today's offices: nothing to convert, to repair or to add.
        if *look.text == TextShown::Whole
            && !look.font.is_legacy
            && let Some(shown) = clean_part(&text)
        {
            let shown = shown.to_string();
            let cell = GridCell { column, struck: look.font.struck, text: shown };
            return match may_be_legacy(&text) {
                true => self.put_doubtful(grid, row, (cell, &Rc::from(text.as_ref()))),
                false => self.put(grid, row, cell),
            };
        }
        let Font { name, struck, raised, .. } = &look.font;
        let font = name.as_deref().map(str::to_string);
        let run = Run { text: text.into_owned(), font, struck: *struck, raised: *raised };
        self.runs(grid, (row, column), Written { runs: vec![run] }, look)
    }

    fn runs(
        &mut self,
        grid: &mut Grid,
        place: (u32, u32),
        mut written: Written,
        look: &Look,
    ) -> Result<(), TooLarge> {
        match &*look.text {
            TextShown::Whole => {}
            TextShown::Hidden => {
                let text: String = written.runs.iter().map(|run| run.text.as_str()).collect();
                let held = super::cell_text::settled(&text);
                return match held.is_empty() {
                    true => Ok(()),
                    false => self.mark(grid, place, Mark::Unshown(held)),
                };
            }
            TextShown::Between(..) if written.runs.iter().all(|run| run.text.trim().is_empty()) => {
            }
            TextShown::Between(before, behind) => {
                if let Some(first) = written.runs.first_mut() {
                    first.text.insert_str(0, before);
                }
                if let Some(last) = written.runs.last_mut() {
                    last.text.push_str(behind);
                }
            }
        }
        self.write(grid, place, &written)
    }
}
