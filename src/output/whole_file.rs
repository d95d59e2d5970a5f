//! Bytes → a file that appears whole or not at all: written beside its target, then renamed.
//!
//! Invariant: a target is as it was until the new content is complete.

use std::fs::{self, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// The beginning of temporary files: then come the process that writes, and letters of chance. One
/// that a killed run leaves is removed by the next ([`remove_left_behind`]).
const TEMPORARY: &str = ".danhmuc-";

/// A temporary file of a process that cannot be asked for is left alone for so long.
const YOUNG: Duration = Duration::from_secs(60);

/// How long a target that somebody holds is waited for: OneDrive and scanners for viruses look at
/// every new file for a moment, and Windows lets nobody replace it meanwhile.
const WAITS: [Duration; 5] = [
    Duration::from_millis(20),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
];

/// Removes what killed runs left in a folder: files of the names that [`temporary`] gives, that no
/// process holds. A file of the user has no such name, and a link is none of ours.
pub fn remove_left_behind(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(owner) = name.to_str().and_then(owner) else { continue };
        let is_plain = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_plain && !may_be_written(&entry.path(), owner) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process in the name of a temporary file: ".danhmuc-4711-x7Gh2a".
fn owner(name: &str) -> Option<u32> {
    let (process, chance) = name.strip_prefix(TEMPORARY)?.split_once('-')?;
    let is_chance = chance.len() == 6 && chance.bytes().all(|byte| byte.is_ascii_alphanumeric());
    process.parse().ok().filter(|_| is_chance)
}

/// Whether somebody may still be writing a temporary file. Its writer holds a lock on it; between
/// making and locking it, and on drives that know no locks, its age and its process tell.
fn may_be_written(path: &Path, owner: u32) -> bool {
    let Ok(file) = fs::OpenOptions::new().write(true).open(path) else { return true };
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return true;
    }
    let age = file.metadata().and_then(|found| found.modified()).ok();
    let is_young = age.and_then(|made| made.elapsed().ok()).is_none_or(|age| age < YOUNG);
    let is_alive = match Path::new("/proc/self").exists() {
        true => Path::new("/proc").join(owner.to_string()).exists(),
        // A system where processes are no files: only time tells.
        false => true,
    };
    is_young && is_alive
}

/// Writes one file that must not be there yet.
///
/// # Errors
/// A file in the way, or a folder that cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    refuse_existing(&[path])?;
    let folder = folder_of(path);
    fs::create_dir_all(folder)
        .with_context(|| format!("không tạo được thư mục {}", folder.display()))?;
    whole_file(folder, bytes)?
        .persist_noclobber(path)
        .map_err(|error| error.error)
        .with_context(|| format!("không ghi được {}", path.display()))?;
    Ok(())
}

/// Writes one file that the user named.
///
/// # Errors
/// Unless `force`, a file in the way; or a folder that cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    if force && path.exists() { replace(path, bytes) } else { write_new(path, bytes) }
}

/// Refuses a file that the user named but may not mean: one that is there already, unless
/// `force`; the source itself; one that would become a second source in the source's folder.
///
/// # Errors
/// As said.
pub fn refuse_target(path: &Path, source: &Path, force: bool) -> anyhow::Result<()> {
    let real = |path: &Path| path.canonicalize().ok();
    if real(path).is_some() && real(path) == real(source) {
        bail!("{} là chính tệp nguồn; chọn tên khác", path.display());
    }
    if source.is_dir() && real(folder_of(path)) == real(source) {
        bail!("{} nằm trong thư mục nguồn; chọn thư mục khác", path.display());
    }
    if path.exists() && !force {
        bail!("{} đã có; chọn tên khác, hoặc thêm --force để ghi đè", path.display());
    }
    Ok(())
}

/// The folder that a file stands in; that of a plain name is the current one, not "".
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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

/// Replaces a file.
///
/// # Errors
/// A file that cannot be written, or that another program holds.
pub fn replace(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    persist(whole_file(folder_of(path), bytes)?, path)
}

/// Gives a temporary file its name.
///
/// # Errors
/// A target that another program holds.
pub fn persist(file: NamedTempFile, path: &Path) -> anyhow::Result<()> {
    let mut file = file;
    let mut waits = WAITS.iter();
    loop {
        let failed = match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(failed) => failed,
        };
        // Windows says both of a file that is open, and of one that may not be written.
        let may_be_open = failed.error.kind() == ErrorKind::PermissionDenied
            || cfg!(windows) && matches!(failed.error.raw_os_error(), Some(32 | 33));
        match waits.next().filter(|_| cfg!(windows) && may_be_open) {
            Some(wait) => std::thread::sleep(*wait),
            None if may_be_open && path.exists() => {
                return Err(failed.error).with_context(|| is_open(path));
            }
            None => {
                let failure = || format!("không ghi được {}", path.display());
                return Err(failed.error).with_context(failure);
            }
        }
        file = failed.file;
    }
}

fn is_open(path: &Path) -> String {
    format!(
        "không ghi được {}; tệp có thể đang mở trong chương trình khác: hãy đóng tệp ấy trong Excel, \
         Word, trình đọc PDF rồi chạy lại",
        path.display()
    )
}

/// The whole content in a temporary file beside its target, so that a rename finishes it.
fn whole_file(folder: &Path, bytes: &[u8]) -> anyhow::Result<NamedTempFile> {
    let failed = || format!("không ghi được vào {}", folder.display());
    remove_left_behind(folder);
    let mut file = temporary(folder)?;
    file.write_all(bytes).with_context(failed)?;
    file.as_file().sync_all().with_context(failed)?;
    Ok(file)
}

fn temporary(folder: &Path) -> anyhow::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let prefix = format!("{TEMPORARY}{}-", std::process::id());
    let builder = builder.prefix(&prefix).permissions_of_plain_file();
    let file = builder.tempfile_in(folder);
    let file = file.with_context(|| format!("không ghi được vào {}", folder.display()))?;
    // Where the drive knows no locks the name and the age have to do.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// A file that is hashed as it is written.
///
/// It is left to the system when that reaches the disk: to wait for each of hundreds of documents
/// would take longer than to make them, and the hash tells one that a loss of power damaged.
pub struct Hashed {
    /// The file.
    pub file: NamedTempFile,
    /// The hash of what is written.
    pub hash: Sha256,
    /// How many bytes are written.
    pub bytes: usize,
}

impl Hashed {
    /// An empty one beside its target.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn new(folder: &Path) -> anyhow::Result<Hashed> {
        Ok(Hashed { file: temporary(folder)?, hash: Sha256::new(), bytes: 0 })
    }
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
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
