//! What an agency wrote → the dates in it.
//!
//! Invariant: a number of a document, "15/2026/QĐ-UBND", is no date.

use crate::text::{Date, DateError, parse_date};

/// Words of a date in full: "31 tháng 02 năm 2026".
const WORDS: usize = 5;

/// The dates of a text, and the texts of those that no calendar has.
pub fn dates(text: &str) -> (Vec<Date>, Vec<String>) {
    let ends = |c: char| matches!(c, '(' | ')' | ',' | ';' | ':' | '.' | '“' | '”' | '"');
    let words: Vec<&str> = text.split_whitespace().map(|word| word.trim_matches(ends)).collect();
    let full = words.windows(WORDS).map(|words| words.join(" "));
    let single = words.iter().map(|word| word.to_string());
    let (mut found, mut impossible) = (Vec::new(), Vec::new());
    for candidate in single.chain(full) {
        match parse_date(&candidate) {
            Ok(date) => found.push(date),
            Err(DateError::Impossible) => impossible.push(candidate),
            Err(DateError::NotADate) => {}
        }
    }
    (found, impossible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_in_sentences() {
        let count = |text| {
            let (found, impossible) = dates(text);
            (found.len(), impossible)
        };
        assert_eq!(count("Báo cáo số 5/BC-SYT (ngày 10/11/2026)."), (1, vec![]));
        assert_eq!(count("Ngày 05 tháng 9 năm 2026, đã trình."), (1, vec![]));
        assert_eq!(count("Quyết định 42/2014/QĐ-TTg"), (0, vec![]));
        assert_eq!(count("gửi 31/02/2026;"), (0, vec![String::from("31/02/2026")]));
    }
}
