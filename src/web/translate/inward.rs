//! A plan that the page posts → a draft, each value at a place that leads back to it.

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftDocument, DraftEntry, DraftGroup, DraftRecipient,
    DraftTask, PassedLine, SecondReading, Text, Trace,
};
use crate::model::{DocumentField, Field, task_id};
use crate::project::SourceRead;
use crate::read::{ROWS_MISSING, VALUE_SHAPE};
use crate::source::{FileId, Located, Location, Place, Sources};
use crate::text::clean;
use crate::web::finding::{Finding, Target};
use crate::web::plan::{Plan, PlanAgency, PlanCollective, PlanDocument, PlanRow, PlanTask};
use crate::web::refusal::Refusal;

/// Fields that are missed where they are empty, and so need a place (as a reader of tables gives
/// them one).
const MISSED: &[Field] = &[Field::Content, Field::Lead, Field::Support, Field::Deadline];

/// Where the places of a draft lead.
pub struct Inward {
    /// Targets and the places in the clerk's file, by the line of a location.
    slots: Vec<(Target, String)>,
    /// The content of the row above: its place in the clerk's file, its words, its location.
    above: Option<(String, String, Location)>,
    file: FileId,
}

/// The draft of a plan, and where its places lead.
///
/// # Errors
/// A key that there is not.
pub fn inward(plan: Plan) -> Result<(SourceRead, Inward), Refusal> {
    let mut sources = Sources::default();
    let file = sources.add_file(plan.name.clone());
    let mut places = Inward { slots: Vec::new(), above: None, file };
    let mut diagnostics = Diagnostics::default();
    let draft = places.draft(plan, &mut diagnostics)?;
    Ok((SourceRead { sources, diagnostics, draft: Some(draft) }, places))
}

impl Inward {
    /// A diagnostic of the draft, or of what was made of it, at its place in the plan.
    pub fn finding(&self, one: &Diagnostic, stage: &str) -> Finding {
        let target = self.slot(one.at).map(|(target, _)| target.clone());
        let show = |at| self.slot(at).map_or_else(String::new, |(_, place)| place.clone());
        Finding::new(one, stage, target.unwrap_or_default(), show)
    }

    fn slot(&self, at: Location) -> Option<&(Target, String)> {
        match at.place {
            Place::Text { line, .. } => self.slots.get((line as usize).wrapping_sub(1)),
            _ => None,
        }
    }

    fn draft(&mut self, plan: Plan, diagnostics: &mut Diagnostics) -> Result<Draft, Refusal> {
        let whole = self.place(Target::Plan, "");
        let mut draft = Draft::new(whole);
        draft.document = self.document(plan.document)?;
        for row in plan.rows {
            draft.outline.push(match row {
                PlanRow::Group(group) => {
                    let at = self.place(Target::Row { row: group.id }, &group.at);
                    let title = Located::new(clean(&group.title), at);
                    if title.value.is_empty() {
                        let fault = VALUE_SHAPE.at(at).with("found", "title");
                        let expected = "tên nhóm (the group's title)";
                        diagnostics.push(fault.with("expected", expected));
                    }
                    DraftEntry::Group(DraftGroup { level: group.level.max(1), title })
                }
                PlanRow::Task(task) => DraftEntry::Task(self.task(task)?),
            });
        }
        if !draft.outline.iter().any(|entry| matches!(entry, DraftEntry::Task(_))) {
            diagnostics.push(ROWS_MISSING.at(whole));
        }
        // Files that were set aside have no text.
        let passed = plan.passed_over.into_iter().filter(|line| !line.text.is_empty());
        let passed =
            passed.map(|line| PassedLine { place: line.at, text: line.text, why: line.why });
        draft.passed_over = passed.collect();
        let agencies = plan.agencies.into_iter().enumerate();
        draft.agencies = agencies.map(|(index, each)| self.agency(index, each)).collect();
        let collectives = plan.collectives.into_iter().enumerate();
        draft.collectives = collectives.map(|(index, each)| self.collective(index, each)).collect();
        Ok(draft)
    }

    fn document(&mut self, plan: PlanDocument) -> Result<DraftDocument, Refusal> {
        let mut document = DraftDocument::default();
        for (key, value) in plan.fields {
            let field = DocumentField::from_key(&key)
                .ok_or_else(|| Refusal::malformed(format!("no document field “{key}”")))?;
            let value = clean(&value);
            if !value.is_empty() {
                let at = plan.places.get(&key).map_or("", String::as_str);
                let at = self.place(Target::Document { field: key }, at);
                document.fields.insert(field, Located::new(value, at));
            }
        }
        for (index, line) in plan.basis.iter().enumerate() {
            document.basis.extend(self.text(line, Target::Basis { index }));
        }
        for (index, line) in plan.recipients.iter().enumerate() {
            let target = |field: &str| Target::Recipient { index, field: field.to_string() };
            let name = self.text(&line.name, target("name"));
            let copies = self.text(&line.copies, target("copies"));
            document.recipients.extend(name.map(|name| DraftRecipient { name, copies }));
        }
        Ok(document)
    }

    fn task(&mut self, plan: PlanTask) -> Result<DraftTask, Refusal> {
        let row = plan.id;
        let mut task = DraftTask::new(self.place(Target::Row { row }, &plan.at));
        task.id = plan.task_id.filter(|id| task_id(id).is_some());
        task.trace = plan.trace.map(|trace| Trace {
            place: trace.place,
            sentence: trace.sentence,
            sureness: trace.why,
            other: trace.other.map(|other| SecondReading {
                content: other.content,
                lead: other.lead,
                support: other.support,
            }),
        });
        let mut given = plan.values;
        for field in Field::ALL {
            let key = field.key();
            let written = given.remove(key).unwrap_or_default();
            let at = plan.places.get(key).unwrap_or(&plan.at);
            let target = |index| Target::Task { row, field: key.to_string(), index };
            let mut texts = Vec::new();
            for (index, value) in written.iter().enumerate() {
                let value = clean(value);
                if !value.is_empty() {
                    let place = match field {
                        Field::Content => self.content(target(index), at, &value),
                        _ => self.place(target(index), at),
                    };
                    texts.push(Located::new(value, place));
                }
            }
            if texts.is_empty() && MISSED.contains(field) {
                texts.push(Located::new(String::new(), self.place(target(0), at)));
            }
            if !texts.is_empty() {
                task.values.insert(*field, texts);
            }
        }
        match given.keys().next() {
            Some(key) => Err(Refusal::malformed(format!("no task field “{key}”"))),
            None => Ok(task),
        }
    }

    fn agency(&mut self, index: usize, plan: PlanAgency) -> DraftAgency {
        let mut one = |field: &str, value: &str| {
            self.text(value, Target::Agency { index, field: field.to_string() })
        };
        DraftAgency {
            name: one("name", &plan.name),
            id: one("id", &plan.id),
            short: one("short", &plan.short),
            kind: one("kind", &plan.kind),
            from: one("from", &plan.from),
            until: one("until", &plan.until),
            aliases: plan.aliases.iter().filter_map(|each| one("aliases", each)).collect(),
            successors: plan.successors.iter().filter_map(|each| one("successors", each)).collect(),
        }
    }

    fn collective(&mut self, index: usize, plan: PlanCollective) -> DraftCollective {
        let mut one = |field: &str, value: &str| {
            self.text(value, Target::Collective { index, field: field.to_string() })
        };
        DraftCollective {
            name: one("name", &plan.name),
            id: one("id", &plan.id),
            open: one("open", &plan.open),
            from: one("from", &plan.from),
            until: one("until", &plan.until),
            aliases: plan.aliases.iter().filter_map(|each| one("aliases", each)).collect(),
            members: plan.members.iter().filter_map(|each| one("members", each)).collect(),
            kinds: plan.kinds.iter().filter_map(|each| one("kinds", each)).collect(),
        }
    }

    /// A value as any reader cleans it; an empty one counts as absent.
    fn text(&mut self, value: &str, target: Target) -> Option<Text> {
        let value = clean(value);
        (!value.is_empty()).then(|| Located::new(value, self.place(target, "")))
    }

    /// The place of a content. One cell merged over rows is one text that stands once, so the rows
    /// share its place for as long as the clerk changes none of them.
    fn content(&mut self, target: Target, at: &str, value: &str) -> Location {
        let above = self.above.take().filter(|(cell, words, _)| {
            !at.is_empty() && cell.as_str() == at && words.as_str() == value
        });
        let place = above.map_or_else(|| self.place(target, at), |(.., place)| place);
        self.above = Some((at.to_string(), value.to_string(), place));
        place
    }

    fn place(&mut self, target: Target, at: &str) -> Location {
        self.slots.push((target, at.to_string()));
        self.file.text(u32::try_from(self.slots.len()).unwrap_or(u32::MAX), 1)
    }
}
