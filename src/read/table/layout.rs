//! What the columns of a task table mean, once they are known.
//!
//! Invariant: the layout holds only data. `columns` finds the meaning of each column.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Field;
use crate::read::grid::GridRow;
use crate::text::key;
use crate::vocabulary::labels::Label;

/// The columns of a task table.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The first row of the headings.
    pub top: u32,
    /// The first row below them.
    pub first: u32,
    /// The field of each column. Several columns may name bodies that support.
    pub fields: BTreeMap<u32, Field>,
    /// The columns that tasks are grouped by, from the widest group to the closest.
    pub groups: Vec<u32>,
    /// Columns of a matrix, a body each, with their headings.
    pub bodies: BTreeMap<u32, String>,
    /// Whether the heading over a column's own says who leads or supports: "Cơ quan phối hợp" over
    /// bodies. "Cơ quan thực hiện" says neither.
    pub under: BTreeMap<u32, Field>,
    /// The column that says what the body beside it does: "Chủ trì" or "Phối hợp" in each row.
    pub role: Option<u32>,
    /// Columns of ticks below a time, with the time that each means: "Quý II".
    pub periods: BTreeMap<u32, String>,
    /// Columns that are kept as notes, with their headings.
    pub unknown: BTreeMap<u32, String>,
    /// Columns of marks that only an extract of ours has, to be filled in by the agency.
    pub reports: BTreeSet<u32>,
    /// What the clerk must know of a column.
    pub remarks: Vec<Remark>,
    /// The headings of each column, as keys.
    pub words: BTreeMap<u32, BTreeSet<String>>,
    /// What the heading of each column may mean.
    pub labels: BTreeMap<u32, Vec<Label>>,
}

/// What the clerk must know of a column.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The column.
    pub column: u32,
    /// Its heading.
    pub words: String,
    /// What it is about.
    pub about: About,
}

/// What a remark on a column is about.
#[derive(Debug, Clone)]
pub enum About {
    /// It means what another column means, by its letter.
    Twice(String),
    /// Its bodies support, because another column, by its heading, says who leads.
    Supports(String),
    /// Its bodies neither lead nor support, because other columns say who does; it is kept as notes.
    /// The headings of these columns.
    Neither(String),
    /// The table has no headings, and its columns were told by its cells; the headings in their order.
    Reordered,
    /// It is hidden, and one that shows means the same, by its letter; it is not read.
    Unseen(String),
    /// It names bodies, and nothing says in which role; the column that leads, by its heading.
    Agencies(String),
}

impl Layout {
    /// The first column of a field.
    pub fn column(&self, wanted: Field) -> Option<u32> {
        self.fields.iter().find(|(_, field)| **field == wanted).map(|(column, _)| *column)
    }

    /// Whether a column says who leads.
    pub fn says_lead(&self) -> bool {
        self.column(Field::Lead).is_some() || !self.bodies.is_empty()
    }

    /// Whether a row repeats the headings, as at the top of a page.
    pub fn repeats(&self, row: &GridRow) -> bool {
        let same = |column: u32, text: &str| {
            self.words.get(&column).is_some_and(|words| words.contains(&key(text)))
        };
        row.cells.len() >= 2 && row.cells.iter().all(|cell| same(cell.column, &cell.text))
    }

    /// The same columns, for a table that goes on without headings of its own.
    pub fn continued(&self) -> Layout {
        Layout { top: 1, first: 1, remarks: Vec::new(), ..self.clone() }
    }
}
