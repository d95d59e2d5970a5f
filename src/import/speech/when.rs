//! Words that are a deadline and nothing else: "hoàn thành trước ngày 30/6", "trình UBND tỉnh trong
//! quý IV".
//!
//! Invariant: words that name a day without a word of time before it are none.

use super::deadline::is_deadline;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::{TIME_STARTS, TIME_VERBS, TIME_WORDS};

/// Letters of a deadline that stands alone.
const LONGEST: usize = 80;

/// Tokens from the verb before a deadline to it: "trình Ban Thường vụ Tỉnh ủy quý I/2026".
const LONGEST_BEFORE: usize = 8;

/// Whether a text is a deadline and nothing else.
pub fn is_time(text: &str) -> bool {
    text.chars().count() < LONGEST && is_deadline(text)
}

/// The deadline from a token to the end of its text, where there is nothing else but a verb before
/// it and whom that concerns.
pub fn alone<'a>(text: &'a str, tokens: &[Token], at: usize) -> Option<&'a str> {
    let rest = |from: usize| between(text, tokens, from, tokens.len());
    let is_whole = |from: &usize| {
        begins(tokens, *from) && (is_time(rest(*from)) || is_of_time_words(tokens, *from))
    };
    if is_whole(&at) {
        return Some(rest(at));
    }
    TIME_VERBS.at(tokens, at)?;
    (at + 1..tokens.len().min(at + LONGEST_BEFORE)).find(is_whole).map(rest)
}

/// Whether all tokens from one on are words and numbers of a time, with commas and dashes between.
pub fn is_made_of_time(tokens: &[Token], from: usize) -> bool {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        // "II/2026" of "quý II/2026"
        let first = token.key.split(['/', ' ']).next().unwrap_or_default();
        let is_number = first.starts_with(|c: char| c.is_ascii_digit())
            || crate::text::parse_roman(&first.to_uppercase()).is_some();
        let is_sign = matches!(token.sign, Sign::Comma | Sign::Dash);
        match TIME_WORDS.at(tokens, at).or_else(|| TIME_STARTS.at(tokens, at)) {
            Some(used) => at += used,
            None if is_number || is_sign => at += 1,
            None => return false,
        }
    }
    at > from
}

/// Whether a text is a time and its words, to its end.
pub fn is_only_time(text: &str) -> bool {
    let words = tokens(text.trim_end_matches(['.', ';', ' ']), 24);
    is_made_of_time(&words, 0) && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a token begins words for a time.
fn begins(tokens: &[Token], at: usize) -> bool {
    let is_number = |token: &Token| token.key.starts_with(|c: char| c.is_ascii_digit());
    TIME_STARTS.at(tokens, at).is_some() || tokens.get(at).is_some_and(is_number)
}

/// "trong quý I", "trước ngày 30/6": the year is that of the plan.
fn is_of_time_words(tokens: &[Token], from: usize) -> bool {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        let is_number = token.key.starts_with(|c: char| c.is_ascii_digit())
            || crate::text::parse_roman(&token.key.to_uppercase()).is_some();
        match TIME_WORDS.at(tokens, at) {
            Some(used) => at += used,
            None if is_number => at += 1,
            None => return false,
        }
    }
    at > from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_stands_alone_or_behind_its_verb() {
        for (text, expected) in [
            ("hoàn thành trước ngày 30/6", Some("hoàn thành trước ngày 30/6")),
            ("trình UBND tỉnh trong quý IV năm 2026", Some("trong quý IV năm 2026")),
            ("trình Ban Thường vụ Tỉnh ủy quý I/2026", Some("quý I/2026")),
            ("thường xuyên", Some("thường xuyên")),
            ("Sở Y tế báo cáo trước ngày 30/6/2026", None),
            ("trong các trường học", None),
            ("giám sát thủ tục", None),
        ] {
            assert_eq!(alone(text, &tokens(text, 99), 0), expected, "{text}");
        }
    }
}
