//! The plan and its filled extracts, as a clerk drops them → the overview of what was reported, and its
//! files.
//!
//! Invariant: answers with what `danhmuc collect` would say and write; what is wrong with one report stops
//! no other.

use axum::extract::{Path, Query, Request, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shared;
use super::refusal::Refusal;
use super::reply::Reply;
use super::upload::{cut_into, list_of};
use super::wire::Asked;
use crate::batch::{FOLLOW_UP_FILES, InMemory, follow_up};
use crate::collect::{Collected, Collector, PlanAsked, collected_json};
use crate::diag::{Language, Printing, to_json};
use crate::project::{NamedBytes, Offered, Project, ProjectOptions, each_dropped, read_files};
use crate::style::Style;
use crate::text::{Date, parse_date};
use crate::view::AnnexView;

/// More reports than any office collects at once.
const MOST_FILES: usize = 2000;

#[derive(Deserialize)]
pub struct Asking {
    /// The day as of which is counted, as a clerk writes it; empty for the newest day of the reports.
    #[serde(default)]
    day: String,
}

/// `POST /api/collect?day=`: the plan first, then the reports.
pub async fn answer(
    State(app): Shared,
    Query(asking): Query<Asking>,
    request: Request,
) -> Result<Reply, Refusal> {
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of("collect", format!("{}\n{list}", asking.day), body).await
}

/// `POST /api/collect/{file}?day=`: one of the files of the overview.
pub async fn file(
    State(app): Shared,
    Path(file): Path<String>,
    Query(asking): Query<Asking>,
    request: Request,
) -> Result<Reply, Refusal> {
    if !FOLLOW_UP_FILES.contains(&file.as_str()) {
        return Err(Refusal::not_found());
    }
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of("collect-file", format!("{file}\n{}\n{list}", asking.day), body).await
}

/// The overview as JSON.
///
/// # Errors
/// No plan, a plan with errors, a day that is none.
pub fn collected(asked: &Asked) -> Result<Reply, Refusal> {
    overview(asked, &asked.argument, |collected, _| {
        let printing = Printing { sources: &collected.sources, language: Language::Vi };
        let mut told = collected_json(collected);
        if let Value::Object(told) = &mut told {
            told.insert("findings".into(), to_json(&collected.diagnostics, printing));
        }
        Ok(Reply::json(json!(told).to_string()))
    })
}

/// A file of the overview.
///
/// # Errors
/// As of [`collected`], and what its format cannot hold.
pub fn written(asked: &Asked) -> Result<Reply, Refusal> {
    let (name, rest) = asked.argument.split_once('\n').ok_or_else(Refusal::not_found)?;
    overview(asked, rest, |collected, plan| {
        let shelf = InMemory::default();
        follow_up(collected, plan, &shelf).map_err(|error| Refusal::failed(&error))?;
        let made = shelf.take(name).ok_or_else(Refusal::inside)?;
        Ok(Reply::download(name, made.bytes))
    })
}

fn overview(
    asked: &Asked,
    argument: &str,
    then: impl FnOnce(&Collected, (&AnnexView, &Style)) -> Result<Reply, Refusal>,
) -> Result<Reply, Refusal> {
    let (day, list) = argument.split_once('\n').unwrap_or(("", argument));
    let day = day_of(day)?;
    let mut files = cut_into(list, MOST_FILES, &asked.body)?;
    if files.len() < 2 {
        return Err(Refusal::malformed("the plan and its reports are wanted"));
    }
    let reports = files.split_off(1);
    let project = plan_of(files.pop().ok_or_else(Refusal::inside)?, asked)?;
    let (Some(model), Some((style, preset))) = (&project.model, &project.style) else {
        return Err(Refusal::inside());
    };
    let annex = AnnexView::new(model, project.view_options());
    let plan = PlanAsked {
        model,
        annex: &annex,
        columns: &preset.columns,
        title: &|agency| style.settings.extract.title_for(agency),
    };
    let mut collector = Collector::new(&plan);
    each_dropped(reports, &mut |offered| match offered {
        Offered::File(input) => collector.add(&input),
        Offered::OtherKind(name) => collector.add_other_kind(name),
        Offered::Unread(name, reason) => collector.add_missing(name, reason),
    });
    let collected = collector.finish(day).map_err(|error| Refusal::failed(&error))?;
    then(&collected, (&annex, style))
}

fn day_of(text: &str) -> Result<Option<Date>, Refusal> {
    match text.trim() {
        "" => Ok(None),
        text => parse_date(text).map(Some).map_err(|_| Refusal::day(text)),
    }
}

/// The plan, without errors.
fn plan_of(file: NamedBytes, asked: &Asked) -> Result<Project, Refusal> {
    let name = file.0.clone();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_string();
    let read = read_files(std::iter::once(Ok(file))).map_err(|error| Refusal::failed(&error))?;
    let options =
        ProjectOptions { templates: asked.templates.clone(), ..ProjectOptions::default() };
    let project = Project::of(stem, read, &options).map_err(|error| Refusal::failed(&error))?;
    match project.diagnostics.errors() {
        0 => Ok(project),
        count => Err(Refusal::faulty_source(&name, count)),
    }
}
