//! A plan and a day → what `danhmuc reassign` would change in it, choice by choice, and the report of it.
//!
//! Invariant: answers with changes and never with the plan; the page applies them as one step.

use axum::extract::{Request, State};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::json as parsed;
use super::plan::{Plan, PlanRow};
use super::refusal::Refusal;
use super::reply::Reply;
use super::translate::inward;
use super::wire::Asked;
use crate::batch::{REASSIGNED, REPORT_ENDINGS, report};
use crate::model::draft::{Draft, DraftEntry, Text};
use crate::reassign::{Chosen, Decision, Place, Reassigned, Rules, reassign};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::text::{Date, parse_date, short_date};

/// Where a clerk may choose.
const CHOOSABLE: [Place; 3] = [Place::Lead, Place::Support, Place::Recipient];

#[derive(Deserialize)]
struct Question {
    plan: Plan,
    /// The day, as a clerk writes it; empty for the document's own.
    #[serde(default)]
    day: String,
    /// What the clerk chose instead of what is proposed.
    #[serde(default)]
    chosen: Vec<Pick>,
    /// The ending of the report; empty where the changes are asked for.
    #[serde(default)]
    report: String,
}

/// A choice of the clerk.
#[derive(Deserialize)]
struct Pick {
    /// The row; none for a line of Nơi nhận.
    row: Option<u32>,
    /// Where the body stands, as the decision says it.
    kind: String,
    /// The body, as written.
    before: String,
    /// Its successors; none where it stays.
    to: Vec<String>,
}

/// `POST /api/reassign`.
pub async fn offer(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    app.ask("reassign", request).await
}

/// The changes of a plan on a day, or the report of them.
///
/// # Errors
/// A question that is not as agreed, a day that is none, a report of another kind.
pub fn reassigned(asked: &Asked) -> Result<Reply, Refusal> {
    let Question { plan, day, chosen, report: ending } = parsed(&asked.body)?;
    let is_task = |row: &&PlanRow| matches!(row, PlanRow::Task(_));
    let rows: Vec<u32> = plan.rows.iter().filter(is_task).map(PlanRow::id).collect();
    let (source, _) = inward(plan)?;
    let draft = clean(source.draft.ok_or_else(Refusal::inside)?);
    let day = day_of(&day, &draft)?;
    let number = |row: u32| rows.iter().position(|id| *id == row).map(|index| index + 1);
    let chosen = chosen.into_iter().filter_map(|pick| {
        let Pick { row, kind, before, to } = pick;
        let place = CHOOSABLE.into_iter().find(|place| kind_of(*place) == kind)?;
        Some(Chosen { task: row.and_then(number), place, before, to })
    });
    let request = crate::reassign::Request {
        day,
        rules: Rules::built_in(),
        in_text: false,
        chosen: chosen.collect(),
    };
    let done = reassign(&draft, &request);
    if ending.is_empty() {
        return Ok(Reply::json(answer(&draft, &done, &rows).to_string()));
    }
    if !REPORT_ENDINGS.contains(&ending.as_str()) {
        return Err(Refusal::malformed(format!("no report “{ending}”")));
    }
    let bytes = report(done.table(&draft), &REASSIGNED, &ending)
        .map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::download(&format!("{}.{ending}", REASSIGNED.name), bytes))
}

/// The day that was asked for, else the document's own.
fn day_of(asked: &str, draft: &Draft) -> Result<Date, Refusal> {
    if !asked.trim().is_empty() {
        return parse_date(asked).map_err(|_| Refusal::day(asked));
    }
    let model = resolve(draft.clone(), ResolveOptions::default(), &mut Default::default());
    model.document.issue_date().last_day().ok_or_else(|| Refusal::day(asked))
}

fn answer(before: &Draft, done: &Reassigned, rows: &[u32]) -> Value {
    let row = |task: Option<usize>| task.and_then(|task| rows.get(task.checked_sub(1)?));
    let decisions = done.decisions.iter().map(|one| decision(one, row(one.task)));
    json!({
        "day": short_date(done.day),
        "decisions": decisions.collect::<Vec<_>>(),
        "rows": changed_rows(before, &done.draft, rows),
        "document": changed_fields(before, &done.draft),
        "recipients": changed_recipients(before, &done.draft),
        "tasks": done.changed_tasks(),
        "open": done.open(),
    })
}

/// A place in the words of the page.
fn kind_of(place: Place) -> &'static str {
    match place {
        Place::Lead => "lead",
        Place::Support => "support",
        Place::Recipient => "recipient",
        Place::Document | Place::Day | Place::Number => "document",
        Place::Wording => "wording",
    }
}

fn decision(one: &Decision, row: Option<&u32>) -> Value {
    json!({
        "row": row,
        "task": one.task,
        "content": one.content,
        "kind": kind_of(one.place),
        "before": one.before,
        "after": one.after,
        "open": one.is_open(),
        "to": one.choice.to,
        "sure": one.choice.sureness.in_words(),
        "reason": one.choice.reason,
        "basis": one.choice.basis,
    })
}

/// The fields of tasks that changed: their new values, `null` where nothing stands there any more.
fn changed_rows(before: &Draft, after: &Draft, rows: &[u32]) -> Vec<Value> {
    fn tasks(draft: &Draft) -> impl Iterator<Item = &crate::model::draft::DraftTask> {
        draft.outline.iter().filter_map(|entry| match entry {
            DraftEntry::Task(task) => Some(task),
            DraftEntry::Group(_) => None,
        })
    }
    let texts = |all: &[Text]| all.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    let pairs = tasks(before).zip(tasks(after)).zip(rows);
    let changed = pairs.filter_map(|((old, new), id)| {
        let mut values = Map::new();
        for field in old.values.keys().chain(new.values.keys()) {
            let (was, is) = (texts(old.all(*field)), texts(new.all(*field)));
            if was != is {
                let value = if is.is_empty() { Value::Null } else { json!(is) };
                values.insert(field.key().to_string(), value);
            }
        }
        (!values.is_empty()).then(|| json!({ "id": id, "values": values }))
    });
    changed.collect()
}

/// The same of the document's own fields.
fn changed_fields(before: &Draft, after: &Draft) -> Map<String, Value> {
    let (old, new) = (&before.document.fields, &after.document.fields);
    let mut changed = Map::new();
    for field in old.keys().chain(new.keys()) {
        let text = |fields: &std::collections::BTreeMap<_, Text>| {
            fields.get(field).map(|text| text.value.clone())
        };
        let is = text(new);
        if text(old) != is {
            changed.insert(field.key().to_string(), json!(is));
        }
    }
    changed
}

/// Nơi nhận where a line of it changed.
fn changed_recipients(before: &Draft, after: &Draft) -> Option<Vec<Value>> {
    let lines = |draft: &Draft| -> Vec<Value> {
        let line = |one: &crate::model::draft::DraftRecipient| {
            let copies = one.copies.as_ref().map_or("", |copies| copies.value.as_str());
            json!({ "name": one.name.value, "copies": copies })
        };
        draft.document.recipients.iter().map(line).collect()
    };
    let (old, new) = (lines(before), lines(after));
    (old != new).then_some(new)
}
