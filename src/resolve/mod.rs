//! [`Draft`] → [`Model`]: names become agencies, texts become dates, rows get their numbers.
//!
//! Invariant: every draft gives a model, so that one run can show every mistake and `show` can
//! print what was understood.
//!
//! # Where to change
//!
//! Whom a name means: `naming`. Agencies that a source declares: `own`. Whom a line of Nơi nhận
//! means: `recipients`. What `convert` tidies: `clean`. Which texts no document can hold: `limits`.

mod clean;
mod document;
mod faults;
mod limits;
mod naming;
mod own;
mod recipients;
mod roles;

pub use clean::clean;
pub use faults::FAULTS;
pub use limits::FAULTS as LIMIT_FAULTS;

use crate::diag::{Diagnostics, Severity};
use crate::directory::{Directory, OwnEntries};
use crate::model::deadline::DeadlineError;
use crate::model::draft::{Draft, DraftEntry, DraftTask, Text};
use crate::model::{Deadline, Document, Entry, Field, Group, Model, Task, TaskIds, numbering};
use crate::source::Located;
use crate::text::{key, single_line};
use faults::{DEADLINE_IMPOSSIBLE, NAME_MISSING, SCOPE_NOTED, VALUE_UNKNOWN};
use naming::Naming;
use own::Own;
use roles::Parts;

/// Choices of one run.
#[derive(Debug, Clone, Copy, Default)]
pub struct ResolveOptions {
    /// A name far from all known ones is an error.
    pub strict: bool,
}

/// Resolves a draft.
pub fn resolve(mut draft: Draft, options: ResolveOptions, diagnostics: &mut Diagnostics) -> Model {
    limits::enforce(&mut draft, diagnostics);
    let at = draft.at;
    let declared = own::declared(&draft);
    let mut document = document::resolve(draft.document, at.at, diagnostics);
    let own = own::entries(draft.agencies, draft.collectives, diagnostics);
    let own_ids: Vec<String> = own.agencies.iter().map(|agency| agency.id.clone()).collect();
    let directory = directory_of(&document, &own);
    own::check_members(&own.collectives, &directory, diagnostics);

    let borne = draft.outline.iter().filter_map(|entry| match entry {
        DraftEntry::Task(task) => task.id.as_deref(),
        DraftEntry::Group(_) => None,
    });
    let mut ids = TaskIds::beside(borne);
    let mut naming = Naming::new(&directory);
    let mut groups: Vec<Group> = Vec::new();
    let mut tasks: Vec<Task> = Vec::with_capacity(draft.outline.len());
    let mut outline = Vec::with_capacity(draft.outline.len());
    let mut open: Vec<usize> = Vec::new();
    for entry in draft.outline {
        match entry {
            DraftEntry::Group(group) => {
                // A level that skips one would leave a hole in the numbers.
                let level = group.level.clamp(1, open.len() + 1);
                open.truncate(level - 1);
                let parent = open.last().copied();
                open.push(groups.len());
                outline.push(Entry::Group(groups.len()));
                let title = group.title.map(|title| single_line(&title));
                groups.push(Group { level, parent, number: String::new(), title });
            }
            DraftEntry::Task(draft) => {
                outline.push(Entry::Task(tasks.len()));
                let id = ids.next(tasks.len(), draft.id.as_deref());
                let group = open.last().copied();
                tasks.push(task(draft, id, group, &mut naming, diagnostics));
            }
        }
    }
    naming.report(options.strict, diagnostics);
    numbering::number(&outline, &mut groups, &mut tasks, document.numbering);
    let (agencies, collectives) = naming.settle(&mut tasks);
    let issuer = document.issuer.as_ref().map(|issuer| directory.find(&issuer.value));
    document.issuer_agency = naming::issuer_among(issuer, &directory, &agencies);
    recipients::resolve(&mut document.recipients, &directory);
    let idle = recipients::idle(&document, &directory, (&agencies, &own_ids));
    Model { document, groups, tasks, outline, agencies, collectives, idle, declared }
}

/// The directory in which the names of a draft are looked up. What is wrong with the draft is for
/// [`resolve`] to report.
pub fn directory_for(draft: &Draft) -> Directory {
    let mut unsaid = Diagnostics::default();
    let document = document::resolve(draft.document.clone(), draft.at.at, &mut unsaid);
    let own = own::entries(draft.agencies.clone(), draft.collectives.clone(), &mut unsaid);
    directory_of(&document, &own)
}

/// The directory of the document's place and day, with what the source declares.
fn directory_of(document: &Document, own: &Own) -> Directory {
    let collectives = own.collectives.iter().map(|(entry, _)| entry.clone()).collect();
    let entries = OwnEntries { agencies: own.agencies.clone(), collectives };
    let day = document.issue_date().last_day();
    Directory::new(&document::place_words(document), day.map(|day| (day, day)), entries)
}

fn task(
    mut draft: DraftTask,
    id: String,
    group: Option<usize>,
    naming: &mut Naming,
    diagnostics: &mut Diagnostics,
) -> Task {
    let at = draft.at;
    let joint_flag = draft.first(Field::Joint).is_some_and(|flag| is_set(flag, diagnostics));
    let joint = joint_flag
        || draft.all(Field::Notes).iter().any(says_joint)
        || draft.all(Field::Lead).iter().any(says_joint);
    let place = |field| draft.first(field).map_or(at, |text| Located::new((), text.at));
    let (lead_at, deadline_at) = (place(Field::Lead), place(Field::Deadline));
    // An empty cell has a place too, where its missing content is reported.
    let (content_at, support_at) = (place(Field::Content).at, place(Field::Support));
    let (mut lead, mut support, said) =
        naming.assignments(draft.all(Field::Lead), draft.all(Field::Support));
    report(&said, lead.is_empty(), diagnostics);
    if !said.scopes.is_empty() {
        draft.values.entry(Field::Notes).or_default().extend(said.scopes);
    }
    limits::enforce_names(&mut lead, lead_at.at, diagnostics);
    limits::enforce_names(&mut support, support_at.at, diagnostics);
    let deadline = joined(draft.values.remove(&Field::Deadline)).map(|text| {
        let deadline =
            naming.deadline(&text.value).unwrap_or_else(|DeadlineError::Impossible(part)| {
                let fault = DEADLINE_IMPOSSIBLE.at(text.at).with("found", text.value.clone());
                diagnostics.push(fault.with("part", part));
                Deadline::unread(&text.value)
            });
        Located::new(deadline, text.at)
    });
    let content = joined(draft.values.remove(&Field::Content));
    let content = content.unwrap_or_else(|| Located::new(String::new(), content_at));
    let mut details = Vec::new();
    for (field, values) in draft.values {
        let own_part = matches!(field, Field::Lead | Field::Support | Field::Joint | Field::Number);
        if let (false, Some(text)) = (own_part, joined(Some(values))) {
            details.push((field, text));
        }
    }
    details.shrink_to_fit();
    let number = String::new();
    Task {
        id,
        number,
        at,
        group,
        content,
        lead,
        lead_at,
        joint,
        support,
        deadline,
        deadline_at,
        details,
    }
}

/// Reports what the cells of leads and supports say that is no name.
fn report(said: &Parts, has_no_lead: bool, diagnostics: &mut Diagnostics) {
    for scope in &said.scopes {
        diagnostics.push(SCOPE_NOTED.at(scope.at).with("found", scope.value.clone()));
    }
    for (field, words) in &said.rest {
        let one = NAME_MISSING.at(words.at).with("found", words.value.clone());
        let is_error = *field == Field::Lead && has_no_lead;
        diagnostics.push(if is_error { one.severity(Severity::Error) } else { one });
    }
}

/// Whether words beside a lead or in the notes make two leads meant.
fn says_joint(text: &Text) -> bool {
    if !text.value.contains(['ì', 'Ì']) {
        return false;
    }
    let words = text.value.to_lowercase();
    words.contains("đồng chủ trì") || words.contains("cùng chủ trì")
}

/// Several values of a field as one text, at the place of the first.
fn joined(values: Option<Vec<Text>>) -> Option<Text> {
    let mut values = values?;
    if values.len() > 1 {
        let texts: Vec<&str> = values.iter().map(|text| text.value.as_str()).collect();
        let text = texts.join("; ");
        values.truncate(1);
        values[0].value = text;
    }
    values.pop().filter(|text| !text.value.is_empty())
}

/// Whether a flag is set: "true", "x", "có"; a word that is neither yes nor no is reported.
fn is_set(flag: &Text, diagnostics: &mut Diagnostics) -> bool {
    match key(&flag.value).as_str() {
        "true" | "yes" | "x" | "có" | "1" => true,
        "false" | "no" | "không" | "0" | "" => false,
        _ => {
            let fault = VALUE_UNKNOWN.at(flag.at).with("found", flag.value.clone());
            diagnostics.push(fault.with("expected", "true, false, x, có, không"));
            false
        }
    }
}
