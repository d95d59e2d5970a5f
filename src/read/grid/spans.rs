//! Cells over several rows → the columns that remain free in the rows below.
//!
//! Invariant: each step is bounded by [`COLUMNS`], however large the areas are.

use super::Area;

/// Columns that are kept account of. A matrix of all agencies has about 130.
pub const COLUMNS: u32 = 1_000;

/// The areas of a table so far; rows come from top to bottom.
#[derive(Default)]
pub struct Spans {
    /// The last row that each column is taken to.
    taken: Vec<u32>,
}

impl Spans {
    /// The first column from `column` on that no cell of a row above reaches into.
    pub fn next_free(&self, row: u32, column: u32) -> u32 {
        let behind = self.taken.iter().skip(column as usize - 1);
        column + behind.take_while(|last| **last >= row).count() as u32
    }

    /// Takes the columns of a cell, to its last row.
    pub fn take(&mut self, area: Area) {
        let right = area.right.min(COLUMNS) as usize;
        self.taken.resize(self.taken.len().max(right), 0);
        for last in self.taken.iter_mut().take(right).skip(area.left as usize - 1) {
            *last = area.bottom.max(*last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_taken_until_the_last_row_of_an_area() {
        let mut spans = Spans::default();
        spans.take(Area { top: 1, left: 2, bottom: 2, right: 3 });
        spans.take(Area { top: 1, left: 4, bottom: 1, right: u32::MAX });
        assert_eq!([1, 2, 3].map(|column| spans.next_free(2, column)), [1, 4, 4]);
        assert_eq!(spans.next_free(1, 2), COLUMNS + 1);
        assert_eq!(spans.next_free(3, 2), 2);
    }
}
