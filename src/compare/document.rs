//! The lines of two documents → those that differ.
//!
//! Invariant: how a version is laid out is no part of what it says; what only one of them says is named.

use super::words::is_same_writing;
use super::{Comparison, LineChange};
use crate::model::DocumentField as F;
use crate::model::draft::Draft;
use crate::text::{Date, key, parse_issue_date};

/// What is compared of a document, with its name for a clerk.
const LINES: &[(F, &str)] = &[
    (F::Title, "Tiêu đề"),
    (F::Number, "Số, ký hiệu"),
    (F::Date, "Ngày ban hành"),
    (F::Year, "Năm ban hành"),
    (F::Issuer, "Cơ quan ban hành"),
    (F::ParentIssuer, "Cơ quan chủ quản"),
    (F::Place, "Địa danh"),
    (F::ParentKind, "Văn bản kèm theo: loại"),
    (F::ParentNumber, "Văn bản kèm theo: số, ký hiệu"),
    (F::ParentDate, "Văn bản kèm theo: ngày"),
    (F::ParentYear, "Văn bản kèm theo: năm"),
    (F::ParentDocumentIssuer, "Văn bản kèm theo: cơ quan ban hành"),
    (F::Notes, "Ghi chú dưới bảng"),
];

/// Adds what differs to a comparison.
pub fn compare(old: &Draft, new: &Draft, found: &mut Comparison) {
    for (field, name) in LINES {
        let text = |draft: &Draft| draft.document.fields.get(field).map(|text| text.value.clone());
        let texts = [text(old), text(new)];
        let days = texts.each_ref().map(|text| day(text.as_deref().filter(|_| is_day(*field))));
        match days {
            [Some(one), Some(other)] if one == other => {}
            _ => held(name, texts, found),
        }
    }
    let basis = |draft: &Draft| lines(draft.document.basis.iter().map(|text| text.value.clone()));
    held("Căn cứ ban hành", [basis(old), basis(new)], found);
    let recipients = |draft: &Draft| {
        lines(draft.document.recipients.iter().map(|one| match &one.copies {
            Some(copies) => format!("{} ({})", one.name.value, copies.value),
            None => one.name.value.clone(),
        }))
    };
    held("Nơi nhận", [recipients(old), recipients(new)], found);
}

fn is_day(field: F) -> bool {
    matches!(field, F::Date | F::ParentDate)
}

/// The day that a line means, however it is written.
fn day(text: Option<&str>) -> Option<(Date, Date)> {
    parse_issue_date(text?).ok()?.period()
}

fn lines(all: impl Iterator<Item = String>) -> Option<String> {
    Some(all.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
}

fn held(name: &str, texts: [Option<String>; 2], found: &mut Comparison) {
    match texts {
        [Some(old), Some(new)] if old != new => {
            // A title stands in capitals, or does not, as the form wants it.
            let is_title = name == "Tiêu đề" && key(&old) == key(&new);
            let is_written = is_title || is_same_writing(&old, &new);
            let to = if is_written { &mut found.writing } else { &mut found.lines };
            to.push(LineChange { what: name.to_string(), old, new });
        }
        [Some(_), None] => found.not_compared[0].push(name.to_string()),
        [None, Some(_)] => found.not_compared[1].push(name.to_string()),
        _ => {}
    }
}
