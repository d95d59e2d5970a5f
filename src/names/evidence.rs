//! Words → how much of them are names, so that a column of bodies can be told from a column of
//! text.
//!
//! Invariant: only whether words can be names is asked, of the directory that every document has
//! and of the way names are built. Whom a name means is not asked.

use super::cell::{Role, cell};
use super::known::Bodies;
use super::subjects::EVERYWHERE;
use crate::directory::Found;
use crate::text::words::tokens;

/// How much of a text is names of bodies, persons and posts: from 0, none of it, to 1, nothing but
/// names and what separates them. A text of more than `LONGEST` letters is a sentence: 0.
pub fn evidence(text: &str) -> f64 {
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return 0.0;
    }
    let bodies = Bodies::new(&EVERYWHERE, &[]);
    let (mut named, mut all) = (0_usize, 0_usize);
    for name in bodies.split(text) {
        let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
        let words = tokens(&name, LONGEST);
        let is_built = || {
            bodies.begins(&name, &words, 0) && bodies.all(&name, &words, 0, words.len()).is_some()
        };
        let is_name = bodies.is_known(&name) || is_built();
        all += letters;
        named += if is_name { letters } else { 0 };
    }
    if all == 0 { 0.0 } else { named as f64 / all as f64 }
}

/// Whether words are the name of a body that every document may name.
pub fn is_known(text: &str) -> bool {
    EVERYWHERE.find(text) != Found::Nobody
}

/// The names of a text that says nothing but what bodies do, each with its role; none where a word is left
/// over or a name has no role.
pub fn roles(text: &str) -> Vec<(Role, String)> {
    if text.chars().take(LONGEST + 1).count() > LONGEST {
        return Vec::new();
    }
    let found = cell(text, &Bodies::new(&EVERYWHERE, &[]));
    let is_all = found.rest.is_empty() && found.names.iter().all(|named| named.role.is_some());
    let names = found.names.into_iter().filter(|_| is_all);
    names.filter_map(|named| Some((named.role?, named.text))).collect()
}

/// Letters of the longest cell that may be a list of names.
pub const LONGEST: usize = 1500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_names_are_told_from_others() {
        for text in [
            "Sở Tài chính",
            "Sở Y tế, Sở Nội vụ",
            "UBND các huyện, thị xã, thành phố",
            "Các sở, ban, ngành",
            "Phòng Tổ chức - Hành chính\nTrung tâm Y tế",
        ] {
            assert!(evidence(text) > 0.8, "{text}: {}", evidence(text));
        }
        for text in ["40%", "Quý II/2026", "Rà soát, sửa đổi quy chế", "", "12", "Báo cáo"]
        {
            assert!(evidence(text) < 0.3, "{text}: {}", evidence(text));
        }
    }
}
