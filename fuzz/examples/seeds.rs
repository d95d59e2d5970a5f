//! The example files of the tests → the first inputs of each target, as files:
//! `seeds FOLDER FILE…`.
//!
//! Invariant: what an input is `danhmuc_fuzz::seeds` says.

use std::path::Path;
use std::{env, fs, io};

use danhmuc_fuzz::seeds::inputs;

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
