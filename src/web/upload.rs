//! Files that a clerk drops on the page → their plan.
//!
//! Invariant: several files are read as those of a folder are; what of them is no source is named
//! and not passed over in silence. A file's name is a word for messages and never a path.

use std::path::PathBuf;

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::json;

use super::Shared;
use super::body::Arrived;
use super::check::{Judged, Options};
use super::plan::{PassedOver, Plan, PlanRow};
use super::refusal::Refusal;
use super::reply::Reply;
use super::text::text_of;
use super::trace::restore;
use super::translate::outward;
use super::wire::Asked;
use crate::batch;
use crate::diag::{Language, Printing};
use crate::embedded::SEEDS;
use crate::project::{
    NamedBytes, Project, ProjectOptions, read_dropped, read_files, sources_among, tables_of,
};
use crate::read::Input;

/// The header that names the files of a body.
const FILES: &str = "x-danhmuc-files";

/// More files than a folder of a plan has.
const MOST_FILES: usize = 100;

/// A larger file is shown without its text beside the rows.
const TEXT_BYTES: usize = 32 * 1024 * 1024;

/// A file of a body.
#[derive(Deserialize)]
struct Listed {
    name: String,
    size: usize,
}

/// `POST /api/upload`.
pub async fn upload(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of("upload", list, body).await
}

/// The plan of files, and its first check.
///
/// # Errors
/// Files that are not as listed, or of which nothing can be read.
pub fn open(asked: &Asked) -> Result<Reply, Refusal> {
    let files = files_of(asked)?;
    Ok(Reply::json(opened(read(files)?, asked.templates.clone())?))
}

/// `GET /api/examples/{id}`: a seed, as if it had been dropped on the page.
pub async fn example(State(app): Shared, Path(id): Path<String>) -> Result<Reply, Refusal> {
    app.ask_of("example", id, Arrived::nothing()).await
}

/// The plan of a seed, and its first check.
///
/// # Errors
/// A seed that there is not.
pub fn open_example(asked: &Asked) -> Result<Reply, Refusal> {
    let id = &asked.argument;
    let files = SEEDS.iter().filter_map(|(path, bytes)| {
        let (folder, name) = path.split_once('/')?;
        (folder == id).then(|| (name.to_string(), bytes.to_vec()))
    });
    let files: Vec<NamedBytes> = files.collect();
    if files.is_empty() {
        return Err(Refusal::not_found());
    }
    let plan = Plan { name: id.clone(), ..read(files)? };
    Ok(Reply::json(opened(plan, asked.templates.clone())?))
}

/// `POST /api/annotate`: the clerk's own workbook back, with what is wrong in its cells.
pub async fn annotate(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of("annotate", list, body).await
}

/// A workbook with what is wrong in its cells.
///
/// # Errors
/// What is no workbook.
pub fn mark(asked: &Asked) -> Result<Reply, Refusal> {
    let mut files = files_of(asked)?;
    let (Some((name, bytes)), true) = (files.pop(), files.is_empty()) else {
        return Err(Refusal::malformed("one workbook is wanted"));
    };
    let marked = marked(name, bytes, asked.templates.clone());
    Ok(Reply::download("da-kiem-tra.xlsx", marked.map_err(|error| Refusal::failed(&error))?))
}

fn marked(name: String, bytes: Vec<u8>, templates: Option<PathBuf>) -> anyhow::Result<Vec<u8>> {
    let grids = tables_of(&Input { name: &name, bytes: &bytes })?;
    let source = read_files(std::iter::once(Ok((name, bytes))))?;
    let options = ProjectOptions { templates, ..ProjectOptions::default() };
    let project = Project::of(String::new(), source, &options)?;
    let printing = Printing { sources: &project.sources, language: Language::Vi };
    batch::annotate(&grids, &project.diagnostics, printing)
}

/// The plan and its first check.
fn opened(plan: Plan, templates: Option<PathBuf>) -> Result<String, Refusal> {
    let ids: Vec<u32> = plan.rows.iter().map(|row| row.id()).collect();
    let judged = Judged::new(plan.clone(), Options::default(), templates)?;
    Ok(json!({ "plan": plan, "check": judged.json(&ids) }).to_string())
}

/// The plan of files; one in sentences makes a draft first.
fn read(files: Vec<NamedBytes>) -> Result<Plan, Refusal> {
    let mut passed_over = Vec::new();
    let chosen = match files.len() {
        // A file alone is meant, whatever its kind.
        1 => files,
        _ => choose(files, &mut passed_over),
    };
    let name = chosen.first().map_or("", |(name, _)| name);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_string();
    let alone = chosen.first().filter(|(_, bytes)| chosen.len() == 1 && bytes.len() <= TEXT_BYTES);
    let single = alone.cloned();
    let mut source = read_dropped(chosen).map_err(|error| Refusal::failed(&error))?;
    if let Some((name, bytes)) = &single {
        restore(&mut source, &Input { name, bytes });
    }
    let mut plan = outward(name, source).map_err(Refusal::unreadable)?;
    let is_traced = |row: &PlanRow| matches!(row, PlanRow::Task(task) if task.trace.is_some());
    if let (Some((name, bytes)), true) = (&single, plan.rows.iter().any(is_traced)) {
        plan.text = text_of(&Input { name, bytes });
    }
    plan.passed_over.extend(passed_over);
    Ok(plan)
}

/// The sources among several files, in the order of a folder.
fn choose(files: Vec<NamedBytes>, passed_over: &mut Vec<PassedOver>) -> Vec<NamedBytes> {
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let sources = sources_among(names.iter().map(String::as_str));
    let (mut chosen, others): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(name, _)| sources.contains(&name.as_str()));
    chosen.sort();
    let over = others.into_iter().map(|(at, _)| PassedOver {
        at,
        text: String::new(),
        why: String::from("không phải tệp nguồn, hoặc là văn bản đi kèm tệp nguồn khác"),
    });
    passed_over.extend(over);
    chosen
}

/// The files of a question.
///
/// # Errors
/// Files that are not as listed.
pub fn files_of(asked: &Asked) -> Result<Vec<NamedBytes>, Refusal> {
    cut_into(&asked.argument, MOST_FILES, &asked.body)
}

/// The files of a body by their list, so many at most.
///
/// # Errors
/// Files that are not as listed.
pub fn cut_into(named: &str, most: usize, bytes: &[u8]) -> Result<Vec<NamedBytes>, Refusal> {
    cut(list(named, most)?, bytes)
}

/// The header that lists the files, as JSON.
///
/// # Errors
/// No such header, or one that is no text.
pub fn list_of(headers: &HeaderMap) -> Result<String, Refusal> {
    let named = headers.get(FILES).and_then(|value| value.to_str().ok());
    let named = named.ok_or_else(|| Refusal::malformed(format!("no header {FILES}")))?;
    let named = percent_decode_str(named).decode_utf8().map_err(Refusal::malformed)?;
    Ok(named.into_owned())
}

fn list(named: &str, most: usize) -> Result<Vec<Listed>, Refusal> {
    let list: Vec<Listed> = serde_json::from_str(named).map_err(Refusal::malformed)?;
    match list.len() {
        0 => Err(Refusal::malformed("no file")),
        many if many > most => Err(Refusal::malformed(format!("more than {most} files"))),
        _ => Ok(list),
    }
}

/// Cuts a body into its files.
fn cut(list: Vec<Listed>, mut bytes: &[u8]) -> Result<Vec<NamedBytes>, Refusal> {
    let mut files = Vec::new();
    for Listed { name, size } in list {
        let Some((file, rest)) = bytes.split_at_checked(size) else {
            return Err(Refusal::malformed("the body is shorter than its files"));
        };
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_string();
        files.push((name, file.to_vec()));
        bytes = rest;
    }
    match bytes {
        [] => Ok(files),
        _ => Err(Refusal::malformed("the body is longer than its files")),
    }
}
