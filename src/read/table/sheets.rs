//! The sheets beside the task table: "Văn bản" (key and value) and "Cơ quan".
//!
//! Invariant: each sheet fills its own part of the draft, and holds no tasks.

use std::collections::BTreeMap;

use super::faults::AGENCY_COLUMN_UNKNOWN;
use super::headings::{
    AgencyColumn, DocumentKey, FINDINGS_HEADINGS, PASSED_HEADINGS, agency_heading, document_key,
    document_key_names,
};
use super::matrix::Legend;
use crate::diag::Diagnostics;
use crate::model::draft::{Draft, DraftAgency, DraftCollective, DraftRecipient, Text};
use crate::read::faults::{KEY_TWICE, KEY_UNKNOWN};
use crate::read::grid::{Grid, GridRow};
use crate::source::Located;
use crate::text::{key, nearest};

/// Whether a sheet is the key/value sheet: by its name, or by three known keys in column A.
pub fn is_document(grid: &Grid) -> bool {
    let known = grid.rows.iter().take(60).filter(|row| document_key(row.text(1)).is_some());
    key(&grid.name) == key("Văn bản") || known.take(3).count() == 3
}

/// Reads the key/value sheet: key in column A, value in B, copies of a recipient in C.
pub fn document(
    grid: &Grid,
    draft: &mut Draft,
    legend: &mut Legend,
    diagnostics: &mut Diagnostics,
) {
    let mut reading = Reading { grid, draft, legend, diagnostics };
    let mut last_key = None;
    for row in &grid.rows {
        let (name, value) = (row.text(1), row.text(2));
        if name.is_empty() {
            // A list goes on below its key: Nơi nhận, Căn cứ.
            if let Some(list @ (DocumentKey::Basis | DocumentKey::Recipient)) = last_key {
                reading.store(list, row);
            }
            continue;
        }
        last_key = document_key(name);
        match last_key {
            Some(found) => reading.store(found, row),
            // The heading row and a title have no value that would be lost.
            None if value.is_empty() || is_heading(name, value) => {}
            None => {
                let near = nearest(name, document_key_names());
                let fault = KEY_UNKNOWN.at(grid.at(row.row, 1)).with("found", name);
                reading.diagnostics.push(fault.suggest(near.into_iter().map(str::to_string)));
            }
        }
    }
}

fn is_heading(name: &str, value: &str) -> bool {
    const HEADINGS: &[&str] = &["mục", "trường", "thông tin", "khóa"];
    const VALUES: &[&str] = &["nội dung", "giá trị"];
    let among = |text: &str, list: &[&str]| list.iter().any(|each| key(each) == key(text));
    among(name, HEADINGS) && among(value, VALUES)
}

struct Reading<'a> {
    grid: &'a Grid,
    draft: &'a mut Draft,
    legend: &'a mut Legend,
    diagnostics: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn store(&mut self, found: DocumentKey, row: &GridRow) {
        let cell = |column: u32| -> Option<Text> {
            let text = row.text(column);
            let at = self.grid.at(row.row, column);
            (!text.is_empty()).then(|| Located::new(text.to_string(), at))
        };
        let Some(value) = cell(2) else { return };
        let document = &mut self.draft.document;
        match found {
            DocumentKey::Legend => {
                self.legend.read(&value.value);
            }
            DocumentKey::Basis => document.basis.push(value),
            DocumentKey::Recipient => {
                document.recipients.push(DraftRecipient { name: value, copies: cell(3) });
            }
            DocumentKey::One(field) => {
                if document.fields.get(&field).is_some_and(|before| *before != value) {
                    self.diagnostics.push(KEY_TWICE.at(value.at).with("found", row.text(1)));
                } else {
                    document.fields.insert(field, value);
                }
            }
        }
    }
}

/// Whether a sheet is a list of findings of ours.
pub fn is_findings(grid: &Grid) -> bool {
    has_headings(grid, &FINDINGS_HEADINGS)
}

/// Whether a sheet is our list of the lines of a plan that became no row.
pub fn is_passed_over(grid: &Grid) -> bool {
    has_headings(grid, &PASSED_HEADINGS)
}

fn has_headings(grid: &Grid, headings: &[&str]) -> bool {
    let is_heading = |row: &GridRow| {
        row.cells.iter().map(|cell| cell.text.as_str()).eq(headings.iter().copied())
    };
    grid.rows.iter().take(5).any(is_heading)
}

/// Whether a sheet has the name of the sheet of agencies.
pub fn is_of_agencies(grid: &Grid) -> bool {
    key(&grid.name) == key("Cơ quan")
}

/// Reads the sheet of the source's own agencies; false when this is none.
pub fn agencies(grid: &Grid, draft: &mut Draft, diagnostics: &mut Diagnostics) -> bool {
    let heading = grid.rows.iter().take(20).enumerate().find_map(|(index, row)| {
        let columns: BTreeMap<AgencyColumn, u32> = row
            .cells
            .iter()
            .filter_map(|cell| Some((agency_heading(&cell.text)?, cell.column)))
            .collect();
        (columns.len() >= 2 && columns.contains_key(&AgencyColumn::Name))
            .then_some((index, row, columns))
    });
    let Some((index, heading, columns)) = heading else { return false };
    for cell in &heading.cells {
        let first = agency_heading(&cell.text).and_then(|column| columns.get(&column));
        if first != Some(&cell.column) && key(&cell.text) != "tt" && key(&cell.text) != "stt" {
            let at = grid.at(heading.row, cell.column);
            diagnostics.push(AGENCY_COLUMN_UNKNOWN.at(at).with("found", cell.text.clone()));
        }
    }
    for row in grid.rows.iter().skip(index + 1) {
        let row = AgencyRow { grid, row, columns: &columns };
        match row.text(AgencyColumn::Kind).filter(|kind| key(&kind.value).starts_with("cụm")) {
            Some(kind) => draft.collectives.push(row.collective(kind)),
            None => draft.agencies.push(row.agency()),
        }
    }
    true
}

/// A row of the sheet of agencies.
struct AgencyRow<'a> {
    grid: &'a Grid,
    row: &'a GridRow,
    columns: &'a BTreeMap<AgencyColumn, u32>,
}

impl AgencyRow<'_> {
    fn text(&self, column: AgencyColumn) -> Option<Text> {
        let column = *self.columns.get(&column)?;
        let value = self.row.text(column);
        let text = Located::new(value.to_string(), self.grid.at(self.row.row, column));
        (!value.is_empty()).then_some(text)
    }

    fn list(&self, column: AgencyColumn) -> Vec<Text> {
        let Some(text) = self.text(column) else { return Vec::new() };
        let parts = text.value.split([';', '\n']).map(str::trim);
        let filled = parts.filter(|part| !part.is_empty());
        filled.map(|part| Located::new(part.to_string(), text.at)).collect()
    }

    /// "Cụm chỉ chung"; one without members, or "Cụm … mở", is open.
    fn collective(&self, kind: Text) -> DraftCollective {
        let (members, kinds) = (self.list(AgencyColumn::Members), self.list(AgencyColumn::Kinds));
        let alone = members.is_empty() && kinds.is_empty();
        let is_open = alone || key(&kind.value).ends_with(" mở");
        DraftCollective {
            id: self.text(AgencyColumn::Id),
            aliases: self.list(AgencyColumn::Aliases),
            from: self.text(AgencyColumn::From),
            until: self.text(AgencyColumn::Until),
            name: self.text(AgencyColumn::Name),
            members,
            kinds,
            open: is_open.then(|| kind.map(|_| String::from("true"))),
        }
    }

    fn agency(&self) -> DraftAgency {
        DraftAgency {
            id: self.text(AgencyColumn::Id),
            short: self.text(AgencyColumn::Short),
            aliases: self.list(AgencyColumn::Aliases),
            from: self.text(AgencyColumn::From),
            until: self.text(AgencyColumn::Until),
            successors: self.list(AgencyColumn::Successors),
            name: self.text(AgencyColumn::Name),
            kind: self.text(AgencyColumn::Kind),
        }
    }
}
