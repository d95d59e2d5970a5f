//! A page in HTML, which web systems call .xls.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("html", bytes));
