//! `danhmuc build`: the files of a source.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Args, ValueEnum};

use super::progress::Progress;
use super::{Outcome, SourceArgs, complain, complain_about, say, timings};
use crate::batch::{self, Agencies, Choice, EXTRACTS, Plan, RunOptions};
use crate::collect::Earlier;
use crate::diag::{Diagnostics, Language, Printing};
use crate::model::{Collectives, Model};
use crate::output::Folder;
use crate::project::read_one;
use crate::read::Input;

#[derive(Args)]
pub struct BuildArgs {
    #[command(flatten)]
    set: SetArgs,
    /// Cảnh báo cũng dừng lại như lỗi
    #[arg(long)]
    deny_warnings: bool,
    /// Bản trích của từng cơ quan: all (mọi cơ quan) hoặc các mã, tên cách nhau dấu phẩy
    #[arg(long, value_name = "all|MÃ,…", value_delimiter = ',')]
    agencies: Vec<String>,
    /// Thêm bản trích dạng Word (.docx), dùng cùng --agencies
    #[arg(long, requires = "agencies")]
    word: bool,
    /// Nhiệm vụ giao cho cả cụm ("các sở, ban, ngành") trong bản trích: full (ghi đủ), numbers (chỉ
    /// số thứ tự và tên tắt); mặc định numbers khi nhiều hơn một nửa
    #[arg(long, value_name = "full|numbers")]
    collectives: Option<CollectivesArg>,
    /// Bảng theo dõi của kỳ trước (theo-doi.xlsx): điền sẵn điều đã báo cáo vào các bản trích Excel, nhiệm
    /// vụ đã hoàn thành có nền xám; dùng cùng --agencies
    #[arg(long, value_name = "TỆP", requires = "agencies")]
    from: Option<PathBuf>,
    /// Chỉ tạo những tệp này; co-quan là các bản trích
    #[arg(long, value_name = "TỆP", num_args = 1..)]
    only: Vec<String>,
}

/// `--collectives`.
#[derive(Clone, Copy, ValueEnum)]
enum CollectivesArg {
    Full,
    Numbers,
}

impl From<CollectivesArg> for Collectives {
    fn from(wanted: CollectivesArg) -> Collectives {
        match wanted {
            CollectivesArg::Full => Collectives::Full,
            CollectivesArg::Numbers => Collectives::Numbers,
        }
    }
}

/// What `build` and `print` take alike.
#[derive(Args)]
pub struct SetArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// Thư mục kết quả
    #[arg(long, value_name = "THƯ_MỤC", default_value = "output")]
    pub out: PathBuf,
    /// In dự thảo: có chữ DỰ THẢO, chỗ chưa phân công để trống
    #[arg(long)]
    pub draft: bool,
    /// Tên tệp bản trích giữ dấu tiếng Việt
    #[arg(long)]
    pub vietnamese_names: bool,
    /// Tạo lại tất cả, ghi đè cả tệp không do chương trình tạo
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub pace: PaceArgs,
}

/// How fast, and where the time went.
#[derive(Args)]
pub struct PaceArgs {
    /// Số văn bản làm cùng lúc; mặc định theo số nhân của máy
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// In thời gian của từng bước
    #[arg(long)]
    timings: bool,
}

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

impl PaceArgs {
    /// The choices of a run; Ctrl-C stops it after the documents at hand.
    pub fn options(&self, refuse_split_rows: bool, language: Language) -> RunOptions<'static> {
        let words = match language {
            Language::Vi => "đang dừng, chờ xong văn bản đang làm…",
            Language::En => "stopping after the documents at hand…",
        };
        // A second handler, or a system without signals, leaves the default: to die at once,
        // which loses nothing either.
        let _ = ctrlc::set_handler(move || {
            STOP.store(true, Ordering::Relaxed);
            complain(words);
        });
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = self.jobs.map_or_else(cores, usize::from);
        RunOptions { jobs, refuse_split_rows, stop: &STOP }
    }

    /// Prints the stages where that was asked for.
    pub fn report(&self, language: Language) {
        if self.timings {
            complain(&timings(language));
        }
    }
}

pub fn run(args: &BuildArgs, language: Language) -> anyhow::Result<Outcome> {
    let mut project = args.set.source.open(args.set.draft)?;
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    let printing = Printing { sources: &project.sources, language };
    let stops = |diagnostics: &Diagnostics| {
        diagnostics.errors() > 0 || (args.deny_warnings && diagnostics.warnings() > 0)
    };
    if stops(&diagnostics) {
        complain_about(&diagnostics, printing);
        return Ok(Outcome::Faulty);
    }
    let choice = Choice {
        only: args.only.clone(),
        agencies: chosen(&args.agencies),
        vietnamese_names: args.set.vietnamese_names,
        word: args.word,
        collectives: args.collectives.map(Into::into),
    };
    let mut plan = batch::plan(&project, &choice)?;
    if let (Some(path), Some(model)) = (&args.from, &project.model) {
        let earlier = earlier(path, model, language)?;
        plan = plan.with_earlier(earlier);
    }
    let root = args.set.out.join(&project.name);
    let files = plan.names();
    let folder = Folder::open(&root, &files, args.set.force)?;
    let mut progress = Progress::new(files.len(), &root, language);
    let options = args.set.pace.options(args.deny_warnings, language);
    let mut tell = |outcome: batch::Outcome| progress.tell(&outcome);
    batch::run(&plan, &folder, &options, &mut diagnostics, &mut tell)?;
    progress.clear();
    complain_about(&diagnostics, printing);
    let counts = progress.finish();
    if plan.makes_all_extracts && counts.left == 0 {
        let stale = folder.remove_stale(EXTRACTS, &files);
        stale.removed.iter().for_each(|file| say(&removed(file, language)));
        stale.changed.iter().for_each(|file| complain(&changed(file, language)));
    } else if choice.agencies == Agencies::None && counts.made > 0 && folder.knows_any(EXTRACTS) {
        complain(extracts_left(language));
    }
    tell_of_idle(&plan, &choice.agencies, language);
    folder.close(&files)?;
    args.set.pace.report(language);
    Ok(match counts {
        _ if counts.failed + counts.left > 0 => Outcome::Stopped,
        _ if counts.refused > 0 || stops(&diagnostics) => Outcome::Faulty,
        _ => Outcome::Fine,
    })
}

/// What was reported in an earlier round; rows that are of no task of the plan are told.
fn earlier(path: &Path, model: &Model, language: Language) -> anyhow::Result<Earlier> {
    let (name, bytes) = read_one(path)?;
    let earlier = Earlier::read(&Input { name: &name, bytes: &bytes }, model)?;
    for (row, content) in &earlier.left {
        complain(&match language {
            Language::Vi => format!(
                "{name}, dòng {row}: “{content}” không còn là nhiệm vụ của kế hoạch; báo cáo cũ không điền"
            ),
            Language::En => {
                format!("{name}, row {row}: “{content}” is no task of the plan any more; left out")
            }
        });
    }
    let count = earlier.count();
    say(&match language {
        Language::Vi => format!("{name}: {count} báo cáo của kỳ trước"),
        Language::En => format!("{name}: {count} reports of the earlier round"),
    });
    Ok(earlier)
}

/// The agencies of `--agencies`.
pub fn chosen(words: &[String]) -> Agencies {
    match words {
        [] => Agencies::None,
        [all] if all == "all" => Agencies::All,
        names => {
            let names = names.iter().flat_map(|words| words.split(';')).map(str::trim);
            Agencies::Named(names.filter(|name| !name.is_empty()).map(String::from).collect())
        }
    }
}

/// Agencies without a task are named, not skipped in silence (docs/form.md, O47).
pub fn tell_of_idle(plan: &Plan, agencies: &Agencies, language: Language) {
    let idle: Vec<&str> = match agencies {
        Agencies::None => return,
        Agencies::All => plan.circulation.idle.clone(),
        Agencies::Named(_) => plan.idle_chosen.iter().map(String::as_str).collect(),
    };
    if !idle.is_empty() {
        let words = match language {
            Language::Vi => "Không có nhiệm vụ nên không có bản trích",
            Language::En => "No task, so no extract",
        };
        say(&format!("{words}: {}", idle.join("; ")));
    }
}

fn removed(file: &str, language: Language) -> String {
    match language {
        Language::Vi => format!("đã xóa {file}: cơ quan không còn nhiệm vụ"),
        Language::En => format!("removed {file}: the agency has no task any more"),
    }
}

fn changed(file: &str, language: Language) -> String {
    match language {
        Language::Vi => {
            format!("{file} không còn dùng nhưng đã được sửa hoặc đang mở; không xóa, hãy xem lại")
        }
        Language::En => format!("{file} is out of use but was changed or is open; left there"),
    }
}

fn extracts_left(language: Language) -> &'static str {
    match language {
        Language::Vi => {
            "các bản trích trong co-quan/ là của lần tạo trước; thêm --agencies all để tạo lại"
        }
        Language::En => {
            "the extracts in co-quan/ are of an earlier build; add --agencies all to renew them"
        }
    }
}
