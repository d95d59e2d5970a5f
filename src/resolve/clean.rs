//! A [`Draft`] → the same plan, written cleanly as a source: a value for each name, flags that are
//! set or absent, levels without gaps, nothing empty.
//!
//! Invariant: the clean draft resolves to the same model. A list of names in one cell is taken
//! apart only where each name then stands for itself.

use super::roles::Cells;
use super::{directory_of, document, is_set, own, says_joint};
use crate::diag::Diagnostics;
use crate::model::Field;
use crate::model::draft::{Draft, DraftEntry, DraftTask, Text};
use crate::names::Named;
use crate::source::Located;
use crate::text::single_line;

/// Says a draft cleanly. What is wrong with it is for `resolve` to report.
pub fn clean(mut draft: Draft) -> Draft {
    let mut unsaid = Diagnostics::default();
    let document = document::resolve(draft.document.clone(), draft.at.at, &mut unsaid);
    let own = own::entries(draft.agencies.clone(), draft.collectives.clone(), &mut unsaid);
    // A declaration without a name is an error if it says anything else.
    draft.agencies.retain(|agency| agency.name.is_some());
    draft.collectives.retain(|collective| collective.name.is_some());
    for (collective, (entry, _)) in draft.collectives.iter_mut().zip(&own.collectives) {
        let at = collective.open.as_ref().or(collective.name.as_ref()).map(|text| text.at);
        collective.open = at.filter(|_| entry.open).map(yes);
    }
    let directory = directory_of(&document, &own);
    let mut names = Names { cells: Cells::new(&directory) };
    let mut depth = 0;
    for entry in &mut draft.outline {
        match entry {
            DraftEntry::Group(group) => {
                group.level = group.level.clamp(1, depth + 1);
                depth = group.level;
                group.title.value = single_line(&group.title.value);
            }
            DraftEntry::Task(task) => clean_task(task, &mut names, &mut unsaid),
        }
    }
    draft
}

fn clean_task(task: &mut DraftTask, names: &mut Names, unsaid: &mut Diagnostics) {
    let flagged = task.first(Field::Joint).filter(|flag| is_set(flag, unsaid)).map(|flag| flag.at);
    // "(đồng chủ trì)" beside a name is no part of it.
    let said = task.all(Field::Lead).iter().find(|text| says_joint(text)).map(|text| text.at);
    // Numbers are made anew wherever the source is read.
    task.values.retain(|field, _| !matches!(field, Field::Joint | Field::Number));
    if let Some(at) = flagged.or(said) {
        task.values.insert(Field::Joint, vec![yes(at)]);
    }
    names.apart(task);
    task.values.values_mut().for_each(|values| values.retain(|text| !text.value.is_empty()));
    task.values.retain(|_, values| !values.is_empty());
}

fn yes(at: crate::source::Location) -> Text {
    Located::new(String::from("true"), at)
}

/// The lists of a source, each taken apart once however often it occurs.
struct Names<'a> {
    cells: Cells<'a>,
}

impl Names<'_> {
    /// A value for each name of a task's leads and supports, with the scopes among the notes; the
    /// cells as they are where a name would not stand for itself alone.
    fn apart(&mut self, task: &mut DraftTask) {
        let cells = || task.all(Field::Lead).iter().chain(task.all(Field::Support));
        if cells().any(|cell| super::limits::is_over(&cell.value)) {
            return;
        }
        let parts = self.cells.parts(task.all(Field::Lead), task.all(Field::Support));
        let mut names = parts.lead.iter().chain(&parts.support);
        let is_stable = parts.rest.is_empty() && names.all(|(named, _)| self.stands_alone(named));
        if !is_stable {
            return;
        }
        for (field, names) in [(Field::Lead, parts.lead), (Field::Support, parts.support)] {
            if let Some(values) = task.values.get_mut(&field) {
                values.clear();
            }
            let names = names.into_iter().map(|(named, at)| Located::new(named.text.clone(), at));
            task.values.entry(field).or_default().extend(names);
        }
        if !parts.scopes.is_empty() {
            task.values.entry(Field::Notes).or_default().extend(parts.scopes);
        }
    }

    /// Whether a name is read as itself when nothing stands beside it.
    fn stands_alone(&mut self, named: &Named) -> bool {
        let is_same = |one: &Named| one.name == named.name;
        self.cells.stands_alone(&named.text)
            && self.cells.cell(&named.text).names.iter().all(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::draft::DraftGroup;
    use crate::resolve::{ResolveOptions, resolve};
    use crate::source::Sources;

    fn task(values: &[(Field, &str)]) -> Draft {
        let at = Sources::default().add_file("a.xlsx").whole();
        let mut task = DraftTask::new(at);
        for (field, text) in values {
            task.values.insert(*field, vec![Located::new(text.to_string(), at)]);
        }
        let mut draft = Draft::new(at);
        let title = Located::new(String::from("Hạ tầng"), at);
        draft.outline.push(DraftEntry::Group(DraftGroup { level: 3, title }));
        draft.outline.push(DraftEntry::Task(task));
        draft
    }

    fn values(draft: &Draft, field: Field) -> Vec<&str> {
        let Some(DraftEntry::Task(task)) = draft.outline.last() else { return Vec::new() };
        task.all(field).iter().map(|text| text.value.as_str()).collect()
    }

    #[test]
    fn lists_come_apart_and_mean_the_same() {
        let written = task(&[
            (Field::Number, "7"),
            (Field::Content, "Rà soát"),
            (Field::Lead, "Sở Y tế (đồng chủ trì)\nSở Văn hóa, Thể thao và Du lịch"),
            (Field::Support, "- Sở Tài chính, Xây dựng; các đơn vị, cá nhân liên quan."),
            (Field::Deadline, ""),
        ]);
        let cleaned = clean(written.clone());
        assert_eq!(values(&cleaned, Field::Lead), ["Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch"]);
        assert_eq!(
            values(&cleaned, Field::Support),
            ["Sở Tài chính", "Sở Xây dựng", "các đơn vị, cá nhân liên quan"]
        );
        assert_eq!(values(&cleaned, Field::Joint), ["true"]);
        assert!(values(&cleaned, Field::Number).is_empty());
        assert!(values(&cleaned, Field::Deadline).is_empty());
        let Some(DraftEntry::Group(group)) = cleaned.outline.first() else { panic!("a group") };
        assert_eq!(group.level, 1);
        let model = |draft| resolve(draft, ResolveOptions::default(), &mut Diagnostics::default());
        assert_eq!(model(cleaned), model(written));
    }
}
