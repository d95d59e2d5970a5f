//! Any bytes as a source in YAML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("yaml", bytes));
