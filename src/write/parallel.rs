//! Work for the engine → the same work on several threads, heard of in order.
//!
//! Invariant: what is heard does not depend on how many threads there are.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use anyhow::Context;

use super::typst::prepare_thread;

/// The engine's layout recurses with the nesting of a page.
pub const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Works on items on several threads; `hear` is called on this one, in the order of the items.
///
/// # Errors
/// No thread can be started.
pub fn in_parallel<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: &(dyn Fn(&T) -> R + Sync),
    hear: &mut dyn FnMut(usize, R),
) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let threads = threads.clamp(1, items.len().max(1));
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..threads {
            let (sender, next) = (sender.clone(), &next);
            let work = move || {
                // One thread alone may have all the engine's threads for its document.
                if threads > 1 {
                    prepare_thread()?;
                }
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(turn) else { return anyhow::Ok(()) };
                    // Nobody listens any more: the run has failed elsewhere.
                    if sender.send((turn, work(item))).is_err() {
                        return Ok(());
                    }
                }
            };
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            thread.spawn_scoped(scope, work).context("không khởi động được luồng")?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut heard = 0;
        for (turn, done) in receiver {
            waiting.insert(turn, done);
            while let Some(done) = waiting.remove(&heard) {
                hear(heard, done);
                heard += 1;
            }
        }
        anyhow::ensure!(heard == items.len(), "không chuẩn bị được luồng");
        Ok(())
    })
}
