//! `danhmuc`: see `danhmuc --help`, README.vi.md (for clerks) and ARCHITECTURE.md.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: danhmuc::memory::Bounded = danhmuc::memory::Bounded;

fn main() -> ExitCode {
    danhmuc::cli::run()
}
