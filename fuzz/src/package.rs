//! One part of a package, as the fuzzer makes it → the package, all else as an office wrote it.
//!
//! A fuzzer that sees the zip file alone spends its time on headers and checksums. The first byte
//! of an input chooses the part, the rest is its content.
//! Invariant: whatever the part, the package itself is good.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A format that is a package.
pub struct Kind {
    /// The target, and a name with its extension.
    pub name: &'static str,
    /// The parts that an input may become.
    pub parts: &'static [&'static str],
    /// A good file.
    good: &'static [u8],
}

/// .xlsx; the names of parts are those of Excel and LibreOffice.
pub const XLSX: Kind = Kind {
    name: "xlsx",
    parts: &[
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
    ],
    good: include_bytes!("../../tests/files/libreoffice.xlsx"),
};

/// .ods.
pub const ODS: Kind = Kind {
    name: "ods",
    parts: &["content.xml", "META-INF/manifest.xml"],
    good: include_bytes!("../../tests/files/libreoffice.ods"),
};

/// .docx.
pub const DOCX: Kind = Kind {
    name: "docx",
    parts: &["word/document.xml", "word/numbering.xml", "word/styles.xml"],
    good: include_bytes!("../seeds/small.docx"),
};

/// .xlsb.
pub const XLSB: Kind = Kind {
    name: "xlsb",
    parts: &[
        "xl/worksheets/sheet1.bin",
        "xl/sharedStrings.bin",
        "xl/styles.bin",
        "xl/workbook.bin",
    ],
    good: include_bytes!("../../tests/files/nhi-phan.xlsb"),
};

impl Kind {
    /// The package with one part replaced.
    pub fn around(&self, input: &[u8]) -> Vec<u8> {
        let (choice, content) = input.split_first().unwrap_or((&0, &[]));
        let chosen = self.parts[usize::from(*choice) % self.parts.len()];
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let mut add = |name: &str, content: &[u8]| {
            writer.start_file(name, stored).expect("in memory");
            writer.write_all(content).expect("in memory");
        };
        for (name, good) in parts_of(self.good).iter().filter(|(name, _)| name != chosen) {
            add(name, good);
        }
        add(chosen, content);
        writer.finish().expect("in memory").into_inner()
    }

    /// The inputs that stand for a package: one for each of its parts.
    pub fn inputs(&self, package: &[u8]) -> Vec<Vec<u8>> {
        let inputs = parts_of(package).into_iter().filter_map(|(name, content)| {
            let choice = self.parts.iter().position(|part| *part == name)?;
            Some([&[u8::try_from(choice).ok()?], content.as_slice()].concat())
        });
        inputs.collect()
    }
}

/// The parts of a package, inflated; none of what is no package.
fn parts_of(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(package)) else { return Vec::new() };
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let Ok(mut entry) = archive.by_index(index) else { continue };
        let Ok(name) = entry.name().map(|name| name.into_owned()) else { continue };
        let mut content = Vec::new();
        if entry.read_to_end(&mut content).is_ok() {
            parts.push((name, content));
        }
    }
    parts
}
