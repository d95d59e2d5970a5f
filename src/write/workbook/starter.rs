//! The directory → the blank workbook `mau-nhiem-vu.xlsx` that a clerk fills in.
//!
//! Invariant: `read` takes it as it is, with its examples, and finds nothing wrong in it.

use anyhow::Context;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula,
    IgnoreError, Worksheet,
};

use super::example::{
    AGENCY_COLUMNS, COLLECTIVE, EXAMPLE_DOCUMENT, EXAMPLE_GROUP, EXAMPLE_TASKS, GUIDE_LINES, STYLE,
    TASK_COLUMNS,
};
use super::letters::Face;
use super::new_workbook;
use super::saved::saved;
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use crate::directory::{Directory, KINDS, OwnEntries};
use crate::model::Agency;
use crate::source::column_letters;
use crate::style::{self, Page, StyleFiles};

/// The sheet of tasks.
pub const TASKS: &str = "Nhiệm vụ";
/// The sheet of the document, key and value.
pub const DOCUMENT: &str = "Văn bản";
/// The sheet of the source's own agencies.
pub const AGENCIES: &str = "Cơ quan";
const GUIDE: &str = "Hướng dẫn";
const LISTS: &str = "Danh sách";

/// The last row that offers lists, from 0.
const LAST_ROW: u32 = 499;

/// Size of the letters in points.
pub const SIZE: f64 = 12.0;

/// Margins of NĐ 30/2020 in millimetres.
pub const PAGE: Page = Page { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0, mirrored: false };

/// The blank workbook `mau-nhiem-vu.xlsx`, with lists of the agencies of a place: any text that
/// names the province, or none.
///
/// # Errors
/// Whatever rust_xlsxwriter refuses.
pub fn blank_workbook(place: &str) -> anyhow::Result<Vec<u8>> {
    let directory = Directory::new(place, None, OwnEntries::default());
    // Bodies that have ceased are no choice for a new plan.
    let agencies: Vec<Agency> =
        directory.agencies().iter().filter(|each| each.life.until.is_none()).cloned().collect();
    starter_workbook(&agencies)
}

/// The same with lists of these agencies.
pub fn starter_workbook(agencies: &[Agency]) -> anyhow::Result<Vec<u8>> {
    let mut workbook = new_workbook("Mẫu nhập danh mục nhiệm vụ", "")?;
    let mut lists = Lists::default();
    tasks(workbook.add_worksheet(), agencies, &mut lists)?;
    document(workbook.add_worksheet(), &mut lists)?;
    own_agencies(workbook.add_worksheet(), &mut lists)?;
    guide(workbook.add_worksheet())?;
    lists.write(workbook.add_worksheet())?;
    saved(workbook)
}

fn tasks(sheet: &mut Worksheet, agencies: &[Agency], lists: &mut Lists) -> anyhow::Result<()> {
    sheet.set_name(TASKS)?;
    set_page(sheet, &PAGE, Paper::A4);
    let last = TASK_COLUMNS.len() as u16 - 1;
    let title = Area::across(0, 0, last);
    let width = TASK_COLUMNS.iter().map(|(_, width, _)| width).sum();
    let align = FormatAlign::Center;
    put_line(sheet, title, "DANH MỤC NHIỆM VỤ", (Face::bold(14.0), align, width))?;
    let mut formats = Vec::new();
    for (column, (_, width, as_typed)) in (0..).zip(TASK_COLUMNS) {
        set_width(sheet, column, width)?;
        let format = filled_in(as_typed);
        sheet.set_column_format(column, &format)?;
        formats.push(format.set_border(FormatBorder::Thin));
    }
    headings(sheet, 1, &TASK_COLUMNS.map(|(words, ..)| words))?;
    let group = boxed(Face::bold(SIZE), FormatAlign::Left, FormatAlign::Top);
    put(sheet, Area::cell(2, 0), "I", &group)?;
    put(sheet, Area::across(2, 1, last), EXAMPLE_GROUP, &group)?;
    for (row, task) in (3..).zip(EXAMPLE_TASKS) {
        let mut height = 0.0_f64;
        for (column, text) in (0..).zip(task) {
            let index = usize::from(column);
            put(sheet, Area::cell(row, column), text, &formats[index])?;
            height = height.max(Face::plain(SIZE).height(text, TASK_COLUMNS[index].1));
        }
        sheet.set_row_height(row, height)?;
    }
    offer_agencies(sheet, agencies, lists)?;
    sheet.set_freeze_panes(2, 0)?.set_repeat_rows(1, 1)?;
    // The number of a task is a text, as "1.1" is.
    sheet.ignore_error_range(2, 0, LAST_ROW, 0, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Leads to choose from, and a word on how to write supports.
fn offer_agencies(
    sheet: &mut Worksheet,
    agencies: &[Agency],
    lists: &mut Lists,
) -> anyhow::Result<()> {
    let mut names: Vec<&str> = Vec::new();
    for agency in agencies {
        // A body and its successor of the same name are one choice.
        if !names.contains(&agency.name.as_str()) {
            names.push(&agency.name);
        }
    }
    if let Some(choice) = lists.choice(&names) {
        // A name of the clerk's own is let through: the directory does not hold everybody.
        let lead = choice
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_title("Cơ quan chủ trì")?
            .set_error_message(
                "Tên này không có trong danh sách. Nếu là cơ quan mới, hãy khai báo ở trang “Cơ quan”.",
            )?;
        sheet.add_data_validation(3, 2, LAST_ROW, 2, &lead)?;
    }
    let support = DataValidation::new()
        .allow_any_value()
        .set_input_title("Cơ quan phối hợp")?
        .set_input_message("Nhiều cơ quan cách nhau bằng dấu chấm phẩy")?;
    sheet.add_data_validation(3, 3, LAST_ROW, 3, &support)?;
    Ok(())
}

fn document(sheet: &mut Worksheet, lists: &mut Lists) -> anyhow::Result<()> {
    sheet.set_name(DOCUMENT)?;
    set_page(sheet, &PAGE, Paper::A4);
    let value = filled_in(true);
    for (column, width) in [(0, 55.0), (1, 150.0), (2, 25.0)] {
        set_width(sheet, column, width)?;
        sheet.set_column_format(column, &value)?;
    }
    headings(sheet, 0, &["Mục", "Nội dung", "Số bản"])?;
    let presets = presets()?;
    let presets: Vec<&str> = presets.iter().map(String::as_str).collect();
    let styles = style::built_in_names();
    let choices: [(&str, &[&str]); 4] = [
        ("Chế độ", &["Bản giấy", "Bản điện tử", "Dự thảo"]),
        ("Mẫu trình bày", &styles),
        ("Mẫu cột", &presets),
        ("Đánh số", &["Liên tục", "Theo nhóm", "Thập phân", "Chữ cái"]),
    ];
    let key_format = boxed(Face::bold(SIZE), FormatAlign::Left, FormatAlign::Top);
    let value = value.set_border(FormatBorder::Thin);
    for (row, (key, text, copies)) in (1..).zip(EXAMPLE_DOCUMENT) {
        put(sheet, Area::cell(row, 0), key, &key_format)?;
        put(sheet, Area::cell(row, 1), text, &value)?;
        put(sheet, Area::cell(row, 2), copies, &value)?;
        let known = choices.iter().find(|(name, _)| *name == key);
        if let Some(choice) = known.and_then(|(_, words)| lists.choice(words)) {
            sheet.add_data_validation(row, 1, row, 1, &choice)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.ignore_error_range(1, 1, LAST_ROW, 2, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn own_agencies(sheet: &mut Worksheet, lists: &mut Lists) -> anyhow::Result<()> {
    sheet.set_name(AGENCIES)?;
    set_page(sheet, &PAGE, Paper::A4);
    for (column, (_, width)) in (0..).zip(AGENCY_COLUMNS) {
        set_width(sheet, column, width)?;
        sheet.set_column_format(column, &filled_in(false))?;
    }
    headings(sheet, 0, &AGENCY_COLUMNS.map(|(words, _)| words))?;
    let kinds = KINDS.iter().filter_map(|(_, names)| names.first().copied());
    let kinds: Vec<&str> = kinds.chain([COLLECTIVE]).collect();
    if let Some(choice) = lists.choice(&kinds) {
        sheet.add_data_validation(1, 2, LAST_ROW, 2, &choice)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn guide(sheet: &mut Worksheet) -> anyhow::Result<()> {
    sheet.set_name(GUIDE)?;
    set_page(sheet, &PAGE, Paper::A4);
    let width = 235.0;
    set_width(sheet, 0, 10.0)?;
    set_width(sheet, 1, width)?;
    let title = (Face::bold(14.0), FormatAlign::Left, width);
    put_line(sheet, Area::cell(0, 1), "Hướng dẫn nhập danh mục nhiệm vụ", title)?;
    let number = Face::plain(SIZE).format().set_align(FormatAlign::Top);
    for (row, text) in (1..).zip(GUIDE_LINES) {
        sheet.write_number_with_format(row, 0, row, &number)?;
        let line = (Face::plain(SIZE), FormatAlign::Left, width);
        put_line(sheet, Area::cell(row, 1), text, line)?;
    }
    Ok(())
}

/// Writes a row of headings from the first column.
pub fn headings(sheet: &mut Worksheet, row: u32, words: &[&str]) -> anyhow::Result<()> {
    let format = boxed(Face::bold(SIZE), FormatAlign::Center, FormatAlign::VerticalCenter);
    for (column, text) in (0..).zip(words) {
        put(sheet, Area::cell(row, column), text, &format)?;
    }
    Ok(())
}

/// The format of cells that a clerk fills in; `as_typed` keeps Excel from making dates of texts.
pub fn filled_in(as_typed: bool) -> Format {
    let format = Face::plain(SIZE).format().set_align(FormatAlign::Top).set_text_wrap();
    if as_typed { format.set_num_format("@") } else { format }
}

/// The column presets that the example's style offers.
fn presets() -> anyhow::Result<Vec<String>> {
    let style = style::load(STYLE, StyleFiles::default())?;
    let style = style.with_context(|| format!("thiếu mẫu trình bày “{STYLE}”"))?;
    Ok(style.preset_names().into_iter().map(str::to_string).collect())
}

/// Lists to choose from, a column each on a hidden sheet: a list written into the validation
/// itself would be cut at the commas of "Ban, ngành".
#[derive(Default)]
struct Lists {
    columns: Vec<Vec<String>>,
}

impl Lists {
    /// Adds a list and offers it; `None` for an empty one, which Excel refuses.
    fn choice(&mut self, words: &[&str]) -> Option<DataValidation> {
        let last = u32::try_from(words.len().checked_sub(1)?).ok()?;
        let column = column_letters(u32::try_from(self.columns.len()).ok()? + 1);
        self.columns.push(words.iter().map(|word| word.to_string()).collect());
        let range = format!("='{LISTS}'!${column}$1:${column}${}", last + 1);
        Some(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    fn write(&self, sheet: &mut Worksheet) -> anyhow::Result<()> {
        sheet.set_name(LISTS)?.set_hidden(true);
        let format = Face::plain(SIZE).format();
        for (column, words) in (0..).zip(&self.columns) {
            for (row, word) in (0..).zip(words) {
                put(sheet, Area::cell(row, column), word, &format)?;
            }
        }
        Ok(())
    }
}
