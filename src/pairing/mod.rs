//! Two lists of tasks → which task of one is which of the other: the same, reworded, moved, split into
//! several or joined from several.
//!
//! Invariant: no task stands in two pairs, and each stands in a pair or is left over. The time grows
//! with the number of words, not with the product of both lists.
//!
//! # Where to change
//!
//! How alike two texts are: `words`. Which tasks may be a pair at all: `candidates`. What was split or
//! joined: `parts`.

mod candidates;
mod parts;
mod words;

use crate::text::key;
use candidates::{Candidate, candidates};
use words::Bags;

/// What a task is recognised by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Side<'a> {
    /// The id that its file gives it.
    pub id: Option<&'a str>,
    /// Its number, as printed.
    pub number: &'a str,
    /// What is to be done.
    pub content: &'a str,
    /// The title of its group.
    pub group: &'a str,
    /// Who leads.
    pub bodies: &'a str,
}

/// A task of both lists, by places in them: one of each, or several of one where it was split or joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Of the old list, in its order.
    pub old: Vec<usize>,
    /// Of the new list, in its order.
    pub new: Vec<usize>,
}

/// Which task is which.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Tasks of both lists, in the order of the new one.
    pub pairs: Vec<Pair>,
    /// Of the old list, those that the new one does not have.
    pub removed: Vec<usize>,
    /// Of the new list, those that the old one does not have.
    pub added: Vec<usize>,
}

/// From here on two texts are one task reworded, whatever stands beside it: half of their words.
const ALIKE: f64 = 0.45;

/// Between these, what stands beside a task decides: who leads, its number, its neighbours.
const LIKELY: f64 = 0.25;

/// With the same id, a task may be reworded so far.
const SAME_ID: f64 = 0.15;

/// How far the best must be before the second best to be taken at once.
const CLEAR: f64 = 0.06;

/// What a neighbour that is a pair adds.
const NEIGHBOUR: f64 = 0.1;

/// Which task of the new list is which of the old one.
pub fn pair(old: &[Side], new: &[Side]) -> Pairing {
    let bags = Bags::new(old.iter().map(|side| side.content), new.iter().map(|side| side.content));
    let found = candidates(old, new, &bags);
    let mut matching = Matching { to_new: vec![None; old.len()], to_old: vec![None; new.len()] };
    matching.take_clear(&found);
    // Each round has the neighbours that the one before it made.
    const ROUNDS: usize = 3;
    for _ in 0..ROUNDS {
        matching.take_best(&found);
    }
    let several = parts::parts(&bags, &found, &mut matching);
    matching.pairing(several)
}

/// The pairs of one and one that have been made.
struct Matching {
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
}

impl Matching {
    fn is_free(&self, old: usize, new: usize) -> bool {
        let is_free = |list: &[Option<usize>], at: usize| list.get(at) == Some(&None);
        is_free(&self.to_new, old) && is_free(&self.to_old, new)
    }

    fn take(&mut self, old: usize, new: usize) {
        if let (Some(to_new), Some(to_old)) = (self.to_new.get_mut(old), self.to_old.get_mut(new)) {
            (*to_new, *to_old) = (Some(new), Some(old));
        }
    }

    /// Takes those that are alike and have no rival on either side.
    fn take_clear(&mut self, found: &[Candidate]) {
        let mut second_old = vec![[0.0; 2]; self.to_new.len()];
        let mut second_new = vec![[0.0; 2]; self.to_old.len()];
        for one in found {
            for best in
                [second_old.get_mut(one.old), second_new.get_mut(one.new)].into_iter().flatten()
            {
                if one.points > best[0] {
                    *best = [one.points, best[0]];
                } else if one.points > best[1] {
                    best[1] = one.points;
                }
            }
        }
        for one in found.iter().filter(|one| one.is_alike()) {
            let is_clear = |best: Option<&[f64; 2]>| {
                best.is_some_and(|best| one.points >= best[0] && one.points - best[1] >= CLEAR)
            };
            if is_clear(second_old.get(one.old)) && is_clear(second_new.get(one.new)) {
                self.take(one.old, one.new);
            }
        }
    }

    /// How many neighbours of two tasks are pairs: that before, that behind.
    fn neighbours(&self, old: usize, new: usize) -> f64 {
        let is_pair = |old: Option<usize>, new: Option<usize>| match (old, new) {
            (Some(old), Some(new)) => self.to_new.get(old) == Some(&Some(new)),
            // Both begin their lists.
            (None, None) => true,
            _ => false,
        };
        let ends = old + 1 == self.to_new.len() && new + 1 == self.to_old.len();
        let before = is_pair(old.checked_sub(1), new.checked_sub(1));
        let behind = ends || is_pair(Some(old + 1), Some(new + 1));
        f64::from(u8::from(before) + u8::from(behind))
    }

    /// Takes the best of those that are left, the surest first.
    fn take_best(&mut self, found: &[Candidate]) {
        let mut left: Vec<(f64, &Candidate)> = found
            .iter()
            .filter(|one| self.is_free(one.old, one.new))
            .map(|one| (one.points + NEIGHBOUR * self.neighbours(one.old, one.new), one))
            .filter(|(points, one)| one.is_alike() || one.alike >= LIKELY && *points >= ALIKE)
            .collect();
        left.sort_by(|(a, one), (b, other)| {
            b.total_cmp(a).then((one.new, one.old).cmp(&(other.new, other.old)))
        });
        for (_, one) in left {
            if self.is_free(one.old, one.new) {
                self.take(one.old, one.new);
            }
        }
    }

    /// The pairs, with those of several.
    fn pairing(self, several: Vec<Pair>) -> Pairing {
        let mut pairs = several;
        let is_in = |pairs: &[Pair], new: usize| pairs.iter().any(|pair| pair.new.contains(&new));
        let singles: Vec<Pair> = self
            .to_old
            .iter()
            .enumerate()
            .filter_map(|(new, old)| Some(Pair { old: vec![(*old)?], new: vec![new] }))
            .filter(|pair| !is_in(&pairs, pair.new[0]))
            .collect();
        pairs.extend(singles);
        pairs.sort_by_key(|pair| pair.new.first().copied());
        let mut used = (vec![false; self.to_new.len()], vec![false; self.to_old.len()]);
        for pair in &pairs {
            pair.old.iter().filter_map(|at| used.0.get_mut(*at).map(|used| *used = true)).count();
            pair.new.iter().filter_map(|at| used.1.get_mut(*at).map(|used| *used = true)).count();
        }
        let free = |used: Vec<bool>| -> Vec<usize> {
            used.iter().enumerate().filter(|(_, used)| !**used).map(|(at, _)| at).collect()
        };
        Pairing { pairs, removed: free(used.0), added: free(used.1) }
    }
}

/// Whether two texts say the same, but for case and signs.
fn is_same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

#[cfg(test)]
mod tests;
