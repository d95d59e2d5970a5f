//! `danhmuc`: see `danhmuc --help`, README.vi.md (for clerks) and ARCHITECTURE.md.

use std::process::ExitCode;

fn main() -> ExitCode {
    danhmuc::cli::run()
}
