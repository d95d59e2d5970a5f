//! A workbook in Excel's XML of 2003.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("xml_2003", bytes));
