//! Words between a body and what it does that belong to neither: what it is besides, in which bounds it
//! acts, who orders it.
//!
//! Invariant: only skips; nothing is read as a name or as content here.

use super::assignment::{Reading, after_comma};
use crate::names::after_order;
use crate::text::key;
use crate::text::words::{Sign, between, longest_at, phrase_at};
use crate::vocabulary::{
    ADVERBS, BY_HAND, DUTY_WORDS, EVENTS, GIVERS, HOW_OFTEN, SCOPE_NOUNS, SCOPES, STARTERS, VERBS,
    WEAK_ORDERS,
};

impl Reading<'_> {
    /// Whether "chủ trì" at a token is said of a meeting: "chủ trì cuộc họp" gives no lead.
    pub fn chairs(&self, at: usize) -> bool {
        phrase_at(self.tokens, at, "chủ trì")
            .is_some_and(|used| EVENTS.at(self.tokens, at + used).is_some())
    }

    /// The token after ", trực tiếp là đồng chí Chủ tịch xã,": who acts for the body named before.
    pub fn after_aside(&self, end: usize) -> usize {
        const LONGEST: usize = 24;
        let from = after_comma(self.tokens, end);
        // "Ông Trần A làm Trưởng Tiểu ban, có trách nhiệm …", "Cục B làm cơ quan thường trực giúp việc:"
        let is_made = self.tokens.get(end).is_some_and(|token| token.is("làm"));
        let is_often = from > end && HOW_OFTEN.at(self.tokens, from).is_some();
        let opens = BY_HAND.at(self.tokens, from).is_some() || is_often;
        if from == end && !is_made || !opens {
            return end;
        }
        let reach = self.tokens.len().min(from + LONGEST);
        // "nhất là các xã vùng trũng A, B, khẩn trương …": it ends before the verb.
        let is_verb = |at: usize| {
            ADVERBS.at(self.tokens, at).is_some()
                || STARTERS.at(self.tokens, at).is_some_and(|used| used > 1)
                || VERBS.at(self.tokens, at).is_some()
                || DUTY_WORDS.at(self.tokens, at).is_some()
        };
        let colon = (from..reach).find(|at| self.is_sign(*at, Sign::Colon));
        if let Some(colon) = colon.filter(|_| is_made)
            && !(from..colon).any(|at| self.is_sign(at, Sign::Comma))
        {
            return colon;
        }
        let commas = || (from..reach).filter(|at| self.is_sign(*at, Sign::Comma));
        let comma = commas().find(|at| is_verb(at + 1)).or_else(|| commas().next());
        comma.map_or(end, |comma| comma + 1)
    }

    /// The token after ", trong phạm vi nhiệm vụ, quyền hạn của mình": in which bounds a body acts.
    pub fn after_scope(&self, end: usize) -> usize {
        const LONGEST: usize = 24;
        const DUTY: &[&str] = &["có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "chủ trì"];
        let from = after_comma(self.tokens, end);
        let Some(opens) = SCOPES.at(self.tokens, from) else { return end };
        let is_duty = |at: usize| longest_at(self.tokens, at, DUTY).is_some();
        let reach = self.tokens.len().min(from + LONGEST);
        for at in from + opens..reach {
            if is_duty(at) || self.is_sign(at, Sign::Colon) {
                return at;
            }
            let next = at + 1;
            let is_verb = |at: usize| {
                STARTERS.at(self.tokens, at).is_some_and(|used| used > 1)
                    || VERBS.at(self.tokens, at).is_some()
            };
            // "chức năng | quản lý nhà nước được giao"
            let is_of_scope = |at: usize| {
                (1..=2).any(|back| {
                    at.checked_sub(back)
                        .is_some_and(|before| SCOPE_NOUNS.at(self.tokens, before) == Some(back))
                })
            };
            let is_work = || {
                HOW_OFTEN.at(self.tokens, next).is_some()
                    || ADVERBS.at(self.tokens, next).is_some()
                    || is_verb(next)
                        && !(from + opens..at).any(|at| is_verb(at) && !is_of_scope(at))
            };
            if self.is_sign(at, Sign::Comma) && (is_duty(next) || is_work()) {
                return next;
            }
            if matches!(
                self.tokens.get(at).map(|token| token.sign),
                Some(Sign::Stop | Sign::Semicolon)
            ) {
                return end;
            }
        }
        end
    }

    /// Where the names begin whom those before a token order: "Bộ trưởng yêu cầu | Giám đốc …". Bodies of
    /// one rank only ask one another, which is what they do themselves.
    pub fn named_by(&self, givers: &[String], end: usize) -> Option<usize> {
        let urged = ADVERBS.at(self.tokens, end).map_or(end, |used| end + used);
        let named = after_order(self.tokens, urged)?;
        let asks =
            longest_at(self.tokens, urged, &["đề nghị", "kính đề nghị", "trân trọng đề nghị"]);
        let is_giver = givers.iter().all(|giver| GIVERS.begin(&key(giver)));
        // "Sở X cử chuyên gia …" says what it does itself.
        let is_weak = WEAK_ORDERS.at(self.tokens, urged).is_some();
        let is_count = self
            .tokens
            .get(named)
            .is_some_and(|next| next.key.starts_with(|c: char| c.is_ascii_digit()));
        let orders = if is_giver { !(is_weak && is_count) } else { asks.is_none() && !is_weak };
        (orders && self.bodies.begins(self.text, self.tokens, named)).then_some(named)
    }

    /// "X chỉ đạo Y chủ trì": where Y begins.
    pub fn directed(&self, (start, leads): (usize, usize)) -> Option<usize> {
        const DIRECTS: &[&str] =
            &["chỉ đạo", "yêu cầu", "giao", "giao cho", "phân công", "ủy quyền"];
        (start..leads).rev().find_map(|at| {
            let used = longest_at(self.tokens, at, DIRECTS)?;
            let is_small = at == 0 || self.tokens.get(at).is_some_and(|token| !token.capital);
            let named = at + used;
            let begins = named < leads && self.bodies.begins(self.text, self.tokens, named);
            // "Ban Chỉ đạo" is a name; "giao thông" is no order.
            let is_order = !between(self.text, self.tokens, named, named + 1).is_empty();
            (is_small && begins && is_order).then_some(named)
        })
    }
}
