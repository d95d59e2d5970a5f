//! Texts → bags of words that weigh by how rare they are, and how alike two of them are.
//!
//! Invariant: a measure is from 0, nothing in common, to 1, the same words as often.

use std::collections::HashMap;

use crate::text::key;

/// The words of a text, by number in order, each with its weight in it.
pub type Bag = Vec<(u32, f64)>;

/// The bags of two lists.
pub struct Bags {
    /// Of the old list.
    pub old: Vec<Bag>,
    /// Of the new list.
    pub new: Vec<Bag>,
    /// In how many texts of both lists each word stands.
    pub spread: Vec<u32>,
}

impl Bags {
    /// The bags of the texts of both lists.
    pub fn new<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> Bags {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut spread: Vec<u32> = Vec::new();
        let mut counted = |text: &str| {
            let mut bag: Vec<(u32, f64)> = Vec::new();
            for word in
                key(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
            {
                let next = numbers.len() as u32;
                bag.push((*numbers.entry(word.to_string()).or_insert(next), 1.0));
            }
            bag.sort_by_key(|(word, _)| *word);
            bag.dedup_by(|later, kept| {
                let is_same = later.0 == kept.0;
                kept.1 += if is_same { later.1 } else { 0.0 };
                is_same
            });
            spread.resize(numbers.len(), 0);
            for (word, _) in &bag {
                spread[*word as usize] += 1;
            }
            bag
        };
        let mut old: Vec<Bag> = old.map(&mut counted).collect();
        let mut new: Vec<Bag> = new.map(&mut counted).collect();
        let texts = (old.len() + new.len()) as f64;
        for (word, weight) in old.iter_mut().chain(&mut new).flatten() {
            *weight *= (1.0 + texts / f64::from(spread[*word as usize])).ln();
        }
        Bags { old, new, spread }
    }
}

/// What a bag weighs.
pub fn weight(bag: &Bag) -> f64 {
    bag.iter().map(|(_, weight)| weight).sum()
}

/// What two bags have in common.
pub fn common(one: &Bag, other: &Bag) -> f64 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some((word, weight)), Some((next, heavy))) = (left.peek(), right.peek()) {
        match word.cmp(next) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += weight.min(*heavy);
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// How alike two bags are: what they have in common, of what both weigh (Dice).
pub fn alike(one: &Bag, other: &Bag) -> f64 {
    let both = weight(one) + weight(other);
    if both > 0.0 { 2.0 * common(one, other) / both } else { 0.0 }
}

/// How much of a bag another holds.
pub fn held(inner: &Bag, outer: &Bag) -> f64 {
    let all = weight(inner);
    if all > 0.0 { common(inner, outer) / all } else { 0.0 }
}

/// What is left of a bag without the words of another.
pub fn without(whole: &Bag, part: &Bag) -> Bag {
    let mut parts = part.iter().peekable();
    let rest = whole.iter().map(|(word, weight)| {
        while parts.next_if(|(next, _)| next < word).is_some() {}
        let taken = parts.peek().filter(|(next, _)| next == word).map_or(0.0, |(_, taken)| *taken);
        (*word, (weight - taken).max(0.0))
    });
    rest.filter(|(_, weight)| *weight > 0.0).collect()
}
