//! The engine and the workbook writer by themselves, with nothing of ours around them: the same
//! markup, fonts and PDF standards, the same cells, plain threads.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rust_xlsxwriter::{Format, FormatBorder, Workbook};
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Layouts of this many documents are remembered before they are forgotten.
const DOCUMENTS_REMEMBERED: usize = 4;

/// Makes every document of a work folder; returns the pages.
pub fn make_all(work: &Path, out: &Path, jobs: usize) -> anyhow::Result<usize> {
    let documents: Value = serde_json::from_slice(&std::fs::read(work.join("documents.json"))?)?;
    let list = |key: &str| documents[key].as_array().cloned().unwrap_or_default();
    let (pdfs, books) = (list("pdfs"), list("workbooks"));
    std::fs::create_dir_all(out.join("co-quan"))?;
    let (next, pages) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work_one = |index: usize| -> anyhow::Result<()> {
        let name = |one: &Value| one["name"].as_str().unwrap_or_default().to_string();
        if let Some(pdf) = pdfs.get(index) {
            let markup = work.join("typst").join(format!("{}.typ", name(pdf)));
            let target = out.join(format!("{}.pdf", name(pdf)));
            pages.fetch_add(compile(&markup, &target)?, Ordering::Relaxed);
            if index.is_multiple_of(DOCUMENTS_REMEMBERED) {
                comemo::evict(0);
            }
        } else if let Some(book) = books.get(index - pdfs.len()) {
            std::fs::write(out.join(name(book)), write_book(book)?)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let thread = || {
            // Each thread lays out by itself, as ours do.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
            pool.build()?;
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= pdfs.len() + books.len() {
                    return anyhow::Ok(());
                }
                work_one(index)?;
            }
        };
        let start = || std::thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, thread);
        let threads: Vec<_> = (0..jobs).map(|_| start()).collect::<Result<_, _>>()?;
        for thread in threads {
            thread.join().map_err(|_| anyhow::anyhow!("a thread panicked"))??;
        }
        anyhow::Ok(())
    })?;
    Ok(pages.into_inner())
}

fn write_book(book: &Value) -> anyhow::Result<Vec<u8>> {
    let format = Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(13)
        .set_border(FormatBorder::Thin)
        .set_text_wrap();
    let mut workbook = Workbook::new();
    for sheet in book["sheets"].as_array().into_iter().flatten() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet["name"].as_str().unwrap_or_default())?;
        for (column, width) in (0..).zip(sheet["widths"].as_array().into_iter().flatten()) {
            worksheet.set_column_width(column, width.as_f64().unwrap_or(8.0))?;
        }
        for (row, cells) in (0..).zip(sheet["rows"].as_array().into_iter().flatten()) {
            for (column, cell) in (0..).zip(cells.as_array().into_iter().flatten()) {
                match cell {
                    Value::String(text) => {
                        worksheet.write_string_with_format(row, column, text, &format)?
                    }
                    Value::Number(number) => {
                        let number = number.as_f64().unwrap_or_default();
                        worksheet.write_number_with_format(row, column, number, &format)?
                    }
                    _ => worksheet.write_blank(row, column, &format)?,
                };
            }
        }
    }
    Ok(workbook.save_to_buffer()?)
}

/// Compiles one file of markup; returns its pages.
pub fn compile(markup: &Path, out: &Path) -> anyhow::Result<usize> {
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
    Ok(document.pages().len())
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
