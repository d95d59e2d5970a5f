//! The example files of the tests → the first inputs of each target.
//!
//! Invariant: a file becomes the input of every target that it can stand for.

use super::{compound, package};

/// The inputs that a file stands for: target, number, bytes.
pub fn inputs(name: &str, bytes: Vec<u8>) -> Vec<(&'static str, usize, Vec<u8>)> {
    if bytes.starts_with(b"PK") {
        let kinds = [package::XLSX, package::ODS, package::DOCX, package::XLSB];
        let parts = kinds
            .iter()
            .flat_map(|kind| kind.inputs(&bytes).into_iter().map(move |input| (kind.name, input)));
        let mut all: Vec<_> = (0..).zip(parts).map(|(n, (kind, part))| (kind, n, part)).collect();
        let prose = package::DOCX.inputs(&bytes);
        all.extend((0..).zip(prose).map(|(n, part)| ("prose_docx", n, part)));
        all.push(("package", 0, bytes));
        return all;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let records = compound::records(&bytes).map(|records| ("xls", 0, records));
        return records.into_iter().chain([("compound", 0, bytes)]).collect();
    }
    let ending = name.rsplit('.').next().unwrap_or_default();
    if ending == "txt" {
        // A plan; its lines are what names and words stand in.
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| line.len() > 8).take(12);
        let lines: Vec<Vec<u8>> = lines.map(<[u8]>::to_vec).collect();
        let mut all = vec![("prose", 0, bytes)];
        for (number, line) in (0..).zip(lines) {
            all.extend(["names", "words"].map(|target| (target, number, line.clone())));
        }
        return all;
    }
    let texts = [
        ("yaml", "yaml"),
        ("toml", "toml"),
        ("json", "json"),
        ("csv", "csv"),
        ("tsv", "csv"),
        ("mht", "mhtml"),
    ];
    if let Some((_, target)) = texts.iter().find(|(known, _)| *known == ending) {
        return vec![(target, 0, bytes)];
    }
    let is_page = bytes.contains(&b'<');
    [("html", 0, bytes.clone()), ("xml_2003", 0, bytes)].into_iter().filter(|_| is_page).collect()
}
