//! `danhmuc import`: a plan in sentences as a source to go on with, and a report of what was not
//! understood.
//!
//! Invariant: nothing is written of a text that is no plan, and the plan itself is never touched.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Outcome, complain_about, say};
use crate::batch;
use crate::diag::{Diagnostics, Language, Printing};
use crate::import::{Confidence, FoundTask, Imported, Scope, to_json};
use crate::output;
use crate::project::{PlanRead, Project, ProjectOptions, read_plan};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::source::Sources;
use crate::write::source::{SOURCE_WRITERS, source_writer_for};

#[derive(Args)]
pub struct ImportArgs {
    /// Văn bản kế hoạch: tệp Word .docx, văn bản thuần .txt hoặc trang web .html
    plan: PathBuf,
    /// Tệp sẽ ghi (.xlsx, .yaml, .toml, .json); không nêu thì là tệp .xlsx cùng tên, cạnh văn bản
    #[arg(short, long, value_name = "TỆP")]
    out: Option<PathBuf>,
    /// In đủ danh sách: dòng chưa có chủ trì, dòng cần xem lại, dòng chưa nhận; không nêu -o thì không ghi tệp
    #[arg(long)]
    report: bool,
    /// Cách in: human (để đọc), json (cho chương trình khác; không nêu -o thì không ghi tệp)
    #[arg(long, value_name = "human|json", default_value = "human")]
    format: Format,
    /// Lấy cả phần “Tổ chức thực hiện” làm nhiệm vụ
    #[arg(long)]
    include_implementation: bool,
    /// Ghi đè tệp đã có
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

pub fn run(args: &ImportArgs, language: Language) -> anyhow::Result<Outcome> {
    let scope = Scope { implementation: args.include_implementation };
    let PlanRead { sources, diagnostics, imported } = read_plan(&args.plan, scope)?;
    complain_about(&diagnostics, Printing { sources: &sources, language });
    let Some(imported) = imported else { return Ok(Outcome::Faulty) };
    let out = target(args);
    if let Some(out) = &out {
        let name = name_of(out);
        if source_writer_for(&name).is_none() {
            let known = SOURCE_WRITERS.iter().flat_map(|writer| writer.extensions);
            let known: Vec<String> = known.map(|extension| format!(".{extension}")).collect();
            bail!("không ghi được loại tệp của {}: cần {}", out.display(), known.join(", "));
        }
        output::refuse_target(out, &args.plan, args.force)?;
    }
    match args.format {
        Format::Json => say(&serde_json::to_string_pretty(&to_json(&imported, &sources))?),
        Format::Human => {
            let report = Report { imported: &imported, sources: &sources, language };
            say(&report.summary(&name_of(&args.plan)));
            if args.report {
                say(&report.lists());
            } else if report.has_doubts() {
                let plan = typed(&args.plan);
                say(&match language {
                    Language::Vi => {
                        format!("Những dòng ấy ở đâu, vì sao: danhmuc import {plan} --report")
                    }
                    Language::En => {
                        format!("Which lines, and why: danhmuc import {plan} --report")
                    }
                });
            }
        }
    }
    if let Some(out) = &out {
        let (errors, warnings) = write(&imported, out, args.force)?;
        if args.format == Format::Human {
            let (written, typed) = (out.display(), typed(out));
            say(&match (language, errors) {
                (Language::Vi, 0) => format!(
                    "Đã ghi {written} (kiểm tra: 0 lỗi, {warnings} cảnh báo); xem lại rồi chạy: danhmuc build {typed}"
                ),
                (Language::Vi, _) => format!(
                    "Đã ghi {written} (kiểm tra: {errors} lỗi, {warnings} cảnh báo); xem lỗi ở đâu: danhmuc check {typed}; in bản nháp: danhmuc build --draft {typed}"
                ),
                (Language::En, 0) => format!(
                    "Wrote {written} (checked: 0 errors, {warnings} warnings); read it through, then: danhmuc build {typed}"
                ),
                (Language::En, _) => format!(
                    "Wrote {written} (checked: {errors} errors, {warnings} warnings); where they are: danhmuc check {typed}; as a draft: danhmuc build --draft {typed}"
                ),
            });
        }
    }
    Ok(Outcome::Fine)
}

/// The file to write: the one named, or, where nothing else is asked for, one beside the plan.
fn target(args: &ImportArgs) -> Option<PathBuf> {
    let only_prints = args.report || args.format == Format::Json;
    match &args.out {
        Some(out) => Some(out.clone()),
        None => (!only_prints).then(|| args.plan.with_extension("xlsx")),
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A path as it is typed on a command line.
fn typed(path: &Path) -> String {
    let shown = path.display().to_string();
    if shown.contains(' ') { format!("\"{shown}\"") } else { shown }
}

/// Writes the draft, if the file then says the same; returns how many errors and warnings the check
/// has for it.
fn write(imported: &Imported, out: &Path, force: bool) -> anyhow::Result<(usize, usize)> {
    let name = name_of(out);
    let Some(writer) = source_writer_for(&name) else {
        bail!("không ghi được loại tệp của {}", out.display());
    };
    let draft = clean(imported.draft.clone());
    // What is wrong in it is told of the file, once it is written.
    let model = resolve(draft.clone(), ResolveOptions::default(), &mut Diagnostics::default());
    let bytes = batch::convert(writer, &name, (&draft, &model))?;
    output::write_file(out, &bytes, force)?;
    let checked = Project::open(out, &ProjectOptions::default())?;
    Ok((checked.diagnostics.errors(), checked.diagnostics.warnings()))
}

struct Report<'a> {
    imported: &'a Imported,
    sources: &'a Sources,
    language: Language,
}

impl Report<'_> {
    fn vi(&self) -> bool {
        self.language == Language::Vi
    }

    /// Whether there is a row or a line to look at.
    fn has_doubts(&self) -> bool {
        let is_sure =
            |task: &FoundTask| task.confidence == Confidence::High && !task.lead.is_empty();
        !self.imported.tasks.iter().all(is_sure)
            || self.imported.passed_over.iter().any(|line| line.in_tasks)
    }

    /// How many of what, and the proof that no item is lost.
    fn summary(&self, name: &str) -> String {
        let tasks = &self.imported.tasks;
        let tally = self.imported.tally;
        let without = tasks.iter().filter(|task| task.lead.is_empty()).count();
        let doubtful = tasks
            .iter()
            .filter(|task| task.confidence != Confidence::High && !task.lead.is_empty())
            .count();
        let passed = self.imported.passed_over.iter().filter(|line| line.in_tasks).count();
        let mut lines = Vec::new();
        if self.vi() {
            lines.push(format!(
                "{name}: {} nhiệm vụ; {without} dòng chưa có cơ quan chủ trì; {doubtful} dòng nên xem lại; {passed} dòng của phần nhiệm vụ chưa nhận",
                tasks.len(),
            ));
            lines.push(format!(
                "Đã đếm {} ý của phần nhiệm vụ: {} nhiệm vụ, {} tên nhóm, {} dòng chỉ nêu cơ quan của các ý bên dưới, {} dòng ghi chủ trì, phối hợp, thời hạn của ý khác, {} dòng chưa nhận",
                tally.items, tally.tasks, tally.groups, tally.blocks, tally.attributes, tally.passed,
            ));
        } else {
            lines.push(format!(
                "{name}: {} tasks; {without} rows without a lead; {doubtful} rows to look at; {passed} lines of the part of tasks passed over",
                tasks.len(),
            ));
            lines.push(format!(
                "Counted {} items of the part of tasks: {} tasks, {} groups, {} that only say who does those below, {} that say who or when of another, {} passed over",
                tally.items, tally.tasks, tally.groups, tally.blocks, tally.attributes, tally.passed,
            ));
        }
        let left = self.imported.implementation;
        if left > 0 && self.vi() {
            lines.push(format!(
                "Phần tổ chức thực hiện còn {left} ý giao việc cho cơ quan chưa lấy; lấy cả phần này bằng --include-implementation",
            ));
        } else if left > 0 {
            lines.push(format!(
                "{left} items of the part of implementation give work to a body and are left out; --include-implementation takes that part too",
            ));
        }
        let own = self.imported.draft.agencies.iter().filter_map(|agency| agency.name.as_ref());
        let own = own.chain(self.imported.draft.collectives.iter().filter_map(|c| c.name.as_ref()));
        let own: Vec<&str> = own.map(|name| name.value.as_str()).collect();
        if !own.is_empty() {
            let words = if self.vi() {
                "Khai báo theo văn bản, ở trang “Cơ quan”"
            } else {
                "Declared from the text"
            };
            lines.push(format!("{words}: {}", own.join("; ")));
        }
        lines.join("\n")
    }

    /// Every row and line that a clerk should see.
    fn lists(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        let tasks = || self.imported.tasks.iter();
        let row = |at, text: &str, why: &str| {
            format!("  {}: {} — {why}", self.sources.show(at), shortened(text))
        };
        let mut list = |title: &str, rows: Vec<String>| {
            if !rows.is_empty() {
                lines.push(String::new());
                lines.push(format!("{title} ({}):", rows.len()));
                lines.extend(rows);
            }
        };
        let titles = if self.vi() {
            [
                "Dòng chưa có cơ quan chủ trì",
                "Dòng nên xem lại",
                "Dòng của phần nhiệm vụ chưa nhận",
                "Dòng ngoài phần nhiệm vụ",
                "Thời hạn báo cáo",
            ]
        } else {
            [
                "Rows without a lead",
                "Rows to look at",
                "Lines of the part of tasks passed over",
                "Lines outside the part of tasks",
                "When to report",
            ]
        };
        let without = tasks().filter(|task| task.lead.is_empty());
        list(titles[0], without.map(|task| row(task.at, &task.content, task.why)).collect());
        let doubtful =
            tasks().filter(|task| task.confidence != Confidence::High && !task.lead.is_empty());
        list(titles[1], doubtful.map(|task| row(task.at, &task.sentence, task.why)).collect());
        for (title, in_tasks) in [(titles[2], true), (titles[3], false)] {
            let passed = self.imported.passed_over.iter().filter(|line| line.in_tasks == in_tasks);
            list(title, passed.map(|line| row(line.at, &line.text, line.why)).collect());
        }
        let reporting = self.imported.facts.reporting.iter();
        let reporting = reporting
            .map(|each| format!("  {}: {}", self.sources.show(each.at), shortened(&each.value)));
        list(titles[4], reporting.collect());
        lines.join("\n")
    }
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 100;
    let line = text.replace('\n', " ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST).collect();
    format!("{}…", cut.trim_end())
}
