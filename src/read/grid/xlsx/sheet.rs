//! The cells of a worksheet, as calamine streams them → a [`Grid`].
//!
//! Invariant: a cell whose stated place lies outside a sheet is an error and gives no cell.

use calamine::{DataRef, XlsxCellReader};

use super::beside::Beside;
use super::carrier::Carrier;
use super::strings::Taken;
use crate::read::grid::cell_text::Written;
use crate::read::grid::look::Looks;
use crate::read::grid::value::Value;
use crate::read::grid::{Filling, Grid, Unreadable};
use crate::read::limits::{COLUMNS, LAST_ROW};

/// What all sheets of a workbook share.
pub struct Book {
    /// How its cells look.
    pub looks: Looks,
    /// Its shared texts in fonts of their own.
    pub texts: Taken,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
}

/// Reads the cells of a sheet into its grid, and what was found beside them.
pub fn read(
    mut cells: XlsxCellReader<Carrier>,
    beside: Beside,
    (book, grid): (&Book, &mut Grid),
    filling: &mut Filling,
) -> Result<(), Unreadable> {
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let inside = row < LAST_ROW && usize::try_from(column).is_ok_and(|it| it < COLUMNS);
        if !inside {
            return Err(Unreadable::damaged(format!("ô ở dòng {row}, cột {column}")));
        }
        let look = book.looks.get(style);
        let number = |number| Value::Number { number, is_1904: book.is_1904 };
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(shared) => text(shared, book.texts.find(shared, &look.font)),
            DataRef::String(own) => text(own, beside.texts.find(own, &look.font)),
            DataRef::Float(float) => number(*float),
            DataRef::Int(int) => number(*int as f64),
            DataRef::DateTime(days) => number(days.as_f64()),
            DataRef::Bool(flag) => Value::Flag(*flag),
            DataRef::DateTimeIso(day) | DataRef::DurationIso(day) => Value::Day(day),
            DataRef::Error(error) => Value::Error(error.to_string()),
        };
        filling.take(grid, (row + 1, column + 1), value, look)?;
    }
    for (row, column, value) in beside.values {
        filling.take(grid, (row, column), value, book.looks.get(0))?;
    }
    for area in beside.merges {
        filling.merge(grid, area)?;
    }
    for row in &mut grid.rows {
        row.hidden = beside.hidden_rows.binary_search(&row.row).is_ok();
    }
    grid.hidden_columns = beside.hidden_columns;
    grid.settle();
    Ok(())
}

fn text(plain: &str, taken: Option<Written>) -> Value<'_> {
    taken.map_or(Value::Text(plain.into()), Value::Runs)
}

/// What calamine says of a workbook that it cannot read.
pub fn damaged(error: calamine::XlsxError) -> Unreadable {
    Unreadable::damaged(error.to_string())
}
