//! Ratios, all in one run, printed as tables: against the bare engine, against bare reading,
//! against what people use (benches/peers), one thread against two, small sets against large,
//! rebuilds against builds.
//!
//! `cargo bench --bench ratios`. Each measurement is a process of its own that does the work once
//! and says how long it took, the most memory it held and the pages it made; ours and the other
//! take turns, and the median of the ratios is printed. A word after `--` chooses tables:
//! `annex`, `check`, `sets`, `peers`, `threads`, `sizes`, `rebuild`.

mod engine;
mod plans;
mod work_folder;

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use danhmuc::batch::{self, Agencies, Choice, Done, RunOptions};
use danhmuc::diag::Diagnostics;
use danhmuc::output::Folder;
use danhmuc::project::{Project, ProjectOptions};
use plans::Size;

/// The program's allocator, for both sides.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 7;

/// 200 tasks, 30 agencies, four supports a task.
const W1: Size = Size { tasks: 200, agencies: 30, circular: false };
/// 5,000 tasks, 300 agencies.
const W2: Size = Size { tasks: 5_000, agencies: 300, circular: false };
/// A circular of 20 tasks to 10,000 agencies.
const W3: Size = Size { tasks: 20, agencies: 10_000, circular: true };

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> =
        arguments.iter().skip(1).map(String::as_str).filter(|word| *word != "--bench").collect();
    let path = Path::new;
    let outcome = match words.as_slice() {
        ["--ours", what, source, out, jobs] => {
            measure(|| ours(&choice(what), path(source), path(out), jobs.parse()?))
        }
        ["--fill", source, work] => {
            measure(|| work_folder::fill(path(source), &choice("set"), path(work)).map(|()| 0))
        }
        ["--engine", work, out, jobs] => {
            measure(|| engine::make_all(path(work), path(out), jobs.parse()?))
        }
        ["--compile", markup, out] => measure(|| engine::compile(path(markup), path(out))),
        ["--check", source] => measure(|| check(path(source))),
        ["--stream", source] => measure(|| stream(path(source))),
        tables => compare_all(tables),
    };
    if let Err(error) = outcome {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}

/// What one measurement says.
#[derive(Debug, Clone, Copy)]
struct Taken {
    seconds: f64,
    mebibytes: f64,
    pages: f64,
}

/// Does the work once; prints seconds, peak memory in KiB and pages.
fn measure(work: impl FnOnce() -> anyhow::Result<usize>) -> anyhow::Result<()> {
    let start = Instant::now();
    let pages = work()?;
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|text| text.split_whitespace().next()).unwrap_or("0");
    println!("{seconds} {peak} {pages}");
    Ok(())
}

/// "annex" or "set": the annex, its workbook and a PDF and a workbook per agency.
fn choice(what: &str) -> Choice {
    let names = |list: &[&str]| list.iter().map(|name| name.to_string()).collect();
    match what {
        "annex" => Choice { only: names(&["danh-muc.pdf"]), ..Choice::default() },
        _ => Choice {
            only: names(&["danh-muc.pdf", "danh-muc.xlsx", "co-quan"]),
            agencies: Agencies::All,
            ..Choice::default()
        },
    }
}

/// A build as `danhmuc build` does it, from the source to the manifest.
fn ours(choice: &Choice, source: &Path, out: &Path, jobs: usize) -> anyhow::Result<usize> {
    let project = Project::open(source, &ProjectOptions::default())?;
    let plan = batch::plan(&project, choice)?;
    let files = plan.names();
    let folder = Folder::open(out, &files, false)?;
    let stop = AtomicBool::new(false);
    let options = RunOptions { jobs, refuse_split_rows: false, stop: &stop };
    let (mut pages, mut failed) = (0, None);
    let mut hear = |outcome: batch::Outcome| {
        pages += outcome.pages.unwrap_or_default();
        if let Done::Failed(error) = outcome.done {
            failed = Some(error);
        }
    };
    batch::run(&plan, &folder, &options, &mut Diagnostics::default(), &mut hear)?;
    folder.close(&files)?;
    failed.map_or(Ok(pages), Err)
}

fn check(source: &Path) -> anyhow::Result<usize> {
    let project = Project::open(source, &ProjectOptions::default())?;
    anyhow::ensure!(project.model.is_some_and(|model| model.tasks.len() >= 2000));
    Ok(0)
}

/// What calamine needs to hand over the same cells.
fn stream(source: &Path) -> anyhow::Result<usize> {
    use calamine::{DataRef, Reader, Xlsx};
    let bytes = std::fs::read(source)?;
    let mut book = Xlsx::new(Cursor::new(&bytes[..]))?;
    let mut characters = 0;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            characters += match cell.get_value() {
                DataRef::SharedString(text) => text.len(),
                DataRef::String(text) => text.len(),
                _ => 1,
            };
        }
    }
    anyhow::ensure!(characters > 0);
    Ok(0)
}

/// Sources, work folders and results of one run.
struct Bench {
    folder: tempfile::TempDir,
    cores: usize,
}

fn compare_all(tables: &[&str]) -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let bench = Bench { folder: tempfile::tempdir()?, cores };
    let wanted = |table: &str| tables.is_empty() || tables.contains(&table);
    println!("{cores} cores, median of {ROUNDS} alternating rounds unless said otherwise\n");
    println!("| ours | against | time | bound | peak memory | ours | other |");
    println!("|---|---|---|---|---|---|---|");
    if wanted("annex") {
        bench.annex()?;
    }
    if wanted("check") {
        bench.check()?;
    }
    if wanted("sets") {
        bench.set("W1", W1, ROUNDS)?;
        bench.set("W2", W2, 1)?;
    }
    if wanted("peers") {
        bench.peers()?;
    }
    if wanted("threads") {
        bench.threads()?;
    }
    if wanted("rebuild") {
        bench.rebuild()?;
    }
    if wanted("sizes") {
        bench.sizes()?;
    }
    Ok(())
}

impl Bench {
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// A source of a size, by name.
    fn source(&self, name: &str, size: Size) -> anyhow::Result<String> {
        let path = self.path(&format!("{name}.yaml"));
        std::fs::write(&path, plans::yaml(size, false))?;
        Ok(path)
    }

    /// A build of the whole set into an empty folder.
    fn build(&self, source: &str, jobs: usize) -> anyhow::Result<Taken> {
        let out = tempfile::tempdir_in(self.folder.path())?;
        run(&["--ours", "set", source, &out.path().to_string_lossy(), &jobs.to_string()])
    }

    fn annex(&self) -> anyhow::Result<()> {
        let size = Size { tasks: 1000, agencies: 10, circular: false };
        let source = self.source("annex", size)?;
        let project = Project::open(Path::new(&source), &ProjectOptions::default())?;
        let markup = batch::plan(&project, &choice("annex"))?.markup()?;
        let file = self.path("annex.typ");
        std::fs::write(&file, &markup[0].1)?;
        let ours = || {
            let out = tempfile::tempdir_in(self.folder.path())?;
            run(&["--ours", "annex", &source, &out.path().to_string_lossy(), "1"])
        };
        let other = || run(&["--compile", &file, &self.path("annex.pdf")]);
        compare(("annex, 1,000 tasks", "bare engine", "≤ 1.15"), ROUNDS, ours, other)
    }

    fn check(&self) -> anyhow::Result<()> {
        for (rows, name, bound) in [
            (2000, "check, 2,000-row workbook", "≤ 1.5"),
            (20_000, "check, 20,000-row workbook", "≤ 1.6"),
        ] {
            let book = self.path(&format!("kehoach-{rows}.xlsx"));
            std::fs::write(&book, plans::workbook(rows)?)?;
            let ours = || run(&["--check", &book]);
            let other = || run(&["--stream", &book]);
            compare((name, "calamine alone", bound), ROUNDS, ours, other)?;
        }
        Ok(())
    }

    /// The work folder of a source, for others to make the same documents.
    fn work_folder(&self, name: &str, source: &str) -> anyhow::Result<String> {
        let work = self.path(&format!("{name}-work"));
        if !Path::new(&work).exists() {
            // In a process of its own: a peer's peak memory begins with that of its parent.
            run(&["--fill", source, &work])?;
        }
        Ok(work)
    }

    fn set(&self, name: &str, size: Size, rounds: usize) -> anyhow::Result<()> {
        let source = self.source(name, size)?;
        let work = self.work_folder(name, &source)?;
        let jobs = self.cores.to_string();
        let ours = || self.build(&source, self.cores);
        let other = || {
            let out = tempfile::tempdir_in(self.folder.path())?;
            run(&["--engine", &work, &out.path().to_string_lossy(), &jobs])
        };
        compare((name, "bare engine, bare rust_xlsxwriter", "≤ 1.10"), rounds, ours, other)
    }

    fn peers(&self) -> anyhow::Result<()> {
        let Some(python) = python_of_peers() else {
            println!("| W1 | peers: not set up (benches/peers/setup.sh) | – | | | | |");
            return Ok(());
        };
        let source = self.source("W1", W1)?;
        let work = self.work_folder("W1", &source)?;
        let ours = || self.build(&source, self.cores);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
        for (script, name, bound, rounds) in [
            ("typst_binding.py", "Typst's Python binding + XlsxWriter", "≤ 1/2.5", ROUNDS),
            ("docxtpl_libreoffice.py", "docxtpl + LibreOffice + openpyxl", "≤ 1/12", 3),
            ("weasyprint_openpyxl.py", "WeasyPrint + openpyxl", "≤ 1/45", 3),
        ] {
            let other = || {
                let out = tempfile::tempdir_in(self.folder.path())?;
                let mut command = Command::new(&python);
                command.arg(folder.join(script)).arg(&work).arg(out.path());
                taken_by_peer(command)
            };
            compare(("W1", name, bound), rounds, ours, other)?;
        }
        Ok(())
    }

    fn threads(&self) -> anyhow::Result<()> {
        let source = self.source("W1", W1)?;
        // One document at a time still has all of the engine's threads, unless it is told.
        let one = || {
            let out = tempfile::tempdir_in(self.folder.path())?;
            let mut command = Command::new(std::env::current_exe()?);
            command.args(["--ours", "set", &source, &out.path().to_string_lossy(), "1"]);
            taken(command.env("RAYON_NUM_THREADS", "1"))
        };
        let two = || self.build(&source, 2);
        compare(("W1, two threads", "W1, one thread", "≤ 1/1.8"), ROUNDS, two, one)
    }

    fn rebuild(&self) -> anyhow::Result<()> {
        let source = self.source("W1", W1)?;
        let changed = self.path("W1-changed.yaml");
        std::fs::write(&changed, plans::yaml(W1, true))?;
        let jobs = self.cores.to_string();
        let full = || self.build(&source, self.cores);
        for (name, second, bound) in [
            ("W1 again, one task changed", &changed, "≤ 0.20"),
            ("W1 again, nothing changed", &source, "≤ 0.03"),
        ] {
            let again = || {
                let out = tempfile::tempdir_in(self.folder.path())?;
                let out = out.path().to_string_lossy();
                run(&["--ours", "set", &source, &out, &jobs])?;
                run(&["--ours", "set", second, &out, &jobs])
            };
            compare((name, "W1, full", bound), ROUNDS, again, full)?;
        }
        Ok(())
    }

    fn sizes(&self) -> anyhow::Result<()> {
        println!("\n| set | pages | seconds | ms a page | against W1 | peak memory | bound |");
        println!("|---|---|---|---|---|---|---|");
        let mut first = None;
        for (name, size, rounds, bound) in [
            ("W1", W1, ROUNDS, "–"),
            ("W2", W2, 1, "350 MB"),
            ("W3", W3, 1, "200 MB"),
            ("W3, a tenth", Size { agencies: 1_000, ..W3 }, 1, "as W3"),
        ] {
            let source = self.source(name, size)?;
            let mut taken = Vec::new();
            for _ in 0..rounds {
                taken.push(self.build(&source, self.cores)?);
            }
            let seconds = median(taken.iter().map(|each| each.seconds).collect());
            let memory = median(taken.iter().map(|each| each.mebibytes).collect());
            let pages = taken[0].pages;
            let each = 1000.0 * seconds / pages;
            let against = each / *first.get_or_insert(each);
            println!(
                "| {name} | {pages} | {seconds:.2} | {each:.2} | {against:.2} × | {memory:.0} MiB | \
                 {bound} |"
            );
        }
        Ok(())
    }
}

/// The Python of the peers' environment, where it is set up.
fn python_of_peers() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from)?;
    let folder =
        std::env::var_os("DANHMUC_PEERS").map_or(home.join(".cache/danhmuc-peers"), PathBuf::from);
    let python = folder.join("bin/python");
    python.exists().then_some(python)
}

fn taken_by_peer(mut command: Command) -> anyhow::Result<Taken> {
    let output = command.output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let line: serde_json::Value = serde_json::from_str(text.lines().last().unwrap_or_default())?;
    let number = |key: &str| line[key].as_f64().unwrap_or(f64::NAN);
    let mebibytes = number("peak_kib") / 1024.0;
    Ok(Taken { seconds: number("seconds"), mebibytes, pages: number("pages") })
}

fn compare(
    (name, against, bound): (&str, &str, &str),
    rounds: usize,
    ours: impl Fn() -> anyhow::Result<Taken>,
    other: impl Fn() -> anyhow::Result<Taken>,
) -> anyhow::Result<()> {
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        // Who comes second finds memory and disk warmer.
        if round % 2 == 0 {
            mine.push(ours()?);
            theirs.push(other()?);
        } else {
            theirs.push(other()?);
            mine.push(ours()?);
        }
    }
    let ratio = |of: fn(&Taken) -> f64| {
        median(mine.iter().zip(&theirs).map(|(a, b)| of(a) / of(b)).collect())
    };
    let time = ratio(|taken| taken.seconds);
    let inverse =
        if time < 0.5 && time > 0.0 { format!(" (1/{:.1})", 1.0 / time) } else { String::new() };
    let middle = |list: &[Taken]| 1000.0 * median(list.iter().map(|t| t.seconds).collect());
    println!(
        "| {name} | {against} | {time:.2} ×{inverse} | {bound} | {:.2} × | {:.0} ms | {:.0} ms |",
        ratio(|taken| taken.mebibytes),
        middle(&mine),
        middle(&theirs),
    );
    Ok(())
}

fn run(arguments: &[&str]) -> anyhow::Result<Taken> {
    taken(Command::new(std::env::current_exe()?).args(arguments))
}

fn taken(command: &mut Command) -> anyhow::Result<Taken> {
    let output = command.output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let mut words = text.split_whitespace();
    let mut number = || words.next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(f64::NAN);
    let (seconds, kibibytes, pages) = (number(), number(), number());
    Ok(Taken { seconds, mebibytes: kibibytes / 1024.0, pages })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
