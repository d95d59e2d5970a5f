//! A name in a plan → whether its body is no more on the day, and who does its work now.
//!
//! Invariant: a successor exists on the day, or nothing is decided.

use super::decision::{Choice, Place, Sureness};
use super::evidence::{Verdict, judged};
use super::phrases::Phrases;
use super::rules::{BodyRules, Move, PhraseRule, Rules};
use crate::directory::{Directory, Found, OwnEntries};
use crate::model::{Agency, Life};
use crate::text::{Date, key};

/// Where it is looked up who ended and who came after.
pub struct Successors<'a> {
    /// As the plan's own day knows it.
    pub before: &'a Directory,
    /// As the day of the new plan knows it.
    pub after: &'a Directory,
    /// The day of the new plan.
    pub day: Date,
    /// Who took over.
    pub rules: &'a Rules,
    /// The key of the words that name the document's place.
    pub place: String,
    /// Names that are no evidence.
    names: Vec<String>,
    /// Phrases as all offices use them, whatever a plan declares.
    phrases: Directory,
}

/// A name that means nobody on the day.
#[derive(Debug, Clone)]
pub enum Ended<'a> {
    /// A body.
    Body(Box<Agency>),
    /// A phrase, and what it became.
    Phrase(&'a PhraseRule),
    /// One of several communes, all of which ended.
    OneOf(Vec<String>),
    /// A phrase none of whose members is left.
    Nobody,
}

/// A chain of successors is no longer: tax offices changed twice.
const LONGEST_CHAIN: usize = 4;

/// The law by which districts and the communes of before ended.
const DISTRICTS_ENDED: &str = "Luật 72/2025/QH15, Điều 54";
const COMMUNES_MERGED: &str =
    "Luật 72/2025/QH15, Điều 54; nghị quyết của UBTVQH về sắp xếp cấp xã của tỉnh";

impl<'a> Successors<'a> {
    /// For a plan on a day.
    pub fn new(
        (before, after): (&'a Directory, &'a Directory),
        day: Date,
        (rules, place): (&'a Rules, &str),
    ) -> Successors<'a> {
        // "Bộ Lao động - Thương binh và Xã hội" in a task says nothing of the task.
        let long = |name: &&String| name.split_whitespace().count() > 2;
        let names = before.agencies().iter().flat_map(|agency| {
            std::iter::once(&agency.name).chain(&agency.aliases).filter(long).cloned()
        });
        let names = names.collect();
        let phrases = Directory::new("", None, OwnEntries::default());
        Successors { before, after, day, rules, place: key(place), names, phrases }
    }

    /// Whom a name means, if that is nobody on the day.
    pub fn ended(&self, name: &str) -> Option<Ended<'a>> {
        match self.before.find(name) {
            Found::Agency(index) => self.ended_body(self.before.agencies()[index].clone()),
            Found::Commune(body) => self.ended_body(self.before.commune(body)?),
            Found::Collective(index) => {
                let entry = &self.before.collectives()[index];
                if let Some(rule) = self.phrase_rule(name, &entry.id) {
                    return Some(Ended::Phrase(rule));
                }
                let is_gone = self.has_ended(&entry.life)
                    || (!self.before.members(entry).is_empty() && self.is_empty_now(name));
                is_gone.then_some(Ended::Nobody)
            }
            Found::Nobody => {
                if let Some(rule) = self.phrase_rule(name, "") {
                    return Some(Ended::Phrase(rule));
                }
                let several = self.before.several_ended(name, self.day);
                (!several.is_empty()).then_some(Ended::OneOf(several))
            }
        }
    }

    fn ended_body(&self, agency: Agency) -> Option<Ended<'a>> {
        self.has_ended(&agency.life).then(|| Ended::Body(Box::new(agency)))
    }

    /// Whether a body ceased by the day.
    pub fn has_ended(&self, life: &Life) -> bool {
        life.until.is_some_and(|until| until <= self.day)
    }

    /// Whether a phrase has no members on the day.
    fn is_empty_now(&self, name: &str) -> bool {
        let Found::Collective(index) = self.after.find(name) else { return false };
        let entry = &self.after.collectives()[index];
        !entry.open && self.after.members(entry).is_empty()
    }

    fn phrase_rule(&self, name: &str, id: &str) -> Option<&'a PhraseRule> {
        let folded = key(name);
        let general = match self.phrases.find(name) {
            Found::Collective(index) => self.phrases.collectives()[index].id.as_str(),
            _ => "",
        };
        self.rules.phrases.iter().find(|rule| {
            rule.from.iter().any(|from| from == id || from == general || key(from) == folded)
                && rule.since.is_none_or(|since| since <= self.day)
                && !rule.unless.iter().any(|words| folded.contains(&key(words)))
        })
    }

    /// Who does the work of a task now: `texts` are its words, the best evidence first.
    pub fn choice(&self, ended: &Ended, place: Place, texts: &[&str]) -> Choice {
        match ended {
            Ended::Body(agency) => self.of_body(agency, place, texts, 0),
            Ended::Phrase(rule) => Choice {
                to: vec![rule.to.clone()],
                sureness: Sureness::ByLaw,
                reason: String::from("cụm từ chỉ chung theo đơn vị hành chính hiện nay"),
                basis: rule.basis.clone(),
            },
            Ended::Nobody => open(Vec::new(), String::from("cụm từ không còn thành viên nào")),
            Ended::OneOf(several) => {
                open(several.clone(), String::from("nhiều đơn vị cũ trùng tên; ghi rõ huyện cũ"))
            }
        }
    }

    fn of_body(&self, agency: &Agency, place: Place, texts: &[&str], depth: usize) -> Choice {
        if depth >= LONGEST_CHAIN {
            return open(Vec::new(), String::from("danh bạ dẫn vòng quanh"));
        }
        if let Some(choice) = self.by_rules(agency, texts) {
            return self.followed(choice, place, texts, depth);
        }
        let ground = self.before.ground(agency);
        if agency.kind == "huyen" && !ground.is_empty() {
            return by_ground(&ground, place, texts);
        }
        let next: Vec<String> = agency.successors.iter().map(|id| self.name_of(id)).collect();
        let of_commune = |name: &String| matches!(self.after.find(name), Found::Commune(_));
        match next.as_slice() {
            [] => open(Vec::new(), String::from("danh bạ không ghi cơ quan kế thừa")),
            [one] => {
                let is_commune = of_commune(one);
                let choice = Choice {
                    to: vec![one.clone()],
                    sureness: Sureness::ByLaw,
                    reason: String::from(if is_commune {
                        "toàn bộ địa bàn vào một đơn vị mới"
                    } else {
                        "một cơ quan kế thừa"
                    }),
                    basis: String::from(if is_commune {
                        COMMUNES_MERGED
                    } else {
                        "Danh bạ cơ quan của chương trình"
                    }),
                };
                self.followed(choice, place, texts, depth)
            }
            several if several.iter().any(of_commune) => {
                let reason = "địa bàn cũ chia về nhiều đơn vị, đơn vị đầu nhận phần lớn nhất";
                open(next, String::from(reason))
            }
            _ => open(next, String::from("nhiều cơ quan kế thừa, không có căn cứ để chọn")),
        }
    }

    /// A choice whose body ended as well goes on to its successor.
    fn followed(&self, choice: Choice, place: Place, texts: &[&str], depth: usize) -> Choice {
        let [to] = choice.to.as_slice() else { return choice };
        if choice.sureness == Sureness::Open {
            return choice;
        }
        let Some(agency) = self.named(to).filter(|agency| self.has_ended(&agency.life)) else {
            return choice;
        };
        let mut next = self.of_body(&agency, place, texts, depth + 1);
        next.reason = format!("{}, rồi {}", choice.reason, next.reason);
        next.sureness = next.sureness.min(choice.sureness);
        if next.sureness != Sureness::Open {
            next.basis = format!("{}; {}", choice.basis, next.basis);
        }
        next
    }

    /// What the rules say of a body; `None` where they do not name it.
    fn by_rules(&self, agency: &Agency, texts: &[&str]) -> Option<Choice> {
        let mut undecided: Option<Choice> = None;
        for rules in self.rules.bodies.iter().filter(|rules| self.is_of(rules, agency)) {
            let moves: Vec<&Move> = rules.moves.iter().filter(|one| self.holds(one)).collect();
            if let Some(one) = moves.iter().find(|one| one.words.is_empty()) {
                return Some(self.decided(one, Sureness::ByLaw, one.what.clone()));
            }
            match judged(rules, &moves, texts, &self.names) {
                Verdict::One(one, words) => {
                    let reason = format!("{} (“{}”)", one.what, words.join("”, “"));
                    return Some(self.decided(one, Sureness::ByFunction, reason));
                }
                Verdict::Several(several, words) => {
                    let reason = format!("nội dung chạm nhiều lĩnh vực: “{}”", words.join("”, “"));
                    return Some(open(self.names_of(&several), reason));
                }
                Verdict::Nothing => {}
            }
            if let Some(rest) = rules.rest.as_ref().filter(|rest| self.holds(rest)) {
                let sureness =
                    if moves.is_empty() { Sureness::ByLaw } else { Sureness::ByFunction };
                return Some(self.decided(rest, sureness, rest.what.clone()));
            }
            let reason = String::from("nội dung không có từ nào cho biết lĩnh vực");
            undecided = undecided
                .or_else(|| (!moves.is_empty()).then(|| open(self.names_of(&moves), reason)));
        }
        undecided
    }

    fn is_of(&self, rules: &BodyRules, agency: &Agency) -> bool {
        rules.from == agency.id
            || key(&rules.from) == key(&agency.name)
            || matches!(self.before.find(&rules.from),
                Found::Agency(index) if self.before.agencies()[index].id == agency.id)
    }

    fn holds(&self, one: &Move) -> bool {
        let here =
            |place: &String| format!(" {} ", self.place).contains(&format!(" {} ", key(place)));
        (one.places.is_empty() || one.places.iter().any(here))
            && one.since.is_none_or(|since| since <= self.day)
    }

    fn decided(&self, one: &Move, sureness: Sureness, reason: String) -> Choice {
        let basis = one.basis.clone();
        Choice { to: vec![self.name_of(&one.to)], sureness, reason, basis }
    }

    fn names_of(&self, moves: &[&Move]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in moves.iter().map(|one| self.name_of(&one.to)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The name in full of an id or a name.
    fn name_of(&self, to: &str) -> String {
        self.named(to).map_or_else(|| to.to_string(), |agency| agency.name)
    }

    /// The body of an id or a name.
    pub fn named(&self, to: &str) -> Option<Agency> {
        if let Some(agency) = self.after.by_id(to) {
            return Some(agency.clone());
        }
        match self.after.find(to) {
            Found::Agency(index) => Some(self.after.agencies()[index].clone()),
            Found::Commune(body) => self.after.commune(body),
            _ => None,
        }
    }
}

fn open(to: Vec<String>, reason: String) -> Choice {
    Choice { to, sureness: Sureness::Open, reason, basis: String::new() }
}

/// The committees on the ground of a district: that of the commune that the task names; as
/// supports all of them. Among several leads a person chooses.
fn by_ground(ground: &[(String, Vec<String>)], place: Place, texts: &[&str]) -> Choice {
    let mut all: Vec<String> = Vec::new();
    for heir in ground.iter().filter_map(|(_, into)| into.first()) {
        if !all.contains(heir) {
            all.push(heir.clone());
        }
    }
    let decided = |to: Vec<String>, sureness: Sureness, reason: &str| Choice {
        to,
        sureness,
        reason: reason.to_string(),
        basis: String::from(DISTRICTS_ENDED),
    };
    if all.len() == 1 {
        return decided(all, Sureness::ByTerritory, "một đơn vị cấp xã trên địa bàn huyện cũ");
    }
    let communes = Phrases::new(ground.iter().map(|(name, _)| name.as_str()).zip(0..));
    let mut named: Vec<&str> = Vec::new();
    let hits = texts.first().into_iter().flat_map(|text| communes.find(text));
    for (_, into) in hits.filter_map(|hit| ground.get(hit.of)) {
        let [one] = into.as_slice() else {
            return open(into.clone(), String::from("xã nêu trong nội dung chia về nhiều đơn vị"));
        };
        if !named.contains(&one.as_str()) {
            named.push(one);
        }
    }
    if let [one] = named.as_slice() {
        let reason = "địa bàn nêu trong nội dung";
        return decided(vec![(*one).to_string()], Sureness::ByTerritory, reason);
    }
    match place {
        Place::Support => {
            decided(all, Sureness::ByTerritory, "các đơn vị cấp xã trên địa bàn huyện cũ")
        }
        _ => open(all, String::from("nhiều đơn vị cấp xã trên địa bàn huyện cũ")),
    }
}
