//! A text → how wide it prints in Times New Roman, or in Tinos, which has the same widths.
//!
//! Invariant: an estimate errs to wider, never to narrower, but for the rounding of printers.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// Points in a millimetre.
pub const POINTS: f64 = 72.0 / 25.4;

/// The width of a text on one line in points, for letters of a size in points.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    // Bold letters are wider by a tenth at most.
    let weight = if bold { 1.08 } else { 1.0 };
    let known = ADVANCES.as_slice();
    let of = |letter| known.get(letter as usize).copied().unwrap_or_else(|| advance(letter));
    let thousandths: u32 = text.chars().map(of).sum();
    f64::from(thousandths) / 1000.0 * size * weight
}

/// The advances of the letters up to the last Vietnamese one, ỹ: every text of a workbook is
/// measured, and there may be thousands of workbooks.
static ADVANCES: LazyLock<Vec<u32>> = LazyLock::new(|| ('\0'..='\u{1EF9}').map(advance).collect());

/// The advance of a letter of Times New Roman in thousandths of its size; marks add nothing.
fn advance(letter: char) -> u32 {
    if letter.is_ascii() {
        return base_advance(letter);
    }
    let mut base = None;
    decompose_canonical(letter, |part| base = base.or(Some(part)));
    base_advance(base.unwrap_or(letter))
}

fn base_advance(letter: char) -> u32 {
    match letter {
        '\u{300}'..='\u{36F}' => 0,
        'i' | 'j' | 'l' | 't' | '/' | ':' | ';' | '\\' => 278,
        ' ' | '\u{a0}' | '.' | ',' => 250,
        'I' | 'f' | 'r' | '(' | ')' | '[' | ']' | '-' | '!' | '\'' | '’' | '‘' => 333,
        'J' | 's' => 389,
        'a' | 'c' | 'e' | 'z' | '?' | '“' | '”' | '"' => 444,
        'b' | 'd' | 'đ' | 'g' | 'h' | 'k' | 'n' | 'o' | 'p' | 'q' | 'u' | 'v' | 'x' | 'y' => 500,
        '0'..='9' | '–' | '*' | '$' | '_' => 500,
        'F' | 'P' | 'S' | '+' | '=' | '<' | '>' => 564,
        'E' | 'L' | 'T' | 'Z' => 611,
        'B' | 'C' | 'R' => 667,
        'A' | 'D' | 'Đ' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' | 'w' => 722,
        'm' | '&' => 778,
        '%' => 833,
        'M' => 889,
        'W' | '@' => 944,
        _ => 1000,
    }
}
