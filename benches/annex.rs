//! Ratios, all in one run: the annex against the bare engine, `check` against bare streaming.
//!
//! `cargo bench --bench annex`. Each measurement is a process of its own that does the work once
//! and says how long it took and the most memory it held; ours and the other take turns, and the
//! median of the ratios is printed.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Instant;

use danhmuc::diag::Diagnostics;
use danhmuc::project::{Project, ProjectOptions};
use danhmuc::{batch, output};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const ROUNDS: usize = 9;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["--ours", source, out] => measure(|| ours(Path::new(source), Path::new(out))),
        ["--bare", markup, out] => measure(|| bare(Path::new(markup), Path::new(out))),
        ["--check", source] => measure(|| check(Path::new(source))),
        ["--stream", source] => measure(|| stream(Path::new(source))),
        _ => compare_all(),
    };
    if let Err(error) = outcome {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}

/// Does the work once; prints seconds and peak memory in KiB.
fn measure(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let start = Instant::now();
    work()?;
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|text| text.split_whitespace().next()).unwrap_or("0");
    println!("{seconds} {peak}");
    Ok(())
}

fn ours(source: &Path, out: &Path) -> anyhow::Result<()> {
    let project = Project::open(source, &ProjectOptions::default())?;
    let plan = batch::plan(&project, &["danh-muc.pdf".into()])?;
    let artifacts = batch::run(&plan, &mut Diagnostics::default())?;
    output::write_all(out, &artifacts, true)?;
    Ok(())
}

fn check(source: &Path) -> anyhow::Result<()> {
    let project = Project::open(source, &ProjectOptions::default())?;
    anyhow::ensure!(project.model.is_some_and(|model| model.tasks.len() == 2000));
    Ok(())
}

/// What calamine needs to hand over the same cells.
fn stream(source: &Path) -> anyhow::Result<()> {
    use calamine::{Reader, Xlsx};
    let bytes = std::fs::read(source)?;
    let mut book = Xlsx::new(Cursor::new(&bytes[..]))?;
    let mut characters = 0;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = cells.next_cell()? {
            characters += match cell.get_value() {
                calamine::DataRef::SharedString(text) => text.len(),
                calamine::DataRef::String(text) => text.len(),
                _ => 1,
            };
        }
    }
    anyhow::ensure!(characters > 0);
    Ok(())
}

fn compare_all() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let source = folder.path().join("nguon.yaml");
    std::fs::write(&source, plan_of(1000))?;
    let project = Project::open(&source, &ProjectOptions::default())?;
    let markup = folder.path().join("main.typ");
    std::fs::write(&markup, batch::plan(&project, &[])?.annex_markup()?)?;
    let book = folder.path().join("kehoach.xlsx");
    std::fs::write(&book, workbook_of(2000)?)?;

    let (out, bare_out) = (folder.path().join("ours"), folder.path().join("bare.pdf"));
    let text = |path: &Path| path.to_string_lossy().into_owned();
    println!("| workload | against | time | peak memory | ours | other |");
    println!("|---|---|---|---|---|---|");
    compare(
        "annex, 1,000 tasks | bare engine",
        &["--ours", &text(&source), &text(&out)],
        &["--bare", &text(&markup), &text(&bare_out)],
    )?;
    compare(
        "check, 2,000-task workbook | calamine streaming",
        &["--check", &text(&book)],
        &["--stream", &text(&book)],
    )
}

fn compare(name: &str, ours: &[&str], other: &[&str]) -> anyhow::Result<()> {
    let (mut times, mut memories) = (Vec::new(), Vec::new());
    let (mut our_times, mut other_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (our_time, our_memory) = run(ours)?;
        let (other_time, other_memory) = run(other)?;
        times.push(our_time / other_time);
        memories.push(our_memory / other_memory);
        our_times.push(our_time);
        other_times.push(other_time);
    }
    println!(
        "| {name} | {:.2} × | {:.2} × | {:.0} ms | {:.0} ms |",
        median(times),
        median(memories),
        1000.0 * median(our_times),
        1000.0 * median(other_times),
    );
    Ok(())
}

fn run(arguments: &[&str]) -> anyhow::Result<(f64, f64)> {
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout)?;
    let mut words = text.split_whitespace();
    let mut number = || words.next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(f64::NAN);
    Ok((number(), number()))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

const LEADS: &[&str] = &[
    "Sở Công Thương",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Nội vụ",
    "Công an tỉnh",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Tư pháp",
    "Thanh tra tỉnh",
];

/// (content, lead, supports, deadline, product) of a task.
fn task_of(index: usize) -> (String, &'static str, String, String, &'static str) {
    let words = "rà soát, sửa đổi quy định về phát triển công nghiệp, thương mại; ";
    let content = format!("Nhiệm vụ {index}: {}", words.repeat(1 + index * 7 % 4));
    let lead = LEADS[index % LEADS.len()];
    let supports: Vec<&str> = (1..=4).map(|step| LEADS[(index + step) % LEADS.len()]).collect();
    let deadline = format!("Quý {}/202{}", ["I", "II", "III", "IV"][index % 4], 5 + index % 5);
    (content, lead, supports.join("; "), deadline, "Báo cáo")
}

fn plan_of(tasks: usize) -> String {
    let mut source = String::from(
        "document:\n  title: Danh mục nhiệm vụ chủ yếu\n  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh\n  \
         parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 15/6/2024}\ngroups:\n",
    );
    for index in 0..tasks {
        if index % 50 == 0 {
            source.push_str(&format!("  - title: Nhóm {}\n    tasks:\n", index / 50));
        }
        let (content, lead, supports, deadline, product) = task_of(index);
        source.push_str(&format!(
            "      - content: '{content}'\n        lead: {lead}\n        support: {supports}\n        \
             deadline: {deadline}\n        product: {product}\n"
        ));
    }
    source
}

fn workbook_of(tasks: usize) -> anyhow::Result<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Nhiệm vụ")?;
    let headings =
        ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"];
    for (column, heading) in (0u16..).zip(headings) {
        sheet.write_string(2, column, heading)?;
    }
    for (row, index) in (3u32..).zip(0..tasks) {
        let (content, lead, supports, deadline, product) = task_of(index);
        sheet.write_number(row, 0, (index + 1) as f64)?;
        for (column, text) in (1u16..).zip([content.as_str(), lead, &supports, &deadline, product])
        {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The engine alone: the same markup, fonts and PDF standards.
fn bare(markup: &Path, out: &Path) -> anyhow::Result<()> {
    let path = VirtualPath::new("/main.typ").map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let main = RootedPath::new(VirtualRoot::Project, path).intern();
    let world = OneFile { source: Source::new(main, std::fs::read_to_string(markup)?) };
    let document = typst::compile::<typst_layout::PagedDocument>(&world).output;
    let document = document.map_err(|errors| anyhow::anyhow!("{errors:?}"))?;
    let standards = [typst_pdf::PdfStandard::A_2a, typst_pdf::PdfStandard::Ua_1];
    let standards = typst_pdf::PdfStandards::new(&standards);
    let standards = standards.map_err(|error| anyhow::anyhow!("{}", error.message()))?;
    let options = typst_pdf::PdfOptions { standards, ..Default::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| anyhow::anyhow!("{e:?}"))?;
    std::fs::write(out, bytes)?;
    Ok(())
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    danhmuc::embedded::FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

struct OneFile {
    source: Source,
}

impl World for OneFile {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            return Ok(self.source.clone());
        }
        Err(FileError::NotFound("".into()))
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::NotFound("".into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
