//! Snippets of XML → Word files in memory, for tests.
//!
//! Invariant: a file holds what its snippets say, and nothing more.

use std::io::{Cursor, Write};

use super::{Block, Document, Paragraph, Table, read};
use crate::read::package::Package;
use crate::read::unreadable::Unreadable;

/// A package of these parts.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

/// The main part around a body.
pub fn main_part(body: &str) -> String {
    format!("<w:document xmlns:w='w'><w:body>{body}<w:sectPr/></w:body></w:document>")
}

/// Reads the parts of a package.
pub fn try_read(parts: &[(&str, &str)]) -> Result<Document, Unreadable> {
    read(Package::open(&package(parts)).expect("a package"))
}

/// Reads a body with styles and numberings.
pub fn document(body: &str, styles: &str, numbering: &str) -> Document {
    let parts = [
        ("word/document.xml", main_part(body)),
        ("word/styles.xml", format!("<w:styles>{styles}</w:styles>")),
        ("word/numbering.xml", format!("<w:numbering>{numbering}</w:numbering>")),
    ];
    try_read(&parts.each_ref().map(|(name, text)| (*name, text.as_str()))).expect("a document")
}

/// The paragraphs outside tables of a body.
pub fn paragraphs(body: &str) -> Vec<Paragraph> {
    let blocks = document(body, "", "").blocks;
    blocks.into_iter().filter_map(paragraph).collect()
}

fn paragraph(block: Block) -> Option<Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) | Block::Inserted(_) => None,
    }
}

/// The texts of the paragraphs of a body.
pub fn texts(body: &str) -> Vec<String> {
    paragraphs(body).into_iter().map(|paragraph| paragraph.text).collect()
}

/// The lines of a document: paragraphs with their labels, rows as "cell | cell".
pub fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.line()),
            Block::Table(table) => lines.extend(rows(table)),
            Block::Inserted(inserted) => lines.push(format!("[{}]", inserted.name)),
        }
    }
    lines
}

/// The rows of a table as "cell | cell".
pub fn rows(table: &Table) -> Vec<String> {
    let row = |row: &super::Row| {
        let text = |cell: &super::Cell| {
            let lines: Vec<String> = cell.paragraphs().into_iter().map(Paragraph::line).collect();
            lines.join("\n")
        };
        let cells: Vec<String> = row.cells.iter().map(text).collect();
        cells.join(" | ")
    };
    table.rows.iter().map(row).collect()
}

/// The only table of a body.
pub fn table(body: &str) -> Table {
    let blocks = document(body, "", "").blocks;
    let mut tables = blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) | Block::Inserted(_) => None,
    });
    tables.next().expect("a table")
}

/// Pieces that make XML, mostly broken, when they are strung together.
pub const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:rPr>",
    "</w:rPr>",
    "<w:del/>",
    "<w:numPr><w:ilvl w:val='4294967295'/><w:numId w:val='1'/></w:numPr>",
    "<w:vMerge/>",
    "<w:tcPr>",
    "</w:tcPr>",
    "<w:gridSpan w:val='4294967295'/>",
    "<w:hMerge/>",
    "<w:br/>",
    "ơ",
    "<w:sym w:char='F'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "&amp;",
    "&x;",
    "&#0;",
    "<",
    "&",
    "<w:style w:styleId='a'><w:basedOn w:val='a'/></w:style>",
    "<w:a b=>",
    "<!--",
    "-->",
];
