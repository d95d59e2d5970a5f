//! The fields of a document → [`Document`].
//!
//! Invariant: every draft gives a document. Fields that cannot be understood are reported at their
//! place.

use super::faults::{DATE_IMPOSSIBLE, DATE_UNREADABLE, TITLE_MISSING, VALUE_UNKNOWN};
use super::is_set;
use crate::diag::Diagnostics;
use crate::model::draft::{DraftDocument, Text};
use crate::model::{
    Document, DocumentField as F, IssueDate, Mode, Numbering, ParentDocument, Reach, Recipient,
};
use crate::source::{Located, Location};
use crate::text::{DateError, key, parse_issue_date, single_line};

/// The title of an annex whose source gives none.
const DEFAULT_TITLE: &str = "Danh mục nhiệm vụ chủ yếu";

/// More copies for one recipient are a slip of the hand, and would fill a disk.
const MOST_COPIES: u32 = 1000;

/// Resolves the document; `at` is where a missing field is reported.
pub fn resolve(draft: DraftDocument, at: Location, diagnostics: &mut Diagnostics) -> Document {
    let texts = printed_texts(&draft);
    let mut fields = Fields { draft, diagnostics };
    let parent_at = fields.draft.fields.iter().find(|(field, _)| is_parent(**field));
    let parent = parent_at.map(|(_, text)| text.at).map(|at| ParentDocument {
        kind: fields.line(F::ParentKind).unwrap_or_else(|| String::from("Quyết định")),
        number: fields.line(F::ParentNumber),
        date: fields.date(F::ParentDate, F::ParentYear),
        issuer: fields.line(F::ParentDocumentIssuer),
        at: Located::new((), at),
    });
    let issuer = fields.take(F::Issuer).map(|text| text.map(|text| single_line(&text)));
    // A file that says only who issued the parent still says who issues.
    let parent_issuer =
        parent.as_ref().and_then(|p| Some(Located::new(p.issuer.clone()?, p.at.at)));
    let title = fields.take(F::Title).map(|text| text.map(|text| single_line(&text)));
    let title = title.unwrap_or_else(|| {
        fields.diagnostics.push(TITLE_MISSING.at(at).with("used", DEFAULT_TITLE));
        Located::new(DEFAULT_TITLE.to_string(), at)
    });
    let number = fields.line(F::Number);
    let date = fields.date(F::Date, F::Year);
    let complete = match &parent {
        Some(parent) => is_complete(parent.number.as_deref(), parent.date),
        None => is_complete(number.as_deref(), date),
    };
    let default_mode = if complete { Mode::Paper } else { Mode::Electronic };
    let style = fields.take(F::Style);
    Document {
        kind: fields.line(F::Kind).unwrap_or_else(|| String::from("Phụ lục")),
        number,
        date,
        issuer: issuer.or(parent_issuer),
        issuer_agency: None,
        parent_issuer: fields.line(F::ParentIssuer),
        place: fields.line(F::Place),
        title,
        parent,
        mode: fields.choice(F::Mode, MODE_WORDS).unwrap_or(Located::new(default_mode, at)),
        style: style.unwrap_or_else(|| Located::new(String::from("ubnd"), at)),
        columns: fields.take(F::Columns),
        numbering: fields
            .choice(F::Numbering, NUMBERING_WORDS)
            .map_or_else(Numbering::default, |n| n.value),
        number_row: fields.flag(F::NumberRow),
        annex: fields.annex(),
        notes: fields.take(F::Notes).map(|text| text.value),
        basis: std::mem::take(&mut fields.draft.basis).into_iter().map(|text| text.value).collect(),
        recipients: fields.recipients(),
        texts,
    }
}

/// What some output prints of the document: the annex, its workbook, the index, the print set.
fn printed_texts(draft: &DraftDocument) -> Vec<Text> {
    const PRINTED: &[F] = &[
        F::Kind,
        F::Title,
        F::Number,
        F::Issuer,
        F::ParentIssuer,
        F::Place,
        F::ParentKind,
        F::ParentNumber,
        F::ParentDocumentIssuer,
        F::Notes,
    ];
    let fields = PRINTED.iter().filter_map(|field| draft.fields.get(field));
    let recipients = draft.recipients.iter().map(|each| &each.name);
    fields.chain(recipients).cloned().collect()
}

/// The copies that a line of Nơi nhận names itself: "Sở Y tế (02 bản)".
fn copies_in(line: &str) -> Option<u32> {
    let (_, words) = line.rsplit_once('(')?;
    let (number, unit) = words.split_once(')')?.0.trim().split_once(' ')?;
    let copies = number.parse().ok().filter(|copies| *copies <= MOST_COPIES)?;
    (key(unit) == "bản").then_some(copies)
}

/// All words of the document that may name the province.
pub fn place_words(document: &Document) -> String {
    let issuer = document.issuer.as_ref().map(|issuer| issuer.value.as_str());
    let parent = document.parent.as_ref().and_then(|parent| parent.issuer.as_deref());
    let superior = document.parent_issuer.as_deref();
    let words = [superior, parent, issuer, document.place.as_deref()];
    words.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn is_parent(field: F) -> bool {
    matches!(
        field,
        F::ParentKind | F::ParentNumber | F::ParentDate | F::ParentYear | F::ParentDocumentIssuer
    )
}

/// Whether number and day are known, so that a paper original can carry them.
fn is_complete(number: Option<&str>, date: IssueDate) -> bool {
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        && matches!(date, IssueDate::Day(_))
}

const MODE_WORDS: &[(Mode, &[&str])] = &[
    (Mode::Paper, &["paper", "Bản giấy", "Giấy"]),
    (Mode::Electronic, &["electronic", "Bản điện tử", "Điện tử"]),
    (Mode::Draft, &["draft", "Dự thảo", "Bản dự thảo"]),
];

const NUMBERING_WORDS: &[(Numbering, &[&str])] = &[
    (Numbering::Continuous, &["continuous", "Liên tục"]),
    (Numbering::Restart, &["restart", "Theo nhóm", "Lại từ đầu mỗi nhóm"]),
    (Numbering::Decimal, &["decimal", "Thập phân", "1.1"]),
    (Numbering::Letters, &["letters", "Chữ cái", "a, b, c"]),
];

struct Fields<'a> {
    draft: DraftDocument,
    diagnostics: &'a mut Diagnostics,
}

impl Fields<'_> {
    fn take(&mut self, field: F) -> Option<Text> {
        self.draft.fields.remove(&field)
    }

    fn flag(&mut self, field: F) -> Option<bool> {
        self.take(field).map(|text| is_set(&text, self.diagnostics))
    }

    fn line(&mut self, field: F) -> Option<String> {
        self.take(field).map(|text| single_line(&text.value))
    }

    fn date(&mut self, day: F, year: F) -> IssueDate {
        if let Some(text) = self.take(day) {
            let fault = match parse_issue_date(&text.value) {
                // A form with its blanks still open leaves it to the year.
                Ok(IssueDate::Unknown) => None,
                Ok(date) => return date,
                Err(DateError::NotADate) => Some(&DATE_UNREADABLE),
                Err(DateError::Impossible) => Some(&DATE_IMPOSSIBLE),
            };
            if let Some(fault) = fault {
                self.diagnostics.push(fault.at(text.at).with("found", text.value));
            }
        }
        let Some(text) = self.take(year) else { return IssueDate::Unknown };
        match parse_issue_date(&text.value) {
            Ok(date) if date != IssueDate::Unknown => date,
            _ => {
                let fault = VALUE_UNKNOWN.at(text.at).with("found", text.value);
                self.diagnostics.push(fault.with("expected", "2024, 2025, …"));
                IssueDate::Unknown
            }
        }
    }

    fn choice<T: Copy>(&mut self, field: F, words: &[(T, &[&str])]) -> Option<Located<T>> {
        let text = self.take(field)?;
        let wanted = key(&text.value);
        let matches = |(_, names): &&(T, &[&str])| names.iter().any(|name| key(name) == wanted);
        match words.iter().find(matches) {
            Some((choice, _)) => Some(Located::new(*choice, text.at)),
            None => {
                let names = words.iter().flat_map(|(_, names)| names.iter().take(2).copied());
                let expected = names.collect::<Vec<_>>().join(", ");
                let fault = VALUE_UNKNOWN.at(text.at).with("found", text.value);
                self.diagnostics.push(fault.with("expected", expected));
                None
            }
        }
    }

    /// The annex's number, Arabic or Roman.
    fn annex(&mut self) -> Option<u32> {
        let text = self.take(F::Annex)?;
        let written = text.value.trim();
        let number = written.parse().ok().or_else(|| crate::text::parse_roman(written));
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            let fault = VALUE_UNKNOWN.at(text.at).with("found", written);
            self.diagnostics.push(fault.with("expected", "1, 2, 3… I, II, III…"));
        }
        number
    }

    fn recipients(&mut self) -> Vec<Recipient> {
        let drafts = std::mem::take(&mut self.draft.recipients);
        let mut recipients = Vec::new();
        for draft in drafts {
            let copies = match draft.copies {
                None => copies_in(&draft.name.value).unwrap_or(1),
                Some(text) => match text.value.trim().parse() {
                    Ok(copies) if copies <= MOST_COPIES => copies,
                    _ => {
                        let fault = VALUE_UNKNOWN.at(text.at).with("found", text.value.clone());
                        self.diagnostics.push(fault.with("expected", "1, 2, 3… 1000"));
                        1
                    }
                },
            };
            let name = single_line(&draft.name.value);
            let name = name.trim_start_matches(['-', '+', '*']).trim();
            let name = name.trim_end_matches([';', '.']).to_string();
            recipients.push(Recipient { name, copies, reach: Reach::Others });
        }
        recipients
    }
}
