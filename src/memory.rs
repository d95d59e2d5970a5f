//! What this process holds of memory → a bound, past which it says whose work it was and ends.
//!
//! Invariant: counts what the allocator is asked for, whatever the system; nothing here allocates
//! while it counts. An allocator must not unwind, so a process ends at its bound: work that others
//! must outlive has a process of its own (`web/jobs`).

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use mimalloc::MiMalloc;

/// The allocator of the program: mimalloc, counted. Laying out a page takes very many small
/// allocations, on several threads at once; the system's allocator makes two threads a tenth slower.
pub struct Bounded;

/// What a thread takes or gives back before it tells the others.
const STEP: isize = 64 * 1024;

/// Pieces of work at a time that have their own count; what is beyond goes without a name.
const PLACES: usize = 64;

/// What the process holds, in bytes, but for what each thread has not told yet.
static HELD: AtomicIsize = AtomicIsize::new(0);

/// The bound in bytes.
static BOUND: AtomicIsize = AtomicIsize::new(isize::MAX);

/// What the pieces of work hold, by their places; the first is of all that has no name.
static OF_WORK: [AtomicIsize; PLACES] = [const { AtomicIsize::new(0) }; PLACES];

/// Their names.
static NAMES: Mutex<[Option<String>; PLACES]> = Mutex::new([const { None }; PLACES]);

/// What is done at the bound.
static LAST_WORDS: OnceLock<LastWords> = OnceLock::new();

/// Says which work passed the bound, of so many bytes, and ends the process.
pub type LastWords = Box<dyn Fn(Option<&str>, usize) + Send + Sync>;

thread_local! {
    static UNTOLD: Cell<isize> = const { Cell::new(0) };
    static PLACE: Cell<usize> = const { Cell::new(0) };
}

/// Bounds this process to so many bytes; past them it says `last_words`, the first that were given.
pub fn bound(bytes: usize, last_words: LastWords) {
    let _ = LAST_WORDS.set(last_words);
    BOUND.store(isize::try_from(bytes).unwrap_or(isize::MAX), Relaxed);
}

/// What this process holds, in bytes, to within some tens of kilobytes a thread. 0 where the
/// program's allocator is another, as in tests of the library.
pub fn held() -> usize {
    usize::try_from(HELD.load(Relaxed)).unwrap_or_default()
}

/// This thread's work under a name, until it is dropped.
pub struct Work {
    place: usize,
    before: usize,
    /// It belongs to its thread.
    _here: PhantomData<*const ()>,
}

/// Names what this thread is about to do, for the last words: a file that it reads or makes.
pub fn working_on(name: &str) -> Work {
    let name = name.to_string();
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    let free = names.iter().skip(1).position(Option::is_none);
    let place = free.map_or(0, |place| place + 1);
    if let (Some(slot), true) = (names.get_mut(place), place > 0) {
        OF_WORK[place].store(0, Relaxed);
        *slot = Some(name);
    }
    drop(names);
    tell(0);
    Work { place, before: PLACE.replace(place), _here: PhantomData }
}

impl Drop for Work {
    fn drop(&mut self) {
        tell(0);
        PLACE.set(self.before);
        let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        let name = names.get_mut(self.place).and_then(Option::take);
        drop(names);
        drop(name);
    }
}

/// Counts what this thread takes (or, below 0, gives back).
fn count(bytes: isize) {
    // A thread that is ending counts no more.
    let untold = UNTOLD.try_with(|untold| {
        untold.set(untold.get().saturating_add(bytes));
        untold.get()
    });
    if untold.is_ok_and(|untold| untold.abs() >= STEP) {
        tell(0);
    }
}

/// Adds what this thread has not told yet, and looks whether so many bytes more pass the bound.
fn tell(more: isize) {
    let untold = UNTOLD.try_with(|untold| untold.replace(0)).unwrap_or_default();
    let place = PLACE.try_with(Cell::get).unwrap_or_default();
    OF_WORK[place].fetch_add(untold, Relaxed);
    let held = HELD.fetch_add(untold, Relaxed).saturating_add(untold);
    if untold.saturating_add(more) > 0 && held.saturating_add(more) > BOUND.load(Relaxed) {
        pass();
    }
}

/// The bound is passed: the largest work is named. The first thread that comes here ends the
/// process; the others may go on until it has.
#[cold]
fn pass() {
    let bytes = BOUND.swap(isize::MAX, Relaxed);
    let Some(last_words) = LAST_WORDS.get().filter(|_| bytes != isize::MAX) else { return };
    // Not waited for: this thread may have it.
    let names = NAMES.try_lock().ok();
    let named = names.as_deref().map_or(&[][..], |names| &names[..]).iter().zip(&OF_WORK);
    let named = named.filter_map(|(name, held)| Some((held.load(Relaxed), name.as_deref()?)));
    let largest = named.max_by_key(|(held, _)| *held).map(|(_, name)| name);
    last_words(largest, usize::try_from(bytes).unwrap_or_default());
    std::process::abort();
}

// SAFETY: every call is handed on to mimalloc as it came; counting touches no memory of a caller.
unsafe impl GlobalAlloc for Bounded {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as of the caller.
        unsafe { MiMalloc.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as of the caller.
        unsafe { MiMalloc.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(layout.size().cast_signed().saturating_neg());
        // SAFETY: as of the caller.
        unsafe { MiMalloc.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        take(size);
        count(layout.size().cast_signed().saturating_neg());
        // SAFETY: as of the caller.
        unsafe { MiMalloc.realloc(pointer, layout, size) }
    }
}

/// Counts before memory is taken; what is large is looked at before the system is asked for it.
fn take(size: usize) {
    let size = isize::try_from(size).unwrap_or(isize::MAX);
    if size >= STEP {
        tell(size);
    }
    count(size);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests of the library have the system's allocator, so that nothing but this test counts.
    #[test]
    fn what_is_held_is_counted_by_its_work() {
        let before = held();
        let outer = working_on("a.xlsx");
        count(3 * STEP);
        {
            let _inner = working_on("b.pdf");
            count(5 * STEP);
            assert_eq!(OF_WORK[PLACE.get()].load(Relaxed), 5 * STEP);
        }
        count(-2 * STEP);
        assert_eq!(OF_WORK[outer.place].load(Relaxed), STEP);
        drop(outer);
        assert_eq!(PLACE.get(), 0);
        assert_eq!(held() - before, 6 * STEP.cast_unsigned());
        count(-6 * STEP);
        assert_eq!(held(), before);
        // In one test, for this takes every place: more work than places goes without a name.
        let all: Vec<Work> = (0..PLACES + 3).map(|n| working_on(&n.to_string())).collect();
        assert!(all.iter().any(|work| work.place == 0));
        for work in all.into_iter().rev() {
            drop(work);
        }
        assert_eq!(PLACE.get(), 0);
    }
}
