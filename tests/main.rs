//! One integration binary: what a user gets from the whole program.

mod form;
mod pdf;
mod tidy;
