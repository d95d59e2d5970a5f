//! A list of phrases as data → where a phrase of the list stands in a text.
//!
//! Invariant: only whole words match, and the longest phrase at a place counts.

use std::collections::BTreeMap;

use crate::text::bare;
use crate::text::words::{Token, first_hash, phrase_at};

/// A list of phrases, found by the hash of their first syllable. Two syllables of one hash do no harm:
/// the whole phrase is compared.
pub struct Phrases {
    /// In the order of the hashes.
    by_first: Vec<(u64, Vec<&'static str>)>,
    /// A bit for the last digits of each hash: nearly all words begin no phrase.
    may_begin: [u64; 16],
}

impl Phrases {
    /// Reads a file of `lists/`: phrases between commas, remarks behind "#".
    pub(super) fn read(text: &'static str) -> Phrases {
        let mut by_first: BTreeMap<u64, Vec<&'static str>> = BTreeMap::new();
        let mut may_begin = [0; 16];
        for phrase in all(text) {
            let first = first_hash(phrase);
            let (word, bit) = place(first);
            may_begin[word] |= bit;
            by_first.entry(first).or_default().push(phrase);
        }
        Phrases { by_first: by_first.into_iter().collect(), may_begin }
    }

    /// The phrases that may begin with a syllable.
    fn beginning(&self, first: u64) -> &[&'static str] {
        let (word, bit) = place(first);
        if self.may_begin[word] & bit == 0 {
            return &[];
        }
        let found = self.by_first.binary_search_by_key(&first, |(first, _)| *first);
        found.ok().map_or(&[], |at| self.by_first[at].1.as_slice())
    }

    /// How many tokens the longest phrase takes that stands at `at`.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let phrases = self.beginning(tokens.get(at)?.key.first());
        phrases.iter().filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
    }

    /// Whether a word begins one of the phrases.
    pub fn has_first(&self, word: &str) -> bool {
        self.beginning(first_hash(word)).iter().any(|phrase| first(phrase) == first(word))
    }

    /// Whether a key is one of the phrases.
    pub fn has(&self, key: &str) -> bool {
        self.beginning(first_hash(key)).contains(&key)
    }

    /// Whether one of the phrases stands anywhere in a key, also inside a word.
    pub fn in_text(&self, key: &str) -> bool {
        self.by_first.iter().flat_map(|(_, phrases)| phrases).any(|phrase| key.contains(phrase))
    }

    /// The longest phrase that a key begins with, as whole words, and what follows it.
    pub fn cut<'k>(&self, key: &'k str) -> Option<(&'static str, &'k str)> {
        let phrases = self.beginning(first_hash(key));
        let cut = |phrase: &&'static str| {
            let rest = key.strip_prefix(*phrase)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some((*phrase, rest.trim_start()))
        };
        phrases.iter().filter_map(cut).max_by_key(|(phrase, _)| phrase.len())
    }

    /// Whether a key that was written without marks begins with one of the phrases: "muc tieu".
    pub fn begin_unmarked(&self, unmarked: &str) -> bool {
        let begins = |phrase: &&str| {
            let rest = unmarked.strip_prefix(bare(phrase).as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.by_first.iter().flat_map(|(_, phrases)| phrases).any(begins)
    }

    /// Whether a key begins with one of the phrases, as whole words.
    pub fn begin(&self, key: &str) -> bool {
        let begins = |phrase: &&str| {
            key.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.beginning(first_hash(key)).iter().any(begins)
    }
}

/// Where the bit of a hash stands.
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 6) as usize % 16, 1 << (hash % 64))
}

fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// The phrases of a file.
pub(super) fn all(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|phrase| !phrase.is_empty())
}
