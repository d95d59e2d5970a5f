//! The pieces of a page → its text and its [`Grid`]s, in order.
//!
//! Invariant: a table that only lays out others is none itself; its text stands between them.

use std::collections::BTreeSet;

use super::frame::{Piece, Table, Text};
use crate::read::grid::{Area, Filling, Grid, GridCell, Line, TextBlock, TooLarge};
use crate::read::limits;
use crate::source::{FileId, Sources};

/// The grids of a page while they are made.
pub struct Tables<'a> {
    file: FileId,
    /// Whether lines of a page are lines of the file.
    has_lines: bool,
    sources: &'a mut Sources,
    filling: &'a mut Filling,
    /// The grids so far, with the text around them.
    pub blocks: Vec<TextBlock>,
    /// How many grids there are.
    count: usize,
}

impl<'a> Tables<'a> {
    /// No grids yet.
    pub fn of(
        file: FileId,
        has_lines: bool,
        sources: &'a mut Sources,
        filling: &'a mut Filling,
    ) -> Tables<'a> {
        Tables { file, has_lines, sources, filling, blocks: Vec::new(), count: 0 }
    }

    /// Adds the grids of a page.
    pub fn add_page(&mut self, page: Table) -> Result<(), TooLarge> {
        self.unfold(page)?;
        self.blocks.push(TextBlock::End);
        Ok(())
    }

    /// Goes through the page, or through a table that lays out others.
    fn unfold(&mut self, layout: Table) -> Result<(), TooLarge> {
        for piece in layout.pieces {
            match piece {
                Piece::Text(text) => self.lines(&text),
                Piece::Table(table) if table.hidden || is_data(&table) => self.make(table)?,
                Piece::Table(table) => self.unfold(table)?,
            }
        }
        Ok(())
    }

    fn lines(&mut self, text: &Text) {
        let at = if self.has_lines { self.file.text(text.line, 1) } else { self.file.whole() };
        let lines = text.text.split('\n').filter(|line| !line.is_empty());
        self.blocks.extend(lines.map(|text| {
            let (text, columns) = (text.to_string(), Vec::new());
            let line = Line { at, text, stands_out: false, is_strong: false, columns };
            TextBlock::Paragraph(line)
        }));
    }

    fn make(&mut self, table: Table) -> Result<(), TooLarge> {
        if self.count == limits::SHEETS {
            return Err(TooLarge { limit: limits::SHEETS, what: "bảng (tables)" });
        }
        self.count += 1;
        let name = format!("Bảng {}", self.count);
        let mut grid = Grid::new(&name, self.sources.add_sheet(self.file, &name));
        if table.hidden {
            grid.hidden = true;
        } else {
            self.fill(&mut grid, table)?;
            grid.settle();
        }
        self.blocks.push(TextBlock::Table(grid));
        Ok(())
    }

    fn fill(&mut self, grid: &mut Grid, table: Table) -> Result<(), TooLarge> {
        for area in &table.areas {
            // Writers say more than there is: "colspan=100" for a whole row.
            let (bottom, right) = (area.bottom.min(table.rows), area.right.min(table.columns));
            self.filling.merge(grid, Area { bottom, right: right.max(area.left), ..*area })?;
        }
        let hidden_rows: BTreeSet<u32> = table.hidden_rows.into_iter().collect();
        grid.hidden_columns = table.hidden_columns;
        let mut pieces = table.pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let (place, mut cell) = self.cell(grid, piece)?;
            while let Some(more) = pieces.next_if(|more| more.place() == place) {
                let (_, more) = self.cell(grid, more)?;
                cell.struck |= more.struck;
                cell.text.push('\n');
                cell.text.push_str(&more.text);
            }
            self.filling.put(grid, place.0, cell)?;
            if hidden_rows.contains(&place.0) {
                self.filling.hide(grid, place.0);
            }
        }
        Ok(())
    }

    /// What a piece puts into its cell; a table there becomes text.
    fn cell(&mut self, grid: &mut Grid, piece: Piece) -> Result<((u32, u32), GridCell), TooLarge> {
        let place = piece.place();
        let mut cell = GridCell { column: place.1, struck: false, text: String::new() };
        match piece {
            Piece::Text(text) => {
                cell.struck = text.struck;
                cell.text = text.text;
                if let Some(mark) = text.mark {
                    self.filling.mark(grid, place, mark)?;
                }
            }
            Piece::Table(table) => spell(&table, &mut cell),
        }
        Ok((place, cell))
    }
}

impl Piece {
    fn place(&self) -> (u32, u32) {
        match self {
            Piece::Text(text) => text.place,
            Piece::Table(table) => table.place,
        }
    }
}

/// Whether a table says more itself than the tables inside it do.
fn is_data(table: &Table) -> bool {
    table.texts.0 > table.texts.1
}

/// A table as text: a line for each row.
fn spell(table: &Table, cell: &mut GridCell) {
    if table.hidden {
        return;
    }
    let mut row = 0;
    for piece in &table.pieces {
        if !cell.text.is_empty() {
            cell.text.push(if piece.place().0 == row { ' ' } else { '\n' });
        }
        row = piece.place().0;
        match piece {
            Piece::Text(text) => {
                cell.struck |= text.struck;
                cell.text.push_str(&text.text);
            }
            Piece::Table(inner) => spell(inner, cell),
        }
    }
}
