//! A list behind a kind in the plural and its colon, whose names leave the kind out: "các phòng: Kế hoạch - Tài
//! chính; Đào tạo, bảo đảm chất lượng rà soát …".
//!
//! Invariant: each name is the kind and a part of the text; the list ends where a verb begins or the text ends.

use super::kinds::{begins_name, several};
use crate::text::words::{Sign, Token, between};
use crate::vocabulary::{BODIES, BODY, NAME_VERBS, PERSONS, STARTERS, STRONG};

/// Tokens of a name in such a list.
const LONGEST: usize = 9;

/// The names of the list whose kind begins at `start` and ends at the colon, and the token behind the last.
pub fn list(
    text: &str,
    tokens: &[Token],
    (start, colon): (usize, usize),
) -> Option<(Vec<String>, usize)> {
    let head = start + several(tokens, start)?;
    let is_kind = [BODIES.at(tokens, head), BODY.at(tokens, head), PERSONS.at(tokens, head)];
    if !is_kind.iter().any(Option::is_some) || begins_name(tokens, colon + 1) {
        return None;
    }
    let kind = between(text, tokens, head, colon);
    let end = list_end(tokens, colon + 1);
    let parts = |at: &usize| tokens[*at].sign == Sign::Semicolon;
    let by_semicolon = (colon + 1..end).any(|at| parts(&at));
    let mut names = Vec::new();
    let mut from = colon + 1;
    let mut is_named = false;
    for at in colon + 1..=end {
        let token = tokens.get(at).filter(|_| at < end);
        let is_end = token.is_none_or(|token| match by_semicolon {
            true => token.sign == Sign::Semicolon,
            false => token.sign == Sign::Comma || token.is("và"),
        });
        if !is_end {
            continue;
        }
        let words = between(text, tokens, from, at);
        let begins_verb = STARTERS.at(tokens, from).is_some() && !tokens[from].capital;
        if words.is_empty() || at - from > LONGEST || begins_verb {
            return None;
        }
        is_named |= (from..at).any(|at| tokens[at].capital);
        // "các Vụ: Tín dụng, Pháp chế và Sở Giao dịch": one with a kind of its own keeps it.
        let is_own = tokens[from].capital && begins_name(tokens, from) && from > colon + 1;
        names.push(if is_own { words.to_string() } else { format!("{kind} {words}") });
        from = at + 1;
    }
    (names.len() > 1 && is_named).then_some((names, end))
}

/// "các Bộ Công Thương, Tài chính và …": names that leave their kind out, each of which is known with it; and the
/// token behind the last.
pub fn known(
    text: &str,
    tokens: &[Token],
    start: usize,
    is_known: impl Fn(&str) -> bool,
) -> Option<(Vec<String>, usize)> {
    let head = start + several(tokens, start)?;
    let first = head + BODY.at(tokens, head)?;
    let kind = between(text, tokens, head, first);
    let is_capital = |at: usize| tokens.get(at).is_some_and(|t| t.capital && t.sign == Sign::Word);
    let (mut names, mut from, mut end) = (Vec::new(), first, first);
    while is_capital(from) && !begins_name(tokens, from) {
        let limit = tokens.len().min(from + LONGEST);
        let name = (from + 1..=limit)
            .rev()
            .map(|stop| (format!("{kind} {}", between(text, tokens, from, stop)), stop))
            .find(|(name, _)| is_known(name));
        let Some((name, stop)) = name else { break };
        names.push(name);
        end = stop;
        let joins = |token: &Token| token.sign == Sign::Comma || token.is("và");
        match tokens.get(stop).filter(|token| joins(token)) {
            Some(_) => from = stop + 1,
            None => break,
        }
    }
    (names.len() > 1).then_some((names, end))
}

/// Whether semicolons part the names behind a colon.
pub fn is_parted(tokens: &[Token], colon: usize) -> bool {
    let end = list_end(tokens, colon + 1);
    (colon + 1..end).any(|at| tokens[at].sign == Sign::Semicolon)
}

/// Where the names of a list end: at the verb, at a sign that ends a sentence, with the text.
fn list_end(tokens: &[Token], from: usize) -> usize {
    let is_end = |at: &usize| {
        let token = &tokens[*at];
        let used = STARTERS.at(tokens, *at).unwrap_or(0);
        let before = &tokens[at - 1];
        // "…, Nhi lập danh mục": a verb of one syllable behind the capital of a name.
        let is_verb = used > 1 && NAME_VERBS.at(tokens, *at).is_none()
            || used > 0
                && before.capital
                && tokens.get(at + 1).is_some_and(|next| next.sign == Sign::Word && !next.capital)
                && before.sign == Sign::Word;
        matches!(token.sign, Sign::Stop | Sign::Colon | Sign::Open)
            || *at > from && !token.capital && (is_verb || STRONG.at(tokens, *at).is_some())
    };
    (from..tokens.len()).find(is_end).unwrap_or(tokens.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::tokens;

    #[test]
    fn names_that_leave_out_their_kind_get_it_back() {
        let read = |text: &str| {
            let tokens = tokens(text, 80);
            let colon = tokens.iter().position(|token| token.sign == Sign::Colon)?;
            let (names, end) = list(text, &tokens, (0, colon))?;
            let rest = between(text, &tokens, end, tokens.len()).to_string();
            Some((names.join("|"), rest))
        };
        for (text, names, rest) in [
            (
                "các phòng: Kế hoạch - Tài chính; Đào tạo, bảo đảm chất lượng rà soát quy chế",
                "phòng Kế hoạch - Tài chính|phòng Đào tạo, bảo đảm chất lượng",
                "rà soát quy chế",
            ),
            (
                "Các chủ hồ: Núi Đá, Suối Vàng vận hành đúng quy trình",
                "chủ hồ Núi Đá|chủ hồ Suối Vàng",
                "vận hành đúng quy trình",
            ),
            ("các tổ: Toán, Ngữ văn", "tổ Toán|tổ Ngữ văn", ""),
            ("các khoa: Hồi sức, Nhi lập danh mục", "khoa Hồi sức|khoa Nhi", "lập danh mục"),
        ] {
            assert_eq!(read(text), Some((names.to_string(), rest.to_string())), "{text}");
        }
        for text in ["các đơn vị: rà soát hồ sơ, báo cáo", "Các nội dung: Lễ chào cờ, văn nghệ"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
