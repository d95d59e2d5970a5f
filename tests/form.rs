//! The rules of the form (docs/form.md, F1–F15, T16–T27), read back from finished PDFs.

use danhmuc::batch::Choice;
use std::path::Path;

use danhmuc::project::{Project, ProjectOptions};
use danhmuc::{batch, diag};

use crate::pdf::{Line, Page, Pdf};

/// Builds `danh-muc.pdf` and `ma-tran.pdf` of a YAML source.
struct Built {
    annex: Pdf,
    matrix: Pdf,
    warnings: Vec<&'static str>,
}

fn build_with(source: &str, options: &ProjectOptions) -> anyhow::Result<Built> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("nguon.yaml");
    std::fs::write(&file, source)?;
    let project = Project::open(&file, options)?;
    let mut diagnostics = diag::Diagnostics::default();
    assert_eq!(project.diagnostics.errors(), 0, "{:?}", project.diagnostics);
    let only = ["danh-muc.pdf", "ma-tran.pdf"].map(String::from).to_vec();
    let plan = batch::plan(&project, &Choice { only, ..Choice::default() })?;
    let artifacts = batch::make(&plan, 1, &mut diagnostics)?;
    Ok(Built {
        annex: Pdf::read(artifacts[0].bytes.clone()),
        matrix: Pdf::read(artifacts[1].bytes.clone()),
        warnings: diagnostics.iter().map(|one| one.fault.code).collect(),
    })
}

fn build(source: &str) -> Built {
    build_with(source, &ProjectOptions::default()).expect("the source builds")
}

const DECISION: &str = "  parent: {kind: Quyết định, number: 5/QĐ-UBND, date: 7/2/2025, \
                        issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}\n";

/// A document with `tasks` tasks in `groups` groups of words of many lengths.
fn plan(extra: &str, groups: usize, tasks: usize) -> String {
    let mut source = format!(
        "document:\n  title: Danh mục nhiệm vụ chủ yếu thực hiện Chương trình phát triển công \
         nghiệp, tiểu thủ công nghiệp và thương mại, dịch vụ trên địa bàn tỉnh đến năm 2030\n  \
         issuer: Ủy ban nhân dân tỉnh Hà Tĩnh\n  place: Hà Tĩnh\n{DECISION}{extra}groups:\n"
    );
    for group in 0..groups {
        source.push_str(&format!("  - title: Nhóm nhiệm vụ về lĩnh vực {group}\n    tasks:\n"));
        for task in 0..tasks {
            let words = "rà soát quy định hiện hành ".repeat(1 + (group * 7 + task * 5) % 11);
            source.push_str(&format!(
                "      - {{content: 'Việc {group}-{task} {words}', lead: Sở Lao động - Thương binh và \
                 Xã hội, support: [Sở Tài chính, Công an tỉnh], deadline: Quý IV/2025, product: Báo \
                 cáo}}\n"
            ));
        }
    }
    // The department of labour ceased on 01/3/2025, the decision is of 07/02/2025.
    source
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance
}

fn line(page: &Page, words: &str) -> Line {
    page.find(words).unwrap_or_else(|| panic!("“{words}” stands on the page:\n{}", page.text()))
}

fn middle(line: &Line) -> f64 {
    (line.x_mm + line.x_end_mm) / 2.0
}

#[test]
fn f1_f2_pages_are_a4_landscape_with_the_margins_of_the_decree() {
    let built = build(&plan("", 4, 8));
    assert!(built.annex.pages.len() > 2);
    for (index, page) in built.annex.pages.iter().enumerate() {
        assert!(near(page.width_mm, 297.0, 0.1) && near(page.height_mm, 210.0, 0.1));
        for glyph in page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
            assert!(glyph.x_mm >= 29.9, "left margin 30 mm on page {index}: {glyph:?}");
            assert!(glyph.x_mm <= 297.0 - 15.0, "right margin 15 mm: {glyph:?}");
            assert!(glyph.y_mm <= 210.0 - 20.0, "bottom margin 20 mm: {glyph:?}");
            let page_number = index > 0 && glyph.y_mm < 20.0;
            assert!(glyph.y_mm >= 20.0 || page_number, "top margin 20 mm: {glyph:?}");
        }
    }
}

#[test]
fn f1_margins_outside_the_decree_are_refused_with_their_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = folder.path().join("ubnd");
    std::fs::create_dir(&style).expect("a folder");
    let text = include_str!("../templates/ubnd/style.toml").replace("left = 30", "left = 29");
    std::fs::write(style.join("style.toml"), text).expect("a file");
    let options =
        ProjectOptions { templates: Some(folder.path().to_path_buf()), ..Default::default() };
    let error = build_with(&plan("", 1, 1), &options).err().expect("refused").to_string();
    assert!(error.contains("style.toml:8:1") && error.contains("left = 29"), "{error}");
}

#[test]
fn f3_letters_are_black_tinos_and_embedded() {
    let built = build(&plan("", 2, 3));
    for pdf in [&built.annex, &built.matrix] {
        assert!(pdf.fonts().iter().all(|font| font.starts_with("Tinos")), "{:?}", pdf.fonts());
        assert!(pdf.all_fonts_embedded());
        assert!(pdf.pages.iter().flat_map(|page| &page.glyphs).all(|g| g.color == [0, 0, 0]));
    }
}

#[test]
fn f4_f5_page_numbers_are_centred_above_from_page_2_and_start_at_1() {
    let built = build(&plan("", 4, 8));
    let first = &built.annex.pages[0];
    assert!(first.glyphs.iter().all(|glyph| glyph.y_mm > 20.0), "page 1 has no number");
    for (index, page) in built.annex.pages.iter().enumerate().skip(1) {
        let number = line(page, &(index + 1).to_string());
        assert!(number.y_mm > 10.0 && number.y_mm < 16.0, "{}", number.y_mm);
        assert!(near(middle(&number), 30.0 + 252.0 / 2.0, 1.0), "centred in the text");
        assert!(near(number.size_pt, 14.0, 0.1) && !number.italic && !number.bold);
    }
}

#[test]
fn f6_f8_f9_the_block_is_label_title_reference_centred() {
    let page = &build(&plan("", 1, 2)).annex.pages[0];
    let label = line(page, "Phụ lục");
    assert!(label.bold && near(label.size_pt, 14.0, 0.1) && label.text == "Phụ lục");
    let reference = line(
        page,
        "(Kèm theo Quyết định số 05/QĐ-UBND ngày 07 tháng 02 năm 2025 của Ủy \
                                ban nhân dân tỉnh Hà Tĩnh)",
    );
    assert!(reference.italic && !reference.bold && near(reference.size_pt, 14.0, 0.1));
    let title: Vec<Line> = page
        .lines()
        .into_iter()
        .filter(|l| l.y_mm > label.y_mm && l.y_mm < reference.y_mm)
        .collect();
    // "DANH MỤC NHIỆM VỤ CHỦ YẾU" stands alone; the rest breaks by meaning, in lines of near length.
    assert_eq!(title.len(), 3, "three lines");
    assert!(title.iter().all(|line| line.bold && line.text == line.text.to_uppercase()));
    assert_eq!(title[0].text.trim(), "DANH MỤC NHIỆM VỤ CHỦ YẾU");
    assert!(title[1].text.starts_with("THỰC HIỆN") && title[2].text.starts_with("VÀ THƯƠNG MẠI"));
    let width = |line: &Line| line.x_end_mm - line.x_mm;
    assert!(width(&title[1]) / width(&title[2]) < 1.4, "near");
    assert!(width(&title[2]) / width(&title[1]) < 1.4, "near");
    for line in [&label, &reference, &title[0], &title[1], &title[2]] {
        assert!(near(middle(line), 156.0, 1.0), "centred: {}", line.text);
    }
}

#[test]
fn f7_a_roman_number_only_where_there_are_several_annexes() {
    let page = &build(&plan("  annex: 2\n", 1, 1)).annex.pages[0];
    assert_eq!(line(page, "Phụ lục").text, "Phụ lục II");
}

#[test]
fn f10_electronic_and_draft_leave_number_and_day_blank() {
    for mode in ["electronic", "draft"] {
        let built = build(&plan(&format!("  mode: {mode}\n"), 1, 1));
        let reference = line(&built.annex.pages[0], "(Kèm theo").text;
        assert!(!reference.contains("05") && !reference.contains("07"), "{reference}");
        let words: Vec<&str> = reference.split_whitespace().collect();
        assert!(words.join(" ").contains("số /QĐ-UBND ngày tháng năm 2025"), "{reference}");
        let says_draft = built.annex.text().contains("DỰ THẢO");
        assert_eq!(says_draft, mode == "draft");
    }
}

#[test]
fn f11_a_short_rule_stands_above_the_table_and_the_text_ends() {
    let built = build(&plan("", 1, 2));
    let page = &built.annex.pages[0];
    let reference = line(page, "(Kèm theo");
    let table_top = line(page, "Nội dung nhiệm vụ").y_mm - 6.0;
    let rule = page.strokes.iter().find(|stroke| {
        near(stroke.y0, stroke.y1, 0.1) && stroke.y0 > reference.y_mm && stroke.y0 < table_top
    });
    let rule = rule.expect("a rule between the reference and the table");
    assert!(near((rule.x1 - rule.x0).abs(), 40.0, 1.0));
    assert!(near((rule.x0 + rule.x1) / 2.0, 156.0, 1.0));
    assert!(built.annex.text().trim_end().ends_with("./."));
}

#[test]
fn f12_only_an_issued_programme_carries_the_header_block() {
    let annex = build(&plan("", 1, 1)).annex.text();
    assert!(!annex.contains("CỘNG HÒA"));
    let built = build(&plan("  style: ubnd-ban-hanh\n  kind: Chương trình\n", 1, 1));
    let page = &built.annex.pages[0];
    let issuer = line(page, "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH");
    let state = line(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    let motto = line(page, "Độc lập - Tự do - Hạnh phúc");
    assert!(issuer.bold && state.bold && motto.bold);
    assert!(near(issuer.size_pt, 13.0, 0.1) && near(state.size_pt, 13.0, 0.1));
    assert!(near(motto.size_pt, 14.0, 0.1) && issuer.x_end_mm < state.x_mm);
    let kind = line(page, "CHƯƠNG TRÌNH");
    assert!(kind.bold && kind.y_mm > motto.y_mm);
    let width = |line: &Line| line.x_end_mm - line.x_mm;
    let rule_below = |line: &Line| {
        let below = page.strokes.iter().find(|stroke| {
            stroke.y0 > line.y_mm
                && stroke.y0 < line.y_mm + 5.0
                && near((stroke.x0 + stroke.x1) / 2.0, middle(line), 2.0)
        });
        below.map(|stroke| (stroke.x1 - stroke.x0).abs() / width(line)).expect("a rule")
    };
    assert!((0.33..=0.5).contains(&rule_below(&issuer)), "a third to a half of the name");
    assert!(near(rule_below(&motto), 1.0, 0.03), "as long as the motto");
}

#[test]
fn f13_the_signature_zone_stays_free() {
    let built = build(&plan("  mode: electronic\n", 2, 3));
    let page = &built.annex.pages[0];
    assert!(page.glyphs.iter().all(|glyph| glyph.y_mm > 18.0), "15 mm below the edge are free");
}

#[test]
fn f14_a_party_document_has_its_own_head() {
    let built = build(
        "document: {style: dang, kind: Chương trình hành động, number: 26-CTr/TU, date: 07/02/2023, \
         issuer: Tỉnh ủy Hà Tĩnh, place: Hà Tĩnh, title: thực hiện Nghị quyết số 29-NQ/TW, columns: \
         khong-thoi-han}\n\
         tasks: [{content: Rà soát, lead: Ban Tổ chức Tỉnh ủy}, {content: Tổng kết, lead: Văn phòng \
         Tỉnh ủy}]",
    );
    let page = &built.annex.pages[0];
    let party = line(page, "ĐẢNG CỘNG SẢN VIỆT NAM");
    assert!(party.bold && near(party.size_pt, 15.0, 0.1));
    assert!(line(page, "TỈNH ỦY HÀ TĨNH").bold);
    assert_eq!(line(page, "26-CTr/TU").text, "Số 26-CTr/TU");
    assert!(line(page, "Hà Tĩnh, ngày 07 tháng 02 năm 2023").italic);
    let title = line(page, "thực hiện Nghị quyết số 29-NQ/TW");
    assert!(title.bold && near(title.size_pt, 15.0, 0.1), "begins in lower case");
    assert!(page.find("-----").is_some());
    assert!(page.find("CỘNG HÒA").is_none());
}

#[test]
fn f15_no_signature_and_no_recipients() {
    let text = build(&plan("  recipients: [Như Điều 3]\n", 1, 1)).annex.text();
    assert!(!text.contains("Nơi nhận") && !text.contains("Như Điều 3"));
}

#[test]
fn t16_t24_the_header_repeats_with_both_tiers_and_the_number_row() {
    let built = build(&plan("  columns: hai-tang\n  number_row: true\n", 4, 8));
    for page in &built.annex.pages {
        let over = line(page, "Phân công thực hiện");
        let lead = line(page, "Chủ trì");
        let support = line(page, "Phối hợp");
        assert!(over.bold && lead.bold && over.y_mm < lead.y_mm);
        assert!(lead.x_mm < support.x_mm && near(lead.y_mm, support.y_mm, 0.2));
        let numbers: Vec<Line> = (1..=6).map(|n| line(page, &format!("({n})"))).collect();
        assert!(numbers.windows(2).all(|pair| pair[0].x_mm < pair[1].x_mm));
        assert!(numbers[0].y_mm > lead.y_mm);
    }
}

/// The rows of a page by the rules between them: (top, bottom, text).
fn rows(page: &Page) -> Vec<(f64, f64, String)> {
    let mut edges: Vec<f64> = page
        .strokes
        .iter()
        .filter(|stroke| {
            near(stroke.y0, stroke.y1, 0.1) && near(stroke.x0.min(stroke.x1), 30.0, 0.5)
        })
        .map(|stroke| stroke.y0)
        .collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| near(*a, *b, 0.4));
    let lines = page.lines();
    let text = |top: f64, bottom: f64| {
        let inside = lines.iter().filter(|line| line.y_mm > top && line.y_mm < bottom + 0.2);
        inside.map(|line| line.text.clone()).collect::<Vec<_>>().join(" ")
    };
    edges.windows(2).map(|pair| (pair[0], pair[1], text(pair[0], pair[1]))).collect()
}

#[test]
fn t17_t18_rows_stay_whole_and_no_group_ends_a_page() {
    for tasks in [3, 4, 5, 6, 7] {
        let built = build(&plan("", 9, tasks));
        let mut found = 0;
        for page in &built.annex.pages {
            let rows = rows(page);
            let last = &rows.last().expect("rows").2;
            assert!(!last.contains("Nhóm nhiệm vụ"), "a group row ends a page: {last}");
            // Each task row holds its own lead in full: no half row at a page's edge.
            for (_, _, text) in rows.iter().filter(|row| row.2.contains("Việc ")) {
                assert!(text.contains("Sở Lao động") && text.contains("Báo cáo"), "{text}");
                found += 1;
            }
        }
        assert_eq!(found, 9 * tasks);
    }
}

#[test]
fn t17_a_row_taller_than_a_page_is_broken_with_a_warning_and_nothing_is_lost() {
    let words: Vec<String> = (0..2400).map(|n| format!("từ{n}")).collect();
    let source = plan("", 1, 2)
        + &format!("      - {{content: '{}', lead: Công an tỉnh}}\n", words.join(" "));
    let built = build(&source);
    assert_eq!(built.warnings, ["row-split"]);
    let text = built.annex.text();
    let kept: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with("từ")).collect();
    for word in &words {
        assert!(kept.contains(&word.as_str()), "{word}");
    }
    for page in &built.annex.pages {
        assert!(page.glyphs.iter().all(|glyph| glyph.y_mm <= 190.5), "nothing below the margin");
    }
}

#[test]
fn t19_headings_stand_on_every_page() {
    let built = build(&plan("", 6, 6));
    for page in &built.annex.pages {
        assert!(page.find("Nội dung nhiệm vụ").is_some(), "headings on every page");
    }
}

#[test]
fn t20_wide_numbers_stay_on_one_line() {
    let source = plan("  numbering: decimal\n", 12, 12);
    let text = build(&source).annex;
    let all: Vec<Line> = text.pages.iter().flat_map(|page| page.lines()).collect();
    for number in ["10.12", "12.11", "VIII"] {
        assert!(all.iter().any(|line| line.text.trim() == number), "{number}");
    }
}

#[test]
fn t21_no_line_of_a_name_begins_with_a_hyphen_and_columns_are_wide_enough() {
    for preset in ["co-ban", "ket-qua", "hai-tang", "trinh-ky"] {
        let built = build(&plan(&format!("  columns: {preset}\n"), 1, 3));
        for page in &built.annex.pages {
            assert!(page.lines().iter().all(|line| !line.text.starts_with('-')), "{preset}");
        }
    }
    for name in danhmuc::style::built_in_names() {
        let style = danhmuc::style::load(name, Default::default()).expect("sound").expect("there");
        for preset in style.preset_names() {
            let preset = style.preset(Some(preset)).expect("there");
            let agencies =
                preset.columns.iter().filter(|c| matches!(c.field.key(), "lead" | "support"));
            assert!(agencies.clone().count() > 0);
            assert!(agencies.into_iter().all(|column| column.width >= 35.0), "{}", preset.id);
        }
    }
}

#[test]
fn t22_every_preset_prints_its_headings() {
    let names = [
        "co-ban",
        "ket-qua",
        "chi-tieu",
        "thoi-gian-truoc",
        "bat-dau-ket-thuc",
        "hai-tang",
        "de-an",
        "trinh-ky",
        "khong-thoi-han",
    ];
    let style = danhmuc::style::load("ubnd", Default::default()).expect("sound").expect("there");
    for name in names {
        let built = build(&plan(&format!("  columns: {name}\n"), 1, 1));
        let shown: Vec<String> = built.annex.pages[0]
            .lines()
            .iter()
            .filter(|line| line.bold)
            .map(|line| line.text.clone())
            .collect();
        let shown = shown.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        for column in &style.preset(Some(name)).expect("there").columns {
            let word = column.heading.split(' ').next().unwrap_or_default();
            assert_eq!(
                shown.contains(word),
                !column.draft_only,
                "{name}: {} in {shown}",
                column.heading
            );
        }
    }
}

#[test]
fn t23_tasks_are_numbered_in_four_ways() {
    let first_column = |mode: &str| -> Vec<String> {
        let built = build(&plan(&format!("  numbering: {mode}\n"), 2, 2));
        let page = &built.annex.pages[0];
        let inside =
            page.lines().into_iter().filter(|line| line.x_end_mm < 43.5 && line.y_mm > 50.0);
        inside.map(|line| line.text.trim().to_string()).filter(|text| text != "TT").collect()
    };
    assert_eq!(first_column("continuous"), ["I", "1", "2", "II", "3", "4"]);
    assert_eq!(first_column("restart"), ["I", "1", "2", "II", "1", "2"]);
    assert_eq!(first_column("decimal"), ["I", "1.1", "1.2", "II", "2.1", "2.2"]);
    assert_eq!(first_column("letters"), ["I", "a", "b", "II", "a", "b"]);
}

#[test]
fn t25_letters_of_the_table_are_never_shrunk() {
    for tasks in [1, 12] {
        let built = build(&plan("  columns: trinh-ky\n", 3, tasks));
        let body = built.annex.pages.iter().flat_map(|page| page.lines());
        for line in body.filter(|line| line.text.starts_with("Việc ")) {
            assert!(near(line.size_pt, 13.0, 0.1), "{}", line.size_pt);
        }
    }
}

#[test]
fn t26_notes_and_the_end_stay_with_the_last_row() {
    // Every length of the last page, so that some table ends exactly at a page's foot.
    for tasks in 5..18 {
        let built = build(&plan("  notes: Ghi chú cuối bảng.\n", 1, tasks));
        let last = built.annex.pages.last().expect("pages");
        assert!(last.find("Ghi chú cuối bảng.").is_some() && last.find("./.").is_some());
        assert!(last.find("Việc ").is_some(), "{tasks} tasks: the end stands alone");
    }
}

#[test]
fn t27_the_matrix_explains_its_marks_on_every_page() {
    let mut source = plan("", 6, 8);
    source = source.replace(
        "support: [Sở Tài chính, Công an tỉnh]",
        "support: ['các sở, ban, ngành, UBND các huyện, thị xã, thành phố']",
    );
    let built = build(&source);
    assert!(built.matrix.pages.len() > 2);
    for page in &built.matrix.pages {
        assert!(
            near(page.width_mm, 420.0, 0.1) && near(page.height_mm, 297.0, 0.1),
            "A3 landscape"
        );
        assert!(page.find("CT - cơ quan chủ trì; PH - cơ quan phối hợp").is_some());
    }
    let text = built.matrix.text();
    assert!(text.contains("Phần 1/2") && text.contains("Phần 2/2"), "columns split over pages");
    assert!(text.contains("Tổng chủ trì") && text.contains("Tổng phối hợp"));
}

#[test]
fn t27_a_draft_of_the_matrix_begins_on_its_first_page() {
    let built = build(&plan("  mode: draft\n", 1, 3));
    let page = &built.matrix.pages[0];
    assert!(page.find("DỰ THẢO").is_some() && page.find("Việc 0-0").is_some());
    assert_eq!(built.matrix.pages.len(), 1);
}

#[test]
fn o48_draft_columns_show_in_a_draft_alone_and_in_red() {
    let source = |mode: &str| {
        format!(
            "document:\n  title: Danh mục\n  columns: chi-tieu\n  mode: {mode}\n{DECISION}\
                 tasks: [{{content: Rà soát, lead: Sở Y tế, draft_reason: Vì lý do riêng}}]"
        )
    };
    assert!(!build(&source("paper")).annex.text().contains("Vì lý do riêng"));
    let built = build(&source("draft"));
    let glyphs: Vec<_> = built.annex.pages[0].glyphs.iter().collect();
    let reason = line(&built.annex.pages[0], "Vì lý do riêng");
    let coloured = glyphs.iter().filter(|glyph| {
        near(glyph.y_mm, reason.y_mm, 0.2)
            && glyph.x_mm >= reason.x_mm - 0.1
            && glyph.x_mm < reason.x_end_mm
    });
    assert!(coloured.clone().count() > 5);
    assert!(coloured.into_iter().all(|glyph| glyph.color[0] > 150 && glyph.color[1] < 80));
}

#[test]
fn o51_the_file_is_pdf_a_and_accessible_with_its_title_author_language_and_date() {
    let built = build(&plan("", 1, 2));
    for pdf in [&built.annex, &built.matrix] {
        let xmp = pdf.xmp();
        assert!(xmp.contains("<pdfaid:part>2") && xmp.contains("<pdfaid:conformance>A"), "{xmp}");
        assert!(xmp.contains("pdfuaid:part"), "{xmp}");
        assert!(xmp.contains("2025-02-07"), "the issue date: {xmp}");
        assert_eq!(pdf.catalog_lang().as_deref(), Some("vi-VN"));
        assert!(pdf.info("Title").is_some_and(|title| title.starts_with("Danh mục nhiệm vụ")));
        assert_eq!(pdf.info("Author").as_deref(), Some("Ủy ban nhân dân tỉnh Hà Tĩnh"));
    }
}

#[test]
fn m35_the_text_of_the_file_is_the_nfc_text_of_the_source() {
    use unicode_normalization::UnicodeNormalization;
    let composed = "Phối hợp xây dựng “đề án” ở xã Ẩm Ế: #*_$<>@=-+/\\`[]{}()~^&% #panic()";
    let decomposed: String = composed.nfd().collect();
    assert_ne!(composed, decomposed);
    let source = format!(
        "document:\n  title: Danh mục\n{DECISION}tasks:\n  - content: |-\n      \
                          {decomposed}\n    lead: Sở Y tế\n"
    );
    let text = build(&source).annex.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    for word in composed.split_whitespace() {
        assert!(words.contains(&word), "{word} in {text}");
    }
}

#[test]
fn a_broken_template_is_an_error_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let style = folder.path().join("ubnd");
    std::fs::create_dir(&style).expect("a folder");
    let options =
        ProjectOptions { templates: Some(folder.path().to_path_buf()), ..Default::default() };
    let cases = [
        ("<% if doc.mode %>\nchưa đóng", "danh-muc.typ:2"),
        ("dòng một\n<< doc.khong_co >>", "danh-muc.typ:2"),
        ("#set document(title: \"T\")\n#khong-co()", "dòng 2"),
        ("#set document(title: \"T\")\n#text(font: \"Không có\")[x]", "Không có"),
    ];
    for (text, place) in cases {
        std::fs::write(style.join("danh-muc.typ"), text).expect("a file");
        let error = build_with(&plan("", 1, 1), &options).err().expect("an error");
        let error = format!("{error:#}").to_lowercase();
        assert!(error.contains(&place.to_lowercase()), "{place} in {error}");
    }
}

#[test]
fn the_sample_of_every_style_builds_without_a_fault() {
    for name in danhmuc::style::built_in_names() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
        let project = Project::open(&path.join("sample.yaml"), &ProjectOptions::default());
        let project = project.expect("a sample");
        assert!(project.diagnostics.is_empty(), "{name}: {:?}", project.diagnostics);
        let plan = batch::plan(&project, &Choice::default()).expect("a plan");
        let built = batch::make(&plan, 1, &mut diag::Diagnostics::default()).expect("built");
        assert_eq!(built.len(), 4);
    }
}
