//! The words of a task → which of the successors of a body took that work.
//!
//! Invariant: two successors whose words weigh nearly the same are never decided between.

use std::collections::BTreeMap;

use super::phrases::Phrases;
use super::rules::{BodyRules, Move};
use crate::text::key;

/// What the words say.
#[derive(Debug)]
pub enum Verdict<'r> {
    /// One successor: its rule, and the words that decided.
    One(&'r Move, Vec<String>),
    /// Several weigh alike, with the words of all.
    Several(Vec<&'r Move>, Vec<String>),
    /// No word of the rules.
    Nothing,
}

/// What stands first in a task is what it is about: a successor whose words come later, however
/// many, does not take it alone. A second successor with two thirds of the weight of the first is too near.
const NEAR: (usize, usize) = (3, 2);

/// What `texts` say, the best evidence first: the next is asked only where one says nothing, or, of
/// the second, where the first says two things. Names of bodies are no evidence.
pub fn judged<'r>(
    rules: &'r BodyRules,
    moves: &[&'r Move],
    texts: &[&str],
    names: &[String],
) -> Verdict<'r> {
    let mut owners: Vec<Option<&'r Move>> = vec![None];
    let mut phrases: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    for one in moves {
        owners.push(Some(*one));
        phrases.extend(one.words.iter().map(|word| (word.as_str(), owners.len() - 1)));
    }
    let asks = owners.len();
    phrases.extend(rules.asks.iter().map(|word| (word.as_str(), asks)));
    let phrases = Phrases::new(phrases);
    let mut scores = Scores::default();
    let mut first: Option<usize> = None;
    for (place, text) in texts.iter().enumerate() {
        if !scores.is_empty() && place > 1 {
            break;
        }
        for hit in phrases.find(text).into_iter().filter(|hit| hit.of > 0) {
            first = first.or(Some(hit.of));
            scores.add(hit.of, &text[hit.range], hit.words);
        }
        if let Some(best) = scores.best().filter(|best| first == Some(*best)) {
            return match owners.get(best).copied().flatten() {
                Some(one) => Verdict::One(one, scores.words(best)),
                None => Verdict::Several(moves.to_vec(), scores.words(best)),
            };
        }
    }
    if scores.is_empty() {
        return Verdict::Nothing;
    }
    let several = scores.0.keys().filter_map(|of| owners.get(*of).copied().flatten());
    let words = scores.0.keys().flat_map(|of| scores.words(*of)).collect();
    Verdict::Several(several.collect(), words)
}

/// Words that were found, by their successor.
#[derive(Default)]
struct Scores(BTreeMap<usize, Vec<(String, usize)>>);

impl Scores {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, of: usize, words: &str, weight: usize) {
        let found = self.0.entry(of).or_default();
        // Said twice is said once.
        if !found.iter().any(|(known, _)| key(known) == key(words)) {
            found.push((words.to_string(), weight));
        }
    }

    fn weight(&self, of: usize) -> usize {
        self.0.get(&of).into_iter().flatten().map(|(_, weight)| weight).sum()
    }

    /// The one that weighs far more than all others.
    fn best(&self) -> Option<usize> {
        let mut order: Vec<usize> = self.0.keys().copied().collect();
        order.sort_by_key(|of| std::cmp::Reverse(self.weight(*of)));
        let first = *order.first()?;
        let second = order.get(1).map_or(0, |of| self.weight(*of));
        (second * NEAR.0 < self.weight(first) * NEAR.1).then_some(first)
    }

    fn words(&self, of: usize) -> Vec<String> {
        self.0.get(&of).into_iter().flatten().map(|(words, _)| words.clone()).collect()
    }
}
