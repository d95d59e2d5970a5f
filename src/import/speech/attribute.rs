//! A value that a text gives to a task beside its sentence.
//!
//! Invariant: the value is as written.

use crate::model::Field;

/// A field of a task and its value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The field.
    pub field: Field,
    /// Its value.
    pub value: String,
}
