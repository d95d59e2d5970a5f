//! Finished files → downloads, kept in memory for a while under a key that nobody can guess.
//!
//! Invariant: bounded in number, in bytes and in time; the oldest go first. A file is asked for
//! by its place in the list, never by a path.

use std::collections::VecDeque;
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::extract::{Path, State};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use super::refusal::Refusal;
use super::reply::Reply;
use super::{App, Shared};
use crate::text::safe_file_name;

/// How long a result is kept.
pub const MINUTES: u64 = 10;

/// Results that are kept at most.
const MOST: usize = 8;

/// Their bytes together; the newest is kept whatever its size.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// The results of late.
#[derive(Default)]
pub struct Results {
    kept: Mutex<VecDeque<Arc<Kept>>>,
}

/// The files of one run.
struct Kept {
    key: String,
    name: String,
    files: Vec<(String, Vec<u8>)>,
}

impl Results {
    /// Keeps files of a plan of this name, under a key.
    pub fn keep(&self, key: String, name: &str, files: Vec<(String, Vec<u8>)>) {
        let mut kept = self.lock();
        kept.push_back(Arc::new(Kept { key, name: folder_name(name), files }));
        let total = |kept: &VecDeque<Arc<Kept>>| kept.iter().map(|one| one.bytes()).sum::<usize>();
        while kept.len() > MOST || (kept.len() > 1 && total(&kept) > MOST_BYTES) {
            kept.pop_front();
        }
    }

    fn find(&self, key: &str) -> Result<Arc<Kept>, Refusal> {
        let kept = self.lock();
        kept.iter().find(|one| one.key == key).cloned().ok_or_else(Refusal::not_found)
    }

    fn drop(&self, key: &str) {
        self.lock().retain(|one| one.key != key);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops a result when its time is over.
pub async fn drop_later(app: Arc<App>, key: String) {
    tokio::time::sleep(Duration::from_secs(60 * MINUTES)).await;
    app.results.drop(&key);
}

impl Kept {
    fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// All files in a folder, in the order of the run; the same files give the same bytes.
    fn zip(&self) -> anyhow::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes() + 4096)));
        // PDFs and workbooks are compressed already.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .system(System::Unix);
        for (name, bytes) in &self.files {
            zip.start_file(format!("{}/{name}", self.name), options)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish().context("không đóng được tệp zip")?.into_inner())
    }
}

/// `GET /api/results/{key}/zip`.
pub async fn zip(State(app): Shared, Path(key): Path<String>) -> Result<Reply, Refusal> {
    let kept = app.results.find(&key)?;
    let name = zip_name(&kept.name);
    // Copying is no work for a worker, which would have to be sent everything first.
    let made = tokio::task::spawn_blocking(move || kept.zip()).await;
    let made = made.map_err(|_| Refusal::inside())?.map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::download(&name, made))
}

/// `GET /api/results/{key}/files/{index}`.
pub async fn file(
    State(app): Shared,
    Path((key, index)): Path<(String, usize)>,
) -> Result<Reply, Refusal> {
    let kept = app.results.find(&key)?;
    let (name, bytes) = kept.files.get(index).ok_or_else(Refusal::not_found)?;
    Ok(Reply::download(name.rsplit('/').next().unwrap_or_default(), bytes.clone()))
}

/// The name of the archive of a plan.
pub fn zip_name(plan: &str) -> String {
    format!("{}.zip", folder_name(plan))
}

/// A plan's name as a folder of every system.
fn folder_name(name: &str) -> String {
    let kept = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
        c if c.is_control() => '-',
        c => c,
    };
    let name: String = name.chars().map(kept).take(80).collect();
    safe_file_name(name.trim_start_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_results_make_room_for_new_ones() {
        let results = Results::default();
        for key in 0..MOST + 2 {
            results.keep(key.to_string(), "x", vec![("a.pdf".into(), vec![7])]);
        }
        assert!(results.find("1").is_err());
        assert!(results.find("2").is_ok());
        results.drop("2");
        assert!(results.find("2").is_err());
    }

    #[test]
    fn a_plans_name_never_leads_out_of_its_folder() {
        for (name, folder) in [
            ("Kế hoạch 26", "Kế hoạch 26"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("C:\\x", "C--x"),
            ("..", "danh-muc"),
            ("", "danh-muc"),
            ("aux", "danh-muc-aux"),
            ("x\u{202E}fdp", "xfdp"),
        ] {
            assert_eq!(folder_name(name), folder);
        }
    }
}
