//! The lists of `seeds/agencies/cap-xa/` → provinces, districts and communes, before and after
//! 1 July 2025.
//!
//! Invariant: only the section of the province that is asked for is taken apart; a file is split into
//! its sections once.

use std::sync::LazyLock;

use crate::embedded::COMMUNES;
use crate::text::Date;

/// The day on which the districts ended and the communes of today began (Luật 72/2025/QH15, Điều 54).
pub fn reform() -> Option<Date> {
    Date::new(2025, 7, 1).ok()
}

/// What a commune is called by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Title {
    /// Xã.
    Xa,
    /// Phường.
    Phuong,
    /// Đặc khu, since 1 July 2025.
    DacKhu,
    /// Thị trấn, until then.
    ThiTran,
}

/// Titles with their words, and the letters that the lists have for them.
pub const TITLES: &[(Title, &str, &str)] = &[
    (Title::Xa, "xã", "X "),
    (Title::Phuong, "phường", "P "),
    (Title::DacKhu, "đặc khu", "ĐK "),
    (Title::ThiTran, "thị trấn", "TT "),
];

impl Title {
    /// The word before a name: "xã".
    pub fn word(self) -> &'static str {
        TITLES.iter().find(|(title, ..)| *title == self).map_or("", |(_, word, _)| word)
    }
}

/// A commune by its title and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its title.
    pub title: Title,
    /// Its name without the title.
    pub name: &'static str,
}

impl Unit {
    /// "xã Cẩm Bình".
    pub fn full(self) -> String {
        format!("{} {}", self.title.word(), self.name)
    }
}

/// A commune of before, with where its ground went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Itself; `None` where an island district had no communes.
    pub unit: Option<Unit>,
    /// "Huyện Ba Vì".
    pub district: &'static str,
    /// The communes of today; the first took most of it.
    pub into: Vec<Unit>,
}

/// A province as one of the lists has it.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// "Tỉnh Hà Tĩnh", "Thành phố Huế".
    pub province: &'static str,
    /// The province of today that it is part of; itself in the list of today.
    pub today: &'static str,
    text: &'static str,
}

/// The 34 provinces of today, by the numbers of their communes.
pub static TODAY: LazyLock<Vec<Section>> = LazyLock::new(|| sections("2025.txt"));

/// The 63 provinces of before.
pub static BEFORE: LazyLock<Vec<Section>> = LazyLock::new(|| sections("truoc-2025.txt"));

/// A list by its name in `seeds/agencies/cap-xa/`; empty where the program carries none.
pub fn file(name: &str) -> &'static str {
    COMMUNES.iter().find(|(path, _)| *path == name).map_or("", |(_, text)| text)
}

fn sections(name: &str) -> Vec<Section> {
    let parts = file(name).split("\n= ").skip(1);
    let sections = parts.filter_map(|part| {
        let (head, text) = part.split_once('\n')?;
        let head = head.trim_end_matches('\r');
        let (province, today) = head.split_once(" > ").unwrap_or((head, head));
        Some(Section { province, today, text })
    });
    sections.collect()
}

impl Section {
    /// The communes of a section of [`TODAY`]: wards, then communes, then special zones.
    pub fn units(&self) -> Vec<Unit> {
        let lines = self.text.lines().filter_map(|line| line.split_once(": "));
        let units = lines.flat_map(|(letters, names)| {
            let title = title_of(letters).unwrap_or(Title::Xa);
            names.split(", ").map(move |name| Unit { title, name: name.trim_end() })
        });
        units.collect()
    }

    /// The districts of a section of [`BEFORE`]: "Huyện Can Lộc".
    pub fn districts(&self) -> Vec<&'static str> {
        self.text.lines().filter_map(|line| line.strip_prefix("- ")).map(str::trim_end).collect()
    }

    /// The communes of a section of [`BEFORE`], in their order.
    pub fn formers(&self) -> Vec<Former> {
        let mut formers: Vec<Former> = Vec::new();
        let (mut district, mut first) = ("", 0);
        for line in self.text.lines().map(str::trim_end) {
            if let Some(name) = line.strip_prefix("- ") {
                (district, first) = (name, formers.len());
                continue;
            }
            let Some((today, names)) = line.split_once(": ") else { continue };
            let today = unit(today);
            for written in names.split(", ") {
                let (name, took_rest) = match written.strip_suffix('-') {
                    Some(name) => (name, true),
                    None => (written.trim_end_matches('+'), false),
                };
                let unit = (name != "*").then(|| unit(name));
                // A commune that was divided stands once for each part.
                match formers[first..].iter_mut().find(|known| known.unit == unit) {
                    Some(known) if took_rest => known.into.push(today),
                    Some(known) => known.into.insert(0, today),
                    None => formers.push(Former { unit, district, into: vec![today] }),
                }
            }
        }
        formers
    }
}

fn title_of(letters: &str) -> Option<Title> {
    TITLES.iter().find(|(.., known)| known.trim_end() == letters).map(|(title, ..)| *title)
}

/// "P Ba Đình", "Cẩm Bình": without letters it is a commune.
fn unit(written: &'static str) -> Unit {
    let headed = TITLES.iter().find_map(|(title, _, letters)| {
        Some(Unit { title: *title, name: written.strip_prefix(letters)? })
    });
    headed.unwrap_or(Unit { title: Title::Xa, name: written })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole() {
        assert_eq!((TODAY.len(), BEFORE.len()), (34, 63));
        assert_eq!(TODAY.iter().map(|section| section.units().len()).sum::<usize>(), 3321);
        assert_eq!(BEFORE.iter().map(|section| section.districts().len()).sum::<usize>(), 696);
        assert_eq!(BEFORE.iter().map(|section| section.formers().len()).sum::<usize>(), 10_040);
    }

    #[test]
    fn what_a_commune_became_is_a_commune_of_today() {
        for section in BEFORE.iter() {
            let today = TODAY.iter().find(|one| one.province == section.today);
            let units = today.map(Section::units).unwrap_or_default();
            for former in section.formers() {
                assert!(!former.into.is_empty(), "{former:?}");
                for unit in &former.into {
                    assert!(units.contains(unit), "{}: {unit:?}", section.province);
                }
            }
        }
    }
}
