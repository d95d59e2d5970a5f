//! `danhmuc print`: every extract in its copies, as one file for the print room.

use anyhow::Context;
use clap::{Args, ValueEnum};

use super::build::{SetArgs, chosen, tell_of_idle};
use super::progress::Progress;
use super::{Outcome, complain_about, say};
use crate::batch::{self, Choice, PrintOrder, print_choice};
use crate::diag::{Language, Printing};
use crate::output::Folder;
use crate::write::print_set::{PrintOptions, PrintPaper, Sides};

/// The file of the print set.
const PRINT_SET: &str = "bo-in.pdf";

#[derive(Args)]
pub struct PrintArgs {
    #[command(flatten)]
    set: SetArgs,
    /// In cho cơ quan nào: all (mọi cơ quan) hoặc các mã, tên cách nhau dấu phẩy
    #[arg(long, value_name = "all|MÃ,…", value_delimiter = ',', default_value = "all")]
    agencies: Vec<String>,
    /// Khổ giấy, đều quay ngang; A3 phóng to các trang A4
    #[arg(long, value_name = "a4|a3", default_value = "a4")]
    paper: PaperArg,
    /// In một mặt (one), hai mặt lật theo cạnh ngắn (short-edge, đóng ghim bên trái) hay cạnh dài
    /// (long-edge, đóng ghim phía trên)
    #[arg(long, value_name = "one|short-edge|long-edge", default_value = "short-edge")]
    sides: SidesArg,
    /// Thêm tờ ngăn trước mỗi cơ quan
    #[arg(long)]
    separators: bool,
    /// Thêm toàn văn phụ lục cho nơi nhận không có bản trích (cấp trên, lưu văn thư)
    #[arg(long)]
    annex: bool,
    /// Chỉ cho biết số trang, số tờ, dung lượng
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum PaperArg {
    A4,
    A3,
}

#[derive(Clone, Copy, ValueEnum)]
enum SidesArg {
    One,
    ShortEdge,
    LongEdge,
}

impl PrintArgs {
    fn options(&self) -> PrintOptions {
        let paper = match self.paper {
            PaperArg::A4 => PrintPaper::A4,
            PaperArg::A3 => PrintPaper::A3,
        };
        let sides = match self.sides {
            SidesArg::One => Sides::One,
            SidesArg::ShortEdge => Sides::ShortEdge,
            SidesArg::LongEdge => Sides::LongEdge,
        };
        PrintOptions { paper, sides }
    }

    fn choice(&self) -> Choice {
        print_choice(chosen(&self.agencies), self.annex, self.set.vietnamese_names)
    }
}

pub fn run(args: &PrintArgs, language: Language) -> anyhow::Result<Outcome> {
    let mut project = args.set.source.open(args.set.draft)?;
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    let printing = Printing { sources: &project.sources, language };
    if diagnostics.errors() > 0 {
        complain_about(&diagnostics, printing);
        return Ok(Outcome::Faulty);
    }
    let choice = args.choice();
    let plan = batch::plan(&project, &choice)?;
    tell_of_idle(&plan, &choice.agencies, language);
    let root = args.set.out.join(&project.name);
    let mut files = plan.names();
    files.push(PRINT_SET.to_string());
    let folder = Folder::open(&root, &files, args.set.force)?;
    let mut progress = Progress::new(files.len() - 1, &root, language);
    let options = args.set.pace.options(false, language);
    let mut tell = |outcome: batch::Outcome| progress.tell(&outcome);
    batch::run(&plan, &folder, &options, &mut diagnostics, &mut tell)?;
    progress.clear();
    complain_about(&diagnostics, printing);
    let counts = progress.finish();
    if counts.failed + counts.left > 0 {
        folder.close(&files)?;
        return Ok(Outcome::Stopped);
    }
    let annex = args.annex.then(|| folder.pages("danh-muc.pdf")).flatten();
    let order =
        batch::order(&plan, (args.options(), args.separators), annex, &|file| folder.pages(file));
    let printed = order.and_then(|order| {
        announce(&order, &folder, language);
        if args.dry_run {
            return Ok(());
        }
        let inputs = order.fingerprint(&plan, &|file| folder.content_hash(file))?;
        let read = |file: &str| folder.read(file);
        let pages = folder.keep_streamed((PRINT_SET, &inputs), |out| {
            Ok(batch::assemble(&plan, &order, &read, out)?.pages)
        })?;
        anyhow::ensure!(pages == order.count.pages, "bộ in có {pages} trang, khác bảng số bản");
        say(&root.join(PRINT_SET).display().to_string());
        Ok(())
    });
    folder.close(&files).context("bộ in")?;
    printed?;
    args.set.pace.report(language);
    Ok(Outcome::Fine)
}

/// The size of the set, before it is made. Its bytes are about those of the documents, each held
/// once and without its tags.
fn announce(order: &PrintOrder, folder: &Folder, language: Language) {
    let mut files: Vec<&str> = order.rows().iter().map(|row| row.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let bytes: usize = files.iter().filter_map(|file| folder.bytes(file)).sum();
    let mebibytes = (bytes + order.bytes_besides()) as f64 / 1024.0 / 1024.0;
    let copies: u32 = order.rows().iter().map(|row| row.copies).sum();
    let (documents, pages, sheets) = (order.rows().len(), order.count.pages, order.count.sheets);
    let words = order.words();
    say(&match language {
        Language::Vi => format!(
            "{PRINT_SET}: {documents} văn bản, {copies} bản, {pages} trang, {sheets} tờ {words}; \
             khoảng {} MB",
            format!("{mebibytes:.1}").replace('.', ",")
        ),
        Language::En => format!(
            "{PRINT_SET}: {documents} documents, {copies} copies, {pages} pages, {sheets} sheets \
             ({words}); about {mebibytes:.1} MB"
        ),
    });
}
