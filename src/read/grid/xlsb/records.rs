//! The bytes of a part → its records and their fields ([MS-XLSB] 2.1.4).
//!
//! Invariant: nothing is read past the end of a record.

use crate::read::grid::Unreadable;
use crate::read::grid::xls::number_of_rk;

/// Kinds of records ([MS-XLSB] 2.3).
pub mod kind {
    pub const ROW: u16 = 0;
    pub const RK: u16 = 2;
    pub const ERROR: u16 = 3;
    pub const FLAG: u16 = 4;
    pub const TEXT: u16 = 6;
    pub const SHARED: u16 = 7;
    pub const FORMULA_TEXT: u16 = 8;
    pub const FORMULA_FLAG: u16 = 10;
    pub const FORMULA_ERROR: u16 = 11;
    pub const SHARED_ITEM: u16 = 19;
    pub const FONT: u16 = 43;
    pub const FORMAT: u16 = 44;
    pub const STYLE: u16 = 47;
    pub const COLUMNS: u16 = 60;
    pub const RICH_TEXT: u16 = 62;
    pub const END_SHEET_DATA: u16 = 146;
    pub const BOOK: u16 = 153;
    pub const SHEET: u16 = 156;
    pub const MERGE: u16 = 176;
    pub const BEGIN_CELL_STYLES: u16 = 617;
    pub const END_CELL_STYLES: u16 = 618;
    pub const COMMENT_AUTHOR: u16 = 632;
    pub const COMMENT: u16 = 635;
    pub const COMMENT_TEXT: u16 = 637;
}

/// The records of a part, until one is cut off.
pub struct Records<'a> {
    rest: &'a [u8],
}

/// What is left of a record.
#[derive(Clone, Copy)]
pub struct Fields<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// All of a part.
    pub fn of(part: &'a [u8]) -> Records<'a> {
        Records { rest: part }
    }

    fn record(&mut self) -> Option<(u16, Fields<'a>)> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (fields, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, Fields(fields)))
    }

    /// A number of at most so many bytes, each with seven bits of it.
    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for shift in 0..bytes {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * shift);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, Fields<'a>), Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.rest = &[];
        }
        Some(record.ok_or_else(|| Unreadable::damaged("tệp bị cắt cụt (cut off)")))
    }
}

impl<'a> Fields<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// Passes over bytes, as far as there are.
    pub fn skip(&mut self, count: usize) {
        self.0 = self.0.get(count..).unwrap_or_default();
    }

    /// A byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    /// Two bytes.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// A number of eight bytes.
    pub fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number in four bytes.
    pub fn rk(&mut self) -> Option<f64> {
        self.u32().map(number_of_rk)
    }

    /// A text as UTF-16 ([MS-XLSB] 2.5.168); one that is none (2.5.166) is empty.
    pub fn wide(&mut self) -> Option<&'a [u8]> {
        match self.u32()? {
            u32::MAX => Some(&[]),
            units => self.take(usize::try_from(units).ok()?.checked_mul(2)?),
        }
    }
}
