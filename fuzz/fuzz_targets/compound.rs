//! Any bytes as a compound file: .xls, and what only looks like one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("compound", bytes));
