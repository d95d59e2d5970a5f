//! The lines of a plan → names of bodies that it shows itself where their ends are sure: before a colon, before
//! "chủ trì", alone in a title, in Nơi nhận, in a table.
//!
//! Invariant: a name begins with the kind of a body and a capital behind it, and holds no word of assigning.

use std::collections::HashSet;

use crate::import::outline::marker::marker;
use crate::model::Field;
use crate::model::draft::DraftEntry;
use crate::read::{ProseBlock, ProseLine};
use crate::text::key;
use crate::text::words::{Sign, Token, between, tokens};
use crate::vocabulary::{
    BODY, CHAIRS, COMMON_WORDS, NAME_VERBS, NO_BODY, PLURAL, STARTERS, STRONG,
};

/// Tokens of a name at most.
const LONGEST: usize = 16;

/// Tokens of a line that are read.
const REACH: usize = 200;

/// Names that are kept; a plan with more repeats itself.
const MOST: usize = 300;

/// The keys of the names that the lines of a plan and its foot show whole.
pub fn collected(body: &[ProseBlock], foot: &[ProseLine]) -> Vec<String> {
    let mut names = HashSet::new();
    let mut kept = Vec::new();
    let mut keep = |found: Vec<String>| {
        for name in found {
            if kept.len() < MOST && names.insert(name.clone()) {
                kept.push(name);
            }
        }
    };
    for (index, block) in body.iter().enumerate() {
        match block {
            ProseBlock::Line(line) => keep(of_line(line, body.get(index + 1))),
            ProseBlock::Tasks(entries) => keep(entries.iter().flat_map(of_row).collect()),
        }
    }
    for line in foot {
        keep(line.text.split([';', '(']).take(1).filter_map(of_receiver).collect());
    }
    kept
}

/// The names of a line: before its colon, before "chủ trì", all of its title.
fn of_line(line: &ProseLine, next: Option<&ProseBlock>) -> Vec<String> {
    let mark = marker(&line.text, line.stands_out);
    let text = line.text.get(mark.rest..).unwrap_or_default().trim();
    let words = tokens(text, REACH);
    let mut found = Vec::new();
    let first_colon = words.iter().position(|word| word.sign == Sign::Colon);
    let is_title = || {
        let is_above = |next: &ProseBlock| match next {
            ProseBlock::Line(next) => marker(&next.text, next.stands_out).kind > mark.kind,
            ProseBlock::Tasks(_) => false,
        };
        !mark.label.is_empty() && !text.ends_with(['.', ';', ',']) && next.is_some_and(is_above)
    };
    match first_colon {
        Some(colon) => found.extend(whole(text, &words, (0, colon), Verbs::Any)),
        None if is_title() => found.extend(whole(text, &words, (0, words.len()), Verbs::Any)),
        None => {}
    }
    for at in 1..words.len() {
        if CHAIRS.at(&words, at).is_some()
            && let Some(start) = beginning(&words, at)
        {
            found.extend(whole(text, &words, (start, at), Verbs::OfNames));
        }
    }
    found
}

/// Where the words begin before "chủ trì": behind the sign before them, or at the line's beginning.
fn beginning(words: &[Token], end: usize) -> Option<usize> {
    let from = end.saturating_sub(LONGEST);
    let sign = (from..end).rev().find(|at| {
        matches!(
            words[*at].sign,
            Sign::Semicolon | Sign::Colon | Sign::Stop | Sign::Open | Sign::Comma | Sign::Close
        )
    });
    // "…, do | Phòng A chủ trì": what gives a work stands before a name.
    let given =
        (from..end).rev().find(|at| ["do", "giao", "bởi"].iter().any(|word| words[*at].is(word)));
    match given.max(sign) {
        Some(at) if given == Some(at) => Some(at + 1),
        // A list, or a name with a comma in it: its beginning is not sure.
        Some(at) if matches!(words[at].sign, Sign::Comma | Sign::Close) => None,
        Some(at) => Some(at + 1),
        None => (from == 0).then_some(0),
    }
}

/// "- Sở Y tế;", "- Phòng Quản lý chất lượng (để thực hiện);"
fn of_receiver(text: &str) -> Option<String> {
    let text =
        text.trim_start_matches(['-', '–', '+', '•', ' ']).trim().trim_end_matches(['.', ',', ' ']);
    let words = tokens(text, LONGEST + 1);
    // "Lưu: VT", "Như Điều 3", and two columns in one line.
    if text.contains("  ") {
        return None;
    }
    whole(text, &words, (0, words.len()), Verbs::Any)
}

/// Who leads by a row of a table.
fn of_row(entry: &DraftEntry) -> Vec<String> {
    let DraftEntry::Task(task) = entry else { return Vec::new() };
    let cells = [Field::Lead, Field::Support].into_iter().flat_map(|field| task.all(field));
    let pieces = cells.flat_map(|cell| cell.value.split(['\n', ';']));
    pieces.filter_map(of_receiver).collect()
}

/// Which verbs may stand in a name.
#[derive(Clone, Copy, PartialEq)]
enum Verbs {
    /// All, because the end is sure.
    Any,
    /// Those that names are made of: a sentence may stand before the end.
    OfNames,
}

/// The key of the words between two tokens, where they are one name.
fn whole(text: &str, words: &[Token], (from, to): (usize, usize), verbs: Verbs) -> Option<String> {
    let kind = BODY.at(words, from).filter(|kind| {
        NO_BODY.at(words, from).is_none_or(|other| other < *kind)
            && COMMON_WORDS.at(words, from) != Some(*kind)
    })?;
    let is_capital = |at: usize| words.get(at).is_some_and(|word| word.capital);
    let is_short = to > from + kind && to - from <= LONGEST && to <= words.len();
    if !is_short || !is_capital(from) || !is_capital(from + kind) {
        return None;
    }
    let is_of_name = |at: usize| {
        let word = &words[at];
        let is_verb = !word.capital && STARTERS.at(words, at).is_some_and(|used| used > 1);
        let fits = verbs == Verbs::Any || !is_verb || NAME_VERBS.at(words, at).is_some();
        // "Phòng A, Phòng B" and "Phòng A và các phòng" are two.
        let is_next = at > from + kind
            && (word.capital && BODY.at(words, at).is_some() && words[at - 1].sign != Sign::Word
                || word.capital && BODY.at(words, at).is_some() && words[at - 1].is("và")
                || PLURAL.at(words, at).is_some());
        matches!(word.sign, Sign::Word | Sign::Dash)
            && fits
            && !is_next
            && STRONG.at(words, at).is_none()
    };
    let ends_with_word = words.get(to - 1).is_some_and(|last| last.sign == Sign::Word);
    let is_name = ends_with_word && (from..to).all(is_of_name);
    is_name.then(|| key(between(text, words, from, to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn found(lines: &[&str], foot: &[&str]) -> Vec<String> {
        let at = Sources::default().add_file("ke-hoach.txt").whole();
        let line = |text: &&str| {
            let (text, columns) = (text.to_string(), Vec::new());
            ProseLine { at, text, columns, stands_out: false }
        };
        let body: Vec<ProseBlock> = lines.iter().map(line).map(ProseBlock::Line).collect();
        let foot: Vec<ProseLine> = foot.iter().map(line).collect();
        collected(&body, &foot)
    }

    #[test]
    fn names_are_taken_where_their_ends_are_sure() {
        let lines = [
            "1. Cục Kết cấu công trình xây dựng:",
            "2. Giám sát đê kè (Phòng Quản lý nguồn nước và đê điều chủ trì, xong trong tháng 5).",
            "3. Phòng Bảo vệ rừng tự nhiên",
            "- Tuần tra.",
        ];
        assert_eq!(
            found(&lines, &["- Trạm Khí tượng đầu nguồn (để biết);", "- Lưu: VT."]),
            [
                "cục kết cấu công trình xây dựng",
                "phòng quản lý nguồn nước và đê điều",
                "phòng bảo vệ rừng tự nhiên",
                "trạm khí tượng đầu nguồn",
            ]
        );
    }

    #[test]
    fn lists_sentences_and_subjects_are_no_names() {
        let lines = [
            "1. Phòng Thu, Phòng Chi: đối chiếu.",
            "2. Sở Y tế rà soát các việc do đơn vị chủ trì.",
            "3. Hội nghị tổng kết: chuẩn bị tài liệu.",
            "4. Cơ sở vật chất: sửa chữa.",
        ];
        assert!(found(&lines, &[]).is_empty(), "{:?}", found(&lines, &[]));
    }
}
