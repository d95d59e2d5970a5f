//! The words that the rules of the import know: no agency is among them, only kinds of bodies and
//! the verbs of office language. The lists are the files of `rules/`.
//!
//! Invariant: all are keys, in the form of [`crate::text::key`]; a test says so.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::{Token, phrase_at};

/// A list of phrases, found by their first syllable.
pub struct Phrases {
    by_first: HashMap<&'static str, Vec<&'static str>>,
}

impl Phrases {
    /// Reads a file of `rules/`: phrases between commas, remarks behind "#".
    fn read(text: &'static str) -> Phrases {
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for phrase in all(text) {
            by_first.entry(first(phrase)).or_default().push(phrase);
        }
        Phrases { by_first }
    }

    /// How many tokens the longest phrase takes that stands at `at`.
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let phrases = self.by_first.get(first(&tokens.get(at)?.key))?;
        phrases.iter().filter_map(|phrase| phrase_at(tokens, at, phrase)).max()
    }

    /// Whether a key is one of the phrases.
    pub fn has(&self, key: &str) -> bool {
        self.by_first.get(first(key)).is_some_and(|phrases| phrases.contains(&key))
    }

    /// Whether a key begins with one of the phrases, as whole words.
    pub fn begin(&self, key: &str) -> bool {
        let begins = |phrase: &&str| {
            key.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.by_first.get(first(key)).is_some_and(|phrases| phrases.iter().any(begins))
    }
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

fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

fn all(text: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|phrase| !phrase.is_empty())
}

/// Declares the lists, so that the test sees every one.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)*) => {
        $($(#[$doc])* pub static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::read(include_str!(concat!("rules/", $file))));)*

        #[cfg(test)]
        const FILES: &[(&str, &str)] = &[$(($file, include_str!(concat!("rules/", $file))),)*];
    };
}

lists! {
    /// Words before several bodies: "các sở".
    PLURAL = "plural.txt",
    /// How a phrase for bodies of all kinds begins, after "các".
    OF_ALL_KINDS = "of-all-kinds.txt",
    /// Kinds of bodies whose names go on in capitals: "Sở Công Thương", "Ban Quản lý …".
    BODY = "body.txt",
    /// What says that the bodies before it lead.
    LEADS = "leads.txt",
    /// How a deadline begins that stands alone.
    TIME_STARTS = "time-starts.txt",
    /// Of what words a deadline is made.
    TIME_WORDS = "time-words.txt",
    /// What may stand before a deadline and say what is due then.
    TIME_VERBS = "time-verbs.txt",
    /// Words whose first half is a verb by itself.
    NO_VERBS = "no-verbs.txt",
    /// Words that begin as a kind of body does and are none.
    NO_BODY = "no-body.txt",
    /// Kinds of bodies that stand in the plural, in small letters.
    BODIES = "bodies.txt",
    /// What may follow a body in the plural and still belong to it.
    TAILS = "tails.txt",
    /// Words in small letters that go on the name of one body: "Công an tỉnh", "Trạm Y tế xã".
    NAME_TAILS = "name-tails.txt",
    /// Words that may follow a kind of body at once and be its name, though they are verbs: "Ban quản
    /// lý", "Viện nghiên cứu".
    NAME_VERBS = "name-verbs.txt",
    /// How the content of a task begins: verbs, and what stands before them.
    STARTERS = "starters.txt",
    /// Between a body and what it does; they belong to neither.
    DUTIES = "duties.txt",
    /// How an office orders: "Giao Sở X …", "Đề nghị …".
    ORDERS = "orders.txt",
    /// Between "phối hợp" and with whom.
    CLOSELY = "closely.txt",
    /// Before those who support: "phối hợp với …".
    WITH = "with.txt",
    /// Rests of a sentence that say nothing of their own after who does it.
    EMPTY_RESTS = "empty-rests.txt",
    /// How a paragraph begins that closes a part and is no task: "Trong quá trình thực hiện, …".
    CLOSINGS = "closings.txt",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key;

    #[test]
    fn all_words_are_keys_and_stand_once() {
        for (file, text) in FILES {
            let phrases: Vec<&str> = all(text).collect();
            assert!(!phrases.is_empty(), "{file}");
            for (index, phrase) in phrases.iter().enumerate() {
                assert_eq!(key(phrase), *phrase, "{file}");
                assert!(!phrases[..index].contains(phrase), "{file}: {phrase} stands twice");
            }
        }
    }
}
