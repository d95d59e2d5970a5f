//! A sheet's part of the stream → its [`Grid`].
//!
//! Invariant: every cell is read or reported. A cell's record that cannot be read makes the file
//! refused.

use std::collections::BTreeSet;

use super::book::{Book, SheetEntry};
use super::records::{Fields, Records, kind};
use super::remarks::Remarks;
use super::text::{Length, RichText, Runs};
use crate::read::grid::value::Value;
use crate::read::grid::{Area, Filling, Grid, Mark, TooLarge, Unreadable, Unseen};

/// What a cell of text or a number begins with.
#[derive(Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    style: u16,
}

struct Reading<'r, 'b> {
    book: &'r Book<'b>,
    grid: &'r mut Grid,
    filling: &'r mut Filling,
    hidden_rows: BTreeSet<u32>,
    /// A formula whose text stands in a record behind.
    awaiting: Option<Cell>,
    remarks: Remarks,
}

/// Why a record cannot be taken: a limit, or it is damaged (`None`).
struct Refusal(Option<TooLarge>);

impl From<TooLarge> for Refusal {
    fn from(error: TooLarge) -> Refusal {
        Refusal(Some(error))
    }
}

type Taken = Result<(), Refusal>;

/// Fills a sheet's grid; returns how many bytes of the stream it has.
pub fn read(
    book: &Book,
    entry: &SheetEntry,
    grid: &mut Grid,
    filling: &mut Filling,
) -> Result<usize, Unreadable> {
    let mut records = Records::starting_at(book.stream, entry.position);
    let mut reading = Reading {
        book,
        grid,
        filling,
        hidden_rows: BTreeSet::new(),
        awaiting: None,
        remarks: Remarks::default(),
    };
    // Charts stand inside a sheet as parts of their own.
    let mut depth = 0usize;
    while let Some(record) = records.next() {
        match (record.kind, depth) {
            (kind::BOF, _) => depth += 1,
            (_, 0) => break,
            (kind::EOF, 1) => {
                reading.finish()?;
                return Ok(records.position - entry.position);
            }
            (kind::EOF, _) => depth -= 1,
            (other, 1) => reading.take(other, record.fields).map_err(|refusal| match refusal {
                Refusal(Some(error)) => error.into(),
                Refusal(None) => Unreadable::damaged(format!("{}: 0x{other:04X}", entry.name)),
            })?,
            _ => {}
        }
    }
    Err(Unreadable::damaged(format!("{}: thiếu phần cuối (cut off)", entry.name)))
}

impl Reading<'_, '_> {
    fn take(&mut self, kind: u16, mut fields: Fields) -> Taken {
        match kind {
            kind::ROW => {
                let _ = self.take_row(fields);
            }
            kind::COL_INFO => {
                let _ = self.take_columns(fields);
            }
            kind::MERGED_CELLS => self.take_merges(fields)?,
            kind::OBJECT | kind::OBJECT_TEXT | kind::NOTE => {
                let _ = self.remarks.take(self.book, kind, fields);
            }
            kind::STRING => {
                if let Some(cell) = self.awaiting.take() {
                    let text = self.book.text(&mut fields, Length::Word, Runs::Inside);
                    self.write(cell, text)?;
                }
            }
            kind::MUL_RK => self.take_rks(fields)?,
            kind::LABEL_SST
            | kind::LABEL
            | kind::RSTRING
            | kind::NUMBER
            | kind::RK
            | kind::BOOL_ERR
            | kind::FORMULA => {
                self.settle_formula()?;
                let cell = cell(&mut fields).ok_or(Refusal(None))?;
                self.take_cell(kind, cell, fields)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn take_cell(&mut self, kind: u16, cell: Cell, mut fields: Fields) -> Taken {
        match kind {
            kind::LABEL_SST => {
                let text = fields.u32().and_then(|index| self.book.shared(index));
                self.write(cell, text)
            }
            kind::LABEL | kind::RSTRING => {
                let runs = if kind == kind::RSTRING { Runs::Behind } else { Runs::Inside };
                let text = self.book.text(&mut fields, Length::Word, runs);
                self.write(cell, text)
            }
            kind::NUMBER => self.put_number(cell, fields.array().map(f64::from_le_bytes)),
            kind::RK => self.put_number(cell, fields.u32().map(number_of_rk)),
            kind::BOOL_ERR => match fields.array() {
                Some([code, is_error]) => self.put_flag(cell, code, is_error != 0),
                None => Err(Refusal(None)),
            },
            _ => self.take_formula(cell, fields),
        }
    }

    /// The stored result of a formula ([MS-XLS] 2.5.133).
    fn take_formula(&mut self, cell: Cell, mut fields: Fields) -> Taken {
        let result: [u8; 8] = fields.array().ok_or(Refusal(None))?;
        let flags = fields.u16().unwrap_or_default();
        match result {
            [0, .., 0xFF, 0xFF] => self.awaiting = Some(cell),
            [1, _, code, .., 0xFF, 0xFF] => self.put_flag(cell, code, false)?,
            [2, _, code, .., 0xFF, 0xFF] => self.put_flag(cell, code, true)?,
            // An empty text; where the formula is to be calculated when the file is opened, its
            // writer could not calculate.
            [_, .., 0xFF, 0xFF] if flags & 2 != 0 => self.put(cell, Value::NoResult)?,
            [_, .., 0xFF, 0xFF] => {}
            number => self.put_number(cell, Some(f64::from_le_bytes(number)))?,
        }
        Ok(())
    }

    /// A formula whose text did not follow has no result.
    fn settle_formula(&mut self) -> Taken {
        match self.awaiting.take() {
            Some(cell) => self.put(cell, Value::NoResult),
            None => Ok(()),
        }
    }

    fn take_rks(&mut self, mut fields: Fields) -> Taken {
        self.settle_formula()?;
        let (Some(row), Some(first)) = (fields.u16(), fields.u16()) else {
            return Err(Refusal(None));
        };
        let (row, mut column) = (u32::from(row) + 1, u32::from(first));
        // Behind the numbers stands the last column, which says nothing new.
        while fields.left() >= 6 {
            column += 1;
            let style = fields.u16().unwrap_or_default();
            self.put_number(Cell { row, column, style }, fields.u32().map(number_of_rk))?;
        }
        Ok(())
    }

    fn take_row(&mut self, mut fields: Fields) -> Option<()> {
        let row = u32::from(fields.u16()?) + 1;
        fields.skip(10);
        if fields.u16()? & 0x20 != 0 {
            self.hidden_rows.insert(row);
        }
        Some(())
    }

    fn take_columns(&mut self, mut fields: Fields) -> Option<()> {
        let (first, last) = (fields.u16()?, fields.u16()?);
        fields.skip(4);
        // A sheet has 256 columns; more records than that repeat themselves.
        if fields.u16()? & 1 != 0 && self.grid.hidden_columns.len() < 256 {
            self.grid.hidden_columns.push((u32::from(first) + 1, u32::from(last) + 1));
        }
        Some(())
    }

    fn take_merges(&mut self, mut fields: Fields) -> Taken {
        fields.skip(2);
        while fields.left() >= 8 {
            let mut next = || fields.u16().map_or(0, |index| u32::from(index) + 1);
            let (top, bottom, left, right) = (next(), next(), next(), next());
            if top <= bottom && left <= right {
                self.filling.merge(self.grid, Area { top, left, bottom, right })?;
            }
        }
        Ok(())
    }

    fn write(&mut self, cell: Cell, text: Option<RichText>) -> Taken {
        let written = self.book.written(&text.ok_or(Refusal(None))?, cell.style);
        self.put(cell, Value::Runs(written))
    }

    fn put_number(&mut self, cell: Cell, number: Option<f64>) -> Taken {
        let number = number.ok_or(Refusal(None))?;
        self.put(cell, Value::Number { number, is_1904: self.book.is_1904 })
    }

    fn put_flag(&mut self, cell: Cell, code: u8, is_error: bool) -> Taken {
        self.put(
            cell,
            match is_error {
                true => Value::Error(error_name(code).to_string()),
                false => Value::Flag(code != 0),
            },
        )
    }

    fn put(&mut self, cell: Cell, value: Value) -> Taken {
        let look = self.book.look(cell.style);
        Ok(self.filling.take(self.grid, (cell.row, cell.column), value, look)?)
    }

    fn finish(mut self) -> Result<(), Unreadable> {
        // Only a limit can stop it here.
        if let Err(Refusal(Some(error))) = self.settle_formula() {
            return Err(error.into());
        }
        for (place, text) in self.remarks.all() {
            self.filling.mark(self.grid, place, Mark::unseen(Unseen::Beside, &text))?;
        }
        for row in &mut self.grid.rows {
            row.hidden = self.hidden_rows.contains(&row.row);
        }
        self.grid.settle();
        Ok(())
    }
}

fn cell(fields: &mut Fields) -> Option<Cell> {
    let (row, column, style) = (fields.u16()?, fields.u16()?, fields.u16()?);
    Some(Cell { row: u32::from(row) + 1, column: u32::from(column) + 1, style })
}

/// A number in four bytes ([MS-XLS] 2.5.217).
pub fn number_of_rk(rk: u32) -> f64 {
    let number = match rk & 2 {
        0 => f64::from_bits(u64::from(rk & !3) << 32),
        _ => f64::from(rk.cast_signed() >> 2),
    };
    if rk & 1 == 0 { number } else { number / 100.0 }
}

/// Errors of formulas by their codes ([MS-XLS] 2.5.10).
pub fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
