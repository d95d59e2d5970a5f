//! `build --agencies`: what each agency gets, under which name, and the index of it all.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::pdf::Pdf;
use crate::program::Program;

/// Four tasks for seven bodies: one leads nothing, one has no task at all, one phrase is open.
pub const SOURCE: &str = "
document:
  title: Danh mục nhiệm vụ phát triển kinh tế số năm 2024
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 20/01/2024}
  recipients:
    - Thường trực Tỉnh ủy (b/c)
    - {name: Sở Y tế, copies: 3}
    - {name: các xã thí điểm, copies: 2}
    - 'Lưu: VT, NC (02 bản)'
groups:
  - title: Hạ tầng số
    tasks:
      - content: Xây dựng kế hoạch phát triển hạ tầng số
        lead: Sở Công Thương
        support: [Sở Y tế, các xã thí điểm]
        deadline: Quý II/2024
        product: Kế hoạch
      - content: Bố trí kinh phí cho các trạm y tế
        lead: Sở Y tế
        support: các đơn vị liên quan
        deadline: Năm 2024
  - title: Dữ liệu số
    tasks:
      - content: Số hóa hồ sơ hộ tịch
        lead: các xã thí điểm
        support: Sở Tư pháp
        deadline: Thường xuyên
      - content: Tuyên truyền về chuyển đổi số
        lead: các đơn vị liên quan
        deadline: Hằng năm
collectives:
  - name: các xã thí điểm
    members: [UBND xã Tân An, UBND xã Tân Ân]
agencies:
  - {name: UBND xã Tân An, kind: xa}
  - {name: UBND xã Tân Ân, kind: xa}
  - {name: Ban Quản lý chợ Vườn Ươm, kind: su-nghiep}
";

fn built(arguments: &[&str]) -> (Program, String) {
    let program = Program::new().file("nguon.yaml", SOURCE);
    let words = [&["build", "nguon.yaml"], arguments].concat();
    let output = program.run(&words).exits(0);
    (program, output.stdout)
}

fn extract(program: &Program, name: &str) -> String {
    Pdf::open(&program.path(&format!("output/nguon/co-quan/{name}.pdf"))).text()
}

/// The two communes whose names are one without marks.
fn communes(program: &Program) -> Vec<String> {
    let names = program.files("output/nguon/co-quan").into_iter();
    names.filter(|name| name.contains("tan-an") && name.ends_with(".pdf")).collect()
}

#[test]
fn each_agency_gets_its_parts_with_the_numbers_of_the_annex() {
    let (program, _) = built(&["--agencies", "all"]);
    let health = extract(&program, "so-y-te");
    for words in [
        "TRÍCH DANH MỤC NHIỆM VỤ GIAO SỞ Y TẾ",
        "Danh mục nhiệm vụ phát triển kinh tế số năm 2024",
        "(Kèm theo Quyết định số 15/QĐ-UBND ngày 20 tháng 01 năm 2024",
        "Chủ trì: 1 nhiệm vụ; phối hợp: 1 nhiệm vụ; giao chung: 1 nhiệm vụ.",
        "NHIỆM VỤ CHỦ TRÌ",
        "NHIỆM VỤ PHỐI HỢP",
        "NHIỆM VỤ GIAO CHUNG",
        "./.",
    ] {
        assert!(health.contains(words), "{words} in\n{health}");
    }
    assert!(!health.to_lowercase().contains("trích sao"));
    assert!(!health.contains("Số hóa hồ sơ hộ tịch"));
    // Led before supported before common, each under its own group.
    let places = ["Bố trí kinh phí", "Xây dựng kế hoạch phát triển", "Tuyên truyền về chuyển"];
    let places = places.map(|words| health.find(words).unwrap_or_else(|| panic!("{words}")));
    assert!(places.is_sorted(), "{places:?}");
    let lines = Pdf::open(&program.path("output/nguon/co-quan/so-y-te.pdf")).pages[0].lines();
    let row = lines.iter().find(|line| line.text.contains("Bố trí kinh phí")).expect("the task");
    let in_row = |line: &&crate::pdf::Line| (line.y_mm - row.y_mm).abs() < 0.5;
    let first = lines.iter().filter(in_row).min_by(|a, b| a.x_mm.total_cmp(&b.x_mm));
    assert_eq!(first.map(|line| line.text.as_str()), Some("2"), "the annex's own number");
    // Its own task is not also everybody's.
    let common = "Nhiệm vụ số 2: các đơn vị liên quan phối hợp khi được đề nghị.";
    assert!(!health.contains(common));
    assert!(extract(&program, "so-cong-thuong").contains(common));
    assert!(!extract(&program, "so-tu-phap").contains("NHIỆM VỤ CHỦ TRÌ"), "no empty part");
}

#[test]
fn a_collective_means_each_of_its_members() {
    let (program, _) = built(&["--agencies", "all"]);
    let names = communes(&program);
    assert_eq!(names.len(), 2, "one file each: {names:?}");
    for name in &names {
        let text = Pdf::open(&program.path(&format!("output/nguon/co-quan/{name}"))).text();
        assert!(text.contains("chủ trì: 1 nhiệm vụ") || text.contains("Chủ trì: 1 nhiệm vụ"));
        assert!(text.contains("Số hóa hồ sơ hộ tịch") && text.contains("Xây dựng kế hoạch"));
    }
}

#[test]
fn agencies_without_a_task_are_named() {
    let (program, stdout) = built(&["--agencies", "all"]);
    assert!(stdout.contains("Không có nhiệm vụ"), "{stdout}");
    assert!(stdout.contains("Ban Quản lý chợ Vườn Ươm") && stdout.contains("Sở Nội vụ"));
    let index = Pdf::open(&program.path("output/nguon/muc-luc.pdf")).text();
    assert!(index.contains("Cơ quan không có nhiệm vụ") && index.contains("chợ Vườn Ươm"));
    assert!(index.contains("Thường trực Tỉnh ủy (b/c): 1 bản"), "{index}");
    assert!(index.contains("Lưu: VT, NC (02 bản): 2 bản"), "{index}");
}

#[test]
fn the_index_counts_tasks_pages_and_copies_in_the_order_of_noi_nhan() {
    let (program, _) = built(&["--agencies", "all"]);
    let bytes = program.bytes("output/nguon/muc-luc.xlsx");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_range("Mục lục").expect("the sheet");
    let row_of = |name: &str| -> Vec<String> {
        let row =
            range.rows().find(|row| row.iter().any(|cell| *cell == Data::String(name.into())));
        row.unwrap_or_else(|| panic!("{name}")).iter().map(ToString::to_string).collect()
    };
    assert_eq!(row_of("Sở Y tế")[..6], ["1", "Sở Y tế", "1", "1", "1", "3"]);
    assert_eq!(row_of("UBND xã Tân Ân")[2..6], ["1", "1", "1", "2"]);
    assert_eq!(row_of("Sở Công Thương")[2..6], ["1", "0", "1", "1"]);
}

#[test]
fn some_agencies_are_chosen_by_id_or_name() {
    let (program, stdout) = built(&["--agencies", "so-y-te,Sở Tư pháp"]);
    let names = program.files("output/nguon/co-quan");
    assert_eq!(names, ["so-tu-phap.pdf", "so-tu-phap.xlsx", "so-y-te.pdf", "so-y-te.xlsx"]);
    assert!(!program.path("output/nguon/muc-luc.pdf").exists(), "no index of a part");
    assert!(!stdout.contains("Không có nhiệm vụ"));
    let idle = program.run(&["build", "nguon.yaml", "--agencies", "Sở Nội vụ"]).exits(0);
    idle.says("Không có nhiệm vụ nên không có bản trích: Sở Nội vụ");
    let source = SOURCE.replace("lead: Sở Công Thương", "lead: Sở Văn hóa, Thể thao và Du lịch");
    program.put("phay/nguon.yaml", source);
    let words = "Sở Y tế,Sở Văn hóa, Thể thao và Du lịch";
    program.run(&["build", "phay", "--agencies", words]).exits(0);
    assert_eq!(program.files("output/phay/co-quan").len(), 4);
    let unknown = program.run(&["build", "nguon.yaml", "--agencies", "so-cong-thuon"]).exits(2);
    unknown.complains("có phải là “Sở Công Thương”?");
}

#[test]
fn names_may_keep_their_marks() {
    let (program, _) = built(&["--agencies", "all", "--vietnamese-names"]);
    let names = program.files("output/nguon/co-quan");
    assert!(names.contains(&"Sở Y tế.pdf".to_string()), "{names:?}");
    assert!(names.contains(&"UBND xã Tân Ân.xlsx".to_string()), "{names:?}");
}

#[test]
fn a_choice_of_files_that_makes_no_sense_is_refused() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    for (arguments, words) in [
        (&["--only", "co-quan"][..], "--agencies"),
        (&["--agencies", "all", "--only", "danh-muc.pdf"], "--agencies"),
        (&["--agencies", "all", "--only", "muc-luc.pdf"], "co-quan"),
        (&["--agencies", "all", "--only", "khong-co.pdf"], "co-quan/*.pdf"),
    ] {
        let words_of_run = [&["build", "nguon.yaml"], arguments].concat();
        program.run(&words_of_run).exits(2).complains(words);
    }
    assert!(!program.path("output").exists());
    let only = ["build", "nguon.yaml", "--agencies", "all", "--only", "co-quan/*.pdf"];
    program.run(&only).exits(0);
    assert!(program.files("output/nguon/co-quan").iter().all(|name| name.ends_with(".pdf")));
}

#[test]
fn strange_names_stay_in_their_folder() {
    let names = ["../../thoat", "CON", "a:b?c", "Ban <x>|y", &"Viện ".repeat(60)];
    let mut source = String::from("document: {title: Thử}\ntasks:\n");
    for name in names {
        source.push_str(&format!(
            "  - {{content: 'Việc {name}', lead: '{name}', deadline: Năm 2024}}\n"
        ));
    }
    let program = Program::new().file("nguon.yaml", source);
    for option in ["--force", "--vietnamese-names"] {
        program.run(&["build", "nguon.yaml", "--agencies", "all", option]).exits(0);
        let files = program.files("output");
        assert!(files.iter().all(|file| file.starts_with("nguon/")), "{files:?}");
        let refused = |c: char| c.is_control() || "<>:\"\\|?*".contains(c);
        assert!(files.iter().all(|file| !file.contains(refused)), "{files:?}");
        let device = |file: &String| file.ends_with("/con.pdf") || file.ends_with("/CON.pdf");
        assert!(!files.iter().any(device), "{files:?}");
        assert!(files.iter().all(|file| file.len() < 280), "{files:?}");
    }
    assert!(!program.path("thoat.pdf").exists());
}

#[test]
fn a_style_cannot_call_an_extract_a_certified_copy() {
    let own = |words: &str| format!("{}\n[extract]\nheading = \"{words}\"\n", ubnd());
    let program = Program::new()
        .file("nguon.yaml", SOURCE)
        .file("mau/a/style.toml", own("Trích sao nhiệm vụ của {agency}"))
        .file("mau/b/style.toml", own("Nhiệm vụ"))
        .file("mau/c/style.toml", own("Phiếu giao việc: {agency}"))
        .file("mau/c/danh-muc.typ", "<% include \"chung/trang.typ\" %>");
    let build =
        |style: &str| program.run(&["check", "nguon.yaml", "--templates", "mau", "--style", style]);
    build("a").exits(2).complains("trích sao");
    build("b").exits(2).complains("{agency}");
    let words = ["build", "nguon.yaml", "--templates", "mau", "--style", "c"];
    program.run(&[&words[..], &["--agencies", "so-y-te"]].concat()).exits(0);
    assert!(extract(&program, "so-y-te").contains("PHIẾU GIAO VIỆC: SỞ Y TẾ"));
}

fn ubnd() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/ubnd/style.toml");
    std::fs::read_to_string(path).expect("the style")
}
