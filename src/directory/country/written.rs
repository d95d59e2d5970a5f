//! The key of a name → the body, the title and the words of the commune that it may name.
//!
//! Invariant: knows how communes and districts are written, not which there are.

use super::bodies::heads;
use super::data::{TITLES, Title};
use crate::text::key;

/// A commune's name as it may be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'a> {
    /// The body's place in the list of bodies.
    pub body: usize,
    /// The title.
    pub title: Title,
    /// The name, and what follows it.
    pub words: &'a str,
}

/// Every way to understand a name as a body of a commune.
pub fn readings(folded: &str) -> impl Iterator<Item = Written<'_>> {
    heads(folded).flat_map(|(body, rest)| {
        TITLES.iter().filter_map(move |(title, word, letters)| {
            let behind = |head: &str| rest.strip_prefix(head)?.strip_prefix(' ');
            let words = behind(word).or_else(|| behind(&letters.trim_end().to_lowercase()))?;
            Some(Written { body, title: *title, words })
        })
    })
}

/// Whether a name begins as that of a commune does.
pub fn is_commune(folded: &str) -> bool {
    readings(folded).next().is_some()
}

/// The key of a commune's name: "Phường 01" and "Phường 1" are one.
pub fn commune_key(title: Title, name: &str) -> String {
    let digits = name.trim_start_matches('0');
    let is_number = !digits.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    format!("{} {}", title.word(), if is_number { digits } else { name })
}

/// Letters that stand for the title of a district.
const DISTRICTS: &[(&str, &str)] =
    &[("h", "huyện"), ("tx", "thị xã"), ("tp", "thành phố"), ("q", "quận")];

/// "H. Can Lộc", "UBND TX Hồng Lĩnh" with the district's title written out; `None` without such letters.
pub fn district_in_full(folded: &str) -> Option<String> {
    let committee = key("Ủy ban nhân dân");
    let name = folded.strip_prefix(&committee).map_or(folded, str::trim_start);
    let (letters, rest) = name.split_once(' ')?;
    let (_, title) = DISTRICTS.iter().find(|(known, _)| *known == letters)?;
    Some(format!("{committee} {title} {rest}"))
}

/// The letters before a district's name in a narrow column: "H. Can Lộc".
pub fn short_district(district: &str) -> String {
    let short = DISTRICTS.iter().find_map(|(letters, title)| {
        let head = district.get(..title.len())?;
        let rest = district.get(title.len()..)?.strip_prefix(' ')?;
        (head.to_lowercase() == *title).then(|| {
            let mut letters = letters.to_uppercase();
            letters.push_str(". ");
            letters + rest
        })
    });
    short.unwrap_or_else(|| district.to_string())
}

/// Words behind a district that is no more: "huyện Vụ Bản cũ".
const FORMER: &[&str] = &[" cũ", " trước đây", " trước sắp xếp"];

/// Whether words behind a commune's name say where it lies: nothing, its district, its province, or
/// both, each with its title, the letters for it, or bare.
pub fn says_where(words: &str, district: Option<&str>, province: &str) -> bool {
    let rest = ["thuộc ", "của ", "ở "].iter().find_map(|word| words.strip_prefix(word));
    let rest = rest.unwrap_or(words);
    let rest = FORMER.iter().find_map(|word| rest.strip_suffix(word)).unwrap_or(rest);
    let behind_district = district
        .and_then(|district| places(district).into_iter().find_map(|place| without(rest, &place)));
    let behind = behind_district.unwrap_or(rest);
    behind.is_empty() || places(province).iter().any(|place| behind == place)
}

/// The keys under which a place is written: with its title, with letters for it, bare.
fn places(name: &str) -> Vec<String> {
    let full = key(name);
    let titles = DISTRICTS.iter().chain(&[("t", "tỉnh")]);
    let mut places: Vec<String> = titles
        .filter_map(|(letters, title)| {
            let bare = full.strip_prefix(title)?.strip_prefix(' ')?;
            Some([format!("{letters} {bare}"), bare.to_string()])
        })
        .flatten()
        .collect();
    places.insert(0, full);
    places
}

fn without<'a>(words: &'a str, place: &str) -> Option<&'a str> {
    let rest = words.strip_prefix(place)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(' ') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_read_in_every_usual_writing() {
        let read = |text: &str| {
            let folded = key(text);
            readings(&folded).next().map(|one| (one.body, one.title, one.words.to_string()))
        };
        let ward = |words: &str| Some((0, Title::Phuong, words.to_string()));
        assert_eq!(read("UBND phường Thành Sen"), ward("thành sen"));
        assert_eq!(read("P. Thành Sen"), ward("thành sen"));
        assert_eq!(read("Phường Thành Sen"), ward("thành sen"));
        assert_eq!(read("TT. Nghèn").map(|one| one.1), Some(Title::ThiTran));
        assert_eq!(read("Đặc khu Côn Đảo").map(|one| one.1), Some(Title::DacKhu));
        assert_eq!(read("Sở Xây dựng"), None);
    }

    #[test]
    fn what_follows_a_name_says_where_it_lies() {
        let says = |words: &str| says_where(&key(words), Some("Huyện Ba Vì"), "Thành phố Hà Nội");
        for words in [
            "",
            "huyện Ba Vì",
            "H. Ba Vì",
            "(Ba Vì)",
            "thuộc huyện Ba Vì, TP Hà Nội",
            "(H. Ba Vì cũ)",
        ] {
            assert!(says(words), "{words}");
        }
        for words in ["huyện Sóc Sơn", "tỉnh Hà Nam", "và huyện Ba Vì"] {
            assert!(!says(words), "{words}");
        }
    }

    #[test]
    fn districts_are_written_short_and_in_full() {
        assert_eq!(district_in_full(&key("UBND H. Can Lộc")), Some(key("UBND huyện Can Lộc")));
        assert_eq!(district_in_full(&key("Sở Y tế")), None);
        assert_eq!(short_district("Thị xã Hồng Lĩnh"), "TX. Hồng Lĩnh");
    }
}
