//! `w:trPr` and `w:tcPr` → the properties of rows and cells that reading needs.
//!
//! Invariant: every span is bounded, whatever number the file gives.

use super::properties::Change;
use super::xml::{Element, Xml};
use crate::read::unreadable::Unreadable;

/// Columns that a cell may span or a row leave out; Word's own tables end at 63.
pub const COLUMNS: u32 = 1000;

/// What `w:trPr` says.
#[derive(Default)]
pub struct RowProperties {
    /// Hidden.
    pub hidden: bool,
    /// Columns left out before the first cell.
    pub before: u32,
    /// Its tracked change.
    pub change: Option<Change>,
}

/// What `w:tcPr` says.
#[derive(Default)]
pub struct CellProperties {
    /// Columns it spans; none said is one.
    pub span: Option<u32>,
    /// Goes on the cell above.
    pub continued: bool,
    /// Goes on the cell before it, in tables of old Word.
    pub joined: bool,
    /// Its tracked change.
    pub change: Option<Change>,
}

impl RowProperties {
    /// Reads the open `w:trPr`.
    pub fn read(xml: &mut Xml) -> Result<RowProperties, Unreadable> {
        let mut row = RowProperties::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "hidden" => row.hidden = element.is_on()?,
                "gridBefore" => row.before = element.number::<u32>()?.unwrap_or(0).min(COLUMNS),
                name => row.change = Change::of(name).or(row.change),
            }
            xml.skip()?;
        }
        Ok(row)
    }
}

impl CellProperties {
    /// Reads the open `w:tcPr`.
    pub fn read(xml: &mut Xml) -> Result<CellProperties, Unreadable> {
        let mut cell = CellProperties::default();
        while let Some(element) = xml.child()? {
            match element.name() {
                "gridSpan" => cell.span = element.number()?,
                "vMerge" => cell.continued = continues(&element)?,
                "hMerge" => cell.joined = continues(&element)?,
                "cellIns" => cell.change = Some(Change::Inserted),
                "cellDel" => cell.change = Some(Change::Deleted),
                _ => {}
            }
            xml.skip()?;
        }
        Ok(cell)
    }
}

/// Whether a merge goes on: so it is meant when it does not say.
fn continues(element: &Element) -> Result<bool, Unreadable> {
    Ok(element.value()?.as_deref() != Some("restart"))
}
