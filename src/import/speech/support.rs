//! Who supports the one that leads: "chủ trì, phối hợp với …", "Sở X chủ trì, Sở Y phối hợp …".
//!
//! Invariant: what is read as names ends where the content begins.

use super::assignment::{Reading, after_comma};
use crate::names::{List, several};
use crate::text::words::{Sign, between, phrase_at};
use crate::vocabulary::{ADVERBS, CHAIRS, CLOSELY, STARTERS, WITH};

impl Reading<'_> {
    /// Who supports, from "chủ trì" on; and where the content begins.
    pub fn supports(&self, at: usize) -> Option<(Option<Vec<String>>, usize)> {
        let mut next = at + CHAIRS.at(self.tokens, at)?;
        if self.chairs(at) {
            return None;
        }
        // "là cơ quan đầu mối, chủ trì, phối hợp với …"
        let again = after_comma(self.tokens, next);
        if CHAIRS.at(self.tokens, again).is_some() && !self.chairs(again) {
            return self.supports(again);
        }
        // "chủ trì thực hiện", "chủ trì tham mưu": the verb is content, but "chủ trì hoặc phối hợp".
        let lead_end = next;
        while self.tokens.get(next).is_some_and(|token| {
            token.sign == Sign::Comma
                || token.is("và")
                || token.is("hoặc")
                || token.is("hay")
                || token.sign == Sign::Other
        }) {
            next += 1;
        }
        match self.with(next) {
            Some((names, end)) => Some((Some(names), end)),
            None => {
                let behind = || self.supports_behind(lead_end);
                let found = self.supporters(lead_end).or_else(behind);
                Some(found.unwrap_or((None, lead_end)))
            }
        }
    }

    /// "Sở X chủ trì, Sở Y, Sở Z phối hợp rà soát …"
    fn supporters(&self, lead_end: usize) -> Option<(Option<Vec<String>>, usize)> {
        let start = after_comma(self.tokens, lead_end);
        let list = self.bodies.list(self.text, self.tokens, start)?;
        let supports = phrase_at(self.tokens, list.end, "phối hợp")?;
        let end = list.end + supports;
        WITH.at(self.tokens, end).is_none().then_some((Some(list.names), end))
    }

    /// "chủ trì phần vốn vay, phối hợp cùng Sở Y thực hiện": which part of the task that nothing is
    /// said of behind it.
    fn supports_behind(&self, lead_end: usize) -> Option<(Option<Vec<String>>, usize)> {
        const LONGEST: usize = 6;
        let comma = (lead_end..lead_end + LONGEST).find(|at| self.is_sign(*at, Sign::Comma))?;
        let (names, end) = self.with(comma + 1)?;
        let is_all = STARTERS.at(self.tokens, lead_end).is_none() && self.rest(end).is_empty();
        is_all.then_some((Some(names), end))
    }

    /// "phối hợp (chặt chẽ) với <names>", "cùng với <names>" at a token.
    pub fn with(&self, at: usize) -> Option<(Vec<String>, usize)> {
        let mut next = at;
        let mut says_so = false;
        // "khẩn trương phối hợp với …"
        let urged = ADVERBS.at(self.tokens, next).map_or(next, |used| next + used);
        if phrase_at(self.tokens, urged, "phối hợp").is_some() {
            next = urged;
        }
        if let Some(used) = phrase_at(self.tokens, next, "phối hợp") {
            next += used;
            says_so = true;
            next += CLOSELY.at(self.tokens, next).unwrap_or(0);
            if self.tokens.get(next).is_some_and(|token| token.sign == Sign::Comma)
                && WITH.at(self.tokens, next + 1).is_some()
            {
                next += 1;
            }
        }
        match WITH.at(self.tokens, next) {
            Some(used) => next += used,
            None if says_so => {}
            None => return None,
        }
        let Some(List { mut names, mut end }) = self.bodies.list(self.text, self.tokens, next)
        else {
            return self.with_people(next).or_else(|| self.with_all(next));
        };
        // "phối hợp với Sở Y, cùng Sở Z": more of those who help.
        while let Some(used) = WITH.at(self.tokens, after_comma(self.tokens, end))
            && let Some(more) =
                self.bodies.list(self.text, self.tokens, after_comma(self.tokens, end) + used)
        {
            names.extend(more.names);
            end = more.end;
        }
        // Up to a colon all may be names, however they are made.
        let colon = (end..self.tokens.len()).find(|at| self.is_sign(*at, Sign::Colon));
        if let Some(colon) = colon.filter(|colon| *colon > end)
            && !self.is_sentence(end, colon)
            && let Some(list) = self.bodies.all(self.text, self.tokens, next, colon)
        {
            return Some((list.names, colon));
        }
        Some((names, end))
    }

    /// "phối hợp với điều dưỡng trưởng các khoa xây dựng …", "với Thời báo Ngân hàng, Trung tâm Thông tin cung cấp …":
    /// people or others that no list knows, up to the verb.
    fn with_people(&self, at: usize) -> Option<(Vec<String>, usize)> {
        const LONGEST: usize = 24;
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|t| t.sign == Sign::Word);
        let joins = |at: usize| {
            self.is_sign(at, Sign::Comma) || self.tokens.get(at).is_some_and(|t| t.is("và"))
        };
        let is_verb = |at: usize| {
            let is_small = self.tokens.get(at).is_some_and(|token| !token.capital);
            is_small && self.begins_work(at)
        };
        if !is_word(at) || is_verb(at) || STARTERS.at(self.tokens, at).is_some_and(|used| used > 1)
        {
            return None;
        }
        let end = (at + 1..self.tokens.len().min(at + LONGEST))
            .take_while(|at| is_word(*at) || joins(*at))
            .find(|at| is_verb(*at) && !joins(at - 1))?;
        let mut names = Vec::new();
        let mut from = at;
        for stop in at..=end {
            if stop == end
                || joins(stop)
                    && (self.tokens[stop + 1].capital || several(self.tokens, stop + 1).is_some())
            {
                names.push(between(self.text, self.tokens, from, stop).trim().to_string());
                from = stop + 1;
            }
        }
        names.retain(|name| !name.is_empty());
        (!names.is_empty()).then_some((names, end))
    }

    /// "phối hợp với điều dưỡng trưởng các khoa", and nothing behind it: all of it is who supports.
    fn with_all(&self, at: usize) -> Option<(Vec<String>, usize)> {
        const LONGEST: usize = 12;
        let end = self.tokens.len();
        let is_short = at < end && end - at <= LONGEST;
        let colon = self.is_sign(end.saturating_sub(1), Sign::Colon);
        let names_end = if colon { end - 1 } else { end };
        let is_name = is_short && !self.is_sentence(at, names_end);
        let name = between(self.text, self.tokens, at, names_end).to_string();
        (is_name && !name.is_empty()).then(|| (vec![name], names_end))
    }
}
