//! A reader of finished PDFs, for assertions about what a person gets: text with its place, font
//! and colour, ruled lines, page sizes and document properties.
//!
//! Glyphs and strokes come from `hayro-interpret`; `ActualText` (which Typst writes where one glyph
//! stands for several characters, or for different ones in different places) is read from the
//! content stream beside it and wins over `ToUnicode`. All lengths are millimetres from the
//! top-left corner of the page as shown. A file that cannot be read makes it panic. Clipping is not
//! followed; images, curves and the `ActualText` of structure elements are left out.
#![allow(dead_code, reason = "a toolbox: not every accessor is in use")]

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::*;
use hayro_syntax::content::{TypedIter, ops::TypedInstruction as Op};
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Resources;
use kurbo::{Affine, BezPath, PathSeg, Point, Rect, Shape};

/// Millimetres in a point.
const MM: f64 = 25.4 / 72.0;
/// The widest filled rectangle that counts as a rule, in millimetres.
const RULE_MM: f64 = 1.1;

/// A finished document.
pub struct Pdf {
    pub pages: Vec<Page>,
    pub bytes: Vec<u8>,
}

/// One page: what is drawn on it, in drawing order.
#[derive(Default)]
pub struct Page {
    pub width_mm: f64,
    pub height_mm: f64,
    pub glyphs: Vec<Glyph>,
    pub strokes: Vec<Stroke>,
}

/// One visible glyph, placed by the left end of its baseline.
#[derive(Clone, Debug)]
pub struct Glyph {
    /// Its Unicode text: empty when an earlier glyph carries it (a cluster), U+FFFD when unknown.
    pub text: String,
    pub x_mm: f64,
    pub y_mm: f64,
    pub size_pt: f64,
    /// PostScript name without the subset prefix; `?` when there is none (Type 3).
    pub font: String,
    pub bold: bool,
    pub italic: bool,
    /// The colour as on white paper; black for gradients and patterns.
    pub color: [u8; 3],
    /// 0 when the font does not tell (Type 3).
    pub advance_mm: f64,
    /// The writing direction in degrees: 0 as usual, 90 upwards, 270 downwards.
    pub angle: i32,
}

/// A straight line, or a thin filled rectangle (then its middle line): a border or a rule.
#[derive(Clone, Debug)]
pub struct Stroke {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
    pub width_pt: f64,
    pub color: [u8; 3],
}

/// A run of text on one baseline within one table cell or column. Its size and font are those of
/// its first glyph; it is bold or italic if all of it is.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub x_mm: f64,
    /// The right end of the last visible glyph (of rotated text: the x of its end).
    pub x_end_mm: f64,
    pub y_mm: f64,
    pub size_pt: f64,
    pub bold: bool,
    pub italic: bool,
    pub font: String,
    /// As in [`Glyph::angle`].
    pub angle: i32,
}

impl Pdf {
    /// Reads a file.
    pub fn open(path: &Path) -> Pdf {
        Pdf::read(std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    }

    /// Reads a document in memory.
    pub fn read(bytes: impl Into<Vec<u8>>) -> Pdf {
        let bytes = bytes.into();
        let (doc, cache) = (parse(&bytes), InterpreterCache::new());
        let pages = doc.pages().iter().map(|page| {
            let (w, h) = page.render_dimensions();
            let settings = InterpreterSettings { render_annotations: false, ..Default::default() };
            let start = page.initial_transform(true).to_kurbo();
            let area = Rect::new(0.0, 0.0, w.into(), h.into());
            let mut context = Context::new(start, area, &cache, doc.xref(), settings);
            let mut reader = Reader::default();
            reader.list_actual_texts(page.typed_operations(), page.resources(), 0);
            interpret_page(page, &mut context, &mut reader);
            assert!(reader.actual.is_empty(), "marked content is out of step");
            [reader.page.width_mm, reader.page.height_mm] =
                [w, h].map(|side| (f64::from(side) * MM * 1000.0).round() / 1000.0);
            reader.page
        });
        let pages = pages.collect();
        Pdf { pages, bytes }
    }

    /// The text of all pages, line by line.
    pub fn text(&self) -> String {
        let pages: Vec<String> = self.pages.iter().map(Page::text).collect();
        pages.join("\n")
    }

    /// PostScript names of the fonts of the visible glyphs.
    pub fn fonts(&self) -> BTreeSet<String> {
        let glyphs = self.pages.iter().flat_map(|p| &p.glyphs);
        glyphs.map(|g| g.font.clone()).collect()
    }

    /// Title, Author, Subject, Keywords, Creator or Producer of the document information.
    pub fn info(&self, key: &str) -> Option<String> {
        let doc = parse(&self.bytes);
        let info = doc.metadata();
        let text = match key {
            "Title" => &info.title,
            "Author" => &info.author,
            "Subject" => &info.subject,
            "Keywords" => &info.keywords,
            "Creator" => &info.creator,
            "Producer" => &info.producer,
            _ => panic!("no such text in the document information: {key}"),
        };
        text.as_deref().map(text_string)
    }

    /// The document's language, e.g. `vi-VN`.
    pub fn catalog_lang(&self) -> Option<String> {
        let doc = parse(&self.bytes);
        let catalog: Dict<'_> = doc.xref().get(doc.xref().root_id())?;
        Some(text_string(&catalog.get::<PdfString<'_>>("Lang")?))
    }

    /// The XMP packet, or nothing.
    pub fn xmp(&self) -> String {
        let doc = parse(&self.bytes);
        let catalog: Dict<'_> = doc.xref().get(doc.xref().root_id()).expect("a catalog");
        catalog.get("Metadata").map_or_else(String::new, |packet: Stream<'_>| {
            String::from_utf8(packet.decoded().expect("XMP data").to_vec()).expect("UTF-8")
        })
    }

    /// Whether every font in the file, used or not, carries its font program.
    pub fn all_fonts_embedded(&self) -> bool {
        let doc = parse(&self.bytes);
        let mut dicts = doc.objects().into_iter().filter_map(Object::into_dict);
        dicts.all(|d| {
            let font = d.contains_key("BaseFont") && !d.contains_key("DescendantFonts");
            let own: Dict<'_> = d.get("FontDescriptor").unwrap_or_default();
            let programs = ["FontFile", "FontFile2", "FontFile3"];
            !font || programs.iter().any(|key| own.contains_key(key))
        })
    }
}

impl Glyph {
    /// Whether it shows nothing of its own: white space, or part of an earlier glyph's cluster.
    fn blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its place along its writing direction and across it.
    fn place(&self) -> (f64, f64) {
        let (sin, cos) = f64::from(self.angle).to_radians().sin_cos();
        let (x, y) = (self.x_mm, self.y_mm);
        (x * cos - y * sin, x * sin + y * cos)
    }
}

impl Page {
    /// Glyphs grouped by baseline (±0.3 mm), split at gaps wider than 1.5 em (4 em where a space
    /// is written, as in justified text) and at upright rules; from top to bottom and left to
    /// right, rotated text last. Raised and lowered signs are lines of their own.
    pub fn lines(&self) -> Vec<Line> {
        let mut rows: Vec<&Glyph> = self.glyphs.iter().collect();
        let rank = |g: &Glyph| (g.angle != 0, g.angle);
        rows.sort_by(|a, b| a.place().1.total_cmp(&b.place().1));
        rows.sort_by_key(|g| rank(g));
        let (mut lines, mut rest) = (Vec::new(), rows.as_mut_slice());
        while let Some(first) = rest.first().copied() {
            let level = |g: &&Glyph| g.angle == first.angle && g.place().1 <= first.place().1 + 0.3;
            let (row, below) = rest.split_at_mut(rest.partition_point(level));
            rest = below;
            row.sort_by(|a, b| a.place().0.total_cmp(&b.place().0));
            let cells = row.chunk_by(|a, b| {
                let (from, to) = (a.place().0 + a.advance_mm, b.place().0);
                let ems = if a.blank() || b.blank() { 4.0 } else { 1.5 };
                let ruled = a.angle == 0 && to - from > 0.3 && self.ruled(from, to, a.y_mm);
                to - from <= ems * a.size_pt.max(b.size_pt) * MM && !ruled
            });
            lines.extend(cells.filter_map(|cell| self.line(cell)));
        }
        lines
    }

    /// Whether an upright rule crosses the height `y` between two places.
    fn ruled(&self, from: f64, to: f64, y: f64) -> bool {
        self.strokes.iter().any(|s| {
            let (x, upright) = (s.x0.midpoint(s.x1), (s.x0 - s.x1).abs() < 0.1);
            upright && from < x && x < to && s.y0.min(s.y1) <= y && y <= s.y0.max(s.y1)
        })
    }

    /// Joins the glyphs of one cell. A gap over 0.25 em without a space glyph becomes a space, but
    /// not where a raised or lowered sign stands in it.
    fn line(&self, cell: &[&Glyph]) -> Option<Line> {
        let first = cell.iter().position(|g| !g.blank())?;
        let last = cell.iter().rposition(|g| !g.blank() || g.text.is_empty())?;
        let cell = &cell[first..=last];
        let (start, end) = (cell[0], cell[cell.len() - 1]);
        let mut text = start.text.clone();
        for (a, b) in cell.iter().zip(&cell[1..]) {
            let (from, to, em) = (a.place().0 + a.advance_mm, b.place().0, b.size_pt * MM);
            let sign = |g: &Glyph| {
                let inside = from - 0.1 < g.x_mm && g.x_mm + g.advance_mm < to + 0.1;
                inside && !g.blank() && (g.y_mm - b.y_mm).abs() < 0.6 * em
            };
            let spaced = text.ends_with(char::is_whitespace) || b.blank();
            if to - from > 0.25 * em && !spaced && !self.glyphs.iter().any(sign) {
                text.push(' ');
            }
            text.push_str(&b.text);
        }
        let all = |is: fn(&Glyph) -> bool| cell.iter().all(|g| g.blank() || is(g));
        Some(Line {
            x_mm: start.x_mm,
            x_end_mm: end.x_mm + end.advance_mm * f64::from(end.angle).to_radians().cos(),
            y_mm: start.y_mm,
            size_pt: start.size_pt,
            bold: all(|g| g.bold),
            italic: all(|g| g.italic),
            font: start.font.clone(),
            angle: start.angle,
            text,
        })
    }

    /// The text of the lines, one per line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.lines().into_iter().map(|l| l.text).collect();
        lines.join("\n")
    }

    /// The first line with `needle` in it; any white space, no-break too, is the same.
    pub fn find(&self, needle: &str) -> Option<Line> {
        self.find_all(needle).into_iter().next()
    }

    /// All lines with `needle` in them.
    pub fn find_all(&self, needle: &str) -> Vec<Line> {
        let plain = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
        let (needle, mut lines) = (plain(needle), self.lines());
        lines.retain(|l| plain(&l.text).contains(&needle));
        lines
    }
}

/// The document in `bytes`.
fn parse(bytes: &[u8]) -> hayro_syntax::Pdf {
    hayro_syntax::Pdf::new(bytes.to_vec()).expect("a readable PDF")
}

/// A PDF text string: UTF-16 or UTF-8 with a mark, else Latin-1 (near enough to PDFDocEncoding).
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let pairs = rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]]));
            String::from_utf16(&pairs.collect::<Vec<_>>()).expect("UTF-16 text")
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).expect("UTF-8 text"),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

/// A paint as it looks on white paper.
fn rgb(paint: &Paint<'_>) -> [u8; 3] {
    let black = [0, 0, 0, 255];
    let [r, g, b, a] = match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8(),
        Paint::Pattern(_) => black,
    };
    [r, g, b].map(|c| 255 - ((255 - u16::from(c)) * u16::from(a) / 255) as u8)
}

/// Collects a page from the interpreter's calls.
#[derive(Default)]
struct Reader {
    page: Page,
    /// `ActualText` of the marked-content sequences to come, in the order of their beginnings.
    actual: VecDeque<Option<String>>,
    /// The same of the open sequences; emptied when a glyph has taken it.
    open: Vec<Option<String>>,
}

impl Reader {
    /// Lists the marked-content sequences of a content stream and the forms it draws.
    fn list_actual_texts(&mut self, mut ops: TypedIter<'_>, res: &Resources<'_>, depth: u8) {
        while let Some(op) = ops.next() {
            match op {
                Op::BeginMarkedContent(_) => self.actual.push_back(None),
                Op::BeginMarkedContentWithProperties(sequence) => {
                    let properties = match sequence.1 {
                        Object::Name(name) => res.properties.get::<Dict<'_>>(name),
                        direct => direct.clone().into_dict(),
                    };
                    let text = properties.and_then(|d| d.get::<PdfString<'_>>("ActualText"));
                    self.actual.push_back(text.map(|t| text_string(&t)));
                }
                Op::XObject(drawn) if depth < 20 => {
                    let form = res.get_x_object(drawn.0).filter(|x| {
                        let kind = x.dict().get::<Name<'_>>("Subtype");
                        kind.is_some_and(|kind| kind.as_str() == "Form")
                    });
                    if let Some(form) = form {
                        let own = form.dict().get("Resources").unwrap_or_default();
                        let res = Resources::from_parent(own, res.clone());
                        let data = form.decoded().expect("a form's content");
                        self.list_actual_texts(TypedIter::new(&data), &res, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Drawn<'a>,
        page: Affine,
        own: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let to_page = page * own;
        let (origin, em) = (to_page * Point::ZERO, to_page * Point::new(1000.0, 0.0));
        let (x_mm, y_mm, em) = (origin.x * MM, origin.y * MM, em - origin);
        // Text that is filled and outlined is drawn twice.
        let again = |g: &Glyph| g.x_mm == x_mm && g.y_mm == y_mm;
        let outlined = matches!(mode, GlyphDrawMode::Stroke(_));
        let twice = outlined && self.page.glyphs.last().is_some_and(again);
        if twice || matches!(mode, GlyphDrawMode::Invisible) {
            return;
        }
        let actual = self.open.iter_mut().rev().flatten().next();
        let text = actual.map(std::mem::take);
        let coded = || match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) => s,
            None => "\u{fffd}".to_owned(),
        };
        let (advance, data) = match glyph {
            Drawn::Outline(o) => (o.advance_width().unwrap_or(0.0), o.font_data()),
            Drawn::Type3(_) => (0.0, None),
        };
        let weight = data.as_ref().and_then(|d| d.weight).unwrap_or(400);
        let slanted = data.as_ref().is_some_and(|d| d.is_italic);
        let name = data.and_then(|d| d.postscript_name);
        let name = name.unwrap_or_else(|| "?".to_owned());
        let named = |styles: &[&str]| styles.iter().any(|s| name.contains(s));
        self.page.glyphs.push(Glyph {
            text: text.unwrap_or_else(coded),
            x_mm,
            y_mm,
            size_pt: to_page.determinant().abs().sqrt() * 1000.0,
            bold: weight >= 600 || named(&["Bold", "Black", "Heavy"]),
            italic: slanted || named(&["Italic", "Oblique"]),
            font: name.trim_end_matches("-Identity-H").to_owned(),
            color: rgb(paint),
            advance_mm: em.hypot() * f64::from(advance) / 1000.0 * MM,
            angle: ((-em.y).atan2(em.x).to_degrees().round() as i32).rem_euclid(360),
        });
    }

    fn draw_path(&mut self, path: &BezPath, page: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        let mut rule = |line: kurbo::Line, width_pt: f64| {
            self.page.strokes.push(Stroke {
                x0: line.p0.x * MM,
                y0: line.p0.y * MM,
                x1: line.p1.x * MM,
                y1: line.p1.y * MM,
                width_pt,
                color: rgb(paint),
            });
        };
        let path = page * path.clone();
        if let PathDrawMode::Stroke(props) = mode {
            let width = f64::from(props.line_width) * page.determinant().abs().sqrt();
            for segment in path.segments() {
                if let PathSeg::Line(line) = segment {
                    rule(line, width);
                }
            }
            return;
        }
        let r = path.bounding_box();
        let (mid, width) = (r.center(), r.width().min(r.height()));
        if width * MM <= RULE_MM && path.area().abs() > 0.9 * r.area() {
            let wide = ((r.x0, mid.y), (r.x1, mid.y));
            let tall = ((mid.x, r.y0), (mid.x, r.y1));
            let ends = if r.width() >= r.height() { wide } else { tall };
            rule(kurbo::Line::new(ends.0, ends.1), width);
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        let text = self.actual.pop_front();
        self.open.push(text.expect("marked content in step"));
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip_path(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
}
