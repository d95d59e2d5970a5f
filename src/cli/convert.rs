//! `danhmuc convert`: a source as a clean source of another format.
//!
//! Invariant: nothing is written that does not read back as the same plan.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::{Outcome, complain_about, say};
use crate::diag::{Diagnostics, Language, Printing};
use crate::model::Model;
use crate::model::draft::Draft;
use crate::output;
use crate::project::read_source;
use crate::read::{Input, reader_for};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::source::Sources;
use crate::write::source::{SOURCE_WRITERS, source_writer_for};

#[derive(Args)]
pub struct ConvertArgs {
    /// Tệp nguồn (.xlsx, .xls, .ods, .yaml, .toml, .json) hoặc thư mục chứa nó
    source: PathBuf,
    /// Tệp sẽ ghi; đuôi tên là định dạng: .xlsx, .yaml, .yml, .toml, .json
    #[arg(short, long, value_name = "TỆP")]
    out: PathBuf,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

pub fn run(args: &ConvertArgs, language: Language) -> anyhow::Result<Outcome> {
    let name = args.out.file_name().unwrap_or_default().to_string_lossy();
    let Some(writer) = source_writer_for(&name) else {
        let known = SOURCE_WRITERS.iter().flat_map(|writer| writer.extensions);
        let known: Vec<String> = known.map(|extension| format!(".{extension}")).collect();
        bail!("không ghi được loại tệp của {}: cần {}", args.out.display(), known.join(", "));
    };
    output::refuse_target(&args.out, &args.source, args.force)?;
    let mut read = read_source(&args.source)?;
    let draft = read.draft.map(clean);
    let model =
        draft.clone().map(|draft| resolve(draft, ResolveOptions::default(), &mut read.diagnostics));
    read.diagnostics.settle();
    complain_about(&read.diagnostics, Printing { sources: &read.sources, language });
    // Only what is wrong with the reading stops here: a task that has no lead yet is converted
    // as it is, and a row that was not understood would be lost.
    let (Some(draft), Some(model)) = (draft, model) else { return Ok(Outcome::Faulty) };
    if read.diagnostics.errors() > 0 {
        return Ok(Outcome::Faulty);
    }
    let bytes = writer.write(&draft)?;
    read_back(&name, &bytes, (&draft, &model))?;
    output::write_file(&args.out, &bytes, args.force)?;
    let (path, tasks) = (args.out.display(), model.tasks.len());
    say(&match language {
        Language::Vi => format!("{path}: {tasks} nhiệm vụ"),
        Language::En => format!("{path}: {tasks} tasks"),
    });
    Ok(Outcome::Fine)
}

/// Refuses a file that would say anything else than its source.
pub(super) fn read_back(name: &str, bytes: &[u8], source: (&Draft, &Model)) -> anyhow::Result<()> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::default();
    let file = sources.add_file(name);
    let reader = reader_for(name);
    let draft = reader.and_then(|reader| {
        reader.read(&Input { name, bytes }, file, &mut sources, &mut diagnostics)
    });
    let draft = draft.map(clean);
    let model = draft
        .clone()
        .map(|draft| resolve(draft, ResolveOptions::default(), &mut Diagnostics::default()));
    let differs = match draft.zip(model) {
        Some((draft, model)) => difference(source, (&draft, &model)),
        None => Some(String::from("cả tệp")),
    };
    match differs {
        Some(what) => bail!(
            "định dạng của {} không ghi lại được đúng nguồn: {what}; hãy chọn định dạng khác",
            Path::new(name).display()
        ),
        None => Ok(()),
    }
}

/// The first part that differs, in the words of a clerk. A model keeps only those own entries
/// that a task names, so the declarations are compared as they were read.
fn difference(source: (&Draft, &Model), read: (&Draft, &Model)) -> Option<String> {
    let ((draft, model), (other_draft, other)) = (source, read);
    if model.document != other.document {
        return Some(String::from("phần văn bản"));
    }
    if (&draft.agencies, &draft.collectives) != (&other_draft.agencies, &other_draft.collectives) {
        return Some(String::from("khai báo cơ quan"));
    }
    let mut tasks = (1..).zip(model.tasks.iter().zip(&other.tasks));
    if let Some((number, _)) = tasks.find(|(_, (task, other))| task != other) {
        return Some(format!("nhiệm vụ thứ {number}"));
    }
    (model != other).then(|| String::from("các dòng và nhóm"))
}
