//! Kinds of bodies: which words are an agency, which a person or a place, and which stand once for
//! several names.
//!
//! Invariant: knows words only; who a name means is for the directory.

use crate::text::key;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::{ANNOUNCING, BODIES, BODY, NO_AGENCY, PLURAL};

/// No name of a body has more tokens; the longest of the directory has 26.
pub const LONGEST_NAME: usize = 30;

/// Whether a name is that of an agency, by its kind: not of a place or a person, and no phrase such
/// as "các doanh nghiệp".
pub fn is_agency(name: &str) -> bool {
    let tokens = tokens(name, LONGEST_NAME);
    let Some(used) = BODY.at(&tokens, 0) else { return false };
    let is_other = NO_AGENCY.at(&tokens, 0) == Some(used);
    tokens.first().is_some_and(|token| token.capital) && !is_other && tokens.len() > 1
}

/// Whether a name is a phrase in the plural: "Các sở", "UBND các xã", "Hiệu trưởng các trường".
pub fn is_of_several(name: &str) -> bool {
    let tokens = tokens(name, LONGEST_NAME);
    let is_kind = BODY.at(&tokens, 0).is_some() || BODIES.at(&tokens, 0).is_some();
    let several = |at| several(&tokens, at).is_some();
    several(0) || is_kind && (1..tokens.len().min(4)).any(several)
}

/// Whether a phrase only announces the names behind its colon.
pub fn is_listed(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let is_colon = tokens.get(end).is_some_and(|token| token.sign == Sign::Colon);
    let is_body = tokens.get(end + 1).is_some_and(|token| token.capital)
        && BODY.at(tokens, end + 1).is_some();
    is_colon && is_body && ANNOUNCING.has(&key(between(text, tokens, start, end)))
}

/// "các sở:" and a name in capitals: the kind that stands for all, and its colon.
pub fn common_kind(
    text: &str,
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<(&'static str, usize)> {
    const KINDS: &[(&str, &str)] = &[
        ("các sở", "Sở"),
        ("sở", "Sở"),
        ("các phòng", "Phòng"),
        ("các vụ", "Vụ"),
        ("các cục", "Cục"),
        ("các bộ", "Bộ"),
        ("các ban", "Ban"),
        ("ubnd các xã", "UBND xã"),
        ("các hội", "Hội"),
        ("ủy ban nhân dân các xã", "UBND xã"),
        ("ủy ban nhân dân các huyện", "UBND huyện"),
        ("các xã", "UBND xã"),
        ("các huyện", "UBND huyện"),
    ];
    let is_colon = tokens.get(end)?.sign == Sign::Colon && tokens.get(end + 1)?.capital;
    let words = key(between(text, tokens, start, end));
    let kind = KINDS.iter().find(|(plural, _)| *plural == words)?.1;
    is_colon.then_some((kind, end))
}

/// How many tokens stand before several bodies: "các sở", "05 xã".
pub fn several(tokens: &[Token], at: usize) -> Option<usize> {
    let is_number = |token: &Token| {
        !token.key.is_empty()
            && token.key.len() <= 3
            && token.key.bytes().all(|b| b.is_ascii_digit())
    };
    let counted = || {
        tokens.get(at).filter(|token| is_number(token))?;
        BODIES.at(tokens, at + 1).map(|_| 1)
    };
    PLURAL.at(tokens, at).or_else(counted)
}
