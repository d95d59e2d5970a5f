//! Any bytes as a source in TOML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("toml", bytes));
