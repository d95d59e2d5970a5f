//! How the pages read: lines a single space apart, titles broken by meaning, cells as a careful
//! typist writes them, long words inside their cells, numbers with one meaning.

use crate::pdf::{Line, Page, Pdf, Stroke};
use crate::program::Program;

const HEAD: &str = "
document:
  title: Danh mục nhiệm vụ chủ yếu thực hiện Kế hoạch số 103-KH/TU về tiếp tục đẩy mạnh công nghiệp hóa, hiện đại hóa trên địa bàn tỉnh Hà Tĩnh đến năm 2030, tầm nhìn đến năm 2045
  issuer: Ủy ban nhân dân tỉnh Hà Tĩnh
  parent: {kind: Quyết định, number: 15/QĐ-UBND, date: 20/01/2024}
";

/// Builds a plan with the lines of `HEAD` and these after it.
fn built(rest: &str, arguments: &[&str]) -> Program {
    let program = Program::new().file("nguon.yaml", format!("{HEAD}{rest}"));
    program.run(&[&["build", "nguon.yaml"], arguments].concat()).exits(0);
    program
}

fn pdf(program: &Program, name: &str) -> Pdf {
    Pdf::open(&program.path(&format!("output/nguon/{name}")))
}

/// The lines of the cell in which a text begins, by their place.
fn cell(page: &Page, words: &str) -> Vec<Line> {
    let first = page.find(words).unwrap_or_else(|| panic!("“{words}”:\n{}", page.text()));
    let same = |line: &Line| (line.x_mm - first.x_mm).abs() < 0.2 && line.y_mm >= first.y_mm - 0.1;
    page.lines().into_iter().filter(same).collect()
}

/// Points between the lines of a cell.
fn pitch(page: &Page, words: &str) -> f64 {
    let lines = cell(page, words);
    (lines[1].y_mm - lines[0].y_mm) / 25.4 * 72.0
}

const LONG: &str = "Rà soát, sửa đổi, bổ sung các quy định hiện hành về quản lý, sử dụng, khai thác \
                    tài nguyên, khoáng sản trên địa bàn tỉnh, bảo đảm đồng bộ, thống nhất với quy \
                    định của Trung ương và tình hình thực tế của địa phương";

#[test]
fn lines_stand_a_single_space_apart_in_every_table() {
    let tasks = format!("tasks: [{{content: '{LONG}', lead: Sở Y tế, deadline: Quý I/2024}}]\n");
    let program = built(&tasks, &["--agencies", "all"]);
    // Times New Roman at 13 points: 1.149 of the size, as Word sets it.
    for (file, size) in [("danh-muc.pdf", 13.0), ("co-quan/so-y-te.pdf", 13.0)] {
        let found = pitch(&pdf(&program, file).pages[0], "Rà soát, sửa đổi");
        assert!((found - 1.149 * size).abs() < 0.05, "{file}: {found}");
    }
}

#[test]
fn a_style_sets_lines_further_apart_but_never_nearer() {
    let style = |spacing: &str| {
        let text = include_str!("../templates/ubnd/style.toml");
        text.replace("[table]", &format!("[table]\nline_spacing = {spacing}"))
    };
    let tasks = format!("tasks: [{{content: '{LONG}', lead: Sở Y tế, deadline: Quý I/2024}}]\n");
    let program = Program::new().file("nguon.yaml", format!("{HEAD}{tasks}"));
    program.put("mau/ubnd/style.toml", style("1.5"));
    let build = ["build", "nguon.yaml", "--templates", "mau"];
    program.run(&build).exits(0);
    let found = pitch(&pdf(&program, "danh-muc.pdf").pages[0], "Rà soát, sửa đổi");
    assert!((found - 1.5 * 1.149 * 13.0).abs() < 0.05, "{found}");
    let word = program.bytes("output/nguon/danh-muc.docx");
    assert!(crate::word::part(&word, "word/styles.xml").contains("w:line=\"360\""));
    program.put("mau/ubnd/style.toml", style("0.9"));
    program.run(&build).exits(2).complains("style.toml").complains("line_spacing = 0.9");
}

#[test]
fn a_title_breaks_where_its_meaning_does() {
    let program = built("tasks: [{content: Rà soát, lead: Sở Y tế, deadline: Năm 2024}]\n", &[]);
    let page = &pdf(&program, "danh-muc.pdf").pages[0];
    let capitals: Vec<String> = page
        .lines()
        .into_iter()
        .filter(|line| line.bold && line.size_pt > 13.5)
        .map(|line| line.text.trim().to_string())
        .skip(1)
        .collect();
    assert_eq!(
        capitals,
        [
            "DANH MỤC NHIỆM VỤ CHỦ YẾU",
            "THỰC HIỆN KẾ HOẠCH SỐ 103-KH/TU VỀ TIẾP TỤC ĐẨY MẠNH CÔNG NGHIỆP HÓA, HIỆN ĐẠI HÓA",
            "TRÊN ĐỊA BÀN TỈNH HÀ TĨNH ĐẾN NĂM 2030, TẦM NHÌN ĐẾN NĂM 2045",
        ]
    );
}

const UNTIDY: &str = "tasks:
  - content: 'rà soát  quy định ;'
    lead: Sở Y tế
    support: các sở, ban, ngành;
    deadline: trước ngày 30/6/2024.
    product: báo cáo,
";

#[test]
fn cells_print_as_a_careful_typist_writes_them_and_the_source_stays() {
    let program = built(UNTIDY, &[]);
    let text = pdf(&program, "danh-muc.pdf").text();
    let matrix = pdf(&program, "ma-tran.pdf").text();
    let word = program.bytes("output/nguon/danh-muc.docx");
    let word = crate::word::part(&word, "word/document.xml");
    for words in ["Rà soát quy định", "Các sở, ban,", "Trước ngày", "Báo cáo"] {
        assert!(text.contains(words), "{words}:\n{text}");
        assert!(word.contains(words), "{words}");
    }
    assert!(matrix.contains("Rà soát quy định") && !text.contains(';') && !text.contains("2024."));
    let check = program.run(&["check", "nguon.yaml"]).exits(0);
    assert!(check.stdout.contains("4 ô được chỉnh khi in"), "{}", check.stdout);
    let shown = program.show("nguon.yaml", 0);
    assert_eq!(shown["tasks"][0]["content"], "rà soát quy định ;");
}

#[test]
fn a_style_may_print_cells_as_they_are_written() {
    let program = Program::new().file("nguon.yaml", format!("{HEAD}{UNTIDY}"));
    let text = include_str!("../templates/ubnd/style.toml");
    program.put("mau/ubnd/style.toml", text.replace("[text]", "[text]\ntidy = false"));
    program.run(&["build", "nguon.yaml", "--templates", "mau"]).exits(0);
    assert!(pdf(&program, "danh-muc.pdf").text().contains("rà soát quy định ;"));
    let check = program.run(&["check", "nguon.yaml", "--templates", "mau"]).exits(0);
    assert!(!check.stdout.contains("được chỉnh"), "{}", check.stdout);
}

#[test]
fn no_number_of_a_page_stands_for_two_things() {
    let groups = |mode: &str| {
        format!(
            "  numbering: {mode}
groups:
  - title: Phần một
    groups:
      - {{title: Nhóm một, tasks: [{{content: Việc, lead: Sở Y tế, deadline: Năm 2024}}]}}
      - {{title: Nhóm hai, tasks: [{{content: Việc, lead: Sở Y tế, deadline: Năm 2024}}]}}
  - title: Phần hai
    groups:
      - {{title: Nhóm ba, tasks: [{{content: Việc, lead: Sở Y tế, deadline: Năm 2024}}]}}
"
        )
    };
    let numbers = |mode: &str| -> Vec<String> {
        let program = built(&groups(mode), &["--agencies", "all"]);
        let page = &pdf(&program, "danh-muc.pdf").pages[0];
        let inside = page.lines().into_iter().filter(|l| l.x_end_mm < 43.5 && l.y_mm > 40.0);
        let extract = pdf(&program, "co-quan/so-y-te.pdf").text();
        assert!(!extract.contains("A NHIỆM VỤ CHỦ TRÌ"), "{extract}");
        inside.map(|line| line.text.trim().to_string()).filter(|text| text != "TT").collect()
    };
    assert_eq!(numbers("continuous"), ["A", "I", "1", "II", "2", "B", "I", "3"]);
    assert_eq!(numbers("decimal"), ["I", "1", "1.1", "2", "2.1", "II", "3", "3.1"]);
}

#[test]
fn a_long_word_breaks_inside_its_cell() {
    let address =
        "https://dichvucong.hatinh.gov.vn/thu-tuc-hanh-chinh/danh-muc/2024/quy-trinh-noi-bo.html";
    let joined = "bieu_mau_tong_hop_ket_qua_thuc_hien_nhiem_vu_nam_2024_cua_cac_don_vi";
    let tasks = format!(
        "tasks: [{{content: Công khai tại {address}{address}, lead: Sở Y tế, deadline: Năm 2024, \
         product: {joined}}}]\n"
    );
    let program = built(&tasks, &["--agencies", "all"]);
    for file in ["danh-muc.pdf", "co-quan/so-y-te.pdf", "ma-tran.pdf"] {
        let pdf = pdf(&program, file);
        let page = &pdf.pages[0];
        // No letter stands on a rule between two cells.
        let upright: Vec<&Stroke> = page
            .strokes
            .iter()
            .filter(|rule| (rule.x0 - rule.x1).abs() < 0.1 && (rule.y0 - rule.y1).abs() > 1.0)
            .collect();
        for glyph in page.glyphs.iter().filter(|glyph| glyph.angle == 0) {
            let crossed = upright.iter().find(|rule| {
                let (top, bottom) = (rule.y0.min(rule.y1), rule.y0.max(rule.y1));
                let beside =
                    rule.x0 > glyph.x_mm + 0.1 && rule.x0 < glyph.x_mm + glyph.advance_mm - 0.1;
                beside && glyph.y_mm > top && glyph.y_mm < bottom
            });
            assert!(crossed.is_none(), "{file}: {glyph:?} on {crossed:?}");
        }
        let all: String = page.text().split_whitespace().collect();
        assert!(all.contains("htmlhttps") && all.contains("hatinh.gov.vn/"), "{file}: {all}");
        assert!(!page.text().contains('\u{200b}'));
    }
}

#[test]
fn a_row_of_the_matrix_taller_than_a_page_goes_on_and_loses_no_word() {
    let words: Vec<String> = (0..4700).map(|n| format!("từ{n}")).collect();
    let tasks = format!(
        "tasks: [{{content: Việc đầu, lead: Sở Y tế, deadline: Năm 2024}}, {{content: '{}', lead: Sở Y tế, \
         deadline: Năm 2024}}]\n",
        words.join(" ")
    );
    let program = built(&tasks, &["--only", "ma-tran.pdf"]);
    let matrix = pdf(&program, "ma-tran.pdf");
    let text = matrix.text();
    let kept: std::collections::HashSet<&str> = text.split_whitespace().collect();
    let lost: Vec<&String> = words.iter().filter(|word| !kept.contains(word.as_str())).collect();
    assert!(lost.is_empty(), "{} lost, first {:?}", lost.len(), lost.first());
    for page in &matrix.pages {
        assert!(page.glyphs.iter().all(|glyph| glyph.y_mm <= 290.0), "nothing below the page");
    }
}

#[test]
fn tasks_of_a_collective_are_given_by_number_where_they_are_most() {
    let mut tasks = String::from("tasks:\n");
    for n in 1..=6 {
        tasks.push_str(&format!(
            "  - {{content: Việc số {n} của kế hoạch, lead: Sở Tài chính, support: các sở, deadline: Năm 2024}}\n"
        ));
    }
    tasks.push_str(
        "  - {content: Việc riêng, lead: Sở Tài chính, support: Sở Y tế, deadline: Năm 2024}\n",
    );
    let program = built(&tasks, &["--agencies", "all"]);
    let text = pdf(&program, "co-quan/so-y-te.pdf").text();
    assert!(
        text.contains("phối hợp: 7 nhiệm vụ (trong đó 6 theo cụm cơ quan)")
            || text.contains("Phối hợp: 7 nhiệm vụ (trong đó 6 theo cụm cơ quan)"),
        "{text}"
    );
    assert!(text.contains("NHIỆM VỤ PHỐI HỢP THEO CỤM CƠ QUAN"), "{text}");
    assert!(text.contains("Việc số 3 của kế hoạch") && text.contains("Việc riêng"));
    // Once in the row of its own task, not seven times.
    assert_eq!(text.matches("Sở Tài chính").count(), 1, "{text}");
    let index = pdf(&program, "muc-luc.pdf").text();
    assert!(index.contains("7 (6)"), "{index}");
    let program = built(&tasks, &["--agencies", "all", "--collectives", "full"]);
    let text = pdf(&program, "co-quan/so-y-te.pdf").text();
    assert_eq!(text.matches("Sở Tài chính").count(), 7, "{text}");
    assert!(!pdf(&program, "muc-luc.pdf").text().contains("7 (6)"));
}
