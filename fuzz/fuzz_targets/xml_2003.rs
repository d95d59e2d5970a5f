//! A workbook in Excel's XML of 2003.
#![no_main]

use danhmuc_fuzz::page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::hold("a.xls", &page::workbook(bytes)));
