//! Việt Nam's communes and districts, before and after 1 July 2025 → those that a document's names mean.
//!
//! Invariant: only the document's own province is built, and its communes not before one is asked
//! for. The lists are facts of law; `seeds/agencies/cap-xa/` names their sources.
//!
//! # Where to change
//!
//! The lists and how they are written: `data`. Bodies of a commune: `bodies`. How a commune is
//! written in a document: `written`.

mod bodies;
mod communes;
mod data;
mod home;
mod written;

use std::sync::OnceLock;

use crate::model::{Agency, Life};
use crate::text::{Date, Neighbours, key, slug};
use bodies::BODIES;
use communes::{Commune, Communes, commune_key};
use data::{Section, TODAY, reform};
use home::{Home, home};
pub use written::{district_in_full, is_commune};

/// A body of a commune of the document's province.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CommuneBody {
    commune: usize,
    body: usize,
}

/// The document's province.
#[derive(Debug)]
pub struct Territory {
    home: Option<Home>,
    /// The key of the words that name the document's place.
    place: String,
    period: Option<(Date, Date)>,
    communes: OnceLock<Communes>,
    near: OnceLock<Neighbours<String>>,
}

impl Territory {
    /// The province that `place` names (a key), for a document of `period`.
    pub fn new(place: &str, period: Option<(Date, Date)>) -> Territory {
        Territory {
            home: home(place, period),
            place: place.to_string(),
            period,
            communes: OnceLock::new(),
            near: OnceLock::new(),
        }
    }

    /// The districts of the province, which ended with the reform.
    pub fn districts(&self) -> Vec<Agency> {
        let sections = self.home.iter().flat_map(|home| &home.before);
        sections.flat_map(Section::districts).map(district).collect()
    }

    /// Whom a name means, by its key: a commune of the province that exists in the period, else one
    /// that did or will. `None` where several may be meant, too.
    pub fn find(&self, folded: &str) -> Option<CommuneBody> {
        match self.candidates(folded).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The names in full of the communes that a name may mean, where there are several.
    pub fn several(&self, folded: &str) -> Vec<String> {
        let candidates = self.candidates(folded);
        if candidates.len() < 2 { Vec::new() } else { self.names(&candidates) }
    }

    /// The same, where all of them ended before a day.
    pub fn several_ended(&self, folded: &str, day: Date) -> Vec<String> {
        let candidates = self.candidates(folded);
        let lives =
            |named: &CommuneBody| self.agency(*named).is_none_or(|it| it.life.meets(day, day));
        if candidates.len() < 2 || candidates.iter().any(lives) {
            return Vec::new();
        }
        self.names(&candidates)
    }

    /// The communes of a district by its committee's id, and the committees of today that took each.
    pub fn ground(&self, district: &str) -> Vec<(String, Vec<String>)> {
        let Some(committee) = BODIES.first() else { return Vec::new() };
        let sections = self.home.iter().flat_map(|home| &home.before);
        let formers = sections.flat_map(Section::formers);
        let own = formers.filter(|former| format!("ubnd-{}", slug(former.district)) == district);
        let ground = own.map(|former| {
            let into = former.into.iter().map(|unit| committee.name.replace("{}", &unit.full()));
            (former.unit.map_or_else(String::new, |unit| unit.full()), into.collect())
        });
        ground.collect()
    }

    /// The province of before that the document speaks of, and that of today, where they differ.
    pub fn merged(&self) -> Option<(&'static str, &'static str)> {
        let home = self.home.as_ref()?;
        let own = home.before.first()?.province;
        (own != home.today.province).then_some((own, home.today.province))
    }

    /// The provinces of today that have a commune of this name, where the document's has none and
    /// is named; at most three.
    pub fn elsewhere(&self, folded: &str) -> Vec<&'static str> {
        let Some(home) = self.home.as_ref().filter(|home| home.is_named) else { return Vec::new() };
        if !self.candidates(folded).is_empty() {
            return Vec::new();
        }
        let has = |section: &&Section| {
            let units = section.units();
            written::readings(folded).any(|read| {
                let wanted = written::commune_key(read.title, read.words);
                units.iter().any(|unit| commune_key(*unit) == wanted)
            })
        };
        let others = TODAY.iter().filter(|section| section.province != home.today.province);
        others.filter(has).map(|section| section.province).take(3).collect()
    }

    /// Names of the province's committees that are near one; those that exist.
    pub fn near(&self, name: &str) -> Vec<String> {
        let near = self.near.get_or_init(|| {
            Neighbours::new(self.committees().into_iter().map(|committee| committee.name))
        });
        near.nearest(name)
    }

    /// The committees of the province's communes that exist in the period.
    pub fn committees(&self) -> Vec<Agency> {
        let Some(communes) = self.communes() else { return Vec::new() };
        let alive = (0..communes.all.len()).filter(|place| self.exists(&communes.all[*place]));
        alive.filter_map(|commune| self.agency(CommuneBody { commune, body: 0 })).collect()
    }

    /// A body as the directory shows it.
    pub fn agency(&self, named: CommuneBody) -> Option<Agency> {
        let communes = self.communes()?;
        let (commune, body) = (communes.all.get(named.commune)?, BODIES.get(named.body)?);
        // Two of one name are told apart by their district.
        let district = commune.district.filter(|_| communes.is_shared(commune)).map(small);
        let unit = commune.unit.full();
        let id = format!("{}-{}", body.id, slug(&unit));
        let name = |form: &str| form.replace("{}", &unit);
        let into = commune.into.iter().map(|unit| body.name.replace("{}", &unit.full()));
        Some(Agency {
            id: district.as_ref().map_or(id.clone(), |district| format!("{id}-{}", slug(district))),
            name: match &district {
                Some(district) => format!("{}, {district}", name(body.name)),
                None => name(body.name),
            },
            short: capital(&name(body.short)),
            kind: body.kind.to_string(),
            aliases: Vec::new(),
            life: commune.life(),
            successors: into.collect(),
            known: true,
        })
    }

    fn candidates(&self, folded: &str) -> Vec<CommuneBody> {
        if !is_commune(folded) {
            return Vec::new();
        }
        let Some(communes) = self.communes() else { return Vec::new() };
        let found = written::readings(folded).find_map(|read| {
            let named = communes.named(read.title, read.words);
            (!named.is_empty()).then_some((read.body, named))
        });
        let Some((body, named)) = found else { return Vec::new() };
        let narrowed = |kept: Vec<usize>, all: Vec<usize>| if kept.is_empty() { all } else { kept };
        let alive = named.iter().copied().filter(|place| self.exists(&communes.all[*place]));
        let alive = narrowed(alive.collect(), named);
        // A district's own plan means its own communes.
        let of_district = alive.iter().copied().filter(|place| {
            let district = communes.all[*place].district;
            district.is_some_and(|district| super::contains_words(&self.place, &key(district)))
        });
        let kept = narrowed(of_district.collect(), alive);
        kept.into_iter().map(|commune| CommuneBody { commune, body }).collect()
    }

    fn names(&self, candidates: &[CommuneBody]) -> Vec<String> {
        let agencies = candidates.iter().filter_map(|named| self.agency(*named));
        agencies.map(|agency| agency.name).collect()
    }

    fn exists(&self, commune: &Commune) -> bool {
        commune.life().exists_in(self.period)
    }

    fn communes(&self) -> Option<&Communes> {
        let home = self.home.as_ref()?;
        Some(self.communes.get_or_init(|| Communes::of_home(home)))
    }
}

fn district(name: &'static str) -> Agency {
    let place = small(name);
    let committee = |place: &str| format!("Ủy ban nhân dân {place}");
    Agency {
        id: format!("ubnd-{}", slug(name)),
        name: committee(&place),
        short: written::short_district(name),
        kind: String::from("huyen"),
        aliases: vec![place],
        life: Life { from: None, until: reform() },
        // Its work went to the communes of its ground.
        successors: vec![String::from("ubnd-cap-xa")],
        known: true,
    }
}

/// A place inside a sentence: "huyện Ba Vì".
fn small(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn territory(place: &str, day: (i16, i8, i8)) -> Territory {
        let day = Date::new(day.0, day.1, day.2).ok();
        Territory::new(&key(place), day.zip(day))
    }

    fn name(territory: &Territory, text: &str) -> String {
        let found = territory.find(&key(text)).and_then(|found| territory.agency(found));
        found.map_or_else(|| String::from("-"), |agency| agency.name)
    }

    const AFTER: (i16, i8, i8) = (2026, 3, 1);
    const BEFORE_REFORM: (i16, i8, i8) = (2024, 3, 1);

    #[test]
    fn a_commune_of_the_province_is_known_in_every_usual_writing() {
        let ha_tinh = territory("Ủy ban nhân dân tỉnh Hà Tĩnh", AFTER);
        let committee = "Ủy ban nhân dân phường Thành Sen";
        for text in
            ["UBND phường Thành Sen", "phường Thành Sen", "P. Thành Sen", "UBND P.Thành Sen"]
        {
            assert_eq!(name(&ha_tinh, text), committee, "{text}");
        }
        assert_eq!(name(&ha_tinh, "Đảng ủy phường Thành Sen"), "Đảng ủy phường Thành Sen");
        assert_eq!(name(&ha_tinh, "UBND xã Không Có"), "-");
        assert_eq!(name(&ha_tinh, "UBND cấp xã"), "-");
    }

    #[test]
    fn a_name_means_the_commune_of_its_day() {
        let until = |day| {
            let ha_noi = territory("UBND thành phố Hà Nội", day);
            let found = ha_noi.find(&key("UBND xã Minh Châu"));
            found.and_then(|found| ha_noi.agency(found)).map(|agency| agency.life.until.is_some())
        };
        assert_eq!((until(AFTER), until(BEFORE_REFORM)), (Some(false), Some(true)));
    }

    #[test]
    fn a_commune_that_ended_names_those_that_took_its_ground() {
        let ha_noi = territory("UBND thành phố Hà Nội", AFTER);
        let found = ha_noi.find(&key("UBND xã Thụy An")).and_then(|found| ha_noi.agency(found));
        let successors = found.map(|agency| agency.successors);
        let wanted = ["Ủy ban nhân dân xã Quảng Oai", "Ủy ban nhân dân xã Suối Hai"];
        assert_eq!(successors, Some(wanted.map(String::from).to_vec()));
    }

    #[test]
    fn two_of_one_name_are_asked_about_and_told_apart_by_district() {
        let ha_noi = territory("UBND thành phố Hà Nội", BEFORE_REFORM);
        assert_eq!(name(&ha_noi, "UBND xã Phú Cường"), "-");
        assert_eq!(ha_noi.several(&key("UBND xã Phú Cường")).len(), 2);
        let one = "Ủy ban nhân dân xã Phú Cường, huyện Ba Vì";
        assert_eq!(name(&ha_noi, "UBND xã Phú Cường, huyện Ba Vì"), one);
        let own = territory("UBND huyện Ba Vì, thành phố Hà Nội", BEFORE_REFORM);
        assert_eq!(name(&own, "UBND xã Phú Cường"), one);
    }

    #[test]
    fn a_commune_of_another_province_is_told() {
        let ha_tinh = territory("UBND tỉnh Hà Tĩnh", AFTER);
        assert_eq!(ha_tinh.elsewhere(&key("UBND phường Ba Đình")), ["Thành phố Hà Nội"]);
        // A ministry writes from Hà Nội to all provinces.
        let ministry = territory("Bộ Tài chính Hà Nội", AFTER);
        assert!(ministry.elsewhere(&key("UBND phường Thành Sen")).is_empty());
    }

    #[test]
    fn a_province_of_before_has_its_own_districts_alone() {
        let before = territory("UBND tỉnh Nam Định", BEFORE_REFORM).districts();
        let after = territory("UBND tỉnh Ninh Bình", AFTER).districts();
        assert!(before.iter().any(|agency| agency.short == "H. Ý Yên"));
        assert!(!before.iter().any(|agency| agency.short == "H. Kim Sơn"));
        assert!(after.len() > before.len());
    }
}
