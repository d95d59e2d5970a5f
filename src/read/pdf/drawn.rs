//! A page of a PDF → its glyphs and its ruling lines, in points from the top left of the page as
//! shown.
//!
//! Invariant: every glyph that is drawn is kept, hidden ones with a mark. `ActualText` stands for
//! the glyphs it covers only where its parts and those that were drawn are in step.

use std::collections::VecDeque;

use hayro_interpret::font::Glyph as Given;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, Line, PathSeg, Point, Rect, Shape};

use super::super::unreadable::{TooLarge, Unreadable};
use super::actual_text;

/// The widest filled rectangle that is a ruling line.
const RULE_WIDTH: f64 = 3.0;

/// A page as drawn.
#[derive(Debug, Default)]
pub struct PdfPage {
    /// Its width as shown, after `/Rotate`.
    pub width: f64,
    /// Its height as shown.
    pub height: f64,
    /// What is written on it, in the order of drawing.
    pub glyphs: Vec<PdfGlyph>,
    /// Straight lines and thin rectangles.
    pub rules: Vec<PdfRule>,
}

/// A glyph, placed by the left end of its baseline.
#[derive(Debug, Clone)]
pub struct PdfGlyph {
    /// Its letters: none where an earlier glyph has them, U+FFFD where the file does not tell.
    pub text: String,
    /// From the left edge.
    pub x: f64,
    /// From the upper edge.
    pub y: f64,
    /// How far the next one stands; 0 where the font does not tell.
    pub advance: f64,
    /// The size of the font.
    pub size: f64,
    /// The direction of writing in degrees: 0 as usual, 90 upwards, 270 downwards.
    pub angle: u16,
    /// The font's name without the mark of a subset; empty where it has none.
    pub font: String,
    /// Whether it is drawn so that nobody sees it, as recognized text over a scan is.
    pub is_hidden: bool,
}

/// A straight line, or the middle line of a thin rectangle.
#[derive(Debug, Clone, Copy)]
pub struct PdfRule {
    /// Where it begins: from the left, from above.
    pub from: (f64, f64),
    /// Where it ends.
    pub to: (f64, f64),
}

/// What is drawn on a page.
///
/// # Errors
/// More glyphs and lines than there is room for.
pub fn page<'a>(
    page: &Page<'a>,
    (document, cache): (&'a Pdf, &InterpreterCache<'a>),
    settings: &InterpreterSettings,
    room: usize,
) -> Result<PdfPage, Unreadable> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, width.into(), height.into());
    let start = page.initial_transform(true).to_kurbo();
    let mut texts = actual_text::of(page);
    loop {
        let listed = texts.is_some();
        let mut canvas = Canvas::new(texts.take(), room);
        let mut context = Context::new(start, area, cache, document.xref(), settings.clone());
        interpret_page(page, &mut context, &mut canvas);
        if canvas.is_full {
            let limit = super::super::limits::PDF_GLYPHS;
            return Err(TooLarge { limit, what: "chữ và nét (glyphs and lines)" }.into());
        }
        // Parts that are not drawn put the list out of step; then the fonts' own letters are read.
        if !listed || canvas.in_step() {
            let (width, height) = (width.into(), height.into());
            return Ok(PdfPage { width, height, ..canvas.page });
        }
    }
}

/// Collects what the interpreter draws.
struct Canvas {
    page: PdfPage,
    room: usize,
    is_full: bool,
    /// The texts of marked parts to come.
    coming: Option<VecDeque<Option<String>>>,
    /// The texts of open parts; empty once a glyph has taken one.
    open: Vec<Option<String>>,
    out_of_step: bool,
}

impl Canvas {
    fn new(coming: Option<VecDeque<Option<String>>>, room: usize) -> Canvas {
        let page = PdfPage::default();
        Canvas { page, room, is_full: false, coming, open: Vec::new(), out_of_step: false }
    }

    fn in_step(&self) -> bool {
        !self.out_of_step && self.coming.as_ref().is_none_or(VecDeque::is_empty)
    }

    /// Whether one thing more may be kept.
    fn takes_one(&mut self) -> bool {
        let kept = self.page.glyphs.len() + self.page.rules.len();
        self.is_full |= kept >= self.room;
        !self.is_full
    }

    fn rule(&mut self, line: Line) {
        if self.takes_one() {
            let (from, to) = ((line.p0.x, line.p0.y), (line.p1.x, line.p1.y));
            self.page.rules.push(PdfRule { from, to });
        }
    }
}

/// The letters that the file gives for a glyph.
fn letters(glyph: &Given<'_>) -> String {
    match glyph.as_unicode() {
        Some(BfString::Char(letter)) => letter.to_string(),
        Some(BfString::String(letters)) => letters,
        None => String::from('\u{FFFD}'),
    }
}

/// A font's name without the marks that writers of PDFs add.
fn plain_name(name: String) -> String {
    let name = name.trim_end_matches("-Identity-H");
    name.split_once('+').map_or(name, |(_, name)| name).to_owned()
}

impl<'a> Device<'a> for Canvas {
    fn draw_glyph(
        &mut self,
        glyph: &Given<'a>,
        page: Affine,
        own: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let to_page = page * own;
        let origin = to_page * Point::ZERO;
        let em = to_page * Point::new(1000.0, 0.0) - origin;
        // Text that is filled and outlined is drawn twice.
        let again = |last: &PdfGlyph| last.x == origin.x && last.y == origin.y;
        let is_outlined = matches!(mode, GlyphDrawMode::Stroke(_));
        if is_outlined && self.page.glyphs.last().is_some_and(again) || !self.takes_one() {
            return;
        }
        let covering = self.open.iter_mut().rev().flatten().next().map(std::mem::take);
        let (advance, font) = match glyph {
            Given::Outline(outline) => {
                let name = outline.font_data().and_then(|data| data.postscript_name);
                (outline.advance_width().unwrap_or(0.0), plain_name(name.unwrap_or_default()))
            }
            Given::Type3(_) => (0.0, String::new()),
        };
        let degrees = (-em.y).atan2(em.x).to_degrees().round().rem_euclid(360.0);
        self.page.glyphs.push(PdfGlyph {
            text: covering.unwrap_or_else(|| letters(glyph)),
            x: origin.x,
            y: origin.y,
            advance: em.hypot() * f64::from(advance) / 1000.0,
            size: to_page.determinant().abs().sqrt() * 1000.0,
            angle: degrees as u16,
            font,
            is_hidden: matches!(mode, GlyphDrawMode::Invisible),
        });
    }

    fn draw_path(&mut self, path: &BezPath, page: Affine, _: &Paint<'a>, mode: &PathDrawMode) {
        let path = page * path.clone();
        if matches!(mode, PathDrawMode::Stroke(_)) {
            for segment in path.segments() {
                if let PathSeg::Line(line) = segment {
                    self.rule(line);
                }
            }
            return;
        }
        let (area, middle) = (path.bounding_box(), path.bounding_box().center());
        let width = area.width().min(area.height());
        if width <= RULE_WIDTH && path.area().abs() > 0.9 * area.area() {
            self.rule(if area.width() >= area.height() {
                Line::new((area.x0, middle.y), (area.x1, middle.y))
            } else {
                Line::new((middle.x, area.y0), (middle.x, area.y1))
            });
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], _: Option<i32>) {
        let text = match &mut self.coming {
            Some(coming) => coming.pop_front(),
            None => Some(None),
        };
        self.out_of_step |= text.is_none();
        self.open.push(text.flatten());
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
