//! What pages ask → how long the program goes on: until one of them ends it, or until none has asked
//! for a while.
//!
//! Invariant: a computer that sleeps lets no time pass, for a page that sleeps with it cannot ask.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use tokio::sync::Notify;

use super::Shared;

/// The wait is counted in so many steps. A step may last as long as a night with the lid closed, and
/// is one step all the same.
const STEPS: u32 = 60;

/// What the last answer takes on its way to the page.
const FAREWELL: Duration = Duration::from_millis(300);

/// Whether anybody still needs the program.
#[derive(Default)]
pub struct Life {
    /// Steps since the last request of a page.
    quiet: AtomicU32,
    ended: Notify,
}

impl Life {
    /// A page has asked for something.
    pub fn is_needed(&self) {
        self.quiet.store(0, Relaxed);
    }

    /// Lasts until a page ends the program, or until none has asked for as long as `patience`.
    pub async fn is_over(&self, patience: Duration) {
        let mut step = tokio::time::interval(patience / STEPS);
        step.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        step.tick().await;
        while self.quiet.load(Relaxed) < STEPS {
            tokio::select! {
                () = self.ended.notified() => return tokio::time::sleep(FAREWELL).await,
                _ = step.tick() => self.quiet.fetch_add(1, Relaxed),
            };
        }
    }
}

/// `POST /api/here`: a page that is open says so every few minutes; to have asked is all.
pub async fn here() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `POST /api/end`: the clerk closes the program.
pub async fn end(State(app): Shared) -> StatusCode {
    app.life.ended.notify_one();
    StatusCode::NO_CONTENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_when_ended_or_when_nobody_asks() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime").block_on(async {
            let (short, long) = (Duration::from_millis(60), Duration::from_secs(3600));
            Life::default().is_over(short).await;

            let ended = Life::default();
            ended.ended.notify_one();
            ended.is_over(long).await;

            let asked = Life::default();
            let asking = async {
                for _ in 0..20 {
                    tokio::time::sleep(short / 6).await;
                    asked.is_needed();
                }
            };
            tokio::select! {
                () = asked.is_over(short * 4) => panic!("over while a page asks"),
                () = asking => {}
            }
        });
    }
}
