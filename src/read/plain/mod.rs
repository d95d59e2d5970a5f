//! The bytes of a .txt → its paragraphs.
//!
//! Invariant: lines are counted as an editor counts them. Each line that holds a letter or a digit
//! comes out, except page numbers and the text that pages repeat beside them.

mod aligned;
mod debris;
mod wrapped;

pub use debris::is_rule;

use super::decode;
use super::grid::Line;
use crate::source::FileId;
use crate::text::legacy::Legacy;
use crate::text::single_line;
use debris::{is_page_number, without_bookmarks};
use wrapped::Written;

/// Spaces in a row from which on they stand for a column and not for a slip of the hand.
const GAP: usize = 4;

/// Reads a text.
pub fn read(bytes: &[u8], file: FileId) -> Vec<Line> {
    let text = decoded(bytes);
    let mut lines: Vec<Written> = Vec::new();
    let mut blanks = 0;
    let mut table: Option<aligned::Table> = None;
    for (number, raw) in (1..).zip(text.split('\n')) {
        let raw = without_bookmarks(raw);
        let line = single_line(&raw);
        let is_heading = aligned::Table::heading(&raw);
        if let Some((opened, columns)) = is_heading {
            table = Some(opened);
            let blanks = std::mem::take(&mut blanks);
            lines.push(Written { number, text: line, columns, blanks, begins_page: false });
            continue;
        }
        // Two empty lines, or a line that stands under no column, end a table.
        table = table.filter(|_| blanks < 2 || line.is_empty());
        if let Some(cells) = table.as_ref().and_then(|table| table.cells(&raw)) {
            let goes_on = cells.first().is_some_and(String::is_empty) && blanks == 0;
            match lines.last_mut().filter(|last| goes_on && last.columns.len() == cells.len()) {
                Some(last) => {
                    aligned::go_on(&mut last.columns, &cells);
                    last.text = format!("{} {line}", last.text);
                }
                None => {
                    let (text, columns) = (line, cells);
                    lines.push(Written { number, text, columns, blanks, begins_page: false });
                }
            }
            blanks = 0;
            continue;
        }
        if line.is_empty() || is_rule(&line) {
            // A rule ends what stands above it, as two empty lines do.
            blanks += if line.is_empty() { 1 } else { 2 };
            continue;
        }
        let columns = columns(&raw);
        let blanks = std::mem::take(&mut blanks);
        lines.push(Written { number, text: line, columns, blanks, begins_page: false });
    }
    let lines = wrapped::join(without_furniture(lines));
    lines
        .into_iter()
        .map(|line| {
            let Written { number, text, columns, .. } = line;
            let at = file.line(number);
            Line { at, text, stands_out: false, is_strong: false, columns }
        })
        .collect()
}

/// The text of bytes in Unicode, or in an encoding of the years before it.
fn decoded(bytes: &[u8]) -> String {
    match decode::unicode(bytes) {
        // Text in an old encoding may have been saved again as if it were Unicode.
        Some(text) => legacy_free(&text),
        None => legacy_free(&decode::one_by_one(bytes)),
    }
}

/// Text in TCVN3, VNI or Windows-1258 that came through as letters of another page.
fn legacy_free(text: &str) -> String {
    /// Enough to tell by; the whole is of one origin.
    const SAMPLE: usize = 20_000;
    let sample: String = text.chars().take(SAMPLE).collect();
    match Legacy::of_text(&sample) {
        Some(legacy) => legacy.decode(text),
        None => text.to_string(),
    }
}

/// The parts between wide gaps; empty where there is one part only.
fn columns(raw: &str) -> Vec<String> {
    // Tabs tell an empty cell, gaps do not.
    let cells: Vec<String> = raw.trim().split('\t').map(single_line).collect();
    if cells.len() > 2 && cells.iter().filter(|cell| !cell.is_empty()).count() > 1 {
        return cells;
    }
    let spaced = raw.replace('\t', &" ".repeat(GAP));
    let gap = " ".repeat(GAP);
    let parts = spaced.split(gap.as_str()).map(single_line).filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The lines without page numbers and without the line beside them that every page repeats.
fn without_furniture(lines: Vec<Written>) -> Vec<Written> {
    let is_number: Vec<bool> = lines.iter().map(|line| is_page_number(&line.text)).collect();
    if !is_number.contains(&true) {
        return lines;
    }
    let beside = |index: usize| {
        let before = index.checked_sub(1).and_then(|index| is_number.get(index));
        before == Some(&true) || is_number.get(index + 1) == Some(&true)
    };
    let mut repeated: std::collections::HashMap<&str, u32> = std::collections::HashMap::new();
    for (index, line) in lines.iter().enumerate() {
        if beside(index) && !is_number[index] {
            *repeated.entry(line.text.as_str()).or_default() += 1;
        }
    }
    let keep: Vec<bool> = (0..lines.len())
        .map(|index| {
            let is_repeated = || repeated.get(lines[index].text.as_str()).is_some_and(|n| *n > 2);
            !(is_number[index] || beside(index) && is_repeated())
        })
        .collect();
    let mut kept: Vec<Written> = Vec::with_capacity(lines.len());
    let mut begins_page = false;
    for (line, keep) in lines.into_iter().zip(keep) {
        if keep {
            kept.push(Written { begins_page: std::mem::take(&mut begins_page), ..line });
        } else {
            begins_page = true;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        read(bytes, FileId::default()).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_text_is_read_in_its_encoding() {
        let plan = "KẾ HOẠCH\r\nSở Tài chính chủ trì, phối hợp";
        let utf16: Vec<u8> = plan.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let lines = ["KẾ HOẠCH", "Sở Tài chính chủ trì, phối hợp"];
        assert_eq!(texts(plan.as_bytes()), lines);
        assert_eq!(texts(&[b"\xEF\xBB\xBF", plan.as_bytes()].concat()), lines);
        assert_eq!(texts(&[&b"\xFF\xFE"[..], &utf16].concat()), lines);
        // A copy that was cut inside a letter.
        let cut = [plan.as_bytes(), b"\r\nTr\xE1\xBA"].concat();
        assert_eq!(texts(&cut), ["KẾ HOẠCH", "Sở Tài chính chủ trì, phối hợp", "Tr\u{FFFD}"]);
        // Each letter of TCVN3 is one byte, which Windows-1252 shows as these.
        let tcvn3 = "Së Tµi chÝnh chñ tr×, phèi hîp víi c¸c së, ban, ngµnh";
        let tcvn3: Vec<u8> = tcvn3.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        assert_eq!(texts(&tcvn3), ["Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành"]);
    }

    #[test]
    fn page_numbers_and_running_lines_go() {
        let page = |n: u32| format!("- việc {n}\n\n{n}\nKẾ HOẠCH CHUYỂN ĐỔI SỐ\n");
        let text: String = (1..5).map(page).collect();
        assert_eq!(texts(text.as_bytes()), ["- việc 1", "- việc 2", "- việc 3", "- việc 4"]);
    }

    #[test]
    fn wide_gaps_are_columns() {
        assert_eq!(columns("Nơi nhận:\tTM. ỦY BAN"), ["Nơi nhận:", "TM. ỦY BAN"]);
        assert_eq!(columns("  Số:      /KH-UBND"), ["Số:", "/KH-UBND"]);
        assert!(columns("\tmột  hai").is_empty());
    }
}
