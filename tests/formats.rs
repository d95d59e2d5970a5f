//! The same plan as YAML, TOML, JSON and workbook → the same model, up to the places.

use std::path::Path;
use std::process::Command;

use danhmuc::diag::Diagnostics;
use danhmuc::model::{Model, draft::Draft};
use danhmuc::read::{Input, reader_for};
use danhmuc::resolve::{ResolveOptions, resolve};
use danhmuc::source::Sources;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use crate::program::Program;
use crate::workbook::{bytes, fill, merge, named, workbook};

const YAML: &str = include_str!("formats/ke-hoach.yaml");
const TOML: &str = include_str!("formats/ke-hoach.toml");
const JSON: &str = include_str!("formats/ke-hoach.json");

/// The same plan as a clerk would type it into a workbook.
fn plan_workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let document = named(&mut book, "Văn bản");
    fill(
        document,
        &[
            &["Mục", "Giá trị", "Số bản"],
            &["Loại văn bản", "Phụ lục"],
            &["Tiêu đề", "Danh mục nhiệm vụ thực hiện “Đề án” & các chương trình"],
            &["Cơ quan ban hành", "Ủy ban nhân dân tỉnh Hà Tĩnh"],
            &["Cơ quan chủ quản", "Tỉnh ủy Hà Tĩnh"],
            &["Địa danh", "Hà Tĩnh"],
            &["Văn bản gốc: loại", "Kế hoạch"],
            &["Văn bản gốc: số", "111/KH-UBND"],
            &["Văn bản gốc: ngày", "05/01/2024"],
            &["Văn bản gốc: cơ quan", "Ủy ban nhân dân tỉnh Hà Tĩnh"],
            &["Căn cứ", "Nghị quyết số 29-NQ/TW ngày 17/11/2022"],
            &["", "Nghị quyết số 111/NQ-CP ngày 22/7/2024"],
            &["Nơi nhận", "Như Điều 3"],
            &["", "Các sở, ban, ngành"],
            &["", "Viện Tiên Điền"],
            &["Chế độ", "Bản giấy"],
            &["Mẫu trình bày", "ubnd"],
            &["Mẫu cột", "ket-qua"],
            &["Đánh số", "Theo nhóm"],
            &["Dòng số cột", "x"],
            &["Phụ lục số", "II"],
            &["Ghi chú dưới bảng", "Thời gian tính từ ngày ban hành."],
        ],
    );
    for (row, copies) in [(13, 20.0), (14, 2.0)] {
        document.write_number(row, 2, copies).expect("a cell");
    }

    let tasks = named(&mut book, "Nhiệm vụ");
    merge(tasks, 0, (0, 9), "DANH MỤC NHIỆM VỤ");
    merge(tasks, 1, (0, 9), "(Kèm theo Kế hoạch số 111/KH-UBND)");
    let rows: [&[&str]; 10] = [
        &[
            "STT",
            "Tên nhiệm vụ",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Kết quả/Sản phẩm",
            "Thời gian",
            "Ghi chú",
            "Cấp trình",
            "Căn cứ",
            "Đồng chủ trì",
        ],
        &["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
        &["1", "Quán triệt nội dung Đề án", "các sở, ban, ngành", "", "", "Thường xuyên"],
        &["I"],
        &[
            "1",
            "Rà soát quy hoạch:\n- hạ tầng số;\n- \"dữ liệu\" đất đai #1.",
            "Sở KH&ĐT",
            "Sở Văn hóa, Thể thao và Du lịch; các đơn vị liên quan; Viện Tiên Điền",
            "Báo cáo",
            "Quý IV/2025",
            "Báo cáo 6.10",
            "UBND tỉnh",
            "Quyết định số 165/QĐ-TTg ngày 28/02/2023",
        ],
        &["1"],
        &["1", "Chuẩn hóa dữ liệu", "Sở Công Thương\nCông an tỉnh", "các tổ công tác"],
        &[
            "2",
            "Kết nối dữ liệu",
            "Sở Tài nguyên và Môi trường",
            "",
            "",
            "Trước ngày 15/11 hằng năm",
        ],
        &["II"],
        &["1", "Bồi dưỡng kỹ năng số", "Viện Tiên Điền", "Sở Nội vụ"],
    ];
    let above: [&[&str]; 3] = [&[], &[], &[]];
    let all: Vec<&[&str]> = above.into_iter().chain(rows).collect();
    fill(tasks, &all);
    for (row, title) in [(6, "Hạ tầng, dữ liệu"), (8, "Dữ liệu đất đai"), (11, "Nhân lực")]
    {
        merge(tasks, row, (1, 9), title);
    }
    let day = Format::new().set_num_format("d/m/yyyy");
    let date = ExcelDateTime::from_ymd(2025, 6, 30).expect("a day");
    tasks.write_datetime_with_format(9, 5, date, &day).expect("a cell");
    tasks.write_string(9, 9, "x").expect("a cell");
    tasks.write_number(12, 5, 2025.0).expect("a cell");
    tasks.write_number(13, 0, 2.0).expect("a cell");
    for (column, text) in
        [(1, "Đánh giá kết quả"), (2, "Viện TĐ"), (5, "Sau khi có hướng dẫn của Trung ương")]
    {
        tasks.write_string(13, column, text).expect("a cell");
    }

    fill(
        named(&mut book, "Cơ quan"),
        &[
            &["Tên", "Viết tắt", "Loại", "Tên gọi khác", "Mã", "Thành viên"],
            &[
                "Viện Nghiên cứu Tiên Điền",
                "Viện TĐ",
                "Đơn vị sự nghiệp",
                "Viện Tiên Điền",
                "vien-tien-dien",
            ],
            &[
                "các tổ công tác",
                "",
                "Cụm chỉ chung",
                "",
                "cac-to-cong-tac",
                "vien-tien-dien; Sở Y tế",
            ],
        ],
    );
    bytes(book)
}

/// What `show` says without the places.
fn shown(program: &Program, source: &str) -> Value {
    let mut value = program.show(source, 0);
    forget_places(&mut value);
    value
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.remove("at");
            entries.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[test]
fn yaml_toml_json_and_workbook_give_the_same_model() {
    let program = Program::new()
        .file("ke-hoach.yaml", YAML)
        .file("ke-hoach.toml", TOML)
        .file("ke-hoach.json", JSON)
        .file("ke-hoach.xlsx", plan_workbook());
    let yaml = shown(&program, "ke-hoach.yaml");
    for source in ["ke-hoach.toml", "ke-hoach.json", "ke-hoach.xlsx"] {
        same(&shown(&program, source), &yaml, source);
    }
}

/// The plan is understood, and not merely misread alike in every format.
#[test]
fn the_plan_is_understood_as_it_was_meant() {
    let program = Program::new().file("ke-hoach.yaml", YAML);
    let shown = shown(&program, "ke-hoach.yaml");
    assert_eq!(shown["document"]["parent"]["date"], "2024-01-05");
    assert_eq!(
        shown["document"]["recipients"][1],
        json!({"name": "Các sở, ban, ngành", "copies": 20})
    );
    let numbers: Vec<_> = shown["tasks"]
        .as_array()
        .expect("tasks")
        .iter()
        .map(|task| task["number"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(numbers, ["1", "1", "1", "2", "1", "2"]);
    let joint = &shown["tasks"][2];
    assert_eq!(joint["group"], json!(["Hạ tầng, dữ liệu", "Dữ liệu đất đai"]));
    assert_eq!(
        joint["lead"],
        json!({
            "text": "Sở Công Thương; Công an tỉnh",
            "agencies": ["so-cong-thuong", "cong-an-tinh"]
        })
    );
    assert_eq!(joint["support"][0]["agencies"], json!(["so-y-te", "vien-tien-dien"]));
    assert_eq!(joint["deadline"]["end"], "2025-06-30");
    let supports = &shown["tasks"][1]["support"];
    assert_eq!(supports[1]["open"], true);
    assert_eq!(supports[2]["agencies"], json!(["vien-tien-dien"]));
    assert_eq!(shown["tasks"][5]["lead"]["agencies"], json!(["vien-tien-dien"]));
}

#[test]
fn rows_of_text_and_a_page_give_the_same_model_as_a_workbook() {
    let rows: &[&[&str]] = &[
        &["DANH MỤC NHIỆM VỤ"],
        &[],
        &["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        &["I", "Hạ tầng, dữ liệu"],
        &[
            "1",
            "Rà soát:\n- \"dữ liệu\" đất đai; nhà ở",
            "Sở KH&CN",
            "Sở Y tế; Sở Nội vụ",
            "30/6/2026",
        ],
        &["2", "Kết nối, chia sẻ", "Công an tỉnh", "", "Quý IV/2026"],
    ];
    let text = |separator: &str| -> String {
        let cell = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
        let row = |row: &&[&str]| row.iter().map(cell).collect::<Vec<_>>().join(separator) + "\r\n";
        rows.iter().map(row).collect()
    };
    let page = || -> String {
        let cell = |cell: &&str| {
            let cell = cell.replace('&', "&amp;").replace('\n', "<br>");
            format!("<td>{cell}</td>")
        };
        let row = |row: &&[&str]| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
        let rows: String = rows.iter().map(row).collect();
        format!("<meta charset=utf-8><table>{rows}</table>")
    };
    let utf16: Vec<u8> =
        format!("\u{feff}{}", text("\t")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let program = Program::new()
        .file("a.xlsx", workbook(&[("Bảng 1", rows)]))
        .file("phay.csv", text(","))
        .file("cham-phay.csv", text(";"))
        .file("tab.tsv", utf16)
        .file("trang.html", page());
    let expected = shown(&program, "a.xlsx");
    assert_eq!(expected["tasks"].as_array().map(Vec::len), Some(2));
    for source in ["phay.csv", "cham-phay.csv", "tab.tsv", "trang.html"] {
        same(&shown(&program, source), &expected, source);
    }
}

#[test]
fn xls_and_ods_give_the_same_model_as_xlsx() {
    let program = Program::new().file("ke-hoach.xlsx", plan_workbook());
    let xlsx = shown(&program, "ke-hoach.xlsx");
    for format in ["xls", "ods"] {
        if !convert(&program.path("ke-hoach.xlsx"), format) {
            assert!(std::env::var_os("CI").is_none(), "LibreOffice (soffice) is needed in CI");
            eprintln!("skipped: LibreOffice (soffice) is not installed");
            return;
        }
        let converted = format!("ke-hoach.{format}");
        same(&shown(&program, &converted), &xlsx, &converted);
    }
}

/// A comment on a cell and a text box are told in every format, and are no text of a cell.
#[test]
fn comments_and_text_boxes_are_told_in_every_format() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì"],
        ["1", "Rà soát quy hoạch", "Sở Xây dựng"],
        ["2", "Lập kế hoạch", "Sở Nội vụ"],
    ]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    let note = rust_xlsxwriter::Note::new("Đổi sang Sở Y tế").set_author("An");
    sheet.insert_note(1, 2, &note.add_author_prefix(false)).expect("a note");
    let shape = rust_xlsxwriter::Shape::textbox().set_text("Chưa duyệt việc này");
    sheet.insert_shape(2, 1, &shape).expect("a text box");
    let program = Program::new().file("a.xlsx", book.save_to_buffer().expect("a workbook"));
    for format in ["xlsx", "xls", "ods"] {
        if format != "xlsx" && !convert(&program.path("a.xlsx"), format) {
            assert!(std::env::var_os("CI").is_none(), "LibreOffice (soffice) is needed in CI");
            eprintln!("skipped: LibreOffice (soffice) is not installed");
            return;
        }
        let file = format!("a.{format}");
        let shown = shown(&program, &file);
        let of = |task: &Value| (task["content"].clone(), task["lead"]["text"].clone());
        let tasks: Vec<_> = shown["tasks"].as_array().expect("tasks").iter().map(of).collect();
        let expected = [("Rà soát quy hoạch", "Sở Xây dựng"), ("Lập kế hoạch", "Sở Nội vụ")];
        assert_eq!(tasks, expected.map(|(content, lead)| (content.into(), lead.into())), "{file}");
        let told = program.run(&["check", &file]);
        assert!(told.stdout.contains("2 lời ghi trên ô"), "{file}: {told}");
    }
}

/// Converts a workbook beside itself with LibreOffice; false when there is no LibreOffice.
fn convert(file: &Path, format: &str) -> bool {
    let folder = file.parent().expect("a file has a folder");
    // A profile of its own, so that an open LibreOffice of the user's is left alone.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([folder, file])
        .output();
    match run {
        Ok(run) => {
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            true
        }
        Err(_) => false,
    }
}

/// Compares part by part, so that a difference can be read.
#[track_caller]
fn same(one: &Value, other: &Value, what: &str) {
    for part in ["document", "groups", "agencies", "diagnostics"] {
        assert_eq!(one[part], other[part], "{part} of {what}");
    }
    let tasks = |value: &Value| value["tasks"].as_array().cloned().unwrap_or_default();
    for (one, other) in tasks(one).iter().zip(&tasks(other)) {
        assert_eq!(one, other, "a task of {what}");
    }
    assert_eq!(tasks(one).len(), tasks(other).len(), "tasks of {what}");
}

/// Words with Vietnamese letters in both normal forms, quotes, line ends and all that Typst,
/// YAML, TOML and JSON give a meaning to.
pub fn words() -> impl Strategy<Value = String> {
    "[a-eđĐơưủỷẾỘ\u{301}\u{323}A-E0-9 \n\r\t\"'“”#*_$<>@=+/\\\\`\\[\\]{}()~^&%;:.,!|?-]{0,40}"
}

fn names() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just(String::from("Sở Y tế")),
        Just(String::from("Sở Văn hóa, Thể thao và Du lịch")),
        Just(String::from("các sở, ban, ngành")),
        words(),
    ];
    prop_oneof![
        name.clone().prop_map(Value::from),
        prop::collection::vec(name, 0..3).prop_map(Value::from)
    ]
}

fn task() -> impl Strategy<Value = Value> {
    (words(), names(), names(), words(), any::<bool>()).prop_map(
        |(content, lead, support, deadline, joint)| {
            json!({
                "content": content,
                "lead": lead,
                "support": support,
                "deadline": deadline,
                "joint": joint,
            })
        },
    )
}

fn plan() -> impl Strategy<Value = Value> {
    let tasks = || prop::collection::vec(task(), 0..3);
    let inner =
        (words(), tasks()).prop_map(|(title, tasks)| json!({"title": title, "tasks": tasks}));
    let group = (words(), tasks(), prop::collection::vec(inner, 0..2)).prop_map(
        |(title, tasks, groups)| json!({"title": title, "tasks": tasks, "groups": groups}),
    );
    let copies = 0..200_u32;
    (words(), words(), copies, tasks(), prop::collection::vec(group, 0..3)).prop_map(
        |(title, recipient, copies, tasks, groups)| {
            json!({
                "document": {
                    "title": title,
                    "recipients": [{"name": recipient, "copies": copies}],
                },
                "tasks": tasks,
                "groups": groups,
            })
        },
    )
}

/// Reads a source as the program does; the draft, what became of it, and the codes on the way.
fn read(name: &str, text: &str) -> (Option<Draft>, Option<Model>, Vec<&'static str>) {
    let read = || {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add_file(name);
        let input = Input { name, bytes: text.as_bytes() };
        let reader = reader_for(name).expect("a reader");
        let draft = reader.read(&input, file, &mut sources, &mut diagnostics);
        (draft, diagnostics)
    };
    let (draft, mut diagnostics) = read();
    let model = read().0.map(|draft| resolve(draft, ResolveOptions::default(), &mut diagnostics));
    let mut codes: Vec<_> = diagnostics.iter().map(|one| one.fault.code).collect();
    codes.sort_unstable();
    (draft, model, codes)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_plan_reads_alike_from_json_and_toml(plan in plan()) {
        let json = serde_json::to_string_pretty(&plan)?;
        let toml = toml::to_string(&plan)?;
        let (from_json, from_toml) = (read("a.json", &json), read("a.toml", &toml));
        prop_assert!(from_json.0.is_some());
        prop_assert_eq!(from_json, from_toml);
    }

    /// JSON is YAML, so that one text is a source of both formats.
    #[test]
    fn any_plan_reads_alike_from_json_and_yaml(plan in plan()) {
        let json = serde_json::to_string(&plan)?;
        prop_assert_eq!(read("a.json", &json), read("a.yaml", &json));
    }
}
