//! A workbook of Excel 5.0 to 2003 (.xls: BIFF5, BIFF8 in a compound file) → [`Grid`]s.
//!
//! Invariant: no length and no place in the file is trusted. What is read is bounded by the size of
//! the file and by [`Filling`].

mod book;
mod records;
mod remarks;
#[cfg(test)]
mod sample;
mod sheet;
mod text;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::{Filling, Grid, Unreadable};
use crate::read::limits;
use crate::source::{FileId, Sources};
use book::Book;
pub use sheet::{error_name, number_of_rk};

type Container<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// What a compound file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ole {
    /// A workbook of Excel 5.0 to 2003.
    Workbook,
    /// An encrypted .xlsx or .docx.
    EncryptedPackage,
    /// A Word file (.doc).
    WordDocument,
    /// A presentation (.ppt).
    PowerPoint,
    /// Something else, or a damaged file.
    Other,
}

/// Streams that tell what a compound file holds; a file of Excel 97 that Excel 95 opens too has
/// both kinds of workbook.
const STREAMS: [(&str, Ole); 6] = [
    ("Workbook", Ole::Workbook),
    ("Book", Ole::Workbook),
    ("EncryptedPackage", Ole::EncryptedPackage),
    ("EncryptionInfo", Ole::EncryptedPackage),
    ("WordDocument", Ole::WordDocument),
    ("PowerPoint Document", Ole::PowerPoint),
];

/// What a compound file holds, by its streams.
pub fn kind(bytes: &[u8]) -> Ole {
    CompoundFile::open(Cursor::new(bytes)).map_or(Ole::Other, |container| kind_of(&container).1)
}

/// Reads every sheet of cells; hidden ones stay empty.
pub fn read(
    bytes: &[u8],
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    let stream = workbook_stream(bytes)?;
    let book = Book::read(&stream)?;
    let mut grids = Vec::with_capacity(book.sheets.len());
    // Sheets that share their bytes would be read over and over.
    let mut left = stream.len();
    for entry in &book.sheets {
        let mut grid = Grid::new(&entry.name, sources.add_sheet(file, &entry.name));
        grid.hidden = entry.hidden;
        if !entry.hidden {
            let length = sheet::read(&book, entry, &mut grid, filling)?;
            let overlap = || Unreadable::damaged("trang tính chồng nhau (sheets overlap)");
            left = left.checked_sub(length).ok_or_else(overlap)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn kind_of(container: &Container) -> (&'static str, Ole) {
    let found = STREAMS.into_iter().find(|(name, _)| container.is_stream(name));
    found.unwrap_or(("", Ole::Other))
}

fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Unreadable::damaged(
            "tệp của Excel 4.0 trở về trước (made by Excel 4.0 or older)",
        ));
    }
    let mut container = CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = match kind_of(&container) {
        (name, Ole::Workbook) => name,
        (_, Ole::EncryptedPackage) => return Err(Unreadable::Encrypted),
        _ => return Err(Unreadable::damaged("không có bảng tính (no workbook inside)")),
    };
    let limit = limits::PART_BYTES;
    let mut stream = Vec::new();
    let workbook = container.open_stream(name).map_err(damaged)?;
    workbook.take(limit + 1).read_to_end(&mut stream).map_err(damaged)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Unreadable::unless(stream.len(), limit, "byte (bytes)")?;
    Ok(stream)
}

fn damaged(error: std::io::Error) -> Unreadable {
    Unreadable::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::records::kind as of;
    use super::sample::*;
    use super::*;
    use crate::read::grid::{Area, Mark, Unseen};

    /// A workbook with a record of every kind that is read.
    fn rich_sample() -> Sample {
        let formats = (of::FORMAT, [words(&[164]), wide("dd/mm/yyyy")].concat());
        let globals = vec![
            font("Arial", false),
            font("Arial", true),
            formats,
            style(0, 0),
            style(1, 0),
            style(0, 164),
            shared(&["Sở Y tế", "Trường"]),
        ];
        let sheet = vec![
            (of::ROW, words(&[1, 0, 3, 255, 0, 0, 0x20, 0])),
            (of::COL_INFO, words(&[2, 4, 0, 0, 1, 0])),
            shared_cell([0, 0, 0], 0),
            (of::LABEL, [words(&[0, 1, 0]), wide("Nhãn")].concat()),
            (of::RSTRING, [words(&[0, 2, 0]), wide("ab"), words(&[1, 1, 1])].concat()),
            number([1, 0, 2], 45838.0),
            (of::RK, [words(&[1, 1, 0]), (2026u32 << 2 | 2).to_le_bytes().to_vec()].concat()),
            (of::MUL_RK, words(&[1, 2, 0, 15 << 2 | 3, 0, 0, 0, 0x3FF8, 3])),
            formula([2, 0, 0], [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
            (of::STRING, wide("kết quả")),
            formula([2, 1, 0], 1.5f64.to_le_bytes(), 0),
            (of::BOOL_ERR, [words(&[2, 2, 0]), vec![1, 0]].concat()),
            (of::BOOL_ERR, [words(&[2, 3, 0]), vec![0x17, 1]].concat()),
            (of::MERGED_CELLS, words(&[1, 0, 0, 1, 2])),
        ];
        Sample::of(globals, sheet)
    }

    #[test]
    fn cells_of_every_kind_are_read() {
        let grid = grid(&rich_sample());
        let expected = [
            (1, 1, "Sở Y tế"),
            (1, 2, "Nhãn"),
            (2, 1, "30/06/2025"),
            (2, 2, "2026"),
            (2, 3, "0,15"),
            (2, 4, "1,5"),
            (3, 1, "kết quả"),
            (3, 2, "1,5"),
            (3, 3, "true"),
        ];
        assert_eq!(cells(&grid), expected);
        let covered = (1, 3, Mark::Covered("a".into()));
        assert_eq!(grid.marks, [covered, (3, 4, Mark::Error("#REF!".into()))]);
        assert_eq!(grid.merges, [Area { top: 1, left: 2, bottom: 1, right: 3 }]);
        assert_eq!(grid.hidden_columns, [(3, 5)]);
        let hidden: Vec<bool> = grid.rows.iter().map(|row| row.hidden).collect();
        assert_eq!(hidden, [false, true, false]);
    }

    #[test]
    fn a_cell_in_a_struck_font_is_struck_and_a_struck_run_left_out() {
        let part = [words(&[0, 2, 0]), wide("ab"), words(&[1, 1, 1])].concat();
        let cells = vec![shared_cell([0, 0, 0], 0), shared_cell([0, 1, 1], 0), (of::RSTRING, part)];
        let mut sample = rich_sample();
        sample.sheets = vec![("S", 0, [cells, vec![number([0, 3, 1], 5.0)]].concat())];
        let grid = grid(&sample);
        let struck: Vec<bool> = grid.rows[0].cells.iter().map(|cell| cell.struck).collect();
        assert_eq!(struck, [false, true, false, true]);
        let dropped = (1, 3, Mark::unseen(Unseen::Struck, "b"));
        assert_eq!((grid.rows[0].text(3), grid.marks), ("a", vec![dropped]));
    }

    #[test]
    fn texts_keep_the_fonts_of_their_runs() {
        let fonts =
            [".VnTime", "Arial", "Times", "Tahoma", "VNI-Times"].map(|name| font(name, false));
        let globals = [fonts.to_vec(), vec![style(0, 0)]].concat();
        let stream = Sample::of(globals, Vec::new()).stream();
        let book = Book::read(&stream).expect("a book");
        // There is no font 4: the fifth is number 5.
        let record = bytes(&(of::LABEL, [wide("abc"), words(&[2, 1, 5, 2, 3])].concat()));
        let mut fields = records::Records::starting_at(&record, 0).next().expect("a record").fields;
        let text = book.text(&mut fields, text::Length::Word, text::Runs::Behind).expect("a text");
        let fonts: Vec<_> = book.written(&text, 0).runs.into_iter().map(|run| run.font).collect();
        let expected = [".VnTime", "VNI-Times", "Tahoma"];
        assert_eq!(fonts, expected.map(|name| Some(name.to_string())));
    }

    #[test]
    fn books_of_excel_95_are_read_by_their_code_page() {
        let mut label = [words(&[0, 0, 0]), words(&[5])].concat();
        label.extend(b"Qu\xFD \xFE");
        let mut rich = [words(&[0, 1, 0]), words(&[2])].concat();
        rich.extend(b"\xF5b\x01\x01\x00");
        let globals = vec![(of::CODE_PAGE, words(&[1258])), style(0, 0)];
        let sheets = vec![("S", 0, vec![(of::LABEL, label), (of::RSTRING, rich)])];
        let sample = Sample { version: 0x0500, globals, sheets };
        assert_eq!(cells(&grid(&sample)), [(1, 1, "Quư ₫"), (1, 2, "ơb")]);
    }

    #[test]
    fn days_may_be_counted_from_1904() {
        let globals = vec![(of::DATE_MODE, words(&[1])), style(0, 14)];
        let sample = Sample::of(globals, vec![number([0, 0, 0], 45838.0 - 1462.0)]);
        assert_eq!(cells(&grid(&sample)), [(1, 1, "30/06/2025")]);
    }

    #[test]
    fn a_formula_without_a_result_is_said() {
        let empty = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        let error = [2, 0, 0x0F, 0, 0, 0, 0xFF, 0xFF];
        let flag = [1, 0, 0, 0, 0, 0, 0xFF, 0xFF];
        let sheet = vec![
            formula([0, 0, 0], empty, 0),
            formula([0, 1, 0], empty, 2),
            formula([0, 2, 0], text, 0),
            formula([0, 3, 0], error, 0),
            formula([0, 4, 0], flag, 0),
            formula([0, 5, 0], text, 0),
        ];
        let grid = grid(&Sample::of(Vec::new(), sheet));
        assert_eq!(cells(&grid), [(1, 5, "false")]);
        let expected = [
            (1, 2, Mark::FormulaEmpty),
            (1, 3, Mark::FormulaEmpty),
            (1, 4, Mark::Error("#VALUE!".into())),
            (1, 6, Mark::FormulaEmpty),
        ];
        assert_eq!(grid.marks, expected);
    }

    #[test]
    fn hidden_sheets_stay_empty_and_charts_are_none() {
        let sheet = vec![number([0, 0, 0], 1.0)];
        let mut sample = Sample::of(Vec::new(), sheet.clone());
        sample.sheets = vec![("A", 1, sheet.clone()), ("B", 2, sheet.clone()), ("C", 0, sheet)];
        sample.globals.push((of::BOUND_SHEET, vec![0, 0, 0, 0, 0, 2, 1, 0, b'X']));
        let found = grids(&sample.file()).expect("a good file");
        let found: Vec<_> = found.iter().map(|g| (&*g.name, g.hidden, g.rows.len())).collect();
        assert_eq!(found, [("A", true, 0), ("B", true, 0), ("C", false, 1)]);
    }

    #[test]
    fn a_chart_inside_a_sheet_is_passed_over() {
        let bof = (of::BOF, words(&[0x0600, 0x20]));
        let chart = [bof, number([0, 0, 0], 7.0), (of::EOF, Vec::new())];
        let sheet = [chart.to_vec(), vec![number([1, 0, 0], 8.0)]].concat();
        assert_eq!(cells(&grid(&Sample::of(Vec::new(), sheet))), [(2, 1, "8")]);
    }

    #[test]
    fn shared_texts_go_on_over_records() {
        let mut first = vec![0; 8];
        first.extend([3, 0, 0, b'a', b'b']);
        let rest = [&[1][..], &words(&[0x1EDF]), &wide("hai")].concat();
        let globals = vec![(of::SST, first), (of::CONTINUE, rest)];
        let sheet = vec![shared_cell([0, 0, 0], 0), shared_cell([0, 1, 0], 1)];
        assert_eq!(cells(&grid(&Sample::of(globals, sheet))), [(1, 1, "abở"), (1, 2, "hai")]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_reason() {
        let sample = Sample::of(Vec::new(), vec![number([0, 0, 0], 1.0)]);
        let damaged = |file: &[u8]| match grids(file) {
            Err(Unreadable::Damaged(reason)) => reason,
            other => panic!("{other:?}"),
        };
        let workbook = |stream: &[u8]| container("Workbook", stream);
        let stream = sample.stream();
        assert!(damaged(&workbook(&stream[..stream.len() - 4])).contains("cut off"));
        assert!(damaged(&workbook(&stream[..30])).contains("cut off"));
        assert!(damaged(&workbook(b"\x09\x08\x04\x00\x00\x04\x05\x00")).contains("BIFF8"));
        assert!(damaged(b"\x09\x04\x06\x00\x00\x00\x10\x00").contains("Excel 4.0"));
        assert!(damaged(&container("WordDocument", b"x")).contains("no workbook"));
        assert!(!damaged(&sample.file()[..600]).is_empty());
        // A shared text that is not there.
        let lost = Sample::of(vec![shared(&["a"])], vec![shared_cell([0, 0, 0], 1)]);
        assert!(damaged(&lost.file()).contains("00FD"));
    }

    #[test]
    fn what_has_a_password_is_said_to() {
        let locked = Sample::of(vec![(of::FILE_PASS, vec![1, 0, 1, 0])], Vec::new());
        assert!(matches!(grids(&locked.file()), Err(Unreadable::Encrypted)));
        let package = container("EncryptedPackage", b"x");
        assert!(matches!(grids(&package), Err(Unreadable::Encrypted)));
    }

    #[test]
    fn compound_files_are_told_by_their_streams() {
        for (name, expected) in [
            ("Workbook", Ole::Workbook),
            ("BOOK", Ole::Workbook),
            ("EncryptionInfo", Ole::EncryptedPackage),
            ("WordDocument", Ole::WordDocument),
            ("PowerPoint Document", Ole::PowerPoint),
            ("Contents", Ole::Other),
        ] {
            assert_eq!(kind(&container(name, b"x")), expected, "{name}");
        }
        assert_eq!(kind(b"\xD0\xCF\x11\xE0"), Ole::Other);
    }

    #[test]
    fn sheets_in_one_place_are_refused() {
        let records = (0..100).map(|row| number([row, 0, 0], 1.0)).collect();
        let mut sample = Sample::of(Vec::new(), records);
        sample.sheets.push(("T", 0, Vec::new()));
        let mut stream = sample.stream();
        let book = Book::read(&stream).expect("a book");
        let [first, second] = [0, 1].map(|sheet| book.sheets[sheet].position as u32);
        let at = stream.windows(4).position(|four| four == second.to_le_bytes()).expect("a place");
        stream[at..at + 4].copy_from_slice(&first.to_le_bytes());
        let refused = grids(&container("Workbook", &stream)).expect_err("overlapping");
        assert!(
            matches!(&refused, Unreadable::Damaged(why) if why.contains("overlap")),
            "{refused:?}"
        );
    }

    #[test]
    fn a_million_cells_of_one_long_text_are_refused_soon() {
        let long = "ậ ".repeat(4000);
        let cells = (0..100_000).map(|i| shared_cell([(i % 1000) as u16, 0, 0], 0)).collect();
        let sample = Sample::of(vec![shared(&[&long])], cells);
        let refused = grids(&sample.file()).expect_err("too large");
        assert!(matches!(refused, Unreadable::TooLarge(_)), "{refused:?}");
    }

    proptest! {
        #[test]
        fn no_stream_makes_it_panic(stream: Vec<u8>, pairs: Vec<(u16, Vec<u8>)>) {
            let _ = grids(&container("Workbook", &stream));
            let _ = grids(&container("Book", &pairs.iter().flat_map(bytes).collect::<Vec<u8>>()));
            let _ = grids(&stream);
        }

        #[test]
        fn no_record_makes_it_panic(picks: Vec<(usize, Vec<u8>)>, version: bool) {
            const KINDS: [u16; 16] = [
                of::FORMULA, of::FONT, of::CONTINUE, of::COL_INFO, of::MUL_RK, of::RSTRING, of::XF,
                of::MERGED_CELLS, of::SST, of::LABEL_SST, of::LABEL, of::BOOL_ERR, of::STRING,
                of::ROW, of::RK, of::FORMAT,
            ];
            let kind = |pick: usize| KINDS[pick % KINDS.len()];
            let records: Vec<Record> = picks.into_iter().map(|(k, body)| (kind(k), body)).collect();
            let version = if version { 0x0600 } else { 0x0500 };
            let sheets = vec![("S", 0, records.clone())];
            let _ = grids(&Sample { version, globals: records, sheets }.file());
        }

        #[test]
        fn no_damage_makes_it_panic(damage: Vec<(prop::sample::Index, u8)>, cut: prop::sample::Index) {
            let mut file = rich_sample().file();
            for (place, byte) in damage {
                let place = place.index(file.len());
                file[place] = byte;
            }
            let _ = grids(&file);
            let _ = grids(&file[..cut.index(file.len())]);
            let mut stream = rich_sample().stream();
            let place = cut.index(stream.len());
            stream[place] ^= 0xFF;
            let _ = grids(&container("Workbook", &stream));
        }
    }
}
