//! The filled-in parts of a Word file → the file: a zip package with its relations.
//!
//! Invariant: the same parts give the same bytes: no clock, one order, one compression. A part that
//! is no XML is refused with its place.

use std::io::{Cursor, Write};

use anyhow::{Context, bail};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{System, ZipWriter};

/// The parts that come from templates, by their names there.
pub const PARTS: &[&str] =
    &["document.xml", "styles.xml", "settings.xml", "header.xml", "header-first.xml", "core.xml"];

/// Where each of [`PARTS`] lies in the package.
const PLACES: &[&str] = &[
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/header1.xml",
    "word/header2.xml",
    "docProps/core.xml",
];

/// What each part is (ECMA-376, Part 1, 11.3 and 15.2).
const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

/// What the package begins with.
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// What the document leads to; the templates name the headers by these ids.
const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/></Relationships>"#;

/// A Word file in the making.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Package {
    /// The parts that are the same in every file.
    ///
    /// # Errors
    /// None: a zip in memory takes what fits in memory.
    pub fn new() -> anyhow::Result<Package> {
        let mut package = Package { zip: ZipWriter::new(Cursor::new(Vec::new())) };
        package.put("[Content_Types].xml", CONTENT_TYPES)?;
        package.put("_rels/.rels", RELATIONS)?;
        package.put("word/_rels/document.xml.rels", DOCUMENT_RELATIONS)?;
        Ok(package)
    }

    /// Adds one of [`PARTS`], made of a template.
    ///
    /// # Errors
    /// Text that is no XML, with the template's name and the line of what it was filled in to.
    pub fn add(&mut self, part: &str, template: &str, text: &str) -> anyhow::Result<()> {
        well_formed(template, text)?;
        let places = PARTS.iter().zip(PLACES);
        let place = places.into_iter().find(|(name, _)| **name == part);
        let (_, place) = place.with_context(|| format!("không có phần {part} của tệp Word"))?;
        self.put(place, text)
    }

    fn put(&mut self, place: &str, text: &str) -> anyhow::Result<()> {
        // No time of its own: the zip format's first day.
        self.zip.start_file(place, SimpleFileOptions::default().system(System::Unix))?;
        self.zip.write_all(text.as_bytes())?;
        Ok(())
    }

    /// The file.
    ///
    /// # Errors
    /// None: a zip in memory takes what fits in memory.
    pub fn finish(self) -> anyhow::Result<Vec<u8>> {
        Ok(self.zip.finish().context("không đóng được tệp Word")?.into_inner())
    }
}

/// Word opens no file with broken XML, so that a broken template must not make one.
fn well_formed(template: &str, text: &str) -> anyhow::Result<()> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    let broken = |at: u64, words: &str| {
        let before = text.get(..at as usize).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        anyhow::anyhow!("mẫu {template} không thành XML, dòng {line}: {words}")
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) if depth > 0 => {
                bail!(broken(reader.buffer_position(), "còn thẻ chưa đóng"));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => bail!(broken(reader.error_position(), &error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_no_xml_is_refused_with_its_place() {
        assert!(well_formed("x.xml", "<a><b>t</b></a>").is_ok());
        for (text, line) in [("<a>\n<b></a>", "dòng 2"), ("<a>\n\n<b/>", "dòng 3")] {
            let error = well_formed("x.xml", text).err().map(|error| error.to_string());
            assert!(error.as_ref().is_some_and(|words| words.contains(line)), "{error:?}");
        }
    }

    #[test]
    fn every_part_has_a_place() {
        assert_eq!(PARTS.len(), PLACES.len());
        assert!(PLACES.iter().all(|place| CONTENT_TYPES.contains(&format!("/{place}\""))));
    }
}
