//! A cell that names bodies.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("names", bytes));
