//! The data files of `seeds/agencies/`, built into the program.

use serde::Deserialize;

use super::CollectiveEntry;
use crate::embedded::AGENCIES;
use crate::model::{Agency, Life};
use crate::text::{key, parse_date};

/// One data file.
#[derive(Debug)]
pub struct DirectoryFile {
    /// The province that it applies to; all when absent.
    pub place: Option<String>,
    /// Its agencies.
    pub agencies: Vec<Agency>,
    /// Agencies of some provinces, each with the keys of their names.
    pub regional: Vec<(Vec<String>, Agency)>,
    /// Its collectives.
    pub collectives: Vec<CollectiveEntry>,
}

impl DirectoryFile {
    /// Its agencies in the place that a key names.
    pub fn agencies_of(&self, place: &str) -> impl Iterator<Item = &Agency> {
        let here = format!(" {place} ");
        let regional = self.regional.iter().filter(move |(places, _)| {
            places.iter().any(|name| here.contains(&format!(" {name} ")))
        });
        self.agencies.iter().chain(regional.map(|(_, agency)| agency))
    }

    /// Its agencies, of all provinces.
    pub fn all(&self) -> impl Iterator<Item = &Agency> {
        self.agencies.iter().chain(self.regional.iter().map(|(_, agency)| agency))
    }
}

/// Parses the built-in files, in the order of their names, which matrix columns follow. A file that does not parse is left out here and fails the test.
pub fn built_in() -> Vec<DirectoryFile> {
    AGENCIES.iter().filter_map(|(_, text)| parse(text).ok()).collect()
}

fn parse(text: &str) -> Result<DirectoryFile, serde_saphyr::Error> {
    let raw: RawFile = serde_saphyr::from_str(text)?;
    let (regional, general): (Vec<_>, Vec<_>) =
        raw.agencies.into_iter().partition(|agency| !agency.places.is_empty());
    let regional = regional
        .into_iter()
        .map(|agency| (agency.places.iter().map(|place| key(place)).collect(), agency.agency()));
    Ok(DirectoryFile {
        place: raw.place,
        agencies: general.into_iter().map(RawAgency::agency).collect(),
        regional: regional.collect(),
        collectives: raw.collectives.into_iter().map(RawCollective::entry).collect(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    place: Option<String>,
    #[serde(default)]
    agencies: Vec<RawAgency>,
    #[serde(default)]
    collectives: Vec<RawCollective>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAgency {
    id: String,
    name: String,
    short: String,
    kind: String,
    #[serde(default)]
    aliases: Vec<String>,
    from: Option<String>,
    until: Option<String>,
    #[serde(default)]
    successors: Vec<String>,
    /// The provinces that have it, by their names of its time; that of the file where none is named.
    #[serde(default)]
    places: Vec<String>,
    /// For whoever reads the data.
    #[serde(rename = "succession_note")]
    _succession_note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCollective {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
    #[serde(default)]
    open: bool,
    from: Option<String>,
    until: Option<String>,
}

impl RawAgency {
    fn agency(self) -> Agency {
        Agency {
            id: self.id,
            name: self.name,
            short: self.short,
            kind: self.kind,
            aliases: self.aliases,
            life: life(self.from, self.until),
            successors: self.successors,
            known: true,
        }
    }
}

impl RawCollective {
    fn entry(self) -> CollectiveEntry {
        CollectiveEntry {
            id: self.id,
            name: self.name,
            aliases: self.aliases,
            members: self.members,
            kinds: self.kinds,
            open: self.open,
            life: life(self.from, self.until),
        }
    }
}

fn life(from: Option<String>, until: Option<String>) -> Life {
    let day = |text: Option<String>| text.and_then(|text| parse_date(&text).ok());
    Life { from: day(from), until: day(until) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::nfc;

    #[test]
    fn the_built_in_files_parse_and_hold_together() {
        let mut ids = Vec::new();
        let mut successors = Vec::new();
        for (_, text) in AGENCIES {
            assert_eq!(*text, nfc(text), "data is NFC");
            let file = parse(text).expect("the data parses");
            let regional = file.regional.into_iter().map(|(_, agency)| agency);
            for agency in file.agencies.into_iter().chain(regional) {
                assert!(super::super::kind_of(&agency.kind).is_some(), "{}", agency.kind);
                successors.extend(agency.successors);
                ids.push(agency.id);
            }
        }
        for successor in successors {
            assert!(ids.contains(&successor), "{successor}");
        }
    }
}
