//! Texts, dates, numbers and names of files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("words", bytes));
