//! A workbook in Excel's "XML Spreadsheet 2003" → [`Grid`]s. Many web systems write this format and
//! call it .xls.
//!
//! Invariant: a cell stands where `ss:Index` puts it. Rows and cells that the file only counts take
//! no memory.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use quick_xml::events::{BytesStart, Event};

use super::cell_text::{Run, Written};
use super::look::{Font, Look};
use super::number_format::{NumberFormat, days_of};
use super::remarks::OWN;
use super::spans::Spans;
use super::value::Value;
use super::{Area, Filling, Grid, Mark, Unreadable, Unseen};
use crate::read::{limits, xml};
use crate::source::{FileId, Sources};

/// Rows and columns of a sheet of Excel.
const SHEET: (u32, u32) = (1 << 20, 1 << 14);

/// Whether a page is such a workbook, by its first element.
pub fn is_workbook(text: &str) -> bool {
    let tags = text.split('<').skip(1);
    let first = tags.map(str::trim_start).find(|tag| !tag.starts_with(['?', '!']));
    let name = first.and_then(|tag| tag.split([' ', '\n', '\r', '\t', '>']).next());
    name.is_some_and(|name| name.rsplit(':').next() == Some("Workbook"))
}

/// Reads every sheet; hidden ones stay empty.
pub fn read(
    text: &str,
    file: FileId,
    sources: &mut Sources,
    filling: &mut Filling,
) -> Result<Vec<Grid>, Unreadable> {
    let mut reader = xml::Reader::lenient(text);
    let mut book = Book::default();
    let mut grids = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) if element.local_name().as_ref() == "Worksheet" => {
                let name = xml::attribute(&element, "Name").unwrap_or_default().into_owned();
                let grid = Grid::new(name.clone(), sources.add_sheet(file, name));
                let sheet = Sheet::of(grid, &book, filling);
                grids.push(sheet.read(&mut reader)?);
                Unreadable::unless(grids.len(), limits::SHEETS, "trang tính (sheets)")?;
            }
            Event::Start(element) => book.start(&element),
            Event::End(element) => match element.local_name().as_ref() {
                "Workbook" => return Ok(grids),
                "Style" => book.end_style(),
                _ => {}
            },
            Event::Eof => return Err(cut_short()),
            _ => {}
        }
    }
}

fn cut_short() -> Unreadable {
    Unreadable::damaged("tệp bị cắt cụt (cut off)")
}

/// What holds for all sheets.
#[derive(Default)]
struct Book {
    styles: HashMap<String, Rc<Look>>,
    /// The style that is being read.
    open: Option<(String, Look)>,
}

impl Book {
    fn style(&self, id: Option<&str>) -> Option<Rc<Look>> {
        self.styles.get(id?).cloned()
    }

    fn start(&mut self, element: &BytesStart) {
        match (element.local_name().as_ref(), &mut self.open) {
            ("Style", _) => {
                let id = xml::attribute(element, "ID").unwrap_or_default().into_owned();
                let parent = self.style(xml::attribute(element, "Parent").as_deref());
                let parent = parent.or_else(|| self.style(Some("Default")));
                self.open = Some((id, parent.as_deref().cloned().unwrap_or_default()));
            }
            ("Font", Some((_, style))) => take_font(&mut style.font, element, "FontName"),
            ("NumberFormat", Some((_, style))) => {
                let code = xml::attribute(element, "Format").unwrap_or_default();
                let format = Rc::new(NumberFormat::of_name(&code));
                *style = Look::new(format, std::mem::take(&mut style.font));
            }
            _ => {}
        }
    }

    fn end_style(&mut self) {
        if let Some((id, style)) = self.open.take()
            && self.styles.len() < limits::STYLES
        {
            self.styles.insert(id, Rc::new(style));
        }
    }
}

/// Takes what a `Font` says, its name from the attribute of this name.
fn take_font(font: &mut Font, element: &BytesStart, name: &str) {
    let struck = xml::flag(element, "StrikeThrough", font.struck);
    if let Some(how) = xml::attribute(element, "VerticalAlign") {
        font.raised = how == "Superscript";
    }
    match xml::attribute(element, name) {
        Some(name) => *font = Font { raised: font.raised, ..Font::named(&name, struck) },
        None => font.struck = struck,
    }
}

/// A sheet while it is read.
struct Sheet<'a> {
    book: &'a Book,
    filling: &'a mut Filling,
    grid: Grid,
    /// Row, and where its next cell stands.
    row: u32,
    column: u32,
    row_style: Option<Rc<Look>>,
    /// What merged cells take of rows below.
    spans: Spans,
    /// Hidden rows, by the first of each stretch.
    hidden_rows: BTreeMap<u32, u32>,
    /// The column after the last `<Column>`.
    next_column: u32,
    cell: Option<Cell>,
}

/// A cell whose end has not come.
struct Cell {
    column: u32,
    style: Rc<Look>,
    is_formula: bool,
    /// `ss:Type` of its data.
    content: Option<String>,
    /// The fonts of the elements that are open in its data; none outside it.
    fonts: Vec<Font>,
    written: Written,
}

impl<'a> Sheet<'a> {
    fn of(grid: Grid, book: &'a Book, filling: &'a mut Filling) -> Sheet<'a> {
        Sheet {
            book,
            filling,
            grid,
            row: 0,
            column: 1,
            row_style: None,
            spans: Spans::default(),
            hidden_rows: BTreeMap::new(),
            next_column: 1,
            cell: None,
        }
    }

    fn read(mut self, reader: &mut xml::Reader) -> Result<Grid, Unreadable> {
        // Comments have data too, and the names of elements mean other things in options.
        let mut inside_comment = false;
        let mut comment = String::new();
        loop {
            match reader.read_event()? {
                Event::Start(element) if self.is_in_data() => self.open_font(&element)?,
                Event::Start(element) => match element.local_name().as_ref() {
                    "Comment" => {
                        let author = xml::attribute(&element, "Author");
                        let is_own = author.is_some_and(|author| author == OWN);
                        (inside_comment, comment) = (!is_own, String::new());
                        if is_own {
                            reader.skip()?;
                        }
                    }
                    "Data" if !inside_comment => self.open_data(&element),
                    "Row" => self.open_row(&element)?,
                    "Cell" => self.open_cell(&element)?,
                    "Column" => self.take_column(&element)?,
                    "Visible" => self.grid.hidden = is_hidden(reader)?,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "Worksheet" => return Ok(self.finish()),
                    "Comment" => {
                        inside_comment = false;
                        self.tell(&std::mem::take(&mut comment))?;
                    }
                    "Cell" => self.close_cell()?,
                    _ => {
                        self.cell.as_mut().and_then(|cell| cell.fonts.pop());
                    }
                },
                Event::Eof => return Err(cut_short()),
                text if inside_comment => xml::push_text(&text, &mut comment),
                text => self.take_text(&text),
            }
        }
    }

    fn open_row(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let first = index(element, SHEET.0)?.unwrap_or(self.row + 1);
        let last = within(first.saturating_add(count(element, "Span")), SHEET.0)?;
        if xml::flag(element, "Hidden", false) {
            self.hidden_rows.insert(first, last);
        }
        self.row_style = self.book.style(xml::attribute(element, "StyleID").as_deref());
        (self.row, self.column) = (last, 1);
        Ok(())
    }

    fn take_column(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let first = index(element, SHEET.1)?.unwrap_or(self.next_column);
        let last = within(first.saturating_add(count(element, "Span")), SHEET.1)?;
        let is_known = self.grid.hidden_columns.len() >= SHEET.1 as usize;
        if xml::flag(element, "Hidden", false) && !is_known {
            self.grid.hidden_columns.push((first, last));
        }
        self.next_column = last + 1;
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        within(self.row, SHEET.0)?;
        // Excel refuses a cell in the way of one above; LibreOffice leaves out what is plain.
        let next = || self.spans.next_free(self.row, self.column);
        let column = within(index(element, SHEET.1)?.unwrap_or_else(next), SHEET.1)?;
        let right = column.saturating_add(count(element, "MergeAcross")).min(SHEET.1);
        let bottom = self.row.saturating_add(count(element, "MergeDown")).min(SHEET.0);
        self.column = right + 1;
        let area = Area { top: self.row, left: column, bottom, right };
        self.filling.merge(&mut self.grid, area)?;
        if bottom > self.row {
            self.spans.take(area);
        }
        let own = self.book.style(xml::attribute(element, "StyleID").as_deref());
        let style = own.or_else(|| self.row_style.clone());
        self.cell = Some(Cell {
            column,
            style: style.or_else(|| self.book.style(Some("Default"))).unwrap_or_default(),
            is_formula: xml::attribute(element, "Formula").is_some(),
            content: None,
            fonts: Vec::new(),
            written: Written::default(),
        });
        Ok(())
    }

    fn is_in_data(&self) -> bool {
        self.cell.as_ref().is_some_and(|cell| !cell.fonts.is_empty())
    }

    fn open_data(&mut self, element: &BytesStart) {
        if let Some(cell) = &mut self.cell {
            cell.content = xml::attribute(element, "Type").map(|content| content.into_owned());
            cell.fonts.push(cell.style.font.clone());
        }
    }

    /// Letters of a cell may look different: `<Font html:Face=".VnTime">`, `<S>`.
    fn open_font(&mut self, element: &BytesStart) -> Result<(), Unreadable> {
        let Some(cell) = &mut self.cell else { return Ok(()) };
        let mut font = cell.fonts.last().cloned().unwrap_or_default();
        take_font(&mut font, element, "Face");
        font.struck |= matches!(element.local_name().as_ref(), "S" | "Strike" | "Del");
        font.raised |= element.local_name().as_ref() == "Sup";
        cell.fonts.push(font);
        Unreadable::unless(cell.fonts.len(), limits::DEPTH, "phần tử lồng nhau (nested elements)")
    }

    /// Marks a comment on the open cell.
    fn tell(&mut self, comment: &str) -> Result<(), Unreadable> {
        let Some(cell) = &self.cell else { return Ok(()) };
        if !comment.trim().is_empty() {
            let mark = Mark::unseen(Unseen::Beside, comment);
            self.filling.mark(&mut self.grid, (self.row, cell.column), mark)?;
        }
        Ok(())
    }

    fn take_text(&mut self, event: &Event) {
        let Some(cell) = &mut self.cell else { return };
        let Some(font) = cell.fonts.last() else { return };
        let runs = &mut cell.written.runs;
        let same = |run: &Run| {
            run.font.as_deref() == font.name.as_deref()
                && (run.struck, run.raised) == (font.struck, font.raised)
        };
        if runs.len() < limits::RUNS && !runs.last().is_some_and(same) {
            let name = font.name.as_deref().map(str::to_string);
            let (struck, raised) = (font.struck, font.raised);
            runs.push(Run { text: String::new(), font: name, struck, raised });
        }
        if let Some(run) = runs.last_mut() {
            xml::push_text(event, &mut run.text);
        }
    }

    fn close_cell(&mut self) -> Result<(), Unreadable> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let place = (self.row, cell.column);
        let text: String = cell.written.runs.iter().map(|run| run.text.as_str()).collect();
        let value = match cell.content.as_deref() {
            None if cell.is_formula => Value::NoResult,
            Some("Error") => Value::Error(text.trim().to_string()),
            Some("Boolean") => Value::Flag(text.trim() == "1"),
            Some("Number") => match text.trim().parse() {
                Ok(number) => Value::Number { number, is_1904: false },
                Err(_) => Value::Runs(cell.written),
            },
            Some("DateTime") => match days_of(text.trim()) {
                Some(number) => Value::Number { number, is_1904: false },
                None => Value::Runs(cell.written),
            },
            _ => Value::Runs(cell.written),
        };
        let is_day = cell.content.as_deref() == Some("DateTime");
        let plain_day = Look::new(Rc::new(NumberFormat::of_name("Short Date")), Font::default());
        let look = if is_day && cell.style.format.is_general() { &plain_day } else { &*cell.style };
        Ok(self.filling.take(&mut self.grid, place, value, look)?)
    }

    fn finish(mut self) -> Grid {
        if self.grid.hidden {
            let hidden = Grid::new(self.grid.name, self.grid.sheet);
            return Grid { hidden: true, ..hidden };
        }
        for row in &mut self.grid.rows {
            let stretch = self.hidden_rows.range(..=row.row).next_back();
            row.hidden = stretch.is_some_and(|(_, last)| row.row <= *last);
        }
        self.grid.settle();
        self.grid
    }
}

/// `ss:Index`.
fn index(element: &BytesStart, limit: u32) -> Result<Option<u32>, Unreadable> {
    let index = xml::attribute(element, "Index").and_then(|index| index.trim().parse().ok());
    index.map(|index| within(index, limit)).transpose()
}

fn within(index: u32, limit: u32) -> Result<u32, Unreadable> {
    match index {
        1.. if index <= limit => Ok(index),
        _ => Err(Unreadable::damaged(format!("ss:Index {index}"))),
    }
}

fn count(element: &BytesStart, name: &str) -> u32 {
    xml::attribute(element, name).and_then(|count| count.trim().parse().ok()).unwrap_or_default()
}

/// What `<Visible>` says of a sheet.
fn is_hidden(reader: &mut xml::Reader) -> Result<bool, Unreadable> {
    let mut text = String::new();
    loop {
        match reader.read_event()? {
            Event::End(_) => return Ok(text.trim().ends_with("Hidden")),
            Event::Eof => return Err(cut_short()),
            event => xml::push_text(&event, &mut text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::read::grid::{Mark, Unseen};

    fn grids(sheets: &str) -> Result<Vec<Grid>, Unreadable> {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
             xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>\
             <Style ss:ID=\"Default\"><Font ss:FontName=\"Arial\"/></Style>\
             <Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style>\
             <Style ss:ID=\"q\"><NumberFormat ss:Format=\"&quot;Quý &quot;0\"/></Style>\
             <Style ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style></Styles>{sheets}</Workbook>"
        );
        assert!(is_workbook(&text));
        let mut sources = Sources::default();
        let file = sources.add_file("a.xls");
        read(&text, file, &mut sources, &mut Filling::default())
    }

    fn sheet(table: &str) -> Grid {
        let text = format!("<Worksheet ss:Name=\"S\"><Table>{table}</Table></Worksheet>");
        grids(&text).expect("a good file").remove(0)
    }

    fn cells(grid: &Grid) -> Vec<(u32, u32, &str)> {
        let rows = grid.rows.iter();
        rows.flat_map(|row| row.cells.iter().map(|cell| (row.row, cell.column, &*cell.text)))
            .collect()
    }

    #[test]
    fn cells_stand_where_the_file_puts_them() {
        let grid = sheet(
            "<Row><Cell><Data ss:Type='String'>a</Data></Cell><Cell ss:Index='4'><Data \
             ss:Type='String'>b &amp; c&#10;d</Data></Cell></Row><Row ss:Index='5'><Cell \
             ss:MergeAcross='2' ss:MergeDown='1'><Data ss:Type='String'>e</Data></Cell><Cell><Data \
             ss:Type='Number'>1.5</Data></Cell></Row><Row ss:Span='3'/><Row><Cell><Data \
             ss:Type='Boolean'>1</Data></Cell></Row>",
        );
        let expected =
            [(1, 1, "a"), (1, 4, "b & c\nd"), (5, 1, "e"), (5, 4, "1,5"), (10, 1, "true")];
        assert_eq!(cells(&grid), expected);
        assert_eq!(grid.merges, [Area { top: 5, left: 1, bottom: 6, right: 3 }]);
    }

    #[test]
    fn a_cell_below_a_merged_one_stands_behind_it() {
        let cell = |text| format!("<Cell><Data ss:Type='String'>{text}</Data></Cell>");
        let merged = "<Cell ss:MergeDown='1'><Data ss:Type='String'>TT</Data></Cell>";
        let grid = sheet(&format!(
            "<Row>{merged}{}</Row><Row>{}</Row><Row>{}</Row>",
            cell("a"),
            cell("b"),
            cell("c")
        ));
        assert_eq!(cells(&grid), [(1, 1, "TT"), (1, 2, "a"), (2, 2, "b"), (3, 1, "c")]);
    }

    #[test]
    fn numbers_and_days_are_shown_by_their_styles() {
        let grid = sheet(
            "<Row ss:StyleID='q'><Cell ss:StyleID='d'><Data ss:Type='DateTime'>2025-06-30T00:00:00.000\
             </Data></Cell><Cell ss:StyleID='d'><Data ss:Type='Number'>45838</Data></Cell><Cell><Data \
             ss:Type='Number'>4</Data></Cell></Row>",
        );
        assert_eq!(cells(&grid), [(1, 1, "30/06/2025"), (1, 2, "30/06/2025"), (1, 3, "Quý 4")]);
    }

    #[test]
    fn hidden_and_struck_are_told() {
        let grid = sheet(
            "<Column ss:Index='2' ss:Hidden='1' ss:Span='1'/><Row ss:Hidden='1' ss:Span='1'><Cell \
             ss:StyleID='s'><Data ss:Type='String'>a</Data></Cell><Cell><ss:Data ss:Type='String'>\
             x<S>y</S></ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell><Cell><Data \
             ss:Type='String'>z</Data></Cell></Row>",
        );
        assert_eq!(grid.hidden_columns, [(2, 3)]);
        assert!(grid.rows[0].hidden);
        let struck: Vec<_> = grid.rows[0].cells.iter().map(|c| (&*c.text, c.struck)).collect();
        assert_eq!(struck, [("a", true), ("x", false), ("z", false)]);
        let row = grid.rows[0].row;
        let told = [(Unseen::Beside, "no"), (Unseen::Struck, "y")];
        assert_eq!(grid.marks, told.map(|(why, text)| (row, 2, Mark::unseen(why, text))));
        let visible = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>";
        let row = "<Table><Row><Cell><Data ss:Type='String'>a</Data></Cell></Row></Table>";
        let found =
            grids(&format!("<Worksheet>{row}{visible}</Worksheet><Worksheet>{row}</Worksheet>"));
        let found = found.expect("a good file");
        let found: Vec<_> = found.iter().map(|grid| (grid.hidden, grid.rows.len())).collect();
        assert_eq!(found, [(true, 0), (false, 1)]);
    }

    #[test]
    fn errors_and_formulas_without_results_are_said() {
        let grid = sheet(
            "<Row><Cell ss:Formula='=1/0'><Data ss:Type='Error'>#DIV/0!</Data></Cell><Cell \
             ss:Formula='=A1'/></Row>",
        );
        assert_eq!(grid.marks, [(1, 1, Mark::Error("#DIV/0!".into())), (1, 2, Mark::FormulaEmpty)]);
        assert!(grid.rows.is_empty());
    }

    #[test]
    fn a_file_that_is_cut_off_or_lies_is_refused() {
        assert!(matches!(grids("<Worksheet><Table><Row>"), Err(Unreadable::Damaged(_))));
        let far = "<Worksheet><Table><Row ss:Index='9999999'/></Table></Worksheet>";
        assert!(matches!(grids(far), Err(Unreadable::Damaged(_))));
        assert!(!is_workbook("<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>"));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text: String, parts: Vec<prop::sample::Index>) {
            const PARTS: [&str; 14] = [
                "<Worksheet>", "</Worksheet>", "<Table>", "</Table>", "<Row>", "</Row>",
                "<Row ss:Index='4294967295'/>", "<Row ss:Span='1048575'/>", "<Cell>", "</Cell>",
                "<Cell ss:MergeAcross='4294967295' ss:Index='16384'/>", "<Data ss:Type='Number'>", "</Data>", "1",
            ];
            let _ = grids(&text);
            let _ = grids(&parts.iter().map(|part| *part.get(&PARTS)).collect::<String>());
        }
    }
}
