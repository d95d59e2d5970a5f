//! The annex, and the extract of an agency → a Word file that a clerk goes on editing:
//! `danh-muc.docx`, `co-quan/<agency>.docx`.
//!
//! The parts of the file are templates of the style (`danh-muc.docx/`, `trich.docx/`), filled from
//! the same views and settings as the PDF. Invariant: two builds of the same views give the same
//! bytes, and a text of a source is never markup.

mod own_form;
mod package;
mod page;
mod tree;

use anyhow::Context;

use super::fingerprint::Fingerprint;
use super::headline::HeadLines;
use super::{Artifact, Edition, ExtractEdition, Templates, extract, shown_columns};
use crate::style::{Style, WORD_FOLDERS};
use crate::timing::{Stage, measure};
use crate::view::DocumentView;
use package::Package;
use page::{RowMaker, WordPage};

/// What the annex shows.
pub fn annex_shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    let hash = hash.with(&annex_page(edition))?;
    match &edition.style.word_form {
        // A form of the user's shows other fields too, and what it is.
        Some(form) => hash.with(&form.bytes)?.with(&own_form::shown(edition)),
        None => Ok(hash),
    }
}

/// Writes the annex: in the form that the user drew, else in the style's.
pub fn write_annex(edition: &Edition) -> anyhow::Result<Artifact> {
    if let Some(form) = &edition.style.word_form {
        let bytes = measure(Stage::Workbook, || own_form::filled(form, edition))?;
        return Ok(Artifact::book("danh-muc.docx", bytes));
    }
    write("danh-muc.docx", WORD_FOLDERS[0], edition, &annex_page(edition))
}

/// What an extract shows.
pub fn extract_shows(one: &ExtractEdition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    let content = extract::content(one);
    hash.with(&extract_page(one, &content))
}

/// Writes an extract.
pub fn write_extract(one: &ExtractEdition) -> anyhow::Result<Artifact> {
    let content = extract::content(one);
    let name = format!("co-quan/{}.docx", one.file);
    write(&name, WORD_FOLDERS[1], one.edition, &extract_page(one, &content))
}

/// A form to start from: that of a style, with a placeholder wherever the plan has a value.
///
/// # Errors
/// A broken template.
pub fn blank_form(style: &Style) -> anyhow::Result<Vec<u8>> {
    let preset = style.preset(None).context("mẫu trình bày không có mẫu cột")?;
    let columns = shown_columns(&preset.columns, style, false);
    let document = DocumentView {
        label: String::from("{{ phu_luc }}"),
        title: String::from("Mẫu danh mục nhiệm vụ"),
        notes: String::from("{{ ghi_chu_bang }}"),
        is_annex: true,
        date: (2000, 1, 1),
        ..DocumentView::default()
    };
    let mut settings = style.settings.clone();
    settings.table.ending = String::from("{{ ket_thuc }}");
    let lines = HeadLines::of_words("{{ tieu_de }}", "{{ kem_theo }}");
    let rows = RowMaker::blank(&columns);
    let form = (&columns[..], settings.table.number_row);
    let page = WordPage::of_parts((&settings, form), document, lines, rows);
    packed(WORD_FOLDERS[0], &Templates::parse(style)?, &page)
}

fn annex_page<'a>(edition: &'a Edition) -> WordPage<'a> {
    let document = &edition.annex.document;
    let mut rows = RowMaker::new(edition.form(), &edition.style.settings);
    let rows = edition.annex.rows.iter().map(|row| rows.row(row, 0)).collect();
    WordPage::new(edition, document.clone(), edition.head_lines(document, ""), rows)
}

fn extract_page<'a>(one: &'a ExtractEdition, content: &'a extract::Content<'a>) -> WordPage<'a> {
    let edition = one.edition;
    let mut maker = RowMaker::new(edition.form(), &edition.style.settings);
    let mut rows = Vec::new();
    for part in &content.parts {
        rows.push(maker.part(part.letter, &part.heading));
        rows.extend(part.rows.iter().map(|row| maker.row(row, 1)));
        rows.extend(part.brief.iter().map(|brief| maker.brief(brief.number, &brief.title)));
    }
    let lines = edition.head_lines(&content.document, &one.view.document.title);
    let page = WordPage::new(edition, content.document.clone(), lines, rows);
    page.with_counts(&content.counts, &content.notes)
}

fn write(name: &str, folder: &str, edition: &Edition, page: &WordPage) -> anyhow::Result<Artifact> {
    Ok(Artifact::book(name, packed(folder, &edition.templates, page)?))
}

/// The file of a page, its parts made of the templates of a folder.
fn packed(folder: &str, templates: &Templates, page: &WordPage) -> anyhow::Result<Vec<u8>> {
    let mut package = Package::new()?;
    for part in package::PARTS {
        let template = templates.word_part(folder, part);
        let text = templates.render(&template, page)?;
        measure(Stage::Workbook, || package.add(part, &template, &text))?;
    }
    measure(Stage::Workbook, || package.finish())
}
