//! Words that are struck or underlined, in one text with those that are neither.
//!
//! Invariant: the signs of marking stand in no text that somebody wrote; those of a writer's text are
//! taken out when it is marked.

use std::borrow::Cow;

/// Before words that are struck, before words that are underlined, behind either.
pub const SIGNS: [char; 3] = ['\u{e0f0}', '\u{e0f1}', '\u{e0f2}'];

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As others.
    Plain,
    /// Struck through: they are no more.
    Struck,
    /// Underlined: they are new.
    Underlined,
}

/// Words marked for a text.
pub fn marked(words: &str, look: Look) -> String {
    let words = words.replace(SIGNS, "");
    let [struck, underlined, end] = SIGNS;
    match look {
        _ if words.is_empty() => words,
        Look::Plain => words,
        Look::Struck => format!("{struck}{words}{end}"),
        Look::Underlined => format!("{underlined}{words}{end}"),
    }
}

/// The parts of a text, each as it looks; none is empty.
pub fn runs(text: &str) -> Vec<(Look, &str)> {
    let mut found = Vec::new();
    let mut look = Look::Plain;
    let mut rest = text;
    while !rest.is_empty() {
        let (words, behind) = match rest.find(SIGNS) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        if !words.is_empty() {
            found.push((look, words));
        }
        let mut letters = behind.chars();
        look = match letters.next() {
            Some(sign) if sign == SIGNS[0] => Look::Struck,
            Some(sign) if sign == SIGNS[1] => Look::Underlined,
            _ => Look::Plain,
        };
        rest = letters.as_str();
    }
    found
}

/// The text without its signs.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains(SIGNS) { text.replace(SIGNS, "").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_come_back_as_runs() {
        let text =
            format!("Trước {} {}", marked("30/6", Look::Struck), marked("31/7", Look::Underlined));
        let expected = [
            (Look::Plain, "Trước "),
            (Look::Struck, "30/6"),
            (Look::Plain, " "),
            (Look::Underlined, "31/7"),
        ];
        assert_eq!(runs(&text), expected);
        assert_eq!(unmarked(&text), "Trước 30/6 31/7");
        assert_eq!(runs("").len(), 0);
        assert_eq!(marked("a\u{e0f2}b", Look::Struck), "\u{e0f0}ab\u{e0f2}");
    }
}
