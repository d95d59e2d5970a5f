//! An overview of an earlier round, `theo-doi.xlsx` → what each agency reported of each task then.
//!
//! Invariant: a row is taken only where its id and its content are those of one task of the plan.

use std::collections::BTreeMap;

use anyhow::Context;
use serde::Serialize;

use super::reading::OVERVIEW_SHEET;
use crate::model::{Field, Model};
use crate::read::{Grid, GridRow, Input, reader_for};
use crate::text::key;
use crate::view::{ID_HEADING, REPORT_HEADINGS};

/// The cells of a report, in the order of [`REPORT_HEADINGS`].
pub type EarlierReport = [String; REPORT_HEADINGS.len()];

/// What was reported in an earlier round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// By the name of the agency, as a key, and the id of the task.
    reports: BTreeMap<String, BTreeMap<String, EarlierReport>>,
    /// Rows with a report that are of no task of the plan: number of the row, content.
    #[serde(skip)]
    pub left: Vec<(u32, String)>,
}

impl Earlier {
    /// Reads an overview for a plan.
    ///
    /// # Errors
    /// A file that is no overview of ours.
    pub fn read(input: &Input, model: &Model) -> anyhow::Result<Earlier> {
        let grids = reader_for(input.name).and_then(|reader| reader.tables(input));
        let grids = grids.with_context(|| format!("không đọc được {}", input.name))?;
        let grid = grids.iter().find(|grid| grid.name == OVERVIEW_SHEET);
        let columns = grid.and_then(|grid| Some((grid, Columns::of(grid)?)));
        let (grid, columns) = columns.with_context(|| {
            format!("{} không có trang tính “{OVERVIEW_SHEET}” của theo-doi.xlsx", input.name)
        })?;
        let contents: BTreeMap<&str, String> =
            model.tasks.iter().map(|task| (task.id.as_str(), key(&task.content.value))).collect();
        let mut earlier = Earlier::default();
        for row in grid.rows.iter().filter(|row| row.row > columns.heading) {
            let report = columns.report.map(|column| row.text(column).to_string());
            if report.iter().all(String::is_empty) {
                continue;
            }
            let (id, content) = (row.text(columns.id).trim(), row.text(columns.content));
            if contents.get(id) != Some(&key(content)) {
                earlier.left.push((row.row, content.to_string()));
                continue;
            }
            let agency = earlier.reports.entry(key(row.text(columns.agency))).or_default();
            agency.insert(id.to_string(), report);
        }
        Ok(earlier)
    }

    /// What an agency reported, by the ids of tasks.
    pub fn of(&self, agency: &str) -> Option<&BTreeMap<String, EarlierReport>> {
        self.reports.get(&key(agency))
    }

    /// How many reports there are.
    pub fn count(&self) -> usize {
        self.reports.values().map(BTreeMap::len).sum()
    }
}

/// Where the columns of an overview stand.
struct Columns {
    heading: u32,
    id: u32,
    content: u32,
    agency: u32,
    report: [u32; REPORT_HEADINGS.len()],
}

impl Columns {
    fn of(grid: &Grid) -> Option<Columns> {
        grid.rows.iter().take(20).find_map(|row| {
            let report = REPORT_HEADINGS.map(|heading| column_of(row, heading));
            Some(Columns {
                heading: row.row,
                id: column_of(row, ID_HEADING)?,
                content: column_of(row, Field::Content.names().0)?,
                agency: column_of(row, AGENCY_HEADING)?,
                report: match report {
                    [Some(a), Some(b), Some(c), Some(d), Some(e)] => [a, b, c, d, e],
                    _ => return None,
                },
            })
        })
    }
}

/// The heading of who reports.
pub const AGENCY_HEADING: &str = "Cơ quan";

fn column_of(row: &GridRow, heading: &str) -> Option<u32> {
    row.cells.iter().find(|cell| cell.text == heading).map(|cell| cell.column)
}
