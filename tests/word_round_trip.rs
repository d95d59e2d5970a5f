//! A Word file of any plan, read back as a source, is that plan; a row that a clerk moved still
//! names its task.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::program::Program;
use crate::word::{annex, built, essence, with_document};

const CONTENTS: &[&str] = &[
    "Rà soát, hoàn thiện quy hoạch mạng lưới cơ sở y tế",
    "Xây dựng đề án \"Một cửa\" & kế hoạch <thử nghiệm>; trình cấp có thẩm quyền",
    "tham mưu ban hành Nghị quyết về 100% xã đạt chuẩn nông thôn mới",
    "Tổ chức tập huấn:\n- Cán bộ xã;\n- Cán bộ tỉnh.",
    "Đầu tư đường 12C (giai đoạn 2)",
    "1.500 ha rừng được trồng mới",
    "I. Chương trình không phải là nhóm",
    "Chủ trì hội nghị tổng kết",
];
const LEADS: &[&str] = &[
    "Sở Y tế",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Công an tỉnh",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Trường Cao đẳng Y tế và Dược",
    "Ủy ban nhân dân các xã, phường",
];
const DEADLINES: &[&str] = &["", "30/6/2026", "Quý III/2026", "Năm 2026 - 2027", "Hằng năm"];
const NOTES: &[&str] = &[
    "",
    "Các cơ quan báo cáo trước ngày 20 hằng tháng.",
    "Ghi chú: số liệu tạm tính.\nDanh mục này gồm việc của năm 2026.",
];
const TITLES: &[&str] = &["Hạ tầng", "Nhân lực, việc làm", "Cải cách hành chính", "Tài chính"];

fn task() -> impl Strategy<Value = Value> {
    let pick = |list: &'static [&'static str]| proptest::sample::select(list);
    let supports = prop::collection::btree_set(pick(LEADS), 0..4);
    (pick(CONTENTS), pick(LEADS), supports, pick(DEADLINES), 0..1000_u32).prop_map(
        |(content, lead, mut support, deadline, unlike)| {
            support.remove(lead);
            json!({
                "content": content,
                "lead": lead,
                "support": support,
                "deadline": deadline,
                "product": if unlike % 3 == 0 { "Báo cáo của UBND tỉnh" } else { "" },
            })
        },
    )
}

fn plan() -> impl Strategy<Value = Value> {
    let tasks = || prop::collection::vec(task(), 1..4);
    let deep = (tasks(), tasks()).prop_map(|(first, second)| {
        json!([
            {"title": TITLES[2], "tasks": first},
            {"title": TITLES[3], "tasks": second},
        ])
    });
    let group = prop_oneof![
        2 => tasks().prop_map(|tasks| json!({"tasks": tasks})),
        1 => deep.prop_map(|groups| json!({"groups": groups})),
    ];
    let groups = prop::collection::vec(group, 0..3).prop_map(|mut groups| {
        for (group, title) in groups.iter_mut().zip(TITLES) {
            group["title"] = Value::from(*title);
        }
        Value::from(groups)
    });
    let numbering = proptest::sample::select(&["continuous", "restart", "decimal", "letters"][..]);
    let notes = proptest::sample::select(NOTES);
    (tasks(), groups, numbering, any::<bool>(), notes).prop_map(
        |(tasks, groups, numbering, number_row, notes)| {
            let mut plan = json!({
                "document": {
                    "title": "Danh mục nhiệm vụ chủ yếu thực hiện kế hoạch năm 2026",
                    "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
                    "date": "05/01/2026",
                    "parent": {"kind": "Quyết định", "number": "15/QĐ-UBND", "date": "05/01/2026"},
                    "numbering": numbering,
                    "number_row": number_row,
                    "notes": notes,
                },
                "tasks": tasks,
                "groups": groups,
            });
            tell_apart(&mut plan, &mut 0);
            plan
        },
    )
}

/// Numbers the contents, as two tasks with one content are a fault.
fn tell_apart(node: &mut Value, number: &mut u32) {
    for task in node.get_mut("tasks").and_then(Value::as_array_mut).into_iter().flatten() {
        *number += 1;
        task["content"] = json!(format!("{} đợt {number}", task["content"].as_str().unwrap_or("")));
    }
    for group in node.get_mut("groups").and_then(Value::as_array_mut).into_iter().flatten() {
        tell_apart(group, number);
    }
}

/// Titles of groups and how deep they stand, with the tasks below each.
fn groups(shown: &Value) -> Vec<(Value, Value)> {
    let groups = shown["groups"].as_array().cloned().unwrap_or_default();
    groups.iter().map(|group| (group["title"].clone(), group["level"].clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 24,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_plan_reads_back_from_word(plan in plan()) {
        let program = Program::new().file("nguon.json", plan.to_string());
        let build = ["build", "nguon.json", "--draft", "--only", "danh-muc.docx"];
        program.run(&build).exits(0);
        let show = |path: &str| program.run(&["show", path, "--format", "json"]).json();
        let (ours, theirs) = (show("nguon.json"), show("output/nguon/danh-muc.docx"));
        prop_assert_eq!(essence(&ours), essence(&theirs));
        prop_assert_eq!(groups(&ours), groups(&theirs));
        prop_assert_eq!(&ours["document"]["notes"], &theirs["document"]["notes"]);
    }
}

/// The rows of the table, as they stand in the XML, with what is around them.
fn rows(document: &str) -> (String, Vec<String>, String) {
    let start = document.find("<w:tr>").expect("a row");
    let end = document.rfind("</w:tr>").expect("a row") + "</w:tr>".len();
    let rows = document[start..end].split_inclusive("</w:tr>").map(String::from).collect();
    (document[..start].to_string(), rows, document[end..].to_string())
}

#[test]
fn a_row_that_was_moved_in_word_still_names_its_task() {
    let program = built("numbering: continuous", &[]);
    let edited = with_document(&annex(&program), &|text| {
        let (before, mut rows, after) = rows(&text);
        // The last task is moved up to the first one, and a row is written above both.
        let last = rows.pop().expect("the second task");
        let first = rows.iter().position(|row| row.contains("_nv_001")).expect("the first task");
        let new = last.replace("_nv_002", "_GoBack").replace("Số hóa", "Lưu trữ");
        rows.splice(first..first, [new, last]);
        before + &rows.concat() + &after
    });
    program.put("sua.docx", edited);
    let shown = program.run(&["show", "sua.docx", "--format", "json"]).json();
    let ids: Vec<(&str, &str)> = shown["tasks"].as_array().map_or(Vec::new(), |tasks| {
        tasks
            .iter()
            .map(|task| {
                let content = task["content"].as_str().unwrap_or_default();
                (
                    task["id"].as_str().unwrap_or_default(),
                    &content[..content.find(' ').unwrap_or(0)],
                )
            })
            .collect()
    });
    assert_eq!(ids, [("nv-003", "Lưu"), ("nv-002", "Số"), ("nv-001", "Xây")]);
    // Built again, the rows keep their names.
    program.run(&["build", "sua.docx", "--only", "danh-muc.docx"]).exits(0);
    let document =
        crate::word::part(&program.bytes("output/sua/danh-muc.docx"), "word/document.xml");
    let places = ["_nv_003", "_nv_002", "_nv_001"].map(|name| document.find(name));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}");
}

#[test]
fn an_extract_names_the_tasks_of_its_annex() {
    let program = built("numbering: continuous", &["--agencies", "so-tu-phap", "--word"]);
    for file in ["so-tu-phap.docx", "so-tu-phap.xlsx"] {
        let path = format!("output/nguon/co-quan/{file}");
        let shown = program.run(&["show", &path, "--format", "json"]).json();
        assert_eq!(shown["tasks"][0]["id"], "nv-002", "{file}");
    }
}
