//! A text with tables in it, in the order of reading → its tables, each with the text around it.
//!
//! Invariant: every line belongs above the table that follows it, or below the last table.

use super::Grid;
use crate::source::Location;

/// A piece of a text that may hold tables.
#[derive(Debug, Clone)]
pub enum TextBlock {
    /// A paragraph.
    Paragraph(Line),
    /// A table.
    Table(Grid),
    /// The end of a page of its own, such as the sheet of a workbook that was saved as pages: what
    /// stands before it is not above what follows.
    End,
}

/// A paragraph of a text outside tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its place.
    pub at: Location,
    /// Its text; a break by hand is "\n".
    pub text: String,
    /// Whether it looks like a heading: by its style, bold or centred.
    pub stands_out: bool,
    /// Whether it does so by its style, or bold.
    pub is_strong: bool,
    /// Its parts where wide gaps or tabs stand between them; empty where there are none.
    pub columns: Vec<String>,
}

/// The tables of a text.
pub fn grids(blocks: Vec<TextBlock>) -> Vec<Grid> {
    let (mut grids, mut lines): (Vec<Grid>, Vec<Line>) = (Vec::new(), Vec::new());
    for block in blocks {
        match block {
            TextBlock::Paragraph(line) => lines.push(line),
            TextBlock::Table(grid) if grid.hidden => grids.push(grid),
            TextBlock::Table(mut grid) => {
                let own = std::mem::take(&mut grid.above);
                lines.extend(own);
                grid.above = std::mem::take(&mut lines);
                grids.push(grid);
            }
            TextBlock::End => end(&mut grids, &mut lines),
        }
    }
    end(&mut grids, &mut lines);
    grids
}

fn end(grids: &mut [Grid], lines: &mut Vec<Line>) {
    let lines = std::mem::take(lines);
    if let Some(last) = grids.iter_mut().rfind(|grid| !grid.hidden) {
        last.below.extend(lines);
    }
}
