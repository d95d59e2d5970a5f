//! Records of a workbook in a good compound file.
#![no_main]

use danhmuc_fuzz::compound;

libfuzzer_sys::fuzz_target!(|records: &[u8]| danhmuc_fuzz::hold(
    "a.xls",
    &compound::around(records)
));
