//! What happened to the cells of a table while they were read → diagnostics.
//!
//! Invariant: one thing gives one message, such as a run of hidden rows or a column of converted
//! text.

use std::collections::BTreeMap;

use super::faults::{
    CELL_COVERED, CELL_ERROR, CELL_STRUCK, CELL_TOO_LONG, CELL_UNSHOWN, COLUMN_HIDDEN,
    FORMULA_EMPTY, ROW_HIDDEN, ROW_STRUCK, TEXT_LEGACY, TEXT_REPAIRED,
};
use super::layout::Layout;
use crate::diag::{Diagnostic, Diagnostics, Fault};
use crate::model::Field;
use crate::read::faults::{BOX_OPEN, CHOICE_GUESSED, TEXT_BESIDE, TEXT_DELETED, TEXT_HIDDEN};
use crate::read::grid::{Grid, GridRow, Mark, Unseen};
use crate::source::column_letters;
use crate::text::legacy::Legacy;

/// Reports what the clerk must know of a grid that is used; of its columns where it is a table.
pub fn report(grid: &Grid, layout: Option<&Layout>, diagnostics: &mut Diagnostics) {
    marks(grid, layout.map_or(0, |layout| layout.top), diagnostics);
    rows(grid, &ROW_HIDDEN, |row| row.hidden, diagnostics);
    let Some(layout) = layout else { return };
    let content = layout.column(Field::Content);
    let is_struck = |row: &GridRow| {
        row.cells.iter().all(|cell| cell.struck)
            || content.and_then(|column| row.cell(column)).is_some_and(|cell| cell.struck)
    };
    rows(grid, &ROW_STRUCK, is_struck, diagnostics);
    for row in grid.rows.iter().filter(|row| !is_struck(row)) {
        for cell in row.cells.iter().filter(|cell| cell.struck) {
            diagnostics.push(
                CELL_STRUCK.at(grid.at(row.row, cell.column)).with("found", cell.text.clone()),
            );
        }
    }
    let known = layout.fields.keys().chain(layout.bodies.keys()).chain(layout.unknown.keys());
    for column in known {
        if grid.hidden_columns.iter().any(|(first, last)| (first..=last).contains(&column)) {
            diagnostics.push(
                COLUMN_HIDDEN
                    .at(grid.at(layout.top, *column))
                    .with("found", column_letters(*column)),
            );
        }
    }
}

/// Reports runs of rows: one diagnostic for rows that follow each other.
fn rows(
    grid: &Grid,
    fault: &'static Fault,
    is: impl Fn(&GridRow) -> bool,
    diagnostics: &mut Diagnostics,
) {
    let mut runs: Vec<(&GridRow, u32)> = Vec::new();
    let mut before = false;
    for row in &grid.rows {
        let now = is(row);
        match runs.last_mut() {
            Some(run) if now && before => run.1 = row.row,
            _ if now => runs.push((row, row.row)),
            _ => {}
        }
        before = now;
    }
    for (first, last) in runs {
        let at = grid.at(first.row, first.cells.first().map_or(1, |cell| cell.column));
        let rows = match first.row == last {
            true => first.row.to_string(),
            false => format!("{}–{last}", first.row),
        };
        diagnostics.push(fault.at(at).with("rows", rows));
    }
}

fn marks(grid: &Grid, table: u32, diagnostics: &mut Diagnostics) {
    // Lines above the table are read one by one.
    let mut converted: BTreeMap<(u32, u32, Legacy), Vec<u32>> = BTreeMap::new();
    let mut repaired: Vec<(u32, u32)> = Vec::new();
    let mut left: BTreeMap<&'static str, (Diagnostic, usize)> = BTreeMap::new();
    for (row, column, mark) in &grid.marks {
        let at = grid.at(*row, *column);
        match mark {
            Mark::Error(found) => diagnostics.push(CELL_ERROR.at(at).with("found", found.clone())),
            Mark::FormulaEmpty => diagnostics.push(FORMULA_EMPTY.at(at)),
            Mark::Covered(found) => {
                diagnostics.push(CELL_COVERED.at(at).with("found", found.clone()));
            }
            Mark::TooLong(letters) => {
                diagnostics.push(CELL_TOO_LONG.at(at).with("found", letters.to_string()));
            }
            Mark::Unshown(found) => {
                diagnostics.push(CELL_UNSHOWN.at(at).with("found", found.clone()));
            }
            Mark::Legacy(legacy) => {
                let line = if *row < table { *row } else { table };
                converted.entry((line, *column, *legacy)).or_default().push(*row);
            }
            Mark::Repaired => repaired.push((*row, *column)),
            // What is left may be half a name: each place is named.
            Mark::Unseen(Unseen::Struck, found) => {
                let fault = TEXT_DELETED.at(at).with("found", found.clone());
                diagnostics.push(fault.with("count", "1"));
            }
            Mark::Unseen(_, found) | Mark::Guessed(found) => {
                let fault = match mark {
                    Mark::Unseen(Unseen::Hidden, _) => &TEXT_HIDDEN,
                    Mark::Unseen(Unseen::Deleted | Unseen::Struck, _) => &TEXT_DELETED,
                    Mark::Unseen(Unseen::Unticked, _) => &BOX_OPEN,
                    Mark::Unseen(Unseen::Beside, _) => &TEXT_BESIDE,
                    _ => &CHOICE_GUESSED,
                };
                let first = || (fault.at(at).with("found", found.clone()), 0);
                left.entry(fault.code).or_insert_with(first).1 += 1;
            }
        }
    }
    for (fault, count) in left.into_values() {
        diagnostics.push(fault.with("count", count.to_string()));
    }
    for ((_, column, legacy), rows) in converted {
        let Some(first) = rows.first() else { continue };
        let shown = grid.row(*first).map_or("", |row| row.text(column));
        let fault = TEXT_LEGACY.at(grid.at(*first, column)).with("encoding", legacy.name());
        diagnostics.push(fault.with("cells", cells(column, &rows)).with("found", shown));
    }
    if let Some((row, column)) = repaired.first() {
        let count = repaired.len().to_string();
        diagnostics.push(TEXT_REPAIRED.at(grid.at(*row, *column)).with("count", count));
    }
}

/// Cells of a column in few words: "B5:B9, B12".
fn cells(column: u32, rows: &[u32]) -> String {
    let letters = column_letters(column);
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some(run) if run.1 + 1 >= *row => run.1 = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let runs = runs.iter().map(|(first, last)| match first == last {
        true => format!("{letters}{first}"),
        false => format!("{letters}{first}:{letters}{last}"),
    });
    runs.collect::<Vec<_>>().join(", ")
}
