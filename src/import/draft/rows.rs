//! What was found in a plan → a [`Draft`], as any reader makes.
//!
//! Invariant: who leads and supports stays as written; names that the directory does not know, and
//! that are no slip of a known one, are declared with the draft, so that it can be checked.

use crate::directory::{Directory, Found, KINDS};
use crate::import::document::alias::Alias;
use crate::import::document::facts::Facts;
use crate::import::walk::found::{Entry, FoundTask};
use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftEntry, DraftGroup, DraftRecipient, DraftTask, Text,
    Trace,
};
use crate::model::{DocumentField, Field};
use crate::source::{Located, Location, Sources};
use crate::vocabulary::BODY;

use crate::text::key;

/// Makes the draft.
pub fn draft(
    facts: &Facts,
    entries: &[Entry],
    aliases: &[Alias],
    directory: &Directory,
    (at, sources): (Location, &Sources),
) -> Draft {
    let mut draft = Draft::new(at);
    document(&mut draft, facts, at);
    let deepest_shared = shared_levels(entries);
    for entry in entries {
        match entry {
            Entry::Group(level, title, at) if *level > deepest_shared => {
                let title = Located::new(title.clone(), *at);
                let level = level - deepest_shared;
                draft.outline.push(DraftEntry::Group(DraftGroup { level, title }));
            }
            Entry::Group(..) => {}
            Entry::Task(task) => draft.outline.push(DraftEntry::Task(row(task, sources))),
        }
    }
    declare_aliases(&mut draft, aliases, directory);
    declare_unknown(&mut draft, entries, aliases, directory);
    draft
}

/// How many of the upper levels have one group only: "II. NHIỆM VỤ, GIẢI PHÁP" over all is the title
/// of the annex itself.
fn shared_levels(entries: &[Entry]) -> usize {
    let mut shared = 0;
    loop {
        let level = shared + 1;
        let groups = entries
            .iter()
            .filter(|entry| matches!(entry, Entry::Group(each, ..) if *each == level));
        let first_is_group =
            matches!(entries.get(shared), Some(Entry::Group(each, ..)) if *each == level);
        let has_deeper =
            entries.iter().any(|entry| matches!(entry, Entry::Group(each, ..) if *each > level));
        if groups.count() != 1
            || !first_is_group
            || !has_deeper && shared == 0 && entries.len() > 1 && level > 1
        {
            return shared;
        }
        shared += 1;
    }
}

fn document(draft: &mut Draft, facts: &Facts, at: Location) {
    let fields = &mut draft.document.fields;
    let mut set = |field: DocumentField, text: Option<Located<String>>| {
        if let Some(text) = text.filter(|text| !text.value.is_empty()) {
            fields.insert(field, text);
        }
    };
    let plan = facts.kind.as_ref().map_or("Kế hoạch", |kind| kind.value.as_str());
    let kind_at = facts.kind.as_ref().map_or(at, |kind| kind.at);
    set(DocumentField::Kind, Some(Located::new(String::from("Phụ lục"), kind_at)));
    set(DocumentField::Title, Some(annex_title(plan, facts.title.as_ref(), kind_at)));
    set(DocumentField::Issuer, facts.issuer.clone());
    set(DocumentField::ParentIssuer, facts.parent_issuer.clone());
    set(DocumentField::Place, facts.place.clone());
    // A year that is only guessed is for looking names up and is never printed.
    let year = facts.year.clone().filter(|_| !facts.year_is_guessed);
    match &facts.parent {
        Some(parent) => {
            let text =
                |value: &Option<String>| value.clone().map(|value| Located::new(value, parent.at));
            set(DocumentField::ParentKind, Some(Located::new(parent.kind.clone(), parent.at)));
            set(DocumentField::ParentNumber, text(&parent.number));
            set(DocumentField::ParentDate, text(&parent.date));
            set(DocumentField::ParentDocumentIssuer, text(&parent.issuer));
            if parent.date.is_none() {
                set(DocumentField::ParentYear, year);
            }
        }
        None => {
            set(DocumentField::ParentKind, Some(Located::new(plan.to_string(), kind_at)));
            set(DocumentField::ParentNumber, facts.number.clone());
            set(DocumentField::ParentDate, facts.date.clone());
            set(DocumentField::ParentYear, year);
            set(DocumentField::ParentDocumentIssuer, facts.issuer.clone());
        }
    }
    let number = match &facts.parent {
        Some(parent) => parent.number.clone(),
        None => facts.number.as_ref().map(|number| number.value.clone()),
    };
    let is_numbered =
        number.as_deref().is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    let is_dated = facts.date.is_some() || facts.parent.as_ref().is_some_and(|p| p.date.is_some());
    if !(is_numbered && is_dated) {
        set(DocumentField::Mode, Some(Located::new(String::from("Dự thảo"), at)));
    }
    if number.as_deref().is_some_and(|number| {
        number.contains("/TU") || number.contains("/TW") || number.contains("/ĐU")
    }) {
        set(DocumentField::Style, Some(Located::new(String::from("dang"), at)));
    }
    draft.document.basis = facts.basis.clone();
    draft.document.recipients = facts
        .recipients
        .iter()
        .map(|name| DraftRecipient { name: name.clone(), copies: None })
        .collect();
}

/// "Danh mục nhiệm vụ chủ yếu thực hiện …"
fn annex_title(plan: &str, title: Option<&Text>, at: Location) -> Text {
    let Some(title) = title else {
        return Located::new(format!("Danh mục nhiệm vụ chủ yếu thực hiện {plan}"), at);
    };
    let mut letters = title.value.chars();
    let first = letters.next().unwrap_or_default();
    // A title that opens with a name keeps its capital.
    let second_is_lower = letters.clone().next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let words = if second_is_lower {
        first.to_lowercase().chain(letters).collect()
    } else {
        title.value.clone()
    };
    let folded = key(&words);
    let says = ["thực hiện", "triển khai", "về việc thực hiện", "về việc triển khai"]
        .iter()
        .any(|begin| folded.starts_with(begin));
    let value = if says {
        format!("Danh mục nhiệm vụ chủ yếu {words}")
    } else if folded.starts_with("về ") || folded.starts_with("của ") {
        format!("Danh mục nhiệm vụ chủ yếu thực hiện {plan} {words}")
    } else {
        let rest = words.strip_prefix("V/v ").unwrap_or(&words);
        format!("Danh mục nhiệm vụ chủ yếu thực hiện {plan} {rest}")
    };
    Located::new(value, title.at)
}

fn row(task: &FoundTask, sources: &Sources) -> DraftTask {
    let mut row = DraftTask::new(task.at);
    row.trace = Some(Trace {
        place: sources.show(task.at),
        sentence: task.sentence.clone(),
        sureness: format!("{}: {}", task.confidence.in_words(), task.why),
        other: task.other.clone(),
    });
    let text = |value: &String| Located::new(value.clone(), task.at);
    row.values.insert(Field::Content, vec![text(&task.content)]);
    for (field, names) in [(Field::Lead, &task.lead), (Field::Support, &task.support)] {
        if !names.is_empty() {
            row.values.insert(field, names.iter().map(text).collect());
        }
    }
    if let Some(deadline) = &task.deadline {
        row.values.insert(Field::Deadline, vec![text(deadline)]);
    }
    for other in &task.others {
        row.values.entry(other.field).or_default().push(text(&other.value));
    }
    row
}

fn declare_aliases(draft: &mut Draft, aliases: &[Alias], directory: &Directory) {
    for alias in aliases {
        let text = |value: &str| Located::new(value.to_string(), alias.at);
        let is_declared =
            draft.collectives.iter().any(|each| {
                each.aliases.iter().any(|known| key(&known.value) == key(&alias.short))
            }) || draft.agencies.iter().any(|each| {
                each.aliases.iter().any(|known| key(&known.value) == key(&alias.short))
            });
        if is_declared {
            continue;
        }
        let short = vec![text(&alias.short)];
        match directory.find(&alias.name) {
            Found::Agency(index) => {
                let name = directory.agencies().get(index).map(|agency| agency.name.clone());
                let name = name.map(|name| Located::new(name, alias.at));
                draft.agencies.push(DraftAgency { name, aliases: short, ..DraftAgency::default() });
            }
            Found::Collective(index) => {
                // The phrase that the directory has, and the members that it gives it.
                let Some(known) = directory.collectives().get(index) else { continue };
                let list = |values: &[String]| values.iter().map(|value| text(value)).collect();
                draft.collectives.push(DraftCollective {
                    name: Some(text(&alias.name)),
                    aliases: short,
                    members: list(&known.members),
                    kinds: known.kinds.iter().map(|kind| text(kind_name(kind))).collect(),
                    open: known.open.then(|| text("có")),
                    ..DraftCollective::default()
                });
            }
            Found::Commune(body) => {
                let name = directory.commune(body).map(|agency| agency.name);
                let name = name.map(|name| Located::new(name, alias.at));
                draft.agencies.push(DraftAgency { name, aliases: short, ..DraftAgency::default() });
            }
            Found::Nobody if is_plural(&alias.name) => draft.collectives.push(DraftCollective {
                name: Some(text(&alias.name)),
                aliases: short,
                open: Some(text("có")),
                ..DraftCollective::default()
            }),
            Found::Nobody => draft.agencies.push(DraftAgency {
                name: Some(text(&alias.name)),
                aliases: short,
                ..DraftAgency::default()
            }),
        }
    }
}

/// A kind of bodies in the clerk's words: "Cấp huyện".
fn kind_name(kind: &str) -> &str {
    let known = KINDS.iter().find(|(id, _)| *id == kind);
    known.and_then(|(_, names)| names.first()).copied().unwrap_or(kind)
}

/// Declares the names of the text that the directory does not know. One that may be a slip is left:
/// the check will ask about it.
fn declare_unknown(draft: &mut Draft, entries: &[Entry], aliases: &[Alias], directory: &Directory) {
    let mut seen: Vec<String> = aliases.iter().map(|alias| key(&alias.short)).collect();
    let declared = draft.agencies.iter().filter_map(|agency| agency.name.as_ref());
    let declared = declared.chain(draft.collectives.iter().filter_map(|each| each.name.as_ref()));
    seen.extend(declared.map(|name| key(&name.value)));
    for entry in entries {
        let Entry::Task(task) = entry else { continue };
        for name in task.lead.iter().chain(&task.support) {
            let folded = key(name);
            if seen.contains(&folded) || directory.find(name) != Found::Nobody {
                continue;
            }
            seen.push(folded);
            let text = |value: &str| Located::new(value.to_string(), task.at);
            if is_plural(name) {
                draft.collectives.push(DraftCollective {
                    name: Some(text(name)),
                    open: Some(text("có")),
                    ..DraftCollective::default()
                });
            } else if !directory.near(name).iter().any(|near| is_slip(name, near)) {
                draft
                    .agencies
                    .push(DraftAgency { name: Some(text(name)), ..DraftAgency::default() });
            }
        }
    }
}

/// Whether a name is likely a known one with a slip in it, and not one of its own: "Báo Công Thương"
/// is of another kind than "Bộ Công Thương", "Kho bạc Nhà nước Khu vực 8" has another number.
fn is_slip(name: &str, near: &str) -> bool {
    let (name, near) = (key(name), key(near));
    let (words, others): (Vec<&str>, Vec<&str>) =
        (name.split(' ').collect(), near.split(' ').collect());
    if words.len() != others.len() {
        // Two words that grew together.
        return name.replace(' ', "") == near.replace(' ', "");
    }
    let pairs = (0..).zip(words.iter().zip(&others)).filter(|(_, (word, other))| word != other);
    pairs.into_iter().all(|(place, (word, other))| {
        let is_number = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                || crate::text::parse_roman(&word.to_uppercase()).is_some()
        };
        let are_kinds = place == 0 && BODY.has(word) && BODY.has(other);
        !are_kinds && !is_number(word) && !is_number(other)
    })
}

/// Whether a name is a phrase for several bodies.
fn is_plural(name: &str) -> bool {
    let folded = key(name);
    let plural = [
        "các ",
        "những ",
        "toàn thể ",
        "mọi ",
        "từng ",
        "cấp ủy",
        "chính quyền",
        "địa phương",
        "đơn vị",
        "cơ quan",
        "sở ngành",
        "sở ban",
        "ban ngành",
        "phòng ban",
    ];
    plural.iter().any(|words| folded.starts_with(words)) || folded.contains(" các ")
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn a_slip_is_told_from_a_name_of_its_own() {
        for (name, near) in [
            ("Sở Công Thươg", "Sở Công Thương"),
            ("Sở Nội vu", "Sở Nội vụ"),
            ("SởKế hoạch và Đầu tư", "Sở Kế hoạch và Đầu tư"),
        ] {
            assert!(is_slip(name, near), "{name}");
        }
        for (name, near) in [
            ("Báo Công Thương", "Bộ Công Thương"),
            ("Kho bạc Nhà nước Khu vực 8", "Kho bạc Nhà nước Khu vực 9"),
            ("Chi cục Thuế khu vực IX", "Chi cục Thuế khu vực X"),
            ("Ban Tuyên giáo", "Ban Tuyên giáo Tỉnh ủy"),
        ] {
            assert!(!is_slip(name, near), "{name}");
        }
    }
}
