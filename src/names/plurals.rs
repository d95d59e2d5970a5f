//! A phrase for several bodies → where it ends: "các sở, ban, ngành và UBND các xã có dự án đi qua".
//!
//! Invariant: the name of one body goes on no phrase, unless it names bodies of all kinds.

use super::grammar::Grammar;
use super::kinds::{separated, several};
use crate::text::words::{Sign, phrase_at};
use crate::vocabulary::{
    BODIES, BODY, MEASURES, NAME_VERBS, NO_BODY, OF_ALL_KINDS, OF_ONE_KIND, PLACES, RESTRICTIONS,
    SCOPES, TAILS, VERB_HEADS,
};

impl Grammar<'_> {
    /// The end of a phrase in the plural; `at` is the word after "các".
    pub fn plural(&self, at: usize) -> Option<usize> {
        let mut end = self.part(at)?;
        let dashed = |end: usize| {
            // "các sở - ngành", "các phường - xã"
            let is_dash = self.tokens.get(end).is_some_and(|token| token.sign == Sign::Dash);
            let is_kind = self.tokens.get(end + 1).is_some_and(|token| !token.capital)
                && BODIES.at(self.tokens, end + 1).is_some();
            (is_dash && is_kind).then_some(end + 1)
        };
        while let Some(next) =
            dashed(end).or_else(|| separated(self.tokens, end)).filter(|next| *next < self.to)
        {
            // A semicolon parts phrases.
            let parts = (end..next)
                .any(|index| self.tokens.get(index).is_some_and(|t| t.sign == Sign::Semicolon));
            let plural = several(self.tokens, next).unwrap_or(0);
            let is_capital = self.tokens.get(next).is_some_and(|token| token.capital);
            let is_kind = BODIES.at(self.tokens, next).is_some() && !self.is_capital_body(next);
            // "các doanh nghiệp viễn thông | và UBND các huyện"
            let is_part = plural > 0 || is_kind && (!is_capital || self.is_of_all_kinds(at));
            let other = NO_BODY.at(self.tokens, next).unwrap_or(0);
            // "các cấp ủy, tổ chức đảng" is one phrase, "các Phòng Tư pháp và tổ chức hành nghề" are two.
            let is_named = (at..end).any(|index| self.tokens.get(index).is_some_and(|t| t.capital));
            let longer = BODIES.at(self.tokens, next).unwrap_or(0) > other && !is_named;
            if parts || !is_part || other > 0 && !longer {
                break;
            }
            let Some(part) = self.part(next + plural) else { break };
            end = part;
        }
        Some(self.which_places(at, end))
    }

    /// "UBND các xã | có dự án đi qua", "các trường | có tổ chức bán trú": which of the bodies, up to what they do.
    pub(super) fn which_places(&self, at: usize, end: usize) -> usize {
        const LONGEST: usize = 14;
        let is_place = |index: usize| PLACES.at(self.tokens, index).is_some();
        let has_places = (at..end).any(is_place);
        let opens = RESTRICTIONS.at(self.tokens, end).filter(|_| !self.is_strong(end));
        // The tails know the beginning of some: "có dự án | đi qua".
        let is_begun = || (at..end).any(|index| self.tokens.get(index).is_some_and(|t| t.is("có")));
        // Behind "có" a word may be a verb by itself and yet of the place: "có mở cảng", "có tổ chức bán trú".
        let first = match opens {
            Some(opens) => {
                let from = end + opens;
                from + self.acts(from).max(1)
            }
            None if has_places && is_begun() => end,
            None => return end,
        };
        for next in first..self.to.min(end + LONGEST) + 1 {
            let Some(token) = self.tokens.get(next) else {
                return if opens.is_none() || has_places { next } else { end };
            };
            match token.sign {
                Sign::Colon => return next,
                Sign::Word if self.is_strong(next) || self.acts_of_its_own(next) => return next,
                Sign::Word => {}
                // ", trong phạm vi nhiệm vụ, …": in which bounds they act is no place.
                Sign::Comma if !has_places || SCOPES.at(self.tokens, next + 1).is_some() => {
                    return next;
                }
                Sign::Comma if !self.begins_name(next + 1) => {}
                _ => return end,
            }
        }
        end
    }

    /// Whether a verb begins that is no noun by the word before it: "tỷ lệ | số hóa", "kết quả | rà soát".
    fn acts_of_its_own(&self, at: usize) -> bool {
        let is_noun = (1..=2).any(|back| {
            at.checked_sub(back)
                .is_some_and(|before| MEASURES.at(self.tokens, before) == Some(back))
        });
        let used = self.acts(at).max(self.starter(at));
        let least = if self.acts(at) > 0 { 0 } else { 1 };
        used > least && !is_noun
    }

    /// A body by its own name, "Sở Y tế", and not a kind of bodies.
    pub(super) fn is_capital_body(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.capital) else { return false };
        // "UBND các xã" goes on a phrase; "UBND" alone stands for a kind too.
        let used = BODY.at(self.tokens, at).unwrap_or(0);
        let plural = several(self.tokens, at + used).is_some()
            || token.key == "ủy ban nhân dân" && BODIES.at(self.tokens, at + used).is_some();
        // "Đoàn trực thuộc" is a kind of bodies, "Đoàn Thanh niên" is one.
        let is_kind = BODIES.at(self.tokens, at).is_some_and(|longer| longer > used);
        // "các Quận, Huyện, Thị xã": a kind of place without its name.
        let next = self.tokens.get(at + used);
        let has_name = next.is_some_and(|next| next.capital && next.sign == Sign::Word);
        let is_place = PLACES.at(self.tokens, at) == Some(used) && !has_name;
        used > 0 && !plural && !is_kind && !is_place
    }

    /// Whether a phrase begins with bodies of all kinds: "sở, ban, ngành", and not "doanh nghiệp".
    pub(super) fn is_of_all_kinds(&self, at: usize) -> bool {
        OF_ALL_KINDS.at(self.tokens, at).is_some() && OF_ONE_KIND.at(self.tokens, at).is_none()
    }

    /// The end of one part of a phrase: a kind of bodies and what belongs to it.
    pub(super) fn part(&self, at: usize) -> Option<usize> {
        let mut head = BODIES.at(self.tokens, at);
        if head.is_none() {
            // "các Sở", "các Phòng": a kind in capitals; "các huyện" by their names.
            head = BODY.at(self.tokens, at);
        }
        let mut end = at + head?;
        // "UBND các huyện"
        if let Some(used) = several(self.tokens, end)
            && let Some(inner) = self.part(end + used)
        {
            return Some(inner);
        }
        if NAME_VERBS.at(self.tokens, end).is_some()
            && self.tokens.get(at).is_some_and(|token| VERB_HEADS.has(&token.key))
        {
            end += NAME_VERBS.at(self.tokens, end).unwrap_or(0);
        }
        Some(self.tail(end, &TAILS))
    }

    /// The words of a place after a known name: "Sở Y tế" and "tỉnh Hà Tĩnh".
    pub fn place(&self, at: usize) -> usize {
        // "Kho bạc Nhà nước Khu vực 8"
        let at = at + usize::from(at < self.to && self.is_number(at));
        let at = self.and_zones(at);
        // "Sở Công Thương các tỉnh, thành phố"
        if let Some(used) = several(self.tokens, at).filter(|_| at < self.to)
            && let Some(end) = self.plural(at + used)
        {
            return end;
        }
        let used = PLACES.at(self.tokens, at);
        let mut end = match used {
            Some(used) if at < self.to => at + used,
            _ => return at,
        };
        while self.tokens.get(end).is_some_and(|token| token.sign == Sign::Word && end < self.to)
            && (self.tokens.get(end).is_some_and(|token| token.capital) || self.is_number(end))
            && BODY.at(self.tokens, end).is_none()
        {
            end += 1;
        }
        end
    }

    /// Behind "và các khu công nghiệp", where "Khu kinh tế" stands before: one body has both.
    pub(super) fn and_zones(&self, at: usize) -> usize {
        let is_zone = at.checked_sub(3).and_then(|at| phrase_at(self.tokens, at, "khu kinh tế"));
        let more = phrase_at(self.tokens, at, "và các khu công nghiệp");
        let more = more.filter(|used| is_zone == Some(3) && at + used <= self.to);
        more.map_or(at, |used| at + used)
    }
}
