//! Files that are missing, empty, broken or not what their names say: a clear message at the right
//! place, the right exit code, and no half of a result.

use std::time::Duration;

use crate::program::{Output, Program};
use crate::workbook::{patched, tasks, workbook};

/// Longer than any of these runs may take, on a busy machine too.
pub const QUICK: Duration = Duration::from_secs(5);

/// The part of a workbook with the cells of its first sheet.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Builds a source of one file, which must fail with one code at one place and write nothing.
#[track_caller]
pub fn refused(name: &str, content: impl AsRef<[u8]>, at: &str, code: &str) -> Output {
    let program = Program::new().file(name, content);
    let output = program.run(&["build", name]).exits(1);
    assert!(!program.path("output").exists(), "something was written\n{output}");
    assert!(output.took < QUICK, "took {:?}\n{output}", output.took);
    let line = format!("{at}\n  lỗi[{code}]: ");
    output.complains(&line)
}

#[test]
fn a_missing_or_strange_path_cannot_be_run() {
    let program = Program::new().file("ghi-chu.rtf", "chữ").file("trong/doc.pdf", "%PDF");
    for (path, words) in [
        ("không-có.yaml", "không tìm thấy không-có.yaml"),
        ("ghi-chu.rtf", ".xlsx"),
        ("trong", "không có tệp nguồn"),
    ] {
        for verb in ["check", "show", "build"] {
            let output = program.run(&[verb, path]).exits(2).complains("lỗi: ");
            assert_eq!(output.complains(words).stdout, "");
        }
    }
    assert!(!program.path("output").exists());
}

#[test]
fn an_empty_file_is_said_to_be_empty() {
    for name in ["a.yaml", "a.toml", "a.json"] {
        refused(name, "", name, "file-empty");
        refused(name, " \n\n", name, "file-empty");
    }
    refused("a.yaml", "# chưa có gì\n", "a.yaml", "file-empty");
    refused("a.xlsx", "", "a.xlsx", "file-empty");
    let blank = workbook(&[("Sheet1", &[])]);
    refused("a.xlsx", blank, "a.xlsx", "file-empty");
}

#[test]
fn a_source_without_tasks_is_refused() {
    refused("a.yaml", "document: {title: Danh mục}", "a.yaml:1:1", "rows-missing");
    refused("a.toml", "[document]\ntitle = \"Danh mục\"", "a.toml:1:1", "rows-missing");
    refused("a.json", "{}", "a.json:1:1", "rows-missing");
    refused("a.xlsx", tasks(&[]), "a.xlsx » Nhiệm vụ", "rows-missing");
}

#[test]
fn a_workbook_without_a_task_table_names_the_closest_row() {
    let book = workbook(&[("Sheet1", &[&["Bảng lương"], &["STT", "Họ tên", "Ghi chú"]])]);
    refused("a.xlsx", book, "a.xlsx » Sheet1!A2", "sheet-missing")
        .complains("STT | Họ tên | Ghi chú");
}

#[test]
fn broken_syntax_is_told_by_line_and_column() {
    refused("a.yaml", "tasks:\n  - content: Rà soát: lại\n", "a.yaml:2:21", "file-syntax");
    refused("a.yaml", "tasks:\n\t- content: Rà soát\n", "a.yaml:2:2", "file-syntax");
    refused("a.toml", "[document]\ntitle = Đề án\n", "a.toml:2:9", "file-syntax");
    refused("a.json", "{\n  \"tasks\": [}\n}", "a.json:2:13", "file-syntax");
}

/// Columns count letters, not bytes.
#[test]
fn the_column_of_broken_json_counts_vietnamese_letters() {
    let text = "{\"document\": {\"title\": \"Ủy ban\" \"x\"}}";
    refused("a.json", text, "a.json:1:33", "file-syntax");
    // The text of a value is taken apart later, and its place is still that of the file.
    let text = "{\"tasks\": [],\n \"document\": {\"title\": \"Ủy \\ud800 ban\"}}";
    refused("a.json", text, "a.json:2:34", "file-syntax");
}

#[test]
fn a_key_that_stands_twice_is_an_error_in_every_format() {
    let yaml = "document:\n  title: Một\n  title: Hai\n";
    refused("a.yaml", yaml, "a.yaml:3:3", "key-twice");
    refused(
        "a.toml",
        "[document]\ntitle = \"Một\"\ntitle = \"Hai\"\n",
        "a.toml:3:1",
        "file-syntax",
    );
    let json = "{\"document\": {\"title\": \"Một\", \"title\": \"Hai\"}, \"tasks\": []}";
    refused("a.json", json, "a.json:1:40", "key-twice");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_named() {
    let start = ["nội dung tệp là PDF", "nội dung tệp là văn bản thuần"];
    let contents: [&[u8]; 2] = [b"%PDF-1.7\n1 0 obj\n", "TT;Nội dung;Chủ trì\n".as_bytes()];
    for (content, words) in contents.into_iter().zip(start) {
        refused("a.xlsx", content, "a.xlsx", "file-type").complains(words);
    }
    refused("a.yaml", b"PK\x03\x04\xFF\xFE", "a.yaml", "file-not-text");
    // TCVN3 and UTF-16 are not UTF-8.
    refused("a.yaml", b"tasks: [{content: U\xFB ban nh\xA9n d\xA9n}]", "a.yaml", "file-not-text");
    refused("a.json", b"\xFF\xFE{\0}\0", "a.json", "file-not-text");
}

#[test]
fn a_truncated_workbook_is_said_to_be_unreadable() {
    let whole = tasks(&[&["1", "Rà soát", "Sở Y tế"]]);
    for length in [100, whole.len() / 2, whole.len() - 30] {
        refused("a.xlsx", &whole[..length], "a.xlsx", "workbook-unreadable");
    }
    let no_sheets = patched(&whole, "xl/workbook.xml", "<sheets>", "<sheets");
    refused("a.xlsx", no_sheets, "a.xlsx", "workbook-unreadable");
    // A part that ends before its table does would lose rows.
    let cut = patched(&whole, SHEET, "</row></sheetData>", "</row><!-- ");
    refused("a.xlsx", cut, "a.xlsx", "workbook-unreadable");
    refused("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.xls", "workbook-unreadable");
}

/// Damage inside a file that still opens: no panic, and no task without its words.
#[test]
fn damaged_cells_end_in_a_message() {
    let whole = tasks(&[&["1", "Rà soát", "Sở Y tế"]]);
    let damaged = |cell: &str| patched(&whole, SHEET, "<c r=\"B2\" t=\"s\"><v>5</v></c>", cell);
    for cell in [
        "<c r=\"B2\" t=\"s\"><v>99999</v></c>",
        "<c r=\"2B\" t=\"s\"><v>5</v></c>",
        "<c r=\"B0\" t=\"s\"><v>5</v></c>",
        "<c r=\"B2\" t=\"xyz\"><v>5</v></c>",
        "<c r=\"B2\" t=\"s\"><v>5",
        "<c r=\"ZZZZZZZ99999999999\" t=\"s\"><v>5</v></c>",
    ] {
        refused("a.xlsx", damaged(cell), "a.xlsx", "workbook-unreadable");
    }
    refused("a.xlsx", damaged(""), "a.xlsx » Nhiệm vụ!A2", "content-missing");
}

#[test]
fn an_agency_without_a_task_is_neither_a_task_nor_a_group() {
    let book =
        tasks(&[&["1", "Rà soát", "Sở Y tế"], &["", "", "Sở Nội vụ"], &["2", "Sơ kết", "Sở Y tế"]]);
    refused("a.xlsx", book, "a.xlsx » Nhiệm vụ!C3", "content-missing").complains("Sở Nội vụ");
    let book = tasks(&[&["1", "", "", "Sở Nội vụ"]]);
    refused("a.xlsx", book, "a.xlsx » Nhiệm vụ!A2", "row-unclear").complains("Sở Nội vụ");
}

#[test]
fn a_formula_error_is_told_by_its_cell() {
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "LỖI Ở ĐÂY"]]);
    // The last text of row 3 becomes the result of a broken formula.
    let (from, to) = ("<c r=\"C3\" t=\"s\"><v>9</v>", "<c r=\"C3\" t=\"e\"><v>#REF!</v>");
    let broken = patched(&book, SHEET, from, to);
    refused("a.xlsx", broken, "a.xlsx » Nhiệm vụ!C3", "cell-error").complains("#REF!");
}
