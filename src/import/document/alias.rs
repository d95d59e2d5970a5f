//! Short names that a text gives: "UBND các huyện, thị xã, thành phố (sau đây gọi tắt là địa
//! phương)".
//!
//! Invariant: only bodies get an alias; short names of documents are none.

use crate::names::{Bodies, several};
use crate::source::Location;
use crate::text::words::{Sign, between, phrase_at, tokens};
use crate::vocabulary::{ALIAS_INTRODUCTIONS, BODY};

/// A short name and whom it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The short name, as written.
    pub short: String,
    /// The full name or phrase, as written.
    pub name: String,
    /// Where the text says so.
    pub at: Location,
}

/// Tokens before the bracket that may be the name.
const LONGEST: usize = 40;

/// The short names that a paragraph gives.
pub fn aliases(text: &str, at: Location, bodies: &Bodies) -> Vec<Alias> {
    if !text.contains("tắt") && !text.contains("gọi") {
        return Vec::new();
    }
    let tokens = tokens(text, 3000);
    let mut found = Vec::new();
    for open in 1..tokens.len() {
        if tokens.get(open).is_none_or(|token| token.sign != Sign::Open) {
            continue;
        }
        let Some(used) = ALIAS_INTRODUCTIONS.at(&tokens, open + 1) else { continue };
        let start = open + 1 + used;
        let close = (start..tokens.len())
            .find(|index| tokens.get(*index).is_some_and(|token| token.sign == Sign::Close));
        let Some(close) = close else { continue };
        let short = between(text, &tokens, start, close).trim_matches(['“', '”', '"', ' ', ':']);
        // "gọi chung" is of the whole list, "gọi tắt" of the last name.
        let is_of_all = phrase_at(&tokens, open + 1, "sau đây gọi chung là").is_some();
        let starts = (open.saturating_sub(LONGEST)..open).filter(|start| {
            let is_plural = several(&tokens, *start).is_some();
            let after_body = start.checked_sub(1).is_some_and(|before| {
                BODY.at(&tokens, before).is_some()
                    && tokens.get(before).is_some_and(|token| token.capital)
            });
            let is_body = BODY.at(&tokens, *start).is_some()
                && tokens.get(*start).is_some_and(|token| token.capital);
            is_plural && !after_body || is_body
        });
        let names =
            |start: &usize| bodies.all(text, &tokens, *start, open).map(|list| (*start, list));
        let fitting: Vec<_> = starts.filter_map(|start| names(&start)).collect();
        let chosen = if is_of_all { fitting.first() } else { fitting.last() };
        let Some((start, _)) = chosen else { continue };
        let name = between(text, &tokens, *start, open).trim().to_string();
        if !short.is_empty() && short.chars().count() < 60 && !short.contains(char::is_numeric) {
            found.push(Alias { short: short.to_string(), name, at });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, OwnEntries};
    use crate::source::FileId;

    #[test]
    fn short_names_stand_for_the_name_before_them() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bodies = Bodies::new(&directory, &[]);
        for (text, expected) in [
            (
                "Các sở, ban, ngành và UBND các huyện, thị xã, thành phố (sau đây gọi tắt là địa phương):",
                Some(("địa phương", "UBND các huyện, thị xã, thành phố")),
            ),
            (
                "tạo chủ động để các sở, ban, ngành, UBND các huyện, thị xã (sau đây gọi tắt là địa phương) và",
                Some(("địa phương", "UBND các huyện, thị xã")),
            ),
            (
                "Ban Quản lý dự án đầu tư (sau đây viết tắt là Ban QLDA) chủ trì",
                Some(("Ban QLDA", "Ban Quản lý dự án đầu tư")),
            ),
            (
                "Các sở; UBND các xã, phường (sau đây gọi chung là các cơ quan, đơn vị)",
                Some(("các cơ quan, đơn vị", "Các sở; UBND các xã, phường")),
            ),
            ("Nghị quyết số 29-NQ/TW (sau đây gọi là Nghị quyết)", None),
            ("Thực hiện tốt (giai đoạn 2)", None),
        ] {
            let found = aliases(text, FileId::default().whole(), &bodies);
            let found = found.first().map(|alias| (alias.short.as_str(), alias.name.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
