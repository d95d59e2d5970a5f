//! What a template or a writer may see of a model: plain texts, in order, ready to print.
//!
//! Invariant: views borrow or copy, cannot fail, and hold nothing that a page does not show.
//!
//! # Where to change
//!
//! The lines above a table: `document`. The matrix: `matrix`. Counts: `statistics`. Which tasks an
//! extract has, and its parts: `extract`. Copies and their order: `circulation`. The index:
//! `index`. What an agency fills in: `report_form`.

mod annex;
mod circulation;
mod document;
mod extract;
mod index;
mod json;
mod matrix;
mod print_order;
mod report_form;
mod statistics;

pub use annex::{AnnexView, GroupView, RowView, TaskView, tidied_cells};
pub use circulation::{Addressee, CirculationView};
pub use document::{DocumentView, in_capitals};
pub use extract::{BriefSupport, CommonTasks, ExtractPart, ExtractView, Extracts, Role};
pub use index::{IndexRow, IndexView};
pub use json::model_json;
pub use matrix::{LegendEntry, Mark, MatrixRow, MatrixView};
pub use print_order::{PrintOrderView, PrintRow};
pub use report_form::{ID_HEADING, REPORT_HEADINGS, ReportState};
pub use statistics::{AgencyCount, PeriodCount, StatisticsView};

use std::borrow::Cow;

use crate::model::{Mode, NameForm};
use crate::text::cell::tidy;

/// Choices of one run that change what is printed.
#[derive(Debug, Clone, Copy)]
pub struct ViewOptions {
    /// How the document is issued.
    pub mode: Mode,
    /// How agencies are named in tables.
    pub names: NameForm,
    /// Whether cells print as a careful typist would write them ([`crate::text::cell::tidy`]).
    pub tidy: bool,
}

impl ViewOptions {
    /// A text of a source as it prints.
    pub fn printed(self, text: &str) -> Cow<'_, str> {
        if self.tidy { tidy(text) } else { Cow::Borrowed(text) }
    }
}
