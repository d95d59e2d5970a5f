//! A list of phrases as data → where a phrase of the list stands in a text.
//!
//! Invariant: only whole words match, and the longest phrase at a place counts.

use std::collections::HashMap;

use crate::text::words::{Token, phrase_at};

/// A list of phrases, found by their first syllable.
pub struct Phrases {
    by_first: HashMap<&'static str, Vec<&'static str>>,
}

impl Phrases {
    /// Reads a file of `lists/`: phrases between commas, remarks behind "#".
    pub(super) fn read(text: &'static str) -> Phrases {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for phrase in all(text) {
            by_first.entry(first(phrase)).or_default().push(phrase);
        }
        Phrases { by_first }
    }

    /// How many tokens the longest phrase takes that stands at `at`.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let phrases = self.by_first.get(first(&tokens.get(at)?.key))?;
        phrases.iter().filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
    }

    /// Whether a word begins one of the phrases.
    pub fn has_first(&self, word: &str) -> bool {
        self.by_first.contains_key(first(word))
    }

    /// Whether a key is one of the phrases.
    pub fn has(&self, key: &str) -> bool {
        self.by_first.get(first(key)).is_some_and(|phrases| phrases.contains(&key))
    }

    /// The longest phrase that a key begins with, as whole words, and what follows it.
    pub fn cut<'k>(&self, key: &'k str) -> Option<(&'static str, &'k str)> {
        let phrases = self.by_first.get(first(key))?;
        let cut = |phrase: &&'static str| {
            let rest = key.strip_prefix(*phrase)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some((*phrase, rest.trim_start()))
        };
        phrases.iter().filter_map(cut).max_by_key(|(phrase, _)| phrase.len())
    }

    /// Whether a key begins with one of the phrases, as whole words.
    pub fn begin(&self, key: &str) -> bool {
        let begins = |phrase: &&str| {
            key.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.by_first.get(first(key)).is_some_and(|phrases| phrases.iter().any(begins))
    }
}

fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// The phrases of a file.
pub(super) fn all(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|phrase| !phrase.is_empty())
}
