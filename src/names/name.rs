//! One name of a body in running text, read by the directory or by the grammar of names.
//!
//! Invariant: a verb that is also the name of an office, such as "Thống kê", counts as a name only
//! with its place behind it.

use super::grammar::Grammar;
use super::kinds::{LONGEST_NAME, several};
use super::known::Bodies;
use crate::text::key;
use crate::text::words::{Sign, Token, between, longest_at, phrase_at};
use crate::vocabulary::{BODIES, BODY, COMMON_WORDS, NO_BODY, NOT_IN_SMALL, OF_OTHERS, STARTERS};

/// Kinds of parts of a body that stand in small letters before their name too.
const SMALL_KINDS: &[&str] = &[
    "bộ phận",
    "phòng",
    "tổ",
    "khoa",
    "ban",
    "đội",
    "trạm",
    "trung tâm",
    "chi đoàn",
    "công đoàn",
    "xã",
    "phường",
    "văn phòng",
    "công ty",
    "câu lạc bộ",
];

/// Behind a name, which of the bodies of that name: "Công an cấp xã".
const LEVELS: &[&str] =
    &["cấp xã", "cấp huyện", "cấp tỉnh", "cấp cơ sở", "cấp trung ương", "các cấp", "cơ sở"];

/// One name in the text.
pub struct Name {
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// Whether it is a phrase for several bodies.
    pub plural: bool,
}

impl Bodies<'_> {
    /// One name from a token on, not beyond `to`.
    pub fn name(&self, text: &str, tokens: &[Token], at: usize, to: usize) -> Option<Name> {
        let first = tokens.get(at).filter(|token| token.sign == Sign::Word && at < to)?;
        let plural = several(tokens, at);
        let head = BODY.at(tokens, at).filter(|used| {
            let next = tokens.get(at + used);
            let kind = key(between(text, tokens, at, at + used));
            let has_name =
                next.is_some_and(|next| next.capital) || several(tokens, at + used).is_some();
            // "giao đồng chí Phó Bí thư Thường trực …"
            let is_person = kind == "đồng chí" && next.is_some_and(|next| next.capital);
            // "giao bộ phận Tài chính", "tổ Văn phòng"
            let is_part = !first.capital
                && next.is_some_and(|next| next.capital)
                && SMALL_KINDS.contains(&kind.as_str());
            is_person || is_part || first.capital && (has_name || !COMMON_WORDS.has(&kind))
        });
        let small = BODIES
            .at(tokens, at)
            .filter(|used| !NOT_IN_SMALL.has(&key(between(text, tokens, at, at + used))));
        if plural.is_none() && head.is_none() && small.is_none() && !first.capital {
            return None;
        }
        // "tổ chức hội nghị" is a verb, "tổ chức hành nghề luật sư" a body.
        let kind = head.into_iter().chain(small).max().unwrap_or(0);
        if NO_BODY.at(tokens, at).is_some_and(|other| other >= kind) {
            return None;
        }
        let is_proper = plural.is_none() && head.is_some();
        let grammar = Grammar { tokens, to, is_proper };
        // "Tỉnh" is known too, and less than the kind of "Tỉnh đoàn".
        let known = self.longest_known(text, tokens, at, to);
        let known = known.filter(|end| head.is_none_or(|used| *end >= at + used));
        let by_grammar = match (plural, head, small) {
            (Some(used), ..) => grammar.plural(at + used),
            // "Đảng ủy Sở Y tế", "Văn phòng UBND tỉnh": a body of a body.
            (None, Some(used), _) if self.inner(text, tokens, at, used, to).is_some() => {
                self.inner(text, tokens, at, used, to)
            }
            (None, Some(used), _) => match several(tokens, at + used) {
                Some(more) if at + used < to => grammar.plural(at + used + more),
                _ => grammar.proper(at, used).map(|end| match several(tokens, end) {
                    Some(_) => grammar.place(end),
                    None => end,
                }),
            },
            (None, None, Some(_)) => grammar.plural(at),
            _ => None,
        };
        let by_grammar = by_grammar.map(|end| {
            let own = head.and_then(|used| grammar.second_verb(at + used, end));
            own.unwrap_or(end)
        });
        let starts_plural = plural.is_some()
            || head.is_some_and(|used| several(tokens, at + used).is_some())
            || head.is_none() && small.is_some();
        match (known, by_grammar) {
            (None, None) => None,
            // "Thống kê, phân loại hồ sơ": a verb, though an office goes by that word too.
            (Some(known), None)
                if STARTERS.at(tokens, at) == Some(known - at) && grammar.place(known) == known =>
            {
                None
            }
            (Some(known), None) => {
                Some(Name { start: at, end: grammar.place(known), plural: starts_plural })
            }
            (None, Some(end)) => Some(Name { start: at, end, plural: starts_plural }),
            // A phrase may go on past what the directory knows of it; the name of a body does not,
            // but for the words of its place.
            (Some(known), Some(end)) if starts_plural => {
                Some(Name { start: at, end: known.max(end), plural: true })
            }
            (Some(known), Some(end)) => {
                let is_of_each = (at..=known).any(|index| several(tokens, index).is_some());
                let level = longest_at(tokens, known, LEVELS).map_or(known, |used| known + used);
                let placed = grammar.place(known).max(level.min(end));
                // "Hiệp hội Doanh nghiệp" goes on as "… dịch vụ logistics Việt Nam".
                let has_capital = |index: usize| {
                    tokens.get(index).is_some_and(|token| token.capital)
                        && BODY.at(tokens, index).is_none()
                };
                let goes_on = end > placed && (placed..end).any(has_capital);
                let is_longer = is_of_each || goes_on;
                let end = if is_longer { placed.max(end) } else { placed };
                Some(Name { start: at, end, plural: is_of_each })
            }
        }
    }

    /// The end of a name whose kind is one of another body, which follows at once.
    fn inner(
        &self,
        text: &str,
        tokens: &[Token],
        at: usize,
        used: usize,
        to: usize,
    ) -> Option<usize> {
        let kind = key(between(text, tokens, at, at + used));
        let next = tokens.get(at + used).filter(|next| next.capital)?;
        let goes_on = OF_OTHERS.has(&kind) && next.sign == Sign::Word;
        let name = goes_on.then(|| self.name(text, tokens, at + used, to)).flatten()?;
        Some(name.end)
    }

    /// The end of the longest known name from a token on.
    fn longest_known(&self, text: &str, tokens: &[Token], at: usize, to: usize) -> Option<usize> {
        let first = tokens.get(at)?;
        let may_be = |end: &usize| {
            // A name ends with a word, or with a bracket: "Ngân hàng Nhà nước (Chi nhánh …)".
            let last = tokens.get(end - 1);
            let next = tokens.get(*end);
            last.is_some_and(|token| {
                token.sign == Sign::Word && !["và", "cùng", "với", "có", "các", "của", "do"].contains(&token.key.as_str())
            })
                // "Sở Du lịch, Tỉnh" of "Sở Du lịch, Tỉnh đoàn"
                && !(at + 1..*end).any(|index| {
                    tokens.get(index).is_some_and(|token| token.capital)
                        && BODY.at(tokens, index).is_some_and(|used| index + used > *end)
                })
                // "Trường Đại học" of "Trường Đại học Hồng Đức" is no name that ends here.
                && !next.is_some_and(|next| {
                    next.sign == Sign::Word && next.capital && first.capital
                })
        };
        let limit = to.min(at + LONGEST_NAME);
        let stop = (at..limit)
            .find(|index| {
                tokens.get(*index).is_some_and(|token| {
                    matches!(token.sign, Sign::Semicolon | Sign::Colon | Sign::Stop)
                }) || phrase_at(tokens, *index, "chủ trì").is_some()
            })
            .unwrap_or(limit);
        (at + 1..=stop).rev().filter(may_be).find(|end| {
            let name = between(text, tokens, at, *end);
            self.is_known(name) && !name.contains('(')
        })
    }
}
