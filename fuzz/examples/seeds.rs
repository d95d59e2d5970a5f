//! The example files of the tests → the first inputs of each target: `seeds FOLDER FILE…`.
//!
//! Invariant: a file becomes the input of every target that it can stand for.

use std::path::Path;
use std::{env, fs, io};

use danhmuc_fuzz::{compound, package};

/// The largest input that the fuzzer is given.
const LARGEST: usize = 64 * 1024;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let Some(folder) = arguments.next() else {
        return Err(io::Error::other("seeds FOLDER FILE…"));
    };
    for path in arguments {
        let bytes = fs::read(&path)?;
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (target, number, input) in inputs(&name, bytes) {
            if input.len() <= LARGEST {
                let folder = Path::new(&folder).join(target);
                fs::create_dir_all(&folder)?;
                fs::write(folder.join(format!("{name}-{number}")), input)?;
            }
        }
    }
    Ok(())
}

/// The inputs that a file stands for: target, number, bytes.
fn inputs(name: &str, bytes: Vec<u8>) -> Vec<(&'static str, usize, Vec<u8>)> {
    if bytes.starts_with(b"PK") {
        let kinds = [package::XLSX, package::ODS, package::DOCX, package::XLSB];
        let parts = kinds
            .iter()
            .flat_map(|kind| kind.inputs(&bytes).into_iter().map(move |input| (kind.name, input)));
        let mut all: Vec<_> = (0..).zip(parts).map(|(n, (kind, part))| (kind, n, part)).collect();
        all.push(("package", 0, bytes));
        return all;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let records = compound::records(&bytes).map(|records| ("xls", 0, records));
        return records.into_iter().chain([("compound", 0, bytes)]).collect();
    }
    let ending = name.rsplit('.').next().unwrap_or_default();
    let texts =
        [("yaml", "yaml"), ("toml", "toml"), ("json", "json"), ("csv", "csv"), ("mht", "mhtml")];
    if let Some((_, target)) = texts.iter().find(|(known, _)| *known == ending) {
        return vec![(target, 0, bytes)];
    }
    let is_page = bytes.contains(&b'<');
    [("html", 0, bytes.clone()), ("xml_2003", 0, bytes)].into_iter().filter(|_| is_page).collect()
}
