//! What changed → JSON for programs and for the page.
//!
//! Invariant: every change that the report shows is here, with its words.

use serde_json::{Value, json};

use super::report::{notes, sections, texts, what};
use super::words::{Fate, pieces};
use super::{Comparison, Course, LineChange, TaskChange, TaskRow};
use crate::text::marked::{Look, runs};

/// `{"same", "old", "new", "counts", "lines", "changed", "added", "removed", "writing", "table",
/// "notes", "not_compared"}`; `names` are those of the files, the old one first.
/// Words are `{"fate": "stayed" | "went" | "came", "words"}` in reading order.
pub fn comparison_json(found: &Comparison, names: [&str; 2]) -> Value {
    let version = |at: usize| json!({ "title": found.titles[at], "tasks": found.counts[at] });
    json!({
        "same": found.is_same(),
        "old": version(0),
        "new": version(1),
        "counts": {
            "changed": found.reworked(),
            "added": found.added.len(),
            "removed": found.removed.len(),
            "renumbered": found.changed.len() - found.reworked(),
            "same": found.same,
            "writing": found.writing.len(),
            "outside": found.outside,
        },
        "lines": found.lines.iter().map(line).collect::<Vec<_>>(),
        "changed": found.changed.iter().map(task).collect::<Vec<_>>(),
        "added": found.added.iter().map(row).collect::<Vec<_>>(),
        "removed": found.removed.iter().map(row).collect::<Vec<_>>(),
        "writing": found.writing.iter().map(line).collect::<Vec<_>>(),
        "table": table(found),
        "notes": notes(found, names).lines().collect::<Vec<_>>(),
        "not_compared": { "old": found.not_compared[0], "new": found.not_compared[1] },
    })
}

/// The parts of the report: `{"title", "rows": [{"old", "new", "change"}]}`, the first two as runs
/// `{"look": "plain" | "struck" | "underlined", "words"}`.
fn table(found: &Comparison) -> Vec<Value> {
    let look = |look: Look| match look {
        Look::Plain => "plain",
        Look::Struck => "struck",
        Look::Underlined => "underlined",
    };
    let cell = |text: &str| {
        let run = |(shown, words): (Look, &str)| json!({ "look": look(shown), "words": words });
        runs(text).into_iter().map(run).collect::<Vec<_>>()
    };
    let row = |[old, new, change]: [String; 3]| json!({ "old": cell(&old), "new": cell(&new), "change": change });
    let part = |(title, rows): (String, Vec<[String; 3]>)| json!({ "title": title, "rows": rows.into_iter().map(row).collect::<Vec<_>>() });
    sections(found).into_iter().map(part).collect()
}

fn words(old: &str, new: &str) -> Value {
    let said = |fate| match fate {
        Fate::Stayed => "stayed",
        Fate::Went => "went",
        Fate::Came => "came",
    };
    let piece = |one: super::words::Piece| json!({ "fate": said(one.fate), "words": one.words });
    Value::Array(pieces(old, new).into_iter().map(piece).collect())
}

fn line(one: &LineChange) -> Value {
    json!({ "what": one.what, "old": one.old, "new": one.new, "words": words(&one.old, &one.new) })
}

fn row(row: &TaskRow) -> Value {
    let texts = row.texts.iter().map(|(field, text)| (field.key().to_string(), json!(text)));
    json!({
        "number": row.number,
        "group": row.group,
        "texts": serde_json::Map::from_iter(texts),
    })
}

fn task(one: &TaskChange) -> Value {
    let fields = one.fields.iter().map(|field| {
        let (old, new) = (texts(&one.old, *field), texts(&one.new, *field));
        let words = words(&old, &new);
        json!({ "field": field.key(), "name": field.name(), "old": old, "new": new, "words": words })
    });
    json!({
        "course": match one.course {
            Course::One => "one",
            Course::Split => "split",
            Course::Joined => "joined",
        },
        "what": what(one),
        "old": one.old.iter().map(row).collect::<Vec<_>>(),
        "new": one.new.iter().map(row).collect::<Vec<_>>(),
        "fields": fields.collect::<Vec<_>>(),
        "regrouped": one.is_regrouped,
        "moved": one.is_moved,
        "renumbered": one.is_renumbered,
    })
}
