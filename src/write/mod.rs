//! Views and a style → artifacts, one file per output.
//!
//! Invariant: writers know no paths, no clock and no terminal, and do not import each other.
//!
//! # Where to change
//!
//! The table and its page breaks: `annex`, `templates/chung/bang.typ`. The page and its number:
//! `templates/chung/trang.typ`. The matrix: `matrix`. An extract: `extract`, its title in
//! `style.toml`. Workbooks: `workbook/`. A source in another format: `source/`. The print set:
//! `print_set`, `print_pages`. What makes a document be made again: `fingerprint`, and `shows` of
//! its writer.

pub mod annex;
mod column_widths;
pub mod extract;
mod fingerprint;
mod headline;
mod index;
mod letter_width;
mod long_word;
pub mod matrix;
mod parallel;
pub mod print_pages;
pub mod print_set;
pub mod source;
mod table;
mod template;
mod typst;
mod word;
pub mod workbook;

use std::collections::BTreeMap;

use crate::collect::EarlierReport;
use crate::memory::{Work, working_on};
use crate::model::Field;
use crate::style::{Column, Settings, Style};
use crate::text::title::Bonds;
use crate::timing::{Stage, measure};
use crate::view::{AnnexView, DocumentView, ExtractView, IndexView, MatrixView, StatisticsView};
pub use column_widths::borrow_widths;
pub use fingerprint::Fingerprint;
use headline::{HeadLines, head_lines};
pub use parallel::{STACK_BYTES, in_parallel};
use table::TableForm;
pub use template::Templates;
#[cfg(feature = "web")]
pub use typst::prepare_thread;
#[cfg(feature = "web")]
pub use typst::{Picture, picture};
pub use word::blank_form;

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
    /// The standard of a PDF that is too large for tags, which is told in the manifest.
    pub standard: Option<&'static str>,
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
    /// Its templates, parsed.
    pub templates: Templates<'a>,
    /// The columns to show, draft-only ones left out unless this is a draft; widths are final.
    pub columns: Vec<Column>,
    /// Whether a row (1) (2) (3) follows the headings.
    pub number_row: bool,
    /// Which words of a title belong together.
    pub bonds: Bonds,
}

/// What a writer of extracts may use.
pub struct ExtractEdition<'a> {
    /// The whole that it is taken from.
    pub edition: &'a Edition<'a>,
    /// The extract.
    pub view: ExtractView<'a>,
    /// The name of its files, without folder and ending.
    pub file: &'a str,
    /// What the agency reported in an earlier round, by the ids of tasks.
    pub earlier: Option<&'a BTreeMap<String, EarlierReport>>,
}

/// A writer: the file it makes, what that shows, and the function that makes it.
pub struct Writer {
    /// The file's name.
    pub file: &'static str,
    shows: fn(&Edition, Fingerprint) -> anyhow::Result<Fingerprint>,
    write: fn(&Edition) -> anyhow::Result<Artifact>,
}

/// Every output of `build` for the whole plan. A new one is a file in this folder and a row here.
pub const WRITERS: &[Writer] = &[
    Writer { file: "danh-muc.pdf", shows: annex::shows, write: annex::write },
    Writer { file: "danh-muc.docx", shows: word::annex_shows, write: word::write_annex },
    Writer { file: "danh-muc.xlsx", shows: book_shows, write: write_book },
    Writer { file: "ma-tran.pdf", shows: matrix::shows, write: matrix::write },
];

/// A writer of extracts: the ending of its files in `co-quan/`.
pub struct ExtractWriter {
    /// The ending of its files.
    pub ending: &'static str,
    /// Its name in a choice of files.
    pub pattern: &'static str,
    shows: fn(&ExtractEdition, Fingerprint) -> anyhow::Result<Fingerprint>,
    write: fn(&ExtractEdition) -> anyhow::Result<Artifact>,
}

/// Every output of `build` for one agency.
pub const EXTRACT_WRITERS: &[ExtractWriter] = &[
    ExtractWriter {
        ending: "pdf",
        pattern: "co-quan/*.pdf",
        shows: extract::shows,
        write: extract::write,
    },
    ExtractWriter {
        ending: "xlsx",
        pattern: "co-quan/*.xlsx",
        shows: extract::book_shows,
        write: extract::write_book,
    },
    ExtractWriter {
        ending: WORD_EXTRACTS,
        pattern: "co-quan/*.docx",
        shows: word::extract_shows,
        write: word::write_extract,
    },
];

/// The ending of the extracts that are made only where they are asked for.
pub const WORD_EXTRACTS: &str = "docx";

/// A writer of the index of extracts.
pub struct IndexWriter {
    /// The file's name.
    pub file: &'static str,
    write: fn(&Edition, &IndexView) -> anyhow::Result<Artifact>,
}

/// Every output of `build` about all extracts.
pub const INDEX_WRITERS: &[IndexWriter] = &[
    IndexWriter { file: "muc-luc.pdf", write: index::write },
    IndexWriter { file: "muc-luc.xlsx", write: index::write_book },
];

impl Artifact {
    /// A workbook, which has no pages of its own.
    fn book(name: &str, bytes: Vec<u8>) -> Artifact {
        Artifact {
            name: name.to_string(),
            bytes,
            pages: None,
            split_rows: Vec::new(),
            standard: None,
        }
    }
}

impl Edition<'_> {
    /// The hash of what all documents of this edition depend on.
    ///
    /// # Errors
    /// None that a source or a style can cause.
    pub fn fingerprint(&self) -> anyhow::Result<Fingerprint> {
        let Style { settings, templates, .. } = self.style;
        let hash = Fingerprint::of_program().with(settings)?.with(templates)?;
        hash.with(&self.columns)?.with(&self.number_row)
    }

    /// A document as work, for whoever asks what takes so much memory: with the user's own
    /// templates, which alone can make it grow without bound.
    pub fn work(&self, file: &str) -> Work {
        match self.style.own_files.as_slice() {
            [] => working_on(file),
            own => working_on(&format!("{file} (mẫu riêng: {})", own.join(", "))),
        }
    }

    fn form(&self) -> TableForm<'_> {
        let Settings { text, table, .. } = &self.style.settings;
        TableForm {
            columns: &self.columns,
            number_row: self.number_row,
            size: text.table,
            line_spacing: table.line_spacing,
            bonds: &self.bonds,
        }
    }

    /// The lines above a table on A4.
    fn head_lines(&self, document: &DocumentView, annex_title: &str) -> HeadLines {
        let settings = &self.style.settings;
        let room = PAGE_WIDTH - settings.page.left - settings.page.right;
        head_lines(document, annex_title, (settings, &self.bonds), room)
    }
}

impl Writer {
    /// The hash of all that the file depends on; `edition` is the hash of the edition.
    ///
    /// # Errors
    /// None that a source or a style can cause.
    pub fn fingerprint(&self, edition: &Edition, hash: Fingerprint) -> anyhow::Result<String> {
        Ok((self.shows)(edition, hash.with(&self.file)?)?.text())
    }

    /// Makes the file.
    ///
    /// # Errors
    /// A broken template, or text that the format cannot hold.
    pub fn write(&self, edition: &Edition) -> anyhow::Result<Artifact> {
        (self.write)(edition)
    }
}

impl ExtractWriter {
    /// The hash of all that the file depends on.
    ///
    /// # Errors
    /// None that a source or a style can cause.
    pub fn fingerprint(&self, one: &ExtractEdition, hash: Fingerprint) -> anyhow::Result<String> {
        Ok((self.shows)(one, hash.with(&self.ending)?)?.text())
    }

    /// Makes the file of one agency.
    ///
    /// # Errors
    /// A broken template, or text that the format cannot hold.
    pub fn write(&self, extract: &ExtractEdition) -> anyhow::Result<Artifact> {
        (self.write)(extract)
    }
}

impl IndexWriter {
    /// The hash of all that the file depends on.
    ///
    /// # Errors
    /// None that a source or a style can cause.
    pub fn fingerprint(&self, index: &IndexView, hash: Fingerprint) -> anyhow::Result<String> {
        Ok(index::shows(index, hash.with(&self.file)?)?.text())
    }

    /// Makes the file.
    ///
    /// # Errors
    /// A broken template, or text that the format cannot hold.
    pub fn write(&self, edition: &Edition, index: &IndexView) -> anyhow::Result<Artifact> {
        (self.write)(edition, index)
    }
}

/// What the workbook of the whole plan shows: its annex, matrix and counts.
fn book_shows(edition: &Edition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    annex::shows(edition, hash)?.with(&edition.matrix)?.with(&edition.statistics)
}

fn write_book(edition: &Edition) -> anyhow::Result<Artifact> {
    let lines = edition.head_lines(&edition.annex.document, "");
    let book = book(edition, &lines);
    Ok(Artifact::book(
        "danh-muc.xlsx",
        measure(Stage::Workbook, || workbook::annex_workbook(&book))?,
    ))
}

/// A workbook of the table alone, in a sheet of this name.
///
/// # Errors
/// As of [`workbook::annex_workbook`].
pub fn table_workbook(edition: &Edition, sheet: &str) -> anyhow::Result<Vec<u8>> {
    let lines = edition.head_lines(&edition.annex.document, "");
    measure(Stage::Workbook, || workbook::table_workbook(&book(edition, &lines), sheet))
}

fn book<'a>(edition: &'a Edition, lines: &'a HeadLines) -> workbook::Book<'a> {
    workbook::Book {
        annex: &edition.annex,
        lines,
        matrix: &edition.matrix,
        statistics: &edition.statistics,
        columns: &edition.columns,
        number_row: edition.number_row,
        settings: &edition.style.settings,
    }
}

/// A4 landscape, millimetres.
const PAGE_WIDTH: f64 = 297.0;

/// The columns to show, with the rest of the page shared among those without a width.
pub fn shown_columns(columns: &[Column], style: &Style, draft: bool) -> Vec<Column> {
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
        standard: None,
    })
}
