//! The register of agencies and collectives: who a name means, and who exists on a day.
//!
//! Data lives in `seeds/agencies/`; a source may add its own, which come first.
//! Invariant: this module does not know tasks, and its order is the order of the data.
//!
//! # Where to change
//!
//! How a name is matched, with its province and its initials: `names`. What the data files may
//! say: `data`. Communes and districts: `country`.

mod country;
mod data;
mod names;

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use crate::model::{Agency, Life};
use crate::text::{Date, Neighbours, key};
pub use country::CommuneBody;
use country::Territory;
pub use names::Found;
use names::Names;

/// A collective before its members are looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CollectiveEntry {
    /// Stable, ASCII.
    pub id: String,
    /// The phrase.
    pub name: String,
    /// Other wordings.
    pub aliases: Vec<String>,
    /// Members by id or name.
    pub members: Vec<String>,
    /// Members by kind of body.
    pub kinds: Vec<String>,
    /// No declared members.
    pub open: bool,
    /// When the phrase is in use.
    pub life: Life,
}

/// Agencies and collectives that apply to one document.
#[derive(Debug)]
pub struct Directory {
    agencies: Vec<Agency>,
    collectives: Vec<CollectiveEntry>,
    ids: HashMap<String, usize>,
    names: Names,
    period: Option<(Date, Date)>,
    territory: Territory,
    /// Those that exist, for names that are near one; folded when the first is asked for.
    neighbours: OnceLock<Neighbours<String>>,
}

/// Kinds of bodies that the data may name, with the words that a clerk may use.
pub const KINDS: &[(&str, &[&str])] = &[
    ("so", &["Sở"]),
    ("ban-nganh", &["Ban, ngành", "Ban ngành cấp tỉnh"]),
    ("nganh-doc", &["Ngành dọc", "Cơ quan trung ương trên địa bàn"]),
    ("su-nghiep", &["Đơn vị sự nghiệp", "Sự nghiệp"]),
    ("doan-the", &["Đoàn thể", "Tổ chức chính trị - xã hội"]),
    ("dang", &["Cơ quan Đảng", "Đảng"]),
    ("huyen", &["Cấp huyện", "Huyện", "Thị xã", "Thành phố"]),
    ("xa", &["Cấp xã", "Xã", "Phường"]),
    ("doanh-nghiep", &["Doanh nghiệp"]),
    ("hoi", &["Hội, hiệp hội", "Hội"]),
    ("bo", &["Bộ, ngành trung ương", "Bộ"]),
    ("khac", &["Khác"]),
];

/// The kind that a word means.
pub fn kind_of(word: &str) -> Option<&'static str> {
    let wanted = key(word);
    let matches = |(id, names): &&(&str, &[&str])| {
        *id == word || names.iter().any(|name| key(name) == wanted)
    };
    KINDS.iter().find(matches).map(|(id, _)| *id)
}

/// Agencies and collectives of a source itself.
#[derive(Debug, Default)]
pub struct OwnEntries {
    /// Its agencies, in its order.
    pub agencies: Vec<Agency>,
    /// Its collectives.
    pub collectives: Vec<CollectiveEntry>,
}

static FILES: LazyLock<Vec<data::DirectoryFile>> = LazyLock::new(data::built_in);

/// Parses the built-in data if that has not been done yet; [`Directory::new`] does it otherwise.
pub fn warm_up() {
    names::warm_up();
}

/// The latest day on which, as the built-in data knows, a body began or ceased.
pub fn latest_change() -> Option<Date> {
    let lives = FILES.iter().flat_map(data::DirectoryFile::all).map(|agency| &agency.life);
    lives.flat_map(|life| [life.from, life.until]).flatten().max()
}

impl Directory {
    /// The directory for a document of `place` (any text that names the province) in `period`
    /// (the days on which it may be issued), with the source's own entries before all others.
    ///
    /// An entry of a place replaces the general one of the same id or name; the source's own
    /// replaces both, in the place of the one it replaces.
    pub fn new(place: &str, period: Option<(Date, Date)>, own: OwnEntries) -> Directory {
        let place = key(place);
        let applies = |file: &&data::DirectoryFile| {
            file.place.as_ref().is_none_or(|name| contains_words(&place, &key(name)))
        };
        let mut collectives: Vec<CollectiveEntry> = Vec::new();
        // General files are laid first, so that a place can replace; the order of columns is
        // then the order of the data files, whichever layer an entry came from.
        let (places, general): (Vec<_>, Vec<_>) = FILES
            .iter()
            .enumerate()
            .filter(|(_, file)| applies(file))
            .partition(|(_, file)| file.place.is_some());
        let mut ranked: Vec<Ranked> = Vec::new();
        for (rank, file) in general.into_iter().chain(places) {
            for agency in file.agencies_of(&place) {
                let new = Ranked::new(rank, agency.clone());
                match ranked.iter_mut().find(|known| known.is_same(&new)) {
                    Some(slot) => *slot = new,
                    None => ranked.push(new),
                }
            }
            collectives.extend(file.collectives.iter().cloned());
        }
        ranked.sort_by_key(|each| each.rank);
        let known_files = FILES.len();
        let territory = Territory::new(&place, period);
        let members = own.collectives.iter().flat_map(|each| &each.members);
        let named = members.filter_map(|member| territory.agency(territory.find(&key(member))?));
        for agency in territory.districts().into_iter().chain(named) {
            let new = Ranked::new(known_files, agency);
            if !ranked.iter().any(|known| known.is_same(&new)) {
                ranked.push(new);
            }
        }
        for agency in own.agencies {
            let new = Ranked::new(known_files, agency);
            match ranked.iter_mut().find(|known| known.is_same(&new)) {
                Some(known) => known.agency = merge(&known.agency, new.agency),
                None => ranked.push(new),
            }
        }
        let agencies: Vec<Agency> = ranked.into_iter().map(|each| each.agency).collect();
        let own_names: Vec<String> = own.collectives.iter().map(|each| key(&each.name)).collect();
        collectives.retain(|each| !own_names.contains(&key(&each.name)));
        let collectives: Vec<_> = own.collectives.into_iter().chain(collectives).collect();
        let names = Names::index(&agencies, &collectives, &place, period);
        let ids = agencies.iter().enumerate().map(|(index, each)| (each.id.clone(), index));
        let ids = ids.collect();
        Directory {
            agencies,
            collectives,
            ids,
            names,
            period,
            territory,
            neighbours: OnceLock::new(),
        }
    }

    /// Who a name means.
    pub fn find(&self, name: &str) -> Found {
        let found = self.names.find(name);
        if found != Found::Nobody {
            return found;
        }
        let folded = key(name);
        if let Some(commune) = self.territory.find(&folded) {
            return Found::Commune(commune);
        }
        country::district_in_full(&folded).map_or(found, |full| self.names.find(&full))
    }

    /// The body of a commune as an agency; those named in a document alone are built.
    pub fn commune(&self, body: CommuneBody) -> Option<Agency> {
        self.territory.agency(body)
    }

    /// The names in full of the communes that a name may mean, where there are several.
    pub fn several(&self, name: &str) -> Vec<String> {
        self.territory.several(&key(name))
    }

    /// Those of them that no longer are on a day; none where one of them is.
    pub fn several_ended(&self, name: &str, day: Date) -> Vec<String> {
        self.territory.several_ended(&key(name), day)
    }

    /// The ground of a district that ended: its communes of before by name, with the committees of
    /// today on their ground, that which took most of it first.
    pub fn ground(&self, district: &Agency) -> Vec<(String, Vec<String>)> {
        self.territory.ground(&district.id)
    }

    /// The document's own province where it was merged or renamed: "Tỉnh Nam Định", "Tỉnh Ninh Bình".
    pub fn merged_province(&self) -> Option<(&'static str, &'static str)> {
        self.territory.merged()
    }

    /// The provinces that have a commune of this name where the document's own has none; three at
    /// most.
    pub fn elsewhere(&self, name: &str) -> Vec<&'static str> {
        self.territory.elsewhere(&key(name))
    }

    /// The committees of the communes of the document's province, those that exist.
    pub fn committees(&self) -> Vec<Agency> {
        self.territory.committees()
    }

    /// Known names near an unknown one, best first.
    pub fn near(&self, name: &str) -> Vec<String> {
        if country::is_commune(&key(name)) {
            return self.territory.near(name);
        }
        let neighbours = self.neighbours.get_or_init(|| {
            let exists = |life: &Life| self.exists(life);
            let agencies = self.agencies.iter().filter(|each| exists(&each.life));
            let collectives = self.collectives.iter().filter(|each| exists(&each.life));
            let known = agencies.map(|each| each.name.clone());
            Neighbours::new(known.chain(collectives.map(|each| each.name.clone())))
        });
        neighbours.nearest(name)
    }

    /// Every agency, in the order of the data.
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// Every collective.
    pub fn collectives(&self) -> &[CollectiveEntry] {
        &self.collectives
    }

    /// The agency of an id.
    pub fn by_id(&self, id: &str) -> Option<&Agency> {
        self.ids.get(id).map(|index| &self.agencies[*index])
    }

    /// The members of a collective, as indices of [`Directory::agencies`], in their order.
    pub fn members(&self, collective: &CollectiveEntry) -> Vec<usize> {
        let named: Vec<usize> = collective
            .members
            .iter()
            .filter_map(|member| match self.ids.get(member) {
                Some(index) => Some(*index),
                None => match self.find(member) {
                    Found::Agency(index) => Some(index),
                    _ => None,
                },
            })
            .collect();
        let belong = |alive: bool| -> Vec<usize> {
            let of_kind = |agency: &Agency| {
                collective.kinds.contains(&agency.kind) && (!alive || self.exists(&agency.life))
            };
            let all = self.agencies.iter().enumerate();
            let belonging = all.filter(|(index, agency)| named.contains(index) || of_kind(agency));
            belonging.map(|(index, _)| index).collect()
        };
        let members = belong(true);
        // An undated text that speaks of districts is of their time.
        if members.is_empty() && self.period.is_none() { belong(false) } else { members }
    }

    /// Whether a body exists on the days on which the document may be issued; where no day is
    /// known, whether it has not ceased.
    pub fn exists(&self, life: &Life) -> bool {
        life.exists_in(self.period)
    }
}

/// Whether `words` stands in `text` as whole words.
fn contains_words(text: &str, words: &str) -> bool {
    format!(" {text} ").contains(&format!(" {words} "))
}

/// An agency while layers are laid over each other.
struct Ranked {
    /// The data file it came from, by its place in the order.
    rank: usize,
    name_key: String,
    agency: Agency,
}

impl Ranked {
    fn new(rank: usize, agency: Agency) -> Self {
        Ranked { rank, name_key: names::forms(&agency.name).folded, agency }
    }

    /// The same id, or the same name at the same time.
    fn is_same(&self, other: &Ranked) -> bool {
        let before =
            |a: &Life, b: &Life| a.until.is_none_or(|end| b.from.is_none_or(|from| from < end));
        let (mine, theirs) = (&self.agency.life, &other.agency.life);
        self.agency.id == other.agency.id
            || (self.name_key == other.name_key && before(mine, theirs) && before(theirs, mine))
    }
}

/// What a source says of a known agency goes before what the directory says.
fn merge(known: &Agency, own: Agency) -> Agency {
    let mut aliases = own.aliases;
    aliases.extend(known.aliases.iter().cloned());
    aliases.push(known.name.clone());
    let said = |text: String, before: &str| if text.is_empty() { before.to_string() } else { text };
    Agency {
        short: said(own.short, &known.short),
        kind: said(own.kind, &known.kind),
        life: if own.life == Life::default() { known.life } else { own.life },
        successors: if own.successors.is_empty() {
            known.successors.clone()
        } else {
            own.successors
        },
        aliases,
        ..Agency { id: own.id, name: own.name, ..known.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ha_tinh(year: i16) -> Directory {
        let day = |month, date| Date::new(year, month, date).ok();
        Directory::new("Hà Tĩnh", day(1, 1).zip(day(12, 31)), OwnEntries::default())
    }

    fn name_of(directory: &Directory, text: &str) -> String {
        match directory.find(text) {
            Found::Agency(index) => directory.agencies()[index].id.clone(),
            Found::Collective(index) => directory.collectives()[index].id.clone(),
            Found::Commune(_) | Found::Nobody => String::from("-"),
        }
    }

    #[test]
    fn names_are_found_in_every_usual_writing() {
        let directory = ha_tinh(2024);
        let cases = [
            ("Sở Công Thương", "so-cong-thuong"),
            ("SỞ CÔNG THƯƠNG TỈNH HÀ TĨNH", "so-cong-thuong"),
            ("Sở KH&ĐT", "so-ke-hoach-va-dau-tu"),
            ("Sở LĐ-TB&XH", "so-lao-dong-thuong-binh-va-xa-hoi"),
            ("Sở Văn hóa - Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich"),
            ("Uỷ ban nhân dân huyện Can Lộc", "ubnd-huyen-can-loc"),
            ("UBND huyện Can Lộc", "ubnd-huyen-can-loc"),
            ("Công an tỉnh", "cong-an-tinh"),
            ("Các Sở, ban, ngành", "cac-so-ban-nganh"),
            ("Viện Vật lý hạt nhân", "-"),
        ];
        for (text, id) in cases {
            assert_eq!(name_of(&directory, text), id, "{text}");
        }
    }

    #[test]
    fn a_place_brings_its_own_bodies_only_there() {
        assert_eq!(name_of(&ha_tinh(2024), "UBND huyện Thọ Xuân"), "-");
        let thanh_hoa = Directory::new("tỉnh Thanh Hóa", None, OwnEntries::default());
        assert_eq!(name_of(&thanh_hoa, "UBND huyện Thọ Xuân"), "ubnd-huyen-tho-xuan");
    }

    #[test]
    fn members_follow_the_day() {
        let count = |year, phrase: &str| {
            let directory = ha_tinh(year);
            match directory.find(phrase) {
                Found::Collective(index) => {
                    directory.members(&directory.collectives()[index]).len()
                }
                _ => 0,
            }
        };
        assert_eq!(count(2024, "UBND các huyện, thị xã, thành phố"), 13);
        assert!(count(2024, "các sở") > count(2026, "các sở"));
    }

    #[test]
    fn every_collective_of_the_data_has_its_members() {
        for place in ["Hà Tĩnh", "Thanh Hóa"] {
            let directory = Directory::new(place, None, OwnEntries::default());
            for each in directory.collectives() {
                let members = directory.members(each);
                assert_eq!(members.is_empty(), each.open, "{place}: {}", each.id);
            }
        }
    }
}
