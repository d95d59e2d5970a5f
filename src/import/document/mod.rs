//! The lines of a file → the plan in it, and what it says of itself: kind, number, day, issuer, signature.
//!
//! Invariant: nothing is made up; a blank that the office left stays one.

pub mod alias;
pub mod annex;
pub mod citation;
pub mod facts;
pub mod foot;
pub mod frame;
pub mod guess;
pub mod head;
pub mod own_names;
pub mod signature;
pub mod spelling;
pub mod sure_names;
