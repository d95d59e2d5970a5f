//! `danhmuc check`: everything wrong with a source.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Outcome, SourceArgs, annotate, say};
use crate::diag::{self, Language, Printing};

#[derive(Args)]
pub struct CheckArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Cách in: human (để đọc), short (mỗi lỗi một dòng), json
    #[arg(long, value_name = "human|short|json", default_value = "human")]
    format: Format,
    /// Cảnh báo cũng là không đạt
    #[arg(long)]
    deny_warnings: bool,
    /// Ghi thêm một bản sao của bảng tính: ô có lỗi tô đỏ, ô có cảnh báo tô vàng, kèm ghi chú
    #[arg(long, value_name = "TỆP.xlsx")]
    annotate: Option<PathBuf>,
    /// Ghi đè tệp của --annotate đã có
    #[arg(long, requires = "annotate")]
    force: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Short,
    Json,
}

pub fn run(args: &CheckArgs, language: Language) -> anyhow::Result<Outcome> {
    let source = &args.source.source;
    let marking = args.annotate.as_deref();
    let marking =
        marking.map(|out| annotate::Marking::open(source, out, args.force)).transpose()?;
    let project = args.source.open(false)?;
    let diagnostics = &project.diagnostics;
    let printing = Printing { sources: &project.sources, language };
    match args.format {
        Format::Human => {
            let tasks = project.model.as_ref().map_or(0, |model| model.tasks.len());
            let counted = match language {
                Language::Vi => format!("{}: {tasks} nhiệm vụ", project.name),
                Language::En if tasks == 1 => format!("{}: 1 task", project.name),
                Language::En => format!("{}: {tasks} tasks", project.name),
            };
            let summary = diag::summary(diagnostics, language);
            say(&format!("{}{counted}, {summary}", diag::human(diagnostics, printing)));
            if let Some(words) = tidied(project.tidied_cells(), language) {
                say(&words);
            }
        }
        Format::Short => {
            if !diagnostics.is_empty() {
                say(diag::short(diagnostics, printing).trim_end());
            }
        }
        Format::Json => say(&serde_json::to_string_pretty(&diag::to_json(diagnostics, printing))?),
    }
    if let Some(marking) = marking {
        marking.write(diagnostics, printing)?;
    }
    let failed = diagnostics.errors() > 0 || (args.deny_warnings && diagnostics.warnings() > 0);
    Ok(if failed { Outcome::Faulty } else { Outcome::Fine })
}

/// What prints otherwise than it is written is told, though nothing is wrong.
fn tidied(cells: usize, language: Language) -> Option<String> {
    let words = match (language, cells) {
        (_, 0) => return None,
        (Language::Vi, _) => format!(
            "ghi chú: {cells} ô được chỉnh khi in (chữ hoa đầu ô, dấu cuối ô, khoảng trắng); nguồn giữ nguyên"
        ),
        (Language::En, 1) => String::from(
            "note: 1 cell is tidied where it prints (first capital, closing mark, spaces); the source stays",
        ),
        (Language::En, _) => format!(
            "note: {cells} cells are tidied where they print (first capital, closing mark, spaces); the source stays"
        ),
    };
    Some(words)
}
