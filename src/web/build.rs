//! A plan → its files: `danhmuc build` and `danhmuc print`, told as they come.
//!
//! Invariant: the files are those that the command line writes, byte for byte; a page that has
//! gone away stops the run.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::anyhow;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::json as parsed;
use super::check::{Judged, Options};
use super::finding::Finding;
use super::jobs::Hearing;
use super::plan::Plan;
use super::refusal::Refusal;
use super::reply::Reply;
use super::results::{drop_later, zip_name};
use super::stream::{Teller, stream};
use super::translate::Inward;
use super::wire::{Asked, BUILD, Question as Order, Told, Wire};
use super::{App, Shared, listen};
use crate::batch::{
    self, Agencies, Choice, Done, InMemory, Outcome, RunOptions, assemble, order, print_choice,
};
use crate::diag::Diagnostics;
use crate::project::Project;
use crate::write::Artifact;
use crate::write::print_set::{PrintOptions, PrintPaper, Sides};

/// The file of the print set.
const PRINT_SET: &str = "bo-in.pdf";

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    plan: Plan,
    options: Options,
    only: Vec<String>,
    agencies: Whose,
    print: Option<Print>,
}

/// Whose extracts: "all", "none", or a list of ids or names.
#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    All,
    #[default]
    None,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Whose {
    Word(Word),
    Named(Vec<String>),
}

/// The print set, as of `danhmuc print`.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Print {
    paper: Paper,
    sides: Side,
    separators: bool,
    annex: bool,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Paper {
    #[default]
    A4,
    A3,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    One,
    #[default]
    ShortEdge,
    LongEdge,
}

impl Default for Whose {
    fn default() -> Whose {
        Whose::Word(Word::None)
    }
}

/// `POST /api/build`.
pub async fn build(State(app): Shared, request: Request) -> Result<Response, Refusal> {
    let body = app.room.read(request).await?;
    let planned = app.ask_of("plan", String::new(), body.clone()).await?;
    if planned.status != 200 {
        return Ok(planned.into_response());
    }
    let (teller, response) = stream();
    // The answer begins at once; the run may have to wait for its turn.
    let order = Order { verb: BUILD.to_string(), argument: String::new() };
    let hearing = app.jobs.long(order, body)?;
    tokio::spawn(pass_on(app, hearing, teller));
    Ok(response)
}

/// Hands on what a run tells, and keeps its files, until it ends or the page has gone.
async fn pass_on(app: Arc<App>, mut hearing: Hearing, teller: Teller) {
    let mut files = Vec::new();
    loop {
        let told = tokio::select! {
            told = hearing.next() => told,
            () = teller.nobody_listens() => return,
        };
        match told {
            Some(Ok((Told::Event, line))) => teller.tell(line),
            Some(Ok((Told::File { name }, bytes))) => files.push((name, bytes)),
            Some(Ok((Told::Result { key, name }, _))) => {
                app.results.keep(key.clone(), &name, std::mem::take(&mut files));
                tokio::spawn(drop_later(app.clone(), key));
            }
            Some(Ok(_)) => {}
            Some(Err(refusal)) => return teller.tell(failure(&refusal).into_bytes()),
            None => return,
        }
    }
}

/// The event of a run that ends without its files.
fn failure(refusal: &Refusal) -> String {
    let mut event = refusal.words();
    if let Value::Object(event) = &mut event {
        event.insert("event".into(), json!("error"));
    }
    event.to_string()
}

/// Refuses what cannot be planned before anything is told.
///
/// # Errors
/// A question that is not as agreed, a plan with errors, and files that cannot be made of it.
pub fn plan(asked: &Asked) -> Result<Reply, Refusal> {
    Run::plan(parsed(&asked.body)?, asked.templates.clone())?;
    Ok(Reply::json(json!({}).to_string()))
}

/// Makes the files of a plan, and tells of each.
pub fn run(asked: &Asked, wire: &Wire) {
    let run = parsed(&asked.body).and_then(|asked_for| {
        let run = Run::plan(asked_for, asked.templates.clone())?;
        run.tell_all(wire).map_err(|error| Refusal::failed(&error))
    });
    if let Err(refusal) = run {
        wire.tell(&Told::Event, failure(&refusal).as_bytes());
    }
}

/// A run that is about to begin.
struct Run {
    project: Project,
    places: Inward,
    choice: Choice,
    print: Option<Print>,
    options: Options,
}

impl Run {
    fn plan(question: Question, templates: Option<PathBuf>) -> Result<Run, Refusal> {
        let Question { plan, options, only, agencies, print } = question;
        let (project, places) = Judged::new(plan, options, templates)?.buildable()?;
        let agencies = match agencies {
            Whose::Word(Word::All) => Agencies::All,
            Whose::Word(Word::None) => Agencies::None,
            Whose::Named(names) => Agencies::Named(names),
        };
        let choice = match print {
            Some(print) => print_choice(agencies, print.annex, options.vietnamese_names),
            None => {
                let Options { vietnamese_names, word, collectives, .. } = options;
                Choice { only, agencies, vietnamese_names, word, collectives }
            }
        };
        batch::plan(&project, &choice).map_err(|error| Refusal::failed(&error))?;
        Ok(Run { project, places, choice, print, options })
    }

    /// Makes the files and tells of each.
    fn tell_all(&self, wire: &Wire) -> anyhow::Result<()> {
        let plan = batch::plan(&self.project, &self.choice)?;
        let mut names = plan.names();
        names.extend(self.print.map(|_| PRINT_SET.to_string()));
        let tell = |event: Value| wire.tell(&Told::Event, event.to_string().as_bytes());
        tell(json!({ "event": "start", "files": names }));
        let shelf = InMemory::default();
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let options = RunOptions {
            // Two, so that each document keeps to its own thread.
            jobs: cores.max(2),
            refuse_split_rows: self.options.deny_warnings,
            // Where nobody waits for it any more, this process is ended.
            stop: &AtomicBool::new(false),
        };
        let (mut failed, mut diagnostics) = (0, Diagnostics::default());
        batch::run(&plan, &shelf, &options, &mut diagnostics, &mut |outcome| {
            failed += usize::from(!matches!(outcome.done, Done::Made | Done::Unchanged));
            let index = names.iter().position(|name| *name == outcome.file);
            tell(event(&outcome, index, shelf.bytes(&outcome.file)));
        })?;
        let mut files = shelf.into_artifacts(&plan);
        if let (Some(print), 0) = (self.print, failed) {
            files = vec![print_set(&plan, print, &files, &tell)?];
        }
        let key = listen::random_word()?;
        let end = self.end(&plan, &files, (failed, &diagnostics), &key);
        for Artifact { name, bytes, .. } in files {
            wire.tell(&Told::File { name }, &bytes);
        }
        wire.tell(&Told::Result { key, name: self.project.name.clone() }, b"");
        tell(end);
        Ok(())
    }

    fn end(
        &self,
        plan: &batch::Plan,
        files: &[Artifact],
        (failed, diagnostics): (usize, &Diagnostics),
        key: &str,
    ) -> Value {
        let list = files.iter().enumerate().map(
            |(index, file)| json!({ "index": index, "file": file.name, "bytes": file.bytes.len() }),
        );
        let findings = diagnostics.iter().map(|one| self.places.finding(one, "build"));
        let idle: Vec<&str> = match self.choice.agencies {
            Agencies::None => Vec::new(),
            Agencies::All => plan.circulation.idle.clone(),
            Agencies::Named(_) => plan.idle_chosen.iter().map(String::as_str).collect(),
        };
        json!({
            "event": "end",
            "ok": failed == 0,
            "key": key,
            "zip": zip_name(&self.project.name),
            "made": files.len(),
            "failed": failed,
            "findings": findings.collect::<Vec<Finding>>(),
            "idle": idle,
            "files": list.collect::<Vec<Value>>(),
        })
    }
}

fn event(outcome: &Outcome, index: Option<usize>, bytes: Option<usize>) -> Value {
    let (done, message) = match &outcome.done {
        Done::Made | Done::Unchanged => ("made", None),
        Done::Refused => ("refused", None),
        Done::Left => ("left", None),
        Done::Failed(error) => ("failed", Some(format!("{error:#}"))),
    };
    json!({
        "event": "file",
        "index": index,
        "file": outcome.file,
        "done": done,
        "pages": outcome.pages,
        "bytes": bytes,
        "message": message,
    })
}

/// Puts the extracts together, in their copies.
fn print_set(
    plan: &batch::Plan,
    print: Print,
    files: &[Artifact],
    tell: &dyn Fn(Value),
) -> anyhow::Result<Artifact> {
    let paper = match print.paper {
        Paper::A4 => PrintPaper::A4,
        Paper::A3 => PrintPaper::A3,
    };
    let sides = match print.sides {
        Side::One => Sides::One,
        Side::ShortEdge => Sides::ShortEdge,
        Side::LongEdge => Sides::LongEdge,
    };
    let made = |name: &str| files.iter().find(|file| file.name == name);
    let annex = made("danh-muc.pdf").filter(|_| print.annex).and_then(|file| file.pages);
    let options = (PrintOptions { paper, sides }, print.separators);
    let order = order(plan, options, annex, &|name| made(name)?.pages)?;
    let copies: u32 = order.rows().iter().map(|row| row.copies).sum();
    tell(json!({
        "event": "print",
        "documents": order.rows().len(),
        "copies": copies,
        "pages": order.count.pages,
        "sheets": order.count.sheets,
    }));
    let read = |name: &str| {
        let file = made(name).ok_or_else(|| anyhow!("chưa có {name}"))?;
        Ok(file.bytes.clone())
    };
    let mut bytes = Vec::new();
    let pages = assemble(plan, &order, &read, &mut bytes)?.pages;
    anyhow::ensure!(pages == order.count.pages, "bộ in có {pages} trang, khác bảng số bản");
    let (name, pages) = (PRINT_SET.to_string(), Some(pages));
    Ok(Artifact { name, bytes, pages, split_rows: Vec::new(), standard: None })
}
