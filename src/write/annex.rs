//! The annex → `danh-muc.pdf`.
//!
//! Invariant: memory follows a few hundred rows and not the whole: a longer annex is laid out some rows
//! at a time, without tags. The pages look the same either way.

use std::ops::Range;

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::HeadLines;
use super::print_set::JoinedParts;
use super::table::{TablePage, TableRow};
use super::{Artifact, Edition, pdf_artifact, typst};
use crate::style::Settings;
use crate::view::{DocumentView, RowView};

const FILE: &str = "danh-muc.pdf";

/// Of more rows the engine takes half a gigabyte and more for layouts and tags.
const MOST_TAGGED_ROWS: usize = 2_500;

/// Rows that are laid out at a time where there are more.
const ROWS_TOGETHER: usize = 600;

/// Width and height of A4 in landscape in points, as the engine writes them.
const PAPER: (f64, f64) = (841.8898, 595.2756);

/// What the template `danh-muc.typ` sees.
#[derive(Serialize)]
struct AnnexPage<'a> {
    doc: &'a DocumentView,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    lines: HeadLines,
    /// Pages of the documents before it, where the annex is laid out in parts.
    pages_before: usize,
    #[serde(flatten)]
    table: TablePage<'a>,
}

/// What the annex shows.
pub fn shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(&page(edition))
}

/// Writes the annex.
pub fn write(edition: &Edition) -> anyhow::Result<Artifact> {
    match edition.annex.rows.len() > MOST_TAGGED_ROWS {
        true => in_parts(edition, ROWS_TOGETHER),
        false => pdf_artifact(FILE, markup(edition)?),
    }
}

/// An annex too long for tags. Some rows are laid out, all pages are kept but the last, which later
/// rows may fill, and the rows of that page come again with the next ones.
fn in_parts(edition: &Edition, mut together: usize) -> anyhow::Result<Artifact> {
    let all = edition.annex.rows.len();
    let mut bytes = Vec::new();
    let mut joined = JoinedParts::new(&mut bytes, PAPER)?;
    let (mut start, mut before) = (0, 0);
    let mut split_rows = Vec::new();
    while start < all {
        let end = whole_groups(edition, (start + together).min(all));
        let part = part_of(edition, start..end, before);
        let template = if start == 0 { "danh-muc.typ" } else { "chung/danh-muc-tiep.typ" };
        let markup = edition.templates.render(template, &part)?;
        let mut next = None;
        let mut keep = |pages: &[usize], count: usize| {
            // An even number of pages, so that left and right pages keep their margins.
            let begins = |at: &usize| part.table.begins_page(pages, *at) && pages[*at] % 2 == 1;
            next = (1..pages.len()).rev().find(begins).filter(|_| end < all);
            next.map_or(count, |at| pages[at] - 1)
        };
        let pdf = typst::compile_first_pages(markup, FILE, &mut keep)?;
        if end < all && next.is_none() {
            // Rows of several pages each: more of them are needed to find one that begins a page.
            together *= 2;
            continue;
        }
        joined.add(&pdf.bytes)?;
        before += pdf.pages;
        split_rows.extend(pdf.split_rows);
        start = next.map_or(all, |next| start + next);
    }
    split_rows.dedup();
    let pages = Some(joined.finish()?);
    let standard = Some("PDF/A-2b");
    Ok(Artifact { name: FILE.to_string(), bytes, pages, split_rows, standard })
}

/// The first end from `end` on before which no group stands: it goes to the page of its first task.
fn whole_groups(edition: &Edition, end: usize) -> usize {
    let rows = &edition.annex.rows;
    let is_group = |end: &usize| matches!(rows.get(end - 1), Some(RowView::Group(_)));
    (end.max(1)..rows.len()).find(|end| !is_group(end)).unwrap_or(rows.len())
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

fn part_of<'a>(edition: &'a Edition, rows: Range<usize>, before: usize) -> AnnexPage<'a> {
    let goes_on = rows.end < edition.annex.rows.len();
    let page = page_of_rows(edition, rows);
    AnnexPage { pages_before: before, table: page.table.part(goes_on), ..page }
}

fn page<'a>(edition: &'a Edition) -> AnnexPage<'a> {
    page_of(edition, edition.annex.rows.len())
}

fn page_of<'a>(edition: &'a Edition, rows: usize) -> AnnexPage<'a> {
    page_of_rows(edition, 0..rows.min(edition.annex.rows.len()))
}

fn page_of_rows<'a>(edition: &'a Edition, rows: Range<usize>) -> AnnexPage<'a> {
    let form = edition.form();
    let rows = edition.annex.rows[rows].iter();
    let rows = rows.map(|row| TableRow::new(row, form, 0)).collect();
    AnnexPage {
        doc: &edition.annex.document,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        lines: edition.head_lines(&edition.annex.document, ""),
        pages_before: 0,
        table: TablePage::new(form, rows, edition.annex.document.notes.clone()),
    }
}
