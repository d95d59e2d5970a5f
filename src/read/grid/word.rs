//! The paragraphs and tables of a Word file → pieces of a text, its tables as [`Grid`]s.
//!
//! Invariant: a table's rows and columns are counted as in its own grid, merged cells by all that
//! they cover.

use super::cell_text::{Run, Written, settled};
use super::{Area, Filling, Grid, Line, Mark, TextBlock, Unreadable};
use crate::read::limits;
use crate::read::word::{Block, Cell, Paragraph, Table};
use crate::source::{FileId, Sources};

/// The tables of a Word file while they are counted.
pub struct WordTables<'a> {
    file: FileId,
    sources: &'a mut Sources,
    filling: &'a mut Filling,
    count: usize,
}

impl<'a> WordTables<'a> {
    /// No table yet.
    pub fn new(file: FileId, sources: &'a mut Sources, filling: &'a mut Filling) -> WordTables<'a> {
        WordTables { file, sources, filling, count: 0 }
    }

    /// A paragraph or a table as a piece of the text; a paragraph that holds nothing is none.
    ///
    /// # Errors
    /// Over a limit.
    pub fn block(&mut self, block: &Block) -> Result<Option<TextBlock>, Unreadable> {
        match block {
            Block::Paragraph(paragraph) => Ok(line(paragraph, self.file).map(TextBlock::Paragraph)),
            Block::Table(table) => self.grid(table).map(|grid| Some(TextBlock::Table(grid))),
        }
    }

    fn grid(&mut self, table: &Table) -> Result<Grid, Unreadable> {
        Unreadable::unless(self.count, limits::SHEETS, "bảng (tables)")?;
        self.count += 1;
        let name = format!("Bảng {}", self.count);
        let mut grid = Grid::new(&name, self.sources.add_table(self.file, &name));
        grid.is_loose = true;
        fill(&mut grid, table, self.filling)?;
        grid.settle();
        Ok(grid)
    }
}

fn line(paragraph: &Paragraph, file: FileId) -> Option<Line> {
    let text = settled(&paragraph.line());
    let is_strong = paragraph.heading.is_some() || paragraph.bold;
    (!text.is_empty()).then(|| Line {
        at: file.paragraph(paragraph.number),
        text,
        stands_out: is_strong || paragraph.centered,
        is_strong,
        columns: Vec::new(),
    })
}

fn fill(grid: &mut Grid, table: &Table, filling: &mut Filling) -> Result<(), Unreadable> {
    // Cells merged downwards, by column: an area that is still open.
    let mut open: Vec<Area> = Vec::new();
    for (row, cells) in (1..).zip(&table.rows) {
        let mut still_open: Vec<Area> = Vec::new();
        for cell in &cells.cells {
            let right = cell.column.saturating_add(cell.span.max(1) - 1);
            let above =
                open.iter().position(|area| area.left == cell.column).filter(|_| cell.continued);
            match above.map(|index| open.swap_remove(index)) {
                Some(area) => still_open.push(Area { bottom: row, ..area }),
                None => still_open.push(Area { top: row, left: cell.column, bottom: row, right }),
            }
            // A cell that goes on the one above may hold text that Word does not show.
            if !cell.continued {
                let written = Written { runs: runs(cell) };
                filling.write(grid, (row, cell.column), &written)?;
                if let Some(legacy) = cell.paragraphs.iter().find_map(|paragraph| paragraph.legacy)
                {
                    filling.mark(grid, (row, cell.column), Mark::Legacy(legacy))?;
                }
            }
        }
        for area in std::mem::replace(&mut open, still_open) {
            filling.merge(grid, area)?;
        }
        if cells.hidden {
            filling.hide(grid, row);
        }
    }
    for area in open {
        filling.merge(grid, area)?;
    }
    Ok(())
}

/// A cell's paragraphs as lines, each a run of its own where one is struck through.
fn runs(cell: &Cell) -> Vec<Run> {
    let lines = cell.paragraphs.iter().enumerate().map(|(index, paragraph)| Run {
        text: format!("{}{}", if index > 0 { "\n" } else { "" }, paragraph.line()),
        font: None,
        struck: paragraph.struck,
    });
    lines.collect()
}
