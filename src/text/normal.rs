//! Any text → the text as it will be printed: NFC, without what cannot be seen.
//!
//! Only what a reader of the paper would never notice is changed: tone placement, capitals and
//! punctuation stay as the office wrote them. `clean` is idempotent.

use unicode_normalization::UnicodeNormalization;

/// Composes letters and marks (TCVN 6909:2001 text, searchable in a PDF); changes nothing else.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The text as it will be printed: NFC, "ƣ" of broken PDFs as "ư", every kind of space as one
/// space, every kind of line end as `\n`, invisible characters gone, lines trimmed, no empty line
/// first or last.
pub fn clean(text: &str) -> String {
    // Nearly every cell of today's offices has nothing to clean, and is many times faster to
    // look at than to take apart and compose.
    match clean_part(text) {
        Some(clean) => clean.to_string(),
        None => clean_slowly(text),
    }
}

/// The text as [`clean`] gives it, where that is a part of it: nothing to take out or to compose.
pub fn clean_part(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', '\n']);
    (look(text) == Some(Spacing::Tidy)).then_some(text)
}

fn clean_slowly(text: &str) -> String {
    let text = text.trim_matches([' ', '\n']);
    let visible: String = text.replace("\r\n", "\n").chars().filter_map(visible).collect();
    // Last, because only now do a letter and its mark stand side by side.
    nfc(&tidy_lines(&visible))
}

/// Whether a text has nothing but ASCII and the composed letters of Vietnamese.
pub fn is_vietnamese(text: &str) -> bool {
    look(text).is_some()
}

/// Whether a space stands beside another, or at an end of a line.
#[derive(PartialEq)]
enum Spacing {
    Tidy,
    Loose,
}

/// Looks at a text by its UTF-8 bytes, which is many times faster than a look at each character;
/// `None` where it has other letters than ASCII and the composed ones of Vietnamese.
fn look(text: &str) -> Option<Spacing> {
    let mut found = 0;
    let mut before = 0;
    for byte in text.bytes() {
        let [first, second] = PAIRS[usize::from(byte)];
        found |= before & second;
        before = first;
    }
    found |= before & ODD;
    match found {
        0 => Some(Spacing::Tidy),
        _ if found & !LOOSE == 0 => Some(Spacing::Loose),
        _ => None,
    }
}

/// The byte itself says that a text is not of those letters.
const ODD: u8 = 1;

/// A space or a line end before one that stands beside it.
const LOOSE: u8 = 0b110_0000;

/// What each byte asks of the next one, a bit for each question, and to which questions of the one
/// before it is the wrong answer. A byte inside a letter asks nothing.
const PAIRS: [[u8; 2]; 256] = pairs();

const fn pairs() -> [[u8; 2]; 256] {
    let mut table = [[0; 2]; 256];
    let mut at = 0;
    while at < table.len() {
        let byte = at as u8;
        let asks = match byte {
            b'\n' => 0b100_0000,
            0..b' ' | 0x7F => ODD,
            b' ' => 0b010_0000,
            // U+0080–U+00BF.
            0xC2 => ODD,
            // U+0100–U+0131 of U+0100–U+013F.
            0xC4 => 0b000_0010,
            // Ũ ũ of U+0140–U+017F.
            0xC5 => 0b000_0100,
            // Ơ ơ Ư ư of U+0180–U+01BF.
            0xC6 => 0b000_1000,
            // U+1E80–U+1EFF of U+1000–U+1FFF.
            0xE1 => 0b001_0000,
            0xC7..=0xFF => ODD,
            _ => 0,
        };
        let mut wrong = ODD;
        wrong |= if byte > 0xB1 { 0b000_0010 } else { 0 };
        wrong |= if byte | 1 != 0xA9 { 0b000_0100 } else { 0 };
        wrong |= if matches!(byte, 0xA0 | 0xA1 | 0xAF | 0xB0) { 0 } else { 0b000_1000 };
        wrong |= if byte | 1 != 0xBB { 0b001_0000 } else { 0 };
        wrong |= if matches!(byte, b' ' | b'\n') { 0b010_0000 } else { 0 };
        wrong |= if byte == b' ' { 0b100_0000 } else { 0 };
        table[at] = [asks, wrong];
        at += 1;
    }
    table
}

fn tidy_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(collapse_spaces).collect();
    lines.join("\n").trim_matches('\n').to_string()
}

/// `clean` for places that hold one line only (a title, a name, a cell): line breaks become spaces.
pub fn single_line(text: &str) -> String {
    let clean = clean(text);
    if clean.contains('\n') { collapse_spaces(&clean) } else { clean }
}

fn collapse_spaces(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What one character is printed as; `None` when it is not printed at all.
fn visible(c: char) -> Option<char> {
    match c {
        'ƣ' => Some('ư'),
        'Ƣ' => Some('Ư'),
        // VT and FF are the manual line and page breaks of Word; removing them would join words.
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() || is_invisible(c) => None,
        _ => Some(c),
    }
}

/// Format characters that print nothing, but split a word for a search or turn its direction.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}'                      // soft hyphen
        | '\u{34F}'                   // grapheme joiner, keeps a mark from its letter
        | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' // bidi
        | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' // zero width
        | '\u{FFF9}'..='\u{FFFB}'     // interlinear annotation
        | '\u{FFFE}' | '\u{FFFF}') // no characters: an XML part with them cannot be opened
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_way_agrees_with_the_long_way() {
        let texts = [
            "Sở Y tế",
            "a  b",
            " a",
            "a ",
            "a\nb",
            "a \nb",
            "\na",
            "a\n",
            "a\n\nb",
            "a\n b",
            "",
            "\n \n",
        ];
        for text in texts {
            // A mark put on an ASCII letter sends the text the long way.
            let long = clean(&format!("{text}\u{200B}"));
            assert_eq!(clean(text), long, "{text:?}");
        }
    }

    #[test]
    fn the_quick_look_knows_ascii_and_vietnamese_alone() {
        let known = |c: char| {
            matches!(c, '\n' | ' '..='~' | '\u{C0}'..='\u{131}' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
                || ('\u{1E80}'..='\u{1EFF}').contains(&c)
        };
        for c in '\0'..='\u{2FFFF}' {
            assert_eq!(is_vietnamese(&c.to_string()), known(c), "{c:?}");
            assert_eq!(is_vietnamese(&format!("a{c}ộ")), known(c), "{c:?} inside");
        }
        assert!(!is_vietnamese(&format!("{}日{}", "a".repeat(700), "b".repeat(9))));
        assert_eq!(clean(&format!("{} \n b", "a".repeat(255))), format!("{}\nb", "a".repeat(255)));
    }

    #[test]
    fn clean_shows_only_what_is_seen() {
        for (given, expected) in [
            ("Nghi\u{323} quye\u{302}\u{301}t", "Nghị quyết"),
            ("Chƣơng trình, NGHỊ ĐỊNH SỐ 1, Ƣu tiên", "Chương trình, NGHỊ ĐỊNH SỐ 1, Ưu tiên"),
            ("ƣ\u{301}ng", "ứng"),
            ("Sở\u{A0}Tài\u{3000}chính\tvà  \u{2009} Thuế", "Sở Tài chính và Thuế"),
            ("\u{FEFF}Sở\u{200B} Y\u{AD} tế\u{202E}", "Sở Y tế"),
            ("e\u{200D}\u{302}", "ê"),
            ("a\u{0}b\u{7}c\u{9F}", "abc"),
            ("\r\n \n Một \r\n\r\n  Hai\rBa\u{B}Bốn \n\t\n", "Một\n\nHai\nBa\nBốn"),
            ("Uỷ ban - HOÀ BÌNH", "Uỷ ban - HOÀ BÌNH"),
            ("", ""),
            (" \n\u{200B}\n ", ""),
        ] {
            assert_eq!(clean(given), expected, "{given:?}");
            assert_eq!(clean(&clean(given)), expected, "{given:?} twice");
        }
    }

    #[test]
    fn single_line_has_no_breaks() {
        assert_eq!(single_line(" Sở\nCông\r\n\r\nThương "), "Sở Công Thương");
    }

    #[test]
    fn nfc_changes_nothing_else() {
        assert_eq!(nfc(" ƣ\u{200B}o\u{302} "), " ƣ\u{200B}ô ");
    }
}
