//! A Word file → its paragraphs and task tables.
//!
//! Invariant: a table without task columns comes out as lines, row by row.

use super::debris::is_rule;
use super::{ProseBlock, ProseLine};
use crate::diag::Diagnostics;
use crate::read::faults::WORD_CHANGES;
use crate::read::grid::{Filling, Grid, Unreadable, settled, word_grid};
use crate::read::limits;
use crate::read::package::Package;
use crate::read::table::TaskTable;
use crate::read::word::{self, Block, Paragraph};
use crate::source::{FileId, Location, Sources};

/// Reads a Word file.
pub fn read(
    package: Package,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<ProseBlock>, Unreadable> {
    let document = word::read(package)?;
    if document.changes {
        diagnostics.push(WORD_CHANGES.at(file.whole()));
    }
    let filling = &mut Filling::default();
    let (mut blocks, mut count) = (Vec::new(), 0);
    // Each with the place of its block: whether a table goes on with one before is known only
    // while that one is whole.
    let mut tables: Vec<(usize, TaskTable)> = Vec::new();
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let at = file.paragraph(paragraph.number);
                blocks.extend(lines(&paragraph, at));
            }
            Block::Table(table) => {
                Unreadable::unless(count, limits::SHEETS, "bảng (tables)")?;
                count += 1;
                let grid = word_grid(&table, count, file, sources, filling)?;
                match TaskTable::of(grid, tables.last_mut().map(|(_, table)| table)) {
                    Ok(table) => {
                        tables.push((blocks.len(), table));
                        blocks.push(ProseBlock::Tasks(Vec::new()));
                    }
                    Err(grid) => blocks.extend(rows(&grid)),
                }
            }
        }
    }
    for (index, table) in tables {
        if let Some(block) = blocks.get_mut(index) {
            *block = ProseBlock::Tasks(table.entries(diagnostics));
        }
    }
    Ok(blocks)
}

/// A paragraph: one line, and one more for each break by hand that a new item follows.
fn lines(paragraph: &Paragraph, at: Location) -> Vec<ProseBlock> {
    if paragraph.hidden {
        return Vec::new();
    }
    let text = settled(&paragraph.line());
    let stands_out = paragraph.heading.is_some() || paragraph.bold;
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
    let line = |text| ProseBlock::Line(ProseLine { at, text, columns: Vec::new(), stands_out });
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
