//! The records of notes and drawn objects of a sheet → the comments on its cells and its text boxes.
//!
//! Invariant: a record that cannot be read is passed over, for no cell is lost by it; what this program
//! wrote itself into an annotated copy is no remark of an office.

use std::collections::BTreeMap;

use super::book::Book;
use super::records::{Fields, kind};
use super::text::{Length, RichText, Runs};
use crate::read::grid::remarks::{MOST, OWN, Remark};

/// Objects that are notes, and those that are shapes with a text ([MS-XLS] 2.5.143): rectangle, oval,
/// text box, polygon, drawing.
const NOTE: u16 = 0x19;
const SHAPES: [u16; 5] = [0x02, 0x03, 0x06, 0x09, 0x1E];

/// What a sheet has beside its cells.
#[derive(Default)]
pub struct Remarks {
    /// The kind and the number of the object that was begun last.
    object: Option<(u16, u16)>,
    /// Texts of notes by the number of their object.
    texts: BTreeMap<u16, String>,
    /// Texts of shapes.
    shapes: Vec<String>,
    /// Notes by their cell, each with the number of its object.
    notes: Vec<((u32, u32), u16)>,
    /// Notes of Excel 5 and 95, which have their text themselves.
    whole: Vec<Remark>,
}

impl Remarks {
    /// Takes a record of an object, of its text, or of a note; `None` where it is shorter than its kind.
    pub fn take(&mut self, book: &Book, kind: u16, mut fields: Fields) -> Option<()> {
        match kind {
            kind::OBJECT => {
                fields.skip(4);
                self.object = fields.u16().zip(fields.u16());
            }
            kind::OBJECT_TEXT => {
                let text = book.plain(&RichText::object(&mut fields)?);
                let (kind, number) = self.object.take()?;
                if kind == NOTE && self.texts.len() < MOST {
                    self.texts.insert(number, text);
                } else if SHAPES.contains(&kind) && self.shapes.len() < MOST {
                    self.shapes.push(text);
                }
            }
            _ => self.note(book, fields)?,
        }
        Some(())
    }

    fn note(&mut self, book: &Book, mut fields: Fields) -> Option<()> {
        let (row, column) = (fields.u16()?, fields.u16()?);
        let place = (u32::from(row) + 1, u32::from(column) + 1);
        if book.is_unicode() {
            fields.skip(2);
            let number = fields.u16()?;
            let author = book.text(&mut fields, Length::Word, Runs::Inside);
            let is_own = author.is_some_and(|author| book.plain(&author) == OWN);
            if !is_own && self.notes.len() < MOST {
                self.notes.push((place, number));
            }
            return Some(());
        }
        let text = book.plain(&RichText::cut(&mut fields)?);
        let has_room = self.whole.len() < MOST;
        match self.whole.last_mut() {
            // A long text goes on in further records.
            Some((_, before)) if row == u16::MAX => before.push_str(&text),
            _ if has_room => self.whole.push((place, text)),
            _ => {}
        }
        Some(())
    }

    /// All of them that say something; a shape stands at the first cell.
    pub fn all(&mut self) -> Vec<Remark> {
        let texts = &mut self.texts;
        let notes = self.notes.iter().filter_map(|(place, at)| Some((*place, texts.remove(at)?)));
        let shapes = self.shapes.drain(..).map(|text| ((1, 1), text));
        let all = notes.chain(self.whole.drain(..)).chain(shapes);
        all.filter(|(_, text)| !text.trim().is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::kind as of;
    use super::super::sample::*;
    use crate::read::grid::{Mark, Unseen};

    fn told(version: u16, sheet: Vec<Record>) -> Vec<(u32, u32, Mark)> {
        let cell = number([0, 0, 0], 1.0);
        let sheets = vec![("S", 0, [vec![cell], sheet].concat())];
        grid(&Sample { version, globals: Vec::new(), sheets }).marks
    }

    fn beside(row: u32, column: u32, text: &str) -> (u32, u32, Mark) {
        (row, column, Mark::unseen(Unseen::Beside, text))
    }

    #[test]
    fn notes_and_text_boxes_are_told_at_their_cells() {
        let object = |kind, number| (of::OBJECT, words(&[0x15, 0x12, kind, number]));
        let text = |words_of: &str| {
            let count = words_of.encode_utf16().count() as u16;
            let units: Vec<u16> = words_of.encode_utf16().collect();
            let behind = [vec![1], words(&units)].concat();
            [(of::OBJECT_TEXT, words(&[0, 0, 0, 0, 0, count, 0, 0, 0])), (of::CONTINUE, behind)]
        };
        let note = |place: [u16; 2], number: u16, author: &str| {
            let head = words(&[place[0], place[1], 0, number]);
            (of::NOTE, [head, wide(author)].concat())
        };
        let sheet = [
            vec![object(0x19, 7)],
            text("Đổi sang Sở Nội vụ").to_vec(),
            vec![object(0x06, 8)],
            text("Hộp chữ").to_vec(),
            vec![object(0x19, 9)],
            text("của ta").to_vec(),
            // A button says nothing of the plan.
            vec![object(0x07, 10)],
            text("In").to_vec(),
            vec![note([1, 2], 7, "An"), note([3, 3], 9, "danhmuc")],
        ];
        let expected = [beside(1, 1, "Hộp chữ"), beside(2, 3, "Đổi sang Sở Nội vụ")];
        assert_eq!(told(0x0600, sheet.concat()), expected);
    }

    #[test]
    fn notes_of_older_files_have_their_text_and_go_on() {
        let note =
            |place: [u16; 3], text: &[u8]| (of::NOTE, [words(&place), text.to_vec()].concat());
        let sheet = vec![note([4, 1, 6], b"abc"), note([u16::MAX, 0, 3], b"def")];
        assert_eq!(told(0x0500, sheet), [beside(5, 2, "abcdef")]);
        assert_eq!(told(0x0500, vec![(of::NOTE, vec![1])]), []);
    }
}
