//! The groups of two versions → which is which, by the tasks that stand in them.
//!
//! Invariant: a group with another title is told once, and not with each of its tasks.

use std::collections::BTreeMap;

use super::LineChange;
use super::words::is_same_writing;
use crate::model::Model;
use crate::pairing::Pair;

/// Which group of the new version a group of the old one became.
pub struct Groups<'a> {
    old: &'a Model,
    new: &'a Model,
    /// By place in the old version, in the new one.
    became: BTreeMap<usize, usize>,
}

impl<'a> Groups<'a> {
    /// Counts the tasks that went from group to group.
    pub fn new(old: &'a Model, new: &'a Model, pairs: &[Pair]) -> Groups<'a> {
        let mut went: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
        for pair in pairs {
            let (one, other) = (path(old, pair.old.first()), path(new, pair.new.first()));
            // Of paths of one length each level is held against its own, else the innermost.
            let levels: Vec<(usize, usize)> = if one.len() == other.len() {
                one.into_iter().zip(other).collect()
            } else {
                one.first().copied().zip(other.first().copied()).into_iter().collect()
            };
            for (before, after) in levels {
                *went.entry(before).or_default().entry(after).or_default() += 1;
            }
        }
        let most = |to: BTreeMap<usize, usize>| {
            to.into_iter()
                .max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)))
                .map(|(at, _)| at)
        };
        let became =
            went.into_iter().filter_map(|(before, to)| Some((before, most(to)?))).collect();
        Groups { old, new, became }
    }

    /// Groups with another title.
    pub fn renamed(&self) -> Vec<LineChange> {
        let changed = self.became.iter().filter_map(|(before, after)| {
            let (one, other) = (self.old.groups.get(*before)?, self.new.groups.get(*after)?);
            let (old, new) = (&one.title.value, &other.title.value);
            let from = self.became.values().filter(|to| *to == after).count();
            let word = if from > 1 { "Gộp vào nhóm" } else { "Tên nhóm" };
            let what = format!("{word} {}", other.number);
            (!is_same_writing(old, new)).then(|| LineChange {
                what,
                old: old.clone(),
                new: new.clone(),
            })
        });
        changed.collect()
    }

    /// Whether a task stands in a group that its own did not become.
    pub fn is_regrouped(&self, pair: &Pair) -> bool {
        let before = path(self.old, pair.old.first()).first().copied();
        let after = path(self.new, pair.new.first()).first().copied();
        match (before, after) {
            (None, None) => false,
            (Some(before), Some(after)) => {
                let title = |model: &Model, at: usize| {
                    model.groups.get(at).map_or_else(String::new, |group| group.title.value.clone())
                };
                self.became.get(&before) != Some(&after)
                    && !is_same_writing(&title(self.old, before), &title(self.new, after))
            }
            // A version without any groups was only laid out otherwise.
            _ => !self.old.groups.is_empty() && !self.new.groups.is_empty(),
        }
    }
}

/// The groups around a task, innermost first.
fn path(model: &Model, task: Option<&usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = task.and_then(|at| model.tasks.get(*at)).and_then(|task| task.group);
    while let Some(group) = at.filter(|at| !found.contains(at)) {
        found.push(group);
        at = model.groups.get(group).and_then(|group| group.parent);
    }
    found
}
