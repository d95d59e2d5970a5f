//! Tasks × agencies: who leads (CT), who supports (PH), collectives expanded.

use std::borrow::Cow;

use serde::Serialize;

use super::{DocumentView, ViewOptions};
use crate::model::{AgencyId, Entry, Model, Task};

/// The matrix.
#[derive(Debug, Serialize)]
pub struct MatrixView<'a> {
    /// The lines around the table.
    pub document: DocumentView,
    /// The headings of the columns, in order, with their full names.
    pub agencies: Vec<LegendEntry<'a>>,
    /// Rows in reading order.
    pub rows: Vec<MatrixRow<'a>>,
    /// Tasks led, per column.
    pub leads: Vec<usize>,
    /// Tasks supported, per column.
    pub supports: Vec<usize>,
    /// Open collectives named as lead or support, which mark nobody.
    pub open: Vec<&'a str>,
}

/// A column of the matrix.
#[derive(Debug, Serialize)]
pub struct LegendEntry<'a> {
    /// The heading.
    pub short: &'a str,
    /// The full name.
    pub name: &'a str,
}

/// A row of the matrix.
#[derive(Debug, Serialize)]
pub struct MatrixRow<'a> {
    /// Depth of a group row; 0 for a task.
    pub level: usize,
    /// The number in the table.
    pub number: &'a str,
    /// The task's id; empty for a group row.
    pub id: &'a str,
    /// The title of the group or the content of the task.
    pub text: Cow<'a, str>,
    /// A mark per column; empty for a group row.
    pub marks: Vec<Mark>,
}

/// What a cell of the matrix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Mark {
    /// Nothing.
    #[serde(rename = "")]
    None,
    /// Chủ trì.
    #[serde(rename = "CT")]
    Lead,
    /// Phối hợp.
    #[serde(rename = "PH")]
    Support,
}

impl Mark {
    /// The text of the cell.
    pub fn text(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::Lead => "CT",
            Mark::Support => "PH",
        }
    }
}

impl<'a> MatrixView<'a> {
    /// The matrix of a model.
    pub fn new(model: &'a Model, options: ViewOptions) -> MatrixView<'a> {
        let rows: Vec<MatrixRow> = model
            .outline
            .iter()
            .map(|entry| match *entry {
                Entry::Group(index) => {
                    let group = &model.groups[index];
                    MatrixRow {
                        level: group.level,
                        number: &group.number,
                        id: "",
                        text: Cow::Borrowed(&group.title.value),
                        marks: Vec::new(),
                    }
                }
                Entry::Task(index) => {
                    let task = &model.tasks[index];
                    MatrixRow {
                        level: 0,
                        number: &task.number,
                        id: &task.id,
                        text: options.printed(&task.content.value),
                        marks: marks(model, task),
                    }
                }
            })
            .collect();
        let count = |wanted: Mark| -> Vec<usize> {
            let marked = |column: usize| {
                rows.iter().filter(|row| row.marks.get(column) == Some(&wanted)).count()
            };
            (0..model.agencies.len()).map(marked).collect()
        };
        let (leads, supports) = (count(Mark::Lead), count(Mark::Support));
        let agencies = model.agencies.iter();
        let agencies = agencies.map(|each| LegendEntry { short: &each.short, name: &each.name });
        let open = model.collectives.iter().filter(|each| each.open);
        MatrixView {
            document: DocumentView::new(&model.document, options.mode),
            agencies: agencies.collect(),
            rows,
            leads,
            supports,
            open: open.map(|each| each.name.as_str()).collect(),
        }
    }

    /// How many task rows there are.
    pub fn task_count(&self) -> usize {
        self.rows.iter().filter(|row| row.level == 0).count()
    }
}

/// Lead goes before support: a body that leads a task and belongs to a supporting collective
/// has CT alone.
fn marks(model: &Model, task: &Task) -> Vec<Mark> {
    let mut marks = vec![Mark::None; model.agencies.len()];
    let mut set = |ids: &[AgencyId], mark: Mark| {
        for id in ids {
            marks[id.0] = mark;
        }
    };
    for support in &task.support {
        set(model.reach(support), Mark::Support);
    }
    for lead in &task.lead {
        set(model.reach(lead), Mark::Lead);
    }
    marks
}
