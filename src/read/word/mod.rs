//! A Word file (.docx) → its paragraphs and tables in the order of reading, with the automatic
//! numbers that Word shows but does not store.
//!
//! Invariant: a file is read as a whole, or reading is an error. A file that breaks off is an error
//! too, because missing rows that nobody notices are worse than no file.

mod body;
mod cell_properties;
mod control;
mod line;
mod numbering;
mod properties;
mod runs;
#[cfg(test)]
mod sample;
mod styles;
mod symbol;
mod table;
mod xml;

use super::package::{Package, resolved};
use super::unreadable::Unreadable;
use crate::text::legacy::Legacy;
use body::Body;
use numbering::Numbering;
use styles::Styles;
use xml::Xml;

/// A Word file, without its page headers, page footers, footnotes and comments.
#[derive(Debug)]
pub struct Document {
    /// Its paragraphs and tables; text boxes come after the paragraph that they hang on.
    pub blocks: Vec<Block>,
    /// Whether it has tracked changes of its text, which are read as accepted.
    pub changes: bool,
    /// How many notes below the page or at the end it refers to; they are not read.
    pub notes: usize,
}

/// A paragraph or a table, or a file in the file.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A file that Word shows there as a part of the text (`w:altChunk`), or as an object.
    Inserted(Inserted),
}

/// A file in a Word file.
#[derive(Debug)]
pub struct Inserted {
    /// How the main part names it.
    id: String,
    /// The number of the paragraph before it.
    pub number: u32,
    /// Its name in the package, or of the program that shows it.
    pub name: String,
    /// Its content; `None` for one that is not in the package.
    pub bytes: Option<Vec<u8>>,
}

/// A paragraph.
#[derive(Debug)]
pub struct Paragraph {
    /// From 1, of those outside tables; 0 in a table.
    pub number: u32,
    /// The automatic number, such as "1.2." or "a)"; for a bullet "-" or "+".
    pub label: Option<String>,
    /// As it stands, not cleaned: breaks are "\n", tabs "\t".
    pub text: String,
    /// The encoding that the text, or part of it, was decoded from.
    pub legacy: Option<Legacy>,
    /// The level of a heading, from 1.
    pub heading: Option<u8>,
    /// All of it is bold.
    pub bold: bool,
    /// Centred.
    pub centered: bool,
    /// All of it is struck through; a part that is struck is left out.
    pub struck: bool,
    /// All of it is hidden text; a part that is hidden is left out.
    pub hidden: bool,
    /// The part that is hidden and was left out.
    pub unseen: Option<String>,
    /// The part that is struck beside what is not, and was left out.
    pub dropped: Option<String>,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its rows, from top to bottom; at least one.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// Its cells, by column.
    pub cells: Vec<Cell>,
    /// Hidden, by itself or because all of its text is.
    pub hidden: bool,
    /// The first bookmark in it that names a task of ours: "nv-001".
    pub task_id: Option<String>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct Cell {
    /// Its first column in the grid, from 1.
    pub column: u32,
    /// How many columns of the grid it spans.
    pub span: u32,
    /// Goes on the cell above it.
    pub continued: bool,
    /// Its paragraphs, and tables in it.
    pub blocks: Vec<Block>,
}

impl Table {
    /// Every paragraph of it, those of tables in it among them.
    fn paragraphs(&self) -> Vec<&Paragraph> {
        self.cells().flat_map(Cell::paragraphs).collect()
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// How many cells show something of their own, those of tables in it among them.
    pub fn cells_that_show(&self) -> usize {
        let count = |cell: &Cell| {
            let own = usize::from(cell.own_paragraphs().any(Paragraph::shows));
            let inner = cell.blocks.iter().map(|block| match block {
                Block::Table(table) => table.cells_that_show(),
                Block::Paragraph(_) | Block::Inserted(_) => 0,
            });
            own + inner.sum::<usize>()
        };
        self.cells().map(count).sum()
    }

    /// The files in its cells.
    pub fn inserted(&self) -> Vec<&Inserted> {
        let mut found = Vec::new();
        for block in self.cells().flat_map(|cell| &cell.blocks) {
            match block {
                Block::Inserted(inserted) => found.push(inserted),
                Block::Table(table) => found.extend(table.inserted()),
                Block::Paragraph(_) => {}
            }
        }
        found
    }
}

impl Cell {
    /// Its paragraphs without those of tables in it.
    pub fn own_paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) | Block::Inserted(_) => None,
        })
    }

    /// Its paragraphs; those of tables in it come as lines of their own.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let mut paragraphs = Vec::with_capacity(1);
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => paragraphs.push(paragraph),
                Block::Table(table) => paragraphs.extend(table.paragraphs()),
                Block::Inserted(_) => {}
            }
        }
        paragraphs
    }
}

impl Paragraph {
    /// Its text behind its label.
    pub fn line(&self) -> String {
        match &self.label {
            Some(label) => format!("{label} {}", self.text).trim_end().to_string(),
            None => self.text.clone(),
        }
    }

    /// Whether anything shows of it.
    pub fn shows(&self) -> bool {
        self.label.is_some() || !self.text.trim().is_empty()
    }
}

/// Where the main part is, unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// Bytes of the styles or the numberings: thick ones of real files have a tenth of it, and what
/// is kept of them takes several times as much.
const SIDE_BYTES: usize = 16 * 1024 * 1024;

/// Reads a Word file.
pub fn read(mut package: Package) -> Result<Document, Unreadable> {
    let main = related(&mut package, "", "officeDocument")?;
    let main = main.filter(|name| package.has(name)).unwrap_or_else(|| String::from(MAIN));
    let styles = side(&mut package, &main, "styles", Styles::read)?;
    let numbering = side(&mut package, &main, "numbering", Numbering::read)?;
    let Some(text) = package.part(&main)? else {
        return Err(Unreadable::Damaged(format!("{main}: missing")));
    };
    let mut document = Body::new(Xml::new(&text, &main), &styles, numbering).read()?;
    drop(text);
    insert(&mut package, &main, &mut document.blocks)?;
    Ok(document)
}

/// Gives the files in the file their content.
fn insert(package: &mut Package, main: &str, blocks: &mut [Block]) -> Result<(), Unreadable> {
    if !blocks.iter().any(|block| matches!(block, Block::Inserted(_))) {
        return Ok(());
    }
    let relations = package.relations(main)?;
    for block in blocks {
        let Block::Inserted(inserted) = block else { continue };
        let Some(relation) = relations.iter().find(|relation| relation.id == inserted.id) else {
            continue;
        };
        inserted.bytes = package.bytes(&relation.part)?;
        inserted.name = relation.part.rsplit('/').next().unwrap_or_default().to_string();
    }
    Ok(())
}

/// Reads a part that the main part is related to; a file may have none.
fn side<T: Default>(
    package: &mut Package,
    main: &str,
    kind: &str,
    read: fn(Xml) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    let name = match related(package, main, kind)? {
        Some(name) => name,
        None => resolved(main, &format!("{kind}.xml")),
    };
    let Some(text) = package.part(&name)? else { return Ok(T::default()) };
    if text.len() > SIDE_BYTES {
        return Err(Unreadable::over_megabytes(SIDE_BYTES as u64 / 1024 / 1024));
    }
    read(Xml::new(&text, &name))
}

/// The part of a kind that `source` is related to; the package itself is the source "".
fn related(package: &mut Package, source: &str, kind: &str) -> Result<Option<String>, Unreadable> {
    let mut relations = package.relations(source)?.into_iter();
    Ok(relations.find(|relation| relation.kind == kind).map(|relation| relation.part))
}

#[cfg(test)]
mod tests {
    use super::sample::{lines, main_part, try_read};
    use super::*;

    const PARAGRAPH: &str =
        "<w:p><w:pPr><w:pStyle w:val='S'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    const STYLES: &str = "<w:styles><w:style w:styleId='S'><w:pPr><w:jc w:val='center'/></w:pPr>\
                          </w:style></w:styles>";

    fn is_centered(parts: &[(&str, &str)]) -> bool {
        let read = try_read(parts).expect("a document");
        assert_eq!(lines(&read), ["a"]);
        matches!(&read.blocks[..], [Block::Paragraph(paragraph)] if paragraph.centered)
    }

    #[test]
    fn parts_are_found_by_their_relations() {
        let relation = |kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Type='x/other' Target='none.xml'/>\
                 <Relationship Type='http://x/{kind}' Target='{target}'/></Relationships>"
            )
        };
        let main = main_part(PARAGRAPH);
        for (styles, place) in [("/s.xml", "s.xml"), ("../s.xml", "s.xml"), ("s.xml", "x/s.xml")] {
            let parts = [
                ("_rels/.rels", &*relation("officeDocument", "/x/doc2.xml")),
                ("x/_rels/doc2.xml.rels", &*relation("styles", styles)),
                ("x/doc2.xml", &*main),
                (place, STYLES),
            ];
            assert!(is_centered(&parts), "{styles}");
        }
    }

    #[test]
    fn parts_are_found_without_relations() {
        let main = main_part(PARAGRAPH);
        assert!(is_centered(&[("word/document.xml", &main), ("word/styles.xml", STYLES)]));
        assert!(!is_centered(&[("word/document.xml", &main)]));
        assert!(try_read(&[("word/styles.xml", STYLES)]).is_err());
    }

    #[test]
    fn broken_styles_are_an_error() {
        let main = main_part(PARAGRAPH);
        assert!(
            try_read(&[("word/document.xml", &main), ("word/styles.xml", "<w:styles>")]).is_err()
        );
    }
}
