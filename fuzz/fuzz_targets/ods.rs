//! One part of a good .ods.
#![no_main]

use danhmuc_fuzz::package::ODS;

libfuzzer_sys::fuzz_target!(|part: &[u8]| danhmuc_fuzz::hold("a.ods", &ODS.around(part)));
