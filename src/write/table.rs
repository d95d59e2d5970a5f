//! The rows of an annex or an extract → what the template `chung/bang.typ` sees.
//!
//! Invariant: texts are those of the view, in its order; nothing here knows Typst.

use std::borrow::Cow;

use serde::Serialize;

use super::headline::Measure;
use super::letter_width::POINTS;
use super::long_word::broken;
use crate::style::Column;
use crate::text::title::Bonds;
use crate::view::{RowView, TaskView};

/// What `chung/bang.typ` sees.
#[derive(Serialize)]
pub struct TablePage<'a> {
    columns: &'a [Column],
    /// How many columns there are.
    width: usize,
    /// The rows of the header, from top to bottom.
    header: Vec<Vec<HeaderCell<'a>>>,
    number_row: bool,
    rows: Vec<TableRow<'a>>,
    /// Whether some row may be taller than a page.
    has_tall: bool,
    /// Whether a column holds words that are struck or underlined.
    has_marks: bool,
    /// Whether the table goes on in another document, so that no closing line follows.
    goes_on: bool,
    /// Whether each row is marked, so that its page can be asked for.
    marked: bool,
    /// Whether the last row is a task that holds the closing line to itself.
    keep_end: bool,
    /// Printed below the table.
    notes: String,
    /// Whether the notes may take more than a page has left for what stays in one piece.
    notes_tall: bool,
}

#[derive(Serialize)]
pub struct HeaderCell<'a> {
    /// The heading.
    pub text: &'a str,
    /// Columns that it spans.
    pub colspan: usize,
    /// Rows of the header that it spans.
    pub rowspan: usize,
}

/// A row of the table.
#[derive(Serialize, Default)]
pub struct TableRow<'a> {
    is_group: bool,
    /// A number and a short title across the other columns.
    is_brief: bool,
    /// Long enough that only measuring can say whether it fits a page; of a group, that it has to
    /// break like other text.
    is_tall: bool,
    /// What stays on its page together with the row, above it, in millimetres: its groups.
    under: f64,
    is_last: bool,
    level: usize,
    number: &'a str,
    /// In lines that break by meaning.
    title: Cow<'a, str>,
    /// The task's id, for the report that a row was broken; empty unless `is_tall`.
    id: &'a str,
    cells: Vec<Cow<'a, str>>,
}

/// The columns and the letters of a table.
#[derive(Clone, Copy)]
pub struct TableForm<'a> {
    /// The columns, with their final widths.
    pub columns: &'a [Column],
    /// Whether a row (1) (2) (3) follows the headings.
    pub number_row: bool,
    /// Size of the letters in points.
    pub size: f64,
    /// 1 is single.
    pub line_spacing: f64,
    /// Which words of a title belong together.
    pub bonds: &'a Bonds,
}

/// What a cell leaves free at its left and right together, millimetres.
const INSETS: f64 = 3.0;

impl TableForm<'_> {
    /// The title of a group by its lines.
    pub fn group_lines(self, title: &str) -> Vec<String> {
        let room: f64 = self.columns.iter().skip(1).map(|column| column.width).sum();
        let room = (room - INSETS) * POINTS;
        Measure { size: self.size, bold: true, room }.lines((title, title), self.bonds)
    }
}

impl<'a> TableRow<'a> {
    /// The row above a part of an extract.
    pub fn part(letter: &'a str, title: String) -> TableRow<'a> {
        let title = title.into();
        TableRow { is_group: true, level: 1, number: letter, title, ..TableRow::default() }
    }

    /// A task by its number and its short title.
    pub fn brief(number: &'a str, title: String) -> TableRow<'a> {
        TableRow { is_brief: true, number, title: title.into(), ..TableRow::default() }
    }

    /// A row of the annex; groups stand `deeper` levels down.
    pub fn new(row: &'a RowView<'a>, form: TableForm, deeper: usize) -> TableRow<'a> {
        match row {
            RowView::Group(group) => {
                let title = form.group_lines(group.title).join("\n").into();
                let (level, number) = (group.level + deeper, group.number);
                TableRow { is_group: true, level, number, title, ..TableRow::default() }
            }
            RowView::Task(task) => TableRow::task(task, form),
        }
    }

    fn task(task: &'a TaskView<'a>, form: TableForm) -> TableRow<'a> {
        let columns = form.columns.iter();
        let cell =
            |column: &Column| broken(task.text(column.field), column.width - INSETS, form.size);
        let cells: Vec<Cow<str>> = columns.map(cell).collect();
        let is_tall = may_be_tall(&cells, form);
        let id = if is_tall { task.id } else { "" };
        TableRow { id, cells, is_tall, ..TableRow::default() }
    }
}

impl<'a> TablePage<'a> {
    /// A table of rows, with notes below it.
    pub fn new(form: TableForm<'a>, mut rows: Vec<TableRow<'a>>, notes: String) -> TablePage<'a> {
        let mut keep_end = false;
        let width: f64 = form.columns.iter().map(|column| column.width).sum();
        let notes_tall = height(&notes, width, form) > KEPT;
        break_tall_groups(&mut rows, form);
        if let Some(last) = rows.last_mut() {
            let in_one_piece = !last.is_tall && !notes_tall;
            last.is_last = !last.is_group && !last.is_brief && in_one_piece;
            keep_end = last.is_last;
        }
        TablePage {
            columns: form.columns,
            width: form.columns.len(),
            header: header(form.columns),
            number_row: form.number_row,
            has_tall: rows.iter().any(|row| row.is_tall),
            has_marks: form.columns.iter().any(|column| column.marked),
            rows,
            goes_on: false,
            marked: false,
            keep_end,
            notes,
            notes_tall,
        }
    }

    /// The table as one of several documents, each with some of the rows, the last one where it does
    /// not go on.
    pub fn part(self, goes_on: bool) -> TablePage<'a> {
        let mut part = TablePage { goes_on, marked: true, ..self };
        if let Some(last) = part.rows.last_mut().filter(|_| goes_on) {
            last.is_last = false;
        }
        part
    }

    /// Whether a row begins a page, by the pages on which rows begin: its page holds nothing of the row
    /// before it, which may go on over several.
    pub fn begins_page(&self, pages: &[usize], at: usize) -> bool {
        let is_tall = |at: usize| self.rows.get(at).is_none_or(|row| row.is_tall);
        match (at.checked_sub(1).and_then(|before| pages.get(before)), pages.get(at)) {
            (Some(before), Some(page)) => page > before && !is_tall(at - 1) && !is_tall(at),
            _ => false,
        }
    }
}

/// One tier, or two where neighbours share a heading.
pub fn header(columns: &[Column]) -> Vec<Vec<HeaderCell<'_>>> {
    let two_tiers = columns.iter().any(|column| !column.over.is_empty());
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut index = 0;
    while let Some(column) = columns.get(index) {
        if column.over.is_empty() {
            let rowspan = if two_tiers { 2 } else { 1 };
            upper.push(HeaderCell { text: &column.heading, colspan: 1, rowspan });
            index += 1;
            continue;
        }
        let span = columns[index..].iter().take_while(|next| next.over == column.over).count();
        upper.push(HeaderCell { text: &column.over, colspan: span, rowspan: 1 });
        for below in &columns[index..index + span] {
            lower.push(HeaderCell { text: &below.heading, colspan: 1, rowspan: 1 });
        }
        index += span;
    }
    if two_tiers { vec![upper, lower] } else { vec![upper] }
}

/// The groups above a task stay on its page, so that none stands alone at the foot of one. Together
/// they must leave it room: longer ones break like other text, and nothing of them is lost.
fn break_tall_groups(rows: &mut [TableRow], form: TableForm) {
    let width: f64 = form.columns.iter().skip(1).map(|column| column.width).sum();
    let mut start = 0;
    while start < rows.len() {
        let groups = rows[start..].iter().take_while(|row| row.is_group).count();
        let groups = &mut rows[start..start + groups];
        let together: f64 = groups.iter().map(|row| height(&row.title, width, form)).sum();
        let is_tall = together > KEPT;
        groups.iter_mut().for_each(|row| row.is_tall = is_tall);
        start += groups.len();
        if let Some(below) = rows.get_mut(start) {
            below.under = if is_tall { 0.0 } else { together };
        }
        start += 1;
    }
}

/// What groups above a task, or notes below the last one, may take of a page in one piece with it,
/// millimetres: a row that is not measured has 70 of the 120 that an A4 landscape page has below its
/// headings.
const KEPT: f64 = 45.0;

/// The height of a text in a column, millimetres: a rough guess on the safe side.
fn height(text: &str, width: f64, form: TableForm) -> f64 {
    /// Widths and heights of Times New Roman, in millimetres for each point of size; the width
    /// is that of a wide letter.
    const LETTER: f64 = 0.2;
    const LINE: f64 = 0.42;
    let TableForm { size, line_spacing, .. } = form;
    let in_line = ((width - INSETS) / (LETTER * size)).max(1.0);
    let lines: f64 =
        text.split('\n').map(|line| (line.chars().count() as f64 / in_line).ceil()).sum();
    lines * LINE * line_spacing * size
}

/// Whether a row may fill more than half a page, so that the template measures only such rows.
fn may_be_tall(cells: &[Cow<str>], form: TableForm) -> bool {
    /// Half of what an A4 landscape page has below its header, millimetres.
    const HALF_PAGE: f64 = 70.0;
    let mut cells = cells.iter().zip(form.columns);
    cells.any(|(text, column)| height(text, column.width, form) > HALF_PAGE)
}
