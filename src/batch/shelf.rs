//! Where finished documents go: files, or memory.

use std::sync::{Mutex, PoisonError};

use super::Plan;
use crate::write::Artifact;

/// Where documents are kept.
pub trait Shelf: Sync {
    /// What is known of a file that was made of the same inputs and is still as it was made.
    fn kept(&self, file: &str, inputs: &str) -> Option<Known>;

    /// Keeps a document.
    ///
    /// # Errors
    /// A file that cannot be written.
    fn keep(&self, artifact: Artifact, inputs: &str) -> anyhow::Result<()>;
}

/// What is known of a document that need not be made again.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its pages, where the format has them.
    pub pages: Option<usize>,
    /// Ids of tasks whose row was broken.
    pub split_rows: Vec<String>,
}

/// A shelf that holds the documents themselves.
#[derive(Debug, Default)]
pub struct InMemory {
    artifacts: Mutex<Vec<Artifact>>,
}

impl InMemory {
    /// How long a document is that was kept.
    pub fn bytes(&self, file: &str) -> Option<usize> {
        let artifacts = self.artifacts.lock().unwrap_or_else(PoisonError::into_inner);
        artifacts.iter().find(|artifact| artifact.name == file).map(|one| one.bytes.len())
    }

    /// A document that was kept.
    pub fn take(self, file: &str) -> Option<Artifact> {
        let artifacts = self.artifacts.into_inner().unwrap_or_else(PoisonError::into_inner);
        artifacts.into_iter().find(|artifact| artifact.name == file)
    }

    /// The documents of a plan, in the order of [`Plan::names`].
    pub fn into_artifacts(self, plan: &Plan) -> Vec<Artifact> {
        let mut artifacts = self.artifacts.into_inner().unwrap_or_else(PoisonError::into_inner);
        let names = plan.names();
        artifacts.sort_by_key(|artifact| names.iter().position(|name| *name == artifact.name));
        artifacts
    }
}

impl Shelf for InMemory {
    fn kept(&self, _: &str, _: &str) -> Option<Known> {
        None
    }

    fn keep(&self, artifact: Artifact, _: &str) -> anyhow::Result<()> {
        self.artifacts.lock().unwrap_or_else(PoisonError::into_inner).push(artifact);
        Ok(())
    }
}
