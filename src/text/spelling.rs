//! Habits of spelling that a key forgets: abbreviations inside names, the place of a tone mark.
//!
//! Invariant: both forms of a word are right Vietnamese, and mean the same (docs/form.md, "Spellings
//! that mean the same name").

use unicode_normalization::UnicodeNormalization;

/// Abbreviations that stand for the full words inside any name, as whole words of a key.
pub const ABBREVIATIONS: &[(&str, &str)] = &[
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
];

/// Vowel pairs whose tone mark the old and the new school put on different letters.
const DISPUTED_PAIRS: &[(char, char)] = &[('o', 'a'), ('o', 'e'), ('u', 'y')];

/// Grave, acute, tilde, hook above, dot below: the five tone marks, decomposed.
const TONES: &[char] = &['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// No abbreviation has more bytes.
pub const LONGEST_SHORT: usize = "hđnd".len();

/// The full words of an abbreviation.
pub fn full(word: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(short, _)| *short == word).map(|(_, full)| *full)
}

/// "hoà" → "hòa", "thuỷ" → "thủy"; only where the pair ends the syllable, as "hoán" has one spelling.
pub fn place_tone(word: &str) -> String {
    if !is_disputed(word) {
        return word.to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let [head @ .., first, second] = letters.as_slice() else {
        return word.to_owned();
    };
    let ((first, tone_of_first), (second, tone_of_second)) =
        (split_tone(*first), split_tone(*second));
    if !DISPUTED_PAIRS.contains(&(first, second)) {
        return word.to_owned();
    }
    let tone = tone_of_first.or(tone_of_second);
    // After q the u is part of the consonant: "quý", also for who typed "qúy".
    let ending = match head.last() {
        Some('q') => [Some(first), Some(second), tone],
        _ => [Some(first), tone, Some(second)],
    };
    head.iter().copied().chain(ending.into_iter().flatten()).nfc().collect()
}

/// Whether a word in small letters ends with a pair whose tone may stand elsewhere.
fn is_disputed(word: &str) -> bool {
    let mut ending = word.chars().rev();
    ending.next().is_some_and(|last| "aàáảãạeèéẻẽẹyỳýỷỹỵ".contains(last))
        && ending.next().is_some_and(|first| "oòóỏõọuùúủũụ".contains(first))
}

fn split_tone(letter: char) -> (char, Option<char>) {
    let (tones, rest): (Vec<char>, Vec<char>) =
        std::iter::once(letter).nfd().partition(|c| TONES.contains(c));
    (rest.into_iter().nfc().next().unwrap_or(letter), tones.first().copied())
}
