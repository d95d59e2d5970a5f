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
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::refusal::Refusal;
use super::{App, Shared};
use crate::text::safe_file_name;
use crate::write::Artifact;

/// How long a result is kept.
pub const MINUTES: u64 = 10;

/// The kind of a workbook.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    files: Vec<Artifact>,
}

impl Results {
    /// Keeps files of a plan of this name, under a key.
    pub fn keep(&self, key: String, name: &str, files: Vec<Artifact>) {
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
        self.files.iter().map(|file| file.bytes.len()).sum()
    }

    /// All files in a folder, in the order of the run; the same files give the same bytes.
    fn zip(&self) -> anyhow::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes() + 4096)));
        // PDFs and workbooks are compressed already.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for file in &self.files {
            zip.start_file(format!("{}/{}", self.name, file.name), options)?;
            zip.write_all(&file.bytes)?;
        }
        Ok(zip.finish().context("không đóng được tệp zip")?.into_inner())
    }
}

/// `GET /api/results/{key}/zip`.
pub async fn zip(State(app): Shared, Path(key): Path<String>) -> Result<Response, Refusal> {
    let kept = app.results.find(&key)?;
    let name = zip_name(&kept.name);
    let made = app.jobs.quick(move || kept.zip().map_err(|error| Refusal::failed(&error)));
    Ok(download(&name, made.await?))
}

/// `GET /api/results/{key}/files/{index}`.
pub async fn file(
    State(app): Shared,
    Path((key, index)): Path<(String, usize)>,
) -> Result<Response, Refusal> {
    let kept = app.results.find(&key)?;
    let file = kept.files.get(index).ok_or_else(Refusal::not_found)?;
    let name = file.name.rsplit('/').next().unwrap_or_default();
    Ok(download(name, file.bytes.clone()))
}

/// The name of the archive of a plan.
pub fn zip_name(plan: &str) -> String {
    format!("{}.zip", folder_name(plan))
}

/// A file to be saved under a name.
pub fn download(name: &str, bytes: Vec<u8>) -> Response {
    /// What RFC 8187 lets stand.
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "pdf" => "application/pdf",
        "xlsx" => WORKBOOK,
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "zip" => "application/zip",
        "json" => "application/json; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let saved = format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(name, KEPT));
    if let Ok(saved) = HeaderValue::from_str(&saved) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, saved);
    }
    response
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

    fn artifact(name: &str, size: usize) -> Artifact {
        Artifact { name: name.into(), bytes: vec![7; size], pages: None, split_rows: Vec::new() }
    }

    #[test]
    fn old_results_make_room_for_new_ones() {
        let results = Results::default();
        for key in 0..MOST + 2 {
            results.keep(key.to_string(), "x", vec![artifact("a.pdf", 1)]);
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
