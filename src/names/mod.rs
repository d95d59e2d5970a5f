//! Words → names of bodies and lists of them, wherever they stand: in a sentence, a cell, a label, a
//! bracket, a line of Nơi nhận.
//!
//! Invariant: knows the directory and the kinds of bodies alone; what a name is asked to do is for
//! others to say.

mod bodies;
mod evidence;
mod grammar;
mod kinds;
mod lists;
mod name;

pub use bodies::{Bodies, List, after_brackets, after_duties, after_order, order};
pub use evidence::evidence;
pub use kinds::{LONGEST_NAME, is_agency, is_of_several, several};
pub use lists::split;
