//! Names and deadlines as written → what they mean.
//!
//! Invariant: each name and deadline is looked up once, however often it occurs.

use std::collections::{BTreeSet, HashMap};

use super::faults::{
    AGENCY_NEAR, AGENCY_UNKNOWN, COLLECTIVE_UNKNOWN, COMMUNE_ELSEWHERE, COMMUNE_UNCLEAR,
};
use super::roles::{Cells, Parts, Said};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::directory::{CollectiveEntry, CommuneBody, Directory, Found};
use crate::model::deadline::DeadlineError;
use crate::model::draft::Text;
use crate::model::{
    Agency, AgencyId, Assignee, Assignment, Collective, CollectiveId, Deadline, Life, Task,
};
use crate::source::{Located, Location};
use crate::text::{compare, key, slug};
use crate::vocabulary::PHRASES_OF_BODIES;

/// The names and deadlines of one source. Until [`Naming::settle`], ids are indices of the directory, with
/// the unknown names after the known ones.
pub struct Naming<'a> {
    directory: &'a Directory,
    cells: Cells<'a>,
    /// A name → who it means, with its key where nobody knows it.
    known: HashMap<String, (Assignee, Option<String>)>,
    /// Deadlines as written → what they mean.
    deadlines: HashMap<String, Result<Deadline, DeadlineError>>,
    /// Those that are not in the directory's own list: unknown, or of a commune.
    strangers: Vec<Agency>,
    communes: HashMap<CommuneBody, Assignee>,
    phrases: Vec<CollectiveEntry>,
    /// Key of an unknown name → its places.
    unknown: HashMap<String, Unknown>,
}

struct Unknown {
    written: String,
    is_phrase: bool,
    /// The communes that it may mean, where there are several.
    several: Vec<String>,
    /// Other provinces that have a commune of this name.
    elsewhere: Vec<&'static str>,
    near: Vec<String>,
    places: Vec<Location>,
    assignee: Assignee,
}

impl Unknown {
    /// Whether it names a commune of the province that several are called, or one of another.
    fn is_other_commune(&self) -> bool {
        !self.several.is_empty() || !self.elsewhere.is_empty()
    }

    fn commune_fault(&self, at: Location) -> Diagnostic {
        let found = self.written.clone();
        if !self.several.is_empty() {
            return COMMUNE_UNCLEAR.at(at).with("found", found).suggest(self.several.clone());
        }
        let one = COMMUNE_ELSEWHERE.at(at).with("found", found);
        one.with("provinces", self.elsewhere.join(", ")).suggest(self.near.iter().cloned())
    }
}

impl<'a> Naming<'a> {
    /// Nothing looked up yet.
    pub fn new(directory: &'a Directory) -> Self {
        Naming {
            directory,
            cells: Cells::new(directory),
            known: HashMap::new(),
            deadlines: HashMap::new(),
            strangers: Vec::new(),
            communes: HashMap::new(),
            phrases: Vec::new(),
            unknown: HashMap::new(),
        }
    }

    /// Who leads and who supports by the cells under both headings, and what the cells say besides.
    pub fn assignments(
        &mut self,
        leads: &[Text],
        supports: &[Text],
    ) -> (Vec<Assignment>, Vec<Assignment>, Parts) {
        let mut parts = self.cells.parts(leads, supports);
        let lead = std::mem::take(&mut parts.lead);
        let support = std::mem::take(&mut parts.support);
        let mut assigned = |names: Vec<(Said, Location)>| -> Vec<Assignment> {
            names.into_iter().map(|(said, at)| self.assignment(&said, at)).collect()
        };
        let (lead, support) = (assigned(lead), assigned(support));
        (lead, support, parts)
    }

    fn assignment(&mut self, named: &Said, at: Location) -> Assignment {
        let to = match self.known.get(&named.name) {
            Some((to, unknown)) => {
                if let Some(unknown) = unknown.as_ref().and_then(|key| self.unknown.get_mut(key)) {
                    unknown.places.push(at);
                }
                *to
            }
            None => {
                let to = self.assignee(&named.name);
                let folded = Some(key(&named.name)).filter(|key| self.unknown.contains_key(key));
                if let Some(unknown) = folded.as_ref().and_then(|key| self.unknown.get_mut(key)) {
                    unknown.places.push(at);
                }
                self.known.insert(named.name.clone(), (to, folded));
                to
            }
        };
        Assignment { text: named.text(), at: Located::new((), at), to }
    }

    /// What a deadline means.
    pub fn deadline(&mut self, text: &str) -> Result<Deadline, DeadlineError> {
        if let Some(known) = self.deadlines.get(text) {
            return known.clone();
        }
        let parsed = Deadline::parse(text);
        self.deadlines.insert(text.to_string(), parsed.clone());
        parsed
    }

    fn assignee(&mut self, name: &str) -> Assignee {
        match self.directory.find(name) {
            Found::Agency(index) => Assignee::Agency(AgencyId(index)),
            Found::Collective(index) => Assignee::Collective(CollectiveId(index)),
            Found::Commune(body) => self.commune(body, name),
            Found::Nobody => self.stranger(name),
        }
    }

    /// A body of a commune; the same one by any of its names.
    fn commune(&mut self, body: CommuneBody, name: &str) -> Assignee {
        if let Some(known) = self.communes.get(&body) {
            return *known;
        }
        let Some(agency) = self.directory.commune(body) else { return self.stranger(name) };
        self.strangers.push(agency);
        let assignee = self.last_stranger();
        self.communes.insert(body, assignee);
        assignee
    }

    /// The last of those that are not in the directory's own list.
    fn last_stranger(&self) -> Assignee {
        Assignee::Agency(AgencyId(self.directory.agencies().len() + self.strangers.len() - 1))
    }

    fn stranger(&mut self, name: &str) -> Assignee {
        let folded = key(name);
        if let Some(unknown) = self.unknown.get(&folded) {
            return unknown.assignee;
        }
        let phrase = PHRASES_OF_BODIES.cut(&folded);
        let is_phrase = phrase.is_some_and(|(_, rest)| !rest.is_empty());
        let assignee = if is_phrase {
            self.phrases.push(CollectiveEntry {
                id: slug(name),
                name: name.to_string(),
                open: true,
                ..CollectiveEntry::default()
            });
            let index = self.directory.collectives().len() + self.phrases.len() - 1;
            Assignee::Collective(CollectiveId(index))
        } else {
            self.strangers.push(Agency {
                id: slug(name),
                name: name.to_string(),
                short: name.to_string(),
                kind: String::from("khac"),
                aliases: Vec::new(),
                life: Life::default(),
                successors: Vec::new(),
                known: false,
            });
            self.last_stranger()
        };
        let unknown = Unknown {
            written: name.to_string(),
            is_phrase,
            several: self.directory.several(name),
            elsewhere: self.directory.elsewhere(name),
            near: self.directory.near(name),
            places: Vec::new(),
            assignee,
        };
        self.unknown.insert(folded, unknown);
        assignee
    }

    /// Reports the names that the directory does not know: a near miss at every place, a
    /// stranger once.
    pub fn report(&self, strict: bool, diagnostics: &mut Diagnostics) {
        for unknown in self.unknown.values() {
            if unknown.is_other_commune() {
                unknown.places.iter().for_each(|at| diagnostics.push(unknown.commune_fault(*at)));
                continue;
            }
            if !unknown.near.is_empty() {
                for at in &unknown.places {
                    let fault = AGENCY_NEAR.at(*at).with("found", unknown.written.clone());
                    diagnostics.push(fault.suggest(unknown.near.iter().cloned()));
                }
                continue;
            }
            let Some(first) = unknown.places.iter().min() else { continue };
            let fault = if unknown.is_phrase { &COLLECTIVE_UNKNOWN } else { &AGENCY_UNKNOWN };
            let count = unknown.places.len().to_string();
            let one = fault.at(*first).with("found", unknown.written.clone()).with("count", count);
            let severity = if strict { Severity::Error } else { fault.severity };
            diagnostics.push(one.severity(severity));
        }
    }

    /// The members of a collective: those of the directory, and the communes that the source names.
    fn members(&self, entry: &CollectiveEntry) -> Vec<usize> {
        let mut members = self.directory.members(entry);
        let first = self.directory.agencies().len();
        let named = self.strangers.iter().enumerate().filter(|(_, agency)| {
            agency.known
                && entry.kinds.contains(&agency.kind)
                && self.directory.exists(&agency.life)
        });
        members.extend(named.map(|(index, _)| first + index));
        members
    }

    /// Keeps the agencies and collectives that the tasks name, in the directory's order, and
    /// makes the ids of the tasks point at them.
    pub fn settle(self, tasks: &mut [Task]) -> (Vec<Agency>, Vec<Collective>) {
        let directory = self.directory;
        let entries: Vec<&CollectiveEntry> =
            directory.collectives().iter().chain(&self.phrases).collect();
        let mut used_agencies = BTreeSet::new();
        let mut used_collectives = BTreeSet::new();
        for (to, _) in self.known.values() {
            match *to {
                Assignee::Agency(AgencyId(index)) => used_agencies.insert(index),
                Assignee::Collective(CollectiveId(index)) => used_collectives.insert(index),
            };
        }
        let members: Vec<Vec<usize>> =
            used_collectives.iter().map(|index| self.members(entries[*index])).collect();
        used_agencies.extend(members.iter().flatten());
        let all: Vec<&Agency> = directory.agencies().iter().chain(&self.strangers).collect();
        let known = directory.agencies().len();
        let mut order: Vec<usize> = used_agencies.into_iter().collect();
        // The directory's order first, Vietnamese collation for those it does not know.
        order.sort_by(|a, b| match (*a >= known, *b >= known) {
            (true, true) => compare(&all[*a].name, &all[*b].name),
            _ => a.cmp(b),
        });
        let agency_ids = places(order.iter());
        let collective_ids = places(used_collectives.iter());
        for task in tasks {
            for assignment in task.lead.iter_mut().chain(&mut task.support) {
                assignment.to = match assignment.to {
                    Assignee::Agency(AgencyId(old)) => Assignee::Agency(AgencyId(agency_ids[old])),
                    Assignee::Collective(CollectiveId(old)) => {
                        Assignee::Collective(CollectiveId(collective_ids[old]))
                    }
                };
            }
        }
        // Those of communes are names already.
        let name_of = |id: &String| match directory.by_id(id) {
            Some(agency) => Some(living(directory, agency).name.clone()),
            None => Some(id.clone()).filter(|name| name.contains(' ')),
        };
        let agencies = order.iter().map(|index| {
            let agency = all[*index].clone();
            Agency { successors: agency.successors.iter().filter_map(name_of).collect(), ..agency }
        });
        let mut agencies: Vec<Agency> = agencies.collect();
        tell_apart(&mut agencies);
        let collectives = used_collectives.iter().zip(members).map(|(index, members)| {
            let entry = entries[*index];
            Collective {
                id: entry.id.clone(),
                name: entry.name.clone(),
                members: members.iter().map(|member| AgencyId(agency_ids[*member])).collect(),
                open: entry.open || members.is_empty(),
                life: entry.life,
            }
        });
        (agencies, collectives.collect())
    }
}

/// A body, or who follows it where it too has ended by the day of the document: a body that was
/// renamed twice in a year is never offered under its name in between.
fn living<'a>(directory: &'a Directory, mut agency: &'a Agency) -> &'a Agency {
    /// No body was renamed more often.
    const MOST: usize = 8;
    for _ in 0..MOST {
        if agency.life.until.is_none() || directory.exists(&agency.life) {
            break;
        }
        match agency.successors.first().and_then(|id| directory.by_id(id)) {
            Some(next) => agency = next,
            None => break,
        }
    }
    agency
}

/// Gives each agency an id of its own: names of strangers may differ in their marks alone.
fn tell_apart(agencies: &mut [Agency]) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for agency in agencies {
        let times = taken.entry(agency.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            agency.id = format!("{}-{times}", agency.id);
        }
    }
}

/// Old index → new index of those in use; the others are never asked for.
fn places<'a>(used: impl Iterator<Item = &'a usize> + Clone) -> Vec<usize> {
    let mut places = vec![0; used.clone().max().map_or(0, |last| last + 1)];
    for (new, old) in used.enumerate() {
        places[*old] = new;
    }
    places
}

/// The issuer among the agencies that the tasks name.
pub fn issuer_among(
    issuer: Option<Found>,
    directory: &Directory,
    agencies: &[Agency],
) -> Option<AgencyId> {
    let Some(Found::Agency(index)) = issuer else { return None };
    let id = &directory.agencies()[index].id;
    agencies.iter().position(|agency| agency.id == *id).map(AgencyId)
}
