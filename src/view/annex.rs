//! The rows of the annex.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{DocumentView, ViewOptions};
use crate::model::{Assignee, Assignment, Entry, Field, Model, NameForm, Task};

/// The annex: the lines around the table, and its rows.
#[derive(Debug, Serialize)]
pub struct AnnexView<'a> {
    /// The lines around the table.
    pub document: DocumentView,
    /// Group rows and task rows in reading order.
    pub rows: Vec<RowView<'a>>,
}

/// A row of the table.
#[derive(Debug, Serialize)]
pub enum RowView<'a> {
    /// A group row.
    Group(GroupView<'a>),
    /// A task row.
    Task(TaskView<'a>),
}

/// A group row.
#[derive(Debug, Serialize)]
pub struct GroupView<'a> {
    /// Depth from 1.
    pub level: usize,
    /// "I", "1", "a".
    pub number: &'a str,
    /// The title as written.
    pub title: &'a str,
}

/// A task row: a text for each field that it has.
#[derive(Debug, Serialize)]
pub struct TaskView<'a> {
    /// The task's id.
    pub id: &'a str,
    /// The texts by field.
    #[serde(skip)]
    pub texts: BTreeMap<Field, String>,
}

impl<'a> AnnexView<'a> {
    /// The annex of a model.
    pub fn new(model: &'a Model, options: ViewOptions) -> AnnexView<'a> {
        let row = |entry: &Entry| match *entry {
            Entry::Group(index) => {
                let group = &model.groups[index];
                let (level, number, title) = (group.level, &group.number, &group.title.value);
                RowView::Group(GroupView { level, number, title })
            }
            Entry::Task(index) => RowView::Task(task(model, &model.tasks[index], options.names)),
        };
        let document = DocumentView::new(&model.document, options.mode);
        AnnexView { document, rows: model.outline.iter().map(row).collect() }
    }

    /// How many task rows there are.
    pub fn task_count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, RowView::Task(_))).count()
    }
}

impl TaskView<'_> {
    /// The text of a field; empty when the task has none.
    pub fn text(&self, field: Field) -> &str {
        self.texts.get(&field).map_or("", String::as_str)
    }
}

fn task<'a>(model: &'a Model, task: &'a Task, names: NameForm) -> TaskView<'a> {
    let mut texts: BTreeMap<Field, String> = BTreeMap::new();
    texts.insert(Field::Number, task.number.clone());
    texts.insert(Field::Content, task.content.value.clone());
    texts.insert(Field::Lead, names_of(model, &task.lead, names));
    texts.insert(Field::Support, names_of(model, &task.support, names));
    if let Some(deadline) = &task.deadline {
        texts.insert(Field::Deadline, deadline.value.text.clone());
    }
    texts.extend(task.details.iter().map(|(field, text)| (*field, text.value.clone())));
    TaskView { id: &task.id, texts }
}

/// Agencies in a cell, separated by semicolons. A collective is always printed as written:
/// its wording belongs to the sentence of the plan.
fn names_of(model: &Model, assignments: &[Assignment], form: NameForm) -> String {
    let name = |assignment: &Assignment| match (form, assignment.to) {
        (NameForm::Full, Assignee::Agency(id)) => model.agency(id).name.clone(),
        (NameForm::Short, Assignee::Agency(id)) => model.agency(id).short.clone(),
        _ => assignment.text.clone(),
    };
    assignments.iter().map(name).collect::<Vec<_>>().join("; ")
}
