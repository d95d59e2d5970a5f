//! The command line: one file per verb. The only place that prints.
//!
//! # Where to change
//!
//! A verb: one file here. An option: the arguments of its verb.

mod annotate;
mod build;
mod check;
mod collect;
mod compare;
mod completions;
mod console;
mod convert;
mod desktop;
mod doctor;
pub mod explain;
mod import;
mod init;
mod manual;
mod obstacle;
#[cfg(feature = "web")]
mod only_one;
mod panics;
mod print;
mod progress;
mod reassign;
#[cfg(feature = "web")]
mod serve;
mod show;
mod version;
#[cfg(feature = "web")]
mod worker;

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock, PoisonError};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diag::{self, Diagnostics, Language, Printing};
use crate::memory;
use crate::model::Mode;
use crate::project::{Project, ProjectOptions};
use crate::text::is_unprintable;
use crate::timing::{STAGES, Stage, spent};
use version::VERSION;

/// Lập danh mục nhiệm vụ (phụ lục PDF), ma trận Excel từ một nguồn nhiệm vụ.
#[derive(Parser)]
#[command(name = "danhmuc", version = VERSION, long_version = version::long(), disable_help_subcommand = true)]
struct Cli {
    /// Không ghi gì: mở trang trên trình duyệt (serve)
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Ngôn ngữ của thông báo
    #[arg(long, global = true, env = "DANHMUC_LANG", default_value = "vi", value_name = "vi|en")]
    lang: Lang,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

#[derive(Subcommand)]
enum Verb {
    /// Mở trang trên trình duyệt của máy này: kéo thả tệp, sửa lỗi, tải kết quả
    #[cfg(feature = "web")]
    Serve(serve::ServeArgs),
    /// Tạo danh-muc.pdf, danh-muc.docx, danh-muc.xlsx, ma-tran.pdf; với --agencies, bản trích của từng cơ quan
    Build(build::BuildArgs),
    /// Tạo bo-in.pdf cho nơi in: mọi bản trích, đủ số bản theo Nơi nhận
    Print(print::PrintArgs),
    /// Kiểm tra nguồn, liệt kê mọi lỗi và cảnh báo
    Check(check::CheckArgs),
    /// In ra những gì chương trình hiểu được từ nguồn
    Show(show::ShowArgs),
    /// Ghi nguồn thành tệp nguồn ở định dạng khác (.xlsx, .yaml, .toml, .json)
    Convert(convert::ConvertArgs),
    /// Dựng bảng nhiệm vụ từ văn bản kế hoạch (.docx, .txt), ghi thành tệp nguồn .xlsx hoặc .yaml
    Import(import::ImportArgs),
    /// Ban hành lại: thay cơ quan đã kết thúc bằng cơ quan kế thừa vào một ngày, kèm bảng chuyển đổi
    Reassign(reassign::ReassignArgs),
    /// So sánh hai bản của một danh mục: nhiệm vụ nào sửa, thêm, bỏ, tách, gộp; kèm bảng so sánh
    Compare(compare::CompareArgs),
    /// Tổng hợp báo cáo: đọc các bản trích đã điền, tạo theo-doi.xlsx, bao-cao.pdf, bao-cao.docx
    Collect(collect::CollectArgs),
    /// Tạo thư mục nguồn mẫu và tệp mau-nhiem-vu.xlsx
    Init(init::InitArgs),
    /// Giải thích một mã lỗi
    Explain(explain::ExplainArgs),
    /// In phần gợi ý lệnh cho trình dòng lệnh (bash, zsh, fish, powershell)
    Completions(completions::CompletionsArgs),
    /// In những điều người hỗ trợ cần biết về máy này và chương trình, không có gì riêng tư
    Doctor,
    /// Đóng chương trình đang mở trang, như nút “Đóng chương trình”
    #[cfg(feature = "web")]
    #[command(hide = true)]
    Close,
    /// In trang hướng dẫn cho lệnh man
    #[command(hide = true)]
    Manual,
    /// Làm việc thay cho trang (serve tự gọi)
    #[cfg(feature = "web")]
    #[command(hide = true)]
    Worker(worker::WorkerArgs),
}

impl Verb {
    /// Whether somebody reads what is printed.
    fn is_of_a_person(&self) -> bool {
        #[cfg(feature = "web")]
        return !matches!(self, Verb::Worker(_));
        #[cfg(not(feature = "web"))]
        true
    }
}

/// What `build`, `check` and `show` take alike.
#[derive(Args)]
struct SourceArgs {
    /// Tệp nguồn (.xlsx, .xls, .xlsb, .ods, .csv, .docx, .html, .yaml, .toml, .json) hoặc thư mục chứa nó
    source: PathBuf,
    /// Mẫu trình bày: ubnd, ubnd-ban-hanh, dang hoặc mẫu riêng
    #[arg(long, value_name = "TÊN")]
    style: Option<String>,
    /// Thư mục chứa các mẫu trình bày riêng
    #[arg(long, value_name = "THƯ_MỤC")]
    templates: Option<PathBuf>,
    /// Bản giấy, bản điện tử hay dự thảo
    #[arg(long, value_name = "paper|electronic|draft")]
    mode: Option<ModeArg>,
    /// Tên cơ quan không có trong danh bạ là lỗi
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum ModeArg {
    Paper,
    Electronic,
    Draft,
}

impl SourceArgs {
    fn open(&self, draft: bool) -> anyhow::Result<Project> {
        let mode = self.mode.map(|mode| match mode {
            ModeArg::Paper => Mode::Paper,
            ModeArg::Electronic => Mode::Electronic,
            ModeArg::Draft => Mode::Draft,
        });
        let options = ProjectOptions {
            style: self.style.clone(),
            templates: self.templates.clone(),
            mode,
            draft,
            strict: self.strict,
        };
        Project::open(&self.source, &options)
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine = 0,
    /// Exit code 1: errors in the user's material.
    Faulty = 1,
    /// Exit code 2: some of the work is not done, as already said.
    Stopped = 2,
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    console::attach();
    panics::tell_without_folders();
    // A panic was told by then; its code is that of every program in Rust.
    let code = std::panic::catch_unwind(answer).unwrap_or(101);
    tell_unseen();
    ExitCode::from(code)
}

/// Does what the arguments ask for; the exit code.
fn answer() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            if console::is_seen() {
                let _ = error.print();
            } else {
                keep_unseen(&error.to_string());
            }
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let language = match cli.lang {
        Lang::Vi => Language::Vi,
        Lang::En => Language::En,
    };
    let Some(verb) = cli.verb.or_else(without_arguments) else {
        let _ = Cli::command().print_help();
        return 2;
    };
    if verb.is_of_a_person() {
        bound_memory(MEBIBYTES, move |work, bytes| complain(&too_much(language, work, bytes)));
    }
    let outcome = run_verb(&verb, language);
    let word = if language == Language::Vi { "lỗi" } else { "error" };
    if let (Ok(_), Some(error)) = (&outcome, unsaid()) {
        let words = match language {
            Language::Vi => "không in hết được kết quả; kiểm tra dung lượng đĩa",
            Language::En => "not all of the result could be printed; see whether the disk is full",
        };
        complain(&format!("{word}: {words}: {error}"));
        return 2;
    }
    match outcome {
        // What was said on the way is for a console alone.
        Ok(outcome) => {
            forget_unseen(outcome == Outcome::Fine || !verb.is_of_a_person());
            outcome as u8
        }
        Err(error) => {
            complain(&format!("{word}: {}", obstacle::with_way_out(&error, language)));
            forget_unseen(!verb.is_of_a_person());
            2
        }
    }
}

fn run_verb(verb: &Verb, language: Language) -> anyhow::Result<Outcome> {
    match verb {
        #[cfg(feature = "web")]
        Verb::Serve(args) => serve::run(args, language),
        Verb::Build(args) => build::run(args, language),
        Verb::Print(args) => print::run(args, language),
        Verb::Check(args) => check::run(args, language),
        Verb::Show(args) => show::run(args, language),
        Verb::Convert(args) => convert::run(args, language),
        Verb::Import(args) => import::run(args, language),
        Verb::Reassign(args) => reassign::run(args, language),
        Verb::Compare(args) => compare::run(args, language),
        Verb::Collect(args) => collect::run(args, language),
        Verb::Init(args) => init::run(args),
        Verb::Explain(args) => explain::run(args, language),
        Verb::Completions(args) => completions::run(args),
        #[cfg(feature = "web")]
        Verb::Close if only_one::close() => Ok(Outcome::Fine),
        #[cfg(feature = "web")]
        Verb::Close => Ok(Outcome::Stopped),
        Verb::Doctor => doctor::run(language),
        Verb::Manual => manual::run(),
        #[cfg(feature = "web")]
        Verb::Worker(args) => worker::run(args),
    }
}

/// What a run may hold: more than any plan takes that `check` lets pass, less than would bring
/// other programs of an office's computer to a stop.
const MEBIBYTES: usize = 8 * 1024;

/// Where another bound is asked for, in MiB: for tests, and for computers with little memory.
const BOUND: &str = "DANHMUC_MEMORY";

/// Ends this process where it would hold more than so many MiB; `say` tells of it.
fn bound_memory(mebibytes: usize, say: impl Fn(Option<&str>, usize) + Send + Sync + 'static) {
    let asked = std::env::var(BOUND).ok().and_then(|text| text.trim().parse::<usize>().ok());
    let mebibytes = asked.filter(|asked| *asked > 0).unwrap_or(mebibytes);
    let last_words = move |work: Option<&str>, bytes: usize| {
        say(work, bytes);
        std::process::exit(2);
    };
    memory::bound(mebibytes.saturating_mul(1024 * 1024), Box::new(last_words));
}

/// Says what wants more memory than a run may hold.
fn too_much(language: Language, work: Option<&str>, bytes: usize) -> String {
    let mebibytes = bytes / 1024 / 1024;
    match language {
        Language::Vi => {
            let work = work.unwrap_or("lần chạy này");
            format!(
                "lỗi: {work}: cần hơn {mebibytes} MB bộ nhớ nên đã dừng; hãy chia nguồn thành nhiều \
                 phần nhỏ hơn, hoặc sửa mẫu riêng nếu dùng mẫu riêng"
            )
        }
        Language::En => {
            let work = work.unwrap_or("this run");
            format!(
                "error: {work}: wants more than {mebibytes} MB of memory and was stopped; split \
                 the source into smaller parts, or mend your own style where you use one"
            )
        }
    }
}

/// What a double click on the program means.
fn without_arguments() -> Option<Verb> {
    #[cfg(feature = "web")]
    return Some(Verb::Serve(serve::ServeArgs::default()));
    #[cfg(not(feature = "web"))]
    None
}

/// Prints a line. A write that fails is told at the end of the run ([`unsaid`]).
fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{}", harmless(text)).and_then(|()| out.flush());
    if let Err(error) = written {
        UNSAID.get_or_init(|| error);
    }
}

/// The first write to the standard output that failed.
static UNSAID: OnceLock<std::io::Error> = OnceLock::new();

/// Why something of the result was not printed: a full disk. A reader that has gone away (`| head`)
/// wanted no more and is no failure of ours.
fn unsaid() -> Option<&'static std::io::Error> {
    UNSAID.get().filter(|error| error.kind() != std::io::ErrorKind::BrokenPipe)
}

/// Prints a line to the error stream; where nobody sees that, the desktop shows it at the end.
fn complain(text: &str) {
    if console::is_seen() {
        let _ = writeln!(std::io::stderr(), "{}", harmless(text));
    } else {
        keep_unseen(text);
    }
}

/// What nobody has seen yet.
static UNSEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Lines that a window can show.
const SHOWN_LINES: usize = 20;

fn keep_unseen(text: &str) {
    UNSEEN.lock().unwrap_or_else(PoisonError::into_inner).push(harmless(text).into_owned());
}

fn forget_unseen(is_done: bool) {
    if is_done {
        UNSEEN.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn tell_unseen() {
    let unseen = std::mem::take(&mut *UNSEEN.lock().unwrap_or_else(PoisonError::into_inner));
    let lines: Vec<&str> = unseen.iter().flat_map(|text| text.lines()).take(SHOWN_LINES).collect();
    if !lines.is_empty() {
        desktop::show(&lines.join("\n"));
    }
}

/// A text whose control characters a terminal does not obey: the name of a file may hold any.
fn harmless(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c != '\n' && c != '\t' && is_unprintable(c);
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match commands(c) {
        // An escape that JSON knows too; all of them are in the first plane.
        true => format!("\\u{:04x}", u32::from(c)),
        false => c.to_string(),
    });
    Cow::Owned(shown.collect())
}

/// The stages of a run and how long they took.
fn timings(language: Language) -> String {
    let name = |stage: Stage| match (stage, language) {
        (Stage::Read, Language::Vi) => "đọc nguồn",
        (Stage::Check, Language::Vi) => "kiểm tra",
        (Stage::Compare, Language::Vi) => "so với lần trước",
        (Stage::Template, Language::Vi) => "điền mẫu",
        (Stage::Layout, Language::Vi) => "dàn trang",
        (Stage::Export, Language::Vi) => "xuất PDF",
        (Stage::Workbook, Language::Vi) => "tạo tệp Excel",
        (Stage::Write, Language::Vi) => "ghi tệp",
        (Stage::Read, Language::En) => "read",
        (Stage::Check, Language::En) => "check",
        (Stage::Compare, Language::En) => "compare",
        (Stage::Template, Language::En) => "template",
        (Stage::Layout, Language::En) => "layout",
        (Stage::Export, Language::En) => "export",
        (Stage::Workbook, Language::En) => "workbook",
        (Stage::Write, Language::En) => "write",
    };
    let total: f64 = STAGES.iter().map(|stage| spent(*stage).as_secs_f64()).sum();
    let lines = STAGES.iter().map(|stage| {
        let seconds = spent(*stage).as_secs_f64();
        let share = 100.0 * seconds / total.max(f64::MIN_POSITIVE);
        format!("{:>10.1} ms {share:>5.1} %  {}", 1000.0 * seconds, name(*stage))
    });
    let note = match language {
        Language::Vi => "cộng mọi luồng",
        Language::En => "all threads together",
    };
    let lines: Vec<String> = lines.collect();
    format!("{}\n{:>10.1} ms          {note}", lines.join("\n"), 1000.0 * total)
}

/// Prints diagnostics for a person, with their count.
fn complain_about(diagnostics: &Diagnostics, printing: Printing) {
    if !diagnostics.is_empty() {
        let text = diag::human(diagnostics, printing);
        complain(&format!("{text}{}", diag::summary(diagnostics, printing.language)));
    }
}
