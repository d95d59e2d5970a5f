//! A plan → its documents, several at a time.
//!
//! Invariant: memory does not grow with the number of documents; one document's failure leaves
//! the others alone; what is made does not depend on how many threads make it.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::{Context, anyhow};

use super::{Document, Known, Plan, ROW_SPLIT, Shelf};
use crate::diag::Diagnostics;
use crate::timing::{Stage, measure};
use crate::view::{Extracts, IndexView};
use crate::write::{Artifact, Fingerprint, IndexWriter, prepare_thread};

/// The engine's layout recurses with the nesting of a page.
const STACK_BYTES: usize = 16 * 1024 * 1024;

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

/// Makes the documents of a plan and keeps them on a shelf; `tell` hears of each, in the order of
/// [`Plan::names`]. Warnings about what was made go to `diagnostics`.
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
    let extracts = Extracts::new(plan.model, &plan.edition.annex);
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

impl Press<'_> {
    /// Makes all documents but the index; `hear` is called on this thread, in order.
    fn print_all(&self, hear: &mut dyn FnMut(usize, Outcome)) -> anyhow::Result<()> {
        let documents = &self.plan.documents;
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            for _ in 0..self.options.jobs.clamp(1, documents.len().max(1)) {
                let (sender, next) = (sender.clone(), &next);
                let work = move || {
                    let ready = prepare_thread();
                    loop {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        let Some(document) = documents.get(place) else { break };
                        let outcome = match &ready {
                            Ok(()) => self.print(*document),
                            Err(error) => self.failed(*document, anyhow!("{error:#}")),
                        };
                        // Nobody listens any more: the run has failed elsewhere.
                        if sender.send((place, outcome)).is_err() {
                            break;
                        }
                    }
                };
                let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
                thread.spawn_scoped(scope, work).context("không khởi động được luồng")?;
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut turn = 0;
            for (place, outcome) in receiver {
                waiting.insert(place, outcome);
                while let Some(outcome) = waiting.remove(&turn) {
                    hear(turn, outcome);
                    turn += 1;
                }
            }
            Ok(())
        })
    }

    fn print(&self, document: Document) -> Outcome {
        if self.options.stop.load(Ordering::Relaxed) {
            return Outcome {
                file: self.plan.name(document),
                pages: None,
                done: Done::Left,
                split_rows: Vec::new(),
            };
        }
        let made = caught(|| match document {
            Document::Whole(writer) => {
                let edition = &self.plan.edition;
                let inputs =
                    measure(Stage::Compare, || writer.fingerprint(edition, self.base.clone()))?;
                self.keep(writer.file, inputs, || writer.write(edition))
            }
            Document::Extract(at, writer) => {
                let extract = self.plan.extract(self.extracts, at);
                let inputs =
                    measure(Stage::Compare, || writer.fingerprint(&extract, self.base.clone()))?;
                self.keep(&self.plan.name(document), inputs, || writer.write(&extract))
            }
        });
        made.unwrap_or_else(|error| self.failed(document, error))
    }

    fn failed(&self, document: Document, error: anyhow::Error) -> Outcome {
        failure(self.plan.name(document), error)
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
                self.keep(writer.file, inputs, || writer.write(edition, &index))
            });
            made.unwrap_or_else(|error| failure(writer.file.to_string(), error))
        };
        let writers = &self.plan.index;
        let outcomes: Vec<Outcome> =
            on_thread(|| Ok(writers.iter().map(|writer| print(writer)).collect()))?;
        outcomes.into_iter().for_each(tell);
        Ok(())
    }

    /// Makes a document unless the shelf has it, and keeps it.
    fn keep(
        &self,
        file: &str,
        inputs: String,
        write: impl FnOnce() -> anyhow::Result<Artifact>,
    ) -> anyhow::Result<Outcome> {
        let outcome = |known: Known, done: Done| {
            let Known { pages, split_rows } = known;
            Ok(Outcome { file: file.to_string(), pages, done, split_rows })
        };
        let refused =
            |split_rows: &[String]| self.options.refuse_split_rows && !split_rows.is_empty();
        if let Some(known) = self.shelf.kept(file, &inputs) {
            let done = if refused(&known.split_rows) { Done::Refused } else { Done::Unchanged };
            return outcome(known, done);
        }
        let artifact = write()?;
        let known = Known { pages: artifact.pages, split_rows: artifact.split_rows.clone() };
        if refused(&known.split_rows) {
            return outcome(known, Done::Refused);
        }
        measure(Stage::Write, || self.shelf.keep(artifact, &inputs))?;
        outcome(known, Done::Made)
    }
}

/// Does work with the engine on a thread with the stack that it wants.
///
/// # Errors
/// No thread can be started, or what the work says.
pub fn on_thread<T: Send>(work: impl FnOnce() -> anyhow::Result<T> + Send) -> anyhow::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let work = || prepare_thread().and_then(|()| caught(work));
        let thread = thread.spawn_scoped(scope, work).context("không khởi động được luồng")?;
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
