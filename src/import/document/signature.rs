//! Lines of a signature: for whom somebody signs, the post, the person.
//!
//! Invariant: a sentence is none of them.

use crate::text::key;
use crate::vocabulary::SIGNER_TITLES;

/// "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH" on a line of its own.
pub fn is_signing(text: &str) -> bool {
    let capitals = !text.chars().any(char::is_lowercase);
    let begins = ["TM.", "T/M", "KT.", "TUQ.", "TL.", "Q.", "TM ", "KT "];
    capitals
        && text.chars().count() < 90
        && (begins.iter().any(|words| text.starts_with(words)) || SIGNER_TITLES.has(&key(text)))
}

/// "Nguyễn Văn An": two to five words, each with a capital, and nothing else.
pub fn is_person(text: &str) -> bool {
    // "BS. Cao Hữu Tạo", "PGS. TS. …"
    let words: Vec<&str> = text.split(' ').skip_while(|word| word.ends_with('.')).collect();
    let is_name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(char::is_lowercase)
            && word.chars().count() > 1
    };
    (2..=5).contains(&words.len()) && words.iter().all(is_name)
}
