//! A table, a byte a heading and a byte a cell.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("columns", bytes));
