//! The day that decides which bodies exist: whole, or a month or a year with its blanks.

use serde_json::Value;

use crate::program::Program;
use crate::workbook::workbook;

const HEADINGS: &[&str] = &["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"];

/// A table of one task below the lines of an annex.
fn annex(line: &str, lead: &str) -> Vec<u8> {
    let title: &[&str] = &["", "Danh mục việc cần làm"];
    workbook(&[(
        "Nhiệm vụ",
        &[title, &["", line], HEADINGS, &["1", "Kiểm đếm cây xanh", lead, "", "Quý I/2027"]],
    )])
}

fn codes(shown: &Value) -> Vec<&str> {
    let all = shown["diagnostics"].as_array().into_iter().flatten();
    all.filter_map(|one| one["code"].as_str()).collect()
}

/// The line in brackets as offices leave it open, and the date it gives.
const LINES: &[(&str, &str)] = &[
    (
        "(Kèm theo Kế hoạch số       /KH-UBND ngày      tháng 12 năm 2025 của UBND tỉnh Hà Tĩnh)",
        "2025-12",
    ),
    ("(Kèm theo Kế hoạch số …/KH-UBND ngày …/12/2025 của UBND tỉnh Hà Tĩnh)", "2025-12"),
    (
        "(Kèm theo Quyết định số ___/QĐ-UBND ngày ___ tháng 4 năm 2025 của UBND tỉnh Hà Tĩnh)",
        "2025-04",
    ),
    ("(Kèm theo Quyết định số ./QĐ-UBND tháng 12 năm 2025 của UBND tỉnh Hà Tĩnh)", "2025-12"),
    ("(Kèm theo Kế hoạch số …/KH-UBND ngày … tháng … năm 2025 của UBND tỉnh Hà Tĩnh)", "2025"),
];

#[test]
fn a_month_without_its_day_still_tells_who_exists() {
    for (line, date) in LINES {
        let gone = Program::new().file("a.xlsx", annex(line, "Sở Giao thông vận tải"));
        let shown = gone.show("a.xlsx", 1);
        assert_eq!(shown["document"]["parent"]["date"], *date, "{line}");
        assert!(codes(&shown).contains(&"agency-expired"), "{line}: {shown}");
        let said = shown["diagnostics"].as_array().into_iter().flatten();
        let said: Vec<&str> = said.filter_map(|one| one["message"].as_str()).collect();
        assert!(said.iter().any(|message| message.contains("không còn")), "{said:?}");
        let there = Program::new().file("a.xlsx", annex(line, "Sở Xây dựng"));
        assert!(!codes(&there.show("a.xlsx", 0)).contains(&"agency-expired"), "{line}");
    }
    // Before the bodies were merged.
    let line = "(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng 02 năm 2025 của UBND tỉnh Hà Tĩnh)";
    let program = Program::new().file("a.xlsx", annex(line, "Sở Giao thông vận tải"));
    assert!(!codes(&program.show("a.xlsx", 0)).contains(&"agency-expired"));
}

#[test]
fn every_source_takes_a_date_with_blanks() {
    let task = "tasks: [{content: Kiểm đếm cây xanh, lead: Sở Giao thông vận tải}]";
    for date in ["12/2025", "\"   /12/2025\"", "ngày … tháng 12 năm 2025", "2025-12"] {
        for place in ["date", "parent.date", "year"] {
            let fields = match place {
                "parent.date" => format!("{{issuer: UBND tỉnh Hà Tĩnh, parent: {{date: {date}}}}}"),
                _ => format!("{{issuer: UBND tỉnh Hà Tĩnh, {place}: {date}}}"),
            };
            let source = format!("document: {fields}\n{task}");
            let program = Program::new().file("a.yaml", source);
            let shown = program.show("a.yaml", 1);
            assert!(codes(&shown).contains(&"agency-expired"), "{place} {date}: {shown}");
        }
    }
    let fields: &[&[&str]] = &[
        &["Cơ quan ban hành", "UBND tỉnh Hà Tĩnh"],
        &["Văn bản gốc: ngày", "ngày … tháng 12 năm 2025"],
    ];
    let tasks: &[&[&str]] = &[HEADINGS, &["1", "Kiểm đếm cây xanh", "Sở Giao thông vận tải"]];
    let book = workbook(&[("Văn bản", fields), ("Nhiệm vụ", tasks)]);
    let program = Program::new().file("a.xlsx", book);
    let shown = program.run(&["show", "a.xlsx", "--format", "json"]).json();
    assert!(codes(&shown).contains(&"agency-expired"), "{shown}");
}

#[test]
fn the_successor_that_is_offered_exists_on_the_day() {
    let offered = |date: &str| {
        let source = format!(
            "document: {{issuer: UBND tỉnh Thanh Hóa, place: Thanh Hóa, date: {date}}}\n\
             tasks: [{{content: Đưa tin về kế hoạch, lead: Báo Thanh Hóa}}]"
        );
        let shown = Program::new().file("a.yaml", source).show("a.yaml", 1);
        shown["diagnostics"].to_string()
    };
    // The body of June 2025 was renamed in December.
    assert!(offered("15/9/2025").contains("Báo và Đài Phát thanh - Truyền hình Thanh Hóa"));
    let later = offered("15/01/2027");
    assert!(later.contains("Báo và phát thanh, truyền hình Thanh Hóa"), "{later}");
    assert!(!later.contains("Báo và Đài Phát thanh"), "{later}");
}

#[test]
fn what_is_blank_is_printed_blank() {
    let source = "document: {title: Danh mục, place: Hà Tĩnh, number: /KH-UBND,\n\
                  issuer: UBND tỉnh Hà Tĩnh, date: ngày … tháng 12 năm 2025,\n\
                  parent: {number: /QĐ-UBND, date: ngày … tháng 12 năm 2025}}\n\
                  tasks: [{content: Kiểm đếm, lead: Sở Y tế, deadline: Quý I/2027}]";
    let program = Program::new().file("a.yaml", source);
    program.run(&["build", "a.yaml", "--only", "danh-muc.pdf"]).exits(0);
    let text = crate::pdf::Pdf::open(&program.path("output/a/danh-muc.pdf")).text();
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("ngày tháng 12 năm 2025"), "{words}");
}
