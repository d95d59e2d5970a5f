//! Two texts of a task → the words that stayed, went and came, in order.
//!
//! Invariant: what stayed and went is the old text, what stayed and came is the new one, word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::marked::{Look, marked};
use crate::text::spelling::place_tone;

/// What happened to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both.
    Stayed,
    /// In the old text alone.
    Went,
    /// In the new text alone.
    Came,
}

/// A word or a sign of punctuation.
struct Word<'a> {
    text: &'a str,
    /// What stands before it: nothing, a space, a new line.
    before: &'static str,
    /// What it is compared by.
    key: String,
}

/// Words of one fate that follow each other.
pub struct Piece {
    /// Their fate.
    pub fate: Fate,
    /// The words; of those that stayed, as the new text has them.
    pub words: String,
    /// What stands before them.
    before: &'static str,
    /// Of those that stayed, what the old text has before them, and how it has them.
    old: (&'static str, String),
}

/// Signs that stand at a word without a space.
const CLOSING: &[char] = &[',', '.', ';', ':', ')', '”', '!', '?'];
const OPENING: &[char] = &['(', '“'];

/// The pieces of two texts.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (one, other) = (words(old), words(new));
    let keys = |words: &[Word]| words.iter().map(|word| word.key.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &keys(&one), &keys(&other));
    let mut spans: Vec<(bool, [std::ops::Range<usize>; 2])> = Vec::new();
    let last = operations.len().saturating_sub(1);
    for (at, operation) in operations.into_iter().enumerate() {
        let (tag, old, new) = operation.as_tag_tuple();
        let is_between = at > 0 && at < last;
        let is_same = tag == DiffTag::Equal && !(is_between && is_lonely(&one[old.clone()]));
        match spans.last_mut() {
            Some((before, [left, right])) if *before == is_same => {
                (left.end, right.end) = (old.end, new.end);
            }
            _ => spans.push((is_same, [old, new])),
        }
    }
    let mut found = Vec::new();
    for (is_same, [left, right]) in spans {
        let (left, right) = (&one[left], &other[right]);
        if is_same {
            let stayed = piece(Fate::Stayed, right);
            let old = (left.first().map_or("", |word| word.before), joined(left));
            found.push(Piece { old, ..stayed });
            continue;
        }
        for (fate, words) in [(Fate::Went, left), (Fate::Came, right)] {
            if !words.is_empty() {
                found.push(piece(fate, words));
            }
        }
    }
    found
}

/// "và", ",": words that stay alone between others say nothing, and are read with them.
fn is_lonely(words: &[Word]) -> bool {
    const SHORT: usize = 3;
    matches!(words, [word] if word.text.chars().count() <= SHORT && !word.text.chars().any(char::is_numeric))
}

fn piece(fate: Fate, words: &[Word]) -> Piece {
    let before = words.first().map_or("", |word| word.before);
    Piece { fate, words: joined(words), before, old: ("", String::new()) }
}

fn joined(words: &[Word]) -> String {
    let mut text = String::new();
    for word in words {
        text.push_str(if text.is_empty() { "" } else { word.before });
        text.push_str(word.text);
    }
    text
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word> = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let mut before = if number == 0 { "" } else { "\n" };
        for mut word in line.split_whitespace() {
            let mut push = |text, before| {
                let key = place_tone(text);
                found.push(Word { text, before, key });
            };
            while let Some(rest) = word.strip_prefix(OPENING).filter(|rest| !rest.is_empty()) {
                push(&word[..word.len() - rest.len()], before);
                (before, word) = ("", rest);
            }
            let bare = word.trim_end_matches(CLOSING);
            let bare = if bare.is_empty() { word } else { bare };
            push(bare, before);
            let mut behind = word[bare.len()..].chars();
            while !behind.as_str().is_empty() {
                let rest = behind.as_str();
                behind.next();
                push(&rest[..rest.len() - behind.as_str().len()], "");
            }
            before = " ";
        }
    }
    if let Some(first) = found.first_mut() {
        first.key = first.key.to_lowercase();
    }
    found
}

/// The old text with the words that went struck, and the new one with those that came underlined.
pub fn both_marked(old: &str, new: &str) -> [String; 2] {
    let (mut left, mut right) = (String::new(), String::new());
    let push = |text: &mut String, before: &str, words: &str, look| {
        let is_first = text.is_empty();
        text.push_str(if is_first { "" } else { before });
        text.push_str(&marked(words, look));
    };
    for piece in pieces(old, new) {
        let before = piece.before;
        match piece.fate {
            Fate::Stayed => {
                push(&mut left, piece.old.0, &piece.old.1, Look::Plain);
                push(&mut right, before, &piece.words, Look::Plain);
            }
            Fate::Went => push(&mut left, before, &piece.words, Look::Struck),
            Fate::Came => push(&mut right, before, &piece.words, Look::Underlined),
        }
    }
    [left, right]
}

/// Whether two texts differ in writing alone: spaces, lines, the place of a tone, the case of the first
/// letter, a mark that closes the cell, a nought before a day.
pub fn is_same_writing(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other) = (plain(one), plain(other));
    // A heading in capitals is the form's doing.
    let is_capital = |text: &str| !text.chars().any(char::is_lowercase);
    one == other
        || (is_capital(&one) || is_capital(&other)) && one.to_lowercase() == other.to_lowercase()
}

fn plain(text: &str) -> String {
    let closed = text.trim().trim_end_matches([';', ',', '.', ' ']);
    let mut words: Vec<String> = closed
        .split_whitespace()
        .map(|word| {
            let dated = word.split('/').map(|part| {
                let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                if is_number { part.trim_start_matches('0') } else { part }
            });
            let dated = if word.contains('/') {
                dated.collect::<Vec<_>>().join("/")
            } else {
                word.to_string()
            };
            place_tone(&dated)
        })
        .collect();
    if let Some(first) = words.first_mut() {
        let mut letters = first.chars();
        let small = letters.next().into_iter().flat_map(char::to_uppercase);
        *first = small.chain(letters).collect();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_went_and_came_are_marked() {
        let [old, new] = both_marked(
            "Xây dựng đề án vùng cam, trình UBND tỉnh trước 30/6/2026",
            "Xây dựng kế hoạch vùng cam (giai đoạn 1), trình UBND tỉnh trước 31/7/2026",
        );
        let show = |text: &str| {
            text.replace('\u{e0f0}', "-").replace('\u{e0f1}', "+").replace('\u{e0f2}', "|")
        };
        assert_eq!(show(&old), "Xây dựng -đề án| vùng cam, trình UBND tỉnh trước -30/6/2026|");
        assert_eq!(
            show(&new),
            "Xây dựng +kế hoạch| vùng cam +(giai đoạn 1)|, trình UBND tỉnh trước +31/7/2026|"
        );
    }

    #[test]
    fn the_texts_come_back_without_the_marks() {
        for (old, new) in [
            ("a\nb c; d", "a b\nc, d."),
            ("", "Rà soát (lần 2)"),
            ("Rà soát", ""),
            ("( a ) b", "a ,b"),
        ] {
            let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let [left, right] =
                both_marked(old, new).map(|text| crate::text::marked::unmarked(&text).into_owned());
            assert_eq!((spaced(&left), spaced(&right)), (spaced(old), spaced(new)));
        }
    }

    #[test]
    fn a_change_of_writing_is_none_of_words() {
        for (one, other) in [
            ("hoà giải cơ sở;", "Hòa giải  cơ sở"),
            ("Trước 30/06/2026", "trước 30/6/2026."),
            ("a\nb", "A b"),
            ("Danh mục nhiệm vụ", "DANH MỤC NHIỆM VỤ"),
        ] {
            assert!(is_same_writing(one, other), "{one} {other}");
        }
        assert!(!is_same_writing("Trước 30/6/2026", "Trước 3/6/2026"));
        assert!(!is_same_writing("Sở Y tế", "Sở y tế"));
    }
}
