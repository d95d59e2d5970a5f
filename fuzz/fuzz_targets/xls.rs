//! Records of a workbook in a good compound file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("xls", bytes));
