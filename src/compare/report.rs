//! What changed → "Bảng so sánh" in three columns, as a plan for the house's writers: the words that went
//! struck, those that came underlined.
//!
//! Invariant: each change stands in one row; what is not a change is counted below the table.

use super::words::both_marked;
use super::{Comparison, Course, LineChange, TaskChange, TaskRow};
use crate::model::draft::{Draft, DraftEntry, DraftGroup, DraftTask};
use crate::model::{DocumentField, Field};
use crate::source::{Located, Location};
use crate::text::marked::{Look, marked};

/// The fields that hold the columns of the report (`templates/chung/so-sanh.toml`).
const OLD: Field = Field::Form;
const NEW: Field = Field::Product;
const CHANGE: Field = Field::Content;

/// Where there is nothing.
const NOTHING: &str = "—";

/// The report as a plan; `names` are those of the files, the old one first.
pub fn report(found: &Comparison, names: [&str; 2], at: Location) -> Draft {
    let mut draft = Draft::new(at);
    let texts = [
        (DocumentField::Kind, String::from("Phụ lục")),
        (DocumentField::Title, String::from("Bảng so sánh hai bản danh mục nhiệm vụ")),
        (DocumentField::Notes, notes(found, names)),
        (DocumentField::Mode, String::from("paper")),
    ];
    for (field, text) in texts {
        draft.document.fields.insert(field, Located::new(text, at));
    }
    for (title, rows) in sections(found) {
        titled(&mut draft.outline, at, title, rows);
    }
    draft
}

/// The parts of the report, each with its title and its rows: the old version, the new one, what changed.
pub fn sections(found: &Comparison) -> Vec<(String, Vec<[String; 3]>)> {
    let (renumbered, reworked): (Vec<_>, Vec<_>) =
        found.changed.iter().partition(|one| one.is_number_alone());
    let added =
        |row: &TaskRow| [NOTHING.into(), whole(row, Look::Underlined), placed("Bổ sung", row)];
    let removed = |row: &TaskRow| [whole(row, Look::Struck), NOTHING.into(), placed("Bỏ", row)];
    let parts: [(&str, Vec<[String; 3]>); 4] = [
        ("Văn bản, nhóm nhiệm vụ", found.lines.iter().map(line).collect()),
        ("Nhiệm vụ sửa đổi", reworked.into_iter().map(task).collect()),
        ("Nhiệm vụ bổ sung", found.added.iter().map(added).collect()),
        ("Nhiệm vụ bỏ", found.removed.iter().map(removed).collect()),
    ];
    let parts = parts.into_iter().filter(|(_, rows)| !rows.is_empty());
    let mut parts: Vec<_> =
        parts.map(|(title, rows)| (format!("{title} ({})", rows.len()), rows)).collect();
    if !renumbered.is_empty() {
        let title = format!("Chỉ đổi số thứ tự ({} nhiệm vụ)", renumbered.len());
        let numbers = |rows: fn(&TaskChange) -> &Vec<TaskRow>| -> String {
            let numbers = renumbered.iter().filter_map(|one| rows(one).first());
            numbers.map(|row| row.number.as_str()).collect::<Vec<_>>().join(", ")
        };
        let row = [numbers(|one| &one.old), numbers(|one| &one.new), String::from("Số thứ tự")];
        parts.push((title, vec![row]));
    }
    if parts.is_empty() {
        let row = [NOTHING.into(), NOTHING.into(), String::from("Hai bản như nhau")];
        parts.push((String::from("Không có thay đổi"), vec![row]));
    }
    parts
}

/// What is said below the table; `names` are those of the files.
pub fn notes(found: &Comparison, [old, new]: [&str; 2]) -> String {
    let [before, after] = found.counts;
    let [title, other] = &found.titles;
    let renumbered = found.changed.len() - found.reworked();
    let mut lines = vec![
        format!(
            "Bản cũ: {old}, “{title}”, {before} nhiệm vụ. Bản mới: {new}, “{other}”, {after} nhiệm vụ."
        ),
        format!(
            "Sửa đổi {}, bổ sung {}, bỏ {}, chỉ đổi số thứ tự {}, không đổi {}.",
            found.reworked(),
            found.added.len(),
            found.removed.len(),
            renumbered,
            found.same
        ),
        String::from("Chữ gạch ngang: bỏ; chữ gạch chân: thêm."),
    ];
    if !found.writing.is_empty() {
        let places = found.writing.iter().map(|one| one.what.as_str()).collect::<Vec<_>>();
        lines.push(format!("{} chỗ chỉ khác cách viết: {}.", places.len(), listed(&places)));
    }
    lines.extend(found.only_in_one());
    lines.join("\n")
}

/// Some of many.
pub fn listed(all: &[&str]) -> String {
    const MOST: usize = 20;
    let more = if all.len() > MOST { "; …" } else { "" };
    format!("{}{more}", all.iter().take(MOST).copied().collect::<Vec<_>>().join("; "))
}

fn line(one: &LineChange) -> [String; 3] {
    let [old, new] = both_marked(&one.old, &one.new);
    [old, new, one.what.clone()]
}

fn task(one: &TaskChange) -> [String; 3] {
    let head = |rows: &[TaskRow]| match rows {
        [row] => format!("{}. ", row.number),
        rows => format!("Nhiệm vụ {}:\n", numbers(rows)),
    };
    let (mut old, mut new) = (head(&one.old), head(&one.new));
    let [before, after] =
        both_marked(&texts(&one.old, Field::Content), &texts(&one.new, Field::Content));
    old.push_str(&before);
    new.push_str(&after);
    for field in one.fields.iter().copied().filter(|field| *field != Field::Content) {
        let [before, after] = both_marked(&texts(&one.old, field), &texts(&one.new, field));
        for (cell, text) in [(&mut old, before), (&mut new, after)] {
            let text = if text.is_empty() { NOTHING } else { &text };
            cell.push_str(&format!("\n{}: {text}", field.name()));
        }
    }
    [old, new, what(one)]
}

/// The texts of a field of several tasks; what is no content, each once.
pub fn texts(rows: &[TaskRow], field: Field) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for text in rows.iter().filter_map(|row| row.texts.get(&field)) {
        if field == Field::Content || !texts.contains(&text.as_str()) {
            texts.push(text);
        }
    }
    texts.join("\n")
}

/// Their numbers.
pub fn numbers(rows: &[TaskRow]) -> String {
    rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>().join(", ")
}

/// What changed of a task, for a clerk.
pub fn what(one: &TaskChange) -> String {
    let mut said = Vec::new();
    match one.course {
        Course::One => {}
        Course::Split => {
            said.push(format!("Tách thành {} nhiệm vụ: {}", one.new.len(), numbers(&one.new)))
        }
        Course::Joined => {
            said.push(format!("Gộp từ {} nhiệm vụ: {}", one.old.len(), numbers(&one.old)))
        }
    }
    if !one.fields.is_empty() {
        let names: Vec<String> =
            one.fields.iter().map(|field| field.name().to_lowercase()).collect();
        said.push(format!("Sửa {}", names.join(", ")));
    }
    let ends = one.old.first().zip(one.new.first());
    if let Some((old, new)) = ends.filter(|_| one.is_regrouped) {
        let group = |row: &TaskRow| match row.group.as_str() {
            "" => String::from("ngoài nhóm"),
            title => format!("nhóm “{title}”"),
        };
        said.push(format!("Chuyển từ {} sang {}", group(old), group(new)));
    } else if one.is_moved {
        said.push(String::from("Đổi vị trí"));
    }
    if let Some((old, new)) = ends.filter(|_| one.is_renumbered) {
        said.push(format!("Số {} → {}", old.number, new.number));
    }
    said.join("\n")
}

/// All that a task says that only one version has.
fn whole(row: &TaskRow, look: Look) -> String {
    let content = row.texts.get(&Field::Content).map_or("", String::as_str);
    let mut lines = vec![format!("{}. {}", row.number, marked(content, look))];
    let others = row.texts.iter().filter(|(field, _)| **field != Field::Content);
    lines.extend(others.map(|(field, text)| format!("{}: {}", field.name(), marked(text, look))));
    lines.join("\n")
}

fn placed(word: &str, row: &TaskRow) -> String {
    if row.group.is_empty() {
        word.to_string()
    } else {
        format!("{word}\nNhóm “{}”", row.group)
    }
}

fn titled(outline: &mut Vec<DraftEntry>, at: Location, title: String, rows: Vec<[String; 3]>) {
    outline.push(DraftEntry::Group(DraftGroup { level: 1, title: Located::new(title, at) }));
    for [old, new, change] in rows {
        let mut task = DraftTask::new(at);
        for (field, text) in [(OLD, old), (NEW, new), (CHANGE, change)] {
            task.values.insert(field, vec![Located::new(text, at)]);
        }
        outline.push(DraftEntry::Task(task));
    }
}
