//! Phrases → where a text has them, whatever its case and spelling.
//!
//! Invariant: of the phrases that begin at a word the longest is found, and no word belongs to two.

use std::collections::HashMap;
use std::ops::Range;

use crate::text::key;

/// Phrases to look for, each with a number of the caller's.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

/// A phrase in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its bytes.
    pub range: Range<usize>,
    /// The number of the phrase.
    pub of: usize,
    /// How many words it has.
    pub words: usize,
}

impl Phrases {
    /// An index of phrases; where two are alike, the first is found.
    pub fn new<'t>(phrases: impl IntoIterator<Item = (&'t str, usize)>) -> Phrases {
        let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (phrase, of) in phrases {
            let words: Vec<String> = words(phrase).into_iter().map(|(word, _)| word).collect();
            let Some(first) = words.first() else { continue };
            by_first.entry(first.clone()).or_default().push((words, of));
        }
        for known in by_first.values_mut() {
            known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases { by_first }
    }

    /// The phrases of a text, in its order.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let words = words(text);
        let (mut hits, mut at) = (Vec::new(), 0);
        while let Some((first, start)) = words.get(at) {
            let rest = &words[at..];
            let fits = |(phrase, _): &&(Vec<String>, usize)| {
                phrase.len() <= rest.len()
                    && phrase.iter().zip(rest).all(|(word, (known, _))| word == known)
            };
            let found = self.by_first.get(first).and_then(|known| known.iter().find(fits));
            at += match found {
                Some((phrase, of)) => {
                    let end = words[at + phrase.len() - 1].1.end;
                    hits.push(Hit { range: start.start..end, of: *of, words: phrase.len() });
                    phrase.len()
                }
                None => 1,
            };
        }
        hits
    }
}

/// The words of a text by their keys, with their bytes; an abbreviation that is written out gives
/// several words at one place.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_word = letter.is_alphanumeric();
        if let (false, Some(from)) = (is_word, start) {
            let keys = key(&text[from..at]);
            words.extend(keys.split(' ').map(|word| (word.to_string(), from..at)));
            start = None;
        }
        if is_word && start.is_none() {
            start = Some(at);
        }
        if letter == '&' {
            words.push((String::from("và"), at..at + 1));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found_in_any_writing() {
        let phrases = ["việc làm", "giải quyết việc làm", "Ủy ban nhân dân huyện Can Lộc"];
        let phrases = Phrases::new(phrases.into_iter().zip(0..));
        let found = |text: &str| -> Vec<(usize, String)> {
            let hits = phrases.find(text).into_iter();
            hits.map(|hit| (hit.of, text[hit.range].to_string())).collect()
        };
        let long = (1, String::from("GIẢI QUYẾT việc làm"));
        assert_eq!(found("Việc GIẢI QUYẾT việc làm."), [long]);
        assert_eq!(found("cho UBND huyện Can Lộc"), [(2, String::from("UBND huyện Can Lộc"))]);
        assert!(found("việc làm".split(' ').next().unwrap_or_default()).is_empty());
    }
}
