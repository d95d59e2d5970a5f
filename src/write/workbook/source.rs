//! A clean [`Draft`] → a workbook to go on with: the sheets "Nhiệm vụ", "Văn bản" and "Cơ quan",
//! laid out as the blank workbook is; of a plan in sentences also where each row was taken from, and
//! the sheet "Chưa nhận".
//!
//! Invariant: `read` understands every heading, key and mark that is written here, and gives each
//! group its level back.

use anyhow::{Context, bail};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, IgnoreError, Worksheet};

use super::example::COLLECTIVE;
use super::letters::{Face, HIGHEST_ROW};
use super::passed_over::{self, PASSED_OVER};
use super::saved::saved;
use super::sheet::{Area, Paper, boxed, put, put_line, set_page, set_width};
use super::starter::{AGENCIES, DOCUMENT, PAGE, SIZE, TASKS, filled_in, headings};
use super::{in_sheet, new_workbook};
use crate::model::draft::{
    Draft, DraftAgency, DraftCollective, DraftDocument, DraftEntry, DraftTask, SecondReading, Text,
};
use crate::model::{DocumentField, Field};
use crate::read::{DocumentKey, READING_HEADING, TRACE_HEADINGS, document_keys, is_ditto};
use crate::text::{letter, roman};

/// Of each field its heading and its width in millimetres; the first ones are always there.
const FIELD_COLUMNS: &[(Field, &str, f64)] = &[
    (Field::Number, "TT", 14.0),
    (Field::Content, "Nội dung nhiệm vụ", 85.0),
    (Field::Lead, "Cơ quan chủ trì", 42.0),
    (Field::Support, "Cơ quan phối hợp", 48.0),
    (Field::Deadline, "Thời hạn", 28.0),
    (Field::Product, "Sản phẩm", 36.0),
    (Field::Start, "Thời gian bắt đầu", 28.0),
    (Field::Approver, "Cấp trình", 32.0),
    (Field::Form, "Hình thức văn bản", 32.0),
    (Field::Target, "Chỉ tiêu liên quan", 36.0),
    (Field::Appraiser, "Cơ quan thẩm định", 36.0),
    (Field::Leader, "Lãnh đạo phụ trách", 36.0),
    (Field::SubmitUbnd, "Thời gian trình UBND tỉnh", 28.0),
    (Field::SubmitBtv, "Thời gian trình BTV Tỉnh ủy", 28.0),
    (Field::SubmitHdnd, "Thời gian trình HĐND tỉnh", 28.0),
    (Field::Basis, "Căn cứ", 42.0),
    (Field::Notes, "Ghi chú", 30.0),
    (Field::DraftReason, "Lý do", 36.0),
    (Field::Joint, "Đồng chủ trì", 18.0),
];

/// Widths in millimetres of the columns of [`TRACE_HEADINGS`].
const TRACE_WIDTHS: [f64; 3] = [34.0, 85.0, 40.0];

/// Width in millimetres of the column of [`READING_HEADING`].
const READING_WIDTH: f64 = 70.0;

/// How many of [`FIELD_COLUMNS`] stand in every workbook.
const ALWAYS: usize = 6;

/// Headings of the sheet of agencies and their widths in millimetres; the first ones are always
/// there.
const AGENCY_COLUMNS: &[(&str, f64)] = &[
    ("Tên", 75.0),
    ("Viết tắt", 32.0),
    ("Loại", 40.0),
    ("Tên gọi khác", 60.0),
    ("Thành viên", 75.0),
    ("Mã", 40.0),
    ("Thành viên theo loại", 40.0),
    ("Hoạt động từ", 28.0),
    ("Không còn từ", 28.0),
    ("Cơ quan kế thừa", 40.0),
];

/// How many of [`AGENCY_COLUMNS`] stand in every workbook.
const ALWAYS_OF_AGENCIES: usize = 5;

/// More kinds of marks than these `read` does not tell apart.
const DEEPEST: usize = 6;

/// The first row below the title and the headings, from 0.
const FIRST_ROW: u32 = 2;

/// The workbook of a source.
///
/// # Errors
/// What a workbook cannot say, with the task or group that says it: groups deeper than six levels,
/// a text longer than a cell holds, a name with a semicolon in a list.
pub fn source_workbook(draft: &Draft) -> anyhow::Result<Vec<u8>> {
    let title = draft.document.fields.get(&DocumentField::Title);
    let mut workbook = new_workbook(title.map_or("", |title| &title.value), "")?;
    tasks(workbook.add_worksheet(), &draft.outline).with_context(|| in_sheet(TASKS))?;
    document(workbook.add_worksheet(), &draft.document).with_context(|| in_sheet(DOCUMENT))?;
    agencies(workbook.add_worksheet(), draft).with_context(|| in_sheet(AGENCIES))?;
    if !draft.passed_over.is_empty() {
        let sheet = workbook.add_worksheet();
        passed_over::write(sheet, &draft.passed_over).with_context(|| in_sheet(PASSED_OVER))?;
    }
    saved(workbook)
}

/// A column: what it shows, its heading, its width in millimetres.
type Column = (Shown, &'static str, f64);

#[derive(Clone, Copy)]
enum Shown {
    Field(Field),
    /// One of [`TRACE_HEADINGS`].
    Trace(usize),
    /// [`READING_HEADING`].
    Reading,
}

/// The columns that a source needs.
fn columns_of(outline: &[DraftEntry]) -> Vec<Column> {
    let tasks = || {
        outline.iter().filter_map(|entry| match entry {
            DraftEntry::Task(task) => Some(task),
            DraftEntry::Group(_) => None,
        })
    };
    let occurs = |field: Field| tasks().any(|task| task.first(field).is_some());
    let shown = |(index, column): (usize, &(Field, &'static str, f64))| {
        let (field, words, width) = *column;
        (index < ALWAYS || occurs(field)).then_some((Shown::Field(field), words, width))
    };
    let fields = FIELD_COLUMNS.iter().enumerate().filter_map(shown);
    let is_traced = tasks().any(|task| task.trace.is_some());
    let trace = TRACE_HEADINGS.iter().zip(TRACE_WIDTHS).enumerate().filter(|_| is_traced);
    let has_reading = tasks().any(|task| second_reading(task).is_some());
    let reading = has_reading.then_some((Shown::Reading, READING_HEADING, READING_WIDTH));
    fields
        .chain(trace.map(|(index, (words, width))| (Shown::Trace(index), *words, width)))
        .chain(reading)
        .collect()
}

fn tasks(sheet: &mut Worksheet, outline: &[DraftEntry]) -> anyhow::Result<()> {
    let columns = columns_of(outline);
    let last = u16::try_from(columns.len())?.saturating_sub(1);
    sheet.set_name(TASKS)?;
    set_page(sheet, &PAGE, Paper::A4);
    let width = columns.iter().map(|(.., width)| width).sum();
    let line = (Face::bold(14.0), FormatAlign::Center, width);
    put_line(sheet, Area::across(0, 0, last), "DANH MỤC NHIỆM VỤ", line)?;
    // Excel must leave what is typed as it is: "6/2026" is no day.
    let typed = filled_in(true);
    for (column, (.., width)) in (0..).zip(&columns) {
        set_width(sheet, column, *width)?;
        sheet.set_column_format(column, &typed)?;
    }
    let words: Vec<&str> = columns.iter().map(|(_, words, _)| *words).collect();
    headings(sheet, 1, &words)?;
    let heights = columns.iter().map(|(_, words, width)| Face::bold(SIZE).height(words, *width));
    sheet.set_row_height(1, heights.fold(0.0, f64::max))?;
    let mut table = Table { sheet, columns: &columns, last, counts: Vec::new(), tasks: 0 };
    let cell = typed.set_border(FormatBorder::Thin);
    for (row, entry) in (FIRST_ROW..).zip(outline) {
        match entry {
            DraftEntry::Group(group) => table.group(row, group.level, &group.title.value)?,
            DraftEntry::Task(task) => table.task(row, task, &cell)?,
        }
    }
    let end = FIRST_ROW + u32::try_from(outline.len())?;
    sheet.set_freeze_panes(FIRST_ROW, 0)?.set_repeat_rows(1, 1)?;
    sheet.ignore_error_range(FIRST_ROW, 0, end, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

struct Table<'a> {
    sheet: &'a mut Worksheet,
    columns: &'a [Column],
    last: u16,
    /// Groups so far at each open level.
    counts: Vec<u32>,
    /// Tasks so far.
    tasks: u32,
}

impl Table<'_> {
    /// A group row is merged across the table: that tells "1" of a group from "1" of a task.
    fn group(&mut self, row: u32, level: usize, title: &str) -> anyhow::Result<()> {
        if level > DEEPEST {
            bail!("nhóm “{title}” ở bậc {level}; bảng tính chỉ ghi được {DEEPEST} bậc nhóm");
        }
        self.counts.resize(level, 0);
        let count = self.counts.last().copied().unwrap_or_default() + 1;
        if let Some(last) = self.counts.last_mut() {
            *last = count;
        }
        let mut number = mark(level, count);
        if number == title {
            // A number and a title that are the same would be one text across the row.
            number = mark(level, count + 1);
        }
        let face = Face::bold(SIZE);
        let format = boxed(face, FormatAlign::Left, FormatAlign::Top);
        put(self.sheet, Area::cell(row, 0), &number, &format)?;
        put(self.sheet, Area::across(row, 1, self.last), title, &format)
            .with_context(|| format!("nhóm thứ {count} của bậc {level}"))?;
        let width = self.columns.iter().skip(1).map(|(.., width)| width).sum();
        self.sheet.set_row_height(row, face.height(title, width).min(HIGHEST_ROW))?;
        Ok(())
    }

    fn task(&mut self, row: u32, task: &DraftTask, format: &Format) -> anyhow::Result<()> {
        self.tasks += 1;
        let mut height = 0.0_f64;
        for (column, (field, heading, width)) in (0..).zip(self.columns) {
            let text = match field {
                Shown::Field(Field::Number) => number(self.tasks, task),
                Shown::Field(Field::Joint) => {
                    task.first(Field::Joint).map_or("", |_| "x").to_string()
                }
                Shown::Field(field) => joined(task.all(*field)),
                Shown::Trace(index) => traced(task, *index),
                Shown::Reading => {
                    second_reading(task).map_or_else(String::new, SecondReading::in_words)
                }
            };
            let may_be_ditto = matches!(field, Shown::Field(field) if !matches!(field, Field::Number | Field::Content));
            if may_be_ditto && is_ditto(&text) {
                bail!(
                    "nhiệm vụ thứ {}, cột “{heading}”: “{text}” trong bảng tính nghĩa là “như trên”",
                    self.tasks
                );
            }
            put(self.sheet, Area::cell(row, column), &text, format)
                .with_context(|| format!("nhiệm vụ thứ {}, cột “{heading}”", self.tasks))?;
            height = height.max(Face::plain(SIZE).height(&text, *width));
        }
        self.sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
        Ok(())
    }
}

/// The number of a group: a kind of mark for each level, because `read` tells levels by the order
/// in which kinds of marks are first used. Counts begin again before a mark grows too long to be
/// one, or becomes one of another kind.
fn mark(level: usize, count: u32) -> String {
    let within = |most: u32| (count - 1) % most + 1;
    match level {
        1 => roman(within(87)),
        2 => count.to_string(),
        3 => letter(within(23)),
        _ => format!("{}{}", "1.".repeat(level - 3), within(99)),
    }
}

/// The number of a task. One that a content "2" would follow in a row of rising numbers, as below
/// headings, has a dot.
fn number(number: u32, task: &DraftTask) -> String {
    let content = task.first(Field::Content).map_or("", |text| text.value.as_str());
    let counted = content.trim_matches(['(', ')', '[', ']', ' ']).parse::<u32>();
    if counted.is_ok() { format!("{number}.") } else { number.to_string() }
}

/// A part of a task's trace, by its place in [`TRACE_HEADINGS`].
fn traced(task: &DraftTask, index: usize) -> String {
    let Some(trace) = &task.trace else { return String::new() };
    [&trace.place, &trace.sentence, &trace.sureness].get(index).map_or("", |text| text).to_string()
}

fn second_reading(task: &DraftTask) -> Option<&SecondReading> {
    task.trace.as_ref().and_then(|trace| trace.other.as_ref())
}

/// Several values in one cell, as clerks write them.
fn joined(values: &[Text]) -> String {
    values.iter().map(|text| text.value.as_str()).collect::<Vec<_>>().join("; ")
}

fn document(sheet: &mut Worksheet, document: &DraftDocument) -> anyhow::Result<()> {
    sheet.set_name(DOCUMENT)?;
    set_page(sheet, &PAGE, Paper::A4);
    let typed = filled_in(true);
    let widths = [55.0, 150.0, 25.0];
    for (column, width) in (0..).zip(widths) {
        set_width(sheet, column, width)?;
        sheet.set_column_format(column, &typed)?;
    }
    headings(sheet, 0, &["Mục", "Nội dung", "Số bản"])?;
    let mut rows: Vec<(&str, &str, &str)> = Vec::new();
    for (key, name) in document_keys() {
        match key {
            DocumentKey::One(field) => {
                rows.extend(document.fields.get(&field).map(|text| (name, &*text.value, "")));
            }
            // A source that is written names bodies, and needs no marks.
            DocumentKey::Legend => {}
            DocumentKey::Basis => {
                rows.extend(document.basis.iter().map(|text| (name, &*text.value, "")));
            }
            DocumentKey::Recipient => rows.extend(document.recipients.iter().map(|each| {
                let copies = each.copies.as_ref().map_or("", |copies| &copies.value);
                (name, each.name.value.as_str(), copies)
            })),
        }
    }
    let name_format = boxed(Face::bold(SIZE), FormatAlign::Left, FormatAlign::Top);
    let cell = typed.set_border(FormatBorder::Thin);
    for (row, (name, value, copies)) in (1..).zip(&rows) {
        put(sheet, Area::cell(row, 0), name, &name_format)?;
        put(sheet, Area::cell(row, 1), value, &cell).with_context(|| format!("mục “{name}”"))?;
        put(sheet, Area::cell(row, 2), copies, &cell)?;
        let height = Face::plain(SIZE).height(value, widths[1]);
        sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let end = u32::try_from(rows.len())? + 1;
    sheet.ignore_error_range(1, 1, end, 2, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn agencies(sheet: &mut Worksheet, draft: &Draft) -> anyhow::Result<()> {
    let agencies = draft.agencies.iter().map(agency_row);
    let collectives = draft.collectives.iter().map(collective_row);
    let rows = agencies.chain(collectives).collect::<anyhow::Result<Vec<_>>>()?;
    let occurs = |column: usize| rows.iter().any(|row| !row[column].is_empty());
    let shown: Vec<usize> = (0..AGENCY_COLUMNS.len())
        .filter(|column| *column < ALWAYS_OF_AGENCIES || occurs(*column))
        .collect();
    sheet.set_name(AGENCIES)?;
    set_page(sheet, &PAGE, Paper::A4);
    let typed = filled_in(true);
    for (column, index) in (0..).zip(&shown) {
        set_width(sheet, column, AGENCY_COLUMNS[*index].1)?;
        sheet.set_column_format(column, &typed)?;
    }
    let words: Vec<&str> = shown.iter().map(|index| AGENCY_COLUMNS[*index].0).collect();
    headings(sheet, 0, &words)?;
    let cell = typed.set_border(FormatBorder::Thin);
    for (row, texts) in (1..).zip(&rows) {
        let mut height = 0.0_f64;
        for (column, index) in (0..).zip(&shown) {
            put(sheet, Area::cell(row, column), &texts[*index], &cell)
                .with_context(|| format!("cơ quan “{}”", texts[0]))?;
            height = height.max(Face::plain(SIZE).height(&texts[*index], AGENCY_COLUMNS[*index].1));
        }
        sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A text for each of [`AGENCY_COLUMNS`].
type AgencyRow = [String; AGENCY_COLUMNS.len()];

fn agency_row(agency: &DraftAgency) -> anyhow::Result<AgencyRow> {
    Ok([
        text(&agency.name),
        text(&agency.short),
        text(&agency.kind),
        list(&agency.aliases)?,
        String::new(),
        text(&agency.id),
        String::new(),
        text(&agency.from),
        text(&agency.until),
        list(&agency.successors)?,
    ])
}

fn collective_row(collective: &DraftCollective) -> anyhow::Result<AgencyRow> {
    let alone = collective.members.is_empty() && collective.kinds.is_empty();
    let kind = match &collective.open {
        Some(_) if !alone => format!("{COLLECTIVE}, mở"),
        _ => COLLECTIVE.to_string(),
    };
    Ok([
        text(&collective.name),
        String::new(),
        kind,
        list(&collective.aliases)?,
        list(&collective.members)?,
        text(&collective.id),
        list(&collective.kinds)?,
        text(&collective.from),
        text(&collective.until),
        String::new(),
    ])
}

fn text(text: &Option<Text>) -> String {
    text.as_ref().map_or_else(String::new, |text| text.value.clone())
}

/// A list in one cell.
fn list(texts: &[Text]) -> anyhow::Result<String> {
    match texts.iter().find(|text| text.value.contains([';', '\n'])) {
        Some(text) => bail!(
            "“{}” có dấu chấm phẩy hoặc xuống dòng, sẽ thành nhiều tên trong một ô",
            text.value
        ),
        None => Ok(joined(texts)),
    }
}
