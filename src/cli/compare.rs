//! `danhmuc compare`: what changed between two versions of a plan, and the table of it.
//!
//! Invariant: a version that could not be read whole is not compared, for a row that was not understood
//! would be told as removed.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Outcome, complain_about, say};
use crate::batch::{COMPARED, REPORT_ENDINGS, report as report_file};
use crate::compare::{Comparison, Version, compare, comparison_json, report, told};
use crate::diag::{Language, Printing};
use crate::output;
use crate::project::read_source;

#[derive(Args)]
pub struct CompareArgs {
    /// Bản cũ: tệp nguồn, danh-muc.xlsx, danh-muc.docx hoặc thư mục chứa nguồn
    old: PathBuf,
    /// Bản mới
    new: PathBuf,
    /// Bảng so sánh: .pdf, .xlsx hoặc .docx
    #[arg(short, long, value_name = "TỆP")]
    out: Option<PathBuf>,
    /// Cách in
    #[arg(long, value_name = "text|json", default_value = "text")]
    format: Format,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub fn run(args: &CompareArgs, language: Language) -> anyhow::Result<Outcome> {
    let ending = ending(args)?;
    let (Some(old), Some(new)) = (version(&args.old, language)?, version(&args.new, language)?)
    else {
        return Ok(Outcome::Stopped);
    };
    let found = compare(&old, &new);
    let names = [&args.old, &args.new].map(|path| name(path));
    if let (Some(path), Some(ending)) = (&args.out, ending) {
        let table = report(&found, [&names[0], &names[1]], new.draft.at.at);
        output::write_file(path, &report_file(table, &COMPARED, &ending)?, args.force)?;
    }
    match args.format {
        Format::Json => {
            say(&serde_json::to_string_pretty(&comparison_json(&found, [&names[0], &names[1]]))?)
        }
        Format::Text => say(&text(&found, args.out.as_deref(), language)),
    }
    Ok(if found.is_same() { Outcome::Fine } else { Outcome::Faulty })
}

/// The ending of the table, which is refused before anything is read.
fn ending(args: &CompareArgs) -> anyhow::Result<Option<String>> {
    let Some(path) = &args.out else { return Ok(None) };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !REPORT_ENDINGS.contains(&ending.as_str()) {
        bail!(
            "không ghi được bảng so sánh {}: cần .{}",
            path.display(),
            REPORT_ENDINGS.join(", .")
        );
    }
    for source in [&args.old, &args.new] {
        output::refuse_target(path, source, args.force)?;
    }
    Ok(Some(ending))
}

/// A version, or nothing where it could not be read whole, as was said then.
fn version(path: &Path, language: Language) -> anyhow::Result<Option<Version>> {
    let mut read = read_source(path)?;
    let is_whole = read.is_whole();
    read.diagnostics.settle();
    complain_about(&read.diagnostics, Printing { sources: &read.sources, language });
    Ok(read.draft.filter(|_| is_whole).map(Version::new))
}

fn name(path: &Path) -> String {
    let name = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    name.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(found: &Comparison, out: Option<&Path>, language: Language) -> String {
    let mut lines = told(found);
    let (changed, added, removed) = (found.reworked(), found.added.len(), found.removed.len());
    let renumbered = found.changed.len() - changed;
    let [before, after] = found.counts;
    lines.push(match language {
        Language::Vi if found.is_same() => format!("Hai bản như nhau: {after} nhiệm vụ"),
        Language::En if found.is_same() => format!("Both versions are the same: {after} tasks"),
        Language::Vi => format!(
            "{before} → {after} nhiệm vụ: sửa đổi {changed}, bổ sung {added}, bỏ {removed}, \
             chỉ đổi số thứ tự {renumbered}, không đổi {}",
            found.same
        ),
        Language::En => format!(
            "{before} → {after} tasks: {changed} changed, {added} added, {removed} removed, \
             {renumbered} with another number alone, {} the same",
            found.same
        ),
    });
    lines.extend(out.map(|path| path.display().to_string()));
    lines.join("\n")
}
