//! What passes `check` builds: sources at the edge of every limit, and one step past it.

use std::fmt::Write;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::pdf::Pdf;
use crate::program::Program;

/// A plan with one task, as JSON; `change` makes it the case.
fn plan(change: impl FnOnce(&mut Value)) -> String {
    let mut plan = json!({
        "document": {
            "title": "Danh mục", "issuer": "UBND tỉnh Hà Tĩnh",
            "parent": {"number": "1/QĐ-UBND", "date": "01/02/2026"},
        },
        "groups": [{"title": "Nhóm", "tasks": [
            {"content": "Rà soát", "lead": "Sở Y tế", "deadline": "Quý I/2027"},
        ]}],
    });
    change(&mut plan);
    plan.to_string()
}

fn builds(what: &str, source: String) {
    let program = passes(what, source);
    let built = program.run(&["build", "a.json", "--agencies", "all"]);
    assert_eq!(built.code, 0, "{what}\n{built}");
    program.run(&["print", "a.json", "--separators"]).exits(0);
}

fn passes(what: &str, source: String) -> Program {
    let program = Program::new().file("a.json", source);
    let checked = program.run(&["check", "a.json", "--format", "short"]);
    assert_eq!(checked.code, 0, "{what}\n{checked}");
    program
}

fn is_refused(what: &str, code: &str, source: String) {
    let program = Program::new().file("a.json", source);
    let checked = program.run(&["check", "a.json", "--format", "json"]);
    let found = checked.json();
    let found: Vec<&Value> = found.as_array().into_iter().flatten().collect();
    let at = found.iter().find(|one| one["code"] == code).map(|one| one["at"].to_string());
    assert!(checked.code == 1 && at.is_some_and(|at| at.contains("a.json:")), "{what}\n{checked}");
    program.run(&["build", "a.json"]).exits(1);
    assert!(!program.path("output").exists(), "{what}");
}

/// Words of so many letters in all.
fn words(letters: usize) -> String {
    let text = "rà soát ".repeat(letters / 8 + 1);
    let text: String = text.chars().take(letters - 1).collect();
    text.trim_end().to_string() + &"x".repeat(letters - text.trim_end().chars().count())
}

type Change = fn(&mut Value, String);

/// Where a text stands, and how long it may be.
const TEXTS: &[(&str, usize, &str, Change)] = &[
    ("content", 32_767, "text-long", |plan, text| {
        plan["groups"][0]["tasks"][0]["content"] = text.into();
    }),
    ("product", 32_767, "text-long", |plan, text| {
        plan["groups"][0]["tasks"][0]["product"] = text.into();
    }),
    ("group", 32_767, "text-long", |plan, text| plan["groups"][0]["title"] = text.into()),
    ("title", 2_000, "text-long", |plan, text| plan["document"]["title"] = text.into()),
    ("issuer", 2_000, "text-long", |plan, text| plan["document"]["issuer"] = text.into()),
    ("notes", 32_767, "text-long", |plan, text| plan["document"]["notes"] = text.into()),
    ("lead", 1_000, "name-long", |plan, text| {
        plan["groups"][0]["tasks"][0]["lead"] = format!("Viện {}", &text[..text.len() - 5]).into();
    }),
    ("agency", 1_000, "name-long", |plan, text| plan["agencies"] = json!([{"name": text}])),
    ("recipient", 1_000, "name-long", |plan, text| {
        plan["document"]["recipients"] = json!([text]);
    }),
];

#[test]
fn the_longest_text_builds_and_a_longer_one_is_refused_at_its_place() {
    for (what, most, code, change) in TEXTS {
        let with = |length: usize| {
            plan(|plan| {
                // One letter of one byte each, where the case cuts bytes.
                let text = if *what == "lead" { "x".repeat(length) } else { words(length) };
                change(plan, text);
            })
        };
        builds(what, with(*most));
        is_refused(what, code, with(most + 1));
    }
}

#[test]
fn lists_of_names_end_where_a_cell_does() {
    let names = |count: usize| {
        let names: Vec<String> = (1..=count).map(|n| format!("Viện Số {n}")).collect();
        plan(|plan| plan["groups"][0]["tasks"][0]["support"] = names.join("; ").into())
    };
    // Without the extracts of five hundred bodies, which take long.
    passes("500 names", names(500)).run(&["build", "a.json"]).exits(0);
    is_refused("501 names", "names-many", names(501));
    is_refused("60,000 names", "text-long", names(60_000));
}

#[test]
fn marks_on_one_letter_are_counted() {
    let with = |marks: usize| {
        let text = format!("Rà so{}át", "\u{331}".repeat(marks));
        plan(|plan| plan["groups"][0]["tasks"][0]["content"] = text.into())
    };
    builds("4 marks", with(4));
    is_refused("5 marks", "marks-many", with(5));
    is_refused("400,000 marks", "marks-many", with(400_000));
}

/// Where a text stands, and the documents that show it.
const TALL: &[(&str, Change, &[&str])] = &[
    (
        "content",
        |plan, text| plan["groups"][0]["tasks"][0]["content"] = text.into(),
        &["danh-muc.pdf", "co-quan/so-y-te.pdf", "ma-tran.pdf"],
    ),
    (
        "group",
        |plan, text| plan["groups"][0]["title"] = text.into(),
        &["danh-muc.pdf", "co-quan/so-y-te.pdf", "ma-tran.pdf"],
    ),
    (
        "groups in each other, and a long task under them",
        |plan, text| {
            let task = plan["groups"][0]["tasks"][0].clone();
            let parts: Vec<&str> = text.split_inclusive(") ").collect();
            let mut parts = parts.chunks(parts.len().div_ceil(4)).map(|part| part.concat());
            let mut part = || parts.next().unwrap_or_default();
            let groups = [part(), part(), part()];
            let mut inside = json!([task]);
            inside[0]["content"] = part().into();
            let mut group = json!({"title": groups[2], "tasks": inside});
            for title in [&groups[1], &groups[0]] {
                group = json!({"title": title, "groups": [group]});
            }
            plan["groups"] = json!([group]);
        },
        &["danh-muc.pdf", "co-quan/so-y-te.pdf", "ma-tran.pdf"],
    ),
    (
        "notes",
        |plan, text| plan["document"]["notes"] = text.into(),
        &["danh-muc.pdf", "co-quan/so-y-te.pdf"],
    ),
];

#[test]
fn no_row_of_any_document_runs_past_its_page() {
    for (what, change, files) in TALL {
        // Around the height of a page, and far past it.
        for count in [30, 60, 80, 100, 120, 150, 250, 900] {
            let mut text = String::new();
            (0..count).for_each(|n| write!(text, "rà soát bổ sung ({n}) ").expect("a text"));
            let text = text + "(cuối)";
            let program = Program::new().file("a.json", plan(|plan| change(plan, text)));
            program.run(&["build", "a.json", "--agencies", "all"]).exits(0);
            for file in *files {
                let case = format!("{what}: {file}, {count}");
                let pdf = Pdf::open(&program.path(&format!("output/a/{file}")));
                let is_inside = pdf.pages.iter().all(|page| {
                    page.lines().iter().all(|line| (0.0..page.height_mm).contains(&line.y_mm))
                });
                let shown = pdf.text().split_whitespace().collect::<Vec<_>>().join(" ");
                let missing = (0..count).find(|n| !shown.contains(&format!("({n})")));
                assert_eq!(missing, None, "{case}");
                assert!(is_inside && shown.contains("(cuối)"), "{case}");
            }
        }
    }
}

/// Every character that `check` lets pass is laid out, in each face and in capitals.
#[test]
fn characters_that_pass_are_printed() {
    let blocks = [
        0xA1..0x600,
        0x1E00..0x2C00,
        0xA720..0xA800,
        0xE000..0xE010,
        0xF000..0xF010,
        0xFB00..0xFB10,
    ];
    let mut letters: Vec<char> = blocks.into_iter().flatten().filter_map(char::from_u32).collect();
    // Those that another one stands for are read as that.
    letters.retain(|c| std::iter::once(*c).nfc().eq([*c]));
    letters.extend(['\u{FFFC}', '\u{FFFD}', '\u{1D400}', '\u{1F600}']);
    let tasks = letters.iter().map(|c| json!({"content": format!("x{c}x"), "lead": "Sở Y tế"}));
    let source = plan(|plan| plan["groups"][0]["tasks"] = tasks.collect());
    let program = Program::new().file("a.json", source);
    let found = program.run(&["check", "a.json", "--format", "json"]).json();
    let refused: Vec<char> = found
        .as_array()
        .into_iter()
        .flatten()
        .filter(|one| one["code"] == "glyph-missing")
        .filter_map(|one| {
            let code = one["message"].as_str()?.split("U+").nth(1)?.split(')').next()?;
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        })
        .collect();
    letters.retain(|c| !refused.contains(c));
    assert!(letters.len() > 300 && refused.len() > 300, "{} {}", letters.len(), refused.len());
    let spaced: Vec<String> = letters.iter().map(|c| format!("x{c}x")).collect();
    let parts: Vec<String> = spaced.chunks(100).map(|part| part.join(" ")).collect();
    builds(
        "letters",
        plan(|plan| {
            let tasks = parts.iter().map(|part| json!({"content": part, "lead": "Sở Y tế"}));
            plan["groups"][0]["tasks"] = tasks.collect();
            plan["groups"][0]["title"] = spaced.join(" ").into();
            // In capitals, and in the names of the file; a line may have 2,000 letters.
            let lines: Vec<String> = letters
                .chunks(900)
                .map(|part| part.iter().map(|c| format!("{c}x")).collect())
                .collect();
            for (field, line) in ["title", "issuer", "parent_issuer", "place"].iter().zip(lines) {
                plan["document"][*field] = line.into();
            }
            plan["document"]["notes"] = spaced.join(" ").into();
            plan["agencies"] = parts.iter().map(|part| json!({"name": part})).collect();
            plan["document"]["recipients"] = parts.iter().map(|part| json!(part)).collect();
        }),
    );
}

/// 1,010 tasks of 100 bodies: more cells than are tagged, so that the matrix is laid out in parts.
#[test]
fn a_matrix_of_very_many_cells_is_whole_and_says_its_standard() {
    const TASKS: usize = 1_010;
    const BODIES: usize = 100;
    let body = |index: usize| format!("Viện số {}", index % BODIES);
    let task = |index: usize| {
        let support: Vec<String> = (1..4).map(|step| body(index + step * 7)).collect();
        json!({
            "content": format!("Rà soát việc số {index} của chương trình"),
            "lead": body(index), "support": support, "deadline": "Quý I/2027",
        })
    };
    let source = plan(|plan| {
        plan["groups"][0]["tasks"] = (0..TASKS).map(task).collect();
    });
    let program = Program::new().file("a.json", source);
    let (built, memory) = program.measured(&["build", "a.json", "--only", "ma-tran.pdf"]);
    assert_eq!(built.code, 0, "{built}");
    assert!(memory.is_none_or(|megabytes| megabytes < 700), "{memory:?} MB");

    let manifest = program.bytes("output/a/manifest.json");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["files"][0]["standard"], "PDF/A-2b");
    let pdf = Pdf::open(&program.path("output/a/ma-tran.pdf"));
    assert_eq!(manifest["files"][0]["pages"], pdf.pages.len());
    assert_eq!(pdf.catalog_lang().as_deref(), Some("vi-VN"));
    assert!(pdf.xmp().contains("<pdfaid:part>2</pdfaid:part>"), "{}", pdf.xmp());
    assert!(pdf.all_fonts_embedded());

    // Every task stands once in each part, and the sums close each part.
    let parts = pdf.pages.iter().filter(|page| page.find("Phần ").is_some()).count();
    assert!(parts > 1, "{parts}");
    let text = pdf.text();
    for index in [0, 1, 500, TASKS - 1] {
        let content = format!("Rà soát việc số {index} của chương trình");
        assert_eq!(text.matches(&content).count(), parts, "{content}");
    }
    assert_eq!(text.matches("Rà soát việc số ").count(), TASKS * parts);
    assert_eq!(text.matches("Tổng phối hợp").count(), parts);
    // The pages are numbered from the second to the last.
    for (number, page) in (1..).zip(&pdf.pages).skip(1) {
        let top = page.lines().into_iter().map(|line| line.text).find(|text| !text.is_empty());
        assert_eq!(top.as_deref().map(str::trim), Some(number.to_string().as_str()));
    }
}

/// More rows than are tagged, so that the annex is laid out in parts: each task stands once, in order,
/// below its headings, and the pages are numbered on.
#[test]
fn a_very_long_annex_is_whole_and_says_its_standard() {
    const GROUPS: usize = 13;
    const TASKS: usize = 200;
    let content =
        |group: usize, index: usize| format!("Rà soát việc {group}/{index} của chương trình");
    let task = |group: usize, index: usize| {
        let content = match index {
            // Taller than a page.
            150 => format!("{} {}", content(group, index), "theo kế hoạch ".repeat(600)),
            _ => content(group, index),
        };
        json!({"content": content, "lead": "Sở Y tế", "deadline": "Quý I/2027"})
    };
    let source = plan(|plan| {
        let group = |group: usize| {
            let tasks: Vec<Value> = (0..TASKS).map(|index| task(group, index)).collect();
            json!({"title": format!("Nhóm việc số {group}"), "tasks": tasks})
        };
        plan["groups"] = (0..GROUPS).map(group).collect();
    });
    let program = Program::new().file("a.json", source);
    let (built, memory) = program.measured(&["build", "a.json", "--only", "danh-muc.pdf"]);
    assert_eq!(built.code, 0, "{built}");
    assert!(memory.is_none_or(|megabytes| megabytes < 700), "{memory:?} MB");

    let manifest = program.bytes("output/a/manifest.json");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    assert_eq!(manifest["files"][0]["standard"], "PDF/A-2b");
    let pdf = Pdf::open(&program.path("output/a/danh-muc.pdf"));
    assert_eq!(manifest["files"][0]["pages"], pdf.pages.len());
    assert!(pdf.xmp().contains("<pdfaid:part>2</pdfaid:part>"), "{}", pdf.xmp());
    let text = pdf.text();
    let mut last = 0;
    for group in 0..GROUPS {
        for index in 0..TASKS {
            let wanted = format!("việc {group}/{index} của");
            assert_eq!(text.matches(&wanted).count(), 1, "{wanted}");
            let place = text.find(&wanted).expect("counted");
            assert!(place > last, "{wanted} stands in order");
            last = place;
        }
    }
    for (index, page) in pdf.pages.iter().enumerate().skip(1) {
        assert!(page.find(&(index + 1).to_string()).is_some(), "page {} has its number", index + 1);
        assert!(page.find("Nội dung nhiệm vụ").is_some(), "page {} has its headings", index + 1);
    }
}
