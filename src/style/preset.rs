//! Column presets: which columns a table has, their headings and widths.
//!
//! Invariant: a preset that leaves this file fits an A4 landscape page of its style.

use anyhow::bail;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::{Page, place};
use crate::model::Field;

/// A set of columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// Its name in a source.
    pub id: String,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
}

/// A column of the annex, in the PDF and the workbook alike.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What it shows, by [`Field::key`].
    #[serde(deserialize_with = "field_from_key", serialize_with = "field_to_key")]
    pub field: Field,
    /// The heading.
    pub heading: String,
    /// The heading above it, shared with its neighbours; makes the header two rows high.
    #[serde(default)]
    pub over: String,
    /// Width in millimetres; 0 shares what is left.
    #[serde(default)]
    pub width: f64,
    /// Centred (numbers and dates) or left.
    #[serde(default)]
    pub centred: bool,
    /// Shown in a draft alone, in red; dropped on issue (O48).
    #[serde(default)]
    pub draft_only: bool,
    /// Holds words that are struck or underlined ([`crate::text::marked`]), as reports of changes do.
    #[serde(default)]
    pub marked: bool,
}

fn field_from_key<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Field, D::Error> {
    let key = String::deserialize(deserializer)?;
    Field::from_key(&key)
        .ok_or_else(|| serde::de::Error::custom(format!("không có trường “{key}”")))
}

fn field_to_key<S: serde::Serializer>(field: &Field, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(field.key())
}

/// Agency names need room (docs/form.md, T21).
const LEAST_AGENCY_WIDTH: f64 = 35.0;
/// "VIII" and "10.12" at 14 pt with the cell's insets (T20).
const LEAST_NUMBER_WIDTH: f64 = 11.0;
/// A4 landscape.
const PAGE_WIDTH: f64 = 297.0;
/// What a column that shares the rest needs at least.
const LEAST_SHARED_WIDTH: f64 = 30.0;

/// Checks a preset against the page of its style (docs/form.md, T20, T21).
///
/// # Errors
/// A preset that lacks a column every annex has, or does not fit; the message names its place.
pub fn check_preset(
    preset: Spanned<Preset>,
    page: &Page,
    text: &str,
    origin: &str,
) -> anyhow::Result<Preset> {
    let at = place(text, origin, preset.span().start);
    let preset = preset.into_inner();
    let has = |field| preset.columns.iter().any(|column| column.field == field);
    if !has(Field::Content) || !has(Field::Lead) {
        bail!("{at}: mẫu cột “{}” phải có cột content và cột lead", preset.id);
    }
    let mut shared = 0;
    let mut fixed = 0.0;
    for column in &preset.columns {
        let least = match column.field {
            Field::Lead | Field::Support => LEAST_AGENCY_WIDTH,
            Field::Number => LEAST_NUMBER_WIDTH,
            _ => 10.0,
        };
        if column.width == 0.0 {
            shared += 1;
        } else if column.width < least {
            bail!(
                "{at}: cột “{}” rộng {} mm, cần ít nhất {least} mm",
                column.heading,
                column.width
            );
        }
        fixed += column.width;
    }
    let room = PAGE_WIDTH - page.left - page.right;
    let left = room - fixed;
    if shared == 0 && left.abs() > 0.5 {
        bail!("{at}: các cột của “{}” rộng {fixed} mm, trang có {room} mm", preset.id);
    }
    if shared > 0 && left < LEAST_SHARED_WIDTH * f64::from(shared) {
        bail!("{at}: các cột của “{}” không còn đủ chỗ: dư {left} mm", preset.id);
    }
    Ok(preset)
}
