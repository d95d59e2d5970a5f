//! Artifacts → files, and the manifest that says which files are ours.
//!
//! Invariant: the only place that writes; a file appears whole or not at all; a file that the
//! manifest does not know, or that somebody changed since, is never overwritten unasked.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::write::Artifact;

/// The manifest's file name.
pub const MANIFEST: &str = "manifest.json";

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
    /// Its name, relative to the manifest.
    pub file: String,
    /// Its size.
    pub bytes: usize,
    /// SHA-256 of its content, lower-case hexadecimal.
    pub sha256: String,
    /// Its pages, where the format has them.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pages: Option<usize>,
}

/// Writes all artifacts and the manifest into a folder; returns the files written.
///
/// # Errors
/// A file of the user's in the way (unless `force`), or a folder that cannot be written; then
/// no file has changed.
pub fn write_all(
    folder: &Path,
    artifacts: &[Artifact],
    force: bool,
) -> anyhow::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)
        .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
    let known = known_files(folder)?;
    if !force {
        refuse_strangers(folder, artifacts, &known)?;
    }
    let mut entries: BTreeMap<String, ManifestEntry> = known;
    let mut order: Vec<String> = Vec::new();
    let mut finished = Vec::new();
    for artifact in artifacts {
        finished.push((folder.join(&artifact.name), whole_file(folder, &artifact.bytes)?));
        order.push(artifact.name.clone());
        entries.insert(artifact.name.clone(), entry(artifact));
    }
    order.extend(entries.keys().filter(|name| !order.contains(name)).cloned().collect::<Vec<_>>());
    let program = format!("danhmuc {}", env!("CARGO_PKG_VERSION"));
    let files = order.iter().filter_map(|name| entries.get(name).cloned()).collect();
    let manifest = serde_json::to_vec_pretty(&Manifest { program, files })?;
    finished.push((folder.join(MANIFEST), whole_file(folder, &manifest)?));
    let mut written = Vec::new();
    for (path, file) in finished {
        file.persist(&path).map_err(|error| error.error).with_context(|| {
            format!("không ghi được {}; tệp có thể đang mở trong chương trình khác", path.display())
        })?;
        written.push(path);
    }
    Ok(written)
}

/// Writes one file that must not be there yet.
///
/// # Errors
/// A file in the way, or a folder that cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    refuse_existing(&[path])?;
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
    whole_file(folder, bytes)?
        .persist_noclobber(path)
        .map_err(|error| error.error)
        .with_context(|| format!("không ghi được {}", path.display()))?;
    Ok(())
}

/// Refuses when one of the files is there already, before any is written.
///
/// # Errors
/// A file in the way.
pub fn refuse_existing(paths: &[&Path]) -> anyhow::Result<()> {
    match paths.iter().find(|path| path.exists()) {
        Some(path) => {
            bail!("{} đã có; chọn thư mục khác hoặc chuyển tệp này đi", path.display())
        }
        None => Ok(()),
    }
}

/// The whole content in a temporary file beside its target, so that a rename finishes it.
fn whole_file(folder: &Path, bytes: &[u8]) -> anyhow::Result<tempfile::NamedTempFile> {
    let failed = || format!("không ghi được vào {}", folder.display());
    let mut file = tempfile::Builder::new()
        .prefix(".danhmuc-")
        .permissions_of_plain_file()
        .tempfile_in(folder)
        .with_context(failed)?;
    file.write_all(bytes).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    Ok(file)
}

/// Temporary files are private by default; outputs are shared on a network drive.
trait PlainFile {
    fn permissions_of_plain_file(&mut self) -> &mut Self;
}

impl PlainFile for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_plain_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(fs::Permissions::from_mode(0o644))
    }

    #[cfg(not(unix))]
    fn permissions_of_plain_file(&mut self) -> &mut Self {
        self
    }
}

fn entry(artifact: &Artifact) -> ManifestEntry {
    ManifestEntry {
        file: artifact.name.clone(),
        bytes: artifact.bytes.len(),
        sha256: sha256(&artifact.bytes),
        pages: artifact.pages,
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The files that the manifest of a folder knows; none when there is no manifest.
fn known_files(folder: &Path) -> anyhow::Result<BTreeMap<String, ManifestEntry>> {
    let path = folder.join(MANIFEST);
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let bytes = fs::read(&path).with_context(|| format!("không đọc được {}", path.display()))?;
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} không đúng dạng; chuyển tệp này đi", path.display()))?;
    Ok(manifest.files.into_iter().map(|entry| (entry.file.clone(), entry)).collect())
}

/// Refuses when a target is a file that this program did not make, or that was changed since.
fn refuse_strangers(
    folder: &Path,
    artifacts: &[Artifact],
    known: &BTreeMap<String, ManifestEntry>,
) -> anyhow::Result<()> {
    for artifact in artifacts {
        let path = folder.join(&artifact.name);
        if !path.exists() {
            continue;
        }
        let bytes =
            fs::read(&path).with_context(|| format!("không đọc được {}", path.display()))?;
        let found = sha256(&bytes);
        let ours = known.get(&artifact.name).is_some_and(|entry| entry.sha256 == found);
        if !ours && found != sha256(&artifact.bytes) {
            bail!(
                "{} đã có và không phải do chương trình tạo, hoặc đã được sửa; chuyển tệp đi, hoặc \
                 thêm --force để ghi đè",
                path.display()
            );
        }
    }
    Ok(())
}
