//! Atoms → names. All ways to join the atoms to names are judged at once.
//!
//! Invariant: the time is linear in the number of atoms, because no name has more than
//! [`MOST_ATOMS`]. Of two readings with equal points, the reading with the longer name counts.

use std::rc::Rc;

use super::atom::{Atom, Class, Gap, LONGEST, class, name_of, points};
use super::heads::{Carry, Head, list_head};
use super::words::Words;
use crate::names::kinds;
use crate::names::known::Bodies;
use crate::names::subjects::is_subject;
use crate::text::key;
use crate::text::words::tokens;
use crate::vocabulary::{ADDRESSES, JOINED_BODIES, NAME_TAILS, PLACES, SUBJECTS};

/// No name has more parts between commas and "và".
const MOST_ATOMS: usize = 8;

/// Of a list that no office writes, names with this many parts at most are looked for.
const FEW_ATOMS: usize = 3;

/// More atoms than any office writes in one place.
const MANY: usize = 2000;

/// One name of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// As written; in full where the list left the kind out.
    pub text: String,
    /// The same without notes in brackets, unless they say where a commune lies: what is looked up.
    pub name: String,
    /// How surely it is a name; 0 is none.
    pub points: i32,
}

/// Parts lists.
pub struct Segments<'a> {
    /// The text.
    pub words: &'a Words<'a>,
    /// Knows names.
    pub bodies: &'a Bodies<'a>,
    /// Phrases in the plural that stand together are one, as a sentence has them.
    pub joins_phrases: bool,
}

/// The best way to read the atoms up to a place.
#[derive(Clone)]
struct State {
    points: i32,
    from: usize,
    fit: Fit,
    carry: Option<Rc<Carry>>,
}

/// One name of some atoms.
#[derive(Clone, Default)]
struct Fit {
    points: i32,
    /// The name in full where its kind was left out.
    full: Option<String>,
    /// It is a clause and no name.
    is_clause: bool,
}

impl Segments<'_> {
    /// The names of atoms that nothing parts for certain, and the kind that may be left out of the
    /// names behind them.
    pub fn best(
        &self,
        atoms: &[Atom],
        carry: Option<Rc<Carry>>,
    ) -> (Vec<Segment>, Option<Rc<Carry>>) {
        let classes: Vec<Class> =
            atoms.iter().map(|atom| class(self.words, atom, self.bodies)).collect();
        let most = if atoms.len() > MANY { FEW_ATOMS } else { MOST_ATOMS };
        let first = State { points: 0, from: 0, fit: Fit::default(), carry };
        let mut states = vec![first];
        for end in 1..=atoms.len() {
            let mut best: Option<State> = None;
            for start in end.saturating_sub(most)..end {
                let Some(before) = states.get(start) else { continue };
                let Some(fit) = self.fit(atoms, &classes, (start, end), before.carry.as_deref())
                else {
                    continue;
                };
                let points = before.points + fit.points - cost(atoms, &classes, start, &fit);
                if best.as_ref().is_none_or(|best| points > best.points) {
                    let carry = self.carry(atoms, &classes, (start, end), before, &fit);
                    best = Some(State { points, from: start, fit, carry });
                }
            }
            let Some(best) = best else { break };
            states.push(best);
        }
        let carry = states.last().and_then(|state| state.carry.clone());
        (self.segments(atoms, &states), carry)
    }

    /// Reads the chosen states back.
    fn segments(&self, atoms: &[Atom], states: &[State]) -> Vec<Segment> {
        let mut found = Vec::new();
        let mut end = states.len() - 1;
        let mut is_elided = false;
        while let Some(state) = states.get(end).filter(|_| end > 0) {
            let parts = &atoms[state.from..end];
            let mut segment = match &state.fit.full {
                Some(full) => self.noted(full.clone(), parts, state.fit.points),
                None => {
                    let points = if state.fit.is_clause { 0 } else { state.fit.points };
                    self.segment(parts, points)
                }
            };
            // "các Sở Nội vụ, Tài chính": the first of several is one of them.
            if is_elided
                && let Some(Head { carry, rest, plural: true }) =
                    parts.first().and_then(|atom| self.head(atom))
                && let (_, end, notes) = span(parts)
            {
                let bare = name_of(self.words, rest, end, &notes);
                segment = self.noted(format!("{} {bare}", carry.prefix), parts, segment.points);
            }
            is_elided = state.fit.full.is_some();
            found.push(segment);
            end = state.from;
        }
        found.reverse();
        found
    }

    fn head(&self, atom: &Atom) -> Option<Head> {
        list_head(self.words.text, &self.words.tokens, (atom.start, atom.end))
    }

    fn segment(&self, parts: &[Atom], points: i32) -> Segment {
        let (start, end, notes) = span(parts);
        let name = name_of(self.words, start, end, &notes);
        self.placed(self.words.line(start, end), name, points)
    }

    /// A name in full with the notes that its parts have: "UBND xã Tân Lập (huyện Mộc Hóa)".
    fn noted(&self, full: String, parts: &[Atom], points: i32) -> Segment {
        let notes = parts.iter().flat_map(|atom| &atom.notes);
        let notes = notes.map(|(open, close)| self.words.line(*open, close + 1));
        let text = std::iter::once(full.clone()).chain(notes).collect::<Vec<_>>().join(" ");
        self.placed(text, full, points)
    }

    /// What is looked up is the name without its notes, unless they say where a commune lies.
    fn placed(&self, text: String, name: String, points: i32) -> Segment {
        let name = if text.ends_with(')') && text != name && self.bodies.says_where(&text) {
            text.clone()
        } else {
            name
        };
        Segment { text, name, points }
    }

    /// What the names behind a segment may leave out.
    fn carry(
        &self,
        atoms: &[Atom],
        classes: &[Class],
        (start, _): (usize, usize),
        before: &State,
        fit: &Fit,
    ) -> Option<Rc<Carry>> {
        if fit.full.is_some() {
            return before.carry.clone();
        }
        let class = classes.get(start)?;
        if class.kind == 0 && class.several == 0 && !class.small_kind {
            return before.carry.clone().filter(|_| !class.known);
        }
        let head = self.head(atoms.get(start)?)?;
        // A post leads alone: "Giám đốc Sở Y tế, Hà Văn Nam".
        (head.plural || !class.person).then(|| Rc::new(head.carry))
    }

    /// How well some atoms make one name.
    fn fit(
        &self,
        atoms: &[Atom],
        classes: &[Class],
        (start, end): (usize, usize),
        carry: Option<&Carry>,
    ) -> Option<Fit> {
        let (parts, own) = (&atoms[start..end], &classes[start..end]);
        let (from, to, notes) = span(parts);
        if end - start > 1 && (to - from > LONGEST || parts[1..].iter().any(|p| p.gap == Gap::Hard))
        {
            return None;
        }
        let count = i32::try_from(end - start).unwrap_or(1);
        let plain =
            if to - from > LONGEST { String::new() } else { name_of(self.words, from, to, &notes) };
        let is_known = match own {
            [one] => one.known,
            _ => self.bodies.is_known(&plain) || self.is_known_of_several(parts),
        };
        let built = if is_known {
            let known = points::KNOWN * count + 1;
            Some(if let [one] = own {
                one.alone
            } else {
                known.max(self.joined(parts, own).unwrap_or(0))
            })
        } else {
            self.joined(parts, own)
        };
        let is_clause = !is_known && Self::is_clause(own);
        let built = if is_clause { Some(built.unwrap_or(0).max(45)) } else { built };
        // "Cục Thông tin, Thống kê": where two stand alone, a name has a comma as likely as a list
        // leaves out the kind, and printing it as written is never wrong.
        let ends = |at: usize| {
            atoms.get(at).is_none_or(|atom| matches!(atom.gap, Gap::Hard | Gap::Line))
                || classes.get(at).is_some_and(Class::is_headed)
        };
        let is_pair = end - start == 2
            && ends(end)
            && carry.is_none_or(|carry| !carry.is_place)
            && matches!(own, [first, next] if first.is_headed() && !first.known && !first.person
                && next.capital && next.kind == 0 && !next.is_headed());
        let built = built.map(|built| if is_pair && !is_known { built + 40 } else { built });
        let elided = carry.and_then(|carry| self.elided(&plain, parts, own, carry));
        match (built, elided) {
            (built, Some(elided)) if built.is_none_or(|built| elided.points > built) => {
                Some(elided)
            }
            (Some(points), _) => Some(Fit { points, full: None, is_clause }),
            (None, _) => None,
        }
    }

    /// "Rà soát, sửa đổi quy chế", "Khoa học, công nghệ": no kind of body, and small letters that go on.
    fn is_clause(own: &[Class]) -> bool {
        let [begin, rest @ ..] = own else { return false };
        !rest.is_empty()
            && begin.kind + begin.several == 0
            && !begin.known
            && begin.capital
            && begin.alone <= points::CAPITALS
            && rest.iter().all(|class| !class.capital && !class.is_headed() && !class.small_kind)
    }

    /// "các Sở Văn hóa, Thể thao và Du lịch": known as one of them.
    fn is_known_of_several(&self, parts: &[Atom]) -> bool {
        let head = parts.first().and_then(|atom| self.head(atom));
        let Some(Head { carry, rest, plural: true }) = head else { return false };
        let end = parts.last().map_or(rest, |last| last.end);
        rest < end
            && self.bodies.is_known(&format!("{} {}", carry.prefix, self.words.line(rest, end)))
    }

    /// A name whose kind stands before the list: "các Sở: Nội vụ, Tài chính".
    fn elided(&self, plain: &str, parts: &[Atom], own: &[Class], carry: &Carry) -> Option<Fit> {
        let first = own.first()?;
        let count = i32::try_from(own.len()).unwrap_or(1);
        let office = carry.office(plain).filter(|office| self.bodies.is_known(office));
        let is_subject = SUBJECTS.has(&key(plain)) || is_subject(plain);
        let sorted = carry.sorted(plain).filter(|_| !is_subject && first.capital);
        let full = office.or(sorted).unwrap_or_else(|| carry.full(plain, first.small_kind));
        let fit = |points| Some(Fit { points, full: Some(full.clone()), is_clause: false });
        let is_free = !first.is_headed() || first.bare && !first.place && !first.is_whole();
        // "các sở, ban, ngành và UBND các huyện, thành phố": a kind alone leaves nothing out.
        let is_kind = first.bare_kind && own.len() == 1;
        // "Các cơ quan: TP. Hà Tĩnh" leaves no "Sở" out.
        let is_itself = carry.known_only && carry.by_colon && self.bodies.is_known(plain);
        if plain.is_empty() || is_kind || is_itself || !is_free && !carry.by_colon {
            return None;
        }
        if self.bodies.is_known(&full) {
            return fit(if carry.by_colon {
                points::KNOWN * count + 5
            } else {
                (points::KNOWN - 10) * count
            });
        }
        if !is_free || carry.known_only || first.alone == 0 && !is_subject {
            return None;
        }
        let joins = self.joins(parts, own)?;
        match (carry.forced, is_subject) {
            (true, true) => fit((points::KNOWN - 15) * count),
            (true, false) if first.capital => fit(80 + joins),
            (true, false) if carry.by_colon && !first.small_kind => fit(70 + joins),
            (true, false) if carry.is_place && first.place => fit(70 + joins),
            (false, true) if first.bare && first.person => fit(65),
            (false, true) => fit(35 * count),
            (false, false) if carry.is_place && first.capital && own.len() == 1 => fit(35),
            _ => None,
        }
    }

    /// A name that is built of its atoms.
    fn joined(&self, parts: &[Atom], own: &[Class]) -> Option<i32> {
        let first = own.first()?;
        if own.len() == 1 {
            return Some(first.alone);
        }
        if first.alone == 0 {
            return None;
        }
        // A phrase may go on past what the directory knows of it.
        let known = (2..own.len())
            .rev()
            .filter(|_| first.several > 0 || self.is_phrase(parts))
            .find(|count| {
                let (from, to, notes) = span(&parts[..*count]);
                self.bodies.is_known(&name_of(self.words, from, to, &notes))
            });
        let begun = match known {
            Some(count) => points::KNOWN * i32::try_from(count).unwrap_or(1) + 1,
            None => first.alone,
        };
        let from = known.unwrap_or(1);
        let joins: Option<i32> = (from..own.len()).map(|at| self.join(parts, own, at)).sum();
        Some(begun + joins?)
    }

    fn is_phrase(&self, parts: &[Atom]) -> bool {
        parts.first().is_some_and(|first| has_several(self.words, first))
    }

    fn joins(&self, parts: &[Atom], own: &[Class]) -> Option<i32> {
        (1..own.len()).map(|at| self.join(parts, own, at)).sum()
    }

    /// How well an atom goes on the name that the first began.
    fn join(&self, parts: &[Atom], own: &[Class], at: usize) -> Option<i32> {
        let (first, next, part) = (own.first()?, own.get(at)?, parts.get(at)?);
        let head = self.head(parts.first()?);
        // "các Phòng Tư pháp" are those of one name; "các phòng" go on as a phrase.
        let is_plural = head.as_ref().is_some_and(|head| {
            head.plural && parts.first().is_some_and(|first| head.rest >= first.end)
        }) || head.is_none() && has_several(self.words, parts.first()?);
        if self.is_exception(parts, own, at) {
            return Some(2 * points::KNOWN + 10);
        }
        if self.is_broken_off(parts, own, at) {
            return Some(points::KNOWN);
        }
        if is_plural && next.bare && next.several == 0 {
            return Some(60);
        }
        if next.is_headed() {
            return Some(self.join_headed((first, next), part, is_plural));
        }
        if next.alone == 0 && !next.capital && part.gap != Gap::Line && is_plural {
            return Some(20);
        }
        if !next.capital {
            return Some(match (is_plural, next.small_kind) {
                (true, true) => 60,
                (true, false) => 60,
                (false, true) if part.gap == Gap::Dash => 50,
                (false, true) if next.place && ends_with_place(self.words, parts.first()?) => 60,
                (false, true) => -20,
                (false, false) if first.known => -20,
                (false, false) => 50,
            });
        }
        let is_and = |at: usize| {
            parts.get(at).is_some_and(|part| part.gap == Gap::And)
                && own.get(at).is_some_and(|class| class.capital && !class.is_headed())
        };
        Some(match part.gap {
            Gap::Line => -10,
            _ if is_plural => 0,
            Gap::Dash | Gap::And => 50,
            _ if (at + 1..own.len()).any(is_and) => 40,
            _ => 0,
        })
    }

    /// The same of an atom that begins a name of its own elsewhere.
    fn join_headed(&self, (first, next): (&Class, &Class), part: &Atom, is_plural: bool) -> i32 {
        // "các sở, ban, ngành và UBND các huyện": one phrase, as an office prints it.
        let phrases = self.joins_phrases
            && is_plural
            && (next.several > 0 || has_several(self.words, part))
            && (first.all_kinds && next.all_kinds
                || !next.capital && part.gap == Gap::Comma && !next.all_kinds && !first.all_kinds);
        // "Cục Thông tin, Thống kê": an office goes by the subject of another too.
        let is_subject = self.joins_phrases
            && next.kind + next.several == 0
            && !first.known
            && part.gap == Gap::Comma
            && SUBJECTS.has(&key(&self.words.line(part.start, part.end)));
        match (phrases, is_subject) {
            (true, _) => 2 * points::KNOWN,
            (_, true) => points::KNOWN + 10,
            _ => -80,
        }
    }

    /// Whether a line ends inside a name: "UBND / phường Bỉm Sơn", "UBND xã / Cẩm Bình", "Phòng / Kinh
    /// tế". What stands before the break names nobody by itself, or says of which place it is only
    /// behind it.
    fn is_broken_off(&self, parts: &[Atom], own: &[Class], at: usize) -> bool {
        let (Some(first), Some(next), Some(part)) = (own.first(), own.get(at), parts.get(at))
        else {
            return false;
        };
        let Some(before) = at.checked_sub(1).and_then(|before| parts.get(before)) else {
            return false;
        };
        if part.gap != Gap::Line || next.known || first.kind == 0 || !first.capital {
            return false;
        }
        let tokens = &self.words.tokens;
        let is_capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
        // "phường Bỉm Sơn", "xã 5"
        let place = PLACES.at(tokens, part.start).filter(|_| !next.capital);
        let is_of_place = place.is_some_and(|used| {
            let name = part.start + used;
            name < part.end
                && (is_capital(name)
                    || self.words.written(name).starts_with(|c: char| c.is_ascii_digit()))
        });
        let is_kind = at == 1 && first.bare && !first.person;
        let has_place = ends_with_place(self.words, before);
        if is_of_place {
            return is_kind || !first.known && !has_place;
        }
        let is_open =
            has_place && !first.known || is_kind && !first.is_whole() && first.several == 0;
        is_open && next.capital && next.kind == 0 && next.several == 0
    }

    /// What belongs to a name though it begins one elsewhere.
    fn is_exception(&self, parts: &[Atom], own: &[Class], at: usize) -> bool {
        let (Some(first), Some(next)) = (own.first(), own.get(at)) else { return false };
        let (Some(begin), Some(part)) = (parts.first(), parts.get(at)) else { return false };
        let tokens = &self.words.tokens;
        // "Văn phòng HĐND và UBND huyện"
        let joined = JOINED_BODIES.at(tokens, begin.start + first.kind);
        if first.kind > 0 && joined.is_some_and(|used| begin.start + first.kind + used > part.start)
        {
            return true;
        }
        // "Ban Quản lý Khu kinh tế và các khu công nghiệp"
        if first.kind > 0
            && first.several == 0
            && next.several > 0
            && NAME_TAILS.at(tokens, part.start).is_some()
        {
            return true;
        }
        // "đồng chí Trần Văn An, Phó Chủ tịch UBND tỉnh"
        let has = |part: &Atom, words: &[&str]| {
            let folded = key(&self.words.line(part.start, part.end));
            words.iter().any(|word| folded.contains(word))
        };
        // "Mặt trận Tổ quốc xã và các đoàn thể": one phrase of offices.
        if self.joins_phrases
            && next.several > 0
            && at == 1
            && has(begin, &["mặt trận", "mttq"])
            && has(part, &["đoàn thể", "tổ chức"])
        {
            return true;
        }
        let address = ADDRESSES.at(tokens, begin.start);
        address.is_some_and(|used| {
            let name = begin.start + used;
            kinds::head(tokens, name).is_none()
                && self.words.get(name).is_some_and(|word| word.capital)
        }) && next.person
            && ADDRESSES.at(tokens, part.start).is_none()
            && matches!(part.gap, Gap::Comma | Gap::Dash)
    }
}

/// What it costs to part atoms before one.
fn cost(atoms: &[Atom], classes: &[Class], at: usize, fit: &Fit) -> i32 {
    let is_dash = at > 0 && atoms.get(at).is_some_and(|atom| atom.gap == Gap::Dash);
    let is_name = classes.get(at).is_some_and(Class::is_headed)
        || fit.full.is_some() && fit.points >= points::KNOWN - 10;
    match (is_dash, is_name) {
        (false, _) => 0,
        (true, true) => 10,
        (true, false) => 60,
    }
}

fn span(parts: &[Atom]) -> (usize, usize, Vec<(usize, usize)>) {
    let start = parts.first().map_or(0, |atom| atom.start);
    let end = parts.last().map_or(start, |atom| atom.end);
    (start, end, parts.iter().flat_map(|atom| atom.notes.iter().copied()).collect())
}

/// "UBND các huyện": a plural inside.
fn has_several(words: &Words, atom: &Atom) -> bool {
    const REACH: usize = 8;
    (atom.start + 1..atom.end.min(atom.start + REACH))
        .any(|at| kinds::several(&words.tokens, at).is_some())
}

/// "UBND xã", "Công an huyện": ends with a kind of place, without its name.
fn ends_with_place(words: &Words, atom: &Atom) -> bool {
    let last = words.line(atom.end.saturating_sub(1), atom.end);
    let pair = words.line(atom.end.saturating_sub(2).max(atom.start), atom.end);
    [last, pair].iter().any(|words| {
        let words = tokens(words, 4);
        PLACES.at(&words, 0) == Some(words.len())
            && !words.is_empty()
            && words.iter().all(|word| !word.capital)
    })
}
