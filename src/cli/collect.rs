//! `danhmuc collect`: filled extracts → the overview of what was reported.
//!
//! Invariant: what is wrong with one report stops no other; a file that stands there already is only
//! written over where it is ours and unchanged.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Outcome, SourceArgs, complain, complain_about, say};
use crate::batch::{self, FOLLOW_UP_FILES};
use crate::collect::{Collected, Collector, PlanAsked, Standing, collected_json};
use crate::diag::{Language, Printing};
use crate::output::{Folder, MANIFEST};
use crate::project::{Offered, each_report};
use crate::text::{Date, parse_date, short_date};
use crate::view::AnnexView;

#[derive(Args)]
pub struct CollectArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Các bản trích đã điền: tệp, thư mục hoặc tệp .zip
    #[arg(required = true, value_name = "BÁO_CÁO")]
    reports: Vec<PathBuf>,
    /// Ngày tổng hợp, để tính quá hạn; mặc định là ngày muộn nhất ghi trong kết quả và minh chứng
    #[arg(long, value_name = "NGÀY/THÁNG/NĂM")]
    as_of: Option<String>,
    /// Thư mục kết quả; mặc định output/TÊN_NGUỒN-tong-hop
    #[arg(short, long, value_name = "THƯ_MỤC")]
    out: Option<PathBuf>,
    /// Ghi đè cả tệp không do chương trình tạo
    #[arg(long)]
    force: bool,
    /// In tóm tắt cho người đọc hay toàn bộ dưới dạng JSON
    #[arg(long, value_name = "text|json", default_value = "text")]
    format: FormatArg,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum FormatArg {
    Text,
    Json,
}

pub fn run(args: &CollectArgs, language: Language) -> anyhow::Result<Outcome> {
    let as_of = day(args.as_of.as_deref())?;
    let mut project = args.source.open(false)?;
    let found = std::mem::take(&mut project.diagnostics);
    if found.errors() > 0 {
        complain_about(&found, Printing { sources: &project.sources, language });
        return Ok(Outcome::Faulty);
    }
    let (Some(model), Some((style, preset))) = (&project.model, &project.style) else {
        bail!("nguồn còn lỗi, không tổng hợp được");
    };
    let annex = AnnexView::new(model, project.view_options());
    let plan = PlanAsked {
        model,
        annex: &annex,
        columns: &preset.columns,
        title: &|agency| style.settings.extract.title_for(agency),
    };
    let name = format!("{}-tong-hop", project.name);
    let root = args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(name));
    let mut collector = Collector::new(&plan);
    let own = FOLLOW_UP_FILES.iter().chain(&[MANIFEST]).map(|file| root.join(file));
    let leave: Vec<PathBuf> = own.chain([args.source.source.clone()]).collect();
    each_report(&args.reports, &leave, &mut |offered| match offered {
        Offered::File(input) => collector.add(&input),
        Offered::OtherKind(name) => collector.add_other_kind(name),
        Offered::Unread(name, reason) => collector.add_missing(name, reason),
    })?;
    let collected = collector.finish(as_of)?;
    let files: Vec<String> = FOLLOW_UP_FILES.iter().map(|file| file.to_string()).collect();
    let folder = Folder::open(&root, &files, args.force)?;
    batch::follow_up(&collected, (&annex, style), &folder)?;
    folder.close(&files)?;
    let printing = Printing { sources: &collected.sources, language };
    complain_about(&collected.diagnostics, printing);
    match args.format {
        FormatArg::Json => say(&serde_json::to_string_pretty(&collected_json(&collected))?),
        FormatArg::Text => {
            say(&summary(&collected, language));
            files.iter().for_each(|file| say(&root.join(file).display().to_string()));
        }
    }
    if collected.as_of.is_none() {
        complain(no_day(language));
    }
    let is_faulty = collected.diagnostics.errors() > 0;
    Ok(if is_faulty { Outcome::Faulty } else { Outcome::Fine })
}

/// The day of `--as-of`.
fn day(text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    let Ok(day) = parse_date(text) else {
        bail!("“{text}” không phải là ngày; hãy ghi như 30/11/2026")
    };
    Ok(Some(day))
}

fn no_day(language: Language) -> &'static str {
    match language {
        Language::Vi => {
            "không báo cáo nào ghi ngày nên chưa xét được quá hạn; thêm --as-of NGÀY/THÁNG/NĂM"
        }
        Language::En => {
            "no report speaks of a day, so nothing was judged by deadlines; add --as-of DAY/MONTH/YEAR"
        }
    }
}

fn summary(all: &Collected, language: Language) -> String {
    let day = all.as_of.map_or_else(|| String::from("—"), short_date);
    let (offered, read) = all.files;
    let cells = all.cells;
    let mut lines = vec![match language {
        Language::Vi => format!("Tổng hợp đến ngày {day}: {read}/{offered} tệp có báo cáo"),
        Language::En => format!("As of {day}: {read} of {offered} files have reports"),
    }];
    let counts = all.task_tally();
    let counted = Standing::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
    lines.extend(counted.map(|(standing, count)| format!("  {}: {count}", standing.words())));
    let silent: Vec<&str> = all.silent().collect();
    if !silent.is_empty() {
        let words = match language {
            Language::Vi => "Chưa gửi báo cáo",
            Language::En => "Sent no report",
        };
        lines.push(format!("{words} ({}): {}", silent.len(), silent.join("; ")));
    }
    let (filled, own, overview, review) = (cells.filled, cells.own, cells.overview, cells.review);
    lines.push(match language {
        Language::Vi => format!(
            "Ô có chữ: {filled} = {own} của kế hoạch + {overview} ở “Theo dõi” + {review} ở “Cần xem \
             lại”"
        ),
        Language::En => format!(
            "Filled cells: {filled} = {own} of the plan + {overview} in the overview + {review} to be \
             looked at"
        ),
    });
    lines.join("\n")
}
