//! A word → whether it is a written syllable of Vietnamese: initial, rime, and a tone that the rime
//! can bear, on a letter that can bear it.
//!
//! The spelling alone is judged: "cụng" and "công" are both syllables, whichever means something.

use unicode_normalization::UnicodeNormalization;

/// Longest first is not needed: any way of cutting a word makes it a syllable. "q" is there for
/// the rimes with "u" ("quỳnh"), "qu" for the others ("quý").
const INITIALS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "q", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

#[rustfmt::skip]
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oc", "oi", "om", "on", "ong", "op", "ot",
    "oa", "oac", "oach", "oai", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oen", "oeo", "oet",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uân", "uâng", "uât", "uây",
    "uê", "uêch", "uên", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ",
    "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyt", "uyu",
    "ư", "ưa", "ưc", "ưi", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt",
    "ươu", "y", "yêm", "yên", "yêng", "yêt", "yêu",
];

const ACUTE: char = '\u{301}';
const DOT_BELOW: char = '\u{323}';

/// Whether a word, in any case, can be a syllable of Vietnamese.
pub(super) fn is_syllable(word: &str) -> bool {
    let spelling = Spelling::of(word);
    spelling.is_some_and(|Spelling { letters, tone }| {
        cuts(&letters).any(|(initial, rime)| {
            let tone = tone.map(|(mark, at)| (mark, at.checked_sub(initial.chars().count())));
            bears(rime, tone)
        })
    })
}

/// Whether it is a syllable once its tone is forgotten: "tôt" as "tốt".
pub(super) fn is_toneless_syllable(word: &str) -> bool {
    Spelling::of(word).is_some_and(|spelling| cuts(&spelling.letters).next().is_some())
}

/// The ways to cut a word without its tone into an initial and a rime.
fn cuts(letters: &str) -> impl Iterator<Item = (&str, &str)> {
    INITIALS.iter().filter_map(move |&initial| {
        let rime = letters.strip_prefix(initial)?;
        // "quo" and "quu" are never written: the "u" is there already.
        let is_doubled = initial == "qu" && rime.starts_with(['o', 'u']);
        (is_rime(rime) && !is_doubled).then_some((initial, rime))
    })
}

/// A word in small letters without its tone, and the tone with the number of its letter.
struct Spelling {
    letters: String,
    tone: Option<(char, usize)>,
}

impl Spelling {
    fn of(word: &str) -> Option<Self> {
        let (mut plain, mut count, mut tone) = (String::new(), 0, None);
        for c in word.chars().flat_map(char::to_lowercase).nfd() {
            match c {
                '\u{300}' | ACUTE | '\u{303}' | '\u{309}' | DOT_BELOW => {
                    let is_first = tone.replace((c, usize::checked_sub(count, 1)?)).is_none();
                    if !is_first {
                        return None;
                    }
                }
                // The circumflex, the breve and the horn belong to their letters.
                '\u{302}' | '\u{306}' | '\u{31B}' => plain.push(c),
                _ => {
                    plain.push(c);
                    count += 1;
                }
            }
        }
        Some(Spelling { letters: plain.nfc().collect(), tone })
    }
}

/// The names of Tây Nguyên end in "k" where the rest of the country writes "c": "Đắk Lắk".
fn is_rime(rime: &str) -> bool {
    match rime.strip_suffix('k') {
        Some(open) => RIMES.contains(&format!("{open}c").as_str()),
        None => RIMES.contains(&rime),
    }
}

/// Stops take two tones only; a tone stands on a vowel, and on the last one with a mark if any has.
fn bears(rime: &str, tone: Option<(char, Option<usize>)>) -> bool {
    let is_stopped = rime.ends_with(['c', 'k', 'p', 't']) || rime.ends_with("ch");
    let Some((mark, at)) = tone else {
        return !is_stopped;
    };
    let Some(letter) = at.and_then(|at| rime.chars().nth(at)) else {
        return false;
    };
    let marked = rime.chars().rfind(|c| "ăâêôơư".contains(*c));
    (!is_stopped || matches!(mark, ACUTE | DOT_BELOW))
        && marked.map_or("aeiouy".contains(letter), |marked| marked == letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_in_any_case_and_both_schools_of_tones() {
        let words = "Sở tài CHÍNH nghệ quý Quỳnh quốc quyền giếng gì già hòa hoà thủy thuỷ người \
                     khuyến đắk Lắk ươm yêu ông à ý xã hội đường Huế khoẻ nghiêng";
        for word in words.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        let words = "tàichính Bé́ côgn hộit quoác tôt tồt thuậ Café Müller naïve été lạs ńa hìên \
                     ă đ 15 nh©n Coâng Krông";
        for word in words.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
