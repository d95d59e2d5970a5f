//! Words beside a name that say what the body does, or within which scope: "chủ trì", "phối hợp
//! với", "(PH)", "theo lĩnh vực phụ trách".
//!
//! Invariant: a role never begins inside another word. "Ban Điều phối hợp tác xã" does not say that
//! anybody supports.

use super::words::Words;
use crate::names::kinds::{begins_name, several};
use crate::text::words::{Sign, goes_on_in_capitals};
use crate::vocabulary::{
    CELL_SCOPES, CLOSELY, COMPOUNDS, LABEL_WORDS, NO_VERBS, ORDERS, ROLE_DUTY, ROLE_JOINT,
    ROLE_LEAD, ROLE_LEAD_LABEL, ROLE_SUPPORT, ROLE_SUPPORT_LABEL, SCOPES, WITH,
};

/// What words beside a name say of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Đồng chủ trì.
    Joint,
    /// Phối hợp.
    Support,
}

/// The longest label before a colon, in tokens.
const LONGEST_LABEL: usize = 12;

/// A role that the words at a token name, and how many tokens they take.
pub fn role_at(words: &Words, at: usize) -> Option<(Role, usize)> {
    let roles =
        [(Role::Joint, &ROLE_JOINT), (Role::Lead, &ROLE_LEAD), (Role::Support, &ROLE_SUPPORT)];
    let found = roles.iter().find_map(|(role, list)| Some((*role, list.at(&words.tokens, at)?)));
    found.filter(|(_, used)| !crosses(words, at, *used))
}

/// Words that say only that the body before them does it: "thực hiện".
pub fn duty_at(words: &Words, at: usize) -> Option<usize> {
    // "Ban Tham mưu": capitals go on.
    ROLE_DUTY
        .at(&words.tokens, at)
        .filter(|used| !crosses(words, at, *used) && !goes_on_in_capitals(&words.tokens, at))
}

/// Whether words overlap with a compound before or behind them.
pub fn crosses(words: &Words, at: usize, used: usize) -> bool {
    let long = |at: usize| COMPOUNDS.at(&words.tokens, at).is_some_and(|used| used > 1);
    at.checked_sub(1).is_some_and(long) || used > 1 && long(at + used - 1)
}

/// Where the names begin that "phối hợp" up to `at` announces; `None` where it announces none.
pub fn with(words: &Words, at: usize, to: usize) -> Option<usize> {
    let mut next = at;
    while let Some(used) = CLOSELY.at(&words.tokens, next) {
        next += used;
    }
    if let Some(used) = WITH.at(&words.tokens, next) {
        return Some(next + used).filter(|next| *next < to);
    }
    let is_name = begins_name(&words.tokens, next) || several(&words.tokens, next).is_some();
    (next < to && is_name && !words.begins_line(next)).then_some(next)
}

/// A label and its colon at a token, such as "Cơ quan chủ trì:": its role, if it has one, and the
/// token behind the colon.
pub fn label_at(words: &Words, at: usize, to: usize) -> Option<(Option<Role>, usize)> {
    // "CT - Sở Y tế"
    let is_short = words.get(at).is_some_and(|token| token.is("ct") || token.is("ph"));
    if is_short && words.is_sign(at + 1, Sign::Dash) {
        return Some((label_role(words, at).map(|(role, _)| role), at + 2));
    }
    let reach = to.min(at + LONGEST_LABEL);
    let colon = (at..reach).find(|at| words.is_sign(*at, Sign::Colon))?;
    let is_of_label = |at: usize| {
        words.get(at).is_some_and(|token| {
            matches!(token.sign, Sign::Word | Sign::Comma | Sign::Dash | Sign::Other)
        })
    };
    if colon == at || !(at..colon).all(is_of_label) {
        return None;
    }
    let mut roles = Vec::new();
    let mut next = at;
    while next < colon {
        if let Some((role, used)) = label_role(words, next) {
            roles.push(role);
            next += used;
        } else if let Some(used) = LABEL_WORDS.at(&words.tokens, next) {
            next += used;
        } else if words.is_sign(next, Sign::Word) {
            return None;
        } else {
            next += 1;
        }
    }
    if roles.is_empty() && !(at..colon).any(|at| duty_at(words, at).is_some()) {
        return None;
    }
    let first = roles.first().copied();
    // "Cơ quan chủ trì, phối hợp:" says nothing of each.
    let agree = roles.iter().all(|role| Some(*role) == first);
    Some((first.filter(|_| agree), colon + 1))
}

/// A role as labels and brackets name it: "chủ trì", "CT".
fn label_role(words: &Words, at: usize) -> Option<(Role, usize)> {
    let label = || {
        let lead = ROLE_LEAD_LABEL.at(&words.tokens, at).map(|used| (Role::Lead, used));
        lead.or_else(|| Some((Role::Support, ROLE_SUPPORT_LABEL.at(&words.tokens, at)?)))
    };
    role_at(words, at).or_else(label)
}

/// The role that a bracket names which says nothing else: "(chủ trì)", "(đơn vị PH)".
pub fn bracketed(words: &Words, from: usize, to: usize) -> Option<Role> {
    let mut role = None;
    let mut next = from;
    while next < to {
        if let Some((found, used)) = label_role(words, next) {
            role = role.or(Some(found));
            next += used;
        } else if let Some(used) =
            LABEL_WORDS.at(&words.tokens, next).or_else(|| duty_at(words, next))
        {
            next += used;
        } else {
            return None;
        }
    }
    role.filter(|_| next == to)
}

/// Whether what stands between two tokens is nothing but words of duty: "(thực hiện)".
pub fn is_duty(words: &Words, from: usize, to: usize) -> bool {
    duty_at(words, from).is_some_and(|used| from + used == to)
}

/// Whether words begin at a token that bound what a body does, or say how it is found: "theo lĩnh
/// vực phụ trách", "trong phạm vi nhiệm vụ". Inside a name only the words of duty do.
pub fn begins_scope(words: &Words, at: usize, is_inside: bool) -> bool {
    let list = if is_inside { &SCOPES } else { &CELL_SCOPES };
    let compound = COMPOUNDS.at(&words.tokens, at).unwrap_or(0);
    list.at(&words.tokens, at).is_some_and(|used| used >= compound && !crosses(words, at, used))
}

/// The tokens of an order before a name: "Giao", "Đề nghị".
pub fn order_at(words: &Words, at: usize) -> Option<usize> {
    let used = ORDERS.at(&words.tokens, at)?;
    // "Giao VKSND tỉnh": initials that no kind of body is known by.
    let is_capital = words.get(at + used).is_some_and(|next| next.capital);
    let is_name = begins_name(&words.tokens, at + used)
        || several(&words.tokens, at + used).is_some()
        || is_capital && NO_VERBS.at(&words.tokens, at).is_none();
    is_name.then_some(used)
}
