//! Lines of Nơi nhận → the agencies that they mean, and the agencies of the place that have no
//! task.
//!
//! Invariant: a line whose name nobody knows is no mistake, because most lines name superiors and
//! the archive.

use std::collections::HashSet;

use crate::directory::{Directory, Found};
use crate::model::{Agency, Document, Reach, Recipient};
use crate::text::key;

/// Finds out whom each line means. A name that nobody knows is no mistake here: most lines name
/// superiors and the archive.
pub fn resolve(recipients: &mut [Recipient], directory: &Directory) {
    for recipient in recipients {
        recipient.reach = reach(&recipient.name, directory);
    }
}

fn reach(line: &str, directory: &Directory) -> Reach {
    // "(b/c)", "(để thực hiện)", "(02 bản)" are no part of a name.
    let words = line.split_once('(').map_or(line, |(words, _)| words).trim();
    if key(words).starts_with("như điều ") {
        return Reach::EveryAgency;
    }
    let (mut ids, mut named): (Vec<String>, bool) = (Vec::new(), true);
    for name in crate::names::split(words, directory) {
        match directory.find(&name) {
            Found::Agency(index) => ids.push(directory.agencies()[index].id.clone()),
            Found::Collective(index) => {
                named = false;
                let members = directory.members(&directory.collectives()[index]);
                ids.extend(members.iter().map(|each| directory.agencies()[*each].id.clone()));
            }
            Found::Commune(body) => ids.extend(directory.commune(body).map(|agency| agency.id)),
            Found::Nobody => {}
        }
    }
    if ids.is_empty() { Reach::Others } else { Reach::Agencies { ids, named } }
}

/// Bodies that one would look for among the extracts, and that have no task (docs/form.md, O47):
/// those of the source, those of Nơi nhận and, in a plan of a province, its offices that exist
/// on the day.
pub fn idle(
    document: &Document,
    directory: &Directory,
    (busy, own): (&[Agency], &[String]),
) -> Vec<Agency> {
    let busy: HashSet<&str> = busy.iter().map(|agency| agency.id.as_str()).collect();
    let of_province = directory.agencies().iter();
    let of_province = of_province.filter(|agency| busy.contains(agency.id.as_str()));
    let is_of_province = of_province.clone().any(|agency| agency.kind == "so");
    let received = document.recipients.iter().filter_map(|recipient| match &recipient.reach {
        Reach::Agencies { ids, .. } => Some(ids.iter().map(String::as_str)),
        _ => None,
    });
    let mut wanted: HashSet<&str> = received.flatten().collect();
    wanted.extend(own.iter().map(String::as_str));
    let issuer = document.issuer.as_ref().map(|issuer| directory.find(&issuer.value));
    let idle = directory.agencies().iter().enumerate().filter(|(index, agency)| {
        let office = is_of_province && matches!(agency.kind.as_str(), "so" | "ban-nganh");
        let is_issuer = issuer == Some(Found::Agency(*index));
        (office || wanted.contains(agency.id.as_str()))
            && directory.exists(&agency.life)
            && !busy.contains(agency.id.as_str())
            && !is_issuer
    });
    idle.map(|(_, agency)| agency.clone()).collect()
}
