//! One name of a body in running text, read by the directory or by the grammar of names.
//!
//! Invariant: a verb that is also the name of an office, such as "Thống kê", counts as a name only
//! with its place behind it.

use super::grammar::Grammar;
use super::kinds::{LONGEST_NAME, several};
use super::known::Bodies;
use crate::text::key;
use crate::text::words::{Sign, Token, between, phrase_at};
use crate::vocabulary::{
    BODIES, BODY, COMMON_WORDS, LEVELS, NAME_JOINTS, NO_BODY, NOT_IN_SMALL, OF_OTHERS, SMALL_KINDS,
    STARTERS,
};

/// One name in the text.
pub struct Name {
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// Whether it is a phrase for several bodies.
    pub plural: bool,
}

/// The kinds that stand where a name begins, each with the tokens that it takes.
struct Kinds {
    /// Words before several bodies: "các".
    plural: Option<usize>,
    /// A kind whose name goes on in capitals: "Sở".
    head: Option<usize>,
    /// A kind in small letters that stands for several: "doanh nghiệp".
    small: Option<usize>,
}

impl Kinds {
    /// The kinds at a token; none where no name begins there.
    fn new(text: &str, tokens: &[Token], at: usize) -> Option<Kinds> {
        let first = tokens.get(at)?;
        let plural = several(tokens, at);
        let head = BODY.at(tokens, at).filter(|used| {
            let next = tokens.get(at + used);
            let kind = key(between(text, tokens, at, at + used));
            let is_capital = next.is_some_and(|next| next.capital);
            let has_name = is_capital || several(tokens, at + used).is_some();
            // "giao đồng chí Phó Bí thư Thường trực …"
            let is_person = kind == "đồng chí" && is_capital;
            // "giao bộ phận Tài chính", "tổ Văn phòng"
            let is_part = !first.capital && is_capital && SMALL_KINDS.has(&kind);
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
        let is_other = NO_BODY.at(tokens, at).is_some_and(|other| other >= kind);
        (!is_other).then_some(Kinds { plural, head, small })
    }

    /// Whether the name is a phrase for several bodies.
    fn is_of_several(&self, tokens: &[Token], at: usize) -> bool {
        self.plural.is_some()
            || self.head.is_some_and(|used| several(tokens, at + used).is_some())
            || self.head.is_none() && self.small.is_some()
    }
}

impl Bodies<'_> {
    /// One name from a token on, not beyond `to`.
    pub fn name(&self, text: &str, tokens: &[Token], at: usize, to: usize) -> Option<Name> {
        tokens.get(at).filter(|token| token.sign == Sign::Word && at < to)?;
        let kinds = Kinds::new(text, tokens, at)?;
        let is_proper = kinds.plural.is_none() && kinds.head.is_some();
        let grammar = Grammar { tokens, to, is_proper };
        // "Tỉnh" is known too, and less than the kind of "Tỉnh đoàn".
        let known = self.longest_known(text, tokens, at, to);
        let known = known.filter(|end| kinds.head.is_none_or(|used| *end >= at + used));
        let built = self.built(text, &grammar, (at, &kinds)).map(|end| {
            let own = kinds.head.and_then(|used| grammar.second_verb(at + used, end));
            own.unwrap_or(end)
        });
        let plural = kinds.is_of_several(tokens, at);
        match (known, built) {
            (None, None) => None,
            // "Thống kê, phân loại hồ sơ": a verb, though an office goes by that word too.
            (Some(known), None)
                if STARTERS.at(tokens, at) == Some(known - at) && grammar.place(known) == known =>
            {
                None
            }
            (Some(known), None) => Some(Name { start: at, end: grammar.place(known), plural }),
            (None, Some(end)) => Some(Name { start: at, end, plural }),
            // A phrase may go on past what the directory knows of it; the name of a body does not,
            // but for the words of its place.
            (Some(known), Some(end)) if plural => {
                Some(Name { start: at, end: known.max(end), plural: true })
            }
            (Some(known), Some(end)) => Some(longer(&grammar, at, (known, end))),
        }
    }

    /// The end of a name by how names are built.
    fn built(&self, text: &str, grammar: &Grammar, (at, kinds): (usize, &Kinds)) -> Option<usize> {
        let (tokens, to) = (grammar.tokens, grammar.to);
        match (kinds.plural, kinds.head, kinds.small) {
            (Some(used), ..) => grammar.plural(at + used),
            (None, Some(used), _) => {
                // "Đảng ủy Sở Y tế", "Văn phòng UBND tỉnh": a body of a body.
                if let Some(end) = self.inner(text, tokens, at, used, to) {
                    return Some(end);
                }
                match several(tokens, at + used) {
                    Some(more) if at + used < to => grammar.plural(at + used + more),
                    _ => grammar.proper(at, used).map(|end| match several(tokens, end) {
                        Some(_) => grammar.place(end),
                        None => end,
                    }),
                }
            }
            (None, None, Some(_)) => grammar.plural(at),
            (None, None, None) => None,
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
                token.sign == Sign::Word && !NAME_JOINTS.has(&token.key)
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

/// The name of one body of which the directory knows a beginning, up to `known`, and which is built up to `end`.
fn longer(grammar: &Grammar, at: usize, (known, end): (usize, usize)) -> Name {
    let tokens = grammar.tokens;
    let is_of_each = (at..=known).any(|index| several(tokens, index).is_some());
    let level = LEVELS.at(tokens, known).map_or(known, |used| known + used);
    let placed = grammar.place(known).max(level.min(end));
    // "Hiệp hội Doanh nghiệp" goes on as "… dịch vụ logistics Việt Nam".
    let has_capital = |index: usize| {
        tokens.get(index).is_some_and(|token| token.capital) && BODY.at(tokens, index).is_none()
    };
    let goes_on = end > placed && (placed..end).any(has_capital);
    let end = if is_of_each || goes_on { placed.max(end) } else { placed };
    Name { start: at, end, plural: is_of_each }
}
