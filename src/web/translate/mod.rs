//! [`Draft`] → [`Plan`] and back, with the place of every value.
//!
//! Invariant: a plan that nobody edited gives the draft it was made of, but for values that are
//! empty; every value that the page can edit has a place of its own, so that what is wrong with it
//! is marked there. The one exception is a content merged over rows, which is one text.

mod inward;
mod outward;

pub use inward::{Inward, inward};
pub use outward::outward;
