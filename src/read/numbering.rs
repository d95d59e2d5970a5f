//! The numbers that a source gives its tasks → the mode that counts this way, where it is not the
//! usual mode.
//!
//! An annex that starts again in each group, or counts 1.1, 1.2 within a group, keeps its way of
//! counting, because its readers cite those numbers.
//! Invariant: numbers that fit no mode, or that leave out a task, decide nothing.

use crate::model::draft::{Draft, DraftEntry, Text};
use crate::model::{DocumentField, Field, Numbering};
use crate::source::Located;
use crate::text::single_line;

/// Says in the draft how its tasks are numbered, where it does not say so itself and its numbers do.
pub fn keep_numbering(draft: &mut Draft) {
    if draft.document.fields.contains_key(&DocumentField::Numbering) {
        return;
    }
    let Some(numbered) = numbered(draft) else { return };
    let counts = |mode: Numbering| numbered.iter().all(|one| one.is_of(mode));
    let modes = [Numbering::Restart, Numbering::Decimal, Numbering::Letters];
    let mode = modes.into_iter().find(|mode| counts(*mode));
    if let (Some(mode), Some(first), false) =
        (mode, numbered.first(), counts(Numbering::Continuous))
    {
        let said = Located::new(mode.name().to_string(), first.text.at);
        draft.document.fields.insert(DocumentField::Numbering, said);
    }
}

/// A task with its number.
struct Numbered<'a> {
    text: &'a Text,
    /// Its place in the whole, from 1.
    whole: usize,
    /// Its place below the last group row, from 1.
    in_group: u32,
    has_group: bool,
}

/// Every task with its number; `None` where one has none.
fn numbered(draft: &Draft) -> Option<Vec<Numbered<'_>>> {
    let mut numbered: Vec<Numbered> = Vec::new();
    let (mut in_group, mut has_group) = (0, false);
    for entry in &draft.outline {
        match entry {
            DraftEntry::Group(_) => (in_group, has_group) = (0, true),
            DraftEntry::Task(task) => {
                in_group += 1;
                let text = task.first(Field::Number)?;
                numbered.push(Numbered { text, whole: numbered.len() + 1, in_group, has_group });
            }
        }
    }
    Some(numbered)
}

impl Numbered<'_> {
    /// Whether a mode gives the task this number.
    fn is_of(&self, mode: Numbering) -> bool {
        let written = single_line(&self.text.value);
        let plain = written.trim_matches(|c: char| c.is_whitespace() || "().:/-".contains(c));
        let group = plain.rsplit_once('.').map_or("", |(group, _)| group);
        let expected = mode.of_task(self.whole, self.in_group, self.has_group.then_some(group));
        let is_letter = mode == Numbering::Letters;
        plain == expected || is_letter && plain.to_lowercase() == expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::draft::{DraftGroup, DraftTask};
    use crate::source::Sources;

    /// The mode of numbers between spaces; "#" is a group row, "-" a task without a number.
    fn mode(numbers: &str) -> String {
        let at = Sources::default().add_file("a.xlsx").whole();
        let mut draft = Draft::new(at);
        for number in numbers.split(' ') {
            let text = Located::new(number.to_string(), at);
            draft.outline.push(match number {
                "#" => DraftEntry::Group(DraftGroup { level: 1, title: text }),
                _ => {
                    let mut task = DraftTask::new(at);
                    if number != "-" {
                        task.values.insert(Field::Number, vec![text]);
                    }
                    DraftEntry::Task(task)
                }
            });
        }
        keep_numbering(&mut draft);
        let said = draft.document.fields.remove(&DocumentField::Numbering);
        said.map_or_else(String::new, |said| said.value)
    }

    #[test]
    fn the_way_of_counting_is_kept() {
        for (numbers, expected) in [
            ("1 2 3", ""),
            ("# 1 2 # 3 4", ""),
            ("# 1 2 # 1 2 3", "restart"),
            ("1. # 1. 2.", "restart"),
            ("# 1.1 1.2 # 2.1", "decimal"),
            ("1 # 1.1", "decimal"),
            ("# I.1 I.2 # II.1", "decimal"),
            ("a) b) c) d) đ)", "letters"),
            // A task without a number, a gap, or numbers of two kinds decide nothing.
            ("# 1 - # 1 2", ""),
            ("# 1 2 # 2 3", ""),
            ("# 1.1 # a", ""),
            ("3 7 12", ""),
        ] {
            assert_eq!(mode(numbers), expected, "{numbers}");
        }
    }
}
