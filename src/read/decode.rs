//! The bytes of an old file or a page → text, by what the file says about its encoding.
//!
//! Invariant: every input gives a text. Bytes that state no encoding and are not UTF-8 become
//! letters of Windows-1252, which still let text before Unicode be recognised.

use std::borrow::Cow;

use encoding_rs::{
    Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258, X_USER_DEFINED,
};

use crate::text::nfc;

/// How far a page may put what it says of its encoding; browsers look at 1,024 bytes, but pages
/// of Excel begin with long names.
const HEAD: usize = 4096;

/// The text of a page.
pub fn page(bytes: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => text(bytes.get(mark..).unwrap_or_default(), encoding),
        None => text(bytes, stated(bytes).unwrap_or_else(|| guess(bytes))),
    }
}

/// The text of bytes in an encoding.
pub fn text<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    // Windows-1258 writes marks behind their letters, which is no fault of the office.
    if encoding == WINDOWS_1258 { Cow::Owned(nfc(&text)) } else { text }
}

/// What an encoding of this name is for a page of an office.
pub fn of_label(label: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_label(label)? {
        // Pages in TCVN3 and VNI said this, to keep browsers from touching their bytes.
        encoding if encoding == X_USER_DEFINED => Some(WINDOWS_1252),
        // It could not have been read so far, were it UTF-16.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding => Some(encoding),
    }
}

/// `charset=…` of a `<meta>`, or `encoding="…"` of an XML declaration.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?.to_ascii_lowercase();
    let after = |word: &[u8]| {
        let at = head.windows(word.len()).position(|window| window == word)?;
        let rest = head.get(at + word.len()..)?.trim_ascii_start().strip_prefix(b"=")?;
        let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
        let is_quote = |byte: &u8| byte.is_ascii_whitespace() || b"\"'".contains(byte);
        let label = rest.iter().copied().skip_while(is_quote).take_while(is_label);
        of_label(&label.collect::<Vec<u8>>())
    };
    let declared = if head.starts_with(b"<?xml") { after(b"encoding") } else { None };
    declared.or_else(|| after(b"charset"))
}

/// The text of bytes that are Unicode, with a mark or without, or were until a few were lost, as where
/// a copy was cut; `None` for an encoding of the years before.
pub fn unicode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(text(bytes.get(mark..).unwrap_or_default(), encoding));
    }
    let zeros = |odd: usize| {
        let start = bytes.iter().take(64).skip(odd).step_by(2);
        bytes.len() > 3 && start.clone().filter(|byte| **byte == 0).count() * 2 > start.count()
    };
    if zeros(1) {
        return Some(text(bytes, UTF_16LE));
    }
    if zeros(0) {
        return Some(text(bytes, UTF_16BE));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    // Of a text in an old encoding every word with a mark would be lost.
    const LETTERS_FOR_EACH_LOST: usize = 500;
    let text = String::from_utf8_lossy(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    (lost * LETTERS_FOR_EACH_LOST < text.chars().count() + LETTERS_FOR_EACH_LOST).then_some(text)
}

/// Bytes of an encoding before Unicode as letters of Windows-1252, of which it can be told.
pub fn one_by_one(bytes: &[u8]) -> Cow<'_, str> {
    text(bytes, WINDOWS_1252)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_its_encoding_in_many_ways() {
        let utf16: Vec<u8> = "<b>Sở".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            ("\u{FEFF}Sở".as_bytes(), "Sở"),
            (&[&b"\xFF\xFE"[..], &utf16].concat(), "<b>Sở"),
            (&utf16, "<b>Sở"),
            ("<meta charset=windows-1258>Sở".as_bytes(), "<meta charset=windows-1258>Sá»Ÿ"),
            (
                b"<meta content='text/html; CHARSET = \"windows-1258\"'>\xFD\xCC",
                "<meta content='text/html; CHARSET = \"windows-1258\"'>ừ",
            ),
            (
                b"<?xml version='1.0' encoding='windows-1258'?>\xFD",
                "<?xml version='1.0' encoding='windows-1258'?>ư",
            ),
            (b"<meta charset=x-user-defined>S\xEB", "<meta charset=x-user-defined>Së"),
            (b"<meta charset=utf-16>\xC3\xB4", "<meta charset=utf-16>ô"),
            (b"S\xEB", "Së"),
            ("Sở".as_bytes(), "Sở"),
        ] {
            assert_eq!(page(bytes), expected);
        }
    }
}
