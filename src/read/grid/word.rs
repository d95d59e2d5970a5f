//! The tables of a Word file → [`Grid`]s, with the text between them.
//!
//! Invariant: a table's rows and columns are counted as in its own grid, merged cells by all that
//! they cover.

use super::cell_text::{Run, Written, settled};
use super::{Area, Filling, Grid, Line, Mark, Unreadable};
use crate::diag::Diagnostics;
use crate::read::faults::WORD_CHANGES;
use crate::read::limits;
use crate::read::package::Package;
use crate::read::word::{self, Block, Cell, Table};
use crate::source::{FileId, Sources};

/// Reads the tables of a Word file.
pub fn read(
    package: Package,
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Unreadable> {
    let document = word::read(package)?;
    if document.changes {
        diagnostics.push(WORD_CHANGES.at(file.whole()));
    }
    let mut grids: Vec<Grid> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = settled(&paragraph.line());
                if !text.is_empty() {
                    let at = file.paragraph(paragraph.number);
                    let stands_out =
                        paragraph.heading.is_some() || paragraph.bold || paragraph.centered;
                    lines.push(Line { at, text, stands_out });
                }
            }
            Block::Table(table) => {
                Unreadable::unless(grids.len(), limits::SHEETS, "bảng (tables)")?;
                let mut grid = word_grid(table, grids.len() + 1, file, sources, filling)?;
                grid.above = std::mem::take(&mut lines);
                grids.push(grid);
            }
        }
    }
    if let Some(last) = grids.last_mut() {
        last.below = lines;
    }
    Ok(grids)
}

/// The `number`th table of a Word file, from 1.
pub fn word_grid(
    table: &Table,
    number: usize,
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Grid, Unreadable> {
    let name = format!("Bảng {number}");
    let mut grid = Grid::new(&name, sources.add_table(file, &name));
    grid.is_loose = true;
    fill(&mut grid, table, filling)?;
    grid.settle();
    Ok(grid)
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
