//! What there is to choose from, and the blank workbook.

use std::collections::BTreeSet;

use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shared;
use super::body::{Arrived, MAX_BYTES};
use super::refusal::Refusal;
use super::reply::{Reply, WORKBOOK};
use super::results::MINUTES;
use super::wire::Asked;
use crate::directory::KINDS;
use crate::embedded::SEEDS;
use crate::model::Field;
use crate::read::READERS;
use crate::style::{self, Style, StyleFiles};
use crate::write::source::SOURCE_WRITERS;
use crate::write::workbook::blank_workbook;
use crate::write::{EXTRACT_WRITERS, INDEX_WRITERS, WRITERS};

const MODES: &[(&str, &str, &str)] = &[
    ("paper", "Bản giấy", "Paper"),
    ("electronic", "Bản điện tử", "Electronic"),
    ("draft", "Dự thảo", "Draft"),
];

const NUMBERINGS: &[(&str, &str, &str)] = &[
    ("continuous", "Liên tục", "Continuous"),
    ("restart", "Lại từ đầu mỗi nhóm", "Anew in each group"),
    ("decimal", "Thập phân: 1.1, 1.2", "Decimal: 1.1, 1.2"),
    ("letters", "Chữ cái: a, b, c", "Letters: a, b, c"),
];

/// `GET /api/info`.
pub async fn info() -> Reply {
    let choices = |list: &[(&str, &str, &str)]| -> Vec<Value> {
        list.iter().map(|(id, vi, en)| json!({ "id": id, "vi": vi, "en": en })).collect()
    };
    let fields = Field::ALL
        .iter()
        .map(|field| (field.key(), field.names()))
        .map(|(key, (vi, en))| json!({ "key": key, "vi": vi, "en": en }));
    // A plan in sentences makes a draft.
    let accepts = READERS.iter().flat_map(|reader| reader.extensions);
    let kinds = KINDS.iter().map(|(id, names)| json!({ "id": id, "vi": names.first() }));
    let seeds: BTreeSet<(&str, &str)> =
        SEEDS.iter().filter_map(|(path, _)| path.split_once('/')).collect();
    let examples = seeds.iter().map(|(id, file)| json!({ "id": id, "file": file }));
    let files = WRITERS.iter().map(|writer| writer.file);
    let files = files.chain(EXTRACT_WRITERS.iter().map(|writer| writer.pattern));
    let files = files.chain(INDEX_WRITERS.iter().map(|writer| writer.file));
    let styles = style::built_in_names().into_iter().filter_map(|name| {
        style::load(name, StyleFiles::default()).ok().flatten().map(|style| of_style(&style))
    });
    let all = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "accepts": accepts.map(|extension| format!(".{extension}")).collect::<Vec<_>>(),
        "fields": fields.collect::<Vec<_>>(),
        "modes": choices(MODES),
        "numberings": choices(NUMBERINGS),
        "styles": styles.collect::<Vec<_>>(),
        "kinds": kinds.collect::<Vec<_>>(),
        "examples": examples.collect::<Vec<_>>(),
        "files": files.collect::<Vec<_>>(),
        "converts": SOURCE_WRITERS.iter().filter_map(|w| w.extensions.first()).collect::<Vec<_>>(),
        "limits": { "upload_bytes": MAX_BYTES, "result_minutes": MINUTES },
    });
    Reply::json(all.to_string())
}

fn of_style(style: &Style) -> Value {
    let presets = style.preset_names().into_iter().filter_map(|name| {
        let preset = style.preset(Some(name))?;
        Some(json!({ "id": name, "columns": preset.columns }))
    });
    json!({
        "id": style.name,
        "description": style.settings.description,
        "columns": style.settings.table.columns,
        "number_row": style.settings.table.number_row,
        "presets": presets.collect::<Vec<_>>(),
    })
}

/// Whose agencies the blank workbook offers.
#[derive(Deserialize)]
pub struct BlankQuery {
    #[serde(default)]
    place: String,
}

/// `GET /api/blank.xlsx`.
pub async fn blank(State(app): Shared, Query(query): Query<BlankQuery>) -> Result<Reply, Refusal> {
    app.ask_of("blank", query.place, Arrived::nothing()).await
}

/// The blank workbook of a place.
///
/// # Errors
/// A workbook that cannot be written.
pub fn make_blank(asked: &Asked) -> Result<Reply, Refusal> {
    let made = blank_workbook(&asked.argument).map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::new(WORKBOOK, made))
}
