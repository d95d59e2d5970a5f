//! The pages that only the print room sees: the table of copies, the sheet before each agency.

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::{Edition, typst};
use crate::style::Settings;
use crate::view::{DocumentView, PrintOrderView, PrintRow};

/// What the templates `chung/bang-in.typ` and `chung/to-ngan.typ` see.
#[derive(Serialize)]
struct PrintPage<'a> {
    doc: DocumentView,
    annex_title: &'a str,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    order: &'a PrintOrderView<'a>,
    pages: usize,
    copies: u32,
    sheets: usize,
    /// The document that follows; of a separator alone.
    next: Option<&'a PrintRow>,
    /// Its place in the order, from 1.
    place: usize,
}

/// What a print set depends on besides its documents.
///
/// # Errors
/// None that a source or a style can cause.
pub fn fingerprint(edition: &Edition, order: &PrintOrderView) -> anyhow::Result<Fingerprint> {
    edition.fingerprint()?.with(order)
}

/// The table of copies, and its pages.
///
/// # Errors
/// A broken template.
pub fn table(edition: &Edition, order: &PrintOrderView) -> anyhow::Result<(Vec<u8>, usize)> {
    let page = page(edition, order, None, 0);
    let markup = edition.templates.render("chung/bang-in.typ", &page)?;
    let pdf = typst::compile(markup, "bảng số bản in")?;
    Ok((pdf.bytes, pdf.pages))
}

/// The sheet before the document of `place`, which counts from 0.
///
/// # Errors
/// A broken template.
pub fn separator(
    edition: &Edition,
    order: &PrintOrderView,
    place: usize,
) -> anyhow::Result<Vec<u8>> {
    let page = page(edition, order, order.rows.get(place), place + 1);
    let markup = edition.templates.render("chung/to-ngan.typ", &page)?;
    Ok(typst::compile(markup, "tờ ngăn")?.bytes)
}

fn page<'a>(
    edition: &'a Edition,
    order: &'a PrintOrderView,
    next: Option<&'a PrintRow>,
    place: usize,
) -> PrintPage<'a> {
    let title = String::from("Bảng số bản in");
    PrintPage {
        doc: DocumentView { title_capitals: title.to_uppercase(), title, ..order.document.clone() },
        annex_title: &order.document.title,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        order,
        pages: order.rows.iter().map(|row| row.pages * row.copies as usize).sum(),
        copies: order.rows.iter().map(|row| row.copies).sum(),
        sheets: order.rows.iter().map(|row| row.sheets).sum(),
        next,
        place,
    }
}
