//! Sources that are hostile or merely strange: each ends quickly, is read as text and nothing
//! else, or is refused in a clear message.

use rust_xlsxwriter::Workbook;

use crate::damage::{QUICK, SHEET, refused};
use crate::program::Program;
use crate::workbook::{bytes, fill, named, patched, tasks, workbook};

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
            "parent": {"kind": ACTIVE, "number": format!("15/{ACTIVE}"), "date": "05/01/2026", "issuer": ACTIVE},
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
    for mode in ["paper", "draft"] {
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
    assert_eq!(program.files("output/nguon").len(), 5);
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
    refused("a.json", format!("{{\"tasks\": {open}{close}}}"), "a.json:1:42", "file-syntax");
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
fn a_hundred_thousand_wrong_keys_are_told_quickly() {
    let keys: Vec<String> = (0..100_000).map(|number| format!("\"khóa {number}\": 1")).collect();
    let program = Program::new().file("a.json", format!("{{{}}}", keys.join(", ")));
    let output = program.run(&["check", "a.json", "--format", "short"]).exits(1);
    assert_eq!(output.stdout.matches("lỗi[key-unknown]").count(), keys.len());
    assert!(output.took < QUICK, "took {:?}", output.took);
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
    for (number, name) in names.iter().enumerate() {
        text.push_str(&format!("  - {{content: Rà soát {number}, lead: 'Viện {name}'}}\n"));
    }
    text.push_str("agencies:\n");
    for name in names {
        text.push_str(&format!("  - {{name: 'Viện {name}', short: '{name}', id: '{name}'}}\n"));
    }
    let program = Program::new().file("a/nguon.yaml", text);
    program.run(&["build", "a/nguon.yaml", "--out", "ra/sâu"]).exits(0);
    let files = ["danh-muc.docx", "danh-muc.pdf", "danh-muc.xlsx", "ma-tran.pdf", "manifest.json"];
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

/// The file format lets rows and cells stand in any order.
#[test]
fn cells_out_of_order_are_read_in_order() {
    let plan = tasks(&[&["1", "Rà soát", "Sở Y tế"]]);
    let cell = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let row = |number: u32, cells: &[(&str, &str)]| {
        let cells: String = cells.iter().map(|(place, text)| cell(place, text)).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let rows = row(4, &[("C4", "Sở Nội vụ"), ("A4", "3")])
        + &row(3, &[("B3", "Sơ kết"), ("A3", "2")])
        + &row(4, &[("B4", "Tổng kết")])
        + &row(3, &[("D3", "Sở Tư pháp"), ("C3", "Sở Tài chính")]);
    let end = "</sheetData>";
    let book = patched(&plan, SHEET, end, &format!("{rows}{end}"));
    let shown = Program::new().file("a.xlsx", book).show("a.xlsx", 0);
    for (task, content, lead) in [(1, "Sơ kết", "Sở Tài chính"), (2, "Tổng kết", "Sở Nội vụ")]
    {
        assert_eq!(shown["tasks"][task]["content"], content);
        assert_eq!(shown["tasks"][task]["lead"]["text"], lead);
    }
    assert_eq!(shown["tasks"][1]["support"][0]["text"], "Sở Tư pháp");

    let backwards: String = (2..300_000).rev().map(|number| row(number, &[])).collect();
    let backwards = backwards.replace("></row>", "><c t=\"n\"><v>1</v></c></row>");
    let book = patched(&plan, SHEET, end, &format!("{backwards}{end}"));
    let program = Program::new().file("a.xlsx", book);
    let output = program.run(&["check", "a.xlsx", "--format", "short"]);
    assert!(output.took < QUICK, "took {:?}", output.took);
}

#[test]
fn a_declaration_without_a_name_is_an_error_in_every_format() {
    let plan = "tasks: [{content: Rà soát, lead: Sở Y tế}]\n";
    let yaml = format!("{plan}agencies:\n  - aliases: [Viện A]\n");
    refused("a.yaml", yaml, "a.yaml:3:15", "agency-unnamed");
    let yaml = format!("{plan}collectives:\n  - members: [so-y-te]\n");
    refused("a.yaml", yaml, "a.yaml:3:15", "agency-unnamed");
    let rows: &[&[&str]] = &[&["TT", "Nội dung", "Chủ trì"], &["1", "Rà soát", "Sở Y tế"]];
    let agencies: &[&[&str]] = &[&["Tên", "Viết tắt"], &["Viện A", "VA"], &[], &["", "VB"]];
    let book = workbook(&[("Nhiệm vụ", rows), ("Cơ quan", agencies)]);
    refused("a.xlsx", book, "a.xlsx » Cơ quan!B4", "agency-unnamed");
}

#[test]
fn a_file_larger_than_any_plan_is_not_read() {
    let program = Program::new().file("a.yaml", "");
    let file = std::fs::File::options().write(true).open(program.path("a.yaml"));
    file.and_then(|file| file.set_len(101 * 1024 * 1024)).expect("room for a sparse file");
    program.run(&["check", "a.yaml"]).exits(2).complains("a.yaml lớn hơn 100 MB");
}

#[test]
fn merged_areas_without_end_do_not_slow_a_plan_down() {
    let plan = tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "", "Sở Nội vụ"]]);
    let merges = "<mergeCells count=\"1\"><mergeCell ref=\"C2:C1048576\"/></mergeCells>";
    let end = "</sheetData>";
    let program =
        Program::new().file("a.xlsx", patched(&plan, SHEET, end, &format!("{end}{merges}")));
    let shown = program.show("a.xlsx", 0);
    assert_eq!(shown["tasks"][1]["lead"]["text"], "Sở Y tế");
}

#[test]
fn numbers_without_sense_are_told_where_they_stand() {
    let plan = "tasks: [{content: Rà soát, lead: Sở Y tế}]";
    for (document, column) in [
        ("annex: 0", 19),
        ("annex: -1", 19),
        ("annex: IIII", 19),
        ("year: 99", 18),
        ("year: 2026.5", 18),
        ("recipients: [{name: A, copies: -1}]", 43),
        ("recipients: [{name: A, copies: 4294967296}]", 43),
    ] {
        let source = format!("document: {{{document}}}\n{plan}");
        refused("a.yaml", source, &format!("a.yaml:1:{column}"), "value-unknown");
    }
}
