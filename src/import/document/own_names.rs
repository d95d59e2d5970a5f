//! Names with a comma that a text itself shows whole: "Phòng Kiểm kê, bảo quản" stands before two different verbs.
//!
//! Invariant: what goes on with a capital, a body or a verb before the comma is no such name.

use std::collections::{HashMap, HashSet};

use crate::read::ProseBlock;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::{BODY, NAME_VERBS, PLURAL, STARTERS, STRONG};

/// Tokens of a name at most.
const LONGEST: usize = 14;

/// Tokens of a paragraph that are read.
const REACH: usize = 300;

/// Occurrences of a body that are compared; a text with more repeats itself.
const MOST: usize = 4_000;

/// The names that stand before different words at least twice.
pub fn recurring(blocks: &[ProseBlock]) -> Vec<String> {
    // For each beginning of a name, with its words, what follows it.
    let mut followers: HashMap<String, HashSet<String>> = HashMap::new();
    let mut seen = 0;
    for block in blocks {
        let ProseBlock::Line(line) = block else { continue };
        if seen > MOST || !line.text.contains(',') {
            continue;
        }
        let tokens = tokens(&line.text, REACH);
        for at in 0..tokens.len() {
            let Some(used) = BODY.at(&tokens, at).filter(|_| tokens[at].capital) else { continue };
            seen += 1;
            for end in ends(&tokens, at, used) {
                let next = tokens.get(end).map_or("", |token| token.key.as_str());
                let name = between(&line.text, &tokens, at, end).to_string();
                followers.entry(name).or_default().insert(next.to_string());
            }
        }
    }
    let mut names: Vec<String> =
        followers.iter().filter(|(_, next)| next.len() > 1).map(|(name, _)| name.clone()).collect();
    names.sort();
    names
}

/// Where a name with a comma may end: behind words in small letters after its comma.
fn ends(tokens: &[Token], at: usize, used: usize) -> Vec<usize> {
    let limit = tokens.len().min(at + LONGEST);
    let is_comma = |index: &usize| tokens[*index].sign == Sign::Comma;
    let Some(comma) = (at + used..limit).find(is_comma) else { return Vec::new() };
    let is_name = (at + used..comma).all(|index| {
        let token = &tokens[index];
        let is_verb = !token.capital
            && STARTERS.at(tokens, index).is_some_and(|verb| verb > 1)
            && NAME_VERBS.at(tokens, index).is_none();
        token.sign == Sign::Word && !is_verb && STRONG.at(tokens, index).is_none()
    });
    let goes_on =
        tokens.get(comma + 1).is_some_and(|next| next.sign == Sign::Word && !next.capital);
    if !is_name || !goes_on || comma == at + used {
        return Vec::new();
    }
    if PLURAL.at(tokens, comma + 1).is_some() {
        return Vec::new();
    }
    let last = (comma + 1..limit)
        .find(|index| {
            let is_verb = *index > comma + 1
                && STARTERS.at(tokens, *index).is_some_and(|verb| verb > 1)
                && NAME_VERBS.at(tokens, *index).is_none();
            tokens[*index].sign != Sign::Word
                || tokens[*index].capital
                || is_verb
                || STRONG.at(tokens, *index).is_some()
        })
        .unwrap_or(limit);
    (comma + 2..=last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ProseLine;
    use crate::source::Sources;

    #[test]
    fn a_name_ends_where_its_sentences_part() {
        let at = Sources::default().add_file("ke-hoach.txt").whole();
        let blocks = |texts: &[&str]| -> Vec<ProseBlock> {
            let line = |text: &&str| {
                let (text, columns) = (text.to_string(), Vec::new());
                ProseBlock::Line(ProseLine { at, text, columns, stands_out: false })
            };
            texts.iter().map(line).collect()
        };
        let found = recurring(&blocks(&[
            "Phòng Kiểm kê, bảo quản phục chế hiện vật.",
            "Phòng Kiểm kê, bảo quản lập hồ sơ.",
        ]));
        assert_eq!(found, ["Phòng Kiểm kê, bảo quản"]);
        let found = recurring(&blocks(&[
            "Sở Y tế rà soát, tổng hợp danh sách.",
            "Sở Y tế rà soát, tổng hợp báo cáo.",
        ]));
        assert!(found.is_empty(), "{found:?}");
    }
}
