//! A sentence whose subject is a person: "Ông Trần A - Phó Giám đốc phụ trách kho", "Đ/c Lê B, Phó Trưởng Công an
//! xã, khẩn trương làm việc với …".
//!
//! Invariant: a person is a title and a name in capitals; a post alone is read as names of bodies are.

use super::assignment::{Assignment, Form, Reading, after_comma};
use crate::text::words::{Sign, Token, between, longest_at};
use crate::vocabulary::{ADVERBS, BODY, DUTY_WORDS, PERSON_TITLES, POSTS, RANKS, STARTERS, VERBS};

impl Reading<'_> {
    /// Who is named with his title, and what he does.
    pub fn person(&self) -> Option<Assignment> {
        let start = crate::names::order(self.tokens, 0)
            .filter(|at| PERSON_TITLES.at(self.tokens, *at).is_some())
            .unwrap_or(0);
        self.person_at(start, if start > 0 { Form::Duty } else { Form::Subject })
    }

    /// Persons from a token on, and what they do.
    pub fn person_at(&self, start: usize, form: Form) -> Option<Assignment> {
        let (mut names, mut end) = (Vec::new(), start);
        loop {
            let after = person_end(self.tokens, end)?;
            names.push(between(self.text, self.tokens, end, after).to_string());
            let joins = self
                .tokens
                .get(after)
                .is_some_and(|token| token.is("và") || token.sign == Sign::Comma);
            end = after;
            if !joins || PERSON_TITLES.at(self.tokens, after + 1).is_none() {
                break;
            }
            end = after + 1;
        }
        // "PGS.TS. Vũ Đình Long chủ trì, phối hợp với …", "Đồng chí Lê B, Phó Chủ tịch Hội, chủ trì …"
        let leads = after_comma(self.tokens, end);
        let leads = ADVERBS.at(self.tokens, leads).map_or(leads, |used| leads + used);
        if let Some((support, rest)) = self.supports(leads) {
            let rest = self.rest(rest);
            return Some(Assignment { lead: names, support, rest, form: Form::Leads });
        }
        self.after_names(names, end, form)
    }
}

/// The token after a person: a title, a name or a post, and what he is besides.
fn person_end(tokens: &[Token], at: usize) -> Option<usize> {
    let mut end = at + PERSON_TITLES.at(tokens, at)?;
    let name = end;
    // "Đ/c Bí thư Chi bộ (phụ trách chung)"
    if let Some(post) = POSTS.at(tokens, name).filter(|_| tokens[name].capital) {
        return Some(after_bracket(tokens, post_end(tokens, name + post)));
    }
    // "Thiếu tá Lò Văn Pản", "PGS.TS. Đỗ Minh Châu"
    while let Some(token) = tokens.get(end) {
        let next_is_capital = tokens.get(end + 1).is_some_and(|next| next.capital);
        let is_rank = token.sign == Sign::Stop && end > at && next_is_capital;
        let is_second =
            token.sign == Sign::Word && end == name + 1 && RANKS.at(tokens, end - 1).is_some();
        let is_post = end > name && POSTS.at(tokens, end).is_some();
        if !(token.capital || is_rank || is_second) || is_post {
            break;
        }
        end += 1;
    }
    (end > name).then(|| after_post(tokens, end))
}

/// The token after what a person is: " - Phó Giám đốc kỹ thuật", ", Phó Chủ tịch UBND phường,", "(Tổng phụ
/// trách Đội)".
fn after_post(tokens: &[Token], at: usize) -> usize {
    let is_sign =
        tokens.get(at).is_some_and(|token| matches!(token.sign, Sign::Dash | Sign::Comma));
    // "Anh Tuấn phòng Kỹ thuật": where he works.
    let kind = BODY.at(tokens, at).filter(|used| {
        !tokens[at].capital && tokens.get(at + used).is_some_and(|next| next.capital)
    });
    if let Some(used) = kind {
        let goes_on = |index: &usize| {
            tokens[*index].capital
                || tokens[index - 1].capital
                    && tokens[*index].sign == Sign::Word
                    && STARTERS.at(tokens, *index).is_none()
        };
        let from = at + used;
        return (from..tokens.len()).find(|index| !goes_on(index)).unwrap_or(tokens.len());
    }
    let end = match POSTS.at(tokens, at + 1).filter(|_| is_sign) {
        Some(post) => post_end(tokens, at + 1 + post),
        None => at,
    };
    after_bracket(tokens, end)
}

fn after_bracket(tokens: &[Token], at: usize) -> usize {
    if tokens.get(at).is_none_or(|token| token.sign != Sign::Open) {
        return at;
    }
    let close = (at..tokens.len()).find(|index| tokens[*index].sign == Sign::Close);
    close.map_or(at, |close| close + 1)
}

/// Where the words of a post end that go on from a token: at a sign, at a verb.
fn post_end(tokens: &[Token], from: usize) -> usize {
    const LONGEST: usize = 16;
    let ends = |index: &usize| {
        let Some(token) = tokens.get(*index) else { return true };
        // "Phó Bí thư Thường trực": the second syllable of a word in capitals.
        let follows_capital = index > &from && tokens[index - 1].capital;
        let is_syllable =
            follows_capital && STARTERS.at(tokens, *index).is_none_or(|used| used == 1);
        let is_verb = !token.capital
            && !is_syllable
            && (STARTERS.at(tokens, *index).is_some()
                || ADVERBS.at(tokens, *index).is_some()
                || DUTY_WORDS.at(tokens, *index).is_some());
        let is_sign = matches!(
            token.sign,
            Sign::Colon | Sign::Semicolon | Sign::Stop | Sign::Open | Sign::Other
        );
        // "Phó Bí thư, Chủ tịch Hội đồng Đội": a second post.
        let is_comma = token.sign == Sign::Comma && POSTS.at(tokens, index + 1).is_none();
        is_verb || is_sign || is_comma || token.is("và")
    };
    let mut at = from;
    while at < from + LONGEST {
        // ", Trưởng ban tổ chức": a post is taken whole, with the verb in it.
        let is_second = at > from && tokens.get(at).is_some_and(|token| token.capital);
        match POSTS.at(tokens, at).filter(|_| is_second) {
            Some(used) => at += used,
            None if in_charge(tokens, at) => at += IN_CHARGE,
            None if ends(&at) => return at,
            None => at += 1,
        }
    }
    from
}

/// Tokens of "phụ trách".
const IN_CHARGE: usize = 2;

/// Whether "phụ trách lĩnh vực đường thủy" goes on a post: the words of his duty follow it, or nothing but a
/// colon.
fn in_charge(tokens: &[Token], at: usize) -> bool {
    const LONGEST: usize = 8;
    let acts = |at: usize| {
        STARTERS.at(tokens, at).is_some_and(|used| used > 1) || VERBS.at(tokens, at).is_some()
    };
    let reach = tokens.len().min(at + LONGEST);
    let is_sign = |at: &usize| !matches!(tokens[*at].sign, Sign::Word | Sign::Dash);
    let sign = (at..reach).find(is_sign).unwrap_or(reach);
    let is_title = tokens.get(sign).is_none_or(|token| token.sign == Sign::Colon)
        && sign > at + IN_CHARGE
        && !(at + IN_CHARGE..sign).any(acts);
    let says_duty =
        |at: usize| DUTY_WORDS.at(tokens, at).is_some() || ADVERBS.at(tokens, at).is_some();
    longest_at(tokens, at, &["phụ trách"]).is_some()
        && (is_title || (at + IN_CHARGE..sign).any(says_duty))
}
