//! Files made to use up memory or time, to break a reader, or to do something in Excel: each ends
//! soon, in a right result or in one clear error.
//!
//! Invariant: whatever the file, a run takes less than [`MOST`] of memory and [`LONGEST`] of time.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;
use std::time::Duration;

use calamine::{Data, Reader, Xlsx};

use crate::packages::{Part, docx, ods, package, sheet_of_ods, xls, xlsb, xlsx};
use crate::program::{Output, Program};
use crate::workbook::{patched, workbook};

/// Megabytes that no run takes.
const MOST: u64 = 500;

/// On a busy machine too.
const LONGEST: Duration = Duration::from_secs(20);

const MILLION: usize = 1_000_000;

/// Rows that begin a table, as a worksheet has them.
const HEADINGS: &str = "<worksheet><sheetData><row><c t='str'><v>TT</v></c>\
                        <c t='str'><v>Nội dung</v></c><c t='str'><v>Chủ trì</v></c></row>";

/// A row with a task.
const TASK: &str = "<row><c><v>1</v></c><c t='str'><v>Rà soát</v></c>\
                    <c t='str'><v>Sở Y tế</v></c></row>";

const END: &str = "</sheetData></worksheet>";

/// Checks a file, which must end within the bounds.
#[track_caller]
fn bounded(name: &str, content: impl AsRef<[u8]>) -> Output {
    let program = Program::new().file(name, content);
    let (output, peak) = program.measured(&["check", name, "--format", "short"]);
    assert!(peak.is_none_or(|peak| peak < MOST), "took {peak:?} MB\n{output}");
    assert!(output.took < LONGEST, "took {:?}\n{output}", output.took);
    assert!(output.code < 2, "{output}");
    output
}

/// Checks a file, which must be refused by one error of this code, with these words.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, code: &str, words: &str) {
    let output = bounded(name, content).exits(1);
    assert_eq!(output.stdout.matches("lỗi[").count(), 1, "one error\n{output}");
    output.says(&format!("lỗi[{code}]")).says(words);
}

#[track_caller]
fn too_large(name: &str, content: impl AsRef<[u8]>, what: &str) {
    refused(name, content, "workbook-too-large", what);
}

/// A file of the corpus.
fn example(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    std::fs::read(path).expect("an example")
}

/// The contents of all tasks, as `show` tells them.
fn contents(name: &str, content: impl AsRef<[u8]>) -> Vec<String> {
    let shown = Program::new().file(name, content).show(name, 0);
    let tasks = shown["tasks"].as_array().expect("tasks").iter();
    tasks.map(|task| task["content"].as_str().unwrap_or_default().to_string()).collect()
}

/// So many of a unit that they fill these megabytes.
fn many(unit: &str, megabytes: usize) -> (usize, &str) {
    (megabytes * 1024 * 1024 / unit.len(), unit)
}

#[test]
fn far_corners_cost_nothing() {
    let corner = |row: u16, column: u16| {
        let place = [row, column, 0].map(u16::to_le_bytes).concat();
        (0x0203, [place, 1.0_f64.to_le_bytes().to_vec()].concat())
    };
    let book = xls(&[corner(0, 0), corner(u16::MAX, u16::MAX)]);
    refused("a.xls", book, "sheet-missing", "S!A1");

    let row = |row: u32| (0, [&row.to_le_bytes()[..], &[0; 17]].concat());
    let cell =
        |column: u32| (5, [&column.to_le_bytes()[..], &[0; 4], &1.0_f64.to_le_bytes()].concat());
    let book = xlsb(&[row(0), cell(0), row(1_048_575), cell(16_383)]);
    refused("a.xlsb", book, "sheet-missing", "S!A1");

    let cell = "<table-cell value-type='string'><p>góc</p></table-cell>";
    let empty = "<table-row number-rows-repeated='1048574'/>";
    let last = format!("{empty}<table-row><table-cell number-columns-repeated='16383'/>{cell}");
    let rows = format!("<table-row>{cell}</table-row>{last}</table-row>");
    refused("a.ods", ods(&sheet_of_ods("", (&rows, (0, ""), ""))), "sheet-missing", "S!A1");
}

#[test]
fn repeated_rows_and_cells_are_refused() {
    let repeated = |row: usize, column: usize, cell: &str| {
        let row = format!("<table-row number-rows-repeated='{row}'>");
        let cell = format!("<table-cell number-columns-repeated='{column}' {cell}</table-cell>");
        ods(&sheet_of_ods("", (&row, (1, &cell), "</table-row>")))
    };
    let text = "value-type='string'><p>a</p>";
    too_large("a.ods", repeated(MILLION, MILLION, text), "ô có dữ liệu");
    too_large("a.ods", repeated(MILLION, 1, text), "200000 dòng");
    too_large("a.ods", repeated(4_000_000_000, 1, "value-type='string'><p> </p>"), "ô (cells)");
    too_large("a.ods", repeated(4_000_000_000, 1, "number-columns-spanned='2'>"), "ô gộp");
    let error = format!("formula='x' value-type='string'><p>#{}!</p>", "a".repeat(MILLION));
    too_large("a.ods", repeated(MILLION, 1, &error), "byte chữ");
    refused("a.ods", repeated(4_000_000_000, 4_000_000_000, ">"), "file-empty", "");
}

#[test]
fn zip_bombs_are_refused() {
    const GIGABYTE: usize = 1024;
    let cells = Part::of(HEADINGS, many("<row><c><v>1</v></c></row>", GIGABYTE), END);
    too_large("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)]), "128 MB");
    let texts = Part::of("<sst>", many("<si><t>abcdefghijkl</t></si>", GIGABYTE), "</sst>");
    too_large("a.xlsx", xlsx(&[("sharedStrings.xml", texts)]), "128 MB");
}

#[test]
fn a_package_in_a_package_is_not_opened() {
    let nested = package(&[("a.zip", &Part::of("PK\u{3}\u{4}", (100 * MILLION, "a"), ""))]);
    refused("a.xlsx", nested, "file-type", "tệp nén khác");
}

/// What one part of a package can do with little: each kept a gigabyte or more of memory once.
#[test]
fn parts_that_swell_are_refused() {
    let strings = |before: &str, unit: &str, after: &str| {
        let after = format!("{after}</sst>");
        xlsx(&[("sharedStrings.xml", Part::of(&format!("<sst>{before}"), many(unit, 120), &after))])
    };
    too_large("a.xlsx", strings("", "<si/>", ""), "phần chữ");
    too_large("a.xlsx", strings("<si>", "<r><t>a</t></r>", "</si>"), "phần chữ");
    refused("a.xlsx", strings("<si>", "<r/>", "</si>"), "file-empty", "");
    let styles = |list: &str, unit: &str| {
        let (before, after) = (format!("<styleSheet><{list}>"), format!("</{list}></styleSheet>"));
        xlsx(&[("styles.xml", Part::of(&before, many(unit, 120), &after))])
    };
    too_large("a.xlsx", styles("cellXfs", "<xf/>"), "kiểu ô");
    too_large("a.xlsx", styles("fonts", "<font/>"), "kiểu ô");

    let row = |unit: &str| ods(&sheet_of_ods("", ("<table-row>", many(unit, 120), "</table-row>")));
    too_large("a.ods", row("<table-cell formula=''/>"), "16384 cột");
    too_large("a.ods", row("<table-cell value-type='string'><p>a</p></table-cell>"), "16384 cột");
}

/// Memory is asked for by this number before the first text is read.
#[test]
fn a_number_of_texts_that_no_part_can_hold_is_refused() {
    let strings = |count: &str| {
        let before = format!("<sst count='1' uniqueCount = '{count}'>");
        xlsx(&[("sharedStrings.xml", Part::of(&before, (1, "<si><t>a</t></si>"), "</sst>"))])
    };
    for count in ["1000", "4000000000", "18446744073709551615"] {
        refused("a.xlsx", strings(count), "workbook-unreadable", "uniqueCount");
    }
    refused("a.xlsx", strings("1"), "file-empty", "");
}

/// What calamine alone would refuse or read otherwise: a wrong extent, errors that it does not
/// know, texts in CDATA or in the place of a value, spaces around a number, an extension.
#[test]
fn odd_cells_are_read_as_excel_does() {
    let cells = "<worksheet><dimension ref='?'/><sheetData><row><c t='str'><v>TT</v></c>\
        <c t='str'><v>Nội dung</v></c><c t='str'><v>Chủ trì</v></c><c t='str'><v>Thời hạn</v></c>\
        </row><row><c><v> 1 </v></c><c t='str'><v><![CDATA[Rà soát & sửa]]></v></c>\
        <c t=\"inlineStr\"><v>Sở Y tế</v></c><c t='e'><v>Err:508</v></c></row>\
        <row><c r='A3'><v>2</v></c><c r='B3' t='inlineStr'><is><r><t>Tổng </t></r><r><t>hợp</t></r></is>\
        </c><c r='C3' t='str'><v>Sở Nội vụ</v><extLst><ext/></extLst></c></row></sheetData></worksheet>";
    let book = |cells: &str| xlsx(&[("worksheets/sheet1.xml", Part::plain(cells))]);
    let good = book(&cells.replace("<c t='e'><v>Err:508</v></c>", ""));
    assert_eq!(contents("a.xlsx", &good), ["Rà soát & sửa", "Tổng hợp"]);
    let output = bounded("a.xlsx", book(cells)).exits(1);
    assert_eq!(output.stdout.matches("lỗi[").count(), 1, "{output}");
    output.says("S!D2").says("Err:508");
}

#[test]
fn a_name_of_a_font_is_kept_once() {
    let name = "a".repeat(MILLION);
    let fonts = format!("<styleSheet><fonts><font><name val='{name}'/></font></fonts><cellXfs>");
    let styles = Part::of(&fonts, (50_000, "<xf/>"), "</cellXfs></styleSheet>");
    let cells = Part::of(HEADINGS, (1_000, TASK), END);
    let book = xlsx(&[("styles.xml", styles), ("worksheets/sheet1.xml", cells)]);
    assert_eq!(bounded("a.xlsx", book).exits(0).stdout.matches("lỗi[").count(), 0);

    let styles = format!("<style name='c'><text-properties font-name='{name}'/></style>")
        + &"<style name='d' parent-style-name='c'/>".repeat(20_000);
    let cell = "<table-cell style-name='c' value-type='string'><p>a</p></table-cell>";
    let rows = ("<table-row>", (10_000, cell), "</table-row>");
    refused("a.ods", ods(&sheet_of_ods(&styles, rows)), "sheet-missing", "S!A1");
}

#[test]
fn elements_without_end_are_refused() {
    let deep = || Part::of("", many("<a>", 120), "");
    let nested = |name: &str, file: Vec<u8>| {
        refused(name, file, "workbook-unreadable", "");
    };
    nested("a.xlsx", xlsx(&[("worksheets/sheet1.xml", deep())]));
    nested("a.xlsx", xlsx(&[("sharedStrings.xml", deep())]));
    nested("a.ods", ods(&deep()));
    nested("a.docx", docx(&[("document.xml", deep())]));
    nested(
        "a.docx",
        docx(&[("document.xml", Part::of("<document>", (20_000, "<tbl><tr><tc>"), ""))]),
    );
    let cell = "<table><tr><td>a";
    refused("a.html", cell.repeat(20_000), "sheet-missing", "Bảng 1!A1");
    refused("a.html", format!("<html>{}", "<div>".repeat(5 * MILLION)), "file-empty", "");
}

#[test]
fn sheets_of_a_million_rows_are_refused() {
    let cells = Part::of(HEADINGS, (MILLION, TASK), END);
    too_large("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)]), "200000 dòng");
    let row =
        "<table-row><table-cell/><table-cell value-type='string'><p>a</p></table-cell></table-row>";
    too_large("a.ods", ods(&sheet_of_ods("", ("", (MILLION, row), ""))), "200000 dòng");
    let row = "<Row><Cell><Data Type='Number'>1</Data></Cell></Row>";
    let book = Part::of("<Workbook><Worksheet Name='S'><Table>", (MILLION, row), "</Table>");
    too_large("a.xls", book.bytes(), "200000 dòng");
    let paragraphs = Part::of("<document><body>", (MILLION, "<w:p/>"), "</body></document>");
    refused("a.docx", docx(&[("document.xml", paragraphs)]), "file-empty", "");
}

#[test]
fn merged_areas_over_each_other_do_not_slow_a_plan_down() {
    let row =
        "<row><c><v>1</v></c><c t='str'><v>Rà soát</v></c><c t='str'><v>Sở Y tế</v></c></row>";
    let rows = row.repeat(5_000);
    let all = (99_999, "<mergeCell ref='A2:XFD1048576'/>");
    let cells = Part::of(&format!("{HEADINGS}{rows}</sheetData>"), all, "</worksheet>");
    bounded("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)]));
    let more = Part::of(&format!("{HEADINGS}</sheetData>"), (100_001, all.1), "</worksheet>");
    too_large("a.xlsx", xlsx(&[("worksheets/sheet1.xml", more)]), "ô gộp");
    let stairs: String =
        (2..90_000).map(|row| format!("<mergeCell ref='C{row}:C1048576'/>")).collect();
    let cells = Part::plain(format!("{HEADINGS}{rows}</sheetData>{stairs}</worksheet>"));
    bounded("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)]));
}

#[test]
fn headings_over_all_columns_are_read() {
    let headings: String =
        (4..=16_384).map(|column| format!("<c t='str'><v>Cột {column}</v></c>")).collect();
    let first = HEADINGS.replace("</row>", &format!("{headings}</row>"));
    let cells = Part::of(&first, (10, TASK), END);
    let output = bounded("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)]));
    output.exits(0).says("cảnh báo[column-unknown]");
}

#[test]
fn a_sheet_of_old_letters_is_read_in_time() {
    let row = "<row><c t='str'><v>1</v></c><c t='str'><v>Rµ so¸t v¨n b¶n</v></c>\
               <c t='str'><v>Së Y tÕ</v></c></row>";
    let cells = Part::of(HEADINGS, (20_000, row), END);
    bounded("a.xlsx", xlsx(&[("worksheets/sheet1.xml", cells)])).exits(0);
}

#[test]
fn pages_that_swell_end_within_the_bounds() {
    let page = |before: &str, unit: &str| {
        format!("<html>{before}{}", unit.repeat(30_000_000 / unit.len()))
    };
    let span = "<td rowspan=65534 colspan=1000>a";
    too_large("a.html", page("<table><tr>", span), "1000 cột");
    too_large("a.html", page("<table>", "<tr><td rowspan=0 colspan=9>a"), "cột");
    too_large("a.html", page("<table>", "<tr><td>a"), "200000 dòng");
    too_large("a.html", page("", "<table><td>a</table>"), "phần chữ");
    too_large("a.html", page("", "<p>a"), "phần chữ");
    too_large("a.html", " ".repeat(40_000_000).replacen(' ', "<html>", 1), "byte");
    let names = |count: usize| (0..count).map(|n| format!("{n:x} ")).collect::<String>();
    let attributes = format!("<table><tr><td {}>a</table>", names(4 * MILLION));
    refused("a.html", attributes, "sheet-missing", "Bảng 1!A1");
    let classes = names(3 * MILLION).replace(' ', ",.c");
    let styles = format!("<html><style>.c{classes}{{font:x}}</style><table><td>a</table>");
    refused("a.html", styles, "sheet-missing", "Bảng 1!A1");
}

#[test]
fn texts_of_values_without_end_are_refused() {
    let list = |unit: &str, bytes: usize| unit.repeat(bytes / unit.len());
    for bytes in [8_000_000, 90_000_000] {
        too_large("a.json", format!("{{\"tasks\": [{}1]}}", list("1,", bytes)), "");
        too_large("a.toml", format!("tasks = [{}1]", list("1,", bytes)), "");
        too_large("a.yaml", format!("tasks: [{}1]", list("1,", bytes)), "");
    }
    refused("a.toml", format!("tasks = {}", list("1 ", 8_000_000)), "file-syntax", "a.toml:1");
    let items = format!("tasks:\n{}", list("- 1\n", 8_000_000));
    refused("a.yaml", items, "file-syntax", "a.yaml:");
}

#[test]
fn a_file_cut_anywhere_is_refused_or_whole() {
    const CUTS: usize = 50;
    for name in ["libreoffice.xlsx", "libreoffice.ods", "libreoffice.docx", "libreoffice.xls"] {
        let whole = example(name);
        let expected = contents(name, &whole);
        assert!(!expected.is_empty(), "{name}");
        for cut in 0..CUTS {
            let part = &whole[..whole.len() * cut / CUTS];
            let program = Program::new().file(name, part);
            let output = program.run(&["check", name, "--format", "short"]);
            if output.code == 0 {
                assert_eq!(contents(name, part), expected, "{name} cut at {}", part.len());
            } else {
                assert_eq!(output.stdout.matches("lỗi[").count(), 1, "{output}");
                output.exits(1).says(&format!("{name}: lỗi["));
            }
        }
    }
}

#[test]
fn a_file_is_what_it_holds_whatever_its_name() {
    const TABLES: [&str; 8] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "docx", "htm", "html"];
    const TEXTS: [&str; 3] = ["yaml", "toml", "json"];
    let page = "<table><tr><td>TT<td>Nội dung<td>Chủ trì<tr><td>1<td>Rà soát<td>Sở Y tế</table>";
    let files = [
        ("xlsx", example("libreoffice.xlsx")),
        ("ods", example("libreoffice.ods")),
        ("docx", example("libreoffice.docx")),
        ("xls", example("libreoffice.xls")),
        ("html", page.as_bytes().to_vec()),
    ];
    for (own, file) in &files {
        let expected = contents(&format!("a.{own}"), file);
        assert!(!expected.is_empty(), "{own}");
        for other in TABLES {
            assert_eq!(contents(&format!("a.{other}"), file), expected, "{own} as {other}");
        }
        for other in TEXTS {
            let name = format!("a.{other}");
            let output = Program::new().file(&name, file).run(&["check", &name]).exits(1);
            assert!(output.stdout.contains("lỗi["), "{own} as {other}\n{output}");
        }
    }
    for other in TABLES {
        let plan = "tasks: [{content: Rà soát, lead: Sở Y tế}]";
        refused(&format!("a.{other}"), plan, "file-type", "văn bản thuần");
    }
}

#[test]
fn a_file_with_a_password_is_said_to_have_one() {
    for (file, own) in
        [("mat-khau.xlsx", "xlsx"), ("mat-khau.docx", "docx"), ("mat-khau.xls", "xls")]
    {
        for name in [own, "xlsx", "ods"] {
            refused(&format!("a.{name}"), example(file), "file-encrypted", "");
        }
    }
    let manifest = Part::plain("<manifest><file-entry><encryption-data/></file-entry></manifest>");
    let kind = Part::plain("application/vnd.oasis.opendocument.spreadsheet");
    let content = Part::plain("\u{1}\u{2}");
    let parts =
        [("mimetype", &kind), ("META-INF/manifest.xml", &manifest), ("content.xml", &content)];
    refused("a.ods", package(&parts), "file-encrypted", "");
}

/// Entities of the file's own are left out, be they a billion laughs or another file's content.
#[test]
fn entities_of_a_file_are_not_expanded() {
    let mut laughs = String::from("<!DOCTYPE x [<!ENTITY a0 'ha'>");
    for level in 1..20 {
        let ten = format!("&a{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY a{level} '{ten}'>"));
    }
    laughs.push_str("<!ENTITY e SYSTEM 'file:///etc/passwd'>]>");
    let word = "Rà&a19; soát&e;";
    let sheet = |cell: &str| {
        let text = format!("{laughs}{HEADINGS}{TASK}{END}");
        Part::plain(text.replace("<c t='str'><v>Rà soát</v></c>", cell))
    };
    let inside = sheet(&format!("<c t='str'><v>{word}</v></c>"));
    let shared = Part::plain(format!("{laughs}<sst><si><t>{word}</t></si></sst>"));
    let outside =
        [("worksheets/sheet1.xml", sheet("<c t='s'><v>0</v></c>")), ("sharedStrings.xml", shared)];
    let rows = |open: [&str; 2], close: [&str; 2]| {
        let row = |cells: [&str; 3]| {
            let cells: String =
                cells.iter().map(|text| format!("{}{text}{}", open[1], close[1])).collect();
            format!("{}{cells}{}", open[0], close[0])
        };
        row(["TT", "Nội dung", "Chủ trì"]) + &row(["1", word, "Sở Y tế"])
    };
    let tables = rows(["<tr>", "<tc><p><r><t>"], ["</tr>", "</t></r></p></tc>"]);
    let document = format!("{laughs}<document><body><tbl>{tables}</tbl></body></document>");
    let cell = "<table-cell value-type='string'><p>";
    let cells = rows(["<table-row>", cell], ["</table-row>", "</p></table-cell>"]);
    let content = sheet_of_ods("", (&cells, (0, ""), "")).bytes();
    let content = laughs.clone() + &String::from_utf8(content).expect("XML");
    for (name, file) in [
        ("a.xlsx", xlsx(&[("worksheets/sheet1.xml", inside)])),
        ("a.xlsx", xlsx(&outside)),
        ("a.docx", docx(&[("document.xml", Part::plain(document))])),
        ("a.ods", ods(&Part::plain(content))),
    ] {
        bounded(name, &file).exits(0);
        assert_eq!(contents(name, &file), ["Rà soát"], "{name}");
    }
}

/// Every text of a workbook, and every formula that is not the program's own.
fn texts_and_formulas(bytes: Vec<u8>) -> (BTreeSet<String>, Vec<String>) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let (mut texts, mut formulas) = (BTreeSet::new(), Vec::new());
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).expect("cells");
        texts.extend(cells.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        }));
        let found = book.worksheet_formula(&name).expect("formulas");
        formulas.extend(found.used_cells().map(|(_, _, formula)| formula.clone()));
    }
    (texts, formulas)
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let active = ["=cmd|' /C calc'!A0", "+1+cmd", "@SUM(1+1)*cmd", "-2+3+cmd"];
    let mut rows: Vec<Vec<&str>> = vec![vec!["TT", "Nội dung", "Chủ trì", "Thời hạn", "Sản phẩm"]];
    rows.extend(active.iter().map(|text| vec!["1", text, "Sở Y tế", text, text]));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let program = Program::new().file("a.xlsx", workbook(&[("Nhiệm vụ", &rows)]));
    program.run(&["build", "a.xlsx", "--agencies", "all"]).exits(0);
    let files = program.files("output/a");
    let books: Vec<&String> = files.iter().filter(|name| name.ends_with(".xlsx")).collect();
    assert!(books.len() >= 3, "plan, index and extract: {files:?}");
    for name in books {
        let (texts, formulas) = texts_and_formulas(program.bytes(&format!("output/a/{name}")));
        assert!(formulas.iter().all(|formula| !formula.contains("cmd")), "{name}: {formulas:?}");
        // The index alone names no task.
        if texts.iter().any(|text| text.contains("cmd")) {
            assert!(active.iter().all(|text| texts.contains(*text)), "{name}: {texts:?}");
        }
    }
}

#[test]
fn a_cell_longer_than_excel_allows_is_told() {
    let long = "rà soát, bổ sung ".repeat(40_000 / 17);
    let cells = format!("{HEADINGS}{}{END}", TASK.replace("Rà soát", &long));
    let book = xlsx(&[("worksheets/sheet1.xml", Part::plain(cells))]);
    let program = Program::new().file("a.xlsx", book);
    let (output, peak) = program.measured(&["build", "a.xlsx"]);
    assert!(peak.is_none_or(|peak| peak < MOST), "took {peak:?} MB\n{output}");
    assert!(output.took < LONGEST, "took {:?}\n{output}", output.took);
    // Nothing is made: the workbook could not hold it.
    output.exits(1).complains("!B2").complains("[cell-too-long]");
    assert!(!program.path("output").exists());
}

#[test]
fn names_of_agencies_sheets_and_files_stay_in_the_folder() {
    let long = format!("Viện {}", "nghiên cứu ".repeat(30));
    let names = ["Viện ../../x", "CON", "nul.txt", "C:\\x", "Viện .", long.trim()];
    let mut rows: Vec<Vec<&str>> = vec![vec!["TT", "Nội dung", "Chủ trì"]];
    rows.extend(names.iter().map(|name| vec!["1", *name, name]));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let agencies: Vec<Vec<&str>> =
        [vec!["Tên"]].into_iter().chain(names.iter().map(|name| vec![*name])).collect();
    let agencies: Vec<&[&str]> = agencies.iter().map(Vec::as_slice).collect();
    let sheets = "<sheet name=\"../../Nhiệm vụ\"";
    let book = workbook(&[("CON", &rows), ("Cơ quan", &agencies)]);
    let book = patched(&book, "xl/workbook.xml", "<sheet name=\"CON\"", sheets);
    let program = Program::new().file("trong/nul.txt.xlsx", book);
    program
        .run(&["build", "trong/nul.txt.xlsx", "--agencies", "all", "--out", "trong/ra"])
        .exits(0);
    let files = program.files(".");
    assert!(files.iter().all(|name| name.starts_with("trong/")), "{files:?}");
    let extracts = files.iter().filter(|name| name.contains("/co-quan/") || name.contains("trich"));
    assert!(extracts.count() >= names.len(), "{files:?}");
    for name in &files {
        let file = name.rsplit('/').next().unwrap_or_default().to_lowercase();
        let stem = file.split('.').next().unwrap_or_default();
        assert!(!["con", "nul"].contains(&stem) || name == "trong/nul.txt.xlsx", "{name}");
        assert!(file.len() < 200, "{name}");
    }
}

#[test]
fn a_matrix_of_all_agencies_is_read() {
    const AGENCIES: usize = 120;
    const TASKS: usize = 5_000;
    let text = |text: &str| format!("<c t='str'><v>{text}</v></c>");
    // Supports stand behind the lead of their row, and go on with the first agency.
    let matrix = |supports: usize| {
        let headings: String =
            (1..=AGENCIES).map(|agency| text(&format!("Sở số {agency}"))).collect();
        let headings = text("TT") + &text("Nội dung nhiệm vụ") + &headings;
        let mut cells = format!("<worksheet><sheetData><row>{headings}</row>");
        for task in 0..TASKS {
            let mark = |agency| match (agency + AGENCIES - task % AGENCIES) % AGENCIES {
                0 => "CT",
                behind if behind <= supports => "PH",
                _ => "",
            };
            let marks: String = (0..AGENCIES).map(|agency| text(mark(agency))).collect();
            let number = format!("<row><c><v>{}</v></c>", task + 1);
            cells.push_str(&(number + &text(&format!("Việc {task}")) + &marks + "</row>"));
        }
        xlsx(&[("worksheets/sheet1.xml", Part::plain(cells + END))])
    };
    let measured = |supports: usize, arguments: &[&str]| {
        let program = Program::new().file("a.xlsx", matrix(supports));
        let (output, peak) = program.measured(arguments);
        assert!(peak.is_none_or(|peak| peak < MOST), "took {peak:?} MB");
        assert!(output.took < LONGEST, "took {:?}", output.took);
        output.exits(0)
    };
    measured(AGENCIES, &["check", "a.xlsx"]).says("5000 nhiệm vụ, 0 lỗi");

    let output = measured(3, &["show", "a.xlsx", "--format", "json"]);
    let shown = output.json();
    let tasks = shown["tasks"].as_array().expect("tasks");
    assert_eq!(tasks.len(), TASKS);
    let last = &tasks[TASKS - 1];
    assert_eq!(last["lead"]["text"], "Sở số 80");
    let supports: Vec<_> =
        last["support"].as_array().expect("supports").iter().map(|each| &each["text"]).collect();
    assert_eq!(supports, ["Sở số 81", "Sở số 82", "Sở số 83"]);
}

#[test]
fn a_binary_workbook_is_read() {
    let wide = |text: &str| {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
    };
    let row = |row: u32, texts: [&str; 3]| {
        let head = (0, [&row.to_le_bytes()[..], &[0; 17]].concat());
        let cells = (0_u32..)
            .zip(texts)
            .map(|(column, text)| (6, [&column.to_le_bytes()[..], &[0; 4], &wide(text)].concat()));
        std::iter::once(head).chain(cells).collect::<Vec<(u16, Vec<u8>)>>()
    };
    let rows =
        [row(0, ["TT", "Nội dung", "Chủ trì"]), row(1, ["1", "Rà soát", "Sở Y tế"])].concat();
    assert_eq!(contents("a.xlsb", xlsb(&rows)), ["Rà soát"]);
    // A length that is longer than its record.
    let mut cut = rows;
    cut.push((6, [[0; 8], [255, 255, 255, 0, 0, 0, 0, 0]].concat()));
    refused("a.xlsb", xlsb(&cut), "workbook-unreadable", "0x0006");
    // A cell before the first row.
    refused("a.xlsb", xlsb(&cut[1..2]), "workbook-unreadable", "0x0006");
}
