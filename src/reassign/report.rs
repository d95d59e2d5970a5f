//! What was decided → the table "Bảng chuyển đổi cơ quan thực hiện", as a plan for the house's writers.
//!
//! Invariant: what a person must decide stands first; each decision stands in one row.

use std::collections::BTreeMap;

use super::decision::{Decision, Place};
use crate::model::draft::{Draft, DraftEntry, DraftGroup, DraftTask};
use crate::model::{DocumentField, Field};
use crate::source::{Located, Location};
use crate::text::{Date, short_date};

/// The fields that hold the columns of the report (`templates/chung/chuyen-doi.toml`).
const BEFORE: Field = Field::Form;
const AFTER: Field = Field::Product;
const SURENESS: Field = Field::Target;

/// The report as a plan; `title` is the plan's own.
pub fn report(decisions: &[Decision], title: &str, (day, at): (Date, Location)) -> Draft {
    let mut draft = Draft::new(at);
    let texts = [
        (DocumentField::Kind, String::from("Phụ lục")),
        (
            DocumentField::Title,
            format!("Bảng chuyển đổi cơ quan thực hiện đến ngày {}", short_date(day)),
        ),
        (DocumentField::Notes, format!("Kế hoạch: {title}")),
        (DocumentField::Mode, String::from("paper")),
    ];
    for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        draft.document.fields.insert(field, Located::new(text, at));
    }
    let is_wording = |one: &&Decision| one.place == Place::Wording;
    let open = decisions.iter().filter(|one| one.is_open() && !is_wording(one));
    let done = decisions.iter().filter(|one| !one.is_open() && !is_wording(one));
    let wording = decisions.iter().filter(is_wording);
    let mut outline = Vec::new();
    section(&mut outline, at, "Cần người quyết định", open.map(|one| row(one, at)));
    section(&mut outline, at, "Đã chuyển", done.map(|one| row(one, at)));
    section(&mut outline, at, "Tên cũ trong nội dung", wording.map(|one| row(one, at)));
    section(&mut outline, at, "Tổng theo cơ quan", totals(decisions, at).into_iter());
    draft.outline = outline;
    draft
}

fn section(
    outline: &mut Vec<DraftEntry>,
    at: Location,
    title: &str,
    rows: impl Iterator<Item = DraftTask>,
) {
    let rows: Vec<DraftEntry> = rows.map(DraftEntry::Task).collect();
    if rows.is_empty() {
        return;
    }
    let title = Located::new(format!("{title} ({})", rows.len()), at);
    outline.push(DraftEntry::Group(DraftGroup { level: 1, title }));
    outline.extend(rows);
}

fn row(one: &Decision, at: Location) -> DraftTask {
    let place = one.place.in_words();
    let content = match one.task {
        Some(number) => format!("Nhiệm vụ {number} ({place}). {}", one.content),
        None => format!("{} ({place})", one.content),
    };
    let after = match (one.is_open(), one.choice.to.is_empty()) {
        (true, false) => format!("Chọn: {}", one.choice.to.join("; ")),
        (true, true) => String::from("Chưa chuyển"),
        _ if one.before == one.after && one.place == Place::Wording => {
            format!("Không sửa; nay là {}", one.choice.to.join("; "))
        }
        _ => one.after.clone(),
    };
    let basis = if one.choice.basis.is_empty() { "—" } else { &one.choice.basis };
    task(
        at,
        [
            (Field::Content, content),
            (BEFORE, one.before.clone()),
            (AFTER, after),
            (Field::Notes, one.choice.reason.clone()),
            (Field::Basis, basis.to_string()),
            (SURENESS, one.choice.sureness.in_words().to_string()),
        ],
    )
}

/// Where the tasks of each body went.
fn totals(decisions: &[Decision], at: Location) -> Vec<DraftTask> {
    let mut bodies: BTreeMap<&str, (usize, usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for one in decisions.iter().filter(|one| matches!(one.place, Place::Lead | Place::Support)) {
        let (leads, supports, to) = bodies.entry(&one.before).or_default();
        *(if one.place == Place::Lead { leads } else { supports }) += 1;
        *to.entry(if one.is_open() { "chưa quyết định" } else { &one.after }).or_default() += 1;
    }
    let rows = bodies.into_iter().map(|(before, (leads, supports, to))| {
        let to: Vec<String> = to.iter().map(|(name, count)| format!("{name}: {count}")).collect();
        task(
            at,
            [
                (Field::Content, format!("Chủ trì {leads}, phối hợp {supports}")),
                (BEFORE, before.to_string()),
                (AFTER, to.join("; ")),
            ],
        )
    });
    rows.collect()
}

fn task<const N: usize>(at: Location, values: [(Field, String); N]) -> DraftTask {
    let mut task = DraftTask::new(at);
    for (field, text) in values {
        task.values.insert(field, vec![Located::new(text, at)]);
    }
    task
}
