//! Paragraphs → a tree by their marks, and what its parts are for.
//!
//! Invariant: every paragraph is in the tree once.

pub mod fold;
pub mod labels;
pub mod marker;
pub mod part;
pub mod tree;
