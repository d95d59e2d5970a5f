//! A panic → a line on the error stream that names no folder of the machine that built the program.
//!
//! Invariant: whoever reads it can find the line of code; nobody learns who built it where.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::PanicHookInfo;

use super::complain;

/// From now on panics are told without folders of the machine that built the program.
pub fn tell_without_folders() {
    std::panic::set_hook(Box::new(|info| complain(&told(info))));
}

fn told(info: &PanicHookInfo) -> String {
    let message = info.payload_as_str().unwrap_or_default();
    let place = info.location().map_or_else(String::new, |at| {
        format!(" at {}:{}:{}", without_folders(at.file()), at.line(), at.column())
    });
    // Where it is asked for by RUST_BACKTRACE.
    let trace = Backtrace::capture();
    match trace.status() {
        BacktraceStatus::Captured => format!("panicked{place}: {message}\n{trace}"),
        _ => format!("panicked{place}: {message}"),
    }
}

/// A file of code as its package has it: "typst-layout-0.15.1/src/flow/mod.rs". A path of our own
/// code is relative already.
fn without_folders(file: &str) -> String {
    let file = file.replace('\\', "/");
    let is_absolute = file.starts_with('/') || file.get(1..2) == Some(":");
    if !is_absolute {
        return file;
    }
    // What cargo and rustc put above: an index of packages, a checkout and its commit, a hash.
    for (folder, above) in [("/registry/src/", 1), ("/git/checkouts/", 2), ("/rustc/", 1)] {
        let inside =
            file.split_once(folder).and_then(|(_, rest)| rest.splitn(above + 1, '/').nth(above));
        if let Some(inside) = inside {
            return inside.to_string();
        }
    }
    file.rsplit('/').next().unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_that_in_its_package() {
        for (file, told) in [
            ("src/web/work.rs", "src/web/work.rs"),
            ("src\\web\\work.rs", "src/web/work.rs"),
            (
                "/home/an/.cargo/registry/src/index.crates.io-1/zip-9.0.0/src/read.rs",
                "zip-9.0.0/src/read.rs",
            ),
            (
                "C:\\Users\\An\\.cargo\\registry\\src\\index-1\\zip-9.0.0\\src\\read.rs",
                "zip-9.0.0/src/read.rs",
            ),
            ("/home/an/.cargo/git/checkouts/typst-1/abc/crates/x.rs", "crates/x.rs"),
            ("/rustc/0123/library/core/src/option.rs", "library/core/src/option.rs"),
            ("/home/an/danhmuc/src/main.rs", "main.rs"),
            ("", ""),
        ] {
            assert_eq!(without_folders(file), told);
        }
    }
}
