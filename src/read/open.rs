//! The bytes of a file → what the file holds: tables, a text with tables in it, or a tree of keys.
//!
//! Invariant: the content of a file says what the file is; the name only tells kinds of plain text
//! apart. A file that cannot be read leaves exactly one diagnostic.

use super::Input;
use super::faults::{
    FILE_EMPTY, FILE_TYPE, LETTERS_LOST, NOTES_UNREAD, PART_UNREAD, PROSE_TOO_LARGE, PROSE_TYPE,
    QUOTE_OPEN, TEXT_DELETED, TEXT_HIDDEN, WORD_CHANGES, WORD_OLD,
};
use super::grid::{self, Delimited, Filling, Grid, Line, TextBlock, WordText};
use super::kind::FileKind;
use super::limits::PROSE_BYTES;
use super::package::Package;
use super::tree::Tree;
use super::unreadable::Unreadable;
use super::word::{Block, Inserted};
use super::{plain, word};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Location, Sources};

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
    /// Rows, with a mark between their cells.
    Table,
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
    let read = match FileKind::of(input.bytes) {
        FileKind::Docx(package) => word_file(package, (file, sources), filling, diagnostics)
            .map(Opened::Prose)
            .map_err(|error| plain.cannot(error, at)),
        FileKind::Html if !grid::is_workbook_in_xml(input.bytes) => {
            grid::page(input.bytes, file, sources, filling)
                .map(|(blocks, changes)| {
                    if changes {
                        diagnostics.push(WORD_CHANGES.at(at));
                    }
                    Opened::Prose(blocks)
                })
                .map_err(|error| plain.cannot(error, at))
        }
        FileKind::Text => return text(input, plain, (file, sources), diagnostics),
        FileKind::Empty => Err(FILE_EMPTY.at(at)),
        FileKind::OldWord => Err(WORD_OLD.at(at)),
        // A container that cannot be told apart, by a name of Word's.
        FileKind::Xls if ends_in(input.name, "doc") => Err(WORD_OLD.at(at)),
        FileKind::Other(found) => Err(plain.misses(found, file)),
        kind => workbook(kind, input.bytes, (file, sources), filling)
            .map(Opened::Grids)
            .map_err(|error| plain.cannot(error, at)),
    };
    match read {
        Ok(opened) => Some(opened),
        Err(fault) => {
            diagnostics.push(fault);
            None
        }
    }
}

/// The sheets of a workbook.
fn workbook(
    kind: FileKind,
    bytes: &[u8],
    (file, sources): (FileId, &mut Sources),
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    match kind {
        FileKind::Xlsx(package, part) => grid::xlsx((package, &part), file, sources, filling),
        FileKind::Xlsb(package, part) => grid::xlsb((package, &part), file, sources, filling),
        FileKind::Ods(package) => grid::ods(package, file, sources, filling),
        FileKind::Xls => grid::xls(bytes, file, sources, filling),
        FileKind::Html => grid::workbook_in_xml(bytes, file, sources, filling),
        FileKind::Encrypted => Err(Unreadable::Encrypted),
        FileKind::Damaged(reason) => Err(Unreadable::Damaged(reason)),
        other => Err(Unreadable::damaged(other.name())),
    }
}

fn ends_in(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case(extension))
}

impl PlainText {
    /// What the clerk is told of a file that cannot be read, in the words of what was wanted of it.
    fn cannot(self, error: Unreadable, at: Location) -> Diagnostic {
        match self {
            PlainText::Prose => error.of_text(at),
            PlainText::Unexpected | PlainText::Table => error.of_tables(at),
        }
    }

    /// What the clerk is told of a file that is something else.
    fn misses(self, found: &str, file: FileId) -> Diagnostic {
        let expected = "bảng tính hay tệp Word (a workbook or a Word file)";
        match self {
            PlainText::Unexpected | PlainText::Table => {
                FILE_TYPE.at(file.whole()).with("found", found).with("expected", expected)
            }
            PlainText::Prose => PROSE_TYPE.at(file.whole()).with("found", found),
        }
    }
}

fn text(
    input: &Input,
    plain_text: PlainText,
    (file, sources): (FileId, &mut Sources),
    diagnostics: &mut Diagnostics,
) -> Option<Opened> {
    match plain_text {
        PlainText::Table => rows(input, (file, sources), diagnostics).map(Opened::Grids),
        // Web systems call their rows .xls; a text of nothing but rows is a table.
        PlainText::Unexpected if grid::is_table_of_text(input.bytes) => {
            rows(input, (file, sources), diagnostics).map(Opened::Grids)
        }
        PlainText::Prose if grid::is_table_of_text(input.bytes) => {
            let grids = rows(input, (file, sources), diagnostics)?;
            Some(Opened::Prose(grids.into_iter().map(TextBlock::Table).collect()))
        }
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

/// The table of a text whose rows have a mark between their cells.
fn rows(
    input: &Input,
    (file, sources): (FileId, &mut Sources),
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Grid>> {
    match grid::delimited(input.bytes, file, sources, &mut Filling::default()) {
        Ok(Delimited { grid, open_quote, lost }) => {
            if let Some(row) = open_quote {
                diagnostics.push(QUOTE_OPEN.at(grid.at(row, 1)).with("row", row.to_string()));
            }
            if let Some((place, found)) = lost {
                diagnostics.push(LETTERS_LOST.at(grid.at(place.0, place.1)).with("found", found));
            }
            Some(vec![grid])
        }
        Err(error) => {
            diagnostics.push(error.of_tables(file.whole()));
            None
        }
    }
}

/// Files in files are followed so far.
const INSIDE: usize = 3;

/// The text and the tables of a Word file.
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
    if document.notes > 0 {
        let count = document.notes.to_string();
        diagnostics.push(NOTES_UNREAD.at(file.whole()).with("count", count));
    }
    let mut text = WordText::new(file, sources, filling);
    add_blocks(&mut text, &document.blocks, INSIDE)?;
    for (fault, left_out) in [(&TEXT_HIDDEN, &text.unseen), (&TEXT_DELETED, &text.dropped)] {
        if let Some((at, found)) = left_out.first() {
            let count = left_out.len().to_string();
            let fault = fault.at(*at).with("count", count);
            diagnostics.push(fault.with("found", found.chars().take(80).collect::<String>()));
        }
    }
    for (at, name) in text.unread {
        diagnostics.push(PART_UNREAD.at(at).with("found", name));
    }
    Ok(text.blocks)
}

fn add_blocks(text: &mut WordText, blocks: &[Block], depth: usize) -> Result<(), Unreadable> {
    for block in blocks {
        match block {
            Block::Inserted(inserted) if depth > 0 => {
                if !insert(text, inserted, depth)? {
                    text.add(block)?;
                }
            }
            block => text.add(block)?,
        }
    }
    Ok(())
}

/// Adds what a file in the file holds; says whether it could be read.
fn insert(text: &mut WordText, inserted: &Inserted, depth: usize) -> Result<bool, Unreadable> {
    let Some(bytes) = &inserted.bytes else { return Ok(false) };
    let (file, sources, filling) = text.parts();
    let at = file.paragraph(inserted.number);
    let grids = match FileKind::of(bytes) {
        FileKind::Docx(package) => {
            let Ok(document) = word::read(package) else { return Ok(false) };
            add_blocks(text, &document.blocks, depth - 1)?;
            return Ok(true);
        }
        FileKind::Html => {
            let (mut blocks, _) = grid::page(bytes, file, sources, filling)?;
            for block in &mut blocks {
                if let TextBlock::Paragraph(line) = block {
                    line.at = at;
                }
            }
            blocks.retain(|block| !matches!(block, TextBlock::End));
            text.blocks.append(&mut blocks);
            return Ok(true);
        }
        FileKind::Text => {
            let lines = plain::read(bytes, file).into_iter();
            text.blocks.extend(lines.map(|line| TextBlock::Paragraph(Line { at, ..line })));
            return Ok(true);
        }
        kind => workbook(kind, bytes, (file, sources), filling),
    };
    let Ok(grids) = grids else { return Ok(false) };
    text.blocks.extend(grids.into_iter().filter(|grid| !grid.hidden).map(TextBlock::Table));
    Ok(true)
}
