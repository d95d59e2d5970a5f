//! What the styles of a workbook say → [`Look`]s: how a cell shows its value, and in which font.
//!
//! Invariant: an unknown style looks like the first style of the file. A font's name and a format
//! are kept once, however many styles share them.

use std::collections::HashMap;
use std::rc::Rc;

use super::cell_text::font_name;
use super::number_format::{NumberFormat, TextShown};
use crate::text::legacy::Legacy;

/// How a cell looks.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// How a number is shown.
    pub format: Rc<NumberFormat>,
    /// What becomes of a text.
    pub text: Rc<TextShown>,
    /// The font.
    pub font: Font,
}

/// A font.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Font {
    /// Its name.
    pub name: Option<Rc<str>>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether it stands raised.
    pub raised: bool,
    /// Whether it is of an encoding before Unicode.
    pub is_legacy: bool,
}

/// The styles of a workbook: its fonts and formats, and the pairs of them that cells name by
/// number.
#[derive(Debug, Default)]
pub struct Looks {
    fonts: Vec<Font>,
    formats: HashMap<u32, Rc<NumberFormat>>,
    /// Numbers of font and format.
    pairs: Vec<(usize, u32)>,
    looks: Vec<Look>,
    plain: Look,
}

impl Look {
    /// A format and a font.
    pub fn new(format: Rc<NumberFormat>, font: Font) -> Look {
        let text = Rc::new(format.around_text());
        Look { format, text, font }
    }
}

impl Font {
    /// A font by its name, as far as Windows reads it.
    pub fn named(name: &str, struck: bool) -> Font {
        let name = font_name(name);
        let is_legacy = Legacy::of_font(name).is_some();
        Font { name: Some(Rc::from(name)), struck, is_legacy, raised: false }
    }
}

impl Looks {
    /// Adds the next font.
    pub fn add_font(&mut self, font: Font) {
        self.fonts.push(font);
    }

    /// Adds a format by its number and its code.
    pub fn add_format(&mut self, id: u32, code: &str) {
        self.formats.insert(id, Rc::new(NumberFormat::of_code(code)));
    }

    /// Adds the next style, by the numbers of its font and its format.
    pub fn add_style(&mut self, font: usize, format: u32) {
        self.pairs.push((font, format));
    }

    /// How many fonts, formats or styles there are, whichever are most.
    pub fn count(&self) -> usize {
        self.fonts.len().max(self.formats.len()).max(self.pairs.len())
    }

    /// Makes the looks, now that every font and format is known.
    pub fn settle(&mut self) {
        let mut texts: HashMap<u32, Look> = HashMap::new();
        for (font, id) in std::mem::take(&mut self.pairs) {
            let look = texts.entry(id).or_insert_with(|| {
                let own = self.formats.get(&id).cloned();
                let built_in = || NumberFormat::built_in(id).unwrap_or_default();
                Look::new(own.unwrap_or_else(|| Rc::new(built_in())), Font::default())
            });
            let font = self.fonts.get(font).cloned().unwrap_or_default();
            self.looks.push(Look { font, ..look.clone() });
        }
    }

    /// The look of a style.
    pub fn get(&self, style: usize) -> &Look {
        self.looks.get(style).or_else(|| self.looks.first()).unwrap_or(&self.plain)
    }

    /// A font by its number.
    pub fn font(&self, number: usize) -> Option<&Font> {
        self.fonts.get(number)
    }
}
