//! A source as the page holds it: the JSON that it is given, edits, and posts back whole.
//!
//! Invariant: values are as written; places and traces are for showing and mean nothing here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::finding::Finding;

/// A source. Keys that are not known are passed over: the page may have marks of its own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// The name of the folder or file: of the archive and of the folder in it.
    pub name: String,
    /// What it says of the document.
    pub document: PlanDocument,
    /// Group rows and tasks in reading order.
    pub rows: Vec<PlanRow>,
    /// Its own agencies.
    pub agencies: Vec<PlanAgency>,
    /// Its own collectives.
    pub collectives: Vec<PlanCollective>,
    /// What reading found and nobody has mended yet; its errors stop a build.
    pub reading: Vec<Finding>,
    /// What of the files was not taken for a task.
    pub passed_over: Vec<PassedOver>,
    /// Of a plan in sentences: its text as it was read, to stand beside the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<TextLine>,
}

/// A paragraph of a plan in sentences.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TextLine {
    /// Its place, in the words of the traces of tasks.
    pub at: String,
    /// Its words, with the number that Word gives it.
    pub text: String,
    /// Whether it looks like a heading.
    pub heading: bool,
}

/// The document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDocument {
    /// Values by the keys of [`DocumentField`](crate::model::DocumentField).
    pub fields: BTreeMap<String, String>,
    /// Căn cứ.
    pub basis: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<PlanRecipient>,
    /// Where the values of `fields` stand in the clerk's file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, String>,
}

/// A line of Nơi nhận.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanRecipient {
    /// Who receives it.
    pub name: String,
    /// How many copies.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub copies: String,
}

/// A row of the table.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PlanRow {
    /// A group row.
    Group(PlanGroup),
    /// A task row.
    Task(PlanTask),
}

/// A group row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanGroup {
    /// Unique in the plan; findings name rows by it.
    pub id: u32,
    /// Depth from 1.
    #[serde(default)]
    pub level: usize,
    /// The title without its number.
    #[serde(default)]
    pub title: String,
    /// Where it stands in the clerk's file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// A task row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanTask {
    /// Unique in the plan; findings name rows by it.
    pub id: u32,
    /// Values by the keys of [`Field`](crate::model::Field).
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
    /// Where it stands in the clerk's file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Where its values stand there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, String>,
    /// The id that a file of ours gives it: "nv-001".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// Of a task found in prose: where it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<PlanTrace>,
}

/// Where a task of a plan in sentences was taken from.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanTrace {
    /// Its place in the clerk's file.
    pub place: String,
    /// The sentence as it stands.
    pub sentence: String,
    /// How sure it is, and by what it is known.
    pub why: String,
    /// Another way to read the same words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<PlanReading>,
}

/// Another way to read the words of a task, as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanReading {
    /// What is to be done, so read.
    pub content: String,
    /// Who leads, so read.
    pub lead: Vec<String>,
    /// Who supports, so read.
    pub support: Vec<String>,
}

/// An agency of the source's own; empty is absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanAgency {
    /// Full name.
    pub name: String,
    /// Its id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The heading of its matrix column.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// The kind of body.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// First day it exists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The day it ceased.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Ids of its successors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
}

/// A collective of the source's own; empty is absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanCollective {
    /// The phrase.
    pub name: String,
    /// Its id.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Other wordings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Members by id or name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// Members by kind of body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Whether it has no declared members.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub open: String,
    /// First day it is in use.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The day it fell out of use.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// A part of a file that was not taken for a task.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PassedOver {
    /// Where it stands.
    pub at: String,
    /// Its words.
    pub text: String,
    /// Why it was passed over.
    pub why: String,
}

impl PlanRow {
    /// Its id.
    pub fn id(&self) -> u32 {
        match self {
            PlanRow::Group(group) => group.id,
            PlanRow::Task(task) => task.id,
        }
    }
}
