//! The index of the extracts → `muc-luc.pdf` and `muc-luc.xlsx`.

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::HeadLines;
use super::{Artifact, Edition, pdf_artifact, typst, workbook};
use crate::style::Settings;
use crate::timing::{Stage, measure};
use crate::view::{DocumentView, IndexView};

/// What the template `chung/muc-luc.typ` sees.
#[derive(Serialize)]
struct IndexPage<'a> {
    doc: DocumentView,
    annex_title: &'a str,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    lines: HeadLines,
    index: &'a IndexView<'a>,
    leads: usize,
    supports: usize,
    /// Tasks that extracts give by number, of all agencies.
    by_number: usize,
    pages: usize,
    copies: u32,
}

/// The title of the index.
pub const TITLE: &str = "Mục lục trích nhiệm vụ theo cơ quan";

/// What the index shows.
pub fn shows(index: &IndexView, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(index)
}

/// Writes the PDF.
pub fn write(edition: &Edition, index: &IndexView) -> anyhow::Result<Artifact> {
    let doc = DocumentView {
        title: TITLE.to_string(),
        title_capitals: TITLE.to_uppercase(),
        ..index.document.clone()
    };
    let page = IndexPage {
        lines: edition.head_lines(&doc, &index.document.title),
        doc,
        annex_title: &index.document.title,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        index,
        leads: index.rows.iter().map(|row| row.leads).sum(),
        supports: index.rows.iter().map(|row| row.supports).sum(),
        by_number: index.rows.iter().map(|row| row.by_number).sum(),
        pages: index.rows.iter().map(|row| row.pages).sum(),
        copies: index.rows.iter().map(|row| row.copies).sum(),
    };
    pdf_artifact("muc-luc.pdf", edition.templates.render("chung/muc-luc.typ", &page)?)
}

/// Writes the workbook.
pub fn write_book(edition: &Edition, index: &IndexView) -> anyhow::Result<Artifact> {
    let settings = &edition.style.settings;
    let bytes = measure(Stage::Workbook, || workbook::index_workbook(index, settings))?;
    Ok(Artifact::book("muc-luc.xlsx", bytes))
}
