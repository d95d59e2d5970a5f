//! A name that the grammar of names has read too short → the whole of it, by what stands around it in its sentence.
//!
//! Invariant: between a subject and its verb stands no comma, so a verb behind one is of the name where another
//! verb follows.

use super::assignment::{Assignment, Form, Reading};
use crate::names::{List, is_agency, several};
use crate::text::words::{Sign, Token, between, longest_at, phrase_at};
use crate::vocabulary::{
    ADVERBS, BY_HAND, DUTIES, HOW_OFTEN, NAME_VERBS, NO_FRONT, OCCASIONS, PLACE_OPENINGS, PLANS,
    POSTS, SCOPES, STARTERS, STRONG, VERBS,
};

impl Reading<'_> {
    /// "Trung tâm Hỗ trợ, tư vấn đầu tư | phối hợp …", "Vụ Dự báo, thống kê - Ổn định tiền tệ, tài chính | sửa đổi …".
    pub fn over_comma(&self, start: usize, list: List) -> List {
        let end = list.end;
        let is_one = list.names.len() == 1 && self.is_sign(end, Sign::Comma);
        let is_body = || {
            list.names.iter().all(|name| is_agency(name) && !self.bodies.is_known(name))
                && several(self.tokens, start).is_none()
        };
        if !is_one || !is_body() {
            return list;
        }
        match self.verb_behind_name(end + 1) {
            Some(verb) => {
                let name = between(self.text, self.tokens, start, verb).trim().to_string();
                List { names: vec![name], end: verb }
            }
            None => list,
        }
    }

    /// Where the verb of a sentence stands, where its subject goes on with a verb of its own at a token.
    fn verb_behind_name(&self, first: usize) -> Option<usize> {
        const LONGEST: usize = 12;
        let is_small = |at: usize| self.tokens.get(at).is_some_and(|token| !token.capital);
        let lists = [&*ADVERBS, &*HOW_OFTEN, &*SCOPES, &*BY_HAND, &*DUTIES, &*STRONG];
        let is_other = lists.iter().any(|list| list.at(self.tokens, first).is_some());
        let own = [&*STARTERS, &*VERBS, &*NAME_VERBS];
        let own = own.iter().filter_map(|list| list.at(self.tokens, first)).max();
        let used = own.filter(|used| *used > 1 && is_small(first) && !is_other)?;
        let is_number = |token: &Token| token.key.starts_with(|c: char| c.is_ascii_digit());
        let takes_object = |at: usize, used: usize| {
            self.tokens.get(at + used).is_some_and(is_number)
                || several(self.tokens, at + used).is_some()
        };
        for at in first + used..self.tokens.len().min(first + LONGEST) {
            let token = self.tokens.get(at)?;
            if matches!(token.sign, Sign::Stop | Sign::Semicolon | Sign::Colon | Sign::Open) {
                return None;
            }
            let is_behind_word = self.tokens.get(at - 1).is_some_and(|t| t.sign == Sign::Word);
            let is_of_name =
                NAME_VERBS.at(self.tokens, at).is_some_and(|used| !takes_object(at, used));
            let acts = STRONG.at(self.tokens, at).is_some() || self.begins_work(at) && !is_of_name;
            if is_small(at) && is_behind_word && acts {
                return Some(at);
            }
            // A number or others are an object: the verb before it was the sentence's own.
            if is_number(token) || several(self.tokens, at).is_some() {
                return None;
            }
        }
        None
    }

    /// Names that end with the last of their capitals; what stands behind is what they do.
    pub fn retreated(
        &self,
        mut names: Vec<String>,
        (start, end): (usize, usize),
        form: Form,
    ) -> Option<Assignment> {
        let last = (start..end).rev().find(|at| self.tokens[*at].capital)? + 1;
        let name = names.last_mut().filter(|_| last < end)?;
        let behind = between(self.text, self.tokens, last, end);
        *name = name.strip_suffix(behind)?.trim_end().to_string();
        let rest = self.rest(last);
        Some(Assignment { lead: names, support: None, rest, form })
    }

    /// "Tòa Hình sự, Tòa Dân sự | phối hợp với …": kinds of bodies that no list has are known by what no sentence has
    /// without a name before it, where each begins with a capital and has another.
    pub fn by_capitals(&self, start: usize, end: usize) -> Option<Vec<String>> {
        const LONGEST: usize = 40;
        if end <= start || end - start > LONGEST || self.is_sentence(start, end) {
            return None;
        }
        let lists = [&*STARTERS, &*VERBS, &*NO_FRONT, &*OCCASIONS, &*PLANS, &*POSTS];
        if lists.iter().any(|list| list.at(self.tokens, start).is_some()) {
            return None;
        }
        let mut names = Vec::new();
        let mut from = start;
        for at in start..=end {
            let parts = |token: &Token| token.sign == Sign::Comma || token.is("và");
            let goes_on = self.tokens.get(at + 1).is_some_and(|next| next.capital);
            if at < end && !(self.tokens.get(at).is_some_and(parts) && goes_on) {
                continue;
            }
            let piece = self.tokens.get(from..at)?;
            let is_word = |token: &Token| matches!(token.sign, Sign::Word | Sign::Dash);
            let capitals = piece.iter().filter(|token| token.capital).count();
            if capitals < 2 || !piece.first()?.capital || !piece.iter().all(is_word) {
                return None;
            }
            names.push(between(self.text, self.tokens, from, at).trim().to_string());
            from = at + 1;
        }
        Some(names)
    }

    /// Names by their capitals before "phối hợp với", "có trách nhiệm".
    pub fn before_strong(&self, start: usize) -> Option<List> {
        const REACH: usize = 40;
        let is_strong = |at: &usize| {
            self.with(*at).is_some() && phrase_at(self.tokens, *at, "phối hợp").is_some()
                || longest_at(self.tokens, *at, &["có trách nhiệm", "chịu trách nhiệm"]).is_some()
        };
        let reach = self.tokens.len().min(start + REACH);
        let ends = |at: &usize| {
            matches!(self.tokens[*at].sign, Sign::Stop | Sign::Semicolon | Sign::Colon)
        };
        let reach = (start..reach).find(ends).unwrap_or(reach);
        let end = (start + 2..reach).find(is_strong)?;
        Some(List { names: self.by_capitals(start, end)?, end })
    }

    /// "Chủ tịch UBND các tỉnh, thành phố | trong vùng mưa lũ:": where they are, up to the colon.
    pub fn with_place(&self, start: usize, (end, colon): (usize, usize)) -> Option<List> {
        const LONGEST: usize = 10;
        PLACE_OPENINGS.at(self.tokens, end)?;
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|t| t.sign == Sign::Word);
        let is_short = colon - end <= LONGEST && (end..colon).all(is_word);
        let acts = (end + 1..colon).any(|at| {
            STARTERS.at(self.tokens, at).is_some_and(|used| used > 1)
                && NAME_VERBS.at(self.tokens, at).is_none()
        });
        let List { mut names, .. } = self.bodies.list(self.text, self.tokens, start)?;
        let tail = between(self.text, self.tokens, end, colon);
        let last = names.last_mut().filter(|_| is_short && !acts)?;
        *last = format!("{last} {tail}");
        Some(List { names, end: colon })
    }
}
