//! The bytes of a PDF → its pages as drawn: glyphs and ruling lines at their places, and the lines
//! of text that the glyphs make.
//!
//! Invariant: a letter that cannot be told stands as U+FFFD, and fonts that are missing are counted.
//! Annotations, filled fields of forms among them, are not read.

mod actual_text;
mod drawn;
mod lines;

pub use drawn::{PdfGlyph, PdfPage, PdfRule};
pub use lines::{PdfLine, PdfWord, lines as pdf_lines};

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_interpret::{InterpreterCache, InterpreterSettings, InterpreterWarning};
use hayro_syntax::{LoadPdfError, Pdf};

use super::limits::PDF_PAGES;
use super::unreadable::Unreadable;

/// A PDF as drawn.
#[derive(Debug)]
pub struct PdfText {
    /// Its pages, in their order.
    pub pages: Vec<PdfPage>,
    /// How often a font was wanted that the file does not carry or that nobody can read: the text
    /// in it is missing from the pages.
    pub fonts_missed: usize,
}

/// The pages of a PDF.
///
/// # Errors
/// The file is damaged, has a password, or is over a limit; the reason is in words.
pub fn pdf_text(bytes: &[u8]) -> Result<PdfText, String> {
    read(bytes).map_err(Unreadable::reason)
}

fn read(bytes: &[u8]) -> Result<PdfText, Unreadable> {
    let document = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Unreadable::Encrypted,
        LoadPdfError::Invalid => Unreadable::damaged("không đọc được PDF (not a readable PDF)"),
    })?;
    Unreadable::unless(document.pages().len(), PDF_PAGES, "trang (pages)")?;
    let missed = Arc::new(AtomicUsize::new(0));
    let (settings, cache) = (settings(&missed), InterpreterCache::new());
    let mut pages = Vec::new();
    let mut room = super::limits::PDF_GLYPHS;
    for page in document.pages().iter() {
        let drawn = drawn::page(page, (&document, &cache), &settings, room)?;
        room = room.saturating_sub(drawn.glyphs.len() + drawn.rules.len());
        pages.push(drawn);
    }
    Ok(PdfText { pages, fonts_missed: missed.load(Ordering::Relaxed) })
}

/// How pages are interpreted: without annotations, and with every font counted that is not there.
fn settings(missed: &Arc<AtomicUsize>) -> InterpreterSettings {
    let (absent, unsupported) = (Arc::clone(missed), Arc::clone(missed));
    InterpreterSettings {
        render_annotations: false,
        font_resolver: Arc::new(move |_| {
            absent.fetch_add(1, Ordering::Relaxed);
            None
        }),
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::UnsupportedFont) {
                unsupported.fetch_add(1, Ordering::Relaxed);
            }
        }),
        ..InterpreterSettings::default()
    }
}
