//! Building again: what is made anew, what is left, and what a run that is stopped, killed or
//! hindered leaves behind.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::extracts::SOURCE;
use crate::program::{Output, Program};

const BUILD: [&str; 4] = ["build", "nguon.yaml", "--agencies", "all"];

/// The files that a run made, without their folder.
fn made(output: &Output) -> Vec<String> {
    let lines = output.stdout.lines().filter(|line| line.starts_with("output/nguon/"));
    let lines = lines.filter(|line| !line.contains("(không đổi)"));
    let file = |line: &str| line.split("  ").next().unwrap_or_default().to_string();
    lines.map(|line| file(line).replace("output/nguon/", "")).collect()
}

fn contents(program: &Program) -> BTreeMap<String, Vec<u8>> {
    let names = program.files("output/nguon").into_iter();
    names.map(|name| (name.clone(), program.bytes(&format!("output/nguon/{name}")))).collect()
}

#[test]
fn nothing_changed_makes_nothing() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    let first = program.run(&BUILD).exits(0);
    assert_eq!(made(&first).len(), 16);
    let before = contents(&program);
    let again = program.run(&BUILD).exits(0).says("0 tệp đã tạo, 16 không đổi");
    assert_eq!(made(&again), Vec::<String>::new());
    assert!(before == contents(&program));
    let forced = program.run(&[&BUILD[..], &["--force"]].concat()).exits(0);
    assert_eq!(made(&forced).len(), 16);
    assert!(before == contents(&program), "two builds give the same bytes");
}

#[test]
fn one_changed_task_makes_only_what_shows_it() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&BUILD).exits(0);
    program.put("nguon.yaml", SOURCE.replace("deadline: Năm 2024", "deadline: Năm 2025"));
    let output = program.run(&BUILD).exits(0);
    let files = made(&output);
    // Task 2: led by Sở Y tế; in each workbook among the common ones. The matrix shows no deadline.
    let mut pdfs: Vec<&str> =
        files.iter().map(String::as_str).filter(|file| file.ends_with(".pdf")).collect();
    pdfs.sort_unstable();
    assert_eq!(pdfs, ["co-quan/so-y-te.pdf", "danh-muc.pdf"]);
    assert!(
        files.contains(&"danh-muc.xlsx".to_string()) && !files.contains(&"muc-luc.xlsx".into())
    );
    // The same as a build from nothing.
    let fresh = Program::new()
        .file("nguon.yaml", SOURCE.replace("deadline: Năm 2024", "deadline: Năm 2025"));
    fresh.run(&BUILD).exits(0);
    let (mut ours, mut theirs) = (contents(&program), contents(&fresh));
    ours.remove("manifest.json");
    theirs.remove("manifest.json");
    assert!(ours == theirs);
}

#[test]
fn only_files_of_our_own_go_away() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&BUILD).exits(0);
    program.put("output/nguon/co-quan/ghi-chu.txt", "của văn thư");
    program.put("output/nguon/co-quan/so-tu-phap.xlsx", "đã điền kết quả");
    program.put("nguon.yaml", SOURCE.replace("support: Sở Tư pháp", "support: Sở Y tế"));
    let output = program.run(&BUILD).exits(0);
    output.says("đã xóa co-quan/so-tu-phap.pdf").complains("co-quan/so-tu-phap.xlsx");
    let names = program.files("output/nguon/co-quan");
    assert!(!names.contains(&"so-tu-phap.pdf".to_string()), "{names:?}");
    assert_eq!(program.bytes("output/nguon/co-quan/ghi-chu.txt"), "của văn thư".as_bytes());
    assert_eq!(program.bytes("output/nguon/co-quan/so-tu-phap.xlsx"), "đã điền kết quả".as_bytes());
}

#[test]
fn a_manifest_from_elsewhere_removes_nothing_outside() {
    let program = Program::new().file("nguon.yaml", SOURCE).file("quy.txt", "giữ lại");
    let hash: String = Sha256::digest("giữ lại").iter().map(|byte| format!("{byte:02x}")).collect();
    let entry = |file: &str| format!(r#"{{"file":"{file}","bytes":8,"sha256":"{hash}"}}"#);
    let names = ["../../quy.txt", "co-quan/../../../quy.txt"].map(entry).join(",");
    program
        .put("output/nguon/manifest.json", format!(r#"{{"program":"danhmuc","files":[{names}]}}"#));
    program.run(&BUILD).exits(0);
    assert_eq!(program.bytes("quy.txt"), "giữ lại".as_bytes());
}

#[test]
fn a_changed_extract_stops_the_build_before_it_begins() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&BUILD).exits(0);
    program.put("output/nguon/co-quan/so-y-te.xlsx", "đã điền kết quả");
    let before = contents(&program);
    program.put("nguon.yaml", SOURCE.replace("Hạ tầng số", "Hạ tầng dữ liệu"));
    program.run(&BUILD).exits(2).complains("so-y-te.xlsx").complains("--force");
    assert!(before == contents(&program));
    program.run(&[&BUILD[..], &["--force"]].concat()).exits(0);
    assert!(program.bytes("output/nguon/co-quan/so-y-te.xlsx").starts_with(b"PK"));
}

#[test]
fn a_plain_build_says_that_extracts_are_of_an_earlier_one() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.run(&BUILD).exits(0);
    program.put("nguon.yaml", SOURCE.replace("Hạ tầng số", "Hạ tầng dữ liệu"));
    program.run(&["build", "nguon.yaml"]).exits(0).complains("--agencies all");
}

#[test]
fn one_document_that_fails_does_not_stop_the_others() {
    // A template of the office's own that breaks for one agency.
    let template = include_str!("../templates/chung/trich.typ").to_string()
        + "#if << doc.title_capitals >>.contains(\"Y TẾ\") { assert(false, message: \"hỏng ở đây\") }\n";
    let program = Program::new().file("nguon.yaml", SOURCE).file("mau/chung/trich.typ", template);
    let output = program.run(&[&BUILD[..], &["--templates", "mau"]].concat()).exits(2);
    assert_eq!(output.stderr.matches("assertion failed: hỏng ở đây").count(), 1, "{output}");
    assert!(output.stdout.contains("không tạo được"), "{output}");
    let names = program.files("output/nguon");
    assert!(names.contains(&"co-quan/so-tu-phap.pdf".to_string()), "{names:?}");
    assert!(names.contains(&"co-quan/so-y-te.xlsx".to_string()), "{names:?}");
    assert!(!names.contains(&"co-quan/so-y-te.pdf".to_string()), "{names:?}");
    assert!(!names.contains(&"muc-luc.pdf".to_string()), "no index without all extracts");
}

#[test]
fn two_runs_do_not_write_one_folder() {
    let program = Program::new().file("nguon.yaml", SOURCE);
    program.put("output/nguon/.manifest-dang-ghi.jsonl", "");
    let journal = std::fs::File::options()
        .append(true)
        .open(program.path("output/nguon/.manifest-dang-ghi.jsonl"))
        .expect("the journal");
    journal.try_lock().expect("the lock");
    program.run(&BUILD).exits(2).complains("lệnh khác đang ghi");
    drop(journal);
    program.run(&BUILD).exits(0);
    assert!(!program.path("output/nguon/.manifest-dang-ghi.jsonl").exists());
}

#[test]
fn documents_do_not_depend_on_how_many_are_made_at_once() {
    let one = Program::new().file("nguon.yaml", SOURCE);
    let many = Program::new().file("nguon.yaml", SOURCE);
    let first = one.run(&[&BUILD[..], &["--jobs", "1"]].concat()).exits(0);
    let second = many.run(&[&BUILD[..], &["--jobs", "7"]].concat()).exits(0);
    assert_eq!(first.stdout, second.stdout);
    assert!(contents(&one) == contents(&many));
    one.run(&[&BUILD[..], &["--jobs", "0"]].concat()).exits(2);
    let timed = one.run(&[&BUILD[..], &["--timings"]].concat()).exits(0);
    timed.complains("dàn trang").complains("tạo tệp Excel");
}

/// Whether every file of the folder is whole: it ends as its kind ends.
fn assert_whole(program: &Program, when: &str) {
    for (name, bytes) in contents(program) {
        let tail = &bytes[bytes.len().saturating_sub(1024)..];
        let ends = |end: &[u8]| tail.windows(end.len()).any(|part| part == end);
        let whole = match name.rsplit('.').next() {
            _ if name.contains("/.") || name.starts_with('.') => true,
            Some("yaml") => bytes.ends_with(b"\n"),
            Some("pdf") => bytes.starts_with(b"%PDF-") && ends(b"%%EOF"),
            Some("xlsx" | "docx") => bytes.starts_with(b"PK\x03\x04") && ends(b"PK\x05\x06"),
            Some("json") => serde_json::from_slice::<Value>(&bytes).is_ok(),
            _ => false,
        };
        assert!(whole, "{when}: {name} is not whole");
    }
}

/// How often the program is killed; more where a release is proved.
fn kills() -> u64 {
    std::env::var("DANHMUC_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// Runs a command and kills it after some time, if it has not ended by itself.
fn killed(program: &Program, arguments: &[&str], after: Duration, when: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_danhmuc"))
        .current_dir(program.path(""))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(after);
    child.kill().expect("the program is killed, or has ended");
    let status = child.wait().expect("an end");
    assert!(status.code().is_none_or(|code| code == 0), "{when}: {status}");
}

/// The print set is made of the extracts; killed anywhere, both are whole, and the next run is as
/// good as the first.
#[test]
fn a_kill_of_print_loses_nothing() {
    const PRINT: [&str; 4] = ["print", "nguon.yaml", "--separators", "--annex"];
    let fresh = Program::new().file("nguon.yaml", SOURCE);
    let whole = fresh.run(&PRINT).exits(0).took;
    let program = Program::new().file("nguon.yaml", SOURCE);
    let rounds = u32::try_from(kills() / 4).unwrap_or(15);
    for round in 0..rounds {
        let again = [&PRINT[..], &["--force"]].concat();
        let when = format!("round {round}");
        killed(&program, &again, whole * (round + 1) / rounds, &when);
        assert_whole(&program, &when);
    }
    program.run(&PRINT).exits(0);
    assert!(contents(&program) == contents(&fresh));
}

/// Each file of a new project is whole or not there.
#[test]
fn a_kill_of_init_leaves_no_half_file() {
    let whole = Program::new().run(&["init", "moi"]).exits(0).took;
    for round in 0..12_u32 {
        let program = Program::new();
        killed(&program, &["init", "output/nguon"], whole * (round + 1) / 12, "init");
        assert_whole(&program, "init");
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let sources = [SOURCE.to_string(), SOURCE.replace("kinh tế số", "kinh tế số và xã hội số")];
    let program = Program::new().file("nguon.yaml", &sources[0]);
    let whole = program.run(&BUILD).exits(0).took.as_micros() as u64;
    let expected: Vec<String> = contents(&program).into_keys().collect();
    // Numbers that look random and are the same in every run of the test.
    let mut state = 88_172_645_463_325_252_u64;
    for round in 0..kills() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        program.put("nguon.yaml", &sources[(round % 2) as usize]);
        let when = format!("round {round}");
        killed(&program, &BUILD, Duration::from_micros(state % (whole * 6 / 5)), &when);
        assert_whole(&program, &when);
        let names = program.files("output/nguon");
        for name in &expected {
            assert!(names.contains(name), "{when}: {name} is lost");
        }
    }
    // The same command then finishes the rest, unasked, and leaves nothing of the killed runs.
    for source in &sources {
        program.put("nguon.yaml", source);
        program.run(&BUILD).exits(0);
        let fresh = Program::new().file("nguon.yaml", source);
        fresh.run(&BUILD).exits(0);
        assert!(contents(&program) == contents(&fresh));
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_files_and_a_true_manifest() {
    use std::io::{BufRead, BufReader};
    // Enough documents that the signal comes while many are left.
    let mut source = SOURCE.to_string();
    let communes: Vec<String> = (0..80).map(|number| format!("UBND xã Số {number}")).collect();
    source = source.replace("members: [", &format!("members: [{}, ", communes.join(", ")));
    for name in &communes {
        source.push_str(&format!("  - {{name: {name}, kind: xa}}\n"));
    }
    let program = Program::new().file("nguon.yaml", source);
    let mut child = Command::new(env!("CARGO_BIN_EXE_danhmuc"))
        .current_dir(program.path(""))
        .args(BUILD)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    lines.next().expect("a first document").expect("a line");
    let signal = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &signal]).status().expect("a shell").success());
    let rest: Vec<String> = lines.map(|line| line.expect("a line")).collect();
    assert_eq!(child.wait().expect("an end").code(), Some(2), "{rest:?}");
    assert!(rest.iter().any(|line| line.contains("chạy lại lệnh này để làm tiếp")), "{rest:?}");
    assert_whole(&program, "after Ctrl-C");
    let manifest: Value =
        serde_json::from_slice(&program.bytes("output/nguon/manifest.json")).expect("JSON");
    let entries = manifest["files"].as_array().expect("files");
    assert!(!entries.is_empty() && entries.len() < 160, "{}", entries.len());
    for entry in entries {
        let name = entry["file"].as_str().expect("a name");
        let bytes = program.bytes(&format!("output/nguon/{name}"));
        let hash: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(entry["sha256"], hash, "{name}");
    }
    let files = program.files("output/nguon").len();
    assert_eq!(files, entries.len() + 1, "nothing but what the manifest names");
    let again = program.run(&BUILD).exits(0);
    assert!(made(&again).len() >= 170 - entries.len(), "{again}");
    assert!(again.stdout.contains(&format!("{} không đổi", entries.len())), "{again}");
}
