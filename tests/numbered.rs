//! Plans whose items are numbered in every way, as far as offices number: nothing is lost at 99, at
//! "ix" or at "đ", in a text as in a Word file.

use std::io::{Cursor, Write};

use crate::program::Program;

const HEAD: &str = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 12/KH-UBND\n\
                    Hà Tĩnh, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\
                    Thực hiện chương trình chuyển đổi số năm 2026\n\nI. MỤC ĐÍCH\n\
                    Nâng cao hiệu quả.\nII. NHIỆM VỤ\n";
const FOOT: &str =
    "III. TỔ CHỨC THỰC HIỆN\nCác sở, ban, ngành triển khai thực hiện kế hoạch này.\n";
const BODIES: [&str; 4] = ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng"];

/// The letters of a Vietnamese list.
const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];

fn roman(mut number: usize) -> String {
    let digits = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix")];
    let mut text = String::new();
    for (value, digit) in digits.into_iter().chain([(5, "v"), (4, "iv"), (1, "i")]) {
        while number >= value {
            number -= value;
            text.push_str(digit);
        }
    }
    text
}

/// A way of numbering, and its marks.
fn schemes() -> Vec<(&'static str, Vec<String>)> {
    let upto = |last: usize, mark: &dyn Fn(usize) -> String| (1..=last).map(mark).collect();
    let pairs = |end: &str| -> Vec<String> {
        (1..=30).flat_map(|a| (1..=40).map(move |b| format!("{a}.{b}{end}"))).collect()
    };
    vec![
        ("1.", upto(1000, &|n| format!("{n}."))),
        ("1)", upto(300, &|n| format!("{n})"))),
        ("(1)", upto(300, &|n| format!("({n})"))),
        ("001.", upto(200, &|n| format!("{n:03}."))),
        ("1/", upto(150, &|n| format!("{n}/"))),
        ("Nhiệm vụ 1:", upto(150, &|n| format!("Nhiệm vụ {n}:"))),
        ("i.", upto(100, &|n| format!("{}.", roman(n)))),
        ("i)", upto(100, &|n| format!("{})", roman(n)))),
        ("a)", LETTERS.iter().map(|letter| format!("{letter})")).collect()),
        ("1.1.", pairs(".")),
        ("1.1", pairs("")),
    ]
}

/// A Word file of paragraphs.
fn word(text: &str) -> Vec<u8> {
    let kinds = "http://schemas.openxmlformats.org/package/2006/content-types";
    let office = "application/vnd.openxmlformats-";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let target =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraphs = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{kinds}\">\
                 <Default Extension=\"rels\" ContentType=\"{office}package.relationships+xml\"/>\
                 <Override PartName=\"/word/document.xml\" \
                 ContentType=\"{office}officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{target}\" \
                 Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{main}\"><w:body>{}</w:body></w:document>",
                paragraphs.collect::<String>()
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default();
    let stored = stored.compression_method(zip::CompressionMethod::Stored);
    for (name, part) in parts {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(part.as_bytes()).expect("a part");
    }
    zip.finish().expect("a file").into_inner()
}

#[test]
fn every_numbered_item_is_a_task() {
    for (scheme, marks) in schemes() {
        let line = |(n, mark): (usize, &String)| {
            let body = BODIES[n % BODIES.len()];
            format!("{mark} {body} chủ trì, phối hợp với Sở Công Thương xây dựng đề án thứ {n}.\n")
        };
        let items: String = marks.iter().enumerate().map(line).collect();
        let text = format!("{HEAD}{items}{FOOT}");
        let program = Program::new().file("a.txt", &text).file("a.docx", word(&text));
        for file in ["a.txt", "a.docx"] {
            let plan = program.run(&["import", file, "--format", "json"]).exits(0).json();
            let tasks = plan["tasks"].as_array().expect("a list");
            assert_eq!(tasks.len(), marks.len(), "{scheme} in {file}");
            for (n, task) in tasks.iter().enumerate() {
                let content = task["content"].as_str().expect("a text");
                assert!(content.ends_with(&format!("đề án thứ {n}")), "{scheme} in {file}: {task}");
                let lead = task["lead"][0].as_str();
                assert_eq!(lead, Some(BODIES[n % BODIES.len()]), "{scheme} in {file}");
            }
        }
    }
}
