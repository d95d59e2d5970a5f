//! How far a run is: one bar on a terminal, one line per document otherwise.

use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::{complain, say};
use crate::batch::{Done, Outcome};
use crate::diag::Language;

/// Follows the documents of a run.
pub struct Progress<'a> {
    bar: Option<ProgressBar>,
    folder: &'a Path,
    language: Language,
    /// Documents made, not made again, and failed.
    counts: Counts,
    failures: Vec<String>,
}

/// How many documents ended how.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Made.
    pub made: usize,
    /// Not made again.
    pub unchanged: usize,
    /// Failed.
    pub failed: usize,
    /// Refused for a warning.
    pub refused: usize,
    /// Not begun, because the run was stopped.
    pub left: usize,
}

/// Fewer documents are made before a bar could be read.
const FEWEST_FOR_A_BAR: usize = 8;

impl<'a> Progress<'a> {
    /// Of a run of `documents` into a folder.
    pub fn new(documents: usize, folder: &'a Path, language: Language) -> Progress<'a> {
        let wanted = documents >= FEWEST_FOR_A_BAR && std::io::stderr().is_terminal();
        let bar = wanted.then(|| {
            let (rate, left) = match language {
                Language::Vi => ("tệp/giây", "còn"),
                Language::En => ("files/s", "left"),
            };
            let form = format!(
                "{{bar:30}} {{pos}}/{{len}}  {{rate}} {rate}, {left} {{eta}}  {{wide_msg}}"
            );
            let style = ProgressStyle::with_template(&form);
            let rate = |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            let style = style.map(|style| style.with_key("rate", rate));
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(documents as u64).with_style(style)
        });
        Progress { bar, folder, language, counts: Counts::default(), failures: Vec::new() }
    }

    /// Hears of a document.
    pub fn tell(&mut self, outcome: &Outcome) {
        let path = self.folder.join(&outcome.file);
        let pages = outcome.pages.map_or_else(String::new, |pages| match self.language {
            Language::Vi => format!("  {pages} trang"),
            Language::En => format!("  {pages} pages"),
        });
        let mut line = Some(format!("{}{pages}", path.display()));
        match &outcome.done {
            Done::Made => self.counts.made += 1,
            Done::Unchanged => {
                self.counts.unchanged += 1;
                let word =
                    if self.language == Language::Vi { "không đổi" } else { "unchanged" };
                line = line.map(|line| format!("{line}  ({word})"));
            }
            Done::Refused => {
                self.counts.refused += 1;
                line = None;
            }
            Done::Failed(error) => {
                self.counts.failed += 1;
                self.failures.push(format!("{}: {error:#}", path.display()));
                line = None;
            }
            Done::Left => {
                self.counts.left += 1;
                line = None;
            }
        }
        match (&self.bar, line) {
            (Some(bar), _) => {
                bar.set_message(outcome.file.clone());
                bar.inc(1);
            }
            (None, Some(line)) => say(&line),
            (None, None) => {}
        }
    }

    /// Takes the bar away, so that other lines can be printed.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Prints what failed and the counts.
    pub fn finish(self) -> Counts {
        let Counts { made, unchanged, failed, left, .. } = self.counts;
        let is_vietnamese = self.language == Language::Vi;
        for failure in &self.failures {
            let word = if is_vietnamese { "lỗi" } else { "error" };
            complain(&format!("{word}: {failure}"));
        }
        let mut words = match is_vietnamese {
            true => format!("{made} tệp đã tạo, {unchanged} không đổi"),
            false => format!("{made} made, {unchanged} unchanged"),
        };
        if failed > 0 {
            words.push_str(&match is_vietnamese {
                true => format!(", {failed} không tạo được"),
                false => format!(", {failed} failed"),
            });
        }
        if left > 0 {
            words.push_str(&match is_vietnamese {
                true => format!(", {left} chưa làm; chạy lại lệnh này để làm tiếp"),
                false => format!(", {left} left; run the same command to go on"),
            });
        }
        say(&format!("{}: {words}", self.folder.display()));
        self.counts
    }
}
