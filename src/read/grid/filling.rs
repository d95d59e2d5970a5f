//! Cells as a reader meets them → a [`Grid`], counted against the limits.
//!
//! Invariant: every reader fills its grids here, so that each limit holds for all formats.

use std::borrow::Cow;
use std::rc::Rc;

use super::cell_text::{self, Written};
use super::{Area, Grid, GridCell, GridRow, Mark, Unseen};
use crate::read::limits;
use crate::read::unreadable::TooLarge;
use crate::text::note_mark::{may_have_note_marks, without_note_marks};

/// What the grids of one file hold together.
#[derive(Debug, Default)]
pub struct Filling {
    /// Cells met, filled or not: a file may repeat an empty one for ever.
    met: usize,
    cells: usize,
    bytes: usize,
    marks: usize,
    tables: usize,
}

impl Filling {
    /// Adds a cell, row and column from 1, with its text as written; nothing when it is empty.
    ///
    /// Text counts as written: a cell of spaces is no cell, but a million of them is work.
    pub fn write(
        &mut self,
        grid: &mut Grid,
        (row, column): (u32, u32),
        written: &Written,
    ) -> Result<(), TooLarge> {
        self.count_text(written.runs.iter().map(|run| run.text.len()).sum())?;
        let mut written = Cow::Borrowed(written);
        if written.runs.len() > 1 && written.runs.iter().any(|run| run.struck || run.raised) {
            let written = written.to_mut();
            written.drop_note_marks();
            if let Some(text) = written.take_struck() {
                self.mark(grid, (row, column), Mark::unseen(Unseen::Struck, &text))?;
            }
        }
        let written = &*written;
        if let Some(text) = cell_text::undecided(written) {
            grid.undecided.push((row, column, text.into()));
        }
        let (text, mark) = cell_text::settle(written);
        if let Some(mark) = mark {
            self.mark(grid, (row, column), mark)?;
        }
        self.place(grid, row, GridCell { column, struck: written.is_struck(), text })
    }

    /// Adds a cell whose text is already clean, but may be of an encoding before Unicode: `raw` is
    /// the text as written.
    pub fn put_doubtful(
        &mut self,
        grid: &mut Grid,
        row: u32,
        (cell, raw): (GridCell, &Rc<str>),
    ) -> Result<(), TooLarge> {
        grid.undecided.push((row, cell.column, Rc::clone(raw)));
        self.put(grid, row, cell)
    }

    /// Adds a cell whose text is already as it will be printed; nothing when it is empty.
    pub fn put(&mut self, grid: &mut Grid, row: u32, cell: GridCell) -> Result<(), TooLarge> {
        self.count_text(cell.text.len())?;
        self.place(grid, row, cell)
    }

    fn place(&mut self, grid: &mut Grid, row: u32, mut cell: GridCell) -> Result<(), TooLarge> {
        self.met += 1;
        check(self.met, limits::CELLS_MET, "ô (cells)")?;
        if cell.text.is_empty() {
            return Ok(());
        }
        if may_have_note_marks(&cell.text)
            && let Some(kept) = without_note_marks(&cell.text)
        {
            cell.text = kept;
        }
        if cell.text.len() > limits::CELL_LETTERS {
            let letters = cell.text.chars().count();
            if letters > limits::CELL_LETTERS {
                self.mark(grid, (row, cell.column), Mark::TooLong(letters))?;
                // Its beginning tells a clerk which it is, and that the row is none without text.
                let kept = cell.text.chars().take(limits::KEPT_LETTERS);
                cell.text = kept.chain(['…']).collect();
            }
        }
        self.cells += 1;
        check(self.cells, limits::CELLS, "ô có dữ liệu (filled cells)")?;
        match grid.rows.last_mut() {
            Some(last) if last.row == row => last.cells.push(cell),
            _ => {
                check(grid.rows.len() + 1, limits::ROWS, "dòng có dữ liệu (filled rows)")?;
                // Most tables have six or seven columns.
                let mut cells = Vec::with_capacity(8);
                cells.push(cell);
                grid.rows.push(GridRow { row, hidden: false, cells });
            }
        }
        Ok(())
    }

    /// Says that the office hid a row; nothing when the row holds nothing.
    pub fn hide(&mut self, grid: &mut Grid, row: u32) {
        if let Some(last) = grid.rows.last_mut().filter(|last| last.row == row) {
            last.hidden = true;
        }
    }

    /// Adds a merged area; one of a single cell is none.
    pub fn merge(&mut self, grid: &mut Grid, area: Area) -> Result<(), TooLarge> {
        if (area.top, area.left) != (area.bottom, area.right) {
            check(grid.merges.len() + 1, limits::MERGES, "ô gộp (merged areas)")?;
            grid.merges.push(area);
        }
        Ok(())
    }

    /// The number of the next table of a text, from 1.
    pub fn next_table(&mut self) -> Result<usize, TooLarge> {
        self.tables += 1;
        check(self.tables, limits::SHEETS, "bảng (tables)")?;
        Ok(self.tables)
    }

    /// Notes what happened to a cell, row and column from 1.
    pub fn mark(&mut self, grid: &mut Grid, place: (u32, u32), mark: Mark) -> Result<(), TooLarge> {
        self.marks += 1;
        check(self.marks, limits::CELLS, "ô (cells)")?;
        if let Mark::Error(text) | Mark::Unshown(text) = &mark {
            self.count_text(text.len())?;
        }
        grid.marks.push((place.0, place.1, mark));
        Ok(())
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), TooLarge> {
        self.bytes += bytes;
        check(self.bytes, limits::TEXT_BYTES, "byte chữ (bytes of text)")
    }
}

fn check(count: usize, limit: usize, what: &'static str) -> Result<(), TooLarge> {
    if count > limit { Err(TooLarge { limit, what }) } else { Ok(()) }
}
