//! Letters and numbers of a plan that come twice or leave one out.
//!
//! Invariant: only reports; the rows are taken as they stand.

use super::faults::{LABEL_GAP, LABEL_TWICE};
use super::marker::Kind;
use super::outline::Outline;
use crate::diag::Diagnostics;

/// Reports the labels of all rows of sisters.
pub fn check(outline: &Outline, diagnostics: &mut Diagnostics) {
    for node in &outline.nodes {
        // The last of each kind among the children: a row of one kind may stand in two parts.
        let mut last: Vec<(Kind, u32, String)> = Vec::new();
        for child in node.children.iter().filter_map(|index| outline.node(*index)) {
            let (kind, Some(ordinal)) = (child.mark.kind, child.mark.ordinal) else { continue };
            let label = child.mark.label.clone();
            let before = last.iter_mut().find(|(known, ..)| *known == kind);
            let Some((_, known, known_label)) = before else {
                last.push((kind, ordinal, label));
                continue;
            };
            if ordinal == *known {
                diagnostics.push(LABEL_TWICE.at(child.at).with("found", label.clone()));
            } else if ordinal != *known + 1 && ordinal > 1 {
                let fault = LABEL_GAP.at(child.at).with("found", label.clone());
                diagnostics.push(fault.with("before", known_label.clone()));
            }
            (*known, *known_label) = (ordinal, label);
        }
    }
}
