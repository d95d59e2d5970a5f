//! Rows below a table that are not tasks: Nơi nhận, signatures, notes, totals.
//!
//! Invariant: a footer is recognised only by the first words of a cell, or by a whole cell. A
//! numbered row is never a footer.

use super::matrix::Legend;
use crate::read::grid::GridRow;
use crate::text::key;
use crate::vocabulary::{FOOTER_CELLS, FOOTER_STARTS, PAGE_MARKS};

/// First letters of a signature (NĐ 30/2020, Phụ lục I, mục II.7; Party: with a slash).
const AUTHORITY: &[&str] = &["TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "T/UQ", "Q."];

/// What stands behind "Ghi chú:" in a text that is no legend of marks.
pub fn note(text: &str) -> Option<&str> {
    const BEGINNINGS: &[&str] = &["Ghi chú:", "GHI CHÚ:", "Chú thích:", "CHÚ THÍCH:"];
    let note = BEGINNINGS.iter().find_map(|words| text.strip_prefix(words))?.trim();
    (!note.is_empty() && !Legend::default().read(text)).then_some(note)
}

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
    AUTHORITY.iter().any(|word| line.starts_with(word))
        || FOOTER_CELLS.has(&folded)
        || FOOTER_STARTS.begin(&folded)
        || is_place_and_date(&folded)
}

/// Whether a row is the mark of a page: "Trang 2/5", "(còn tiếp)".
pub fn is_page_mark(row: &GridRow) -> bool {
    const LONGEST: usize = 40;
    let [cell] = row.cells.as_slice() else { return false };
    if cell.text.len() > LONGEST {
        return false;
    }
    let folded = key(&cell.text);
    let counts = folded.strip_prefix("trang ").is_some_and(|rest| {
        rest.split(' ').all(|word| matches!(word, "của" | "trên") || is_count(word))
    });
    counts || PAGE_MARKS.has(&folded)
}

fn is_count(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '/')
}

/// Whether words are a remark in brackets and nothing else.
pub fn is_remark(words: &str) -> bool {
    let words = words.trim().trim_end_matches('.');
    words.starts_with('(') && words.ends_with(')') && words.matches('(').count() == 1
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
