//! The verbs that look, start and explain: what they print and return.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::Program;
use crate::workbook::workbook;

/// A source that nothing at all is wrong with.
pub const GOOD: &str = "\
document:
  title: Danh mục nhiệm vụ
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 05/01/2026}
groups:
  - title: Hạ tầng
    tasks:
      - content: Rà soát quy hoạch
        lead: Sở Xây dựng
        support: [Sở Tài chính, các đơn vị liên quan]
        deadline: Quý II/2026
        product: Báo cáo
";

/// The same without its document: two warnings, no error.
pub const WARNED: &str = "tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Hằng năm}]\n";

/// Mistakes of several kinds, each on a line of its own.
pub const MISTAKEN: &str = "\
document:
  title: Danh mục nhiệm vụ
  date: 31/02/2026
  parent: {number: 15/QĐ-UBND, date: 05/01/2026}
  recipents: [Như Điều 2]
groups:
  - title: Hạ tầng
    tasks:
      - content: Rà soát
        lead: Sở Công Thươg
        deadline: Quý V/2026
      - content: Sơ kết
        lead: [Sở Y tế, Sở Nội vụ]
        support: [Sở Y tế]
        deadline: Hằng năm
      - content: Tổng kết
        deadline: Hằng năm
";

/// `(place, code)` of what is wrong with [`MISTAKEN`], in the order of the file.
const MISTAKES: &[(&str, &str)] = &[
    ("nguon.yaml:3:9", "date-impossible"),
    ("nguon.yaml:5:3", "key-unknown"),
    ("nguon.yaml:10:15", "agency-near"),
    ("nguon.yaml:11:19", "deadline-impossible"),
    ("nguon.yaml:13:16", "lead-many"),
    ("nguon.yaml:14:19", "lead-in-support"),
    ("nguon.yaml:16:9", "lead-missing"),
];

/// `(place, code)` of each line of `check --format short`.
fn places(stdout: &str) -> Vec<(String, String)> {
    let parts = |line: &str| {
        let (place, rest) = line.split_once(": ")?;
        let code = rest.split_once('[')?.1.split_once(']')?.0;
        Some((place.to_string(), code.to_string()))
    };
    stdout
        .lines()
        .map(|line| parts(line).unwrap_or_else(|| panic!("a line of its own: {line}")))
        .collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(place, code)| (place.to_string(), code.to_string())).collect()
}

#[test]
fn check_finds_all_mistakes_in_one_run_at_their_places() {
    let program = Program::new().file("nguon.yaml", MISTAKEN);
    let short = program.run(&["check", "nguon.yaml", "--format", "short"]).exits(1);
    assert_eq!(places(&short.stdout), owned(MISTAKES));

    let json = program.run(&["check", "nguon.yaml", "--format", "json"]).exits(1).json();
    let text = |one: &Value, key: &str| one[key].as_str().expect("a text").to_string();
    let found = json.as_array().expect("a list").iter();
    let found: Vec<_> = found.map(|one| (text(one, "at"), text(one, "code"))).collect();
    assert_eq!(found, owned(MISTAKES));

    let human = program.run(&["check", "nguon.yaml"]).exits(1);
    let human =
        human.says("nguon.yaml:10:15\n  lỗi[agency-near]: không có cơ quan “Sở Công Thươg”");
    human.says("có phải là “Sở Công Thương”?").says("nguon: 3 nhiệm vụ, 7 lỗi, 0 cảnh báo");
}

#[test]
fn mistakes_of_a_workbook_are_told_by_cell() {
    let book = workbook(&[
        (
            "Văn bản",
            &[
                &["Mục", "Nội dung"],
                &["Tiêu đề", "Danh mục nhiệm vụ"],
                &["Văn bản gốc: số", "15/QĐ-UBND"],
                &["Văn bản gốc: ngày", "32/01/2026"],
                &["Mẫu cộtt", "co-ban"],
                &["Nơi nhận", "Như Điều 3", "hai bản"],
            ],
        ),
        (
            "Nhiệm vụ",
            &[
                &["DANH MỤC NHIỆM VỤ"],
                &[],
                &[
                    "STT",
                    "Tên nhiệm vụ",
                    "Chủ trì",
                    "Phối hợp",
                    "Thời hạn",
                    "Thời gian",
                    "Kinh phí",
                ],
                &["I", "Hạ tầng"],
                &["1", "Rà soát", "Sở Công Thươg", "Sở Y tế; Sở Y tế tỉnh", "31/11/2026"],
                &["2", "Sơ kết", "", "", "Hằng năm"],
                &["3", "", "Sở Y tế", "", "Hằng năm"],
            ],
        ),
        ("Cơ quan", &[&["Tên", "Loại"], &["Viện Tiên Điền", "Trung tâm"]]),
    ]);
    let program = Program::new().file("KeHoach.xlsx", book);
    let short = program.run(&["check", "KeHoach.xlsx", "--format", "short"]).exits(1);
    let expected = owned(&[
        ("KeHoach.xlsx » Văn bản!B4", "date-impossible"),
        ("KeHoach.xlsx » Văn bản!A5", "key-unknown"),
        ("KeHoach.xlsx » Văn bản!C6", "value-unknown"),
        ("KeHoach.xlsx » Nhiệm vụ!F3", "heading-twice"),
        ("KeHoach.xlsx » Nhiệm vụ!G3", "column-unknown"),
        ("KeHoach.xlsx » Nhiệm vụ!C5", "agency-near"),
        ("KeHoach.xlsx » Nhiệm vụ!D5", "support-twice"),
        ("KeHoach.xlsx » Nhiệm vụ!E5", "deadline-impossible"),
        ("KeHoach.xlsx » Nhiệm vụ!C6", "lead-missing"),
        ("KeHoach.xlsx » Nhiệm vụ!A7", "content-missing"),
        ("KeHoach.xlsx » Cơ quan!B2", "value-unknown"),
    ]);
    let found: BTreeSet<_> = places(&short.stdout).into_iter().collect();
    let missing: Vec<_> = expected.iter().filter(|one| !found.contains(*one)).collect();
    assert!(missing.is_empty(), "{missing:?} are not among\n{}", short.stdout);
}

#[test]
fn a_good_source_passes_in_silence() {
    let program = Program::new().file("nguon.yaml", GOOD);
    let human = program.run(&["check", "nguon.yaml", "--deny-warnings", "--strict"]).exits(0);
    assert_eq!(human.stdout, "nguon: 1 nhiệm vụ, 0 lỗi, 0 cảnh báo\n");
    assert_eq!(program.run(&["check", "nguon.yaml", "--format", "short"]).exits(0).stdout, "");
    assert_eq!(program.run(&["check", "nguon.yaml", "--format", "json"]).exits(0).stdout, "[]\n");
    let folder = Program::new().file("ke-hoach/nguon.yaml", GOOD);
    folder.run(&["check", "ke-hoach"]).exits(0).says("ke-hoach: 1 nhiệm vụ");
}

#[test]
fn warnings_fail_only_when_they_are_denied() {
    let program = Program::new().file("nguon.yaml", WARNED);
    let fine = program.run(&["check", "nguon.yaml"]).exits(0);
    fine.says("cảnh báo[parent-missing]").says("0 lỗi, 2 cảnh báo");
    program.run(&["check", "nguon.yaml", "--deny-warnings"]).exits(1);
}

#[test]
fn strict_makes_an_unknown_name_an_error() {
    let source = GOOD.replace("Sở Xây dựng", "Viện Vật lý hạt nhân");
    let program = Program::new().file("nguon.yaml", source);
    program.run(&["check", "nguon.yaml"]).exits(0).says("cảnh báo[agency-unknown]");
    program.run(&["check", "nguon.yaml", "--strict"]).exits(1).says("lỗi[agency-unknown]");
}

#[test]
fn a_near_miss_is_an_error_with_a_suggestion() {
    let program = Program::new().file("nguon.yaml", GOOD.replace("Sở Xây dựng", "So Xay dung"));
    let json = program.run(&["check", "nguon.yaml", "--format", "json"]).exits(1).json();
    assert_eq!(json[0]["code"], "agency-near");
    assert_eq!(json[0]["severity"], "error");
    assert_eq!(json[0]["suggestions"][0], "Sở Xây dựng");
}

/// The keys of an object.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

fn set(names: &str) -> BTreeSet<&str> {
    names.split(' ').collect()
}

#[test]
fn show_prints_the_shape_that_other_programs_rely_on() {
    let program = Program::new().file("nguon.yaml", GOOD);
    let shown = program.show("nguon.yaml", 0);
    assert_eq!(keys(&shown), set("document groups tasks agencies diagnostics"));
    let task = &shown["tasks"][0];
    let fixed = set("id number group content lead support deadline product approver notes at");
    assert!(keys(task).is_superset(&fixed), "{task}");
    assert_eq!(keys(&task["lead"]), set("text agencies"));
    assert_eq!(keys(&task["support"][0]), set("text agencies collective open"));
    assert_eq!(keys(&task["deadline"]), set("text start end recurring"));
    assert_eq!(keys(&shown["agencies"][0]), set("id name short kind"));
    assert_eq!(task["id"], "nv-001");
    assert_eq!(task["number"], "1");
    assert_eq!(task["group"], serde_json::json!(["Hạ tầng"]));
    assert_eq!(task["content"], "Rà soát quy hoạch");
    assert_eq!(task["lead"]["agencies"], serde_json::json!(["so-xay-dung"]));
    assert_eq!(task["support"][0]["collective"], Value::Null);
    assert_eq!(task["support"][0]["open"], false);
    assert_eq!(task["support"][1]["collective"], "cac-don-vi-lien-quan");
    assert_eq!(task["support"][1]["open"], true);
    assert_eq!(task["deadline"]["end"], "2026-06-30");
    assert_eq!(task["deadline"]["recurring"], Value::Null);
    assert_eq!(task["product"], "Báo cáo");
    assert_eq!(task["approver"], Value::Null);
    assert_eq!(task["at"], "nguon.yaml:8:9");
}

#[test]
fn show_prints_what_it_understood_of_a_source_with_errors() {
    let program = Program::new().file("nguon.yaml", MISTAKEN);
    let shown = program.show("nguon.yaml", 1);
    assert_eq!(shown["tasks"].as_array().map(Vec::len), Some(3));
    assert_eq!(shown["tasks"][2]["lead"], Value::Null);
    let one = &shown["diagnostics"][0];
    assert!(keys(one).is_superset(&set("code severity message at")), "{one}");
    assert_eq!(shown["diagnostics"].as_array().map(Vec::len), Some(MISTAKES.len()));

    let nothing = Program::new().file("nguon.yaml", "tasks: [");
    let shown = nothing.show("nguon.yaml", 1);
    assert_eq!(shown["document"], Value::Null);
    assert_eq!(shown["tasks"], serde_json::json!([]));
    assert_eq!(shown["diagnostics"][0]["code"], "file-syntax");
}

#[test]
fn init_makes_a_project_that_check_accepts() {
    let program = Program::new();
    program.run(&["init", "du-an", "--place", "Hà Tĩnh"]).exits(0).says("mau-nhiem-vu.xlsx");
    assert_eq!(program.files("du-an"), ["mau-nhiem-vu.xlsx", "nguon/nguon.yaml"]);
    program.run(&["check", "du-an/nguon", "--deny-warnings"]).exits(0).says("3 nhiệm vụ");
    program.run(&["build", "du-an/nguon"]).exits(0);
    // The workbook is a starter as well.
    let book = program.run(&["check", "du-an/mau-nhiem-vu.xlsx", "--deny-warnings"]).exits(0);
    book.says("0 lỗi, 0 cảnh báo");
    program.run(&["build", "du-an/mau-nhiem-vu.xlsx"]).exits(0);
    // What is there is left alone.
    program.put("du-an/nguon/nguon.yaml", GOOD);
    program.run(&["init", "du-an"]).exits(2).complains("nguon.yaml");
    assert_eq!(program.bytes("du-an/nguon/nguon.yaml"), GOOD.as_bytes());
}

#[test]
fn help_version_and_completions_are_printed() {
    let program = Program::new();
    let version = program.run(&["--version"]).exits(0);
    let first = format!("danhmuc {}\n", env!("CARGO_PKG_VERSION"));
    let version = version.says("typst: 0.").says("danh bạ cơ quan: theo các thay đổi đến ");
    assert!(version.stdout.starts_with(&first), "{}", version.stdout);
    assert_eq!(program.run(&["-V"]).exits(0).stdout, first);
    let mut help = program.run(&["--help"]).exits(0);
    let verbs = ["build", "print", "check", "convert", "show", "init", "explain", "completions"];
    for verb in verbs.into_iter().chain(cfg!(feature = "web").then_some("serve")) {
        help = help.says(verb);
        program.run(&[verb, "--help"]).exits(0).says("--lang");
    }
    for shell in ["bash", "zsh", "fish", "powershell"] {
        program.run(&["completions", shell]).exits(0).says("danhmuc").says("deny-warnings");
    }
    // With the page it is served; `serve_limits.rs` holds that.
    if cfg!(not(feature = "web")) {
        program.run(&[]).exits(2).says("build");
    }
    program.run(&["xyz"]).exits(2);
}

/// Agencies that the directory knows come in its order, others after them by the alphabet.
#[test]
fn agencies_come_in_the_order_of_the_directory_then_of_the_alphabet() {
    let source = "tasks:\n  - {content: A, lead: Viện Ước, support: [Viện Đo, Sở Y tế, Viện Dầu, Sở Nội vụ]}";
    let shown = Program::new().file("a.yaml", source).show("a.yaml", 0);
    let agencies = shown["agencies"].as_array().expect("a list");
    let names: Vec<_> = agencies.iter().map(|one| one["name"].as_str().expect("a name")).collect();
    assert_eq!(names, ["Sở Nội vụ", "Sở Y tế", "Viện Dầu", "Viện Đo", "Viện Ước"]);
}
