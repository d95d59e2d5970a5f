//! Characters of the fonts of pictures (Symbol, Wingdings) → the Unicode characters they show.
//!
//! Invariant: text in other fonts stays as it is.

use std::borrow::Cow;

const SYMBOL: &[(u8, char)] = &[
    (0x2D, '−'),
    (0xA3, '≤'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xD6, '√'),
];

const WINGDINGS: &[(u8, char)] = &[
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x78, '☒'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: &[(u8, char)] =
    &[(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x97, '●'), (0xA3, '□')];

/// What a character code of a font of pictures shows; `None` for what is not known.
pub fn symbol(font: &str, code: u32) -> Option<char> {
    // Word moves the codes of these fonts to the private area from U+F000.
    let code = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let known = table(font)?.iter().find(|(known, _)| u32::from(*known) == code);
    known.map(|(_, shown)| *shown)
}

/// The text that a run in this font shows; pictures that are not known are left out.
pub fn shown<'a>(font: &str, text: &'a str) -> Cow<'a, str> {
    if table(font).is_none() {
        return Cow::Borrowed(text);
    }
    let is_picture = |character: &char| ('\u{F000}'..='\u{F0FF}').contains(character);
    let show = |character: char| {
        let shown = symbol(font, u32::from(character));
        shown.or(Some(character).filter(|character| !is_picture(character)))
    };
    text.chars().filter_map(show).collect()
}

fn table(font: &str) -> Option<&'static [(u8, char)]> {
    match font.to_ascii_lowercase().as_str() {
        "symbol" => Some(SYMBOL),
        "wingdings" => Some(WINGDINGS),
        "wingdings 2" => Some(WINGDINGS_2),
        _ => None,
    }
}
