//! What a person chose for one body at one place of a plan → the choice that stands instead of ours.
//!
//! Invariant: a person's choice is taken whole; without names the body stays as it is.

use super::decision::{Choice, Sureness};
use crate::text::key;

/// A person's choice.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The task, from 1; `None` for a line of Nơi nhận.
    pub task: Option<usize>,
    /// The body, as the plan writes it.
    pub before: String,
    /// Who does its work now, by names as they are to be written; none where it stays.
    pub to: Vec<String>,
}

/// What was chosen for a body.
pub fn choice(all: &[Chosen], task: Option<usize>, before: &str) -> Option<Choice> {
    let folded = key(before);
    let one = all.iter().find(|one| one.task == task && key(&one.before) == folded)?;
    let (to, reason) = match one.to.is_empty() {
        true => (vec![before.to_string()], "người lập giữ nguyên"),
        false => (one.to.clone(), "người lập chọn"),
    };
    let basis = String::from("Người lập");
    Some(Choice { to, sureness: Sureness::ByPerson, reason: String::from(reason), basis })
}
