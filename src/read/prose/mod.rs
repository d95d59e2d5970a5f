//! A plan in prose (.txt, .docx) → its paragraphs, and the task tables between them, in the order
//! of reading.
//!
//! Invariant: every line that holds a letter or a digit comes out, alone or joined with the one it
//! goes on from, but for page numbers and what a page repeats beside them.

mod debris;
mod plain;
mod word;
mod wrapped;

use super::Input;
use super::faults::{
    FILE_EMPTY, FILE_ENCRYPTED, PROSE_TOO_LARGE, PROSE_TYPE, PROSE_UNREADABLE, WORD_OLD,
};
use super::grid::{FileKind, Unreadable};
use super::limits::PROSE_BYTES;
use crate::diag::Diagnostics;
use crate::model::draft::DraftEntry;
use crate::source::{FileId, Location, Sources};

/// A piece of a plan.
#[derive(Debug)]
pub enum ProseBlock {
    /// A paragraph.
    Line(ProseLine),
    /// The groups and tasks of a table.
    Tasks(Vec<DraftEntry>),
}

/// A paragraph.
#[derive(Debug, Clone)]
pub struct ProseLine {
    /// Where it begins.
    pub at: Location,
    /// Its text on one line, with the number that Word gives it.
    pub text: String,
    /// Its parts where wide gaps, tabs or cells stand between them; empty where there are none.
    pub columns: Vec<String>,
    /// Looks like a heading: by its style in Word, or all bold.
    pub stands_out: bool,
}

/// Reads a plan; `None` when nothing can be read, with the reason among the diagnostics.
pub fn read_prose(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ProseBlock>> {
    let at = file.whole();
    let read = match FileKind::of(input.bytes) {
        FileKind::Docx(package) => word::read(package, file, sources, diagnostics),
        FileKind::Text if input.bytes.len() > PROSE_BYTES => {
            let limit = (PROSE_BYTES / 1024 / 1024).to_string();
            diagnostics.push(PROSE_TOO_LARGE.at(at).with("limit", limit));
            return None;
        }
        FileKind::Text => Ok(plain::read(input.bytes, file)),
        FileKind::Empty => {
            diagnostics.push(FILE_EMPTY.at(at));
            return None;
        }
        FileKind::OldWord => {
            diagnostics.push(WORD_OLD.at(at));
            return None;
        }
        FileKind::Encrypted => Err(Unreadable::Encrypted),
        FileKind::Damaged(reason) => Err(Unreadable::Damaged(reason)),
        // A container that cannot be told apart, by a name of Word's.
        FileKind::Xls if input.name.to_lowercase().ends_with(".doc") => {
            diagnostics.push(WORD_OLD.at(at));
            return None;
        }
        other => {
            diagnostics.push(PROSE_TYPE.at(at).with("found", other.name()));
            return None;
        }
    };
    let fault = match read {
        Ok(blocks) if blocks.is_empty() => FILE_EMPTY.at(at),
        Ok(blocks) => return Some(blocks),
        Err(Unreadable::Encrypted) => FILE_ENCRYPTED.at(at),
        Err(Unreadable::Damaged(reason)) => PROSE_UNREADABLE.at(at).with("reason", reason),
        Err(Unreadable::TooLarge(over)) => {
            PROSE_TOO_LARGE.at(at).with("limit", format!("{} {}", over.limit, over.what))
        }
    };
    diagnostics.push(fault);
    None
}
