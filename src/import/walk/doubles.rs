//! Tasks that a text tells in sentences and again in the table of its annex → one each: the row of the
//! table, with the sentence as its words.
//!
//! Invariant: a sentence is matched only where its content is the row's; where the bodies differ both stay.

use std::collections::{HashMap, HashSet};

use super::found::{Entry, Found, FoundTask};
use crate::source::Location;
use crate::text::key;

/// Matches the sentences with the rows; gives the places of pairs whose bodies differ.
pub fn matched(found: &mut Found) -> Vec<(Location, Location)> {
    let mut rows: HashMap<String, usize> = HashMap::new();
    for (index, entry) in found.entries.iter().enumerate() {
        if let Entry::Task(task) = entry
            && task.from_table
        {
            rows.entry(content_key(&task.content)).or_insert(index);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let (mut gone, mut differing) = (HashSet::new(), Vec::new());
    let mut sentences: Vec<(usize, String)> = Vec::new();
    for (index, entry) in found.entries.iter().enumerate() {
        let Entry::Task(task) = entry else { continue };
        let Some(row) = rows.get(&content_key(&task.content)).filter(|_| !task.from_table) else {
            continue;
        };
        let Some(Entry::Task(other)) = found.entries.get(*row) else { continue };
        if agrees(task, other) {
            gone.insert(index);
            sentences.push((*row, task.sentence.clone()));
        } else {
            differing.push((task.at, other.at));
        }
    }
    for (row, sentence) in sentences {
        if let Some(Entry::Task(task)) = found.entries.get_mut(row) {
            task.sentence = sentence;
        }
    }
    found.tally.tasks -= gone.len();
    found.tally.attributes += gone.len();
    let mut index = 0;
    found.entries.retain(|_| {
        index += 1;
        !gone.contains(&(index - 1))
    });
    differing
}

/// Whether a sentence names nobody, or whom the row names.
fn agrees(sentence: &FoundTask, row: &FoundTask) -> bool {
    let names = |list: &[String]| list.iter().map(|name| key(name)).collect::<HashSet<_>>();
    sentence.lead.is_empty() || names(&sentence.lead) == names(&row.lead)
}

/// A content in comparison form, without brackets.
fn content_key(content: &str) -> String {
    let mut depth = 0_i32;
    let plain: String = content
        .chars()
        .filter(|c| {
            depth += i32::from(*c == '(');
            let is_outside = depth <= 0;
            depth -= i32::from(*c == ')');
            is_outside
        })
        .collect();
    key(&plain)
}
