//! Characters that stand for legacy bytes → Unicode letters, by the tables of the three encodings.
//!
//! A byte is seen as the character of its number (Latin-1) or the one that windows-1252 gives it;
//! the two differ only at 0x80–0x9F, where none of the encodings has a letter of Vietnamese.

use super::Legacy;
use crate::text::nfc;

/// TCVN 5712:1993 VN3 from 0xA0; a space where it has no letter.
#[rustfmt::skip]
const TCVN3: [[char; 16]; 6] = [
    [' ', 'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', ' '],
    [' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', ' ', 'ằ', 'ẳ', 'ẵ', 'ắ', ' '],
    [' ', ' ', ' ', ' ', ' ', ' ', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', ' ', 'ẻ', 'ẽ'],
    ['é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', ' ', ' ', ' ', 'ĩ', 'í', 'ị', 'ò'],
    [' ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù'],
    [' ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', ' '],
];

/// Bytes 0x80–0x9F of windows-1252, which old fonts share for quotes and dashes.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

pub(super) fn decode(encoding: Legacy, text: &str) -> String {
    let mut decoder = Decoder::new(encoding);
    for c in text.chars() {
        decoder.push(c);
    }
    nfc(&decoder.out)
}

/// The text if each of its characters beyond ASCII is a Vietnamese letter or mark of the encoding.
pub(super) fn decode_whole(encoding: Legacy, text: &str) -> Option<String> {
    let mut decoder = Decoder::new(encoding);
    let whole = text.chars().all(|c| decoder.push(c) || c.is_ascii());
    whole.then(|| nfc(&decoder.out))
}

struct Decoder {
    encoding: Legacy,
    /// The character before, as it came: a mark is one only after its letter.
    before: char,
    /// Letters with their marks beside them, not composed.
    out: String,
}

impl Decoder {
    fn new(encoding: Legacy) -> Self {
        Decoder { encoding, before: ' ', out: String::new() }
    }

    /// Whether the encoding has the character as a letter or mark beyond ASCII.
    fn push(&mut self, c: char) -> bool {
        let before = std::mem::replace(&mut self.before, c);
        let is_known = match self.encoding {
            Legacy::Tcvn3 | Legacy::Tcvn3Capitals => self.extend(tcvn3(c)),
            Legacy::Vni => self.extend(vni(before, c).into_iter().flat_map(str::chars)),
            Legacy::Windows1258 => self.extend(windows_1258(before, c)),
        };
        if !is_known {
            self.out.push(in_windows_1252(c));
        }
        if self.encoding == Legacy::Tcvn3Capitals && (is_known || c.is_ascii()) {
            let letter = self.out.pop();
            self.out.extend(letter.into_iter().flat_map(char::to_uppercase));
        }
        is_known
    }

    /// Whether there was anything.
    fn extend(&mut self, letters: impl IntoIterator<Item = char>) -> bool {
        let length = self.out.len();
        self.out.extend(letters);
        self.out.len() > length
    }
}

fn tcvn3(c: char) -> Option<char> {
    let from_a0 = (c as usize).checked_sub(0xA0)?;
    let letter = *TCVN3.get(from_a0 / 16)?.get(from_a0 % 16)?;
    (letter != ' ').then_some(letter)
}

/// VNI: the case of a mark says nothing, as that of its letter counts.
fn vni(before: char, c: char) -> Option<&'static str> {
    let letter = match c {
        'ñ' => "đ",
        'Ñ' => "Đ",
        'ô' => "ơ",
        'Ô' => "Ơ",
        'ö' => "ư",
        'Ö' => "Ư",
        'í' => "í",
        'Í' => "Í",
        'ì' => "ì",
        'Ì' => "Ì",
        'æ' => "ỉ",
        'Æ' => "Ỉ",
        'ó' => "ĩ",
        'Ó' => "Ĩ",
        'ò' => "ị",
        'Ò' => "Ị",
        'î' => "ỵ",
        'Î' => "Ỵ",
        _ => return vni_marks(before, c),
    };
    Some(letter)
}

fn vni_marks(before: char, c: char) -> Option<&'static str> {
    let (letters, marks) = match lower(c) {
        'ù' => ("aeouyôö", "\u{301}"),
        'ø' => ("aeouyôö", "\u{300}"),
        'û' => ("aeouyôö", "\u{309}"),
        'õ' => ("aeouyôö", "\u{303}"),
        'ï' => ("aeouyôö", "\u{323}"),
        'â' => ("aeo", "\u{302}"),
        'á' => ("aeo", "\u{302}\u{301}"),
        'à' => ("aeo", "\u{302}\u{300}"),
        'å' => ("aeo", "\u{302}\u{309}"),
        'ã' => ("aeo", "\u{302}\u{303}"),
        'ä' => ("aeo", "\u{302}\u{323}"),
        'ê' => ("a", "\u{306}"),
        'é' => ("a", "\u{306}\u{301}"),
        'è' => ("a", "\u{306}\u{300}"),
        'ú' => ("a", "\u{306}\u{309}"),
        'ü' => ("a", "\u{306}\u{303}"),
        'ë' => ("a", "\u{306}\u{323}"),
        _ => return None,
    };
    letters.contains(lower(before)).then_some(marks)
}

fn windows_1258(before: char, c: char) -> Option<char> {
    let mark = match c {
        'Ì' => '\u{300}',
        'Ò' => '\u{309}',
        'Þ' => '\u{303}',
        'ì' => '\u{301}',
        'ò' => '\u{323}',
        'Ã' => return Some('Ă'),
        'ã' => return Some('ă'),
        'Ð' => return Some('Đ'),
        'ð' => return Some('đ'),
        'Õ' => return Some('Ơ'),
        'õ' => return Some('ơ'),
        'Ý' => return Some('Ư'),
        'ý' => return Some('ư'),
        _ => return "àáâèéêíóôùú".contains(lower(c)).then_some(c),
    };
    "aeiouyâêôãõý".contains(lower(before)).then_some(mark)
}

/// Quotes and dashes for the control characters that Latin-1 makes of their bytes.
fn in_windows_1252(c: char) -> char {
    let at = (c as usize).checked_sub(0x80);
    at.and_then(|at| WINDOWS_1252.get(at)).copied().unwrap_or(c)
}

/// The small letter; none of Latin-1 becomes two.
pub(super) fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
