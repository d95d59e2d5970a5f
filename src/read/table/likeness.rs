//! The contents of two lists of tasks → the pairs of contents that mean the same task, though some
//! words differ.
//!
//! Invariant: equal contents are paired first, each content is used at most once, and the work is
//! bounded.

use std::collections::{HashMap, HashSet};

/// Longer lists are compared by equal contents alone.
const MOST: usize = 300;

/// The share of words that alike contents have in common.
const ALIKE: f64 = 0.6;

/// Pairs of contents, as keys, that say the same or nearly so.
pub fn pairs<'a, V>(
    one: &'a HashMap<String, V>,
    other: &'a HashMap<String, V>,
) -> Vec<(&'a String, &'a String)> {
    let mut found: Vec<(&String, &String)> = Vec::new();
    let mut open: Vec<&String> = Vec::new();
    for content in one.keys() {
        match other.get_key_value(content) {
            Some((same, _)) => found.push((content, same)),
            None => open.push(content),
        }
    }
    if one.len() > MOST || other.len() > MOST {
        return found;
    }
    open.sort_unstable();
    let mut free: Vec<(&String, HashSet<&str>)> = other
        .keys()
        .filter(|content| !one.contains_key(*content))
        .map(|content| (content, content.split(' ').collect()))
        .collect();
    free.sort_unstable_by_key(|(content, _)| *content);
    for content in open {
        let words: HashSet<&str> = content.split(' ').collect();
        let scored =
            free.iter().enumerate().map(|(index, (_, own))| (index, likeness(&words, own)));
        let best = scored.max_by(|(_, a), (_, b)| a.total_cmp(b));
        if let Some((index, _)) = best.filter(|(_, likeness)| *likeness >= ALIKE) {
            found.push((content, free.swap_remove(index).0));
        }
    }
    found
}

/// The share of words that two texts have in common, from 0 to 1. Texts that differ in a number, such as
/// that of a month, are of other work.
fn likeness(one: &HashSet<&str>, other: &HashSet<&str>) -> f64 {
    let has_digit = |word: &&&str| word.contains(|c: char| c.is_ascii_digit());
    if one.symmetric_difference(other).any(|word| has_digit(&word)) {
        return 0.0;
    }
    let common = one.intersection(other).count();
    let all = one.len() + other.len();
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(contents: &[&str]) -> HashMap<String, ()> {
        contents.iter().map(|content| (content.to_string(), ())).collect()
    }

    #[test]
    fn a_content_in_other_words_is_the_same_one() {
        let one = list(&["rà soát các trạm bơm cũ", "sơn lại lan can cầu", "họp giao ban"]);
        let other = list(&["rà soát toàn bộ các trạm bơm cũ", "sơn lại lan can cầu", "trồng cây"]);
        let mut found = pairs(&one, &other);
        found.sort();
        let [first, second] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(first.1, "rà soát toàn bộ các trạm bơm cũ");
        assert_eq!(second.0, "sơn lại lan can cầu");
        assert!(pairs(&list(&["báo cáo tháng 1"]), &list(&["báo cáo tháng 2"])).is_empty());
    }
}
