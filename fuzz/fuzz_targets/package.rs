//! Any bytes as a zip file: .xlsx, .xlsb, .ods, .docx.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("package", bytes));
