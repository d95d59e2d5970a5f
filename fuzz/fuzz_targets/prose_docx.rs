//! A plan in sentences, as one part of a good .docx.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| danhmuc_fuzz::targets::run("prose_docx", bytes));
