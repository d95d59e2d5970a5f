//! What lies beside the cells of a sheet, comments and text boxes, alike in all formats of workbooks.
//!
//! Invariant: what this program wrote itself into an annotated copy is no remark of an office.

/// More remarks of a kind than this are not counted.
pub const MOST: usize = 1000;

/// The author of the notes in annotated copies.
pub const OWN: &str = "danhmuc";

/// A text and its cell, row and column from 1.
pub type Remark = ((u32, u32), String);
