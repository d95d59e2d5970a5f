//! `import`: plans in sentences become sources, and say what became of every line.
//!
//! The plans of `tests/plans/` were written for this: each with its key (NAME.jsonl), one line a task.
//! The plans of `../shared/seeds` are read where they lie; of them only counts, places and hashes
//! stand in the tests.

use std::path::{Path, PathBuf};
use std::time::Duration;

use danhmuc::diag::Diagnostics;
use danhmuc::import::{Scope, import, to_json};
use danhmuc::read::Input;
use danhmuc::source::Sources;
use serde_json::Value;

use crate::plan_scores::{Score, compared, names, own_plans};
use crate::program::{Output, Program};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The JSON that a plan imports to.
pub fn imported(path: &Path, more: &[&str]) -> Value {
    let path = path.to_string_lossy();
    let arguments: Vec<&str> =
        ["import", &path, "--format", "json"].into_iter().chain(more.iter().copied()).collect();
    let output = Program::new().run(&arguments).exits(0);
    serde_json::from_str(&output.stdout).expect("JSON")
}

pub fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().expect("a list")
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// A text as a law site's page has it in its source: the first line of a paragraph cut short, the
/// others at the edge.
fn cut_short(text: &str) -> String {
    const WIDTH: usize = 80;
    let mut out = String::new();
    for (number, paragraph) in text.lines().enumerate() {
        let mut width = if paragraph.chars().count() > 60 { 22 + number * 7 % 20 } else { WIDTH };
        let mut used = 0;
        for word in paragraph.split(' ') {
            let letters = word.chars().count();
            if used > 0 && used + 1 + letters > width {
                out.push('\n');
                (used, width) = (0, WIDTH);
            } else if used > 0 {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += letters;
        }
        out.push('\n');
    }
    out
}

/// Every item of the part of tasks is a task, a group, a block, an attribute, or passed over.
pub fn proves_its_count(found: &Value, name: &str) {
    let count = |what: &str| found["count"][what].as_u64().expect("a count");
    let parts = ["tasks", "groups", "blocks", "attributes", "passed_over"];
    let sum: u64 = parts.iter().map(|what| count(what)).sum();
    assert_eq!(count("items"), sum, "{name}: {}", found["count"]);
}

/// Plans with lines cut, joined, moved, doubled and marked at random: nothing panics, and what is
/// read still proves its count.
#[test]
fn damaged_plans_are_read_or_refused() {
    const RUNS: usize = 300;
    const MARKS: &[&str] = &["- ", "a) ", "1. ", "II. ", "(", "Giao ", "chủ trì, phối hợp với "];
    let plans: Vec<String> = own_plans()
        .iter()
        .filter_map(|(path, _)| std::fs::read_to_string(path).ok())
        .map(|text| text.chars().take(12_000).collect())
        .collect();
    let mut state: u64 = 7;
    let mut pick = |most: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % most.max(1)
    };
    for run in 0..RUNS {
        let mut lines: Vec<String> = plans[run % plans.len()].lines().map(String::from).collect();
        for _ in 0..20 {
            let at = pick(lines.len());
            let other = lines[pick(lines.len())].clone();
            match pick(7) {
                0 => lines[at] = lines[at].chars().skip(pick(40)).collect(),
                1 => lines[at].push_str(&other),
                2 => lines.insert(at, other),
                3 if lines.len() > 1 => drop(lines.remove(at)),
                4 => lines[at].insert_str(0, MARKS[pick(MARKS.len())]),
                5 => lines[at] = lines[at].to_uppercase(),
                _ => lines[at] = lines[at].replacen(' ', [": ", "; ", " (", ")"][pick(4)], 3),
            }
        }
        let text = lines.join("\n");
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let input = Input { name: "ke-hoach.txt", bytes: text.as_bytes() };
        match import(&input, Scope::default(), &mut sources, &mut diagnostics) {
            Some(found) => proves_its_count(&to_json(&found, &sources), &text),
            None => assert!(diagnostics.errors() > 0, "{text}"),
        }
    }
}

#[test]
fn first_lines_that_are_cut_short_change_little() {
    let program = Program::new();
    let mut all = Score::default();
    for (path, keys) in own_plans() {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        // Of a text that is broken already, the paragraphs are not known.
        if text.lines().filter(|line| line.chars().count() > 140).count() < 6 {
            continue;
        }
        program.put("cat-ngan.txt", cut_short(&text).as_bytes());
        all.add(compared(&imported(&program.path("cat-ngan.txt"), &[]), &keys).0);
    }
    eprintln!("cut short: F1 {:.3}, content recall {:.3} {all:?}", all.f1(), all.recall());
    assert!(all.keyed > 200 && all.f1() >= 0.85, "F1 {:.3} {all:?}", all.f1());
    assert!(all.recall() >= 0.90, "content recall {:.3} {all:?}", all.recall());
}

#[test]
fn own_plans_are_read_as_their_keys_say() {
    let mut all = Score::default();
    let plans = own_plans();
    assert!(plans.len() >= 40);
    for (path, keys) in plans {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let found = imported(&path, &[]);
        proves_its_count(&found, &name);
        let (one, _) = compared(&found, &keys);
        assert!(one.f1() >= 0.85, "{name}: F1 {:.3} {one:?}", one.f1());
        assert!(one.recall() >= 0.90, "{name}: recall {:.3} {one:?}", one.recall());
        all.add(one);
    }
    eprintln!("own plans: F1 {:.3}, content recall {:.3} {all:?}", all.f1(), all.recall());
    assert!(all.f1() >= 0.96, "F1 {:.3} {all:?}", all.f1());
    assert!(all.recall() >= 0.98, "content recall {:.3} {all:?}", all.recall());
}

/// A plan of `../shared/seeds` and what is held of it: tasks, those with a lead, items of its part of
/// tasks, the places of its first and last task. Its rows stand in `plans/seed-rows.tsv`.
struct Seed {
    file: &'static str,
    tasks: usize,
    led: usize,
    items: u64,
    lines: (u32, u32),
}

const SEEDS: &[Seed] = &[
    Seed {
        file: "ha-tinh-chuong-trinh-01-ctr-tu-2025.txt",
        tasks: 206,
        led: 0,
        items: 242,
        lines: (35, 511),
    },
    Seed {
        file: "ha-tinh-chuong-trinh-26-ctr-tu-2023.txt",
        tasks: 34,
        led: 0,
        items: 45,
        lines: (120, 617),
    },
    Seed { file: "ha-tinh-du-thao-57-kl-tu.txt", tasks: 37, led: 37, items: 54, lines: (13, 65) },
    Seed {
        file: "ha-tinh-ke-hoach-111-nq-cp-2024.txt",
        tasks: 131,
        led: 131,
        items: 182,
        lines: (27, 205),
    },
    Seed {
        file: "thanh-hoa-quyet-dinh-1992-2023.txt",
        tasks: 47,
        led: 47,
        items: 84,
        lines: (58, 137),
    },
];

pub fn shared(inside: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(inside);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "CI has ../shared");
    eprintln!("skipped: no ../shared/{inside} beside the checkout");
    None
}

fn line_of(task: &Value) -> u32 {
    let at = text(task, "at").rsplit(' ').next().expect("a line");
    at.parse().expect("a number")
}

#[test]
fn the_five_plans_are_read_to_the_last_item() {
    let Some(folder) = shared("seeds") else { return };
    for seed in SEEDS {
        let found = imported(&folder.join(seed.file), &[]);
        proves_its_count(&found, seed.file);
        let tasks = list(&found, "tasks");
        let led = tasks.iter().filter(|task| !list(task, "lead").is_empty()).count();
        let lines = (line_of(&tasks[0]), line_of(&tasks[tasks.len() - 1]));
        let items = found["count"]["items"].as_u64().expect("a count");
        assert_eq!(
            (tasks.len(), led, items, lines),
            (seed.tasks, seed.led, seed.items, seed.lines),
            "{}",
            seed.file
        );
    }
}

#[test]
fn the_keyed_plan_is_read_as_its_key_says() {
    let Some(folder) = shared("seeds") else { return };
    let Some(keys) = shared("gold/ha-tinh-ke-hoach-111-nq-cp-2024.jsonl") else { return };
    let found = imported(&folder.join("ha-tinh-ke-hoach-111-nq-cp-2024.txt"), &[]);
    let (one, _) = compared(&found, &std::fs::read_to_string(keys).expect("the key"));
    assert!(one.f1() >= 0.97, "F1 {:.3} {one:?}", one.f1());
    assert_eq!(one.contents, one.keyed, "no content is lost");
}

/// The drafts of the plans that name leads pass the check, but for what the plans themselves say:
/// two bodies that lead one task.
#[test]
fn the_drafts_of_plans_with_leads_pass_the_check() {
    let Some(folder) = shared("seeds") else { return };
    for file in [
        "ha-tinh-du-thao-57-kl-tu",
        "ha-tinh-ke-hoach-111-nq-cp-2024",
        "thanh-hoa-quyet-dinh-1992-2023",
    ] {
        let program = Program::new();
        let plan = folder.join(file).with_extension("txt");
        program.run(&["import", &plan.to_string_lossy(), "-o", "nguon.xlsx"]).exits(0);
        let output = program.run(&["check", "nguon.xlsx", "--format", "short"]);
        let errors: Vec<&str> = output
            .stdout
            .lines()
            .filter(|line| line.contains("lỗi[") && !line.contains("[lead-many]"))
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:#?}");
        assert!(!output.stdout.contains("[column-unknown]"), "{file}\n{output}");
        assert!(!output.stdout.contains("[sheet-skipped]"), "{file}\n{output}");
    }
}

const PLAN: &str = "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\nSố: 12/KH-UBND\nHà Tĩnh, ngày 05 tháng 3 năm 2024\n\
    KẾ HOẠCH\nPhát triển kinh tế số năm 2024\n\
    I. MỤC ĐÍCH\n- Nâng cao nhận thức.\n\
    II. NHIỆM VỤ\n1. Hạ tầng số\n\
    1.1. Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Tài chính và các địa phương:\n\
    - Lắp đặt trạm 5G trước ngày 30/6/2024.\n- Chủ trì, phối hợp với Công an tỉnh rà soát cáp.\n\
    1.2. Sở Tài chính bố trí vốn.\n2. Nhân lực số\n- Đào tạo 500 kỹ sư (Sở Nội vụ chủ trì; Sở Y tế phối hợp).\n\
    Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo.\n\
    III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính theo dõi, đôn đốc./.\n\
    Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n";

fn plan() -> Program {
    Program::new().file("ke-hoach.txt", PLAN)
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&output.stdout).expect("JSON")
}

#[test]
fn a_plan_says_what_it_is() {
    let found = json(&plan().run(&["import", "ke-hoach.txt", "--format", "json"]).exits(0));
    let document = &found["document"];
    for (field, value) in [
        ("kind", "Kế hoạch"),
        ("number", "12/KH-UBND"),
        ("date", "05/3/2024"),
        ("place", "Hà Tĩnh"),
        ("issuer", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("title", "Phát triển kinh tế số năm 2024"),
        ("signer", "Nguyễn Văn An"),
    ] {
        assert_eq!(text(document, field), value, "{field}");
    }
    assert_eq!(document["recipients"], serde_json::json!(["Như trên", "Lưu: VT"]));
    let tasks: Vec<[String; 5]> = list(&found, "tasks")
        .iter()
        .map(|task| {
            let list = |name| names(task, name).into_iter().collect::<Vec<_>>().join("; ");
            let of = |name| text(task, name).to_string();
            [of("content"), list("lead"), list("support"), of("deadline"), of("at")]
        })
        .collect();
    let expected = [
        [
            "Lắp đặt trạm 5G trước ngày 30/6/2024",
            "sở thông tin và truyền thông",
            "các địa phương; sở tài chính",
            "Trước ngày 30/6/2024",
            "ke-hoach.txt » dòng 11",
        ],
        [
            "Rà soát cáp",
            "sở thông tin và truyền thông",
            "công an tỉnh",
            "",
            "ke-hoach.txt » dòng 12",
        ],
        ["Bố trí vốn", "sở tài chính", "", "", "ke-hoach.txt » dòng 13"],
        ["Đào tạo 500 kỹ sư", "sở nội vụ", "sở y tế", "", "ke-hoach.txt » dòng 15"],
    ];
    assert_eq!(tasks, expected);
    let group = &list(&found, "tasks")[0]["group"];
    assert_eq!(*group, serde_json::json!(["II. NHIỆM VỤ", "1. Hạ tầng số"]));
    let passed: Vec<&str> =
        list(&found, "passed_over").iter().map(|line| text(line, "at")).collect();
    assert!(
        passed.contains(&"ke-hoach.txt » dòng 7") && passed.contains(&"ke-hoach.txt » dòng 16"),
        "{passed:?}"
    );
    proves_its_count(&found, "ke-hoach.txt");
}

#[test]
fn the_part_of_implementation_is_taken_on_request() {
    let program = plan();
    let run = |more: &[&str]| {
        let all = [&["import", "ke-hoach.txt", "--format", "json"], more].concat();
        list(&json(&program.run(&all).exits(0)), "tasks").len()
    };
    assert_eq!((run(&[]), run(&["--include-implementation"])), (4, 5));
}

#[test]
fn the_workbook_keeps_where_each_row_came_from_and_checks() {
    use calamine::{Reader, open_workbook_auto_from_rs};
    let program = plan();
    program.run(&["import", "ke-hoach.txt"]).exits(0).says("4 nhiệm vụ").says("ke-hoach.xlsx");
    assert_eq!(program.bytes("ke-hoach.txt"), PLAN.as_bytes());
    let bytes = program.bytes("ke-hoach.xlsx");
    let mut book = open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut rows = |sheet: &str| -> Vec<Vec<String>> {
        let range = book.worksheet_range(sheet).expect("the sheet");
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    };
    let tasks = rows("Nhiệm vụ");
    for heading in ["Chỗ trong văn bản", "Nguyên văn", "Mức chắc chắn"] {
        assert!(tasks.iter().any(|row| row.iter().any(|cell| cell == heading)), "{heading}");
    }
    let traced =
        tasks.iter().find(|row| row.iter().any(|cell| cell == "Rà soát cáp")).expect("a row");
    assert!(traced.iter().any(|cell| cell == "ke-hoach.txt » dòng 12"), "{traced:?}");
    assert!(
        traced.iter().any(|cell| cell.contains("Chủ trì, phối hợp với Công an tỉnh rà soát cáp"))
    );
    let passed = rows("Chưa nhận");
    assert!(passed.iter().any(|row| row[1].contains("nếu có vướng mắc")), "{passed:?}");
    let output = program.run(&["check", "ke-hoach.xlsx"]).exits(0);
    output.says_nothing_of("column-unknown").says_nothing_of("sheet-skipped").says("4 nhiệm vụ");
    program.run(&["build", "ke-hoach.xlsx", "--only", "danh-muc.pdf"]).exits(0);
}

#[test]
fn nothing_is_overwritten_unasked() {
    let program = plan().file("ke-hoach.xlsx", "của tôi");
    program.run(&["import", "ke-hoach.txt"]).exits(2).complains("ke-hoach.xlsx");
    assert_eq!(program.bytes("ke-hoach.xlsx"), "của tôi".as_bytes());
    program.run(&["import", "ke-hoach.txt", "--force"]).exits(0);
    program.run(&["import", "ke-hoach.txt", "-o", "x.pdf"]).exits(2).complains(".xlsx");
    program.run(&["import", "ke-hoach.txt", "-o", "x.yaml"]).exits(0);
    program.run(&["check", "x.yaml"]).exits(0).says("4 nhiệm vụ");
}

#[test]
fn the_report_names_lines_without_a_lead_and_writes_nothing() {
    let text = PLAN.replace("2. Nhân lực số\n", "2. Nhân lực số\n- Mở lớp học số cho người dân.\n");
    let program = Program::new().file("ke-hoach.txt", text);
    let output = program.run(&["import", "ke-hoach.txt", "--report"]).exits(0);
    output.says("1 dòng chưa có cơ quan chủ trì").says("ke-hoach.txt » dòng 15: Mở lớp học số");
    assert_eq!(program.files(""), ["ke-hoach.txt"]);
    let output = program.run(&["import", "ke-hoach.txt", "--report", "--lang", "en"]).exits(0);
    output.says("1 rows without a lead").says_nothing_of("nhiệm vụ;");
}

#[test]
fn what_is_no_plan_says_so_and_writes_nothing() {
    let folder = root().join("tests/plans/khong-phai");
    let mut cases: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the folder")
        .flatten()
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).expect("a file"))
        })
        .collect();
    assert!(cases.len() >= 5);
    let ole = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat();
    cases.push((String::from("rong.txt"), Vec::new()));
    cases.push((String::from("hong.docx"), b"PK\x03\x04hong".to_vec()));
    cases.push((String::from("nhi-phan.txt"), (0..=255).cycle().take(9000).collect()));
    cases.push((String::from("anh.txt"), b"\x89PNG\r\n\x1a\n".repeat(99)));
    cases.push((String::from("cu.doc"), ole));
    for (name, bytes) in cases {
        let program = Program::new().file(&name, bytes);
        for more in [&[][..], &["-o", "x.xlsx"], &["--format", "json"]] {
            let arguments = [&["import", &name], more].concat();
            let output = program.run(&arguments).exits(1);
            assert!(output.stderr.contains(&name), "{output}");
            assert_eq!(program.files(""), [name.as_str()], "{output}");
        }
    }
}

#[test]
fn an_old_word_file_says_how_to_save_it() {
    let path = root().join("tests/files");
    let old = std::fs::read_dir(path).expect("the files").flatten();
    let old =
        old.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|e| e == "doc"));
    let bytes = match old {
        Some(path) => std::fs::read(path).expect("the file"),
        None => return,
    };
    let output =
        Program::new().file("ke-hoach.doc", bytes).run(&["import", "ke-hoach.doc"]).exits(1);
    output.complains(".docx");
}

#[test]
fn ten_megabytes_end_in_seconds() {
    let block = "1.1. Sở Tài chính chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan:\n\
        - Rà soát, tham mưu ban hành quy định về quản lý tài sản công theo Nghị quyết số 29-NQ/TW ngày \
        17/11/2022 của Ban Chấp hành Trung ương, hoàn thành trước ngày 30/6/2026; phối hợp với Công an tỉnh.\n";
    let mut text = String::from("KẾ HOẠCH\nQuản lý tài sản năm 2026\nII. NHIỆM VỤ\n1. Chung\n");
    while text.len() < 10 * 1024 * 1024 {
        text.push_str(block);
    }
    let program = Program::new().file("ke-hoach.txt", text);
    let output = program.run(&["import", "ke-hoach.txt", "--report"]);
    assert!(output.code <= 1, "{}", output.code);
    assert!(output.took < Duration::from_secs(60), "{:?}", output.took);
}

#[test]
fn runs_agree() {
    let run = || plan().run(&["import", "ke-hoach.txt", "--format", "json"]).exits(0).stdout;
    assert_eq!(run(), run());
}
