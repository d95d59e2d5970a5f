//! `danhmuc`: see `danhmuc --help`, README.vi.md (for clerks) and ARCHITECTURE.md.

use std::process::ExitCode;

// Laying out a page takes very many small allocations, on several threads at once; the system's
// allocator makes two threads a tenth slower.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    danhmuc::cli::run()
}
