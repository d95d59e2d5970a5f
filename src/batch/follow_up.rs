//! What was collected → its files on a shelf.
//!
//! Invariant: the command and the page get the same bytes, because both call this.

use super::Shelf;
use super::report::{COLLECTED, report};
use crate::collect::{Collected, summary_report};
use crate::style::Style;
use crate::timing::{Stage, measure};
use crate::view::AnnexView;
use crate::write::Artifact;
use crate::write::workbook::{FollowUpBook, follow_up_workbook};

/// The files that are made of what was collected.
pub const FOLLOW_UP_FILES: &[&str] = &["theo-doi.xlsx", "bao-cao.pdf", "bao-cao.docx"];

/// Makes the files of an overview.
///
/// # Errors
/// What a writer refuses, and a file that cannot be written.
pub fn follow_up(
    collected: &Collected,
    (annex, style): (&AnnexView, &Style),
    shelf: &dyn Shelf,
) -> anyhow::Result<()> {
    let book = FollowUpBook { collected, document: &annex.document, settings: &style.settings };
    let bytes = measure(Stage::Workbook, || follow_up_workbook(&book))?;
    shelf.keep(artifact("theo-doi.xlsx", bytes), "")?;
    for ending in ["pdf", "docx"] {
        let bytes = report(summary_report(collected), &COLLECTED, ending)?;
        shelf.keep(artifact(&format!("{}.{ending}", COLLECTED.name), bytes), "")?;
    }
    Ok(())
}

fn artifact(name: &str, bytes: Vec<u8>) -> Artifact {
    Artifact { name: name.to_string(), bytes, pages: None, split_rows: Vec::new(), standard: None }
}
