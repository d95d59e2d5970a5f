//! A line of clean text → words, numbers and marks, written alike whatever the typist's habits.
//!
//! Words lose case and marks of letters, so "HẰNG NĂM", "Hàng năm" and "hang nam" are the same two
//! tokens; each token still knows the place it came from.

use super::fold::{bare, key};
use std::ops::Range;

/// One word, one number or one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// A `bare` word, a number without the zero of "06", or a mark: "-" for every dash, "," for
    /// commas, colons and brackets, ";" for semicolons and full stops, "\n" for a line break.
    pub word: String,
    /// The bytes of the text it was read from.
    pub at: Range<usize>,
}

/// The tokens of a text, which must be `clean` for the places to fit what is printed.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = class(first);
        let length = match class {
            Class::Letter | Class::Digit => {
                rest.find(|c| self::class(c) != class).unwrap_or(rest.len())
            }
            Class::Mark | Class::Nothing => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let start = text.len() - rest.len();
        let word = match class {
            Class::Letter => plain(piece),
            Class::Digit => without_zero(piece).to_owned(),
            Class::Mark => mark(first, after.chars().next()),
            Class::Nothing => String::new(),
        };
        if !word.is_empty() {
            tokens.push(Token { word, at: start..start + length });
        }
        rest = after;
    }
    tokens
}

/// Whether the tokens start with these words.
pub fn begins(tokens: &[&Token], phrase: &[&str]) -> bool {
    tokens.len() >= phrase.len()
        && tokens.iter().zip(phrase).all(|(token, word)| token.word == *word)
}

/// Whether the tokens close with these words.
pub fn ends(tokens: &[&Token], phrase: &[&str]) -> bool {
    tokens.len().checked_sub(phrase.len()).is_some_and(|at| begins(&tokens[at..], phrase))
}

impl Token {
    /// Whether it is a number in digits.
    pub fn is_number(&self) -> bool {
        self.word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Mark,
    Nothing,
}

fn class(c: char) -> Class {
    match c {
        '0'..='9' => Class::Digit,
        ' ' | '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' => Class::Nothing,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

/// The word without marks, except where that would hide a number or part one word in two.
fn plain(word: &str) -> String {
    match key(word).as_str() {
        // Without its mark it would be "sau", after.
        "sáu" => "6".to_owned(),
        // A key keeps i and y apart, as names do; a date need not.
        "quí" => "quy".to_owned(),
        "kì" => "ky".to_owned(),
        _ => bare(word),
    }
}

fn without_zero(number: &str) -> &str {
    match number.strip_prefix('0') {
        Some(digit) if digit.len() == 1 => digit,
        _ => number,
    }
}

fn mark(mark: char, next: Option<char>) -> String {
    match mark {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' | '\u{2215}' => '/',
        ':' | '(' | ')' | '[' | ']' => ',',
        // A full stop; "9.6.2023" and "T.6" keep theirs.
        '.' if !next.is_some_and(|c| c.is_ascii_digit()) => ';',
        '&' => return "va".to_owned(),
        other => other,
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn habits_of_writing_disappear() {
        assert_eq!(
            words("Trước NGÀY 05/6/2025."),
            ["truoc", "ngay", "5", "/", "6", "/", "2025", ";"]
        );
        assert_eq!(
            words("T6 – “quý III” & 9.6.2023"),
            ["t", "6", "-", "quy", "iii", "va", "9", ".", "6", ".", "2023"]
        );
        assert_eq!(words("00 007 (định kì)\nx"), ["0", "007", ",", "dinh", "ky", ",", "\n", "x"]);
        assert_eq!(words("中 ٣ ½ 🙂"), ["中", "٣", "½", "🙂"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "đến “Quý IV”";
        let found: Vec<&str> = tokens(text).into_iter().map(|token| &text[token.at]).collect();
        assert_eq!(found, ["đến", "Quý", "IV"]);
    }
}
