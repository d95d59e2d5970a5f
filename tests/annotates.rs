//! `check --annotate`: the clerk's workbook comes back with every text in its cell, and with what
//! is wrong where it is wrong.

use std::io::Cursor;
use std::time::Duration;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use crate::commands::GOOD;
use crate::program::Program;
use crate::word::part;
use crate::workbook::{bytes, fill, merge, named, workbook};

fn mistaken() -> Vec<u8> {
    let mut book = Workbook::new();
    let tasks = named(&mut book, "Nhiệm vụ '26");
    merge(tasks, 0, (0, 4), "Bản nháp");
    let rows: &[&[&str]] = &[
        &[],
        &["STT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"],
        &["I"],
        &["1", "Rà soát", "Sở Công Thươg", "Sở Y tế; sở y tế", "Hằng năm"],
        &["2", "=1+1", "", "", "31/11/2026"],
        &["3", "Tổng kết", "Sở Y tế", "Viện Vật lý", "Hằng năm"],
    ];
    fill(tasks, rows);
    merge(tasks, 2, (1, 4), "Hạ tầng");
    fill(named(&mut book, "Lỗi"), &[&["Sổ ghi lỗi"], &["@x"]]);
    bytes(book)
}

fn opened(program: &Program, name: &str) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(program.bytes(name))).expect("a readable workbook")
}

/// The texts of a sheet, row by row from A1.
fn texts(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).expect("the sheet");
    let (rows, columns) = range.end().unwrap_or_default();
    let text = |row, column| match range.get_value((row, column)) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    (0..=rows).map(|row| (0..=columns).map(|column| text(row, column)).collect()).collect()
}

#[test]
fn every_text_stays_in_its_cell_and_every_mistake_is_listed() {
    // Made once: a workbook holds the second in which it was made.
    let mistaken = mistaken();
    let program = Program::new().file("KeHoach.xlsx", &mistaken);
    let run = ["check", "KeHoach.xlsx", "--annotate", "loi.xlsx", "--format", "short"];
    let said = program.run(&run).exits(1);
    assert_eq!(program.bytes("KeHoach.xlsx"), mistaken, "the source is as it was");
    let (mut source, mut copy) = (opened(&program, "KeHoach.xlsx"), opened(&program, "loi.xlsx"));
    assert_eq!(copy.sheet_names(), ["Lỗi (2)", "Nhiệm vụ '26", "Lỗi"]);
    for sheet in ["Nhiệm vụ '26", "Lỗi"] {
        assert_eq!(texts(&mut copy, sheet), texts(&mut source, sheet), "{sheet}");
    }
    let list = texts(&mut copy, "Lỗi (2)");
    assert_eq!(list.len() - 3, said.stdout.lines().count(), "a row for each");
    let near = list.iter().find(|row| row[6] == "agency-near").expect("the misspelt name");
    assert_eq!(
        near[1..6],
        [
            "Lỗi",
            "Nhiệm vụ '26",
            "C4",
            "không có cơ quan “Sở Công Thươg” trong danh bạ",
            "Sở Công Thương"
        ]
    );
    let whole = list.iter().find(|row| row[6] == "title-missing").expect("of no cell");
    assert_eq!(whole[1..4], ["Cảnh báo", "", ""]);
    assert!(part(&program.bytes("loi.xlsx"), "xl/worksheets/sheet2.xml").contains("\"B3:E3\""));
    assert!(
        part(&program.bytes("loi.xlsx"), "xl/worksheets/sheet1.xml")
            .contains("location=\"'Nhiệm vụ ''26'!C4\"")
    );
    let notes = part(&program.bytes("loi.xlsx"), "xl/comments1.xml");
    assert!(notes.contains("ref=\"C4\"") && notes.contains("có phải là “Sở Công Thương”?"));
    assert!(notes.contains("ref=\"C5\""), "an empty cell has its note: {notes}");
}

/// The colour of a cell: its fill in the styles of the workbook.
fn fill_of(program: &Program, cell: &str) -> String {
    let sheet = part(&program.bytes("loi.xlsx"), "xl/worksheets/sheet2.xml");
    let styles = part(&program.bytes("loi.xlsx"), "xl/styles.xml");
    let after = |text: &str, mark: &str| text.split_once(mark).expect("the mark").1.to_string();
    let number =
        |text: &str| text.split('"').next().and_then(|n| n.parse().ok()).expect("a number");
    let style: usize = number(&after(&sheet, &format!("r=\"{cell}\" s=\"")));
    let formats = after(&styles, "<cellXfs");
    let format = formats.split("<xf ").nth(style + 1).expect("a format");
    let fill: usize = number(&after(format, "fillId=\""));
    let fills = after(&styles, "<fills");
    fills.split("<fill>").nth(fill + 1).expect("a fill").to_string()
}

#[test]
fn errors_are_red_and_warnings_yellow() {
    let program = Program::new().file("KeHoach.xlsx", mistaken());
    program.run(&["check", "KeHoach.xlsx", "--annotate", "loi.xlsx"]).exits(1);
    assert!(fill_of(&program, "C4").contains("FFFFC7CE"), "a misspelt name");
    assert!(fill_of(&program, "E5").contains("FFFFC7CE"), "an impossible day");
    assert!(fill_of(&program, "D6").contains("FFFFEB9C"), "a name that nobody knows");
    assert!(fill_of(&program, "B6").contains("none"), "nothing is wrong");
}

#[test]
fn a_mended_copy_is_a_source_and_can_be_annotated_again() {
    let good: &[&[&str]] = &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]];
    let program = Program::new().file("ke-hoach/a.xlsx", workbook(&[("Nhiệm vụ", good)]));
    program.run(&["check", "ke-hoach", "--annotate", "b.xlsx"]).exits(0);
    let again = program.run(&["check", "b.xlsx", "--annotate", "c.xlsx"]).exits(0);
    again.says("1 nhiệm vụ").says_nothing_of("sheet-skipped");
    assert_eq!(opened(&program, "c.xlsx").sheet_names(), ["Lỗi", "Nhiệm vụ"]);
}

#[test]
fn names_that_excel_refuses_are_made_fit() {
    let long = "Nhiệm vụ của các sở ngành năm 26";
    let mut program = Program::new();
    for (file, name) in [("a.ods", "Kế hoạch: 1/2026 [nháp]"), ("b.ods", long)] {
        program = program.file(file, ods(name));
    }
    for (file, name) in
        [("a.ods", "Kế hoạch_ 1_2026 _nháp_"), ("b.ods", "Nhiệm vụ của các sở ngành năm 2")]
    {
        program.run(&["check", file, "--annotate", "loi.xlsx", "--force"]).exits(0);
        assert_eq!(opened(&program, "loi.xlsx").sheet_names(), ["Lỗi", name]);
    }
}

/// A small OpenDocument workbook, whose sheet may have any name.
fn ods(name: &str) -> Vec<u8> {
    use std::io::Write;
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |texts: &[&str]| {
        let cells: String = texts.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows = row(&["TT", "Nội dung", "Chủ trì"]) + &row(&["1", "Rà soát", "Sở Y tế"]);
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\">\
         <office:body><office:spreadsheet><table:table table:name=\"{name}\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<?xml version=\"1.0\"?><manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/>\
         </manifest:manifest>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (part, text) in
        [("mimetype", kind), ("content.xml", &content), ("META-INF/manifest.xml", &manifest)]
    {
        zip.start_file(part, stored).expect("an entry");
        zip.write_all(text.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip file").into_inner()
}

#[test]
fn what_must_not_be_written_is_refused_before_the_check() {
    let program = Program::new().file("KeHoach.xlsx", mistaken()).file("nguon.yaml", GOOD);
    program.put("co.xlsx", "của tôi");
    for (source, out, words) in [
        ("KeHoach.xlsx", "KeHoach.xlsx", "là chính tệp nguồn"),
        ("KeHoach.xlsx", "co.xlsx", "--force"),
        ("KeHoach.xlsx", "loi.pdf", ".xlsx"),
        ("nguon.yaml", "loi.xlsx", "chỉ ghi chú được lên bảng tính"),
    ] {
        program.run(&["check", source, "--annotate", out]).exits(2).complains(words);
    }
    assert_eq!(program.files("."), ["KeHoach.xlsx", "co.xlsx", "nguon.yaml"]);
    assert_eq!(program.bytes("co.xlsx"), "của tôi".as_bytes());
    program.run(&["check", "KeHoach.xlsx", "--annotate", "co.xlsx", "--force"]).exits(1);
}

#[test]
fn a_large_table_is_quick_and_has_no_more_notes_than_excel_bears() {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    let headings = ["TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn"];
    fill(sheet, &[&headings]);
    for row in 1..=5_500 {
        for (column, text) in
            (0..20).zip(["1", "Rà soát", "Sở Y tê", "Sở Nội vụ", "Năm 2026"].iter().cycle())
        {
            sheet.write_string(row, column, *text).expect("a cell");
        }
    }
    let program = Program::new().file("a.xlsx", bytes(book));
    let run = program.run(&["check", "a.xlsx", "--annotate", "loi.xlsx", "--format", "short"]);
    assert!(run.took < Duration::from_secs(20), "{:?}", run.took);
    let notes = part(&program.bytes("loi.xlsx"), "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), 5_000);
    let list = &texts(&mut opened(&program, "loi.xlsx"), "Lỗi")[1][0];
    assert!(list.contains("Quá 5000 ô"), "{list}");
}
