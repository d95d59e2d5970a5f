//! What one agency reported of one task, and what is wrong with it.
//!
//! Invariant: the words of a report are kept as they were written, whatever is wrong with them.

use super::dates::dates;
use super::faults::{DATE_IMPOSSIBLE, NO_REASON, NO_RESULT, PERCENT, STATE_MISSING, STATE_UNKNOWN};
use crate::diag::Diagnostic;
use crate::model::AgencyId;
use crate::source::{Located, Location};
use crate::text::{Date, key, nearest};
use crate::view::{REPORT_HEADINGS, ReportState, Role};

/// Places of the cells of a report in [`REPORT_HEADINGS`]: the state.
pub const STATE: usize = 0;
/// The result.
pub const RESULT: usize = 2;
/// The evidence.
pub const EVIDENCE: usize = 3;
/// The reason.
pub const REASON: usize = 4;

/// The cells of a report, each as it was written.
pub type Cells = [Located<String>; REPORT_HEADINGS.len()];

/// What one agency reported of one task.
#[derive(Debug)]
pub struct Report {
    /// The task, by its place in the plan.
    pub task: usize,
    /// Who reports.
    pub agency: AgencyId,
    /// What the agency does in the task.
    pub role: Role,
    /// Its row.
    pub at: Location,
    /// What was written.
    pub cells: Cells,
    /// The state, where it is one of the four.
    pub state: Option<ReportState>,
}

impl Report {
    /// The text of a cell.
    pub fn text(&self, cell: usize) -> &str {
        self.cells.get(cell).map_or("", |cell| &cell.value)
    }

    /// How many cells are filled in.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.value.is_empty()).count()
    }

    /// Whether another report says the same.
    pub fn agrees(&self, other: &Report) -> bool {
        self.cells
            .iter()
            .zip(&other.cells)
            .all(|(a, b)| a.value == b.value || key(&a.value) == key(&b.value))
    }

    /// The newest day that it speaks of as past: among its result and its evidence.
    pub fn newest_day(&self) -> Option<Date> {
        let told = [RESULT, EVIDENCE].map(|cell| dates(self.text(cell)).0);
        told.into_iter().flatten().max()
    }

    /// All that was written, on one line.
    pub fn in_words(&self) -> String {
        in_words(&self.cells)
    }

    /// What is wrong with its cells, each at its own.
    pub fn judge(&self) -> Vec<Diagnostic> {
        let [state, percent, result, evidence, reason] = &self.cells;
        let mut found = Vec::new();
        if state.value.is_empty() {
            // Who supports a task tells what it did; the state is the lead's to give.
            found.extend((self.role == Role::Lead).then(|| STATE_MISSING.at(state.at)));
        } else if self.state.is_none() {
            let fault = STATE_UNKNOWN.at(state.at).with("found", state.value.clone());
            found.push(fault.suggest(near_states(&state.value)));
        }
        if !percent.value.is_empty() && parse_percent(&percent.value).is_none() {
            found.push(PERCENT.at(percent.at).with("found", percent.value.clone()));
        }
        if let Some(own) = self.state {
            if own.is_done() && result.value.is_empty() {
                found.push(NO_RESULT.at(result.at).with("found", own.words()));
            }
            if own.is_late() && reason.value.is_empty() {
                found.push(NO_REASON.at(reason.at).with("found", own.words()));
            }
        }
        for cell in [result, evidence, reason] {
            let (_, impossible) = dates(&cell.value);
            let faults = impossible.into_iter();
            found.extend(faults.map(|date| DATE_IMPOSSIBLE.at(cell.at).with("found", date)));
        }
        found
    }
}

/// All that cells say, with their headings, on one line.
pub fn in_words(cells: &Cells) -> String {
    let told = cells.iter().zip(REPORT_HEADINGS).filter(|(cell, _)| !cell.value.is_empty());
    told.map(|(cell, heading)| format!("{heading}: {}", cell.value)).collect::<Vec<_>>().join("; ")
}

/// The state of a cell.
pub fn state_of(text: &str) -> Option<ReportState> {
    let folded = key(text);
    ReportState::ALL.into_iter().find(|state| key(state.words()) == folded)
}

/// What was meant by a state that is none: a slip, or the beginning of one ("Hoàn thành").
fn near_states(text: &str) -> Vec<String> {
    let words = ReportState::ALL.map(ReportState::words);
    let near = nearest(text, words);
    if !near.is_empty() {
        return near.into_iter().map(String::from).collect();
    }
    let folded = key(text);
    let shares = |words: &str| {
        let state = key(words);
        !folded.is_empty() && (state.starts_with(&folded) || folded.contains(&state))
    };
    words.into_iter().filter(|words| shares(words)).map(String::from).collect()
}

/// A percentage from 0 to 100: "60", "60%", "62,5".
pub fn parse_percent(text: &str) -> Option<f64> {
    let number = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = number.parse().ok()?;
    (is_plain && (0.0..=100.0).contains(&value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_stay_between_0_and_100() {
        assert_eq!([parse_percent("60"), parse_percent("62,5 %")], [Some(60.0), Some(62.5)]);
        for text in ["101", "-5", "1e1", "nửa", "NaN", ""] {
            assert_eq!(parse_percent(text), None, "{text}");
        }
    }

    #[test]
    fn states_are_read_in_any_letters_and_slips_are_offered() {
        assert_eq!(state_of("HOÀN THÀNH ĐÚNG HẠN "), Some(ReportState::DoneInTime));
        assert_eq!(state_of("Hoàn thành"), None);
        assert_eq!(near_states("Hoàn thành"), ["Hoàn thành quá hạn", "Hoàn thành đúng hạn"]);
        assert_eq!(near_states("Qua han"), ["Quá hạn"]);
        assert_eq!(near_states("xong"), Vec::<String>::new());
    }
}
