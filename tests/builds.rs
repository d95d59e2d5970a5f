//! `build`: the files it makes, the manifest that knows them, and what it never touches.

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::commands::{GOOD, MISTAKEN, WARNED};
use crate::program::Program;

/// The files of a full build, by name.
const BUILT: [&str; 5] =
    ["danh-muc.docx", "danh-muc.pdf", "danh-muc.xlsx", "ma-tran.pdf", "manifest.json"];

#[test]
fn build_writes_the_files_and_a_manifest_that_matches_them() {
    let program = Program::new().file("ke-hoach/nguon.yaml", GOOD);
    let output = program.run(&["build", "ke-hoach"]).exits(0);
    assert_eq!(program.files("output/ke-hoach"), BUILT);
    for name in &BUILT[..4] {
        assert!(output.stdout.contains(name), "{output}");
    }
    assert!(output.stdout.contains("danh-muc.pdf  1 trang"), "{output}");
    let manifest: Value =
        serde_json::from_slice(&program.bytes("output/ke-hoach/manifest.json")).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    assert_eq!(files.len(), 4);
    for entry in files {
        let name = entry["file"].as_str().expect("a name");
        let bytes = program.bytes(&format!("output/ke-hoach/{name}"));
        let hash: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(entry["bytes"], bytes.len(), "{name}");
        assert_eq!(entry["sha256"], hash, "{name}");
        let start: &[u8] = if name.ends_with(".pdf") { b"%PDF-" } else { b"PK\x03\x04" };
        assert!(bytes.starts_with(start), "{name}");
        assert_eq!(entry["pages"].as_u64(), name.ends_with(".pdf").then_some(1), "{name}");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let program = Program::new().file("ke-hoach/nguon.yaml", GOOD);
    program.run(&["build", "ke-hoach", "--out", "một"]).exits(0);
    program.run(&["build", "ke-hoach", "--out", "hai/ba"]).exits(0);
    for name in BUILT {
        let one = program.bytes(&format!("một/ke-hoach/{name}"));
        assert!(one == program.bytes(&format!("hai/ba/ke-hoach/{name}")), "{name} differs");
    }
    // Over its own files a build writes again without being asked twice.
    program.run(&["build", "ke-hoach", "--out", "một"]).exits(0);
}

#[test]
fn a_source_with_errors_writes_nothing() {
    let program = Program::new().file("nguon.yaml", MISTAKEN);
    let output = program.run(&["build", "nguon.yaml"]).exits(1);
    assert_eq!(output.stdout, "");
    output.complains("nguon.yaml:10:15\n  lỗi[agency-near]").complains("7 lỗi");
    assert_eq!(program.files("output"), Vec::<String>::new());
    assert!(!program.path("output").exists());
}

#[test]
fn errors_leave_an_earlier_build_as_it_was() {
    let program = Program::new().file("ke-hoach/nguon.yaml", GOOD);
    program.run(&["build", "ke-hoach"]).exits(0);
    let before: Vec<_> = BUILT.map(|name| program.bytes(&format!("output/ke-hoach/{name}"))).into();
    program.put("ke-hoach/nguon.yaml", MISTAKEN);
    program.run(&["build", "ke-hoach"]).exits(1);
    let after: Vec<_> = BUILT.map(|name| program.bytes(&format!("output/ke-hoach/{name}"))).into();
    assert!(before == after);
    assert_eq!(program.files("output/ke-hoach"), BUILT);
}

#[test]
fn a_strangers_file_is_overwritten_only_by_force() {
    let program = Program::new()
        .file("ke-hoach/nguon.yaml", GOOD)
        .file("output/ke-hoach/danh-muc.pdf", "của tôi");
    let refused = program.run(&["build", "ke-hoach"]).exits(2);
    refused.complains("danh-muc.pdf").complains("--force");
    assert_eq!(program.bytes("output/ke-hoach/danh-muc.pdf"), b"c\xE1\xBB\xA7a t\xC3\xB4i");
    assert_eq!(program.files("output/ke-hoach"), ["danh-muc.pdf"]);
    program.run(&["build", "ke-hoach", "--force"]).exits(0);
    assert!(program.bytes("output/ke-hoach/danh-muc.pdf").starts_with(b"%PDF-"));

    // A file that somebody has worked on since is a stranger's too.
    program.put("output/ke-hoach/danh-muc.xlsx", "đã sửa");
    program.put("ke-hoach/nguon.yaml", GOOD.replace("Quý II", "Quý III"));
    program.run(&["build", "ke-hoach"]).exits(2).complains("danh-muc.xlsx");
    assert_eq!(program.bytes("output/ke-hoach/danh-muc.xlsx"), "đã sửa".as_bytes());
}

#[test]
fn only_makes_the_named_files_and_refuses_others() {
    let program = Program::new().file("nguon.yaml", GOOD);
    program.run(&["build", "nguon.yaml", "--only", "ma-tran.pdf"]).exits(0);
    assert_eq!(program.files("output/nguon"), ["ma-tran.pdf", "manifest.json"]);
    // What was made before stays known.
    program.run(&["build", "nguon.yaml", "--only", "danh-muc.pdf"]).exits(0);
    let manifest = String::from_utf8(program.bytes("output/nguon/manifest.json")).expect("JSON");
    assert!(manifest.contains("ma-tran.pdf") && manifest.contains("danh-muc.pdf"), "{manifest}");
    let unknown = program.run(&["build", "nguon.yaml", "--only", "danh-muc.odt"]).exits(2);
    unknown.complains("danh-muc.odt").complains("danh-muc.xlsx");
}

#[test]
fn mode_is_a_choice_of_the_run_over_that_of_the_source() {
    let program = Program::new().file("nguon.yaml", GOOD);
    assert_eq!(program.show("nguon.yaml", 0)["document"]["mode"], "paper");
    let shown = program.run(&["show", "nguon.yaml", "--mode", "electronic"]).exits(0).json();
    assert_eq!(shown["document"]["mode"], "electronic");
    for mode in ["paper", "electronic", "draft"] {
        program.run(&["build", "nguon.yaml", "--mode", mode, "--out", mode]).exits(0);
    }
    let pdf = |mode: &str| program.bytes(&format!("{mode}/nguon/danh-muc.pdf"));
    assert!(pdf("paper") != pdf("electronic") && pdf("electronic") != pdf("draft"));
    program.run(&["build", "nguon.yaml", "--mode", "giấy"]).exits(2);

    // An original on paper needs what a draft may leave blank.
    let open = GOOD.replace("number: 15/QĐ-UBND, date: 05/01/2026", "year: 2026");
    let program = Program::new().file("nguon.yaml", open);
    program.run(&["check", "nguon.yaml"]).exits(0);
    let paper = program.run(&["check", "nguon.yaml", "--mode", "paper"]).exits(1);
    paper.says("lỗi[parent-incomplete]");
}

#[test]
fn a_draft_may_leave_leads_open_and_nothing_else() {
    let open = GOOD.replace("        lead: Sở Xây dựng\n", "");
    let program = Program::new().file("nguon.yaml", open.clone());
    program.run(&["build", "nguon.yaml"]).exits(1).complains("in dự thảo");
    program.run(&["build", "nguon.yaml", "--draft"]).exits(0);
    assert_eq!(program.files("output/nguon"), BUILT);
    let program = Program::new().file("nguon.yaml", open.replace("Sở Tài chính", "Sở Tài chíhn"));
    program.run(&["build", "nguon.yaml", "--draft"]).exits(1).complains("lỗi[agency-near]");
    assert!(!program.path("output").exists());
}

#[test]
fn style_and_columns_come_from_the_source_or_the_run() {
    let program = Program::new().file("nguon.yaml", GOOD);
    for style in ["ubnd", "ubnd-ban-hanh", "dang"] {
        program.run(&["build", "nguon.yaml", "--style", style, "--out", style]).exits(0);
    }
    let unknown = program.run(&["check", "nguon.yaml", "--style", "bo"]).exits(1);
    unknown.says("lỗi[style-unknown]").says("ubnd-ban-hanh");
    program.run(&["check", "nguon.yaml", "--templates", "không-có"]).exits(2);
}

#[test]
fn denied_warnings_and_strict_names_write_nothing() {
    let program = Program::new().file("nguon.yaml", WARNED);
    let denied = program.run(&["build", "nguon.yaml", "--deny-warnings"]).exits(1);
    denied.complains("cảnh báo[parent-missing]");
    program.put("nguon.yaml", GOOD.replace("Sở Xây dựng", "Viện Vật lý hạt nhân"));
    let strict = program.run(&["build", "nguon.yaml", "--strict"]).exits(1);
    strict.complains("lỗi[agency-unknown]");
    assert!(!program.path("output").exists());
    program.run(&["build", "nguon.yaml"]).exits(0).complains("cảnh báo[agency-unknown]");
}

#[test]
fn a_folder_that_cannot_hold_the_files_stops_the_build_whole() {
    let program = Program::new().file("nguon.yaml", GOOD).file("chan", "một tệp");
    program.run(&["build", "nguon.yaml", "--out", "chan"]).exits(2).complains("chan");
    assert_eq!(program.bytes("chan"), "một tệp".as_bytes());
    // A folder where a file should go, and a manifest that is none.
    program.put("a/nguon/ma-tran.pdf/x", "");
    program.run(&["build", "nguon.yaml", "--out", "a"]).exits(2).complains("ma-tran.pdf");
    assert_eq!(program.files("a"), ["nguon/ma-tran.pdf/x"]);
    program.put("b/nguon/manifest.json", "{");
    program.run(&["build", "nguon.yaml", "--out", "b"]).exits(2).complains("manifest.json");
    assert_eq!(program.files("b"), ["nguon/manifest.json"]);
}
