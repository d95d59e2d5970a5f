//! One part of a good .docx.
#![no_main]

use danhmuc_fuzz::package::DOCX;

libfuzzer_sys::fuzz_target!(|part: &[u8]| danhmuc_fuzz::hold("a.docx", &DOCX.around(part)));
