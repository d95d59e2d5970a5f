//! Bytes → what the readers make of them, held against what is true of every file.
//!
//! The readers are included by path and not through the crate, so that the typesetting engine
//! stays out: a build takes a minute. `tests/fuzz.rs` includes what stands here the other way
//! round, and gives it the crate's own readers under the same names. Invariant: nothing here
//! repairs what a reader did.

#![allow(dead_code)]

#[path = "../../src/diag/mod.rs"]
pub mod diag;
#[path = "../../src/directory/mod.rs"]
pub mod directory;
pub mod embedded;
#[path = "../../src/import/mod.rs"]
pub mod import;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/names/mod.rs"]
pub mod names;
#[path = "../../src/read/mod.rs"]
pub mod read;
#[path = "../../src/source.rs"]
pub mod source;
#[path = "../../src/text/mod.rs"]
pub mod text;
#[path = "../../src/vocabulary/mod.rs"]
pub mod vocabulary;

pub mod compound;
pub mod package;
pub mod page;
pub mod seeds;
pub mod targets;
mod truths;
mod words;
