//! Sources that are broken, hostile or merely strange: each ends quickly, in a clear message and
//! with the right exit code, and leaves no half of a result behind.

use std::time::Duration;

use rust_xlsxwriter::Workbook;

use crate::program::{Output, Program};
use crate::workbook::{bytes, fill, named, patched, tasks, workbook};

/// Longer than any of these runs may take, on a busy machine too.
const QUICK: Duration = Duration::from_secs(5);

/// Builds a source of one file, which must fail with one code at one place and write nothing.
#[track_caller]
fn refused(name: &str, content: impl AsRef<[u8]>, at: &str, code: &str) -> Output {
    let program = Program::new().file(name, content);
    let output = program.run(&["build", name]).exits(1);
    assert!(!program.path("output").exists(), "something was written\n{output}");
    assert!(output.took < QUICK, "took {:?}\n{output}", output.took);
    let line = format!("{at}\n  lỗi[{code}]: ");
    output.complains(&line)
}

#[test]
fn a_missing_or_strange_path_cannot_be_run() {
    let program = Program::new().file("ghi-chu.txt", "chữ").file("trong/doc.pdf", "%PDF");
    for (path, words) in [
        ("không-có.yaml", "không tìm thấy không-có.yaml"),
        ("ghi-chu.txt", ".xlsx"),
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
    refused("a.xlsx", "", "a.xlsx", "file-type");
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
}

#[test]
fn a_key_that_stands_twice_is_an_error_in_every_format() {
    refused("a.yaml", "document:\n  title: Một\n  title: Hai\n", "a.yaml:3:3", "file-syntax");
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
    // A part that ends before its table does would lose rows.
    let cut = patched(&whole, "xl/worksheets/sheet1.xml", "</row></sheetData>", "</row><!-- ");
    refused("a.xlsx", cut, "a.xlsx", "workbook-unreadable");
    refused("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a.xls", "workbook-unreadable");
}

#[test]
fn a_formula_error_is_told_by_its_cell() {
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "LỖI Ở ĐÂY"]]);
    let part = "xl/worksheets/sheet1.xml";
    // The texts are shared: the last one of row 3 becomes the result of a broken formula.
    let broken =
        patched(&book, part, "<c r=\"C3\" t=\"s\"><v>9</v>", "<c r=\"C3\" t=\"e\"><v>#REF!</v>");
    refused("a.xlsx", broken, "a.xlsx » Nhiệm vụ!C3", "cell-error").complains("#REF!");
}

/// Everything that means something to Typst, to a template or to a spreadsheet.
const ACTIVE: &str = r##"#*_$<>@=-+/\`"'[]{}()~^&% #panic() ] " \ << 1 >> <% if %> <# #> {{ x }} =1+1 // /* $x$ <b> @a"##;

#[test]
fn text_that_is_code_elsewhere_is_text_here() {
    let plan = serde_json::json!({
        "document": {
            "title": ACTIVE,
            "issuer": ACTIVE,
            "notes": ACTIVE,
            "recipients": [ACTIVE],
            "parent": {"kind": ACTIVE, "number": ACTIVE, "date": "05/01/2026", "issuer": ACTIVE},
        },
        "groups": [{
            "title": ACTIVE,
            "tasks": [{
                "content": ACTIVE,
                "lead": "Viện #panic() $x$",
                "support": ["Sở Y tế"],
                "deadline": "#panic()",
                "product": ACTIVE,
            }],
        }],
        "agencies": [{"name": "Viện #panic() $x$", "short": "#panic()"}],
    });
    let program = Program::new().file("nguon.json", plan.to_string());
    for mode in ["electronic", "draft"] {
        program.run(&["build", "nguon.json", "--mode", mode]).exits(0);
    }
    let shown = program.show("nguon.json", 0);
    assert_eq!(shown["document"]["title"], ACTIVE);
    assert_eq!(shown["groups"][0]["title"], ACTIVE);
    let task = &shown["tasks"][0];
    assert_eq!((&task["content"], &task["product"]), (&ACTIVE.into(), &ACTIVE.into()));
    assert_eq!(task["lead"]["text"], "Viện #panic() $x$");
    assert_eq!(task["deadline"]["text"], "#panic()");
}

#[test]
fn decomposed_text_is_composed() {
    let program = Program::new().file(
        "nguon.yaml",
        "tasks: [{content: Nghi\u{323} quye\u{302}\u{301}t, lead: So\u{31B}\u{309} Y te\u{302}\u{301}}]",
    );
    let shown = program.show("nguon.yaml", 0);
    assert_eq!(shown["tasks"][0]["content"], "Nghị quyết");
    assert_eq!(shown["tasks"][0]["lead"]["text"], "Sở Y tế");
    assert_eq!(shown["tasks"][0]["lead"]["agencies"][0], "so-y-te");
}

#[test]
fn a_cell_of_eight_thousand_letters_is_built() {
    let long = "rà soát, bổ sung ".repeat(8_000 / 17);
    let row: &[&str] = &["1", &long, "Sở Y tế", "Sở Nội vụ"];
    let program = Program::new().file("nguon.xlsx", tasks(&[row]));
    program.run(&["build", "nguon.xlsx"]).exits(0).complains("cảnh báo[row-split]");
    assert_eq!(program.files("output/nguon").len(), 4);
    let word = "ơ".repeat(8_000);
    let program = Program::new().file("nguon.xlsx", tasks(&[&["1", &word, "Sở Y tế"]]));
    program.run(&["build", "nguon.xlsx"]).exits(0);
}

#[test]
fn deep_nesting_and_bombs_are_refused_quickly() {
    let levels = 100_000;
    let (open, close) = ("[".repeat(levels), "]".repeat(levels));
    refused("a.yaml", format!("tasks: {open}{close}"), "a.yaml:1:263", "file-syntax");
    refused("a.toml", format!("tasks = {open}{close}"), "a.toml:1:89", "file-syntax");
    refused("a.json", format!("{{\"tasks\": {open}{close}}}"), "a.json:1:1", "file-syntax");
    let stairs: String = (0..3_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    refused("a.yaml", stairs, "a.yaml:65:65", "file-syntax");

    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let ten = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{ten}]\n"));
    }
    let program = Program::new().file("bom.yaml", bomb);
    let output = program.run(&["check", "bom.yaml"]).exits(1).says("lỗi[file-syntax]");
    assert!(output.took < QUICK, "took {:?}", output.took);
}

/// Ten megabytes of noise; the same noise in every run.
fn noise() -> String {
    const LETTERS: &[char] = &[
        '{', '}', '[', ']', ':', '-', ' ', '\n', '&', '*', '#', '|', '>', '"', '\'', 'đ', 'ủ', 'a',
    ];
    let mut state = 1_u32;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        LETTERS[(state >> 16) as usize % LETTERS.len()]
    })
    .take(10_000_000)
    .collect()
}

#[test]
fn ten_megabytes_of_garbage_end_quickly_in_an_error() {
    let garbage = [
        ("a.yaml", noise()),
        ("a.yaml", "a".repeat(10_000_000)),
        ("a.yaml", "- x: 1\n".repeat(1_400_000)),
        ("a.json", "[".repeat(10_000_000)),
        ("a.json", format!("[{}1]", "1,".repeat(5_000_000))),
        ("a.toml", "a = [[".repeat(1_600_000)),
    ];
    for (name, content) in garbage {
        let program = Program::new().file(name, content);
        let output = program.run(&["check", name, "--format", "short"]).exits(1);
        assert!(output.stdout.contains("lỗi[") && output.stdout.len() < 2_000, "{output}");
        assert!(output.took < QUICK, "took {:?}\n{output}", output.took);
    }
}

#[test]
fn a_folder_with_two_plans_is_refused_and_one_with_parts_is_not() {
    let plan = tasks(&[&["1", "Rà soát", "Sở Y tế"]]);
    let program =
        Program::new().file("hai/a.xlsx", &plan).file("hai/b.xlsx", &plan).file("hai/~$a.xlsx", "");
    program.run(&["check", "hai"]).exits(1).says("b.xlsx\n  lỗi[source-twice]");
    program.run(&["build", "hai"]).exits(1);
    assert!(!program.path("output").exists());
    let parts = Program::new()
        .file("phan/nhiem-vu.xlsx", &plan)
        .file("phan/van-ban.yaml", "document: {title: Danh mục chung}")
        .file("phan/ghi-chu.txt", "không phải nguồn");
    assert_eq!(parts.show("phan", 0)["document"]["title"], "Danh mục chung");
}

#[test]
fn names_that_are_paths_stay_names() {
    let names = ["../../x", "CON", "nul.txt", "/etc/passwd", "C:\\x", "."];
    let mut text = String::from("tasks:\n");
    for name in names {
        text.push_str(&format!("  - {{content: Rà soát, lead: 'Viện {name}'}}\n"));
    }
    text.push_str("agencies:\n");
    for name in names {
        text.push_str(&format!("  - {{name: 'Viện {name}', short: '{name}', id: '{name}'}}\n"));
    }
    let program = Program::new().file("a/nguon.yaml", text);
    program.run(&["build", "a/nguon.yaml", "--out", "ra/sâu"]).exits(0);
    let files = ["danh-muc.pdf", "danh-muc.xlsx", "ma-tran.pdf", "manifest.json"];
    let expected = files.map(|name| format!("ra/sâu/nguon/{name}"));
    let found = program.files(".");
    assert_eq!(found[0], "a/nguon.yaml");
    assert_eq!(found[1..], expected);
    let shown = program.show("a/nguon.yaml", 0);
    assert_eq!(shown["tasks"][0]["lead"]["text"], "Viện ../../x");
}

#[test]
fn a_sparse_sheet_over_all_rows_and_columns_does_not_use_up_the_memory() {
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    sheet.write_string(0, 0, "góc").expect("a cell");
    sheet.write_string(1_048_575, 16_383, "góc").expect("a cell");
    refused("a.xlsx", bytes(book), "a.xlsx » Nhiệm vụ!A1", "sheet-missing");

    // The same corners around a plan: it is read, and the far corner is told.
    let mut book = Workbook::new();
    let sheet = named(&mut book, "Nhiệm vụ");
    fill(sheet, &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]]);
    sheet.write_string(1_048_575, 16_383, "góc").expect("a cell");
    let program = Program::new().file("a.xlsx", bytes(book));
    let output = program.run(&["check", "a.xlsx"]).exits(0);
    assert!(output.took < QUICK, "took {:?}", output.took);
    output.says("a.xlsx » Nhiệm vụ!XFD1048576\n  cảnh báo[row-skipped]").says("1 nhiệm vụ");
}

#[test]
fn merged_areas_without_end_do_not_slow_a_plan_down() {
    let plan = tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "", "Sở Nội vụ"]]);
    let merges = "<mergeCells count=\"1\"><mergeCell ref=\"C2:C1048576\"/></mergeCells>";
    let end = "</sheetData>";
    let part = "xl/worksheets/sheet1.xml";
    let program =
        Program::new().file("a.xlsx", patched(&plan, part, end, &format!("{end}{merges}")));
    let shown = program.show("a.xlsx", 0);
    assert_eq!(shown["tasks"][1]["lead"]["text"], "Sở Y tế");
}
