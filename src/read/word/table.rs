//! `w:tbl`, `w:tr`, `w:tc` → tables whose cells know their columns.
//!
//! Invariant: a column of the grid has the same number in every row, whatever cells the rows leave
//! out or merge before it.

use super::body::{Body, Frame};
use super::cell_properties::COLUMNS;
use super::properties::Change;
use super::{Block, Cell, Row, Table};
use crate::read::unreadable::Unreadable;

impl Body<'_> {
    /// Reads the open `w:tbl`.
    pub(super) fn table(&mut self) -> Result<(), Unreadable> {
        self.end_carry()?;
        let rows = self.inside()?.rows;
        if !rows.is_empty() {
            self.frame.blocks.push(Block::Table(Table { rows }));
        }
        Ok(())
    }

    /// Reads the open `w:tr`.
    pub(super) fn row(&mut self) -> Result<(), Unreadable> {
        self.count()?;
        self.task_id = None;
        let Frame { cells, row, .. } = *self.inside()?;
        let task_id = self.task_id.take();
        if row.change != Some(Change::Deleted) {
            let hidden = row.hidden || is_hidden(&cells);
            self.frame.rows.push(Row { cells, hidden, task_id });
        }
        Ok(())
    }

    /// Reads the open `w:tc`.
    pub(super) fn cell(&mut self) -> Result<(), Unreadable> {
        self.count()?;
        let Frame { blocks, cell, .. } = *self.inside()?;
        if cell.change == Some(Change::Deleted) {
            return Ok(());
        }
        let span = cell.span.unwrap_or(1).clamp(1, COLUMNS);
        let Frame { cells, row, .. } = &mut self.frame;
        match cells.last_mut() {
            Some(before) if cell.joined => {
                before.span = before.span.saturating_add(span);
                before.blocks.extend(blocks.into_iter().filter(|block| match block {
                    Block::Paragraph(paragraph) => paragraph.shows(),
                    Block::Table(_) | Block::Inserted(_) => true,
                }));
            }
            before => {
                let next = before.map(|before| before.column.saturating_add(before.span));
                let column = next.unwrap_or(row.before + 1);
                cells.push(Cell { column, span, continued: cell.continued, blocks });
            }
        }
        Ok(())
    }
}

/// Whether there is text, and all of it is hidden.
fn is_hidden(cells: &[Cell]) -> bool {
    let paragraphs = cells.iter().flat_map(Cell::paragraphs);
    let mut shown = paragraphs.filter(|paragraph| paragraph.shows()).peekable();
    shown.peek().is_some() && shown.all(|paragraph| paragraph.hidden)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{document, lines, rows, table};
    use super::*;

    /// A cell with properties and a text.
    fn tc(properties: &str, text: &str) -> String {
        let text = format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>")
    }

    fn tr(properties: &str, cells: &[String]) -> String {
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
    }

    fn tbl(rows: &[String]) -> String {
        format!("<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{}</w:tbl>", rows.concat())
    }

    /// (column, span, continued) of every cell.
    fn places(table: &Table) -> Vec<Vec<(u32, u32, bool)>> {
        let place = |cell: &Cell| (cell.column, cell.span, cell.continued);
        table.rows.iter().map(|row| row.cells.iter().map(place).collect()).collect()
    }

    #[test]
    fn cells_know_their_columns() {
        let table = table(&tbl(&[
            tr("<w:gridBefore w:val='2'/>", &[tc("<w:gridSpan w:val='3'/>", "a"), tc("", "b")]),
            tr("<w:gridAfter w:val='5'/>", &[tc("<w:gridSpan w:val='0'/>", "c"), tc("", "d")]),
            tr("", &[tc("<w:gridSpan w:val='4000000000'/>", "e"), tc("", "f")]),
        ]));
        let expected = [
            vec![(3, 3, false), (6, 1, false)],
            vec![(1, 1, false), (2, 1, false)],
            vec![(1, COLUMNS, false), (COLUMNS + 1, 1, false)],
        ];
        assert_eq!(places(&table), expected);
    }

    #[test]
    fn merges_down_and_across_are_known() {
        let table = table(&tbl(&[
            tr(
                "",
                &[
                    tc("<w:vMerge w:val='restart'/>", "a"),
                    tc("<w:hMerge w:val='restart'/>", "b"),
                    tc("<w:hMerge w:val='continue'/>", ""),
                    tc("<w:hMerge/>", "c"),
                    tc("", "d"),
                ],
            ),
            tr("", &[tc("<w:vMerge/>", ""), tc("<w:vMerge w:val='continue'/>", "")]),
        ]));
        let first = vec![(1, 1, false), (2, 3, false), (5, 1, false)];
        assert_eq!(places(&table), [first, vec![(1, 1, true), (2, 1, true)]]);
        assert_eq!(rows(&table), ["a | b\nc | d", " | "]);
    }

    #[test]
    fn a_row_is_hidden_when_all_its_text_is() {
        let hidden = "<w:tc><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p></w:tc>";
        let hidden = || String::from(hidden);
        let table = table(&tbl(&[
            tr("", &[hidden(), tc("", "")]),
            tr("", &[hidden(), tc("", "a")]),
            tr("<w:hidden/>", &[tc("", "a")]),
            tr("", &[tc("", "")]),
        ]));
        let rows: Vec<bool> = table.rows.iter().map(|row| row.hidden).collect();
        assert_eq!(rows, [true, false, true, false]);
    }

    #[test]
    fn deleted_rows_and_cells_are_gone() {
        let body = tbl(&[
            tr("<w:ins/>", &[tc("", "a"), tc("<w:cellDel/>", "x"), tc("<w:cellIns/>", "b")]),
            tr("<w:del/>", &[tc("", "x")]),
        ]);
        let table = table(&body);
        assert_eq!(rows(&table), ["a | b"]);
        assert_eq!(places(&table), [[(1, 1, false), (2, 1, false)]]);
        let read = document(&tbl(&[tr("<w:del/>", &[tc("", "x")])]), "", "");
        assert!(read.changes && read.blocks.is_empty());
    }

    #[test]
    fn lines_of_a_cell_and_of_tables_in_it_are_in_order() {
        let inner = tbl(&[tr("", &[tc("", "b"), tc("", "c")])]);
        let cell = format!("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>{inner}<w:p/></w:tc>");
        assert_eq!(rows(&table(&tbl(&[tr("", &[cell])]))), ["a\nb\nc\n"]);
    }

    #[test]
    fn rows_and_cells_in_content_controls_are_read() {
        let control = |inner: &str| format!("<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>");
        let row = tr("", &[tc("", "a"), control(&tc("", "b"))]);
        assert_eq!(rows(&table(&control(&tbl(&[control(&row)])))), ["a | b"]);
    }

    #[test]
    fn tables_stand_between_paragraphs_that_alone_are_numbered() {
        let p = "<w:p><w:r><w:t>p</w:t></w:r></w:p>";
        let read = document(&format!("{p}{}{p}", tbl(&[tr("", &[tc("", "a")])])), "", "");
        assert_eq!(lines(&read), ["p", "a", "p"]);
        assert!(matches!(&read.blocks[2], Block::Paragraph(last) if last.number == 2));
    }

    #[test]
    fn a_paragraph_whose_mark_is_deleted_does_not_leave_its_cell() {
        let cell =
            "<w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:tc>";
        let row = tr("", &[cell.to_string(), tc("", "b")]);
        assert_eq!(rows(&table(&tbl(&[row]))), ["a | b"]);
    }
}
