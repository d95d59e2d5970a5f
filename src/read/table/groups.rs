//! The number of a row and its words → the rank of a group: A, I, 1, 1.1, a.
//!
//! Invariant: knows nothing of columns; what is a group at all, `rows` decides.

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
