//! Any text → keys under which two ways of writing one name meet; a key is never printed.
//!
//! Each key is coarser than the one before: `key` forgets spelling habits, `bare` the marks, `slug`
//! everything but ASCII. The habits are those of docs/form.md, "Spellings that mean the same name".

use std::hash::{DefaultHasher, Hasher};

use super::normal::clean;
use super::one_pass;
use super::spelling::{full, place_tone};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const AND: &str = "và";

/// The key of names and phrases: equal for "Văn hóa - Thể thao và Du lịch" and "Văn hoá, Thể thao
/// & Du lịch", for "UBND tỉnh" and "Uỷ ban nhân dân tỉnh". Marks of letters still count.
pub fn key(text: &str) -> String {
    one_pass::key(text).unwrap_or_else(|| key_of_any(text))
}

/// A hash of the [`key`]: equal where the keys are.
pub fn key_hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    match one_pass::key_bytes(text) {
        Some(key) => hasher.write(&key),
        None => hasher.write(key_of_any(text).as_bytes()),
    }
    hasher.finish()
}

/// The key of a text of any letters, however it is composed.
fn key_of_any(text: &str) -> String {
    let words = words(text);
    let full: Vec<&str> = words.iter().map(|word| full(word).unwrap_or(word)).collect();
    full.join(" ")
}

/// The key of an abbreviation: "LĐTBXH" and "LĐ-TB&XH" both give "lđtbxh". Nothing is written out.
pub fn acronym_key(text: &str) -> String {
    let words = words(text).into_iter().filter(|word| word != AND);
    words
        .flat_map(|word| word.chars().collect::<Vec<_>>())
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// `key` without any mark (đ is d), to score near matches and to understand text typed without marks.
pub fn bare(text: &str) -> String {
    let letters = key(text).nfd().filter(|&c| !is_combining_mark(c)).collect::<String>();
    letters.replace('đ', "d")
}

/// An identifier or file name, "so-cong-thuong": only a–z, 0–9 and single inner hyphens, never empty.
pub fn slug(text: &str) -> String {
    let bare = bare(text);
    let words: Vec<&str> =
        bare.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "khong-ten".to_owned() } else { words.join("-") }
}

/// Lower-case words with uniform tone placement, without separators; "&" is the word "và".
fn words(text: &str) -> Vec<String> {
    let clean = clean(text);
    let lowered: String = if clean.chars().all(has_one_form) {
        clean.to_lowercase()
    } else {
        // NFKC, so that full-width forms and ligatures need no lines of their own below. Lower
        // case can leave a letter and its mark apart, so NFC comes once more.
        clean.nfkc().flat_map(char::to_lowercase).nfc().collect()
    };
    let mut spaced = String::with_capacity(lowered.len());
    for c in lowered.chars() {
        match c {
            '&' => spaced.extend([" ", AND, " "]),
            // Eth and African d, which look like Đ in capitals and are typed for it.
            'ð' | 'ɖ' => spaced.push('đ'),
            _ if is_separator(c) => spaced.push(' '),
            _ => spaced.push(c),
        }
    }
    spaced.split_whitespace().map(place_tone).collect()
}

/// Whether a character is its own compatibility form: what Vietnamese is written with.
fn has_one_form(c: char) -> bool {
    matches!(c,
        '\n' | ' '..='~' | '\u{C0}'..='\u{131}' | '\u{1A0}'..='\u{1B0}' | '\u{1EA0}'..='\u{1EF9}'
        | '–' | '—' | '‘' | '’' | '“' | '”')
}

/// Hyphens, dashes, commas, stops, slashes, brackets, quotes, bullets; signs such as "%" carry meaning.
fn is_separator(c: char) -> bool {
    matches!(c,
        '-' | ',' | '.' | ';' | ':' | '!' | '?' | '/' | '\\' | '|' | '_'
        | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '"' | '\'' | '`'
        | '«' | '»' | '´' | '·'
        | '\u{2010}'..='\u{2027}'  // dashes, curly quotes, bullets, dots
        | '\u{2032}'..='\u{203A}'  // primes, angle quotes
        | '\u{2043}' | '\u{2044}' | '\u{2212}' | '\u{2215}' // hyphen bullet, fraction slash, minus
        | '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_one_name_share_a_key() {
        for (one, other) in [
            ("Văn hóa - Thể thao và Du lịch", "Văn hoá, Thể thao & Du lịch"),
            ("UBND tỉnh", "Uỷ ban nhân dân tỉnh"),
            ("HĐND", "Hội đồng nhân dân"),
            ("KH&ĐT", "KH và ĐT"),
            ("Sở  KẾ HOẠCH & ĐẦU TƯ", "sở kế hoạch và đầu tư"),
            ("TP. Hà Tĩnh", "thành phố Hà Tĩnh"),
            ("TP.Hà Tĩnh", "Tp Hà Tĩnh"),
            ("TX Kỳ Anh", "Thị xã Kỳ Anh"),
            ("Lao động – Thương binh và Xã hội", "Lao động-Thương binh và Xã hội"),
            ("Thuỷ lợi; Hoà Bình: Xoè / loé", "thủy lợi hòa bình xòe lóe"),
            ("Sở “Công Thương” (mới)", "sở công thương mới"),
            ("Chƣơng trình", "Chương trình"),
            ("SỞ Ðiện", "sở điện"),
            ("Qúy", "quý"),
            ("Ho\u{61}\u{301}", "hóa"),
            ("ＵＢＮＤ　ｔỉnh", "ủy ban nhân dân tỉnh"),
        ] {
            assert_eq!(key(one), key(other), "{one:?} and {other:?}");
            assert_eq!(key(&key(one)), key(one), "{one:?} twice");
        }
    }

    #[test]
    fn one_pass_gives_the_same_key() {
        let pieces = [
            "Sở", "ỦY BAN", "thuỷ", "HOÀ", "hoa", "qúy", "quý", "quí", "khoẻ", "uỷ", "ỦY", "Tp",
            "TX", "tpa", "UBND", "hđnd", "HĐND", " ", "  ", "\n", ",", ".", "-", " – ", "—", "“x”",
            "‘", "’", "&", "KH&ĐT", "Đ", "đ", "Ð", "ð", "×", "÷", "ß", "İ", "ı", "%", "12,5%", "á",
            "Ă", "Ơ", "Ữ", "oa", "oà", "òa", "oé", "uý", "của", "khuỷu", "ÿ", "Ÿ", "\t", "ƣ",
            "e\u{301}", "ɖ", "Ĵ", "Ũ", "ẞ", "·",
        ];
        for first in pieces {
            for second in pieces {
                for text in [format!("{first}{second}"), format!("{second} {first}a{second}")] {
                    assert_eq!(key(&text), key_of_any(&text), "{text:?}");
                }
            }
        }
        let letters = ('\0'..='\u{3000}').map(|c| format!("a{c}A {c}"));
        for text in letters {
            assert_eq!(key(&text), key_of_any(&text), "{text:?}");
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        for (one, other) in
            [("Sở Y tế", "Số Y tế"), ("quý", "quí"), ("tpa", "thành phố a"), ("5%", "5")]
        {
            assert_ne!(key(one), key(other), "{one:?} and {other:?}");
        }
    }

    #[test]
    fn tones_move_only_where_the_schools_differ() {
        let cases = "hoà hòa|hoá hóa|hoả hỏa|hoã hõa|hoạ họa|khoẻ khỏe|xoè xòe|uý úy|uỳ ùy|uỷ ủy|uỹ ũy|uỵ ụy\
            |hoán hoán|quý quý|quí quí|quỳ quỳ|thuế thuế|ngoài ngoài|khuỷu khuỷu|thuở thuở|của của|hoa hoa|à à";
        for case in cases.split('|') {
            let (given, expected) = case.split_once(' ').expect("two words");
            assert_eq!(key(given), expected, "{given}");
        }
    }

    #[test]
    fn acronyms_lose_what_joins_their_letters() {
        for (given, expected) in [
            ("KHĐT", "khđt"),
            ("KH&ĐT", "khđt"),
            ("KH và ĐT", "khđt"),
            ("LĐ-TB&XH", "lđtbxh"),
            ("LĐTBXH", "lđtbxh"),
            ("UBND TP.", "ubndtp"),
            ("BQL KKT", "bqlkkt"),
        ] {
            assert_eq!(acronym_key(given), expected);
        }
    }

    #[test]
    fn bare_and_slug_are_ascii() {
        assert_eq!(bare("Sở Công Thương, Đường & Nước"), "so cong thuong duong va nuoc");
        assert_eq!(slug("Sở Công Thương"), "so-cong-thuong");
        assert_eq!(slug(" UBND TP. Hà Tĩnh (mới) "), "uy-ban-nhan-dan-thanh-pho-ha-tinh-moi");
        assert_eq!(slug("../../Đội №7"), "doi-no7");
        assert_eq!(slug(" – "), "khong-ten");
        assert_eq!(slug("中文"), "khong-ten");
    }
}
