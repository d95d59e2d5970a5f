//! What a sentence says of its subject: where the work begins behind whole names, and subjects that are no names of
//! bodies: posts, people by what they are.
//!
//! Invariant: what is told of a body and gives it no work makes no assignment.

use super::assignment::{Assignment, Form, Reading, after_comma};
use super::named::{is_body, is_person};
use crate::names::{List, after_brackets, several};
use crate::text::words::{Sign, between, longest_at, phrase_at, tokens};
use crate::vocabulary::{
    BODY, COMPOUNDS, HOW_OFTEN, NAME_TAILS, NAME_VERBS, NO_SUBJECT_VERBS, NO_VERBS, PEOPLE,
    PERSON_TITLES, POSTS, PREPOSITIONS, SCOPES, SHORT_VERBS, STARTERS, TOLD_OF_BODIES, VERBS,
};

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
        if TOLD_OF_BODIES.at(self.tokens, begins).is_some() {
            return None;
        }
        // "theo lĩnh vực phụ trách kiểm tra …": in which bounds they act is no content.
        let is_scope = SCOPES.at(self.tokens, begins).is_some()
            && after > begins
            && STARTERS.at(self.tokens, after_comma(self.tokens, after)).is_some();
        if is_scope {
            return Some(self.rest(after));
        }
        let begins_verb = STARTERS.at(self.tokens, begins).is_some() || self.acts(begins);
        // "Thanh tra đột xuất …": a kind alone may be a verb itself.
        let are_named = || lead.iter().all(|name| has_own_name(name) || is_person(name));
        let is_form = form == Form::Duty || form == Form::Subject && are_named();
        let may_be = is_form && self.may_be_verb(end, lead);
        let is_work = begins_verb || may_be;
        is_work.then(|| self.rest(end))
    }

    /// Whether a verb of the dictionary begins at a token, or words that say how often something is done.
    pub fn acts(&self, at: usize) -> bool {
        let is_small = self.tokens.get(at).is_some_and(|token| !token.capital);
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|t| t.sign == Sign::Word);
        // "xây | dựng": no second syllable of another verb.
        let is_second = || {
            at.checked_sub(1).is_some_and(|before| {
                let lists = [&*STARTERS, &*VERBS, &*COMPOUNDS];
                lists.iter().any(|list| list.at(self.tokens, before).is_some_and(|used| used > 1))
            })
        };
        let short = || {
            SHORT_VERBS.at(self.tokens, at).is_some_and(|used| is_word(at + used)) && !is_second()
        };
        is_small
            && NO_VERBS.at(self.tokens, at).is_none()
            && (VERBS.at(self.tokens, at).is_some()
                || HOW_OFTEN.at(self.tokens, at).is_some()
                || longest_at(self.tokens, at, &["mỗi"]).is_some()
                || short())
    }

    /// Whether a verb begins at a token, by any list.
    pub fn begins_work(&self, at: usize) -> bool {
        STARTERS.at(self.tokens, at).is_some_and(|used| used > 1) || self.acts(at)
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
            || self.tokens.get(at).is_some_and(|t| NO_SUBJECT_VERBS.has(&t.key));
        is_small
            && !is_other
            && self.tokens.len() > at + 2
            // A title has no verb, and no sign at its end.
            && self.text.trim_end().ends_with(['.', ';', ','])
            && lead.iter().all(|name| is_body(name, self.bodies))
    }

    /// The token behind whose post it is: "GVCN | các lớp 9", "Phó Giám đốc | Lê Hùng", "Tổ trưởng | chuyên môn các
    /// trường", "Trưởng ca | Trạm Trà Nóc", "Bí thư chi bộ | các thôn".
    fn post_end(&self, from: usize) -> usize {
        const LONGEST: usize = 4;
        let is_capital = |at: usize| self.tokens.get(at).is_some_and(|token| token.capital);
        let is_word = |at: usize| self.tokens.get(at).is_some_and(|t| t.sign == Sign::Word);
        let is_verb =
            |at: usize| STARTERS.at(self.tokens, at).is_some_and(|used| used > 1) || self.acts(at);
        // Words of what he is for: "chuyên môn".
        let mut at = from;
        while at < from + LONGEST && is_word(at) && !is_capital(at) && !is_verb(at) {
            if several(self.tokens, at).is_some() || NAME_TAILS.at(self.tokens, at).is_some() {
                break;
            }
            at += 1;
        }
        let whose = at;
        if (is_capital(whose) || several(self.tokens, whose).is_some())
            && let Some(name) = self.bodies.name(self.text, self.tokens, whose, self.tokens.len())
        {
            return name.end;
        }
        if several(self.tokens, whose).is_some() {
            return (whose + 1..whose + LONGEST).find(|at| is_verb(*at)).unwrap_or(from);
        }
        let mut end = whose;
        while is_capital(end) || NAME_TAILS.at(self.tokens, end).is_some() && !is_verb(end) {
            end += if is_capital(end) { 1 } else { NAME_TAILS.at(self.tokens, end).unwrap_or(1) };
        }
        if end > whose { end } else { from }
    }

    /// "Kế toán hướng dẫn …", "Giáo viên chủ nhiệm nhắc …": a post that is no name by itself, right before a verb.
    pub fn post(&self, start: usize) -> Option<List> {
        let first = self.tokens.get(start).filter(|token| token.capital || start > 0)?;
        let used = POSTS.at(self.tokens, start)?;
        let end = self.post_end(start + used);
        let is_verb = STARTERS.at(self.tokens, start).is_some()
            || PERSON_TITLES.at(self.tokens, start).is_some();
        let is_named = end > start + used;
        let end = after_brackets(self.tokens, end, self.tokens.len());
        let acts = STARTERS.at(self.tokens, end).is_some_and(|used| used > 1 || is_named)
            || is_named && self.acts(end)
            || self.is_sign(end, Sign::Colon)
            || VERBS.at(self.tokens, end).is_some()
            || phrase_at(self.tokens, end, "phối hợp").is_some();
        let name = between(self.text, self.tokens, start, end).to_string();
        (!is_verb && acts && !first.is("lãnh") && !first.is("cán"))
            .then(|| List { names: vec![name], end })
    }

    /// "Cá nhân công chức được giao vận hành máy soi chịu trách nhiệm lưu giữ …", "Người đứng đầu địa phương phải
    /// báo ngay …": people by what they are, up to the words of their duty.
    pub fn people_with_duty(&self, start: usize, reach: usize) -> Option<Assignment> {
        const DUTY: &[&str] = &["có trách nhiệm", "có nhiệm vụ", "chịu trách nhiệm", "phải"];
        let plural = several(self.tokens, start).unwrap_or(0);
        PEOPLE.at(self.tokens, start + plural)?;
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
