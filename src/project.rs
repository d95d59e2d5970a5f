//! A source on disk → a project: its model, its style, and everything wrong with it.
//!
//! Invariant: the only place that reads input files; it writes none.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::check::{self, check};
use crate::diag::{Diagnostics, Fault, Severity};
use crate::import::{Imported, Scope, import};
use crate::model::draft::{Draft, DraftEntry};
use crate::model::{Field, Mode, Model, NameForm};
use crate::read::{Grid, Input, ROWS_MISSING, is_paper, reader_for};
use crate::resolve::{ResolveOptions, resolve};
use crate::source::Sources;
use crate::style::{self, COLUMNS_UNKNOWN, Preset, STYLE_UNKNOWN, Style, StyleFiles};
use crate::timing::{Stage, measure};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&SOURCE_TWICE];

/// Two files of a folder that both hold tasks.
static SOURCE_TWICE: Fault = Fault {
    code: "source-twice",
    severity: Severity::Error,
    vi: "thư mục có hơn một tệp chứa nhiệm vụ; chỉ định một tệp, hoặc chuyển tệp cũ đi nơi khác",
    en: "more than one file of the folder holds tasks; name one, or move the old one away",
    explain_vi: "Hai tệp cùng có nhiệm vụ thường là hai bản của một kế hoạch; gộp lại sẽ in trùng.",
    explain_en: "Two files with tasks are mostly two versions of one plan; merging would print both.",
};

/// 20,000 rows of text are about 10 MB; past this a file is not a plan.
const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;

/// Choices of one run, over what the source says.
#[derive(Debug, Clone, Default)]
pub struct ProjectOptions {
    /// The style's name.
    pub style: Option<String>,
    /// A folder of the user's own styles.
    pub templates: Option<PathBuf>,
    /// How the document is issued.
    pub mode: Option<Mode>,
    /// Print a draft, with what is still open left blank.
    pub draft: bool,
    /// Unknown names are errors.
    pub strict: bool,
}

/// A source, read and judged.
pub struct Project {
    /// The folder's or the file's name: the folder of its outputs.
    pub name: String,
    /// The names behind the places of the diagnostics.
    pub sources: Sources,
    /// What is wrong.
    pub diagnostics: Diagnostics,
    /// The plan; `None` when nothing could be read.
    pub model: Option<Model>,
    /// The house style and its chosen columns; `None` when the names are unknown.
    pub style: Option<(Style, Preset)>,
    /// How the document is issued in this run.
    pub mode: Mode,
}

/// A source as read, before anything in it is resolved.
pub struct SourceRead {
    /// The names behind the places of the diagnostics.
    pub sources: Sources,
    /// What is wrong with the reading.
    pub diagnostics: Diagnostics,
    /// What the source says; `None` when nothing could be read.
    pub draft: Option<Draft>,
}

/// Reads a source: a file, or a folder with one.
///
/// # Errors
/// A path that is not there or cannot be read.
pub fn read_source(path: &Path) -> anyhow::Result<SourceRead> {
    // The directory is parsed while the source is read.
    std::thread::spawn(crate::directory::warm_up);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let draft = read_all(path, &mut sources, &mut diagnostics)?;
    Ok(SourceRead { sources, diagnostics, draft })
}

/// A plan in sentences as read from a file.
pub struct PlanRead {
    /// The names behind the places of the diagnostics.
    pub sources: Sources,
    /// What is wrong with the reading, and what to compare with the text.
    pub diagnostics: Diagnostics,
    /// The plan; `None` when the file holds none.
    pub imported: Option<Imported>,
}

/// Reads a plan in sentences.
///
/// # Errors
/// A path that is no file or cannot be read.
pub fn read_plan(path: &Path, scope: Scope) -> anyhow::Result<PlanRead> {
    if path.is_dir() {
        bail!("{} là thư mục; hãy chỉ định tệp kế hoạch (.docx, .txt)", path.display());
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let (name, bytes) = (file_name(path), read_bytes(path)?);
    let input = Input { name: &name, bytes: &bytes };
    let imported = import(&input, scope, &mut sources, &mut diagnostics);
    diagnostics.settle();
    Ok(PlanRead { sources, diagnostics, imported })
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
    let tables =
        reader_for(&name).and_then(|reader| reader.tables(&Input { name: &name, bytes: &bytes }));
    tables.with_context(|| format!("{} không phải bảng tính: chỉ ghi chú được lên bảng tính", name))
}

impl Project {
    /// Reads and judges a source: a file, or a folder with one.
    ///
    /// # Errors
    /// A path that is not there or cannot be read, and a broken style. What is wrong with the
    /// source's content is among the diagnostics.
    pub fn open(path: &Path, options: &ProjectOptions) -> anyhow::Result<Project> {
        let name = name_of(path)?;
        let (source, model) = measure(Stage::Read, || {
            let mut source = read_source(path)?;
            let options = ResolveOptions { strict: options.strict };
            let model =
                source.draft.take().map(|draft| resolve(draft, options, &mut source.diagnostics));
            anyhow::Ok((source, model))
        })?;
        let SourceRead { sources, diagnostics, .. } = source;
        let mut project = Project {
            name,
            sources,
            diagnostics,
            model,
            style: None,
            mode: options.mode.unwrap_or(Mode::Paper),
        };
        measure(Stage::Check, || project.judge(options))?;
        project.diagnostics.settle();
        Ok(project)
    }

    fn judge(&mut self, options: &ProjectOptions) -> anyhow::Result<()> {
        let Some(model) = &mut self.model else { return Ok(()) };
        if let Some(mode) = options.mode {
            model.document.mode.value = mode;
        }
        if options.draft {
            model.document.mode.value = Mode::Draft;
        }
        self.mode = model.document.mode.value;
        let document = &model.document;
        let wanted = options.style.as_deref().unwrap_or(&document.style.value);
        let own = match &options.templates {
            Some(folder) => own_style(folder, wanted)?,
            None => StyleFiles::default(),
        };
        let mut columns: Vec<Field> = Vec::new();
        match style::load(wanted, own)? {
            None => {
                let names = style::built_in_names().join(", ");
                // A name on the command line has no place in the source.
                let at = match options.style {
                    Some(_) => crate::source::FileId::default().whole(),
                    None => document.style.at,
                };
                let fault = STYLE_UNKNOWN.at(at).with("found", wanted);
                self.diagnostics.push(fault.with("expected", names));
            }
            Some(style) => {
                let chosen = document.columns.as_ref();
                match style.preset(chosen.map(|columns| columns.value.trim())) {
                    Some(preset) => {
                        columns = preset.columns.iter().map(|column| column.field).collect();
                        let preset = preset.clone();
                        self.style = Some((style, preset));
                    }
                    None => {
                        let names = style.preset_names().join(", ");
                        let found =
                            chosen.map_or(style.settings.table.columns.as_str(), |c| &c.value);
                        let at = chosen.map_or(document.style.at, |columns| columns.at);
                        let fault = COLUMNS_UNKNOWN.at(at).with("found", found);
                        self.diagnostics.push(fault.with("expected", names));
                    }
                }
            }
        }
        let scope = check::Scope { columns: &columns, draft: options.draft };
        check(model, scope, &mut self.diagnostics);
        Ok(())
    }

    /// How the chosen style names agencies.
    pub fn names(&self) -> NameForm {
        self.style.as_ref().map_or_else(NameForm::default, |(s, _)| s.settings.table.names)
    }
}

/// The name of a source: its folder's, or the file's without its extension.
fn name_of(path: &Path) -> anyhow::Result<String> {
    let full = path.canonicalize().with_context(|| format!("không tìm thấy {}", path.display()))?;
    let name = if full.is_dir() { full.file_name() } else { full.file_stem() };
    Ok(name.map_or_else(|| String::from("nguon"), |name| name.to_string_lossy().into_owned()))
}

/// Reads the source's files into one draft; `None` when none could be read.
fn read_all(
    path: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> anyhow::Result<Option<Draft>> {
    let mut whole: Option<Draft> = None;
    for file in files_of(path)? {
        let name = file_name(&file);
        let Some(reader) = reader_for(&name) else {
            bail!("không đọc được loại tệp của {}: cần {}", file.display(), known_extensions());
        };
        let bytes = read_bytes(&file)?;
        let id = sources.add_file(&name);
        let input = Input { name: &name, bytes: &bytes };
        if let Some(draft) = reader.read(&input, id, sources, diagnostics) {
            whole = Some(match whole {
                None => draft,
                Some(before) => merge(before, draft, diagnostics),
            });
        }
    }
    if let Some(draft) = &whole
        && diagnostics.errors() == 0
        && !has_tasks(draft)
    {
        diagnostics.push(ROWS_MISSING.at(draft.at.at));
    }
    Ok(whole)
}

fn has_tasks(draft: &Draft) -> bool {
    draft.outline.iter().any(|entry| matches!(entry, DraftEntry::Task(_)))
}

/// A folder may keep the document, the tasks and the agencies in files of their own.
fn merge(mut before: Draft, next: Draft, diagnostics: &mut Diagnostics) -> Draft {
    if has_tasks(&before) && has_tasks(&next) {
        diagnostics.push(SOURCE_TWICE.at(next.at.at));
        return before;
    }
    for (field, text) in next.document.fields {
        before.document.fields.entry(field).or_insert(text);
    }
    before.document.basis.extend(next.document.basis);
    before.document.recipients.extend(next.document.recipients);
    before.outline.extend(next.outline);
    before.agencies.extend(next.agencies);
    before.collectives.extend(next.collectives);
    before
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
        let name = file_name(&file);
        // "~$KeHoach.xlsx" is the mark of a workbook that is open in Excel.
        let is_source = !name.starts_with(['.', '~']) && reader_for(&name).is_some();
        if is_source && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    if files.iter().any(|file| !is_paper(&file_name(file))) {
        files.retain(|file| !is_paper(&file_name(file)));
    }
    if files.is_empty() {
        bail!("thư mục {} không có tệp nguồn ({})", path.display(), known_extensions());
    }
    Ok(files)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn known_extensions() -> String {
    let readers = crate::read::READERS.iter();
    let extensions = readers.flat_map(|reader| reader.extensions.iter().copied());
    extensions.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}

fn read_bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let failed = || format!("không đọc được {}", path.display());
    let file = fs::File::open(path).with_context(failed)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).with_context(failed)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        bail!("{} lớn hơn {} MB", path.display(), MAX_FILE_BYTES / 1024 / 1024);
    }
    Ok(bytes)
}

/// The user's own files of a style: `DIR/<style>/*` and `DIR/chung/*`.
fn own_style(folder: &Path, name: &str) -> anyhow::Result<StyleFiles> {
    if !folder.is_dir() {
        bail!("không có thư mục mẫu {}", folder.display());
    }
    let mut files = StyleFiles::default();
    // A name is a folder's name, never a path out of it.
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Ok(files);
    }
    for (inside, prefix) in [(name, ""), ("chung", "chung/")] {
        let place = folder.join(inside);
        if !place.is_dir() {
            continue;
        }
        let entries = fs::read_dir(&place)
            .with_context(|| format!("không mở được thư mục {}", place.display()))?;
        for entry in entries {
            let path = entry.with_context(|| format!("không đọc được {}", place.display()))?.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_file() && matches!(ending, Some("typ" | "toml")) {
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
