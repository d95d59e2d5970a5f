//! One part of a good .xlsx.
#![no_main]

use danhmuc_fuzz::package::XLSX;

libfuzzer_sys::fuzz_target!(|part: &[u8]| danhmuc_fuzz::hold("a.xlsx", &XLSX.around(part)));
