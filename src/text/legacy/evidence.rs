//! A text → how much it speaks for an encoding: words that are no words as they stand, and are
//! syllables of Vietnamese when decoded, against words of which the contrary holds.
//!
//! A word that reads well both ways ("bé", in TCVN3 "bộ") never makes a text legacy.

use super::codes::decode_whole;
use super::syllable::{is_syllable, is_toneless_syllable};
use super::{Legacy, codes};
use std::collections::BTreeSet;

/// Signs that stand beside a word without belonging to it.
const SIGNS: &[char] =
    &['«', '»', '©', '®', '¹', '²', '³', 'ª', 'º', '°', '§', '£', '¥', '¢', '¡', '¿', '±'];

/// The letters of Latin-1 that Vietnamese has, small.
const LATIN_1: &str = "àáâãèéêìíòóôõùúý";

/// The encoding that a text without any modern letter is in.
pub(super) fn encoding(text: &str) -> Option<Legacy> {
    // Each word once: a unit or a name that comes back proves no more than once.
    let words: BTreeSet<&str> = words(text).filter(|word| word.chars().nth(1).is_some()).collect();
    let mut best: Option<(Legacy, Evidence)> = None;
    for encoding in [Legacy::Tcvn3, Legacy::Vni, Legacy::Windows1258] {
        let evidence = Evidence::of(encoding, &words);
        if evidence.is_enough() && best.as_ref().is_none_or(|(_, best)| evidence.beats(best)) {
            best = Some((encoding, evidence));
        }
    }
    best.map(|(encoding, _)| encoding)
}

/// Whether a text can be what a font of this encoding was used for.
pub(super) fn bears_out(encoding: Legacy, text: &str) -> bool {
    let draws_capitals = encoding == Legacy::Tcvn3Capitals;
    let encoding = if draws_capitals { Legacy::Tcvn3 } else { encoding };
    let (mut sense, mut nonsense) = (0, 0);
    for word in words(text).filter(|word| !word.is_ascii()) {
        match Reading::of(encoding, word) {
            Reading::Gain(_) | Reading::Either | Reading::Acronym => sense += 1,
            // Such a font draws letters for signs, so that nobody typed "®" for "®" in it.
            Reading::Unclear if word.chars().any(is_sign) => sense += 1,
            Reading::Against => nonsense += 1,
            Reading::Unclear | Reading::Silent => (),
        }
    }
    let is_changed = draws_capitals && text.contains(|c: char| c.is_ascii_lowercase());
    sense > nonsense || (is_changed && nonsense == 0)
}

/// Signs of Latin-1 are letters of an encoding, all others part words.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_gap = |c: char| match c {
        '\u{A1}'..='\u{FF}' => false,
        _ => !c.is_alphanumeric(),
    };
    text.split(is_gap).filter(|word| !word.is_empty())
}

/// Words of a text by what they say of one encoding.
#[derive(Default)]
struct Evidence {
    gained: usize,
    oddest: Option<Oddity>,
    /// The gained words, those that no language writes twice.
    weight: usize,
    either: usize,
    against: usize,
    /// Words of ASCII that are not Vietnamese: "videre", "leksjon".
    strangers: usize,
}

impl Evidence {
    fn of(encoding: Legacy, words: &BTreeSet<&str>) -> Self {
        let mut evidence = Evidence::default();
        for word in words {
            match Reading::of(encoding, word) {
                Reading::Gain(oddity) => {
                    evidence.gained += 1;
                    evidence.weight += if oddity == Oddity::Impossible { 2 } else { 1 };
                    evidence.oddest = evidence.oddest.max(Some(oddity));
                }
                Reading::Either => evidence.either += 1,
                Reading::Against | Reading::Unclear => evidence.against += 1,
                Reading::Silent if is_stranger(word) => evidence.strangers += 1,
                Reading::Acronym | Reading::Silent => (),
            }
        }
        evidence
    }

    /// The less odd the words are, the more of them it takes, and the fewer may speak against.
    fn is_enough(&self) -> bool {
        let is_told = match self.oddest {
            Some(Oddity::Impossible) => 2 * self.against <= self.gained,
            Some(Oddity::Foreign) => {
                let has_company = self.gained >= 2 || (self.either >= 1 && self.against == 0);
                has_company && 2 * self.against + self.strangers <= self.gained
            }
            Some(Oddity::Misspelt) => self.gained >= 3 && self.against + self.strangers == 0,
            None => false,
        };
        is_told && self.either <= 2 * self.weight
    }

    fn beats(&self, other: &Evidence) -> bool {
        self.weight + other.against > other.weight + self.against
    }
}

fn is_stranger(word: &str) -> bool {
    let is_word = word.len() > 1 && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
    is_word && !is_syllable(word)
}

/// What one word says of an encoding.
enum Reading {
    /// Makes sense only when decoded.
    Gain(Oddity),
    /// Makes sense both ways.
    Either,
    /// Makes no sense either way.
    Unclear,
    /// Cannot be decoded, or makes sense only as it stands.
    Against,
    /// Decoded, it is a word like "QĐ", which the font alone can prove.
    Acronym,
    /// Is the same either way, or no word.
    Silent,
}

impl Reading {
    fn of(encoding: Legacy, word: &str) -> Reading {
        let Some(decoded) = decode_whole(encoding, word) else {
            let has_letter = word.chars().any(|c| !c.is_ascii() && !is_sign(c));
            return if has_letter { Reading::Against } else { Reading::Silent };
        };
        if decoded == word {
            return Reading::Silent;
        }
        match (is_syllable(&decoded), is_natural(word)) {
            (false, _) if is_acronym(&decoded) => Reading::Acronym,
            (true, true) => Reading::Either,
            (true, false) => Reading::Gain(Oddity::of(word)),
            (false, true) => Reading::Against,
            (false, false) => Reading::Unclear,
        }
    }
}

/// Capitals alone, as in "QĐ" or "HĐND".
fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_ascii_uppercase() || "ĂÂĐÊÔƠƯ".contains(c))
}

/// A syllable of Vietnamese as it stands, or ASCII; also with a sign beside it, or as a unit
/// ("N·m", "µm").
fn is_natural(word: &str) -> bool {
    let bare = word.trim_matches(SIGNS);
    let unit = bare.trim_start_matches('µ');
    let is_unit = unit.split('·').all(|part| !part.is_empty() && part.is_ascii());
    is_unit || (is_syllable(bare) && !has_late_capital(bare))
}

/// A capital beyond ASCII after a small letter: as in "tÕ", which is "tế" in TCVN3.
fn has_late_capital(word: &str) -> bool {
    let mut pairs = word.chars().zip(word.chars().skip(1));
    pairs.any(|(first, second)| first.is_lowercase() && !second.is_ascii() && second.is_uppercase())
}

/// How odd a word is that is no word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Oddity {
    /// A syllable but for its tone, or with a stress at its end: a slip ("tôt"), Italian ("può").
    Misspelt,
    /// No spelling of Vietnamese: "Së", "tænh", "héi".
    Foreign,
    /// No spelling of any language: "Tµi", "tÕ", "Sôû".
    Impossible,
}

impl Oddity {
    fn of(word: &str) -> Oddity {
        let letters: Vec<char> = word.chars().collect();
        let has_two_vowels =
            letters.windows(2).any(|pair| pair.iter().all(|&letter| is_marked_vowel(letter)));
        // The soft hyphen and the dot are known to part syllables.
        let is_strange = |c: &char| is_sign(*c) && !matches!(c, '\u{AD}' | '·');
        let has_sign_inside =
            matches!(&letters[..], [_, inner @ .., _] if inner.iter().any(is_strange));
        let is_vietnamese = |c: &char| c.is_ascii() || LATIN_1.contains(codes::lower(*c));
        let is_ascii_before_its_end =
            letters.split_last().is_some_and(|(_, before)| before.iter().all(char::is_ascii));
        if has_two_vowels || has_sign_inside || has_late_capital(word) {
            Oddity::Impossible
        } else if letters.iter().all(is_vietnamese)
            && (is_ascii_before_its_end || is_toneless_syllable(word))
        {
            Oddity::Misspelt
        } else {
            Oddity::Foreign
        }
    }
}

/// Beyond ASCII and no letter, nor one of the signs that Unicode counts among letters.
fn is_sign(c: char) -> bool {
    !c.is_ascii() && (!c.is_alphabetic() || matches!(c, 'ª' | 'µ' | 'º'))
}

/// Vowels of Latin-1 beyond ASCII.
fn is_marked_vowel(c: char) -> bool {
    !c.is_ascii() && !is_sign(c) && !"çðñþß".contains(codes::lower(c))
}

#[cfg(test)]
mod tests {
    use crate::text::legacy::{Legacy, may_be_legacy, of_cell};

    #[test]
    fn legacy_text_is_known_by_itself() {
        for (text, encoding, plain) in [
            ("Uû ban nh©n d©n tØnh Hµ TÜnh", Legacy::Tcvn3, "Uỷ ban nhân dân tỉnh Hà Tĩnh"),
            ("Së C«ng Th\u{AD}¬ng", Legacy::Tcvn3, "Sở Công Thương"),
            ("Bé Tµi chÝnh", Legacy::Tcvn3, "Bộ Tài chính"),
            ("vô viÖc mét sè", Legacy::Tcvn3, "vụ việc một số"),
            ("huyÖn C\u{AD} M'gar, tØnh §¾k L¾k", Legacy::Tcvn3, "huyện Cư M'gar, tỉnh Đắk Lắk"),
            (
                "12/2005/Q§-UBND “quyÕt ®Þnh” – x·",
                Legacy::Tcvn3,
                "12/2005/QĐ-UBND “quyết định” – xã",
            ),
            ("\u{93}quyÕt ®Þnh\u{94} \u{96} x·", Legacy::Tcvn3, "“quyết định” – xã"),
            ("ñY BAN NH¢N D¢N", Legacy::Tcvn3, "ủY BAN NHÂN DÂN"),
            ("Bé Y tÕ", Legacy::Tcvn3, "Bộ Y tế"),
            ("Quèc héi", Legacy::Tcvn3, "Quốc hội"),
            ("UÛy ban nhaân daân tænh", Legacy::Vni, "Ủy ban nhân dân tỉnh"),
            ("Sôû Taøi chính", Legacy::Vni, "Sở Tài chính"),
            ("Coâng an tænh", Legacy::Vni, "Công an tỉnh"),
            ("SÔÛ COÂNG THÖÔNG", Legacy::Vni, "SỞ CÔNG THƯƠNG"),
            ("HÑND huyeän Kyø Anh", Legacy::Vni, "HĐND huyện Kỳ Anh"),
            ("Truyêòn thông", Legacy::Windows1258, "Truyện thông"),
            (
                "UÒy ban nhân dân tiÒnh Hà TiÞnh",
                Legacy::Windows1258,
                "Ủy ban nhân dân tỉnh Hà Tĩnh",
            ),
            ("Sõì Công Thýõng", Legacy::Windows1258, "Sớ Công Thương"),
        ] {
            assert_eq!(Legacy::of_text(text), Some(encoding), "{text}");
            assert_eq!(encoding.decode(text), plain);
        }
    }

    #[test]
    fn text_of_today_is_left_alone() {
        for text in [
            "Tài chính|Công an tỉnh|Hà Tĩnh|Lê Văn Hà|Bà Rịa|thanh tra|thì là|cà phê|hòa|xã|Đà|à",
            "thô|quý|hộ|Công an|công tác|Công tác giám sát|Bé|Vô tình, bé, sè|CôNG NGHê THôNG TIN",
            "Café|Müller|São Paulo|naïve|Noël|Zoë|Thaï|Taïwan|für Grüße|Straße|señor, año, España",
            "à côté de l'école, où ça|bientôt tôt ou tard|coração, não, irmã|Ciò può|perché è così",
            "Größe, Änderung, Übung|Citroën, Peugeot|Åse, Bjørn, Trædal|jäätöö, õun",
            "£|©|®|°C|m²|½|“quotes” – dashes|© 2025 Microsoft®|25 °C, 5 µm, 3 N·m|50 N·m, 5 µm|§ 5",
            "Anh¹, Mai², Hà³|«Công an»|Công\u{AD}an thành phô|kW·h|±5 £ 3 ¥|1º, 2ª|QÐ-UBND, HÐND",
            "Truye\u{302}\u{300}n tho\u{302}ng|Chƣơng|TuÊn, C«ng \u{FFFD}|Së|x·|lµ|nghiên cứu nh©n d©n",
            "Nå kan du gå til neste leksjon.|mer än en gång i Malmö|UBND|12/QÐ",
        ]
        .iter()
        .flat_map(|texts| texts.split('|'))
        {
            assert_eq!(Legacy::of_text(text), None, "{text}");
            assert_eq!(of_cell(Some("Times New Roman"), text), None, "{text}");
        }
    }

    #[test]
    fn a_font_is_believed_where_its_text_bears_it_out() {
        let (time, capitals, vni) = (Some(".VnTime"), Some(".VnTimeH"), Some("VNI-Times"));
        for (font, text, expected) in [
            (time, "Së", Some(Legacy::Tcvn3)),
            (time, "Bé", Some(Legacy::Tcvn3)),
            (time, "®)", Some(Legacy::Tcvn3)),
            (time, "12/Q§-UBND", Some(Legacy::Tcvn3)),
            (time, "Kr«ng", Some(Legacy::Tcvn3)),
            (time, "Sở Tài chính", None),
            (time, "Tài chính", None),
            (time, "Ha\u{300} Noi", None),
            (time, "UBND, 15/2005", None),
            (time, "25 m²", None),
            (time, "Café2 Müller", None),
            (time, "Sôû Taøi chính", Some(Legacy::Vni)),
            (capitals, "Së", Some(Legacy::Tcvn3Capitals)),
            (capitals, "ub nd – 2", Some(Legacy::Tcvn3Capitals)),
            (capitals, "UBND 2", None),
            (capitals, "Tài chính", None),
            (capitals, "tỉnh", None),
            (vni, "tænh", Some(Legacy::Vni)),
            (vni, "Công an", None),
            (vni, "Coâng an", Some(Legacy::Vni)),
            (Some("Arial"), "Bé Tµi chÝnh", Some(Legacy::Tcvn3)),
            (None, "Bé Tµi chÝnh", Some(Legacy::Tcvn3)),
            (None, "Bé", None),
        ] {
            assert_eq!(of_cell(font, text), expected, "{font:?} {text}");
        }
    }

    #[test]
    fn nearly_no_cell_needs_a_closer_look() {
        for text in ["Sở Tài chính", "15/2025", "UBND – 2", "Ha\u{300}", "中文", ""] {
            assert!(!may_be_legacy(text), "{text}");
        }
        assert!(may_be_legacy("Së"));
    }
}
