//! Tasks of two lists → those that may be the same, each with how alike they are.
//!
//! Invariant: a text asks for as many others as have rare words in common with it, and never for all.

use std::collections::HashMap;

use super::words::{Bags, alike};
use super::{ALIKE, SAME_ID, Side, is_same};

/// Two tasks that may be one.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Its place in the old list.
    pub old: usize,
    /// Its place in the new list.
    pub new: usize,
    /// How alike the contents are.
    pub alike: f64,
    /// The same with what else speaks for it.
    pub points: f64,
    is_same_id: bool,
}

impl Candidate {
    /// Whether the contents alone, or with the id, say that it is one task.
    pub fn is_alike(&self) -> bool {
        self.alike >= ALIKE || self.is_same_id && self.alike >= SAME_ID
    }
}

/// Texts that are compared with one in full.
const MOST: usize = 12;

/// Places of words that are looked at for a text.
const LOOKED_AT: usize = 4000;

/// What else speaks for a pair.
const ID: f64 = 0.3;
const LEAD: f64 = 0.06;
const NUMBER: f64 = 0.04;
const GROUP: f64 = 0.03;
/// The most that a place far away speaks against it.
const PLACE: f64 = 0.02;

/// Tasks that may be the same, in the order of the new list.
pub fn candidates(old: &[Side], new: &[Side], bags: &Bags) -> Vec<Candidate> {
    let mut standing: Vec<Vec<u32>> = vec![Vec::new(); bags.spread.len()];
    for (at, bag) in bags.old.iter().enumerate() {
        for (word, _) in bag {
            standing[*word as usize].push(at as u32);
        }
    }
    let ids: HashMap<&str, usize> =
        old.iter().enumerate().filter_map(|(at, side)| Some((side.id?, at))).collect();
    let numbers: HashMap<&str, usize> =
        old.iter().enumerate().map(|(at, side)| (side.number, at)).collect();
    let mut shared = vec![0.0; old.len()];
    let mut found = Vec::new();
    for (at, (side, bag)) in new.iter().zip(&bags.new).enumerate() {
        let mut rare: Vec<(u32, f64)> = bag.clone();
        rare.sort_by_key(|(word, _)| standing[*word as usize].len());
        let (mut touched, mut looked_at) = (Vec::new(), 0);
        for (word, weight) in rare {
            let places = &standing[word as usize];
            looked_at += places.len();
            if looked_at > LOOKED_AT && !touched.is_empty() {
                break;
            }
            for place in places.iter().map(|place| *place as usize) {
                if shared[place] == 0.0 {
                    touched.push(place);
                }
                shared[place] += weight;
            }
        }
        touched.sort_by(|a, b| shared[*b].total_cmp(&shared[*a]).then(a.cmp(b)));
        let mut nearest: Vec<usize> = touched.iter().copied().take(MOST).collect();
        touched.iter().for_each(|place| shared[*place] = 0.0);
        nearest.extend(side.id.and_then(|id| ids.get(id)));
        nearest.extend(numbers.get(side.number));
        // Where one text stands in many places, that which is as far on in its list.
        nearest.push(at * old.len() / new.len().max(1));
        nearest.retain(|place| *place < old.len());
        nearest.sort_unstable();
        nearest.dedup();
        found.extend(nearest.into_iter().map(|place| judged((old, place), (new, at), bags)));
    }
    found
}

fn judged((old, before): (&[Side], usize), (new, now): (&[Side], usize), bags: &Bags) -> Candidate {
    let (one, other) = (&old[before], &new[now]);
    let alike = alike(&bags.old[before], &bags.new[now]);
    let is_same_id = one.id.is_some() && one.id == other.id;
    let far = before as f64 / old.len() as f64 - now as f64 / new.len() as f64;
    let said = |one: &str, other: &str| !one.is_empty() && is_same(one, other);
    let reasons = [
        (is_same_id, ID),
        (said(one.bodies, other.bodies), LEAD),
        (said(one.number, other.number), NUMBER),
        (said(one.group, other.group), GROUP),
    ];
    let more: f64 = reasons.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
    let points = alike + more - PLACE * far.abs();
    Candidate { old: before, new: now, alike, points, is_same_id }
}
