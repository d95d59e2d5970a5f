//! One part of a good .xlsb.
#![no_main]

use danhmuc_fuzz::package::XLSB;

libfuzzer_sys::fuzz_target!(|part: &[u8]| danhmuc_fuzz::hold("a.xlsb", &XLSB.around(part)));
