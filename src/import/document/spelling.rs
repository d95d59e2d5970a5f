//! Lines in capitals → as they are spelled inside a text.
//!
//! Invariant: letters and their order stay; only their case changes.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::directory::{Directory, Found, OwnEntries};
use crate::read::ProseBlock;
use crate::text::{key, parse_roman, single_line};

/// How a text spells its words: by each word and the one before it.
pub struct Spelling {
    pairs: HashMap<(String, String), HashMap<String, usize>>,
}

/// Signs at the edge of a word.
const EDGES: &[char] = &[',', '.', ';', ':', '(', ')', '"', '“', '”'];

/// Paragraphs that are looked at; the opening says the title again.
const REACH: usize = 60;

/// Words after which the name of a place comes.
const PLACES: &[&str] =
    &["tỉnh", "phố", "huyện", "xã", "phường", "trấn", "quận", "khu", "tỉnh ủy", "thành ủy"];

impl Spelling {
    /// Learns how a text spells.
    pub fn of(body: &[ProseBlock]) -> Spelling {
        let lines = body.iter().take(REACH).filter_map(|block| match block {
            ProseBlock::Line(line) => Some(line.text.as_str()),
            ProseBlock::Tasks(_) => None,
        });
        Spelling::learnt(lines)
    }

    /// Learns how bodies are spelled.
    fn of_names(directory: &Directory) -> Spelling {
        Spelling::learnt(directory.agencies().iter().map(|agency| agency.name.as_str()))
    }

    fn learnt<'a>(lines: impl Iterator<Item = &'a str>) -> Spelling {
        let mut pairs: HashMap<_, HashMap<String, usize>> = HashMap::new();
        for line in lines.filter(|line| line.chars().any(char::is_lowercase)) {
            let mut before = String::new();
            for word in line.split(' ') {
                let bare = word.trim_matches(EDGES);
                let folded = key(bare);
                if !before.is_empty() {
                    let spellings = pairs.entry((before, folded.clone())).or_default();
                    *spellings.entry(bare.to_string()).or_default() += 1;
                }
                before = folded;
            }
        }
        Spelling { pairs }
    }

    /// How a word is spelled behind another; the commonest, and of equals the one that sorts first,
    /// so that runs agree.
    fn pair(&self, before: &str, word: &str) -> Option<String> {
        let spellings = self.pairs.get(&(before.to_string(), word.to_string()))?;
        spellings
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
            .map(|(word, _)| word.clone())
    }

    /// A line in capitals, spelled as the text does and else in small letters; any other line as it
    /// stands.
    pub fn lowered(&self, text: &str) -> String {
        let text = text.trim();
        if text.chars().any(char::is_lowercase) {
            return text.to_string();
        }
        let mut words: Vec<String> = Vec::new();
        let mut before = String::new();
        for word in text.split(' ') {
            let bare = word.trim_matches(EDGES);
            let folded = key(bare);
            let known = self.pair(&before, &folded);
            let is_symbol = bare.contains(['/', '-']) && bare.len() > 3
                || parse_roman(bare).is_some()
                || bare.chars().any(|c| c.is_ascii_digit());
            let spelled = match known {
                // The case alone is learnt: "HÓA" does not become "hoá".
                Some(known) => cased(bare, &known),
                None if is_symbol => bare.to_string(),
                None => bare.to_lowercase(),
            };
            let shown = word.replacen(bare, &spelled, 1);
            words.push(if words.is_empty() { capital(&shown) } else { shown });
            before = folded;
        }
        words.join(" ")
    }
}

/// A word in the case of another spelling of it.
fn cased(word: &str, like: &str) -> String {
    let lower = word.to_lowercase();
    if lower == like.to_lowercase() {
        return like.to_string();
    }
    if like.starts_with(char::is_uppercase) { capital(&lower) } else { lower }
}

/// A name in capitals as it is spelled inside a text: "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH" → "Ủy ban nhân
/// dân tỉnh Hà Tĩnh".
pub fn spelled(name: &str) -> String {
    let name = single_line(name.trim_matches([' ', '.', ',', ':']));
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let directory = Directory::new(&name, None, OwnEntries::default());
    let names = Spelling::of_names(&directory);
    let given: Vec<&str> = name.split(' ').collect();
    let mut words: Vec<String> = Vec::new();
    let (mut is_place, mut before, mut at) = (false, String::new(), 0);
    while let Some(word) = given.get(at) {
        // What the directory knows of it, the longest first.
        let known = (at + 1..=given.len()).rev().find_map(|end| {
            let part = given.get(at..end)?.join(" ");
            let Found::Agency(index) = directory.find(&part) else { return None };
            let agency = directory.agencies().get(index)?;
            (key(&part) == key(&agency.name)).then(|| (agency.name.clone(), end))
        });
        if let Some((known, end)) = known.filter(|(known, _)| !is_place && known.contains(' ')) {
            is_place = PLACES.iter().any(|place| key(&known).ends_with(place));
            before = key(&known).rsplit(' ').next().unwrap_or_default().to_string();
            words.push(known);
            at = end;
            continue;
        }
        let lower = word.to_lowercase();
        let folded = key(word);
        let full = match lower.as_str() {
            "ubnd" => String::from("Ủy ban nhân dân"),
            "hđnd" => String::from("Hội đồng nhân dân"),
            "bch" => String::from("Ban Chấp hành"),
            _ if is_place || words.is_empty() => capital(&lower),
            _ if is_acronym(&lower) => word.to_string(),
            // "Đoàn TNCS Hồ Chí Minh"
            _ if words.last().is_some_and(|last| is_acronym(&last.to_lowercase())) => {
                capital(&lower)
            }
            _ => names.pair(&before, &folded).unwrap_or_else(|| lower.clone()),
        };
        let is_committee =
            lower == "ủy" && ["tỉnh", "thành", "huyện", "thị"].contains(&before.as_str());
        is_place |= is_committee || PLACES.contains(&lower.as_str());
        before = folded;
        words.push(full);
        at += 1;
    }
    words.join(" ")
}

/// "TNCS", "LHPN": a word without a vowel.
fn is_acronym(lower: &str) -> bool {
    lower.chars().count() > 1 && !lower.nfd().any(|c| "aeiouy".contains(c))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ProseLine;
    use crate::source::FileId;

    #[test]
    fn capitals_are_spelled_as_the_text_does() {
        let text =
            "Thực hiện Kế hoạch số 103-KH/TU của Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh, UBND tỉnh";
        let at = FileId::default().whole();
        let line = ProseLine { at, text: text.into(), columns: Vec::new(), stands_out: false };
        let spelling = Spelling::of(&[ProseBlock::Line(line)]);
        assert_eq!(
            spelling.lowered(
                "THỰC HIỆN KẾ HOẠCH SỐ 103-KH/TU CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH HÀ TĨNH NĂM 2026"
            ),
            "Thực hiện Kế hoạch số 103-KH/TU của Ban Chấp hành Đảng bộ tỉnh Hà Tĩnh năm 2026",
        );
        assert_eq!(spelling.lowered("Về việc"), "Về việc");
        assert_eq!((cased("HÓA", "hoá").as_str(), cased("ỦY", "Uỷ").as_str()), ("hóa", "Ủy"));
    }

    #[test]
    fn heads_are_spelled_as_names() {
        for (head, name) in [
            ("UBND TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
            ("SỞ CÔNG THƯƠNG", "Sở Công Thương"),
            ("ỦY BAN NHÂN DÂN XÃ BÌNH AN", "Ủy ban nhân dân xã Bình An"),
            ("SỞ Y TẾ TỈNH HÀ TĨNH", "Sở Y tế tỉnh Hà Tĩnh"),
            ("Sở Y tế", "Sở Y tế"),
            ("BỘ TRƯỞNG BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Bộ trưởng Bộ Tài nguyên và Môi trường"),
            ("ĐOÀN TNCS HỒ CHÍ MINH", "Đoàn TNCS Hồ Chí Minh"),
            ("THÀNH ỦY HẢI LONG", "Thành ủy Hải Long"),
            ("TỈNH ỦY HÀ TĨNH", "Tỉnh ủy Hà Tĩnh"),
            ("BAN CHẤP HÀNH ĐẢNG BỘ TỈNH", "Ban Chấp hành Đảng bộ tỉnh"),
        ] {
            assert_eq!(spelled(head), name);
        }
    }
}
