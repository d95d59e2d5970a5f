//! The index of the extracts → its workbook, with a link to the file of each agency.
//!
//! Invariant: links are relative, so that they hold wherever the folder is taken.

use anyhow::Context;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatUnderline, Worksheet};

use super::letters::{Face, HIGHEST_ROW, POINTS};
use super::saved::saved;
use super::sheet::{
    Area, Paper, boxed, put, put_line, put_link, put_sum, reference, reference_line, set_page,
    set_width,
};
use super::{in_sheet, new_workbook};
use crate::style::Settings;
use crate::view::{IndexRow, IndexView};

/// The name of the sheet.
pub const NAME: &str = "Mục lục";

/// The title.
const TITLE: &str = "MỤC LỤC TRÍCH NHIỆM VỤ THEO CƠ QUAN";

/// The folder of the extracts, beside the workbook.
const FOLDER: &str = "co-quan";

/// Headings and millimetres; the links take what they need, the names the rest of the page.
const COLUMNS: [(&str, f64); 7] = [
    ("TT", 13.0),
    ("Cơ quan", 0.0),
    ("Chủ trì", 19.0),
    ("Phối hợp", 19.0),
    ("Số trang", 19.0),
    ("Số bản", 19.0),
    ("Tệp", 0.0),
];

/// The column of the names.
const AGENCY: u16 = 1;

/// The columns of the counts, and the last of them.
const FIRST_COUNT: u16 = 2;
const COPIES: u16 = 5;

/// The column of the links, its least and its greatest width in millimetres, and what a cell
/// leaves free beside its text.
const LAST: u16 = 6;
const LINK_WIDTHS: (f64, f64) = (40.0, 100.0);
const LINK_INSETS: f64 = 3.0;

/// The workbook of the index, to lie beside the folder of the extracts.
///
/// # Errors
/// Whatever rust_xlsxwriter refuses.
pub fn index_workbook(index: &IndexView, settings: &Settings) -> anyhow::Result<Vec<u8>> {
    let title = "Mục lục trích nhiệm vụ theo cơ quan";
    let mut workbook = new_workbook(title, &index.document.author)?;
    write(workbook.add_worksheet(), index, settings).with_context(|| in_sheet(NAME))?;
    saved(workbook)
}

fn write(sheet: &mut Worksheet, index: &IndexView, settings: &Settings) -> anyhow::Result<()> {
    sheet.set_name(NAME)?;
    set_page(sheet, &settings.page, Paper::A4);
    let size = settings.matrix.text;
    let widths = widths(&index.rows, Paper::A4.room(&settings.page), Face::plain(size));
    for (column, width) in (0..).zip(widths) {
        set_width(sheet, column, width)?;
    }
    let mut list = List { sheet, widths, size, formats: formats(size), row: 0 };
    list.title(index, settings)?;
    let heading = list.row;
    list.headings()?;
    list.rows(&index.rows)?;
    let idle = index.idle.iter().map(|name| (*name, None));
    list.block("Cơ quan không có nhiệm vụ", idle.collect())?;
    let whole = index.whole.iter().map(|(name, copies)| (*name, Some(*copies)));
    list.block("Nhận toàn văn", whole.collect())?;
    let bottom = list.row - 1;
    list.sheet
        .set_repeat_rows(heading, heading)?
        .set_freeze_panes(heading + 1, 0)?
        .set_print_area(0, 0, bottom, LAST)?;
    Ok(())
}

/// The widths of the columns in millimetres.
fn widths(rows: &[IndexRow], room: f64, face: Face) -> [f64; COLUMNS.len()] {
    let mut widths = COLUMNS.map(|(_, width)| width);
    let fixed: f64 = widths.iter().sum();
    let files = rows.iter().map(|row| face.width(&file_name(row)) / POINTS + LINK_INSETS);
    let links = files.fold(LINK_WIDTHS.0, f64::max).min(LINK_WIDTHS.1);
    widths[usize::from(LAST)] = links;
    widths[usize::from(AGENCY)] = room - fixed - links;
    widths
}

fn file_name(row: &IndexRow) -> String {
    format!("{}.pdf", row.file)
}

/// Formats of cells.
struct Formats {
    name: Format,
    number: Format,
    link: Format,
    bold_name: Format,
    bold_number: Format,
}

fn formats(size: f64) -> Formats {
    let cell = |face, across| boxed(face, across, FormatAlign::VerticalCenter);
    let name = cell(Face::plain(size), FormatAlign::Left);
    Formats {
        number: cell(Face::plain(size), FormatAlign::Center),
        link: name.clone().set_font_color(Color::Blue).set_underline(FormatUnderline::Single),
        name,
        bold_name: cell(Face::bold(size), FormatAlign::Left),
        bold_number: cell(Face::bold(size), FormatAlign::Center),
    }
}

struct List<'a> {
    sheet: &'a mut Worksheet,
    /// Millimetres.
    widths: [f64; COLUMNS.len()],
    /// Size of the letters in points.
    size: f64,
    formats: Formats,
    /// The next row.
    row: u32,
}

impl List<'_> {
    fn title(&mut self, index: &IndexView, settings: &Settings) -> anyhow::Result<()> {
        let sizes = &settings.text;
        let italic = Face { italic: true, ..Face::plain(sizes.body) };
        self.line(TITLE, Face::bold(sizes.title), FormatAlign::Center)?;
        let title = &index.document.title;
        self.line(title, Face::bold(sizes.body), FormatAlign::Center)?;
        if let Some(reference) = reference_line(index.document) {
            self.line(&reference, italic, FormatAlign::Center)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A line across the page.
    fn line(&mut self, text: &str, face: Face, align: FormatAlign) -> anyhow::Result<()> {
        let area = Area::across(self.row, 0, LAST);
        put_line(self.sheet, area, text, (face, align, self.widths.iter().sum()))?;
        self.row += 1;
        Ok(())
    }

    fn headings(&mut self) -> anyhow::Result<()> {
        let face = Face::bold(self.size);
        let mut height = 0.0_f64;
        for ((column, (words, _)), width) in (0..).zip(COLUMNS).zip(self.widths) {
            put(self.sheet, Area::cell(self.row, column), words, &self.formats.bold_number)?;
            height = height.max(face.height(words, width));
        }
        self.sheet.set_row_height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// The agencies with their totals, and a filter over them.
    fn rows(&mut self, rows: &[IndexRow]) -> anyhow::Result<()> {
        let first = self.row;
        for (number, row) in (1u32..).zip(rows) {
            let file = file_name(row);
            let link_height = Face::plain(self.size).height(&file, self.widths[usize::from(LAST)]);
            self.named(number, (row.agency, link_height), AGENCY)?;
            for (column, count) in (FIRST_COUNT..).zip(counts(row)) {
                let count = count as f64;
                let format = &self.formats.number;
                self.sheet.write_number_with_format(self.row, column, count, format)?;
            }
            let (path, link) = (format!("{FOLDER}/{file}"), (file.as_str(), &self.formats.link));
            put_link(self.sheet, (self.row, LAST), &path, link)?;
            self.row += 1;
        }
        if rows.is_empty() {
            return Ok(());
        }
        let last = self.row - 1;
        self.sheet.autofilter(first - 1, 0, last, LAST)?;
        let label = Area::across(self.row, 0, AGENCY);
        put(self.sheet, label, "Tổng cộng", &self.formats.bold_name)?;
        for column in FIRST_COUNT..=COPIES {
            let place = usize::from(column - FIRST_COUNT);
            let total = rows.iter().map(|row| counts(row)[place]).sum();
            let (from, to) = (reference(first, column), reference(last, column));
            let formula = format!("=SUM({from}:{to})");
            let sum = (total, &self.formats.bold_number);
            put_sum(self.sheet, (self.row, column), &formula, sum)?;
        }
        put(self.sheet, Area::cell(self.row, LAST), "", &self.formats.bold_name)?;
        self.row += 1;
        Ok(())
    }

    /// A number and a name, in a row high enough for it and of a least height; the name stands
    /// over the columns up to `right`.
    fn named(&mut self, number: u32, (name, least): (&str, f64), right: u16) -> anyhow::Result<()> {
        self.sheet.write_number_with_format(self.row, 0, number, &self.formats.number)?;
        put(self.sheet, Area::across(self.row, AGENCY, right), name, &self.formats.name)?;
        let width = self.widths[usize::from(AGENCY)..=usize::from(right)].iter().sum();
        let height = Face::plain(self.size).height(name, width).max(least).min(HIGHEST_ROW);
        self.sheet.set_row_height(self.row, height)?;
        Ok(())
    }

    /// Names below the table, with their copies where they get any; nothing without names.
    fn block(&mut self, title: &str, names: Vec<(&str, Option<u32>)>) -> anyhow::Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        self.row += 1;
        self.line(title, Face::bold(self.size), FormatAlign::Left)?;
        for (number, (name, copies)) in (1..).zip(names) {
            match copies {
                None => self.named(number, (name, 0.0), LAST)?,
                // Below "Số bản".
                Some(copies) => {
                    self.named(number, (name, 0.0), COPIES - 1)?;
                    let format = &self.formats.number;
                    self.sheet.write_number_with_format(self.row, COPIES, copies, format)?;
                }
            }
            self.row += 1;
        }
        Ok(())
    }
}

/// What the columns of counts show.
fn counts(row: &IndexRow) -> [usize; 4] {
    [row.leads, row.supports, row.pages, row.copies as usize]
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader};

    use super::super::tests::{cell, find, model, opened, part, style};
    use super::*;
    use crate::model::{Mode, NameForm};
    use crate::text::slug;
    use crate::view::{AnnexView, CirculationView, Extracts, ViewOptions};

    const PLAN: &str = "
document:
  title: Danh mục nhiệm vụ thử
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: { kind: Kế hoạch, number: 15/KH-UBND, date: 20/01/2024 }
  recipients:
    - { name: Sở Công Thương, copies: 3 }
    - { name: 'Lưu: VT', copies: 2 }
tasks:
  - { content: Việc thứ nhất, lead: Sở Công Thương, support: Sở Tài chính }
  - { content: Việc thứ hai, lead: Sở Tài chính }
";

    fn index(yaml: &str) -> Vec<u8> {
        let (model, _) = model("nguon.yaml", yaml.as_bytes());
        let options = ViewOptions { mode: Mode::Paper, names: NameForm::Written, tidy: true };
        let annex = AnnexView::new(&model, options);
        let extracts = Extracts::new(&model, &annex);
        let circulation = CirculationView::new(&model);
        let agencies = circulation.agencies.iter().map(|each| model.agency(each.agency));
        let files: Vec<String> = agencies.map(|agency| slug(&agency.name)).collect();
        let pages: Vec<usize> = (2..).take(files.len()).collect();
        let all = (files.as_slice(), pages.as_slice());
        let index = IndexView::new(&model, &extracts, &circulation, all, &annex.document);
        index_workbook(&index, &style().settings).expect("a workbook")
    }

    #[test]
    fn every_agency_has_its_counts_and_the_totals_are_sums() {
        let mut book = opened(index(PLAN));
        assert_eq!(cell(&mut book, NAME, (0, 0)).to_string(), TITLE);
        assert_eq!(cell(&mut book, NAME, (1, 0)).to_string(), "Danh mục nhiệm vụ thử");
        let (first, _) = find(&mut book, NAME, "Sở Công Thương");
        let (total, _) = find(&mut book, NAME, "Tổng cộng");
        assert_eq!(total, first + 2);
        let rows = [(first, [1, 0, 2, 3]), (first + 1, [1, 1, 3, 1]), (total, [2, 1, 5, 4])];
        for (row, counts) in rows {
            for (column, count) in (u32::from(FIRST_COUNT)..).zip(counts) {
                assert_eq!(cell(&mut book, NAME, (row, column)), Data::Float(f64::from(count)));
            }
        }
        let formulas = book.worksheet_formula(NAME).expect("formulas");
        let copies = formulas.get_value((total, u32::from(COPIES))).expect("a formula");
        assert_eq!(*copies, format!("SUM(F{}:F{})", first + 1, total));
    }

    #[test]
    fn a_link_leads_to_the_file_beside_the_workbook() {
        let file = index(PLAN);
        let links = part(&file, "xl/worksheets/_rels/sheet1.xml.rels");
        let target = "Target=\"co-quan/so-cong-thuong.pdf\" TargetMode=\"External\"";
        assert!(links.contains(target), "{links}");
        let mut book = opened(file);
        let (row, column) = find(&mut book, NAME, "so-cong-thuong.pdf");
        assert_eq!(column, u32::from(LAST));
        assert_eq!(cell(&mut book, NAME, (row, 1)).to_string(), "Sở Công Thương");
    }

    #[test]
    fn who_has_no_task_and_who_gets_it_all_stand_below() {
        let mut book = opened(index(PLAN));
        let (idle, _) = find(&mut book, NAME, "Cơ quan không có nhiệm vụ");
        let (health, _) = find(&mut book, NAME, "Sở Y tế");
        let (whole, _) = find(&mut book, NAME, "Nhận toàn văn");
        assert!(idle < health && health < whole);
        let number = Data::Float(f64::from(health - idle));
        assert_eq!(cell(&mut book, NAME, (health, 0)), number);
        assert_eq!(find(&mut book, NAME, "Lưu: VT"), (whole + 1, 1));
        let copies = (whole + 1, u32::from(COPIES));
        assert_eq!(cell(&mut book, NAME, copies), Data::Float(2.0));
    }

    #[test]
    fn without_agencies_there_are_headings_alone() {
        let mut book = opened(index("document: { title: Trống }\ntasks: []\n"));
        let range = book.worksheet_range(NAME).expect("the sheet");
        assert!(!range.used_cells().any(|(.., data)| *data == *"Tổng cộng"));
        find(&mut book, NAME, "Tệp");
    }

    #[test]
    fn two_builds_are_equal() {
        assert_eq!(index(PLAN), index(PLAN));
    }
}
