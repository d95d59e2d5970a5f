//! What the fuzzer makes → a file of the kind that a target is about, by how such files begin.
//!
//! Invariant: only the beginning is given; all that follows is the fuzzer's.

/// A page in HTML.
pub fn html(bytes: &[u8]) -> Vec<u8> {
    [b"<html>", bytes].concat()
}

/// A page with its parts in one file (MHTML).
pub fn mail(bytes: &[u8]) -> Vec<u8> {
    [b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", bytes].concat()
}

/// Excel's XML of 2003.
pub fn workbook(bytes: &[u8]) -> Vec<u8> {
    [b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", bytes].concat()
}
