//! The extract of an agency → its workbook: the annex's table of its tasks, which it fills in and
//! sends back, and the tasks of everybody.
//!
//! Invariant: nothing but the report cells of a task can be changed, so that what comes back is
//! still the annex's.

use std::collections::BTreeMap;

use anyhow::Context;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, DataValidationRule, Format, FormatAlign,
    ProtectionOptions, Worksheet,
};

use super::columns::{Shows, TableColumn, table_columns};
use super::letters::Face;
use super::saved::saved;
use super::sheet::{Paper, boxed, reference, reference_line, set_page};
use super::table::Table;
use super::{in_sheet, new_workbook};
use crate::collect::EarlierReport;
use crate::style::{Column, Settings};
use crate::view::{ExtractView, ID_HEADING, REPORT_HEADINGS, ReportState, Role, RowView};

/// The sheet that is filled in.
pub const TASKS: &str = "Nhiệm vụ";

/// The sheet of the tasks that an open collective supports.
pub const COMMON: &str = "Nhiệm vụ chung";

/// What "Tình trạng" may say.
const STATES: [&str; 4] = [
    ReportState::DoneInTime.words(),
    ReportState::DoneLate.words(),
    ReportState::UnderWay.words(),
    ReportState::Overdue.words(),
];

/// States that want a reason.
const LATE: [&str; 2] = [STATES[1], STATES[3]];

/// Width of the ids in millimetres: "nv-1000".
const ID_WIDTH: f64 = 17.0;

/// Millimetres of the columns to fill in: with the annex's columns and the ids, a page and a half.
const REPORT_WIDTHS: [f64; 5] = [26.0, 16.0, 34.0, 25.0, 25.0];

/// Places of three of them in [`REPORT_HEADINGS`].
const STATE: u16 = 0;
const PERCENT: u16 = 1;
const REASON: u16 = 4;

/// What the workbook of an agency shows.
pub struct ExtractBook<'a> {
    /// The tasks of the agency.
    pub extract: &'a ExtractView<'a>,
    /// As written: "Trích danh mục nhiệm vụ giao Sở Công Thương".
    pub title: &'a str,
    /// The columns to show; one that is `draft_only` is shown in red.
    pub columns: &'a [Column],
    /// Margins, sizes of letters.
    pub settings: &'a Settings,
    /// What the agency reported in an earlier round, by the ids of tasks.
    pub earlier: Option<&'a BTreeMap<String, EarlierReport>>,
}

/// The workbook of an agency's extract.
///
/// # Errors
/// A text longer than a cell of Excel holds (32,767 characters), with the number of its task; and
/// whatever else rust_xlsxwriter refuses.
pub fn extract_workbook(book: &ExtractBook) -> anyhow::Result<Vec<u8>> {
    let mut workbook = new_workbook(book.title, &book.extract.document.author)?;
    tasks(workbook.add_worksheet(), book).with_context(|| in_sheet(TASKS))?;
    if !book.extract.common_rows.is_empty() {
        common(workbook.add_worksheet(), book).with_context(|| in_sheet(COMMON))?;
    }
    saved(workbook)
}

/// The letters of the parts, and their ordinals.
const PARTS: [(&str, &str); 3] = [("A", "THỨ NHẤT"), ("B", "THỨ HAI"), ("C", "THỨ BA")];

fn tasks(sheet: &mut Worksheet, book: &ExtractBook) -> anyhow::Result<()> {
    sheet.set_name(TASKS)?;
    let ExtractBook { extract, settings, .. } = book;
    set_page(sheet, &settings.page, Paper::A4);
    let columns = columns(book);
    let first_report = u16::try_from(columns.len() - REPORT_HEADINGS.len())?;
    let mut table = Table::new(sheet, columns, settings.text.table)?;
    let capitals = book.title.to_uppercase();
    let title = (capitals.as_str(), Face::bold(settings.text.title));
    let annex = (extract.document.title.as_str(), Face::bold(settings.text.body));
    let reference = reference_line(extract.document);
    table.title([title, annex], reference, (extract.document, &settings.text))?;
    table.headings(false)?;
    // No letter stands for a part and for a group of the plan.
    let rows = extract.parts.iter().flat_map(|part| &part.rows);
    let has_capitals = rows.into_iter().any(|row| match row {
        RowView::Group(group) => group.in_capitals,
        RowView::Task(_) => false,
    });
    for ((letter, ordinal), part) in PARTS.into_iter().zip(&extract.parts) {
        let role = match part.role {
            Role::Lead => "CHỦ TRÌ",
            Role::Support => "PHỐI HỢP",
            Role::Common => "GIAO CHUNG",
        };
        let lead = if has_capitals { format!("PHẦN {ordinal} -") } else { format!("{letter}.") };
        table.title_row(0, &format!("{lead} NHIỆM VỤ {role} ({})", part.tasks))?;
        table.rows(part.rows.iter().copied())?;
    }
    if let Some(rows) = table.rows_written() {
        judge_reports(table.sheet, first_report, rows)?;
        if let Some(earlier) = book.earlier {
            tell_earlier(&mut table, first_report, earlier)?;
            grey_done(table.sheet, first_report, rows)?;
        }
    }
    table.notes(extract.document)?;
    protect(table.sheet);
    table.close()
}

/// The id, the annex's columns, and those to fill in.
fn columns<'a>(book: &ExtractBook<'a>) -> Vec<TableColumn<'a>> {
    let size = book.settings.text.table;
    let room = Paper::A4.room(&book.settings.page);
    let cell = |across| boxed(Face::plain(size), across, FormatAlign::Top);
    let column = |heading, width, shows, format| TableColumn {
        heading,
        over: "",
        width,
        shows,
        format,
        red: false,
        marked: false,
    };
    let id = column(ID_HEADING, ID_WIDTH, Shows::Id, cell(FormatAlign::Center));
    // Excel would make a date of "15/11" and a formula of "- đã ban hành".
    let text = cell(FormatAlign::Left).set_num_format("@").set_unlocked();
    let number = cell(FormatAlign::Center).set_unlocked();
    let report = (0..).zip(REPORT_HEADINGS.into_iter().zip(REPORT_WIDTHS)).map(
        |(place, (heading, width))| {
            let format: &Format = if place == PERCENT { &number } else { &text };
            column(heading, width, Shows::Report, format.clone())
        },
    );
    let annex = table_columns(book.columns, room, size);
    [id].into_iter().chain(annex).chain(report).collect()
}

/// What may be written into the report, and the mark of a reason that is owed.
fn judge_reports(
    sheet: &mut Worksheet,
    first_report: u16,
    (first, last): (u32, u32),
) -> anyhow::Result<()> {
    let [state, percent, reason] = [STATE, PERCENT, REASON].map(|place| first_report + place);
    let states = DataValidation::new()
        .allow_list_strings(&STATES)?
        .set_error_title("Tình trạng")?
        .set_error_message(format!("Chọn một trong bốn mục: {}.", STATES.join("; ")))?;
    sheet.add_data_validation(first, state, last, state, &states)?;
    let whole = DataValidation::new()
        .allow_whole_number(DataValidationRule::Between(0, 100))
        .set_error_title("% hoàn thành")?
        .set_error_message("Nhập số nguyên từ 0 đến 100, không kèm dấu %.")?;
    sheet.add_data_validation(first, percent, last, percent, &whole)?;
    let said = reference(first, state);
    let late = LATE.map(|each| format!("{said}=\"{each}\"")).join(",");
    let rule = format!("=AND(OR({late}),LEN(TRIM({}))=0)", reference(first, reason));
    let light_red = Format::new().set_background_color(Color::RGB(0xFF_C7_CE));
    let owed = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(light_red);
    sheet.add_conditional_format(first, reason, last, reason, &owed)?;
    Ok(())
}

/// What was reported before, to be brought up to date.
fn tell_earlier(
    table: &mut Table,
    first_report: u16,
    earlier: &BTreeMap<String, EarlierReport>,
) -> anyhow::Result<()> {
    for (id, row, height) in std::mem::take(&mut table.tasks) {
        if let Some(report) = earlier.get(&id) {
            table.report((row, height), first_report, report)?;
        }
    }
    Ok(())
}

/// Tasks that are done are greyed, as a report says them, also while it is typed.
fn grey_done(
    sheet: &mut Worksheet,
    first_report: u16,
    (first, last): (u32, u32),
) -> anyhow::Result<()> {
    let state = format!("${}", reference(first, first_report + STATE));
    let done = [STATES[0], STATES[1]].map(|each| format!("{state}=\"{each}\"")).join(",");
    let grey = Format::new().set_background_color(Color::RGB(0xD9_D9_D9));
    let rule = format!("=OR({done})");
    let done = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(grey);
    let last_column = first_report + u16::try_from(REPORT_HEADINGS.len())? - 1;
    sheet.add_conditional_format(first, 0, last, last_column, &done)?;
    Ok(())
}

/// Locks the annex's words without a password: it keeps from slips, not from intent.
fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        // To make room for a long report.
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}

fn common(sheet: &mut Worksheet, book: &ExtractBook) -> anyhow::Result<()> {
    sheet.set_name(COMMON)?;
    let page = &book.settings.page;
    set_page(sheet, page, Paper::A4);
    let size = book.settings.text.table;
    let columns = table_columns(book.columns, Paper::A4.room(page), size);
    let mut table = Table::new(sheet, columns, size)?;
    let phrases: Vec<&str> = book.extract.common.iter().map(|each| each.phrase).collect();
    let words = format!(
        "Các nhiệm vụ giao chung cho: {}; cơ quan phối hợp khi được đề nghị.",
        phrases.join("; ")
    );
    table.line(&words, Face::plain(book.settings.text.body), FormatAlign::Left)?;
    table.row += 1;
    table.headings(false)?;
    table.rows(book.extract.common_rows.iter().copied())?;
    table.close()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader};

    use super::super::tests::{cell, find, model, opened, part, style};
    use super::*;
    use crate::model::{AgencyId, Mode, NameForm};
    use crate::view::{AnnexView, Extracts, ViewOptions};

    const SHEET: &str = "xl/worksheets/sheet1.xml";

    const PLAN: &str = "
document:
  title: Danh mục nhiệm vụ thử
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: { kind: Kế hoạch, number: 15/KH-UBND, date: 20/01/2024 }
  notes: Ghi chú cuối bảng.
groups:
  - title: Nhóm đầu
    tasks:
      - content: =2+2
        lead: Sở Nội vụ
        support: các đơn vị liên quan
      - content: =1+1
        lead: Sở Công Thương
        support: [Sở Tài chính, các đơn vị liên quan]
        deadline: Quý IV/2024
  - title: Nhóm sau
    tasks:
      - content: '- Gạch đầu dòng'
        lead: Sở Tài chính
        support: [Sở Công Thương]
      - content: Việc của mọi người
        lead: Các đơn vị liên quan
";

    /// The extract of an agency.
    fn extract(yaml: &str, agency: &str, mode: Mode) -> anyhow::Result<Vec<u8>> {
        let (model, _) = model("nguon.yaml", yaml.as_bytes());
        let style = style();
        let annex =
            AnnexView::new(&model, ViewOptions { mode, names: NameForm::Written, tidy: true });
        let extracts = Extracts::new(&model, &annex);
        let place = model.agencies.iter().position(|each| each.name == agency);
        extract_workbook(&ExtractBook {
            extract: &extracts.of(AgencyId(place.expect("an agency of the plan"))),
            title: &format!("Trích danh mục nhiệm vụ giao {agency}"),
            columns: &style.preset(Some("hai-tang")).expect("a preset").columns,
            settings: &style.settings,
            earlier: None,
        })
    }

    fn of_trade() -> Vec<u8> {
        extract(PLAN, "Sở Công Thương", Mode::Paper).expect("a workbook")
    }

    /// The names of the cells that may be written into.
    fn unlocked(book: &[u8]) -> Vec<String> {
        let styles = part(book, "xl/styles.xml");
        let formats = styles.split("<cellXfs").nth(1).expect("formats of cells");
        let formats = formats.split("</cellXfs>").next().unwrap_or_default().split("<xf ").skip(1);
        let free: Vec<bool> = formats.map(|each| each.contains("locked=\"0\"")).collect();
        let sheet = part(book, SHEET);
        let mut names = Vec::new();
        for each in sheet.split("<c r=\"").skip(1) {
            let mut words = each.split('"');
            let name = words.next().expect("the name of a cell");
            let format: usize = words.nth(1).and_then(|it| it.parse().ok()).unwrap_or_default();
            if free[format] {
                names.push(name.to_string());
            }
        }
        names
    }

    #[test]
    fn parts_groups_and_tasks_stand_under_the_lines_of_the_annex() {
        let mut book = opened(of_trade());
        assert_eq!(book.sheet_names(), [TASKS, COMMON]);
        let mut at = |row, column| cell(&mut book, TASKS, (row, column)).to_string();
        assert_eq!(at(0, 0), "TRÍCH DANH MỤC NHIỆM VỤ GIAO SỞ CÔNG THƯƠNG");
        assert_eq!(at(1, 0), "Danh mục nhiệm vụ thử");
        assert!(at(2, 0).starts_with("(Kèm theo Kế hoạch số 15/KH-UBND"));
        assert_eq!([at(4, 0), at(4, 3)], ["Mã", "Phân công thực hiện"]);
        assert_eq!([at(5, 3), at(5, 4)], ["Chủ trì", "Phối hợp"]);
        assert_eq!(
            [at(6, 0), at(9, 0)].join("|"),
            "A. NHIỆM VỤ CHỦ TRÌ (1)|B. NHIỆM VỤ PHỐI HỢP (1)"
        );
        assert_eq!(at(12, 0), "C. NHIỆM VỤ GIAO CHUNG (1)");
        assert_eq!([at(7, 0), at(7, 1), at(7, 2)], ["", "I", "Nhóm đầu"]);
        assert_eq!([at(8, 0), at(8, 2), at(8, 6)], ["nv-002", "=1+1", "Quý IV/2024"]);
        assert_eq!([at(11, 0), at(11, 2)], ["nv-003", "- Gạch đầu dòng"]);
        assert_eq!(at(15, 0), "Ghi chú cuối bảng.");
        // The annex's own numbers.
        for (row, number) in [(8, 2.0), (11, 3.0), (14, 4.0)] {
            assert_eq!(cell(&mut book, TASKS, (row, 1)), Data::Float(number));
        }
    }

    #[test]
    fn parts_are_lettered_as_they_come() {
        let file = extract(PLAN, "Sở Nội vụ", Mode::Draft).expect("a workbook");
        let mut book = opened(file);
        assert_eq!(cell(&mut book, TASKS, (0, 0)).to_string(), "DỰ THẢO");
        find(&mut book, TASKS, "A. NHIỆM VỤ CHỦ TRÌ (1)");
        find(&mut book, TASKS, "B. NHIỆM VỤ GIAO CHUNG (1)");
    }

    #[test]
    fn texts_stay_texts() {
        let mut book = opened(of_trade());
        for (sheet, text) in [(TASKS, "=1+1"), (COMMON, "=2+2")] {
            let place = find(&mut book, sheet, text);
            assert_eq!(cell(&mut book, sheet, place), Data::String(text.into()));
            assert!(book.worksheet_formula(sheet).expect("formulas").is_empty());
        }
    }

    #[test]
    fn only_the_reports_of_tasks_can_be_written() {
        let book = of_trade();
        let cells = |row| ["H", "I", "J", "K", "L"].map(|column| format!("{column}{row}"));
        assert_eq!(unlocked(&book), [9, 12, 15].map(cells).concat());
        let sheet = part(&book, SHEET);
        let protection = "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" \
                          formatColumns=\"0\" formatRows=\"0\" autoFilter=\"0\"/>";
        assert!(sheet.contains(protection), "{sheet}");
        assert!(sheet.contains("<autoFilter ref=\"A6:L15\"/>"), "{sheet}");
        assert!(!part(&book, "xl/worksheets/sheet2.xml").contains("sheetProtection"));
    }

    #[test]
    fn a_report_says_one_of_four_states_and_a_whole_percentage() {
        let sheet = part(&of_trade(), SHEET);
        let states = "<formula1>\"Hoàn thành đúng hạn,Hoàn thành quá hạn,\
                      Đang thực hiện trong hạn,Quá hạn\"</formula1>";
        assert!(sheet.contains(states), "{sheet}");
        assert!(sheet.contains("error=\"Chọn một trong bốn mục: ") && sheet.contains("H7:H15"));
        let percent = "sqref=\"I7:I15\"><formula1>0</formula1><formula2>100</formula2>";
        assert!(sheet.contains("type=\"whole\"") && sheet.contains(percent), "{sheet}");
    }

    #[test]
    fn a_late_task_owes_its_reason() {
        let sheet = part(&of_trade(), SHEET);
        let rule = "<conditionalFormatting sqref=\"L7:L15\">\
                    <cfRule type=\"expression\" dxfId=\"0\" priority=\"1\">\
                    <formula>AND(OR(H7=\"Hoàn thành quá hạn\",H7=\"Quá hạn\"),LEN(TRIM(L7))=0)";
        assert!(sheet.contains(rule), "{sheet}");
    }

    #[test]
    fn the_tasks_of_everybody_have_a_sheet_where_there_are_any() {
        let mut book = opened(of_trade());
        let words = "Các nhiệm vụ giao chung cho: các đơn vị liên quan; cơ quan phối hợp khi được \
                     đề nghị.";
        assert_eq!(find(&mut book, COMMON, words), (0, 0));
        find(&mut book, COMMON, "Phân công thực hiện");
        // A task of its own is not told twice.
        let place = find(&mut book, COMMON, "=2+2");
        assert_eq!(cell(&mut book, COMMON, (place.0, 0)), Data::Float(1.0));
        assert_eq!(cell(&mut book, COMMON, (place.0 + 1, 0)), Data::Empty);
        let alone = PLAN.replace("        support: các đơn vị liên quan\n", "");
        let file = extract(&alone, "Sở Công Thương", Mode::Paper).expect("a workbook");
        assert_eq!(opened(file).sheet_names(), [TASKS]);
    }

    #[test]
    fn a_text_too_long_for_a_cell_names_its_task_and_column() {
        let long = PLAN.replace("=1+1", &"a ".repeat(20_000));
        let error = extract(&long, "Sở Công Thương", Mode::Paper).expect_err("too long");
        let error = format!("{error:#}");
        assert!(error.contains("nhiệm vụ 2, cột “Tên nhiệm vụ”"), "{error}");
    }

    #[test]
    fn an_agency_without_tasks_has_headings_still() {
        let plan = "
document: { title: Trống, recipients: [Sở Y tế] }
tasks:
  - { content: Việc, lead: Sở Công Thương, support: Sở Y tế }
";
        let (model, _) = model("nguon.yaml", plan.as_bytes());
        let style = style();
        let options = ViewOptions { mode: Mode::Paper, names: NameForm::Written, tidy: true };
        let annex = AnnexView::new(&model, options);
        let extracts = Extracts::new(&model, &annex);
        let mut extract = extracts.of(AgencyId(0));
        extract.parts.clear();
        let columns = &style.preset(None).expect("a preset").columns;
        let settings = &style.settings;
        let book =
            ExtractBook { extract: &extract, title: "Trích", columns, settings, earlier: None };
        let mut book = opened(extract_workbook(&book).expect("a workbook"));
        find(&mut book, TASKS, "Tình trạng");
    }

    #[test]
    fn two_builds_are_equal() {
        assert_eq!(of_trade(), of_trade());
    }
}
