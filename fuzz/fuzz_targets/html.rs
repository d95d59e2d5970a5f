//! A page in HTML, which web systems call .xls.
#![no_main]

use danhmuc_fuzz::page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::hold("a.xls", &page::html(bytes)));
