//! The paragraphs below the last table of a Word file or a page → the note that the annex prints there.
//!
//! Invariant: below a table that this program made, every line above the end of the annex is of the note; below
//! another table a note is what says so, "Ghi chú: …".

use super::TaskTable;
use super::footer::{self, is_place_and_date};
use super::own_forms;
use crate::model::DocumentField;
use crate::model::draft::{Draft, Text};
use crate::read::grid::Line;
use crate::source::Located;
use crate::text::key;

/// Takes the note, where the draft has none yet.
pub fn note(tables: &[TaskTable], draft: &mut Draft) {
    let Some(grid) = tables.last().map(|table| &table.grid) else { return };
    let is_own = !grid.task_ids.is_empty() && !own_forms::has_parts(grid);
    let note = if is_own { lines_of_note(&grid.below) } else { said(&grid.below) };
    if let Some(note) = note {
        draft.document.fields.entry(DocumentField::Notes).or_insert(note);
    }
}

/// The lines above the end as one text.
fn lines_of_note(lines: &[Line]) -> Option<Text> {
    let of_note = lines.iter().take_while(|line| !ends(&line.text));
    let texts: Vec<&str> = of_note.map(|line| line.text.as_str()).collect();
    let first = lines.first().filter(|_| !texts.is_empty())?;
    Some(Located::new(texts.join("\n"), first.at))
}

/// Whether a line stands behind the note: the end of the annex, or what a clerk wrote below it.
fn ends(line: &str) -> bool {
    let folded = key(line);
    line.trim() == "./." || folded.starts_with("nơi nhận") || is_place_and_date(&folded)
}

/// The note that says so.
fn said(lines: &[Line]) -> Option<Text> {
    let mut notes = lines.iter().filter_map(|line| Some((line, footer::note(&line.text)?)));
    notes.next().map(|(line, text)| Located::new(text.to_string(), line.at))
}
