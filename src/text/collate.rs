//! Two texts → their order in a Vietnamese list: a ă â b c d đ e ê …, then tones.
//!
//! A total order: texts that the language ranks equal are ordered by code point, so that no sort
//! depends on the order it was given.

use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;
use std::{cmp::Ordering, sync::LazyLock};

static VIETNAMESE: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    CollatorBorrowed::try_new(locale!("vi").into(), CollatorOptions::default())
        .expect("the Vietnamese collation is compiled in")
});

/// Dictionary order by the CLDR rules for Vietnamese, in which the letter weighs more than its
/// tone and the tone more than capitals: for lists of agencies.
pub fn compare(a: &str, b: &str) -> Ordering {
    VIETNAMESE.compare(a, b).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_sorted(words: &[&str]) {
        let mut sorted = words.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b));
        assert_eq!(sorted, words);
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        assert_sorted(&[
            "an", "ăn", "ân", "da", "đa", "em", "êm", "on", "ôn", "ơn", "un", "ưn", "y",
        ]);
    }

    #[test]
    fn tones_come_after_letters() {
        assert_sorted(&["ma", "mà", "mả", "mã", "má", "mạ", "mai"]);
        assert_sorted(&[
            "Sở Công Thương",
            "Sở Dân tộc",
            "Sở Du lịch",
            "Sở Xây dựng",
            "Sở Y tế",
            "Ủy ban",
        ]);
    }

    #[test]
    fn equal_only_when_the_same() {
        assert_eq!(compare("Sở", "Sở"), Ordering::Equal);
        assert_ne!(compare("a\u{302}", "â"), Ordering::Equal);
    }
}
