//! The matrix of very many agencies → the sheet "Ma trận" as a list: of each task who leads, who
//! supports, and how many agencies that are.
//!
//! A matrix of 10,000 columns takes 150 MB to make and no clerk reads it. Invariant: the counts are
//! those of the marks that the matrix would have.

use anyhow::Context;
use rust_xlsxwriter::{FormatAlign, Worksheet};

use super::Book;
use super::letters::{Face, HIGHEST_ROW};
use super::matrix::NAME;
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use crate::model::Field;
use crate::view::{Mark, MatrixRow, RowView};

/// More agencies than this are listed by task.
pub const MOST_COLUMNS: usize = 1_000;

/// The headings, each with its width in millimetres; those who support, who are many, take what is
/// left.
const COLUMNS: [(&str, f64); 6] = [
    ("TT", 13.0),
    ("Nhiệm vụ", 90.0),
    ("Cơ quan chủ trì", 45.0),
    ("Số cơ quan chủ trì", 18.0),
    ("Cơ quan phối hợp", 0.0),
    ("Số cơ quan phối hợp", 18.0),
];

/// Columns of counts.
const COUNTS: [usize; 2] = [3, 5];

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    let paper = Paper::from_setting(&book.settings.matrix.paper);
    set_page(sheet, &book.settings.page, paper);
    let room = paper.room(&book.settings.page);
    let taken: f64 = COLUMNS.iter().map(|(_, width)| width).sum();
    let widths = COLUMNS.map(|(_, width)| if width == 0.0 { room - taken } else { width });
    for (column, width) in (0..).zip(widths) {
        set_width(sheet, column, width)?;
    }
    let mut list = List { sheet, book, widths, row: 0 };
    list.title()?;
    let heading = list.row;
    list.cells(&COLUMNS.map(|(words, _)| words), &[], Look::Heading)?;
    for (row, annex) in book.matrix.rows.iter().zip(&book.annex.rows) {
        list.row(row, annex).with_context(|| format!("dòng {}", row.number))?;
    }
    let bottom = list.row.saturating_sub(1);
    let last = COLUMNS.len() as u16 - 1;
    sheet
        .set_repeat_rows(heading, heading)?
        .set_freeze_panes(heading + 1, 2)?
        .set_print_area(0, 0, bottom, last)?;
    Ok(())
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Heading,
    Group,
    Task,
}

struct List<'a> {
    sheet: &'a mut Worksheet,
    book: &'a Book<'a>,
    /// Of the columns, in millimetres.
    widths: [f64; COLUMNS.len()],
    /// The next row.
    row: u32,
}

impl List<'_> {
    fn title(&mut self) -> anyhow::Result<()> {
        let sizes = &self.book.settings.text;
        let agencies = self.book.matrix.agencies.len();
        let why = format!(
            "Kế hoạch có {agencies} cơ quan, nhiều hơn số cột đọc được của một ma trận: mỗi nhiệm vụ được \
             ghi cơ quan chủ trì, cơ quan phối hợp và số cơ quan."
        );
        let italic = Face { italic: true, ..Face::plain(sizes.body) };
        let width = self.widths.iter().sum();
        for (text, face) in [
            ("MA TRẬN PHÂN CÔNG NHIỆM VỤ", Face::bold(sizes.title)),
            (self.book.matrix.document.title.as_str(), italic),
            (why.as_str(), italic),
        ] {
            let area = Area::across(self.row, 0, COLUMNS.len() as u16 - 1);
            put_line(self.sheet, area, text, (face, FormatAlign::Center, width))?;
            self.row += 1;
        }
        self.row += 1;
        Ok(())
    }

    fn row(&mut self, row: &MatrixRow, annex: &RowView) -> anyhow::Result<()> {
        let RowView::Task(task) = annex else {
            return self.cells(&[row.number, &row.text, "", "", "", ""], &[], Look::Group);
        };
        let count = |wanted: Mark| row.marks.iter().filter(|mark| **mark == wanted).count();
        let (lead, support) = (task.text(Field::Lead), task.text(Field::Support));
        let counts = [count(Mark::Lead), count(Mark::Support)];
        self.cells(&[row.number, &row.text, lead, "", support, ""], &counts, Look::Task)
    }

    /// A row of the list; the counts stand in their own columns. One higher than Excel's highest row
    /// goes on in the next, its cells merged.
    fn cells(&mut self, texts: &[&str; 6], counts: &[usize], look: Look) -> anyhow::Result<()> {
        let size = self.book.settings.matrix.text;
        let face = Face { bold: look != Look::Task, ..Face::plain(size) };
        let heights = texts.iter().zip(self.widths).map(|(text, width)| face.height(text, width));
        let height = heights.fold(0.0_f64, f64::max);
        let rows = (height / HIGHEST_ROW).ceil().max(1.0);
        let bottom = self.row + rows as u32 - 1;
        let down =
            if look == Look::Heading { FormatAlign::VerticalCenter } else { FormatAlign::Top };
        for (column, text) in (0..).zip(texts) {
            let is_middle = look == Look::Heading || matches!(column, 0 | 3 | 5);
            let across = if is_middle { FormatAlign::Center } else { FormatAlign::Left };
            let area = Area { bottom, ..Area::cell(self.row, column) };
            put(self.sheet, area, text, &boxed(face, across, down))?;
        }
        let format = boxed(face, FormatAlign::Center, FormatAlign::Top);
        for (column, count) in COUNTS.into_iter().zip(counts) {
            let column = u16::try_from(column)?;
            self.sheet.write_number_with_format(self.row, column, *count as f64, &format)?;
        }
        for row in self.row..=bottom {
            self.sheet.set_row_height(row, (height / rows).ceil().min(HIGHEST_ROW))?;
        }
        self.row = bottom + 1;
        Ok(())
    }
}
