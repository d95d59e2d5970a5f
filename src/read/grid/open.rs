//! A file's bytes → its grids, by what the file is.
//!
//! Invariant: a file that cannot be read leaves exactly one diagnostic.

use super::file_kind::FileKind;
use super::{Filling, Grid, Unreadable, html, ods, word, xls, xlsb, xlsx};
use crate::diag::Diagnostics;
use crate::read::Input;
use crate::read::faults::{
    FILE_EMPTY, FILE_ENCRYPTED, FILE_TYPE, WORD_OLD, WORKBOOK_TOO_LARGE, WORKBOOK_UNREADABLE,
};
use crate::source::{FileId, Sources};

/// Reads every sheet or table of a file; `None` when nothing could be read, with the reason among
/// the diagnostics.
pub fn open(
    input: &Input,
    file: FileId,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Grid>> {
    let filling = &mut Filling::default();
    let at = file.whole();
    let read = match FileKind::of(input.bytes) {
        FileKind::Xlsx(package, part) => xlsx::read((package, &part), file, sources, filling),
        FileKind::Xlsb(package, part) => xlsb::read((package, &part), file, sources, filling),
        FileKind::Ods(package) => ods::read(package, file, sources, filling),
        FileKind::Xls => xls::read(input.bytes, file, sources, filling),
        FileKind::Docx(package) => word::read(package, file, sources, filling, diagnostics),
        FileKind::Html => html::read(input.bytes, file, sources, filling),
        FileKind::Encrypted => Err(Unreadable::Encrypted),
        FileKind::Damaged(reason) => Err(Unreadable::Damaged(reason)),
        FileKind::Empty => {
            diagnostics.push(FILE_EMPTY.at(at));
            return None;
        }
        FileKind::OldWord => {
            diagnostics.push(WORD_OLD.at(at));
            return None;
        }
        kind @ (FileKind::Text | FileKind::Other(_)) => {
            let found = kind.name();
            let expected = "bảng tính hay tệp Word (a workbook or a Word file)";
            diagnostics.push(FILE_TYPE.at(at).with("found", found).with("expected", expected));
            return None;
        }
    };
    let fault = match read {
        Ok(grids) => return Some(grids),
        Err(Unreadable::Encrypted) => FILE_ENCRYPTED.at(at),
        Err(Unreadable::Damaged(reason)) => WORKBOOK_UNREADABLE.at(at).with("reason", reason),
        Err(Unreadable::TooLarge(over)) => {
            let fault = WORKBOOK_TOO_LARGE.at(at).with("limit", over.limit.to_string());
            fault.with("what", over.what)
        }
    };
    diagnostics.push(fault);
    None
}
