//! Paths of filled extracts: files, folders and archives → each file by its name, one at a time.
//!
//! Invariant: one file is held at a time; a file that cannot be read is named, and the next follows.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::files::{file_name, read_bytes};
use super::{MAX_FILE_BYTES, NamedBytes};
use crate::read::{Input, reader_for};

/// Folders inside one another that are followed: a link may lead back to where it stands.
const DEPTH: usize = 8;

/// Files of an archive; an office has some hundred bodies.
const ARCHIVED: usize = 5_000;

/// Inflated bytes of all the files of an archive.
const ARCHIVE_BYTES: u64 = 1024 * 1024 * 1024;

/// What stands at a path.
pub enum Offered<'a> {
    /// A file that some reader takes.
    File(Input<'a>),
    /// A file of another kind, by its name.
    OtherKind(&'a str),
    /// A file that cannot be read, by its name, and why.
    Unread(&'a str, &'a str),
}

/// Gives each file of the paths, in the order of the paths and then of names; `leave` names files
/// that are no reports: the results of an earlier run, the source.
///
/// # Errors
/// A path that is not there.
pub fn each_report(
    paths: &[PathBuf],
    leave: &[PathBuf],
    give: &mut dyn FnMut(Offered),
) -> anyhow::Result<()> {
    let leave: Vec<PathBuf> = leave.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut files = Vec::new();
    for path in paths {
        if !path.try_exists().unwrap_or_default() {
            bail!("không tìm thấy {}", path.display());
        }
        if path.is_dir() {
            list(path, (String::new(), DEPTH), &mut files)?;
        } else {
            files.push((file_name(path), path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    for (name, path) in files {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        // A file may be named by itself and in its folder.
        if leave.contains(&real) || !seen.insert(real) {
            continue;
        }
        one(&name, read_bytes(&path), give);
    }
    Ok(())
}

/// Files below a folder, by name.
fn list(
    folder: &Path,
    (above, depth): (String, usize),
    files: &mut Vec<(String, PathBuf)>,
) -> anyhow::Result<()> {
    let failed = || format!("không mở được thư mục {}", folder.display());
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).with_context(failed)? {
        entries.push(entry.with_context(failed)?.path());
    }
    entries.sort();
    for path in entries {
        let name = file_name(&path);
        if is_left(&name) {
            continue;
        }
        let shown = format!("{above}{name}");
        if path.is_dir() && depth > 0 {
            list(&path, (format!("{shown}/"), depth - 1), files)?;
        } else {
            files.push((shown, path));
        }
    }
    Ok(())
}

/// Marks of programs and of our own runs, which are nobody's report.
fn is_left(name: &str) -> bool {
    name.starts_with(['.', '~']) || ["__MACOSX", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// Gives each of some files that were dropped, in the order of names.
pub fn each_dropped(mut files: Vec<NamedBytes>, give: &mut dyn FnMut(Offered)) {
    files.sort();
    for (name, bytes) in files {
        one(&name, Ok(bytes), give);
    }
}

fn one(name: &str, bytes: anyhow::Result<Vec<u8>>, give: &mut dyn FnMut(Offered)) {
    let is_archive = name.to_lowercase().ends_with(".zip");
    match bytes {
        Err(error) => give(Offered::Unread(name, &format!("{error:#}"))),
        Ok(bytes) if is_archive => each_in_archive(name, &bytes, give),
        Ok(_) if reader_for(name).is_none() => give(Offered::OtherKind(name)),
        Ok(bytes) => give(Offered::File(Input { name, bytes: &bytes })),
    }
}

/// Gives each file of an archive, in the order of names.
pub fn each_in_archive(name: &str, bytes: &[u8], give: &mut dyn FnMut(Offered)) {
    let mut archive = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) if archive.len() > ARCHIVED => {
            return give(Offered::Unread(name, &format!("có hơn {ARCHIVED} tệp")));
        }
        Ok(archive) => archive,
        Err(error) => return give(Offered::Unread(name, &format!("tệp hỏng ({error})"))),
    };
    let mut order: Vec<(String, usize)> = Vec::new();
    for index in 0..archive.len() {
        match archive.by_index_raw(index) {
            Ok(entry) if entry.is_dir() => {}
            Ok(entry) => match entry.name() {
                Ok(inside) => order.push((inside.replace('\\', "/"), index)),
                Err(_) => order.push((format!("tệp thứ {}", index + 1), index)),
            },
            Err(error) => give(Offered::Unread(name, &format!("tệp thứ {}: {error}", index + 1))),
        }
    }
    order.sort();
    let mut left = ARCHIVE_BYTES;
    for (inside, index) in order {
        if inside.split('/').any(is_left) {
            continue;
        }
        let shown = format!("{name}/{inside}");
        let mut inflated = Vec::new();
        let limit = MAX_FILE_BYTES.min(left);
        let read = archive.by_index(index).map_err(|error| error.to_string()).and_then(|entry| {
            entry.take(limit + 1).read_to_end(&mut inflated).map_err(|error| error.to_string())
        });
        let size = inflated.len() as u64;
        left = left.saturating_sub(size);
        match read {
            Err(reason) => give(Offered::Unread(&shown, &reason)),
            Ok(_) if size > limit => give(Offered::Unread(&shown, "quá lớn khi giải nén")),
            Ok(_) if inside.to_lowercase().ends_with(".zip") => {
                give(Offered::Unread(&shown, "là bộ nén trong bộ nén"));
            }
            Ok(_) if reader_for(&shown).is_none() => give(Offered::OtherKind(&shown)),
            Ok(_) => give(Offered::File(Input { name: &shown, bytes: &inflated })),
        }
    }
}
