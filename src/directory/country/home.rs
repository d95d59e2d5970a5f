//! The words that name a document's place → its province, of today and of before.
//!
//! Invariant: a province that is named with its title goes before one that is named without.

use super::data::{BEFORE, Section, TODAY, reform};
use crate::directory::contains_words;
use crate::text::{Date, key};

/// The province of a document.
#[derive(Debug)]
pub struct Home {
    /// As it is today.
    pub today: Section,
    /// The provinces of before that the document may speak of, its own first.
    pub before: Vec<Section>,
    /// Whether the place is named as a province: "tỉnh Hà Tĩnh", not "Hà Tĩnh, ngày …" alone.
    pub is_named: bool,
}

/// The province that a place names, with "tỉnh" or "thành phố" before it rather than without.
pub fn home(place: &str, period: Option<(Date, Date)>) -> Option<Home> {
    let bare = |name: &str| {
        key(name).split_once(' ').map_or(String::new(), |(first, rest)| {
            rest.strip_prefix("phố ").filter(|_| first == "thành").unwrap_or(rest).to_string()
        })
    };
    let named = |with_title: bool| {
        // Of before as well: "tỉnh Nam Định" is one of three in the Ninh Bình of today.
        let sections = BEFORE.iter().chain(TODAY.iter()).filter(|section| {
            let name = if with_title { key(section.province) } else { bare(section.province) };
            contains_words(place, &name)
        });
        // The longest name: "Thừa Thiên Huế" before "Huế".
        sections.max_by_key(|section| section.province.len())
    };
    let (found, is_named) = match named(true) {
        Some(section) => (section, true),
        None => (named(false)?, false),
    };
    let today = *TODAY.iter().find(|section| section.province == found.today)?;
    let same = |section: &&Section| bare(section.province) == bare(found.province);
    let own: Vec<Section> = BEFORE.iter().filter(same).copied().collect();
    let is_before = period.zip(reform()).is_none_or(|((_, last), reform)| last < reform);
    let mut before = own.clone();
    if !is_before || own.is_empty() {
        let merged = BEFORE.iter().filter(|section| section.today == today.province);
        before.extend(merged.filter(|section| !same(section)).copied());
    }
    Some(Home { today, before, is_named })
}
