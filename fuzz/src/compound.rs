//! Records of a workbook of Excel 5 to 2003, as the fuzzer makes them → an .xls file.
//!
//! The list of sheets says where in the stream each begins, so that a byte more or less would
//! lose them all: it is mended here. Invariant: the compound file around the stream is good.

use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;

const BOUND_SHEET: u16 = 0x85;
const BOF: u16 = 0x809;
const EOF: u16 = 0x0A;
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// The file around a stream of records.
pub fn around(records: &[u8]) -> Vec<u8> {
    let mut stream = records.to_vec();
    mend(&mut stream);
    let mut container = CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
    let mut inner = container.create_stream(STREAMS[0]).expect("in memory");
    inner.write_all(&stream).expect("in memory");
    drop(inner);
    container.flush().expect("in memory");
    container.into_inner().into_inner()
}

/// The records of a file; `None` of what is no such workbook.
pub fn records(file: &[u8]) -> Option<Vec<u8>> {
    let mut container = CompoundFile::open(Cursor::new(file)).ok()?;
    let name = STREAMS.into_iter().find(|name| container.is_stream(name))?;
    let mut stream = Vec::new();
    container.open_stream(name).ok()?.read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// Points the list of sheets at the sheets, in their order.
fn mend(stream: &mut [u8]) {
    let (mut listed, mut begun, mut depth, mut at) = (Vec::new(), Vec::new(), 0_usize, 0);
    while let Some([k0, k1, l0, l1]) = stream.get(at..at + 4) {
        let kind = u16::from_le_bytes([*k0, *k1]);
        match kind {
            BOF if depth == 0 => begun.push(at),
            BOUND_SHEET => listed.push(at + 4),
            _ => {}
        }
        match kind {
            BOF => depth += 1,
            EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 4 + usize::from(u16::from_le_bytes([*l0, *l1]));
    }
    for (place, sheet) in listed.into_iter().zip(begun.into_iter().skip(1)) {
        let sheet = u32::try_from(sheet).unwrap_or(u32::MAX).to_le_bytes();
        if let Some(place) = stream.get_mut(place..place + 4) {
            place.copy_from_slice(&sheet);
        }
    }
}
