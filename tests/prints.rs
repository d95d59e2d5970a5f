//! `print`: the set for the print room, counted sheet by sheet.

use crate::extracts::SOURCE;
use crate::pdf::Pdf;
use crate::program::Program;

fn printed(arguments: &[&str]) -> (Pdf, String) {
    let program = Program::new().file("nguon.yaml", SOURCE);
    let words = [&["print", "nguon.yaml"], arguments].concat();
    let stdout = program.run(&words).exits(0).stdout;
    (Pdf::open(&program.path("output/nguon/bo-in.pdf")), stdout)
}

/// Each page by whom it is for: "" for a blank one, "bảng" for the table of copies.
fn pages(set: &Pdf) -> Vec<String> {
    let name = |text: String| {
        if text.contains("BẢNG SỐ BẢN IN") {
            return String::from("bảng");
        }
        let title = text.lines().find(|line| line.starts_with("TRÍCH DANH MỤC NHIỆM VỤ GIAO"));
        title.map_or(text.clone(), |title| title.replace("TRÍCH DANH MỤC NHIỆM VỤ GIAO ", ""))
    };
    set.pages.iter().map(|page| name(page.text())).collect()
}

const EACH_COPY: [&str; 9] = [
    "SỞ Y TẾ",
    "SỞ Y TẾ",
    "SỞ Y TẾ",
    "UBND XÃ TÂN AN",
    "UBND XÃ TÂN AN",
    "UBND XÃ TÂN ÂN",
    "UBND XÃ TÂN ÂN",
    "SỞ TƯ PHÁP",
    "SỞ CÔNG THƯƠNG",
];

#[test]
fn every_copy_is_there_in_the_order_of_noi_nhan_and_begins_a_sheet() {
    let (set, stdout) = printed(&[]);
    let pages = pages(&set);
    assert_eq!(pages[..2], ["bảng", ""]);
    let fronts: Vec<&str> = pages[2..].iter().step_by(2).map(String::as_str).collect();
    let mut expected = EACH_COPY.to_vec();
    expected[7..].sort_unstable();
    let mut found = fronts.clone();
    found[7..].sort_unstable();
    assert_eq!(found, expected, "{fronts:?}");
    assert!(pages[2..].iter().skip(1).step_by(2).all(String::is_empty), "blank backs");
    assert!(stdout.contains("5 văn bản, 9 bản, 20 trang, 10 tờ A4 ngang"), "{stdout}");
}

#[test]
fn the_table_of_copies_says_what_is_printed() {
    let (set, _) = printed(&["--annex", "--sides", "one"]);
    let table = set.pages[0].text().replace('\n', " ");
    for words in [
        "1 Sở Y tế 1 3 3",
        "2 UBND xã Tân An 1 2 2",
        "Thường trực Tỉnh ủy (b/c) (toàn văn) 1 1 1",
        "Lưu: VT, NC (02 bản) (toàn văn) 1 2 2",
        "12 trang 12 12",
        "in một mặt",
    ] {
        assert!(table.contains(words), "{words} in\n{table}");
    }
    assert_eq!(set.pages.len(), 1 + 12);
    assert!(set.pages[12].text().contains("Phụ lục"), "the whole annex for the archive");
}

#[test]
fn separators_stand_before_each_agency() {
    let (set, stdout) = printed(&["--separators", "--agencies", "so-y-te,so-tu-phap"]);
    let pages = pages(&set);
    // Table, separator, three copies, separator, one copy; a blank after each.
    assert_eq!(pages.len(), 2 * (1 + 1 + 3 + 1 + 1), "{pages:?}");
    assert!(pages[2].contains("1/2") && pages[2].contains("3 bản, mỗi bản 1 trang"), "{pages:?}");
    assert!(stdout.contains("14 trang, 7 tờ"), "{stdout}");
}

#[test]
fn a3_enlarges_and_a_dry_run_makes_nothing() {
    let (set, stdout) = printed(&["--paper", "a3", "--sides", "long-edge"]);
    let (width, height) = (set.pages[0].width_mm, set.pages[0].height_mm);
    assert!((width - 420.0).abs() < 0.1 && (height - 297.0).abs() < 0.1, "{width} × {height}");
    assert!(stdout.contains("A3 ngang, in hai mặt, lật theo cạnh dài"), "{stdout}");
    let program = Program::new().file("nguon.yaml", SOURCE);
    let dry = program.run(&["print", "nguon.yaml", "--dry-run"]).exits(0);
    dry.says("20 trang, 10 tờ");
    assert!(!program.path("output/nguon/bo-in.pdf").exists());
    let idle = program.run(&["print", "nguon.yaml", "--agencies", "Sở Nội vụ"]).exits(2);
    idle.says("Không có nhiệm vụ nên không có bản trích: Sở Nội vụ").complains("để in");
}

#[test]
fn the_set_is_made_again_only_when_an_extract_has_changed() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&["print", "nguon.yaml"]).exits(0);
    let before = program.bytes("output/nguon/bo-in.pdf");
    program.run(&["print", "nguon.yaml"]).exits(0);
    assert!(before == program.bytes("output/nguon/bo-in.pdf"));
    program.put("nguon.yaml", SOURCE.replace("copies: 3", "copies: 4"));
    program.run(&["print", "nguon.yaml"]).exits(0).says("10 bản");
    assert!(before != program.bytes("output/nguon/bo-in.pdf"));
    // A set that somebody has marked is not overwritten.
    program.put("output/nguon/bo-in.pdf", "ghi chú của văn thư");
    program.run(&["print", "nguon.yaml"]).exits(2).complains("bo-in.pdf");
}
