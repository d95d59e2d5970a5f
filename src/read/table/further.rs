//! Rows of a table with a column of roles → the bodies of a task, one a row: "Sở Y tế | Chủ trì",
//! "Sở Tài chính | Phối hợp".
//!
//! Invariant: a body gets the role of its own row. What else a further row says is kept, and told
//! where it differs from the task.

use super::faults::{MARK_UNKNOWN, ROLE_MORE};
use super::matrix::Meaning;
use super::role_words;
use super::rows::Reading;
use crate::model::Field;
use crate::model::draft::{DraftEntry, DraftTask};
use crate::read::grid::GridRow;
use crate::source::Located;
use crate::text::{key, single_line};

impl Reading<'_> {
    /// The field of the body in a row, by the column of roles where there is one; none where the role
    /// is not understood, which is told, and the body kept as a note.
    pub(super) fn field_of_body(
        &mut self,
        row: &GridRow,
        (column, body): (u32, &str),
        task: &mut DraftTask,
    ) -> Option<Field> {
        let Some(of_roles) = self.table.layout.role else { return Some(Field::Lead) };
        let own = row.text(of_roles);
        let above = || self.merges.text_above(row.row, of_roles).unwrap_or_default();
        let words = single_line(if own.is_empty() { above() } else { own });
        if let Some(pairs) = pairs(body, own) {
            // "Sở Y tế⏎Sở Nội vụ" beside "Chủ trì⏎Phối hợp".
            for (body, role) in pairs {
                let field = if role == Meaning::Lead { Field::Lead } else { Field::Support };
                let body = Located::new(body, self.table.sheet.cell(row.row, column));
                task.values.entry(field).or_default().push(body);
            }
            return None;
        }
        match role_words::role(&words) {
            Some(Meaning::Lead) => Some(Field::Lead),
            Some(Meaning::Support) => Some(Field::Support),
            None => {
                let at = self.table.sheet.cell(row.row, of_roles);
                let body = single_line(body);
                let note = format!("{body}: {words}").trim_end_matches([':', ' ']).to_string();
                let fault = MARK_UNKNOWN.at(at).with("found", words);
                self.diagnostics.push(fault.with("body", body));
                let kept = Located::new(note, self.table.sheet.cell(row.row, column));
                task.values.entry(Field::Notes).or_default().push(kept);
                None
            }
        }
    }

    /// Whether a row names a further body of the task above: it has no content of its own, or says that
    /// of the task again under the same number.
    pub(super) fn is_further_body(&self, row: &GridRow) -> bool {
        let layout = self.table.layout;
        let (Some(of_roles), Some(bodies)) = (layout.role, layout.column(Field::Lead)) else {
            return false;
        };
        let Some(last) = self.last_task() else { return false };
        let first = |field| last.first(field).map_or("", |text| text.value.as_str());
        let (content, number) = (self.text(row, Field::Content), self.number(row));
        let is_same = content.is_empty() || key(content) == key(first(Field::Content));
        let is_under_it = number.is_empty() || number == first(Field::Number);
        let names_body = !row.text(bodies).is_empty() || !row.text(of_roles).is_empty();
        is_same && is_under_it && names_body
    }

    /// Adds a further body to the task above.
    pub(super) fn further_body(&mut self, row: &mut GridRow) {
        let Some(column) = self.table.layout.column(Field::Lead) else { return };
        let mut body = row.text(column).to_string();
        if body.is_empty() {
            body = self.merges.text_above(row.row, column).unwrap_or_default().to_string();
        }
        let Some(DraftEntry::Task(mut task)) = self.draft.outline.pop() else { return };
        self.task_row = Some(row.row);
        if let Some(field) = self.field_of_body(row, (column, &body), &mut task) {
            let values = task.values.entry(field).or_default();
            values.retain(|text| !text.value.is_empty());
            if !values.iter().any(|text| key(&text.value) == key(&body)) {
                values.push(Located::new(body.clone(), self.table.sheet.cell(row.row, column)));
            }
        }
        self.say_more(&mut task, row, &single_line(&body));
        self.draft.outline.push(DraftEntry::Task(task));
    }

    /// What a further row says beside its body: what the task lacks is the task's, what differs a note.
    fn say_more(&mut self, task: &mut DraftTask, row: &GridRow, body: &str) {
        let layout = self.table.layout;
        let mut notes = Vec::new();
        for cell in &row.cells {
            let at = self.table.sheet.cell(row.row, cell.column);
            let field = layout.fields.get(&cell.column).copied();
            if matches!(field, Some(Field::Number | Field::Content | Field::Lead))
                || layout.role == Some(cell.column)
                || layout.groups.contains(&cell.column)
            {
                continue;
            }
            let values = task.values.entry(field.unwrap_or(Field::Notes)).or_default();
            if values.iter().all(|text| text.value.is_empty()) {
                *values = vec![Located::new(cell.text.clone(), at)];
            } else if !values.iter().any(|text| key(&text.value) == key(&cell.text)) {
                notes.push(Located::new(format!("{body}: {}", single_line(&cell.text)), at));
            }
        }
        let Some(first) = notes.first() else { return };
        let words: Vec<&str> = notes.iter().map(|note| note.value.as_str()).collect();
        let fault = ROLE_MORE.at(first.at).with("found", words.join(" | "));
        self.diagnostics.push(fault.with("body", body));
        task.values.entry(Field::Notes).or_default().extend(notes);
    }
}

/// The bodies of a cell with the roles of the cell beside it, line by line; `None` where these are not
/// several lines of roles, as many as bodies.
fn pairs(bodies: &str, roles: &str) -> Option<Vec<(String, Meaning)>> {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect()
    };
    let (bodies, roles) = (lines(bodies), lines(roles));
    let roles: Option<Vec<Meaning>> = roles.iter().map(|role| role_words::role(role)).collect();
    let roles = roles.filter(|roles| roles.len() > 1 && roles.len() == bodies.len())?;
    Some(bodies.into_iter().zip(roles).collect())
}
