//! Views → the workbooks: `danh-muc.xlsx`, an agency's extract, the index of the extracts; the
//! directory → the blank workbook `mau-nhiem-vu.xlsx`; a source → a workbook of the same layout.
//!
//! Invariant: every text of a source is written as a text, never as a formula (docs/form.md, O43),
//! and two builds of the same views give the same bytes (O50).
//!
//! # Where to change
//!
//! The sheet "Danh mục": `annex`, `table`, `columns`. The sheet "Ma trận": `matrix`, of very many
//! agencies `matrix_list`, what its headings mean: `legend`. Counts:
//! `statistics`, `charts`. Columns to report back in: `extract`. The blank workbook: `starter`.
//! What `convert` writes: `source`. The marked copy of `check --annotate`: `annotated`. The sheet
//! "Chưa nhận": `passed_over`. The overview of what came back: `follow_up`.

mod annex;
mod annotated;
mod charts;
mod columns;
mod example;
mod extract;
mod follow_up;
mod index;
mod legend;
mod letters;
mod matrix;
mod matrix_list;
mod passed_over;
mod saved;
mod sheet;
mod source;
mod starter;
mod statistics;
mod table;

use anyhow::Context;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::headline::HeadLines;
use crate::style::{Column, Settings};
use crate::view::{AnnexView, MatrixView, StatisticsView};
use letters::Face;
use saved::saved;

pub use annotated::{AnnotatedSheet, Finding, annotated_workbook};
pub use extract::{ExtractBook, extract_workbook};
pub use follow_up::{FollowUpBook, follow_up_workbook};
pub use index::index_workbook;
pub use source::source_workbook;
pub use starter::blank_workbook;

/// What the workbook shows.
pub struct Book<'a> {
    /// Sheet "Danh mục".
    pub annex: &'a AnnexView<'a>,
    /// Its title and "(Kèm theo …)", broken by meaning.
    pub lines: &'a HeadLines,
    /// Sheets "Ma trận" and "Chú giải".
    pub matrix: &'a MatrixView<'a>,
    /// Sheet "Thống kê".
    pub statistics: &'a StatisticsView<'a>,
    /// The columns to show; one that is `draft_only` is shown in red.
    pub columns: &'a [Column],
    /// Whether a row (1) (2) (3) follows the headings.
    pub number_row: bool,
    /// Margins, sizes of letters, paper of the matrix.
    pub settings: &'a Settings,
}

/// The workbook `danh-muc.xlsx`: annex, matrix and statistics.
///
/// # Errors
/// A text longer than a cell of Excel holds (32,767 characters), with the number of its task; and
/// whatever else rust_xlsxwriter refuses.
pub fn annex_workbook(book: &Book) -> anyhow::Result<Vec<u8>> {
    let document = &book.annex.document;
    let mut workbook = new_workbook(&document.title, &document.author)?;
    annex::write(workbook.add_worksheet(), book).with_context(|| in_sheet(annex::NAME))?;
    let in_sheet_of_matrix = || in_sheet(matrix::NAME);
    if book.matrix.agencies.len() > matrix_list::MOST_COLUMNS {
        matrix_list::write(workbook.add_worksheet(), book).with_context(in_sheet_of_matrix)?;
    } else {
        matrix::write(workbook.add_worksheet(), book).with_context(in_sheet_of_matrix)?;
        legend::write(workbook.add_worksheet(), book).with_context(|| in_sheet(legend::NAME))?;
    }
    statistics::write(workbook.add_worksheet(), book)
        .with_context(|| in_sheet(statistics::NAME))?;
    saved(workbook)
}

/// A workbook of the table alone, in a sheet of this name: a report.
///
/// # Errors
/// As of [`annex_workbook`].
pub fn table_workbook(book: &Book, name: &str) -> anyhow::Result<Vec<u8>> {
    let document = &book.annex.document;
    let mut workbook = new_workbook(&document.title, &document.author)?;
    let sheet = workbook.add_worksheet();
    annex::write(sheet, book).with_context(|| in_sheet(name))?;
    sheet.set_name(name)?;
    Ok(workbook.save_to_buffer()?)
}

/// Where a writer of a sheet failed.
fn in_sheet(name: &str) -> String {
    format!("không ghi được trang tính “{name}”")
}

/// A workbook in Times New Roman with a fixed creation date: nothing here reads the clock.
fn new_workbook(title: &str, author: &str) -> anyhow::Result<Workbook> {
    let mut workbook = Workbook::new();
    // The default letters set the unit of column widths. At 12 points a digit is 8 pixels in
    // Excel and LibreOffice alike; at 11 the one rounds 7.3 to 7 and the other does not.
    let (row_pixels, column_pixels) = (21, 72);
    workbook.set_default_format(&Face::plain(12.0).format(), row_pixels, column_pixels)?;
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties =
        DocProperties::new().set_title(title).set_author(author).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    // Excel's own level: quicker than the default, for files a twentieth larger at most.
    workbook.set_zip_compression_level(3);
    Ok(workbook)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::diag::Diagnostics;
    use crate::directory::{Directory, OwnEntries};
    use crate::model::{Mode, Model, NameForm};
    use crate::read::{Input, reader_for};
    use crate::resolve::{ResolveOptions, resolve};
    use crate::source::Sources;
    use crate::style::{Style, StyleFiles};
    use crate::view::ViewOptions;

    pub(super) fn model(name: &str, bytes: &[u8]) -> (Model, Diagnostics) {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add_file(name);
        let reader = reader_for(name).expect("a known extension");
        let draft = reader.read(&Input { name, bytes }, file, &mut sources, &mut diagnostics);
        let model = resolve(draft.expect("a draft"), ResolveOptions::default(), &mut diagnostics);
        (model, diagnostics)
    }

    pub(super) fn style() -> Style {
        crate::style::load("ubnd", StyleFiles::default()).expect("a style").expect("built in")
    }

    /// The workbook of a model with a column preset.
    fn book_of(model: &Model, preset: &str) -> anyhow::Result<Vec<u8>> {
        let style = style();
        let options = ViewOptions { mode: Mode::Paper, names: NameForm::Written, tidy: true };
        let annex = AnnexView::new(model, options);
        let matrix = MatrixView::new(model, options);
        let statistics = StatisticsView::new(model, &matrix);
        let columns = &style.preset(Some(preset)).expect("a preset").columns;
        annex_workbook(&Book {
            annex: &annex,
            lines: &HeadLines::of_words(
                &annex.document.title_capitals,
                &format!("({})", annex.document.reference),
            ),
            matrix: &matrix,
            statistics: &statistics,
            columns,
            number_row: false,
            settings: &style.settings,
        })
    }

    fn book(yaml: &str, preset: &str) -> Xlsx<Cursor<Vec<u8>>> {
        let (model, _) = model("nguon.yaml", yaml.as_bytes());
        opened(book_of(&model, preset).expect("a workbook"))
    }

    pub(super) fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).expect("a readable workbook")
    }

    /// A file of a workbook, such as "xl/worksheets/sheet1.xml".
    pub(super) fn part(book: &[u8], name: &str) -> String {
        let mut files = zip::ZipArchive::new(Cursor::new(book)).expect("a zip file");
        let mut text = String::new();
        files.by_name(name).expect("the part").read_to_string(&mut text).expect("XML");
        text
    }

    /// A cell by its place from 0.
    pub(super) fn cell(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, place: (u32, u32)) -> Data {
        let range = book.worksheet_range(sheet).expect("the sheet");
        range.get_value(place).cloned().unwrap_or_default()
    }

    /// The place of a text in a sheet.
    pub(super) fn find(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, text: &str) -> (u32, u32) {
        let range = book.worksheet_range(sheet).expect("the sheet");
        let start = range.start().expect("cells");
        let mut cells = range.used_cells();
        let found = cells.find(|(_, _, data)| **data == *text);
        let (row, column, _) = found.unwrap_or_else(|| panic!("no cell “{text}”"));
        (start.0 + row as u32, start.1 + column as u32)
    }

    const PLAN: &str = "
document:
  title: Danh mục nhiệm vụ thử
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: { kind: Kế hoạch, number: 15/KH-UBND, date: 20/01/2024 }
  notes: Ghi chú cuối bảng.
groups:
  - title: Nhóm đầu
    tasks:
      - content: =1+1
        lead: Sở Công Thương
        support: [Sở Tài chính, các đơn vị liên quan]
        deadline: Quý IV/2024
      - content: '- Gạch đầu dòng'
        lead: Sở Tài chính
        deadline: 30/6/2024
";

    #[test]
    fn the_annex_reads_back_as_the_view_says() {
        let mut book = book(PLAN, "co-ban");
        assert_eq!(book.sheet_names(), ["Danh mục", "Ma trận", "Chú giải", "Thống kê"]);
        let sheet = annex::NAME;
        assert_eq!(cell(&mut book, sheet, (0, 0)).to_string(), "Phụ lục");
        assert_eq!(cell(&mut book, sheet, (1, 0)).to_string(), "DANH MỤC NHIỆM VỤ THỬ");
        assert!(cell(&mut book, sheet, (2, 0)).to_string().starts_with("(Kèm theo Kế hoạch số 15"));
        let (row, column) = find(&mut book, sheet, "Nhóm đầu");
        assert_eq!(cell(&mut book, sheet, (row, 0)).to_string(), "I");
        let merges = book.merge_cells_by_sheet_name(sheet).expect("merged areas");
        assert!(merges.iter().any(|area| area.start == (row, column) && area.end == (row, 5)));
        assert_eq!(cell(&mut book, sheet, (row + 1, 0)), Data::Float(1.0));
        assert_eq!(cell(&mut book, sheet, (row + 1, 4)).to_string(), "Quý IV/2024");
        assert_eq!(cell(&mut book, sheet, (row + 3, 0)).to_string(), "Ghi chú cuối bảng.");
        assert_eq!(cell(&mut book, sheet, (row + 4, 0)).to_string(), "./.");
    }

    #[test]
    fn texts_stay_texts() {
        let mut book = book(PLAN, "co-ban");
        for sheet in [annex::NAME, matrix::NAME] {
            for text in ["=1+1", "- Gạch đầu dòng"] {
                let place = find(&mut book, sheet, text);
                assert_eq!(cell(&mut book, sheet, place), Data::String(text.to_string()));
                let formulas = book.worksheet_formula(sheet).expect("formulas");
                assert_eq!(formulas.get_value(place).map_or("", String::as_str), "");
            }
        }
    }

    #[test]
    fn totals_are_formulas_with_their_values() {
        let mut book = book(PLAN, "co-ban");
        let (row, _) = find(&mut book, matrix::NAME, "Tổng chủ trì");
        let column = find(&mut book, matrix::NAME, "Sở CT").1;
        assert_eq!(cell(&mut book, matrix::NAME, (row, column)), Data::Float(1.0));
        let formulas = book.worksheet_formula(matrix::NAME).expect("formulas");
        let formula = formulas.get_value((row, column)).expect("a formula");
        assert!(formula.starts_with("COUNTIF(") && formula.ends_with("\"CT\")"), "{formula}");
        find(&mut book, legend::NAME, "Cụm từ không mở ra từng cơ quan: các đơn vị liên quan.");
        let (row, column) = find(&mut book, statistics::NAME, "Tổng số lượt");
        assert_eq!(cell(&mut book, statistics::NAME, (row, column + 2)), Data::Float(2.0));
        assert_eq!(cell(&mut book, statistics::NAME, (row, column + 4)), Data::Float(3.0));
    }

    #[test]
    fn a_matrix_of_very_many_agencies_is_a_list() {
        let mut plan = String::from(
            "document: { title: Thông tư }\ncollectives: [{name: các xã nhận, kinds: [xa]}]\ntasks:\n  \
             - { content: Rà soát việc, lead: Sở Y tế, support: [Công an tỉnh, các xã nhận] }\nagencies:\n",
        );
        for index in 0..1_000 {
            plan += &format!("  - {{name: Ủy ban nhân dân xã Tân Tiến {index}, kind: xa}}\n");
        }
        let mut book = book(&plan, "co-ban");
        let (row, column) = find(&mut book, matrix::NAME, "Rà soát việc");
        assert_eq!((row, column), (5, 1));
        let mut cells = (2..6).map(|column| cell(&mut book, matrix::NAME, (row, column)));
        assert_eq!(cells.next(), Some(Data::String(String::from("Sở Y tế"))));
        assert_eq!(cells.next(), Some(Data::Float(1.0)));
        let named = cells.next().unwrap_or_default().to_string();
        assert_eq!(named.to_lowercase(), "công an tỉnh; các xã nhận");
        let Some(Data::Float(count)) = cells.next() else { panic!("no count") };
        assert!(count >= 1_001.0, "{count}");
    }

    #[test]
    fn two_tiers_are_merged_above_and_down() {
        let mut book = book(PLAN, "hai-tang");
        let (row, column) = find(&mut book, annex::NAME, "Phân công thực hiện");
        let merges = book.merge_cells_by_sheet_name(annex::NAME).expect("merged areas");
        let has = |start, end| merges.iter().any(|area| area.start == start && area.end == end);
        assert!(has((row, column), (row, column + 1)));
        assert!(has((row, 0), (row + 1, 0)));
        assert_eq!(cell(&mut book, annex::NAME, (row + 1, column)).to_string(), "Chủ trì");
    }

    #[test]
    fn a_plan_with_nothing_in_it_is_a_workbook_still() {
        let plan = "document: { title: Trống }\ntasks: []\n";
        let mut empty = book(plan, "trinh-ky");
        assert_eq!(cell(&mut empty, annex::NAME, (1, 0)).to_string(), "TRỐNG");
        let plan = "document: { title: Không ai }\ntasks:\n  - { content: Việc chung, lead: '' }\n";
        let mut nobody = book(plan, "co-ban");
        find(&mut nobody, matrix::NAME, "Việc chung");
    }

    #[test]
    fn a_text_too_long_for_a_cell_names_its_task() {
        let long = "a ".repeat(20_000);
        let plan = format!(
            "document: {{ title: Dài }}\ntasks:\n  - {{ content: {long}, lead: Sở Y tế }}\n"
        );
        let (model, _) = model("nguon.yaml", plan.as_bytes());
        let error = format!("{:#}", book_of(&model, "co-ban").expect_err("too long"));
        assert!(error.contains("nhiệm vụ 1, cột “Nội dung nhiệm vụ”"), "{error}");
        assert!(error.contains("32.767"), "{error}");
    }

    #[test]
    fn a_task_higher_than_a_row_goes_on_in_the_next() {
        let long = "chữ ".repeat(1_000);
        let plan = format!(
            "document: {{ title: Cao }}\ntasks:\n  - {{ content: {long}, lead: Sở Y tế }}\n"
        );
        let mut book = book(&plan, "co-ban");
        // A cell begins with a capital.
        let shown = long.trim().replacen('c', "C", 1);
        let (row, column) = find(&mut book, annex::NAME, &shown);
        let merges = book.merge_cells_by_sheet_name(annex::NAME).expect("merged areas");
        assert!(merges.iter().any(|area| area.start == (row, column) && area.end.0 > row));
    }

    #[test]
    fn two_builds_are_equal() {
        let (model, _) = model("nguon.yaml", PLAN.as_bytes());
        assert_eq!(book_of(&model, "co-ban").ok(), book_of(&model, "co-ban").ok());
    }

    #[test]
    fn the_starter_is_a_source_without_faults() {
        let directory = Directory::new("Hà Tĩnh", None, OwnEntries::default());
        let bytes = starter::starter_workbook(directory.agencies()).expect("a starter");
        let (model, diagnostics) = model("mau-nhiem-vu.xlsx", &bytes);
        let codes: Vec<_> = diagnostics.iter().map(|each| each.fault.code).collect();
        assert!(codes.is_empty(), "{codes:?}");
        assert_eq!((model.groups.len(), model.tasks.len()), (1, 2));
        assert!(model.agencies.iter().all(|agency| agency.known));
        assert_eq!(model.document.recipients[1].copies, 2);
        assert!(starter::starter_workbook(&[]).is_ok());
    }
}
