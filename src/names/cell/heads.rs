//! The kind at the beginning of a list → the words that names behind it may leave out: "các Sở: Nội
//! vụ, Tài chính", "UBND các huyện Sơn Động, Lục Ngạn".
//!
//! Invariant: a kind is left out only where proper names follow. After a phrase such as "các phòng
//! chuyên môn" every name needs its own kind.

use crate::names::kinds::{head, several};
use crate::text::single_line;
use crate::text::words::{Token, between};
use crate::vocabulary::{BODIES, PLACES, SUBJECTS};

/// A kind that names behind it may leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carry {
    /// "Sở", "UBND huyện".
    pub prefix: String,
    /// The same without the kind of place: "UBND".
    pub stem: Option<String>,
    /// The plural says that several names follow.
    pub forced: bool,
    /// A colon says so.
    pub by_colon: bool,
    /// It ends with a kind of place.
    pub is_place: bool,
    /// Only names that the directory knows may leave it out.
    pub known_only: bool,
    /// The kind with the sort of it that stands before the first name: "Trường THPT", "Đồn Biên phòng".
    pub sort: Option<String>,
}

impl Carry {
    /// The same before a colon.
    pub fn before_colon(self) -> Carry {
        Carry { forced: true, by_colon: true, ..self }
    }

    /// What a phrase for all kinds leaves out before a colon: "các sở, ngành: Tài chính". Only what
    /// the directory then knows is such a name.
    pub fn announced() -> Carry {
        let prefix = String::from("Sở");
        Carry {
            prefix,
            stem: None,
            forced: false,
            by_colon: true,
            is_place: false,
            known_only: true,
            sort: None,
        }
    }

    /// The name of the office of a place, where the list names places alone: "các huyện: Can Lộc".
    pub fn office(&self, name: &str) -> Option<String> {
        let is_alone = self.stem.as_ref().is_some_and(String::is_empty);
        let mut letters = self.prefix.chars();
        let small: String =
            letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect();
        (self.is_place && is_alone).then(|| format!("UBND {small} {name}"))
    }

    /// The whole name of one that left its kind out with the sort of it: "các trường THPT Lê Lợi, Trần Phú".
    pub fn sorted(&self, name: &str) -> Option<String> {
        self.sort.as_ref().map(|sort| format!("{sort} {name}"))
    }

    /// The whole name of one that left its kind out; one that brings a kind of place of its own,
    /// "phường Hà Huy Tập", has it in the place of the other.
    pub fn full(&self, name: &str, has_place: bool) -> String {
        match &self.stem {
            Some(stem) if has_place => format!("{stem} {name}").trim().to_string(),
            _ => format!("{} {name}", self.prefix),
        }
    }
}

/// The head of an atom.
pub struct Head {
    /// What may be left out behind it.
    pub carry: Carry,
    /// The token at which its own name begins.
    pub rest: usize,
    /// It stands in the plural.
    pub plural: bool,
}

/// The head of the words between two tokens, if they have one.
pub fn list_head(text: &str, tokens: &[Token], (start, end): (usize, usize)) -> Option<Head> {
    const REACH: usize = 8;
    let line = |from: usize, to: usize| single_line(between(text, tokens, from, to));
    let plural = (start..end.min(start + REACH))
        .find_map(|at| Some((at, several(tokens, at)?)).filter(|(at, used)| at + used < end));
    let kind = |at: usize| {
        head(tokens, at).or_else(|| BODIES.at(tokens, at)).filter(|used| at + used <= end)
    };
    let (stem, begin, used) = match plural {
        Some((at, used)) => {
            // Between the body and its plural no separate name stands.
            let stem = line(start, at);
            (stem, at + used, kind(at + used)?)
        }
        None => (String::new(), start, head(tokens, start).filter(|used| start + used <= end)?),
    };
    let before = stem.clone();
    let mut rest = begin + used;
    let mut is_place = PLACES.at(tokens, begin) == Some(used);
    let mut stem = stem;
    let small = tokens.get(rest).is_some_and(|token| !token.capital);
    // "UBND huyện Can Lộc"
    if let Some(more) = PLACES.at(tokens, rest).filter(|more| small && rest + more <= end) {
        stem = join(&stem, &line(begin, rest));
        rest += more;
        is_place = true;
    }
    let own = tokens.get(rest).filter(|_| rest < end);
    let is_open = own
        .is_none_or(|token| token.capital || token.key.starts_with(|c: char| c.is_ascii_digit()));
    let sort = sort_behind(text, tokens, (rest, end)).filter(|_| plural.is_some() && !is_place);
    let carry = Carry {
        sort: sort.map(|sort| capital(&join(&before, &line(begin, sort)))),
        prefix: capital(&join(&before, &line(begin, rest))),
        stem: is_place.then_some(stem),
        forced: plural.is_some() && own.is_some(),
        by_colon: false,
        is_place,
        known_only: false,
    };
    is_open.then_some(Head { carry, rest, plural: plural.is_some() })
}

/// Where the sort of a kind ends that stands between it and the name: "trường | THPT | Lê Lợi", "Đồn | Biên phòng | Cửa
/// Lục".
fn sort_behind(text: &str, tokens: &[Token], (rest, end): (usize, usize)) -> Option<usize> {
    let is_initials = || {
        let written = between(text, tokens, rest, rest + 1);
        written.chars().count() > 1 && written.chars().all(char::is_uppercase)
    };
    let used = SUBJECTS.at(tokens, rest).or_else(|| is_initials().then_some(1))?;
    let name = tokens.get(rest + used).filter(|_| rest + used < end)?;
    (name.capital && SUBJECTS.at(tokens, rest + used).is_none()).then_some(rest + used)
}

fn join(one: &str, other: &str) -> String {
    format!("{one} {other}").trim().to_string()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
