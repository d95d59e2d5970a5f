//! Text with a mark between its cells (.csv, .tsv) → one [`Grid`].
//!
//! Invariant: rows are counted as a spreadsheet counts them. A line break inside quotation marks
//! does not end a row, and an empty line is a row.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::cell_text::Written;
use super::{Filling, Grid, Unreadable};
use crate::read::{decode, limits};
use crate::source::{FileId, Sources};

/// Marks that stand between cells, in the order of trust where two fit alike.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// Rows that are looked at to tell the separator.
const SAMPLE: usize = 300;

/// A table of a text.
pub struct Delimited {
    /// The table.
    pub grid: Grid,
    /// The first row with a quotation mark that does not end where its cell does.
    pub open_quote: Option<u32>,
    /// The first cell whose letters were replaced by question marks, and its text.
    pub lost: Option<((u32, u32), String)>,
}

/// A row as it is scanned.
struct Row {
    cells: usize,
    is_blank: bool,
    /// A quotation mark in it does not end where its cell does.
    is_broken: bool,
}

/// Reads a text of rows, whatever its separator and its encoding.
///
/// # Errors
/// Over a limit.
pub fn delimited(
    bytes: &[u8],
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Delimited, Unreadable> {
    Unreadable::unless(bytes.len(), limits::PROSE_BYTES, "byte (bytes)")?;
    let whole = decode::unicode(bytes).unwrap_or_else(|| decode::one_by_one(bytes));
    let (stated, text) = stated(&whole);
    let separator = stated.unwrap_or_else(|| separator(text));
    let rows = scan(text, separator, usize::MAX);
    let name = format!("Bảng {}", filling.next_table()?);
    let mut grid = Grid::new(&name, sources.add_sheet(file, &name));
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    let open_quote = rows.iter().position(|row| row.is_broken).map(number);
    let mut filled = (0..).zip(&rows).filter(|(_, row)| !row.is_blank).map(|(index, _)| index);
    let mut lost: Option<((u32, u32), String)> = None;
    let mut count = 0;
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(Unreadable::damaged)?;
        let row = number(filled.next().unwrap_or(rows.len()));
        Unreadable::unless(record.len(), limits::COLUMNS, "cột (columns)")?;
        if record.iter().all(is_ruled) {
            continue;
        }
        for (column, cell) in (1..).zip(record.iter()) {
            let cell = of_formula(cell);
            let questions = questions(cell);
            count += questions;
            if questions > 0 && lost.is_none() {
                lost = Some(((row, column), cell.to_string()));
            }
            filling.write(&mut grid, (row, column), &Written::plain(cell, None))?;
        }
    }
    grid.settle();
    // A question or two may be meant.
    Ok(Delimited { grid, open_quote, lost: lost.filter(|_| count >= 5) })
}

/// Whether a text is nothing but the rows of a table: most of its lines have the same number of cells,
/// three at least, with tabs or semicolons between them.
pub fn is_table_of_text(bytes: &[u8]) -> bool {
    if bytes.len() > limits::PROSE_BYTES {
        return false;
    }
    let text = decode::unicode(bytes).unwrap_or_else(|| decode::one_by_one(bytes));
    let (_, text) = stated(&text);
    [b'\t', b';'].into_iter().any(|separator| {
        let rows = scan(text, separator, SAMPLE);
        let filled = rows.iter().filter(|row| !row.is_blank).count();
        let (cells, alike) = most_alike(&rows);
        cells >= 3 && alike >= 3 && alike * 10 >= filled * 8
    })
}

/// The separator that Excel writes in the first line ("sep=;"), and the text behind it.
fn stated(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches(['\r', '"', '\u{feff}']);
    match first.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => (Some(*separator), rest),
        _ => (None, text),
    }
}

/// The separator that cuts most rows into the same number of cells.
fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let (cells, alike) = most_alike(&scan(text, separator, SAMPLE));
        alike * cells.saturating_sub(1)
    };
    let mut best = (b',', 0);
    for separator in SEPARATORS {
        let score = score(separator);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// The number of cells that most rows have, and how many have it; rows of one cell do not count.
fn most_alike(rows: &[Row]) -> (usize, usize) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.cells > 1) {
        *counts.entry(row.cells).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).unwrap_or_default()
}

/// The first rows of a text, cut as the reader cuts them: a quotation mark opens a cell only where
/// the cell begins.
fn scan(text: &str, separator: u8, most: usize) -> Vec<Row> {
    #[derive(PartialEq)]
    enum State {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let blank = || Row { cells: 1, is_blank: true, is_broken: false };
    let (mut rows, mut row, mut state) = (Vec::new(), blank(), State::Start);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if rows.len() >= most {
            return rows;
        }
        match byte {
            b'"' if state == State::Start => state = State::Quoted,
            b'"' if state == State::Quoted => state = State::Closed,
            // A mark inside is written twice.
            b'"' if state == State::Closed => state = State::Quoted,
            _ if state == State::Quoted => continue,
            b'\r' | b'\n' => {
                if byte == b'\r' && bytes.peek() == Some(&b'\n') {
                    bytes.next();
                }
                rows.push(std::mem::replace(&mut row, blank()));
                state = State::Start;
                continue;
            }
            byte if byte == separator => {
                row.cells += 1;
                state = State::Start;
            }
            _ => {
                row.is_broken |= state == State::Closed && !byte.is_ascii_whitespace();
                state = State::Plain;
            }
        }
        row.is_blank = false;
    }
    row.is_broken |= state == State::Quoted;
    if !row.is_blank {
        rows.push(row);
    }
    rows
}

/// Whether a cell is a part of a line that is drawn below headings: "---", ":--:".
fn is_ruled(cell: &str) -> bool {
    cell.trim().chars().all(|c| matches!(c, '-' | ':' | '='))
}

/// The text of a cell that was written as a formula to keep its zeros: `="01"`.
fn of_formula(cell: &str) -> &str {
    cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell)
}

/// Question marks that stand inside words, or behind the beginning of one.
fn questions(cell: &str) -> usize {
    if !cell.contains('?') {
        return 0;
    }
    let letters: Vec<char> = cell.chars().collect();
    let is_inside = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let next = letters.get(at + 1);
        let after = letters.get(at + 2);
        letters[*at] == '?'
            && (next.is_some_and(|next| next.is_alphabetic())
                || before.is_some_and(|before| before.is_alphabetic())
                    && next == Some(&' ')
                    && after.is_some_and(|after| after.is_lowercase()))
    };
    (0..letters.len()).filter(is_inside).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Delimited {
        let mut sources = Sources::default();
        let file = sources.add_file("a.csv");
        delimited(bytes, file, &mut sources, &mut Filling::default()).expect("a table")
    }

    fn cells(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let row = |row: crate::read::grid::GridRow| {
            (row.row, row.cells.into_iter().map(|cell| cell.text).collect())
        };
        read(bytes).grid.rows.into_iter().map(row).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| cell.to_string()).collect())
    }

    #[test]
    fn the_separator_is_found_by_the_rows() {
        let expected =
            [row(1, &["TT", "Nội dung", "Chủ trì"]), row(2, &["1", "Rà soát, sửa", "Sở A; Sở B"])];
        for text in [
            "TT,Nội dung,Chủ trì\n1,\"Rà soát, sửa\",Sở A; Sở B\n",
            "TT;Nội dung;Chủ trì\r\n1;Rà soát, sửa;\"Sở A; Sở B\"",
            "TT\tNội dung\tChủ trì\n1\tRà soát, sửa\tSở A; Sở B\n",
            "TT|Nội dung|Chủ trì\r1|Rà soát, sửa|Sở A; Sở B\r",
            "sep=|\nTT|Nội dung|Chủ trì\n1|Rà soát, sửa|Sở A; Sở B\n",
            "TT|Nội dung|Chủ trì\n1|Rà soát, sửa|Sở A; Sở B\n---|---|---\n",
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let text =
            "DANH MỤC;;\n\nTT;Nội dung;Chủ trì\n=\"01\";\"một\nhai \"\"ba\"\"\";Sở A\n2;b;Sở B\n";
        let expected = [
            row(1, &["DANH MỤC"]),
            row(3, &["TT", "Nội dung", "Chủ trì"]),
            row(4, &["01", "một\nhai \"ba\"", "Sở A"]),
            row(5, &["2", "b", "Sở B"]),
        ];
        assert_eq!(cells(text.as_bytes()), expected);
    }

    #[test]
    fn the_encoding_is_found() {
        let text = "TT;Nội dung;Chủ trì\n1;Rà soát quy hoạch;Sở Tài chính\n2;Báo cáo kết quả;Sở Xây dựng\n";
        let expected = cells(text.as_bytes());
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), expected);
        assert_eq!(cells(&[&b"\xFF\xFE"[..], &utf16].concat()), expected);
        assert_eq!(cells(&utf16), expected);
        // Each letter of TCVN3 is one byte, which Windows-1252 shows as these.
        let tcvn3 = "1;Rµ so¸t;Së Tµi chÝnh chñ tr×\n2;B¸o c¸o;Së X©y dùng\n";
        let tcvn3: Vec<u8> = tcvn3.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        assert_eq!(cells(&tcvn3)[0], row(1, &["1", "Rà soát", "Sở Tài chính chủ trì"]));
    }

    #[test]
    fn what_is_broken_is_told() {
        assert_eq!(read(b"a;b\n1;\"x\n2;y\n").open_quote, Some(2));
        assert_eq!(read(b"a;b\n1;\"x\"y\n").open_quote, Some(2));
        assert_eq!(read(b"a;b\n1;5\" \"x\"\n").open_quote, None);
        let lost =
            read("TT;N?i dung\n1;R? soát quy ho?ch\n2;Báo cáo k?t qu? th?c hi?n\n".as_bytes()).lost;
        assert_eq!(lost, Some(((1, 2), String::from("N?i dung"))));
        assert_eq!(read("TT;Nội dung\n1;Có làm không? Vì sao?\n".as_bytes()).lost, None);
    }

    #[test]
    fn a_text_of_rows_is_told_from_sentences() {
        assert!(is_table_of_text("a\tb\tc\n1\t2\t3\n4\t5\t6\n".as_bytes()));
        let plan =
            "KẾ HOẠCH\nNơi nhận:\tTM. ỦY BAN\n1. Sở A chủ trì; Sở B phối hợp; xong.\n2. b\n3. c\n";
        assert!(!is_table_of_text(plan.as_bytes()));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>, text in "[\"';,|\\n\\r a?=-]{0,60}") {
            let _ = is_table_of_text(&bytes);
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                let mut sources = Sources::default();
                let file = sources.add_file("a.csv");
                let _ = delimited(bytes, file, &mut sources, &mut Filling::default());
            }
        }
    }
}
