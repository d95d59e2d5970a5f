//! The files that the program carries: templates, agency data, fonts, samples, the page.
//! `build.rs` lists them.
//!
//! Invariant: data only; what a file means is for the module that reads it.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Tinos 1.33, metric-compatible with Times New Roman, with all Vietnamese letters
/// (NĐ 30/2020, Phụ lục I, Phần I, mục I.3 asks for Times New Roman).
pub static FONTS: &[&[u8]] = &[
    include_bytes!("../templates/fonts/Tinos-Regular.ttf"),
    include_bytes!("../templates/fonts/Tinos-Bold.ttf"),
    include_bytes!("../templates/fonts/Tinos-Italic.ttf"),
    include_bytes!("../templates/fonts/Tinos-BoldItalic.ttf"),
];
