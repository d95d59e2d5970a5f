//! Questions → what workers tell of them, a few at a time.
//!
//! Invariant: a worker that ends is that question's refusal; the others go on. What cannot wait in
//! the queue is refused at once; what nobody waits for any more is not begun, and stopped where it
//! was begun.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use anyhow::Context;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::body::Arrived;
use super::refusal::Refusal;
use super::reply::Reply;
use super::wire::{Question, Told};
use super::worker::{Office, Process, Worker};

/// Jobs of a kind at a time: a page is laid out by one thread, and more at once only take
/// memory from each other.
const AT_ONCE: usize = 2;

/// Jobs of a kind that are at hand or wait; each holds its request in memory.
const MOST: usize = 256;

/// What may be held by what answers a click, in MiB: an annex of 5,000 tasks takes half of it.
const OF_QUICK: usize = 2048;

/// What may be held by a run of many files: all documents of 5,000 tasks take 2,300.
const OF_LONG: usize = 4096;

/// How long work goes on that nobody waits for: a page that asks anew every second should find its
/// worker warm.
const GRACE: Duration = Duration::from_secs(1);

/// The queues: what answers a click does not wait for what makes a hundred files.
pub struct Jobs {
    quick: Queue,
    long: Queue,
}

struct Queue {
    sender: mpsc::Sender<Job>,
    room: Arc<Semaphore>,
}

/// A question, and its place in the queue, which is free when it is answered.
struct Job {
    question: Question,
    body: Arrived,
    teller: UnboundedSender<Result<(Told, Vec<u8>), Refusal>>,
    leash: Arc<Leash>,
    _place: OwnedSemaphorePermit,
}

/// What is heard of a question; when it is dropped, nobody waits for it any more.
pub struct Hearing {
    receiver: UnboundedReceiver<Result<(Told, Vec<u8>), Refusal>>,
    leash: Arc<Leash>,
}

/// Holds whoever works on a question, so that the work can be stopped.
#[derive(Default)]
struct Leash {
    process: Mutex<Option<Process>>,
}

impl Leash {
    fn hold(&self, process: Option<Process>) {
        *self.process.lock().unwrap_or_else(PoisonError::into_inner) = process;
    }

    fn pull(&self) {
        // Held meanwhile, so that no other question is given to the same worker.
        if let Some(process) = &*self.process.lock().unwrap_or_else(PoisonError::into_inner) {
            process.end();
        }
    }
}

impl Jobs {
    /// Empty queues, and the threads that have them worked off.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn new(templates: Option<PathBuf>) -> anyhow::Result<Jobs> {
        let quick = Arc::new(Office::new(templates.clone(), OF_QUICK)?);
        let long = Arc::new(Office::new(templates, OF_LONG)?);
        Ok(Jobs { quick: Queue::new(&quick)?, long: Queue::new(&long)? })
    }

    /// Has done what answers a click.
    ///
    /// # Errors
    /// A full queue, or why the worker ended.
    pub async fn quick(&self, question: Question, body: Arrived) -> Result<Reply, Refusal> {
        let mut hearing = self.quick.add(question, body)?;
        while let Some(told) = hearing.next().await {
            if let (Told::Reply { status, headers }, body) = told? {
                return Ok(Reply { status, headers, body });
            }
        }
        Err(Refusal::inside())
    }

    /// Queues what makes many files, and tells of each.
    ///
    /// # Errors
    /// A full queue.
    pub fn long(&self, question: Question, body: Arrived) -> Result<Hearing, Refusal> {
        self.long.add(question, body)
    }
}

impl Hearing {
    /// What is told next; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<(Told, Vec<u8>), Refusal>> {
        self.receiver.recv().await
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        // Without a runtime the server has ended, and its workers with it.
        let (Ok(runtime), leash) = (tokio::runtime::Handle::try_current(), self.leash.clone())
        else {
            return;
        };
        runtime.spawn(async move {
            tokio::time::sleep(GRACE).await;
            leash.pull();
        });
    }
}

impl Queue {
    fn new(office: &Arc<Office>) -> anyhow::Result<Queue> {
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..AT_ONCE {
            let (receiver, office) = (receiver.clone(), office.clone());
            let thread = std::thread::Builder::new();
            let thread = thread.spawn(move || work_off(&receiver, &office));
            thread.context("không khởi động được luồng")?;
        }
        Ok(Queue { sender, room: Arc::new(Semaphore::new(MOST)) })
    }

    fn add(&self, question: Question, body: Arrived) -> Result<Hearing, Refusal> {
        let place = self.room.clone().try_acquire_owned().map_err(|_| Refusal::busy())?;
        let (teller, receiver) = unbounded_channel();
        let leash = Arc::new(Leash::default());
        let job = Job { question, body, teller, leash: leash.clone(), _place: place };
        self.sender.send(job).map_err(|_| Refusal::inside())?;
        Ok(Hearing { receiver, leash })
    }
}

/// Has jobs done until the server is gone.
fn work_off(jobs: &Mutex<mpsc::Receiver<Job>>, office: &Office) {
    // Started before it is wanted, so that the first question finds it warm.
    let mut worker = office.hire().ok();
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // The page has asked anew meanwhile.
        if job.teller.is_closed() {
            continue;
        }
        let present = worker.take().filter(Worker::is_there);
        match present.map_or_else(|| office.hire(), Ok) {
            Ok(present) => worker = do_job(job, present),
            Err(_) => drop(job.teller.send(Err(Refusal::inside()))),
        }
        if worker.is_none() {
            worker = office.hire().ok();
        }
    }
}

/// Has a job done; gives the worker back where it can do another.
fn do_job(job: Job, mut worker: Worker) -> Option<Worker> {
    let Job { question, body, teller, leash, _place } = job;
    leash.hold(Some(worker.process()));
    let mut hear = |told, body| drop(teller.send(Ok((told, body))));
    let asked = worker.ask(&question, body, &mut hear);
    leash.hold(None);
    match asked {
        Ok(again) => again.then_some(worker),
        Err(refusal) => {
            drop(teller.send(Err(refusal)));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        Question { verb: "check".into(), argument: String::new() }
    }

    #[test]
    fn what_cannot_wait_is_refused_at_once() {
        let (sender, receiver) = mpsc::channel();
        let queue = Queue { sender, room: Arc::new(Semaphore::new(2)) };
        let first = queue.add(question(), Arrived::nothing());
        assert!(first.is_ok() && queue.add(question(), Arrived::nothing()).is_ok());
        let refused = queue.add(question(), Arrived::nothing()).map(drop).expect_err("a refusal");
        assert_eq!(refused.words()["code"], "busy");
        // What nobody waits for is known when its turn comes, and makes way.
        drop(first);
        let job = receiver.recv().expect("the first job");
        assert!(job.teller.is_closed());
        drop(job);
        assert!(queue.add(question(), Arrived::nothing()).is_ok());
    }
}
