//! The number of a row and its words → the rank of a group: A, I, 1, 1.1, a.
//!
//! Invariant: this module knows nothing of columns. `rows` decides which row is a group.

use crate::text::{parse_letter, parse_roman};

/// How a group row is numbered; the order of first use gives the depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// A, B, C.
    Capital,
    /// I, II, III.
    Roman,
    /// 1, 2, 3.
    Arabic,
    /// 1.1 with its number of parts.
    Decimal(usize),
    /// a, b, c.
    Letter,
    /// Of a column of groups, by its place among them.
    Column(usize),
    /// None.
    Plain,
}

/// The ranks of the open groups, outermost first.
#[derive(Debug, Default)]
pub struct Ladder {
    open: Vec<Rank>,
}

impl Ladder {
    /// Opens a group of a rank, and gives its depth from 1.
    pub fn open(&mut self, rank: Rank) -> usize {
        match self.open.iter().position(|open| *open == rank) {
            Some(index) => self.open.truncate(index + 1),
            None => self.open.push(rank),
        }
        self.open.len()
    }

    /// The depth of the innermost open group.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the innermost open group is of a rank.
    pub fn is_innermost(&self, rank: Rank) -> bool {
        self.open.last() == Some(&rank)
    }

    /// The rank of a number; `None` for what is none.
    pub fn rank(&self, mark: &str) -> Option<Rank> {
        let mark = mark.trim_end_matches(['.', ')', '/', ':', ',']);
        if mark.chars().all(|c| c.is_ascii_digit()) && !mark.is_empty() {
            return Some(Rank::Arabic);
        }
        let parts: Vec<&str> = mark.split(['.', ',']).collect();
        if parts.len() > 1 && parts.iter().all(|part| part.parse::<u32>().is_ok()) {
            return Some(Rank::Decimal(parts.len()));
        }
        // "C" and "D" are Roman numbers only inside a Roman ladder.
        let capital = matches!(mark, "A" | "B" | "C" | "D" | "Đ" | "E");
        if capital && !(parse_roman(mark).is_some() && self.open.first() == Some(&Rank::Roman)) {
            return Some(Rank::Capital);
        }
        if parse_roman(mark).is_some() {
            return Some(Rank::Roman);
        }
        parse_letter(mark).map(|_| Rank::Letter)
    }
}

/// "VIII" and "10.12" are numbers; a longer text in the number column is a title.
pub const LONGEST_NUMBER: usize = 8;

/// The number of a group row and its title: from the number column, else from the front of the
/// words ("II. Về quy hoạch", "PHẦN I: Hạ tầng").
pub fn split_mark(number: &str, words: &str) -> (Option<String>, String) {
    if !number.is_empty() && number.chars().count() <= LONGEST_NUMBER && number != words {
        return (Some(number.to_string()), words.to_string());
    }
    let bare = ["Phần ", "PHẦN ", "Nhóm ", "NHÓM ", "Mục ", "MỤC "];
    let named = bare.iter().find_map(|word| words.strip_prefix(word));
    // "C: chủ trì" is a legend, "Phần C: Chủ trì" is none.
    let ends: &[char] = if named.is_some() { &['.', ')', ':', '-'] } else { &['.', ')'] };
    let rest = named.unwrap_or(words);
    if let Some((mark, title)) = rest.split_once(ends) {
        let mark = mark.trim();
        let is_mark = parse_roman(mark).is_some()
            || (mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic));
        if is_mark && title.starts_with(' ') {
            return (Some(mark.to_string()), title.trim().to_string());
        }
    }
    (None, words.to_string())
}

/// A title without the number before it: "1. Kinh tế", "II - Văn hóa", "03_Nội chính". A title that is
/// nothing but a number stays.
pub fn without_number(title: &str) -> String {
    let (mark, rest) = split_mark("", title);
    if mark.is_some() && !rest.is_empty() {
        return rest;
    }
    let digits = title.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let roman = title.chars().take_while(|c| matches!(c, 'I' | 'V' | 'X')).count();
    let Some(rest) = title.get(digits.max(roman)..) else { return title.to_string() };
    let number = title.get(..digits.max(roman)).unwrap_or_default();
    let trimmed = rest.trim_start_matches([' ', '.', ')', '-', '–', '_', ':', '/']);
    // "5 nhiệm vụ", "III năm": a number that belongs to the words has a space alone behind it.
    let is_mark =
        number.ends_with('.') || rest.trim_start().starts_with(['.', ')', '-', '–', '_', ':']);
    let is_title = trimmed.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if number.is_empty() || !is_mark || !is_title { title.to_string() } else { trimmed.to_string() }
}

/// A title without "Mục 1:" before it.
pub fn without_part(title: &str) -> String {
    const PARTS: &[&str] = &["mục ", "phần ", "nhóm ", "chương ", "tiểu mục "];
    let lower = title.to_lowercase();
    let part = PARTS.iter().find(|part| lower.starts_with(**part));
    let rest = part.and_then(|part| title.get(part.len()..)).unwrap_or_default();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let behind = rest.get(digits..).unwrap_or_default();
    let own = behind.trim_start_matches([' ', '.', ')', ':', '-', '–']);
    let is_mark = digits > 0 && behind.trim_start().starts_with(['.', ')', ':', '-', '–']);
    if is_mark && !own.is_empty() { own.to_string() } else { title.to_string() }
}

/// The number that a text begins with, and the rest: "1. Làm đường", "2.1) Sửa cầu".
pub fn leading_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at(end);
    let closed = number.ends_with('.') || rest.starts_with(')');
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let number = number.trim_end_matches('.');
    let is_number = !number.is_empty() && number.split('.').all(|part| part.parse::<u32>().is_ok());
    let is_words = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    (closed && is_number && is_words).then_some((number, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_words_are_told_from_words() {
        assert_eq!(leading_number("1. Làm đường"), Some(("1", "Làm đường")));
        assert_eq!(leading_number("2.1) Sửa cầu"), Some(("2.1", "Sửa cầu")));
        for text in ["30/6/2026 họp", "5 nhiệm vụ", "1.", "Làm 1. đường", "3.5 km đường", ""]
        {
            assert_eq!(leading_number(text), None, "{text}");
        }
        assert_eq!(without_part("Mục 1: Hạ tầng"), "Hạ tầng");
        assert_eq!(without_part("NHÓM 2 - Y tế"), "Y tế");
        assert_eq!(without_part("Nhóm 2 nhiệm vụ"), "Nhóm 2 nhiệm vụ");
    }

    #[test]
    fn titles_lose_their_number_and_nothing_else() {
        for (title, expected) in [
            ("1. Kinh tế", "Kinh tế"),
            ("I. Kinh tế", "Kinh tế"),
            ("II - Văn hóa", "Văn hóa"),
            ("03_Nội chính", "Nội chính"),
            ("2.1. Đất đai", "Đất đai"),
            ("1) Y tế", "Y tế"),
            ("5 nhiệm vụ đột phá", "5 nhiệm vụ đột phá"),
            ("Kinh tế", "Kinh tế"),
            ("12", "12"),
            ("2026", "2026"),
            ("I", "I"),
            ("XÂY DỰNG", "XÂY DỰNG"),
            ("Phần II. Hạ tầng", "Hạ tầng"),
        ] {
            assert_eq!(without_number(title), expected);
        }
    }
}
