//! What changed → lines for a console.
//!
//! Invariant: every change stands in a line; "-" is before the old words and "+" before the new ones.

use super::report::{listed, numbers, texts, what};
use super::{Comparison, LineChange, TaskChange, TaskRow};
use crate::model::Field;

/// Where there is nothing.
const NOTHING: &str = "—";

/// The lines, in the order of the report.
pub fn told(found: &Comparison) -> Vec<String> {
    let (renumbered, reworked): (Vec<_>, Vec<_>) =
        found.changed.iter().partition(|one| one.is_number_alone());
    let mut lines: Vec<String> = found.lines.iter().flat_map(line).collect();
    lines.extend(reworked.into_iter().flat_map(task));
    lines.extend(found.added.iter().map(|row| whole("+", row)));
    lines.extend(found.removed.iter().map(|row| whole("-", row)));
    if !renumbered.is_empty() {
        let number = |one: &TaskChange| format!("{} → {}", numbers(&one.old), numbers(&one.new));
        let all: Vec<String> = renumbered.into_iter().map(number).collect();
        lines.push(format!("~ Chỉ đổi số thứ tự: {}", all.join(", ")));
    }
    if !found.writing.is_empty() {
        let places: Vec<&str> = found.writing.iter().map(|one| one.what.as_str()).collect();
        lines.push(format!("  {} chỗ chỉ khác cách viết: {}", places.len(), listed(&places)));
    }
    lines.extend(found.only_in_one().iter().map(|text| format!("  {text}")));
    lines
}

fn line(one: &LineChange) -> Vec<String> {
    vec![format!("~ {}", one.what), signed("-", "", &one.old), signed("+", "", &one.new)]
}

fn task(one: &TaskChange) -> Vec<String> {
    let what = what(one).replace('\n', "; ");
    let mut lines = vec![format!("~ Nhiệm vụ {}: {what}", numbers(&one.new))];
    for field in &one.fields {
        let name = if *field == Field::Content { "" } else { field.name() };
        lines.push(signed("-", name, &texts(&one.old, *field)));
        lines.push(signed("+", name, &texts(&one.new, *field)));
    }
    lines
}

fn signed(sign: &str, name: &str, text: &str) -> String {
    let text = if text.is_empty() { NOTHING } else { text };
    let colon = if name.is_empty() { "" } else { ": " };
    format!("  {sign} {name}{colon}{}", text.replace('\n', "\n    "))
}

fn whole(sign: &str, row: &TaskRow) -> String {
    let content = row.texts.get(&Field::Content).map_or("", String::as_str);
    format!("{sign} Nhiệm vụ {}: {}", row.number, content.replace('\n', " "))
}
