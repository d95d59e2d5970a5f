//! The agencies and collectives that a source declares → entries of the directory.
//!
//! Invariant: two declared names that differ only in their marks stay two bodies.

use std::collections::HashMap;

use super::faults::{AGENCY_UNNAMED, DATE_UNREADABLE, MEMBER_UNKNOWN, VALUE_UNKNOWN};
use super::is_set;
use crate::diag::Diagnostics;
use crate::directory::{CollectiveEntry, Directory, Found, KINDS, kind_of};
use crate::model::draft::{Draft, DraftAgency, DraftCollective, Text};
use crate::model::{Agency, Life};
use crate::text::{key, parse_date, slug};

/// What a source declares.
pub struct Own {
    /// Its agencies.
    pub agencies: Vec<Agency>,
    /// Its collectives, with their members as written.
    pub collectives: Vec<(CollectiveEntry, Vec<Text>)>,
}

/// Turns declarations into entries of the directory.
pub fn entries(
    agencies: Vec<DraftAgency>,
    collectives: Vec<DraftCollective>,
    diagnostics: &mut Diagnostics,
) -> Own {
    let mut own = Own { agencies: Vec::new(), collectives: Vec::new() };
    let mut ids = Ids::default();
    for (index, draft) in agencies.into_iter().enumerate() {
        let Some(name) = draft.name else {
            let said = [draft.id, draft.short, draft.kind, draft.from, draft.until];
            let lists = draft.aliases.into_iter().chain(draft.successors);
            report_unnamed(index, said.into_iter().flatten().chain(lists), diagnostics);
            continue;
        };
        let short = text_of(draft.short);
        own.agencies.push(Agency {
            id: ids.of(draft.id, &name.value),
            short: if short.is_empty() { name.value.clone() } else { short },
            kind: draft
                .kind
                .and_then(|kind| known_kind(&kind, diagnostics))
                .unwrap_or("khac")
                .into(),
            aliases: texts(draft.aliases),
            life: life(draft.from, draft.until, diagnostics),
            successors: texts(draft.successors),
            known: true,
            name: name.value,
        });
    }
    for (index, draft) in collectives.into_iter().enumerate() {
        let Some(name) = draft.name else {
            let said = [draft.id, draft.open, draft.from, draft.until];
            let lists = draft.aliases.into_iter().chain(draft.members).chain(draft.kinds);
            report_unnamed(index, said.into_iter().flatten().chain(lists), diagnostics);
            continue;
        };
        let kinds = draft.kinds.iter().filter_map(|kind| known_kind(kind, diagnostics));
        let kinds: Vec<String> = kinds.map(str::to_string).collect();
        let said_open = draft.open.is_some_and(|open| is_set(&open, diagnostics));
        let no_members = kinds.is_empty() && draft.members.is_empty();
        let entry = CollectiveEntry {
            id: ids.of(draft.id, &name.value),
            name: name.value,
            aliases: texts(draft.aliases),
            members: draft.members.iter().map(|member| member.value.clone()).collect(),
            kinds,
            open: no_members || said_open,
            life: life(draft.from, draft.until, diagnostics),
        };
        own.collectives.push((entry, draft.members));
    }
    own
}

/// The names and abbreviations that a source declares and some output prints.
pub fn declared(draft: &Draft) -> Vec<Text> {
    let agencies = draft.agencies.iter().flat_map(|agency| agency.name.iter().chain(&agency.short));
    let collectives = draft.collectives.iter().filter_map(|collective| collective.name.as_ref());
    agencies.chain(collectives).cloned().collect()
}

/// Ids that are taken, each with the key of the name that has it.
#[derive(Default)]
struct Ids(HashMap<String, String>);

impl Ids {
    /// The id that is given, or one made of the name. "UBND xã Tân An" and "UBND xã Tân Ân" would
    /// make the same, and one body would stand for both.
    fn of(&mut self, given: Option<Text>, name: &str) -> String {
        let folded = key(name);
        let plain = given.as_ref().map_or_else(|| slug(name), |id| id.value.clone());
        let mut id = plain.clone();
        if given.is_none() {
            let mut number = 2;
            while self.0.get(&id).is_some_and(|taken| *taken != folded) {
                id = format!("{plain}-{number}");
                number += 1;
            }
        }
        self.0.insert(id.clone(), folded);
        id
    }
}

/// Reports members that the directory does not know.
pub fn check_members(
    collectives: &[(CollectiveEntry, Vec<Text>)],
    directory: &Directory,
    diagnostics: &mut Diagnostics,
) {
    for (collective, members) in collectives {
        for member in members {
            let known = directory.by_id(&member.value).is_some()
                || matches!(directory.find(&member.value), Found::Agency(_));
            if !known {
                diagnostics.push(
                    MEMBER_UNKNOWN
                        .at(member.at)
                        .with("found", member.value.clone())
                        .with("collective", collective.name.clone())
                        .suggest(directory.near(&member.value)),
                );
            }
        }
    }
}

/// Reports at the first thing that is said; a declaration that says nothing is no loss.
fn report_unnamed(
    index: usize,
    mut said: impl Iterator<Item = Text>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(text) = said.next() {
        diagnostics.push(AGENCY_UNNAMED.at(text.at).with("found", (index + 1).to_string()));
    }
}

fn known_kind(kind: &Text, diagnostics: &mut Diagnostics) -> Option<&'static str> {
    let known = kind_of(&kind.value);
    if known.is_none() {
        let words = KINDS.iter().map(|(id, names)| names.first().copied().unwrap_or(id));
        let expected = words.collect::<Vec<_>>().join(", ");
        let fault = VALUE_UNKNOWN.at(kind.at).with("found", kind.value.clone());
        diagnostics.push(fault.with("expected", expected));
    }
    known
}

fn life(from: Option<Text>, until: Option<Text>, diagnostics: &mut Diagnostics) -> Life {
    let mut day = |text: Option<Text>| {
        let text = text?;
        let date = parse_date(&text.value);
        if date.is_err() {
            diagnostics.push(DATE_UNREADABLE.at(text.at).with("found", text.value));
        }
        date.ok()
    };
    Life { from: day(from), until: day(until) }
}

fn text_of(text: Option<Text>) -> String {
    text.map_or_else(String::new, |text| text.value)
}

fn texts(list: Vec<Text>) -> Vec<String> {
    list.into_iter().map(|text| text.value).collect()
}
