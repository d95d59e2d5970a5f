//! The beginning and the end of a cell → whether a sentence runs over from one cell to the next.
//!
//! Invariant: a cell is called open only for words that cannot begin or end a sentence. A list mark
//! begins a sentence.

use crate::text::key;
use crate::vocabulary::OPEN_ENDS;

/// Whether a text begins in the middle of a sentence: with a small letter that is no list mark.
pub fn begins_small(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    letters.next().is_some_and(char::is_lowercase)
        && letters.next().is_none_or(|c| !matches!(c, ')' | '.' | '/'))
}

/// Whether a text ends where a sentence cannot.
pub fn is_open(text: &str) -> bool {
    let text = text.trim_end();
    let last = text.split_whitespace().next_back().unwrap_or_default();
    text.ends_with(',') || OPEN_ENDS.has(&key(last)) && !text.ends_with(['.', ';', ':'])
}
