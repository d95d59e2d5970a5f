//! The first part of a workbook's stream, which holds for all sheets → [`Book`]: fonts, formats,
//! shared texts and the list of sheets.
//!
//! Invariant: shared texts stay in the stream and are read where a cell shows them, so that
//! memory follows what is shown.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::records::{Fields, Records, kind};
use super::text::{Length, RichText, Runs, encoding_of};
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written};
use crate::read::grid::number_format::NumberFormat;
use crate::read::limits;
use crate::text::legacy::Legacy;

/// Fonts and formats are named by 16 bits; more of them would never be used.
const NAMED: usize = 1 << 16;

/// What holds for all sheets.
pub struct Book<'a> {
    /// The whole stream.
    pub stream: &'a [u8],
    /// Its sheets of cells, in the order of their tabs.
    pub sheets: Vec<SheetEntry>,
    /// Whether days are counted from 1904.
    pub is_1904: bool,
    is_unicode: bool,
    encoding: &'static Encoding,
    fonts: Vec<Font>,
    formats: HashMap<u16, NumberFormat>,
    styles: Vec<Style>,
    shared: Vec<Fields<'a>>,
}

/// A sheet in the list of sheets.
pub struct SheetEntry {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Where it begins in the stream.
    pub position: usize,
}

#[derive(Default)]
struct Font {
    name: String,
    struck: bool,
}

/// What a cell's XF record says: numbers of its font and its format.
#[derive(Clone, Copy, Default)]
struct Style {
    font: u16,
    format: u16,
}

impl<'a> Book<'a> {
    /// Reads the first part of the stream.
    pub fn read(stream: &'a [u8]) -> Result<Book<'a>, Unreadable> {
        let mut records = Records::starting_at(stream, 0);
        let first = records.next().filter(|first| first.kind == kind::BOF);
        let version = first.and_then(|mut first| first.fields.u16());
        let mut book = Book {
            stream,
            sheets: Vec::new(),
            is_1904: false,
            is_unicode: match version {
                Some(0x0600) => true,
                Some(0x0500) => false,
                _ => {
                    return Err(Unreadable::damaged(
                        "không phải bảng tính Excel 5.0 trở lên (not BIFF5 or BIFF8)",
                    ));
                }
            },
            encoding: WINDOWS_1252,
            fonts: Vec::new(),
            formats: HashMap::new(),
            styles: Vec::new(),
            shared: Vec::new(),
        };
        for record in records {
            match record.kind {
                kind::EOF => return Ok(book),
                kind::FILE_PASS => return Err(Unreadable::Encrypted),
                other => book.take(other, record.fields)?,
            }
        }
        Err(Unreadable::damaged("thiếu phần cuối (cut off)"))
    }

    /// A text of this version of the format.
    pub fn text(&self, fields: &mut Fields, length: Length, runs: Runs) -> Option<RichText> {
        match self.is_unicode {
            true => RichText::unicode(fields, length, runs),
            false => RichText::coded(fields, length, runs),
        }
    }

    /// A shared text by its number.
    pub fn shared(&self, index: u32) -> Option<RichText> {
        let mut fields = *self.shared.get(usize::try_from(index).ok()?)?;
        self.text(&mut fields, Length::Word, Runs::Inside)
    }

    /// A text in the fonts that its cell and its runs name.
    pub fn written(&self, text: &RichText, style: u16) -> Written {
        let own = self.style(style).font;
        let runs = text.parts().into_iter().map(|(font, part)| {
            let font = self.font(font.unwrap_or(own));
            // Bytes in a font of TCVN3 or VNI mean what that font draws, whatever the code page.
            let named = font.map(|font| font.name.as_str());
            let legacy = named.and_then(Legacy::of_font).is_some();
            let encoding = if legacy { WINDOWS_1252 } else { self.encoding };
            Run {
                text: part.decode(encoding),
                font: named.map(str::to_string),
                struck: font.is_some_and(|font| font.struck),
            }
        });
        Written { runs: runs.collect() }
    }

    /// A number as its cell shows it.
    pub fn shown(&self, number: f64, style: u16) -> String {
        let id = self.style(style).format;
        let built_in = || NumberFormat::built_in(id.into()).unwrap_or_default();
        match self.formats.get(&id) {
            Some(format) => format.show(number, self.is_1904),
            None => built_in().show(number, self.is_1904),
        }
    }

    /// Whether a cell is struck through as a whole.
    pub fn is_struck(&self, style: u16) -> bool {
        self.font(self.style(style).font).is_some_and(|font| font.struck)
    }

    fn style(&self, index: u16) -> Style {
        self.styles.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// A font by the number that others name it by: there is no number 4.
    fn font(&self, number: u16) -> Option<&Font> {
        self.fonts.get(usize::from(if number > 4 { number - 1 } else { number }))
    }

    fn take(&mut self, kind: u16, fields: Fields<'a>) -> Result<(), Unreadable> {
        match kind {
            kind::SST => return self.take_shared(fields),
            kind::BOUND_SHEET => {
                let entry =
                    self.sheet_entry(fields).ok_or_else(|| Unreadable::damaged("BOUNDSHEET"))?;
                self.sheets.extend(entry);
                return Unreadable::unless(
                    self.sheets.len(),
                    limits::SHEETS,
                    "trang tính (sheets)",
                );
            }
            _ => {}
        }
        // How cells look may be missing; their words must not be.
        let _ = self.take_look(kind, fields);
        Ok(())
    }

    fn take_look(&mut self, kind: u16, mut fields: Fields<'a>) -> Option<()> {
        match kind {
            kind::CODE_PAGE => self.encoding = encoding_of(fields.u16()?),
            kind::DATE_MODE => self.is_1904 = fields.u16()? == 1,
            // One that cannot be read still counts.
            kind::FONT if self.fonts.len() < NAMED => {
                let font = self.read_font(fields).unwrap_or_default();
                self.fonts.push(font);
            }
            kind::XF if self.styles.len() < NAMED => {
                let [a, b, c, d] = fields.array().unwrap_or_default();
                let (font, format) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
                self.styles.push(Style { font, format });
            }
            kind::FORMAT => {
                let id = fields.u16()?;
                let length = if self.is_unicode { Length::Word } else { Length::Byte };
                let code = self.text(&mut fields, length, Runs::Inside)?.plain(self.encoding);
                self.formats.insert(id, NumberFormat::of_code(&code));
            }
            _ => {}
        }
        Some(())
    }

    fn read_font(&self, mut fields: Fields) -> Option<Font> {
        fields.skip(2);
        let struck = fields.u16()? & 0x08 != 0;
        fields.skip(10);
        let name = self.text(&mut fields, Length::Byte, Runs::Inside)?.plain(self.encoding);
        Some(Font { name: name.chars().take(limits::FONT_NAME).collect(), struck })
    }

    /// A sheet of the list; `Some(None)` for one of charts or macros.
    fn sheet_entry(&self, mut fields: Fields) -> Option<Option<SheetEntry>> {
        let position = usize::try_from(fields.u32()?).ok()?;
        let (visibility, content) = (fields.u8()?, fields.u8()?);
        let name = self.text(&mut fields, Length::Byte, Runs::Inside)?.plain(self.encoding);
        let entry = SheetEntry { name, hidden: visibility & 3 != 0, position };
        Some((content == 0).then_some(entry))
    }

    /// Notes where each shared text begins. How many there are is not believed.
    fn take_shared(&mut self, mut fields: Fields<'a>) -> Result<(), Unreadable> {
        fields.skip(8);
        loop {
            let start = fields;
            // The rest is not a text: filling, or damage that a cell will meet.
            if self.text(&mut fields, Length::Word, Runs::Inside).is_none() {
                return Ok(());
            }
            self.shared.push(start);
            Unreadable::unless(
                self.shared.len(),
                limits::CELLS,
                "chuỗi dùng chung (shared texts)",
            )?;
        }
    }
}
