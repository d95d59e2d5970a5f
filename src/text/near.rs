//! Which known names a mistyped one may stand for.

use super::fold::{bare, key};

/// At most this many suggestions help; more confuse.
const MOST: usize = 3;

/// Letters shared by many names, which must not hide how unlike the rest is.
const PREFIXES: &[&str] = &[
    "uy ban nhan dan thanh pho ",
    "uy ban nhan dan thi xa ",
    "uy ban nhan dan huyen ",
    "uy ban nhan dan phuong ",
    "uy ban nhan dan xa ",
    "uy ban nhan dan ",
    "truong dai hoc ",
    "dang uy ",
    "cong ty ",
    "hoi ",
    "ban ",
    "so ",
];

/// The known names nearest to a text, best first; none when nothing is near.
///
/// Near is: the same letters without marks, one slip of the hand for every eight letters, or
/// the beginning of a longer name ("Sở Tài nguyên").
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    Neighbours::new(known).nearest(text)
}

/// Known names, folded once to be asked often.
#[derive(Debug)]
pub struct Neighbours<T> {
    known: Vec<Folded<T>>,
}

/// A name without its marks, and how many letters that has.
#[derive(Debug)]
struct Folded<T> {
    name: T,
    bare: String,
    length: usize,
}

impl<T: AsRef<str> + Ord> Neighbours<T> {
    /// Folds the known names.
    pub fn new(known: impl IntoIterator<Item = T>) -> Neighbours<T> {
        let folded = |name: T| {
            let bare = bare(name.as_ref());
            Folded { length: bare.chars().count(), name, bare }
        };
        Neighbours { known: known.into_iter().map(folded).collect() }
    }

    /// As [`nearest`].
    pub fn nearest(&self, text: &str) -> Vec<T>
    where
        T: Clone,
    {
        let (wanted_key, wanted_bare) = (key(text), bare(text));
        let length = wanted_bare.chars().count();
        let prefixes: Vec<&str> =
            PREFIXES.iter().copied().filter(|prefix| wanted_bare.starts_with(prefix)).collect();
        let wanted = Wanted { key: &wanted_key, bare: &wanted_bare, length, prefixes: &prefixes };
        let mut scored: Vec<(usize, &T)> = self
            .known
            .iter()
            .filter_map(|known| Some((wanted.distance(known)?, &known.name)))
            .collect();
        scored.sort();
        scored.dedup_by(|a, b| a.1 == b.1);
        scored.into_iter().take(MOST).map(|(_, name)| name.clone()).collect()
    }
}

/// The text that is compared.
struct Wanted<'a> {
    key: &'a str,
    bare: &'a str,
    length: usize,
    /// Those of [`PREFIXES`] that it begins with, longest first.
    prefixes: &'a [&'a str],
}

impl Wanted<'_> {
    /// How far a name is; `None` past the limit. Marks forgotten come before letters mistyped.
    fn distance<T: AsRef<str>>(&self, known: &Folded<T>) -> Option<usize> {
        if known.bare == self.bare {
            return Some(usize::from(key(known.name.as_ref()) != self.key));
        }
        let shared = self.prefixes.iter().find(|prefix| known.bare.starts_with(**prefix));
        // Prefixes are ASCII.
        let start = shared.map_or(0, |prefix| prefix.len());
        let (wanted, candidate) = (&self.bare[start..], &known.bare[start..]);
        let length = self.length - start;
        let limit = (length / 8).max(1);
        // A slip in a word of three letters is another word.
        if length >= 4 && (known.length - start).abs_diff(length) <= limit {
            let far = strsim::damerau_levenshtein(wanted, candidate);
            if far <= limit {
                return Some(1 + far);
            }
        }
        let begun = wanted.contains(' ') || (shared.is_some() && length >= 6);
        let longer = candidate.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
        (begun && longer).then_some(10 + candidate.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(text: &str) -> Vec<&'static str> {
        const KNOWN: [&str; 7] = [
            "Sở Công Thương",
            "Sở Tài nguyên và Môi trường",
            "Sở Nội vụ",
            "Sở Ngoại vụ",
            "Sở Y tế",
            "Ủy ban nhân dân huyện Thạch Hà",
            "Ủy ban nhân dân huyện Kỳ Anh",
        ];
        nearest(text, KNOWN)
    }

    #[test]
    fn slips_are_near_and_other_bodies_are_not() {
        assert_eq!(near("Sở Công Thươg"), ["Sở Công Thương"]);
        assert_eq!(near("So Cong Thuong"), ["Sở Công Thương"]);
        assert_eq!(near("Sở Tài nguyên"), ["Sở Tài nguyên và Môi trường"]);
        assert_eq!(near("UBND huyện Thạch Thành"), Vec::<&str>::new());
        assert_eq!(near("Sở Dân tộc và Tôn giáo"), Vec::<&str>::new());
        assert_eq!(near("Viện Nông nghiệp"), Vec::<&str>::new());
    }
}
