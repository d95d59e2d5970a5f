//! A place that names bodies (a cell, the value of a label, a bracket, a line of Nơi nhận) → the
//! names in it, what each body does, and the words that are not names.
//!
//! The text is read once into atoms and separators ([`words`], [`marks`]). [`segments`] judges all
//! ways to make names of the atoms and takes the best. The words of roles between them ([`roles`])
//! say who leads and who supports.
//!
//! Invariant: every word belongs to a name, a role or a scope, or is in `rest`. The time is linear.

mod atom;
mod brackets;
mod heads;
mod marks;
mod roles;
mod segments;
mod words;

use std::collections::HashSet;
use std::rc::Rc;

use super::known::Bodies;
use crate::text::key;
use crate::text::words::Sign;
use crate::vocabulary::{NAME_TAILS, NO_MORE, STARTERS, STRONG};
use atom::{Atom, Gap, LONGEST};
use heads::Carry;
pub(super) use heads::list_head;
pub use roles::Role;
use segments::{Segment, Segments};
use words::Words;

/// A name of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What is printed: as written, with its notes in brackets; in full where a list left the kind
    /// out.
    pub text: String,
    /// What is looked up.
    pub name: String,
    /// What the words beside it say of it.
    pub role: Option<Role>,
    /// How surely it is a name: 100 for each part that the directory knows, 60 where it is built as
    /// names are, 20 and less where it only stands where names do.
    pub score: i32,
}

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its names, in order, each once.
    pub names: Vec<Named>,
    /// Words that bound what the bodies do: "theo lĩnh vực phụ trách".
    pub scopes: Vec<String>,
    /// Words that are no name.
    pub rest: Vec<String>,
}

/// What a place says that names bodies.
pub fn cell(text: &str, bodies: &Bodies) -> Cell {
    read(text, bodies, false)
}

/// The names of a text that is nothing else; phrases that stand together are one, as a sentence has
/// them, with `joins_phrases`.
pub fn read(text: &str, bodies: &Bodies, joins_phrases: bool) -> Cell {
    let words = Words::new(text);
    // A source may declare any name, with signs in it that part names elsewhere.
    let line = text.trim();
    if words.tokens.len() <= LONGEST
        && marks::marks(&words, 0, words.tokens.len()) == 0
        && roles::role_at(&words, 0).is_none()
        && !line.contains(['\n', ';', '…', '•'])
        && line.matches('(').count() == line.matches(')').count()
        && !line.contains(": ")
        && !brackets::ends_with_note_mark(line)
        && bodies.is_known(line)
    {
        let text = words.line(0, words.tokens.len());
        let text = text.trim_end_matches(['.', ',', ':', ' ']).to_string();
        let name = Named { name: text.clone(), text, role: None, score: atom::points::KNOWN };
        return Cell { names: vec![name], ..Cell::default() };
    }
    let segments = Segments { words: &words, bodies, joins_phrases };
    let mut reader = Reader {
        words: &words,
        segments,
        cell: Cell::default(),
        run: Vec::new(),
        gap: Gap::Hard,
        start: None,
        notes: Vec::new(),
        carry: None,
        forward: None,
        pending: Vec::new(),
        taken: Vec::new(),
    };
    reader.read(0, words.tokens.len(), 0);
    reader.finish()
}

struct Reader<'a> {
    words: &'a Words<'a>,
    segments: Segments<'a>,
    cell: Cell,
    /// Atoms that nothing has parted for certain.
    run: Vec<Atom>,
    /// What stands before the next atom.
    gap: Gap,
    /// Where the open atom begins, and its notes in brackets.
    start: Option<usize>,
    notes: Vec<(usize, usize)>,
    carry: Option<Rc<Carry>>,
    /// The role of the names that follow.
    forward: Option<Role>,
    /// Names that no role has been said of.
    pending: Vec<usize>,
    /// Names that a word behind them has made supports, the first of each time.
    taken: Vec<usize>,
}

impl Reader<'_> {
    fn read(&mut self, from: usize, to: usize, depth: usize) {
        let mut at = from;
        let mut may_begin = true;
        while at < to {
            if self.words.begins_line(at) && at > from {
                self.close(at);
                self.part(Gap::Line);
                may_begin = true;
            }
            if may_begin {
                let used = marks::marks(self.words, at, to);
                if used > 0 {
                    self.close(at);
                    self.hard();
                    at += used;
                    continue;
                }
            }
            if let Some(end) = self.declared(at, to).filter(|_| may_begin) {
                self.open(at);
                self.close(end);
                at = end;
                continue;
            }
            let next = self.step(at, to, depth).max(at + 1);
            may_begin = self.start.is_none() && self.run.is_empty();
            at = next;
        }
        self.close(to);
        self.flush();
    }

    /// The end of a name that a source declares with signs in it that part names elsewhere.
    fn declared(&self, at: usize, to: usize) -> Option<usize> {
        let ends = |index: &usize| {
            self.words.is_sign(*index, Sign::Semicolon)
                || *index > at && self.words.begins_line(*index)
        };
        let reach = to.min(at + LONGEST);
        let end = (at..reach).find(ends).or((reach == to).then_some(to)).filter(|end| *end > at)?;
        let is_odd = |c: char| "#$%&<>=@?!^~\\|{}`'\"“”‘’".contains(c);
        let has_odd = (at..end).any(|index| self.words.written(index).contains(is_odd));
        (has_odd && self.segments.bodies.is_known(&self.words.line(at, end))).then_some(end)
    }

    /// Reads the token at a place and what belongs to it; gives the next.
    fn step(&mut self, at: usize, to: usize, depth: usize) -> usize {
        let Some(token) = self.words.get(at) else { return to };
        match token.sign {
            Sign::Word => self.word(at, to),
            Sign::Open => self.bracket(at, to, depth),
            Sign::Close => self.sign(at, None),
            Sign::Comma => self.sign(at, Some(Gap::Comma)),
            Sign::Dash => self.sign(at, Some(Gap::Dash)),
            Sign::Semicolon => self.sign(at, Some(Gap::Hard)),
            Sign::Colon => self.colon(at),
            Sign::Stop if self.is_inner_stop(at, to) => at + 1,
            // "../x": no sentence ends there.
            Sign::Stop if self.start.is_some() && self.words.is_glued(at, to) => at + 1,
            Sign::Stop => self.sign(at, Some(Gap::Hard)),
            Sign::Quote => {
                self.open(at);
                at + 1
            }
            Sign::Other => match self.words.written(at) {
                "&" => self.sign(at, Some(Gap::And)),
                "/" if self.start.is_some()
                    && !self.words.is_sign(at.saturating_sub(1), Sign::Word) =>
                {
                    at + 1
                }
                "/" => self.sign(at, Some(Gap::Stroke)),
                "'" | "’" | "‘" | "%" => at + 1,
                // A sign that parts no list is of the name, be it one that nobody expects there.
                "#" | "$" | "<" | ">" | "=" | "@" | "?" | "!" | "^" | "~" => {
                    self.open(at);
                    at + 1
                }
                "|" if self.words.is_tight(at) => at + 1,
                "[" if self.note_mark(at, to).is_some() => {
                    self.close(at);
                    self.note_mark(at, to).unwrap_or(to)
                }
                _ => self.sign(at, Some(Gap::Hard)),
            },
        }
    }

    /// "P. Tổ chức", "TT. Y tế": the stop of an abbreviation inside a name.
    fn is_inner_stop(&self, at: usize, to: usize) -> bool {
        const SHORT: usize = 3;
        let before = at.checked_sub(1).map_or("", |before| self.words.written(before));
        let is_short = before.chars().count() <= SHORT && before.chars().all(char::is_uppercase);
        at + 1 < to && is_short && !before.is_empty() && !self.words.begins_line(at + 1)
    }

    fn sign(&mut self, at: usize, gap: Option<Gap>) -> usize {
        self.close(at);
        match gap {
            Some(Gap::Hard) => self.hard(),
            Some(gap) => self.part(gap),
            None => {}
        }
        at + 1
    }

    fn word(&mut self, at: usize, to: usize) -> usize {
        let begins = self.start.is_none();
        let is_and = self.words.get(at).is_some_and(|token| token.is("và") || token.is("cùng"));
        if is_and && roles::role_at(self.words, at).is_none() {
            return self.sign(at, Some(Gap::And));
        }
        if begins {
            if let Some((role, next)) = roles::label_at(self.words, at, to) {
                self.flush();
                self.label(role);
                return next;
            }
            if let Some(used) = roles::order_at(self.words, at) {
                return at + used;
            }
            if let Some(used) = NO_MORE.at(&self.words.tokens, at) {
                return at + used;
            }
        }
        if let Some((role, used)) = roles::role_at(self.words, at) {
            self.close(at);
            self.flush();
            return self.role(role, at + used, to);
        }
        if roles::begins_scope(self.words, at, !begins) {
            self.close(at);
            return self.scope(at, to);
        }
        if begins && self.is_led_by(at, to) {
            return at + 1;
        }
        if let Some(start) = self.start {
            // "Phòng Tham mưu": a kind alone is no name.
            let head = super::kinds::head(&self.words.tokens, start).unwrap_or(0);
            let is_capital = self.words.get(at).is_some_and(|token| token.capital);
            if let Some(used) = roles::duty_at(self.words, at)
                .filter(|used| self.is_stop(at + used, to) && !(is_capital && at == start + head))
            {
                self.close(at);
                return at + used;
            }
            if self.goes_on_as_sentence(start, at, to) {
                self.close(at);
                self.flush();
                let end = self.clause_end(at, to);
                self.rest(at, end);
                return end;
            }
        }
        self.open(at);
        // "Báo và Phát thanh, Truyền hình": a kind with separators in it.
        let kind = super::kinds::head(&self.words.tokens, at).filter(|_| begins).unwrap_or(1);
        if at + kind <= to { at + kind } else { at + 1 }
    }

    /// "Do Sở Y tế chủ trì": "do" before who leads.
    fn is_led_by(&self, at: usize, to: usize) -> bool {
        const REACH: usize = 40;
        let is_by = self.words.get(at).is_some_and(|token| token.is("do"));
        is_by
            && (at + 1..self.clause_end(at, to.min(at + REACH))).any(|at| {
                roles::role_at(self.words, at).is_some() || roles::duty_at(self.words, at).is_some()
            })
    }

    /// Whether a name that the directory knows is followed by a verb and its object, or any name by a
    /// word that no name goes over.
    fn goes_on_as_sentence(&self, start: usize, at: usize, to: usize) -> bool {
        let tokens = &self.words.tokens;
        let is_small = tokens.get(at).is_some_and(|token| !token.capital);
        let head = super::kinds::head(tokens, start).unwrap_or(0);
        if !is_small || at <= start + head || self.is_stop(at + 1, to) {
            return false;
        }
        if STRONG.at(tokens, at).is_some() {
            return !roles::crosses(self.words, at, 2)
                && !self.segments.bodies.is_known(&self.words.line(start, at + 2));
        }
        // "theo dõi, đôn đốc …": an object, or one verb more.
        let has_object = |next: usize| {
            !self.is_stop(next, to)
                || self.words.is_sign(next, Sign::Comma) && STARTERS.at(tokens, next + 1).is_some()
        };
        STARTERS.at(tokens, at).is_some_and(|used| used > 1 && has_object(at + used))
            && NAME_TAILS.at(tokens, at).is_none()
            && self.segments.bodies.is_known(&self.words.line(start, at))
    }

    /// Whether a part of the cell ends at a token.
    fn is_stop(&self, at: usize, to: usize) -> bool {
        at >= to
            || self.words.begins_line(at)
            || self.words.get(at).is_none_or(|token| token.sign != Sign::Word)
            || roles::role_at(self.words, at).is_some()
    }

    /// Where a clause ends: at a semicolon, a line, a stop.
    fn clause_end(&self, at: usize, to: usize) -> usize {
        (at + 1..to)
            .find(|next| {
                self.words.begins_line(*next)
                    || self.words.is_sign(*next, Sign::Semicolon)
                    || self.words.is_sign(*next, Sign::Stop) && *next + 1 < to
                    || self.words.is_sign(*next, Sign::Close)
            })
            .unwrap_or(to)
    }

    /// Words of a scope, up to what ends the part, a role, or a comma before a name.
    fn scope(&mut self, at: usize, to: usize) -> usize {
        let end = (at + 1..to)
            .find(|next| {
                let is_name = || {
                    super::kinds::begins_name(&self.words.tokens, next + 1)
                        || super::kinds::several(&self.words.tokens, next + 1).is_some()
                };
                let sign = self.words.get(*next).map(|token| token.sign);
                self.words.begins_line(*next)
                    || matches!(
                        sign,
                        Some(Sign::Semicolon | Sign::Open | Sign::Close | Sign::Colon)
                    )
                    || sign == Some(Sign::Comma) && is_name()
                    || roles::role_at(self.words, *next).is_some()
            })
            .unwrap_or(to);
        self.cell.scopes.push(self.words.line(at, end));
        end
    }

    fn open(&mut self, at: usize) {
        self.start.get_or_insert(at);
    }

    /// Ends the open atom before a token.
    fn close(&mut self, end: usize) {
        if let Some(start) = self.start.take() {
            let notes = std::mem::take(&mut self.notes);
            // A sign alone is no name that a kind could have been left out of, unless a source says so.
            let line = self.words.line(start, end);
            if !line.contains(char::is_alphanumeric) && !self.segments.bodies.is_known(&line) {
                return self.rest(start, end);
            }
            self.run.push(Atom { gap: self.gap, start, end, notes });
            self.gap = Gap::Hard;
            if self.run.len() == 1
                && let Some(first) = self.run.first_mut()
            {
                first.gap = Gap::Hard;
            }
        }
    }

    /// A separator; of several in a row "và" counts, then a line, then the first.
    fn part(&mut self, gap: Gap) {
        if self.run.is_empty() {
            return;
        }
        let stronger = match (self.gap, gap) {
            (Gap::Hard, gap) => gap,
            (_, Gap::And) => Gap::And,
            (Gap::And, _) => Gap::And,
            (_, Gap::Line) => Gap::Line,
            (before, _) => before,
        };
        self.gap = stronger;
    }

    fn hard(&mut self) {
        self.flush();
    }

    /// Makes names of the atoms that have gathered.
    fn flush(&mut self) {
        self.gap = Gap::Hard;
        let run = std::mem::take(&mut self.run);
        if run.is_empty() {
            return;
        }
        let (found, carry) = self.segments.best(&run, self.carry.take());
        // Behind a sign that parts for certain, a kind is left out of names that somebody knows alone.
        self.carry = carry.map(|carry| match carry.by_colon {
            true => carry,
            false => Rc::new(Carry { known_only: true, ..(*carry).clone() }),
        });
        for Segment { text, name, points } in found {
            if points <= 0 {
                self.no_name(text);
                continue;
            }
            if self.forward.is_none() {
                self.pending.push(self.cell.names.len());
            }
            self.cell.names.push(Named { text, name, role: self.forward, score: points });
        }
    }

    fn no_name(&mut self, text: String) {
        let is_nobody = ["không", "không có"].contains(&key(&text).as_str());
        if !is_nobody && text.chars().any(char::is_alphanumeric) {
            self.cell.rest.push(text);
        }
    }

    fn rest(&mut self, from: usize, to: usize) {
        self.no_name(self.words.line(from, to));
    }

    /// A label: what follows has its role.
    fn label(&mut self, role: Option<Role>) {
        self.pending.clear();
        self.forward = role;
    }

    /// A role among names: it says what stands before it does, or announces those behind it.
    fn role(&mut self, role: Role, next: usize, to: usize) -> usize {
        let behind = roles::with(self.words, next, to);
        if role == Role::Support
            && let Some(behind) = behind
        {
            for index in std::mem::take(&mut self.pending) {
                self.say(index, Role::Lead);
            }
            self.forward = Some(Role::Support);
            return behind;
        }
        if self.pending.is_empty() {
            // "Chủ trì - Sở Y tế", "Phối hợp Sở Y tế"
            self.forward = Some(role);
            return next;
        }
        self.backward(role);
        self.forward = None;
        next
    }

    /// The names since the last role have this one.
    fn backward(&mut self, role: Role) {
        let pending = std::mem::take(&mut self.pending);
        if pending.is_empty()
            && let Some(last) = self.cell.names.last_mut()
        {
            last.role = Some(role);
        }
        if role == Role::Support
            && let Some(first) = pending.first().filter(|_| pending.len() > 1)
        {
            self.taken.push(*first);
        }
        for index in pending {
            self.say(index, role);
        }
    }

    fn say(&mut self, index: usize, role: Role) {
        if let Some(named) = self.cell.names.get_mut(index) {
            named.role = Some(role);
        }
    }

    fn finish(mut self) -> Cell {
        // "Sở Y tế, Sở Nội vụ (phối hợp)": who leads stands first.
        let is_led = self.cell.names.iter().any(|named| named.role != Some(Role::Support));
        if !is_led && let Some(0) = self.taken.first() {
            self.say(0, Role::Lead);
        }
        // Who is named beside one that leads, and without a role, supports.
        let leads = |named: &Named| named.role == Some(Role::Lead);
        if self.cell.names.iter().any(leads) {
            for named in self.cell.names.iter_mut().filter(|named| named.role.is_none()) {
                named.role = Some(Role::Support);
            }
        }
        let mut seen = HashSet::new();
        self.cell.names.retain(|named| seen.insert((key(&named.text), named.role)));
        self.cell
    }
}

#[cfg(test)]
mod cases;
