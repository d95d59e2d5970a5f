//! The text of a record → its letters and the fonts of their parts.
//!
//! Invariant: a text that is shorter than its stated length gives `None`.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::records::Fields;
use crate::read::decode;

/// A text with fonts, as a record has it.
pub struct RichText {
    letters: Letters,
    /// The index of a letter, and the font from there on.
    runs: Vec<(u16, u16)>,
}

enum Letters {
    /// BIFF8: UTF-16, or Latin-1 where the upper bytes are left out.
    Units(Vec<u16>),
    /// BIFF5: bytes of a code page.
    Bytes(Vec<u8>),
}

/// How long the length of a text is written.
#[derive(Clone, Copy)]
pub enum Length {
    Byte,
    Word,
}

/// Where a text says its fonts.
#[derive(Clone, Copy, PartialEq)]
pub enum Runs {
    /// Inside it, where its flags say so; BIFF5 has no such flags.
    Inside,
    /// Behind it: RSTRING.
    Behind,
}

impl Length {
    fn read(self, fields: &mut Fields) -> Option<usize> {
        match self {
            Length::Byte => fields.u8().map(usize::from),
            Length::Word => fields.u16().map(usize::from),
        }
    }
}

impl RichText {
    /// A text of BIFF8 ([MS-XLS] 2.5.293, 2.5.294).
    pub fn unicode(fields: &mut Fields, length: Length, runs: Runs) -> Option<RichText> {
        let count = length.read(fields)?;
        let flags = fields.u8()?;
        let rich = flags & 0x08 != 0;
        let mut run_count = if rich { fields.u16()? } else { 0 };
        let phonetic = if flags & 0x04 != 0 { fields.u32()? } else { 0 };
        let units = units(fields, count, flags & 1 != 0)?;
        if runs == Runs::Behind {
            run_count = fields.u16()?;
        }
        // A text has no more fonts than letters; more would only cost time at each use of it.
        let (all, kept) = (usize::from(run_count), usize::from(run_count).min(units.len() + 1));
        let runs = (0..kept).map(|_| Some((fields.u16()?, fields.u16()?)));
        let runs = runs.collect::<Option<Vec<_>>>()?;
        fields.skip((all - kept) * 4);
        fields.skip(usize::try_from(phonetic).ok()?);
        Some(RichText { letters: Letters::Units(units), runs })
    }

    /// A text of BIFF5, in bytes of a code page.
    pub fn coded(fields: &mut Fields, length: Length, runs: Runs) -> Option<RichText> {
        let count = length.read(fields)?;
        let letters = fields.bytes(count)?.to_vec();
        let run_count = if runs == Runs::Behind { fields.u8()? } else { 0 };
        let runs = (0..run_count).map(|_| Some((fields.u8()?.into(), fields.u8()?.into())));
        Some(RichText { runs: runs.collect::<Option<_>>()?, letters: Letters::Bytes(letters) })
    }

    /// The text of an object that is drawn ([MS-XLS] 2.4.329): its letters stand in the records behind.
    pub fn object(fields: &mut Fields) -> Option<RichText> {
        fields.skip(10);
        let count = fields.u16()?;
        fields.skip(fields.left());
        let units = units(fields, count.into(), false)?;
        Some(RichText { letters: Letters::Units(units), runs: Vec::new() })
    }

    /// A text of BIFF5 of which the record has the beginning, or all.
    pub fn cut(fields: &mut Fields) -> Option<RichText> {
        let count = usize::from(fields.u16()?).min(fields.left());
        let letters = fields.bytes(count)?.to_vec();
        Some(RichText { letters: Letters::Bytes(letters), runs: Vec::new() })
    }

    /// Its parts in order, the first in the font of its cell (`None`).
    pub fn parts(&self) -> Vec<(Option<u16>, Part<'_>)> {
        let mut parts = Vec::with_capacity(self.runs.len() + 1);
        let (mut start, mut font) = (0, None);
        for (next, next_font) in self.runs.iter().copied() {
            let next = usize::from(next).min(self.len());
            if next > start {
                parts.push((font, self.part(start, next)));
                start = next;
            }
            font = Some(next_font);
        }
        parts.push((font, self.part(start, self.len())));
        parts
    }

    /// The whole text, whatever its fonts.
    pub fn plain(&self, encoding: &'static Encoding) -> String {
        self.part(0, self.len()).decode(encoding)
    }

    fn len(&self) -> usize {
        match &self.letters {
            Letters::Units(units) => units.len(),
            Letters::Bytes(bytes) => bytes.len(),
        }
    }

    fn part(&self, start: usize, end: usize) -> Part<'_> {
        match &self.letters {
            Letters::Units(units) => Part::Units(units.get(start..end).unwrap_or_default()),
            Letters::Bytes(bytes) => Part::Bytes(bytes.get(start..end).unwrap_or_default()),
        }
    }
}

/// Letters in one font.
pub enum Part<'a> {
    Units(&'a [u16]),
    Bytes(&'a [u8]),
}

impl Part<'_> {
    /// The letters; the encoding is that of bytes.
    pub fn decode(&self, encoding: &'static Encoding) -> String {
        match self {
            Part::Units(units) => String::from_utf16_lossy(units),
            Part::Bytes(bytes) => decode::text(bytes, encoding).into_owned(),
        }
    }
}

/// Letters of BIFF8. Where they go on in a CONTINUE record, that says anew whether upper bytes
/// are left out.
fn units(fields: &mut Fields, count: usize, mut wide: bool) -> Option<Vec<u16>> {
    let mut units = Vec::with_capacity(count.min(fields.left()));
    while units.len() < count {
        if fields.left() == 0 {
            if !fields.go_on() {
                return None;
            }
            wide = fields.u8()? & 1 != 0;
        } else if wide {
            units.push(fields.u16()?);
        } else {
            units.push(fields.u8()?.into());
        }
    }
    Some(units)
}

/// The encoding of a CODEPAGE record; Windows-1252 where it says none that is known.
pub fn encoding_of(code_page: u16) -> &'static Encoding {
    let label = match code_page {
        866 => "ibm866".to_string(),
        932 => "shift_jis".to_string(),
        936 => "gbk".to_string(),
        949 => "euc-kr".to_string(),
        950 => "big5".to_string(),
        10000 | 0x8000 => "macintosh".to_string(),
        65001 => "utf-8".to_string(),
        other => format!("windows-{other}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::super::records::Records;
    use super::*;

    fn text(stream: &[u8]) -> Option<RichText> {
        let mut fields = Records::starting_at(stream, 0).next()?.fields;
        RichText::unicode(&mut fields, Length::Word, Runs::Inside)
    }

    fn parts(text: &RichText) -> Vec<(Option<u16>, String)> {
        let decode = |(font, part): (_, Part)| (font, part.decode(WINDOWS_1252));
        text.parts().into_iter().map(decode).collect()
    }

    #[test]
    fn letters_go_on_with_flags_of_their_own() {
        let stream =
            [0xFC, 0, 5, 0, 3, 0, 0, b'S', 0xF4, 0x3C, 0, 3, 0, 1, 0xDF, 0x1E, 0x3C, 0, 0, 0];
        assert_eq!(text(&stream).expect("a text").plain(WINDOWS_1252), "Sôở");
        // One letter fewer than the length says.
        assert!(text(&[0xFC, 0, 4, 0, 3, 0, 0, b'S']).is_none());
    }

    #[test]
    fn runs_cut_a_text_where_its_font_changes() {
        let stream = [
            0xFC, 0, 24, 0, 4, 0, 0x0C, 2, 0, 2, 0, 0, 0, b'a', b'b', b'c', b'd', // letters
            1, 0, 6, 0, 3, 0, 7, 0, // runs
            9, 9, 0, // phonetic, and more
        ];
        let text = text(&stream).expect("a text");
        let expected = [(None, "a"), (Some(6), "bc"), (Some(7), "d")];
        assert_eq!(parts(&text), expected.map(|(font, part)| (font, part.to_string())));
    }

    #[test]
    fn runs_that_lie_keep_the_text() {
        let runs = vec![(9, 1), (1, 2), (60_000, 3), (0, 4)];
        let text = RichText { letters: Letters::Bytes(b"abc".to_vec()), runs };
        let whole: String = parts(&text).into_iter().map(|(_, part)| part).collect();
        assert_eq!(whole, "abc");
    }

    #[test]
    fn code_pages_are_known_by_number() {
        for (number, name) in [
            (1252, "windows-1252"),
            (1258, "windows-1258"),
            (932, "Shift_JIS"),
            (0x8000, "macintosh"),
            (437, "windows-1252"),
        ] {
            assert_eq!(encoding_of(number).name(), name);
        }
    }
}
