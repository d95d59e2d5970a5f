//! The sheets beside the task table: "Văn bản" (key and value) and "Cơ quan".

use std::collections::BTreeMap;

use super::faults::{AGENCY_COLUMN_UNKNOWN, KEY_TWICE, KEY_UNKNOWN};
use super::grid::{Grid, GridRow};
use super::headings::{
    AgencyColumn, DocumentKey, agency_heading, document_key, document_key_names,
};
use crate::diag::Diagnostics;
use crate::model::draft::{Draft, DraftAgency, DraftCollective, DraftRecipient, Text};
use crate::source::Located;
use crate::text::{key, nearest};

/// Whether a sheet is the key/value sheet: by its name, or by three known keys in column A.
pub fn is_document(grid: &Grid) -> bool {
    let known = grid.rows.iter().take(60).filter(|row| document_key(row.text(1)).is_some());
    key(&grid.name) == key("Văn bản") || known.take(3).count() == 3
}

/// Reads the key/value sheet: key in column A, value in B, copies of a recipient in C.
pub fn document(grid: &Grid, draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let mut last_key = None;
    for row in &grid.rows {
        let name = row.text(1);
        let value = row.text(2);
        let at = grid.at(row.row, 2);
        if name.is_empty() {
            // A list goes on below its key: Nơi nhận, Căn cứ.
            if let Some(list @ (DocumentKey::Basis | DocumentKey::Recipient)) = last_key {
                store(list, Located::new(value.to_string(), at), row, grid, draft, diagnostics);
            }
            continue;
        }
        let Some(found) = document_key(name) else {
            // The heading row and a title have no value that would be lost.
            if !value.is_empty() && !is_heading(name, value) {
                let near = nearest(name, document_key_names());
                diagnostics.push(
                    KEY_UNKNOWN
                        .at(grid.at(row.row, 1))
                        .with("found", name)
                        .suggest(near.into_iter().map(str::to_string)),
                );
            }
            last_key = None;
            continue;
        };
        last_key = Some(found);
        store(found, Located::new(value.to_string(), at), row, grid, draft, diagnostics);
    }
}

fn is_heading(name: &str, value: &str) -> bool {
    const HEADINGS: &[&str] = &["mục", "trường", "thông tin", "khóa"];
    const VALUES: &[&str] = &["nội dung", "giá trị"];
    let among = |text: &str, list: &[&str]| list.iter().any(|each| key(each) == key(text));
    among(name, HEADINGS) && among(value, VALUES)
}

fn store(
    found: DocumentKey,
    value: Text,
    row: &GridRow,
    grid: &Grid,
    draft: &mut Draft,
    diagnostics: &mut Diagnostics,
) {
    if value.value.is_empty() {
        return;
    }
    let document = &mut draft.document;
    match found {
        DocumentKey::Basis => document.basis.push(value),
        DocumentKey::Recipient => {
            let copies = row.text(3);
            let copies =
                (!copies.is_empty()).then(|| Located::new(copies.to_string(), grid.at(row.row, 3)));
            document.recipients.push(DraftRecipient { name: value, copies });
        }
        DocumentKey::One(field) => {
            let at = value.at;
            let twice = document.fields.get(&field).is_some_and(|before| *before != value);
            if twice {
                diagnostics.push(KEY_TWICE.at(at).with("found", row.text(1)));
            } else {
                document.fields.insert(field, value);
            }
        }
    }
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
            .then_some((index, columns))
    });
    let Some((heading, columns)) = heading else { return false };
    for cell in &grid.rows[heading].cells {
        let first = agency_heading(&cell.text).and_then(|column| columns.get(&column));
        if first != Some(&cell.column) && key(&cell.text) != "tt" && key(&cell.text) != "stt" {
            let at = grid.at(grid.rows[heading].row, cell.column);
            diagnostics.push(AGENCY_COLUMN_UNKNOWN.at(at).with("found", cell.text.clone()));
        }
    }
    for row in &grid.rows[heading + 1..] {
        let text = |column: AgencyColumn| -> Option<Text> {
            let column = *columns.get(&column)?;
            let value = row.text(column);
            let text = Located::new(value.to_string(), grid.at(row.row, column));
            (!value.is_empty()).then_some(text)
        };
        let list = |column: AgencyColumn| -> Vec<Text> {
            let Some(text) = text(column) else { return Vec::new() };
            let parts = text.value.split([';', '\n']).map(str::trim);
            let filled = parts.filter(|part| !part.is_empty());
            filled.map(|part| Located::new(part.to_string(), text.at)).collect()
        };
        let name = text(AgencyColumn::Name);
        let kind = text(AgencyColumn::Kind);
        if kind.as_ref().is_some_and(|kind| key(&kind.value).starts_with("cụm")) {
            let members = list(AgencyColumn::Members);
            let said = kind.filter(|_| members.is_empty());
            let open = said.map(|kind| kind.map(|_| String::from("true")));
            draft.collectives.push(DraftCollective {
                id: text(AgencyColumn::Id),
                aliases: list(AgencyColumn::Aliases),
                name,
                members,
                open,
                ..DraftCollective::default()
            });
        } else {
            draft.agencies.push(DraftAgency {
                id: text(AgencyColumn::Id),
                short: text(AgencyColumn::Short),
                aliases: list(AgencyColumn::Aliases),
                name,
                kind,
                ..DraftAgency::default()
            });
        }
    }
    true
}
