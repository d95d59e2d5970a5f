//! What a reader saw: every value as written, with its place. Nothing is resolved yet.
//!
//! Invariant: all readers fill the same `Draft`, so that nothing after them knows the format.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{DocumentField, Field};
use crate::source::{Located, Location};

/// A value as written.
pub type Text = Located<String>;

/// A source as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Where a fault of the source as a whole is reported; equal for all.
    pub at: Located<()>,
    /// What the source says of the document.
    pub document: DraftDocument,
    /// Group rows and tasks in reading order.
    pub outline: Vec<DraftEntry>,
    /// The source's own agencies.
    pub agencies: Vec<DraftAgency>,
    /// The source's own collectives.
    pub collectives: Vec<DraftCollective>,
    /// Of a plan in sentences: the lines that became no row.
    pub passed_over: Vec<PassedLine>,
    /// Of a source of tables: what they have room for.
    pub tables: Option<TableShape>,
}

/// What the tables of a source have room for, whether or not something stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableShape {
    /// The fields that have a column.
    pub fields: BTreeSet<Field>,
    /// Whether it is an extract of ours, which has some tasks of a plan, in an order of its own.
    pub is_extract: bool,
}

/// A line of a plan that became no row, in the words of a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedLine {
    /// Its place, as messages show it.
    pub place: String,
    /// The line as it stands.
    pub text: String,
    /// Why.
    pub why: String,
}

/// Where a row of a plan in sentences was taken from, in the words of a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Its place, as messages show it.
    pub place: String,
    /// The sentence as it stands, with its mark and with who does it.
    pub sentence: String,
    /// How sure the row is, and by what it is known.
    pub sureness: String,
    /// The second reading of the same words.
    pub other: Option<SecondReading>,
}

/// Another way to read the words of a task, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondReading {
    /// What is to be done, so read.
    pub content: String,
    /// Who leads, so read.
    pub lead: Vec<String>,
    /// Who supports, so read.
    pub support: Vec<String>,
}

impl SecondReading {
    /// For a clerk, each part on a line of its own: "Chủ trì: …", "Phối hợp: …", "Nội dung: …".
    pub fn in_words(&self) -> String {
        let mut lines = vec![format!("{LEAD}: {}", self.lead.join("; "))];
        if !self.support.is_empty() {
            lines.push(format!("{SUPPORT}: {}", self.support.join("; ")));
        }
        lines.push(format!("{CONTENT}: {}", self.content));
        lines.join("\n")
    }

    /// What [`SecondReading::in_words`] wrote; `None` where words are no such lines.
    pub fn from_words(words: &str) -> Option<SecondReading> {
        let after = |label: &str| {
            let at = words.find(&format!("{label}: "))?;
            words.get(at + label.len() + 2..)
        };
        let names = |label: &str| -> Vec<String> {
            let line = after(label).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let each = line.split("; ").map(str::trim).filter(|name| !name.is_empty());
            each.map(String::from).collect()
        };
        let content = after(CONTENT)?.trim().to_string();
        let (lead, support) = (names(LEAD), names(SUPPORT));
        (!lead.is_empty()).then_some(SecondReading { content, lead, support })
    }
}

/// Labels of the parts of a [`SecondReading`] in words.
const LEAD: &str = "Chủ trì";
const SUPPORT: &str = "Phối hợp";
const CONTENT: &str = "Nội dung";

/// What a source says of the document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftDocument {
    /// The fields with one value.
    pub fields: BTreeMap<DocumentField, Text>,
    /// Căn cứ: the documents it rests on.
    pub basis: Vec<Text>,
    /// Nơi nhận, in order.
    pub recipients: Vec<DraftRecipient>,
}

/// A line of Nơi nhận.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRecipient {
    /// Who receives it.
    pub name: Text,
    /// How many copies, as written.
    pub copies: Option<Text>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum DraftEntry {
    /// A group row.
    Group(DraftGroup),
    /// A task row.
    Task(DraftTask),
}

/// A group row.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftGroup {
    /// Depth from 1.
    pub level: usize,
    /// The title without its number.
    pub title: Text,
}

/// A task row.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftTask {
    /// The id that a file of ours gives it, "nv-001"; by its place in the source where absent.
    pub id: Option<String>,
    /// The row or node as a whole.
    pub at: Located<()>,
    /// The values; several where the source gives a list.
    pub values: BTreeMap<Field, Vec<Text>>,
    /// Of a plan in sentences: where the row was taken from.
    pub trace: Option<Trace>,
}

/// An agency that the source declares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftAgency {
    /// Full name; the only part that must be there.
    pub name: Option<Text>,
    /// Its id; made from the name when absent.
    pub id: Option<Text>,
    /// The heading of its matrix column.
    pub short: Option<Text>,
    /// The kind of body.
    pub kind: Option<Text>,
    /// Other names and abbreviations.
    pub aliases: Vec<Text>,
    /// First day it exists.
    pub from: Option<Text>,
    /// The day it ceased.
    pub until: Option<Text>,
    /// Ids of its successors.
    pub successors: Vec<Text>,
}

/// A collective that the source declares.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftCollective {
    /// The phrase; the only part that must be there.
    pub name: Option<Text>,
    /// Its id; made from the name when absent.
    pub id: Option<Text>,
    /// Other wordings.
    pub aliases: Vec<Text>,
    /// Members by id or name.
    pub members: Vec<Text>,
    /// Members by kind of body.
    pub kinds: Vec<Text>,
    /// Whether it has no declared members.
    pub open: Option<Text>,
    /// First day it is in use.
    pub from: Option<Text>,
    /// The day it fell out of use.
    pub until: Option<Text>,
}

impl Draft {
    /// An empty draft whose faults point at `at`.
    pub fn new(at: Location) -> Self {
        Draft {
            at: Located::new((), at),
            document: DraftDocument::default(),
            outline: Vec::new(),
            agencies: Vec::new(),
            collectives: Vec::new(),
            passed_over: Vec::new(),
            tables: None,
        }
    }
}

impl DraftTask {
    /// An empty row.
    pub fn new(at: Location) -> Self {
        DraftTask { id: None, at: Located::new((), at), values: BTreeMap::new(), trace: None }
    }

    /// The first value of a field.
    pub fn first(&self, field: Field) -> Option<&Text> {
        self.values.get(&field).and_then(|values| values.first())
    }

    /// All values of a field.
    pub fn all(&self, field: Field) -> &[Text] {
        self.values.get(&field).map_or(&[], Vec::as_slice)
    }
}
