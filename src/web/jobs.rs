//! Work for the processor → its outcome, a few at a time, on threads of their own.
//!
//! Invariant: a panic in a job is that request's refusal; the others go on. What cannot wait in
//! the queue is refused at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use anyhow::Context;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::refusal::Refusal;
use crate::write::prepare_thread;

/// The engine's layout recurses with the nesting of a page.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Jobs of a kind at a time: a page is laid out by one thread, and more at once only take
/// memory from each other.
const AT_ONCE: usize = 2;

/// Jobs of a kind that are at hand or wait; each holds its request in memory.
const MOST: usize = 64;

/// The queues: what answers a click does not wait for what makes a hundred files.
pub struct Jobs {
    quick: Queue,
    long: Queue,
}

struct Queue {
    sender: mpsc::Sender<Job>,
    room: Arc<Semaphore>,
}

/// Work, and its place in the queue, which is free when the work is done.
struct Job {
    work: Box<dyn FnOnce() + Send>,
    _place: OwnedSemaphorePermit,
}

impl Jobs {
    /// Empty queues, and the threads that work them off.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn new() -> anyhow::Result<Jobs> {
        Ok(Jobs { quick: Queue::new()?, long: Queue::new()? })
    }

    /// Does what answers a click.
    ///
    /// # Errors
    /// A full queue, a panic, or what the work says.
    pub async fn quick<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (sender, receiver) = oneshot::channel();
        self.quick.add(move || {
            // Nobody waits for it any more where the page has asked anew.
            if !sender.is_closed() {
                let _ = sender.send(work());
            }
        })?;
        // A panic drops the sender, which is how we hear of it.
        receiver.await.unwrap_or_else(|_| Err(Refusal::inside()))
    }

    /// Queues what makes many files; it tells of itself by a channel of its own, whose end is
    /// dropped on a panic.
    ///
    /// # Errors
    /// A full queue.
    pub fn long(&self, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
        self.long.add(work)
    }
}

impl Queue {
    fn new() -> anyhow::Result<Queue> {
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..AT_ONCE {
            let receiver = receiver.clone();
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            let thread = thread.spawn(move || {
                if prepare_thread().is_ok() {
                    work_off(&receiver);
                }
            });
            thread.context("không khởi động được luồng")?;
        }
        Ok(Queue { sender, room: Arc::new(Semaphore::new(MOST)) })
    }

    fn add(&self, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
        let place = self.room.clone().try_acquire_owned().map_err(|_| Refusal::busy())?;
        let job = Job { work: Box::new(work), _place: place };
        self.sender.send(job).map_err(|_| Refusal::inside())
    }
}

/// Does jobs until the server is gone.
fn work_off(jobs: &Mutex<mpsc::Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { work, _place }) = job else { return };
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T>(future: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        runtime.expect("a runtime").block_on(future)
    }

    #[test]
    fn a_panic_is_one_refusal_and_the_next_job_is_done() {
        let jobs = Jobs::new().expect("threads");
        for _ in 0..2 * AT_ONCE {
            let broken = wait(jobs.quick(|| -> Result<(), Refusal> { panic!("a broken job") }));
            let words = broken.expect_err("a refusal").words();
            assert_eq!(words["code"], "inside");
        }
        assert_eq!(wait(jobs.quick(|| Ok(7))).ok(), Some(7));
    }

    #[test]
    fn what_cannot_wait_is_refused_at_once() {
        let jobs = Jobs::new().expect("threads");
        let gate = Arc::new(Mutex::new(()));
        let held = gate.lock();
        for _ in 0..MOST {
            let gate = gate.clone();
            assert!(jobs.long(move || drop(gate.lock())).is_ok());
        }
        let refused = jobs.long(|| ()).expect_err("a refusal").words();
        assert_eq!(refused["code"], "busy");
        // The other queue is not held up.
        assert_eq!(wait(jobs.quick(|| Ok(7))).ok(), Some(7));
        drop(held);
    }
}
