//! `danhmuc`: the official annex "Danh mục nhiệm vụ chủ yếu", its matrix and its workbook, from
//! a source of tasks.
//!
//! Data flows left to right: `read` → `resolve` → `check` → `view` → `write` → `output`, and a
//! plan in sentences comes in by `import`; see
//! ARCHITECTURE.md. Invariant: a module imports only from modules above it in this list.

pub mod memory;
pub mod timing;

pub mod text;

pub mod source;

pub mod diag;

pub mod model;

pub mod embedded;

pub mod vocabulary;

pub mod directory;

pub mod names;

pub mod check;
pub mod pairing;
pub mod read;
pub mod reassign;
pub mod resolve;
pub mod style;
pub mod view;

pub mod collect;
pub mod compare;
pub mod import;

pub mod project;
pub mod write;

pub mod batch;

pub mod output;

#[cfg(feature = "web")]
pub mod web;

pub mod cli;
