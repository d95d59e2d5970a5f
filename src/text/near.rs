//! Which known names a mistyped one may stand for.

use super::fold::{bare, key};

/// At most this many suggestions help; more confuse.
const MOST: usize = 3;

/// The known names nearest to a text, best first; none when nothing is near.
///
/// Near is: the same letters without marks, one slip of the hand for every eight letters, or
/// the beginning of a longer name ("Sở Tài nguyên").
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let (wanted_key, wanted_bare) = (key(text), bare(text));
    let mut scored: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|name| distance(&wanted_key, &wanted_bare, name).map(|far| (far, name)))
        .collect();
    scored.sort();
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// How far a name is; `None` past the limit. Marks forgotten come before letters mistyped.
fn distance(wanted_key: &str, wanted_bare: &str, name: &str) -> Option<usize> {
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
    let name_bare = bare(name);
    if name_bare == wanted_bare {
        return Some(usize::from(key(name) != wanted_key));
    }
    let shared = PREFIXES
        .iter()
        .find(|prefix| wanted_bare.starts_with(**prefix) && name_bare.starts_with(**prefix));
    let start = shared.map_or(0, |prefix| prefix.len());
    let (wanted, candidate) = (&wanted_bare[start..], &name_bare[start..]);
    let length = wanted.chars().count();
    let limit = (length / 8).max(1);
    // A slip in a word of three letters is another word.
    if length >= 4 && candidate.chars().count().abs_diff(length) <= limit {
        let far = strsim::damerau_levenshtein(wanted, candidate);
        if far <= limit {
            return Some(1 + far);
        }
    }
    let begun = wanted.contains(' ') || (shared.is_some() && length >= 6);
    let longer = candidate.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(' '));
    (begun && longer).then_some(10 + candidate.len())
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
