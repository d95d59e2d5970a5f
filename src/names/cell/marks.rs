//! Marks before an item of a list, which do not belong to the item: a dash, a number, a bullet of a
//! symbol font.
//!
//! Invariant: a letter is a mark only where a name begins right behind it.

use super::words::Words;
use crate::names::kinds::{begins_name, several};
use crate::text::words::Sign;

/// Letters that Word keeps for the bullets of its symbol fonts (Wingdings, Symbol, Courier New), when
/// the font is lost: "o" is a ring, "§" a square, "ü" a tick, "Ø" and "v" arrows and diamonds.
const SYMBOL_LETTERS: &[&str] =
    &["o", "v", "ü", "Ø", "ø", "q", "Ÿ", "à", "n", "l", "u", "þ", "è", "w", "Ö", "®", "·", "¨"];

/// How many tokens the marks take that stand at a token where an item may begin.
pub fn marks(words: &Words, at: usize, to: usize) -> usize {
    let mut next = at;
    while next < to {
        match mark(words, next, to) {
            0 => break,
            used => next += used,
        }
    }
    next - at
}

fn mark(words: &Words, at: usize, to: usize) -> usize {
    let Some(token) = words.get(at) else { return 0 };
    match token.sign {
        Sign::Dash | Sign::Stop => 1,
        Sign::Other => usize::from(words.written(at) != "&"),
        // "(1) Sở Y tế"
        Sign::Open if is_number(words, at + 1) && words.close(at) == Some(at + 2) => 3,
        Sign::Word if is_symbol(words, at, to) => 1,
        Sign::Word if is_number(words, at) && at + 2 < to => {
            let is_sign = matches!(words.get(at + 1).map(|next| next.sign), Some(Sign::Stop | Sign::Close | Sign::Dash))
                // "1/ Sở Y tế"
                || words.written(at + 1) == "/";
            if is_sign { 2 } else { 0 }
        }
        _ => 0,
    }
}

/// A letter that was the bullet of a symbol font.
fn is_symbol(words: &Words, at: usize, to: usize) -> bool {
    let is_letter = SYMBOL_LETTERS.contains(&words.written(at));
    is_letter
        && at + 1 < to
        && !words.begins_line(at + 1)
        && (words.get(at + 1).is_some_and(|next| next.capital && next.end - next.start > 1)
            || begins_name(&words.tokens, at + 1)
            || several(&words.tokens, at + 1).is_some())
}

/// "1", "12", "1.2", "a", "iv": what numbers an item.
fn is_number(words: &Words, at: usize) -> bool {
    let Some(token) = words.get(at).filter(|token| token.sign == Sign::Word) else { return false };
    let written = words.written(at);
    let is_small = |c: char| c.is_ascii_lowercase() || c == 'đ';
    let is_letter = written.chars().count() == 1 && written.chars().all(is_small);
    let is_roman = !written.is_empty() && written.chars().all(|c| "ivx".contains(c));
    let is_digits =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    !token.capital && (is_letter || is_roman || written.split('.').all(is_digits))
}
