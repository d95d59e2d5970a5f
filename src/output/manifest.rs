//! `manifest.json`: the files of a folder that this program made, and of what.
//!
//! While a run writes, a journal beside it names each file before it appears, so that a run that
//! is killed leaves a folder whose every file is still known. Invariant: an entry is true of the
//! file on the disk, or the file is not ours.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use anyhow::Context;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.json";

/// The journal's file name; it is there while a run writes, and after a run that was killed.
pub const JOURNAL: &str = ".manifest-dang-ghi.jsonl";

/// `manifest.json`: the files that this program made.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and its version.
    pub program: String,
    /// The files, in the order they were made.
    pub files: Vec<ManifestEntry>,
}

/// A file of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Its name, relative to the manifest, with forward slashes.
    pub file: String,
    /// Its size.
    pub bytes: usize,
    /// SHA-256 of its content, lower-case hexadecimal.
    pub sha256: String,
    /// Its pages, where the format has them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<usize>,
    /// SHA-256 of all that it was made of: what it shows, its template, fonts, the program.
    #[serde(default)]
    pub inputs: String,
    /// Ids of tasks whose row is broken over two pages.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub split_rows: Vec<String>,
    /// Its standard, "PDF/A-2b", where it is too large for the tags that others have.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub standard: Option<String>,
}

/// Entries by file.
pub type Entries = BTreeMap<String, ManifestEntry>;

/// The entries of a folder: those of its manifest and of a `journal` that was left behind.
///
/// # Errors
/// A manifest that cannot be read.
pub fn load(folder: &Path, journal: &[u8]) -> anyhow::Result<Entries> {
    let mut entries = read_manifest(folder)?;
    let mut announced: BTreeMap<String, Vec<ManifestEntry>> = BTreeMap::new();
    for line in journal.split(|byte| *byte == b'\n') {
        // The last line of a killed run may be cut off; its file has not appeared then.
        let Ok(entry) = serde_json::from_slice::<ManifestEntry>(line) else { continue };
        if is_inside(&entry.file) {
            announced.entry(entry.file.clone()).or_default().push(entry);
        }
    }
    for (file, candidates) in announced {
        let Ok(bytes) = fs::read(folder.join(&file)) else { continue };
        let found = sha256(&bytes);
        if let Some(entry) = candidates.into_iter().find(|entry| entry.sha256 == found) {
            entries.insert(file, entry);
        }
    }
    Ok(entries)
}

fn read_manifest(folder: &Path) -> anyhow::Result<Entries> {
    let path = folder.join(MANIFEST);
    if !path.exists() {
        return Ok(Entries::new());
    }
    let bytes = fs::read(&path).with_context(|| format!("không đọc được {}", path.display()))?;
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} không đúng dạng; chuyển tệp này đi", path.display()))?;
    let entries = manifest.files.into_iter().filter(|entry| is_inside(&entry.file));
    Ok(entries.map(|entry| (entry.file.clone(), entry)).collect())
}

/// Whether a name stays in the folder: a manifest from elsewhere must not name files outside.
fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && !file.contains(['\\', ':'])
        && Path::new(file).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The manifest's text: entries in `order`, then the others by name.
///
/// # Errors
/// None of ours.
pub fn text(entries: &Entries, order: &[String]) -> anyhow::Result<Vec<u8>> {
    let first = order.iter().filter_map(|name| entries.get(name));
    let known: std::collections::HashSet<&String> = order.iter().collect();
    let others = entries.values().filter(|entry| !known.contains(&entry.file));
    let program = format!("danhmuc {}", env!("CARGO_PKG_VERSION"));
    let files = first.chain(others).cloned().collect();
    Ok(serde_json::to_vec_pretty(&Manifest { program, files })?)
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A hash in lower-case hexadecimal.
pub fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_names_nothing_outside_its_folder() {
        for file in ["../x", "/etc/passwd", "a/../../b", "C:\\x", "..\\x", ""] {
            assert!(!is_inside(file), "{file}");
        }
        assert!(is_inside("co-quan/so-y-te.pdf"));
    }
}
