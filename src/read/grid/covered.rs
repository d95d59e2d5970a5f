//! Cells under merged areas → marks. Excel and LibreOffice keep the text of a cell when other cells
//! are merged over it, but nobody sees that text.
//!
//! Invariant: each cell of a row costs logarithmic time, however many areas there are. Where areas
//! overlap, which no program writes, the first area counts.

use std::collections::BTreeMap;

use super::{Area, Grid, Mark};

/// Takes the cells out that a merged area lies over, and marks those that say something else than
/// the area does. Rows and areas are in order.
pub fn take_covered(grid: &mut Grid) {
    if grid.merges.is_empty() {
        return;
    }
    let mut areas = grid.merges.iter().copied().peekable();
    let mut open = Open::default();
    let mut covered: Vec<(u32, u32, Mark)> = Vec::new();
    for row in &mut grid.rows {
        while let Some(area) = areas.next_if(|area| area.top <= row.row) {
            open.add(area);
        }
        for cell in &row.cells {
            if let Some((area, shown)) = open.over(row.row, cell.column)
                && (area.top, area.left) == (row.row, cell.column)
            {
                shown.clone_from(&cell.text);
            }
        }
        row.cells.retain(|cell| {
            let Some((area, shown)) = open.over(row.row, cell.column) else { return true };
            let is_shown = (area.top, area.left) == (row.row, cell.column);
            if !is_shown && *shown != cell.text {
                covered.push((row.row, cell.column, Mark::Covered(cell.text.clone())));
            }
            is_shown
        });
    }
    if covered.is_empty() {
        return;
    }
    // What was done to a text that is not read need not be said.
    let is_covered = |place: (u32, u32)| {
        covered.binary_search_by_key(&place, |(row, column, _)| (*row, *column)).is_ok()
    };
    grid.marks.retain(|(row, column, _)| !is_covered((*row, *column)));
    grid.marks.append(&mut covered);
}

/// The areas that meet the row at hand or end above it, by first column, with the text that each
/// shows.
#[derive(Default)]
struct Open(BTreeMap<u32, (Area, String)>);

impl Open {
    /// Adds an area, unless an earlier one is in its way.
    fn add(&mut self, area: Area) {
        while let Some((left, (other, _))) = self.0.range(..=area.right).next_back() {
            let left = *left;
            if other.right < area.left {
                break;
            }
            if other.bottom >= area.top {
                return;
            }
            self.0.remove(&left);
        }
        self.0.insert(area.left, (area, String::new()));
    }

    fn over(&mut self, row: u32, column: u32) -> Option<(Area, &mut String)> {
        let (_, (area, shown)) = self.0.range_mut(..=column).next_back()?;
        let covers = area.right >= column && (area.top..=area.bottom).contains(&row);
        covers.then_some((*area, shown))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{GridCell, GridRow};
    use super::*;
    use crate::source::Sources;

    fn grid(merges: &[[u32; 4]], rows: &[(u32, &[(u32, &str)])]) -> Grid {
        let mut sources = Sources::default();
        let file = sources.add_file("a.xlsx");
        let mut grid = Grid::new("S", sources.add_sheet(file, "S"));
        let area = |&[top, left, bottom, right]: &[u32; 4]| Area { top, left, bottom, right };
        grid.merges = merges.iter().map(area).collect();
        let cell = |(column, text): &(u32, &str)| GridCell {
            column: *column,
            struck: false,
            text: text.to_string(),
        };
        let row = |(row, cells): &(u32, &[(u32, &str)])| GridRow {
            row: *row,
            hidden: false,
            cells: cells.iter().map(cell).collect(),
        };
        grid.rows = rows.iter().map(row).collect();
        grid
    }

    #[test]
    fn text_under_a_merged_cell_is_marked_and_gone() {
        let mut grid = grid(
            &[[2, 3, 3, 3], [2, 5, 2, 6]],
            &[
                (2, &[(3, "Sở Y tế"), (5, "a"), (6, "a"), (7, "c")]),
                (3, &[(2, "x"), (3, "Công an tỉnh"), (5, "b")]),
            ],
        );
        take_covered(&mut grid);
        let left: Vec<_> = grid
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| (row.row, cell.column)))
            .collect();
        assert_eq!(left, [(2, 3), (2, 5), (2, 7), (3, 2), (3, 5)]);
        assert_eq!(grid.marks, [(3, 3, Mark::Covered("Công an tỉnh".into()))]);
    }

    #[test]
    fn the_first_of_overlapping_areas_counts() {
        let mut grid = grid(
            &[[1, 1, 3, 2], [2, 2, 4, 3], [4, 1, 5, 3]],
            &[(2, &[(2, "a"), (3, "b")]), (5, &[(1, "c"), (3, "d")])],
        );
        take_covered(&mut grid);
        let texts: Vec<_> =
            grid.rows.iter().flat_map(|row| row.cells.iter().map(|cell| &*cell.text)).collect();
        assert_eq!(texts, ["b"]);
    }
}
