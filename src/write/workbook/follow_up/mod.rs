//! What was collected → `theo-doi.xlsx`: all tasks, a sheet for each state, counts, and what is to be
//! looked at.
//!
//! Invariant: every cell of a report stands in its own cell, word for word.

mod counts;
mod review;
mod tasks;

use anyhow::Context;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};

use super::letters::{Face, HIGHEST_ROW};
use super::saved::saved;
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use super::{in_sheet, new_workbook};
use crate::collect::{Collected, OVERVIEW_SHEET, REVIEW_SHEET, Standing};
use crate::style::Settings;
use crate::text::short_date;
use crate::view::DocumentView;

/// What the overview shows.
pub struct FollowUpBook<'a> {
    /// What came in.
    pub collected: &'a Collected<'a>,
    /// The lines of the plan.
    pub document: &'a DocumentView,
    /// Margins, sizes of letters.
    pub settings: &'a Settings,
}

/// The workbook `theo-doi.xlsx`.
///
/// # Errors
/// What rust_xlsxwriter refuses.
pub fn follow_up_workbook(book: &FollowUpBook) -> anyhow::Result<Vec<u8>> {
    let title = format!("Theo dõi thực hiện: {}", book.document.title);
    let mut workbook = new_workbook(&title, &book.document.author)?;
    tasks::write(workbook.add_worksheet(), book, None).with_context(|| in_sheet(OVERVIEW_SHEET))?;
    let counts = book.collected.tally();
    for (standing, count) in Standing::ALL.into_iter().zip(counts) {
        if count > 0 {
            let sheet = workbook.add_worksheet();
            tasks::write(sheet, book, Some(standing))
                .with_context(|| in_sheet(standing.words()))?;
        }
    }
    counts::write(workbook.add_worksheet(), book).with_context(|| in_sheet(counts::NAME))?;
    review::write(workbook.add_worksheet(), book).with_context(|| in_sheet(REVIEW_SHEET))?;
    saved(workbook)
}

/// The day of the overview in words.
fn day(book: &FollowUpBook) -> String {
    match book.collected.as_of {
        Some(day) => format!("Tổng hợp đến ngày {}", short_date(day)),
        None => String::from("Không báo cáo nào ghi ngày nên chưa xét quá hạn theo ngày"),
    }
}

/// A table with its title, written from top to bottom.
struct Sheet<'s> {
    sheet: &'s mut Worksheet,
    widths: &'s [f64],
    size: f64,
    row: u32,
}

impl<'s> Sheet<'s> {
    /// An empty sheet on A4 landscape, a page wide.
    fn new(
        sheet: &'s mut Worksheet,
        name: &str,
        widths: &'s [f64],
        settings: &Settings,
    ) -> anyhow::Result<Sheet<'s>> {
        sheet.set_name(name)?;
        set_page(sheet, &settings.page, Paper::A4);
        for (column, width) in (0..).zip(widths) {
            set_width(sheet, column, *width)?;
        }
        Ok(Sheet { sheet, widths, size: settings.matrix.text, row: 0 })
    }

    fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// A line across the page.
    fn line(&mut self, text: &str, face: Face, align: FormatAlign) -> anyhow::Result<()> {
        let area = Area::across(self.row, 0, self.last());
        put_line(self.sheet, area, text, (face, align, self.widths.iter().sum()))?;
        self.row += 1;
        Ok(())
    }

    /// The headings, repeated on each page.
    fn headings(&mut self, words: &[&str]) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        let cells: Vec<(&str, &Format)> = words.iter().map(|word| (*word, &format)).collect();
        self.cells(&cells, face)
    }

    /// A row of texts with their formats, as high as the longest needs.
    fn cells(&mut self, cells: &[(&str, &Format)], face: Face) -> anyhow::Result<()> {
        let mut height = 0.0_f64;
        for ((column, (text, format)), width) in (0..).zip(cells).zip(self.widths) {
            put(self.sheet, Area::cell(self.row, column), text, format)?;
            height = height.max(face.height(text, *width));
        }
        self.sheet.set_row_height(self.row, height.min(HIGHEST_ROW))?;
        self.row += 1;
        Ok(())
    }
}
