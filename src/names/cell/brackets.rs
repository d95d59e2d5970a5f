//! Brackets and colons among names. A bracket holds a role, more names, a scope or a note. A colon
//! announces a kind of body or a label.
//!
//! Invariant: the text of a bracket is a name, a role or a scope, or stays with the name before it
//! as a note. The mark of a note says nothing.

use std::rc::Rc;

use super::Reader;
use super::atom::{Atom, Gap};
use super::heads::{Carry, list_head};
use super::roles;
use crate::text::key;
use crate::text::words::between;
use crate::vocabulary::{ANNOUNCING, PLACES};

/// How deep brackets are read that name bodies themselves.
const DEEPEST: usize = 2;

/// "(*)", "(1)", "[2]": what points to a note.
fn is_note_mark(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | '#');
    let inner = text.trim_matches(['(', ')', '[', ']', ' ']);
    (1..=3).contains(&inner.chars().count()) && inner.chars().all(is_sign)
}

/// Whether a mark of a note stands at the end of a text: "Sở Y tế (*)", "Sở Y tế*".
pub fn ends_with_note_mark(text: &str) -> bool {
    let behind = text.rfind(['(', '[']).and_then(|start| text.get(start..));
    text.ends_with('*') || text.ends_with([')', ']']) && behind.is_some_and(is_note_mark)
}

impl Reader<'_> {
    /// A bracket: a role, more names, a scope, or a note to the name before it.
    pub(super) fn bracket(&mut self, at: usize, to: usize, depth: usize) -> usize {
        let Some(close) = self.words.close(at).filter(|close| *close < to) else {
            return self.unclosed(at, to);
        };
        let inside = at + 1;
        if let Some(role) = roles::bracketed(self.words, inside, close) {
            self.close(at);
            self.flush();
            self.backward(role);
            return close + 1;
        }
        if let Some(next) = self.note_mark(at, to) {
            self.close(at);
            return next;
        }
        if roles::is_duty(self.words, inside, close) || inside == close {
            self.close(at);
            return close + 1;
        }
        let says_role = |next| roles::role_at(self.words, next).is_some();
        let stands_first = self.start.is_none() && self.run.is_empty();
        if depth < DEEPEST && (stands_first || (inside..close).any(says_role)) {
            self.close(at);
            self.flush();
            let forward = self.forward;
            self.read(inside, close, depth + 1);
            self.forward = forward;
            return close + 1;
        }
        if roles::begins_scope(self.words, inside, false) {
            self.cell.scopes.push(self.words.line(inside, close));
            self.close(at);
            return close + 1;
        }
        // A note; in a name that goes on behind it, it is left out where the name is looked up.
        if self.start.is_none()
            && let Some(last) = self.run.last_mut().filter(|last| last.end == at)
        {
            last.notes.push((at, close));
            last.end = close + 1;
        } else if self.start.is_some() {
            self.notes.push((at, close));
        }
        close + 1
    }

    /// Behind the mark of a note, "(*)" or "[2]", that stands behind a name.
    pub(super) fn note_mark(&self, at: usize, to: usize) -> Option<usize> {
        const LONGEST: usize = 4;
        if self.start.is_none() && self.run.is_empty() && self.cell.names.is_empty() {
            return None;
        }
        let closes = |end: &usize| [")", "]"].contains(&self.words.written(*end));
        let end = (at + 1..to.min(at + LONGEST)).find(closes)?;
        is_note_mark(&self.words.line(at, end + 1)).then_some(end + 1)
    }

    /// A bracket that nothing closes: a role, or words that are no name.
    fn unclosed(&mut self, at: usize, to: usize) -> usize {
        let end = self.clause_end(at, to);
        let role = roles::bracketed(self.words, at + 1, end);
        self.close(at);
        match role {
            Some(role) => {
                self.flush();
                self.backward(role);
            }
            None if at + 1 < end => self.rest(at, end),
            None => {}
        }
        end
    }

    /// What a list of places leaves out before a colon where it names several kinds of them: "UBND các
    /// xã, phường: Thạch Khê, Thành Sen".
    fn kinds_of_place(&self) -> Option<Carry> {
        let (first, others) = self.run.split_first()?;
        let tokens = &self.words.tokens;
        let is_kind = |atom: &Atom| PLACES.at(tokens, atom.start) == Some(atom.end - atom.start);
        if others.is_empty() || !others.iter().all(is_kind) {
            return None;
        }
        let head = list_head(self.words.text, tokens, (first.start, first.end))?;
        let stem = head.carry.stem.clone().filter(|stem| !stem.is_empty())?;
        let is_whole = head.plural && head.carry.is_place && head.rest >= first.end;
        // Which of the kinds a place is, only its own words say.
        let carry = Carry { prefix: stem.clone(), stem: Some(stem), ..head.carry.before_colon() };
        is_whole.then_some(carry)
    }

    /// A colon behind what is no label of a role: "các Sở:", "Lưu:".
    pub(super) fn colon(&mut self, at: usize) -> usize {
        self.close(at);
        if let Some(carry) = self.kinds_of_place() {
            self.run.clear();
            self.flush();
            self.carry = Some(Rc::new(carry));
            return at + 1;
        }
        let Some(last) = self.run.last().cloned() else { return at + 1 };
        let words = key(between(self.words.text, &self.words.tokens, last.start, last.end));
        let head = list_head(self.words.text, &self.words.tokens, (last.start, last.end));
        let is_kind = head.as_ref().is_some_and(|head| head.rest >= last.end);
        if ANNOUNCING.has(&words) {
            self.run.pop();
            self.flush();
            self.carry = Some(Rc::new(Carry::announced()));
        } else if let Some(head) = head.filter(|_| is_kind) {
            self.run.pop();
            self.flush();
            self.carry = Some(Rc::new(head.carry.before_colon()));
        } else if self.run.len() == 1
            && !self.segments.bodies.is_known(&self.words.line(last.start, last.end))
            && crate::names::kinds::head(&self.words.tokens, last.start).is_none()
        {
            self.run.pop();
            self.flush();
            self.rest(last.start, last.end);
        } else {
            self.flush();
        }
        self.gap = Gap::Hard;
        at + 1
    }
}
