//! How names of bodies are built: the words that belong to a name, that end one, that begin one.
//!
//! Invariant: a name ends before a verb, unless a rule takes that verb for a part of the name. The rules stand
//! in `plurals.rs`, `proper.rs` and `tail.rs`.

use super::kinds::several;
use crate::text::words::{Sign, Token};
use crate::vocabulary::{
    BODIES, BODY, COMPOUNDS, DUTY_WORDS, NAME_VERBS, NO_BODY, NO_VERBS, SHORT_VERBS, STARTERS,
    STRONG, VERBS,
};

/// How names are built.
pub struct Grammar<'a> {
    /// The tokens of the text.
    pub tokens: &'a [Token],
    /// Where names end at the latest.
    pub to: usize,
    /// Reads the name of one body.
    pub is_proper: bool,
}

impl Grammar<'_> {
    /// "Quản lý thị trường số 5", "Kho bạc Nhà nước Khu vực 8".
    pub(super) fn is_number(&self, at: usize) -> bool {
        let is_of_name = |token: &Token| {
            ["số", "vực", "khu vực", "khu", "quân khu"].contains(&token.key.as_str())
        };
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let is_digits =
            self.tokens.get(at).is_some_and(|token| token.key.bytes().all(|b| b.is_ascii_digit()));
        // "Ban Quản lý dự án 2 | hoàn thiện": a number before a verb counts nothing.
        let counts_nothing = || {
            let next = at + 1;
            before.is_some_and(|token| token.sign == Sign::Word && !token.is("và"))
                && self.tokens.get(at).is_some_and(|token| (1..3).contains(&token.key.len()))
                && (self.starter(next) > 1 || self.acts(next) > 1 || self.is_strong(next))
        };
        is_digits && (before.is_some_and(is_of_name) || counts_nothing())
    }

    /// The second syllable of a word, though it is a verb by itself.
    pub(super) fn is_compound(&self, at: usize) -> bool {
        let is_long = |before: usize| {
            // "Trợ giúp", "Bảo trợ": of a verb of two syllables the second is none by itself.
            let verb = STARTERS.at(self.tokens, before).max(NAME_VERBS.at(self.tokens, before));
            COMPOUNDS.at(self.tokens, before).is_some() || verb.is_some_and(|used| used > 1)
        };
        at.checked_sub(1).is_some_and(is_long)
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        several(self.tokens, at).is_some()
    }

    /// "xây dựng" may be a tail of a name elsewhere; a tail that is also a verb before an object is
    /// one: "thông tin đại chúng" is none.
    pub(super) fn is_verb_after_tail(&self, at: usize, used: usize) -> bool {
        let longest_verb = STARTERS.at(self.tokens, at).unwrap_or(0);
        longest_verb > used
    }

    /// Words that no name goes over.
    pub(super) fn is_strong(&self, at: usize) -> bool {
        let is_capital = self.tokens.get(at).is_some_and(|token| token.capital);
        !is_capital && STRONG.at(self.tokens, at).is_some()
    }

    /// How many tokens the verb takes that begins here; none is 0.
    pub(super) fn starter(&self, at: usize) -> usize {
        let used = STARTERS.at(self.tokens, at).unwrap_or(0);
        // "Ban An toàn giao thông" has no verb.
        if NO_VERBS.at(self.tokens, at).is_some_and(|longer| longer >= used) { 0 } else { used }
    }

    pub(super) fn follows_capital(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.tokens.get(before)).is_some_and(|before| {
            before.sign == Sign::Word && before.capital && before.end - before.start > 1
        })
    }

    pub(super) fn leads(&self, at: usize) -> bool {
        DUTY_WORDS.at(self.tokens, at).is_some()
    }

    /// Whether "và", a dash or a comma stands inside a name: capitals go on that are no body.
    pub(super) fn joins(&self, at: usize) -> bool {
        let Some(next) = self.tokens.get(at + 1).filter(|_| at + 1 < self.to) else { return false };
        // "P.PC - TT": a kind cut short is a body only with its name behind.
        const CUT: &[&str] = &["tt", "p", "bv", "cn", "vp", "xn", "px"];
        let is_cut = CUT.contains(&next.key.as_str())
            && self.tokens.get(at + 2).is_none_or(|after| !after.capital);
        next.sign == Sign::Word
            && next.capital
            && (is_cut
                || BODY.at(self.tokens, at + 1).is_none()
                || NO_BODY.at(self.tokens, at + 1).is_some())
            && several(self.tokens, at + 1).is_none()
    }

    pub(super) fn begins_name(&self, at: usize) -> bool {
        let plural = several(self.tokens, at).unwrap_or(0);
        if NO_BODY.at(self.tokens, at + plural).is_some() {
            return false;
        }
        BODIES.at(self.tokens, at + plural).is_some()
            || self.tokens.get(at).is_some_and(|token| token.capital)
                && BODY.at(self.tokens, at).is_some()
    }
    /// How many tokens a verb takes that begins here, by the list of those with which work begins or by the
    /// dictionary: none where the word is of another, "nông | dân vận", or of a name.
    pub(super) fn acts(&self, at: usize) -> usize {
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|t| t.sign == Sign::Word);
        let is_small = self.tokens.get(at).is_some_and(|token| !token.capital);
        let is_other =
            NO_VERBS.at(self.tokens, at).is_some() || NO_BODY.at(self.tokens, at).is_some();
        if !is_small || is_other {
            return 0;
        }
        let sure = STARTERS.at(self.tokens, at).filter(|used| *used > 1);
        let long = sure.or_else(|| VERBS.at(self.tokens, at));
        let short = || {
            let follows = self.tokens.get(at + 1).is_some_and(|next| !next.is("và"));
            SHORT_VERBS.at(self.tokens, at).filter(|_| is_word(at + 1) && follows)
        };
        long.or_else(short).filter(|_| !self.is_compound(at)).unwrap_or(0)
    }

    /// Whether right before a token a word of the name ends that has a capital: "Hưu trí |", "Tân Mỹ |".
    pub(super) fn is_behind_capital(&self, at: usize) -> bool {
        let is_capital = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| self.tokens.get(at))
                .is_some_and(|token| token.capital && token.sign == Sign::Word)
        };
        let is_small = at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.sign == Sign::Word && !token.capital);
        is_capital(1) || is_small && is_capital(2)
    }
}
