//! The columns of a preset → the columns of a table in a sheet, with their widths and formats.
//!
//! Invariant: a column's format is made here once, never again for each of its cells.

use rust_xlsxwriter::{Color, Format, FormatAlign};

use super::letters::Face;
use super::sheet::boxed;
use crate::model::Field;
use crate::style::Column;
use crate::view::TaskView;

/// What a column keeps in millimetres when others have taken all the room.
const LEAST_WIDTH: f64 = 10.0;

/// What a column shows of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// The text of a field.
    Field(Field),
    /// The stable id.
    Id,
    /// Nothing yet: a clerk writes there.
    Report,
}

/// A column of a table in a sheet.
pub struct TableColumn<'a> {
    /// The heading.
    pub heading: &'a str,
    /// The heading above it, shared with its neighbours; empty where there is none.
    pub over: &'a str,
    /// Millimetres.
    pub width: f64,
    /// What its cells hold.
    pub shows: Shows,
    /// Of its cells in task rows.
    pub format: Format,
    /// Shown in a draft alone, and so in red (docs/form.md, O48).
    pub red: bool,
    /// Holds words that are struck or underlined.
    pub marked: bool,
}

impl TableColumn<'_> {
    /// What it shows of a task.
    pub fn text<'t>(&self, task: &'t TaskView) -> &'t str {
        match self.shows {
            Shows::Field(field) => task.text(field),
            Shows::Id => task.id,
            Shows::Report => "",
        }
    }
}

/// The columns of a preset in a room of millimetres, for letters of a size in points.
pub fn table_columns(columns: &[Column], room: f64, size: f64) -> Vec<TableColumn<'_>> {
    let fixed: f64 = columns.iter().map(|column| column.width).sum();
    let sharing = columns.iter().filter(|column| column.width == 0.0).count();
    let share = ((room - fixed) / sharing.max(1) as f64).max(LEAST_WIDTH);
    let laid_out = |column| table_column(column, share, size);
    columns.iter().map(laid_out).collect()
}

fn table_column(column: &Column, share: f64, size: f64) -> TableColumn<'_> {
    let centred = column.centred || column.field == Field::Number;
    let across = if centred { FormatAlign::Center } else { FormatAlign::Left };
    TableColumn {
        heading: &column.heading,
        over: &column.over,
        width: if column.width == 0.0 { share } else { column.width },
        shows: Shows::Field(column.field),
        format: coloured(boxed(Face::plain(size), across, FormatAlign::Top), column.draft_only),
        red: column.draft_only,
        marked: column.marked,
    }
}

/// A format with red letters, or as it is.
pub fn coloured(format: Format, red: bool) -> Format {
    if red { format.set_font_color(Color::Red) } else { format }
}
