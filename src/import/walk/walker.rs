//! The state of a walk over a plan's tree.
//!
//! Invariant: a walk changes what is found and nothing else.

use super::found::{Found, Scope};
use crate::import::outline::tree::{Node, Outline};
use crate::names::Bodies;

/// A walk over the tree of a plan.
pub struct Walk<'a> {
    /// The tree.
    pub outline: &'a Outline,
    /// What reads names.
    pub bodies: &'a Bodies<'a>,
    /// What the clerk wants taken.
    pub scope: Scope,
    /// What is found so far.
    pub found: Found,
    /// Whether the plan has parts of tasks, so that what stands outside them is none.
    pub only_parts: bool,
}

impl Walk<'_> {
    /// A node by its index.
    pub fn node(&self, index: usize) -> Option<&Node> {
        self.outline.node(index)
    }
}
