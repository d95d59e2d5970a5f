//! Merged areas, swept from the first row to the last → the area that covers a cell, and the text
//! of its first cell.
//!
//! Invariant: a lookup takes logarithmic time, however many areas there are. Where areas overlap,
//! which no program writes, the first area counts.

use std::collections::BTreeMap;

use crate::read::grid::{Area, GridRow};

/// The sweep over the areas of one grid.
pub struct Merges<'a> {
    areas: &'a [Area],
    next: usize,
    /// Areas that meet the row at hand or end above it, by first column, with their text.
    open: BTreeMap<u32, (Area, String)>,
}

impl<'a> Merges<'a> {
    /// A sweep over areas sorted by first row.
    pub fn new(areas: &'a [Area]) -> Merges<'a> {
        Merges { areas, next: 0, open: BTreeMap::new() }
    }

    /// Goes on to a row; rows come in order.
    pub fn advance(&mut self, row: &GridRow) {
        while let Some(area) = self.areas.get(self.next).filter(|area| area.top <= row.row) {
            self.next += 1;
            let over = self.open.range(..=area.right).next_back().map(|(_, (over, _))| *over);
            let over = over.filter(|over| over.right >= area.left);
            match over {
                Some(over) if over.bottom >= area.top => continue,
                Some(over) => drop(self.open.remove(&over.left)),
                None => {}
            }
            let text =
                if area.top == row.row { row.text(area.left).to_string() } else { String::new() };
            self.open.insert(area.left, (*area, text));
        }
    }

    /// The area over a cell, and the text of its first cell.
    pub fn at(&self, row: u32, column: u32) -> Option<(Area, &str)> {
        let (_, (area, text)) = self.open.range(..=column).next_back()?;
        let covers = area.right >= column && (area.top..=area.bottom).contains(&row);
        covers.then_some((*area, text.as_str()))
    }

    /// The row in which the text over a cell stands.
    pub fn first_row(&self, row: u32, column: u32) -> u32 {
        self.at(row, column).map_or(row, |(area, _)| area.top)
    }

    /// The text that a cell has from a cell above it in the same column.
    pub fn text_above(&self, row: u32, column: u32) -> Option<&str> {
        let (area, text) = self.at(row, column)?;
        (area.top < row && area.left == column).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::grid::GridCell;

    fn row(row: u32, cells: &[(u32, &str)]) -> GridRow {
        let cell = |(column, text): &(u32, &str)| GridCell {
            column: *column,
            struck: false,
            text: text.to_string(),
        };
        GridRow { row, hidden: false, cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn a_cell_below_has_the_text_of_the_first() {
        let area = |top, left, bottom, right| Area { top, left, bottom, right };
        // The third overlaps the first, and does not count.
        let areas = [area(2, 3, 4, 3), area(2, 5, 2, 6), area(3, 2, 3, 4), area(6, 3, 7, 3)];
        let mut merges = Merges::new(&areas);
        merges.advance(&row(2, &[(3, "Sở Y tế"), (5, "x")]));
        assert_eq!(merges.text_above(2, 3), None, "the first cell is itself");
        assert_eq!(merges.at(2, 6).map(|(_, text)| text), Some("x"));
        merges.advance(&row(4, &[(1, "2")]));
        assert_eq!(merges.text_above(4, 3), Some("Sở Y tế"));
        assert_eq!(merges.at(4, 5), None);
        merges.advance(&row(7, &[(1, "3")]));
        assert_eq!(merges.text_above(7, 3), Some(""), "its first row holds nothing");
    }
}
