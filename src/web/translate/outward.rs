//! A draft → the plan that the page is given.

use std::collections::HashMap;

use crate::diag::Diagnostics;
use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftEntry, DraftGroup, DraftTask, Text,
};
use crate::project::SourceRead;
use crate::read::ROWS_MISSING;
use crate::source::{FileId, Location, Place, Sources};
use crate::web::finding::{Finding, Target};
use crate::web::plan::{
    PassedOver, Plan, PlanAgency, PlanCollective, PlanDocument, PlanGroup, PlanReading,
    PlanRecipient, PlanRow, PlanTask, PlanTrace,
};

/// Where values of a draft stand in its plan.
#[derive(Default)]
struct Outward {
    targets: HashMap<Location, Target>,
    /// Row of a sheet → the row of the plan made of it.
    rows: HashMap<(FileId, u16, u32), u32>,
}

/// The plan of what was read, or what is wrong where nothing could be.
pub fn outward(name: String, source: SourceRead) -> Result<Plan, Vec<Finding>> {
    let SourceRead { sources, mut diagnostics, draft } = source;
    // What is missing the plan itself shows, and a check of it says so for as long as it is.
    if let Some(draft) = &draft {
        let has_tasks = draft.outline.iter().any(|entry| matches!(entry, DraftEntry::Task(_)));
        diagnostics.retain(|one| has_tasks || one.fault.code != ROWS_MISSING.code);
    }
    diagnostics.settle();
    let mut places = Outward::default();
    let plan = draft.map(|draft| places.plan(name, draft, &sources));
    let reading = places.findings(&diagnostics, &sources);
    match plan {
        Some(plan) => Ok(Plan { reading, ..plan }),
        None => Err(reading),
    }
}

impl Outward {
    fn plan(&mut self, name: String, draft: Draft, sources: &Sources) -> Plan {
        self.targets.insert(draft.at.at, Target::Plan);
        let mut document = PlanDocument::default();
        for (field, text) in draft.document.fields {
            let key = field.key().to_string();
            self.mark(text.at, Target::Document { field: key.clone() });
            document.places.insert(key.clone(), sources.show(text.at));
            document.fields.insert(key, text.value);
        }
        for (index, text) in draft.document.basis.into_iter().enumerate() {
            self.mark(text.at, Target::Basis { index });
            document.basis.push(text.value);
        }
        for (index, recipient) in draft.document.recipients.into_iter().enumerate() {
            let target = |field: &str| Target::Recipient { index, field: field.to_string() };
            self.mark(recipient.name.at, target("name"));
            let copies = recipient.copies.map(|text| {
                self.mark(text.at, target("copies"));
                text.value
            });
            let copies = copies.unwrap_or_default();
            document.recipients.push(PlanRecipient { name: recipient.name.value, copies });
        }
        let rows = (0..).zip(draft.outline).map(|(id, entry)| match entry {
            DraftEntry::Group(group) => PlanRow::Group(self.group(id, group, sources)),
            DraftEntry::Task(task) => PlanRow::Task(self.task(id, task, sources)),
        });
        let rows = rows.collect();
        let agencies = draft.agencies.into_iter().enumerate();
        let agencies = agencies.map(|(index, agency)| self.agency(index, agency)).collect();
        let collectives = draft.collectives.into_iter().enumerate();
        let collectives = collectives.map(|(index, each)| self.collective(index, each)).collect();
        let passed = draft.passed_over.into_iter();
        let passed_over =
            passed.map(|line| PassedOver { at: line.place, text: line.text, why: line.why });
        let passed_over = passed_over.collect();
        Plan { name, document, rows, agencies, collectives, passed_over, ..Plan::default() }
    }

    fn group(&mut self, id: u32, group: DraftGroup, sources: &Sources) -> PlanGroup {
        let at = group.title.at;
        self.mark_row(at, id);
        let DraftGroup { level, title } = group;
        PlanGroup { id, level, title: title.value, at: sources.show(at) }
    }

    fn task(&mut self, id: u32, task: DraftTask, sources: &Sources) -> PlanTask {
        let mut plan = PlanTask {
            id,
            values: Default::default(),
            at: sources.show(task.at.at),
            places: Default::default(),
            task_id: task.id,
            trace: task.trace.map(|trace| PlanTrace {
                place: trace.place,
                sentence: trace.sentence,
                why: trace.sureness,
                other: trace.other.map(|other| PlanReading {
                    content: other.content,
                    lead: other.lead,
                    support: other.support,
                }),
            }),
        };
        for (field, texts) in task.values {
            let key = field.key().to_string();
            if let Some(first) = texts.first() {
                plan.places.insert(key.clone(), sources.show(first.at));
            }
            let mut values = Vec::new();
            for text in texts {
                let index = values.len();
                self.mark(text.at, Target::Task { row: id, field: key.clone(), index });
                if !text.value.is_empty() {
                    values.push(text.value);
                }
            }
            if !values.is_empty() {
                plan.values.insert(key, values);
            }
        }
        self.mark_row(task.at.at, id);
        plan
    }

    fn agency(&mut self, index: usize, agency: DraftAgency) -> PlanAgency {
        let mut one = |field: &str, text: Option<Text>| {
            self.value(text, Target::Agency { index, field: field.to_string() })
        };
        let mut plan = PlanAgency {
            name: one("name", agency.name),
            id: one("id", agency.id),
            short: one("short", agency.short),
            kind: one("kind", agency.kind),
            from: one("from", agency.from),
            until: one("until", agency.until),
            ..PlanAgency::default()
        };
        let mut list = |field: &str, texts: Vec<Text>| -> Vec<String> {
            texts.into_iter().map(|text| one(field, Some(text))).collect()
        };
        plan.aliases = list("aliases", agency.aliases);
        plan.successors = list("successors", agency.successors);
        plan
    }

    fn collective(&mut self, index: usize, collective: DraftCollective) -> PlanCollective {
        let mut one = |field: &str, text: Option<Text>| {
            self.value(text, Target::Collective { index, field: field.to_string() })
        };
        let mut plan = PlanCollective {
            name: one("name", collective.name),
            id: one("id", collective.id),
            open: one("open", collective.open),
            from: one("from", collective.from),
            until: one("until", collective.until),
            ..PlanCollective::default()
        };
        let mut list = |field: &str, texts: Vec<Text>| -> Vec<String> {
            texts.into_iter().map(|text| one(field, Some(text))).collect()
        };
        plan.aliases = list("aliases", collective.aliases);
        plan.members = list("members", collective.members);
        plan.kinds = list("kinds", collective.kinds);
        plan
    }

    fn value(&mut self, text: Option<Text>, target: Target) -> String {
        text.map_or_else(String::new, |text| {
            self.mark(text.at, target);
            text.value
        })
    }

    /// The first value of a place keeps it.
    fn mark(&mut self, at: Location, target: Target) {
        self.targets.entry(at).or_insert(target);
    }

    fn mark_row(&mut self, at: Location, id: u32) {
        self.mark(at, Target::Row { row: id });
        if let Place::Cell { sheet, row, .. } = at.place {
            self.rows.entry((at.file, sheet, row)).or_insert(id);
        }
    }

    fn target(&self, at: Location) -> Target {
        if let Some(target) = self.targets.get(&at) {
            return target.clone();
        }
        let row = match at.place {
            Place::Cell { sheet, row, .. } => self.rows.get(&(at.file, sheet, row)),
            _ => None,
        };
        row.map_or(Target::Plan, |row| Target::Row { row: *row })
    }

    fn findings(&self, diagnostics: &Diagnostics, sources: &Sources) -> Vec<Finding> {
        let finding = |one| Finding::new(one, "read", self.target(one.at), |at| sources.show(at));
        diagnostics.iter().map(finding).collect()
    }
}
