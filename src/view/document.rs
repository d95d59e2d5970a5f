//! The document's own lines: header block, title, "(Kèm theo …)".

use serde::Serialize;

use crate::model::{Document, IssueDate, Mode};
use crate::text::{long_date, month_and_year, roman};

/// The lines around the table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DocumentView {
    /// "paper", "electronic" or "draft".
    pub mode: &'static str,
    /// "Phụ lục", or "Phụ lục II" where the document has two or more (NĐ 30/2020, Phụ lục I,
    /// Phần I, mục III.1).
    pub label: String,
    /// Loại văn bản in capitals: "CHƯƠNG TRÌNH HÀNH ĐỘNG".
    pub kind: String,
    /// The title in capitals.
    pub title_capitals: String,
    /// The title as written.
    pub title: String,
    /// "Kèm theo Quyết định số … ngày … của …", without brackets; empty when there is no parent.
    pub reference: String,
    /// The same of the document itself, for an annex whose source gives only the document that
    /// it belongs to; empty when that has no number of its own.
    pub own_reference: String,
    /// Whether the document printed is an annex and not a text of its own.
    pub is_annex: bool,
    /// Cơ quan chủ quản in capitals; empty when absent.
    pub parent_issuer: String,
    /// Cơ quan ban hành in capitals; empty when absent.
    pub issuer: String,
    /// Cơ quan ban hành as written, for the file's author.
    pub author: String,
    /// Số, ký hiệu; blanks where the mode leaves them.
    pub number: String,
    /// "Hà Tĩnh, ngày 07 tháng 02 năm 2023"; empty when neither is known.
    pub place_and_date: String,
    /// Notes below the table.
    pub notes: String,
    /// (year, month, day) for the file's own date, which PDF/A wants: the issue date, else the
    /// first day that may be meant. Never the clock, so that two builds are the same.
    pub date: (i16, i8, i8),
}

/// What stays blank for the clerk's pen or the signing system: wide enough to write in.
const BLANK: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

impl DocumentView {
    /// The view of a document in a mode.
    pub fn new(document: &Document, mode: Mode) -> DocumentView {
        let first = document.issue_date().period().map(|(first, _)| first);
        let date = first.map_or((2000, 1, 1), |day| (day.year(), day.month(), day.day()));
        let capitals =
            |text: &Option<String>| text.as_ref().map_or_else(String::new, |t| t.to_uppercase());
        let issuer = document.issuer.as_ref().map(|issuer| issuer.value.clone());
        DocumentView {
            mode: mode.name(),
            label: match document.annex {
                Some(number) => format!("Phụ lục {}", roman(number)),
                None => String::from("Phụ lục"),
            },
            kind: document.kind.to_uppercase(),
            title_capitals: in_capitals(&document.title.value),
            title: document.title.value.clone(),
            reference: parent_reference(document, mode),
            own_reference: own_reference(document, mode),
            is_annex: is_annex(document),
            parent_issuer: capitals(&document.parent_issuer),
            issuer: capitals(&issuer),
            author: issuer.unwrap_or_default(),
            number: document.number.as_deref().map_or_else(String::new, |n| number(n, mode)),
            place_and_date: place_and_date(document, mode),
            notes: document.notes.clone().unwrap_or_default(),
            date,
        }
    }
}

/// A title in capitals. The sign of a document is no word: "26-CTr/TU" stays as it is.
pub fn in_capitals(title: &str) -> String {
    let is_sign = |word: &str| word.contains('/') && word.starts_with(|c: char| c.is_ascii_digit());
    let words = title.split(' ').map(|word| match is_sign(word) {
        true => word.to_string(),
        false => word.to_uppercase(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// "Kèm theo Quyết định số 1992/QĐ-UBND ngày 09 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh …"
/// (NĐ 30/2020, Phụ lục III, Mẫu 2.1). Electronic and draft: number and date blank (Mẫu 2.2).
fn parent_reference(document: &Document, mode: Mode) -> String {
    let Some(parent) = &document.parent else { return String::new() };
    let issuer = parent.issuer.as_deref().or(document.issuer.as_ref().map(|i| i.value.as_str()));
    reference((&parent.kind, parent.number.as_deref(), issuer), parent.date, mode)
}

fn own_reference(document: &Document, mode: Mode) -> String {
    if is_annex(document) || document.number.is_none() {
        return String::new();
    }
    let issuer = document.issuer.as_ref().map(|issuer| issuer.value.as_str());
    reference((&document.kind, document.number.as_deref(), issuer), document.date, mode)
}

fn is_annex(document: &Document) -> bool {
    let kind = crate::text::key(&document.kind);
    kind.starts_with("phụ lục") || kind.starts_with("danh mục")
}

fn reference(
    (kind, sign, issuer): (&str, Option<&str>, Option<&str>),
    day: IssueDate,
    mode: Mode,
) -> String {
    let sign = sign.map_or_else(|| BLANK.to_string(), |sign| number(sign, mode));
    let mut line = format!("Kèm theo {kind} số {sign} {}", date(day, mode));
    if let Some(issuer) = issuer {
        line.push_str(&format!(" của {issuer}"));
    }
    line
}

/// The number with its blank: "1992/QĐ-UBND" → "      /QĐ-UBND" where the mode leaves it open.
/// A Party number keeps its hyphen: "26-CTr/TU".
fn number(text: &str, mode: Mode) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (written, sign) = text.split_at(digits);
    let sign = sign.trim();
    match mode {
        Mode::Paper if !written.is_empty() => {
            // NĐ 30/2020, Phụ lục I: a zero before a number below 10.
            format!("{written:0>2}{sign}")
        }
        _ => format!("{BLANK}{sign}"),
    }
}

fn date(date: IssueDate, mode: Mode) -> String {
    match date {
        IssueDate::Day(day) if mode == Mode::Paper => long_date(day),
        // The month that a draft knows was written on purpose; the day alone is still open.
        IssueDate::Month(first) => format!("ngày {BLANK} {}", month_and_year(first)),
        other => {
            let year = other.year().map_or_else(|| BLANK.to_string(), |year| year.to_string());
            format!("ngày {BLANK} tháng {BLANK} năm {year}")
        }
    }
}

fn place_and_date(document: &Document, mode: Mode) -> String {
    let Some(place) = &document.place else { return String::new() };
    if document.number.is_none() && document.date == IssueDate::Unknown {
        return String::new();
    }
    format!("{place}, {}", date(document.date, mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_sign_and_lose_their_figures_where_open() {
        assert_eq!(number("1992/QĐ-UBND", Mode::Paper), "1992/QĐ-UBND");
        assert_eq!(number("5/QĐ-UBND", Mode::Paper), "05/QĐ-UBND");
        assert_eq!(number("1992/QĐ-UBND", Mode::Draft), format!("{BLANK}/QĐ-UBND"));
        assert_eq!(number("/KH-UBND", Mode::Paper), format!("{BLANK}/KH-UBND"));
        assert_eq!(number("26-CTr/TU", Mode::Paper), "26-CTr/TU");
    }
}
