//! The glyphs of a page → words, and lines of words that stand on one baseline in one cell or
//! column.
//!
//! Invariant: every letter of the page stands in exactly one word; only white space is dropped.

use super::drawn::{PdfGlyph, PdfPage};

/// How far the glyphs of one line may stand above and below, in points.
const LEVEL: f64 = 0.85;

/// A distance within a line that stands for a space, in sizes of the font.
const SPACE: f64 = 0.25;

/// A distance that ends a line, in sizes of the font; justified lines have wide spaces.
const GAP: f64 = 1.5;
const JUSTIFIED_GAP: f64 = 4.0;

/// Words on one baseline.
#[derive(Debug, Clone)]
pub struct PdfLine {
    /// The words, in the direction of writing.
    pub words: Vec<PdfWord>,
    /// The direction of writing in degrees, as a glyph has it.
    pub angle: u16,
}

/// Letters without white space between them.
#[derive(Debug, Clone)]
pub struct PdfWord {
    /// The letters.
    pub text: String,
    /// Where the first glyph begins, from the left edge of the page.
    pub x: f64,
    /// Its baseline, from the upper edge.
    pub y: f64,
    /// The size of the first glyph's font.
    pub size: f64,
}

impl PdfLine {
    /// The words with single spaces.
    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// A glyph with its place along the direction of writing, and across it.
struct Placed<'a> {
    glyph: &'a PdfGlyph,
    along: f64,
    across: f64,
}

impl Placed<'_> {
    fn is_blank(&self) -> bool {
        self.glyph.text.trim().is_empty()
    }

    fn end(&self) -> f64 {
        self.along + self.glyph.advance
    }
}

/// The lines of a page: from above downwards and from left to right, turned text last.
pub fn lines(page: &PdfPage) -> Vec<PdfLine> {
    let mut glyphs: Vec<Placed<'_>> = page.glyphs.iter().map(placed).collect();
    glyphs.sort_by(|a, b| {
        a.glyph.angle.cmp(&b.glyph.angle).then_with(|| a.across.total_cmp(&b.across))
    });
    let (mut found, mut rest) = (Vec::new(), glyphs.as_mut_slice());
    while let Some((angle, across)) = rest.first().map(|first| (first.glyph.angle, first.across)) {
        let is_level = |one: &Placed<'_>| one.glyph.angle == angle && one.across <= across + LEVEL;
        let (row, below) = rest.split_at_mut(rest.partition_point(is_level));
        rest = below;
        row.sort_by(|a, b| a.along.total_cmp(&b.along));
        let parts = row.chunk_by(|a, b| !is_cut(page, a, b));
        found.extend(parts.map(|part| PdfLine { words: words(part), angle }));
    }
    found.retain(|line| !line.words.is_empty());
    found
}

fn placed(glyph: &PdfGlyph) -> Placed<'_> {
    let (sin, cos) = f64::from(glyph.angle).to_radians().sin_cos();
    let (along, across) = (glyph.x * cos - glyph.y * sin, glyph.x * sin + glyph.y * cos);
    Placed { glyph, along, across }
}

/// Whether a line ends between two glyphs: at a wide gap, or at a rule that stands between them.
fn is_cut(page: &PdfPage, one: &Placed<'_>, next: &Placed<'_>) -> bool {
    let ems = if one.is_blank() || next.is_blank() { JUSTIFIED_GAP } else { GAP };
    if next.along - one.end() > ems * one.glyph.size.max(next.glyph.size) {
        return true;
    }
    let (from, to, y) = (one.along, next.along, one.glyph.y);
    one.glyph.angle == 0
        && page.rules.iter().any(|rule| {
            let is_upright = (rule.from.0 - rule.to.0).abs() < 0.3;
            let x = rule.from.0.midpoint(rule.to.0);
            let (top, bottom) = (rule.from.1.min(rule.to.1), rule.from.1.max(rule.to.1));
            is_upright && from < x && x < to && top <= y && y <= bottom
        })
}

/// The words of the glyphs of a line.
fn words(line: &[Placed<'_>]) -> Vec<PdfWord> {
    let mut words: Vec<PdfWord> = Vec::new();
    let mut before: Option<&Placed<'_>> = None;
    let mut is_apart = true;
    for placed in line {
        let glyph = placed.glyph;
        is_apart |= before.is_some_and(|last| placed.along - last.end() > SPACE * glyph.size);
        for letter in glyph.text.chars() {
            if letter.is_whitespace() {
                is_apart = true;
                continue;
            }
            match words.last_mut() {
                Some(word) if !is_apart => word.text.push(letter),
                _ => words.push(PdfWord {
                    text: letter.to_string(),
                    x: glyph.x,
                    y: glyph.y,
                    size: glyph.size,
                }),
            }
            is_apart = false;
        }
        before = Some(placed);
    }
    words
}
