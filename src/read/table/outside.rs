//! Text around the tables of tasks that gives work → one diagnostic, because it becomes no task.
//!
//! Invariant: text outside the tables that gives nobody work (titles, notes, recipients) is not
//! reported.

use super::TaskTable;
use super::faults::TEXT_OUTSIDE;
use crate::diag::Diagnostics;
use crate::read::grid::{Grid, Line};
use crate::read::work::gives_work;

/// Tells of sentences above, between and below the tables.
pub fn report<'a>(
    tables: &'a [TaskTable],
    others: impl Iterator<Item = &'a Grid>,
    diagnostics: &mut Diagnostics,
) {
    let grids = tables.iter().map(|table| &table.grid).chain(others);
    let lines = grids.flat_map(|grid| grid.above.iter().chain(&grid.below));
    let mut found: Vec<&Line> = lines.filter(|line| gives_work(&line.text)).collect();
    found.sort_by_key(|line| line.at);
    let Some(first) = found.first() else { return };
    let shown: String = first.text.chars().take(80).collect();
    let fault = TEXT_OUTSIDE.at(first.at).with("count", found.len().to_string());
    diagnostics.push(fault.with("found", shown));
}
