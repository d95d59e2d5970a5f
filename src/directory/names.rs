//! Every way of writing a name → the agency or collective it means.

use std::collections::HashMap;

use super::CollectiveEntry;
use crate::model::{Agency, Life};
use crate::text::{Date, acronym_key, key};

/// Who a name means, as indices of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One agency.
    Agency(usize),
    /// A collective.
    Collective(usize),
    /// Nobody that the directory knows.
    Nobody,
}

/// The index of names.
#[derive(Debug)]
pub struct Names {
    whole: HashMap<String, Found>,
    /// Names without the province at their end.
    stems: HashMap<String, Found>,
    /// Letters alone: "LĐTBXH", "LĐ-TB&XH".
    acronyms: HashMap<String, Found>,
    /// Phrases without "các" and "và".
    phrases: HashMap<String, Found>,
    /// Ends that a name may carry: "tỉnh hà tĩnh", "hà tĩnh", "tỉnh".
    tails: Vec<String>,
}

impl Names {
    /// Indexes all names. Where two bodies share one, the one that exists in `period` has it,
    /// else the first.
    pub fn index(
        agencies: &[Agency],
        collectives: &[CollectiveEntry],
        place: &str,
        period: Option<(Date, Date)>,
    ) -> Names {
        let mut names = Names {
            whole: HashMap::new(),
            stems: HashMap::new(),
            acronyms: HashMap::new(),
            phrases: HashMap::new(),
            tails: tails(place),
        };
        let exists = |life: &Life| period.is_none_or(|(first, last)| life.meets(first, last));
        // Those that exist come first, and the first keeps the name.
        for alive in [true, false] {
            for (index, each) in agencies.iter().enumerate() {
                if exists(&each.life) == alive {
                    names.add(&each.name, &each.aliases, &each.short, Found::Agency(index));
                }
            }
            for (index, each) in collectives.iter().enumerate() {
                if exists(&each.life) == alive {
                    names.add(&each.name, &each.aliases, "", Found::Collective(index));
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, aliases: &[String], short: &str, found: Found) {
        let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
        for text in all.chain((!short.is_empty()).then_some(short)) {
            let folded = key(text);
            self.acronyms.entry(acronym_key(text)).or_insert(found);
            if let Found::Collective(_) = found {
                let stem = self.stem(&folded).unwrap_or(&folded);
                self.phrases.entry(phrase_key(stem)).or_insert(found);
            }
            // "Công an tỉnh Hà Tĩnh" means "Công an tỉnh": both lead to the same stem.
            if let Some(stem) = self.stem(&folded).map(str::to_string) {
                self.stems.entry(stem).or_insert(found);
            }
            self.whole.entry(folded).or_insert(found);
        }
    }

    /// Who a name means.
    pub fn find(&self, name: &str) -> Found {
        let folded = key(name);
        if folded.is_empty() {
            return Found::Nobody;
        }
        let stem = self.stem(&folded).unwrap_or(&folded);
        let found = self.whole.get(&folded).or_else(|| self.whole.get(stem));
        let found = found.or_else(|| self.stems.get(stem));
        let found = found.or_else(|| self.acronyms.get(&acronym_key(name)));
        let found = found.or_else(|| self.phrases.get(&phrase_key(stem)));
        found.copied().unwrap_or(Found::Nobody)
    }

    /// A name of two words or more without the province at its end.
    fn stem<'a>(&self, folded: &'a str) -> Option<&'a str> {
        let cut = |tail: &String| folded.strip_suffix(tail.as_str())?.strip_suffix(' ');
        self.tails.iter().find_map(cut).filter(|stem| stem.contains(' '))
    }
}

fn tails(place: &str) -> Vec<String> {
    // The longest first, so that "tỉnh Hà Tĩnh" goes as a whole. The capital town of a province
    // bears its name too ("UBND thành phố Hà Tĩnh"), so "thành phố" is cut for a city alone.
    let (before, name) = match (place.rsplit_once("tỉnh "), place.rsplit_once("thành phố ")) {
        (Some((_, name)), _) => ("tỉnh", name),
        (None, Some((_, name))) => ("thành phố", name),
        (None, None) => ("tỉnh", place),
    };
    let mut tails = vec![String::from("tỉnh")];
    if !name.is_empty() {
        tails.splice(0..0, [format!("{before} {name}"), name.to_string()]);
    }
    tails
}

/// A phrase without the words that offices put in or leave out.
fn phrase_key(folded: &str) -> String {
    let words = folded.split(' ').filter(|word| !matches!(*word, "các" | "và" | "có" | "những"));
    words.collect::<Vec<_>>().join(" ")
}
