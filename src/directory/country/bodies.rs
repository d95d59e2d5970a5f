//! The bodies that every commune has → their names, and which of them a name begins with.
//!
//! Invariant: a body is known by its place in the list of `seeds/agencies/cap-xa/co-quan.txt`.

use std::sync::LazyLock;

use super::data::file;
use crate::text::key;

/// A body of a commune; "{}" stands for the commune.
#[derive(Debug)]
pub struct Body {
    /// What its id begins with: "ubnd".
    pub id: &'static str,
    /// "Ủy ban nhân dân {}".
    pub name: &'static str,
    /// The heading of its column.
    pub short: &'static str,
    /// Its kind, one of the directory's.
    pub kind: &'static str,
    /// Other ways to write it.
    others: Vec<&'static str>,
}

/// All of them; the first is the committee, which is meant where the commune alone is named.
pub static BODIES: LazyLock<Vec<Body>> = LazyLock::new(|| {
    let lines = file("co-quan.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(body).collect()
});

/// Keys of what may stand before a commune, with the body's place in [`BODIES`], the longest first.
static HEADS: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let heads = BODIES.iter().enumerate().flat_map(|(place, body)| {
        let written = [body.name, body.short].into_iter().chain(body.others.iter().copied());
        written.map(move |text| (key(&text.replace("{}", "")), place))
    });
    let mut heads: Vec<(String, usize)> = heads.collect();
    heads.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.cmp(b)));
    heads.dedup_by(|a, b| a.0 == b.0);
    heads
});

fn body(line: &'static str) -> Option<Body> {
    let mut fields = line.split('|').map(str::trim);
    let (id, name, short, kind) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let others = fields.next().unwrap_or_default();
    let others = others.split(';').map(str::trim).filter(|other| !other.is_empty()).collect();
    Some(Body { id, name, short, kind, others })
}

/// The bodies that the key of a name may begin with, and the words behind each, the longest head first.
pub fn heads(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    HEADS.iter().filter_map(move |(head, place)| {
        let rest = folded.strip_prefix(head.as_str())?;
        match head.is_empty() {
            true => Some((*place, rest)),
            false => Some((*place, rest.strip_prefix(' ')?)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_body_names_its_commune_and_has_a_kind() {
        assert!(!BODIES.is_empty());
        for body in BODIES.iter() {
            assert!(body.name.contains("{}") && body.short.contains("{}"), "{body:?}");
            assert!(crate::directory::kind_of(body.kind).is_some(), "{body:?}");
        }
    }

    #[test]
    fn the_committee_is_meant_by_the_commune_alone() {
        let first = |text: &str| heads(&key(text)).next().map(|(place, _)| BODIES[place].id);
        assert_eq!(first("xã Cẩm Bình"), Some("ubnd"));
        assert_eq!(first("UBND xã Cẩm Bình"), Some("ubnd"));
        assert_eq!(first("Chủ tịch UBND phường Thành Sen"), Some("chu-tich-ubnd"));
        assert_eq!(first("Ủy ban MTTQ Việt Nam xã Cẩm Bình"), Some("mttq"));
    }
}
