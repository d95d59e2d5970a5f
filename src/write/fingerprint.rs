//! What a document shows → a hash, so that only documents that change are made again.
//!
//! Invariant: two documents with the same fingerprint have the same bytes.

use std::io;

use anyhow::Context;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::embedded::PROGRAM;

/// The hash of everything that a document depends on: what it shows, its templates, the program
/// with its fonts.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    hash: Sha256,
}

impl Fingerprint {
    /// That of the program.
    pub fn of_program() -> Fingerprint {
        let mut hash = Sha256::new();
        hash.update(PROGRAM);
        Fingerprint { hash }
    }

    /// This one with one more thing that the document depends on.
    ///
    /// # Errors
    /// A value that cannot be serialised; none of ours.
    pub fn with(mut self, shown: &impl Serialize) -> anyhow::Result<Fingerprint> {
        serde_json::to_writer(&mut self, shown).context("không so sánh được với lần trước")?;
        // The end of one value never runs into the beginning of the next.
        self.hash.update([0]);
        Ok(self)
    }

    /// Lower-case hexadecimal.
    pub fn text(self) -> String {
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl io::Write for Fingerprint {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hash.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
