//! What a sentence says of its subject: where the work begins behind whole names, and subjects that are no names of
//! bodies: posts, people by what they are.
//!
//! Invariant: what is told of a body and gives it no work makes no assignment.

use super::assignment::{Assignment, Form, Reading, after_comma};
use super::named::is_body;
use crate::names::{List, several};
use crate::text::words::{Sign, between, longest_at, phrase_at, tokens};
use crate::vocabulary::{
    BODY, NAME_TAILS, NAME_VERBS, PERSON_TITLES, POSTS, PREPOSITIONS, SCOPES, STARTERS,
};

/// What a sentence tells of a body that gives it no work: what it has done, what it says.
const NO_WORK: &[&str] = &[
    "đã",
    "chưa",
    "vẫn",
    "còn",
    "kết luận",
    "phát biểu",
    "nhấn mạnh",
    "khẳng định",
    "đồng ý",
    "nhất trí",
    "biểu quyết",
];

/// Words behind a name that are no verb of what it does.
const NO_SUBJECT: &[&str] = &[
    "của", "và", "dọc", "quanh", "gần", "từ", "để", "vì", "bằng", "qua", "là", "có", "được",
    "trong", "cho", "thuộc", "ở", "với", "này", "đó", "trên", "dưới", "như", "do", "hoặc", "các",
    "những", "mới",
];

impl Reading<'_> {
    /// What is to be done behind names that end at a token, and behind the words of their duty.
    pub fn content_behind(
        &self,
        lead: &[String],
        (end, after): (usize, usize),
        form: Form,
    ) -> Option<String> {
        let begins = after_comma(self.tokens, end);
        // What has been done is reported and not given: "Bộ Tài chính đã phối hợp …".
        if longest_at(self.tokens, begins, NO_WORK).is_some() {
            return None;
        }
        // "theo lĩnh vực phụ trách kiểm tra …": in which bounds they act is no content.
        let is_scope = SCOPES.at(self.tokens, begins).is_some()
            && after > begins
            && STARTERS.at(self.tokens, after_comma(self.tokens, after)).is_some();
        if is_scope {
            return Some(self.rest(after));
        }
        let begins_verb = STARTERS.at(self.tokens, begins).is_some();
        // "Thanh tra đột xuất …": a kind alone may be a verb itself.
        let are_named = || lead.iter().all(|name| has_own_name(name));
        let is_form = form == Form::Duty || form == Form::Subject && are_named();
        let may_be = is_form && self.may_be_verb(end, lead);
        let is_work = begins_verb || may_be;
        is_work.then(|| self.rest(end))
    }

    /// Whether a word that no list knows is what whole names do: it follows them at once, in small letters,
    /// and is none that goes on a name.
    fn may_be_verb(&self, at: usize, lead: &[String]) -> bool {
        let is_small = self.tokens.get(at).is_some_and(|token| {
            token.sign == Sign::Word && !token.capital && token.key.chars().all(char::is_alphabetic)
        });
        let is_other = PREPOSITIONS.at(self.tokens, at).is_some()
            || NAME_VERBS.at(self.tokens, at).is_some()
            || NAME_TAILS.at(self.tokens, at).is_some()
            || self.tokens.get(at).is_some_and(|t| NO_SUBJECT.contains(&t.key.as_str()));
        is_small
            && !is_other
            && self.tokens.len() > at + 2
            // A title has no verb, and no sign at its end.
            && self.text.trim_end().ends_with(['.', ';', ','])
            && lead.iter().all(|name| is_body(name, self.bodies))
    }

    /// The token behind whose post it is: "GVCN | các lớp 9", "Phó Giám đốc | Lê Hùng".
    fn post_end(&self, at: usize) -> usize {
        const LONGEST: usize = 5;
        let is_capital = |at: &usize| self.tokens.get(*at).is_some_and(|token| token.capital);
        let is_verb = |at: &usize| STARTERS.at(self.tokens, *at).is_some_and(|used| used > 1);
        if several(self.tokens, at).is_some() {
            return (at + 1..at + LONGEST).find(is_verb).unwrap_or(at);
        }
        (at..at + LONGEST).find(|at| !is_capital(at)).unwrap_or(at)
    }

    /// "Kế toán hướng dẫn …", "Giáo viên chủ nhiệm nhắc …": a post that is no name by itself, right before a verb.
    pub fn post(&self, start: usize) -> Option<List> {
        let first = self.tokens.get(start).filter(|token| token.capital || start > 0)?;
        let used = POSTS.at(self.tokens, start)?;
        let end = self.post_end(start + used);
        let is_verb = STARTERS.at(self.tokens, start).is_some()
            || PERSON_TITLES.at(self.tokens, start).is_some();
        let is_named = end > start + used;
        let acts = STARTERS.at(self.tokens, end).is_some_and(|used| used > 1 || is_named)
            || phrase_at(self.tokens, end, "phối hợp").is_some();
        let name = between(self.text, self.tokens, start, end).to_string();
        (!is_verb && acts && !first.is("lãnh") && !first.is("cán"))
            .then(|| List { names: vec![name], end })
    }

    /// "Cá nhân công chức được giao vận hành máy soi chịu trách nhiệm lưu giữ …", "Người đứng đầu địa phương phải
    /// báo ngay …": people by what they are, up to the words of their duty.
    pub fn people_with_duty(&self, start: usize, reach: usize) -> Option<Assignment> {
        const DUTY: &[&str] = &["có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "phải"];
        const PEOPLE: &[&str] = &[
            "cá nhân",
            "người",
            "những người",
            "cán bộ",
            "công chức",
            "viên chức",
            "chủ hộ",
            "chủ rừng",
            "chủ phương tiện",
            "chủ cơ sở",
            "thành viên",
        ];
        let plural = several(self.tokens, start).unwrap_or(0);
        longest_at(self.tokens, start + plural, PEOPLE)?;
        let duty = (start + 2..reach.min(start + 20))
            .take_while(|at| self.tokens[*at].sign == Sign::Word || self.is_sign(*at, Sign::Comma))
            .find(|at| longest_at(self.tokens, *at, DUTY).is_some())?;
        let after = duty + longest_at(self.tokens, duty, DUTY)?;
        let name = between(self.text, self.tokens, start, duty).trim_end_matches([',', ' ']);
        let rest = self.rest(after);
        let is_verb = STARTERS.at(self.tokens, after).is_some() && !rest.is_empty();
        let lead = vec![name.to_string()];
        is_verb.then_some(Assignment { lead, support: None, rest, form: Form::Subject })
    }
}

/// Whether a name goes on with a capital behind its kind.
fn has_own_name(name: &str) -> bool {
    let words = tokens(name, 8);
    BODY.at(&words, 0)
        .is_some_and(|used| words[0].capital && words.get(used).is_some_and(|next| next.capital))
}
