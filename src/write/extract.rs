//! The tasks of one agency → `co-quan/<agency>.pdf` and `.xlsx`.
//!
//! Invariant: never called "trích sao", which is a legal form of copies of its own
//! (NĐ 30/2020, Điều 25).

use serde::Serialize;

use super::fingerprint::Fingerprint;
use super::table::{TablePage, TableRow};
use super::{Artifact, Edition, ExtractEdition, pdf_artifact, typst, workbook};
use crate::style::Settings;
use crate::timing::{Stage, measure};
use crate::view::{CommonTasks, DocumentView, Role};

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
    hash.with(&page(extract))?.with(&ids)?.with(&common)
}

/// Writes the workbook, in which the agency reports back.
pub fn write_book(extract: &ExtractEdition) -> anyhow::Result<Artifact> {
    let Edition { style, columns, .. } = extract.edition;
    let book = workbook::ExtractBook {
        extract: &extract.view,
        title: &style.settings.extract.title_for(extract.view.agency),
        columns,
        settings: &style.settings,
    };
    let bytes = measure(Stage::Workbook, || workbook::extract_workbook(&book))?;
    Ok(Artifact::book(&format!("co-quan/{}.xlsx", extract.file), bytes))
}

fn page<'a>(extract: &'a ExtractEdition) -> ExtractPage<'a> {
    let edition = extract.edition;
    let (form, view) = (edition.form(), &extract.view);
    let mut rows = Vec::new();
    for (part, letter) in view.parts.iter().zip(["A", "B", "C"]) {
        rows.push(TableRow::group(1, letter, heading(part.role)));
        rows.extend(part.rows.iter().map(|row| TableRow::new(row, form, 1)));
    }
    let counts = view.parts.iter().map(|part| {
        let name = match part.role {
            Role::Lead => "chủ trì",
            Role::Support => "phối hợp",
            Role::Common => "giao chung",
        };
        format!("{name}: {} nhiệm vụ", part.tasks)
    });
    let counts = capitalised(&counts.collect::<Vec<_>>().join("; "));
    let title = edition.style.settings.extract.title_for(view.agency);
    let title_capitals = title.to_uppercase();
    let mut notes: Vec<String> = view.common.iter().map(common_note).collect();
    notes.extend(Some(view.document.notes.clone()).filter(|notes| !notes.is_empty()));
    ExtractPage {
        doc: DocumentView { title, title_capitals, ..view.document.clone() },
        annex_title: &view.document.title,
        style: &edition.style.settings,
        font: typst::FONT_FAMILY,
        paper: "a4",
        counts: format!("{counts}."),
        table: TablePage::new(form, rows, notes.join("\n")),
    }
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
