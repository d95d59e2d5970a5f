//! `collect`: filled extracts → who did what, what is to be looked at, and no cell lost.
//!
//! Every file is made here: an extract that the program built, or a sheet as an office leaves it.

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::extracts::SOURCE;
use crate::program::{Output, Program};
use crate::workbook::workbook;

/// Two tasks: one of Sở Y tế, one that it supports.
pub const PLAN: &str = "
document: {title: Kế hoạch y tế cơ sở, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}
tasks:
  - {content: Rà soát trạm y tế, lead: Sở Y tế, deadline: 30/6/2026}
  - {content: Đào tạo cán bộ thôn bản, lead: Sở Nội vụ, support: Sở Y tế, deadline: 30/9/2026}
  - {content: Mua xe cứu thương, lead: Sở Tài chính, deadline: 30/9/2026}
";

/// Headings of a small extract.
const HEAD: [&str; 8] = [
    "Mã",
    "TT",
    "Nội dung nhiệm vụ",
    "Tình trạng",
    "% hoàn thành",
    "Kết quả thực hiện",
    "Minh chứng",
    "Lý do chậm",
];
const TITLE: &str = "TRÍCH DANH MỤC NHIỆM VỤ GIAO SỞ Y TẾ";
const FIRST: [&str; 3] = ["nv-001", "1", "Rà soát trạm y tế"];
pub const DONE: [&str; 5] =
    ["Hoàn thành đúng hạn", "100", "Đã rà soát", "Báo cáo ngày 12/6/2026", ""];

/// A row of an extract.
fn row<'a>(task: [&'a str; 3], report: [&'a str; 5]) -> Vec<&'a str> {
    task.into_iter().chain(report).collect()
}

/// An extract with these rows under its title and headings.
fn sheet(title: &str, rows: &[Vec<&str>]) -> Vec<u8> {
    let above = [vec![title], HEAD.to_vec()];
    let rows: Vec<&[&str]> = above.iter().chain(rows).map(Vec::as_slice).collect();
    workbook(&[("Nhiệm vụ", &rows)])
}

/// An extract of Sở Y tế with one report of its task.
pub fn one(report: [&str; 5]) -> Vec<u8> {
    sheet(TITLE, &[row(FIRST, report)])
}

/// A plan with reports, collected as JSON.
fn collect(files: &[(&str, Vec<u8>)]) -> (Program, Output) {
    let program = Program::new().file("nguon.yaml", PLAN);
    for (name, bytes) in files {
        program.put(&format!("ve/{name}"), bytes);
    }
    let output = program.run(&["collect", "nguon.yaml", "ve", "-o", "ra", "--format", "json"]);
    (program, output)
}

/// All codes that a run told.
fn codes(output: &Output) -> Vec<&str> {
    let told = output.stderr.lines().filter_map(|line| line.split_once('[')?.1.split_once("]:"));
    told.map(|(code, _)| code).collect()
}

/// The count of the cells adds up, and each word of the reports stands in the workbook.
fn nothing_lost(program: &Program, told: &Value, words: &[&str]) {
    let cells = &told["cells"];
    let count = |name: &str| cells[name].as_u64().expect("a count");
    assert_eq!(count("filled"), count("own") + count("overview") + count("review"), "{cells}");
    let texts = texts(&program.bytes("ra/theo-doi.xlsx"));
    for word in words {
        assert!(texts.iter().any(|text| text.contains(word)), "{word} is lost\n{texts:#?}");
    }
}

/// Every text of a workbook.
fn texts(book: &[u8]) -> Vec<String> {
    let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let names = book.sheet_names();
    let mut texts = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).expect("a sheet");
        texts.extend(range.cells().map(|(_, _, cell)| cell.to_string()));
    }
    texts
}

fn standing<'v>(told: &'v Value, id: &str, lead: &str) -> &'v Value {
    let rows = told["rows"].as_array().expect("rows");
    let found = rows.iter().find(|row| row["id"] == id && row["lead"] == lead);
    found.unwrap_or_else(|| panic!("{id} of {lead} in {told}"))
}

#[test]
fn a_built_extract_comes_back_and_is_counted() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(0);
    let rows = rows_of(&program.bytes("output/nguon/co-quan/so-y-te.xlsx"));
    let filled =
        fill(&rows, "nv-002", ["Quá hạn", "60", "Đã khảo sát", "BC ngày 05/3/2025", "Thiếu vốn"]);
    let filled = fill(&filled, "nv-001", ["", "", "Đã góp ý", "", ""]);
    // Another name, another sheet.
    program.put("ve/ban-cuoi (1).xlsx", plain_book("Sheet1", &filled));
    let run = program.run(&["collect", "nguon.yaml", "ve", "-o", "ra", "--format", "json"]);
    let told = run.json();
    let row = standing(&told, "nv-002", "Sở Y tế");
    assert_eq!(row["standing"], "Quá hạn", "{run}");
    assert_eq!(row["days_late"], 64, "the year 2024 ended 64 days before\n{run}");
    assert_eq!(told["as_of"], "05/3/2025");
    let support = &standing(&told, "nv-001", "Sở Công Thương")["remarks"][0];
    assert_eq!(support["agency"], "Sở Y tế", "{run}");
    nothing_lost(&program, &told, &["Đã khảo sát", "Thiếu vốn", "Đã góp ý", "BC ngày 05/3/2025"]);
    let outside: Vec<&str> =
        codes(&run).into_iter().filter(|code| *code == "report-outside").collect();
    assert!(outside.is_empty(), "the extract's own words are no findings\n{run}");
}

/// The texts of the first sheet.
fn rows_of(book: &[u8]) -> Vec<Vec<String>> {
    let mut book = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = book.worksheet_range("Nhiệm vụ").expect("the sheet");
    let text = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(text).collect()).collect()
}

/// The same with the last five cells of a task's row filled in.
fn fill(rows: &[Vec<String>], id: &str, report: [&str; 5]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    let row = rows.iter_mut().find(|row| row[0] == id).expect("a task");
    let first = row.len() - report.len();
    for (cell, text) in row[first..].iter_mut().zip(report) {
        *cell = text.to_string();
    }
    rows
}

fn plain_book(name: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    workbook(&[(name, &rows)])
}

#[test]
fn columns_may_stand_in_any_order_and_rows_too() {
    let head = [
        "Lý do chậm",
        "Tình trạng",
        "Nội dung nhiệm vụ",
        "Mã",
        "% hoàn thành",
        "Kết quả thực hiện",
    ];
    let second =
        ["", "Đang thực hiện trong hạn", "Đào tạo cán bộ thôn bản", "nv-002", "40", "Mở 2 lớp"];
    let first = ["Mưa lũ", "Quá hạn", "Rà soát trạm y tế", "nv-001", "50", "Xong 3 huyện"];
    let book = workbook(&[("Báo cáo", &[&[TITLE], &head, &second, &first])]);
    let (program, run) = collect(&[("a.xlsx", book)]);
    let told = run.exits(0).json();
    assert_eq!(standing(&told, "nv-001", "Sở Y tế")["report"]["Lý do chậm"], "Mưa lũ");
    assert_eq!(
        standing(&told, "nv-002", "Sở Nội vụ")["remarks"][0]["Kết quả thực hiện"],
        "Mở 2 lớp"
    );
    nothing_lost(&program, &told, &["Mưa lũ", "Mở 2 lớp", "Xong 3 huyện"]);
}

#[test]
fn a_task_without_its_id_is_found_by_its_content_and_the_agency_by_the_file() {
    let book = sheet("", &[row(["", "1", "Rà soát trạm y tế"], DONE)]);
    let (_, run) = collect(&[("So Y te - quy 2.xlsx", book)]);
    let told = run.exits(0).json();
    assert_eq!(standing(&told, "nv-001", "Sở Y tế")["standing"], "Hoàn thành đúng hạn");
    let silent = told["silent"].as_array().expect("names");
    assert!(silent.len() == 2 && !silent.contains(&Value::from("Sở Y tế")), "{silent:?}");
}

#[test]
fn an_agency_that_nothing_names_is_found_by_its_tasks() {
    let book = sheet("", &[row(FIRST, DONE)]);
    let (_, run) = collect(&[("ban sao.xlsx", book)]);
    assert_eq!(
        standing(&run.exits(0).json(), "nv-001", "Sở Y tế")["standing"],
        "Hoàn thành đúng hạn"
    );
}

#[test]
fn a_task_that_is_past_its_deadline_is_late_whatever_it_says() {
    let program = Program::new().file("nguon.yaml", PLAN);
    program.put("ve/a.xlsx", one(["Đang thực hiện trong hạn", "70", "Đang làm", "", ""]));
    let words =
        ["collect", "nguon.yaml", "ve", "--as-of", "10/7/2026", "-o", "ra", "--format", "json"];
    let run = program.run(&words);
    assert!(codes(&run).contains(&"report-past-deadline"), "{run}");
    let told = run.json();
    let row = standing(&told, "nv-001", "Sở Y tế");
    assert_eq!((&row["standing"], &row["days_late"]), (&Value::from("Quá hạn"), &Value::from(10)));
    assert_eq!(row["report"]["Tình trạng"], "Đang thực hiện trong hạn");
}

#[test]
fn a_row_that_was_added_and_words_beside_the_table_are_kept() {
    let mut first = row(FIRST, DONE);
    first.push("ghi ngoài bảng");
    let added =
        row(["", "9", "Việc phát sinh: phun thuốc"], ["Quá hạn", "5", "Đang chờ", "", "Hết thuốc"]);
    let note = vec!["", "", "Đề nghị cấp thêm kinh phí"];
    let (program, run) = collect(&[("a.xlsx", sheet(TITLE, &[first, added, note]))]);
    let run = run.exits(1);
    assert!(codes(&run).contains(&"report-no-task"), "{run}");
    let words = ["ghi ngoài bảng", "phun thuốc", "Hết thuốc", "Đề nghị cấp thêm kinh phí"];
    nothing_lost(&program, &run.json(), &words);
}

#[test]
fn a_damaged_file_is_named_and_the_others_count() {
    let files = [
        ("hong.xlsx", b"PK\x03\x04 ".to_vec()),
        ("tot.xlsx", one(DONE)),
        ("anh.pdf", b"%PDF".to_vec()),
    ];
    let (_, run) = collect(&files);
    let told = run.complains("hong.xlsx").complains("anh.pdf").json();
    assert_eq!(standing(&told, "nv-001", "Sở Y tế")["standing"], "Hoàn thành đúng hạn");
    assert_eq!(told["files"]["offered"], 3);
}

#[test]
fn an_archive_gives_its_files() {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("goi/so-y-te.xlsx", zip::write::SimpleFileOptions::default())
        .expect("an entry");
    archive.write_all(&one(DONE)).expect("a report");
    let bytes = archive.finish().expect("a zip file").into_inner();
    let (_, run) = collect(&[("tat-ca.zip", bytes)]);
    let told = run.exits(0).json();
    let place = standing(&told, "nv-001", "Sở Y tế")["report"]["place"]
        .as_str()
        .unwrap_or_default()
        .to_string();
    assert!(place.starts_with("tat-ca.zip/goi/so-y-te.xlsx"), "{place}");
}

#[test]
fn the_same_report_twice_counts_once() {
    let (_, run) = collect(&[("a.xlsx", one(DONE)), ("b.xlsx", one(DONE))]);
    let told = run.exits(0).json();
    assert_eq!(told["counts"]["Hoàn thành đúng hạn"], 1);
}

#[test]
fn two_runs_give_the_same_bytes_and_a_changed_result_is_not_written_over() {
    let (program, _) = collect(&[("a.xlsx", one(DONE))]);
    let before = program.bytes("ra/theo-doi.xlsx");
    let again = ["collect", "nguon.yaml", "ve", "-o", "ra"];
    program.run(&again).exits(0);
    assert_eq!(program.bytes("ra/theo-doi.xlsx"), before);
    program.put("ra/theo-doi.xlsx", "của tôi");
    program.run(&again).exits(2).complains("theo-doi.xlsx");
    assert_eq!(program.bytes("ra/theo-doi.xlsx"), "của tôi".as_bytes());
}

#[test]
fn libreoffice_may_save_a_report_in_its_own_formats() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(0);
    let rows = rows_of(&program.bytes("output/nguon/co-quan/so-y-te.xlsx"));
    let rows = fill(&rows, "nv-002", ["Quá hạn", "60", "Đã khảo sát", "", "Thiếu vốn"]);
    for format in ["ods", "xls"] {
        program.put(&format!("{format}/so-y-te.xlsx"), plain_book("Nhiệm vụ", &rows));
        if !converted(&program.path(&format!("{format}/so-y-te.xlsx")), format) {
            assert!(std::env::var_os("CI").is_none(), "LibreOffice (soffice) is needed in CI");
            eprintln!("skipped: LibreOffice (soffice) is not installed");
            return;
        }
        let file = format!("{format}/so-y-te.{format}");
        let told =
            program.run(&["collect", "nguon.yaml", &file, "-o", "ra", "--format", "json"]).json();
        let report = &standing(&told, "nv-002", "Sở Y tế")["report"];
        assert_eq!(
            (&report["% hoàn thành"], &report["Lý do chậm"]),
            (&"60".into(), &"Thiếu vốn".into())
        );
    }
}

fn converted(file: &Path, format: &str) -> bool {
    let folder = file.parent().expect("a file has a folder");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([folder, file])
        .output();
    run.is_ok_and(|run| {
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let _ = std::fs::remove_dir_all(folder.join("profile"));
        true
    })
}

#[test]
fn the_report_has_the_counts_the_late_tasks_and_who_is_silent() {
    let late = ["Quá hạn", "60", "Đang làm", "BC ngày 20/7/2026", "Mưa lũ kéo dài"];
    let (program, run) = collect(&[("a.xlsx", one(late))]);
    run.exits(0);
    let pdf = crate::pdf::Pdf::open(&program.path("ra/bao-cao.pdf")).text();
    let word = word_text(&program.bytes("ra/bao-cao.docx"));
    for text in [pdf, word] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "BÁO CÁO",
            "Tình hình thực hiện Kế hoạch y tế cơ sở",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Kết quả theo cơ quan chủ trì",
            "Chậm 20 ngày (đến",
            "20/7/2026). Mưa lũ kéo dài",
            "Cơ quan chưa gửi báo cáo",
            "Số liệu đến ngày 20 tháng 7 năm 2026.",
        ] {
            assert!(text.contains(words), "{words} in\n{text}");
        }
        let silent = text.split("Cơ quan chưa gửi báo cáo").nth(1).expect("the last part");
        assert!(silent.contains("Sở Nội vụ") && silent.contains("Sở Tài chính"), "{silent}");
        assert!(!silent.contains("Sở Y tế"), "{silent}");
    }
}

#[test]
fn results_may_stand_beside_the_reports_and_are_none_of_them() {
    let program = Program::new().file("nguon.yaml", PLAN).file("so-y-te.xlsx", one(DONE));
    for _ in 0..2 {
        let run =
            program.run(&["collect", "nguon.yaml", ".", "-o", ".", "--format", "json"]).exits(0);
        let told = run.json();
        assert_eq!(told["files"]["offered"], 1, "{run}");
        assert_eq!(told["counts"]["Hoàn thành đúng hạn"], 1, "{run}");
    }
}

#[test]
fn what_everybody_leads_stands_as_the_worst_of_those_who_report_it() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(0);
    for (body, state) in [("so-y-te", "Quá hạn"), ("so-tu-phap", "Hoàn thành đúng hạn")] {
        let rows = rows_of(&program.bytes(&format!("output/nguon/co-quan/{body}.xlsx")));
        let rows = fill(&rows, "nv-004", [state, "50", "Đã phát loa", "", "Thiếu loa"]);
        program.put(&format!("ve/{body}.xlsx"), plain_book("Nhiệm vụ", &rows));
    }
    let run = program.run(&["collect", "nguon.yaml", "ve", "-o", "ra", "--format", "json"]);
    let told = run.json();
    let row = standing(&told, "nv-004", "các đơn vị liên quan");
    assert_eq!(row["standing"], "Quá hạn", "{run}");
    assert_eq!(row["remarks"].as_array().map(Vec::len), Some(2), "{run}");
}

#[test]
fn the_next_round_begins_with_what_was_reported() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    let all = ["build", "nguon.yaml", "--agencies", "all"];
    program.run(&all).exits(0);
    let empty = program.bytes("output/nguon/co-quan/so-y-te.xlsx");
    let rows = rows_of(&empty);
    let first = ["Hoàn thành quá hạn", "100", "Đã bố trí", "BC ngày 05/3/2025", "Thiếu vốn"];
    let rows = fill(&rows, "nv-002", first);
    program.put(
        "ve/so-y-te.xlsx",
        plain_book("Nhiệm vụ", &fill(&rows, "nv-001", ["", "", "Đã góp ý", "", ""])),
    );
    program.run(&["collect", "nguon.yaml", "ve", "-o", "ra"]).exits(0);
    let next = [&all[..], &["--from", "ra/theo-doi.xlsx"]].concat();
    program.run(&next).exits(0).says("theo-doi.xlsx: 2 báo cáo");
    let file = program.bytes("output/nguon/co-quan/so-y-te.xlsx");
    let rows = rows_of(&file);
    let row = |id: &str| rows.iter().find(|row| row[0] == id).expect("a task");
    assert!(row("nv-002").ends_with(&first.map(String::from)), "{rows:?}");
    assert!(row("nv-001").ends_with(&["", "", "Đã góp ý", "", ""].map(String::from)), "{rows:?}");
    let sheet = sheet_xml(&file);
    assert!(
        sheet.contains("<formula>OR($H6=\"Hoàn thành đúng hạn\",$H6=\"Hoàn thành quá hạn\")"),
        "{sheet}"
    );
    // Filled in again and sent back, it says the same.
    program.put("lai/so-y-te.xlsx", file);
    let told =
        program.run(&["collect", "nguon.yaml", "lai", "-o", "ra2", "--format", "json"]).json();
    assert_eq!(standing(&told, "nv-002", "Sở Y tế")["standing"], "Hoàn thành quá hạn");
    // A task that the plan words otherwise now is told and not filled in.
    program.put("nguon.yaml", SOURCE.replace("Bố trí kinh phí cho các trạm y tế", "Mua thuốc"));
    let run = program.run(&next).complains("Bố trí kinh phí cho các trạm y tế");
    assert!(
        !texts(&program.bytes("output/nguon/co-quan/so-y-te.xlsx")).contains(&"Thiếu vốn".into()),
        "{run}"
    );
    program.run(&[&all[..], &["--from", "output/nguon/danh-muc.xlsx"]].concat()).exits(2);
}

/// The first sheet of a workbook.
fn sheet_xml(file: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut xml = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("the sheet");
    part.read_to_string(&mut xml).expect("XML");
    xml.replace("&quot;", "\"")
}

/// The words of a Word file.
fn word_text(file: &[u8]) -> String {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut xml = String::new();
    archive.by_name("word/document.xml").expect("the text").read_to_string(&mut xml).expect("XML");
    let paragraphs = xml.replace("</w:p>", " ");
    let pieces = paragraphs.split('<').map(|piece| piece.split_once('>').map_or(piece, |it| it.1));
    pieces.collect()
}

/// The files of a collection that has a fault, and of one that has not: for `faults.rs`.
pub fn cases() -> Vec<(&'static str, Vec<u8>, Vec<u8>)> {
    let good = || one(DONE);
    let told = |report| one(report);
    let rows = |rows: &[Vec<&str>]| sheet(TITLE, rows);
    let twice = [row(FIRST, DONE), row(FIRST, ["Quá hạn", "5", "", "", "Mưa"])];
    let hidden = {
        let mut book = rust_xlsxwriter::Workbook::new();
        crate::workbook::fill(
            crate::workbook::named(&mut book, "Nhiệm vụ"),
            &[&[TITLE], &HEAD, &row(FIRST, DONE)],
        );
        let other = crate::workbook::named(&mut book, "Khác");
        crate::workbook::fill(other, &[&["a"]]);
        other.set_hidden(true);
        crate::workbook::bytes(book)
    };
    vec![
        ("report-no-table", workbook(&[("Sổ", &[&["Thu", "Chi"], &["1", "2"]])]), good()),
        ("report-sheet-hidden", hidden, good()),
        (
            "report-own-book",
            workbook(&[("Theo dõi", &[&["a"]]), ("Cần xem lại", &[&["b"]])]),
            good(),
        ),
        (
            "report-agency-unknown",
            sheet(
                "",
                &[
                    row(["nv-002", "2", "Đào tạo cán bộ thôn bản"], DONE),
                    row(["nv-003", "3", "Mua xe cứu thương"], DONE),
                ],
            ),
            good(),
        ),
        ("report-no-task", rows(&[row(["", "9", "Phun thuốc"], DONE)]), good()),
        ("report-other-plan", rows(&[row(["nv-001", "1", "Trồng rừng phòng hộ"], DONE)]), good()),
        ("report-not-given", rows(&[row(["nv-003", "3", "Mua xe cứu thương"], DONE)]), good()),
        ("report-id-moved", rows(&[row(["nv-002", "1", "Rà soát trạm y tế"], DONE)]), good()),
        (
            "report-locked-changed",
            rows(&[row(["nv-001", "1", "Rà soát trạm y tế xã"], DONE)]),
            good(),
        ),
        ("report-percent", told(["Quá hạn", "160", "", "", "Mưa"]), good()),
        ("report-state-unknown", told(["Hoàn thành", "100", "Xong", "", ""]), good()),
        ("report-state-missing", told(["", "100", "Xong", "", ""]), good()),
        ("report-no-result", told(["Hoàn thành đúng hạn", "100", "", "", ""]), good()),
        ("report-no-reason", told(["Quá hạn", "60", "Đang làm", "", ""]), good()),
        ("report-date-impossible", told(["Quá hạn", "60", "Gửi 31/02/2026", "", "Mưa"]), good()),
        ("report-differs", rows(&twice), rows(&[twice[0].clone()])),
        (
            "report-past-deadline",
            told(["Đang thực hiện trong hạn", "60", "", "BC 20/7/2026", ""]),
            good(),
        ),
        ("report-outside", rows(&[row(FIRST, DONE), vec!["", "", "Đề nghị cấp vốn"]]), good()),
        ("report-cell-unread", with_error(), good()),
    ]
}

/// A report with a formula that ended in an error.
fn with_error() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = crate::workbook::named(&mut book, "Nhiệm vụ");
    crate::workbook::fill(sheet, &[&[TITLE], &HEAD, &row(FIRST, DONE)]);
    let formula = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write_formula(3, 4, formula).expect("a cell");
    crate::workbook::bytes(book)
}

#[test]
fn a_task_with_several_leads_counts_once_as_the_worst_of_them() {
    let plan = "
document: {title: Kế hoạch y tế cơ sở, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}
tasks:
  - {content: Rà soát trạm y tế, lead: [Sở Y tế, Sở Nội vụ], joint: true, deadline: 30/6/2026}
";
    let program = Program::new().file("nguon.yaml", plan).file("so-y-te.xlsx", one(DONE));
    let arguments = ["collect", "nguon.yaml", "so-y-te.xlsx", "-o", "ra", "--format", "json"];
    let told: Value = program.run(&arguments).json();
    assert_eq!(told["tasks"]["Chưa báo cáo"], 1, "{told}");
    assert_eq!(told["tasks"]["Hoàn thành đúng hạn"], 0);
    assert_eq!(told["counts"]["Hoàn thành đúng hạn"], 1);
    let report = word_text(&program.bytes("ra/bao-cao.docx"));
    assert!(report.contains("Tất cả nhiệm vụ"), "{report}");
    assert!(report.contains("Tất cả lượt giao, mỗi cơ quan chủ trì một lượt"), "{report}");
}
