//! Words → names of bodies and lists of names, wherever they stand: in a sentence, a cell, a label,
//! a bracket, a line of Nơi nhận.
//!
//! Invariant: this module knows only the directory and the kinds of bodies. Its callers decide what
//! a body is asked to do.

mod bodies;
mod cell;
mod elided;
mod evidence;
#[cfg(test)]
mod frames;
mod grammar;
mod kinds;
mod known;
mod name;
mod plurals;
mod proper;
mod subjects;
mod tail;

pub use bodies::{List, after_brackets, after_duties, after_order, is_order_behind, order};
pub use cell::{Cell, Named, Role, cell};
pub use evidence::{evidence, is_known, roles};
pub use kinds::{LONGEST_NAME, is_agency, is_of_several, several};
pub use known::Bodies;

use crate::directory::Directory;

/// The names of a text that is nothing else, in order, each once.
pub fn split(text: &str, directory: &Directory) -> Vec<String> {
    let found = cell(text, &Bodies::new(directory, &[]));
    found.names.into_iter().map(|named| named.name).collect()
}
