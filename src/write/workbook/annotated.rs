//! The sheets of a clerk's workbook and what is wrong with them → the same workbook with the
//! cells coloured and noted, and a first sheet that lists everything.
//!
//! Invariant: every text stands in the cell that it was read from, as a text; a cell merged over
//! is marked where it shows.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::Context;
use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatUnderline, Note, Url, Workbook, Worksheet,
};

use super::letters::{Face, HIGHEST_ROW};
use super::saved::saved;
use super::sheet::{Area, Paper, boxed, put, put_line, reference, set_page, set_width};
use super::starter::{PAGE, headings};
use super::{in_sheet, new_workbook};
use crate::diag::Severity;
use crate::read::FINDINGS_HEADINGS;

/// A sheet as it was read; rows and columns from 1.
pub struct AnnotatedSheet<'a> {
    /// Its name.
    pub name: &'a str,
    /// (row, column, text) of each cell that holds something.
    pub cells: Vec<(u32, u32, &'a str)>,
    /// Merged areas: (first row, first column, last row, last column).
    pub merges: Vec<(u32, u32, u32, u32)>,
}

/// Something wrong.
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The index of its sheet; `None` where it is none of those written.
    pub sheet: Option<usize>,
    /// The name of its sheet in the source; empty for the file as a whole.
    pub sheet_name: String,
    /// Row and column, from 1; `None` for the sheet or the file as a whole.
    pub cell: Option<(u32, u32)>,
    /// What was found, with what would mend it: for the note.
    pub message: String,
    /// What was found.
    pub statement: String,
    /// What would mend it; may be empty.
    pub hint: String,
    /// The argument of `danhmuc explain`.
    pub code: &'static str,
}

/// The sheet that lists everything.
const LIST: &str = "Lỗi";

/// The widths of its columns in millimetres.
const WIDTHS: [f64; 7] = [12.0, 22.0, 36.0, 16.0, 110.0, 50.0, 42.0];

/// Size of the letters in points.
const SIZE: f64 = 11.0;

/// More notes make Excel slow to open a workbook.
const MOST_NOTES: usize = 5_000;

/// Excel keeps no more links than 65,530 in a sheet.
const MOST_LINKS: usize = 65_000;

/// More cells merged over than this are no table, but an area that would fill the memory.
const MOST_MERGED: u64 = 500_000;

/// A note longer than this is cut; the list has it in full.
const LONGEST_NOTE: usize = 1_000;

/// A column of a sheet is as wide as its texts need, but not less than these millimetres.
const NARROWEST: f64 = 12.0;

/// Its greatest width.
const WIDEST: f64 = 70.0;

/// A workbook with its findings.
///
/// # Errors
/// A text longer than a cell of Excel holds, a cell outside of Excel's sheet.
pub fn annotated_workbook(
    sheets: &[AnnotatedSheet],
    findings: &[Finding],
) -> anyhow::Result<Vec<u8>> {
    let mut workbook = new_workbook("Danh sách lỗi và cảnh báo", "")?;
    let names = sheet_names(sheets);
    let (list_name, names) = names.split_first().context("trang lỗi có tên")?;
    let mut marks: Vec<Marks> = sheets.iter().map(|_| Marks::new()).collect();
    for finding in findings {
        if let (Some(marks), Some(cell)) =
            (finding.sheet.and_then(|s| marks.get_mut(s)), finding.cell)
        {
            marks.entry(cell).or_default().push(finding);
        }
    }
    let marked: usize = marks.iter().map(Marks::len).sum();
    let list = workbook.add_worksheet();
    write_list(list.set_name(list_name)?, (findings, marked > MOST_NOTES), names)
        .with_context(|| in_sheet(list_name))?;
    let mut notes = MOST_NOTES;
    for ((sheet, name), marks) in sheets.iter().zip(names).zip(&marks) {
        write_sheet(&mut workbook, (sheet, name), marks, &mut notes)
            .with_context(|| in_sheet(name))?;
    }
    saved(workbook)
}

/// What is wrong with each cell of a sheet.
type Marks<'a> = BTreeMap<(u32, u32), Vec<&'a Finding>>;

/// Names that Excel takes, each once: of the list, then of the sheets. A sheet keeps its own name
/// wherever it can; the list gives way.
fn sheet_names(sheets: &[AnnotatedSheet]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut names: Vec<String> =
        sheets.iter().map(|sheet| free_name(sheet.name, &mut taken)).collect();
    names.insert(0, free_name(LIST, &mut taken));
    names
}

fn free_name(name: &str, taken: &mut HashSet<String>) -> String {
    const LONGEST: usize = 31;
    let fitting = |name: &str, room: usize| {
        let mut units = 0;
        let fits = |letter: &char| {
            units += letter.len_utf16();
            units <= room
        };
        name.chars().take_while(fits).collect::<String>()
    };
    let allowed: String =
        name.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).collect();
    let trimmed = allowed.trim_matches(['\'', ' ']);
    let plain = if trimmed.is_empty() { "Trang" } else { trimmed };
    let mut found = fitting(plain, LONGEST).trim_end_matches(['\'', ' ']).to_string();
    let mut number = 2;
    while !taken.insert(found.to_lowercase()) {
        let suffix = format!(" ({number})");
        found = format!("{}{suffix}", fitting(plain, LONGEST - suffix.len()));
        number += 1;
    }
    found
}

fn write_list(
    sheet: &mut Worksheet,
    (findings, crowded): (&[Finding], bool),
    names: &[String],
) -> anyhow::Result<()> {
    set_page(sheet, &PAGE, Paper::A4);
    for (column, width) in (0..).zip(WIDTHS) {
        set_width(sheet, column, width)?;
    }
    let last = WIDTHS.len() as u16 - 1;
    let width = WIDTHS.iter().sum();
    let title = (Face::bold(14.0), FormatAlign::Left, width);
    put_line(sheet, Area::across(0, 0, last), "Danh sách lỗi và cảnh báo", title)?;
    let errors = findings.iter().filter(|each| each.severity == Severity::Error).count();
    let mut words = format!(
        "{errors} lỗi, {} cảnh báo. Ô có lỗi tô đỏ, ô có cảnh báo tô vàng; bấm vào tên ô để đến đó.",
        findings.len() - errors
    );
    if crowded {
        words.push_str(&format!(" Quá {MOST_NOTES} ô: các ô sau chỉ tô màu, không có ghi chú."));
    }
    let line = (Face::plain(SIZE), FormatAlign::Left, width);
    put_line(sheet, Area::across(1, 0, last), &words, line)?;
    headings(sheet, 2, &FINDINGS_HEADINGS)?;
    let formats = ListFormats::new();
    for (row, (number, finding)) in (3..).zip((1..).zip(findings)) {
        write_finding(sheet, row, (number, finding, names), &formats)?;
    }
    let end = 2 + u32::try_from(findings.len())?;
    sheet.autofilter(2, 0, end.max(3), last)?.set_freeze_panes(3, 0)?.set_repeat_rows(2, 2)?;
    Ok(())
}

struct ListFormats {
    text: Format,
    number: Format,
    link: Format,
    error: Format,
    warning: Format,
}

impl ListFormats {
    fn new() -> ListFormats {
        let text = boxed(Face::plain(SIZE), FormatAlign::Left, FormatAlign::Top);
        let link = text.clone().set_font_color(Color::Blue);
        ListFormats {
            number: boxed(Face::plain(SIZE), FormatAlign::Center, FormatAlign::Top),
            link: link.set_underline(FormatUnderline::Single),
            error: filled(&text, Severity::Error),
            warning: filled(&text, Severity::Warning),
            text,
        }
    }
}

fn write_finding(
    sheet: &mut Worksheet,
    row: u32,
    (number, finding, names): (u32, &Finding, &[String]),
    formats: &ListFormats,
) -> anyhow::Result<()> {
    let (level, format) = match finding.severity {
        Severity::Error => ("Lỗi", &formats.error),
        Severity::Warning => ("Cảnh báo", &formats.warning),
        Severity::Note => ("Ghi chú", &formats.text),
    };
    let name = finding.sheet.and_then(|index| names.get(index));
    let sheet_name = name.unwrap_or(&finding.sheet_name);
    sheet.write_number_with_format(row, 0, number, &formats.number)?;
    put(sheet, Area::cell(row, 1), level, format)?;
    put(sheet, Area::cell(row, 2), sheet_name, &formats.text)?;
    let place = finding.cell.and_then(|(row, column)| row_of(row).ok().zip(column_of(column).ok()));
    let cell = place.map_or_else(String::new, |(row, column)| reference(row, column));
    match name {
        Some(name) if !cell.is_empty() && number as usize <= MOST_LINKS => {
            let target = format!("internal:'{}'!{cell}", name.replace('\'', "''"));
            let link = Url::new(target).set_text(&cell);
            sheet.write_url_with_format(row, 3, link, &formats.link)?;
        }
        _ => put(sheet, Area::cell(row, 3), &cell, &formats.text)?,
    }
    let mut height = 0.0_f64;
    for (column, text) in
        [(2, sheet_name.as_str()), (4, &finding.statement), (5, &finding.hint), (6, finding.code)]
    {
        height = height.max(Face::plain(SIZE).height(text, WIDTHS[column]));
    }
    for (column, text) in [(4, finding.statement.as_str()), (5, &finding.hint), (6, finding.code)] {
        put(sheet, Area::cell(row, column), text, &formats.text)?;
    }
    sheet.set_row_height(row, height.min(HIGHEST_ROW))?;
    Ok(())
}

/// A format in the colour of a severity.
fn filled(format: &Format, severity: Severity) -> Format {
    format.clone().set_background_color(match severity {
        Severity::Error => Color::RGB(0xFF_C7_CE),
        Severity::Warning => Color::RGB(0xFF_EB_9C),
        Severity::Note => Color::RGB(0xDD_EB_F7),
    })
}

fn write_sheet(
    workbook: &mut Workbook,
    (source, name): (&AnnotatedSheet, &str),
    marks: &Marks,
    notes: &mut usize,
) -> anyhow::Result<()> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_print_gridlines(true);
    set_page(sheet, &PAGE, Paper::A4);
    let layout = Layout::new(source);
    for (column, width) in &layout.widths {
        set_width(sheet, column_of(*column)?, *width)?;
    }
    let plain = Face::plain(SIZE).format().set_align(FormatAlign::Top).set_text_wrap();
    for &(top, left, bottom, right) in &layout.merges {
        let area = (row_of(top)?, column_of(left)?, row_of(bottom)?, column_of(right)?);
        sheet.merge_range(area.0, area.1, area.2, area.3, "", &plain)?;
    }
    let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
    for &(row, column, text) in &source.cells {
        put(sheet, Area::cell(row_of(row)?, column_of(column)?), text, &plain)?;
        let height = Face::plain(SIZE).height(text, layout.room(row, column));
        let highest = heights.entry(row).or_default();
        *highest = highest.max(height);
    }
    for (row, height) in heights {
        sheet.set_row_height(row_of(row)?, height.min(HIGHEST_ROW))?;
    }
    let texts: HashMap<(u32, u32), &str> =
        source.cells.iter().map(|(row, column, text)| ((*row, *column), *text)).collect();
    let formats = [Severity::Error, Severity::Warning].map(|each| filled(&plain, each));
    for ((row, column), findings) in shown(marks, &layout) {
        let errors = findings.iter().any(|each| each.severity == Severity::Error);
        let format = &formats[usize::from(!errors)];
        let text = texts.get(&(row, column)).copied().unwrap_or_default();
        let (at_row, at_column) = (row_of(row)?, column_of(column)?);
        put(sheet, Area::cell(at_row, at_column), text, format)?;
        if *notes > 0 {
            *notes -= 1;
            sheet.insert_note(at_row, at_column, &note(&findings))?;
        }
    }
    Ok(())
}

/// The marks by the cells that show them: a cell merged over shows nothing itself.
fn shown<'a>(marks: &Marks<'a>, layout: &Layout) -> Marks<'a> {
    let mut shown = Marks::new();
    for (cell, findings) in marks {
        let home = layout.covered.get(cell).map_or(*cell, |merge| (merge.0, merge.1));
        shown.entry(home).or_default().extend(findings);
    }
    shown
}

/// What is wrong with a cell, in a note of a size to read it.
fn note(findings: &[&Finding]) -> Note {
    const WIDTH: u32 = 320;
    let lines: Vec<String> =
        findings.iter().map(|each| format!("{} [{}]", each.message, each.code)).collect();
    let mut text: String = lines.join("\n\n");
    if let Some((end, _)) = text.char_indices().nth(LONGEST_NOTE) {
        text.truncate(end);
        text.push('…');
    }
    let face = Face::plain(10.0);
    // 96 pixels an inch, and the margins of a note.
    let height = face.height(&text, f64::from(WIDTH - 20) / 96.0 * 25.4) / 72.0 * 96.0;
    Note::new(text)
        .set_author("danhmuc")
        .add_author_prefix(false)
        .set_font_name("Times New Roman")
        .set_font_size(10)
        .set_width(WIDTH)
        .set_height(height as u32 + 20)
}

/// The places of a sheet: widths of its columns, and its merged areas.
struct Layout {
    /// Column → millimetres.
    widths: BTreeMap<u32, f64>,
    /// Merged areas that do not overlap; Excel refuses a file with others.
    merges: Vec<(u32, u32, u32, u32)>,
    /// Each cell of a merged area → the area.
    covered: HashMap<(u32, u32), (u32, u32, u32, u32)>,
}

impl Layout {
    fn new(source: &AnnotatedSheet) -> Layout {
        let mut layout =
            Layout { widths: BTreeMap::new(), merges: Vec::new(), covered: HashMap::new() };
        source.merges.iter().for_each(|merge| layout.merge(*merge));
        let face = Face::plain(SIZE);
        for &(row, column, text) in &source.cells {
            if layout.covered.contains_key(&(row, column)) {
                continue;
            }
            let longest = text.split('\n').map(|line| face.width(line)).fold(0.0, f64::max);
            // Points in millimetres, and the insets of a cell.
            let wanted = (longest / 72.0 * 25.4 + 3.0).clamp(NARROWEST, WIDEST);
            let width = layout.widths.entry(column).or_insert(NARROWEST);
            *width = width.max(wanted);
        }
        layout
    }

    /// Takes an area, unless it is none, overlaps another or is too large to write out.
    fn merge(&mut self, area: (u32, u32, u32, u32)) {
        let (top, left, bottom, right) = area;
        let cells = u64::from(bottom.saturating_sub(top) + 1)
            .saturating_mul(u64::from(right.saturating_sub(left) + 1));
        let room = MOST_MERGED.saturating_sub(self.covered.len() as u64);
        if top > bottom || left > right || cells < 2 || cells > room {
            return;
        }
        let all = || (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
        if all().any(|cell| self.covered.contains_key(&cell)) {
            return;
        }
        self.covered.extend(all().map(|cell| (cell, area)));
        self.merges.push(area);
    }

    /// Millimetres that a text may take in its row.
    fn room(&self, row: u32, column: u32) -> f64 {
        let width = |column: &u32| self.widths.get(column).copied().unwrap_or(NARROWEST);
        match self.covered.get(&(row, column)) {
            Some((_, left, _, right)) => (*left..=*right).map(|column| width(&column)).sum(),
            None => width(&column),
        }
    }
}

/// A row from 0.
fn row_of(row: u32) -> anyhow::Result<u32> {
    row.checked_sub(1).context("dòng ngoài bảng tính")
}

/// A column from 0.
fn column_of(column: u32) -> anyhow::Result<u16> {
    let column = column.checked_sub(1).and_then(|column| u16::try_from(column).ok());
    column.context("cột ngoài bảng tính")
}
