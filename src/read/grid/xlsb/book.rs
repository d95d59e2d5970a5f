//! The workbook, its styles and its shared texts → [`Book`]: what holds for all sheets.
//!
//! Invariant: shared texts stay in their part and are read where a cell shows them, so that
//! memory follows what is shown.

use std::collections::HashMap;

use encoding_rs::UTF_16LE;

use super::records::{Fields, Records, kind};
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written, font_name};
use crate::read::grid::number_format::NumberFormat;
use crate::read::limits;

/// What holds for all sheets.
#[derive(Default)]
pub struct Book<'a> {
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Listed>,
    is_1904: bool,
    shared: Vec<Fields<'a>>,
    fonts: Vec<Font>,
    formats: HashMap<u16, NumberFormat>,
    styles: Vec<Style>,
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

/// A font.
pub struct Font {
    name: String,
    /// Whether it is struck through.
    pub struck: bool,
}

/// Numbers of a style's font and format.
struct Style {
    font: u16,
    format: u16,
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
            match kind {
                kind::BEGIN_CELL_STYLES => is_of_cells = true,
                kind::END_CELL_STYLES => is_of_cells = false,
                kind::FONT => self.fonts.extend(font(fields)),
                kind::FORMAT => self.formats.extend(format(fields)),
                kind::STYLE if is_of_cells => self.styles.extend(style(fields)),
                _ => {}
            }
            let most = self.fonts.len().max(self.styles.len());
            Unreadable::unless(most, limits::STYLES, "kiểu ô (styles)")?;
        }
        Ok(())
    }

    /// A shared text by its number.
    pub fn shared(&self, index: u32) -> Option<Fields<'a>> {
        self.shared.get(usize::try_from(index).ok()?).copied()
    }

    /// The font of a style.
    pub fn font(&self, style: usize) -> Option<&Font> {
        self.fonts.get(usize::from(self.styles.get(style)?.font))
    }

    /// A number as a style shows it.
    pub fn shown(&self, number: f64, style: usize) -> String {
        let id = self.styles.get(style).map_or(0, |style| style.format);
        match self.formats.get(&id) {
            Some(format) => format.show(number, self.is_1904),
            None => {
                let format = NumberFormat::built_in(id.into()).unwrap_or_default();
                format.show(number, self.is_1904)
            }
        }
    }

    /// A text in the font of its cell.
    pub fn plain(&self, text: &[u8], style: usize) -> Written {
        Written { runs: vec![run(text, self.font(style))] }
    }

    /// A text with the fonts of its parts ([MS-XLSB] 2.5.121), in a cell of this style.
    pub fn rich(&self, mut fields: Fields, style: usize) -> Option<Written> {
        let flags = fields.u8()?;
        let text = fields.wide()?;
        let count = if flags & 1 != 0 { fields.u32()? } else { 0 };
        let (mut runs, mut start, mut font) = (Vec::new(), 0, self.font(style));
        // A text has no more fonts than letters; more would only cost time at each use of it.
        for _ in 0..count.min(text.len() as u32 / 2 + 1) {
            let (at, next) = (fields.u16()?, fields.u16()?);
            let at = (usize::from(at) * 2).min(text.len());
            if at > start {
                runs.push(run(text.get(start..at)?, font));
                start = at;
            }
            font = self.fonts.get(usize::from(next));
        }
        runs.push(run(text.get(start..)?, font));
        Some(Written { runs })
    }
}

fn run(text: &[u8], font: Option<&Font>) -> Run {
    Run {
        text: words(text),
        font: font.map(|font| font.name.clone()),
        struck: font.is_some_and(|font| font.struck),
    }
}

fn words(text: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(text).0.into_owned()
}

fn listed(mut fields: Fields) -> Option<Listed> {
    let hidden = fields.u32()? != 0;
    fields.skip(4);
    let (relation, name) = (words(fields.wide()?), words(fields.wide()?));
    Some(Listed { name, hidden, relation })
}

fn font(mut fields: Fields) -> Option<Font> {
    fields.skip(2);
    let struck = fields.u16()? & 0x08 != 0;
    fields.skip(17);
    Some(Font { name: font_name(&words(fields.wide()?)).to_string(), struck })
}

fn format(mut fields: Fields) -> Option<(u16, NumberFormat)> {
    Some((fields.u16()?, NumberFormat::of_code(&words(fields.wide()?))))
}

fn style(mut fields: Fields) -> Option<Style> {
    fields.skip(2);
    Some(Style { format: fields.u16()?, font: fields.u16()? })
}
