//! Judgements on a well-formed model, one per file: the rule, its explanation, a failing and a
//! passing case.
//!
//! Invariant: a check sees only the model and its scope. It does not know readers or the draft.
//!
//! # Where to change
//!
//! A rule: one file here and a row in [`CHECKS`].

mod agency_expired;
mod content_missing;
mod date_zeros;
mod deadline_form;
mod deadline_missing;
mod deadline_past;
mod glyph_missing;
mod group_empty;
mod issuer_in_support;
mod lead_in_support;
mod one_lead;
mod parent_reference;
mod task_twice;
mod too_large;

use crate::diag::{Diagnostics, Fault};
use crate::model::{Field, Model};

/// What a check may know besides the model.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The fields that the chosen columns show.
    pub columns: &'a [Field],
    /// A `--draft` build: what is still open stays blank.
    pub draft: bool,
}

/// A judgement.
pub struct Check {
    /// The faults that it finds.
    pub faults: &'static [&'static Fault],
    /// Finds them.
    pub run: fn(&Model, Scope, &mut Diagnostics),
    /// A failing and a passing source for each fault.
    pub cases: &'static [Case],
}

/// A pair of small sources that shows a fault.
pub struct Case {
    /// The fault's code.
    pub code: &'static str,
    /// A YAML source that has it.
    pub wrong: &'static str,
    /// A YAML source that has not.
    pub right: &'static str,
}

/// Every check. A new one is a file in this folder and a row here.
pub const CHECKS: &[Check] = &[
    content_missing::CHECK,
    one_lead::CHECK,
    lead_in_support::CHECK,
    issuer_in_support::CHECK,
    deadline_missing::CHECK,
    deadline_form::CHECK,
    deadline_past::CHECK,
    date_zeros::CHECK,
    agency_expired::CHECK,
    parent_reference::CHECK,
    group_empty::CHECK,
    task_twice::CHECK,
    glyph_missing::CHECK,
    too_large::CHECK,
];

/// Runs every check.
pub fn check(model: &Model, scope: Scope, diagnostics: &mut Diagnostics) {
    for check in CHECKS {
        (check.run)(model, scope, diagnostics);
    }
}
