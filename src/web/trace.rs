//! The columns and the sheet that `import` writes for the clerk's eyes → the traces of the rows and
//! the lines passed over: what was saved while a draft was read through comes back with it.
//!
//! Invariant: rows and values stay as the readers made them; a workbook without these columns is left
//! as it is.

use crate::model::draft::{DraftEntry, PassedLine, SecondReading, Trace};
use crate::project::{SourceRead, tables_of};
use crate::read::{Grid, Input, PASSED_HEADINGS, READING_HEADING, TRACE_HEADINGS};
use crate::source::Place;
use crate::text::key;

/// Headings stand in the first rows.
const HEADING_ROWS: usize = 50;

/// Gives the rows of a workbook their traces back, and the draft its lines passed over.
pub fn restore(source: &mut SourceRead, input: &Input) {
    let Some(draft) = &mut source.draft else { return };
    let Ok(grids) = tables_of(input) else { return };
    for grid in &grids {
        if let Some((_, columns)) = headings(grid, TRACE_HEADINGS) {
            let reading = headings(grid, [READING_HEADING]).map(|(_, [column])| column);
            for entry in &mut draft.outline {
                let DraftEntry::Task(task) = entry else { continue };
                let Place::Cell { row, sheet, .. } = task.at.at.place else { continue };
                let Place::Cell { sheet: here, .. } = grid.at(row, 1).place else { continue };
                if sheet != here {
                    continue;
                }
                let [place, sentence, sureness] = texts(grid, row, columns);
                if !sentence.is_empty() {
                    let words = reading.map(|column| texts(grid, row, [column]));
                    let other = words.and_then(|[words]| SecondReading::from_words(&words));
                    task.trace.get_or_insert(Trace { place, sentence, sureness, other });
                }
            }
        }
        if let Some((top, columns)) = headings(grid, PASSED_HEADINGS) {
            for row in grid.rows.iter().filter(|row| row.row > top) {
                let [place, text, why] = texts(grid, row.row, columns);
                if !text.is_empty() {
                    draft.passed_over.push(PassedLine { place, text, why });
                }
            }
        }
    }
}

/// The row of these headings and their columns.
fn headings<const N: usize>(grid: &Grid, wanted: [&str; N]) -> Option<(u32, [u32; N])> {
    grid.rows.iter().take(HEADING_ROWS).find_map(|row| {
        let column = |heading: &str| {
            let same = |text: &str| key(text) == key(heading);
            row.cells.iter().find(|cell| same(&cell.text)).map(|cell| cell.column)
        };
        let found = wanted.map(column);
        let whole = found.iter().all(Option::is_some);
        whole.then(|| (row.row, found.map(Option::unwrap_or_default)))
    })
}

fn texts<const N: usize>(grid: &Grid, row: u32, columns: [u32; N]) -> [String; N] {
    columns.map(|column| grid.row(row).map_or("", |row| row.text(column)).trim().to_string())
}
