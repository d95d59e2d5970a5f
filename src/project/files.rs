//! Files on a disk → a source's names and bytes, and a user's own styles.
//!
//! Invariant: every input file is read by [`read_bytes`]; nothing is written.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::{
    MAX_FILE_BYTES, NamedBytes, PlanRead, Project, ProjectOptions, SourceRead, known_extensions,
    plan_of, read_files, sources_among, tables_of,
};
use crate::import::Scope;
use crate::read::{Grid, Input, reader_for};
use crate::style::{StyleFiles, WORD_FOLDERS, WORD_FORM};
use crate::text::safe_file_name;
use crate::timing::{Stage, measure};

/// Reads a source: a file, or a folder with one.
///
/// # Errors
/// A path that is not there or cannot be read.
pub fn read_source(path: &Path) -> anyhow::Result<SourceRead> {
    read_files(files_of(path)?.iter().map(|file| read_file(file)))
}

/// Reads a plan in sentences.
///
/// # Errors
/// A path that is no file or cannot be read.
pub fn read_plan(path: &Path, scope: Scope) -> anyhow::Result<PlanRead> {
    if path.is_dir() {
        bail!("{} là thư mục; hãy chỉ định tệp kế hoạch (.docx, .txt)", path.display());
    }
    let (name, bytes) = (file_name(path), read_bytes(path)?);
    Ok(plan_of(&Input { name: &name, bytes: &bytes }, scope))
}

/// A file by its name. A kind that nobody reads is refused before it is opened.
fn read_file(path: &Path) -> anyhow::Result<NamedBytes> {
    let name = file_name(path);
    if reader_for(&name).is_none() {
        let known = known_extensions();
        bail!("không đọc được loại tệp của {}: cần {known}", path.display());
    }
    let bytes = read_bytes(path)?;
    Ok((name, bytes))
}

/// The very bytes of a source that is one file.
///
/// # Errors
/// As of [`read_source`].
pub fn read_as_it_is(path: &Path) -> anyhow::Result<Vec<u8>> {
    read_bytes(path)
}

/// A file by its name.
///
/// # Errors
/// A path that is no file or cannot be read.
pub fn read_one(path: &Path) -> anyhow::Result<NamedBytes> {
    if path.is_dir() {
        bail!("{} là thư mục; hãy chỉ định một tệp", path.display());
    }
    read_file(path)
}

/// A text file of the user's, such as rules of a re-issue.
///
/// # Errors
/// A path that is not there, cannot be read or holds no UTF-8.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    let text = String::from_utf8(read_bytes(path)?);
    text.with_context(|| format!("{} không phải văn bản UTF-8", path.display()))
}

/// The tables of a source as they stand in its one file, for [`Reader::tables`].
///
/// [`Reader::tables`]: crate::read::Reader::tables
///
/// # Errors
/// A source of more files than one, or that is no workbook, or cannot be read.
pub fn read_tables(path: &Path) -> anyhow::Result<Vec<Grid>> {
    let files = files_of(path)?;
    let [file] = files.as_slice() else {
        bail!("{} có {} tệp nguồn; hãy chỉ định một tệp", path.display(), files.len());
    };
    let name = file_name(file);
    let bytes = read_bytes(file)?;
    tables_of(&Input { name: &name, bytes: &bytes })
}

impl Project {
    /// Reads and judges a source: a file, or a folder with one.
    ///
    /// # Errors
    /// A path that is not there or cannot be read, and a broken style. What is wrong with the
    /// source's content is among the diagnostics.
    pub fn open(path: &Path, options: &ProjectOptions) -> anyhow::Result<Project> {
        let name = name_of(path)?;
        let source = measure(Stage::Read, || read_source(path))?;
        Project::of(name, source, options)
    }
}

/// The name of a source: its folder's, or the file's without its extension.
fn name_of(path: &Path) -> anyhow::Result<String> {
    let full = path.canonicalize().with_context(|| format!("không tìm thấy {}", path.display()))?;
    let name = if full.is_dir() { full.file_name() } else { full.file_stem() };
    let name =
        name.map_or_else(|| String::from("nguon"), |name| name.to_string_lossy().into_owned());
    // It becomes a folder, on this system and wherever that is copied to.
    Ok(safe_file_name(&name))
}

/// The source files of a path, by name.
fn files_of(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.try_exists().unwrap_or_default() {
        bail!("không tìm thấy {}", path.display());
    }
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    let entries =
        fs::read_dir(path).with_context(|| format!("không mở được thư mục {}", path.display()))?;
    for entry in entries {
        let file = entry.with_context(|| format!("không đọc được {}", path.display()))?.path();
        if file.is_file() {
            files.push((file_name(&file), file));
        }
    }
    let names: Vec<String> = sources_among(files.iter().map(|(name, _)| name.as_str()))
        .into_iter()
        .map(String::from)
        .collect();
    files.retain(|(name, _)| names.contains(name));
    files.sort();
    if files.is_empty() {
        bail!("thư mục {} không có tệp nguồn ({})", path.display(), known_extensions());
    }
    Ok(files.into_iter().map(|(_, file)| file).collect())
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(super) fn read_bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let failed = || format!("không đọc được {}", path.display());
    // To open a pipe is to wait for whoever writes into it.
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        bail!("{} không phải tệp thường (đường ống, thiết bị); hãy lưu thành tệp", path.display());
    }
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("không thấy tệp {}; kiểm tra lại tên và thư mục", path.display())
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            bail!("không có quyền đọc {}; chép tệp sang thư mục khác rồi thử lại", path.display())
        }
        file => file.with_context(failed)?,
    };
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).with_context(failed)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        bail!("{} lớn hơn {} MB", path.display(), MAX_FILE_BYTES / 1024 / 1024);
    }
    Ok(bytes)
}

/// The user's own files of a style: `DIR/<style>/*` and `DIR/chung/*`.
pub fn own_style(folder: &Path, name: &str) -> anyhow::Result<StyleFiles> {
    if !folder.is_dir() {
        bail!("không có thư mục mẫu {}", folder.display());
    }
    let mut files = StyleFiles::default();
    // A name is a folder's name, never a path out of it.
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(files);
    }
    // The parts of a Word file stand in folders of their own.
    let places = [(name.to_string(), String::new()), ("chung".into(), "chung/".into())];
    let parts = places.iter().flat_map(|(inside, prefix)| {
        WORD_FOLDERS
            .iter()
            .map(move |word| (format!("{inside}/{word}"), format!("{prefix}{word}/")))
    });
    for (inside, prefix) in places.iter().cloned().chain(parts) {
        let place = folder.join(inside);
        if !place.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&place)
            .with_context(|| format!("không mở được thư mục {}", place.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("không đọc được {}", place.display()))?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_file() && prefix.is_empty() && path.ends_with(WORD_FORM) {
                files.add_word_form(read_bytes(&path)?, &path.display().to_string());
            } else if path.is_file() && matches!(ending, Some("typ" | "toml" | "xml")) {
                let bytes = read_bytes(&path)?;
                let text = String::from_utf8(bytes)
                    .with_context(|| format!("{} không phải văn bản UTF-8", path.display()))?;
                let name = format!("{prefix}{}", file_name(&path));
                files.add(&name, &text, &path.display().to_string());
            }
        }
    }
    Ok(files)
}
