//! A sheet that came back → where its table stands, and what each of its columns is.
//!
//! Invariant: columns are found by their headings alone, wherever they were moved to.

use std::collections::BTreeMap;

use super::plan_index::PlanIndex;
use crate::model::Field;
use crate::read::{Grid, GridRow};
use crate::text::{key, nearest};
use crate::view::{ID_HEADING, REPORT_HEADINGS};

/// Headings stand among the first rows of a sheet.
const HEAD_ROWS: usize = 60;

/// A sheet with fewer headings of a report is none.
const LEAST_HEADINGS: usize = 2;

/// Bytes of the longest heading of a report, with its marks.
const LONGEST_HEADING: usize = 30;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The ids of tasks.
    Id,
    /// A field of the plan, locked.
    Plan(Field),
    /// What the agency fills in, by its place in [`REPORT_HEADINGS`].
    Report(usize),
}

/// The table of an extract.
pub struct Form {
    /// The first row of the headings.
    pub top: u32,
    /// The last row of the headings.
    pub bottom: u32,
    /// The columns that are known, by their number.
    pub columns: BTreeMap<u32, Part>,
}

impl Form {
    /// The table of a sheet; `None` where the sheet has no columns of a report.
    pub fn of(grid: &Grid, plan: &PlanIndex) -> Option<Form> {
        let head = || grid.rows.iter().take(HEAD_ROWS);
        let found = |is_heading: &dyn Fn(&str) -> bool| {
            let count =
                |row: &GridRow| row.cells.iter().filter(|cell| is_heading(&cell.text)).count();
            let best = head().max_by_key(|row| (count(row), std::cmp::Reverse(row.row)))?;
            (count(best) >= LEAST_HEADINGS).then_some(best)
        };
        // Slips are looked for only where nothing stands as it was printed.
        let exact = found(&|text| exact_column(text).is_some());
        let top = exact.or_else(|| found(&|text| report_column(text).is_some()))?;
        let mut form = Form { top: top.row, bottom: top.row, columns: BTreeMap::new() };
        form.take(top, plan);
        // "Phân công thực hiện" stands over "Chủ trì" and "Phối hợp".
        if let Some(below) = head().find(|row| row.row == top.row + 1)
            && !below.cells.is_empty()
            && below.cells.iter().all(|cell| plan.headings.contains_key(&key(&cell.text)))
        {
            form.bottom = below.row;
            form.take(below, plan);
        }
        Some(form)
    }

    fn take(&mut self, row: &GridRow, plan: &PlanIndex) {
        for cell in &row.cells {
            let folded = key(&cell.text);
            let part = if folded == key(ID_HEADING) {
                Some(Part::Id)
            } else if let Some(place) = report_column(&cell.text) {
                Some(Part::Report(place))
            } else {
                plan.headings.get(&folded).map(|field| Part::Plan(*field))
            };
            let is_taken = |part: &Part| self.columns.values().any(|other| other == part);
            if let Some(part) = part.filter(|part| !is_taken(part)) {
                self.columns.insert(cell.column, part);
            }
        }
    }

    /// The column of a part.
    pub fn column(&self, part: Part) -> Option<u32> {
        self.columns.iter().find(|(_, own)| **own == part).map(|(column, _)| *column)
    }

    /// The text of a part in a row; empty where the sheet lacks the column.
    pub fn text<'r>(&self, row: &'r GridRow, part: Part) -> &'r str {
        self.column(part).map_or("", |column| row.text(column))
    }
}

/// Which column of a report a heading is, as it was printed.
fn exact_column(heading: &str) -> Option<usize> {
    // A heading is short: most cells need no folding.
    if heading.len() > 2 * LONGEST_HEADING {
        return None;
    }
    let printed = REPORT_HEADINGS.iter().position(|each| *each == heading);
    printed.or_else(|| {
        let folded = key(heading);
        REPORT_HEADINGS.iter().position(|each| key(each) == folded)
    })
}

/// Which column of a report a heading means, also with a slip of the hand.
fn report_column(heading: &str) -> Option<usize> {
    exact_column(heading).or_else(|| {
        if heading.len() > 2 * LONGEST_HEADING {
            return None;
        }
        let near = nearest(heading, REPORT_HEADINGS);
        let near =
            near.first().filter(|near| near.chars().count() < heading.chars().count() + 4)?;
        REPORT_HEADINGS.iter().position(|each| each == near)
    })
}
