//! `danhmuc check --annotate`: the clerk's own workbook back, with what is wrong in its cells.
//!
//! Invariant: the source is read and never written.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::diag::{Diagnostic, Diagnostics, Printing};
use crate::output;
use crate::project::read_tables;
use crate::read::{Grid, is_findings};
use crate::source::Place;
use crate::write::workbook::{AnnotatedSheet, Finding, annotated_workbook};

/// A copy of a workbook that is to be marked.
pub struct Marking {
    grids: Vec<Grid>,
    out: PathBuf,
    force: bool,
}

impl Marking {
    /// Reads the workbook, after refusing a target that must not be written.
    ///
    /// # Errors
    /// A target in the way, or of another format; a source that is no workbook.
    pub fn open(source: &Path, out: &Path, force: bool) -> anyhow::Result<Marking> {
        let is_xlsx = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        if !is_xlsx {
            bail!("--annotate chỉ ghi được tệp .xlsx, không phải {}", out.display());
        }
        output::refuse_target(out, source, force)?;
        let mut grids = read_tables(source)?;
        // What an earlier check found is no sheet of the clerk's; hidden sheets were not read.
        grids.retain(|grid| !is_findings(grid) && !grid.hidden);
        Ok(Marking { grids, out: out.to_path_buf(), force })
    }

    /// Writes the copy.
    ///
    /// # Errors
    /// A text that no cell of Excel holds, or a file that cannot be written.
    pub fn write(self, diagnostics: &Diagnostics, printing: Printing) -> anyhow::Result<()> {
        let sheets: Vec<AnnotatedSheet> = self.grids.iter().map(sheet).collect();
        let findings: Vec<Finding> =
            diagnostics.iter().map(|one| self.finding(one, printing)).collect();
        let bytes = annotated_workbook(&sheets, &findings)?;
        output::write_file(&self.out, &bytes, self.force)
    }

    fn finding(&self, one: &Diagnostic, printing: Printing) -> Finding {
        let same_sheet = |grid: &Grid| match (grid.sheet.whole().place, one.at.place) {
            (
                Place::Sheet { sheet },
                Place::Sheet { sheet: at } | Place::Cell { sheet: at, .. },
            ) => sheet == at,
            _ => false,
        };
        Finding {
            severity: one.severity,
            sheet: self.grids.iter().position(same_sheet),
            sheet_name: printing.sources.sheet_name(one.at).unwrap_or_default().to_string(),
            cell: match one.at.place {
                Place::Cell { row, column, .. } => Some((row, column)),
                _ => None,
            },
            message: one.message(printing.language),
            statement: one.statement(printing.language),
            hint: one.suggestions.join("; "),
            code: one.fault.code,
        }
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
