//! The matrix → `ma-tran.pdf`, its columns split over pages when there are many agencies.

use std::borrow::Cow;

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::{HeadLines, head_lines};
use super::long_word::broken;
use super::{Artifact, Edition, pdf_artifact, typst};
use crate::style::Settings;
use crate::view::{DocumentView, LegendEntry};

/// Explains the marks on every page (docs/form.md, T27).
const LEGEND: &str =
    "Chú giải: CT - cơ quan chủ trì; PH - cơ quan phối hợp; ô trống - không tham gia.";

/// What the template `chung/ma-tran.typ` sees.
#[derive(Serialize)]
struct MatrixPage<'a> {
    doc: &'a DocumentView,
    style: &'a Settings,
    font: &'static str,
    paper: &'a str,
    lines: HeadLines,
    legend: &'static str,
    parts: Vec<Part<'a>>,
    names: &'a [LegendEntry<'a>],
    /// Open collectives, joined; empty when there are none.
    open: String,
}

/// The columns that fit one page, with all rows.
#[derive(Serialize)]
struct Part<'a> {
    /// "Sở Công Thương – Sở Y tế".
    range: String,
    task_width: f64,
    agencies: Vec<&'a str>,
    rows: Vec<PartRow<'a>>,
    leads: &'a [usize],
    supports: &'a [usize],
}

#[derive(Serialize)]
struct PartRow<'a> {
    is_group: bool,
    /// Long enough that only measuring can say whether it fits a page.
    is_tall: bool,
    level: usize,
    number: &'a str,
    text: Cow<'a, str>,
    /// The task's id, for the report that a row was broken.
    id: &'a str,
    marks: Vec<&'static str>,
}

/// What the matrix shows.
pub fn shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(&edition.matrix)
}

/// Writes the matrix.
pub fn write(edition: &Edition) -> anyhow::Result<Artifact> {
    pdf_artifact("ma-tran.pdf", markup(edition)?)
}

/// The Typst markup of the matrix.
pub fn markup(edition: &Edition) -> anyhow::Result<String> {
    edition.templates.render("chung/ma-tran.typ", &page(edition))
}

fn page<'a>(edition: &'a Edition) -> MatrixPage<'a> {
    /// The number column of the template, millimetres.
    const NUMBER_WIDTH: f64 = 13.0;
    /// What a cell leaves free at each side, millimetres.
    const INSET: f64 = 0.6;
    let matrix = &edition.matrix;
    let settings = &edition.style.settings;
    let paper_width = if settings.matrix.paper == "a3" { 420.0 } else { 297.0 };
    let room = paper_width - settings.page.left - settings.page.right - NUMBER_WIDTH;
    let least_task = settings.matrix.task_width;
    let fitting = ((room - least_task) / settings.matrix.agency_width).floor().max(1.0) as usize;
    let parts = matrix.agencies.len().div_ceil(fitting).max(1);
    // Parts of even size look better than a full page and a rest.
    let size = matrix.agencies.len().div_ceil(parts).max(1);
    let starts = (0..parts).map(|part| part * size);
    let lines = (settings, &edition.bonds);
    let lines = head_lines(&matrix.document, "", lines, room + NUMBER_WIDTH);
    let parts = starts.map(|start| {
        let end = (start + size).min(matrix.agencies.len());
        let columns = start..end;
        let agencies: Vec<&str> =
            matrix.agencies[columns.clone()].iter().map(|agency| agency.short).collect();
        let range = match (agencies.first(), agencies.last()) {
            (Some(first), Some(last)) => format!("{first} – {last}"),
            _ => String::new(),
        };
        let task_width = room - settings.matrix.agency_width * (end - start) as f64;
        let rows = matrix.rows.iter().map(|row| PartRow {
            is_group: row.level > 0,
            is_tall: row.level == 0 && may_be_tall(&row.text, task_width, settings),
            id: row.id,
            level: row.level,
            number: row.number,
            text: broken(&row.text, task_width - 2.0 * INSET, settings.matrix.text),
            marks: match row.marks.get(columns.clone()) {
                Some(marks) => marks.iter().map(|mark| mark.text()).collect(),
                None => Vec::new(),
            },
        });
        Part {
            range,
            task_width,
            agencies,
            rows: rows.collect(),
            leads: &matrix.leads[columns.clone()],
            supports: &matrix.supports[columns],
        }
    });
    MatrixPage {
        doc: &matrix.document,
        style: settings,
        font: typst::FONT_FAMILY,
        paper: &settings.matrix.paper,
        lines,
        legend: LEGEND,
        parts: parts.collect(),
        names: &matrix.agencies,
        open: matrix.open.join("; "),
    }
}

/// Whether a row may fill more than half a page: a rough guess on the safe side, so that the
/// template measures only such rows.
fn may_be_tall(text: &str, task_width: f64, settings: &Settings) -> bool {
    /// Half of what an A4 landscape page has below the turned names, millimetres.
    const HALF_PAGE: f64 = 50.0;
    /// Width and height of a line, in millimetres for each point of size.
    const LETTER: f64 = 0.2;
    const LINE: f64 = 0.42;
    let size = settings.matrix.text;
    let in_line = (task_width / (LETTER * size)).max(1.0);
    let lines: f64 =
        text.split('\n').map(|line| (line.chars().count() as f64 / in_line).ceil()).sum();
    lines * LINE * size * settings.table.line_spacing > HALF_PAGE
}
