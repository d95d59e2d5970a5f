//! A text and its letters → how wide and how high it prints.
//!
//! Excel does not fit the height of merged rows, and LibreOffice only of some, so heights are
//! computed here. Invariant: an estimate errs to a line more, never to a line less.

use rust_xlsxwriter::Format;

use crate::write::letter_width;

/// Points in a millimetre.
pub const POINTS: f64 = 72.0 / 25.4;

/// The highest row that Excel knows, in points.
pub const HIGHEST_ROW: f64 = 409.0;

/// What Excel leaves free at the left and right of a cell together, in points.
const INSETS: f64 = 5.0;

/// Letters on paper differ from the table below by the rounding of printers and screens.
const SLACK: f64 = 1.03;

/// From a line to the next, to the size of the letters: what Times New Roman asks for.
const LINE: f64 = 1.15;

/// Lines are whole pixels high, three quarters of a point each.
const ROUNDING: f64 = 0.375;

/// What Excel leaves free above and below the lines of a cell together, in points: with `LINE`, its
/// 15 points for a line of letters of 11 and its 16.5 for 13.
const FREE: f64 = 2.0;

/// The letters of a text.
#[derive(Debug, Clone, Copy)]
pub struct Face {
    /// Points.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

impl Face {
    /// Upright and regular.
    pub fn plain(size: f64) -> Face {
        Face { size, bold: false, italic: false }
    }

    /// Upright and bold.
    pub fn bold(size: f64) -> Face {
        Face { size, bold: true, italic: false }
    }

    /// A cell format with these letters and nothing else.
    pub fn format(self) -> Format {
        let format = Format::new().set_font_name("Times New Roman").set_font_size(self.size);
        // The family (1, roman) picks a font with serifs where Times New Roman is missing.
        let format = format.set_font_family(1);
        let format = if self.bold { format.set_bold() } else { format };
        if self.italic { format.set_italic() } else { format }
    }

    /// The width of a text on one line, in points.
    pub fn width(self, text: &str) -> f64 {
        letter_width::width(text, self.size, self.bold)
    }

    /// The height in points of a row that holds a wrapped text in a width of millimetres.
    pub fn height(self, text: &str, width: f64) -> f64 {
        let room = (width * POINTS - INSETS).max(self.size) / SLACK;
        let lines: u32 = text.split('\n').map(|line| self.lines(line, room)).sum();
        (f64::from(lines) * (self.size * LINE + ROUNDING) + FREE).ceil()
    }

    /// How many lines a paragraph takes: words are moved down whole, longer ones are cut.
    fn lines(self, paragraph: &str, room: f64) -> u32 {
        let space = self.width(" ");
        let mut lines = 1;
        let mut used = 0.0;
        for word in paragraph.split(' ') {
            let mut width = self.width(word);
            if used > 0.0 && used + space + width > room {
                lines += 1;
                used = 0.0;
            }
            while width > room {
                lines += 1;
                // A cut leaves up to a letter free.
                width -= (room - self.size).max(self.size);
            }
            used += if used > 0.0 { space + width } else { width };
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_words() {
        let face = Face::plain(10.0);
        // "aaaa" is 17.8 points, a space 2.5.
        assert_eq!(face.lines("", 40.0), 1);
        assert_eq!(face.lines("aaaa aaaa", 40.0), 1);
        assert_eq!(face.lines("aaaa aaaa", 38.0), 2);
        assert_eq!(face.lines("aaaa aaaa aaaa", 40.0), 2);
        assert!(face.lines(&"a".repeat(100), 40.0) >= 12);
    }

    #[test]
    fn marks_add_no_width() {
        let face = Face::plain(13.0);
        assert_eq!(face.width("Ủy ban nhân dân tỉnh"), face.width("Uy ban nhan dan tinh"));
        assert_eq!(face.width("e\u{301}"), face.width("é"));
    }

    #[test]
    fn a_line_break_starts_a_line() {
        let face = Face::plain(13.0);
        assert!(face.height("a\nb\nc", 50.0) > 2.9 * (face.height("a", 50.0) - FREE));
    }
}
