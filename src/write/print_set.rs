//! Many finished PDFs → one PDF for the print room: every copy in order and on a sheet of its own,
//! blank backs where two-sided printing needs them, one paper size throughout.
//!
//! Invariant: what a document holds is written once, however many copies; besides the document at
//! hand, memory holds a few bytes for each object written and no more.

mod body;
mod document;
mod parts;

use std::io::Write;

use anyhow::{Context, bail};

use body::{Body, Labels, PageTree, text_string};
pub use parts::JoinedParts;

/// The paper of a print set, in landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintPaper {
    /// 297 × 210 mm.
    A4,
    /// 420 × 297 mm; pages of A4 are enlarged by √2.
    A3,
}

/// How the sheets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// The back stays empty.
    One,
    /// Both sides; the sheet turns over its long edge (landscape: upwards, bound at the top).
    LongEdge,
    /// Both sides; the sheet turns over its short edge (landscape: like a book, bound at the left).
    ShortEdge,
}

/// What the print room is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintOptions {
    /// The size of every page.
    pub paper: PrintPaper,
    /// One side or both.
    pub sides: Sides,
}

/// The size of a print set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PrintCount {
    /// Pages of the file, blank ones included.
    pub pages: usize,
    /// Sheets of paper.
    pub sheets: usize,
}

impl PrintPaper {
    /// Width and height in points, to the digits that the typesetting engine writes.
    fn size(self) -> (f64, f64) {
        match self {
            PrintPaper::A4 => (841.8898, 595.2756),
            PrintPaper::A3 => (1190.5512, 841.8898),
        }
    }
}

impl Sides {
    /// Pages that a copy takes, with the blank one that fills its last sheet.
    fn padded(self, pages: usize) -> usize {
        if self == Sides::One { pages } else { pages.next_multiple_of(2) }
    }

    /// Sheets that so many padded pages take.
    fn sheets(self, pages: usize) -> usize {
        if self == Sides::One { pages } else { pages / 2 }
    }

    /// The value of /Duplex (ISO 32000-1, table 150).
    fn duplex(self) -> &'static str {
        match self {
            Sides::One => "/Simplex",
            Sides::LongEdge => "/DuplexFlipLongEdge",
            Sides::ShortEdge => "/DuplexFlipShortEdge",
        }
    }
}

/// The size of a set of documents with so many pages and copies, before anything is made.
pub fn count(
    pages_and_copies: impl Iterator<Item = (usize, u32)>,
    options: PrintOptions,
) -> PrintCount {
    let pages = pages_and_copies
        .map(|(pages, copies)| options.sides.padded(pages).saturating_mul(copies as usize))
        .fold(0, usize::saturating_add);
    PrintCount { pages, sheets: options.sides.sheets(pages) }
}

/// Assembles to `out` as it goes: memory stays flat in the number of documents.
pub struct PrintSet<W: Write> {
    body: Body<W>,
    options: PrintOptions,
    tree: PageTree,
    labels: Labels,
    outline: Outline,
    pages: usize,
}

/// Bookmarks; the last one waits for the number of the next.
struct Outline {
    id: usize,
    first: Option<usize>,
    waiting: Option<Bookmark>,
    length: usize,
}

struct Bookmark {
    id: usize,
    previous: Option<usize>,
    text: String,
    page: usize,
}

impl<W: Write> PrintSet<W> {
    /// An empty set; the header is written.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(out: W, options: PrintOptions) -> anyhow::Result<Self> {
        let mut body = Body::new(out)?;
        let outline = Outline { id: body.reserve()?, first: None, waiting: None, length: 0 };
        let (tree, labels) = (PageTree::default(), Labels::default());
        Ok(PrintSet { body, options, tree, labels, outline, pages: 0 })
    }

    /// Adds a document `copies` times; its content is stored once. `title` is its bookmark.
    ///
    /// # Errors
    /// The document is damaged: the set is as before and may go on. `out` cannot be written, or the
    /// set is larger than a PDF may be: the set is lost.
    pub fn add(&mut self, title: &str, pdf: &[u8], copies: u32) -> anyhow::Result<()> {
        if copies == 0 {
            return Ok(());
        }
        let document = document::copy(pdf, self.body.next(), self.options.paper.size())
            .with_context(|| format!("không đưa được “{title}” vào bộ in"))?;
        self.body.append(&document.bytes, &document.offsets)?;
        let blanks = self.options.sides.padded(document.pages.len()) - document.pages.len();
        let blank = format!("/Resources<<>>{}", media_box(self.options.paper.size()));
        let mut first = None;
        for _ in 0..copies {
            self.labels.start(self.pages, &mut self.body)?;
            for entries in &document.pages {
                let id = self.page(entries)?;
                first.get_or_insert(id);
            }
            for _ in 0..blanks {
                self.page(&blank)?;
            }
        }
        match first {
            Some(page) => self.bookmark(format!("{title} ({copies} bản)"), page),
            None => Ok(()),
        }
    }

    /// Finishes; returns pages (blank ones included) and sheets.
    ///
    /// # Errors
    /// Nothing was added, or `out` cannot be written.
    pub fn finish(mut self) -> anyhow::Result<PrintCount> {
        if self.pages == 0 {
            bail!("bộ in không có trang nào");
        }
        self.close_outline()?;
        let pages = self.tree.close(&mut self.body)?;
        let labels = self.labels.close(&mut self.body)?;
        let info = self.body.reserve()?;
        let title = text_string("Bộ in");
        let producer = text_string(concat!("danhmuc ", env!("CARGO_PKG_VERSION")));
        self.body.object(info, &format!("<</Title{title}/Producer{producer}>>"))?;
        let catalog = self.body.reserve()?;
        let outline = self.outline.id;
        let duplex = self.options.sides.duplex();
        let catalog_entries = format!(
            "<</Type/Catalog/Pages {pages} 0 R/Outlines {outline} 0 R/PageLabels {labels} 0 R\
             /Lang(vi-VN)/ViewerPreferences<</Duplex{duplex}/PrintScaling/None\
             /PickTrayByPDFSize true/NumCopies 1>>>>"
        );
        self.body.object(catalog, &catalog_entries)?;
        self.body.finish(&format!("/Root {catalog} 0 R/Info {info} 0 R"))?;
        Ok(PrintCount { pages: self.pages, sheets: self.options.sides.sheets(self.pages) })
    }

    /// Writes a page of its own with shared entries: readers do not like one page object used twice.
    fn page(&mut self, entries: &str) -> anyhow::Result<usize> {
        let parent = self.tree.parent(&mut self.body)?;
        let id = self.body.reserve()?;
        self.body.object(id, &format!("<</Type/Page/Parent {parent} 0 R{entries}>>"))?;
        self.tree.push(id);
        self.pages += 1;
        Ok(id)
    }

    fn bookmark(&mut self, text: String, page: usize) -> anyhow::Result<()> {
        let id = self.body.reserve()?;
        let previous = self.outline.waiting.take();
        if let Some(previous) = &previous {
            self.write_bookmark(previous, Some(id))?;
        }
        self.outline.first.get_or_insert(id);
        self.outline.length += 1;
        let previous = previous.map(|previous| previous.id);
        self.outline.waiting = Some(Bookmark { id, previous, text, page });
        Ok(())
    }

    fn write_bookmark(&mut self, bookmark: &Bookmark, next: Option<usize>) -> anyhow::Result<()> {
        let link =
            |key, id: Option<usize>| id.map_or_else(String::new, |id| format!("/{key} {id} 0 R"));
        let entries = format!(
            "<</Title{}/Parent {} 0 R{}{}/Dest[{} 0 R/Fit]>>",
            text_string(&bookmark.text),
            self.outline.id,
            link("Prev", bookmark.previous),
            link("Next", next),
            bookmark.page,
        );
        self.body.object(bookmark.id, &entries)
    }

    fn close_outline(&mut self) -> anyhow::Result<()> {
        let (Some(first), Some(last)) = (self.outline.first, self.outline.waiting.take()) else {
            return self.body.object(self.outline.id, "<</Type/Outlines>>");
        };
        self.write_bookmark(&last, None)?;
        let (last, length) = (last.id, self.outline.length);
        let entries =
            format!("<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {length}>>");
        self.body.object(self.outline.id, &entries)
    }
}

/// The /MediaBox of a page from the origin.
fn media_box((width, height): (f64, f64)) -> String {
    format!("/MediaBox[0 0 {width} {height}]")
}

#[cfg(test)]
mod tests {
    use hayro_syntax::Pdf;
    use hayro_syntax::object::{
        Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString,
    };
    use hayro_syntax::page::Page;

    use super::*;
    use crate::write::typst::compile;

    const A4: PrintOptions = PrintOptions { paper: PrintPaper::A4, sides: Sides::LongEdge };
    const A3: PrintOptions = PrintOptions { paper: PrintPaper::A3, sides: Sides::ShortEdge };
    const ONE: PrintOptions = PrintOptions { paper: PrintPaper::A4, sides: Sides::One };

    /// A PDF with one page for each text.
    fn pdf(set: &str, texts: &[&str]) -> Vec<u8> {
        let markup = format!(
            "#set document(title: \"T\", date: datetime(year: 2025, month: 1, day: 1))\n\
             #set page({set})\n#set text(font: \"Tinos\", lang: \"vi\")\n{}",
            texts.join("\n#pagebreak()\n")
        );
        compile(markup, "thử").unwrap().bytes
    }

    fn landscape(texts: &[&str]) -> Vec<u8> {
        pdf("paper: \"a4\", flipped: true", texts)
    }

    fn assemble(options: PrintOptions, documents: &[(&[u8], u32)]) -> (Vec<u8>, PrintCount) {
        let mut bytes = Vec::new();
        let mut set = PrintSet::new(&mut bytes, options).unwrap();
        for (index, (document, copies)) in documents.iter().enumerate() {
            set.add(&format!("Sở số {index}"), document, *copies).unwrap();
        }
        let count = set.finish().unwrap();
        (bytes, count)
    }

    fn read(bytes: &[u8]) -> Pdf {
        Pdf::new(bytes.to_vec()).unwrap()
    }

    /// What is drawn on each page, whether directly or as a form.
    fn contents(bytes: &[u8]) -> Vec<Vec<u8>> {
        let content = |page: &Page| match page.resources().x_objects.get::<Stream>(b"P") {
            Some(form) => form.decoded().unwrap().to_vec(),
            None => page.page_stream().unwrap_or_default().to_vec(),
        };
        read(bytes).pages().iter().map(content).collect()
    }

    fn catalog(pdf: &Pdf) -> Dict<'_> {
        pdf.xref().get(pdf.xref().root_id()).unwrap()
    }

    fn text(string: &PdfString) -> String {
        let units = string[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn every_copy_begins_on_the_front_of_a_sheet() {
        let documents = [1, 2, 3].map(|pages| landscape(&["Một", "Hai", "Ba"][..pages]));
        let [one, two, three] = &documents.each_ref().map(|document| contents(document));
        let blank = &Vec::new();
        let copies = [(&documents[0][..], 2), (&documents[1], 1), (&documents[2], 2)];

        let (bytes, count) = assemble(A4, &copies);
        let third = [&three[0], &three[1], &three[2], blank];
        let expected = [[&one[0], blank, &one[0], blank], [&two[0], &two[1], third[0], third[1]]];
        let expected = expected.concat().into_iter().chain([third[2], blank]).chain(third);
        assert_eq!(contents(&bytes).iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        assert_eq!(count, PrintCount { pages: 14, sheets: 7 });

        let (bytes, count) = assemble(ONE, &copies);
        assert!(contents(&bytes).iter().all(|content| content != blank));
        assert_eq!(count, PrintCount { pages: 10, sheets: 10 });
    }

    #[test]
    fn a_set_is_counted_before_it_is_made() {
        let documents = [1, 2, 3].map(|pages| landscape(&["Một", "Hai", "Ba"][..pages]));
        for options in [A4, A3, ONE] {
            let made = documents.each_ref().map(|document| (&document[..], 3));
            let (bytes, made) = assemble(options, &made);
            assert_eq!(count([(1, 3), (2, 3), (3, 3)].into_iter(), options), made);
            assert_eq!(read(&bytes).pages().len(), made.pages);
        }
    }

    #[test]
    fn copies_add_only_small_pages() {
        let document = landscape(&["Ủy ban nhân dân tỉnh", "Sở Tài chính"]);
        for options in [A4, A3] {
            let [one, many] = [1, 31].map(|copies| assemble(options, &[(&document, copies)]).0);
            assert!(one.len() < document.len() + 1_500, "{} of {}", one.len(), document.len());
            let page = (many.len() - one.len()) / 60;
            assert!(page < 200, "{page} bytes for each page");
        }
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        let document = landscape(&["Một", "Hai"]);
        for options in [A4, A3] {
            let run = || assemble(options, &[(&document, 2), (&document, 1)]).0;
            assert!(run() == run());
        }
    }

    #[test]
    fn every_page_has_the_size_of_the_paper() {
        // By source: the placement on A4, then on A3.
        let cases = [
            ("paper: \"a4\", flipped: true", None, Some("1.414214 0 0 1.414214 0 0")),
            ("paper: \"a3\", flipped: true", Some("0.707107 0 0 0.707107 0 0"), None),
            // Upright on paper that lies: the rest of the width is margin, half on each side.
            ("paper: \"a4\"", Some("0.707107 0 0 0.707107 210.483"), Some("1 0 0 1 297.637")),
        ];
        for (set, on_a4, on_a3) in cases {
            let source = pdf(set, &["Một"]);
            for (options, expected) in [(A4, on_a4), (A3, on_a3)] {
                let (bytes, _) = assemble(options, &[(&source, 1)]);
                let made = read(&bytes);
                let (width, height) = options.paper.size();
                for page in made.pages().iter() {
                    let media = page.media_box();
                    assert!((media.x1 - width).abs() < 0.01 && (media.y1 - height).abs() < 0.01);
                }
                let content = made.pages()[0].page_stream().unwrap();
                let placed = std::str::from_utf8(content).ok();
                let placed = placed.filter(|content| content.ends_with("/P Do Q"));
                assert_eq!(placed.is_some(), expected.is_some(), "{set}: {placed:?}");
                let begins = format!("q {}", expected.unwrap_or_default());
                assert!(placed.is_none_or(|content| content.starts_with(&begins)), "{placed:?}");
                assert_eq!(contents(&bytes)[0], contents(&source)[0]);
            }
        }
    }

    #[test]
    fn the_print_room_is_told_how_to_print() {
        let document = landscape(&["Một"]);
        let duplex = [(A4, "DuplexFlipLongEdge"), (A3, "DuplexFlipShortEdge"), (ONE, "Simplex")];
        for (options, expected) in duplex {
            let (bytes, _) = assemble(options, &[(&document, 1), (&document, 2)]);
            assert!(bytes.starts_with(b"%PDF-1.7"));
            let made = read(&bytes);
            let catalog = catalog(&made);
            let settings: Dict = catalog.get(b"ViewerPreferences").unwrap();
            let name = |key: &str| settings.get::<Name>(key).unwrap().as_str().to_string();
            assert_eq!([name("Duplex"), name("PrintScaling")], [expected, "None"]);
            assert_eq!(settings.get::<bool>(b"PickTrayByPDFSize"), Some(true));
            assert_eq!(settings.get::<i32>(b"NumCopies"), Some(1));
            assert!(!catalog.contains_key(b"StructTreeRoot"));
            assert_eq!(&*catalog.get::<PdfString>(b"Lang").unwrap(), b"vi-VN");
            let producer = made.metadata().producer.as_deref().map(<[u8]>::len);
            assert!(producer.is_some() && made.metadata().creation_date.is_none());
        }
    }

    #[test]
    fn a_document_has_one_bookmark_and_a_copy_numbers_its_own() {
        let document = landscape(&["Một", "Hai"]);
        let (bytes, _) = assemble(A4, &[(&document, 3), (&document, 0), (&document, 1)]);
        let made = read(&bytes);
        let outline: Dict = catalog(&made).get(b"Outlines").unwrap();
        let mut next = outline.get::<Dict>(b"First");
        let mut titles = Vec::new();
        let mut pages = Vec::new();
        while let Some(bookmark) = next {
            titles.push(text(&bookmark.get(b"Title").unwrap()));
            let page: Dict = bookmark.get::<Array>(b"Dest").unwrap().iter().next().unwrap();
            let same = |other: &Page| other.raw().obj_id() == page.obj_id();
            pages.push(made.pages().iter().position(same).unwrap());
            next = bookmark.get::<Dict>(b"Next");
        }
        assert_eq!(titles, ["Sở số 0 (3 bản)", "Sở số 2 (1 bản)"]);
        assert_eq!(pages, [0, 6]);
        assert_eq!(outline.get::<i32>(b"Count"), Some(2));

        let labels: Dict = catalog(&made).get(b"PageLabels").unwrap();
        let leaf: Dict = labels.get::<Array>(b"Kids").unwrap().iter().next().unwrap();
        let starts: Vec<i32> = leaf
            .get::<Array>(b"Nums")
            .unwrap()
            .iter::<Object>()
            .filter_map(Object::into_i32)
            .collect();
        assert_eq!(starts, [0, 2, 4, 6]);
    }

    #[test]
    fn a_large_set_has_a_balanced_tree() {
        let document = landscape(&["Một"]);
        // 256 × 256 pages fill two levels; one more opens a third.
        for (copies, depth) in [(256, 1), (257, 2), (65_536, 2), (65_537, 3)] {
            let (bytes, count) = assemble(ONE, &[(&document, copies)]);
            let made = read(&bytes);
            assert_eq!(made.pages().len(), count.pages);
            let mut node: Dict = catalog(&made).get(b"Pages").unwrap();
            assert_eq!(node.get::<usize>(b"Count"), Some(count.pages));
            let mut levels = 0;
            while let Some(kids) = node.get::<Array>(b"Kids") {
                assert!(kids.raw_iter().count() <= 256);
                let parent = node.obj_id();
                node = kids.iter().last().unwrap();
                assert_eq!(node.get_ref(b"Parent").map(ObjectIdentifier::from), parent);
                levels += 1;
            }
            assert_eq!(levels, depth);
            let mut node: Dict = catalog(&made).get(b"PageLabels").unwrap();
            while let Some(kids) = node.get::<Array>(b"Kids") {
                assert!(kids.raw_iter().count() <= 256);
                node = kids.iter().last().unwrap();
            }
            let last = node.get::<Array>(b"Limits").and_then(|limits| limits.iter::<i32>().last());
            assert_eq!(last, i32::try_from(copies - 1).ok());
        }
    }

    #[test]
    fn a_damaged_document_is_an_error_with_its_title_and_the_set_goes_on() {
        let document = landscape(&["Một", "Hai"]);
        let (expected, _) = assemble(A4, &[(&document, 1)]);
        let mut bytes = Vec::new();
        let mut set = PrintSet::new(&mut bytes, A4).unwrap();
        let cut = &document[..document.len() / 2];
        let lost_page = String::from_utf8_lossy(&document).replacen("/Count 2", "/Count 3", 1);
        let lost_page = lost_page.into_bytes();
        for damaged in [&b""[..], b"%PDF-1.7\n%%EOF", cut, &lost_page] {
            let error = set.add("Sở Tài chính", damaged, 1).unwrap_err();
            assert!(error.to_string().contains("“Sở Tài chính”"), "{error}");
        }
        set.add("Sở số 0", &document, 1).unwrap();
        set.finish().unwrap();
        assert!(bytes == expected);
    }

    #[test]
    fn an_empty_set_is_an_error() {
        assert!(PrintSet::new(Vec::new(), A4).unwrap().finish().is_err());
    }
}
