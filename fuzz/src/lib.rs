//! Bytes → what the readers make of them, held against what is true of every file.
//!
//! The readers are included by path and not through the crate, so that the typesetting engine
//! stays out: a build takes a minute. Invariant: nothing here repairs what a reader did.

#![allow(dead_code)]

#[path = "../../src/diag/mod.rs"]
pub mod diag;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/read/mod.rs"]
pub mod read;
#[path = "../../src/source.rs"]
pub mod source;
#[path = "../../src/text/mod.rs"]
pub mod text;

pub mod compound;
pub mod package;
pub mod page;
mod truths;

pub use truths::hold;
