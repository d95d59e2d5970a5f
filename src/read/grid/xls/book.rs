//! The first part of a workbook's stream, which holds for all sheets → [`Book`]: fonts, formats,
//! shared texts and the list of sheets.
//!
//! Invariant: shared texts stay in the stream and are read only where a cell shows them, so that
//! memory follows what is shown.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::records::{Fields, Records, kind};
use super::text::{Length, RichText, Runs, encoding_of};
use crate::read::grid::Unreadable;
use crate::read::grid::cell_text::{Run, Written};
use crate::read::grid::look::{Font, Look, Looks};
use crate::read::limits;

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
    looks: Looks,
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
            looks: Looks::default(),
            shared: Vec::new(),
        };
        for record in records {
            match record.kind {
                kind::EOF => {
                    book.looks.settle();
                    return Ok(book);
                }
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

    /// Whether its texts are in Unicode, as since Excel 97.
    pub fn is_unicode(&self) -> bool {
        self.is_unicode
    }

    /// A text whatever its fonts.
    pub fn plain(&self, text: &RichText) -> String {
        text.plain(self.encoding)
    }

    /// A shared text by its number.
    pub fn shared(&self, index: u32) -> Option<RichText> {
        let mut fields = *self.shared.get(usize::try_from(index).ok()?)?;
        self.text(&mut fields, Length::Word, Runs::Inside)
    }

    /// A text in the fonts that its cell and its runs name.
    pub fn written(&self, text: &RichText, style: u16) -> Written {
        let own = &self.look(style).font;
        let runs = text.parts().into_iter().map(|(font, part)| {
            let font = font.map_or(Some(own), |font| self.looks.font(index_of(font)));
            // Bytes in a font of TCVN3 or VNI mean what that font draws, whatever the code page.
            let legacy = font.is_some_and(|font| font.is_legacy);
            let encoding = if legacy { WINDOWS_1252 } else { self.encoding };
            Run {
                text: part.decode(encoding),
                font: font.and_then(|font| font.name.as_deref()).map(str::to_string),
                struck: font.is_some_and(|font| font.struck),
                raised: font.is_some_and(|font| font.raised),
            }
        });
        Written { runs: runs.collect() }
    }

    /// How a cell looks, by the number of its style.
    pub fn look(&self, style: u16) -> &Look {
        self.looks.get(style.into())
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
            kind::FONT if self.looks.count() < NAMED => {
                let font = self.read_font(fields).unwrap_or_default();
                self.looks.add_font(font);
            }
            kind::XF if self.looks.count() < NAMED => {
                let [a, b, c, d] = fields.array().unwrap_or_default();
                let (font, format) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
                self.looks.add_style(index_of(font), format.into());
            }
            kind::FORMAT => {
                let id = fields.u16()?;
                let length = if self.is_unicode { Length::Word } else { Length::Byte };
                let code = self.text(&mut fields, length, Runs::Inside)?.plain(self.encoding);
                self.looks.add_format(id.into(), &code);
            }
            _ => {}
        }
        Some(())
    }

    fn read_font(&self, mut fields: Fields) -> Option<Font> {
        fields.skip(2);
        let struck = fields.u16()? & 0x08 != 0;
        fields.skip(4);
        let raised = fields.u16()? == 1;
        fields.skip(4);
        let name = self.text(&mut fields, Length::Byte, Runs::Inside)?.plain(self.encoding);
        Some(Font { raised, ..Font::named(&name, struck) })
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

/// The place of a font in the list, by the number that others name it by: there is no number 4.
fn index_of(number: u16) -> usize {
    usize::from(if number > 4 { number - 1 } else { number })
}
