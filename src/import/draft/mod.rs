//! What was found → a draft as any reader makes it, and the JSON for programs.
//!
//! Invariant: who leads and supports stays as written.

pub mod json;
pub mod rows;
