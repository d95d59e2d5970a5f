//! A zip package (workbook, Word file) → its parts as text, inflated under limits.
//!
//! Invariant: the size of a part is counted while the part inflates. The sizes that the package
//! states are not trusted.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::limits::{PACKAGE_BYTES, PART_BYTES};
use super::unreadable::Unreadable;
use super::xml;

/// A zip package; a clone reads the same bytes by itself, for another thread.
#[derive(Clone)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be inflated.
    left: u64,
}

/// A part that another one names (ECMA-376, Part 2, 6.5).
#[derive(Debug)]
pub struct Relation {
    /// By which the other part names it.
    pub id: String,
    /// The last word of its type: "worksheet", "styles".
    pub kind: String,
    /// Its name in the package.
    pub part: String,
}

impl<'a> Package<'a> {
    /// Reads the directory of a package.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(Unreadable::damaged)?;
        Ok(Package { archive, left: PACKAGE_BYTES })
    }

    /// Whether there is a part of this name; case does not matter, as in Office.
    pub fn has(&self, name: &str) -> bool {
        self.index_of(name).is_some()
    }

    /// A part as text; `None` when the package has none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        Ok(self.bytes(name)?.map(text))
    }

    /// A part as it is; `None` when the package has none of this name.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(index) = self.index_of(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(Unreadable::damaged)?;
        let limit = PART_BYTES.min(self.left);
        // The stated size is a hint only; a hostile one must not reserve gigabytes.
        let hint = entry.size().min(entry.compressed_size().saturating_mul(20)).min(limit);
        let mut bytes = Vec::with_capacity(usize::try_from(hint).unwrap_or_default());
        entry.take(limit + 1).read_to_end(&mut bytes).map_err(Unreadable::damaged)?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(Unreadable::over_megabytes(limit / 1024 / 1024));
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The parts that a part names; those of the package itself for "".
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Unreadable> {
        let name = of.rsplit('/').next().unwrap_or_default();
        let mut relations = Vec::new();
        let Some(text) = self.part(&resolved(of, &format!("_rels/{name}.rels")))? else {
            return Ok(relations);
        };
        let mut reader = xml::Reader::new(&text);
        loop {
            match reader.read_event()? {
                Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                    let value = |name| xml::attribute(&element, name).unwrap_or_default();
                    let part = resolved(of, &value("Target").replace('\\', "/"));
                    // The address before the last word differs between transitional and strict files.
                    let kind = value("Type").rsplit('/').next().unwrap_or_default().to_string();
                    relations.push(Relation { id: value("Id").into_owned(), kind, part });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }

    /// The part that the package is about: "xl/workbook.xml", "word/document.xml".
    pub fn main_part(&mut self) -> Option<String> {
        let relations = self.relations("").ok()?;
        let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        let usual = ["xl/workbook.xml", "xl/workbook.bin", "word/document.xml"];
        let found = main.map(|relation| relation.part).filter(|part| self.has(part));
        found.or_else(|| usual.into_iter().find(|part| self.has(part)).map(String::from))
    }

    fn index_of(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.archive.index_for_name(name).or_else(|| {
            let same = |other: Cow<str>| other.replace('\\', "/").eq_ignore_ascii_case(name);
            self.archive.file_names().position(|other| other.is_ok_and(same))
        })
    }
}

/// The name of a part from a target that is written relative to another part.
pub fn resolved(source: &str, target: &str) -> String {
    let folder = source.rsplit_once('/').map(|(folder, _)| folder);
    let folder = folder.filter(|_| !target.starts_with('/')).unwrap_or_default();
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// XML parts are UTF-8, or UTF-16 with a mark; a byte that is neither becomes U+FFFD.
fn text(bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || bytes.starts_with(b"\xEF\xBB\xBF")
    {
        return encoding_rs::UTF_8.decode(&bytes).0.into_owned();
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
