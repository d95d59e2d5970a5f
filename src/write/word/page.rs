//! A table of a view → what the templates of a Word file see: rows, cells and lines, with lengths
//! in Word's units.
//!
//! Invariant: texts are those of the view; the widths of the grid add up to the width of the page
//! between its margins, without a remainder.

use serde::Serialize;

use super::own_form;
use crate::model::{Field, bookmark_of_task};
use crate::style::{Column, Settings};
use crate::text::marked::{Look, runs};
use crate::view::{DocumentView, RowView, TaskView};
use crate::write::headline::HeadLines;
use crate::write::letter_width::{POINTS, width};
use crate::write::table::{TableForm, header};
use crate::write::{Edition, PAGE_WIDTH};

/// Twentieths of a point in a millimetre.
const TWIPS: f64 = 1440.0 / 25.4;

/// A4 landscape, millimetres.
const PAGE_HEIGHT: f64 = 210.0;

/// What `danh-muc.docx/*.xml` and `trich.docx/*.xml` see.
#[derive(Serialize)]
pub struct WordPage<'a> {
    doc: DocumentView,
    style: &'a Settings,
    lines: HeadLines,
    /// "Chủ trì: 5 nhiệm vụ"; empty in the annex.
    counts: String,
    page: Lengths,
    sizes: Sizes,
    columns: Vec<GridColumn>,
    /// How many columns there are.
    width: usize,
    /// The rows of the header, cell by cell.
    header: Vec<Vec<HeadingCell<'a>>>,
    number_row: bool,
    rows: Vec<WordRow<'a>>,
    /// Printed below the table.
    notes: Vec<String>,
    /// "2023-02-07T00:00:00Z": the day of the document, never the clock's.
    date: String,
    /// Line spacing in Word's unit: 240 is single.
    line: u32,
}

/// Sizes of letters in half points, Word's unit.
#[derive(Serialize)]
struct Sizes {
    body: u32,
    title: u32,
    table: u32,
}

/// Lengths of the page in twips.
#[derive(Serialize)]
struct Lengths {
    width: u32,
    height: u32,
    top: u32,
    bottom: u32,
    left: u32,
    right: u32,
    /// Between the margins.
    room: u32,
    /// From the edge to the page number.
    number: u32,
    /// What stands free on each side of a rule of 40 mm.
    beside_rule: u32,
}

#[derive(Serialize)]
struct GridColumn {
    /// Twips.
    width: u32,
    centred: bool,
    draft_only: bool,
    marked: bool,
}

/// A cell of the header; one that goes on the cell above has no text.
#[derive(Serialize)]
struct HeadingCell<'a> {
    lines: Vec<&'a str>,
    /// Twips.
    width: u32,
    span: usize,
    /// "restart", "continue", or empty for a cell of one row.
    merge: &'static str,
}

/// A row of the table.
#[derive(Serialize, Default)]
pub struct WordRow<'a> {
    is_group: bool,
    /// A number and a short title across the other columns.
    is_brief: bool,
    /// Fits a page, so that Word may be told to keep it whole.
    keeps_whole: bool,
    is_last: bool,
    level: usize,
    number: &'a str,
    /// The lines of a group's title.
    title: Vec<String>,
    /// A hidden bookmark that names the task: "_nv_001".
    bookmark: String,
    /// Ids of bookmarks are numbers, unique in the file.
    bookmark_id: usize,
    /// The lines of each cell.
    cells: Vec<Vec<String>>,
    /// The same as runs, where words are struck or underlined; empty for other columns.
    runs: Vec<Vec<WordRun>>,
}

/// Words that look alike.
#[derive(Serialize)]
struct WordRun {
    struck: bool,
    underlined: bool,
    lines: Vec<String>,
}

/// Makes the rows of one table.
pub struct RowMaker<'a> {
    form: TableForm<'a>,
    /// What a page has below the header, points.
    room: f64,
    tasks: usize,
}

impl<'a> RowMaker<'a> {
    /// Rows for columns and letters.
    pub fn new(form: TableForm<'a>, settings: &Settings) -> RowMaker<'a> {
        /// The rows of the header, millimetres: two tiers of two lines, and the row of numbers.
        const HEADER: f64 = 30.0;
        let room = PAGE_HEIGHT - settings.page.top - settings.page.bottom - HEADER;
        RowMaker { form, room: room * POINTS, tasks: 0 }
    }

    /// The rows of a blank form: one for groups, one for tasks.
    pub fn blank(columns: &[Column]) -> Vec<WordRow<'static>> {
        let cell = |column: &Column| vec![own_form::placeholder(column.field)];
        let group = WordRow {
            is_group: true,
            keeps_whole: true,
            level: 1,
            number: "{{ so_nhom }}",
            title: vec![String::from("{{ ten_nhom }}")],
            ..WordRow::default()
        };
        let task = WordRow {
            keeps_whole: true,
            cells: columns.iter().map(cell).collect(),
            ..WordRow::default()
        };
        vec![group, task]
    }

    /// A row of the annex; groups stand `deeper` levels down.
    pub fn row(&mut self, row: &'a RowView<'a>, deeper: usize) -> WordRow<'a> {
        match row {
            RowView::Group(group) => WordRow {
                is_group: true,
                keeps_whole: true,
                level: group.level + deeper,
                number: group.number,
                title: self.form.group_lines(group.title),
                ..WordRow::default()
            },
            RowView::Task(task) => self.task(task),
        }
    }

    /// The row above a part of an extract.
    pub fn part(&self, letter: &'a str, title: &str) -> WordRow<'a> {
        WordRow {
            is_group: true,
            keeps_whole: true,
            level: 1,
            number: letter,
            title: vec![title.to_string()],
            ..WordRow::default()
        }
    }

    /// A task by its number and its short title.
    pub fn brief(&self, number: &'a str, title: &str) -> WordRow<'a> {
        WordRow {
            is_brief: true,
            keeps_whole: true,
            number,
            title: vec![title.to_string()],
            ..WordRow::default()
        }
    }

    fn task(&mut self, task: &'a TaskView<'a>) -> WordRow<'a> {
        self.tasks += 1;
        let cells: Vec<Vec<String>> =
            self.form.columns.iter().map(|column| cell_lines(task, column)).collect();
        let runs =
            |column: &Column| if column.marked { cell_runs(task, column) } else { Vec::new() };
        WordRow {
            runs: self.form.columns.iter().map(runs).collect(),
            keeps_whole: self.height(&cells) < self.room,
            number: task.text(Field::Number),
            bookmark: bookmark_of_task(task.id),
            bookmark_id: self.tasks,
            cells,
            ..WordRow::default()
        }
    }

    /// How high a row is at least, in points.
    fn height(&self, cells: &[Vec<String>]) -> f64 {
        const LINE: f64 = 1.149;
        let TableForm { size, columns, line_spacing, .. } = self.form;
        let lines = cells.iter().zip(columns).map(|(lines, column)| {
            let room = ((column.width - 3.0) * POINTS).max(size);
            lines.iter().map(|line| (width(line, size, false) / room).ceil().max(1.0)).sum::<f64>()
        });
        lines.fold(0.0, f64::max) * size * LINE * line_spacing
    }
}

/// The lines of a cell. No line of a name begins with its hyphen (docs/form.md, T21): "Sở Lao động
/// - Thương binh và Xã hội" has a space there that Word does not break at.
fn cell_lines(task: &TaskView, column: &Column) -> Vec<String> {
    let text = task.text(column.field);
    let is_name = matches!(column.field, Field::Lead | Field::Support);
    let line =
        |line: &str| if is_name { line.replace(" - ", "\u{a0}- ") } else { line.to_string() };
    text.split('\n').map(line).collect()
}

/// The runs of a cell with words that are struck or underlined.
fn cell_runs(task: &TaskView, column: &Column) -> Vec<WordRun> {
    let run = |(look, words): (Look, &str)| WordRun {
        struck: look == Look::Struck,
        underlined: look == Look::Underlined,
        lines: words.split('\n').map(str::to_string).collect(),
    };
    runs(task.text(column.field)).into_iter().map(run).collect()
}

impl<'a> WordPage<'a> {
    /// A page of rows.
    pub fn new(
        edition: &'a Edition,
        doc: DocumentView,
        lines: HeadLines,
        mut rows: Vec<WordRow<'a>>,
    ) -> WordPage<'a> {
        if let Some(last) = rows.last_mut() {
            last.is_last = true;
        }
        let form = (&edition.columns[..], edition.number_row);
        WordPage::of_parts((&edition.style.settings, form), doc, lines, rows)
    }

    /// A page without an edition, such as that of a blank form.
    pub fn of_parts(
        (settings, (columns, number_row)): (&'a Settings, (&'a [Column], bool)),
        doc: DocumentView,
        lines: HeadLines,
        rows: Vec<WordRow<'a>>,
    ) -> WordPage<'a> {
        let (year, month, day) = doc.date;
        let page = Lengths::new(settings);
        let grid = grid(columns, page.room);
        WordPage {
            notes: notes(&doc.notes),
            date: format!("{year:04}-{month:02}-{day:02}T00:00:00Z"),
            doc,
            style: settings,
            lines,
            counts: String::new(),
            width: grid.len(),
            header: heading_cells(columns, &grid),
            number_row,
            sizes: Sizes::new(settings),
            page,
            columns: grid,
            rows,
            line: (settings.table.line_spacing * 240.0).round() as u32,
        }
    }

    /// The same with the lines that an extract has besides.
    pub fn with_counts(self, counts: &str, below: &str) -> WordPage<'a> {
        WordPage { counts: counts.to_string(), notes: notes(below), ..self }
    }
}

fn notes(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_string).collect()
}

impl Sizes {
    fn new(settings: &Settings) -> Sizes {
        let half_points = |points: f64| (points * 2.0).round() as u32;
        let text = &settings.text;
        Sizes {
            body: half_points(text.body),
            title: half_points(text.title),
            table: half_points(text.table),
        }
    }
}

impl Lengths {
    fn new(settings: &Settings) -> Lengths {
        /// From the edge to the page number (docs/form.md, F4), and the length of the rule (F11).
        const NUMBER: f64 = 10.0;
        const RULE: f64 = 40.0;
        let page = &settings.page;
        let room = twips(PAGE_WIDTH) - twips(page.left) - twips(page.right);
        Lengths {
            width: twips(PAGE_WIDTH),
            height: twips(PAGE_HEIGHT),
            top: twips(page.top),
            bottom: twips(page.bottom),
            left: twips(page.left),
            right: twips(page.right),
            room,
            number: twips(NUMBER),
            beside_rule: (room - twips(RULE)) / 2,
        }
    }
}

fn twips(millimetres: f64) -> u32 {
    (millimetres * TWIPS).round().max(0.0) as u32
}

/// The columns, each ending at the twip nearest to where it ends in the PDF.
fn grid(columns: &[Column], room: u32) -> Vec<GridColumn> {
    let all: f64 = columns.iter().map(|column| column.width).sum();
    let (mut before, mut end) = (0, 0.0);
    let column = |column: &Column| {
        end += column.width;
        let right = (f64::from(room) * end / all.max(1.0)).round() as u32;
        let width = right.saturating_sub(before);
        before = right;
        let centred = column.centred || column.field == Field::Number;
        GridColumn { width, centred, draft_only: column.draft_only, marked: column.marked }
    };
    columns.iter().map(column).collect()
}

/// The cells of the header with those that go on a cell above, which Word wants to be there.
fn heading_cells<'a>(columns: &'a [Column], grid: &[GridColumn]) -> Vec<Vec<HeadingCell<'a>>> {
    let tiers = header(columns);
    let spanned = |from: usize, span: usize| -> u32 {
        grid.iter().skip(from).take(span).map(|column| column.width).sum()
    };
    let two = tiers.len() > 1;
    let mut upper = Vec::new();
    let mut lower = Vec::new();
    let mut below = tiers.get(1).into_iter().flatten();
    let mut at = 0;
    for cell in tiers.first().into_iter().flatten() {
        let whole = two && cell.rowspan > 1;
        let width = spanned(at, cell.colspan);
        let merge = if whole { "restart" } else { "" };
        let lines = cell.text.split('\n').collect();
        upper.push(HeadingCell { lines, width, span: cell.colspan, merge });
        if whole {
            lower.push(HeadingCell { lines: Vec::new(), width, span: 1, merge: "continue" });
        } else if two {
            for (place, cell) in (at..).zip(below.by_ref().take(cell.colspan)) {
                let lines = cell.text.split('\n').collect();
                lower.push(HeadingCell { lines, width: spanned(place, 1), span: 1, merge: "" });
            }
        }
        at += cell.colspan;
    }
    if two { vec![upper, lower] } else { vec![upper] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_fills_the_page_without_a_remainder() {
        let column = |width: f64| Column {
            field: Field::Content,
            heading: String::from("Cột"),
            over: String::new(),
            width,
            centred: false,
            draft_only: false,
            marked: false,
        };
        let columns: Vec<Column> = [13.0, 90.33, 42.7, 45.0, 29.97, 31.0].map(column).into();
        let widths: u32 = grid(&columns, 14_287).iter().map(|column| column.width).sum();
        assert_eq!(widths, 14_287);
    }
}
