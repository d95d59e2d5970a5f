//! The name of a successor → as the plan wrote the name of the body before it; names of bodies that
//! ended inside longer texts.
//!
//! Invariant: what is written means the successor in the directory of the new day, else it is its
//! name in full.

use std::ops::Range;

use super::phrases::Phrases;
use super::successor::{Ended, Successors};
use crate::directory::Found;
use crate::model::Agency;
use crate::text::key;

/// What a successor is called where `before` was written.
pub fn written(before: &str, ended: &Ended, to: &str, successors: &Successors) -> String {
    let Ended::Body(old) = ended else { return like(before, to) };
    let Some(new) = successors.named(to) else { return to.to_string() };
    let means = |text: &String| successors.named(text).is_some_and(|found| found.id == new.id);
    let mut forms: Vec<String> = Vec::new();
    match behind(before, old) {
        Some(tail) if !tail.is_empty() => forms.push(format!("{} {tail}", like(before, &new.name))),
        Some(_) => {}
        None if is_short(before) => forms.push(new.short.clone()),
        None => {}
    }
    forms.push(like(before, &new.name));
    forms.into_iter().find(means).unwrap_or(new.name)
}

/// What follows the name in full of a body: "tỉnh Hà Tĩnh"; `None` where it is written otherwise.
fn behind(before: &str, old: &Agency) -> Option<String> {
    let name = key(&old.name);
    let words: Vec<&str> = before.split_whitespace().collect();
    (1..=words.len()).rev().find_map(|count| {
        let (head, tail) = words.split_at(count);
        (key(&head.join(" ")) == name).then(|| tail.join(" "))
    })
}

/// Whether a name is written with letters for words: "Sở TN&MT".
fn is_short(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != "UBND");
    words.any(|word| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()))
}

/// With "UBND" and the first letter as before.
fn like(before: &str, name: &str) -> String {
    let mut name = name.to_string();
    if before.contains("UBND") {
        name = name.replace("Ủy ban nhân dân", "UBND").replace("ủy ban nhân dân", "UBND");
    }
    let is_capital = before.chars().next().is_some_and(char::is_uppercase);
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if is_capital => first.to_uppercase().chain(letters).collect(),
        _ => name,
    }
}

/// Names of bodies that ended, to be found in texts.
pub struct OldNames {
    phrases: Phrases,
    agencies: Vec<Agency>,
}

/// Beginnings of names that mean a place in a sentence: "trên địa bàn huyện Can Lộc".
const PLACES: &[&str] = &["huyện ", "thị xã ", "thành phố ", "quận ", "xã ", "phường "];

impl OldNames {
    /// All that ended by the day, and all that did not, which may hold the words of one; with
    /// `places`, districts by the name of their place as well.
    pub fn new(successors: &Successors, places: bool) -> OldNames {
        let agencies: Vec<Agency> = successors.before.agencies().to_vec();
        let names = agencies.iter().enumerate().flat_map(|(index, agency)| {
            let all = [&agency.name, &agency.short].into_iter().chain(&agency.aliases);
            let is_place = |name: &String| {
                let folded = key(name);
                PLACES.iter().any(|place| folded.starts_with(place))
            };
            // A short heading such as "H. Can Lộc" is a place too.
            let is_body = move |name: &&String| {
                places || !is_place(name) && (agency.kind != "huyen" || **name != agency.short)
            };
            all.filter(is_body).map(move |name| (name.as_str(), index))
        });
        let phrases = Phrases::new(names);
        OldNames { phrases, agencies }
    }

    /// The bodies of a text that ended, with their bytes.
    pub fn find(&self, text: &str, successors: &Successors) -> Vec<(Range<usize>, &Agency)> {
        let hits = self.phrases.find(text).into_iter().filter_map(|hit| {
            let agency = self.agencies.get(hit.of)?;
            let written = text.get(hit.range.clone())?;
            // Of one word, only letters for words: "SKHĐT".
            let is_word = hit.words == 1 && written.chars().any(char::is_lowercase);
            // The directory knows which of two bodies of one name is meant.
            let found = match successors.before.find(written) {
                Found::Agency(index) => &self.agencies[index],
                _ => agency,
            };
            (!is_word && successors.has_ended(&found.life)).then_some((hit.range, found))
        });
        hits.collect()
    }
}
