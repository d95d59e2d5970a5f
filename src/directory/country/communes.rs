//! A province's communes, of today and of before → those that a title and words name.
//!
//! Invariant: built once, when the first name of a commune is looked up.

use std::collections::HashMap;

use super::data::{Title, Unit, reform};
use super::home::Home;
use super::written;
use crate::model::Life;
use crate::text::key;

/// The communes of a province.
#[derive(Debug)]
pub struct Communes {
    /// Of today, then of before.
    pub all: Vec<Commune>,
    /// [`written::commune_key`] → indices.
    by_name: HashMap<String, Vec<usize>>,
}

/// A commune of today or of before.
#[derive(Debug)]
pub struct Commune {
    /// Itself.
    pub unit: Unit,
    /// Of before: its district.
    pub district: Option<&'static str>,
    /// Of its time.
    pub province: &'static str,
    /// Of before: where its ground went.
    pub into: Vec<Unit>,
}

impl Communes {
    /// Those of a province: of today first.
    pub fn of_home(home: &Home) -> Communes {
        let today = home.today.units().into_iter().map(|unit| Commune {
            unit,
            district: None,
            province: home.today.province,
            into: Vec::new(),
        });
        let mut all: Vec<Commune> = today.collect();
        for section in &home.before {
            let formers = section.formers().into_iter().filter_map(|former| {
                Some(Commune {
                    unit: former.unit?,
                    district: Some(former.district),
                    province: section.province,
                    into: former.into,
                })
            });
            all.extend(formers);
        }
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, commune) in all.iter().enumerate() {
            by_name.entry(commune_key(commune.unit)).or_default().push(place);
        }
        Communes { all, by_name }
    }

    /// The communes of a title that words name, with or without their district behind.
    pub fn named(&self, title: Title, words: &str) -> Vec<usize> {
        let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]);
        let mut ends: Vec<usize> = ends.collect();
        ends.reverse();
        let named = ends.into_iter().map(|end| {
            let (name, rest) = words.split_at(end);
            let known = self.by_name.get(&written::commune_key(title, name));
            let fits = |place: &&usize| {
                let commune = &self.all[**place];
                written::says_where(rest.trim_start(), commune.district, commune.province)
            };
            known.into_iter().flatten().filter(fits).copied().collect::<Vec<usize>>()
        });
        named.into_iter().find(|named| !named.is_empty()).unwrap_or_default()
    }

    /// Whether another of its time has its name.
    pub fn is_shared(&self, commune: &Commune) -> bool {
        let same = self.by_name.get(&commune_key(commune.unit)).into_iter().flatten();
        let same = same.filter(|place| self.all[**place].life() == commune.life());
        same.count() > 1
    }
}

impl Commune {
    /// When it exists.
    pub fn life(&self) -> Life {
        match self.district {
            Some(_) => Life { from: None, until: reform() },
            None => Life { from: reform(), until: None },
        }
    }
}

/// The key of a commune of the lists.
pub fn commune_key(unit: Unit) -> String {
    written::commune_key(unit.title, &key(unit.name))
}
