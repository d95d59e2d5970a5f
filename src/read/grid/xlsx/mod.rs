//! A workbook of Office Open XML (.xlsx, .xlsm; ECMA-376) → its sheets.
//!
//! Read here and not by a library, because none tells in one pass what a clerk must be told:
//! hidden rows, struck text, fonts of parts of a cell, formulas without a result.
//! Invariant: a part that is missing is as good as empty, one that is broken is an error.

mod sheet;
mod strings;
mod styles;

use quick_xml::events::Event;

use super::{Filling, Grid, Unreadable};
use crate::read::limits;
use crate::read::package::{Package, Relation};
use crate::read::xml;
use crate::source::{FileId, Sources};
use strings::Shared;
use styles::Styles;

/// What all sheets of a workbook share.
struct Book {
    strings: Vec<Shared>,
    styles: Styles,
    is_1904: bool,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    part: String,
}

/// Reads every sheet that is not hidden; of hidden ones, the name.
pub fn read(
    (mut package, part): (Package, &str),
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    let missing = |part: &str| Unreadable::damaged(format!("không có {part}"));
    let relations = package.relations(part)?;
    let text = package.part(part)?.ok_or_else(|| missing(part))?;
    let (listed, is_1904) = workbook(&text, &relations)?;
    let mut part_of = |kind: &str| match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => package.part(&relation.part),
        None => Ok(None),
    };
    let styles =
        part_of("styles")?.map_or_else(|| Ok(Styles::default()), |text| styles::read(&text))?;
    let strings =
        part_of("sharedStrings")?.map_or_else(|| Ok(Vec::new()), |text| strings::read(&text))?;
    let book = Book { strings, styles, is_1904 };
    let mut grids = Vec::new();
    for listed in listed {
        let sheet = sources.add_sheet(file, &listed.name);
        let mut grid = Grid::new(listed.name, sheet);
        grid.hidden = listed.hidden;
        if !grid.hidden {
            let text = package.part(&listed.part)?.ok_or_else(|| missing(&listed.part))?;
            sheet::read(&text, &book, &mut grid, filling)?;
            grid.settle();
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// The sheets in order, and whether days are counted from 1904. Charts and dialogs are no sheets.
fn workbook(text: &str, parts: &[Relation]) -> Result<(Vec<Listed>, bool), Unreadable> {
    let mut reader = xml::Reader::new(text);
    let mut sheets = Vec::new();
    let mut is_1904 = false;
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "workbookPr" => is_1904 = xml::flag(&element, "date1904", false),
                "sheet" => {
                    let name = xml::attribute(&element, "name").unwrap_or_default().into_owned();
                    let state = xml::attribute(&element, "state");
                    let hidden = matches!(state.as_deref(), Some("hidden" | "veryHidden"));
                    let id = xml::attribute(&element, "id").unwrap_or_default();
                    let part = parts.iter().find(|part| part.id == id && part.kind == "worksheet");
                    if let Some(part) = part {
                        sheets.push(Listed { name, hidden, part: part.part.clone() });
                    }
                    Unreadable::unless(sheets.len(), limits::SHEETS, "trang tính (sheets)")?;
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, is_1904)),
            _ => {}
        }
    }
}
