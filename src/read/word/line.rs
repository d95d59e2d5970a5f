//! The runs of a paragraph, as they come → the text of the paragraph and its look.
//!
//! Invariant: the texts of neighbouring runs in one font are joined before they are decoded,
//! because a syllable in an encoding before Unicode may be spread over several runs.

use std::borrow::Cow;
use std::rc::Rc;

use super::properties::{ParagraphProperties, RunProperties};
use super::symbol;
use crate::text::legacy::{Legacy, of_cell};
use crate::text::note_mark::is_note_mark;

/// A paragraph while it is read.
#[derive(Default)]
pub struct Line {
    /// What the paragraph says of itself.
    pub properties: ParagraphProperties,
    /// What the open run says of itself.
    pub run: RunProperties,
    /// What holds for its runs by its style, once looked up.
    pub text: Option<RunProperties>,
    /// The fields that are open in it.
    pub fields: Fields,
    pieces: Vec<Piece>,
}

/// The fields that a paragraph has begun. One without an end must not swallow the paragraphs
/// behind it, so each paragraph begins with none.
#[derive(Default)]
pub struct Fields {
    depth: u32,
    /// The depth of the outermost field whose code, and not yet its result, is being read.
    code: Option<u32>,
}

/// A stretch of one look.
#[derive(Debug)]
struct Piece {
    text: String,
    font: Rc<str>,
    bold: bool,
    struck: bool,
    hidden: bool,
    raised: bool,
}

/// A paragraph's text and the look of all of it.
#[derive(Debug, Default)]
pub struct Shown {
    pub text: String,
    pub legacy: Option<Legacy>,
    pub bold: bool,
    pub struck: bool,
    pub hidden: bool,
    pub unseen: Option<String>,
    pub dropped: Option<String>,
}

impl Fields {
    /// Goes on to the part of a field that a `w:fldChar` of this kind begins.
    pub fn mark(&mut self, kind: &str) {
        if kind == "begin" {
            self.depth += 1;
            self.code = self.code.or(Some(self.depth));
            return;
        }
        if self.code == Some(self.depth) {
            self.code = None;
        }
        if kind == "end" {
            self.depth = self.depth.saturating_sub(1);
        }
    }

    /// Whether what comes is code, even if it is the result of a field inside.
    pub fn in_code(&self) -> bool {
        self.code.is_some()
    }
}

impl Line {
    /// Adds text with the look that holds for it; says whether the look changes there.
    pub fn push(&mut self, text: &str, look: &RunProperties) -> bool {
        let font = look.font.clone().unwrap_or_default();
        let text = symbol::shown(&font, text);
        let bold = look.bold == Some(true);
        let struck = look.struck == Some(true);
        let hidden = look.hidden == Some(true);
        let raised = look.raised == Some(true);
        if let Some(last) = self.pieces.last_mut() {
            let same = (last.bold, last.struck, last.hidden, last.raised)
                == (bold, struck, hidden, raised);
            if same && last.font == font {
                last.text.push_str(&text);
                return false;
            }
        }
        let text = Cow::into_owned(text);
        self.pieces.push(Piece { text, font, bold, struck, hidden, raised });
        self.pieces.len() > 1
    }

    /// Puts the text of a paragraph before, whose mark has been deleted.
    pub fn join_after(&mut self, before: Line) {
        let own = std::mem::replace(&mut self.pieces, before.pieces);
        self.pieces.extend(own);
    }

    /// Whether it holds no text.
    pub fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }

    /// Its text, without the marks of notes. Hidden text, and what is struck beside what is not, is left
    /// out and told; where all is hidden or struck it is kept, and said to be.
    pub fn shown(mut self) -> Shown {
        let all = |pieces: &[Piece], is: fn(&Piece) -> bool| {
            let mut inked = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).peekable();
            inked.peek().is_some() && inked.all(is)
        };
        let hidden = all(&self.pieces, |piece| piece.hidden);
        let mut unseen = String::new();
        if !hidden {
            for piece in self.pieces.iter().filter(|piece| piece.hidden) {
                unseen.push_str(&piece.text);
            }
            self.pieces.retain(|piece| !piece.hidden);
        }
        self.drop_note_marks();
        let dropped = self.take_struck();
        let mut shown = Shown {
            bold: all(&self.pieces, |piece| piece.bold),
            struck: all(&self.pieces, |piece| piece.struck),
            hidden,
            unseen: Some(unseen).filter(|text| !text.trim().is_empty()),
            dropped,
            ..Shown::default()
        };
        for (font, text) in by_font(&self.pieces) {
            match of_cell(font, &text) {
                Some(legacy) => {
                    shown.text.push_str(&legacy.decode(&text));
                    shown.legacy = shown.legacy.or(Some(legacy));
                }
                None => shown.text.push_str(&text),
            }
        }
        shown
    }
}

impl Line {
    /// Takes out what is struck beside what is not.
    fn take_struck(&mut self) -> Option<String> {
        let is_kept = |piece: &Piece| !piece.struck && piece.text.contains(char::is_alphanumeric);
        let struck = self.pieces.iter().filter(|piece| piece.struck);
        let text = struck.map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        if text.trim().is_empty() || !self.pieces.iter().any(is_kept) {
            return None;
        }
        self.pieces.retain(|piece| !piece.struck);
        Some(text)
    }

    /// Leaves out what is raised behind a word to point to a note.
    fn drop_note_marks(&mut self) {
        if !self.pieces.iter().any(|piece| piece.raised) {
            return;
        }
        // The last words are enough to tell a mark from a power.
        const BEHIND: usize = 40;
        let mut before = String::new();
        let mut pieces = std::mem::take(&mut self.pieces).into_iter().peekable();
        while let Some(mut piece) = pieces.next() {
            while let Some(more) =
                pieces.next_if(|next| next.raised == piece.raised && piece.raised)
            {
                piece.text.push_str(&more.text);
            }
            if piece.raised && is_note_mark(&before, &piece.text) {
                continue;
            }
            before.push_str(&piece.text);
            let from = before.char_indices().rev().nth(BEHIND).map_or(0, |(index, _)| index);
            before.drain(..from);
            self.pieces.push(piece);
        }
    }
}

fn by_font(pieces: &[Piece]) -> impl Iterator<Item = (Option<&str>, String)> {
    pieces.chunk_by(|piece, next| piece.font == next.font).map(|group| {
        let font = group.first().map(|piece| &*piece.font).filter(|font| !font.is_empty());
        (font, group.iter().map(|piece| piece.text.as_str()).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(font: &str, bold: bool) -> RunProperties {
        RunProperties { font: Some(Rc::from(font)), bold: Some(bold), ..Default::default() }
    }

    #[test]
    fn runs_in_one_font_are_decoded_as_one_text() {
        let mut line = Line::default();
        let runs = [
            ("S\u{EB} C", ".VnTime", true),
            ("\u{AB}", ".VnTime", false),
            ("ng", ".VnTime", false),
        ];
        let changes = runs.map(|(text, font, bold)| line.push(text, &look(font, bold)));
        assert_eq!(changes, [false, true, false]);
        line.push(" Sở", &look("", false));
        let groups: Vec<_> = by_font(&line.pieces).collect();
        let expected =
            [(Some(".VnTime"), String::from("S\u{EB} C\u{AB}ng")), (None, String::from(" Sở"))];
        assert_eq!(groups, expected);
    }
}
