//! Letters and numbers of a plan that come twice or leave one out.
//!
//! Invariant: only reports; the rows are taken as they stand.

use super::marker::Kind;
use super::tree::Outline;
use crate::diag::Diagnostics;
use crate::import::faults::{LABEL_GAP, LABEL_TWICE};
use crate::text::letter;

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
                let missing = missing(*known, ordinal, kind);
                diagnostics
                    .push(fault.with("before", known_label.clone()).with("missing", missing));
            }
            (*known, *known_label) = (ordinal, label);
        }
    }
}

/// ", không có “đ”": the labels between two, where there are few and they can be named.
fn missing(before: u32, next: u32, kind: Kind) -> String {
    const MOST: usize = 3;
    let between = (before + 1..next).map(|ordinal| match kind {
        Kind::Letter | Kind::Bracketed => Some(letter(ordinal)),
        Kind::Number(1) | Kind::Closed | Kind::Article => Some(ordinal.to_string()),
        _ => None,
    });
    match between.collect::<Option<Vec<String>>>() {
        Some(labels) if !labels.is_empty() && labels.len() <= MOST => {
            format!(", không có “{}”", labels.join("”, “"))
        }
        _ => String::new(),
    }
}
