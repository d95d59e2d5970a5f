//! The keys of the sheet "Văn bản", the headings of the sheet "Cơ quan", and the headings of our
//! own sheets that hold no tasks. The headings of tasks are labels of the vocabulary.
//!
//! Invariant: all matching goes through the comparison key of `text`, so that case, tone placement
//! and punctuation do not matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::DocumentField;
use crate::text::key;
use crate::vocabulary;

/// Keys of the sheet "Văn bản", in the order of the sheet: what each means, and its names.
static DOCUMENT_KEYS: LazyLock<Vec<(DocumentKey, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = vocabulary::DOCUMENT_KEYS.lines().filter(|line| !line.starts_with('#'));
    let key = |line: &'static str| {
        let (name, names) = line.split_once(':')?;
        let key = match name {
            "basis" => DocumentKey::Basis,
            "recipient" => DocumentKey::Recipient,
            "legend" => DocumentKey::Legend,
            name => DocumentKey::One(DocumentField::from_key(name)?),
        };
        Some((key, names.split('|').map(str::trim).collect()))
    };
    lines.filter_map(key).collect()
});

/// What a key of the sheet "Văn bản" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKey {
    /// A field with one value.
    One(DocumentField),
    /// Căn cứ: a row each.
    Basis,
    /// Nơi nhận: a row each, copies in the third column.
    Recipient,
    /// What the marks of a matrix mean.
    Legend,
}

/// A column of the sheet "Cơ quan".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgencyColumn {
    /// Tên.
    Name,
    /// Viết tắt.
    Short,
    /// Loại; "Cụm chỉ chung" makes the row a collective.
    Kind,
    /// Tên gọi khác.
    Aliases,
    /// Mã.
    Id,
    /// Thành viên, of a collective.
    Members,
    /// Thành viên theo loại, of a collective.
    Kinds,
    /// Hoạt động từ: the first day it exists.
    From,
    /// Không còn từ: the day it ceased.
    Until,
    /// Cơ quan kế thừa, by id.
    Successors,
}

/// Headings of the list of findings that `check --annotate` puts before a clerk's own sheets:
/// no material when the clerk mends those and hands the workbook in.
pub const FINDINGS_HEADINGS: [&str; 7] =
    ["STT", "Mức", "Trang tính", "Ô", "Nội dung lỗi", "Gợi ý", "Mã"];

/// Headings of the columns that say where a row of a plan in sentences was taken from: they are for
/// the clerk's eyes, and no material.
pub const TRACE_HEADINGS: [&str; 3] = ["Chỗ trong văn bản", "Nguyên văn", "Mức chắc chắn"];

/// Heading of the column beside them with the second reading of a row, where a row has one.
pub const READING_HEADING: &str = "Cách hiểu khác";

/// Headings of the sheet of lines that `import` passed over.
pub const PASSED_HEADINGS: [&str; 3] =
    ["Chỗ trong văn bản", "Dòng trong văn bản", "Lý do chưa nhận"];

/// Whether a heading is one of [`TRACE_HEADINGS`], or stands beside them.
pub fn is_trace(words: &str) -> bool {
    let mut all = TRACE_HEADINGS.iter().chain([&READING_HEADING]);
    all.any(|heading| key(heading) == key(words))
}

const AGENCY_HEADINGS: &[(AgencyColumn, &[&str])] = &[
    (AgencyColumn::Name, &["Tên", "Tên cơ quan", "Tên đơn vị", "Cơ quan", "Cơ quan, đơn vị"]),
    (AgencyColumn::Short, &["Viết tắt", "Tên viết tắt", "Tên tắt"]),
    (AgencyColumn::Kind, &["Loại", "Loại cơ quan"]),
    (AgencyColumn::Aliases, &["Tên gọi khác", "Tên khác"]),
    (AgencyColumn::Id, &["Mã", "Mã cơ quan"]),
    (AgencyColumn::Members, &["Thành viên", "Gồm"]),
    (AgencyColumn::Kinds, &["Thành viên theo loại"]),
    (AgencyColumn::From, &["Hoạt động từ", "Ngày thành lập"]),
    (AgencyColumn::Until, &["Không còn từ", "Ngày giải thể"]),
    (AgencyColumn::Successors, &["Cơ quan kế thừa"]),
];

fn index<T: Copy>(table: &[(T, &[&str])]) -> HashMap<String, T> {
    let pairs = table.iter().flat_map(|(field, names)| names.iter().map(|name| (*name, *field)));
    pairs.map(|(name, field)| (key(name), field)).collect()
}

/// What a key of the sheet "Văn bản" means.
pub fn document_key(text: &str) -> Option<DocumentKey> {
    static WHOLE: LazyLock<HashMap<String, DocumentKey>> = LazyLock::new(|| {
        let names = DOCUMENT_KEYS.iter();
        names.flat_map(|(of, names)| names.iter().map(|name| (key(name), *of))).collect()
    });
    WHOLE.get(&key(text)).copied()
}

/// The Vietnamese keys of the sheet "Văn bản", for suggestions and for the blank workbook.
pub fn document_key_names() -> impl Iterator<Item = &'static str> {
    document_keys().map(|(_, name)| name)
}

/// What can stand on the sheet "Văn bản" and its Vietnamese key, in the order of the sheet.
pub fn document_keys() -> impl Iterator<Item = (DocumentKey, &'static str)> {
    DOCUMENT_KEYS.iter().filter_map(|(key, names)| Some((*key, *names.first()?)))
}

/// The column of a heading of the sheet "Cơ quan".
pub fn agency_heading(text: &str) -> Option<AgencyColumn> {
    static WHOLE: LazyLock<HashMap<String, AgencyColumn>> =
        LazyLock::new(|| index(AGENCY_HEADINGS));
    WHOLE.get(&key(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_keys_fold() {
        let kind = Some(DocumentKey::One(DocumentField::ParentKind));
        assert_eq!(document_key("VĂN BẢN GỐC - loại"), kind);
        assert_eq!(document_key("Nơi nhận:"), Some(DocumentKey::Recipient));
        let lines = vocabulary::DOCUMENT_KEYS.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(document_keys().count(), lines.count(), "every line is understood");
    }
}
