//! `danhmuc convert`: a source as a clean source of another format.
//!
//! Invariant: nothing is written that does not read back as the same plan.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::{Outcome, complain_about, say};
use crate::batch::convert;
use crate::diag::{Diagnostic, Language, Printing, Severity};
use crate::output;
use crate::project::read_source;
use crate::resolve::{LIMIT_FAULTS, ResolveOptions, clean, resolve};
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
    // as it is, and a row that was not understood would be lost. What is too long for a document may
    // still fit the format; where it does not, its writer says so.
    let (Some(draft), Some(model)) = (draft, model) else { return Ok(Outcome::Faulty) };
    let is_limit = |one: &Diagnostic| LIMIT_FAULTS.iter().any(|fault| fault.code == one.fault.code);
    let stops = |one: &Diagnostic| one.severity == Severity::Error && !is_limit(one);
    if read.diagnostics.iter().any(stops) {
        return Ok(Outcome::Faulty);
    }
    let bytes = convert(writer, &name, (&draft, &model))?;
    output::write_file(&args.out, &bytes, args.force)?;
    let (path, tasks) = (args.out.display(), model.tasks.len());
    say(&match language {
        Language::Vi => format!("{path}: {tasks} nhiệm vụ"),
        Language::En => format!("{path}: {tasks} tasks"),
    });
    Ok(Outcome::Fine)
}
