//! What was collected → JSON, for programs.
//!
//! Invariant: every word of a report and every place to be looked at is in it.

use serde_json::{Value, json};

use super::overview::{Collected, Standing, Tally};
use super::report::Report;
use crate::text::short_date;
use crate::view::REPORT_HEADINGS;

/// The overview as JSON.
pub fn collected_json(all: &Collected) -> Value {
    let name = |agency| all.model.agency(agency).name.as_str();
    let report = |report: &Report| {
        let mut told = json!({
            "agency": name(report.agency),
            "place": all.sources.show(report.at),
        });
        for (cell, heading) in REPORT_HEADINGS.iter().enumerate() {
            told[*heading] = json!(report.text(cell));
        }
        told
    };
    let rows = all.rows.iter().filter_map(|row| {
        let task = all.model.tasks.get(row.task)?;
        let own = row.report.and_then(|index| all.reports.get(index));
        let remarks = row.remarks.iter().filter_map(|index| all.reports.get(*index));
        Some(json!({
            "id": task.id,
            "number": task.number,
            "content": task.content.value,
            "lead": all.lead_name(row),
            "deadline": task.deadline.as_ref().map(|deadline| deadline.value.text.as_str()),
            "standing": row.standing.words(),
            "days_late": row.days_late,
            "report": own.map(report),
            "remarks": remarks.map(report).collect::<Vec<_>>(),
        }))
    });
    let agencies = all.agencies.iter().map(|each| {
        json!({ "agency": name(each.agency), "counts": counts(&each.tally), "has_reported": each.has_reported })
    });
    let groups = all.groups.iter();
    let groups = groups.map(|each| json!({ "group": each.title, "counts": counts(&each.tally) }));
    let review = all.review.iter().map(|one| {
        json!({
            "place": all.sources.show(one.at),
            "agency": one.agency.map(name),
            "reason": one.reason,
            "text": one.text,
        })
    });
    json!({
        "as_of": all.as_of.map(short_date),
        "files": { "offered": all.files.0, "reports": all.files.1 },
        "cells": {
            "filled": all.cells.filled,
            "own": all.cells.own,
            "overview": all.cells.overview,
            "review": all.cells.review,
        },
        "counts": counts(&all.tally()),
        "tasks": counts(&all.task_tally()),
        "rows": rows.collect::<Vec<_>>(),
        "agencies": agencies.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "silent": all.silent().collect::<Vec<_>>(),
        "review": review.collect::<Vec<_>>(),
    })
}

/// Counts by the words of their standings.
fn counts(tally: &Tally) -> Value {
    let words = Standing::ALL.map(Standing::words);
    Value::Object(
        words.into_iter().map(String::from).zip(tally.iter().map(|it| json!(it))).collect(),
    )
}
