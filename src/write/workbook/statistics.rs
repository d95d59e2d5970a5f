//! The counts → the sheet "Thống kê": a table and a chart by deadline, a table and charts by
//! agency.
//!
//! Invariant: a chart shows the cells of the table beside it, and there is none without data.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::Book;
use super::charts;
pub use super::charts::NAME;
use super::letters::Face;
use super::sheet::{
    Area, Paper, boxed, pixels, put, put_line, put_sum, reference, set_page, set_width,
};
use crate::view::{AgencyCount, PeriodCount};

/// Millimetres: Cơ quan, Viết tắt, Chủ trì, Phối hợp, Cộng, and a free one; charts take the rest
/// of the page.
const WIDTHS: [f64; 6] = [64.0, 32.0, 17.0, 17.0, 16.0, 4.0];

/// Where the chart of deadlines begins, after "Thời hạn" and "Số nhiệm vụ".
const PERIOD_CHART: u16 = 2;

/// Where the charts of agencies begin.
const AGENCY_CHARTS: u16 = 6;

/// Rows of agencies on one page, in points: A4 landscape less the headings.
const PAGE_HEIGHT: f64 = 400.0;

/// What a chart needs besides its bars, and at least, in pixels.
const LEAST_CHART: u32 = 280;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &Book) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    let page = &book.settings.page;
    set_page(sheet, page, Paper::A4);
    for (column, width) in (0..).zip(WIDTHS) {
        set_width(sheet, column, width)?;
    }
    let chart_width = Paper::A4.room(page) - WIDTHS.iter().sum::<f64>();
    set_width(sheet, AGENCY_CHARTS, chart_width)?;
    let size = book.settings.matrix.text;
    let mut counts = Counts { sheet, size, chart_width, row: 0 };
    let sizes = &book.settings.text;
    let italic = Face { italic: true, ..Face::plain(sizes.body) };
    counts.line("THỐNG KÊ NHIỆM VỤ", Face::bold(sizes.title), FormatAlign::Center)?;
    counts.line(&book.annex.document.title, italic, FormatAlign::Center)?;
    counts.row += 1;
    counts.periods(&book.statistics.periods)?;
    counts.agencies(&book.statistics.agencies)
}

struct Counts<'a> {
    sheet: &'a mut Worksheet,
    /// Size of the letters in points.
    size: f64,
    /// Room for charts beside the table of agencies, in millimetres.
    chart_width: f64,
    /// The next row.
    row: u32,
}

impl Counts<'_> {
    /// A line across the page.
    fn line(&mut self, text: &str, face: Face, align: FormatAlign) -> anyhow::Result<()> {
        let width = WIDTHS.iter().sum::<f64>() + self.chart_width;
        let area = Area::across(self.row, 0, AGENCY_CHARTS);
        put_line(self.sheet, area, text, (face, align, width))?;
        self.row += 1;
        Ok(())
    }

    fn headings(&mut self, words: &[&str]) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        let mut height = 0.0_f64;
        for ((column, text), width) in (0..).zip(words).zip(WIDTHS) {
            put(self.sheet, Area::cell(self.row, column), text, &format)?;
            height = height.max(face.height(text, width));
        }
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// Texts in the first columns of a row; gives the height of the row in points.
    fn texts(&mut self, texts: &[&str], face: Face) -> anyhow::Result<f64> {
        let format = boxed(face, FormatAlign::Left, FormatAlign::VerticalCenter);
        let mut height = 0.0_f64;
        for ((column, text), width) in (0..).zip(texts).zip(WIDTHS) {
            put(self.sheet, Area::cell(self.row, column), text, &format)?;
            height = height.max(face.height(text, width));
        }
        self.sheet.set_row_height(self.row, height)?;
        Ok(height)
    }

    fn number(&mut self, column: u16, value: usize) -> Result<(), XlsxError> {
        let face = Face::plain(self.size);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        self.sheet.write_number_with_format(self.row, column, value as f64, &format)?;
        Ok(())
    }

    /// A sum of cells from one to another, bold in the row of totals.
    fn sum(&mut self, column: u16, cells: [String; 2], value: usize) -> Result<(), XlsxError> {
        let face = Face::bold(self.size);
        let format = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
        let formula = format!("=SUM({})", cells.join(":"));
        put_sum(self.sheet, (self.row, column), &formula, (value, &format))
    }

    fn periods(&mut self, periods: &[PeriodCount]) -> anyhow::Result<()> {
        self.line("1. Theo thời hạn hoàn thành", Face::bold(self.size), FormatAlign::Left)?;
        let heading = self.row;
        self.headings(&["Thời hạn", "Số nhiệm vụ"])?;
        let first = self.row;
        let mut height = 0.0;
        for each in periods {
            height += self.texts(&[&each.period], Face::plain(self.size))?;
            self.number(1, each.tasks)?;
            self.row += 1;
        }
        if periods.is_empty() {
            return Ok(());
        }
        let last = self.row - 1;
        self.texts(&["Tổng số"], Face::bold(self.size))?;
        let tasks = periods.iter().map(|each| each.tasks).sum();
        self.sum(1, [reference(first, 1), reference(last, 1)], tasks)?;
        self.row += 1;
        let width = WIDTHS[usize::from(PERIOD_CHART)..].iter().sum::<f64>() + self.chart_width;
        let mut chart = charts::by_period((first, last));
        // Clear of the table and of the edge of the page.
        chart.set_width(pixels(width - 8.0)).set_height(LEAST_CHART);
        self.sheet.insert_chart_with_offset(heading, PERIOD_CHART, &chart, pixels(4.0), 0)?;
        // Empty rows under a short table, down to the foot of the chart.
        let free = (f64::from(LEAST_CHART) * 0.75 - height).max(0.0) / 15.0;
        self.row += free as u32 + 1;
        Ok(())
    }

    fn agencies(&mut self, agencies: &[AgencyCount]) -> anyhow::Result<()> {
        // Agencies begin a page, so that their headings are repeated on their own pages alone.
        let mut breaks = vec![self.row];
        self.line("2. Theo cơ quan", Face::bold(self.size), FormatAlign::Left)?;
        let heading = self.row;
        self.headings(&["Cơ quan", "Viết tắt", "Chủ trì", "Phối hợp", "Cộng"])?;
        self.sheet.set_repeat_rows(heading, heading)?;
        let first = self.row;
        let mut heights = Vec::new();
        for each in agencies {
            heights.push(self.texts(&[each.name, each.short], Face::plain(self.size))?);
            self.number(2, each.leads)?;
            self.number(3, each.supports)?;
            let cells = [reference(self.row, 2), reference(self.row, 3)];
            self.sum(4, cells, each.leads + each.supports)?;
            self.row += 1;
        }
        if agencies.is_empty() {
            return Ok(());
        }
        let last = self.row - 1;
        self.texts(&["Tổng số lượt", ""], Face::bold(self.size))?;
        let leads: usize = agencies.iter().map(|each| each.leads).sum();
        let supports: usize = agencies.iter().map(|each| each.supports).sum();
        for (column, value) in [(2, leads), (3, supports), (4, leads + supports)] {
            self.sum(column, [reference(first, column), reference(last, column)], value)?;
        }
        self.row += 1;
        let most = agencies.iter().map(|each| each.leads + each.supports).max().unwrap_or(0);
        for page in pages(first, &heights) {
            // A little off the rows, lest its edges print on the pages before and after.
            let height = (page.height * 96.0 / 72.0) as u32;
            let height = height.saturating_sub(8).max(LEAST_CHART);
            let mut chart = charts::by_agency((page.first, page.last), most, height);
            chart.set_width(pixels(self.chart_width - 2.0));
            self.sheet.insert_chart_with_offset(page.first, AGENCY_CHARTS, &chart, 0, 4)?;
            if page.first > first {
                breaks.push(page.first);
            }
        }
        self.sheet.set_page_breaks(&breaks)?;
        Ok(())
    }
}

/// The rows of one printed page.
struct PageRows {
    first: u32,
    last: u32,
    /// Points.
    height: f64,
}

/// Cuts rows into pages of about equal height, so that a chart stands on one page with its rows.
fn pages(first: u32, heights: &[f64]) -> Vec<PageRows> {
    let all: f64 = heights.iter().sum();
    let each = all / (all / PAGE_HEIGHT).ceil();
    let mut pages: Vec<PageRows> = Vec::new();
    for (row, height) in (first..).zip(heights) {
        match pages.last_mut() {
            Some(page) if page.height + height / 2.0 <= each => {
                page.last = row;
                page.height += height;
            }
            _ => pages.push(PageRows { first: row, last: row, height: *height }),
        }
    }
    pages
}
