//! The page that runs → a note of its address, for whoever starts the program a second time.
//!
//! Invariant: only the user reads the note, for it holds the token; whoever holds the lock is the
//! program that runs, so that what a killed one left behind means nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Beside the note, because Windows lets nobody read what is locked.
const LOCK: &str = "page.lock";
const NOTE: &str = "page.txt";

/// The one program of a user that has the page.
pub struct Session {
    folder: PathBuf,
    _lock: File,
}

impl Session {
    /// Becomes that program; `None` where another one is.
    ///
    /// # Errors
    /// A folder that cannot be written, or that knows no locks.
    pub fn claim(folder: &Path) -> std::io::Result<Option<Session>> {
        let mut making = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut making, 0o700);
        making.recursive(true).create(folder)?;
        let path = folder.join(LOCK);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Session { folder: folder.to_path_buf(), _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Notes the address of the page.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn note(&self, address: &str) -> std::io::Result<()> {
        // Readable by its owner alone, as temporary files are.
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        writeln!(file, "{address}")?;
        file.persist(self.folder.join(NOTE)).map_err(|error| error.error)?;
        Ok(())
    }

    /// What is noted in a folder.
    pub fn noted(folder: &Path) -> Option<String> {
        let text = fs::read_to_string(folder.join(NOTE)).ok()?;
        Some(text.trim().to_string()).filter(|address| !address.is_empty())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.folder.join(NOTE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_has_the_page_until_it_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().join("dữ liệu").join("danhmuc");
        let first = Session::claim(&folder).expect("a folder").expect("the first");
        assert_eq!(Session::noted(&folder), None);
        first.note("http://127.0.0.1:1/#k=0").expect("a note");
        assert!(Session::claim(&folder).expect("a folder").is_none());
        assert_eq!(Session::noted(&folder).as_deref(), Some("http://127.0.0.1:1/#k=0"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).expect("made").permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&folder.join(NOTE))), (0o700, 0o600));
        }
        drop(first);
        assert_eq!(Session::noted(&folder), None);
        assert!(Session::claim(&folder).expect("a folder").is_some());
    }
}
