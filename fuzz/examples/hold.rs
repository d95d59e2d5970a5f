//! Findings of a target → the same assertions outside the fuzzer, and the time that they take:
//! `hold TARGET FILE…`.
//!
//! Invariant: a target here means what it means in `fuzz_targets/`.

use std::time::Instant;
use std::{env, fs, io};

use danhmuc_fuzz::{compound, hold, package, page};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let target = arguments.next().unwrap_or_default();
    for path in arguments {
        let bytes = fs::read(&path)?;
        let file = match target.as_str() {
            "xlsx" => package::XLSX.around(&bytes),
            "xlsb" => package::XLSB.around(&bytes),
            "ods" => package::ODS.around(&bytes),
            "docx" => package::DOCX.around(&bytes),
            "xls" => compound::around(&bytes),
            "html" => page::html(&bytes),
            "mhtml" => page::mail(&bytes),
            "xml_2003" => page::workbook(&bytes),
            _ => bytes,
        };
        let name = match target.as_str() {
            text @ ("yaml" | "toml" | "json" | "csv") => format!("a.{text}"),
            _ => String::from("a.xlsx"),
        };
        let start = Instant::now();
        hold(&name, &file);
        println!("{path}: {} ms", start.elapsed().as_millis());
    }
    Ok(())
}
