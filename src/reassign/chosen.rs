//! What a person chose for one body at one place of a plan → the choice that stands instead of ours.
//!
//! Invariant: a person's choice is taken whole; without names the body stays as it is.

use super::decision::{Choice, Place, Sureness};
use crate::text::key;

/// A person's choice.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The task, from 1; `None` for a line of Nơi nhận.
    pub task: Option<usize>,
    /// Where in it the body stands.
    pub place: Place,
    /// The body, as the plan writes it.
    pub before: String,
    /// Who does its work now, by names as they are to be written; none where it stays.
    pub to: Vec<String>,
}

/// What was chosen for a body at a place of a task, or of Nơi nhận.
pub fn choice(
    all: &[Chosen],
    (task, place): (Option<usize>, Place),
    before: &str,
) -> Option<Choice> {
    let folded = key(before);
    let is_meant =
        |one: &&Chosen| one.task == task && one.place == place && key(&one.before) == folded;
    let one = all.iter().find(is_meant)?;
    let (to, reason) = match one.to.is_empty() {
        true => (vec![before.to_string()], "người lập giữ nguyên"),
        false => (one.to.clone(), "người lập chọn"),
    };
    let basis = String::from("Người lập");
    Some(Choice { to, sureness: Sureness::ByPerson, reason: String::from(reason), basis })
}
