//! A text with tables in it → the paragraphs of a plan in sentences and the task tables between
//! them, in the order of reading.
//!
//! Invariant: every line that holds a letter or a digit comes out, either alone or joined with the
//! line before it. A table without task columns comes out as lines, row by row.

use super::grid::{Grid, Line, TextBlock};
use super::plain::is_rule;
use super::table::TaskTable;
use crate::diag::Diagnostics;
use crate::model::draft::DraftEntry;
use crate::source::Location;

/// A piece of a plan.
#[derive(Debug)]
pub enum ProseBlock {
    /// A paragraph.
    Line(ProseLine),
    /// The groups and tasks of a table.
    Tasks(Vec<DraftEntry>),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct ProseLine {
    /// Where it begins.
    pub at: Location,
    /// Its text on one line, with the number that Word gives it.
    pub text: String,
    /// Its parts where wide gaps, tabs or cells stand between them; empty where there are none.
    pub columns: Vec<String>,
    /// Looks like a heading: by its style in Word, or all bold.
    pub stands_out: bool,
}

/// The paragraphs and the task tables of a text.
pub fn prose(text: Vec<TextBlock>, diagnostics: &mut Diagnostics) -> Vec<ProseBlock> {
    let mut blocks = Vec::new();
    // Each with the place of its block: whether a table goes on with one before is known only
    // while that one is whole.
    let mut tables: Vec<(usize, TaskTable)> = Vec::new();
    for block in text {
        match block {
            TextBlock::Paragraph(line) => blocks.extend(lines(line)),
            TextBlock::Table(grid) => {
                match TaskTable::of(grid, tables.last_mut().map(|(_, table)| table)) {
                    Ok(table) => {
                        tables.push((blocks.len(), table));
                        blocks.push(ProseBlock::Tasks(Vec::new()));
                    }
                    Err(grid) => blocks.extend(rows(&grid)),
                }
            }
            TextBlock::End => {}
        }
    }
    for (index, table) in tables {
        if let Some(block) = blocks.get_mut(index) {
            *block = ProseBlock::Tasks(table.entries(diagnostics));
        }
    }
    blocks
}

/// A paragraph: one line, and one more for each break by hand that a new item follows.
fn lines(line: Line) -> Vec<ProseBlock> {
    let Line { at, text, is_strong: stands_out, columns, .. } = line;
    let mut lines: Vec<String> = Vec::new();
    for part in text.split('\n').filter(|part| !is_rule(part)) {
        let is_lower = part.chars().next().is_some_and(char::is_lowercase);
        match lines.last_mut() {
            Some(last) if is_lower => {
                last.push(' ');
                last.push_str(part);
            }
            _ => lines.push(part.to_string()),
        }
    }
    let line = |text| {
        let columns = columns.clone();
        ProseBlock::Line(ProseLine { at, text, columns, stands_out })
    };
    lines.into_iter().map(line).collect()
}

/// The rows of a table that only lays out the page: the head, the signature.
fn rows(grid: &Grid) -> Vec<ProseBlock> {
    let mut lines = Vec::new();
    for row in &grid.rows {
        // Line by line, as the eye reads the two columns of a head.
        let cells: Vec<Vec<&str>> =
            row.cells.iter().map(|cell| cell.text.split('\n').collect()).collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or_default();
        for index in 0..most {
            let texts = cells.iter().map(|cell| cell.get(index).copied().unwrap_or_default());
            let columns: Vec<String> = texts.map(str::to_string).collect();
            let shown: Vec<&str> =
                columns.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            if shown.is_empty() || shown.iter().all(|text| is_rule(text)) {
                continue;
            }
            let text = shown.join(" ");
            let columns = if columns.len() > 1 { columns } else { Vec::new() };
            let at = grid.at(row.row, row.cells.first().map_or(1, |cell| cell.column));
            lines.push(ProseBlock::Line(ProseLine { at, text, columns, stands_out: false }));
        }
    }
    lines
}
