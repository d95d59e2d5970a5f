//! Every way of writing a name → the agency or collective it means.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::CollectiveEntry;
use super::country::CommuneBody;
use crate::model::{Agency, Life};
use crate::text::{Date, acronym_key, key};

/// Who a name means, as indices of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One agency.
    Agency(usize),
    /// A collective.
    Collective(usize),
    /// A body of a commune of the document's province, which the directory builds when asked.
    Commune(CommuneBody),
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
        let exists = |life: &Life| life.exists_in(period);
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
            let Forms { folded, acronym } = forms(text);
            self.acronyms.entry(acronym).or_insert(found);
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

/// The keys of a name.
#[derive(Debug, Clone)]
pub struct Forms {
    /// [`key`].
    pub folded: String,
    /// [`acronym_key`].
    pub acronym: String,
}

impl Forms {
    fn of(text: &str) -> Forms {
        Forms { folded: key(text), acronym: acronym_key(text) }
    }
}

/// The keys of every name in the built-in data: they cost more than all else here, and do not
/// depend on the document.
static BUILT_IN: LazyLock<HashMap<&'static str, Forms>> = LazyLock::new(|| {
    let files = super::FILES.iter();
    let agencies = files.clone().flat_map(super::data::DirectoryFile::all);
    let agencies =
        agencies.flat_map(|each| [&each.name, &each.short].into_iter().chain(&each.aliases));
    let collectives = files.flat_map(|file| &file.collectives);
    let collectives = collectives.flat_map(|each| std::iter::once(&each.name).chain(&each.aliases));
    agencies.chain(collectives).map(|text| (text.as_str(), Forms::of(text))).collect()
});

/// The keys of a name, looked up where the built-in data has it.
pub fn forms(text: &str) -> Forms {
    BUILT_IN.get(text).cloned().unwrap_or_else(|| Forms::of(text))
}

/// Computes the keys of the built-in names if that has not been done yet.
pub fn warm_up() {
    LazyLock::force(&BUILT_IN);
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
