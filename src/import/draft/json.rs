//! What was imported → JSON, for other programs.
//!
//! Shape: `{"document": {…}, "tasks": [{"content", "group", "block", "lead", "support", "deadline",
//! "at", "confidence", "why", …}], "passed_over": [{"at", "text", "why"}], "count": {…}}`; texts are
//! as written, places as messages show them.

use serde_json::{Map, Value, json};

use crate::import::document::facts::Facts;
use crate::import::{Citation, FoundTask, Imported, PassedOver};
use crate::source::{Located, Sources};
use crate::text::short_date;

/// The JSON of an import.
pub fn to_json(imported: &Imported, sources: &Sources) -> Value {
    let task = |task: &FoundTask| {
        let mut shown = json!({
            "content": task.content,
            "group": task.group,
            "block": task.block,
            "lead": task.lead,
            "support": task.support,
            "deadline": task.deadline,
            "at": sources.show(task.at),
            "confidence": task.confidence.name(),
            "why": task.why,
            "sentence": task.sentence,
        });
        if let Some(shown) = shown.as_object_mut() {
            if let Some(other) = &task.other {
                let reading = json!({
                    "lead": other.lead,
                    "support": other.support,
                    "content": other.content,
                });
                shown.insert(String::from("other_reading"), reading);
            }
            for other in &task.others {
                shown.insert(other.field.key().to_string(), json!(other.value));
            }
        }
        shown
    };
    let passed = |line: &PassedOver| {
        json!({
            "at": sources.show(line.at),
            "text": line.text,
            "why": line.why,
            "in_tasks": line.in_tasks,
        })
    };
    let tally = imported.tally;
    json!({
        "document": document(&imported.facts, sources),
        "tasks": imported.tasks.iter().map(task).collect::<Vec<_>>(),
        "passed_over": imported.passed_over.iter().map(passed).collect::<Vec<_>>(),
        "count": {
            "items": tally.items,
            "tasks": tally.tasks,
            "groups": tally.groups,
            "blocks": tally.blocks,
            "attributes": tally.attributes,
            "passed_over": tally.passed,
            "implementation_left_out": imported.implementation,
        },
    })
}

fn document(facts: &Facts, sources: &Sources) -> Value {
    let mut shown = Map::new();
    let mut set = |name: &str, text: &Option<Located<String>>| {
        if let Some(text) = text {
            shown.insert(name.to_string(), json!(text.value));
        }
    };
    set("kind", &facts.kind);
    set("number", &facts.number);
    set("date", &facts.date);
    set("year", &facts.year);
    set("place", &facts.place);
    set("issuer", &facts.issuer);
    set("parent_issuer", &facts.parent_issuer);
    set("title", &facts.title);
    set("signer_title", &facts.signer_title);
    set("signer", &facts.signer);
    let texts = |list: &[Located<String>]| -> Vec<String> {
        list.iter().map(|text| text.value.clone()).collect()
    };
    if let Some(parent) = &facts.parent {
        let parent = json!({
            "kind": parent.kind,
            "number": parent.number,
            "date": parent.date,
            "issuer": parent.issuer,
        });
        shown.insert(String::from("parent"), parent);
    }
    shown.insert(String::from("basis"), json!(texts(&facts.basis)));
    shown.insert(String::from("recipients"), json!(texts(&facts.recipients)));
    let reporting = facts.reporting.iter();
    let reporting = reporting.map(|each| json!({"text": each.value, "at": sources.show(each.at)}));
    shown.insert(String::from("reporting"), json!(reporting.collect::<Vec<_>>()));
    let cited = |citation: &Citation| {
        let dates = citation.dates.iter().map(|dated| short_date(dated.date));
        let places = citation.at.iter().map(|at| sources.show(*at));
        json!({
            "kind": citation.kind,
            "number": citation.number,
            "dates": dates.collect::<Vec<_>>(),
            "issuer": citation.issuer,
            "at": places.collect::<Vec<_>>(),
        })
    };
    shown.insert(String::from("cited"), json!(facts.cited.iter().map(cited).collect::<Vec<_>>()));
    Value::Object(shown)
}
