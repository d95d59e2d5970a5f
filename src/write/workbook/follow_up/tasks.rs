//! The rows of the overview → a sheet of all of them, or of one standing.
//!
//! Invariant: a filter over the headings finds every row, because no row is merged.

use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet};

use super::{FollowUpBook, Sheet, day};
use crate::collect::{AGENCY_HEADING, Collected, OVERVIEW_SHEET, OverviewRow, Report, Standing};
use crate::model::Field;
use crate::view::{ID_HEADING, REPORT_HEADINGS, ReportState, Role};
use crate::write::workbook::letters::Face;
use crate::write::workbook::sheet::boxed;

/// Millimetres of the columns.
const WIDTHS: [f64; 13] =
    [15.0, 10.0, 52.0, 19.0, 32.0, 20.0, 24.0, 22.0, 13.0, 36.0, 28.0, 30.0, 12.0];

/// Headings of what the program judges.
const STANDING: &str = "Tình trạng tổng hợp";
const LATE: &str = "Số ngày chậm";

/// Writes the rows of a standing, or all.
pub fn write(
    sheet: &mut Worksheet,
    book: &FollowUpBook,
    only: Option<Standing>,
) -> anyhow::Result<()> {
    let name = only.map_or(OVERVIEW_SHEET, Standing::words);
    let all = book.collected;
    let mut table = Sheet::new(sheet, name, &WIDTHS, book.settings)?;
    let capitals = match only {
        None => String::from("THEO DÕI TÌNH HÌNH THỰC HIỆN NHIỆM VỤ"),
        Some(standing) => format!("NHIỆM VỤ: {}", standing.words().to_uppercase()),
    };
    let size = book.settings.text.body;
    table.line(&capitals, Face::bold(book.settings.text.title), FormatAlign::Center)?;
    table.line(&book.document.title, Face::bold(size), FormatAlign::Center)?;
    let italic = Face { italic: true, ..Face::plain(size) };
    table.line(&day(book), italic, FormatAlign::Center)?;
    let heading = table.row;
    let [state, percent, result, evidence, reason] = REPORT_HEADINGS;
    table.headings(&[
        ID_HEADING,
        "TT",
        Field::Content.names().0,
        "Vai trò",
        AGENCY_HEADING,
        "Thời hạn",
        STANDING,
        state,
        percent,
        result,
        evidence,
        reason,
        LATE,
    ])?;
    let formats = Formats::new(table.size);
    for row in all.rows.iter().filter(|row| only.is_none_or(|only| only == row.standing)) {
        task_rows(&mut table, &formats, (all, row))?;
    }
    let (last_row, last) = (table.row.saturating_sub(1).max(heading), table.last());
    table.sheet.set_repeat_rows(heading, heading)?;
    table.sheet.set_freeze_panes(heading + 1, 3)?;
    table.sheet.autofilter(heading, 0, last_row, last)?;
    Ok(())
}

/// The row of a lead, and below it what others reported.
fn task_rows(
    table: &mut Sheet,
    formats: &Formats,
    (all, row): (&Collected, &OverviewRow),
) -> anyhow::Result<()> {
    let own = row.report.and_then(|index| all.reports.get(index));
    let late = row.days_late.map_or_else(String::new, |days| days.to_string());
    let lead = all.lead_name(row);
    let standing = (row.standing.words(), formats.of(row.standing));
    reported(
        table,
        formats,
        (all, row.task),
        Line { role: "Chủ trì", agency: &lead, standing, report: own, late: &late },
    )?;
    for report in row.remarks.iter().filter_map(|index| all.reports.get(*index)) {
        let agency = &all.model.agency(report.agency).name;
        let standing = ("", &formats.text);
        let role = if report.role == Role::Common { "Được giao chung" } else { "Phối hợp" };
        let line = Line { role, agency, standing, report: Some(report), late: "" };
        reported(table, formats, (all, row.task), line)?;
    }
    Ok(())
}

/// Who reports what in a row.
struct Line<'l> {
    role: &'l str,
    agency: &'l str,
    standing: (&'l str, &'l Format),
    report: Option<&'l Report>,
    late: &'l str,
}

fn reported(
    table: &mut Sheet,
    formats: &Formats,
    (all, task): (&Collected, usize),
    line: Line,
) -> anyhow::Result<()> {
    let Some(task) = all.model.tasks.get(task) else { return Ok(()) };
    let deadline = task.deadline.as_ref().map_or("", |deadline| deadline.value.text.as_str());
    let told: [&str; REPORT_HEADINGS.len()] =
        std::array::from_fn(|cell| line.report.map_or("", |report| report.text(cell)));
    let (text, centred) = (&formats.text, &formats.centred);
    let [state, percent, result, evidence, reason] = told;
    let cells = [
        (task.id.as_str(), centred),
        (task.number.as_str(), centred),
        (task.content.value.as_str(), text),
        (line.role, text),
        (line.agency, text),
        (deadline, text),
        line.standing,
        (state, text),
        (percent, centred),
        (result, text),
        (evidence, text),
        (reason, text),
        (line.late, centred),
    ];
    let face = Face::plain(table.size);
    table.cells(&cells, face)
}

/// How cells look; standings differ in shade, so that a black and white print tells them apart.
struct Formats {
    text: Format,
    centred: Format,
    standings: Vec<(Standing, Format)>,
}

impl Formats {
    fn new(size: f64) -> Formats {
        let plain = |face| boxed(face, FormatAlign::Left, FormatAlign::Top);
        let standing = |standing: Standing| {
            let format = match standing {
                Standing::Told(ReportState::Overdue) => plain(Face::bold(size))
                    .set_background_color(Color::RGB(0x8B_1A_1A))
                    .set_font_color(Color::White),
                Standing::Told(ReportState::DoneLate) => {
                    plain(Face::plain(size)).set_background_color(Color::RGB(0xE0_A0_60))
                }
                Standing::Told(ReportState::UnderWay) => {
                    plain(Face::plain(size)).set_background_color(Color::RGB(0xE8_EE_F8))
                }
                Standing::Told(ReportState::DoneInTime) => plain(Face::plain(size)),
                Standing::Unclear | Standing::Silent => {
                    plain(Face { italic: true, ..Face::plain(size) })
                        .set_background_color(Color::RGB(0xC8_C8_C8))
                }
            };
            (standing, format)
        };
        Formats {
            text: plain(Face::plain(size)),
            centred: boxed(Face::plain(size), FormatAlign::Center, FormatAlign::Top),
            standings: Standing::ALL.map(standing).into(),
        }
    }

    fn of(&self, standing: Standing) -> &Format {
        let own = self.standings.iter().find(|(own, _)| *own == standing);
        own.map_or(&self.text, |(_, format)| format)
    }
}
