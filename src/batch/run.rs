//! A plan → its documents, several at a time.
//!
//! Invariant: memory does not grow with the number of documents; one document's failure leaves
//! the others alone; what is made does not depend on how many threads make it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, anyhow};

use super::{Document, InMemory, Known, Plan, ROW_SPLIT, Shelf};
use crate::diag::Diagnostics;
use crate::timing::{Stage, measure};
use crate::view::{Extracts, IndexView};
use crate::write::{Artifact, Fingerprint, IndexWriter, STACK_BYTES, in_parallel};

/// Choices of one run.
pub struct RunOptions<'r> {
    /// Documents at a time.
    pub jobs: usize,
    /// A document with a broken row is not kept (`--deny-warnings`).
    pub refuse_split_rows: bool,
    /// Set to stop after the documents at hand.
    pub stop: &'r AtomicBool,
}

/// How one document ended.
#[derive(Debug)]
pub struct Outcome {
    /// Its file.
    pub file: String,
    /// Its pages, where the format has them and it was made.
    pub pages: Option<usize>,
    /// What became of it.
    pub done: Done,
    /// Ids of tasks whose row is broken.
    split_rows: Vec<String>,
}

/// What became of a document.
#[derive(Debug)]
pub enum Done {
    /// Made and kept.
    Made,
    /// Not made again: nothing that it shows has changed.
    Unchanged,
    /// Not kept, because a row is broken and the run refuses warnings.
    Refused,
    /// It could not be made; the others go on.
    Failed(anyhow::Error),
    /// The run was stopped before its turn.
    Left,
}

/// Makes the documents of a plan and keeps them on a shelf; `tell` hears of each, in an order that
/// is the same for any number of threads. Warnings about what was made go to `diagnostics`.
///
/// # Errors
/// Only when no thread can be started; a document's own failure is its outcome.
pub fn run(
    plan: &Plan,
    shelf: &dyn Shelf,
    options: &RunOptions,
    diagnostics: &mut Diagnostics,
    tell: &mut dyn FnMut(Outcome),
) -> anyhow::Result<()> {
    let extracts = plan.extracts();
    let base = plan.edition.fingerprint()?;
    let press = Press { plan, extracts: &extracts, base, shelf, options };
    let mut pages = vec![None; plan.files.len()];
    let mut whole = true;
    let mut hear = |place: usize, outcome: Outcome| {
        whole &= matches!(outcome.done, Done::Made | Done::Unchanged);
        if let (Document::Extract(at, _), Some(count)) = (plan.documents[place], outcome.pages) {
            pages[at] = Some(count);
        }
        let split = |id: &String| plan.model.tasks.iter().find(|task| task.id == *id);
        for task in outcome.split_rows.iter().filter_map(split) {
            diagnostics.push(ROW_SPLIT.at(task.content.at));
        }
        tell(outcome);
    };
    press.print_all(&mut hear)?;
    diagnostics.settle();
    if !plan.index.is_empty() {
        let pages: Option<Vec<usize>> = pages.into_iter().collect();
        press.print_index(pages.filter(|_| whole), tell)?;
    }
    Ok(())
}

/// All that the threads share.
struct Press<'p> {
    plan: &'p Plan<'p>,
    extracts: &'p Extracts<'p>,
    base: Fingerprint,
    shelf: &'p dyn Shelf,
    options: &'p RunOptions<'p>,
}

/// A document of the plan, by its place, and what it would be made of.
struct Due {
    place: usize,
    inputs: String,
}

impl Press<'_> {
    /// Makes all documents but the index; `hear` is called on this thread: first of those that
    /// need not be made again, then of the others as they come.
    fn print_all(&self, hear: &mut dyn FnMut(usize, Outcome)) -> anyhow::Result<()> {
        let places: Vec<usize> = (0..self.plan.documents.len()).collect();
        let mut due = Vec::new();
        let compare = |place: &usize| self.compare(*place);
        in_parallel(self.options.jobs, &places, &compare, &mut |place, compared| match compared {
            Ok(inputs) => due.push(Due { place, inputs }),
            Err(outcome) => hear(place, outcome),
        })?;
        let due = self.in_good_order(due);
        let print = |due: &Due| self.print(due);
        in_parallel(self.options.jobs, &due, &print, &mut |turn, outcome| {
            hear(due[turn].place, outcome);
        })
    }

    /// What a document would be made of, or how it ended where that is what it is made of.
    fn compare(&self, place: usize) -> Result<String, Outcome> {
        let document = self.plan.documents[place];
        let file = self.plan.name(document);
        let base = || self.base.clone();
        let inputs = measure(Stage::Compare, || {
            caught(|| match document {
                Document::Whole(writer) => writer.fingerprint(&self.plan.edition, base()),
                Document::Extract(at, writer) => {
                    writer.fingerprint(&self.plan.extract(self.extracts, at), base())
                }
            })
        });
        let inputs = inputs.map_err(|error| failure(file.clone(), error))?;
        match self.kept(&file, &inputs) {
            Some(outcome) => Err(outcome),
            None => Ok(inputs),
        }
    }

    /// Documents of the whole plan come late, but not last: about as many rows of extracts follow
    /// as they have themselves.
    ///
    /// The engine's memory of layouts grows with the largest document and is walked whenever it
    /// is cleared; and a large document that comes last is worked on by one thread alone.
    fn in_good_order(&self, due: Vec<Due>) -> Vec<Due> {
        let documents = &self.plan.documents;
        let is_whole = |due: &Due| matches!(documents[due.place], Document::Whole(_));
        let (whole, mut extracts): (Vec<Due>, Vec<Due>) = due.into_iter().partition(is_whole);
        let mut left = if whole.is_empty() { 0 } else { self.plan.model.tasks.len() };
        let late = extracts.iter().rev().take_while(|due| {
            let rows = match documents[due.place] {
                Document::Extract(at, writer) if writer.ending == "pdf" => {
                    let agency = self.plan.circulation.agencies[at].agency;
                    self.extracts.counts(agency).iter().sum()
                }
                _ => 0,
            };
            let follows = left > 0;
            left = left.saturating_sub(rows);
            follows
        });
        let late = extracts.len() - late.count();
        extracts.splice(late..late, whole);
        extracts
    }

    fn print(&self, Due { place, inputs }: &Due) -> Outcome {
        let document = self.plan.documents[*place];
        let file = self.plan.name(document);
        if self.options.stop.load(Ordering::Relaxed) {
            return Outcome { file, pages: None, done: Done::Left, split_rows: Vec::new() };
        }
        let _work = self.plan.edition.work(&file);
        let made = caught(|| {
            let artifact = match document {
                Document::Whole(writer) => writer.write(&self.plan.edition)?,
                Document::Extract(at, writer) => {
                    writer.write(&self.plan.extract(self.extracts, at))?
                }
            };
            self.keep(artifact, inputs)
        });
        made.unwrap_or_else(|error| failure(file, error))
    }

    /// The index comes last, because it counts the pages of the others.
    fn print_index(
        &self,
        pages: Option<Vec<usize>>,
        tell: &mut dyn FnMut(Outcome),
    ) -> anyhow::Result<()> {
        let Plan { model, circulation, files, edition, .. } = self.plan;
        let Some(pages) = pages else {
            for writer in &self.plan.index {
                let missing = "chưa lập được mục lục vì chưa đủ các bản trích";
                let done = match self.options.stop.load(Ordering::Relaxed) {
                    true => Done::Left,
                    false => Done::Failed(anyhow!(missing)),
                };
                let file = writer.file.to_string();
                tell(Outcome { file, pages: None, done, split_rows: Vec::new() });
            }
            return Ok(());
        };
        let document = &edition.annex.document;
        let index = IndexView::new(model, self.extracts, circulation, (files, &pages), document);
        let print = |writer: &IndexWriter| {
            let made = caught(|| {
                let inputs = writer.fingerprint(&index, self.base.clone())?;
                match self.kept(writer.file, &inputs) {
                    Some(outcome) => Ok(outcome),
                    None => self.keep(writer.write(edition, &index)?, &inputs),
                }
            });
            made.unwrap_or_else(|error| failure(writer.file.to_string(), error))
        };
        let writers = &self.plan.index;
        let outcomes: Vec<Outcome> =
            on_thread(|| Ok(writers.iter().map(|writer| print(writer)).collect()))?;
        outcomes.into_iter().for_each(tell);
        Ok(())
    }

    /// How a document ended that the shelf has as it would be made.
    fn kept(&self, file: &str, inputs: &str) -> Option<Outcome> {
        let known = self.shelf.kept(file, inputs)?;
        let done = if self.refuses(&known) { Done::Refused } else { Done::Unchanged };
        Some(known.outcome(file, done))
    }

    /// Keeps a document that was made.
    fn keep(&self, artifact: Artifact, inputs: &str) -> anyhow::Result<Outcome> {
        let file = artifact.name.clone();
        let known = Known { pages: artifact.pages, split_rows: artifact.split_rows.clone() };
        if self.refuses(&known) {
            return Ok(known.outcome(&file, Done::Refused));
        }
        measure(Stage::Write, || self.shelf.keep(artifact, inputs))?;
        Ok(known.outcome(&file, Done::Made))
    }

    fn refuses(&self, known: &Known) -> bool {
        self.options.refuse_split_rows && !known.split_rows.is_empty()
    }
}

impl Known {
    fn outcome(self, file: &str, done: Done) -> Outcome {
        let Known { pages, split_rows } = self;
        Outcome { file: file.to_string(), pages, done, split_rows }
    }
}

/// Does work with the engine on a thread with the stack that it wants.
///
/// # Errors
/// No thread can be started, or what the work says.
pub fn on_thread<T: Send>(work: impl FnOnce() -> anyhow::Result<T> + Send) -> anyhow::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let thread =
            thread.spawn_scoped(scope, || caught(work)).context("không khởi động được luồng")?;
        thread.join().unwrap_or_else(|_| Err(anyhow!("lỗi bên trong chương trình")))
    })
}

fn failure(file: String, error: anyhow::Error) -> Outcome {
    Outcome { file, pages: None, done: Done::Failed(error), split_rows: Vec::new() }
}

/// A panic of the engine is a failure of one document, not of the run.
fn caught<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(anyhow!("lỗi bên trong chương trình khi tạo văn bản này")))
}

/// Makes the documents of a plan in memory, in the order of [`Plan::names`].
///
/// # Errors
/// The first document that cannot be made.
pub fn make(
    plan: &Plan,
    jobs: usize,
    diagnostics: &mut Diagnostics,
) -> anyhow::Result<Vec<Artifact>> {
    let shelf = InMemory::default();
    let stop = AtomicBool::new(false);
    let options = RunOptions { jobs, refuse_split_rows: false, stop: &stop };
    let mut failure = None;
    run(plan, &shelf, &options, diagnostics, &mut |outcome| {
        if let Done::Failed(error) = outcome.done {
            failure.get_or_insert(error);
        }
    })?;
    if let Some(error) = failure {
        return Err(error);
    }
    Ok(shelf.into_artifacts(plan))
}
