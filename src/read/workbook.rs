//! A workbook → [`Draft`]: the task tables, the sheet "Văn bản", the sheet "Cơ quan".
//!
//! Invariant: a sheet is known by its headings, not by its position.

use super::faults::{ROWS_MISSING, SHEET_MISSING, SHEET_SKIPPED};
use super::grid::{self, Grid};
use super::{Input, sheets, table};
use crate::diag::Diagnostics;
use crate::model::draft::{Draft, DraftEntry, DraftGroup};
use crate::source::{FileId, Located, Sources};
use crate::text::key;

/// The sheet of `mau-nhiem-vu.xlsx` that tells how to fill in the others.
const GUIDE_SHEET: &str = "Hướng dẫn";

/// Reads a workbook.
pub fn read(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Draft> {
    let failed = diagnostics.errors();
    let grids = grid::sheets(input, file, sources, diagnostics);
    if grids.is_empty() {
        if diagnostics.errors() == failed {
            diagnostics.push(super::FILE_EMPTY.at(file.whole()));
        }
        return None;
    }
    let mut draft = Draft::new(file.whole());
    let mut tables: Vec<(&Grid, table::Headings)> = Vec::new();
    let mut skipped: Vec<&Grid> = Vec::new();
    for grid in &grids {
        if sheets::is_document(grid) {
            sheets::document(grid, &mut draft, diagnostics);
        } else if let Some(headings) = table::find_headings(grid) {
            tables.push((grid, headings));
        } else if !sheets::agencies(grid, &mut draft, diagnostics) {
            skipped.push(grid);
        }
    }
    if tables.is_empty() {
        report_no_table(&grids, file, diagnostics);
        return None;
    }
    for grid in skipped.into_iter().filter(|grid| key(&grid.name) != key(GUIDE_SHEET)) {
        if let Some((_, found, _)) = table::closest_row(grid) {
            diagnostics.push(SHEET_SKIPPED.at(grid.sheet.whole()).with("found", found));
        }
    }
    let several = tables.len() > 1;
    for (grid, headings) in &tables {
        if several {
            let title = Located::new(grid.name.clone(), grid.sheet.whole());
            draft.outline.push(DraftEntry::Group(DraftGroup { level: 1, title }));
        }
        let before = draft.outline.len();
        table::read(grid, headings, usize::from(several), &mut draft, diagnostics);
        if draft.outline.len() == before {
            diagnostics.push(ROWS_MISSING.at(grid.sheet.whole()));
        }
    }
    Some(draft)
}

/// Says which row came closest to being a heading row.
fn report_no_table(grids: &[Grid], file: FileId, diagnostics: &mut Diagnostics) {
    if grids.iter().all(|grid| grid.rows.is_empty()) {
        return diagnostics.push(super::FILE_EMPTY.at(file.whole()));
    }
    let closest = grids.iter().filter_map(table::closest_row).max_by_key(|row| row.2);
    let (at, found) = match closest {
        Some((at, words, _)) => (at, words),
        None => (file.whole(), String::from("—")),
    };
    diagnostics.push(SHEET_MISSING.at(at).with("found", found));
}
