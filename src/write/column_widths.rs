//! The columns of a style and the texts of a plan → widths at which the rows are lowest: a narrow
//! column that makes rows tall borrows from one that has more than it needs.
//!
//! Invariant: the columns together are as wide as before, none is narrower than the form allows
//! (docs/form.md, T20, T21), and without much to gain nothing changes.

use super::letter_width::{POINTS, width};
use crate::model::Field;
use crate::style::Column;
use crate::view::{AnnexView, RowView, TaskView};

/// What a cell leaves free at its sides, millimetres.
const INSETS: f64 = 3.0;

/// Steps in which width changes hands, millimetres.
const STEPS: [f64; 4] = [2.0, 5.0, 9.0, 16.0];

/// Rows that are looked at; of longer plans an even choice.
const MOST_ROWS: usize = 400;

/// What a page holds, about.
const ROWS_A_PAGE: usize = 9;

/// Lets columns of an annex borrow width from each other, for letters of a size in points.
pub fn borrow_widths(columns: &mut [Column], annex: &AnnexView, size: f64) {
    /// Below a twentieth of all lines the style's own widths stay.
    const LEAST_GAIN: f64 = 0.05;
    let tasks: Vec<&TaskView> = annex
        .rows
        .iter()
        .filter_map(|row| match row {
            RowView::Task(task) => Some(task),
            RowView::Group(_) => None,
        })
        .collect();
    let every = tasks.len().div_ceil(MOST_ROWS).max(1);
    let mut rows: Vec<Row> =
        tasks.into_iter().step_by(every).map(|task| Row::new(task, columns, size)).collect();
    // The headings stand on every page, and count as often.
    let pages = rows.len().div_ceil(ROWS_A_PAGE);
    rows.extend((0..pages).map(|_| Row::headings(columns, size)));
    let least: Vec<f64> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| least_width(column, size).max(longest_word(&rows, index)))
        .collect();
    let mut widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let before = lines(&rows, &widths);
    let mut now = before;
    // Each step gains a line at least, so that they end.
    while let Some((fewer, better)) = best_step(&rows, &widths, &least)
        && fewer < now
    {
        (now, widths) = (fewer, better);
    }
    if (before - now) as f64 >= before as f64 * LEAST_GAIN {
        columns.iter_mut().zip(widths).for_each(|(column, width)| column.width = width);
    }
}

/// The widths of the paragraphs of each cell, in millimetres.
struct Row {
    cells: Vec<Vec<f64>>,
    /// The longest word of each cell.
    words: Vec<f64>,
}

impl Row {
    fn new(task: &TaskView, columns: &[Column], size: f64) -> Row {
        Row::of_texts(columns.iter().map(|column| task.text(column.field)), (size, false))
    }

    fn headings(columns: &[Column], size: f64) -> Row {
        Row::of_texts(columns.iter().map(|column| column.heading.as_str()), (size, true))
    }

    fn of_texts<'t>(texts: impl Iterator<Item = &'t str>, (size, bold): (f64, bool)) -> Row {
        let millimetres = |text: &str| width(text, size, bold) / POINTS;
        let cell = |text: &str| -> (Vec<f64>, f64) {
            let longest = text.split([' ', '\n']).map(millimetres).fold(0.0, f64::max);
            (text.split('\n').map(millimetres).collect(), longest)
        };
        let (cells, words) = texts.map(cell).unzip();
        Row { cells, words }
    }

    /// Lines of the tallest cell.
    fn lines(&self, widths: &[f64]) -> usize {
        /// A line ends before its room does, by half a word or so.
        const RAGGED: f64 = 1.06;
        let cell = |(paragraphs, width): (&Vec<f64>, &f64)| -> usize {
            let room = (width - INSETS).max(1.0);
            let lines = |width: &f64| {
                let ragged = if *width > room { RAGGED } else { 1.0 };
                ((width * ragged / room).ceil() as usize).max(1)
            };
            paragraphs.iter().map(lines).sum()
        };
        self.cells.iter().zip(widths).map(cell).max().unwrap_or(1)
    }
}

fn lines(rows: &[Row], widths: &[f64]) -> usize {
    rows.iter().map(|row| row.lines(widths)).sum()
}

/// The step that leaves the fewest lines.
fn best_step(rows: &[Row], widths: &[f64], least: &[f64]) -> Option<(usize, Vec<f64>)> {
    let mut best: Option<(usize, Vec<f64>)> = None;
    for from in 0..widths.len() {
        for to in (0..widths.len()).filter(|to| *to != from && least[*to].is_finite()) {
            for step in STEPS {
                if widths[from] - step < least[from] {
                    continue;
                }
                let mut tried = widths.to_vec();
                tried[from] -= step;
                tried[to] += step;
                let count = lines(rows, &tried);
                if best.as_ref().is_none_or(|(known, _)| count < *known) {
                    best = Some((count, tried));
                }
            }
        }
    }
    best
}

/// What a column keeps at least; infinite for one that neither lends nor borrows.
fn least_width(column: &Column, size: f64) -> f64 {
    let words = [&column.heading, &column.over];
    let words = words.into_iter().flat_map(|heading| heading.split(' '));
    let heading = words.map(|word| width(word, size, true) / POINTS).fold(0.0, f64::max);
    let least: f64 = match column.field {
        Field::Number => return f64::INFINITY,
        Field::Lead | Field::Support => 35.0,
        Field::Content => 60.0,
        _ => 20.0,
    };
    // A column that a style makes narrower on purpose stays as it is.
    least.max(heading + INSETS + 0.5).min(column.width)
}

/// What the longest word of a column needs. One that no page could hold is broken anyway.
fn longest_word(rows: &[Row], column: usize) -> f64 {
    const BROKEN: f64 = 40.0;
    let words = rows.iter().filter_map(|row| row.words.get(column)).copied();
    words.filter(|word| *word < BROKEN).fold(0.0, f64::max) + INSETS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::view::DocumentView;

    fn columns(widths: [f64; 3]) -> Vec<Column> {
        let fields = [Field::Content, Field::Lead, Field::Product];
        let column = |(field, width): (Field, f64)| Column {
            field,
            heading: String::from("Cột"),
            over: String::new(),
            width,
            centred: false,
            draft_only: false,
            marked: false,
        };
        fields.into_iter().zip(widths).map(column).collect()
    }

    fn annex(product: &'static str) -> AnnexView<'static> {
        let task = || {
            let texts = [
                (Field::Content, "Rà soát quy định".to_string()),
                (Field::Lead, "Sở Y tế".to_string()),
                (Field::Product, product.to_string()),
            ];
            RowView::Task(TaskView { id: "nv-001", texts: BTreeMap::from(texts) })
        };
        let rows = (0..10).map(|_| task()).collect();
        AnnexView { document: DocumentView::default(), rows }
    }

    #[test]
    fn a_narrow_column_borrows_and_the_sum_stays() {
        let mut wide = columns([170.0, 42.0, 32.0]);
        let product = "Báo cáo kết quả rà soát kèm theo dự thảo nghị quyết, tờ trình và các phụ lục \
                       số liệu chi tiết theo từng lĩnh vực";
        borrow_widths(&mut wide, &annex(product), 13.0);
        assert!(wide[2].width > 50.0, "{}", wide[2].width);
        assert!(wide[1].width >= 35.0);
        assert!((wide.iter().map(|column| column.width).sum::<f64>() - 244.0).abs() < 1e-6);
    }

    #[test]
    fn with_nothing_to_gain_the_widths_of_the_style_stay() {
        let mut same = columns([170.0, 42.0, 32.0]);
        borrow_widths(&mut same, &annex("Báo cáo"), 13.0);
        assert!(same.iter().map(|column| column.width).eq([170.0, 42.0, 32.0]));
    }
}
