//! The tree of a plan → its tasks, its groups, and the lines that are none.
//!
//! Invariant: every node of the tree is counted once.

pub mod around;
pub mod behind;
pub mod doubles;
pub mod found;
pub mod generic;
pub mod implementation;
pub mod items;
pub mod no_work;
pub mod proof;
pub mod roles;
pub mod scheme;
pub mod sentences;
pub mod tasks;
pub mod texts;
pub mod walker;
