//! A plan and its finished extracts → the print set.
//!
//! Invariant: what is printed for an agency is its extract as it lies in the folder, in the copies
//! that Nơi nhận implies (NĐ 30/2020, Điều 17).

use std::io::Write;

use anyhow::{Context, bail};

use super::run::on_thread;
use super::{Agencies, Choice, Document, EXTRACTS, Plan};
use crate::view::{PrintOrderView, PrintRow};
use crate::write::print_pages::{fingerprint, separator, table};
use crate::write::print_set::{PrintCount, PrintOptions, PrintPaper, PrintSet, Sides, count};

/// The documents that a print set is made of; without agencies, of all of them.
pub fn print_choice(agencies: Agencies, annex: bool, vietnamese_names: bool) -> Choice {
    let mut only = vec![String::from("co-quan/*.pdf")];
    if annex {
        only.push(String::from("danh-muc.pdf"));
    }
    let agencies = match agencies {
        Agencies::None => Agencies::All,
        some => some,
    };
    Choice { only, agencies, vietnamese_names, ..Choice::default() }
}

/// A print set, before it is made.
pub struct PrintOrder<'p> {
    view: PrintOrderView<'p>,
    options: PrintOptions,
    separators: bool,
    /// The table of copies, which is its first document.
    table: Vec<u8>,
    /// The size of the set.
    pub count: PrintCount,
}

/// The order for a plan whose extracts have `pages` (by file), with the annex for those of Nơi
/// nhận that get no extract where `annex` gives its pages.
///
/// # Errors
/// Nothing to print; a broken template; an extract whose pages are not known.
pub fn order<'p>(
    plan: &'p Plan,
    (options, separators): (PrintOptions, bool),
    annex: Option<usize>,
    pages: &dyn Fn(&str) -> Option<usize>,
) -> anyhow::Result<PrintOrder<'p>> {
    let mut rows = Vec::new();
    let mut add = |name: &str, file: String, pages: usize, copies: u32| {
        let sheets = count([(pages, copies)].into_iter(), options).sheets;
        rows.push(PrintRow { name: name.to_string(), file, pages, copies, sheets });
    };
    for document in &plan.documents {
        let Document::Extract(at, writer) = document else { continue };
        if writer.ending != "pdf" {
            continue;
        }
        let addressee = plan.circulation.agencies[*at];
        let name = &plan.model.agency(addressee.agency).name;
        let file = format!("{EXTRACTS}/{}.pdf", plan.files[*at]);
        let pages = pages(&file).with_context(|| format!("chưa có bản trích {file}"))?;
        add(name, file, pages, addressee.copies);
    }
    let whole = plan.circulation.whole.clone();
    if let Some(pages) = annex {
        for (name, copies) in &whole {
            add(&format!("{name} (toàn văn)"), String::from("danh-muc.pdf"), pages, *copies);
        }
    }
    if rows.is_empty() {
        bail!("không có bản trích nào để in");
    }
    let view = PrintOrderView {
        document: &plan.edition.annex.document,
        rows,
        whole: if annex.is_some() { Vec::new() } else { whole },
        paper: if options.paper == PrintPaper::A3 { "A3" } else { "A4" },
        sides: match options.sides {
            Sides::One => "in một mặt",
            Sides::LongEdge => "in hai mặt, lật theo cạnh dài",
            Sides::ShortEdge => "in hai mặt, lật theo cạnh ngắn",
        },
    };
    let (table, table_pages) = on_thread(|| table(&plan.edition, &view))?;
    let separator = usize::from(separators);
    let documents = view.rows.iter().flat_map(|row| [(separator, 1), (row.pages, row.copies)]);
    let count = count(documents.chain([(table_pages, 1)]), options);
    Ok(PrintOrder { view, options, separators, table, count })
}

impl PrintOrder<'_> {
    /// The documents in order: file and copies.
    pub fn rows(&self) -> &[PrintRow] {
        &self.view.rows
    }

    /// About how many bytes the set takes besides its documents.
    pub fn bytes_besides(&self) -> usize {
        /// The letters of a separator are most of it.
        const SEPARATOR: usize = 12_000;
        const PAGE: usize = 200;
        let separators = if self.separators { self.view.rows.len() } else { 0 };
        self.table.len() + separators * SEPARATOR + self.count.pages * PAGE
    }

    /// How the sheets are printed, in words.
    pub fn words(&self) -> String {
        format!("{} ngang, {}", self.view.paper, self.view.sides)
    }

    /// The hash of all that the set depends on; `content` gives the hash of a document's file.
    ///
    /// # Errors
    /// None that a source or a style can cause.
    pub fn fingerprint(
        &self,
        plan: &Plan,
        content: &dyn Fn(&str) -> Option<String>,
    ) -> anyhow::Result<String> {
        let hashes: Vec<Option<String>> =
            self.view.rows.iter().map(|row| content(&row.file)).collect();
        let hash = fingerprint(&plan.edition, &self.view)?;
        Ok(hash.with(&self.separators)?.with(&hashes)?.text())
    }
}

/// Writes a print set; `read` gives the content of a file. Memory is that of one document.
///
/// # Errors
/// A document that is missing or damaged, a broken template, or `out` that cannot be written.
pub fn assemble(
    plan: &Plan,
    order: &PrintOrder,
    read: &(dyn Fn(&str) -> anyhow::Result<Vec<u8>> + Sync),
    out: &mut (dyn Write + Send),
) -> anyhow::Result<PrintCount> {
    on_thread(|| {
        let mut set = PrintSet::new(out, order.options)?;
        set.add("Bảng số bản in", &order.table, 1)?;
        for (place, row) in order.view.rows.iter().enumerate() {
            if order.separators {
                let sheet = separator(&plan.edition, &order.view, place)?;
                set.add(&format!("Tờ ngăn: {}", row.name), &sheet, 1)?;
            }
            set.add(&row.name, &read(&row.file)?, row.copies)?;
        }
        set.finish()
    })
}
