//! Kinds of bodies: the words that name an agency, a person or a place, and the words that stand
//! once for several names.
//!
//! Invariant: this module knows words only. The directory says whom a name means.

use crate::text::key;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::{ANNOUNCING, BODIES, BODY, NO_AGENCY, NO_BODY, PERSONS, PLURAL};

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

/// How many tokens the kind of body or person takes that stands at a token, in any case; none where
/// the words are others that begin alike, "Ban hành".
pub fn head(tokens: &[Token], at: usize) -> Option<usize> {
    let used = BODY.at(tokens, at).max(PERSONS.at(tokens, at))?;
    let other = NO_BODY.at(tokens, at).unwrap_or(0);
    (used > other).then_some(used)
}

/// Whether a name with a kind of its own begins at a token: its capital stands there or behind the
/// kind.
pub fn begins_name(tokens: &[Token], at: usize) -> bool {
    let is_capital = |at: usize| tokens.get(at).is_some_and(|token| token.capital);
    head(tokens, at).is_some_and(|used| is_capital(at) || is_capital(at + used))
}

/// The token after a separator of names at `at`, where there is one.
pub fn separated(tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = at;
    let mut found = false;
    while let Some(token) = tokens.get(next) {
        let is_separator = matches!(token.sign, Sign::Comma | Sign::Semicolon)
            || token.is("và")
            || found && token.is("với")
            || token.sign == Sign::Other && next == at;
        if !is_separator {
            break;
        }
        found = true;
        next += 1;
    }
    (found && next < tokens.len()).then_some(next)
}
