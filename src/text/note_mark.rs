//! A raised text behind a word → whether it is the mark of a note ("Sở Xây dựng¹") or belongs to the
//! word ("m²").
//!
//! Invariant: a power, a unit and an ordinal stay what they are.

use memchr::{memchr2_iter, memmem};

/// Units that are raised to a power in plans.
const UNITS: [&str; 9] = ["m", "dm", "cm", "mm", "km", "hm", "dam", "ft", "s"];

/// Whether a raised text, such as "1", "(a)", "**" or "1,2", is a mark of a note behind `before`.
pub fn is_note_mark(before: &str, raised: &str) -> bool {
    let before = before.trim_end();
    let parts = || raised.split([',', ';', ' ', '\u{a0}']).filter(|part| !part.is_empty());
    if before.is_empty() || parts().next().is_none() || !parts().all(is_mark) {
        return false;
    }
    let is_bare = parts().any(|part| part.starts_with(char::is_alphanumeric));
    !is_bare || !takes_power(before, raised)
}

fn is_mark(part: &str) -> bool {
    let inner = part.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let is_short = (1..=3).contains(&inner.chars().count());
    let is_roman = !inner.is_empty() && inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let is_letter = inner.chars().count() == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    let is_sign = |c| matches!(c, '*' | '†' | '‡' | '§' | '#' | '\u{f02a}');
    is_short && (is_roman || inner.chars().all(|c| c.is_ascii_digit()))
        || is_letter
        || (1..=5).contains(&inner.chars().count()) && inner.chars().all(is_sign)
}

/// Whether a word may carry a power: a unit, a variable, ten; or a degree behind a number.
fn takes_power(before: &str, raised: &str) -> bool {
    let last = before.rsplit([' ', '\u{a0}', '\n', '\t', '(']).next().unwrap_or_default();
    let unit = last.rsplit(['/', '.', '×']).next().unwrap_or_default();
    let unit = unit.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let is_variable = last.chars().count() == 1 && last.chars().all(|c| c.is_ascii_alphabetic());
    let is_ten = last.rsplit(['×', 'x', '*', '.']).next() == Some("10");
    let is_degree = last.ends_with(|c: char| c.is_ascii_digit())
        && raised.chars().any(|c| c.is_ascii_alphabetic());
    UNITS.contains(&unit) || is_variable || is_ten || is_degree
}

/// Whether a text may hold raised characters of Unicode, by a look at its bytes: nearly no cell does.
pub fn may_have_note_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows =
        |at: usize, behind: &[u8]| bytes.get(at + 1..).unwrap_or_default().starts_with(behind);
    memchr2_iter(0xC2, 0xE2, bytes).any(|at| match bytes.get(at) {
        Some(0xC2) => [&[0xB9][..], &[0xB2], &[0xB3]].iter().any(|one| follows(at, one)),
        _ => follows(at, &[0x81]),
    }) || memmem::find(bytes, &[0xE1, 0xB5]).is_some()
}

/// A text without the marks of notes that are typed as raised characters of Unicode.
pub fn without_note_marks(text: &str) -> Option<String> {
    if !text.contains(|c| plain(c).is_some()) {
        return None;
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c| plain(c).is_some()) {
        let (before, behind) = rest.split_at(start);
        kept.push_str(before);
        let end = behind.find(|c| plain(c).is_none()).unwrap_or(behind.len());
        let (raised, after) = behind.split_at(end);
        let spelled: String = raised.chars().filter_map(plain).collect();
        let goes_on = after.starts_with(char::is_alphanumeric);
        if goes_on || !is_note_mark(&kept, &spelled) {
            kept.push_str(raised);
        }
        rest = after;
    }
    kept.push_str(rest);
    (kept != text).then_some(kept)
}

/// The character that a raised one of Unicode is.
fn plain(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - 0x2070, 10),
        '⁽' => Some('('),
        '⁾' => Some(')'),
        'ᵃ' => Some('a'),
        'ᵇ' => Some('b'),
        'ᶜ' => Some('c'),
        'ᵈ' => Some('d'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_notes_are_told_from_powers() {
        for (before, raised) in [
            ("Sở Xây dựng", "1"),
            ("Sở Xây dựng ", "(1)"),
            ("Sở Xây dựng", "[2]"),
            ("Sở Y tế", "a"),
            ("Sở Y tế", "(*)"),
            ("UBND cấp xã", "**"),
            ("Quý III/2026", "3"),
            ("Báo cáo", "1, 2"),
            ("Đề án”", "12"),
            ("m", "(1)"),
            ("Tờ trình;", "iv"),
        ] {
            assert!(is_note_mark(before, raised), "{before} {raised}");
        }
        for (before, raised) in [
            ("500 m", "2"),
            ("500m", "3"),
            ("người/km", "2"),
            ("10", "6"),
            ("2,5×10", "3"),
            ("25", "o"),
            ("x", "2"),
            ("", "1"),
            ("Sở Y tế", "2026"),
            ("Sở Y tế", "mới"),
            ("1", "st"),
            ("Sở Y tế", " "),
        ] {
            assert!(!is_note_mark(before, raised), "{before} {raised}");
        }
    }

    #[test]
    fn typed_marks_of_notes_go() {
        for (text, expected) in [
            ("Sở Xây dựng¹", Some("Sở Xây dựng")),
            ("Sở Y tế⁽²⁾; Sở Nội vụ³", Some("Sở Y tế; Sở Nội vụ")),
            ("500 m² sàn", None),
            ("500 m² sàn¹", Some("500 m² sàn")),
            ("CO²x", None),
            ("Sở Y tếᵃ", Some("Sở Y tế")),
            ("Sở Y tế", None),
        ] {
            assert_eq!(without_note_marks(text).as_deref(), expected, "{text}");
            assert!(expected.is_none() || may_have_note_marks(text), "{text}");
        }
    }
}
