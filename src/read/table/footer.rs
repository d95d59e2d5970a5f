//! Rows below a table that are not tasks: Nơi nhận, signatures, notes, totals.
//!
//! Invariant: a footer is recognised only by the first words of a cell, or by a whole cell. A
//! numbered row is never a footer.

use crate::read::grid::GridRow;
use crate::text::key;

/// First words of a footer's cell, as keys.
const FIRST_WORDS: &[&str] = &[
    "nơi nhận",
    "người lập",
    "lập biểu",
    "lập bảng",
    "ghi chú",
    "chú thích",
    "tổng cộng",
    "tổng số",
    "danh mục này",
    "danh mục gồm",
    "danh mục có",
    "bảng này gồm",
    "người tổng hợp",
    "ký tên",
    "xác nhận của",
];

/// First letters of a signature (NĐ 30/2020, Phụ lục I, mục II.7; Party: with a slash).
const AUTHORITY: &[&str] = &["TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "T/UQ", "Q."];

/// Whole cells of a footer, as keys.
const WHOLE: &[&str] = &[
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "bí thư",
    "phó bí thư",
    "thủ trưởng",
    "thủ trưởng đơn vị",
    "chánh văn phòng",
    "cộng",
    "tổng",
    "ký ghi rõ họ tên",
    "ký đóng dấu",
];

/// Whether a row begins the part below the table.
pub fn begins(row: &GridRow) -> bool {
    row.cells.iter().any(|cell| is_footer(&cell.text))
}

/// Whether a text is of a footer.
pub fn is_footer(text: &str) -> bool {
    let text = text.trim();
    if text == "./." {
        return true;
    }
    let line = text.lines().next().unwrap_or_default();
    // A sentence is a task; what begins a footer is short.
    const LONGEST: usize = 60;
    let folded = key(line
        .get(..line.char_indices().nth(LONGEST).map_or(line.len(), |(end, _)| end))
        .unwrap_or(line));
    let starts = |word: &&str| {
        folded.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    AUTHORITY.iter().any(|word| line.starts_with(word))
        || WHOLE.contains(&folded.as_str())
        || FIRST_WORDS.iter().any(starts)
        || is_place_and_date(&folded)
}

/// "Hà Tĩnh, ngày … tháng … năm 2026".
pub fn is_place_and_date(folded: &str) -> bool {
    const LONGEST: usize = 60;
    let Some((_, rest)) = folded.split_once("ngày") else { return false };
    folded.chars().count() <= LONGEST
        && rest.split_once("tháng").is_some_and(|(_, rest)| rest.contains("năm"))
        && !folded.contains("trước")
        && !folded.starts_with("ngày") | folded.starts_with("ngày tháng")
}
