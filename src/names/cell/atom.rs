//! Words between two separators → what they are by themselves, and how surely they are a name.
//!
//! Invariant: each atom is judged once. [`super::segments`] decides which atoms make one name.

use super::words::Words;
use crate::names::kinds::{self, several};
use crate::names::known::Bodies;
use crate::text::words::{Sign, between};
use crate::vocabulary::{
    BODIES, NO_BODY, NO_MORE, NO_NAMES, OF_ALL_KINDS, OF_ONE_KIND, PERSONS, PLACES, STAND_ALONE,
    STARTERS, SURNAMES, TIME_STARTS,
};

/// What stands between two atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, or what always separates.
    Hard,
    /// ","
    Comma,
    /// "và", "&", with or without a comma or a line break before.
    And,
    /// " - "
    Dash,
    /// "/"
    Stroke,
    /// A line break.
    Line,
}

/// Words between separators.
#[derive(Debug, Clone)]
pub struct Atom {
    /// What stands before it.
    pub gap: Gap,
    /// Its first token.
    pub start: usize,
    /// The token after its last.
    pub end: usize,
    /// Brackets in it that belong to what is printed, not to the name.
    pub notes: Vec<(usize, usize)>,
}

/// How surely an atom alone is a name, in points.
pub mod points {
    /// The directory knows it.
    pub const KNOWN: i32 = 100;
    /// It is built as names are.
    pub const BUILT: i32 = 60;
    /// It is built as names are, but for its capital.
    pub const SMALL: i32 = 50;
    /// Initials, or the name of a person.
    pub const LETTERS: i32 = 50;
    /// Capitals that no rule knows.
    pub const CAPITALS: i32 = 20;
    /// Small letters that no rule knows.
    pub const WORDS: i32 = 10;
}

/// No name has more tokens.
pub const LONGEST: usize = 40;

/// What an atom is by itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Class {
    /// Tokens of "các" before its kind.
    pub several: usize,
    /// Tokens of its kind, behind "các" if there is one.
    pub kind: usize,
    /// The kind, and what stands before it, is all of it.
    pub bare: bool,
    /// Begins with a capital letter.
    pub capital: bool,
    /// The directory knows it.
    pub known: bool,
    /// Begins with a form of address or a post.
    pub person: bool,
    /// Begins as a phrase for bodies of all kinds does.
    pub all_kinds: bool,
    /// Begins with a kind of place and is nothing else.
    pub place: bool,
    /// Is a kind of bodies in small letters and no more: "đơn vị".
    pub bare_kind: bool,
    /// Begins with a kind of bodies, in small letters.
    pub small_kind: bool,
    /// [`points`]; 0 is no name.
    pub alone: i32,
}

impl Class {
    /// Whether a kind is a name by itself: "Trạm Y tế", "Ban Giám hiệu".
    pub fn is_whole(&self) -> bool {
        self.bare && self.kind > 1 && self.capital && !self.place && !self.person
    }

    /// Whether it begins a name of its own: a kind with its capital, or a plural.
    pub fn is_headed(&self) -> bool {
        let is_kind = self.small_kind && self.bare_kind;
        self.several > 0
            || self.kind > 0 && self.capital && (!self.bare || self.is_whole())
            || self.known && !is_kind
    }
}

/// Judges an atom.
pub fn class(words: &Words, atom: &Atom, bodies: &Bodies) -> Class {
    let tokens = &words.tokens;
    let (start, end) = (atom.start, words_end(atom));
    let Some(first) = words.get(start).filter(|_| end > start) else { return Class::default() };
    let plural = several(tokens, start).filter(|used| start + used < end).unwrap_or(0);
    let begin = start + plural;
    let kind = kinds::head(tokens, begin).filter(|used| begin + used <= end).unwrap_or(0);
    let bodies_kind = BODIES.at(tokens, begin).filter(|_| !first.capital && plural == 0);
    let other = NO_BODY.at(tokens, begin).unwrap_or(0);
    let bodies_kind = bodies_kind.filter(|used| *used > other);
    let small_kind = bodies_kind.is_some_and(|used| begin + used <= end);
    let text = name_of(words, atom.start, atom.end, &atom.notes);
    let known = end - start <= LONGEST && bodies.is_known(&text);
    let mut class = Class {
        several: plural,
        kind,
        bare: kind > 0 && begin + kind == end,
        capital: first.capital,
        known,
        person: PERSONS.at(tokens, start).is_some(),
        all_kinds: OF_ALL_KINDS.at(tokens, begin).is_some()
            && OF_ONE_KIND.at(tokens, begin).is_none(),
        place: PLACES.at(tokens, start) == Some(end - start),
        bare_kind: bodies_kind.is_some_and(|used| begin + used == end),
        small_kind,
        alone: 0,
    };
    class.alone = alone(words, atom, &class);
    class
}

/// The token after the last word of an atom, without the notes behind it.
fn words_end(atom: &Atom) -> usize {
    atom.notes.iter().rev().fold(
        atom.end,
        |end, (open, close)| {
            if close + 1 == end { *open } else { end }
        },
    )
}

fn alone(words: &Words, atom: &Atom, class: &Class) -> i32 {
    let (tokens, start, end) = (&words.tokens, atom.start, words_end(atom));
    if class.known && class.bare_kind {
        return points::SMALL;
    }
    if class.known {
        return points::KNOWN;
    }
    if !has_letters(words, start, end) || end - start > LONGEST && class.kind == 0 {
        return 0;
    }
    let stands_alone = || tokens.get(start).is_some_and(|token| STAND_ALONE.has(&token.key));
    match class {
        Class { several: 1.., .. } => return points::BUILT,
        Class { kind: 1.., bare: true, .. }
            if !stands_alone() && !class.person && !class.is_whole() =>
        {
            return points::CAPITALS;
        }
        Class { kind: 1.., capital: true, .. } => return points::BUILT,
        Class { kind: 1.., .. } | Class { small_kind: true, .. } => return points::SMALL,
        _ => {}
    }
    if is_initials(words, start, end) || is_person(words, start, end) {
        return points::LETTERS;
    }
    if is_clause(words, start, end) {
        return 0;
    }
    if class.capital { points::CAPITALS } else { points::WORDS }
}

/// The name without the notes in it, on one line.
pub fn name_of(words: &Words, start: usize, end: usize, notes: &[(usize, usize)]) -> String {
    if notes.is_empty() {
        return words.line(start, end);
    }
    let mut parts = Vec::new();
    let mut from = start;
    for (open, close) in notes {
        parts.push(words.line(from, *open));
        from = close + 1;
    }
    parts.push(words.line(from, end));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn has_letters(words: &Words, start: usize, end: usize) -> bool {
    let is_word = |at| words.written(at).chars().any(char::is_alphabetic);
    (start..end).any(is_word)
}

/// "VNPT", "BCH QS": initials alone.
fn is_initials(words: &Words, start: usize, end: usize) -> bool {
    const MOST: usize = 12;
    let text = between(words.text, &words.tokens, start, end);
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    (2..=MOST).contains(&letters().take(MOST + 1).count()) && letters().all(char::is_uppercase)
}

/// "Nguyễn Văn An": a surname and two to four words more, all in capitals.
fn is_person(words: &Words, start: usize, end: usize) -> bool {
    let is_capital = |at| words.get(at).is_some_and(|token| token.capital);
    (3..=5).contains(&(end - start))
        && SURNAMES.at(&words.tokens, start).is_some()
        && (start..end).all(is_capital)
}

/// Whether words without a kind of body are no name: a clause, a time, a count.
fn is_clause(words: &Words, start: usize, end: usize) -> bool {
    const LONGEST: usize = 12;
    let tokens = &words.tokens;
    let has_digit = || (start..end).any(|at| words.written(at).chars().any(|c| c.is_ascii_digit()));
    let is_time = TIME_STARTS.at(tokens, start).is_some() && has_digit();
    // "Rà soát, sửa đổi quy chế"; one or two words may be a name whose kind was left out.
    let is_sentence =
        STARTERS.at(tokens, start).is_some_and(|used| start + used < end) && end - start > 2;
    // "Thống kê tỉnh": an office that goes by a verb, with its place.
    let is_office = STARTERS.at(tokens, start).is_some_and(|used| {
        PLACES.at(tokens, start + used).is_some_and(|more| start + used + more == end)
    });
    let is_sentence = is_sentence && !is_office;
    let is_number = words.get(start).is_some_and(|token| {
        token.sign == Sign::Word && token.key.starts_with(|c: char| c.is_ascii_digit())
    });
    NO_NAMES.at(tokens, start).is_some()
        || NO_MORE.at(tokens, start).is_some()
        || is_time
        || is_sentence
        || is_number
        || end - start > LONGEST
}
