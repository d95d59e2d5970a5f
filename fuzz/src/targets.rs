//! A target by its name → what it does with an input.
//!
//! Invariant: what a target is about stands here alone: the fuzzer, `hold` and the driver of
//! `cargo test` ask this table.

use super::package::{DOCX, ODS, XLSB, XLSX};
use super::{compound, page, truths, words};

/// What is fuzzed.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What is done with an input; it panics where something is not as it must be.
    pub hold: fn(&[u8]),
}

const fn target(name: &'static str, hold: fn(&[u8])) -> Target {
    Target { name, hold }
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("yaml", |bytes| truths::hold("a.yaml", bytes)),
    target("toml", |bytes| truths::hold("a.toml", bytes)),
    target("json", |bytes| truths::hold("a.json", bytes)),
    target("csv", |bytes| truths::hold("a.csv", bytes)),
    target("package", |bytes| truths::hold("a.xlsx", bytes)),
    target("compound", |bytes| truths::hold("a.xls", bytes)),
    target("xlsx", |part| truths::hold("a.xlsx", &XLSX.around(part))),
    target("xlsb", |part| truths::hold("a.xlsb", &XLSB.around(part))),
    target("ods", |part| truths::hold("a.ods", &ODS.around(part))),
    target("docx", |part| truths::hold("a.docx", &DOCX.around(part))),
    target("xls", |records| truths::hold("a.xls", &compound::around(records))),
    target("html", |bytes| truths::hold("a.xls", &page::html(bytes))),
    target("mhtml", |bytes| truths::hold("a.xls", &page::mail(bytes))),
    target("xml_2003", |bytes| truths::hold("a.xls", &page::workbook(bytes))),
    target("prose", |bytes| truths::prose("a.txt", bytes)),
    target("prose_docx", |part| truths::prose("a.docx", &DOCX.around(part))),
    target("columns", |bytes| truths::hold("a.csv", &words::table(bytes))),
    target("names", words::names),
    target("words", words::words),
];

/// Does with an input what a target does.
pub fn run(name: &str, bytes: &[u8]) {
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        panic!("no target {name}")
    };
    (target.hold)(bytes);
}
