//! Parts of a workbook, inflated and bounded → a package of stored parts, for calamine to open.
//!
//! Invariant: a part is held once, and only as long as it is needed. The names in the package are
//! our own, whatever the file called its parts.

use std::cell::RefCell;
use std::io::{Error, ErrorKind, Read, Seek, SeekFrom};
use std::rc::Rc;

/// A package while parts are put into it.
#[derive(Default)]
pub struct Loading {
    pieces: Vec<Piece>,
    length: u64,
    /// The central directory so far (APPNOTE.TXT of PKWARE, 4.3.12).
    directory: Vec<u8>,
    count: u16,
}

/// The package as a file.
pub struct Carrier {
    pieces: Vec<Piece>,
    length: u64,
    position: u64,
}

/// A part that can be let go.
pub struct Held(Rc<RefCell<Vec<u8>>>);

/// Bytes of the file, and where they begin.
struct Piece {
    start: u64,
    bytes: Rc<RefCell<Vec<u8>>>,
}

impl Loading {
    /// Adds a part.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Held {
        let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let start = u32::try_from(self.length).unwrap_or(u32::MAX);
        let length = u16::try_from(name.len()).unwrap_or_default();
        // From the version that is needed to the length of the extra field: stored, names in
        // UTF-8, on the first day of 1980.
        let mut entry = Vec::with_capacity(26);
        for field in [20_u16, 0x0800, 0, 0, 0x21] {
            entry.extend(field.to_le_bytes());
        }
        for field in [crc32fast::hash(&bytes), size, size] {
            entry.extend(field.to_le_bytes());
        }
        entry.extend(length.to_le_bytes());
        entry.extend([0; 2]);
        self.push([b"PK\x03\x04", &entry[..], name.as_bytes()].concat());
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&entry);
        self.directory.extend([0; 10]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        self.push(bytes)
    }

    /// The package, whole.
    pub fn finish(mut self) -> Carrier {
        let directory = std::mem::take(&mut self.directory);
        let places = [directory.len() as u64, self.length];
        let [size, start] = places.map(|place| u32::try_from(place).unwrap_or(u32::MAX));
        self.push(directory);
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend(self.count.to_le_bytes());
        end.extend(self.count.to_le_bytes());
        end.extend(size.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend([0; 2]);
        self.push(end);
        Carrier { pieces: self.pieces, length: self.length, position: 0 }
    }

    fn push(&mut self, bytes: Vec<u8>) -> Held {
        let start = self.length;
        self.length += bytes.len() as u64;
        let bytes = Rc::new(RefCell::new(bytes));
        self.pieces.push(Piece { start, bytes: Rc::clone(&bytes) });
        Held(bytes)
    }
}

impl Held {
    /// Frees the memory of the part, which is not read again.
    pub fn let_go(self) {
        self.0.take();
    }
}

impl Read for Carrier {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let index = self.pieces.partition_point(|piece| piece.start <= self.position) - 1;
        let Some(piece) = self.pieces.get(index) else { return Ok(0) };
        let bytes = piece.bytes.borrow();
        let from = usize::try_from(self.position - piece.start).unwrap_or(usize::MAX);
        // Nothing of a part that was let go.
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty());
        let rest = rest.ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?;
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Carrier {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Error> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(step) => self.length.checked_add_signed(step),
            SeekFrom::Current(step) => self.position.checked_add_signed(step),
        };
        self.position = place.ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_back_until_they_are_let_go() {
        let mut loading = Loading::default();
        let first = loading.add("xl/ô.xml", b"<a/>".to_vec());
        loading.add("b", vec![b'x'; 100_000]);
        loading.add("c", Vec::new());
        let mut archive = zip::ZipArchive::new(loading.finish()).expect("a package");
        let mut read = |name: &str| -> Result<Vec<u8>, Error> {
            let mut bytes = Vec::new();
            archive.by_name(name).expect("a part").read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        assert_eq!(read("xl/ô.xml").expect("whole"), b"<a/>");
        assert_eq!(read("b").expect("whole").len(), 100_000);
        assert_eq!(read("c").expect("empty"), b"");
        first.let_go();
        assert!(read("xl/ô.xml").is_err());
        assert_eq!(read("b").expect("still there").len(), 100_000);
    }
}
