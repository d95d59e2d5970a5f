//! Lines that draw a table with columns of spaces → the cells of each, by where the cells of its heading begin.
//!
//! Invariant: every part of a line is in one of its cells; a line that fits no heading stays as it is.

use crate::text::{key, single_line};
use crate::vocabulary::{ALIGNED_BODIES, ALIGNED_CONTENTS, Phrases};

/// Spaces in a row that part two cells of such a table.
const GAP: usize = 2;

/// Columns of a table at least.
const FEWEST: usize = 3;

/// Columns by which a cell may begin before the one it stands under.
const SLIP: usize = 1;

/// The columns of a table of spaces, from its heading on.
pub struct Table {
    /// Where each column begins, in letters.
    starts: Vec<usize>,
}

/// A part of a line between wide gaps.
struct Part {
    start: usize,
    text: String,
}

impl Table {
    /// The table whose heading a line is: three parts and more, of which one says who leads or does the work.
    pub fn heading(raw: &str) -> Option<(Table, Vec<String>)> {
        const LONGEST: usize = 60;
        let parts = parts(raw);
        let says = |words: &Phrases| parts.iter().any(|part| words.in_text(&key(&part.text)));
        let is_short = parts.iter().all(|part| part.text.chars().count() <= LONGEST);
        let is_sentence = raw.trim_end().ends_with(['.', ';', ':']);
        let is_heading = parts.len() >= FEWEST
            && is_short
            && !is_sentence
            && !raw.contains('\t')
            && says(&ALIGNED_CONTENTS)
            && says(&ALIGNED_BODIES);
        is_heading.then(|| {
            let starts = parts.iter().map(|part| part.start).collect();
            (Table { starts }, parts.into_iter().map(|part| part.text).collect())
        })
    }

    /// The cells of a line of the table; `None` where it is none.
    pub fn cells(&self, raw: &str) -> Option<Vec<String>> {
        let parts = parts(raw);
        let first = parts.first()?;
        // A line that begins under no column and has one part is a sentence below the table.
        let is_row = parts.len() > 1 || self.starts.contains(&first.start) && first.start > 0;
        if !is_row || raw.contains('\t') {
            return None;
        }
        let mut cells = vec![String::new(); self.starts.len()];
        for part in self.cut(parts) {
            let column = self.column(part.start);
            let cell = cells.get_mut(column)?;
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&part.text);
        }
        Some(cells)
    }

    /// The column that a place stands under.
    fn column(&self, at: usize) -> usize {
        self.starts.iter().rposition(|start| *start <= at + SLIP).unwrap_or(0)
    }

    /// Cuts a part that goes over the beginning of the next column where a space stands right before it.
    fn cut(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut out = Vec::new();
        for part in parts {
            let letters: Vec<char> = part.text.chars().collect();
            let mut from = 0;
            for start in &self.starts {
                let Some(at) = start.checked_sub(part.start).filter(|at| *at > from) else {
                    continue;
                };
                if at < letters.len() && letters.get(at - 1) == Some(&' ') {
                    let text = letters[from..at].iter().collect::<String>();
                    out.push(Part { start: part.start + from, text: single_line(&text) });
                    from = at;
                }
            }
            let text: String = letters.get(from..).unwrap_or_default().iter().collect();
            out.push(Part { start: part.start + from, text: single_line(&text) });
        }
        out
    }
}

/// Joins the cells of a line that goes on with the row above it.
pub fn go_on(row: &mut [String], cells: &[String]) {
    for (cell, more) in row.iter_mut().zip(cells).filter(|(_, more)| !more.is_empty()) {
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(more);
    }
}

fn parts(raw: &str) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let mut spaces = GAP;
    for (at, c) in raw.chars().enumerate() {
        if c == ' ' || c == '\u{a0}' {
            spaces += 1;
            continue;
        }
        match found.last_mut().filter(|_| spaces < GAP) {
            Some(part) => {
                part.text.extend(std::iter::repeat_n(' ', spaces));
                part.text.push(c);
            }
            None => found.push(Part { start: at, text: c.to_string() }),
        }
        spaces = 0;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stands_under_its_heading() {
        let heading = "TT  Nội dung             Đơn vị chủ trì    Đơn vị phối hợp   Thời gian";
        let (table, titles) = Table::heading(heading).unwrap_or_else(|| panic!("no heading"));
        assert_eq!(titles.len(), 5);
        let row = "1   Trồng cây xanh       Tổ Bảo vệ                           Quý II/2026";
        let cells = table.cells(row).unwrap_or_default();
        assert_eq!(cells, ["1", "Trồng cây xanh", "Tổ Bảo vệ", "", "Quý II/2026"]);
        let more = "    quanh sân trường";
        assert_eq!(table.cells(more).unwrap_or_default()[1], "quanh sân trường");
        assert!(table.cells("Các tổ thực hiện nghiêm túc.").is_none());
        assert!(Table::heading("Trong năm, nội dung phối hợp thực hiện tốt.").is_none());
    }
}
