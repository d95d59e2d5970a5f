//! Agencies → the names of their files.
//!
//! Invariant: unique on every system, also where case does not count; the name of an agency does
//! not hang on the order of the others.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::model::Agency;
use crate::text::{ascii_file_name, file_name_key, vietnamese_file_name};

/// Names without folder and ending, in the order of the agencies.
pub fn of_agencies<'a>(
    agencies: impl Iterator<Item = &'a Agency> + Clone,
    vietnamese: bool,
) -> Vec<String> {
    let plain = |agency: &Agency| match vietnamese {
        true => vietnamese_file_name(&agency.name),
        false => ascii_file_name(&agency.name),
    };
    let names: Vec<String> = agencies.clone().map(plain).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in &names {
        *counts.entry(file_name_key(name)).or_default() += 1;
    }
    let mut taken: HashMap<String, usize> = HashMap::new();
    let named = names.into_iter().zip(agencies).map(|(name, agency)| {
        // "UBND xã Bình An" and "UBND xã Bình Ân" are one in ASCII: both get a mark of their own,
        // made of what tells them apart.
        let name = match counts.get(&file_name_key(&name)) {
            Some(1) | None => name,
            _ => format!("{name}-{}", mark(agency)),
        };
        let times = taken.entry(file_name_key(&name)).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}-{times}") }
    });
    named.collect()
}

/// Six letters that follow from the agency's id and name.
fn mark(agency: &Agency) -> String {
    let hash = Sha256::digest(format!("{}\n{}", agency.id, agency.name));
    hash.iter().take(3).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Life;

    fn agency(id: &str, name: &str) -> Agency {
        Agency {
            id: id.into(),
            name: name.into(),
            short: name.into(),
            kind: "xa".into(),
            aliases: Vec::new(),
            life: Life::default(),
            successors: Vec::new(),
            known: true,
        }
    }

    fn names(list: &[(&str, &str)], vietnamese: bool) -> Vec<String> {
        let agencies: Vec<Agency> = list.iter().map(|(id, name)| agency(id, name)).collect();
        of_agencies(agencies.iter(), vietnamese)
    }

    #[test]
    fn each_agency_has_its_own_name_whatever_the_order() {
        let list = [
            ("a", "UBND xã Bình An"),
            ("b", "UBND xã Bình Ân"),
            ("c", "Sở Y tế"),
            ("d", "SỞ Y TẾ"),
        ];
        let forward = names(&list, false);
        let mut turned = list;
        turned.reverse();
        let mut backward = names(&turned, false);
        backward.reverse();
        assert_eq!(forward, backward);
        let mut unique = forward.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 4, "{forward:?}");
        assert!(forward[0].starts_with("uy-ban-nhan-dan-xa-binh-an-"), "{forward:?}");
    }

    #[test]
    fn case_alone_does_not_tell_files_apart() {
        for (one, other) in [("Sở Y tế", "SỞ Y TẾ"), ("Viện Weiß", "Viện WEISS")] {
            let names = names(&[("c", one), ("d", other)], true);
            assert_ne!(file_name_key(&names[0]), file_name_key(&names[1]));
        }
    }

    #[test]
    fn a_name_alone_is_plain() {
        assert_eq!(names(&[("x/../y", "Sở Công Thương")], false), ["so-cong-thuong"]);
        assert_eq!(names(&[("con", "CON")], false), ["co-quan-con"]);
    }
}
