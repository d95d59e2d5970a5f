//! Tasks that are left over → those that are parts of a task of the other list: what was split into
//! several, what was joined from several.
//!
//! Invariant: a part brings words that the whole has and the other parts do not.

use std::collections::HashSet;

use super::candidates::Candidate;
use super::words::{Bag, Bags, common, held, weight, without};
use super::{Matching, Pair};

/// How much of a part its whole holds.
const HELD: f64 = 0.6;

/// How much of what the other parts leave of the whole a part has to bring.
const BRINGS: f64 = 0.3;

/// How far from the other parts a part may stand; one that is all in the rest of the whole, anywhere.
const NEAR: usize = 3;
const ALL: f64 = 0.85;

/// The least part of a whole that is the task itself, shortened.
const SHORTENED: (f64, f64) = (0.7, 0.2);

/// Pairs of several; their tasks are taken.
pub fn parts(bags: &Bags, found: &[Candidate], matching: &mut Matching) -> Vec<Pair> {
    take_shortened(bags, found, matching);
    let (mut of_new, mut of_old) =
        (vec![Vec::new(); bags.new.len()], vec![Vec::new(); bags.old.len()]);
    for one in found {
        of_new[one.new].push(one.old);
        of_old[one.old].push(one.new);
    }
    let (old, new) = ((&bags.old[..], &matching.to_new[..]), (&bags.new[..], &matching.to_old[..]));
    let split = several(old, new, &of_new);
    let taken: Vec<usize> = split.iter().flat_map(|(_, new)| new).copied().collect();
    let joined = several(new, old, &of_old);
    let split = split.into_iter().map(|(old, new)| Pair { old: vec![old], new });
    let joined = joined.into_iter().filter(|(new, _)| !taken.contains(new));
    let joined = joined.map(|(new, old)| Pair { old, new: vec![new] });
    // Of two pairs with one task the first counts.
    let mut used = HashSet::new();
    split.chain(joined).filter(|pair| pair.old.iter().all(|old| used.insert(*old))).collect()
}

/// Takes a task that was cut to a part of it, or that grew around what it was.
fn take_shortened(bags: &Bags, found: &[Candidate], matching: &mut Matching) {
    let is_cut = |one: &Bag, other: &Bag| {
        held(one, other) >= SHORTENED.0 && weight(one) >= SHORTENED.1 * weight(other)
    };
    let mut cut: Vec<&Candidate> = found
        .iter()
        .filter(|one| matching.is_free(one.old, one.new))
        .filter(|one| {
            let (old, new) = (&bags.old[one.old], &bags.new[one.new]);
            is_cut(old, new) || is_cut(new, old)
        })
        .collect();
    cut.sort_by(|a, b| b.points.total_cmp(&a.points));
    for one in cut {
        if matching.is_free(one.old, one.new) {
            matching.take(one.old, one.new);
        }
    }
}

fn free(to: &[Option<usize>]) -> Vec<usize> {
    to.iter().enumerate().filter(|(_, to)| to.is_none()).map(|(at, _)| at).collect()
}

/// The tasks of one list of which the other has several parts, with these.
fn several(
    (wholes, to_part): (&[Bag], &[Option<usize>]),
    (bags, to_whole): (&[Bag], &[Option<usize>]),
    near: &[Vec<usize>],
) -> Vec<(usize, Vec<usize>)> {
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for part in free(to_whole) {
        let bag = &bags[part];
        let mut best: Option<(f64, usize)> = None;
        for whole in near[part].iter().copied() {
            let (Some(first), held) = (to_part[whole], held(bag, &wholes[whole])) else { continue };
            if held < HELD || best.is_some_and(|(most, _)| most >= held) {
                continue;
            }
            let known = found.iter().find(|(known, _)| *known == whole);
            let parts = known.map_or_else(|| vec![first], |(_, parts)| parts.clone());
            let rest =
                parts.iter().fold(wholes[whole].clone(), |rest, at| without(&rest, &bags[*at]));
            let brought = common(bag, &rest);
            let is_near = parts.iter().any(|at| at.abs_diff(part) <= NEAR);
            let share = brought / weight(bag).max(f64::MIN_POSITIVE);
            let is_part = brought >= BRINGS * weight(&rest)
                && share >= if is_near { HELD - BRINGS / 2.0 } else { ALL };
            if is_part {
                best = Some((held, whole));
            }
        }
        let Some((_, whole)) = best else { continue };
        match found.iter_mut().find(|(known, _)| *known == whole) {
            Some((_, parts)) => parts.push(part),
            None => found.push((whole, to_part[whole].into_iter().chain([part]).collect())),
        }
    }
    found.iter_mut().for_each(|(_, parts)| parts.sort_unstable());
    found
}
