//! Work for the processor → its outcome, a few at a time, away from the sockets.
//!
//! Invariant: a panic in a job is that request's refusal; the others go on. What cannot wait in
//! the queue is refused at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use super::refusal::Refusal;
use crate::write::prepare_thread;

/// The engine's layout recurses with the nesting of a page.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Jobs of a kind at a time: a page is laid out by one thread, and more at once only take
/// memory from each other.
const AT_ONCE: usize = 2;

/// Jobs of a kind that may wait; each holds its request in memory.
const WAITING: usize = 64;

/// The queues: what answers a click does not wait for what makes a hundred files.
pub struct Jobs {
    quick: Queue,
    long: Queue,
}

struct Queue {
    running: Arc<Semaphore>,
    waiting: Semaphore,
}

impl Jobs {
    /// Empty queues.
    pub fn new() -> Jobs {
        Jobs { quick: Queue::new(), long: Queue::new() }
    }

    /// Does what answers a click.
    ///
    /// # Errors
    /// A full queue, a panic, or what the work says.
    pub async fn quick<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = self.quick.turn().await?;
        let (sender, receiver) = oneshot::channel();
        start(turn, move || {
            // Nobody waits for it any more: the page has asked anew.
            let _ = sender.send(work());
        })?;
        receiver.await.unwrap_or_else(|_| Err(Refusal::inside()))
    }

    /// Starts what makes many files; `work` tells of itself by a channel of its own.
    ///
    /// # Errors
    /// A full queue.
    pub async fn long(&self, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
        start(self.long.turn().await?, work)
    }
}

impl Queue {
    fn new() -> Queue {
        Queue {
            running: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Semaphore::new(AT_ONCE + WAITING),
        }
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let _place = self.waiting.try_acquire().map_err(|_| Refusal::busy())?;
        self.running.clone().acquire_owned().await.map_err(|_| Refusal::inside())
    }
}

/// Works on a thread of its own, until whose end it holds its turn.
fn start(turn: OwnedSemaphorePermit, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).name("danhmuc job".into());
    let job = move || {
        let _turn = turn;
        // A panic drops what the asker waits on, which is how they hear of it.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            if prepare_thread().is_ok() {
                work();
            }
        }));
    };
    thread.spawn(job).map(drop).map_err(|_| Refusal::busy())
}
