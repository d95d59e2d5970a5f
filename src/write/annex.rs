//! The annex → `danh-muc.pdf`.

use serde::Serialize;

use super::template::Templates;
use super::{Artifact, Edition, pdf_artifact, typst};
use crate::style::{Column, Settings};
use crate::view::{DocumentView, RowView};

/// What the template `danh-muc.typ` sees.
#[derive(Serialize)]
struct AnnexPage<'a> {
    doc: &'a DocumentView,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    columns: &'a [Column],
    /// How many columns there are.
    width: usize,
    /// The rows of the header, from top to bottom.
    header: Vec<Vec<HeaderCell<'a>>>,
    number_row: bool,
    rows: Vec<AnnexRow<'a>>,
    /// Whether some row may be taller than a page.
    has_tall: bool,
    /// Whether the last row is a task that holds the closing line to itself.
    keep_end: bool,
}

#[derive(Serialize)]
struct HeaderCell<'a> {
    text: &'a str,
    colspan: usize,
    rowspan: usize,
}

#[derive(Serialize, Default)]
struct AnnexRow<'a> {
    is_group: bool,
    /// Long enough that only measuring can say whether it fits a page.
    is_tall: bool,
    is_last: bool,
    level: usize,
    number: &'a str,
    title: &'a str,
    id: &'a str,
    cells: Vec<&'a str>,
}

/// Writes the annex.
pub fn write(edition: &Edition) -> anyhow::Result<Artifact> {
    pdf_artifact("danh-muc.pdf", markup(edition)?)
}

/// The Typst markup of the annex.
pub fn markup(edition: &Edition) -> anyhow::Result<String> {
    let columns = &edition.columns;
    let size = edition.style.settings.text.table;
    let mut rows: Vec<AnnexRow> = edition
        .annex
        .rows
        .iter()
        .map(|row| match row {
            RowView::Group(group) => AnnexRow {
                is_group: true,
                level: group.level,
                number: group.number,
                title: group.title,
                ..AnnexRow::default()
            },
            RowView::Task(task) => {
                let cells = columns.iter().map(|column| task.text(column.field));
                let cells: Vec<&str> = cells.collect();
                let is_tall = may_be_tall(&cells, columns, size);
                AnnexRow { id: task.id, cells, is_tall, ..AnnexRow::default() }
            }
        })
        .collect();
    let mut keep_end = false;
    if let Some(last) = rows.last_mut() {
        last.is_last = !last.is_group && !last.is_tall;
        keep_end = last.is_last;
    }
    let page = AnnexPage {
        doc: &edition.annex.document,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        columns,
        width: columns.len(),
        header: header(columns),
        number_row: edition.number_row,
        has_tall: rows.iter().any(|row| row.is_tall),
        rows,
        keep_end,
    };
    Templates::parse(edition.style)?.render(edition.style, "danh-muc.typ", &page)
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
fn may_be_tall(cells: &[&str], columns: &[Column], size: f64) -> bool {
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
