//! The workbook, its styles and its shared texts → [`Book`]: what holds for all sheets.
//!
//! Invariant: shared texts stay in their part and are read only where a cell shows them, so that
//! memory follows what is shown.

use encoding_rs::UTF_16LE;

use super::records::{Fields, Records, kind};
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written};
use crate::read::grid::look::{Font, Look, Looks};
use crate::read::limits;

/// What holds for all sheets.
#[derive(Default)]
pub struct Book<'a> {
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Listed>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
    shared: Vec<Fields<'a>>,
    looks: Looks,
}

/// A sheet as the workbook lists it.
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// The id of the relation to its part.
    pub relation: String,
}

impl<'a> Book<'a> {
    /// Reads the three parts; one that is missing is empty.
    pub fn read(main: &[u8], styles: &[u8], strings: &'a [u8]) -> Result<Book<'a>, Unreadable> {
        let mut book = Book::default();
        for record in Records::of(main) {
            let (kind, mut fields) = record?;
            match kind {
                kind::BOOK => book.is_1904 = fields.u32().is_some_and(|flags| flags & 1 != 0),
                kind::SHEET => book.sheets.extend(listed(fields)),
                _ => {}
            }
            Unreadable::unless(book.sheets.len(), limits::SHEETS, "trang tính (sheets)")?;
        }
        book.read_styles(styles)?;
        for record in Records::of(strings) {
            let (kind, fields) = record?;
            if kind == kind::SHARED_ITEM {
                book.shared.push(fields);
                Unreadable::unless(book.shared.len(), limits::CELLS, "chuỗi (texts)")?;
            }
        }
        Ok(book)
    }

    fn read_styles(&mut self, part: &[u8]) -> Result<(), Unreadable> {
        // Styles that cells are made from have records of the same kind.
        let mut is_of_cells = false;
        for record in Records::of(part) {
            let (kind, fields) = record?;
            // How cells look may be cut short; their words must not be.
            let _ = match kind {
                kind::BEGIN_CELL_STYLES | kind::END_CELL_STYLES => {
                    is_of_cells = kind == kind::BEGIN_CELL_STYLES;
                    None
                }
                kind::FONT => self.take_font(fields),
                kind::FORMAT => self.take_format(fields),
                kind::STYLE if is_of_cells => self.take_style(fields),
                _ => None,
            };
            Unreadable::unless(self.looks.count(), limits::STYLES, "kiểu ô (styles)")?;
        }
        self.looks.settle();
        Ok(())
    }

    /// A shared text by its number.
    pub fn shared(&self, index: u32) -> Option<Fields<'a>> {
        self.shared.get(usize::try_from(index).ok()?).copied()
    }

    /// The look of a style.
    pub fn look(&self, style: usize) -> &Look {
        self.looks.get(style)
    }

    fn take_font(&mut self, mut fields: Fields) -> Option<()> {
        fields.skip(2);
        let struck = fields.u16()? & 0x08 != 0;
        fields.skip(2);
        let raised = fields.u16()? == 1;
        fields.skip(13);
        let named = Font::named(&words(fields.wide()?), struck);
        self.looks.add_font(Font { raised, ..named });
        Some(())
    }

    fn take_format(&mut self, mut fields: Fields) -> Option<()> {
        let id = fields.u16()?;
        self.looks.add_format(id.into(), &words(fields.wide()?));
        Some(())
    }

    fn take_style(&mut self, mut fields: Fields) -> Option<()> {
        fields.skip(2);
        let (format, font) = (fields.u16()?, fields.u16()?);
        self.looks.add_style(font.into(), format.into());
        Some(())
    }

    /// A text with the fonts of its parts ([MS-XLSB] 2.5.121), in a cell of this style.
    pub fn rich(&self, mut fields: Fields, style: usize) -> Option<Written> {
        let flags = fields.u8()?;
        let text = fields.wide()?;
        let count = if flags & 1 != 0 { fields.u32()? } else { 0 };
        let (mut runs, mut start, mut font) = (Vec::new(), 0, Some(&self.look(style).font));
        // A text has no more fonts than letters; more would only cost time at each use of it.
        for _ in 0..count.min(text.len() as u32 / 2 + 1) {
            let (at, next) = (fields.u16()?, fields.u16()?);
            let at = (usize::from(at) * 2).min(text.len());
            if at > start {
                runs.push(run(text.get(start..at)?, font));
                start = at;
            }
            font = self.looks.font(next.into());
        }
        runs.push(run(text.get(start..)?, font));
        Some(Written { runs })
    }
}

fn run(text: &[u8], font: Option<&Font>) -> Run {
    Run {
        text: words(text),
        font: font.and_then(|font| font.name.as_deref()).map(str::to_string),
        struck: font.is_some_and(|font| font.struck),
        raised: font.is_some_and(|font| font.raised),
    }
}

/// Letters of UTF-16.
pub fn words(text: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(text).0.into_owned()
}

fn listed(mut fields: Fields) -> Option<Listed> {
    let hidden = fields.u32()? != 0;
    fields.skip(4);
    let (relation, name) = (words(fields.wide()?), words(fields.wide()?));
    Some(Listed { name, hidden, relation })
}
