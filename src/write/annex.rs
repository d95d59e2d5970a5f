//! The annex → `danh-muc.pdf`.

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::HeadLines;
use super::table::{TablePage, TableRow};
use super::{Artifact, Edition, pdf_artifact, typst};
use crate::style::Settings;
use crate::view::DocumentView;

/// What the template `danh-muc.typ` sees.
#[derive(Serialize)]
struct AnnexPage<'a> {
    doc: &'a DocumentView,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    lines: HeadLines,
    #[serde(flatten)]
    table: TablePage<'a>,
}

/// What the annex shows.
pub fn shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(&page(edition))
}

/// Writes the annex.
pub fn write(edition: &Edition) -> anyhow::Result<Artifact> {
    pdf_artifact("danh-muc.pdf", markup(edition)?)
}

/// The Typst markup of the annex.
pub fn markup(edition: &Edition) -> anyhow::Result<String> {
    edition.templates.render("danh-muc.typ", &page(edition))
}

/// The markup of the annex with its first rows alone: laid out in a moment, its pages are those of
/// the whole, but for the last and the one before it.
#[cfg(feature = "web")]
pub fn opening(edition: &Edition, rows: usize) -> anyhow::Result<String> {
    edition.templates.render("danh-muc.typ", &page_of(edition, rows))
}

fn page<'a>(edition: &'a Edition) -> AnnexPage<'a> {
    page_of(edition, edition.annex.rows.len())
}

fn page_of<'a>(edition: &'a Edition, rows: usize) -> AnnexPage<'a> {
    let form = edition.form();
    let rows = edition.annex.rows.iter().take(rows);
    let rows = rows.map(|row| TableRow::new(row, form, 0)).collect();
    AnnexPage {
        doc: &edition.annex.document,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        lines: edition.head_lines(&edition.annex.document, ""),
        table: TablePage::new(form, rows, edition.annex.document.notes.clone()),
    }
}
