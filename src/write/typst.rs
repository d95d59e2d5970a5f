//! Typst markup → PDF, or a page as a picture. The only file that names the Typst crates.
//!
//! Invariant: no system font, no package, no network, no clock; a warning of the engine (a
//! missing glyph, an unknown font) is an error of ours.

use std::num::NonZeroUsize;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, anyhow};
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Content, Datetime, Duration, Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::PageRanges;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt, World, WorldExt};
use typst_kit::fonts::FontStore;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::embedded::FONTS;
use crate::timing::{Stage, measure};

/// The family that the templates name.
pub const FONT_FAMILY: &str = "Tinos";

/// A finished PDF.
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Values of the metadata that the template labelled `<split-row>`: ids of rows that are
    /// taller than a page.
    pub split_rows: Vec<String>,
}

/// Compiles markup to PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// Names the line of the markup; every error and warning of the engine is one.
pub fn compile(markup: String, name: &str) -> anyhow::Result<Pdf> {
    let world = world(markup)?;
    pdf(&world).with_context(|| format!("không dàn trang được {name}"))
}

/// Compiles a part of a large document to PDF/A-2b, without tags, and forgets its layouts at once.
///
/// # Errors
/// As [`compile`].
pub fn compile_part(markup: String, name: &str) -> anyhow::Result<Pdf> {
    let world = world(markup)?;
    let part = exported(&world, &[PdfStandard::A_2b], false);
    comemo::evict(1);
    part.with_context(|| format!("không dàn trang được {name}"))
}

/// Compiles the first pages of a part of a large document as [`compile_part`] does. `keep` is told on
/// which page each row begins, from 1, and how many pages there are, and says how many to write.
///
/// # Errors
/// As [`compile`]; no page is to be written.
pub fn compile_first_pages(
    markup: String,
    name: &str,
    keep: &mut dyn FnMut(&[usize], usize) -> usize,
) -> anyhow::Result<Pdf> {
    let world = world(markup)?;
    let part = laid_out(&world).and_then(|document| {
        let kept = keep(&pages_of_rows(&document)?, document.pages().len());
        let last = NonZeroUsize::new(kept).context("không tìm được trang để ngắt")?;
        let pages = Some(PageRanges::new(vec![Some(NonZeroUsize::MIN)..=Some(last)]));
        let options = PdfOptions { page_ranges: pages, ..options(&[PdfStandard::A_2b], false)? };
        Ok(Pdf { pages: kept, ..written(&world, &document, &options)? })
    });
    comemo::evict(1);
    part.with_context(|| format!("không dàn trang được {name}"))
}

/// On which page each row begins, from 1, and how many pages there are: of rows that the template
/// marked with the label `<row>`.
///
/// # Errors
/// As [`compile`].
pub fn row_pages(markup: String, name: &str) -> anyhow::Result<(Vec<usize>, usize)> {
    let world = world(markup)?;
    let document = laid_out(&world).with_context(|| format!("không dàn trang được {name}"))?;
    let found = (pages_of_rows(&document)?, document.pages().len());
    drop(document);
    comemo::evict(1);
    Ok(found)
}

fn pages_of_rows(document: &PagedDocument) -> anyhow::Result<Vec<usize>> {
    let pages = labelled(document, "row").into_iter().map(|content| {
        let place = content.location()?;
        document.introspector().page(place).map(usize::from)
    });
    pages.collect::<Option<Vec<usize>>>().context("không tìm được dòng trên trang")
}

/// A page as a picture.
#[cfg(feature = "web")]
pub struct Picture {
    /// A PNG.
    pub png: Vec<u8>,
    /// Which page it shows, from 1.
    pub page: usize,
    /// How many pages were laid out.
    pub pages: usize,
}

/// Lays out markup and paints a page of it, `scale` pixels a point. A page past the end is the
/// last.
///
/// # Errors
/// Names the line of the markup; every error and warning of the engine is one.
#[cfg(feature = "web")]
pub fn picture(markup: String, name: &str, (page, scale): (usize, f64)) -> anyhow::Result<Picture> {
    let world = world(markup)?;
    let document = laid_out(&world).with_context(|| format!("không dàn trang được {name}"))?;
    let pages = document.pages().len();
    let page = page.clamp(1, pages.max(1));
    let shown = document.pages().get(page - 1).context("văn bản không có trang nào")?;
    let options = typst_render::RenderOptions {
        pixel_per_pt: typst::utils::Scalar::new(scale),
        ..typst_render::RenderOptions::default()
    };
    let pixels = measure(Stage::Export, || typst_render::render(shown, &options));
    let png = pixels.encode_png().context("không vẽ được trang")?;
    Ok(Picture { png, page, pages })
}

fn world(markup: String) -> anyhow::Result<OneFile> {
    static LIBRARY: LazyLock<LazyHash<Library>> =
        LazyLock::new(|| LazyHash::new(Library::default()));
    static FONT_STORE: LazyLock<FontStore> = LazyLock::new(fonts);
    forget_layouts();
    let path = VirtualPath::new("/main.typ").map_err(|error| anyhow!("{error:?}"))?;
    // One path for every document: the engine keeps each path for the life of the process.
    let main = RootedPath::new(VirtualRoot::Project, path).intern();
    let source = Source::new(main, markup);
    Ok(OneFile { library: &LIBRARY, fonts: &FONT_STORE, source })
}

/// The pages; every error and warning of the engine is an error.
fn laid_out(world: &OneFile) -> anyhow::Result<PagedDocument> {
    let Warned { output, warnings } =
        measure(Stage::Layout, || typst::compile::<PagedDocument>(world));
    let document = output.map_err(|errors| report(world, &errors))?;
    if !warnings.is_empty() {
        return Err(report(world, &warnings));
    }
    PAGES_REMEMBERED.fetch_add(document.pages().len(), Ordering::Relaxed);
    Ok(document)
}

/// Pages laid out since layouts were last forgotten.
static PAGES_REMEMBERED: AtomicUsize = AtomicUsize::new(0);

/// The engine remembers layouts for the life of the process, about a megabyte a page.
///
/// They are forgotten once for several small documents, and only those that have lain unused for
/// a while: other threads are in the middle of documents, and would have to lay out again what
/// they still need. Before a document and not after, so that a run of one does not wait for it.
fn forget_layouts() {
    const PAGES_BETWEEN: usize = 16;
    const TIMES_UNUSED: usize = 2;
    if PAGES_REMEMBERED.load(Ordering::Relaxed) >= PAGES_BETWEEN {
        PAGES_REMEMBERED.store(0, Ordering::Relaxed);
        comemo::evict(TIMES_UNUSED);
    }
}

/// Makes the calling thread lay out its documents by itself.
///
/// The engine spreads work over a pool that all threads share. A thread that waits there takes
/// up another thread's document on top of its own, and so on until its stack overflows; a pool
/// of its own, of this thread alone, has nothing to take up.
///
/// # Errors
/// None on a thread that has not been prepared yet.
pub fn prepare_thread() -> anyhow::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build().context("không chuẩn bị được luồng dàn trang")?;
    Ok(())
}

fn pdf(world: &OneFile) -> anyhow::Result<Pdf> {
    exported(world, &[PdfStandard::A_2a, PdfStandard::Ua_1], true)
}

fn exported(world: &OneFile, standards: &[PdfStandard], tagged: bool) -> anyhow::Result<Pdf> {
    let document = laid_out(world)?;
    written(world, &document, &options(standards, tagged)?)
}

fn options(standards: &[PdfStandard], tagged: bool) -> anyhow::Result<PdfOptions> {
    let standards = PdfStandards::new(standards).map_err(|error| anyhow!("{}", error.message()))?;
    let creator = format!("danhmuc {}", env!("CARGO_PKG_VERSION"));
    let creator = typst::foundations::Smart::Custom(Some(creator));
    Ok(PdfOptions { standards, creator, tagged, ..PdfOptions::default() })
}

fn written(world: &OneFile, document: &PagedDocument, options: &PdfOptions) -> anyhow::Result<Pdf> {
    let bytes = measure(Stage::Export, || typst_pdf::pdf(document, options));
    let bytes = bytes.map_err(|errors| report(world, &errors))?;
    Ok(Pdf { bytes, pages: document.pages().len(), split_rows: split_rows(document) })
}

/// Ids of rows that the template had to break across pages.
fn split_rows(document: &PagedDocument) -> Vec<String> {
    let id = |value: Value| value.cast::<typst::foundations::Str>().ok();
    let found = labelled(document, "split-row");
    let ids = found.iter().filter_map(|content| content.get_by_name("value").ok().and_then(id));
    ids.map(|id| id.to_string()).collect()
}

/// What the template labelled, in order.
fn labelled(document: &PagedDocument, label: &str) -> Vec<Content> {
    let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
    document.introspector().query(&Selector::Label(label)).into_iter().collect()
}

/// All diagnostics as one error: place in the generated markup, the line, the message.
fn report(world: &OneFile, diagnostics: &[SourceDiagnostic]) -> anyhow::Error {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|one| {
            let start = world.range(one.span).map(|range| range.start);
            let lines = world.source.lines();
            let line = start.and_then(|start| lines.byte_to_line(start));
            let text = line.and_then(|line| lines.text().lines().nth(line)).unwrap_or_default();
            let text: String = text.chars().take(120).collect();
            let at = line.map_or_else(String::new, |line| format!("dòng {}: ", line + 1));
            let hints: String = one.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
            format!("{at}{}{hints}\n    {}", one.message, text.trim())
        })
        .collect();
    anyhow!("mẫu Typst có lỗi:\n  {}", lines.join("\n  "))
}

fn fonts() -> FontStore {
    let mut store = FontStore::new();
    for data in FONTS {
        for font in Font::iter(Bytes::new(*data)) {
            let info = font.info().clone();
            store.push((font, info));
        }
    }
    store
}

/// A world of one generated file and the embedded fonts.
struct OneFile {
    library: &'static LazyHash<Library>,
    fonts: &'static FontStore,
    source: Source,
}

impl World for OneFile {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() {
            return Ok(self.source.clone());
        }
        Err(FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Err(FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_that_no_font_has_is_an_error() {
        let markup = |text: &str| {
            format!(
                "#set document(title: \"T\", date: datetime(year: 2025, month: 1, day: 1))\n\
                 #set text(font: \"Tinos\", lang: \"vi\")\n{text}"
            )
        };
        assert!(compile(markup("Ủy ban nhân dân"), "thử").is_ok());
        assert!(compile(markup("漢字"), "thử").is_err());
        assert!(compile(markup("#khong-co()"), "thử").is_err());
    }
}
