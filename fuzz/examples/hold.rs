//! Findings of a target → the same assertions outside the fuzzer, and the time that they take:
//! `hold TARGET FILE…`.
//!
//! Invariant: a target here means what it means to the fuzzer.

use std::time::Instant;
use std::{env, fs, io};

use danhmuc_fuzz::targets::run;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let target = arguments.next().unwrap_or_default();
    for path in arguments {
        let bytes = fs::read(&path)?;
        let start = Instant::now();
        run(&target, &bytes);
        println!("{path}: {} ms", start.elapsed().as_millis());
    }
    Ok(())
}
