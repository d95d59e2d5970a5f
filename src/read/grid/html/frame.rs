//! A table of a page while its rows and cells come in: the cells so far, and where the next cell
//! stands.
//!
//! Invariant: columns and spans are bounded, so that the place of a cell is found in bounded time.

use super::style::Look;
use crate::read::grid::spans::{COLUMNS, Spans};
use crate::read::grid::{Area, Mark, TooLarge};
use crate::read::limits;

/// As HTML says for columns; rows end with their table anyway.
const SPAN: u32 = 1_000;

/// What a table, or the page, consists of, in the order of the page.
pub enum Piece {
    /// Text of a cell, or outside tables.
    Text(Text),
    /// A table in a cell, or outside tables.
    Table(Table),
}

/// A stretch of text.
pub struct Text {
    /// Row and column of its cell, from 1.
    pub place: (u32, u32),
    /// Its line in the file, from 1.
    pub line: u32,
    /// The text as it will be printed.
    pub text: String,
    /// Whether some of it is struck through.
    pub struck: bool,
    /// What had to be done to it.
    pub mark: Option<Mark>,
}

/// A table, or the page as a whole.
#[derive(Default)]
pub struct Table {
    /// Row and column of the cell that it stands in.
    pub place: (u32, u32),
    /// What it consists of.
    pub pieces: Vec<Piece>,
    /// Cells over several rows or columns.
    pub areas: Vec<Area>,
    /// What happened to its cells, by row and column.
    pub marks: Vec<((u32, u32), Mark)>,
    /// Columns that are not shown.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether it is not shown as a whole.
    pub hidden: bool,
    /// Its last row.
    pub rows: u32,
    /// The last column where a cell begins.
    pub columns: u32,
    /// How many texts it has of its own, and in tables inside it.
    pub texts: (usize, usize),
}

/// A table whose end has not come.
#[derive(Default)]
pub struct Frame {
    pub table: Table,
    /// What `rowspan` takes of rows below.
    spans: Spans,
    /// Column of the next cell, and of the next `<col>`.
    pub next: (u32, u32),
    /// Whether a row is open.
    pub in_row: bool,
    /// Row and column of the open cell; the page as a whole is one.
    pub cell: Option<(u32, u32)>,
    /// Looks of the table, its group of rows, its row and its cell.
    pub looks: [Look; 4],
    /// Elements that are open in the cell.
    pub elements: Vec<(String, Look)>,
    /// Whether the open row is not shown.
    pub in_hidden_row: bool,
    /// The groups of rows so far: their kind and first row.
    groups: Vec<(Group, u32)>,
    /// The first area of the open group.
    group_areas: usize,
}

/// A group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// `<thead>`, which is shown first.
    Head,
    /// `<tbody>`, or rows without a group.
    Body,
    /// `<tfoot>`, which is shown last.
    Foot,
}

/// Index of the look of the table.
pub const TABLE: usize = 0;
/// Index of the look of its group of rows.
pub const GROUP: usize = 1;
/// Index of the look of its row.
pub const ROW: usize = 2;
/// Index of the look of its cell.
pub const CELL: usize = 3;

impl Frame {
    /// The page as a whole.
    pub fn page() -> Frame {
        Frame { cell: Some((1, 1)), ..Frame::default() }
    }

    /// A table in a cell of another, or of the page.
    pub fn table(place: (u32, u32), mut look: Look) -> Frame {
        // What is hidden is read all the same: it is said that something was left out.
        let hidden = std::mem::take(&mut look.hidden);
        let table = Table { place, hidden, ..Table::default() };
        let looks = std::array::from_fn(|_| look.clone());
        Frame { table, next: (1, 1), looks, ..Frame::default() }
    }

    /// How the text that comes next looks.
    pub fn look(&self) -> &Look {
        self.elements.last().map_or(&self.looks[CELL], |(_, look)| look)
    }

    /// The area of the next cell of the row; one that is not shown takes no place.
    pub fn place(
        &mut self,
        spans: (Option<&str>, Option<&str>),
        taking: bool,
    ) -> Result<Area, TooLarge> {
        let top = self.table.rows;
        if top as usize > limits::ROWS {
            let what = "dòng của bảng (rows of a table)";
            return Err(TooLarge { limit: limits::ROWS, what });
        }
        let left = self.spans.next_free(top, self.next.0);
        if left > COLUMNS {
            let what = "cột của bảng (columns of a table)";
            return Err(TooLarge { limit: COLUMNS as usize, what });
        }
        let right = (left + span(spans.1) - 1).min(COLUMNS);
        // "0" is: to the end.
        let to_end = spans.0.is_some_and(|rows| rows.trim() == "0");
        let bottom = top + if to_end { SPAN } else { span(spans.0) } - 1;
        let area = Area { top, left, bottom, right };
        if taking {
            self.spans.take(area);
            self.next.0 = right + 1;
            self.table.columns = self.table.columns.max(left);
        }
        Ok(area)
    }
}

impl Frame {
    /// Ends the open group of rows: no cell reaches beyond it.
    pub fn end_group(&mut self) {
        let rows = self.table.rows;
        for area in self.table.areas.iter_mut().skip(self.group_areas) {
            area.bottom = area.bottom.min(rows.max(area.top));
        }
        self.group_areas = self.table.areas.len();
        self.spans = Spans::default();
    }

    /// Begins a group of rows.
    pub fn begin_group(&mut self, group: Group) {
        self.end_group();
        self.groups.push((group, self.table.rows + 1));
    }

    /// The table, with its head first and its foot last, wherever they are written.
    pub fn finish(mut self) -> Table {
        self.end_group();
        let first = |wanted| self.groups.iter().position(|(group, _)| *group == wanted);
        let (head, foot) = (first(Group::Head), first(Group::Foot));
        let rank = |index: usize| match Some(index) {
            index if index == head => 0,
            index if index == foot => 2,
            _ => 1,
        };
        let mut order: Vec<usize> = (0..self.groups.len()).collect();
        order.sort_by_key(|index| rank(*index));
        if order.is_sorted() {
            return self.table;
        }
        // Rows before the first group stay where they are.
        let mut place: Vec<u32> = (0..=self.table.rows).collect();
        let mut next = self.groups.first().map_or(1, |(_, first)| *first);
        for index in order {
            let from = self.groups.get(index).map_or(1, |(_, first)| *first);
            let to = self.groups.get(index + 1).map_or(self.table.rows + 1, |(_, first)| *first);
            for row in from..to {
                if let Some(place) = place.get_mut(row as usize) {
                    *place = next;
                    next += 1;
                }
            }
        }
        let moved = |row: u32| place.get(row as usize).copied().unwrap_or(row);
        for piece in &mut self.table.pieces {
            let place = match piece {
                Piece::Text(text) => &mut text.place,
                Piece::Table(table) => &mut table.place,
            };
            place.0 = moved(place.0);
        }
        self.table.pieces.sort_by_key(|piece| match piece {
            Piece::Text(text) => text.place.0,
            Piece::Table(table) => table.place.0,
        });
        for area in &mut self.table.areas {
            (area.top, area.bottom) = (moved(area.top), moved(area.bottom));
        }
        for (place, _) in &mut self.table.marks {
            place.0 = moved(place.0);
        }
        self.table
    }
}

/// A span as an attribute says it.
pub fn span(said: Option<&str>) -> u32 {
    said.and_then(|said| said.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN)
}
