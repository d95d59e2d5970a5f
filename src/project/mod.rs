//! A source → a project: its model, its style, and everything wrong with it.
//!
//! Invariant: what is said here needs no file system; `files` and `reports` alone read input files,
//! and nothing here writes one.
//!
//! # Where to change
//!
//! How a path becomes named bytes: `files`; of filled extracts: `reports`. Which file of several is a plan in sentences: `plan`.

mod files;
mod plan;
mod reports;

use std::path::PathBuf;

use anyhow::{Context, bail};

pub use files::{read_as_it_is, read_one, read_plan, read_source, read_tables, read_text};
use plan::PLAN_IN_SENTENCES;
pub use plan::{PlanRead, plan_of, read_dropped};
pub use reports::{Offered, each_dropped, each_in_archive, each_report};

use crate::check::{Scope, check};
use crate::diag::{Diagnostic, Diagnostics, Fault, Severity};
use crate::memory::working_on;
use crate::model::draft::{Draft, DraftEntry};
use crate::model::{Field, Mode, Model, NameForm};
use crate::read::{
    Grid, Input, Opened, ROWS_MISSING, is_paper, is_plain_text, judge_numbers, keep_numbering,
    reader_for,
};
use crate::resolve::{LIMIT_FAULTS, ResolveOptions, resolve};
use crate::source::{FileId, Sources};
use crate::style::{self, COLUMNS_UNKNOWN, Preset, STYLE_UNKNOWN, Style, StyleFiles};
use crate::timing::{Stage, measure};
use crate::view::{ViewOptions, tidied_cells};

/// Every fault of this module, for `explain`.
pub const FAULTS: &[&Fault] = &[&SOURCE_TWICE, &PLAN_IN_SENTENCES];

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
pub const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;

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

impl SourceRead {
    /// Whether reading lost nothing: what is too long for a document may still fit a source.
    pub fn is_whole(&self) -> bool {
        let is_limit =
            |one: &Diagnostic| LIMIT_FAULTS.iter().any(|fault| fault.code == one.fault.code);
        let stops = |one: &Diagnostic| one.severity == Severity::Error && !is_limit(one);
        self.draft.is_some() && !self.diagnostics.iter().any(stops)
    }
}

/// A file of a source: its name and content.
pub type NamedBytes = (String, Vec<u8>);

/// Reads the files of a source, one at a time, into one draft.
///
/// # Errors
/// A file of a kind that no reader takes, and what `files` says.
pub fn read_files(
    files: impl Iterator<Item = anyhow::Result<NamedBytes>>,
) -> anyhow::Result<SourceRead> {
    read_with(files, plan::drafted)
}

/// What a file holds that one of the readers takes.
///
/// # Errors
/// A file of a kind that no reader takes.
fn open(
    input: &Input,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> anyhow::Result<Option<(FileId, Opened)>> {
    let Some(reader) = reader_for(input.name) else {
        bail!("không đọc được loại tệp của {}: cần {}", input.name, known_extensions());
    };
    let file = sources.add_file(input.name);
    Ok(reader.open(input, file, sources, diagnostics).map(|opened| (file, opened)))
}

/// Reads files, each with `read`, into one draft.
fn read_with(
    files: impl Iterator<Item = anyhow::Result<NamedBytes>>,
    read: impl Fn(&Input, &mut Sources, &mut Diagnostics) -> anyhow::Result<Option<Draft>>,
) -> anyhow::Result<SourceRead> {
    // The directory is parsed while the source is read.
    std::thread::spawn(crate::directory::warm_up);
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut whole: Option<Draft> = None;
    for file in files {
        let (name, bytes) = file?;
        let _work = working_on(&name);
        let input = Input { name: &name, bytes: &bytes };
        if let Some(draft) = read(&input, &mut sources, &mut diagnostics)? {
            whole = Some(match whole {
                None => draft,
                Some(before) => merge(before, draft, &mut diagnostics),
            });
        }
    }
    if let Some(draft) = &whole
        && diagnostics.errors() == 0
        && !has_tasks(draft)
    {
        diagnostics.push(ROWS_MISSING.at(draft.at.at));
    }
    // Rows that could not be read leave gaps, and are told already.
    if let Some(draft) = &mut whole
        && diagnostics.errors() == 0
    {
        // The numbers of an extract are those of its plan.
        if !draft.tables.as_ref().is_some_and(|tables| tables.is_extract) {
            judge_numbers(draft, &mut diagnostics);
        }
        keep_numbering(draft);
    }
    Ok(SourceRead { sources, diagnostics, draft: whole })
}

/// The tables of a file as they stand in it, for [`Reader::tables`].
///
/// [`Reader::tables`]: crate::read::Reader::tables
///
/// # Errors
/// A file that is no workbook.
pub fn tables_of(input: &Input) -> anyhow::Result<Vec<Grid>> {
    let tables = reader_for(input.name).and_then(|reader| reader.tables(input));
    tables.with_context(|| {
        format!("{} không phải bảng tính: chỉ ghi chú được lên bảng tính", input.name)
    })
}

/// Which files of a folder are its source, in order: those that a reader takes; a paper that lies
/// beside another source is none, nor is a plain text beside a paper.
pub fn sources_among<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // "~$KeHoach.xlsx" is the mark of a workbook that is open in Excel.
    let is_source = |name: &&str| !name.starts_with(['.', '~']) && reader_for(name).is_some();
    let mut names: Vec<&str> = names.filter(is_source).collect();
    names.sort_unstable();
    if names.iter().any(|name| !is_paper(name)) {
        names.retain(|name| !is_paper(name));
    }
    if names.iter().any(|name| !is_plain_text(name)) {
        names.retain(|name| !is_plain_text(name));
    }
    names
}

impl Project {
    /// Judges a source that was read.
    ///
    /// # Errors
    /// A broken style. What is wrong with the source's content is among the diagnostics.
    pub fn of(
        name: String,
        source: SourceRead,
        options: &ProjectOptions,
    ) -> anyhow::Result<Project> {
        let SourceRead { sources, mut diagnostics, draft } = source;
        let choices = ResolveOptions { strict: options.strict };
        let model =
            measure(Stage::Read, || draft.map(|draft| resolve(draft, choices, &mut diagnostics)));
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
            Some(folder) => files::own_style(folder, wanted)?,
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
        let scope = Scope { columns: &columns, draft: options.draft };
        check(model, scope, &mut self.diagnostics);
        Ok(())
    }

    /// What of the style and of this run changes the texts that print.
    pub fn view_options(&self) -> ViewOptions {
        let tidy = self.style.as_ref().is_none_or(|(style, _)| style.settings.text.tidy);
        ViewOptions { mode: self.mode, names: self.names(), tidy }
    }

    /// How many cells print otherwise than the source writes them: a capital first, no closing
    /// mark, spaces in order.
    pub fn tidied_cells(&self) -> usize {
        let options = self.view_options();
        let model = self.model.as_ref().filter(|_| options.tidy);
        model.map_or(0, |model| tidied_cells(model, options.names))
    }

    /// How the chosen style names agencies.
    pub fn names(&self) -> NameForm {
        self.style.as_ref().map_or_else(NameForm::default, |(s, _)| s.settings.table.names)
    }
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
    before.tables = before.tables.or(next.tables);
    before
}

/// ".xlsx, .yaml, …": every ending that a reader takes.
pub fn known_extensions() -> String {
    let readers = crate::read::READERS.iter();
    let extensions = readers.flat_map(|reader| reader.extensions.iter().copied());
    extensions.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(", ")
}
