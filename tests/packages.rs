//! Parts of packages, of any size → the bytes of an .xlsx, .xlsb, .ods or .docx; records → an .xls.
//!
//! Invariant: what a caller does not give is there and good, so that one part alone is at fault.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A text that is mostly one thing over and over, a gigabyte of it where need be.
pub struct Part {
    before: String,
    unit: String,
    times: usize,
    after: String,
}

impl Part {
    /// So many of a unit, between what stands before and behind.
    pub fn of(before: &str, (times, unit): (usize, &str), after: &str) -> Part {
        let [before, unit, after] = [before, unit, after].map(String::from);
        Part { before, unit, times, after }
    }

    /// A text as it is.
    pub fn plain(text: impl Into<String>) -> Part {
        Part { before: text.into(), unit: String::new(), times: 0, after: String::new() }
    }

    /// The text as a whole.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    fn write(&self, out: &mut impl Write) {
        const BLOCK: usize = 1 << 16;
        let mut put = |text: &str| out.write_all(text.as_bytes()).expect("in memory");
        put(&self.before);
        let in_block = (BLOCK / self.unit.len().max(1)).clamp(1, self.times.max(1));
        let block = self.unit.repeat(in_block);
        (0..self.times / in_block).for_each(|_| put(&block));
        put(&self.unit.repeat(self.times % in_block));
        put(&self.after);
    }
}

/// A package of parts.
pub fn package(parts: &[(&str, &Part)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let fast = SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    for (name, part) in parts {
        writer.start_file(*name, fast).expect("in memory");
        part.write(&mut writer);
    }
    writer.finish().expect("in memory").into_inner()
}

/// An .xlsx of one sheet "S", with these parts below `xl/`.
pub fn xlsx(parts: &[(&str, Part)]) -> Vec<u8> {
    let others = [
        ("workbook.xml", "<workbook><sheets><sheet name='S' id='s1'/></sheets></workbook>"),
        ("worksheets/sheet1.xml", "<worksheet/>"),
    ];
    office("xl", "workbook.xml", &others, parts)
}

/// A .docx with these parts below `word/`.
pub fn docx(parts: &[(&str, Part)]) -> Vec<u8> {
    office("word", "document.xml", &[("document.xml", "<document/>")], parts)
}

fn office(folder: &str, main: &str, usual: &[(&str, &str)], parts: &[(&str, Part)]) -> Vec<u8> {
    let relations = |all: &[(&str, &str, &str)]| {
        let one = |(id, kind, part): &(&str, &str, &str)| {
            format!("<Relationship Id='{id}' Type='http://x/{kind}' Target='{part}'/>")
        };
        Part::plain(format!("<r>{}</r>", all.iter().map(one).collect::<String>()))
    };
    let root = relations(&[("r1", "officeDocument", &format!("{folder}/{main}"))]);
    let of_main = relations(&[
        ("s1", "worksheet", "worksheets/sheet1.xml"),
        ("s2", "sharedStrings", "sharedStrings.xml"),
        ("s3", "styles", "styles.xml"),
        ("s4", "numbering", "numbering.xml"),
    ]);
    let usual: Vec<(&str, Part)> = usual
        .iter()
        .filter(|(name, _)| parts.iter().all(|(given, _)| given != name))
        .map(|(name, text)| (*name, Part::plain(*text)))
        .collect();
    let inside: Vec<(String, &Part)> =
        usual.iter().chain(parts).map(|(name, part)| (format!("{folder}/{name}"), part)).collect();
    let of_main_name = format!("{folder}/_rels/{main}.rels");
    let mut all = vec![("_rels/.rels", &root), (&of_main_name, &of_main)];
    all.extend(inside.iter().map(|(name, part)| (name.as_str(), *part)));
    package(&all)
}

/// An .ods with this text for `content.xml`.
pub fn ods(content: &Part) -> Vec<u8> {
    let kind = Part::plain("application/vnd.oasis.opendocument.spreadsheet");
    package(&[("mimetype", &kind), ("content.xml", content)])
}

/// `content.xml` of one sheet: automatic styles, and what stands in its table.
pub fn sheet_of_ods(styles: &str, (before, rows, after): (&str, (usize, &str), &str)) -> Part {
    let before = format!("<document-content>{styles}<body><spreadsheet><table name='S'>{before}");
    Part::of(&before, rows, &format!("{after}</table></spreadsheet></body></document-content>"))
}

/// An .xlsb of one sheet with these records between the beginning and the end of its cells.
pub fn xlsb(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
    };
    let listed = [vec![0; 4], vec![1, 0, 0, 0], wide("s1"), wide("S")].concat();
    let sheet = [&[(145, Vec::new())], records, &[(146, Vec::new())]].concat();
    let file = |records: &[(u16, Vec<u8>)]| -> Vec<u8> {
        records.iter().flat_map(|(kind, fields)| binary(*kind, fields)).collect()
    };
    let relations = |kind: &str, id: &str, part: &str| {
        format!("<r><Relationship Id='{id}' Type='x/{kind}' Target='{part}'/></r>").into_bytes()
    };
    let parts = [
        ("_rels/.rels", relations("officeDocument", "r1", "xl/workbook.bin")),
        ("xl/_rels/workbook.bin.rels", relations("worksheet", "s1", "worksheets/sheet1.bin")),
        ("xl/workbook.bin", file(&[(156, listed)])),
        ("xl/worksheets/sheet1.bin", file(&sheet)),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(&content).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

/// A record of an .xlsb, of a kind and a length below 16,384.
fn binary(kind: u16, fields: &[u8]) -> Vec<u8> {
    let number = |number: u16| match number {
        0..128 => vec![number as u8],
        _ => vec![number as u8 & 0x7F | 0x80, (number >> 7) as u8],
    };
    [number(kind), number(fields.len() as u16), fields.to_vec()].concat()
}

/// An .xls (BIFF8) of one sheet with these records.
pub fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, fields: &[u8]| {
        [&kind.to_le_bytes()[..], &(fields.len() as u16).to_le_bytes(), fields].concat()
    };
    let begin = |content: u8| record(0x809, &[0, 6, content, 0]);
    let globals = begin(5);
    let position = globals.len() as u32 + 4 + 9 + 4;
    let listed = [&position.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat();
    let sheet: Vec<u8> = records.iter().flat_map(|(kind, fields)| record(*kind, fields)).collect();
    let stream =
        [globals, record(0x85, &listed), record(0x0A, &[]), begin(0x10), sheet, record(0x0A, &[])];
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("in memory");
    let mut inner = container.create_stream("Workbook").expect("in memory");
    inner.write_all(&stream.concat()).expect("in memory");
    drop(inner);
    container.flush().expect("in memory");
    container.into_inner().into_inner()
}
