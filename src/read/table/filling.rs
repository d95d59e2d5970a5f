//! A row that is a task → a task of the draft, with its cells by field, including cells that are
//! merged down, marked, repeated or inherited.
//!
//! Invariant: every text of a row is kept. A text without a field goes to the notes.

use super::ditto::is_ditto;
use super::evidence::{is_name, is_time};
use super::faults::{
    DITTO_EMPTY, MARK_REMARK, MARK_UNKNOWN, NOTE_NAMES, NOTE_SUPPORTS, ROW_JOINED,
};
use super::groups::leading_number;
use super::items;
use super::layout::{About, Remark};
use super::matrix;
use super::own_forms;
use super::rows::Reading;
use super::sentence::begins_small;
use crate::model::Field;
use crate::model::draft::{DraftEntry, DraftTask, Text};
use crate::read::grid::GridRow;
use crate::source::{Located, Place};
use crate::text::{key, single_line};
use crate::vocabulary::labels::{Meaning, labels};

/// Fields whose empty cells are missed, and so need a place.
const CELL_FIELDS: &[Field] = &[Field::Lead, Field::Support, Field::Deadline];

/// From this strength on a label says that bodies support.
const SUPPORTS: u16 = 85;

impl Reading<'_> {
    /// Adds the task of a row to the draft.
    pub(super) fn fill(&mut self, row: &mut GridRow) {
        let mut task = DraftTask::new(self.at(row));
        let layout = self.table.layout;
        task.id =
            self.table.task_ids.get(&row.row).cloned().or_else(|| own_forms::id_of(layout, row));
        self.cells(&mut task, row);
        self.without_lead_in_support(&mut task);
        self.support_in_notes(&mut task);
        self.periods(&mut task, row);
        self.marks(&mut task, row);
        for (field, text) in self.inherit(&task) {
            task.values.remove(&field);
            let Place::Cell { row, column, .. } = text.at.place else { continue };
            self.set(&mut task, field, (row, column), text.value);
        }
        // An empty cell has a place too: the clerk is sent there.
        for field in CELL_FIELDS {
            if let Some(column) = layout.column(*field) {
                let empty = Located::new(String::new(), self.table.sheet.cell(row.row, column));
                task.values.entry(*field).or_insert_with(|| vec![empty]);
            }
        }
        for (column, words) in &layout.unknown {
            let own = row.text(*column);
            let text = if own.is_empty() {
                self.merges.text_above(row.row, *column).unwrap_or_default()
            } else {
                own
            };
            if !text.is_empty() {
                let kept = Located::new(
                    format!("{words}: {text}"),
                    self.table.sheet.cell(row.row, *column),
                );
                task.values.entry(Field::Notes).or_default().push(kept);
            }
        }
        self.draft.outline.push(DraftEntry::Task(task));
        self.task_row = Some(row.row);
    }

    /// The cells of a row, each as the field of its column.
    fn cells(&mut self, task: &mut DraftTask, row: &mut GridRow) {
        let layout = self.table.layout;
        for (column, field) in &layout.fields {
            let mut text = row.take(*column);
            if text.is_empty() && !matches!(field, Field::Number | Field::Content) {
                text = self.merges.text_above(row.row, *column).unwrap_or_default().to_string();
            }
            if *field == Field::Content
                && self.numbered
                && let Some((number, rest)) = leading_number(&text)
            {
                self.set(task, Field::Number, (row.row, *column), number.to_string());
                text = rest.to_string();
            }
            if text.is_empty() {
                continue;
            }
            if matches!(field, Field::Lead | Field::Support) {
                text = items::in_lines(&text).unwrap_or(text);
            }
            if *field == Field::Lead
                && layout.column(Field::Deadline).is_none()
                && let Some((body, time)) = body_and_time(&text)
            {
                let time = Located::new(time.to_string(), self.table.sheet.cell(row.row, *column));
                task.values.entry(Field::Deadline).or_default().push(time);
                text = body.to_string();
            }
            let field = match field {
                Field::Lead => self.field_of_body(row, (*column, &text), task),
                field => Some(*field),
            };
            if let Some(field) = field {
                self.set(task, field, (row.row, *column), text);
            }
        }
    }

    /// Where a column supports only because another one leads ("Đơn vị thực hiện" beside "Đơn vị chủ
    /// trì"), it may name the lead again: that is no support.
    fn without_lead_in_support(&self, task: &mut DraftTask) {
        let has_weak = |remark: &Remark| matches!(remark.about, About::Supports(_));
        if !self.table.layout.remarks.iter().any(has_weak) {
            return;
        }
        let is_weak = |text: &Text| {
            let remarks = self.table.layout.remarks.iter();
            let Place::Cell { column, .. } = text.at.place else { return false };
            remarks
                .into_iter()
                .any(|remark| remark.column == column && matches!(remark.about, About::Supports(_)))
        };
        let leads: Vec<String> =
            task.all(Field::Lead).iter().map(|text| key(&text.value)).collect();
        if let Some(supports) = task.values.get_mut(&Field::Support) {
            supports.retain(|text| !is_weak(text) || !leads.contains(&key(&text.value)));
            if supports.is_empty() {
                task.values.remove(&Field::Support);
            }
        }
    }

    /// Where no column names who supports, a note that says nothing else does: "Phối hợp: Sở Tài chính".
    /// It is taken for that, and this is said; of another note that begins so only the latter.
    fn support_in_notes(&mut self, task: &mut DraftTask) {
        let Some(notes) = task.values.get_mut(&Field::Notes) else { return };
        let Some(at) = notes.iter().position(|note| support_of_note(&note.value).is_some()) else {
            return;
        };
        let has_column = self.table.layout.column(Field::Support).is_some();
        let note = &notes[at];
        let Some((names, is_alone)) = support_of_note(&note.value) else { return };
        let place = note.at;
        let found = single_line(&note.value);
        if has_column || !is_alone {
            return self.diagnostics.push(NOTE_NAMES.at(place).with("found", found));
        }
        let names = Located::new(names.to_string(), place);
        self.diagnostics.push(NOTE_SUPPORTS.at(place).with("found", found));
        notes.remove(at);
        if notes.is_empty() {
            task.values.remove(&Field::Notes);
        }
        task.values.entry(Field::Support).or_default().push(names);
    }

    /// Sets a field to a cell's text, or to that of the cell above where it says so.
    fn set(&mut self, task: &mut DraftTask, field: Field, (row, column): (u32, u32), text: String) {
        let at = self.table.sheet.cell(row, column);
        if matches!(field, Field::Number | Field::Content) || !is_ditto(&text) {
            let values = task.values.entry(field).or_insert_with(|| Vec::with_capacity(1));
            return values.push(Located::new(text, at));
        }
        let above = self.last_task().map_or(&[][..], |last| last.all(field));
        let of_column = |text: &&Text| !matches!(text.at.place, Place::Cell { column: other, .. } if other != column);
        let own_column = above.iter().any(|text| of_column(&text));
        let above = above.iter().filter(|text| !text.value.is_empty());
        let above = above.filter(|text| !own_column || of_column(text));
        let above: Vec<_> = above.map(|text| Located::new(text.value.clone(), at)).collect();
        if above.is_empty() {
            return self.diagnostics.push(DITTO_EMPTY.at(at).with("found", text));
        }
        task.values.entry(field).or_default().extend(above);
    }

    /// The last task of this table.
    pub(super) fn last_task(&self) -> Option<&DraftTask> {
        self.task_row?;
        self.draft.outline.iter().rev().find_map(|entry| match entry {
            DraftEntry::Task(task) => Some(task),
            DraftEntry::Group(_) => None,
        })
    }

    /// The times that a row ticks, where no cell names one.
    fn periods(&self, task: &mut DraftTask, row: &GridRow) {
        let periods = &self.table.layout.periods;
        let mut ticked =
            row.cells.iter().filter(|cell| periods.contains_key(&cell.column)).peekable();
        let Some(first) = ticked.peek().map(|cell| cell.column) else { return };
        let times: Vec<&str> =
            ticked.filter_map(|cell| periods.get(&cell.column)).map(String::as_str).collect();
        let text = Located::new(times.join(", "), self.table.sheet.cell(row.row, first));
        task.values.entry(Field::Deadline).or_insert_with(|| vec![text]);
    }

    /// The bodies that a matrix row marks.
    fn marks(&mut self, task: &mut DraftTask, row: &GridRow) {
        let layout = self.table.layout;
        for cell in &row.cells {
            let Some(body) = layout.bodies.get(&cell.column) else { continue };
            if matrix::is_unticked(&cell.text) {
                continue;
            }
            let at = self.table.sheet.cell(row.row, cell.column);
            let field = match self.table.legend.meaning_in(layout, cell.column, &cell.text) {
                Some(matrix::Meaning::Lead) => Field::Lead,
                Some(matrix::Meaning::Support) => Field::Support,
                None => {
                    let fault = MARK_UNKNOWN.at(at).with("found", cell.text.clone());
                    self.diagnostics.push(fault.with("body", body.clone()));
                    continue;
                }
            };
            task.values.entry(field).or_default().push(Located::new(body.clone(), at));
            if self.table.legend.has_remark(&cell.text) {
                let text = single_line(&cell.text);
                let fault = MARK_REMARK.at(at).with("found", text.clone());
                self.diagnostics.push(fault.with("body", body.clone()));
                let kept = Located::new(format!("{body}: {text}"), at);
                task.values.entry(Field::Notes).or_default().push(kept);
            }
        }
        // A place for a lead that no cell marks.
        if let Some(column) = layout.bodies.keys().next() {
            let empty = Located::new(String::new(), self.table.sheet.cell(row.row, *column));
            task.values.entry(Field::Lead).or_insert_with(|| vec![empty]);
        }
    }

    /// Whether a row without content belongs to the content of the row above, merged over both.
    pub(super) fn shares_content(&self, row: &GridRow) -> bool {
        let column = self.table.layout.column(Field::Content);
        self.task_row.is_some()
            && column.is_some_and(|column| self.merges.text_above(row.row, column).is_some())
    }

    /// A row of a task that is merged over several: with a lead of its own it is a task of the
    /// same content, else it adds to the one above.
    pub(super) fn share(&mut self, row: &mut GridRow) {
        if self.text(row, Field::Lead).is_empty() {
            return self.add_to_task(row);
        }
        let column = self.table.layout.column(Field::Content);
        let content =
            column.and_then(|column| Some((column, self.merges.text_above(row.row, column)?)));
        let content = content.map(|(column, text)| (column, text.to_string()));
        self.task(row);
        if let (Some((column, text)), Some(DraftEntry::Task(task))) =
            (content, self.draft.outline.last_mut())
        {
            // One text over several leads has one place: it does not stand twice.
            let at = self.table.sheet.cell(self.merges.first_row(row.row, column), column);
            task.values.insert(Field::Content, vec![Located::new(text, at)]);
        }
    }

    /// Joins a row to the task right above, whose content goes on in it.
    pub(super) fn join(&mut self, row: &GridRow) {
        let content = self.text(row, Field::Content);
        // An item of a list inside the content is no slip of the hand.
        if !content.starts_with(['-', '+', '–', '•']) {
            let fault = ROW_JOINED.at(self.at(row)).with("found", single_line(content));
            self.diagnostics.push(fault);
        }
        self.add_to_task(row);
    }

    /// Adds a row's texts to the task above, field by field.
    fn add_to_task(&mut self, row: &GridRow) {
        self.task_row = Some(row.row);
        let sheet = self.table.sheet;
        let Some(DraftEntry::Task(task)) = self.draft.outline.last_mut() else { return };
        for cell in &row.cells {
            let (field, text) = match (
                self.table.layout.fields.get(&cell.column),
                self.table.layout.unknown.get(&cell.column),
            ) {
                (Some(Field::Number), _) => continue,
                (Some(field), _) => (*field, cell.text.clone()),
                (None, Some(words)) => (Field::Notes, format!("{words}: {}", cell.text)),
                (None, None) => (Field::Content, cell.text.clone()),
            };
            let joint = if begins_small(&text) { " " } else { "\n" };
            let values = task.values.entry(field).or_default();
            let goes_on = field == Field::Content || begins_small(&text) && field != Field::Notes;
            match values.last_mut() {
                Some(empty) if empty.value.is_empty() => {
                    *empty = Located::new(text, sheet.cell(row.row, cell.column))
                }
                Some(value) if goes_on => value.value = format!("{}{joint}{text}", value.value),
                _ => values.push(Located::new(text, sheet.cell(row.row, cell.column))),
            }
        }
    }
}

/// The body and the time of a cell that names both, in a table without a column of times: "Sở Xây
/// dựng/30/6/2026".
fn body_and_time(text: &str) -> Option<(&str, &str)> {
    const SIGNS: [char; 6] = ['/', '-', '–', ';', ',', '\n'];
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parts = text.match_indices(SIGNS).map(|(at, sign)| (&text[..at], &text[at + sign.len()..]));
    let trimmed = parts.map(|(body, time)| (body.trim(), time.trim()));
    let has_digit = |time: &str| time.contains(|c: char| c.is_ascii_digit());
    trimmed.into_iter().find(|(body, time)| has_digit(time) && is_time(time) && is_name(body))
}

/// The names behind a label of those who support at the beginning of a note, and whether the note says
/// nothing else.
fn support_of_note(note: &str) -> Option<(&str, bool)> {
    let (label, names) = note.split_once(':')?;
    let supports = labels(label).first().is_some_and(|label| {
        label.is_whole
            && label.meaning == Meaning::Field(Field::Support)
            && label.strength >= SUPPORTS
    });
    let mut parts =
        names.split([';', '.', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(is_name);
    (supports && parts.next()?).then(|| (names.trim(), parts.all(|is_name| is_name)))
}
