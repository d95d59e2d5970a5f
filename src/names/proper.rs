//! The name of one body → where it ends, by its kind and its subjects: "Cục Kiểm tra, giám sát hải quan".
//!
//! Invariant: what a comma or "và" joins to a name shows by what follows that a name ends there.

use super::grammar::Grammar;
use super::kinds::separated;
use crate::text::words::{Sign, Token, longest_at, phrase_at};
use crate::vocabulary::{
    ADVERBS, BY_HAND, DETERMINERS, MADE_FOR_WORK, NAME_TAILS, NAME_VERBS, PERSONS, PLACES,
    PREPOSITIONS, SCOPES, STAND_ALONE, STARTERS, SUBJECTS,
};

impl Grammar<'_> {
    /// The end of the name of one body whose kind takes `used` tokens at `at`.
    pub fn proper(&self, at: usize, used: usize) -> Option<usize> {
        let mut end = at + used;
        if self.tokens.get(end).is_some_and(|token| !token.capital) {
            // "Tổ giúp việc | nghiên cứu …": a kind of three words needs no more.
            let is_whole = end >= self.to || used > 2;
            end += NAME_VERBS.at(self.tokens, end).filter(|_| !is_whole).unwrap_or(0);
            if end == at + used
                && let Some(after) = self.of_one_work(at, end)
            {
                return Some(after);
            }
        }
        // "Văn phòng HĐND và UBND": two kinds, one name.
        if phrase_at(self.tokens, end, "hội đồng nhân dân và ủy ban nhân dân").is_some()
        {
            end += phrase_at(self.tokens, end, "hội đồng nhân dân và ủy ban nhân dân")?;
        }
        let subject = self.subject(at, end);
        let is_subject = subject > end;
        let end = self.tail(subject, &NAME_TAILS);
        // "Khoa Xét nghiệm | trả kết quả trong …": words that no list knows behind a whole subject are rather what it
        // does, unless what no sentence has without a name follows them.
        // A subject that is a verb wants an object: "Cục Kiểm tra, giám sát | hải quan".
        let is_unknown = is_subject
            && end > subject
            && self.starter(at + used) < 2
            && NAME_VERBS.at(self.tokens, at + used).is_none()
            && (subject..end).all(|at| {
                self.tokens.get(at).is_some_and(|token| {
                    !token.capital
                        && token.sign == Sign::Word
                        && NAME_TAILS.at(self.tokens, at).is_none()
                })
            });
        let says_so = self.leads(end)
            || self.tokens.get(end).is_none_or(|token| token.sign == Sign::Colon)
            || separated(self.tokens, end).is_some_and(|next| self.begins_name(next));
        // "Cục Công nghệ tin học | sửa đổi …": words that are no verb, before one, are of the name.
        let acts_then = self.acts(subject) == 0 && self.acts(end) > 1;
        let end = if is_unknown && !says_so && !acts_then { subject } else { end };
        // A kind alone is no name, but for those that there is one of.
        let alone = end == at + used;
        let stands_alone =
            || used > 1 || self.tokens.get(at).is_some_and(|token| STAND_ALONE.has(&token.key));
        (!alone || stands_alone()).then_some(end.min(self.to))
    }

    /// "Hội đồng | nghiệm thu cơ sở | lập biên bản", "Đoàn | giám sát | khảo sát": a body that was made for one
    /// work is called by it. The verb right behind its kind is then its name where another verb follows.
    fn of_one_work(&self, at: usize, from: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        MADE_FOR_WORK.at(self.tokens, at)?;
        let first = self.acts(from);
        let is_duty =
            self.is_strong(from) || self.leads(from) || ADVERBS.at(self.tokens, from).is_some();
        if first < 2 || is_duty {
            return None;
        }
        for stop in from + first..self.to.min(from + first + LONGEST) {
            let token = self.tokens.get(stop)?;
            let acts = self.acts(stop) > 0 && NAME_TAILS.at(self.tokens, stop).is_none();
            if acts || self.is_strong(stop) || self.leads(stop) || token.sign == Sign::Colon {
                return Some(stop);
            }
            let is_word = token.sign == Sign::Word && !token.capital && !self.is_plural(stop);
            let is_object = DETERMINERS.at(self.tokens, stop).is_some();
            if !is_word || is_object || PREPOSITIONS.at(self.tokens, stop).is_some() {
                return None;
            }
        }
        None
    }

    /// The token behind the subjects of a name, "Công nghệ thông tin", "Kiểm kê, bảo quản", whose own words
    /// begin at `from` behind the kind at `at`.
    pub(super) fn subject(&self, at: usize, from: usize) -> usize {
        let is_capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.capital);
        let is_kind_of = PLACES.at(self.tokens, at).is_some();
        let Some(used) = SUBJECTS.at(self.tokens, from).filter(|_| is_capital(from) && !is_kind_of)
        else {
            return from;
        };
        let mut end = from + used;
        // A word of one syllable goes on: "Nội", but "Nội vụ", "Kinh tế", but "Kinh tế tập thể".
        let goes_on = |end: usize| {
            let next = self.tokens.get(end);
            next.is_some_and(|next| next.sign == Sign::Word && !next.is("và"))
                && self.starter(end) == 0
                && NAME_TAILS.at(self.tokens, end).is_none()
                && !self.is_strong(end)
        };
        if used == 1 && goes_on(end) {
            return from;
        }
        // ", bảo quản", " - Kế toán": another subject, where a name ends behind it.
        while let Some(next) = self.joined_subject(end).or_else(|| self.joined_words(end)) {
            end = next;
        }
        end.min(self.to)
    }

    /// The token behind another subject that a comma, a dash or "và" joins to a name.
    pub(super) fn joined_subject(&self, end: usize) -> Option<usize> {
        let sign = self.tokens.get(end)?;
        let joins = matches!(sign.sign, Sign::Comma | Sign::Dash) || sign.is("và");
        let is_body = self.begins_name(end + 1);
        let used = SUBJECTS.at(self.tokens, end + 1).filter(|_| joins && !is_body)?;
        let stop = end + 1 + used;
        let is_capital = self.tokens.get(end + 1).is_some_and(|token| token.capital);
        let ends = stop >= self.tokens.len()
            || self.is_strong(stop)
            || self.leads(stop)
            || self.starter(stop) > 0
            || NAME_TAILS.at(self.tokens, stop).is_some()
            || self
                .tokens
                .get(stop)
                .is_some_and(|token| token.sign != Sign::Word || token.is("và"));
        // "Sở Y tế, kiểm tra việc …": a verb before its object is no subject.
        let is_verb = !is_capital && self.starter(end + 1) > 0;
        let is_closed = self.is_strong(stop)
            || self.leads(stop)
            || self.starter(stop) > 1
            || self.tokens.get(stop).is_none_or(|token| token.sign == Sign::Colon)
            || separated(self.tokens, stop).is_some_and(|next| self.begins_name(next));
        (ends && (!is_verb || is_closed)).then_some(stop)
    }

    /// "Viện Công nghệ sinh học | và thực phẩm rà soát", "Đội … | , hàng giả số 2 chủ động": words behind "và" or a
    /// comma that are no verb and no body, where the verb follows; no subject has a comma behind it else.
    pub(super) fn joined_words(&self, end: usize) -> Option<usize> {
        const LONGEST: usize = 6;
        let sign = self.tokens.get(end)?;
        let joins = sign.sign == Sign::Comma || sign.is("và");
        let first = self.tokens.get(end + 1)?;
        let is_other = first.capital
            || first.sign != Sign::Word
            || self.begins_name(end + 1)
            || self.is_plural(end + 1)
            || self.starter(end + 1) > 0
            || PREPOSITIONS.at(self.tokens, end + 1).is_some()
            || SCOPES.at(self.tokens, end + 1).is_some()
            || BY_HAND.at(self.tokens, end + 1).is_some()
            || PERSONS.at(self.tokens, end + 1).is_some();
        if !joins || is_other {
            return None;
        }
        for stop in end + 2..self.to.min(end + 2 + LONGEST) + 1 {
            let token = self.tokens.get(stop)?;
            if token.sign == Sign::Colon || self.is_strong(stop) || self.starter(stop) > 1 {
                return Some(stop);
            }
            if token.sign != Sign::Word || token.capital || self.is_plural(stop) {
                return None;
            }
        }
        None
    }

    /// The end of a name whose own words are a verb that wants an object: "Quỹ Hỗ trợ | phát triển hợp tác
    /// xã". It ends where the next sure verb begins.
    pub(super) fn verb_with_object(&self, at: usize, (verb, end): (usize, usize)) -> bool {
        let is_verb = |at: usize| self.starter(at).max(NAME_VERBS.at(self.tokens, at).unwrap_or(0));
        // "Cục Chăn nuôi | xây dựng kịch bản …": a subject is whole without an object.
        let is_whole = SUBJECTS.at(self.tokens, at) == Some(verb - at);
        at < verb && is_verb(at) == verb - at && !is_whole && self.starter(end) > 1
    }

    /// The end of a name that goes on behind a comma: "Vụ Phổ biến, giáo dục pháp luật". Its own words,
    /// from `at` to `end`, are a verb, and another verb follows in small letters; what comes then shows
    /// that a name has ended there.
    pub fn second_verb(&self, at: usize, end: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        const OF_CLAUSES: &[&str] = &["việc", "các", "công tác", "những", "tình hình"];
        let is_verb = |at: usize| STARTERS.at(self.tokens, at).max(NAME_VERBS.at(self.tokens, at));
        let is_comma = self.tokens.get(end).is_some_and(|token| token.sign == Sign::Comma);
        let is_small = self.tokens.get(end + 1).is_some_and(|token| !token.capital);
        if !is_comma || !is_small || at >= end || is_verb(at) != Some(end - at) {
            return None;
        }
        let first = end + 1 + is_verb(end + 1)?;
        for stop in first..self.to.min(first + LONGEST) + 1 {
            let is_sure = stop > first
                && self.starter(stop) > 1
                && NAME_VERBS.at(self.tokens, stop).is_none()
                && self.tokens.get(stop).is_some_and(|token| !token.capital);
            let ends = self.tokens.get(stop).is_none_or(|token| token.sign == Sign::Colon)
                || is_sure
                || stop > first && (self.acts_on_several(stop) || self.acts_on_number(stop))
                || self.is_strong(stop)
                || separated(self.tokens, stop)
                    .is_some_and(|next| self.begins_name(next) || self.is_plural(next));
            if ends {
                return Some(stop);
            }
            let is_word = self.tokens.get(stop).is_some_and(|token| token.sign == Sign::Word);
            if !is_word || longest_at(self.tokens, stop, OF_CLAUSES).is_some() {
                return None;
            }
        }
        None
    }

    /// "xây dựng 05 chương trình": a verb with a number behind it.
    fn acts_on_number(&self, at: usize) -> bool {
        let used = self.acts(at).max(NAME_VERBS.at(self.tokens, at).unwrap_or(0));
        let is_number = |token: &Token| token.key.starts_with(|c: char| c.is_ascii_digit());
        used > 0 && self.tokens.get(at + used).is_some_and(is_number)
    }

    /// "kiểm tra các chợ": a verb that may be of a name, with an object that no name has.
    pub(super) fn acts_on_several(&self, at: usize) -> bool {
        let used = self.starter(at).max(NAME_VERBS.at(self.tokens, at).unwrap_or(0));
        used > 1 && self.is_plural(at + used)
    }
}
