//! A model → the JSON of `danhmuc show`: what the program understood, with its places.

use serde_json::{Map, Value, json};

use crate::model::{
    Assignee, Assignment, Deadline, Document, Field, IssueDate, Model, ParentDocument, Task,
};
use crate::source::{Located, Sources};

/// `{"document":{…},"groups":[…],"tasks":[…],"agencies":[…]}`.
pub fn model_json(model: &Model, sources: &Sources) -> Value {
    let groups = model.groups.iter().map(|group| {
        json!({
            "level": group.level,
            "number": group.number,
            "title": group.title.value,
            "at": sources.show(group.title.at),
        })
    });
    let agencies = model.agencies.iter().map(|agency| {
        json!({
            "id": agency.id,
            "name": agency.name,
            "short": agency.short,
            "kind": agency.kind,
        })
    });
    json!({
        "document": document(&model.document),
        "groups": groups.collect::<Vec<_>>(),
        "tasks": model.tasks.iter().map(|each| task(model, each, sources)).collect::<Vec<_>>(),
        "agencies": agencies.collect::<Vec<_>>(),
    })
}

fn document(document: &Document) -> Value {
    let recipients = document.recipients.iter();
    let recipients = recipients.map(|each| json!({ "name": each.name, "copies": each.copies }));
    json!({
        "kind": document.kind,
        "number": document.number,
        "date": date(document.date),
        "issuer": document.issuer.as_ref().map(|issuer| &issuer.value),
        "parent_issuer": document.parent_issuer,
        "place": document.place,
        "title": document.title.value,
        "parent": document.parent.as_ref().map(parent),
        "basis": document.basis,
        "recipients": recipients.collect::<Vec<_>>(),
        "mode": document.mode.value.name(),
        "style": document.style.value,
        "columns": document.columns.as_ref().map(|columns| &columns.value),
        "numbering": document.numbering.name(),
        "number_row": document.number_row,
        "annex": document.annex,
        "notes": document.notes,
    })
}

fn parent(parent: &ParentDocument) -> Value {
    json!({
        "kind": parent.kind,
        "number": parent.number,
        "date": date(parent.date),
        "issuer": parent.issuer,
    })
}

/// A known day as "YYYY-MM-DD", a known month as "YYYY-MM", a known year as "YYYY".
fn date(date: IssueDate) -> Value {
    match date {
        IssueDate::Day(day) => json!(day.to_string()),
        IssueDate::Month(first) => json!(format!("{}-{:02}", first.year(), first.month())),
        IssueDate::Year(year) => json!(year.to_string()),
        IssueDate::Unknown => Value::Null,
    }
}

fn task(model: &Model, task: &Task, sources: &Sources) -> Value {
    let path = model.group_path(task);
    // Titles alone: numbers of groups follow the scheme of the annex, and stand with `groups`.
    let path = path.iter().map(|group| group.title.value.as_str());
    let lead = (!task.lead.is_empty()).then(|| {
        let texts: Vec<&str> = task.lead.iter().map(|lead| &*lead.text).collect();
        let ids: Vec<&str> = task.lead.iter().flat_map(|lead| ids(model, lead)).collect();
        json!({ "text": texts.join("; "), "agencies": ids })
    });
    let support = task.support.iter().map(|support| {
        let collective = match support.to {
            Assignee::Collective(id) => Some(&model.collectives[id.0]),
            Assignee::Agency(_) => None,
        };
        json!({
            "text": &*support.text,
            "agencies": ids(model, support),
            "collective": collective.map(|each| &each.id),
            "open": collective.is_some_and(|each| each.open),
        })
    });
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_string(), value);
    put("id", json!(task.id));
    put("number", json!(task.number));
    put("group", json!(path.collect::<Vec<_>>()));
    put("content", json!(task.content.value));
    put("lead", json!(lead));
    put("joint", json!(task.joint));
    put("support", json!(support.collect::<Vec<_>>()));
    put("deadline", json!(task.deadline.as_ref().map(deadline)));
    for field in [Field::Product, Field::Approver, Field::Notes] {
        put(field.key(), json!(task.detail(field).map(|text| &text.value)));
    }
    for (field, text) in &task.details {
        put(field.key(), json!(text.value));
    }
    put("at", json!(sources.show(task.at.at)));
    Value::Object(object)
}

fn ids<'a>(model: &'a Model, assignment: &'a Assignment) -> Vec<&'a str> {
    model.reach(assignment).iter().map(|id| model.agency(*id).id.as_str()).collect()
}

fn deadline(deadline: &Located<Deadline>) -> Value {
    let deadline = &deadline.value;
    json!({
        "text": deadline.text,
        "start": deadline.start().map(|day| day.to_string()),
        "end": deadline.end().map(|day| day.to_string()),
        "recurring": deadline.recurring(),
    })
}
