//! A sentence → who does what until when.
//!
//! Invariant: what is left of a sentence as content is a part of it as written.

pub mod aside;
pub mod assignment;
pub mod attribute;
pub mod behind_colon;
pub mod beside;
pub mod closing;
pub mod colon;
pub mod deadline;
pub mod ending;
pub mod forms;
pub mod front;
pub mod listed;
pub mod named;
pub mod occasion;
pub mod person;
pub mod subject;
pub mod support;
pub mod when;
pub mod who_when;
pub mod whole;
