//! The document's own lines → those of the new day: its date, a province that was merged, Nơi nhận.
//!
//! Invariant: the number of the document is never changed; that it is the old one is told.

use super::chosen::{Chosen, choice};
use super::decision::{Choice, Decision, Place, Sureness};
use super::phrases::Phrases;
use super::successor::Successors;
use super::wording::written;
use crate::model::DocumentField as F;
use crate::model::draft::{DraftDocument, DraftRecipient, Text};
use crate::source::{Located, Location};
use crate::text::{Date, key, parse_issue_date, short_date};

/// The law that merged the provinces.
const PROVINCES_MERGED: &str = "NQ 202/2025/QH15";

/// Fields that decide on which day the document is issued, by whether it goes with another.
fn day_fields(document: &DraftDocument) -> [F; 3] {
    const PARENT: [F; 5] =
        [F::ParentKind, F::ParentNumber, F::ParentDate, F::ParentYear, F::ParentDocumentIssuer];
    let has_parent = PARENT.iter().any(|field| document.fields.contains_key(field));
    if has_parent {
        [F::ParentDate, F::ParentYear, F::ParentNumber]
    } else {
        [F::Date, F::Year, F::Number]
    }
}

/// Puts the day of issue; what is to be told of it, where it was another.
pub fn set_day(document: &mut DraftDocument, day: Date, at: Location) -> Vec<Decision> {
    let [date, year, number] = day_fields(document);
    let old = [date, year].iter().find_map(|field| document.fields.get(field)).cloned();
    let place = old.as_ref().map_or(at, |text| text.at);
    let before = old.map_or_else(|| String::from("(chưa ghi)"), |text| text.value);
    let known = parse_issue_date(&before).ok().and_then(|known| known.period());
    if known == Some((day, day)) {
        return Vec::new();
    }
    document.fields.remove(&year);
    document.fields.insert(date, Located::new(short_date(day), place));
    let choice = if known.is_some_and(|(first, _)| day < first) {
        opened("ngày ban hành lại trước ngày của văn bản; hãy xem lại ngày đã nêu")
    } else {
        Choice {
            to: vec![short_date(day)],
            sureness: Sureness::ByLaw,
            reason: String::from("cơ quan được tra theo ngày của văn bản ban hành lại"),
            basis: String::from("Ngày nêu khi chuyển"),
        }
    };
    let issued = line("Ngày ban hành", (place, &before), short_date(day), choice);
    let mut told = vec![Decision { place: Place::Day, ..issued }];
    let old_number = document
        .fields
        .get(&number)
        .filter(|text| text.value.starts_with(|c: char| c.is_ascii_digit()));
    told.extend(old_number.map(|text| {
        let reason = "số của văn bản cũ; ghi số của văn bản ban hành lại khi có";
        let kept = text.value.clone();
        let number = line("Số, ký hiệu", (text.at, &text.value), kept, opened(reason));
        Decision { place: Place::Number, ..number }
    }));
    told
}

/// Puts the province of today in the place of one that was merged into it.
pub fn rename_province(
    document: &mut DraftDocument,
    (before, after): (&str, &str),
) -> Vec<Decision> {
    let mut told = Vec::new();
    let names = Phrases::new([(before, 0)]);
    let reason = format!("{before} nay là {after}");
    let choice = |to: &str| Choice {
        to: vec![to.to_string()],
        sureness: Sureness::ByLaw,
        reason: reason.clone(),
        basis: String::from(PROVINCES_MERGED),
    };
    for (field, label) in [
        (F::Issuer, "Cơ quan ban hành"),
        (F::ParentIssuer, "Cơ quan chủ quản"),
        (F::ParentDocumentIssuer, "Cơ quan ban hành văn bản gốc"),
    ] {
        let Some(text) = document.fields.get_mut(&field) else { continue };
        let Some(hit) = names.find(&text.value).pop() else { continue };
        let old = text.value.clone();
        text.value.replace_range(hit.range, &small(after));
        told.push(line(label, (text.at, &old), text.value.clone(), choice(&text.value)));
    }
    if let Some(text) = document.fields.get_mut(&F::Place)
        && key(&text.value) == key(bare(before))
    {
        let old = std::mem::replace(&mut text.value, bare(after).to_string());
        told.push(line("Địa danh", (text.at, &old), text.value.clone(), choice(bare(after))));
    }
    told
}

/// Puts the successors among the lines of Nơi nhận, and tells of an issuer that is no more.
pub fn reassign_lines(
    document: &mut DraftDocument,
    successors: &Successors,
    chosen: &[Chosen],
) -> Vec<Decision> {
    let mut told = Vec::new();
    for field in [F::Issuer, F::ParentDocumentIssuer] {
        let Some(text) = document.fields.get(&field) else { continue };
        let Some(ended) = successors.ended(&text.value) else { continue };
        let mut choice = successors.choice(&ended, Place::Document, &[]);
        choice.sureness = Sureness::Open;
        choice.basis = String::new();
        choice.reason = format!("cơ quan ban hành không còn; {}", choice.reason);
        told.push(line("Cơ quan ban hành", (text.at, &text.value), text.value.clone(), choice));
    }
    let recipients = std::mem::take(&mut document.recipients);
    let mut added: Vec<String> = Vec::new();
    for recipient in recipients {
        let Some(ended) = successors.ended(&recipient.name.value) else {
            let is_added = added.contains(&key(&recipient.name.value));
            if !is_added {
                document.recipients.push(recipient);
            }
            continue;
        };
        let before: Text = recipient.name.clone();
        let given = choice(chosen, (None, Place::Recipient), &before.value);
        let choice = given.unwrap_or_else(|| successors.choice(&ended, Place::Recipient, &[]));
        let after = match (choice.sureness, choice.to.as_slice()) {
            (Sureness::ByPerson, to) => to.join("; "),
            (Sureness::Open, _) | (_, []) => before.value.clone(),
            (_, to) => {
                let names = to.iter().map(|to| written(&before.value, &ended, to, successors));
                names.collect::<Vec<_>>().join("; ")
            }
        };
        let is_new = after != before.value;
        let stands = document.recipients.iter().any(|known| key(&known.name.value) == key(&after));
        if !(is_new && stands) {
            let name = Located::new(after.clone(), before.at);
            document.recipients.push(DraftRecipient { name, copies: recipient.copies });
        }
        if is_new {
            added.push(key(&after));
        }
        let mut one = line("Nơi nhận", (before.at, &before.value), after, choice);
        one.place = Place::Recipient;
        told.push(one);
    }
    told
}

fn line(label: &str, (at, before): (Location, &str), after: String, choice: Choice) -> Decision {
    Decision {
        task: None,
        content: label.to_string(),
        place: Place::Document,
        at,
        before: before.to_string(),
        after,
        choice,
    }
}

fn opened(reason: &str) -> Choice {
    Choice {
        to: Vec::new(),
        sureness: Sureness::Open,
        reason: reason.to_string(),
        basis: String::new(),
    }
}

/// Inside a name: "tỉnh Ninh Bình".
fn small(province: &str) -> String {
    let mut letters = province.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// "Ninh Bình" of "Tỉnh Ninh Bình".
fn bare(province: &str) -> &str {
    let heads = ["Tỉnh ", "Thành phố "];
    heads.iter().find_map(|head| province.strip_prefix(head)).unwrap_or(province)
}
