//! A pair of tasks → the fields in which it differs.
//!
//! Invariant: bodies are compared by who is meant, all else by its words.

use std::collections::BTreeMap;

use super::report::texts;
use super::words::is_same_writing;
use super::{Course, LineChange, TaskChange, TaskRow, Told, Version};
use crate::model::{Assignee, Assignment, Field, Model, Task};
use crate::pairing::Pair;
use crate::text::cell::tidy;

/// What a task says.
pub fn row(model: &Model, task: &Task) -> TaskRow {
    let mut texts: BTreeMap<Field, String> = BTreeMap::new();
    texts.insert(Field::Content, task.content.value.clone());
    for (field, names) in [(Field::Lead, &task.lead), (Field::Support, &task.support)] {
        let names: Vec<&str> = names.iter().map(|name| &*name.text).collect();
        texts.insert(field, names.join("; "));
    }
    if let Some(deadline) = &task.deadline {
        texts.insert(Field::Deadline, deadline.value.text.clone());
    }
    let details = task.details.iter().filter(|(field, _)| is_compared(*field));
    texts.extend(details.map(|(field, text)| (*field, text.value.clone())));
    texts.retain(|_, text| !text.is_empty());
    let group = task.group.and_then(|at| model.groups.get(at));
    let group = group.map_or_else(String::new, |group| group.title.value.clone());
    TaskRow { number: task.number.clone(), group, texts }
}

/// Notes for the draft are for no reader of the annex, and numbers are compared apart.
fn is_compared(field: Field) -> bool {
    !matches!(field, Field::Number | Field::DraftReason | Field::Joint)
}

/// The fields that are compared. One that stands in a version alone, while the tables of the other have no
/// column for it, is not: its name goes to `alone`, of the old version and the new.
pub fn fields(all: [(&[Told], &Version); 2], alone: &mut [Vec<String>; 2]) -> Vec<Field> {
    let mut fields = Vec::new();
    for field in Field::ALL.iter().copied().filter(|field| is_compared(*field)) {
        let [old, new] = all.map(|(told, version)| {
            let stands = told.iter().any(|told| told.row.texts.contains_key(&field));
            let tables = version.draft.tables.as_ref();
            (stands, stands || tables.is_none_or(|tables| tables.fields.contains(&field)))
        });
        match (old, new) {
            ((true, _), (_, false)) => alone[0].push(field.name().to_string()),
            ((_, false), (true, _)) => alone[1].push(field.name().to_string()),
            ((false, _), (false, _)) => {}
            _ => fields.push(field),
        }
    }
    fields
}

/// What changed of the tasks of a pair; values that differ in writing alone go to `writing`.
pub fn change(
    pair: &Pair,
    compared: &[Field],
    [(before, old), (after, new)]: [(&[Told], &Model); 2],
    writing: &mut Vec<LineChange>,
) -> TaskChange {
    let rows = |all: &[Told], places: &[usize]| -> Vec<TaskRow> {
        places.iter().filter_map(|at| all.get(*at)).map(|told| told.row.clone()).collect()
    };
    let (one, other) = (rows(before, &pair.old), rows(after, &pair.new));
    let course = match (pair.old.len(), pair.new.len()) {
        (1, 1) => Course::One,
        (1, _) => Course::Split,
        _ => Course::Joined,
    };
    let mut fields = Vec::new();
    for field in compared.iter().copied() {
        let [left, right] = [texts(&one, field), texts(&other, field)];
        // The annex prints a cell tidied, whatever its source has.
        if left == right || tidy(&left) == tidy(&right) {
            continue;
        }
        let bodies = |model: &Model, places: &[usize]| bodies(model, places, field);
        let is_same = match (bodies(old, &pair.old), bodies(new, &pair.new)) {
            (Some(left), Some(right)) => left == right,
            _ => is_same_writing(&left, &right),
        };
        if !is_same {
            fields.push(field);
        } else if course == Course::One {
            let number = other.first().map_or("", |row| row.number.as_str());
            let what = format!("Nhiệm vụ {number}, {}", field.name().to_lowercase());
            writing.push(LineChange { what, old: left, new: right });
        }
    }
    TaskChange {
        course,
        old: one,
        new: other,
        fields,
        is_regrouped: false,
        is_moved: false,
        is_renumbered: false,
    }
}

/// Who is meant in a field of bodies, whatever the order and the writing.
fn bodies(model: &Model, places: &[usize], field: Field) -> Option<Vec<String>> {
    let tasks = places.iter().filter_map(|at| model.tasks.get(*at));
    let mut found: Vec<String> = match field {
        Field::Lead => tasks.flat_map(|task| &task.lead).map(|one| meant(model, one)).collect(),
        Field::Support => {
            tasks.flat_map(|task| &task.support).map(|one| meant(model, one)).collect()
        }
        _ => return None,
    };
    found.sort();
    found.dedup();
    Some(found)
}

fn meant(model: &Model, one: &Assignment) -> String {
    match one.to {
        Assignee::Agency(id) => model.agencies.get(id.0).map(|body| body.id.clone()),
        Assignee::Collective(id) => model.collectives.get(id.0).map(|body| body.id.clone()),
    }
    .unwrap_or_else(|| one.text.to_string())
}
