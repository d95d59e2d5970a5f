//! What was decided for one body at one place of a plan, and why.
//!
//! Invariant: a decision that is not [`Sureness::Open`] names its basis.

use crate::source::Location;

/// How sure a successor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// A person must decide; nothing was changed.
    Open,
    /// By the words of the task.
    ByFunction,
    /// By the ground that a district had.
    ByTerritory,
    /// The law names one successor.
    ByLaw,
    /// A person chose.
    ByPerson,
}

impl Sureness {
    /// For a clerk.
    pub fn in_words(self) -> &'static str {
        match self {
            Sureness::Open => "Cần quyết định",
            Sureness::ByFunction => "Khá chắc, theo nội dung",
            Sureness::ByTerritory => "Khá chắc, theo địa bàn",
            Sureness::ByLaw => "Chắc",
            Sureness::ByPerson => "Người lập chọn",
        }
    }
}

/// Where in a plan a body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// It leads.
    Lead,
    /// It supports.
    Support,
    /// It stands in Nơi nhận.
    Recipient,
    /// It issues the document, or the document's own lines name it.
    Document,
    /// The day of the document; open where the new one is before it.
    Day,
    /// The number of the document.
    Number,
    /// A text of the task names it.
    Wording,
}

impl Place {
    /// For a clerk.
    pub fn in_words(self) -> &'static str {
        match self {
            Place::Lead => "chủ trì",
            Place::Support => "phối hợp",
            Place::Recipient => "nơi nhận",
            Place::Document | Place::Day | Place::Number => "văn bản",
            Place::Wording => "trong nội dung",
        }
    }
}

/// Who does the work of a body that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The successors, by their names in full; of an open choice those among which to choose.
    pub to: Vec<String>,
    /// How sure.
    pub sureness: Sureness,
    /// In the words of a clerk.
    pub reason: String,
    /// The decree and its article; empty where nothing was decided.
    pub basis: String,
}

/// One body at one place of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The task, from 1; `None` outside the tasks.
    pub task: Option<usize>,
    /// What the task is about, or the line that names the body.
    pub content: String,
    /// Where it stands.
    pub place: Place,
    /// For messages.
    pub at: Location,
    /// As written.
    pub before: String,
    /// As written now; the same where nothing was changed.
    pub after: String,
    /// Who, how sure, why.
    pub choice: Choice,
}

impl Decision {
    /// Whether a person must decide.
    pub fn is_open(&self) -> bool {
        self.choice.sureness == Sureness::Open
    }
}
