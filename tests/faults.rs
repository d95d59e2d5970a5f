//! Every fault of the program: its words, its manual page, a source that has it and one that has
//! not.
//!
//! A fault that is added without both sources fails here.

use std::collections::{BTreeMap, BTreeSet};

use danhmuc::check::CHECKS;
use danhmuc::cli::explain::all_faults;
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::packages::{Part, docx};
use crate::program::{Output, Program};
use crate::workbook::{bytes, fill, large, named, patched, tasks, workbook};

/// The files of a source folder: names and contents.
type Files = Vec<(&'static str, Vec<u8>)>;

/// Tasks with numbers of the source's own.
fn numbers(numbers: &[&str]) -> String {
    let task = |number| format!("{{number: \"{number}\", content: Việc {number}, lead: Sở Y tế}}");
    format!("tasks: [{}]", numbers.iter().map(task).collect::<Vec<_>>().join(", "))
}

/// A source that has a fault, and one that has not.
struct Case {
    code: &'static str,
    wrong: Files,
    right: Files,
}

/// A task that nothing is wrong with.
const TASK: &str = "tasks: [{content: Rà soát, lead: Sở Y tế}]";

fn yaml(code: &'static str, wrong: impl Into<String>, right: impl Into<String>) -> Case {
    let one = |text: String| vec![("nguon.yaml", text.into_bytes())];
    Case { code, wrong: one(wrong.into()), right: one(right.into()) }
}

fn document(code: &'static str, wrong: &str, right: &str) -> Case {
    let whole = |fields: &str| format!("document: {{{fields}}}\n{TASK}");
    yaml(code, whole(wrong), whole(right))
}

/// A task of a province on a day: "issuer, day, lead".
fn of_a_province(code: &'static str, wrong: &str, right: &str) -> Case {
    let source = |words: &str| {
        let mut words = words.splitn(3, ", ");
        let mut next = || words.next().unwrap_or_default();
        let (issuer, day, lead) = (next(), next(), next());
        format!(
            "document: {{issuer: {issuer}, parent: {{number: 15/QĐ-UBND, date: {day}}}}}\n\
             tasks: [{{content: Rà soát, lead: {lead}}}]"
        )
    };
    yaml(code, source(wrong), source(right))
}

fn one_task(code: &'static str, wrong: &str, right: &str) -> Case {
    let whole = |fields: &str| format!("tasks: [{{content: Rà soát, {fields}}}]");
    yaml(code, whole(wrong), whole(right))
}

fn book(code: &'static str, wrong: Vec<u8>, right: Vec<u8>) -> Case {
    Case { code, wrong: vec![("nguon.xlsx", wrong)], right: vec![("nguon.xlsx", right)] }
}

/// A task table with these headings after TT, and one row.
fn headings(words: &[&str]) -> Vec<u8> {
    let row = ["Rà soát", "Sở Y tế", "Quý I/2026", "Báo cáo"];
    let first: Vec<&str> = ["TT"].iter().chain(words).copied().collect();
    let second: Vec<&str> = ["1"].iter().chain(&row[..words.len()]).copied().collect();
    workbook(&[("Nhiệm vụ", &[&first, &second])])
}

/// A task table with a further column of this heading.
fn with_column(heading: &str, cell: &str) -> Vec<u8> {
    let first = ["TT", "Nội dung", "Cơ quan chủ trì", heading];
    workbook(&[("Nhiệm vụ", &[&first, &["1", "Rà soát", "Sở Y tế", cell]])])
}

fn one_row() -> Vec<u8> {
    tasks(&[&["1", "Rà soát", "Sở Y tế"]])
}

fn with_formula() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    fill(sheet, &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát"]]);
    sheet.write_formula(1, 2, Formula::new("=A1/0").set_result("#DIV/0!")).expect("a cell");
    bytes(book)
}

fn with_hidden_sheet() -> Vec<u8> {
    let mut book = Workbook::new();
    fill(
        named(&mut book, "Nhiệm vụ"),
        &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]],
    );
    named(&mut book, "Nháp").set_hidden(true);
    bytes(book)
}

/// A good task table and another sheet.
fn beside(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let plan: &[&[&str]] = &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]];
    workbook(&[("Nhiệm vụ", plan), (name, rows)])
}

/// Faults of readers.
fn read_cases() -> Vec<Case> {
    let text = |name: &'static str, content: &[u8]| vec![(name, content.to_vec())];
    let title = |rows: &[&[&str]]| {
        let plan: &[&[&str]] = &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]];
        workbook(&[("Văn bản", rows), ("Nhiệm vụ", plan)])
    };
    vec![
        yaml("file-empty", "# chưa có gì\n", TASK),
        Case {
            code: "file-not-text",
            // "Uû ban" in TCVN3.
            wrong: text("nguon.yaml", b"tasks: [{content: U\xFB ban}]"),
            right: text("nguon.yaml", TASK.as_bytes()),
        },
        yaml("file-syntax", "tasks:\n  - content: Rà soát: hai\n", TASK),
        book("file-type", b"%PDF-1.7\n".to_vec(), one_row()),
        book("workbook-unreadable", one_row()[..2000].to_vec(), one_row()),
        book("workbook-too-large", large(4_000_001), one_row()),
        yaml("key-unknown", "tasks: [{contents: Rà soát, content: A, lead: Sở Y tế}]", TASK),
        book(
            "key-twice",
            title(&[&["Tiêu đề", "Một"], &["Tiêu đề", "Hai"]]),
            title(&[&["Tiêu đề", "Một"], &["Tiêu đề", "Một"]]),
        ),
        yaml("value-shape", format!("document: Phụ lục\n{TASK}"), format!("document:\n{TASK}")),
        yaml("number-twice", numbers(&["1", "2", "2"]), numbers(&["1", "2", "3"])),
        yaml("number-gap", numbers(&["1", "2", "4"]), numbers(&["1", "1.1", "2"])),
        yaml(
            "numbers-disordered",
            numbers(&["7", "3", "9", "1", "8", "2", "6", "4", "12", "5", "11", "10"]),
            numbers(&["7", "8", "9"]),
        ),
        book("sheet-missing", workbook(&[("Sheet1", &[&["Họ tên", "Địa chỉ"]])]), one_row()),
        book("rows-missing", tasks(&[]), one_row()),
        book(
            "sheet-skipped",
            beside("Khác", &[&["TT", "Tên gọi", "Diễn giải"], &["1", "Rà soát", "Sở Y tế"]]),
            beside("Hướng dẫn", &[&["1. Điền các cột"]]),
        ),
        book(
            "agency-column-unknown",
            beside("Cơ quan", &[&["Tên", "Loại", "Viết tắc"], &["Viện A", "Khác", "VA"]]),
            beside("Cơ quan", &[&["Tên", "Loại", "Viết tắt"], &["Viện A", "Khác", "VA"]]),
        ),
        book(
            "heading-missing",
            headings(&["Nội dung", "Địa bàn", "Thời gian", "Sản phẩm"]),
            headings(&["Nội dung", "Cơ quan chủ trì", "Thời gian", "Sản phẩm"]),
        ),
        book(
            "heading-twice",
            headings(&["Nội dung", "Chủ trì", "Thời gian", "Thời hạn"]),
            headings(&["Nội dung", "Chủ trì", "Thời gian", "Thời gian bắt đầu"]),
        ),
        book(
            "column-unknown",
            headings(&["Nội dung", "Chủ trì", "Thời gian", "Kinh phí"]),
            headings(&["Nội dung", "Chủ trì", "Thời gian", "Ghi chú"]),
        ),
        book("cell-error", with_formula(), one_row()),
        book(
            "row-unclear",
            tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "", "", "Sở Nội vụ"]]),
            tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "Sở Nội vụ", "Sở Y tế"]]),
        ),
        book(
            "row-skipped",
            tasks(&[&["1", "Rà soát", "Sở Y tế"], &["", "Các đơn vị chủ động thực hiện"]]),
            tasks(&[&["", "Hạ tầng"], &["1", "Rà soát", "Sở Y tế"]]),
        ),
        book("sheet-hidden", with_hidden_sheet(), one_row()),
        book(
            "ditto-empty",
            tasks(&[&["1", "Rà soát", "nt"]]),
            tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "nt"]]),
        ),
        Case {
            code: "mark-unknown",
            wrong: of("ma-tran-khong-ro.xlsx"),
            right: of("ma-tran-ct-ph.xlsx"),
        },
        book(
            "group-extra",
            tasks(&[&["I", "Hạ tầng", "Sở Y tế"], &["1", "Rà soát", "Sở Y tế"]]),
            tasks(&[&["I", "Hạ tầng"], &["1", "Rà soát", "Sở Y tế"]]),
        ),
        book(
            "column-supports",
            headings(&["Nội dung", "Đơn vị thực hiện", "Thời gian", "Đơn vị chủ trì"]),
            headings(&["Nội dung", "Đơn vị thực hiện", "Thời gian", "Sản phẩm"]),
        ),
        book(
            "column-neither",
            with_column("Đơn vị tham mưu", "Sở Nội vụ"),
            with_column("Đơn vị cùng làm", "Sở Nội vụ"),
        ),
        Case {
            code: "role-more",
            wrong: of("cot-vai-tro.xlsx"),
            right: of("chu-tri-va-thuc-hien.xlsx"),
        },
        Case {
            code: "note-supports",
            wrong: of("phoi-hop-o-ghi-chu.xlsx"),
            right: of("chu-tri-va-thuc-hien.xlsx"),
        },
        Case {
            code: "note-names",
            wrong: of("phoi-hop-o-ghi-chu.xlsx"),
            right: of("chu-tri-va-thuc-hien.xlsx"),
        },
        Case {
            code: "table-reordered",
            wrong: of("bang-dao-cot.docx"),
            right: of("bang-ba-manh.docx"),
        },
        Case {
            code: "table-unheaded",
            wrong: of("bang-khong-tieu-de.docx"),
            right: of("bang-ba-manh.docx"),
        },
        book(
            "column-agencies",
            with_column("Bên kia", "Sở Nội vụ"),
            with_column("Đơn vị cùng làm", "Sở Nội vụ"),
        ),
        book(
            "table-other",
            beside(
                "Lịch",
                &[&["Thời gian", "Nội dung", "Chủ trì"], &["7h30", "Khai mạc", "Chủ tịch"]],
            ),
            beside(
                "Hai",
                &[&["Thời gian", "Nội dung", "Chủ trì"], &["Quý I", "Sơ kết", "Sở Nội vụ"]],
            ),
        ),
        book(
            "lead-from-title",
            workbook(&[(
                "Nhiệm vụ",
                &[&["TT", "Nội dung", "Thời hạn"], &["I", "Sở Y tế"], &["1", "Rà soát", "Quý I"]],
            )]),
            one_row(),
        ),
        Case {
            code: "table-repeated",
            wrong: of("tong-hop-theo-don-vi.xlsx"),
            right: of("nhieu-trang.xlsx"),
        },
        book(
            "table-twice",
            beside("Lần 2", &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]]),
            beside("Tiếp", &[&["TT", "Nội dung", "Chủ trì"], &["2", "Sơ kết", "Sở Y tế"]]),
        ),
        book(
            "row-joined",
            tasks(&[&["1", "Rà soát các", ""], &["", "trạm bơm cũ", "Sở Y tế"]]),
            tasks(&[&["1", "Rà soát các trạm bơm cũ", "Sở Y tế"]]),
        ),
        Case {
            code: "mark-remark",
            wrong: of("ma-tran-ghi-them.xlsx"),
            right: of("ma-tran-ct-ph.xlsx"),
        },
        book("cell-struck", struck(3), one_row()),
        book("row-struck", struck(1), struck(3)),
        Case {
            code: "word-old",
            wrong: vec![("nguon.docx", old_word())],
            right: of("phu-luc.docx"),
        },
        Case { code: "file-encrypted", wrong: of("mat-khau.xlsx"), right: of("an-va-gach.xlsx") },
        Case {
            code: "word-changes",
            wrong: of("theo-doi-thay-doi.docx"),
            right: of("phu-luc.docx"),
        },
        Case { code: "row-hidden", wrong: of("an-va-gach.xlsx"), right: of("tcvn3.xlsx") },
        Case { code: "column-hidden", wrong: of("an-va-gach.xlsx"), right: of("tcvn3.xlsx") },
        Case {
            code: "row-outdated",
            wrong: of("ban-cu-con-lai.xlsx"),
            right: of("an-va-gach.xlsx"),
        },
        Case {
            code: "column-outdated",
            wrong: of("ban-cu-con-lai.xlsx"),
            right: of("an-va-gach.xlsx"),
        },
        book(
            "task-behind-group",
            tasks(&[&["1", "Số hóa"], &["1.1", "Mua máy", "Sở Y tế"], &["2", "Hủy", "Sở Y tế"]]),
            tasks(&[&["1", "Số hóa"], &["1.1", "Mua máy", "Sở Y tế"], &["1.2", "Hủy", "Sở Y tế"]]),
        ),
        Case { code: "formula-empty", wrong: of("cong-thuc.xlsx"), right: of("an-va-gach.xlsx") },
        book("cell-covered", covered("Sở Nội vụ"), covered("Sở Y tế")),
        book("cell-unshown", unshown(";;;"), unshown("@")),
        book("cell-too-long", long_cell(32_768), long_cell(32_767)),
        Case { code: "text-legacy", wrong: of("tcvn3.xlsx"), right: of("an-va-gach.xlsx") },
        Case { code: "text-repaired", wrong: of("to-hop.xlsx"), right: of("khoang-trang.xlsx") },
    ]
}

/// A file of `tests/files/`.
fn of(name: &'static str) -> Files {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name);
    vec![(name, std::fs::read(path).expect("the file"))]
}

/// A task with a struck cell; in column 1 that of its content.
fn struck(column: u16) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    fill(sheet, &[crate::workbook::HEADINGS, &["1", "Rà soát", "Sở Y tế", "Sở Nội vụ"]]);
    let struck = Format::new().set_font_strikethrough();
    let text = if column == 1 { "Rà soát" } else { "Sở Nội vụ" };
    sheet.write_string_with_format(1, column, text, &struck).expect("a cell");
    bytes(book)
}

/// Two tasks of one lead, "Sở Y tế", in a merged cell; this stands in the lower one.
fn covered(below: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    fill(sheet, &[crate::workbook::HEADINGS, &["1", "Rà soát"], &["2", "Tổng hợp"]]);
    sheet.merge_range(1, 2, 2, 2, "Sở Y tế", &Format::new()).expect("a free area");
    sheet.write_string(2, 2, below).expect("a cell");
    bytes(book)
}

/// A task whose support stands in a cell of this number format.
fn unshown(format: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    fill(sheet, &[crate::workbook::HEADINGS, &["1", "Rà soát", "Sở Y tế"]]);
    let format = Format::new().set_num_format(format);
    sheet.write_string_with_format(1, 3, "Sở Nội vụ", &format).expect("a cell");
    bytes(book)
}

/// A task whose content has so many letters.
fn long_cell(letters: usize) -> Vec<u8> {
    let content = format!("Rà soát {}", "ộ".repeat(letters - 8));
    patched(
        &tasks(&[&["1", "Z", "Sở Y tế"]]),
        "xl/sharedStrings.xml",
        "<t>Z</t>",
        &format!("<t>{content}</t>"),
    )
}

/// A page with a task whose lead stands in this cell.
fn page(lead: &str) -> Files {
    let heads = "<tr><th>TT<th>Nội dung<th>Chủ trì";
    let html = format!("<meta charset=utf-8><table>{heads}<tr><td>1<td>Rà soát<td>{lead}</table>");
    vec![("nguon.html", html.into_bytes())]
}

/// A Word file with a task and this behind it; `chunk` is a file in it.
fn word(behind: &str, chunk: &str) -> Files {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: [&str; 3]| format!("<w:tr>{}</w:tr>", cells.map(cell).concat());
    let rows = [["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát", "Sở Y tế"]].map(row).concat();
    let body = format!(
        "<w:document xmlns:w='w' xmlns:r='r'><w:body><w:tbl>{rows}</w:tbl>{behind}</w:body></w:document>"
    );
    let parts =
        [("document.xml", Part::plain(body)), ("worksheets/sheet1.xml", Part::plain(chunk))];
    vec![("nguon.docx", docx(&parts))]
}

/// What readers leave out or take for what was meant.
fn shown_cases() -> Vec<Case> {
    let case = |code, wrong: Files, right: Files| Case { code, wrong, right };
    let csv = |text: &str| vec![("nguon.csv", format!("TT;Nội dung;Chủ trì\n{text}").into_bytes())];
    let chunk = "<w:altChunk r:id='s1'/>";
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let note = "<w:p><w:r><w:t>Ghi chú</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    let lost = "TT;N?i dung;Ch? trì\n1;R? soát quy ho?ch;S? Y t?\n2;B?o c?o k?t qu?;S? N?i v?\n";
    vec![
        case("text-hidden", page("Sở Y tế<span hidden> cũ</span>"), page("Sở Y tế")),
        case("text-deleted", page("<del>Sở Nội vụ</del>Sở Y tế"), page("<ins>Sở Y tế</ins>")),
        case(
            "box-open",
            page("<input type=checkbox checked>Sở Y tế<br><input type=checkbox>Sở Nội vụ"),
            page("<input type=checkbox checked>Sở Y tế"),
        ),
        case(
            "choice-guessed",
            page("<select><option>Sở Y tế<option>Sở Nội vụ</select>"),
            page("<select><option selected>Sở Y tế<option>Sở Nội vụ</select>"),
        ),
        case("text-beside", of("loi-ghi-tren-o.xlsx"), of("chu-tri-va-thuc-hien.xlsx")),
        case("part-unread", word(chunk, "{\\rtf1 x}"), word(chunk, "Ghi chú")),
        case(
            "text-outside",
            word(&paragraph("Giao Sở Nội vụ rà soát vị trí việc làm trong quý II năm 2026."), ""),
            word(&paragraph("Nơi nhận: các sở, ban, ngành; lưu: VT."), ""),
        ),
        case("notes-unread", word(note, ""), word("", "")),
        case(
            "quote-open",
            csv("1;\"Rà soát;Sở Y tế\n2;b;Sở Nội vụ\n"),
            csv("1;\"Rà; soát\";Sở Y tế\n"),
        ),
        case(
            "letters-lost",
            vec![("nguon.csv", lost.into())],
            csv("1;Rà soát được không?;Sở Y tế\n"),
        ),
    ]
}

/// A compound file as Word 97–2003 makes them.
fn old_word() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    file.create_stream("WordDocument").expect("a stream");
    file.into_inner().into_inner()
}

/// So many names in one cell.
fn bodies(count: usize) -> String {
    (1..=count).map(|number| format!("Viện Số {number}")).collect::<Vec<_>>().join("; ")
}

/// So many tasks, each another one.
fn many_tasks(count: usize) -> String {
    let tasks = (1..=count).map(|number| format!("- {{content: Việc {number}, lead: Sở Y tế}}\n"));
    format!("tasks:\n{}", tasks.collect::<String>())
}

/// A task that so many bodies of the source's own support.
fn many_bodies(count: usize) -> String {
    let own = (1..=count).map(|number| format!("- {{name: Viện Số {number}, kind: khac}}\n"));
    format!(
        "tasks: [{{content: Rà soát, lead: Sở Y tế, support: các viện}}]\n\
         collectives: [{{name: các viện, kinds: [khac]}}]\nagencies:\n{}",
        own.collect::<String>()
    )
}

/// Faults of `resolve`, styles, projects and batches.
fn later_cases() -> Vec<Case> {
    let collective =
        |members: &str| format!("{TASK}\ncollectives: [{{name: các tổ, members: [{members}]}}]");
    let long = "rà soát, bổ sung ".repeat(800);
    vec![
        document("title-missing", "place: Hà Tĩnh", "title: Danh mục"),
        document("value-unknown", "mode: giấy than", "mode: bản giấy"),
        document("date-unreadable", "date: mồng năm Tết", "date: ngày 05 tháng 01 năm 2026"),
        document("date-impossible", "date: 31/02/2026", "date: 28/02/2026"),
        one_task(
            "deadline-impossible",
            "lead: Sở Y tế, deadline: Trước 31/02/2026",
            "lead: Sở Y tế, deadline: Trước 28/02/2026",
        ),
        one_task("agency-near", "lead: Sở Công Thươg", "lead: Sở công thương"),
        one_task("agency-unknown", "lead: Viện Vật lý hạt nhân", "lead: Sở KH&CN"),
        one_task(
            "collective-unknown",
            "lead: Sở Y tế, support: các câu lạc bộ thơ",
            "lead: Sở Y tế, support: các đơn vị liên quan",
        ),
        one_task(
            "name-missing",
            "lead: Sở Y tế, support: Theo phân công tại Quyết định số 88/QĐ-UBND",
            "lead: Sở Y tế, support: Sở Nội vụ",
        ),
        one_task("scope-noted", "lead: Các sở theo lĩnh vực phụ trách", "lead: Các sở"),
        of_a_province(
            "commune-unclear",
            "UBND thành phố Hà Nội, 01/3/2024, UBND xã Phú Cường",
            "UBND thành phố Hà Nội, 01/3/2024, \"UBND xã Phú Cường, huyện Ba Vì\"",
        ),
        of_a_province(
            "commune-elsewhere",
            "UBND tỉnh Hà Tĩnh, 01/3/2026, UBND phường Ba Đình",
            "UBND tỉnh Hà Tĩnh, 01/3/2026, UBND phường Thành Sen",
        ),
        yaml(
            "agency-unnamed",
            format!("{TASK}\nagencies: [{{id: vien-a}}]"),
            format!("{TASK}\nagencies: [{{id: vien-a, name: Viện A}}]"),
        ),
        yaml("member-unknown", collective("Sở Y té, vien-b"), collective("Sở Y tế, so-noi-vu")),
        document("style-unknown", "style: ubndd", "style: ubnd-ban-hanh"),
        document("columns-unknown", "columns: co_ban", "columns: hai-tang"),
        Case {
            code: "source-twice",
            wrong: vec![("a.yaml", TASK.into()), ("b.yaml", TASK.into())],
            right: vec![
                ("a.yaml", TASK.into()),
                ("b.yaml", b"agencies: [{name: Vi\xE1\xBB\x87n A}]".to_vec()),
            ],
        },
        one_task(
            "text-long",
            &format!("lead: Sở Y tế, product: {}", "rà soát ".repeat(5_000)),
            "lead: Sở Y tế",
        ),
        one_task(
            "marks-many",
            &format!("lead: Sở Y tế, product: a{}", "\u{331}".repeat(9)),
            "lead: Sở Y tế",
        ),
        one_task(
            "names-many",
            &format!("lead: Sở Y tế, support: {}", bodies(501)),
            "lead: Sở Y tế",
        ),
        one_task(
            "name-long",
            &format!("lead: Viện {}", "nghiên cứu ".repeat(100)),
            "lead: Viện nghiên cứu",
        ),
        yaml("tasks-many", many_tasks(20_001), TASK),
        yaml("agencies-many", many_bodies(16_001), many_bodies(3)),
        yaml("row-split", format!("tasks: [{{content: \"{long}\", lead: Sở Y tế}}]"), TASK),
    ]
}

fn cases() -> Vec<Case> {
    let checked = CHECKS.iter().flat_map(|check| check.cases);
    let checked = checked.map(|case| yaml(case.code, case.wrong, case.right));
    read_cases()
        .into_iter()
        .chain(shown_cases())
        .chain(import_cases())
        .chain(later_cases())
        .chain(reissue_cases())
        .chain(collected_cases())
        .chain(checked)
        .collect()
}

/// Faults of a plan that is issued again on a later day.
fn reissue_cases() -> Vec<Case> {
    let case = |code, wrong: &str, right: &str| {
        let file = |task: &str| {
            let head = "document: {issuer: Ủy ban nhân dân tỉnh Hà Tĩnh, date: 10/5/2024}";
            vec![("ban-hanh-lai.yaml", format!("{head}\ntasks: [{{{task}}}]").into_bytes())]
        };
        Case { code, wrong: file(wrong), right: file(right) }
    };
    let planning = "lead: Sở Kế hoạch và Đầu tư";
    let numbered = |number: &str| {
        let head = "document: {issuer: Ủy ban nhân dân tỉnh Hà Tĩnh, date: 10/5/2024";
        let text = format!("{head}, number: {number}}}\ntasks: [{{content: Gửi, {planning}}}]");
        vec![("ban-hanh-lai.yaml", text.into_bytes())]
    };
    let dated = |date: &str| {
        let head = "document: {issuer: Ủy ban nhân dân tỉnh Hà Tĩnh";
        let text = format!("{head}, date: {date}}}\ntasks: [{{content: Gửi, {planning}}}]");
        vec![("ban-hanh-lai.yaml", text.into_bytes())]
    };
    vec![
        Case { code: "day-before", wrong: dated("02/7/2025"), right: dated("30/6/2025") },
        case(
            "successor-open",
            "content: Tổng kết năm, lead: Sở Thông tin và Truyền thông",
            &format!("content: Tổng kết năm, {planning}"),
        ),
        Case { code: "old-number-kept", wrong: numbered("5/KH-UBND"), right: numbered("/KH-UBND") },
        case(
            "old-name-kept",
            &format!("content: Gửi Sở Kế hoạch và Đầu tư, {planning}"),
            &format!("content: Gửi số liệu, {planning}"),
        ),
    ]
}

/// Faults of extracts that come back filled in.
fn collected_cases() -> Vec<Case> {
    let plan = || ("tong-hop.yaml", crate::collected::PLAN.as_bytes().to_vec());
    let files = |report: Vec<u8>| vec![plan(), ("ve/a.xlsx", report)];
    let all = crate::collected::cases();
    let good = || all.first().map_or_else(Vec::new, |(_, _, right)| files(right.clone()));
    let beside = |name: &'static str, bytes: &[u8]| {
        let mut files = good();
        files.push((name, bytes.to_vec()));
        files
    };
    let mut cases = vec![
        Case { code: "report-file-kind", wrong: beside("ve/b.pdf", b"%PDF-1.4"), right: good() },
        Case { code: "report-archive", wrong: beside("ve/b.zip", b"PK\x03\x04"), right: good() },
    ];
    let each = all.iter().map(|(code, wrong, right)| Case {
        code,
        wrong: files(wrong.clone()),
        right: files(right.clone()),
    });
    cases.extend(each);
    cases
}

/// Faults of plans in sentences.
fn import_cases() -> Vec<Case> {
    let head = "Hà Tĩnh, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\nChuyển đổi số\nII. NHIỆM VỤ\n";
    let good = format!("{head}a) Sở Y tế chủ trì rà soát.\nb) Sở Nội vụ chủ trì đào tạo.\n");
    let case = |code, wrong: String| {
        let file = |text: String| vec![("ke-hoach.txt", text.into_bytes())];
        Case { code, wrong: file(wrong), right: file(good.clone()) }
    };
    let cited = |date: &str| format!("- Sở Y tế thực hiện Nghị quyết số 08-NQ/TU ngày {date}.\n");
    let mut damaged = case("prose-unreadable", String::new());
    damaged.wrong = vec![("ke-hoach.docx", b"PK\x03\x04".to_vec())];
    let mut picture = case("prose-type", String::new());
    picture.wrong = vec![("ke-hoach.txt", b"\x89PNG\r\n\x1a\n".to_vec())];
    let sentences = include_bytes!("plans/so-y-te-2025.docx").to_vec();
    let in_sentences = Case {
        code: "plan-in-sentences",
        wrong: vec![("nguon.docx", sentences)],
        right: vec![("nguon.yaml", TASK.into())],
    };
    vec![
        in_sentences,
        picture,
        damaged,
        case("prose-too-large", "Sở Y tế chủ trì rà soát.\n".repeat(1_200_000)),
        case("plan-missing", String::from("Trời hôm nay đẹp quá, ta đi chơi thôi.\n")),
        case("citation-dates", format!("{good}{}{}", cited("18/7/2018"), cited("18/5/2018"))),
        case("label-twice", format!("{good}b) Sở Xây dựng chủ trì kiểm tra.\n")),
        case("label-gap", format!("{good}d) Sở Xây dựng chủ trì kiểm tra.\n")),
        case(
            "annex-differs",
            format!(
                "{good}CHỦ TỊCH\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\nSTT\tNội dung\tCơ quan chủ trì\tThời gian\n\
                 1\tRà soát\tSở Xây dựng\tNăm 2024\n"
            ),
        ),
        case(
            "year-guessed",
            format!("{}{}", good.replace(", ngày 05 tháng 3 năm 2024", ""), cited("18/7/2018")),
        ),
    ]
}

/// What is found in a source folder: `build` tells the faults of making too. A plan in sentences is
/// imported.
fn judge(files: &Files, language: &str) -> Output {
    let program = Program::new();
    for (name, content) in files {
        program.put(&format!("nguon/{name}"), content);
    }
    if let [(name, _)] = files.as_slice()
        && name.starts_with("ke-hoach.")
    {
        let plan = format!("nguon/{name}");
        return program.run(&["import", &plan, "--report", "--lang", language]);
    }
    if let [(name, _)] = files.as_slice()
        && name.starts_with("ban-hanh-lai.")
    {
        let plan = format!("nguon/{name}");
        let day = ["--date", "01/7/2025", "-o", "moi.yaml", "--lang", language];
        return program.run(&[&["reassign", plan.as_str()][..], &day].concat());
    }
    if let [(name, _), ..] = files.as_slice()
        && name.starts_with("tong-hop.")
    {
        let plan = format!("nguon/{name}");
        return program.run(&["collect", &plan, "nguon/ve", "--lang", language]);
    }
    program.run(&["build", "nguon", "--only", "danh-muc.pdf", "--lang", language])
}

/// The diagnostics of a run that concern one code.
fn found<'a>(output: &'a Output, code: &str) -> Vec<&'a str> {
    let mark = format!("[{code}]: ");
    output.stderr.lines().filter_map(|line| line.split_once(&mark)).map(|line| line.1).collect()
}

#[test]
fn every_fault_has_a_source_with_it_and_one_without() {
    let mut without: BTreeSet<&str> = all_faults().iter().map(|fault| fault.code).collect();
    for Case { code, wrong, right } in cases() {
        for language in ["vi", "en"] {
            let output = judge(&wrong, language);
            let messages = found(&output, code);
            assert!(!messages.is_empty(), "the wrong source of {code} lacks it\n{output}");
            for message in messages {
                assert!(
                    !message.contains('{'),
                    "{code} has a value that nobody filled in: {message}"
                );
            }
        }
        let output = judge(&right, "vi");
        assert!(found(&output, code).is_empty(), "the right source of {code} has it\n{output}");
        without.remove(code);
    }
    assert!(without.is_empty(), "no cases for {without:?}");
}

#[test]
fn an_error_fails_the_run_and_a_warning_does_not() {
    // Readers and checks share the code behind this.
    let severities: BTreeMap<&str, bool> = all_faults()
        .iter()
        .map(|fault| (fault.code, fault.severity == danhmuc::diag::Severity::Error))
        .collect();
    for Case { code, wrong, right } in later_cases() {
        // Told by the test above, and slow.
        if matches!(code, "tasks-many" | "agencies-many") {
            continue;
        }
        let output = judge(&wrong, "vi");
        let expected = i32::from(severities[code]);
        assert_eq!(output.code, expected, "{code}\n{output}");
        judge(&right, "vi").exits(0);
    }
}

#[test]
fn codes_are_unique_and_kebab_case() {
    let mut seen = BTreeSet::new();
    for fault in all_faults() {
        let code = fault.code;
        assert!(seen.insert(code), "{code} stands twice");
        let words = code.split('-');
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
        assert!(words.into_iter().all(is_word), "{code} is not kebab-case");
    }
}

#[test]
fn both_languages_name_the_same_values() {
    fn values(message: &str) -> BTreeSet<&str> {
        message.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
    }
    for fault in all_faults() {
        assert_eq!(values(fault.vi), values(fault.en), "{}", fault.code);
    }
}

#[test]
fn every_fault_is_explained_in_both_languages() {
    let program = Program::new();
    for fault in all_faults() {
        let explanations = [("vi", fault.vi, fault.explain_vi), ("en", fault.en, fault.explain_en)];
        for (language, message, explanation) in explanations {
            assert!(!explanation.trim().is_empty(), "{} has no page in {language}", fault.code);
            let output = program.run(&["explain", fault.code, "--lang", language]).exits(0);
            output.says(fault.code).says(message).says(explanation);
        }
    }
    let all = program.run(&["explain"]).exits(0);
    let codes: Vec<&str> = all_faults().iter().map(|fault| fault.code).collect();
    assert_eq!(all.stdout.lines().collect::<Vec<_>>(), codes);
}

#[test]
fn an_unknown_code_is_refused_with_the_nearest_one() {
    let program = Program::new();
    program.run(&["explain", "lead-mising"]).exits(2).complains("“lead-missing”");
    program.run(&["explain", "xyz"]).exits(2).complains("danhmuc explain");
}

#[test]
fn the_language_is_an_option_or_a_variable() {
    let program = || Program::new().file("nguon.yaml", "tasks: [{content: Rà soát}]");
    let vietnamese = program().run(&["check", "nguon.yaml"]).exits(1);
    vietnamese.says("lỗi[lead-missing]").says("1 nhiệm vụ, 1 lỗi");
    let english = program().run(&["check", "nguon.yaml", "--lang", "en"]).exits(1);
    english.says("error[lead-missing]").says("1 task, 1 error").says_nothing_of("lỗi");
    let spoken = program().variable("DANHMUC_LANG", "en");
    spoken.run(&["check", "nguon.yaml"]).exits(1).says("error[lead-missing]");
    // The option says more than the variable.
    spoken.run(&["--lang", "vi", "check", "nguon.yaml"]).exits(1).says("lỗi[lead-missing]");
    program().run(&["check", "nguon.yaml", "--lang", "fr"]).exits(2);
}
