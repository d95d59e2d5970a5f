//! Cells of the sheet "Thống kê" → its charts, in greys that a black and white print tells apart.
//!
//! Invariant: charts point at cells and hold no number of their own but the end of an axis.

use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat,
    ChartLayout, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
};

/// The name of the sheet "Thống kê", whose cells the charts show.
pub const NAME: &str = "Thống kê";

const DARK: Color = Color::RGB(0x40_40_40);
const LIGHT: Color = Color::RGB(0xC8_C8_C8);
const LINE: Color = Color::RGB(0xBF_BF_BF);

/// Stacked bars, a bar per agency: CT dark, PH light; `height` in pixels. `most` is the longest
/// bar of all charts of the sheet, so that their bars compare.
pub fn by_agency((first, last): (u32, u32), most: usize, height: u32) -> Chart {
    let mut chart = Chart::new(ChartType::BarStacked);
    let labels = [("Chủ trì", 2, DARK, Color::White), ("Phối hợp", 3, LIGHT, Color::Black)];
    for (name, column, fill, letters) in labels {
        chart
            .add_series()
            .set_name(name)
            .set_categories((NAME, first, 1, last, 1))
            .set_values((NAME, first, column, last, column))
            .set_format(&mut filled(fill))
            .set_gap(40)
            .set_data_label(&values(ChartDataLabelPosition::Center, letters));
    }
    chart.set_height(height);
    chart.title().set_name("Nhiệm vụ theo cơ quan").set_font(&title_font());
    // A fixed place for the bars leaves names the room to stand on one line each: programs leave
    // out every other name where one of them wraps.
    let (title, foot) = (45.0 / f64::from(height), 65.0 / f64::from(height));
    let layout = ChartLayout::new().set_offset(0.34, title);
    chart.plot_area().set_layout(&layout.set_dimensions(0.60, 1.0 - title - foot));
    // Bars run upwards by default; reversed, they stand in the order of the table, and the axis
    // of numbers comes back to the foot. In a bar chart it is the x axis.
    let agencies = chart.y_axis().set_reverse().set_font(&font(9.0));
    agencies.set_crossing(ChartAxisCrossing::Max);
    let numbers = chart.x_axis().set_min(0).set_max(most.max(1) as f64).set_font(&font(9.0));
    numbers.set_num_format("0").set_major_gridlines_line(ChartLine::new().set_color(LINE));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0));
    chart
}

/// Columns, one per period.
pub fn by_period((first, last): (u32, u32)) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    chart
        .add_series()
        .set_name("Số nhiệm vụ")
        .set_categories((NAME, first, 0, last, 0))
        .set_values((NAME, first, 1, last, 1))
        .set_format(&mut filled(DARK))
        .set_gap(60)
        .set_data_label(&values(ChartDataLabelPosition::OutsideEnd, Color::Black));
    chart.title().set_name("Nhiệm vụ theo thời hạn hoàn thành").set_font(&title_font());
    chart.x_axis().set_font(&font(9.0));
    chart.y_axis().set_min(0).set_num_format("0").set_font(&font(9.0));
    chart.y_axis().set_name("Số nhiệm vụ").set_name_font(&font(10.0));
    chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(LINE));
    chart.legend().set_hidden();
    chart
}

fn filled(color: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(color));
    format.set_border(ChartLine::new().set_color(Color::Black).set_width(0.5));
    format
}

/// The value at each bar; a zero has no bar and no label.
fn values(position: ChartDataLabelPosition, letters: Color) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value().set_position(position).set_num_format("0;;");
    label.set_font(font(9.0).set_color(letters));
    label
}

fn font(size: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(size);
    font
}

fn title_font() -> ChartFont {
    let mut font = font(13.0);
    font.set_bold();
    font
}
