//! The plan itself: a document, its groups, its tasks and who does them.
//!
//! [`draft`] is what a reader saw; the types here are what `resolve` made of it.
//! Invariant: nothing here holds a name that is not resolved, and nothing knows a file format.
//!
//! # Where to change
//!
//! A field of a task or a document: `field`. How a deadline is understood: `deadline`. Numbers of
//! groups and tasks: `numbering`.

pub mod deadline;
pub mod draft;
pub mod field;
pub mod numbering;
mod task_id;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use deadline::{Deadline, When};
pub use field::{DocumentField, Field};
pub use numbering::Numbering;
pub use task_id::{TaskIds, bookmark_of_task, task_id, task_of_bookmark};

use crate::source::{Located, Location};
use crate::text::Date;
pub use crate::text::IssueDate;

/// A plan after `resolve`.
#[derive(Debug, PartialEq)]
pub struct Model {
    /// The document to print.
    pub document: Document,
    /// Groups in reading order; a group stands before its inner groups.
    pub groups: Vec<Group>,
    /// Tasks in reading order.
    pub tasks: Vec<Task>,
    /// Group rows and tasks in reading order.
    pub outline: Vec<Entry>,
    /// Every agency that a task names or a named collective has as member, in directory order.
    pub agencies: Vec<Agency>,
    /// Every collective that a task names.
    pub collectives: Vec<Collective>,
    /// Bodies of the same place and rank, of Nơi nhận or of the source itself that have no task.
    pub idle: Vec<Agency>,
    /// Names and abbreviations that the source itself declares, with their places.
    pub declared: Vec<Located<String>>,
}

/// A row of the table: an index into [`Model::groups`] or [`Model::tasks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A group row.
    Group(usize),
    /// A task row.
    Task(usize),
}

/// The document to print.
#[derive(Debug, PartialEq)]
pub struct Document {
    /// Loại văn bản: "Phụ lục", "Chương trình hành động"…
    pub kind: String,
    /// Số, ký hiệu of the document itself; an annex has none.
    pub number: Option<String>,
    /// Its date.
    pub date: IssueDate,
    /// Cơ quan ban hành.
    pub issuer: Option<Located<String>>,
    /// The issuer in [`Model::agencies`], where a task names it.
    pub issuer_agency: Option<AgencyId>,
    /// Cơ quan chủ quản.
    pub parent_issuer: Option<String>,
    /// Địa danh.
    pub place: Option<String>,
    /// Tiêu đề, as written; the style capitalises it.
    pub title: Located<String>,
    /// The document that this one goes with.
    pub parent: Option<ParentDocument>,
    /// Căn cứ.
    pub basis: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<Recipient>,
    /// Paper, electronic or draft.
    pub mode: Located<Mode>,
    /// The house style's name.
    pub style: Located<String>,
    /// The column preset's name, where the source chose one.
    pub columns: Option<Located<String>>,
    /// How tasks are numbered.
    pub numbering: Numbering,
    /// Whether a row (1) (2) (3) follows the headings, where the source chose.
    pub number_row: Option<bool>,
    /// The number of this annex, where the document has two or more.
    pub annex: Option<u32>,
    /// Notes printed below the table.
    pub notes: Option<String>,
    /// Every text of the document that some output prints, as written, with its place.
    pub texts: Vec<Located<String>>,
}

/// The document that this one goes with: "(Kèm theo Quyết định số …)".
#[derive(Debug, PartialEq)]
pub struct ParentDocument {
    /// "Quyết định", "Kế hoạch"…
    pub kind: String,
    /// Số, ký hiệu; a draft may have only "/QĐ-UBND".
    pub number: Option<String>,
    /// Its date.
    pub date: IssueDate,
    /// Who issues it.
    pub issuer: Option<String>,
    /// Where the source speaks of it.
    pub at: Located<()>,
}

/// A line of Nơi nhận.
#[derive(Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who receives it.
    pub name: String,
    /// How many copies; one by default.
    pub copies: u32,
    /// Which agencies of the plan it means.
    pub reach: Reach,
}

/// Whom a line of Nơi nhận means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Agencies by id, with a task or without.
    Agencies {
        /// Their ids, in order.
        ids: Vec<String>,
        /// Whether they are named themselves, not by a phrase.
        named: bool,
    },
    /// Every agency with a task: "Như Điều 3" of the decision that gives the tasks.
    EveryAgency,
    /// Nobody that the directory knows: superiors, the archive ("Lưu: VT").
    Others,
}

/// How the document is issued (NĐ 30/2020, Phụ lục I; Phụ lục III, Mẫu 2.1 and 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Number and date of the parent are printed.
    Paper,
    /// They stay blank; the signature's text goes to the free zone at the top right.
    Electronic,
    /// They stay blank, and the page says DỰ THẢO.
    Draft,
}

impl Mode {
    /// Every mode with its word in a source file.
    pub const NAMES: [(&'static str, Mode); 3] =
        [("paper", Mode::Paper), ("electronic", Mode::Electronic), ("draft", Mode::Draft)];

    /// Its word in a source file.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, mode)| *mode == self).map_or("", |(name, _)| name)
    }
}

/// How agencies are named in tables, where abbreviations are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameForm {
    /// As the source writes them.
    #[default]
    Written,
    /// Full names of the directory.
    Full,
    /// Abbreviations of the directory.
    Short,
}

/// How an extract gives tasks that reach its agency only through a collective ("các sở, ban,
/// ngành").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collectives {
    /// By number and short title where they are more than half of its tasks, else in full.
    #[default]
    Auto,
    /// In full, as all others.
    Full,
    /// By number and short title.
    Numbers,
}

/// A group row.
#[derive(Debug, PartialEq)]
pub struct Group {
    /// Depth from 1.
    pub level: usize,
    /// The group around it, an index into [`Model::groups`].
    pub parent: Option<usize>,
    /// Its number without a full stop: "I", "1", "a".
    pub number: String,
    /// The title without its number.
    pub title: Located<String>,
}

/// One task.
#[derive(Debug, PartialEq)]
pub struct Task {
    /// Stable within the source: "nv-001", by reading order where no row of a file of ours bears it.
    pub id: String,
    /// The number that the table prints.
    pub number: String,
    /// The row or node as a whole.
    pub at: Located<()>,
    /// The innermost group, an index into [`Model::groups`].
    pub group: Option<usize>,
    /// What is to be done.
    pub content: Located<String>,
    /// Who leads; exactly one unless `joint`.
    pub lead: Vec<Assignment>,
    /// Where the lead is, or would be, written.
    pub lead_at: Located<()>,
    /// Two leads on purpose.
    pub joint: bool,
    /// Who supports.
    pub support: Vec<Assignment>,
    /// The deadline, printed as written.
    pub deadline: Option<Located<Deadline>>,
    /// Where the deadline is, or would be, written.
    pub deadline_at: Located<()>,
    /// Every other value, in the order of the fields; most tasks have one or two.
    pub details: Vec<(Field, Located<String>)>,
}

impl Task {
    /// The value of a field that is among the details.
    pub fn detail(&self, field: Field) -> Option<&Located<String>> {
        self.details.iter().find(|(own, _)| *own == field).map(|(_, text)| text)
    }

    /// Where a fault of a field is reported: at its value, else at the row.
    pub fn place_of(&self, field: Field) -> Location {
        let assignment = |list: &[Assignment]| list.first().map(|a| a.at.at);
        match field {
            Field::Content => Some(self.content.at),
            Field::Lead => Some(self.lead_at.at),
            Field::Support => assignment(&self.support),
            Field::Deadline => Some(self.deadline_at.at),
            other => self.detail(other).map(|text| text.at),
        }
        .unwrap_or(self.at.at)
    }
}

/// An agency or a collective, with the words that the source used.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// As written: this is what the annex prints. Shared by the tasks that write it so.
    pub text: Arc<str>,
    /// Where it is written.
    pub at: Located<()>,
    /// Who is meant.
    pub to: Assignee,
}

/// Who is meant by a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assignee {
    /// One agency.
    Agency(AgencyId),
    /// A collective.
    Collective(CollectiveId),
}

/// An index into [`Model::agencies`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub usize);

/// An index into [`Model::collectives`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectiveId(pub usize);

/// A body that can be given a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Stable, ASCII: "so-cong-thuong".
    pub id: String,
    /// Full name.
    pub name: String,
    /// The heading of its matrix column.
    pub short: String,
    /// The kind of body: "so", "huyen"…
    pub kind: String,
    /// Other names and abbreviations.
    pub aliases: Vec<String>,
    /// When it exists.
    pub life: Life,
    /// Its successors, the default first: ids in the directory, names in a model.
    pub successors: Vec<String>,
    /// False for a name that no directory holds.
    pub known: bool,
}

/// A phrase that stands for several bodies: "các sở, ban, ngành".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collective {
    /// Stable, ASCII.
    pub id: String,
    /// The phrase.
    pub name: String,
    /// Its members; none when it is open.
    pub members: Vec<AgencyId>,
    /// Whether it has no declared members: it prints, but expands to nobody.
    pub open: bool,
    /// When the phrase is in use.
    pub life: Life,
}

/// When a body exists: from a first day, until the day it ceased (exclusive).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Life {
    /// First day, where known.
    pub from: Option<Date>,
    /// The day it ceased, where it did.
    pub until: Option<Date>,
}

impl Life {
    /// Whether any day of the period from `first` to `last` falls into it.
    pub fn meets(&self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| first < until)
    }

    /// Whether it falls into a period, first and last day; where none is known, whether it has not
    /// ended.
    pub fn exists_in(&self, period: Option<(Date, Date)>) -> bool {
        period.map_or(self.until.is_none(), |(first, last)| self.meets(first, last))
    }
}

impl Document {
    /// The day that decides which agencies exist: of the parent, else of the document itself.
    pub fn issue_date(&self) -> IssueDate {
        let parent = self.parent.as_ref().map_or(IssueDate::Unknown, |parent| parent.date);
        if parent == IssueDate::Unknown { self.date } else { parent }
    }
}

impl Model {
    /// The agencies that an assignment reaches: itself, or the members of its collective.
    pub fn reach<'a>(&'a self, assignment: &'a Assignment) -> &'a [AgencyId] {
        match &assignment.to {
            Assignee::Agency(id) => std::slice::from_ref(id),
            Assignee::Collective(CollectiveId(index)) => &self.collectives[*index].members,
        }
    }

    /// An agency of this model.
    pub fn agency(&self, id: AgencyId) -> &Agency {
        &self.agencies[id.0]
    }

    /// The groups around a task, outermost first.
    pub fn group_path(&self, task: &Task) -> Vec<&Group> {
        let mut path = Vec::new();
        let mut next = task.group;
        while let Some(index) = next {
            path.push(&self.groups[index]);
            next = self.groups[index].parent;
        }
        path.reverse();
        path
    }
}
