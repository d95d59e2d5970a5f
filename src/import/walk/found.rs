//! What is found in a plan: tasks, group rows, lines passed over, and their count.
//!
//! Invariant: texts are as the plan says them; nothing is resolved yet.

use crate::import::speech::attribute::Attribute;
use crate::model::draft::SecondReading;
use crate::source::Location;

/// A task as the text gives it.
#[derive(Debug, Clone)]
pub struct FoundTask {
    /// Where its sentence begins.
    pub at: Location,
    /// What is to be done, as written, without who does it.
    pub content: String,
    /// The headings above it with their marks, the highest first.
    pub group: Vec<String>,
    /// The mark of the block that it stands in: "1.1".
    pub block: String,
    /// Who leads, as written.
    pub lead: Vec<String>,
    /// Who supports, as written.
    pub support: Vec<String>,
    /// The deadline, as written.
    pub deadline: Option<String>,
    /// Values of other fields.
    pub others: Vec<Attribute>,
    /// The paragraph as it stands.
    pub sentence: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// By what it is known, in the words of a clerk.
    pub why: &'static str,
    /// The second reading of the same words.
    pub other: Option<SecondReading>,
    /// Whether it is a row of a table of the text.
    pub from_table: bool,
}

/// How sure a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// To be read against the text.
    Low,
    /// Known by its place, or by a form that may mean something else.
    Medium,
    /// The text says so in words.
    High,
}

impl Confidence {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::High => "high",
            Confidence::Medium => "medium",
            Confidence::Low => "low",
        }
    }

    /// Its name for a clerk.
    pub fn in_words(self) -> &'static str {
        match self {
            Confidence::High => "chắc chắn",
            Confidence::Medium => "nên xem lại",
            Confidence::Low => "cần xem lại",
        }
    }
}

/// A line that became no row.
#[derive(Debug, Clone)]
pub struct PassedOver {
    /// Where it stands.
    pub at: Location,
    /// The line as it stands.
    pub text: String,
    /// Why, in the words of a clerk.
    pub why: &'static str,
    /// Whether it stands in the part of tasks.
    pub in_tasks: bool,
}

/// An entry of the draft, in reading order.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A group row: its depth from 1, its title, its place.
    Group(usize, String, Location),
    /// A task.
    Task(Box<FoundTask>),
}

/// What became of the items of the part of tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All: bullets, numbered items, paragraphs under them.
    pub items: usize,
    /// Items that are tasks.
    pub tasks: usize,
    /// Items that are group rows.
    pub groups: usize,
    /// Items that only say who does those under them.
    pub blocks: usize,
    /// Items that say who or when of a task beside them.
    pub attributes: usize,
    /// Items passed over.
    pub passed: usize,
}

/// All that was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Groups and tasks.
    pub entries: Vec<Entry>,
    /// Lines that became no row.
    pub passed: Vec<PassedOver>,
    /// The count.
    pub tally: Tally,
    /// Sentences that assign, wherever they stand.
    pub assignments: usize,
    /// Items whose subject is a body, in sentences that do not say that they assign.
    pub subjects: usize,
    /// Headings that are known to open a part.
    pub parts: usize,
    /// Items of the part of implementation that give work to a body and were left out.
    pub implementation: usize,
    /// Tasks that the part of implementation gave all the same.
    pub of_implementation: usize,
}

/// Choices.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// Take the part "Tổ chức thực hiện" as tasks too.
    pub implementation: bool,
}
