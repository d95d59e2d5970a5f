//! The directory that every document has → the words that follow a kind in its names, such as "Giáo
//! dục và Đào tạo".
//!
//! Invariant: no name of a place is among these words, so that they are the same for every
//! document.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::kinds::head;
use crate::directory::{Directory, OwnEntries};
use crate::text::key;
use crate::text::words::{between, tokens};

/// What every document may name: the bodies of no place in particular.
pub static EVERYWHERE: LazyLock<Directory> =
    LazyLock::new(|| Directory::new("", None, OwnEntries::default()));

/// Keys of names without their kinds.
static SUBJECTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = EVERYWHERE.agencies().iter();
    let names = names.flat_map(|agency| [&agency.name, &agency.short]);
    let rest = |name: &String| {
        let words = tokens(name, 40);
        let used = head(&words, 0)?;
        let rest = key(between(name, &words, used, words.len()));
        let rest = rest.strip_suffix(" tỉnh").unwrap_or(&rest).to_string();
        (rest.chars().count() > 1 && rest != "tỉnh").then_some(rest)
    };
    names.filter_map(rest).collect()
});

/// Whether words are what names have behind their kind.
pub fn is_subject(words: &str) -> bool {
    SUBJECTS.contains(&key(words))
}
