//! A page with its parts in one file.
#![no_main]

use danhmuc_fuzz::page;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::hold("a.xls", &page::mail(bytes)));
