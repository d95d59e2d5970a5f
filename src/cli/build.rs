//! `danhmuc build`: the files of a source.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, SourceArgs, complain_about, say};
use crate::diag::{Language, Printing};
use crate::{batch, output};

#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Thư mục kết quả
    #[arg(long, value_name = "THƯ_MỤC", default_value = "output")]
    out: PathBuf,
    /// In dự thảo: có chữ DỰ THẢO, chỗ chưa phân công để trống
    #[arg(long)]
    draft: bool,
    /// Cảnh báo cũng dừng lại như lỗi
    #[arg(long)]
    deny_warnings: bool,
    /// Chỉ tạo những tệp này
    #[arg(long, value_name = "TỆP", num_args = 1..)]
    only: Vec<String>,
    /// Ghi đè cả tệp không do chương trình tạo
    #[arg(long)]
    force: bool,
}

pub fn run(args: &BuildArgs, language: Language) -> anyhow::Result<Outcome> {
    let mut project = args.source.open(args.draft)?;
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    let printing = Printing { sources: &project.sources, language };
    let stops = |diagnostics: &crate::diag::Diagnostics| {
        diagnostics.errors() > 0 || (args.deny_warnings && diagnostics.warnings() > 0)
    };
    if stops(&diagnostics) {
        complain_about(&diagnostics, printing);
        return Ok(Outcome::Faulty);
    }
    let plan = batch::plan(&project, &args.only)?;
    let artifacts = batch::run(&plan, &mut diagnostics)?;
    complain_about(&diagnostics, printing);
    if stops(&diagnostics) {
        return Ok(Outcome::Faulty);
    }
    let folder = args.out.join(&project.name);
    output::write_all(&folder, &artifacts, args.force)?;
    for artifact in &artifacts {
        let pages = artifact.pages.map_or_else(String::new, |pages| match language {
            Language::Vi => format!("  {pages} trang"),
            Language::En => format!("  {pages} pages"),
        });
        say(&format!("{}{pages}", folder.join(&artifact.name).display()));
    }
    Ok(Outcome::Fine)
}
