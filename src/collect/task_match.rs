//! A row that came back → the task that it reports on.
//!
//! Invariant: an id alone finds no task, because every plan has a "nv-001"; content decides.

use super::plan_index::PlanIndex;
use crate::model::{Field, task_id};
use crate::text::key;

/// Words that two contents share, to all that they have: above it a content was reworded.
const LIKE: f64 = 0.5;

/// What a row is.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// A task of the plan, by its place there.
    Task(usize),
    /// A task, although the row bears the id of another.
    Moved(usize),
    /// A row with an id of the plan and another content.
    OtherPlan,
    /// No task of the plan.
    Nothing,
}

/// What a row says of its task.
pub struct RowClues<'a> {
    /// The cell of the id.
    pub id: &'a str,
    /// The number.
    pub number: &'a str,
    /// The content; `None` where the sheet lacks the column.
    pub content: Option<&'a str>,
}

/// Finds the task of a row.
pub fn find(row: &RowClues, plan: &PlanIndex) -> Found {
    let borne = task_id(row.id.trim()).and_then(|id| plan.of_id(id));
    // What came back as it was printed needs no folding.
    if let Some(task) = borne
        && let Some(entry) = plan.tasks.get(task)
        && row.content.is_some_and(|content| content == entry.row.text(Field::Content))
        && !entry.content.is_empty()
    {
        return Found::Task(task);
    }
    let content = row.content.map(key);
    let Some(content) = content.filter(|content| !content.is_empty()) else {
        // Content that was deleted, or a column that was: the id is all there is.
        return borne.map_or(Found::Nothing, Found::Task);
    };
    if let Some(task) = borne
        && plan.tasks.get(task).is_some_and(|entry| entry.content == content)
    {
        return Found::Task(task);
    }
    let number = |task: &usize| {
        plan.tasks.get(*task).is_some_and(|entry| key(&entry.task.number) == key(row.number))
    };
    let same = plan.of_content(&content);
    let exact = match same {
        [one] => Some(*one),
        several => several.iter().copied().find(|task| number(task)),
    };
    match (exact, borne) {
        (Some(task), None) => Found::Task(task),
        (Some(task), Some(_)) => Found::Moved(task),
        (None, Some(task)) if is_like(plan, task, &content) => Found::Task(task),
        (None, Some(_)) => Found::OtherPlan,
        (None, None) => {
            let mut numbered = (0..plan.tasks.len()).filter(number);
            let like = numbered.find(|task| is_like(plan, *task, &content));
            like.map_or(Found::Nothing, Found::Task)
        }
    }
}

/// Whether a content is that of a task, reworded.
fn is_like(plan: &PlanIndex, task: usize, content: &str) -> bool {
    let Some(entry) = plan.tasks.get(task) else { return false };
    let mut left: Vec<&str> = entry.content.split(' ').collect();
    let all = left.len().max(content.split(' ').count());
    let mut shared = 0_usize;
    for word in content.split(' ') {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            shared += 1;
        }
    }
    shared as f64 >= LIKE * all as f64
}
