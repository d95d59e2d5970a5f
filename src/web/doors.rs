//! Connections → those that may stay: what has not shown the token makes way for what comes later.
//!
//! Invariant: no connection waits for another one to end; how many there are is bounded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Connections that have not shown the token. A browser opens six at a time for a page.
const STRANGERS: usize = 128;

/// Connections that have.
const KNOWN: usize = 512;

/// Who is inside.
#[derive(Default)]
pub struct Doors {
    inside: Mutex<Inside>,
}

#[derive(Default)]
struct Inside {
    /// The oldest first.
    strangers: VecDeque<Visit>,
    known: Vec<Visit>,
}

/// A connection.
#[derive(Clone)]
pub struct Visit {
    doors: Arc<Doors>,
    asked_to_go: Arc<Notify>,
}

impl Doors {
    /// Lets a connection in; the oldest stranger goes where there are too many.
    pub fn enter(self: &Arc<Doors>) -> Visit {
        let visit = Visit { doors: self.clone(), asked_to_go: Arc::new(Notify::new()) };
        let mut inside = self.lock();
        inside.strangers.push_back(visit.clone());
        while inside.strangers.len() > STRANGERS {
            if let Some(oldest) = inside.strangers.pop_front() {
                oldest.asked_to_go.notify_one();
            }
        }
        visit
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Visit {
    /// It has shown the token.
    pub fn is_known_now(&self) {
        let mut inside = self.doors.lock();
        let place = inside.strangers.iter().position(|other| self.is(other));
        if inside.known.len() < KNOWN
            && let Some(visit) = place.and_then(|place| inside.strangers.remove(place))
        {
            inside.known.push(visit);
        }
    }

    /// Until it has to make way.
    pub async fn must_go(&self) {
        self.asked_to_go.notified().await;
    }

    /// It has ended.
    pub fn leave(&self) {
        let mut inside = self.doors.lock();
        inside.strangers.retain(|other| !self.is(other));
        inside.known.retain(|other| !self.is(other));
    }

    fn is(&self, other: &Visit) -> bool {
        Arc::ptr_eq(&self.asked_to_go, &other.asked_to_go)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_make_way_and_the_known_stay() {
        let doors = Arc::new(Doors::default());
        let known = doors.enter();
        known.is_known_now();
        let first = doors.enter();
        let others: Vec<Visit> = (0..STRANGERS).map(|_| doors.enter()).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime").block_on(async {
            first.must_go().await;
            let at_once = std::time::Duration::ZERO;
            assert!(tokio::time::timeout(at_once, known.must_go()).await.is_err());
            assert!(tokio::time::timeout(at_once, others[0].must_go()).await.is_err());
        });
        known.leave();
        others.iter().for_each(Visit::leave);
        let inside = doors.lock();
        assert!(inside.strangers.is_empty() && inside.known.is_empty());
    }
}
