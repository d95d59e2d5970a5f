//! A binary workbook (.xlsb; [MS-XLSB]) → its sheets.
//!
//! The reader is our own, because no library bounds what it inflates, or tells merged cells, hidden
//! rows and fonts.
//! Invariant: no length in the file is trusted, and a wrong one is an error.

mod book;
mod records;

use super::remarks::{MOST, OWN, Remark};
use super::value::Value;
use super::xls::error_name;
use super::xlsx::remarks::boxes;
use super::{Area, Filling, Grid, Mark, Unreadable, Unseen};
use crate::read::limits;
use crate::read::package::Package;
use crate::source::{FileId, Sources};
use book::{Book, words};
use records::{Fields, Records, kind};

/// Reads every sheet that is not hidden; of hidden ones, the name.
pub fn read(
    (mut package, part): (Package, &str),
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    let relations = package.relations(part)?;
    let mut part_of = |kind: &str| match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => package.bytes(&relation.part).map(Option::unwrap_or_default),
        None => Ok(Vec::new()),
    };
    let (styles, strings) = (part_of("styles")?, part_of("sharedStrings")?);
    let main = package.bytes(part)?.unwrap_or_default();
    let book = Book::read(&main, &styles, &strings)?;
    let mut grids = Vec::new();
    for listed in &book.sheets {
        let found = relations.iter().find(|relation| relation.id == listed.relation);
        let Some(relation) = found.filter(|relation| relation.kind == "worksheet") else {
            continue;
        };
        let mut grid = Grid::new(&listed.name, sources.add_sheet(file, &listed.name));
        grid.hidden = listed.hidden;
        if !grid.hidden {
            let missing = || Unreadable::damaged(format!("không có {}", relation.part));
            let bytes = package.bytes(&relation.part)?.ok_or_else(missing)?;
            for (place, text) in remarks_of(&mut package, &relation.part)? {
                filling.mark(&mut grid, place, Mark::unseen(Unseen::Beside, &text))?;
            }
            let sheet = Sheet { book: &book, grid: &mut grid, filling, row: 0, hidden: false };
            sheet.read(&bytes)?;
            grid.settle();
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// The comments and the text boxes of a sheet.
fn remarks_of(package: &mut Package, sheet: &str) -> Result<Vec<Remark>, Unreadable> {
    let mut found = Vec::new();
    for relation in package.relations(sheet)? {
        match relation.kind.as_str() {
            "comments" => {
                let bytes = package.bytes(&relation.part)?.unwrap_or_default();
                found.extend(comments(&bytes)?);
            }
            "drawing" => {
                if let Some(text) = package.part(&relation.part)? {
                    found.extend(boxes(&text)?);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// The comments of a part, each at its cell ([MS-XLSB] 2.1.7.14); those of our own are none.
fn comments(part: &[u8]) -> Result<Vec<Remark>, Unreadable> {
    let (mut authors, mut found) = (Vec::new(), Vec::new());
    let mut place = None;
    for record in Records::of(part) {
        let (kind, mut fields) = record?;
        match kind {
            kind::COMMENT_AUTHOR => authors.push(fields.wide().map(words).unwrap_or_default()),
            kind::COMMENT => {
                let author = fields.u32().and_then(|at| authors.get(usize::try_from(at).ok()?));
                let is_own = author.is_some_and(|author| author == OWN);
                let corner = (fields.u32(), fields.u32(), fields.u32());
                place = match corner {
                    (Some(row), Some(_), Some(column)) if !is_own => {
                        row.checked_add(1).zip(column.checked_add(1))
                    }
                    _ => None,
                };
            }
            kind::COMMENT_TEXT => {
                fields.skip(1);
                let is_more = found.len() < MOST;
                if let (Some(place), Some(text), true) = (place.take(), fields.wide(), is_more) {
                    found.push((place, words(text)));
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

/// A sheet while it is read.
struct Sheet<'a> {
    book: &'a Book<'a>,
    grid: &'a mut Grid,
    filling: &'a mut Filling,
    row: u32,
    hidden: bool,
}

/// The place and the style of a cell ([MS-XLSB] 2.5.9).
#[derive(Clone, Copy)]
struct Cell {
    column: u32,
    style: usize,
}

impl Sheet<'_> {
    fn read(mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        let mut ended = false;
        for record in Records::of(bytes) {
            let (kind, fields) = record?;
            ended |= kind == kind::END_SHEET_DATA;
            if self.take(kind, fields)?.is_none() {
                return Err(Unreadable::damaged(format!("{}: 0x{kind:04X}", self.grid.name)));
            }
            if self.hidden {
                self.filling.hide(self.grid, self.row);
            }
        }
        match ended {
            true => Ok(()),
            false => Err(Unreadable::damaged("tệp bị cắt cụt (cut off)")),
        }
    }

    /// Takes a record; `None` where it is shorter than its kind.
    fn take(&mut self, kind: u16, mut fields: Fields) -> Result<Option<()>, Unreadable> {
        match kind {
            kind::ROW => Ok(self.take_row(fields)),
            kind::COLUMNS => {
                let _ = self.take_columns(fields);
                Ok(Some(()))
            }
            kind::MERGE => match area(&mut fields) {
                Some(area) => Ok(Some(self.filling.merge(self.grid, area)?)),
                None => Ok(Some(())),
            },
            kind::RK..=kind::FORMULA_ERROR | kind::RICH_TEXT => {
                // A cell before the first row stands nowhere.
                let found = cell(&mut fields).filter(|_| self.row > 0);
                let Some(cell) = found else { return Ok(None) };
                self.take_cell(kind, cell, fields)
            }
            _ => Ok(Some(())),
        }
    }

    fn take_row(&mut self, mut fields: Fields) -> Option<()> {
        self.row = fields.u32()?.checked_add(1)?;
        fields.skip(7);
        self.hidden = fields.u8()? & 0x10 != 0;
        (self.row <= limits::LAST_ROW).then_some(())
    }

    fn take_columns(&mut self, mut fields: Fields) -> Option<()> {
        let (first, last) = (fields.u32()?.checked_add(1)?, fields.u32()?.checked_add(1)?);
        fields.skip(8);
        if fields.u16()? & 1 != 0 {
            self.grid.hidden_columns.push((first, last));
        }
        Some(())
    }

    fn take_cell(
        &mut self,
        kind: u16,
        cell: Cell,
        mut fields: Fields,
    ) -> Result<Option<()>, Unreadable> {
        let number = |number: f64| Value::Number { number, is_1904: self.book.is_1904 };
        let value = match kind {
            kind::TEXT | kind::FORMULA_TEXT => {
                fields.wide().map(|text| Value::Text(words(text).into()))
            }
            kind::RICH_TEXT => self.book.rich(fields, cell.style).map(Value::Runs),
            kind::SHARED => {
                let shared = fields.u32().and_then(|index| self.book.shared(index));
                shared.and_then(|it| self.book.rich(it, cell.style)).map(Value::Runs)
            }
            kind::ERROR | kind::FORMULA_ERROR => {
                fields.u8().map(|code| Value::Error(error_name(code).to_string()))
            }
            kind::FLAG | kind::FORMULA_FLAG => fields.u8().map(|flag| Value::Flag(flag != 0)),
            kind::RK => fields.rk().map(number),
            _ => fields.f64().map(number),
        };
        let Some(value) = value else { return Ok(None) };
        let look = self.book.look(cell.style);
        Ok(Some(self.filling.take(self.grid, (self.row, cell.column), value, look)?))
    }
}

fn cell(fields: &mut Fields) -> Option<Cell> {
    let (column, style) = (fields.u32()?.checked_add(1)?, fields.u32()? & 0x00FF_FFFF);
    let inside = usize::try_from(column).is_ok_and(|column| column <= limits::COLUMNS);
    inside.then_some(Cell { column, style: usize::try_from(style).ok()? })
}

fn area(fields: &mut Fields) -> Option<Area> {
    let mut next = || fields.u32()?.checked_add(1);
    let (top, bottom, left, right) = (next()?, next()?, next()?, next()?);
    (top <= bottom && left <= right).then_some(Area { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_but_our_own_are_told_at_their_cells() {
        let wide = |text: &str| {
            let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [(units.len() as u32 / 2).to_le_bytes().to_vec(), units].concat()
        };
        let longs = |longs: &[u32]| -> Vec<u8> {
            longs.iter().flat_map(|long| long.to_le_bytes()).collect()
        };
        let record = |kind: u16, content: Vec<u8>| {
            let head = [kind as u8 | 0x80, (kind >> 7) as u8, content.len() as u8];
            [head.to_vec(), content].concat()
        };
        let comment = |author, row, column, text: &str| {
            let head = [longs(&[author, row, row, column, column]), vec![0; 16]].concat();
            let text = [vec![0], wide(text)].concat();
            [record(kind::COMMENT, head), record(kind::COMMENT_TEXT, text)].concat()
        };
        let part = [
            record(kind::COMMENT_AUTHOR, wide("An")),
            record(kind::COMMENT_AUTHOR, wide("danhmuc")),
            comment(0, 5, 2, "Đổi sang Sở Nội vụ"),
            comment(1, 6, 3, "lỗi"),
        ];
        let expected = vec![((6, 3), String::from("Đổi sang Sở Nội vụ"))];
        assert_eq!(comments(&part.concat()).ok(), Some(expected));
        assert!(comments(&part.concat()[..9]).is_err());
    }
}
