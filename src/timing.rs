//! Where the time of a run goes, for `--timings`.
//!
//! Invariant: the only place that looks at a clock; no time reaches an output. Stages of parallel
//! documents add up, so their sum is time of processors, not of the wall.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading and resolving the source.
    Read,
    /// Checks, and choosing the style.
    Check,
    /// What each document shows, and whether that has changed since it was made.
    Compare,
    /// Filling in templates.
    Template,
    /// Laying out pages.
    Layout,
    /// Making PDFs of pages.
    Export,
    /// Making workbooks.
    Workbook,
    /// Writing files.
    Write,
}

/// Every stage, in the order of a run.
pub const STAGES: [Stage; 8] = [
    Stage::Read,
    Stage::Check,
    Stage::Compare,
    Stage::Template,
    Stage::Layout,
    Stage::Export,
    Stage::Workbook,
    Stage::Write,
];

static SPENT: [AtomicU64; STAGES.len()] = [const { AtomicU64::new(0) }; STAGES.len()];

/// Does a piece of work and adds its time to a stage.
pub fn measure<T>(stage: Stage, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    let nanoseconds = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
    SPENT[stage as usize].fetch_add(nanoseconds, Ordering::Relaxed);
    done
}

/// The time that a stage has taken in this process.
pub fn spent(stage: Stage) -> Duration {
    Duration::from_nanos(SPENT[stage as usize].load(Ordering::Relaxed))
}
