//! The stream of a workbook → its records, and the fields of a record one by one.
//!
//! Invariant: nothing outside the stream is read. A field with a wrong length is `None`.

/// Kinds of records ([MS-XLS] 2.3; the same numbers in BIFF5 and BIFF8).
pub mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const NOTE: u16 = 0x001C;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003C;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const OBJECT: u16 = 0x005D;
    pub const COL_INFO: u16 = 0x007D;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const RSTRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGED_CELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const OBJECT_TEXT: u16 = 0x01B6;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BOF: u16 = 0x0809;
}

/// A record: its kind and its content.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// One of [`kind`], or one that is not read.
    pub kind: u16,
    /// Its content, not read yet.
    pub fields: Fields<'a>,
}

/// The records of a stream from a place on, until its end or a length that lies.
pub struct Records<'a> {
    stream: &'a [u8],
    /// Where the next record begins.
    pub position: usize,
}

/// The part of a record that is not read yet; a small bookmark that may be kept and copied.
///
/// It goes on into the CONTINUE records behind the record, as long texts do.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    stream: &'a [u8],
    at: usize,
    end: usize,
}

impl<'a> Records<'a> {
    /// The records from a place of the stream on.
    pub fn starting_at(stream: &'a [u8], position: usize) -> Records<'a> {
        Records { stream, position }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, fields) = record_at(self.stream, self.position)?;
        self.position = fields.end;
        Some(Record { kind, fields })
    }
}

fn record_at(stream: &[u8], position: usize) -> Option<(u16, Fields<'_>)> {
    let (header, content) = stream.get(position..)?.split_first_chunk::<4>()?;
    let [kind_low, kind_high, low, high] = *header;
    let length = usize::from(u16::from_le_bytes([low, high]));
    let at = position + header.len();
    let whole = length <= content.len();
    let kind = u16::from_le_bytes([kind_low, kind_high]);
    whole.then_some((kind, Fields { stream, at, end: at + length }))
}

impl<'a> Fields<'a> {
    /// Bytes left before the record ends or is continued.
    pub fn left(&self) -> usize {
        self.end - self.at
    }

    /// Goes on into the CONTINUE record behind; false when there is none.
    pub fn go_on(&mut self) -> bool {
        match record_at(self.stream, self.end) {
            Some((kind::CONTINUE, next)) => {
                *self = next;
                true
            }
            _ => false,
        }
    }

    /// The next byte.
    pub fn u8(&mut self) -> Option<u8> {
        while self.left() == 0 {
            if !self.go_on() {
                return None;
            }
        }
        let byte = self.stream.get(self.at)?;
        self.at += 1;
        Some(*byte)
    }

    /// The next two bytes, the low one first.
    pub fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    /// The next four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    /// The next `N` bytes.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.u8()?;
        }
        Some(bytes)
    }

    /// The next bytes of this record alone.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let count = Some(count).filter(|count| *count <= self.left())?;
        let bytes = self.stream.get(self.at..self.at + count)?;
        self.at += count;
        Some(bytes)
    }

    /// Passes over bytes, of which there may be fewer.
    pub fn skip(&mut self, mut count: usize) {
        while count > self.left() {
            count -= self.left();
            if !self.go_on() {
                self.at = self.end;
                return;
            }
        }
        self.at += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_goes_on_in_its_continuations() {
        let stream = [0xFC, 0, 2, 0, 1, 2, 0x3C, 0, 0, 0, 0x3C, 0, 2, 0, 3, 4, 0x0A, 0, 0, 0];
        let mut records = Records::starting_at(&stream, 0);
        let mut fields = records.next().expect("a record").fields;
        assert_eq!(fields.u8(), Some(1));
        assert_eq!(fields.u16(), Some(0x0302));
        fields.skip(9);
        assert_eq!(fields.u8(), None);
        assert_eq!(records.map(|record| record.kind).collect::<Vec<_>>(), [0x3C, 0x3C, 0x0A]);
    }

    #[test]
    fn a_length_that_lies_ends_the_records() {
        assert!(Records::starting_at(&[0x0A, 0, 1, 0], 0).next().is_none());
        assert!(Records::starting_at(&[0x0A, 0, 0, 0], 9).next().is_none());
        assert!(Records::starting_at(&[0x0A], 0).next().is_none());
    }
}
