//! Artifacts → files, and the manifest that says which files are ours.
//!
//! Invariant: the only place that writes; a file appears whole or not at all, at whatever moment
//! the program is killed; a file that the manifest does not know, or that somebody changed since,
//! is never overwritten or removed unasked.
//!
//! # Where to change
//!
//! What is ours: `manifest`. Whole files or none: `whole_file`. Which
//! program has the page: `session`.

mod manifest;
mod session;
mod space;
mod whole_file;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};
use sha2::Digest;

use crate::batch::{Known, Shelf};
use crate::write::Artifact;
use manifest::{Entries, JOURNAL, hexadecimal, sha256};
pub use manifest::{MANIFEST, Manifest, ManifestEntry};
pub use session::Session;
pub use space::free_bytes;
use whole_file::{Hashed, persist, remove_left_behind, replace};
pub use whole_file::{refuse_existing, refuse_target, write_file, write_new};

/// A folder of outputs that this run writes; no other run may while it does.
pub struct Folder {
    root: PathBuf,
    /// Planned files that stand on the disk as the manifest says.
    intact: HashSet<String>,
    force: bool,
    state: Mutex<State>,
}

struct State {
    entries: Entries,
    /// Named ahead of each file; also what locks the folder.
    journal: File,
}

/// Files that a run no longer makes.
#[derive(Debug, Default)]
pub struct Stale {
    /// Removed.
    pub removed: Vec<String>,
    /// Left, because somebody changed them.
    pub changed: Vec<String>,
}

impl Folder {
    /// Opens a folder, making it where it is missing, to write `files`.
    ///
    /// # Errors
    /// A folder that cannot be written, or that another run is writing; unless `force`, a file in
    /// the way that this program did not make or that was changed since: then nothing changes.
    pub fn open(root: &Path, files: &[String], force: bool) -> anyhow::Result<Folder> {
        fs::create_dir_all(root)
            .with_context(|| format!("không tạo được thư mục {}", root.display()))?;
        refuse_links(root)?;
        let path = root.join(JOURNAL);
        let failed = || format!("không ghi được vào {}", root.display());
        let journal = OpenOptions::new().create(true).read(true).append(true).open(&path);
        let mut journal = journal.with_context(failed)?;
        // Some network drives know no locks; there the clerk has to take care.
        if let Err(TryLockError::WouldBlock) = journal.try_lock() {
            bail!("một lệnh khác đang ghi vào {}; chờ lệnh ấy xong", root.display());
        }
        // Through the same handle: Windows lets no other one read what is locked.
        let mut left = Vec::new();
        journal.read_to_end(&mut left).with_context(failed)?;
        let opened = manifest::load(root, &left).and_then(|entries| {
            let (intact, strangers) = examine(root, files, &entries)?;
            match strangers.first() {
                Some(path) if !force => bail!(in_the_way(path, strangers.len())),
                _ => Ok((entries, intact)),
            }
        });
        let (entries, intact) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                if left.is_empty() {
                    let _ = fs::remove_file(&path);
                }
                return Err(error);
            }
        };
        remove_left_behind(root);
        remove_left_behind(&root.join(crate::batch::EXTRACTS));
        let state = Mutex::new(State { entries, journal });
        Ok(Folder { root: root.to_path_buf(), intact, force, state })
    }

    /// Removes files below `folder` that the manifest knows and `files` does not name.
    pub fn remove_stale(&self, folder: &str, files: &[String]) -> Stale {
        let planned: HashSet<&String> = files.iter().collect();
        let mut state = self.state();
        let below = |file: &str| file.split_once('/').is_some_and(|(above, _)| above == folder);
        let names: Vec<String> = state.entries.keys().cloned().collect();
        let mut stale = Stale::default();
        for file in names.into_iter().filter(|file| below(file) && !planned.contains(file)) {
            let path = self.root.join(&file);
            let found = fs::read(&path).map(|bytes| sha256(&bytes));
            let known = state.entries.get(&file).map(|entry| entry.sha256.clone());
            match found {
                Ok(found) if known.as_ref() != Some(&found) => stale.changed.push(file),
                Ok(_) if fs::remove_file(&path).is_err() => stale.changed.push(file),
                Ok(_) => {
                    state.entries.remove(&file);
                    stale.removed.push(file);
                }
                Err(_) => drop(state.entries.remove(&file)),
            }
        }
        stale
    }

    /// Whether the manifest knows a file below `folder`.
    pub fn knows_any(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        self.state().entries.keys().any(|file| file.starts_with(&prefix))
    }

    /// Writes the manifest, its entries in the order of `files`.
    ///
    /// # Errors
    /// A manifest that cannot be written.
    pub fn close(self, files: &[String]) -> anyhow::Result<()> {
        let Folder { root, state, .. } = self;
        let State { entries, journal } = state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let text = manifest::text(&entries, files)?;
        let path = root.join(MANIFEST);
        if fs::read(&path).is_ok_and(|before| before == text) {
            // Nothing new to say.
        } else {
            replace(&path, &text)?;
        }
        // Windows removes no file that is open.
        drop(journal);
        let journal = root.join(JOURNAL);
        fs::remove_file(&journal).with_context(|| format!("không xóa được {}", journal.display()))
    }

    /// Keeps a file that is written as it is made; `write` returns its pages. A file that was made
    /// of the same inputs stays as it is.
    ///
    /// # Errors
    /// What `write` says, or a file that cannot be written; then the file is as before.
    pub fn keep_streamed(
        &self,
        (file, inputs): (&str, &str),
        write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<usize>,
    ) -> anyhow::Result<usize> {
        if let Some(pages) = self.kept(file, inputs).and_then(|known| known.pages) {
            return Ok(pages);
        }
        let mut pages = 0;
        self.keep_as((file, inputs), (Vec::new(), None), |out| {
            pages = write(out)?;
            Ok(Some(pages))
        })?;
        Ok(pages)
    }

    /// The pages of a file that the manifest knows.
    pub fn pages(&self, file: &str) -> Option<usize> {
        self.state().entries.get(file).and_then(|entry| entry.pages)
    }

    /// The size of a file that the manifest knows.
    pub fn bytes(&self, file: &str) -> Option<usize> {
        self.state().entries.get(file).map(|entry| entry.bytes)
    }

    /// The hash of the content of a file that the manifest knows.
    pub fn content_hash(&self, file: &str) -> Option<String> {
        self.state().entries.get(file).map(|entry| entry.sha256.clone())
    }

    /// The content of a file that the manifest knows.
    ///
    /// # Errors
    /// A file that is missing, or was changed since it was made.
    pub fn read(&self, file: &str) -> anyhow::Result<Vec<u8>> {
        let path = self.root.join(file);
        let bytes =
            fs::read(&path).with_context(|| format!("không đọc được {}", path.display()))?;
        if self.content_hash(file) != Some(sha256(&bytes)) {
            bail!("{} đã bị thay đổi trong lúc làm; chạy lại lệnh này", path.display());
        }
        Ok(bytes)
    }

    /// Writes a file whole, or leaves it as it was; it is named in the journal before it appears.
    fn keep_as(
        &self,
        (file, inputs): (&str, &str),
        (split_rows, standard): (Vec<String>, Option<&str>),
        write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<Option<usize>>,
    ) -> anyhow::Result<()> {
        let path = self.root.join(file);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)
            .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
        let mut whole = Hashed::new(folder)?;
        let pages =
            write(&mut whole).with_context(|| format!("không ghi được {}", path.display()))?;
        let Hashed { file: whole, hash, bytes } = whole;
        let entry = ManifestEntry {
            file: file.to_string(),
            bytes,
            sha256: hexadecimal(&hash.finalize()),
            pages,
            inputs: inputs.to_string(),
            split_rows,
            standard: standard.map(str::to_string),
        };
        let mut line = serde_json::to_vec(&entry)?;
        line.push(b'\n');
        self.state().journal.write_all(&line).context("không ghi được nhật ký của thư mục")?;
        persist(whole, &path)?;
        self.state().entries.insert(entry.file.clone(), entry);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf for Folder {
    fn kept(&self, file: &str, inputs: &str) -> Option<Known> {
        if self.force || !self.intact.contains(file) {
            return None;
        }
        let state = self.state();
        let entry = state.entries.get(file).filter(|entry| entry.inputs == inputs)?;
        Some(Known { pages: entry.pages, split_rows: entry.split_rows.clone() })
    }

    fn keep(&self, artifact: Artifact, inputs: &str) -> anyhow::Result<()> {
        let Artifact { name, bytes, pages, split_rows, standard } = artifact;
        self.keep_as((&name, inputs), (split_rows, standard), |out| {
            out.write_all(&bytes)?;
            Ok(pages)
        })
    }
}

/// Planned files that are as the manifest says, and those that are not ours.
fn examine(
    root: &Path,
    files: &[String],
    entries: &Entries,
) -> anyhow::Result<(HashSet<String>, BTreeSet<PathBuf>)> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let part = files.len().div_ceil(threads).max(1);
    let look = |part: &[String]| -> anyhow::Result<(Vec<String>, Vec<PathBuf>)> {
        let (mut intact, mut strangers) = (Vec::new(), Vec::new());
        for file in part {
            let path = root.join(file);
            if path.is_dir() {
                bail!("{} là thư mục, không ghi được tệp vào đó", path.display());
            }
            // A loss of power can leave a file empty whose name was already there: nobody's work.
            let Some(bytes) = read_if_there(&path)?.filter(|bytes| !bytes.is_empty()) else {
                continue;
            };
            let known = entries.get(file).is_some_and(|entry| entry.sha256 == sha256(&bytes));
            if known { intact.push(file.clone()) } else { strangers.push(path) }
        }
        Ok((intact, strangers))
    };
    std::thread::scope(|scope| {
        let parts: Vec<_> =
            files.chunks(part).map(|part| scope.spawn(move || look(part))).collect();
        let (mut intact, mut strangers) = (HashSet::new(), BTreeSet::new());
        for part in parts {
            let found = part.join().unwrap_or_else(|_| bail!("không xem được {}", root.display()));
            let (files, paths) = found?;
            intact.extend(files);
            strangers.extend(paths);
        }
        Ok((intact, strangers))
    })
}

fn read_if_there(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("không đọc được {}", path.display())),
    }
}

fn in_the_way(path: &Path, count: usize) -> String {
    let others = match count {
        1 => String::new(),
        _ => format!(" (và {} tệp khác)", count - 1),
    };
    format!(
        "{}{others} đã có và không phải do chương trình tạo, hoặc đã được sửa; chuyển tệp đi, hoặc \
         thêm --force để ghi đè",
        path.display()
    )
}

/// Refuses a folder whose own parts lead out of it: what is written or removed through a link would
/// be somebody else's.
fn refuse_links(root: &Path) -> anyhow::Result<()> {
    let is_link = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    let parts = [crate::batch::EXTRACTS, JOURNAL, MANIFEST].map(|name| root.join(name));
    match parts.into_iter().find(is_link) {
        Some(link) => bail!(
            "{} là một liên kết dẫn ra nơi khác, không ghi vào đó; xóa liên kết này rồi chạy lại",
            link.display()
        ),
        None => Ok(()),
    }
}
