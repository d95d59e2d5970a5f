//! The counts → the sheet "Thống kê": all, by agency and by group, with a chart of each.
//!
//! Invariant: a chart shows the cells of the table beside it.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Color, FormatAlign, Worksheet,
};

use super::{FollowUpBook, Sheet, day};
use crate::collect::{Standing, Tally};
use crate::write::workbook::letters::Face;
use crate::write::workbook::sheet::{Area, boxed, pixels, put, put_sum, reference};

/// The name of the sheet.
pub const NAME: &str = "Thống kê";

/// Millimetres: a name, the standings, their sum.
const WIDTHS: [f64; 8] = [70.0, 24.0, 24.0, 26.0, 20.0, 24.0, 24.0, 20.0];

/// Fills of the bars, in the order of the standings: in grey their lightness is 247, 180, 145, 41, 105, 212.
const FILLS: [u32; 6] = [0xF7_F7_F7, 0xC9_B0_90, 0x7A_94_BE, 0x5A_14_14, 0x69_69_69, 0xD4_D4_D4];

/// Pixels of a bar, and of what a chart needs besides.
const BAR: u32 = 26;
const CHART: u32 = 130;

/// Writes the sheet.
pub fn write(sheet: &mut Worksheet, book: &FollowUpBook) -> anyhow::Result<()> {
    let all = book.collected;
    let mut table = Sheet::new(sheet, NAME, &WIDTHS, book.settings)?;
    table.line("SỐ LIỆU TỔNG HỢP", Face::bold(book.settings.text.title), FormatAlign::Center)?;
    let italic = Face { italic: true, ..Face::plain(book.settings.text.body) };
    table.line(&day(book), italic, FormatAlign::Center)?;
    let files = format!(
        "Nhiệm vụ có nhiều cơ quan chủ trì tính theo cơ quan chậm nhất; theo cơ quan và theo nhóm thì \
         tính một lượt cho mỗi cơ quan chủ trì. Đã nhận {} tệp, {} tệp có báo cáo. Ô có chữ: {} = {} của kế hoạch + {} ở “Theo dõi” + {} ở “Cần xem lại”.",
        all.files.0,
        all.files.1,
        all.cells.filled,
        all.cells.own,
        all.cells.overview,
        all.cells.review
    );
    table.line(&files, Face::plain(table.size), FormatAlign::Left)?;
    table.row += 1;
    let mut breaks = Vec::new();
    part(&mut table, "1. Chung", all.totals())?;
    let agencies = all.agencies.iter().filter(|each| each.tally.iter().sum::<usize>() > 0);
    let agencies = agencies.map(|each| (all.model.agency(each.agency).name.clone(), each.tally));
    // A table begins a page, so that its chart stands beside it.
    breaks.push(table.row);
    part(&mut table, "2. Theo cơ quan chủ trì", agencies.collect())?;
    let groups = all.groups.iter().map(|each| match each.title.as_str() {
        "" => (String::from("(không thuộc nhóm)"), each.tally),
        title => (title.to_string(), each.tally),
    });
    breaks.push(table.row);
    part(&mut table, "3. Theo nhóm nhiệm vụ", groups.collect())?;
    breaks.push(table.row);
    table.sheet.set_page_breaks(&breaks)?;
    silent(&mut table, book)
}

/// Who sent nothing.
fn silent(table: &mut Sheet, book: &FollowUpBook) -> anyhow::Result<()> {
    let names: Vec<&str> = book.collected.silent().collect();
    let title = format!("4. Cơ quan chưa gửi báo cáo ({})", names.len());
    table.line(&title, Face::bold(table.size), FormatAlign::Left)?;
    for name in names {
        table.line(name, Face::plain(table.size), FormatAlign::Left)?;
    }
    Ok(())
}

fn part(table: &mut Sheet, title: &str, rows: Vec<(String, Tally)>) -> anyhow::Result<()> {
    table.line(title, Face::bold(table.size), FormatAlign::Left)?;
    let words = Standing::ALL.map(Standing::words);
    let headings: Vec<&str> = [""].into_iter().chain(words).chain(["Cộng"]).collect();
    let heading = table.row;
    table.headings(&headings)?;
    let face = Face::plain(table.size);
    let name = boxed(face, FormatAlign::Left, FormatAlign::VerticalCenter);
    let number = boxed(face, FormatAlign::Center, FormatAlign::VerticalCenter);
    let first = table.row;
    for (label, tally) in &rows {
        put(table.sheet, Area::cell(table.row, 0), label, &name)?;
        let height = face.height(label, 70.0);
        table.sheet.set_row_height(table.row, height)?;
        for (column, count) in (1..).zip(tally) {
            table.sheet.write_number_with_format(table.row, column, *count as f64, &number)?;
        }
        let last = table.last();
        let formula =
            format!("=SUM({}:{})", reference(table.row, 1), reference(table.row, last - 1));
        put_sum(table.sheet, (table.row, last), &formula, (tally.iter().sum(), &number))?;
        table.row += 1;
    }
    if rows.is_empty() {
        return Ok(());
    }
    let height = CHART + BAR * u32::try_from(rows.len()).unwrap_or(40).min(40);
    let chart = bars(heading, (first, table.row - 1), height);
    table.row += 1;
    table.sheet.insert_chart_with_offset(table.row, 0, &chart, pixels(2.0), 0)?;
    // Rows are 21 pixels high.
    table.row += height / 21 + 2;
    Ok(())
}

/// Stacked bars, a bar for each row.
fn bars(heading: u32, (first, last): (u32, u32), height: u32) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    for (column, fill) in (1..).zip(FILLS) {
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(0x40_40_40)).set_width(0.5);
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(fill)));
        format.set_border(&line);
        chart
            .add_series()
            .set_name((NAME, heading, column))
            .set_categories((NAME, first, 0, last, 0))
            .set_values((NAME, first, column, last, column))
            .set_format(&mut format)
            .set_gap(40);
    }
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_name("Times New Roman").set_size(size);
        font
    };
    chart.set_height(height).set_width(pixels(WIDTHS.iter().sum::<f64>() - 4.0));
    let names = chart.y_axis().set_reverse().set_font(&font(10.0));
    names.set_crossing(ChartAxisCrossing::Max);
    chart.x_axis().set_min(0).set_num_format("0").set_font(&font(9.0));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0));
    chart
}
