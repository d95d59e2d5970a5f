//! Two versions of a plan → what changed from one to the other, task by task.
//!
//! Invariant: each task of both versions is counted once: the same, changed, added or removed. A change
//! of writing alone (spaces, the place of a tone, "01/7" for "1/7") is counted and is no change.
//!
//! # Where to change
//!
//! Which task is which: `crate::pairing`. What of a task changed: `tasks`, of groups: `groups`, of the
//! document: `document`. Which words changed: `words`. The table of it: `report`. For programs: `json`.

mod document;
mod groups;
mod json;
mod report;
mod tasks;
mod told;
pub mod words;

use std::collections::BTreeMap;

use crate::model::draft::{Draft, DraftEntry};
use crate::model::{Field, Model};
use crate::pairing::{Pair, Side, pair};
use crate::resolve::{ResolveOptions, clean, resolve};
use groups::Groups;
pub use json::comparison_json;
pub use report::report;
pub use told::told;

/// A version of a plan: as read and written cleanly, and what was understood of it.
pub struct Version {
    /// For what its files say: ids of tasks, lines of the document.
    pub draft: Draft,
    /// For what it means.
    pub model: Model,
}

impl Version {
    /// A version as it was read. What is wrong with a plan is for a check to say; here it is only held
    /// against another.
    pub fn new(draft: Draft) -> Version {
        let draft = clean(draft);
        let model = resolve(draft.clone(), ResolveOptions::default(), &mut Default::default());
        Version { draft, model }
    }

    fn is_extract(&self) -> bool {
        self.draft.tables.as_ref().is_some_and(|tables| tables.is_extract)
    }
}

/// What changed between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The titles of both.
    pub titles: [String; 2],
    /// How many tasks each has.
    pub counts: [usize; 2],
    /// Lines of the document and titles of groups that differ.
    pub lines: Vec<LineChange>,
    /// Tasks of both that differ, in the order of the new version.
    pub changed: Vec<TaskChange>,
    /// Tasks that only the new version has.
    pub added: Vec<TaskRow>,
    /// Tasks that only the old version has.
    pub removed: Vec<TaskRow>,
    /// Tasks of both that do not differ.
    pub same: usize,
    /// Where one of them is an extract: tasks of the other that it does not have.
    pub outside: usize,
    /// Values that differ in writing alone.
    pub writing: Vec<LineChange>,
    /// What only the old one says and what only the new one says, by the format of its file, and so was
    /// not compared: "Nơi nhận".
    pub not_compared: [Vec<String>; 2],
}

impl Comparison {
    /// What was not compared, in lines for a clerk.
    pub fn only_in_one(&self) -> Vec<String> {
        let sides = self.not_compared.iter().zip(["bản cũ", "bản mới"]);
        let sides = sides.filter(|(names, _)| !names.is_empty());
        let line = |(names, side): (&Vec<String>, &str)| {
            format!("Chỉ có ở {side} nên không so được: {}", names.join(", "))
        };
        let mut lines: Vec<String> = sides.map(line).collect();
        if self.outside > 0 {
            lines.push(format!("{} nhiệm vụ không có trong bản trích nên không so", self.outside));
        }
        lines
    }
}

/// A line that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// What it is, for a clerk: "Tiêu đề", "Nhiệm vụ 3, thời hạn".
    pub what: String,
    /// In the old version.
    pub old: String,
    /// In the new version.
    pub new: String,
}

/// A task of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Its number, as printed.
    pub number: String,
    /// The title of its group; empty outside groups.
    pub group: String,
    /// What it says, by field; that of the notes for a draft is left out.
    pub texts: BTreeMap<Field, String>,
}

/// How a task went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// As one task.
    One,
    /// As several.
    Split,
    /// With others as one.
    Joined,
}

/// A task that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskChange {
    /// How it went on.
    pub course: Course,
    /// In the old version; several where they were joined.
    pub old: Vec<TaskRow>,
    /// In the new version; several where it was split.
    pub new: Vec<TaskRow>,
    /// The fields that differ.
    pub fields: Vec<Field>,
    /// Whether it stands in another group.
    pub is_regrouped: bool,
    /// Whether it stands at another place among the tasks of both.
    pub is_moved: bool,
    /// Whether it has another number.
    pub is_renumbered: bool,
}

impl TaskChange {
    /// Whether nothing but its number is another: something before it was added or removed.
    pub fn is_number_alone(&self) -> bool {
        self.course == Course::One && self.fields.is_empty() && !self.is_regrouped && !self.is_moved
    }
}

impl Comparison {
    /// Whether nothing differs but writing.
    pub fn is_same(&self) -> bool {
        self.lines.is_empty()
            && self.changed.is_empty()
            && self.added.is_empty()
            && self.removed.is_empty()
    }

    /// Changed tasks without those that only have another number.
    pub fn reworked(&self) -> usize {
        self.changed.iter().filter(|one| !one.is_number_alone()).count()
    }
}

/// What changed from the old version to the new one.
pub fn compare(old: &Version, new: &Version) -> Comparison {
    let (before, after) = (sides(old), sides(new));
    let pairing = pair(&views(&before), &views(&after));
    let groups = Groups::new(&old.model, &new.model, &pairing.pairs);
    let stayed = in_place(&pairing.pairs);
    let mut found = Comparison {
        titles: [old, new].map(|one| one.model.document.title.value.clone()),
        counts: [old, new].map(|one| one.model.tasks.len()),
        ..Comparison::default()
    };
    let is_extract = old.is_extract() || new.is_extract();
    if !is_extract {
        document::compare(&old.draft, &new.draft, &mut found);
    }
    let fields = tasks::fields([(&before, old), (&after, new)], &mut found.not_compared);
    if !is_extract {
        found.lines.extend(groups.renamed());
    }
    for (pair, stays) in pairing.pairs.iter().zip(stayed) {
        let is_regrouped = groups.is_regrouped(pair);
        let sides = [(&before[..], &old.model), (&after[..], &new.model)];
        let change = tasks::change(pair, &fields, sides, &mut found.writing);
        let is_renumbered = pair.old.len() == pair.new.len() && numbers(pair, &before, &after);
        let change = if is_extract {
            // Its order and its numbers are its own.
            change
        } else {
            TaskChange { is_regrouped, is_moved: !stays, is_renumbered, ..change }
        };
        if change.is_number_alone() && !change.is_renumbered {
            found.same += 1;
        } else {
            found.changed.push(change);
        }
    }
    let row = |all: &[Told], at: &usize| all.get(*at).map(|told| told.row.clone());
    found.removed = pairing.removed.iter().filter_map(|at| row(&before, at)).collect();
    found.added = pairing.added.iter().filter_map(|at| row(&after, at)).collect();
    // An extract has some of the tasks of its plan.
    for (rows, other) in [(&mut found.removed, new), (&mut found.added, old)] {
        if other.is_extract() {
            found.outside += rows.len();
            rows.clear();
        }
    }
    found
}

/// Whether the number of a pair differs.
fn numbers(pair: &Pair, before: &[Told], after: &[Told]) -> bool {
    let number = |all: &[Told], at: Option<&usize>| {
        at.and_then(|at| all.get(*at)).map(|told| told.row.number.clone())
    };
    number(before, pair.old.first()) != number(after, pair.new.first())
}

/// A task with what it is recognised by.
struct Told {
    id: Option<String>,
    bodies: String,
    row: TaskRow,
}

fn sides(version: &Version) -> Vec<Told> {
    let ids = version.draft.outline.iter().filter_map(|entry| match entry {
        DraftEntry::Task(task) => Some(task.id.clone()),
        DraftEntry::Group(_) => None,
    });
    let model = &version.model;
    let told = |(task, id)| {
        let row = tasks::row(model, task);
        let bodies = row.texts.get(&Field::Lead).cloned().unwrap_or_default();
        Told { id, bodies, row }
    };
    model.tasks.iter().zip(ids.chain(std::iter::repeat(None))).map(told).collect()
}

fn views(all: &[Told]) -> Vec<Side<'_>> {
    all.iter()
        .map(|told| Side {
            id: told.id.as_deref(),
            number: &told.row.number,
            content: told.row.texts.get(&Field::Content).map_or("", String::as_str),
            group: &told.row.group,
            bodies: &told.bodies,
        })
        .collect()
}

/// Of pairs in the order of the new version, those that stand in the order of the old one too: the most
/// that can stay while the others move (a longest run that rises).
fn in_place(pairs: &[Pair]) -> Vec<bool> {
    let places: Vec<usize> =
        pairs.iter().map(|pair| pair.old.first().copied().unwrap_or(0)).collect();
    // The last of each length of run, by its place, and the one before each.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end] < *place);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; pairs.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        stays[place] = true;
        at = before[place];
    }
    stays
}
