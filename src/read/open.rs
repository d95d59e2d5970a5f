//! A file's bytes → what it holds: tables, a text with tables in it, or a tree of keys.
//!
//! Invariant: what a file is, its content says and not its name, which only tells texts apart; a file
//! that cannot be read leaves exactly one diagnostic.

use super::Input;
use super::faults::{FILE_EMPTY, FILE_TYPE, PROSE_TOO_LARGE, PROSE_TYPE, WORD_CHANGES, WORD_OLD};
use super::grid::{self, Filling, Grid, TextBlock, WordTables};
use super::kind::FileKind;
use super::limits::PROSE_BYTES;
use super::package::Package;
use super::tree::Tree;
use super::unreadable::Unreadable;
use super::{plain, word};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Sources};

/// What a file holds.
pub enum Opened {
    /// The sheets of a workbook.
    Grids(Vec<Grid>),
    /// A text, with its tables where they stand.
    Prose(Vec<TextBlock>),
    /// Keys and values.
    Tree(Tree),
}

/// What a file is that has no mark of a container.
#[derive(Clone, Copy)]
pub enum PlainText {
    /// A slip: a workbook or a page was meant.
    Unexpected,
    /// Sentences.
    Prose,
}

/// Opens a workbook, a Word file, a page or a text; `None` when nothing could be read, with the
/// reason among the diagnostics.
pub fn open(
    input: &Input,
    plain: PlainText,
    (file, sources): (FileId, &mut Sources),
    diagnostics: &mut Diagnostics,
) -> Option<Opened> {
    let filling = &mut Filling::default();
    let at = file.whole();
    let grids = match FileKind::of(input.bytes) {
        FileKind::Xlsx(package, part) => grid::xlsx((package, &part), file, sources, filling),
        FileKind::Xlsb(package, part) => grid::xlsb((package, &part), file, sources, filling),
        FileKind::Ods(package) => grid::ods(package, file, sources, filling),
        // A container that cannot be told apart, by a name of Word's.
        FileKind::Xls if ends_in(input.name, "doc") => {
            diagnostics.push(WORD_OLD.at(at));
            return None;
        }
        FileKind::Xls => grid::xls(input.bytes, file, sources, filling),
        FileKind::Html if grid::is_workbook_in_xml(input.bytes) => {
            grid::workbook_in_xml(input.bytes, file, sources, filling)
        }
        FileKind::Html => {
            return match grid::page(input.bytes, file, sources, filling) {
                Ok(blocks) => Some(Opened::Prose(blocks)),
                Err(error) => {
                    diagnostics.push(error.of_tables(at));
                    None
                }
            };
        }
        FileKind::Docx(package) => {
            return match word_file(package, (file, sources), filling, diagnostics) {
                Ok(blocks) => Some(Opened::Prose(blocks)),
                Err(error) => {
                    diagnostics.push(error.of_text(at));
                    None
                }
            };
        }
        FileKind::Text => return text(input, plain, file, diagnostics),
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
        FileKind::Other(found) => {
            diagnostics.push(plain.misses(found, file));
            return None;
        }
    };
    match grids {
        Ok(grids) => Some(Opened::Grids(grids)),
        Err(error) => {
            let is_text = matches!(plain, PlainText::Prose) || ends_in(input.name, "docx");
            diagnostics.push(if is_text { error.of_text(at) } else { error.of_tables(at) });
            None
        }
    }
}

fn ends_in(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(extension))
}

impl PlainText {
    /// What the clerk is told of a file that is something else.
    fn misses(self, found: &str, file: FileId) -> Diagnostic {
        let expected = "bảng tính hay tệp Word (a workbook or a Word file)";
        match self {
            PlainText::Unexpected => {
                FILE_TYPE.at(file.whole()).with("found", found).with("expected", expected)
            }
            PlainText::Prose => PROSE_TYPE.at(file.whole()).with("found", found),
        }
    }
}

fn text(
    input: &Input,
    plain_text: PlainText,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Opened> {
    match plain_text {
        PlainText::Unexpected => {
            diagnostics.push(plain_text.misses(FileKind::Text.name(), file));
            None
        }
        PlainText::Prose if input.bytes.len() > PROSE_BYTES => {
            let limit = format!("{} MB", PROSE_BYTES / 1024 / 1024);
            diagnostics.push(PROSE_TOO_LARGE.at(file.whole()).with("limit", limit));
            None
        }
        PlainText::Prose => {
            let lines = plain::read(input.bytes, file);
            Some(Opened::Prose(lines.into_iter().map(TextBlock::Paragraph).collect()))
        }
    }
}

fn word_file(
    package: Package,
    (file, sources): (FileId, &mut Sources),
    filling: &mut Filling,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<TextBlock>, Unreadable> {
    let document = word::read(package)?;
    if document.changes {
        diagnostics.push(WORD_CHANGES.at(file.whole()));
    }
    let mut tables = WordTables::new(file, sources, filling);
    let mut blocks = Vec::new();
    for block in &document.blocks {
        blocks.extend(tables.block(block)?);
    }
    Ok(blocks)
}
