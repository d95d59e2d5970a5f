//! `danhmuc reassign`: a plan with the bodies of another day, and the table of what was changed.
//!
//! Invariant: the source is never touched; a plan in which nothing changes comes out byte for byte.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::{Outcome, complain_about, say};
use crate::batch::{REASSIGNED, REPORT_ENDINGS, convert, report};
use crate::diag::{Language, Printing};
use crate::model::Model;
use crate::model::draft::Draft;
use crate::output;
use crate::project::{read_as_it_is, read_source, read_text};
use crate::reassign::{Reassigned, Request, Rules, reassign};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::text::parse_date;
use crate::write::source::{SOURCE_WRITERS, SourceWriter, source_writer_for};

#[derive(Args)]
pub struct ReassignArgs {
    /// Tệp nguồn (.xlsx, .xls, .ods, .yaml, .toml, .json) hoặc thư mục chứa nó
    source: PathBuf,
    /// Ngày ban hành lại: cơ quan không còn vào ngày này được thay
    #[arg(long, value_name = "NGÀY/THÁNG/NĂM")]
    date: String,
    /// Tệp sẽ ghi; đuôi tên là định dạng: .xlsx, .yaml, .yml, .toml, .json
    #[arg(short, long, value_name = "TỆP")]
    out: PathBuf,
    /// Quy tắc riêng (.yaml), dùng trước quy tắc của chương trình
    #[arg(long, value_name = "TỆP")]
    rules: Option<PathBuf>,
    /// Bảng chuyển đổi cơ quan thực hiện: .pdf, .xlsx hoặc .docx
    #[arg(long, value_name = "TỆP")]
    report: Option<PathBuf>,
    /// Sửa cả tên cơ quan cũ nằm trong nội dung; không nêu thì chỉ liệt kê
    #[arg(long)]
    in_text: bool,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

pub fn run(args: &ReassignArgs, language: Language) -> anyhow::Result<Outcome> {
    let day = parse_date(&args.date);
    let Ok(day) = day else {
        bail!("“{}” không phải là ngày; hãy ghi như 01/7/2025", args.date)
    };
    let name = args.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let writer = writer_of(&args.out, &name)?;
    output::refuse_target(&args.out, &args.source, args.force)?;
    let ending = report_ending(args)?;
    let (rules, in_text) = (rules(args.rules.as_deref())?, args.in_text);
    let request = Request { day, rules, in_text, chosen: Vec::new() };
    let mut read = read_source(&args.source)?;
    let is_readable = read.is_whole();
    let draft = read.draft.map(clean);
    // What is wrong with the names of the old day is for `check` to say.
    let (Some(draft), true) = (draft, is_readable) else {
        read.diagnostics.settle();
        complain_about(&read.diagnostics, Printing { sources: &read.sources, language });
        return Ok(Outcome::Faulty);
    };
    let done = reassign(&draft, &request);
    write_plan(args, (writer, &name), &done)?;
    if let (Some(path), Some(ending)) = (&args.report, ending) {
        output::write_file(path, &report(done.table(&draft), &REASSIGNED, &ending)?, args.force)?;
    }
    read.diagnostics.extend(done.diagnostics());
    read.diagnostics.settle();
    complain_about(&read.diagnostics, Printing { sources: &read.sources, language });
    say(&summary(&args.out, &done, language));
    Ok(if done.open() > 0 { Outcome::Faulty } else { Outcome::Fine })
}

fn writer_of(out: &Path, name: &str) -> anyhow::Result<&'static SourceWriter> {
    let Some(writer) = source_writer_for(name) else {
        let known = SOURCE_WRITERS.iter().flat_map(|writer| writer.extensions);
        let known: Vec<String> = known.map(|extension| format!(".{extension}")).collect();
        bail!("không ghi được loại tệp của {}: cần {}", out.display(), known.join(", "));
    };
    Ok(writer)
}

/// The ending of the report, which is refused before anything is written.
fn report_ending(args: &ReassignArgs) -> anyhow::Result<Option<String>> {
    let Some(path) = &args.report else { return Ok(None) };
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !REPORT_ENDINGS.contains(&ending.as_str()) {
        bail!("không ghi được báo cáo {}: cần .{}", path.display(), REPORT_ENDINGS.join(", ."));
    }
    output::refuse_target(path, &args.source, args.force)?;
    if *path == args.out {
        bail!("{} vừa là tệp sẽ ghi vừa là báo cáo; chọn hai tên khác nhau", path.display());
    }
    Ok(Some(ending))
}

fn rules(path: Option<&Path>) -> anyhow::Result<Rules> {
    let Some(path) = path else { return Ok(Rules::built_in()) };
    let text = read_text(path)?;
    Rules::with_own(&text, &path.display().to_string())
}

/// Writes the plan: the very bytes of the source where nothing changed and the format is the same.
fn write_plan(
    args: &ReassignArgs,
    (writer, name): (&SourceWriter, &str),
    done: &Reassigned,
) -> anyhow::Result<()> {
    let extension = |path: &Path| path.extension().map(|ending| ending.to_ascii_lowercase());
    let is_same_format = args.source.is_file() && extension(&args.source) == extension(&args.out);
    let bytes = match (done.is_changed, is_same_format) {
        (false, true) => read_as_it_is(&args.source)?,
        _ => {
            let draft = clean(done.draft.clone());
            let model = model_of(&draft);
            convert(writer, name, (&draft, &model))?
        }
    };
    output::write_file(&args.out, &bytes, args.force)
}

fn model_of(draft: &Draft) -> Model {
    resolve(draft.clone(), ResolveOptions::default(), &mut Default::default())
}

fn summary(out: &Path, done: &Reassigned, language: Language) -> String {
    let (path, tasks, open) = (out.display(), done.changed_tasks(), done.open());
    match (done.is_changed, language) {
        (false, Language::Vi) => format!("{path}: mọi cơ quan còn tồn tại, giữ nguyên"),
        (false, Language::En) => format!("{path}: all bodies exist, nothing was changed"),
        (true, Language::Vi) => {
            format!("{path}: đã chuyển {tasks} nhiệm vụ; còn {open} chỗ cần quyết định")
        }
        (true, Language::En) => {
            format!("{path}: {tasks} tasks were changed; {open} places want a decision")
        }
    }
}
