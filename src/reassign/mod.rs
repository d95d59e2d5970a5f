//! A plan and a day → the same plan with the bodies of that day, and why each was chosen.
//!
//! Invariant: a plan whose bodies all exist on the day comes out as it is; a body whose successor
//! nothing decides stays, is marked in its task, and is told.
//!
//! # Where to change
//!
//! Who took over what: `seeds/agencies/chuyen-giao/`, read by `rules`. How the words of a task decide:
//! `evidence`. Communes, districts and chains: `successor`. How a successor is written: `wording`.
//! What a person chose instead: `chosen`. One task: `tasks`. Date, province, Nơi nhận: `document`. The table of what was done: `report`.

mod chosen;
mod decision;
mod document;
mod evidence;
mod phrases;
mod report;
mod rules;
mod successor;
mod tasks;
mod wording;

pub use chosen::Chosen;
pub use decision::{Choice, Decision, Place, Sureness};
pub use rules::Rules;

use crate::diag::{Diagnostic, Diagnostics, Fault, Severity};
use crate::model::DocumentField;
use crate::model::draft::{Draft, DraftEntry};
use crate::names::Bodies;
use crate::resolve::directory_for;
use crate::text::Date;
use successor::Successors;
use tasks::Reader;
use wording::OldNames;

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&SUCCESSOR_OPEN, &DAY_BEFORE, &NUMBER_KEPT, &OLD_NAME_KEPT];

static SUCCESSOR_OPEN: Fault = Fault {
    code: "successor-open",
    severity: Severity::Error,
    vi: "“{found}”: chưa chuyển, {reason}; hãy chọn{among}",
    en: "“{found}” was not changed: {reason}; choose{among}",
    explain_vi: "Cơ quan này không còn vào ngày ban hành lại, hoặc dòng này phải do người viết lại. Nội \
                 dung nhiệm vụ không đủ căn cứ để chọn cơ quan kế thừa nên tên được giữ nguyên, lý do \
                 ghi ở cột lý do của bản dự thảo. Sửa tên trong nguồn, hoặc ghi quy tắc riêng.",
    explain_en: "The body is no more on the new day, or the line is for a person to write. The words of \
                 the task decide on no successor, so that the name stays and the reason stands among \
                 those of the draft. Mend the name in the source, or give a rule of your own.",
};

static DAY_BEFORE: Fault = Fault {
    code: "day-before",
    severity: Severity::Warning,
    vi: "ngày ban hành lại {day} trước ngày của văn bản “{found}”; hãy xem lại ngày đã nêu",
    en: "the new day {day} is before that of the document, “{found}”; look at the day that was given",
    explain_vi: "Văn bản được ban hành lại sau ngày của nó; nêu nhầm ngày thì cơ quan của một thời khác \
                 được ghi vào.",
    explain_en: "A document is issued again after its own day; with a wrong day the bodies of another \
                 time are put in.",
};

static NUMBER_KEPT: Fault = Fault {
    code: "old-number-kept",
    severity: Severity::Warning,
    vi: "số “{found}” là của văn bản cũ; ghi số của văn bản ban hành lại khi có",
    en: "the number “{found}” is that of the old document; give the new one when it is known",
    explain_vi: "Khi ban hành lại, ngày của văn bản là ngày đã nêu; số và ký hiệu thì chương trình không \
                 biết nên giữ nguyên.",
    explain_en: "A plan that is issued again has the day that was given; its number is not known to the \
                 program and stays.",
};

static OLD_NAME_KEPT: Fault = Fault {
    code: "old-name-kept",
    severity: Severity::Note,
    vi: "nội dung nhắc “{found}” ({now}); không sửa, hãy xem lại câu này",
    en: "a text names “{found}” ({now}); it is left as it is, so look at the sentence",
    explain_vi: "Tên cơ quan cũ trong câu có thể là tên văn bản, tên chương trình nên chỉ được liệt kê.",
    explain_en: "The name of an old body in a sentence may belong to a title, so it is only listed.",
};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The day of the new plan.
    pub day: Date,
    /// Who took over.
    pub rules: Rules,
    /// Whether names inside texts are changed as well.
    pub in_text: bool,
    /// What a person chose instead.
    pub chosen: Vec<Chosen>,
}

/// A plan of the new day.
#[derive(Debug)]
pub struct Reassigned {
    /// The plan; equal to the one given where nothing changed.
    pub draft: Draft,
    /// What was decided and what was not, in the order of the plan.
    pub decisions: Vec<Decision>,
    /// Whether the plan differs from the one given.
    pub is_changed: bool,
    /// The day.
    pub day: Date,
}

/// Puts the bodies of a day into a plan that `resolve::clean` has said cleanly.
pub fn reassign(draft: &Draft, request: &Request) -> Reassigned {
    let before = directory_for(draft);
    let mut new = draft.clone();
    let mut lines = match before.merged_province().filter(|_| is_after_reform(request.day)) {
        Some(names) => document::rename_province(&mut new.document, names),
        None => Vec::new(),
    };
    let day = document::set_day(&mut new.document, request.day, draft.at.at);
    let after = directory_for(&new);
    let place = place_words(&new);
    let successors =
        Successors::new((&before, &after), request.day, (&request.rules, place.as_str()));
    lines.extend(document::reassign_lines(&mut new.document, &successors, &request.chosen));
    let reader = Reader {
        successors: &successors,
        bodies: Bodies::new(&before, &[]),
        old: OldNames::new(&successors, false),
        inside: OldNames::new(&successors, true),
        in_text: request.in_text,
        chosen: &request.chosen,
    };
    let mut titles: Vec<String> = Vec::new();
    let mut number = 0;
    for entry in &mut new.outline {
        match entry {
            DraftEntry::Group(group) => {
                titles.truncate(group.level.saturating_sub(1));
                titles.push(group.title.value.clone());
            }
            DraftEntry::Task(task) => {
                number += 1;
                lines.extend(reader.reassign(task, number, &titles.join("; ")));
            }
        }
    }
    let is_listed = |one: &Decision| one.place == Place::Wording && one.before == one.after;
    if lines.iter().all(is_listed) {
        let draft = draft.clone();
        return Reassigned { draft, decisions: lines, is_changed: false, day: request.day };
    }
    let decisions = day.into_iter().chain(lines).collect();
    Reassigned { draft: new, decisions, is_changed: true, day: request.day }
}

impl Reassigned {
    /// The table of what was decided, as a plan for the writers; `before` is the plan as it was.
    pub fn table(&self, before: &Draft) -> Draft {
        let title = before.document.fields.get(&DocumentField::Title);
        let title = title.map_or("", |title| title.value.as_str());
        report::report(&self.decisions, title, (self.day, before.at.at))
    }

    /// What a person must decide, and the old names that stay inside texts.
    pub fn diagnostics(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for one in &self.decisions {
            if let Some(found) = told(one) {
                diagnostics.push(found);
            }
        }
        diagnostics
    }

    /// How many tasks have a body that was changed.
    pub fn changed_tasks(&self) -> usize {
        let changed = self.decisions.iter().filter(|one| one.before != one.after);
        let mut tasks: Vec<usize> = changed.filter_map(|one| one.task).collect();
        tasks.dedup();
        tasks.len()
    }

    /// How many names a person must decide on.
    pub fn open(&self) -> usize {
        let is_told =
            |one: &&Decision| matches!(one.place, Place::Wording | Place::Number | Place::Day);
        self.decisions.iter().filter(|one| one.is_open() && !is_told(one)).count()
    }
}

fn told(one: &Decision) -> Option<Diagnostic> {
    if one.place == Place::Wording {
        let now = if one.choice.to.is_empty() { "?".to_string() } else { one.choice.to.join(", ") };
        let kept = OLD_NAME_KEPT.at(one.at).with("found", one.before.clone());
        return (one.before == one.after).then(|| kept.with("now", now));
    }
    if one.place == Place::Number {
        return Some(NUMBER_KEPT.at(one.at).with("found", one.before.clone()));
    }
    if !one.is_open() {
        return None;
    }
    if one.place == Place::Day {
        let early = DAY_BEFORE.at(one.at).with("found", one.before.clone());
        return Some(early.with("day", one.after.clone()));
    }
    let among = match one.choice.to.as_slice() {
        [] => String::new(),
        names => format!(": {}", names.join(", ")),
    };
    let found = SUCCESSOR_OPEN.at(one.at).with("found", one.before.clone());
    Some(found.with("reason", one.choice.reason.clone()).with("among", among))
}

/// The words that name the province of a plan.
fn place_words(draft: &Draft) -> String {
    const FIELDS: [DocumentField; 4] = [
        DocumentField::ParentIssuer,
        DocumentField::ParentDocumentIssuer,
        DocumentField::Issuer,
        DocumentField::Place,
    ];
    let texts = FIELDS.iter().filter_map(|field| draft.document.fields.get(field));
    texts.map(|text| text.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether the provinces were merged by a day (NQ 202/2025/QH15; the new ones work from 01/7/2025).
fn is_after_reform(day: Date) -> bool {
    Date::new(2025, 7, 1).is_ok_and(|reform| reform <= day)
}
