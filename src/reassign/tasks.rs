//! One task → the same task with the bodies of the new day, and what was decided for it.
//!
//! Invariant: a field whose names all exist on the day is left as it is.

use std::collections::HashSet;

use super::chosen::{Chosen, choice};
use super::decision::{Choice, Decision, Place, Sureness};
use super::successor::{Ended, Successors};
use super::wording::{OldNames, written};
use crate::directory::Found;
use crate::model::Field;
use crate::model::draft::{DraftTask, Text};
use crate::names::{Bodies, cell};
use crate::source::Located;
use crate::text::key;

/// What every task is looked at with.
pub struct Reader<'a> {
    /// Who ended and who came after.
    pub successors: &'a Successors<'a>,
    /// Reads cells of names.
    pub bodies: Bodies<'a>,
    /// Names of those that ended.
    pub old: OldNames,
    /// The same with districts by their places, for names that nobody knows.
    pub inside: OldNames,
    /// Whether wording is changed as well.
    pub in_text: bool,
    /// What a person chose instead.
    pub chosen: &'a [Chosen],
}

/// Fields whose texts may name a body.
const WORDED: &[Field] = &[
    Field::Content,
    Field::Product,
    Field::Target,
    Field::Approver,
    Field::Appraiser,
    Field::Leader,
    Field::Form,
    Field::Notes,
];

/// A name in a cell, and whether it was put there.
struct Value {
    text: Text,
    is_new: bool,
}

impl Reader<'_> {
    /// Puts the successors into a task; `group` is the titles above it.
    pub fn reassign(&self, task: &mut DraftTask, number: usize, group: &str) -> Vec<Decision> {
        let joined = |fields: &[Field]| -> String {
            let texts = fields.iter().flat_map(|field| task.all(*field));
            texts.map(|text| text.value.as_str()).collect::<Vec<_>>().join("; ")
        };
        let content = joined(&[Field::Content]);
        let others = joined(&[Field::Product, Field::Target, Field::Form]);
        let texts = [content.as_str(), others.as_str(), group];
        let mut decisions = Vec::new();
        let mut decide = |place: Place, before: &Text, after: String, choice: Choice| {
            let (before, at) = (before.value.clone(), before.at);
            let content = content.clone();
            decisions.push(Decision {
                task: Some(number),
                content,
                place,
                at,
                before,
                after,
                choice,
            });
        };
        let mut lists = [(Field::Lead, Place::Lead), (Field::Support, Place::Support)].map(
            |(field, place)| -> Vec<Value> {
                let values = task.all(field).iter();
                let value = |text| self.value((text, number), place, &texts, &mut decide);
                values.flat_map(value).collect()
            },
        );
        let is_new = lists.iter().flatten().any(|value| value.is_new);
        if is_new {
            self.collapse(&mut lists);
            let [leads, supports] = lists;
            let leads_before = task.all(Field::Lead).len();
            // Two leads that became one are no longer joint.
            if leads_before > 1 && leads.len() == 1 {
                task.values.remove(&Field::Joint);
            }
            for (field, list) in [(Field::Lead, leads), (Field::Support, supports)] {
                match list.is_empty() {
                    true => task.values.remove(&field),
                    false => task
                        .values
                        .insert(field, list.into_iter().map(|value| value.text).collect()),
                };
            }
        }
        for field in WORDED {
            let Some(values) = task.values.get_mut(field) else { continue };
            for text in values {
                let found = self.wording(text, &texts);
                for (before, after, choice) in found {
                    decide(Place::Wording, &before, after, choice);
                }
            }
        }
        mark(task, &decisions);
        decisions
    }

    /// The values that stand for one after the successors are put in.
    fn value(
        &self,
        (text, number): (&Text, usize),
        place: Place,
        texts: &[&str],
        decide: &mut impl FnMut(Place, &Text, String, Choice),
    ) -> Vec<Value> {
        let names = cell(&text.value, &self.bodies).names;
        let mut now = text.value.clone();
        let mut apart: Option<Vec<String>> = None;
        for named in names {
            let said = Located::new(named.name.clone(), text.at);
            let Some((ended, range)) = self.ended(&named.name) else { continue };
            let given = choice(self.chosen, (Some(number), place), &named.name);
            let is_given = given.is_some();
            let range = if is_given { named.name.clone() } else { range };
            let mut choice =
                given.unwrap_or_else(|| self.found(&ended, (&range, &named.name), place, texts));
            if choice.sureness != Sureness::Open && now.matches(&range).count() != 1 {
                choice = Choice { sureness: Sureness::Open, basis: String::new(), ..choice };
                choice.reason =
                    String::from("ô ghi tên không tách ra được; tách mỗi cơ quan một tên");
            }
            let stays = is_given && choice.to == [said.value.as_str()];
            if stays || choice.sureness == Sureness::Open {
                decide(place, &said, said.value.clone(), choice);
                continue;
            }
            let new: Vec<String> = match is_given {
                true => choice.to.clone(),
                false => {
                    let names = choice.to.iter();
                    names.map(|to| written(&range, &ended, to, self.successors)).collect()
                }
            };
            let after = new.join("; ");
            now = now.replacen(&range, &after, 1);
            if text.value == range {
                apart = Some(new);
            }
            decide(place, &said, said.value.replacen(&range, &after, 1), choice);
        }
        let is_new = now != text.value || apart.is_some();
        let values = apart.unwrap_or_else(|| vec![now]);
        let value = |value: String| Value { text: Located::new(value, text.at), is_new };
        values.into_iter().map(value).collect()
    }

    /// Whom a name means, if that is nobody on the day, and the words that mean it.
    fn ended(&self, name: &str) -> Option<(Ended<'_>, String)> {
        if let Some(ended) = self.successors.ended(name) {
            return Some((ended, name.to_string()));
        }
        if !self.is_unknown(name) {
            return None;
        }
        // "Giám đốc Sở Kế hoạch và Đầu tư", "Phòng … huyện …": a body inside another's name.
        let (range, agency) = self.inside.find(name, self.successors).into_iter().next()?;
        let words = name.get(range).unwrap_or_default().to_string();
        Some((Ended::Body(Box::new(agency.clone())), words))
    }

    /// Who does the work of a body that ended, whose words are a part of a name or all of it.
    fn found(
        &self,
        ended: &Ended,
        (range, name): (&str, &str),
        place: Place,
        texts: &[&str],
    ) -> Choice {
        let choice = self.successors.choice(ended, place, texts);
        if range == name || !is_district(ended) && choice.to.len() == 1 {
            return choice;
        }
        let reason = String::from("tên gồm cơ quan không còn, danh bạ không có tên mới");
        Choice { sureness: Sureness::Open, basis: String::new(), reason, ..choice }
    }

    fn is_unknown(&self, name: &str) -> bool {
        self.successors.before.find(name) == Found::Nobody
    }

    /// Each body once, in the lead rather than among the supports; what the plan itself says twice
    /// is for its checks.
    fn collapse(&self, lists: &mut [Vec<Value>; 2]) {
        let mut seen: HashSet<String> = HashSet::new();
        let mut added: HashSet<String> = HashSet::new();
        for list in lists {
            list.retain(|value| {
                let key = self.identity(&value.text.value);
                let is_first = seen.insert(key.clone());
                let is_kept = is_first || !(value.is_new || added.contains(&key));
                if value.is_new {
                    added.insert(key);
                }
                is_kept
            });
        }
    }

    /// Equal for two names of one body.
    fn identity(&self, name: &str) -> String {
        match self.successors.after.find(name) {
            Found::Agency(index) => self.successors.after.agencies()[index].id.clone(),
            Found::Collective(index) => self.successors.after.collectives()[index].id.clone(),
            Found::Commune(body) => {
                self.successors.after.commune(body).map_or_else(String::new, |agency| agency.id)
            }
            Found::Nobody => key(name),
        }
    }

    /// The names in a text of bodies that ended; changed where that is asked for and decided.
    fn wording(&self, text: &mut Text, texts: &[&str]) -> Vec<(Text, String, Choice)> {
        let mut found: Vec<(Text, String, Choice)> = Vec::new();
        let hits = self.old.find(&text.value, self.successors);
        let hits: Vec<_> =
            hits.into_iter().map(|(range, agency)| (range, agency.clone())).collect();
        for (range, agency) in hits.into_iter().rev() {
            let Some(words) = text.value.get(range.clone()).map(str::to_string) else { continue };
            let ended = Ended::Body(Box::new(agency));
            let choice = self.successors.choice(&ended, Place::Wording, texts);
            let mut after = words.clone();
            if let ([to], true) = (choice.to.as_slice(), self.in_text)
                && choice.sureness != Sureness::Open
            {
                after = written(&words, &ended, to, self.successors);
                text.value.replace_range(range, &after);
            }
            found.push((Located::new(words, text.at), after, choice));
        }
        found.reverse();
        found
    }
}

fn is_district(ended: &Ended) -> bool {
    matches!(ended, Ended::Body(agency) if agency.kind == "huyen")
}

/// Says in the draft's reasons, which no issued document prints, what a person must decide.
fn mark(task: &mut DraftTask, decisions: &[Decision]) {
    let is_open = |one: &&Decision| one.is_open() && one.place != Place::Wording;
    for one in decisions.iter().filter(is_open) {
        let words =
            format!("Cần quyết định cơ quan kế thừa của “{}”: {}", one.before, one.choice.reason);
        let marks = task.values.entry(Field::DraftReason).or_default();
        if !marks.iter().any(|known| known.value.contains(&words)) {
            marks.push(Located::new(words, one.at));
        }
    }
}
