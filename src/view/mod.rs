//! What a template or a writer may see of a model: plain texts, in order, ready to print.
//!
//! Invariant: views borrow or copy, cannot fail, and hold nothing that a page does not show.
//!
//! # Where to change
//!
//! The lines above a table: `document`. The matrix: `matrix`. Counts: `statistics`. Which tasks an
//! extract has, and its parts: `extract`. Copies and their order: `circulation`. The index:
//! `index`.

mod annex;
mod circulation;
mod document;
mod extract;
mod index;
mod json;
mod matrix;
mod print_order;
mod statistics;

pub use annex::{AnnexView, GroupView, RowView, TaskView};
pub use circulation::{Addressee, CirculationView};
pub use document::DocumentView;
pub use extract::{CommonTasks, ExtractPart, ExtractView, Extracts, Role};
pub use index::{IndexRow, IndexView};
pub use json::model_json;
pub use matrix::{LegendEntry, Mark, MatrixRow, MatrixView};
pub use print_order::{PrintOrderView, PrintRow};
pub use statistics::{AgencyCount, PeriodCount, StatisticsView};

use crate::model::{Mode, NameForm};

/// Choices of one run that change what is printed.
#[derive(Debug, Clone, Copy)]
pub struct ViewOptions {
    /// How the document is issued.
    pub mode: Mode,
    /// How agencies are named in tables.
    pub names: NameForm,
}
