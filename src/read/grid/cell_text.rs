//! The text of a cell as written, with the fonts of its parts → the text as it will be printed.
//!
//! Invariant: text in an encoding before Unicode is converted before it is cleaned, because
//! cleaning would drop some of its bytes (TCVN3 writes "ư" where Unicode has the soft hyphen).

use std::collections::HashMap;

use super::Mark;
use crate::read::limits;
use crate::text::legacy::{Legacy, may_be_legacy, of_cell};
use crate::text::note_mark::is_note_mark;
use crate::text::{clean, is_vietnamese, nfc};

/// Text as a file has it.
#[derive(Debug, Default, Clone)]
pub struct Written {
    /// Its parts, in order; nearly always one.
    pub runs: Vec<Run>,
}

/// A stretch of text in one font.
#[derive(Debug, Default, Clone)]
pub struct Run {
    /// The text, not cleaned.
    pub text: String,
    /// The font's name, where the file says one.
    pub font: Option<String>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it stands raised, as a power or the mark of a note does.
    pub raised: bool,
}

impl Written {
    /// Text in one font, or none.
    pub fn plain(text: impl Into<String>, font: Option<String>) -> Written {
        Written { runs: vec![Run { text: text.into(), font, ..Run::default() }] }
    }

    /// Whether some visible text is struck through.
    pub fn is_struck(&self) -> bool {
        self.runs.iter().any(|run| run.struck && !run.text.trim().is_empty())
    }

    /// Takes out what is struck beside what is not, and gives it; a text that is struck as a whole
    /// is kept.
    pub fn take_struck(&mut self) -> Option<String> {
        let is_kept = |run: &Run| !run.struck && run.text.contains(char::is_alphanumeric);
        if !self.is_struck() || !self.runs.iter().any(is_kept) {
            return None;
        }
        let struck = self.runs.iter().filter(|run| run.struck);
        let text = struck.map(|run| run.text.trim()).collect::<Vec<_>>().join(" ");
        self.runs.retain(|run| !run.struck);
        Some(text)
    }

    /// Takes out what is raised behind a word to point to a note.
    pub fn drop_note_marks(&mut self) {
        // The last words are enough to tell a mark from a power.
        const BEHIND: usize = 40;
        if !self.runs.iter().any(|run| run.raised) {
            return;
        }
        let mut kept: Vec<Run> = Vec::with_capacity(self.runs.len());
        for run in std::mem::take(&mut self.runs) {
            let before = kept.last().map_or("", |last| last.text.as_str());
            let from = before.char_indices().rev().nth(BEHIND).map_or(0, |(index, _)| index);
            let before = before.get(from..).unwrap_or_default();
            if !(run.raised && is_note_mark(before, &run.text)) {
                kept.push(run);
            }
        }
        self.runs = kept;
    }
}

/// The name of a font as far as Windows reads it: a longer one stands in many cells at once.
pub fn font_name(name: &str) -> &str {
    name.char_indices().nth(limits::FONT_NAME).map_or(name, |(end, _)| &name[..end])
}

/// The text, when its fonts do not tell whether it is of an encoding before Unicode and it may be.
pub fn undecided(written: &Written) -> Option<String> {
    let has_font = written
        .runs
        .iter()
        .any(|run| run.font.as_deref().is_some_and(|font| Legacy::of_font(font).is_some()));
    let text: String = written.runs.iter().map(|run| run.text.as_str()).collect();
    (!has_font && may_be_legacy(&text)).then_some(text)
}

/// The encodings of a sheet's undecided texts: where the sheet as a whole is of one, it explains
/// also those that are too short to tell; where it is Unicode, each is judged by itself. `modern`
/// counts the cells that are Unicode beyond doubt.
pub fn decide<'a>(texts: &[&'a str], modern: impl Fn() -> usize) -> Vec<Option<Legacy>> {
    // The same words stand in many cells.
    let mut known: HashMap<&str, Option<Legacy>> = HashMap::new();
    let of = |text: &&'a str| *known.entry(text).or_insert_with(|| Legacy::of_text(text));
    let found: Vec<Option<Legacy>> = texts.iter().map(of).collect();
    let votes = |legacy: Legacy| found.iter().filter(|each| **each == Some(legacy)).count();
    let candidates = [Legacy::Tcvn3, Legacy::Vni, Legacy::Windows1258];
    let Some(whole) = candidates.into_iter().max_by_key(|legacy| votes(*legacy)) else {
        return found;
    };
    if votes(whole) == 0 || votes(whole) < modern() {
        return found;
    }
    let of = |(text, own): (&&str, &Option<Legacy>)| {
        if whole.explains(text) { Some(whole) } else { *own }
    };
    texts.iter().zip(&found).map(of).collect()
}

/// The text as it will be printed, and what had to be done to it. Text without a telling font is
/// left as it is; [`decide`] comes later.
pub fn settle(written: &Written) -> (String, Option<Mark>) {
    let mut text = String::new();
    let mut legacy = None;
    for run in joined(&written.runs) {
        let font = run.font.as_deref().filter(|font| Legacy::of_font(font).is_some());
        match font.and_then(|font| of_cell(Some(font), &run.text)) {
            Some(found) => {
                legacy = legacy.or(Some(found));
                text.push_str(&found.decode(&run.text));
            }
            None => text.push_str(&run.text),
        }
    }
    let cleaned = clean(&text);
    let mark = match legacy {
        Some(legacy) => Some(Mark::Legacy(legacy)),
        None => is_repaired(&text).then_some(Mark::Repaired),
    };
    (cleaned, mark)
}

/// A text without a font, as it will be printed.
pub fn settled(text: &str) -> String {
    settle(&Written::plain(text, None)).0
}

/// Runs next to each other in one font: a syllable may be split over several.
fn joined(runs: &[Run]) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut().filter(|last| last.font == run.font) {
            Some(last) => last.text.push_str(&run.text),
            None => joined.push(run.clone()),
        }
    }
    joined
}

/// Whether cleaning changes more than spaces: decomposed letters, characters that cannot be seen,
/// "ƣ" of broken PDFs. Spaces of other kinds and line ends are in nearly every file.
fn is_repaired(text: &str) -> bool {
    let odd = |c: char| {
        !c.is_whitespace() && !c.is_control() && clean(c.encode_utf8(&mut [0; 4])) != c.to_string()
    };
    !is_vietnamese(text) && (nfc(text) != text || text.chars().any(odd))
}
