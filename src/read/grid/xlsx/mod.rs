//! A workbook of Office Open XML (.xlsx, .xlsm; ECMA-376) → its sheets.
//!
//! calamine reads the texts and the cells, one after the other. Our own code reads what calamine
//! does not tell (`beside`, `strings`). It also reads the styles, because calamine copies a font's
//! name into each style that uses it, and a small file can make gigabytes of that.
//! Invariant: every part is inflated against a limit and checked before calamine gets it (`part`).
//! A missing part counts as empty. A broken part is an error.

mod beside;
mod carrier;
mod part;
pub mod remarks;
mod sheet;
mod strings;
mod styles;

use calamine::{Reader, Xlsx};
use quick_xml::events::Event;

use super::look::Looks;
use super::remarks::Remark;
use super::{Filling, Grid, Mark, Unreadable, Unseen};

use crate::read::limits;
use crate::read::package::{Package, Relation};
use crate::read::xml;
use crate::source::{FileId, Sources};
use beside::Beside;
use carrier::{Held, Loading};
use sheet::{Book, damaged};

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
    let looks =
        part_of("styles")?.map_or_else(|| Ok(Looks::default()), |text| styles::read(&text))?;
    let texts = part_of("sharedStrings")?.unwrap_or_default();
    let texts = part::plain(texts)?;
    part::check_texts(&texts)?;
    let (texts, taken) = strings::take_runs(texts)?;
    let book = Book { looks, texts: taken, is_1904 };
    let mut loading = Loading::default();
    let held = match texts.is_empty() {
        false => Some(loading.add("xl/sharedStrings.xml", texts.into_bytes())),
        true => None,
    };
    let mut sheets = Vec::with_capacity(listed.len());
    for (index, listed) in listed.into_iter().enumerate() {
        let sheet = sources.add_sheet(file, &listed.name);
        let mut grid = Grid::new(listed.name, sheet);
        grid.hidden = listed.hidden;
        let mut found = None;
        if !grid.hidden {
            for (place, text) in remarks_of(&mut package, &listed.part)? {
                filling.mark(&mut grid, place, Mark::unseen(Unseen::Beside, &text))?;
            }
            let text = package.part(&listed.part)?.ok_or_else(|| missing(&listed.part))?;
            let (beside, text) = beside::read(part::plain(text)?)?;
            let add = |text: String| loading.add(&part_name(index), text.into_bytes());
            found = Some((beside, text.map(add)));
        }
        sheets.push((grid, found));
    }
    stream(&book, (loading, held), sheets, filling)
}

/// The comments and the text boxes of a sheet.
fn remarks_of(package: &mut Package, sheet: &str) -> Result<Vec<Remark>, Unreadable> {
    let mut found = Vec::new();
    for relation in package.relations(sheet)? {
        let read = match relation.kind.as_str() {
            "comments" => remarks::comments,
            "drawing" => remarks::boxes,
            _ => continue,
        };
        if let Some(text) = package.part(&relation.part)? {
            found.extend(read(&text)?);
        }
    }
    Ok(found)
}

/// A sheet that is to be read: what was found beside its cells, and its part, if it has rows.
type Found = Option<(Beside, Option<Held>)>;

/// The name of a sheet's part in the package that calamine is given.
fn part_name(index: usize) -> String {
    format!("xl/{index}.xml")
}

/// Has calamine read the texts, then the sheets one by one; each part is let go behind it.
fn stream(
    book: &Book,
    (mut loading, texts): (Loading, Option<Held>),
    sheets: Vec<(Grid, Found)>,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    let (mut names, mut relations) = (String::new(), String::new());
    for (index, _) in sheets.iter().enumerate().filter(|(_, (_, found))| found.is_some()) {
        names += &format!("<sheet name=\"{index}\" r:id=\"s{index}\"/>");
        relations += &relation(&format!("s{index}"), "worksheet", &format!("{index}.xml"));
    }
    let rows = |rows: &str| format!("<Relationships>{rows}</Relationships>").into_bytes();
    let main = relation("w", "officeDocument", "xl/workbook.xml");
    loading.add("_rels/.rels", rows(&main));
    loading.add("xl/_rels/workbook.xml.rels", rows(&relations));
    let workbook = format!("<workbook><sheets>{names}</sheets></workbook>");
    loading.add("xl/workbook.xml", workbook.into_bytes());
    let mut workbook = Xlsx::new(loading.finish()).map_err(damaged)?;
    texts.into_iter().for_each(Held::let_go);
    let mut grids = Vec::with_capacity(sheets.len());
    for (index, (mut grid, found)) in sheets.into_iter().enumerate() {
        if let Some((beside, part)) = found {
            match part {
                Some(part) => {
                    let cells = workbook.worksheet_cells_reader(&index.to_string());
                    let cells = cells.map_err(damaged)?;
                    sheet::read(cells, beside, (book, &mut grid), filling)?;
                    part.let_go();
                }
                None => grid.settle(),
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn relation(id: &str, kind: &str, part: &str) -> String {
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!("<Relationship Id=\"{id}\" Type=\"{KINDS}/{kind}\" Target=\"{part}\"/>")
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
