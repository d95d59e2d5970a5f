//! The rows of the annex.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{DocumentView, ViewOptions};
use crate::model::{Assignee, Assignment, Entry, Field, Model, NameForm, Task};
use crate::text::cell::tidy;

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
    /// Whether it is numbered A, B, as no part of an extract may be then.
    pub in_capitals: bool,
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
        // The first group of the outermost level tells how that level is numbered.
        let in_capitals = model.groups.first().is_some_and(|group| group.number == "A");
        let row = |entry: &Entry| match *entry {
            Entry::Group(index) => {
                let group = &model.groups[index];
                let (level, number, title) = (group.level, &group.number, &group.title.value);
                let in_capitals = in_capitals && level == 1;
                RowView::Group(GroupView { level, number, title, in_capitals })
            }
            Entry::Task(index) => RowView::Task(task(model, &model.tasks[index], options)),
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

/// How many cells print otherwise than the source writes them, because they are tidied.
pub fn tidied_cells(model: &Model, names: NameForm) -> usize {
    let is_changed = |text: &str| usize::from(tidy(text) != text);
    let cells = |task: &Task| {
        let own = task.details.iter().filter(|(field, _)| is_tidied(*field));
        let own: usize = own.map(|(_, text)| is_changed(&text.value)).sum();
        own + is_changed(&task.content.value)
            + is_changed(&names_of(model, &task.lead, names))
            + is_changed(&names_of(model, &task.support, names))
            + task.deadline.as_ref().map_or(0, |deadline| is_changed(&deadline.value.text))
    };
    model.tasks.iter().map(cells).sum()
}

/// Numbers are the program's own, and notes for the draft are for no reader of the annex.
fn is_tidied(field: Field) -> bool {
    !matches!(field, Field::Number | Field::DraftReason)
}

fn task<'a>(model: &'a Model, task: &'a Task, options: ViewOptions) -> TaskView<'a> {
    let mut texts = texts(model, task, options.names);
    for (_, text) in texts.iter_mut().filter(|(field, _)| is_tidied(**field)) {
        let printed = options.printed(text).into_owned();
        *text = printed;
    }
    TaskView { id: &task.id, texts }
}

/// What each cell of a task says.
fn texts(model: &Model, task: &Task, names: NameForm) -> BTreeMap<Field, String> {
    let mut texts: BTreeMap<Field, String> = BTreeMap::new();
    texts.insert(Field::Number, task.number.clone());
    texts.insert(Field::Content, task.content.value.clone());
    texts.insert(Field::Lead, names_of(model, &task.lead, names));
    texts.insert(Field::Support, names_of(model, &task.support, names));
    if let Some(deadline) = &task.deadline {
        texts.insert(Field::Deadline, deadline.value.text.clone());
    }
    texts.extend(task.details.iter().map(|(field, text)| (*field, text.value.clone())));
    texts
}

/// Agencies in a cell, separated by semicolons. A collective is always printed as written:
/// its wording belongs to the sentence of the plan.
fn names_of(model: &Model, assignments: &[Assignment], form: NameForm) -> String {
    let mut names = String::new();
    for (index, assignment) in assignments.iter().enumerate() {
        names.push_str(if index == 0 { "" } else { "; " });
        names.push_str(match (form, assignment.to) {
            (NameForm::Full, Assignee::Agency(id)) => &model.agency(id).name,
            (NameForm::Short, Assignee::Agency(id)) => &model.agency(id).short,
            _ => &assignment.text,
        });
    }
    names
}
