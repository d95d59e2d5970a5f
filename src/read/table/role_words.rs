//! A column that says in each row what the body beside it does, "Chủ trì" or "Phối hợp" → where it
//! stands, and what each of its cells means.
//!
//! Invariant: there is one such column, and its heading names no body. Several are a matrix.

use super::evidence::Evidence;
use super::matrix::{self, Meaning as Role};
use super::tiers::Heading;
use crate::model::Field;
use crate::names;
use crate::vocabulary::labels::{Meaning, labels};

/// The share of cells that are roles.
const MOST: f64 = 0.8;

/// The share of them where the heading speaks of notes.
const ALL: f64 = 0.95;

/// The share of them where the heading says so: "Vai trò".
const SOME: f64 = 0.4;

/// From these strengths on a word of labels says that a body leads or supports.
const LEADS: u16 = 65;
const SUPPORTS: u16 = 50;

/// The column of roles, where another column names the bodies.
pub fn column(headings: &[Heading], evidence: &Evidence) -> Option<u32> {
    let names_bodies = |heading: &&Heading| {
        heading.labels.iter().any(|label| label.meaning == Meaning::Field(Field::Lead))
            && evidence.names(heading.column) >= 0.5
    };
    let has_both = |column: u32| {
        let says = |wanted| evidence.cells(column).iter().any(|text| role(text) == Some(wanted));
        says(Role::Lead) && says(Role::Support)
    };
    let is_of_roles = |heading: &&Heading| {
        let leaf = heading.path.last().map_or("", String::as_str);
        let first = heading.labels.first().map(|label| label.meaning);
        let share = evidence.share(heading.column, is_role);
        match first {
            Some(Meaning::Role) => share >= SOME,
            // "Đồng chủ trì" in a note here and there is none.
            Some(Meaning::Field(Field::Notes)) => share >= ALL && has_both(heading.column),
            // "Trách nhiệm", "Nhiệm vụ được giao", or words that are no label.
            None | Some(Meaning::Field(Field::Lead | Field::Content)) => {
                share >= MOST
                    && has_both(heading.column)
                    && !names::is_known(leaf)
                    && names::evidence(leaf) < 0.9
            }
            _ => false,
        }
    };
    let mut found = headings.iter().filter(is_of_roles).map(|heading| heading.column);
    let (column, None) = (found.next()?, found.next()) else { return None };
    let bodies = headings.iter().filter(|heading| heading.column != column).find(names_bodies)?;
    // Each body has its role, though cells may be merged over several.
    let (roles, bodies) = (evidence.cells(column).len(), evidence.cells(bodies.column).len());
    (roles * 5 >= bodies * 3).then_some(column)
}

/// What a cell says that the body beside it does.
pub fn role(text: &str) -> Option<Role> {
    let says = |field, least| {
        labels(text).first().is_some_and(|label| {
            label.is_whole && label.meaning == Meaning::Field(field) && label.strength >= least
        })
    };
    if says(Field::Lead, LEADS) || says(Field::Joint, LEADS) {
        Some(Role::Lead)
    } else if says(Field::Support, SUPPORTS) {
        Some(Role::Support)
    } else {
        matrix::known(&matrix::folded(text))
    }
}

fn is_role(text: &str) -> bool {
    role(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_from_what_is_none() {
        for text in ["Chủ trì", "CT", "Cơ quan chủ trì", "Đầu mối", "c", "Đồng chủ trì"]
        {
            assert_eq!(role(text), Some(Role::Lead), "{text}");
        }
        for text in ["Phối hợp", "PH", "Tham gia", "Đơn vị phối hợp"] {
            assert_eq!(role(text), Some(Role::Support), "{text}");
        }
        for text in ["Theo dõi", "x", "Sở Y tế", "Thực hiện", "", "Quý I"] {
            assert_eq!(role(text), None, "{text}");
        }
    }
}
