//! An annex behind the signature, and tables that a plain text draws with tabs or wide gaps.
//!
//! Invariant: every line goes on into the body; a table keeps each of its rows as a task or a line.

use std::collections::BTreeMap;

use crate::import::speech::beside::bare_label;
use crate::import::speech::when::is_time;
use crate::model::Field;
use crate::model::draft::{DraftEntry, DraftGroup, DraftTask};
use crate::read::{ProseBlock, ProseLine};
use crate::source::Located;
use crate::text::key;

/// Where an annex begins among the lines behind the body: "PHỤ LỤC", "DANH MỤC NHIỆM VỤ".
pub fn begins(lines: &[ProseLine]) -> Option<usize> {
    const LONGEST: usize = 160;
    lines.iter().position(|line| {
        let folded = key(&line.text);
        let is_title = !line.text.chars().any(char::is_lowercase) || line.stands_out;
        let is_short = line.text.chars().count() <= LONGEST;
        let opens =
            ["danh mục", "bảng phân công", "biểu phân công", "phân công nhiệm vụ", "bảng tổng hợp"];
        is_short
            && (folded.starts_with("phụ lục") && !line.text.ends_with(['.', ';'])
                || is_title && opens.iter().any(|words| folded.starts_with(words)))
    })
}

/// Makes the tables of tasks that lines with columns draw into tables.
pub fn tables(blocks: Vec<ProseBlock>) -> Vec<ProseBlock> {
    let mut out: Vec<ProseBlock> = Vec::with_capacity(blocks.len());
    let mut table: Option<Table> = None;
    for block in blocks {
        let ProseBlock::Line(line) = block else {
            out.extend(table.take().map(Table::into_block));
            out.push(block);
            continue;
        };
        if let Some(fields) = headings(&line) {
            out.extend(table.take().map(Table::into_block));
            table = Some(Table { fields, entries: Vec::new(), spare: vec![line] });
            continue;
        }
        match table.as_mut().map(|table| table.take(&line)) {
            Some(true) => {}
            Some(false) => {
                out.extend(table.take().map(Table::into_block));
                out.push(ProseBlock::Line(line));
            }
            None => out.push(ProseBlock::Line(line)),
        }
    }
    out.extend(table.take().map(Table::into_block));
    out
}

/// A table that is being read.
struct Table {
    fields: Vec<Option<Field>>,
    entries: Vec<DraftEntry>,
    /// Its heading, which stays a line where no row follows.
    spare: Vec<ProseLine>,
}

impl Table {
    /// Takes a line in as a row or a group; `false` where it ends the table.
    fn take(&mut self, line: &ProseLine) -> bool {
        let cells: Vec<&str> = line.columns.iter().map(|cell| cell.trim()).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if is_number_row(&cells) {
            return true;
        }
        if filled < 2 || cells.len() + 2 < self.fields.len() && filled < 3 {
            let is_group = crate::import::outline::marker::marker(&line.text, true).kind
                != crate::import::outline::marker::Kind::Plain
                && !line.text.ends_with(['.', ';', ':'])
                && line.text.chars().count() < 150;
            if is_group && (!self.entries.is_empty() || filled == 2) {
                let title = Located::new(line.text.clone(), line.at);
                self.entries.push(DraftEntry::Group(DraftGroup { level: 1, title }));
                return true;
            }
            return false;
        }
        let mut values: BTreeMap<Field, Vec<Located<String>>> = BTreeMap::new();
        for (cell, field) in self.placed(&cells) {
            let field = field.unwrap_or(Field::Notes);
            if !cell.is_empty() && field != Field::Number {
                values.entry(field).or_default().push(Located::new((*cell).to_string(), line.at));
            }
        }
        if !values.contains_key(&Field::Content) {
            return false;
        }
        let at = Located::new((), line.at);
        self.entries.push(DraftEntry::Task(DraftTask { id: None, at, values, trace: None }));
        true
    }

    /// Each cell with its field. Of a row with fewer cells than headings, as wide gaps leave where a cell is
    /// empty, a time goes to the column of times.
    fn placed<'c>(&self, cells: &[&'c str]) -> Vec<(&'c str, Option<Field>)> {
        let mut column = 0;
        let is_short = cells.len() < self.fields.len();
        let times = self.fields.iter().position(|field| *field == Some(Field::Deadline));
        let place = |cell: &&'c str| {
            if let Some(times) = times.filter(|times| is_short && *times > column && is_time(cell))
            {
                column = times;
            }
            let field = self.fields.get(column).copied().flatten();
            column += 1;
            (*cell, field)
        };
        cells.iter().map(place).collect()
    }

    fn into_block(self) -> ProseBlock {
        let has_tasks = self.entries.iter().any(|entry| matches!(entry, DraftEntry::Task(_)));
        match self.spare.into_iter().next() {
            Some(line) if !has_tasks => ProseBlock::Line(line),
            _ => ProseBlock::Tasks(self.entries),
        }
    }
}

/// The fields of a line that is the heading of a table of tasks.
fn headings(line: &ProseLine) -> Option<Vec<Option<Field>>> {
    const LONGEST: usize = 60;
    if line.columns.len() < 3 || line.columns.iter().any(|cell| cell.chars().count() > LONGEST) {
        return None;
    }
    let fields: Vec<Option<Field>> = line.columns.iter().map(|cell| heading(cell)).collect();
    let has = |field: Field| fields.contains(&Some(field));
    let says_who = has(Field::Lead) || has(Field::Support);
    (has(Field::Content) && says_who).then_some(fields)
}

fn heading(cell: &str) -> Option<Field> {
    let folded = key(cell);
    if let Some(field) = bare_label(cell) {
        return Some(field);
    }
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    match folded.as_str() {
        "stt" | "tt" | "số tt" | "số thứ tự" => Some(Field::Number),
        _ if holds(&["chủ trì", "thực hiện", "phụ trách", "đầu mối"])
            && !holds(&["thời gian", "nội dung"]) =>
        {
            Some(Field::Lead)
        }
        _ if holds(&["phối hợp"]) => Some(Field::Support),
        _ if holds(&["thời gian", "thời hạn", "tiến độ", "hoàn thành"]) => {
            Some(Field::Deadline)
        }
        _ if holds(&["sản phẩm", "kết quả"]) => Some(Field::Product),
        _ if holds(&["nội dung", "nhiệm vụ", "công việc", "hoạt động", "tên việc", "việc"]) => {
            Some(Field::Content)
        }
        _ => None,
    }
}

/// "(1)  (2)  (3)"
fn is_number_row(cells: &[&str]) -> bool {
    let is_digit = |cell: &&str| {
        let bare = cell.trim_matches(['(', ')']);
        !bare.is_empty() && bare.chars().count() < 3 && bare.chars().all(char::is_alphanumeric)
    };
    cells.len() > 2 && cells.iter().all(is_digit)
}
