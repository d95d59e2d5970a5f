//! The pieces of a page → its text and its [`Grid`]s, in order.
//!
//! Invariant: a table that only lays out other tables gives no grid. Its text stands between their
//! grids.

use std::collections::{BTreeMap, BTreeSet};

use super::frame::{Piece, Table, Text};
use crate::read::grid::{Area, Filling, Grid, GridCell, Line, Mark, TextBlock, TooLarge, Unseen};
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
    /// Whether text outside its tables is taken out by a tracked change.
    pub changes: bool,
}

impl<'a> Tables<'a> {
    /// No grids yet.
    pub fn of(
        file: FileId,
        has_lines: bool,
        sources: &'a mut Sources,
        filling: &'a mut Filling,
    ) -> Tables<'a> {
        Tables { file, has_lines, sources, filling, blocks: Vec::new(), changes: false }
    }

    /// Adds the grids of a page.
    pub fn add_page(&mut self, page: Table) -> Result<(), TooLarge> {
        self.unfold(page)?;
        self.blocks.push(TextBlock::End);
        Ok(())
    }

    /// Goes through the page, or through a table that lays out others.
    fn unfold(&mut self, layout: Table) -> Result<(), TooLarge> {
        let is_change = |mark: &Mark| matches!(mark, Mark::Unseen(Unseen::Deleted, _));
        self.changes |= layout.marks.iter().any(|(_, mark)| is_change(mark));
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
        let name = format!("Bảng {}", self.filling.next_table()?);
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
        for (place, mark) in table.marks {
            self.filling.mark(grid, place, mark)?;
        }
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

/// Whether a table says more itself than the tables inside it do, or one of them stands beside cells
/// of its own, as a task's small table stands beside its number and its agency.
fn is_data(table: &Table) -> bool {
    table.texts.0 > table.texts.1 || has_table_beside_cells(table)
}

fn has_table_beside_cells(table: &Table) -> bool {
    let (mut hosts, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for piece in &table.pieces {
        match piece {
            Piece::Table(inner) if inner.hidden => {}
            Piece::Table(inner) => drop(hosts.insert(inner.place.0)),
            Piece::Text(text) => drop(cells.insert(text.place)),
        }
    }
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for (row, _) in cells {
        *widths.entry(row).or_default() += 1;
    }
    // The headings are a row as wide.
    widths.retain(|_, width| *width >= 3);
    widths.len() >= 2 && widths.keys().any(|row| hosts.contains(row))
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
