//! The tasks of one agency → `co-quan/<agency>.pdf` and `.xlsx`.
//!
//! Invariant: never called "trích sao", which is a legal form of copies of its own
//! (NĐ 30/2020, Điều 25).

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::headline::HeadLines;
use super::table::{TablePage, TableRow};
use super::{Artifact, Edition, ExtractEdition, pdf_artifact, typst, workbook};
use crate::model::Field;
use crate::style::Settings;
use crate::timing::{Stage, measure};
use crate::view::{CommonTasks, DocumentView, Role, RowView, in_capitals};

/// What the template `chung/trich.typ` sees.
#[derive(Serialize)]
struct ExtractPage<'a> {
    /// As of the annex, but with the extract's own title.
    doc: DocumentView,
    /// The title of the annex, as written.
    annex_title: &'a str,
    style: &'a Settings,
    font: &'static str,
    paper: &'static str,
    lines: HeadLines,
    /// "Chủ trì: 5 nhiệm vụ; phối hợp: 12 nhiệm vụ."
    counts: String,
    #[serde(flatten)]
    table: TablePage<'a>,
}

/// What the PDF shows.
pub fn shows(extract: &ExtractEdition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    hash.with(&page(extract))
}

/// Writes the PDF.
pub fn write(extract: &ExtractEdition) -> anyhow::Result<Artifact> {
    let file = format!("co-quan/{}.pdf", extract.file);
    pdf_artifact(&file, markup(extract)?)
}

/// The Typst markup of the PDF.
pub fn markup(extract: &ExtractEdition) -> anyhow::Result<String> {
    extract.edition.templates.render("chung/trich.typ", &page(extract))
}

/// What the workbook shows: also the tasks' ids, and in full what the PDF gives by numbers.
pub fn book_shows(extract: &ExtractEdition, hash: Fingerprint) -> anyhow::Result<Fingerprint> {
    let ids: Vec<&str> = extract.view.task_ids().collect();
    let form = extract.edition.form();
    let common: Vec<TableRow> =
        extract.view.common_rows.iter().map(|row| TableRow::new(row, form, 0)).collect();
    let hash = hash.with(&page(extract))?.with(&ids)?.with(&common)?;
    // Without an earlier round the hash stays that of before.
    extract.earlier.map_or(Ok(hash.clone()), |earlier| hash.clone().with(earlier))
}

/// Writes the workbook, in which the agency reports back.
pub fn write_book(extract: &ExtractEdition) -> anyhow::Result<Artifact> {
    let Edition { style, columns, .. } = extract.edition;
    let book = workbook::ExtractBook {
        extract: &extract.view,
        title: &style.settings.extract.title_for(extract.view.agency),
        columns,
        settings: &style.settings,
        earlier: extract.earlier,
    };
    let bytes = measure(Stage::Workbook, || workbook::extract_workbook(&book))?;
    Ok(Artifact::book(&format!("co-quan/{}.xlsx", extract.file), bytes))
}

/// What an extract says, whatever its format.
pub struct Content<'a> {
    /// As of the annex, but with the extract's own title.
    pub document: DocumentView,
    /// Its parts that have tasks.
    pub parts: Vec<ContentPart<'a>>,
    /// "Chủ trì: 5 nhiệm vụ; phối hợp: 12 nhiệm vụ."
    pub counts: String,
    /// What stands below the table, a line each.
    pub notes: String,
}

/// A part of an extract.
pub struct ContentPart<'a> {
    /// "A"; empty where groups of the plan have capitals.
    pub letter: &'static str,
    /// Its title.
    pub heading: String,
    /// Rows in full.
    pub rows: Vec<&'a RowView<'a>>,
    /// Tasks by number and short title.
    pub brief: Vec<Brief<'a>>,
}

/// A task by its number and its short title.
pub struct Brief<'a> {
    /// "12", or "I.3" where numbers start again in each group.
    pub number: &'a str,
    /// The beginning of what is to be done.
    pub title: String,
}

/// The letters of the parts, and their ordinals.
const PARTS: [(&str, &str); 4] =
    [("A", "THỨ NHẤT"), ("B", "THỨ HAI"), ("C", "THỨ BA"), ("D", "THỨ TƯ")];

/// The content of an extract.
pub fn content<'a>(extract: &'a ExtractEdition) -> Content<'a> {
    let (edition, view) = (extract.edition, &extract.view);
    let mut parts: Vec<(&str, Vec<&RowView>, Vec<Brief>)> = Vec::new();
    for part in &view.parts {
        match (part.role, &view.brief) {
            (Role::Support, Some(brief)) => {
                let through = brief.through.iter().map(|(number, task)| Brief {
                    number,
                    title: shortened(task.text(Field::Content)),
                });
                parts.push((heading(part.role), brief.named.clone(), Vec::new()));
                parts.push(("NHIỆM VỤ PHỐI HỢP THEO CỤM CƠ QUAN", Vec::new(), through.collect()));
            }
            _ => parts.push((heading(part.role), part.rows.clone(), Vec::new())),
        }
    }
    parts.retain(|(_, rows, brief)| !rows.is_empty() || !brief.is_empty());
    // No letter stands for a part and for a group of the plan.
    let has_capitals = edition.annex.rows.iter().any(|row| match row {
        RowView::Group(group) => group.in_capitals,
        RowView::Task(_) => false,
    });
    let parts = PARTS.into_iter().zip(parts).map(|((letter, ordinal), (heading, rows, brief))| {
        let (letter, heading) = match has_capitals {
            true => ("", format!("PHẦN {ordinal} - {heading}")),
            false => (letter, heading.to_string()),
        };
        ContentPart { letter, heading, rows, brief }
    });
    let by_number = view.brief.as_ref().map_or(0, |brief| brief.through.len());
    let counts = view.parts.iter().map(|part| {
        let name = match part.role {
            Role::Lead => "chủ trì",
            Role::Support => "phối hợp",
            Role::Common => "giao chung",
        };
        let of_these = match (part.role, by_number) {
            (Role::Support, 1..) => format!(" (trong đó {by_number} theo cụm cơ quan)"),
            _ => String::new(),
        };
        format!("{name}: {} nhiệm vụ{of_these}", part.tasks)
    });
    let counts = capitalised(&counts.collect::<Vec<_>>().join("; "));
    let title = edition.style.settings.extract.title_for(view.agency);
    let title_capitals = in_capitals(&title);
    let mut notes: Vec<String> = view.common.iter().map(common_note).collect();
    notes.extend(Some(view.document.notes.clone()).filter(|notes| !notes.is_empty()));
    Content {
        document: DocumentView { title, title_capitals, ..view.document.clone() },
        parts: parts.collect(),
        counts: format!("{counts}."),
        notes: notes.join("\n"),
    }
}

fn page<'a>(extract: &'a ExtractEdition) -> ExtractPage<'a> {
    let (edition, view) = (extract.edition, &extract.view);
    let form = edition.form();
    let Content { document: doc, parts, counts, notes } = content(extract);
    let mut rows = Vec::new();
    for part in parts {
        rows.push(TableRow::part(part.letter, part.heading));
        rows.extend(part.rows.into_iter().map(|row| TableRow::new(row, form, 1)));
        let brief = part.brief.into_iter();
        rows.extend(brief.map(|brief| TableRow::brief(brief.number, brief.title)));
    }
    ExtractPage {
        lines: edition.head_lines(&doc, &view.document.title),
        doc,
        annex_title: &view.document.title,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        counts,
        table: TablePage::new(form, rows, notes),
    }
}

/// The beginning of a text, up to the end of a word.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 110;
    let text = text.split('\n').next().unwrap_or_default();
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    let start: String = text.chars().take(LONGEST).collect();
    let words = start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', '.', ':', ' ']))
}

/// The title of a part.
fn heading(role: Role) -> &'static str {
    match role {
        Role::Lead => "NHIỆM VỤ CHỦ TRÌ",
        Role::Support => "NHIỆM VỤ PHỐI HỢP",
        Role::Common => "NHIỆM VỤ GIAO CHUNG",
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Nhiệm vụ số 1-3, 7: các đơn vị liên quan phối hợp khi được đề nghị."
fn common_note(common: &CommonTasks) -> String {
    let numbers = ranges(&common.numbers);
    format!("Nhiệm vụ số {numbers}: {} phối hợp khi được đề nghị.", common.phrase)
}

/// Numbers that follow each other as a range: 1, 2, 3, 7 → "1-3, 7".
fn ranges(numbers: &[String]) -> String {
    let value = |number: &String| number.parse::<u32>().ok();
    let follows =
        |a: &String, b: &String| value(a).map(|a| a + 1) == value(b) && value(b).is_some();
    let runs = numbers.chunk_by(follows).map(|run| match run {
        [first, _, .., last] => format!("{first}-{last}"),
        _ => run.join(", "),
    });
    runs.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_a_row_are_a_range() {
        let ranges =
            |words: &str| super::ranges(&words.split(' ').map(str::to_string).collect::<Vec<_>>());
        assert_eq!(ranges("1 2 3 7 9 10"), "1-3, 7, 9, 10");
        assert_eq!(ranges("I.1 I.2 I.3"), "I.1, I.2, I.3");
        assert_eq!(ranges("5"), "5");
    }
}
