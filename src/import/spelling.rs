//! Lines in capitals → as they are spelled inside a text.
//!
//! Invariant: letters and their order stay; only their case changes.

use std::collections::HashMap;

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
const PLACES: &[&str] = &["tỉnh", "phố", "huyện", "xã", "phường", "trấn", "quận"];

impl Spelling {
    /// Learns how a text spells.
    pub fn of(body: &[ProseBlock]) -> Spelling {
        let mut pairs: HashMap<_, HashMap<String, usize>> = HashMap::new();
        for block in body.iter().take(REACH) {
            let ProseBlock::Line(line) = block else { continue };
            if !line.text.chars().any(char::is_lowercase) {
                continue;
            }
            let mut before = String::new();
            for word in line.text.split(' ') {
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
            let known = self.pairs.get(&(before.clone(), folded.clone()));
            // The commonest, and of equals the one that sorts first, so that runs agree.
            let known = known.and_then(|spellings| {
                spellings
                    .iter()
                    .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
                    .map(|(word, _)| word)
            });
            let is_symbol = bare.contains(['/', '-']) && bare.len() > 3
                || parse_roman(bare).is_some()
                || bare.chars().any(|c| c.is_ascii_digit());
            let spelled = match known {
                Some(known) => known.clone(),
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

/// A name in capitals as it is spelled inside a text: "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH" → "Ủy ban nhân
/// dân tỉnh Hà Tĩnh".
pub fn spelled(name: &str) -> String {
    let name = single_line(name.trim_matches([' ', '.', ',', ':']));
    if name.chars().any(char::is_lowercase) {
        return name;
    }
    let directory = Directory::new(&name, None, OwnEntries::default());
    let mut words: Vec<String> = Vec::new();
    // What the directory knows of it, and the place behind.
    if let Found::Agency(index) = directory.find(&name)
        && let Some(agency) = directory.agencies().get(index)
        && key(&name).starts_with(&key(&agency.name))
    {
        words.push(agency.name.clone());
    }
    let known = words.first().map_or(0, |name| key(name).split(' ').count());
    let mut is_place =
        words.first().is_some_and(|name| PLACES.iter().any(|place| name.ends_with(place)));
    let mut passed = 0;
    for word in name.split(' ') {
        // "UBND" stands for four words.
        passed += key(word).split(' ').count();
        if passed <= known {
            continue;
        }
        let lower = word.to_lowercase();
        let full = match lower.as_str() {
            "ubnd" => String::from("Ủy ban nhân dân"),
            "hđnd" => String::from("Hội đồng nhân dân"),
            _ if words.is_empty() || is_place => capital(&lower),
            _ => lower.clone(),
        };
        is_place |= PLACES.contains(&lower.as_str());
        words.push(full);
    }
    words.join(" ")
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
    }

    #[test]
    fn heads_are_spelled_as_names() {
        for (head, name) in [
            ("UBND TỈNH HÀ TĨNH", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
            ("SỞ CÔNG THƯƠNG", "Sở Công Thương"),
            ("ỦY BAN NHÂN DÂN XÃ BÌNH AN", "Ủy ban nhân dân xã Bình An"),
            ("SỞ Y TẾ TỈNH HÀ TĨNH", "Sở Y tế tỉnh Hà Tĩnh"),
            ("Sở Y tế", "Sở Y tế"),
        ] {
            assert_eq!(spelled(head), name);
        }
    }
}
