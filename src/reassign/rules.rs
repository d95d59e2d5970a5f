//! The files of `seeds/agencies/chuyen-giao/`, and a user's own → who took the work of bodies that ended.
//!
//! Invariant: what a file does not say is not known here; a user's rules stand before the built-in ones.

use std::sync::LazyLock;

use anyhow::Context;
use serde::Deserialize;

use crate::embedded::TRANSFERS;
use crate::text::{Date, parse_date};

/// Who took over, body by body.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Of single bodies.
    #[serde(default)]
    pub bodies: Vec<BodyRules>,
    /// Of phrases that stand for several.
    #[serde(default)]
    pub phrases: Vec<PhraseRule>,
}

/// Where the work of one body went.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyRules {
    /// Its id in the directory, or its name.
    pub from: String,
    /// By the words of a task.
    #[serde(default)]
    pub moves: Vec<Move>,
    /// What no words decide; nothing where only words may decide.
    pub rest: Option<Move>,
    /// Words that several successors share: they decide nothing, and leave nothing to `rest`.
    #[serde(default)]
    pub asks: Vec<String>,
}

/// One successor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Its id in the directory, or its name.
    pub to: String,
    /// The work, in the words of a clerk.
    #[serde(default)]
    pub what: String,
    /// The decree and its article.
    pub basis: String,
    /// Words of a task by which the work is known; a move without words is that of its places.
    #[serde(default)]
    pub words: Vec<String>,
    /// Provinces in which it holds; all where none is named.
    #[serde(default)]
    pub places: Vec<String>,
    /// The first day on which it is known to hold.
    #[serde(default, deserialize_with = "day")]
    pub since: Option<Date>,
}

/// What a phrase became.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseRule {
    /// Ids of collectives, or phrases.
    pub from: Vec<String>,
    /// The phrase of today.
    pub to: String,
    /// The law and its article.
    pub basis: String,
    /// Not where the phrase says one of these.
    #[serde(default)]
    pub unless: Vec<String>,
    /// The day on which the phrase fell out of use.
    #[serde(default, deserialize_with = "day")]
    pub since: Option<Date>,
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let Some(text) = text else { return Ok(None) };
    let date = parse_date(&text);
    date.map(Some).map_err(|_| serde::de::Error::custom(format!("“{text}” không phải là ngày")))
}

/// The rules that the program carries. A file that does not parse is left out here and fails the test.
static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules = Rules::default();
    for (_, text) in TRANSFERS {
        if let Ok(file) = serde_saphyr::from_str::<Rules>(text) {
            rules.add(file);
        }
    }
    rules
});

impl Rules {
    /// The program's own.
    pub fn built_in() -> Rules {
        BUILT_IN.clone()
    }

    /// A user's own before the program's.
    ///
    /// # Errors
    /// A text that is no file of rules, with line and column.
    pub fn with_own(text: &str, name: &str) -> anyhow::Result<Rules> {
        let own: Result<Rules, _> = serde_saphyr::from_str(text);
        let mut rules = own.with_context(|| format!("không hiểu tệp quy tắc {name}"))?;
        rules.add(Rules::built_in());
        Ok(rules)
    }

    fn add(&mut self, other: Rules) {
        self.bodies.extend(other.bodies);
        self.phrases.extend(other.phrases);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{Directory, Found, OwnEntries};

    #[test]
    fn the_built_in_files_parse_and_name_known_bodies_and_their_basis() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let other = Directory::new("Thanh Hóa", None, OwnEntries::default());
        let of_place = |id: &str, place: &String| {
            Directory::new(place, None, OwnEntries::default()).by_id(id).is_some()
        };
        let knows = |id: &str| directory.by_id(id).is_some() || other.by_id(id).is_some();
        for (name, text) in TRANSFERS {
            let file: Rules =
                serde_saphyr::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}"));
            for body in &file.bodies {
                assert!(knows(&body.from), "{}", body.from);
                for one in body.moves.iter().chain(&body.rest) {
                    let is_there = one.places.iter().all(|place| of_place(&one.to, place));
                    let is_known = if one.places.is_empty() { knows(&one.to) } else { is_there };
                    assert!(is_known, "{}", one.to);
                    assert!(!one.basis.is_empty() && !one.what.is_empty(), "{one:?}");
                    assert!(!one.words.is_empty() || !one.places.is_empty() || body.rest.is_some());
                }
            }
            for phrase in &file.phrases {
                assert!(
                    matches!(directory.find(&phrase.to), Found::Collective(_)),
                    "{}",
                    phrase.to
                );
            }
        }
        assert!(!Rules::built_in().bodies.is_empty());
    }

    #[test]
    fn a_file_that_is_none_is_refused_with_its_place() {
        let error = Rules::with_own("bodies:\n  - fron: so-y-te\n", "q.yaml").err();
        let error = error.map(|error| format!("{error:#}")).unwrap_or_default();
        assert!(error.contains("q.yaml") && error.contains("fron"), "{error}");
    }
}
