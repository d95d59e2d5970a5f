//! The first bytes of a file → what the file is, whatever its name says.
//!
//! Invariant: only the content decides, because names can be wrong (web systems call their pages
//! .xls).

use super::grid::{Ole, is_open_document_sheet, ole_kind};
use super::package::Package;

/// What a file is.
pub enum FileKind<'a> {
    /// A workbook of Office Open XML, and its main part.
    Xlsx(Package<'a>, String),
    /// A binary workbook, and its main part.
    Xlsb(Package<'a>, String),
    /// A workbook of OpenDocument.
    Ods(Package<'a>),
    /// A workbook of Excel 5 to 2003.
    Xls,
    /// A Word file, and its main part.
    Docx(Package<'a>),
    /// A page in HTML.
    Html,
    /// Protected by a password.
    Encrypted,
    /// A Word file of 97 to 2003, which nobody reads.
    OldWord,
    /// Nothing at all.
    Empty,
    /// Text without tags.
    Text,
    /// Something else, in words.
    Other(&'static str),
    /// A package whose directory cannot be read.
    Damaged(String),
}

impl<'a> FileKind<'a> {
    /// Looks at a file's content.
    pub fn of(bytes: &'a [u8]) -> FileKind<'a> {
        let start = |magic: &[u8]| bytes.starts_with(magic);
        match bytes {
            _ if start(b"PK\x03\x04") => FileKind::of_package(bytes),
            _ if start(b"PK") => FileKind::Damaged(String::from("tệp nén trống")),
            _ if start(b"\xD0\xCF\x11\xE0") => match ole_kind(bytes) {
                Ole::EncryptedPackage => FileKind::Encrypted,
                Ole::WordDocument => FileKind::OldWord,
                Ole::PowerPoint => FileKind::Other("PowerPoint"),
                Ole::Workbook | Ole::Other => FileKind::Xls,
            },
            _ if start(b"%PDF") => FileKind::Other("PDF"),
            _ if start(b"\x89PNG") || start(b"\xFF\xD8\xFF") => FileKind::Other("ảnh (a picture)"),
            _ if start(b"{\\rtf") => FileKind::Other("RTF"),
            _ if bytes.is_empty() => FileKind::Empty,
            _ if is_page(bytes) => FileKind::Html,
            // Of UTF-16 every second byte may be zero.
            _ if start(b"\xFF\xFE") || start(b"\xFE\xFF") => FileKind::Text,
            _ if bytes.iter().take(512).all(|byte| *byte >= 9) => FileKind::Text,
            _ => FileKind::Other("dữ liệu không rõ loại (unknown data)"),
        }
    }

    /// What it is called in a message.
    pub fn name(&self) -> &'static str {
        match self {
            FileKind::Xlsx(..) | FileKind::Xlsb(..) | FileKind::Ods(_) | FileKind::Xls => {
                "bảng tính (a workbook)"
            }
            FileKind::Docx(_) | FileKind::OldWord => "tệp Word (a Word file)",
            FileKind::Html => "trang web (a web page)",
            FileKind::Encrypted => "tệp có mật khẩu (a protected file)",
            FileKind::Empty => "tệp trống (an empty file)",
            FileKind::Text => "văn bản thuần (plain text)",
            FileKind::Damaged(_) => "tệp hỏng (a damaged file)",
            FileKind::Other(name) => name,
        }
    }

    fn of_package(bytes: &'a [u8]) -> FileKind<'a> {
        let mut package = match Package::open(bytes) {
            Ok(package) => package,
            Err(error) => return FileKind::Damaged(error.reason()),
        };
        if is_open_document_sheet(&mut package) {
            return FileKind::Ods(package);
        }
        if let Ok(Some(kind)) = package.part("mimetype")
            && kind.trim() == "application/vnd.oasis.opendocument.text"
        {
            return FileKind::Other("văn bản OpenDocument .odt (an OpenDocument text)");
        }
        match package.main_part() {
            Some(part) if part.ends_with(".bin") => FileKind::Xlsb(package, part),
            Some(part) if part.starts_with("word/") => FileKind::Docx(package),
            Some(part) if part.starts_with("ppt/") => FileKind::Other("PowerPoint"),
            Some(part) => FileKind::Xlsx(package, part),
            None => FileKind::Other("tệp nén khác (another archive)"),
        }
    }
}

/// Whether a text begins as a page does: a tag, perhaps after a mark, spaces, a declaration or a
/// comment; in one byte a letter or in two.
fn is_page(bytes: &[u8]) -> bool {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(4096).collect();
    let text = String::from_utf8_lossy(&letters).to_lowercase();
    let tags = [
        "<html",
        "<table",
        "<!doctype html",
        "<meta",
        "<body",
        "<div",
        "<head",
        "urn:schemas-microsoft-com:office",
    ];
    let begins = text.trim_start_matches(|c: char| !c.is_ascii_graphic() || c == '\u{FFFD}');
    let is_mail = begins.starts_with("mime-version:") && text.contains("multipart/related");
    is_mail || begins.starts_with('<') && tags.iter().any(|tag| text.contains(tag))
}
