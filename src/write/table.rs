//! The rows of an annex or an extract → what the template `chung/bang.typ` sees.
//!
//! Invariant: texts are those of the view, in its order; nothing here knows Typst.

use serde::Serialize;

use crate::style::Column;
use crate::view::{RowView, TaskView};

/// What `chung/bang.typ` sees.
#[derive(Serialize)]
pub struct TablePage<'a> {
    columns: &'a [Column],
    /// How many columns there are.
    width: usize,
    /// The rows of the header, from top to bottom.
    header: Vec<Vec<HeaderCell<'a>>>,
    number_row: bool,
    rows: Vec<TableRow<'a>>,
    /// Whether some row may be taller than a page.
    has_tall: bool,
    /// Whether the last row is a task that holds the closing line to itself.
    keep_end: bool,
    /// Printed below the table.
    notes: String,
}

#[derive(Serialize)]
struct HeaderCell<'a> {
    text: &'a str,
    colspan: usize,
    rowspan: usize,
}

/// A row of the table.
#[derive(Serialize, Default)]
pub struct TableRow<'a> {
    is_group: bool,
    /// Long enough that only measuring can say whether it fits a page.
    is_tall: bool,
    is_last: bool,
    level: usize,
    number: &'a str,
    title: &'a str,
    /// The task's id, for the report that a row was broken; empty unless `is_tall`.
    id: &'a str,
    cells: Vec<&'a str>,
}

/// The columns and the letters of a table.
#[derive(Clone, Copy)]
pub struct TableForm<'a> {
    /// The columns, with their final widths.
    pub columns: &'a [Column],
    /// Whether a row (1) (2) (3) follows the headings.
    pub number_row: bool,
    /// Size of the letters in points.
    pub size: f64,
}

impl<'a> TableRow<'a> {
    /// A group row; `level` counts from 1.
    pub fn group(level: usize, number: &'a str, title: &'a str) -> TableRow<'a> {
        TableRow { is_group: true, level, number, title, ..TableRow::default() }
    }

    /// A row of the annex; groups stand `deeper` levels down.
    pub fn new(row: &'a RowView<'a>, form: TableForm, deeper: usize) -> TableRow<'a> {
        match row {
            RowView::Group(group) => {
                TableRow::group(group.level + deeper, group.number, group.title)
            }
            RowView::Task(task) => TableRow::task(task, form),
        }
    }

    fn task(task: &'a TaskView<'a>, form: TableForm) -> TableRow<'a> {
        let cells: Vec<&str> = form.columns.iter().map(|column| task.text(column.field)).collect();
        let is_tall = may_be_tall(&cells, form);
        let id = if is_tall { task.id } else { "" };
        TableRow { id, cells, is_tall, ..TableRow::default() }
    }
}

impl<'a> TablePage<'a> {
    /// A table of rows, with notes below it.
    pub fn new(form: TableForm<'a>, mut rows: Vec<TableRow<'a>>, notes: String) -> TablePage<'a> {
        let mut keep_end = false;
        if let Some(last) = rows.last_mut() {
            last.is_last = !last.is_group && !last.is_tall;
            keep_end = last.is_last;
        }
        TablePage {
            columns: form.columns,
            width: form.columns.len(),
            header: header(form.columns),
            number_row: form.number_row,
            has_tall: rows.iter().any(|row| row.is_tall),
            rows,
            keep_end,
            notes,
        }
    }
}

/// One tier, or two where neighbours share a heading.
fn header(columns: &[Column]) -> Vec<Vec<HeaderCell<'_>>> {
    let two_tiers = columns.iter().any(|column| !column.over.is_empty());
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut index = 0;
    while let Some(column) = columns.get(index) {
        if column.over.is_empty() {
            let rowspan = if two_tiers { 2 } else { 1 };
            upper.push(HeaderCell { text: &column.heading, colspan: 1, rowspan });
            index += 1;
            continue;
        }
        let span = columns[index..].iter().take_while(|next| next.over == column.over).count();
        upper.push(HeaderCell { text: &column.over, colspan: span, rowspan: 1 });
        for below in &columns[index..index + span] {
            lower.push(HeaderCell { text: &below.heading, colspan: 1, rowspan: 1 });
        }
        index += span;
    }
    if two_tiers { vec![upper, lower] } else { vec![upper] }
}

/// Whether a row may fill more than half a page: a rough guess on the safe side, so that the
/// template measures only such rows.
fn may_be_tall(cells: &[&str], TableForm { columns, size, .. }: TableForm) -> bool {
    /// Half of what an A4 landscape page has below its header, millimetres.
    const HALF_PAGE: f64 = 70.0;
    /// Widths and heights of Times New Roman, in millimetres for each point of size; the width
    /// is that of a wide letter.
    const LETTER: f64 = 0.2;
    const LINE: f64 = 0.42;
    cells.iter().zip(columns).any(|(text, column)| {
        let in_line = ((column.width - 3.0) / (LETTER * size)).max(1.0);
        let lines: f64 =
            text.split('\n').map(|line| (line.chars().count() as f64 / in_line).ceil()).sum();
        lines * LINE * size > HALF_PAGE
    })
}
