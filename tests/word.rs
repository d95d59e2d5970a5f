//! The Word files: read back as a source they give the same plan; their XML keeps the order that
//! Word wants; what a văn thư sees in Word is there.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::pdf::Pdf;
use crate::program::Program;

/// A part of a package.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut text = String::new();
    files.by_name(name).expect("the part").read_to_string(&mut text).expect("XML");
    text
}

/// A text as it prints: tidied, on one line.
fn printed(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    danhmuc::text::cell::tidy(&line).into_owned()
}

/// What both files must say alike of each task: number, groups, content, who and when.
pub fn essence(shown: &Value) -> Vec<[String; 6]> {
    let tasks = shown["tasks"].as_array().cloned().unwrap_or_default();
    let essence = |task: &Value| {
        let support = task["support"].as_array().cloned().unwrap_or_default();
        let support: Vec<&str> = support.iter().filter_map(|each| each["text"].as_str()).collect();
        [
            printed(&task["number"]),
            task["group"].to_string(),
            printed(&task["content"]),
            printed(&task["lead"]["text"]),
            printed(&Value::String(support.join("; "))),
            printed(&task["deadline"]["text"]),
        ]
    };
    tasks.iter().map(essence).collect()
}

fn root(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_five_seeds_read_back_from_word_as_they_are() {
    for seed in crate::seeds::SEEDS {
        let program = Program::new();
        let source = root(&format!("seeds/{}", seed.name));
        let word = format!("output/{}/danh-muc.docx", seed.name);
        program.run(&["build", &source, "--draft", "--only", "danh-muc.docx"]).exits(0);
        let show = |path: &str| program.run(&["show", path, "--format", "json"]).json();
        let (ours, theirs) = (show(&source), show(&word));
        let (ours_read, theirs_read) = (essence(&ours), essence(&theirs));
        assert_eq!(ours_read.len(), theirs_read.len(), "{}", seed.name);
        let shows_deadlines = ours["document"]["columns"] != "khong-thoi-han";
        for (mut ours, theirs) in ours_read.into_iter().zip(theirs_read) {
            if !shows_deadlines {
                ours[5].clear();
            }
            assert_eq!(ours, theirs, "{}", seed.name);
        }
        let title = |shown: &Value| printed(&shown["document"]["title"]).to_uppercase();
        assert_eq!(title(&ours), title(&theirs), "{}", seed.name);
        let parent = |shown: &Value| shown["document"]["parent"]["kind"].clone();
        assert_eq!(parent(&ours), parent(&theirs), "{}", seed.name);
    }
}

/// How many tasks begin on each page, as pdftotext lays it out.
fn tasks_by_page(pdf: &Path) -> Vec<usize> {
    let run = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    let run = run.expect("pdftotext (package poppler-utils)");
    let text = String::from_utf8_lossy(&run.stdout).into_owned();
    let mut next = 1;
    let count = |page: &str| {
        let before = next;
        for line in page.lines() {
            let first = line.split_whitespace().next().unwrap_or_default();
            next += usize::from(first == next.to_string());
        }
        next - before
    };
    text.trim_end_matches('\u{c}').split('\u{c}').map(count).collect()
}

/// LibreOffice stands for Word: the same tasks on a page, give or take one.
#[test]
fn the_five_seeds_are_annexes_and_their_pages_in_word_are_those_of_the_pdf() {
    let program = Program::new();
    for seed in crate::seeds::SEEDS {
        let source = root(&format!("seeds/{}", seed.name));
        let only = ["--draft", "--only", "danh-muc.pdf", "danh-muc.docx"];
        program.run(&[&["build", &source], &only[..]].concat()).exits(0);
        let made = |name: &str| program.path(&format!("output/{}/danh-muc.{name}", seed.name));
        let first = Pdf::open(&made("pdf")).pages[0].text();
        assert!(first.contains("DANH MỤC NHIỆM VỤ CHỦ YẾU"), "{first}");
        assert!(first.contains("(Kèm theo "), "{first}");
        std::fs::copy(made("docx"), program.path(&format!("{}.docx", seed.name))).expect("a copy");
    }
    let folder = program.path("");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let words = crate::seeds::SEEDS.iter().map(|seed| folder.join(format!("{}.docx", seed.name)));
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args(words)
        .output();
    // CI may have LibreOffice without Writer.
    if run.is_err() || !folder.join(format!("{}.pdf", crate::seeds::SEEDS[0].name)).exists() {
        eprintln!("skipped: LibreOffice Writer is not installed");
        return;
    }
    for seed in crate::seeds::SEEDS {
        let ours = tasks_by_page(&program.path(&format!("output/{}/danh-muc.pdf", seed.name)));
        let theirs = tasks_by_page(&folder.join(format!("{}.pdf", seed.name)));
        assert_eq!(ours.iter().sum::<usize>(), seed.tasks, "{}", seed.name);
        assert_eq!(theirs.iter().sum::<usize>(), seed.tasks, "{}", seed.name);
        assert!(ours.len().abs_diff(theirs.len()) <= 1, "{}: {ours:?}, {theirs:?}", seed.name);
        // A page more shifts those before it by a row more.
        let most = 1 + ours.len().abs_diff(theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!(ours.abs_diff(*theirs) <= most, "{}: {ours}, {theirs}", seed.name);
        }
    }
}

const PLAN: &str = "
document:
  title: Danh mục nhiệm vụ chủ yếu thực hiện kế hoạch chuyển đổi số trên địa bàn tỉnh
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 20/01/2024}
  COLUMNS
groups:
  - title: Hạ tầng số
    tasks:
      - content: 'xây dựng </w:t><w:p/> & \"kế hoạch\" phát triển hạ tầng số;'
        lead: Sở Lao động - Thương binh và Xã hội
        support: [Sở Y tế, các sở]
        deadline: quý II/2024.
        product: kế hoạch
  - title: Dữ liệu số
    tasks:
      - content: Số hóa hồ sơ hộ tịch
        lead: Sở Tư pháp
        support: các sở
        deadline: Thường xuyên
";

pub fn built(columns: &str, arguments: &[&str]) -> Program {
    let program = Program::new().file("nguon.yaml", PLAN.replace("COLUMNS", columns));
    program.run(&[&["build", "nguon.yaml"], arguments].concat()).exits(0);
    program
}

pub fn annex(program: &Program) -> Vec<u8> {
    program.bytes("output/nguon/danh-muc.docx")
}

#[test]
fn what_a_clerk_edits_in_word_builds_again() {
    let program = built("numbering: continuous", &[]);
    let show = |path: &str| program.run(&["show", path, "--format", "json"]).json();
    let theirs = show("output/nguon/danh-muc.docx");
    assert_eq!(essence(&show("nguon.yaml")), essence(&theirs));
    assert_eq!(theirs["document"]["parent"]["number"], "15/QĐ-UBND");
    program.run(&["build", "output/nguon/danh-muc.docx", "--out", "lai"]).exits(0);
    let text = |path: &str| Pdf::open(&program.path(path)).text();
    assert_eq!(text("output/nguon/danh-muc.pdf"), text("lai/danh-muc/danh-muc.pdf"));
}

#[test]
fn the_form_stands_in_the_file_as_word_keeps_it() {
    let program = built("columns: hai-tang\n  number_row: true", &[]);
    let bytes = annex(&program);
    let document = part(&bytes, "word/document.xml");
    // Both rows of headings and the row of numbers repeat.
    assert_eq!(document.matches("<w:tblHeader/>").count(), 3);
    let rows = document.matches("<w:tr>").count();
    assert_eq!(document.matches("<w:cantSplit/>").count(), rows, "no row splits");
    assert!(document.contains("<w:tblLayout w:type=\"fixed\"/>"));
    assert!(document.contains(r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#));
    assert!(document.contains(r#"w:left="1701""#) && document.contains("<w:titlePg/>"));
    assert!(document.contains(r#"<w:pgNumType w:start="1"/>"#));
    assert!(document.contains("DANH MỤC NHIỆM VỤ CHỦ YẾU</w:t><w:br/>"));
    assert!(document.contains("(Kèm theo Quyết định số 15/QĐ-UBND ngày 20 tháng 01 năm 2024"));
    assert!(document.contains("Xây dựng &lt;/w:t&gt;&lt;w:p/&gt; &amp; &quot;kế hoạch&quot;"));
    assert!(document.contains("<w:t>./.</w:t>"));
    assert!(part(&bytes, "word/header1.xml").contains("PAGE"));
    assert!(!part(&bytes, "word/header2.xml").contains("PAGE"), "page 1 has no number");
    let styles = part(&bytes, "word/styles.xml");
    for name in ["Tiêu đề phụ lục", "Nhóm nhiệm vụ", "Ô bảng", "Kèm theo", "Bảng nhiệm vụ"]
    {
        assert!(styles.contains(&format!("<w:name w:val=\"{name}\"/>")), "{name}");
    }
    assert!(styles.contains("Times New Roman") && styles.contains("<w:lang w:val=\"vi-VN\""));
    assert!(styles.contains(r#"<w:sz w:val="26"/>"#), "13 points in cells");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:language>vi-VN</dc:language>"));
    assert!(core.contains("<dc:creator>Ủy ban nhân dân tỉnh Hà Tĩnh</dc:creator>"));
    assert!(core.contains("2024-01-20T00:00:00Z"));
    // A hidden bookmark names the task of each row.
    assert!(document.contains("w:name=\"_nv_001\"") && document.contains("w:name=\"_nv_002\""));
}

#[test]
fn the_grid_is_the_page_between_its_margins() {
    let program = built("columns: co-ban", &[]);
    let document = part(&annex(&program), "word/document.xml");
    let numbers = |tag: &str| -> Vec<u32> {
        let found = document.split(tag).skip(1);
        found.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
    };
    let grid = numbers("<w:gridCol w:w=\"");
    assert_eq!(grid.len(), 6);
    assert_eq!(grid.iter().sum::<u32>(), 16_838 - 1701 - 850);
    assert_eq!(numbers("<w:tblW w:w=\""), [16_838 - 1701 - 850]);
    // The rules of the PDF stand where the grid ends.
    let page = &Pdf::open(&program.path("output/nguon/danh-muc.pdf")).pages[0];
    let mut edges: Vec<f64> =
        page.strokes.iter().flat_map(|stroke| [stroke.x0, stroke.x1]).collect();
    edges.sort_by(f64::total_cmp);
    let mut end = 30.0;
    for width in grid {
        end += f64::from(width) * 25.4 / 1440.0;
        assert!(edges.iter().any(|edge| (edge - end).abs() < 0.3), "{end} mm: {edges:?}");
    }
}

/// The children of an element in the order of the schema (ECMA-376, Part 1, 17): Word refuses or
/// forgets what comes too early.
const SEQUENCES: &[(&str, &[&str])] = &[
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:tcFitText",
            "w:vAlign",
            "w:hideMark",
        ],
    ),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:suppressAutoHyphens",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:color",
            "w:spacing",
            "w:sz",
            "w:szCs",
            "w:u",
            "w:lang",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
            "w:docGrid",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
    ),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    (
        "w:settings",
        &[
            "w:zoom",
            "w:mirrorMargins",
            "w:defaultTabStop",
            "w:autoHyphenation",
            "w:characterSpacingControl",
            "w:compat",
            "w:themeFontLang",
            "w:decimalSymbol",
            "w:listSeparator",
        ],
    ),
];

/// Elements whose children come out of the order.
fn out_of_order(text: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    loop {
        let event = reader.read_event().expect("XML");
        let (name, stays) = match &event {
            quick_xml::events::Event::Start(tag) => (tag.name(), true),
            quick_xml::events::Event::Empty(tag) => (tag.name(), false),
            quick_xml::events::Event::End(_) => {
                open.pop();
                continue;
            }
            quick_xml::events::Event::Eof => return found,
            _ => continue,
        };
        let name = name.as_ref().to_string();
        if let Some((parent, last)) = open.last_mut()
            && let Some((_, sequence)) = SEQUENCES.iter().find(|(element, _)| element == parent)
        {
            match sequence.iter().position(|child| *child == name) {
                Some(place) if place >= *last => *last = place,
                _ => found.push(format!("{name} in {parent}")),
            }
        }
        if stays {
            open.push((name, 0));
        }
    }
}

#[test]
fn the_xml_keeps_the_order_of_the_schema() {
    let styles = ["ubnd", "ubnd-ban-hanh", "dang"];
    for style in styles {
        for mode in ["paper", "draft"] {
            let columns =
                format!("columns: hai-tang\n  number_row: true\n  style: {style}\n  mode: {mode}");
            let program = built(&columns, &["--agencies", "all", "--word"]);
            let extract = program.files("output/nguon/co-quan");
            let extract = extract.iter().find(|name| name.ends_with(".docx")).expect("an extract");
            for bytes in
                [annex(&program), program.bytes(&format!("output/nguon/co-quan/{extract}"))]
            {
                for name in ["document", "styles", "settings", "header1", "header2"] {
                    let found = out_of_order(&part(&bytes, &format!("word/{name}.xml")));
                    assert!(found.is_empty(), "{style} {name}: {found:?}");
                }
                assert_eq!(part(&bytes, "word/header2.xml").contains("DỰ THẢO"), mode == "draft");
            }
        }
    }
}

#[test]
fn two_builds_give_the_same_bytes_and_extracts_come_when_asked_for() {
    let first = built("", &["--agencies", "all", "--word"]);
    let second = built("", &["--agencies", "all", "--word"]);
    let files = first.files("output/nguon");
    let words: Vec<&String> = files.iter().filter(|name| name.ends_with(".docx")).collect();
    assert!(words.len() > 2, "{files:?}");
    for name in words {
        let path = format!("output/nguon/{name}");
        assert!(first.bytes(&path) == second.bytes(&path), "{name}");
    }
    let health = first.bytes("output/nguon/co-quan/so-y-te.docx");
    let text = part(&health, "word/document.xml");
    assert!(text.contains("TRÍCH DANH MỤC NHIỆM VỤ GIAO SỞ Y TẾ") && text.contains("Phối hợp: 2"));
    let manifest = String::from_utf8(first.bytes("output/nguon/manifest.json")).expect("JSON");
    assert!(manifest.contains("co-quan/so-y-te.docx") && manifest.contains("danh-muc.docx"));
    let without = built("", &["--agencies", "all"]);
    assert!(without.files("output/nguon/co-quan").iter().all(|name| !name.ends_with(".docx")));
    let alone = built("", &["--agencies", "all", "--only", "co-quan/*.docx"]);
    assert!(alone.files("output/nguon/co-quan").iter().all(|name| name.ends_with(".docx")));
}

#[test]
fn a_part_of_a_style_takes_the_place_of_ours_and_a_broken_one_is_an_error_with_its_place() {
    let program = Program::new().file("nguon.yaml", PLAN.replace("COLUMNS", ""));
    let build = ["build", "nguon.yaml", "--templates", "mau", "--only", "danh-muc.docx"];
    let styles = std::fs::read_to_string(root("templates/chung/danh-muc.docx/styles.xml"));
    let styles = styles.expect("a template").replace("Ô bảng giữa", "Ô giữa của tôi");
    program.put("mau/ubnd/danh-muc.docx/styles.xml", styles);
    program.run(&build).exits(0);
    assert!(part(&annex(&program), "word/styles.xml").contains("Ô giữa của tôi"));
    for (text, place) in [
        ("<w:styles>\n<< doc.khong_co >></w:styles>", "styles.xml:2"),
        ("<w:styles>\n<% if %></w:styles>", "styles.xml:2"),
        ("<w:styles>\n<w:style></w:styles>", "dòng 2"),
    ] {
        program.put("mau/ubnd/danh-muc.docx/styles.xml", text);
        program.run(&build).exits(2).complains(place);
    }
}

/// A Word file with another main part.
pub fn with_document(bytes: &[u8], change: &dyn Fn(String) -> String) -> Vec<u8> {
    let mut files = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..files.len() {
        let mut file = files.by_index(at).expect("a part");
        let name = file.name().expect("a name").to_string();
        let mut text = String::new();
        file.read_to_string(&mut text).expect("XML");
        let text = if name == "word/document.xml" { change(text) } else { text };
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut zip, text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

#[test]
fn a_form_that_a_clerk_drew_in_word_is_filled_in() {
    let program = Program::new().file("nguon.yaml", PLAN.replace("COLUMNS", ""));
    program.run(&["init", "--word-style", "mau"]).exits(0);
    program.run(&["init", "--word-style", "mau"]).exits(2);
    let form = program.bytes("mau/ubnd/mau.docx");
    assert!(part(&form, "word/document.xml").contains("{{ noi_dung }}"));
    let build = ["build", "nguon.yaml", "--templates", "mau"];
    program.run(&build).exits(0);
    let made = part(&annex(&program), "word/document.xml");
    assert!(!made.contains("{{") && !made.contains("}}"), "{made}");
    assert_eq!(made.matches("Sở Tư pháp").count(), 1);
    assert_eq!(made.matches("<w:tblHeader/>").count(), 1);
    let show = |path: &str| program.run(&["show", path, "--format", "json"]).json();
    assert_eq!(essence(&show("nguon.yaml")), essence(&show("output/nguon/danh-muc.docx")));
    // The clerk writes a line of the office, and Word cuts a placeholder in two.
    let drawn = with_document(&form, &|text| {
        let text = text.replace("{{ tieu_de }}", "Tổng: {{ so_nhiem_vu }} việc. {{ tieu_de }}");
        text.replace("{{ noi_dung }}", "{{ noi</w:t></w:r><w:r><w:t>_dung }} (theo dõi)")
    });
    program.put("mau/ubnd/mau.docx", drawn);
    program.run(&build).exits(0);
    let made = part(&annex(&program), "word/document.xml");
    assert!(made.contains("Tổng: 2 việc. DANH MỤC"), "{made}");
    assert_eq!(made.matches("(theo dõi)").count(), 2);
    for (from, to, says) in [
        ("{{ kem_theo }}", "{{ kem_theu }}", "đoạn 3"),
        ("{{ kem_theo }}", "{{ noi_dung }}", "noi_dung"),
        ("{{ ten_nhom }}", "Nhóm", "so_nhom"),
    ] {
        let wrong = with_document(&form, &|text| text.replace(from, to));
        program.put("mau/ubnd/mau.docx", wrong);
        let output = program.run(&build);
        if to != "Nhóm" {
            output.exits(2).complains("mau.docx").complains(says);
        }
    }
    let no_row = with_document(&form, &|text| text.replace("noi_dung", "").replace("{{  }}", ""));
    program.put("mau/ubnd/mau.docx", no_row);
    program.run(&build).exits(0);
    let no_table = with_document(&form, &|text| {
        let names = ["tt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham"];
        names.iter().fold(text, |text, name| text.replace(&format!("{{{{ {name} }}}}"), ""))
    });
    program.put("mau/ubnd/mau.docx", no_table);
    program.run(&build).exits(2).complains("noi_dung");
}
