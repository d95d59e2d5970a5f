//! PDFs as the reader of sources sees them: every letter and ruling line of a finished annex, and
//! a reason for what cannot be read.
//!
//! `tests/pdf.rs` reads the same files by code of its own and is the second opinion.

use danhmuc::read::{pdf_lines, pdf_text};

use crate::pdf::Pdf;
use crate::program::Program;

const PLAN: &str = "
document: {title: Danh mục nhiệm vụ, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}
tasks:
  - {content: Rà soát quy hoạch các cụm công nghiệp, lead: Sở Công Thương, support: Sở Tài chính, deadline: 30/06/2026}
  - {content: Xây dựng cơ sở dữ liệu đất đai, lead: Sở Nông nghiệp và Môi trường, deadline: 31/12/2026}
";

/// Letters in the order of the alphabet, so that only what is written counts.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn a_finished_pdf_gives_every_letter_and_rule() {
    let program = Program::new().file("nguon.yaml", PLAN);
    program.run(&["build", "nguon.yaml"]).exits(0);
    for name in ["danh-muc.pdf", "ma-tran.pdf"] {
        let path = program.path(&format!("output/nguon/{name}"));
        let expected = Pdf::open(&path);
        let bytes = std::fs::read(&path).expect("a finished PDF");
        let read = pdf_text(&bytes).expect("a readable PDF");
        assert_eq!(read.fonts_missed, 0, "{name}");
        assert_eq!(read.pages.len(), expected.pages.len(), "{name}");
        for (page, expected) in read.pages.iter().zip(&expected.pages) {
            let lines = pdf_lines(page);
            let text: Vec<String> = lines.iter().map(|line| line.text()).collect();
            assert_eq!(letters(&text.join("\n")), letters(&expected.text()), "{name}");
            assert_eq!(page.rules.len(), expected.strokes.len(), "{name}");
            assert!((page.width * 25.4 / 72.0 - expected.width_mm).abs() < 0.01, "{name}");
            // What the other reader finds as a line is found as one here, words and all.
            for line in expected.lines() {
                let words: Vec<&str> = line.text.split_whitespace().collect();
                assert!(text.contains(&words.join(" ")), "{name}: {:?} in {text:#?}", line.text);
            }
        }
    }
}

#[test]
fn a_turned_head_of_a_matrix_is_a_line_of_its_own() {
    let program = Program::new().file("nguon.yaml", PLAN);
    program.run(&["build", "nguon.yaml"]).exits(0);
    let path = program.path("output/nguon/ma-tran.pdf");
    let read = pdf_text(&std::fs::read(path).expect("a finished PDF")).expect("a readable PDF");
    let lines = pdf_lines(&read.pages[0]);
    let turned: Vec<String> =
        lines.iter().filter(|line| line.angle == 90).map(|line| line.text()).collect();
    assert!(turned.iter().any(|text| text == "Sở CT"), "{turned:?}");
}

/// A PDF of one page with this content, whose font the file does not carry.
fn without_a_font(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R\
         /Resources<</Font<</F 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n\
         5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Unknown>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[test]
fn what_cannot_be_read_is_told() {
    let reason = pdf_text(b"%PDF-1.7 and nothing more").expect_err("no PDF");
    assert!(reason.contains("PDF"), "{reason}");
    let read = pdf_text(&without_a_font("BT /F 12 Tf 20 20 Td (abc) Tj ET")).expect("a PDF");
    assert!(read.fonts_missed > 0, "text in a font that is not there is not lost silently");
}

#[test]
fn a_page_without_end_is_refused() {
    let strokes = "0 0 m 9 9 l S\n".repeat(2_000_001);
    let reason = pdf_text(&without_a_font(&strokes)).expect_err("too much");
    assert!(reason.contains("2000000"), "{reason}");
}
