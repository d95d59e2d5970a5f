//! Workbooks that this program made → the part of them that is the plan. From `danh-muc.xlsx` only
//! the annex is read, and from a filled extract the tasks without what the agency reports.
//!
//! Invariant: a form of ours is recognised by all its headings or sheets together, never by one
//! alone.

use std::collections::BTreeSet;

use super::layout::Layout;
use crate::model::task_id;
use crate::read::grid::{Grid, GridRow};
use crate::text::key;

/// The sheet of the annex in `danh-muc.xlsx`.
const ANNEX: &str = "Danh mục";

/// The sheets beside it: they repeat or count what the annex says.
const BESIDE: &[&str] = &["Ma trận", "Chú giải", "Thống kê", "Việc theo cơ quan"];

/// The headings that an extract has beside those of the annex.
const REPORT: &[&str] =
    &["Mã", "Tình trạng", "% hoàn thành", "Kết quả thực hiện", "Minh chứng", "Lý do chậm"];

/// How the titles of an extract's parts begin.
const PARTS: &[&str] = &["NHIỆM VỤ CHỦ TRÌ (", "NHIỆM VỤ PHỐI HỢP (", "NHIỆM VỤ GIAO CHUNG ("];

/// The sheets of an extract.
const OF_EXTRACT: &[&str] = &["Nhiệm vụ", "Nhiệm vụ chung"];

/// Whether the sheets of a workbook are those of `danh-muc.xlsx`.
pub fn is_plan_book(grids: &[Grid]) -> bool {
    let has = |name: &str| grids.iter().any(|grid| grid.name == name);
    has(ANNEX) && BESIDE.iter().any(|name| has(name))
}

/// Whether a sheet stands beside the annex in `danh-muc.xlsx`.
pub fn is_beside_annex(grid: &Grid) -> bool {
    BESIDE.contains(&grid.name.as_str())
}

/// The columns of an extract that its agency fills in, with the one of ids; none in another table.
pub fn report_columns<'a>(headings: impl Iterator<Item = (u32, &'a str)> + Clone) -> BTreeSet<u32> {
    let is = |words: &str, wanted: &str| key(words) == key(wanted);
    let column = |wanted: &&str| {
        headings.clone().find(|(_, words)| is(words, wanted)).map(|(column, _)| column)
    };
    REPORT.iter().map(column).collect::<Option<BTreeSet<u32>>>().unwrap_or_default()
}

/// The id of a task in a row of an extract.
pub fn id_of(layout: &Layout, row: &GridRow) -> Option<String> {
    let ids = layout.reports.iter().filter_map(|column| task_id(row.text(*column)));
    ids.map(str::to_string).next()
}

/// Whether the sheets that hold tasks are those of an extract.
pub fn is_extract<'a>(mut names: impl Iterator<Item = &'a str>) -> bool {
    names.all(|name| OF_EXTRACT.contains(&name))
}

/// Whether a table has the parts of an extract for Word: a letter, then "NHIỆM VỤ CHỦ TRÌ (1)".
pub fn has_parts(grid: &Grid) -> bool {
    let is_part = |row: &GridRow| {
        row.cells.iter().any(|cell| PARTS.iter().any(|part| cell.text.starts_with(part)))
    };
    grid.rows.iter().any(is_part)
}

/// Whether a row of an extract is the heading of a part: "A. NHIỆM VỤ CHỦ TRÌ (1)".
pub fn is_part(row: &GridRow) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    let Some((letter, title)) = cell.text.split_once(". ") else { return false };
    ["A", "B", "C"].contains(&letter) && PARTS.iter().any(|part| title.starts_with(part))
}
