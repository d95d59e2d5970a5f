//! The lines above a table → the same broken by meaning, in the width of the page.
//!
//! Invariant: words and their order are those of the view; only where a line ends is decided here.

use serde::Serialize;

use super::letter_width::{POINTS, width};
use crate::style::Settings;
use crate::text::title::{Bonds, title_lines};
use crate::view::DocumentView;

/// What `chung/tieu-de.typ` and the parts of a Word file see as `lines`.
#[derive(Serialize)]
pub struct HeadLines {
    /// The title in capitals.
    pub title: Vec<String>,
    /// The title as written.
    title_written: Vec<String>,
    /// The title of the annex that an extract or an index is taken from; empty elsewhere.
    annex_title: Vec<String>,
    /// "(Kèm theo …)": of the parent, else of the document itself; empty without either.
    pub reference: Vec<String>,
    /// The same of the parent alone.
    parent: Vec<String>,
}

impl HeadLines {
    /// Lines as they are, such as the placeholders of a blank form.
    pub fn of_words(title: &str, reference: &str) -> HeadLines {
        let line = |words: &str| vec![words.to_string()];
        HeadLines {
            title: line(title),
            title_written: line(title),
            annex_title: Vec::new(),
            reference: line(reference),
            parent: line(reference),
        }
    }
}

/// Letters of a line, and the room that it has in points.
#[derive(Clone, Copy)]
pub struct Measure {
    /// Points.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Points.
    pub room: f64,
}

impl Measure {
    /// A text by its lines; `shown` is `written` as it prints.
    pub fn lines(self, (written, shown): (&str, &str), bonds: &Bonds) -> Vec<String> {
        /// Widths are estimated on the safe side, but for the rounding of the page.
        const SLACK: f64 = 0.98;
        if written.is_empty() {
            return Vec::new();
        }
        let measure = |text: &str| width(text, self.size, self.bold);
        title_lines((written, shown), bonds, &measure, self.room * SLACK)
    }
}

/// The lines above a table in a room of millimetres. `annex_title` is empty for the annex itself.
pub fn head_lines(
    document: &DocumentView,
    annex_title: &str,
    (settings, bonds): (&Settings, &Bonds),
    room: f64,
) -> HeadLines {
    let sizes = &settings.text;
    let room = room * POINTS;
    let title = Measure { size: sizes.title, bold: true, room };
    let body = Measure { size: sizes.body, bold: false, room };
    let in_brackets = |words: &str| match words {
        "" => Vec::new(),
        words => {
            let words = format!("({words})");
            body.lines((&words, &words), bonds)
        }
    };
    let references = [&document.reference, &document.own_reference];
    let reference = references.into_iter().find(|words| !words.is_empty());
    HeadLines {
        title: title.lines((&document.title, &document.title_capitals), bonds),
        title_written: title.lines((&document.title, &document.title), bonds),
        annex_title: Measure { bold: true, ..body }.lines((annex_title, annex_title), bonds),
        reference: in_brackets(reference.map_or("", String::as_str)),
        parent: in_brackets(&document.reference),
    }
}
