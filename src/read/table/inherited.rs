//! What group rows say beside their titles (who leads, who supports, by when) → the values of their
//! tasks that say nothing of these.
//!
//! Invariant: a value that a task gives itself is never replaced. Of several groups that give a
//! value, the innermost counts.

use crate::model::Field;
use crate::model::draft::{DraftTask, Text};
use crate::names::{self, Role};
use crate::source::Located;

/// What the open groups say, the outermost first, each with its level.
#[derive(Default)]
pub struct Inherited {
    open: Vec<(usize, Vec<(Field, Text)>)>,
}

impl Inherited {
    /// Closes the groups of a level and those within.
    pub fn close(&mut self, level: usize) {
        self.open.retain(|(open, _)| *open < level);
    }

    /// Opens a group that says something.
    pub fn open(&mut self, level: usize, values: Vec<(Field, Text)>) {
        self.close(level);
        self.open.push((level, values));
    }

    /// What a task lacks and its groups say, with the places in the rows of the groups.
    pub fn lacking(&self, task: &DraftTask) -> Vec<(Field, Text)> {
        let is_empty = |field| task.all(field).iter().all(|text| text.value.is_empty());
        let innermost = |wanted: Field| {
            self.open.iter().rev().find_map(|(level, values)| {
                let found = values.iter().find(|(field, _)| *field == wanted)?;
                Some((*level, found.1.clone()))
            })
        };
        let mut found = Vec::new();
        let lead = innermost(Field::Lead);
        if let Some((_, lead)) = lead.clone().filter(|_| is_empty(Field::Lead)) {
            found.push((Field::Lead, lead));
        }
        // Who supports a lead of the group's does not support another one.
        let is_own = !is_empty(Field::Lead);
        let supports = innermost(Field::Support).filter(|(level, _)| {
            is_empty(Field::Support)
                && !(is_own && lead.as_ref().is_some_and(|lead| lead.0 >= *level))
        });
        found.extend(supports.map(|(_, text)| (Field::Support, text)));
        if let Some((_, deadline)) =
            innermost(Field::Deadline).filter(|_| is_empty(Field::Deadline))
        {
            found.push((Field::Deadline, deadline));
        }
        found
    }
}

/// Who leads and supports the tasks of a group by the bracket behind its title: "Y tế (Sở Y tế chủ trì)".
pub fn said_in_bracket(title: &Text) -> Vec<(Field, Text)> {
    let inner = title.value.strip_suffix(')').and_then(|title| Some(title.rsplit_once('(')?.1));
    let said = inner.map(names::roles).unwrap_or_default();
    let leads = said.iter().filter(|(role, _)| *role == Role::Lead).count();
    let field = |role| if role == Role::Support { Field::Support } else { Field::Lead };
    let value = |(role, name)| (field(role), Located::new(name, title.at));
    if leads == 1 { said.into_iter().map(value).collect() } else { Vec::new() }
}
