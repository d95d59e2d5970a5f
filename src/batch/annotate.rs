//! A clerk's workbook and what is wrong with it → the same workbook with its cells marked.
//!
//! Invariant: made of the tables that the reader gave, so that any format of tables can be marked.

use crate::diag::{Diagnostic, Diagnostics, Printing, message};
use crate::read::{Grid, is_findings};
use crate::source::Place;
use crate::write::workbook::{AnnotatedSheet, Finding, annotated_workbook};

/// A copy of the tables of a file with its diagnostics marked, as `.xlsx`.
///
/// # Errors
/// A text that no cell of Excel holds.
pub fn annotate(
    grids: &[Grid],
    diagnostics: &Diagnostics,
    printing: Printing,
) -> anyhow::Result<Vec<u8>> {
    // What an earlier check found is no sheet of the clerk's; hidden sheets were not read.
    let grids: Vec<&Grid> =
        grids.iter().filter(|grid| !is_findings(grid) && !grid.hidden).collect();
    let sheets: Vec<AnnotatedSheet> = grids.iter().map(|grid| sheet(grid)).collect();
    let findings: Vec<Finding> =
        diagnostics.iter().map(|one| finding(&grids, one, printing)).collect();
    annotated_workbook(&sheets, &findings)
}

fn finding(grids: &[&Grid], one: &Diagnostic, printing: Printing) -> Finding {
    let same_sheet = |grid: &&Grid| match (grid.sheet.whole().place, one.at.place) {
        (Place::Sheet { sheet }, Place::Sheet { sheet: at } | Place::Cell { sheet: at, .. }) => {
            sheet == at
        }
        _ => false,
    };
    Finding {
        severity: one.severity,
        sheet: grids.iter().position(same_sheet),
        sheet_name: printing.sources.sheet_name(one.at).unwrap_or_default().to_string(),
        cell: match one.at.place {
            Place::Cell { row, column, .. } => Some((row, column)),
            _ => None,
        },
        message: message(one, printing),
        statement: one.statement(printing.language),
        hint: one.suggestions.join("; "),
        code: one.fault.code,
    }
}

fn sheet(grid: &Grid) -> AnnotatedSheet<'_> {
    let cells = grid
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| (row.row, cell.column, cell.text.as_str())));
    let merges = grid.merges.iter().map(|area| (area.top, area.left, area.bottom, area.right));
    AnnotatedSheet { name: &grid.name, cells: cells.collect(), merges: merges.collect() }
}
