//! Views and a style → artifacts, one file per output.
//!
//! Invariant: writers know no paths, no clock and no terminal, and do not import each other.

pub mod annex;
mod matrix;
mod template;
mod typst;
pub mod workbook;

use crate::model::Field;
use crate::style::{Column, Style};
use crate::view::{AnnexView, MatrixView, StatisticsView};

/// A finished file.
#[derive(Debug)]
pub struct Artifact {
    /// Its name, relative to the project's folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its pages, where the format has them.
    pub pages: Option<usize>,
    /// Ids of tasks whose row is taller than a page and was broken.
    pub split_rows: Vec<String>,
}

/// Everything that a writer may use.
pub struct Edition<'a> {
    /// The annex.
    pub annex: AnnexView<'a>,
    /// The matrix.
    pub matrix: MatrixView<'a>,
    /// The counts.
    pub statistics: StatisticsView<'a>,
    /// The house style.
    pub style: &'a Style,
    /// The columns to show, draft-only ones left out unless this is a draft; widths are final.
    pub columns: Vec<Column>,
    /// Whether a row (1) (2) (3) follows the headings.
    pub number_row: bool,
}

/// A writer: the file it makes and the function that makes it.
pub struct Writer {
    /// The file's name.
    pub file: &'static str,
    write: fn(&Edition) -> anyhow::Result<Artifact>,
}

/// Every output of `build`. A new one is a file in this folder and a row here.
pub const WRITERS: &[Writer] = &[
    Writer { file: "danh-muc.pdf", write: annex::write },
    Writer { file: "danh-muc.xlsx", write: write_workbook },
    Writer { file: "ma-tran.pdf", write: matrix::write },
];

impl Writer {
    /// Makes the file.
    ///
    /// # Errors
    /// A broken template, or text that the format cannot hold.
    pub fn write(&self, edition: &Edition) -> anyhow::Result<Artifact> {
        (self.write)(edition)
    }
}

fn write_workbook(edition: &Edition) -> anyhow::Result<Artifact> {
    let bytes = workbook::annex_workbook(&workbook::Book {
        annex: &edition.annex,
        matrix: &edition.matrix,
        statistics: &edition.statistics,
        columns: &edition.columns,
        number_row: edition.number_row,
        settings: &edition.style.settings,
    })?;
    Ok(Artifact { name: "danh-muc.xlsx".into(), bytes, pages: None, split_rows: Vec::new() })
}

/// The columns to show, with the rest of the page shared among those without a width.
pub fn shown_columns(columns: &[Column], style: &Style, draft: bool) -> Vec<Column> {
    /// A4 landscape, millimetres.
    const PAGE_WIDTH: f64 = 297.0;
    let page = &style.settings.page;
    let mut shown: Vec<Column> =
        columns.iter().filter(|column| draft || !column.draft_only).cloned().collect();
    let fixed: f64 = shown.iter().map(|column| column.width).sum();
    let mut open: Vec<&mut Column> =
        shown.iter_mut().filter(|column| column.width == 0.0).collect();
    let left = PAGE_WIDTH - page.left - page.right - fixed;
    if open.is_empty() {
        // A dropped draft column leaves its room to the content.
        if let Some(content) = shown.iter_mut().find(|column| column.field == Field::Content) {
            content.width += left;
        }
    } else {
        let share = left / open.len() as f64;
        open.iter_mut().for_each(|column| column.width = share);
    }
    shown
}

/// The PDF of a filled-in template.
fn pdf_artifact(file: &str, markup: String) -> anyhow::Result<Artifact> {
    let pdf = typst::compile(markup, file)?;
    Ok(Artifact {
        name: file.to_string(),
        bytes: pdf.bytes,
        pages: Some(pdf.pages),
        split_rows: pdf.split_rows,
    })
}
