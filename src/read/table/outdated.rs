//! Hidden rows of a table → the rows that a visible row has replaced. They are not read, but
//! reported.
//!
//! Invariant: a hidden row is passed over only where the visible row right beside it has the same
//! number or content. Every other hidden row is read, because a filter hides tasks too.

use super::layout::Layout;
use crate::model::Field;
use crate::read::grid::{Grid, GridRow};
use crate::text::key;

/// Takes the replaced rows out of a table; gives the place of each in the grid, with the row that
/// stands for it.
pub fn take(grid: &mut Grid, layout: &Layout) -> Vec<(GridRow, u32)> {
    if !grid.rows.iter().any(|row| row.hidden) {
        return Vec::new();
    }
    let replaced: Vec<Option<u32>> =
        (0..grid.rows.len()).map(|index| replaced_by(&grid.rows, index, layout)).collect();
    let (mut taken, mut kept) = (Vec::new(), Vec::new());
    for (row, other) in std::mem::take(&mut grid.rows).into_iter().zip(replaced) {
        match other {
            Some(other) => taken.push((row, other)),
            None => kept.push(row),
        }
    }
    grid.rows = kept;
    taken
}

/// The row that replaces a hidden one: the next that shows, above or below.
fn replaced_by(rows: &[GridRow], index: usize, layout: &Layout) -> Option<u32> {
    let row = rows.get(index).filter(|row| row.hidden && row.row >= layout.first)?;
    let is_same = |other: &&GridRow| says_the_same(row, other, layout);
    // Between them only other states of the same task may stand.
    let ends = |other: &&GridRow| !other.hidden || !is_same(other);
    let below = rows.get(index + 1..)?.iter().find(ends);
    let above = rows.get(..index)?.iter().rev().find(ends);
    let shows = |other: &&GridRow| !other.hidden && other.row >= layout.first && is_same(other);
    below.filter(shows).or(above.filter(shows)).map(|other| other.row)
}

/// Whether two rows have one number or one content.
fn says_the_same(one: &GridRow, other: &GridRow, layout: &Layout) -> bool {
    let same = |field| {
        let column = layout.column(field);
        let [one, other] = [one, other].map(|row| column.map_or("", |column| row.text(column)));
        !one.is_empty() && key(one) == key(other)
    };
    same(Field::Content) || same(Field::Number)
}
