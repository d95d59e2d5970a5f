//! The page's addresses: what a clerk gets there is what the command line gives.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::extracts::SOURCE;
use crate::program::Program;
use crate::served::Served;
use crate::workbook::{HEADINGS, tasks, workbook};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Names and contents.
type Files = Vec<(String, Vec<u8>)>;

/// The sample sources: name and files.
fn seeds() -> Vec<(String, Files)> {
    let folders = entries(&Path::new(ROOT).join("seeds"));
    let named = |folder: &PathBuf| folder.file_name().expect("a name").to_string_lossy().into();
    folders
        .iter()
        .filter(|folder| !folder.ends_with("agencies"))
        .map(|folder| (named(folder), entries(folder).iter().map(|file| read(file)).collect()))
        .collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the checkout");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn read(file: &Path) -> (String, Vec<u8>) {
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    (name, std::fs::read(file).expect("a file"))
}

fn borrowed(files: &[(String, Vec<u8>)]) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect()
}

/// Files as offices make them.
fn office_files() -> Files {
    let files = entries(&Path::new(ROOT).join("tests/files"));
    let is_source =
        |path: &&PathBuf| path.is_file() && path.extension().is_some_and(|e| e != "json");
    files.iter().filter(is_source).map(|path| read(path)).collect()
}

/// The files of a run of the command line, but for its manifest.
fn made(program: &Program, folder: &str) -> Files {
    let names = program.files(folder).into_iter().filter(|name| !name.ends_with(".json"));
    names.map(|name| (name.clone(), program.bytes(&format!("{folder}/{name}")))).collect()
}

/// Asserts the same files with the same bytes.
#[track_caller]
fn same_files(what: &str, mut web: Files, mut program: Files) {
    web.sort();
    program.sort();
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&web), names(&program), "{what}");
    for ((name, web), (_, program)) in web.iter().zip(&program) {
        assert!(web == program, "{what}: {name} differs");
    }
}

#[test]
fn the_files_of_every_sample_are_those_of_build_byte_for_byte() {
    let served = Served::start();
    for (name, files) in seeds() {
        let opened = served.upload(&borrowed(&files)).is(200).json();
        let has_errors = opened["check"]["errors"] != json!(0);
        let options = json!({ "draft": has_errors });
        let question = json!({ "plan": opened["plan"], "options": options, "agencies": "all" });
        let events = served.build(&question);
        let end = events.last().expect("an end");
        let mut program = Program::new();
        for (file, bytes) in &files {
            program = program.file(&format!("{name}/{file}"), bytes);
        }
        let mut words = vec!["build", name.as_str(), "--agencies", "all"];
        words.extend(has_errors.then_some("--draft"));
        program.run(&words).exits(0);
        same_files(&name, served.files(end), made(&program, &format!("output/{name}")));
        assert_eq!(end["ok"], true);
        assert_eq!(events[0]["files"].as_array().map(Vec::len), Some(events.len() - 2));
    }
    assert!(!served.end().contains("panicked"));
}

/// Of every file as offices make them: the same faults at the same places, and the same annex,
/// workbook and matrix where the command line makes them.
#[test]
fn the_files_of_offices_are_judged_and_built_as_on_the_command_line() {
    let served = Served::start();
    for (name, bytes) in office_files() {
        let program = Program::new().file(&name, &bytes);
        let checked = program.run(&["check", &name, "--format", "json"]);
        let answer = served.upload(&[(name.as_str(), &bytes)]);
        let opened = answer.json();
        let found = match answer.status {
            200 => [&opened["plan"]["reading"], &opened["check"]["findings"]],
            422 => [&opened["findings"], &Value::Null],
            status => panic!("{name}: {status} {opened}"),
        };
        let found = found.into_iter().flat_map(|list| list.as_array().cloned().unwrap_or_default());
        let mut found: Vec<String> = found.map(|one| told(&one, &one["vi"])).collect();
        let expected = checked.json();
        let expected = expected.as_array().expect("a list");
        let mut expected: Vec<String> =
            expected.iter().map(|one| told(one, &one["message"])).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{name}");
        if checked.code == 0 {
            let question = json!({ "plan": opened["plan"] });
            let events = served.build(&question);
            program.run(&["build", &name]).exits(0);
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            let files = served.files(events.last().expect("an end"));
            same_files(&name, files, made(&program, &format!("output/{stem}")));
        }
    }
    assert!(!served.end().contains("panicked"));
}

/// A fault in words; its place too, where it is in a cell of a task: others the page shows by
/// their field.
fn told(one: &Value, message: &Value) -> String {
    let place = match one["at"].as_str() {
        Some(at) if at.contains('!') => at,
        _ => "",
    };
    format!("{} {} {place} {message}", one["severity"], one["code"])
}

#[test]
fn the_print_set_is_that_of_print_byte_for_byte() {
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    for (print, words) in [
        (json!({}), &[][..]),
        (
            json!({ "paper": "a3", "sides": "one", "separators": true, "annex": true }),
            &["--paper", "a3", "--sides", "one", "--separators", "--annex"][..],
        ),
    ] {
        let events = served.build(&json!({ "plan": plan, "print": print }));
        let told = events.iter().find(|event| event["event"] == "print").expect("its size");
        assert!(told["sheets"].as_u64() > Some(5), "{told}");
        let program = Program::new().file("nguon.yaml", SOURCE);
        program.run(&[&["print", "nguon.yaml"], words].concat()).exits(0);
        let files = served.files(events.last().expect("an end"));
        assert_eq!(files.len(), 1);
        assert!(files[0].1 == program.bytes("output/nguon/bo-in.pdf"), "{words:?}");
    }
}

#[test]
fn a_plan_is_reassigned_as_the_command_does_and_choices_of_the_clerk_stand() {
    let source = "document: {title: Danh mục nhiệm vụ, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh, date: 05/02/2025}\n\
                  tasks:\n  - {content: Lập kế hoạch vốn, lead: Sở Kế hoạch và Đầu tư, deadline: Năm 2026}\n  \
                  - {content: Chăm sóc trẻ em, lead: Sở Lao động - Thương binh và Xã hội, support: Sở Y tế, deadline: Năm 2026}\n";
    let program = Program::new().file("nguon.yaml", source);
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", source.as_bytes());
    let ask = |more: Value| {
        let mut question = json!({ "plan": plan, "day": "01/7/2025" });
        question
            .as_object_mut()
            .expect("an object")
            .extend(more.as_object().cloned().unwrap_or_default());
        served.post("reassign", &question)
    };
    for ending in ["pdf", "xlsx", "docx"] {
        let (out, report) = (format!("moi-{ending}.yaml"), format!("bang.{ending}"));
        let arguments =
            ["reassign", "nguon.yaml", "--date", "01/7/2025", "-o", &out, "--report", &report];
        program.run(&arguments).exits(0);
        let made = ask(json!({ "report": ending })).is(200);
        assert!(made.body == program.bytes(&report), "{ending}");
    }
    let found = ask(json!({})).is(200).json();
    let values = |row: usize| found["rows"][row]["values"].clone();
    assert_eq!(values(0), json!({ "lead": ["Sở Tài chính"] }));
    // The support that now leads supports no more.
    assert_eq!(values(1), json!({ "lead": ["Sở Y tế"], "support": null }));
    let row = found["rows"][1]["id"].clone();
    let before = "Sở Lao động - Thương binh và Xã hội";
    let pick = |to: Value| json!({ "chosen": [{ "row": row, "kind": "lead", "before": before, "to": to }] });
    let chosen = ask(pick(json!(["Sở Nội vụ"]))).is(200).json();
    assert_eq!(chosen["rows"][1]["values"], json!({ "lead": ["Sở Nội vụ"] }));
    let kept = ask(pick(json!([]))).is(200).json();
    assert_eq!(kept["rows"].as_array().map(Vec::len), Some(1), "{kept}");
    let refused = ask(json!({ "day": "31/02/2025" })).is(422).json();
    assert!(refused["error"]["vi"].to_string().contains("“31/02/2025” không phải là ngày"));
    ask(json!({ "report": "exe" })).is(400);
}

#[test]
fn filled_extracts_are_collected_as_the_command_does() {
    let plan = crate::collected::PLAN.as_bytes();
    let (good, broken) = (crate::collected::one(crate::collected::DONE), b"PK\x03\x04".to_vec());
    let program = Program::new()
        .file("nguon.yaml", plan)
        .file("hong.xlsx", &broken)
        .file("so-y-te.xlsx", &good);
    let arguments =
        ["collect", "nguon.yaml", "hong.xlsx", "so-y-te.xlsx", "--as-of", "30/7/2026", "-o", "ra"];
    let command = program.run(&[&arguments[..], &["--format", "json"]].concat()).json();
    let served = Served::start();
    let files: [(&str, &[u8]); 3] =
        [("nguon.yaml", plan), ("so-y-te.xlsx", &good), ("hong.xlsx", &broken)];
    let mut told = served.send("collect?day=30/7/2026", &files).is(200).json();
    let findings = told.as_object_mut().and_then(|told| told.remove("findings")).expect("findings");
    assert_eq!(told, command);
    assert!(findings.to_string().contains("hong.xlsx"), "{findings}");
    for file in ["theo-doi.xlsx", "bao-cao.pdf", "bao-cao.docx"] {
        let made = served.send(&format!("collect/{file}?day=30/7/2026"), &files).is(200);
        assert!(made.body == program.bytes(&format!("ra/{file}")), "{file}");
    }
    served.send("collect/khac.pdf?day=", &files).is(404);
    served.send("collect?day=31/02/2026", &files).is(422);
    served.send("collect?day=", &files[..1]).is(400);
    let faulty: [(&str, &[u8]); 2] = [("loi.yaml", b"tasks: [{content: a}]"), files[1]];
    let refused = served.send("collect?day=", &faulty).is(422).refusal();
    assert!(refused.contains("faulty-source"), "{refused}");
}

#[test]
fn two_files_are_compared_as_the_command_does() {
    let old = SOURCE.as_bytes();
    let new =
        tasks(&[&["1", "Rà soát", "Sở Y tế", "Sở Tài chính"], &["2", "Lập kế hoạch", "Sở Nội vụ"]]);
    let program = Program::new().file("cu.yaml", old).file("moi.xlsx", &new);
    let served = Served::start();
    let files: [(&str, &[u8]); 2] = [("cu.yaml", old), ("moi.xlsx", &new)];
    let told = served.send("compare", &files).is(200).json();
    let command = program.run(&["compare", "cu.yaml", "moi.xlsx", "--format", "json"]).exits(1);
    assert_eq!(told, command.json());
    for ending in ["pdf", "xlsx", "docx"] {
        let out = format!("bang.{ending}");
        program.run(&["compare", "cu.yaml", "moi.xlsx", "-o", &out]).exits(1);
        let made = served.send(&format!("compare/{ending}"), &files).is(200);
        assert!(made.body == program.bytes(&out), "{ending}");
    }
    served.send("compare/exe", &files).is(404);
    served.send("compare", &files[..1]).is(400);
    let prose: [(&str, &[u8]); 2] = [files[0], ("van-xuoi.docx", b"PK\x03\x04")];
    let refused = served.send("compare", &prose).is(422).json();
    let told = refused["error"]["vi"].to_string();
    assert!(told.contains("“van-xuoi.docx” chưa đọc được trọn vẹn"), "{told}");
    assert!(!refused["findings"].as_array().expect("findings").is_empty());
}

#[test]
fn a_plan_is_saved_and_marked_as_convert_and_annotate_do() {
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let program = Program::new().file("nguon.yaml", SOURCE);
    for format in ["xlsx", "yaml", "toml", "json"] {
        let saved = served.post("convert", &json!({ "plan": plan, "format": format })).is(200);
        let file = format!("ra.{format}");
        program.run(&["convert", "nguon.yaml", "-o", &file]).exits(0);
        assert!(saved.body == program.bytes(&file), "{format}");
        let (again, _) = served.open(&file, &saved.body);
        assert_eq!(again["rows"].as_array().map(Vec::len), plan["rows"].as_array().map(Vec::len));
    }
    let book = tasks(&[&["1", "Rà soát", "Sở Y té", "Sở Tài chính"], &["2", "Lập kế hoạch", ""]]);
    let marked = served.send("annotate", &[("a.xlsx", &book)]).is(200);
    program.put("a.xlsx", &book);
    program.run(&["check", "a.xlsx", "--annotate", "b.xlsx"]).exits(1);
    assert!(marked.body == program.bytes("b.xlsx"));
}

#[test]
fn mistakes_are_marked_on_their_cells_and_mended_there() {
    let served = Served::start();
    let rows: &[&[&str]] =
        &[&["1", "Rà soát", "Sở Y té", "Sở Tài chính"], &["2", "Lập kế hoạch", "", ""]];
    let (mut plan, check) = served.open("KeHoach.xlsx", &tasks(rows));
    assert_eq!(plan["name"], "KeHoach");
    assert_eq!(check["buildable"], false);
    let finding = |check: &Value, code: &str| -> Value {
        let findings = check["findings"].as_array().expect("a list");
        findings.iter().find(|one| one["code"] == code).cloned().unwrap_or_default()
    };
    let near = finding(&check, "agency-near");
    let lead = json!({ "part": "task", "row": 0, "field": "lead", "index": 0 });
    assert_eq!(near["target"], lead, "{check}");
    assert_eq!(near["found"], "Sở Y té");
    assert_eq!(near["suggestions"][0], "Sở Y tế");
    assert_eq!(near["at"], "KeHoach.xlsx » Nhiệm vụ!C2");
    let missing = finding(&check, "lead-missing");
    assert_eq!(missing["target"]["row"], 1);
    assert_eq!(missing["target"]["field"], "lead");
    assert_eq!(missing["at"], "KeHoach.xlsx » Nhiệm vụ!C3");
    let refused = served.post("build", &json!({ "plan": plan })).is(422);
    assert_eq!(refused.refusal(), "faulty");

    plan["rows"][0]["values"]["lead"] = json!(["Sở Y tế"]);
    plan["rows"][1]["values"]["lead"] = json!(["Sở Xây dựng"]);
    let check = served.post("check", &json!({ "plan": plan })).is(200).json();
    assert_eq!(check["errors"], 0, "{check}");
    assert_eq!(check["rows"][1]["lead"], json!(["so-xay-dung"]));
    let counts = check["agencies"].as_array().expect("a list");
    let finance = counts.iter().find(|each| each["id"] == "so-tai-chinh").expect("Sở Tài chính");
    assert_eq!((&finance["leads"], &finance["supports"]), (&json!(0), &json!(1)));
    served.build(&json!({ "plan": plan, "agencies": ["so-y-te"] }));
}

#[test]
fn rows_that_were_added_removed_and_emptied_are_understood() {
    let served = Served::start();
    let (mut plan, _) = served.open("a.xlsx", &tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]));
    plan["rows"] = json!([
        { "id": 5, "kind": "group", "level": 1, "title": "Hạ tầng" },
        { "id": 9, "kind": "task", "values": { "content": ["  Lập\u{a0}kế hoạch "], "lead": ["Sở Y tế"] } },
        { "id": 7, "kind": "task", "values": { "lead": ["Sở Y tế"] }, "mark": "of the page" },
    ]);
    let check = served.post("check", &json!({ "plan": plan })).is(200).json();
    assert_eq!(check["rows"][0], json!({ "id": 5, "number": "I" }));
    assert_eq!((&check["rows"][1]["id"], &check["rows"][1]["number"]), (&json!(9), &json!("1")));
    let codes = check["findings"].as_array().expect("a list").iter();
    let missing = codes.filter(|one| one["code"] == "content-missing").collect::<Vec<_>>();
    assert_eq!(missing.len(), 1);
    let content = json!({ "part": "task", "row": 7, "field": "content", "index": 0 });
    assert_eq!(missing[0]["target"], content);
    plan["rows"] = json!([]);
    let check = served.post("check", &json!({ "plan": plan })).is(200).json();
    let findings = check["findings"].as_array().expect("a list");
    assert!(findings.iter().any(|one| one["code"] == "rows-missing"), "{check}");
}

/// What reading could not understand stops a build until the page says that it is mended.
#[test]
fn an_error_of_reading_stops_a_build_until_it_is_dealt_with() {
    let served = Served::start();
    let source = "tasks: [{content: Rà soát, lead: Sở Y tế, chu_tri: x}]";
    let (mut plan, check) = served.open("a.yaml", source.as_bytes());
    assert_eq!(plan["reading"][0]["code"], "key-unknown");
    assert_eq!((&check["errors"], &check["buildable"]), (&json!(1), &json!(false)));
    assert_eq!(served.post("build", &json!({ "plan": plan })).is(422).refusal(), "faulty");
    plan["reading"] = json!([]);
    served.build(&json!({ "plan": plan }));
}

/// A table without rows beside one with rows is told although the plan has tasks.
#[test]
fn an_empty_table_beside_a_full_one_stays_an_error() {
    let served = Served::start();
    let full: &[&[&str]] = &[HEADINGS, &["1", "Rà soát", "Sở Y tế", ""]];
    let book = workbook(&[("Một", full), ("Hai", &[HEADINGS])]);
    let (plan, check) = served.open("a.xlsx", &book);
    let program = Program::new().file("a.xlsx", &book);
    let told = program.run(&["check", "a.xlsx", "--format", "short"]).stdout;
    assert_eq!(told.contains("rows-missing"), plan["reading"][0]["code"] == "rows-missing");
    assert_eq!(check["buildable"], !told.contains("lỗi["), "{told}");
}

#[test]
fn several_files_are_one_source_and_others_are_named() {
    let served = Served::start();
    let document = "document: {title: Danh mục, issuer: Ủy ban nhân dân tỉnh Hà Tĩnh}".as_bytes();
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]);
    let files: &[(&str, &[u8])] =
        &[("b.xlsx", &book), ("a.yaml", document), ("anh.png", b"\x89PNG")];
    let opened = served.upload(files).is(200).json();
    assert_eq!(opened["plan"]["document"]["fields"]["title"], "Danh mục");
    assert_eq!(opened["plan"]["passed_over"][0]["at"], "anh.png");
    assert_eq!(opened["check"]["errors"], 0, "{opened}");
    let twice = served.upload(&[("a.xlsx", &book), ("b.xlsx", &book)]).is(200).json();
    assert_eq!(twice["plan"]["reading"][0]["code"], "source-twice");
}

/// The quick first page is that of the whole document, pixel for pixel.
#[test]
fn the_first_page_alone_is_that_of_the_whole() {
    let served = Served::start();
    for (name, files) in seeds() {
        let opened = served.upload(&borrowed(&files)).is(200).json();
        let (plan, options) = (&opened["plan"], json!({ "draft": true }));
        let quick = json!({ "plan": plan, "options": options, "scale": 1.0 });
        let quick = served.post("preview", &quick).is(200);
        assert!(quick.body.starts_with(b"\x89PNG"));
        let whole = json!({ "plan": plan, "options": options, "scale": 1.0, "whole": true });
        let whole = served.post("preview", &whole).is(200);
        assert!(quick.body == whole.body, "{name}");
        let pages = whole.header("x-danhmuc-pages").and_then(|pages| pages.parse::<usize>().ok());
        assert!(pages > Some(1), "{name}");
        assert_eq!(quick.header("x-danhmuc-pages"), None, "{name}");
    }
}

#[test]
fn every_document_can_be_looked_at() {
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let look = |what: Value, page: usize| {
        served.post("preview", &json!({ "plan": plan, "what": what, "page": page })).is(200)
    };
    for what in [json!("annex"), json!("matrix"), json!({ "extract": "so-y-te" })] {
        let last = look(what, 99);
        assert_eq!(last.header("x-danhmuc-page"), last.header("x-danhmuc-pages"));
        assert!(last.body.starts_with(b"\x89PNG"));
    }
    let nobody = json!({ "plan": plan, "what": { "extract": "khong-co" } });
    assert_eq!(served.post("preview", &nobody).is(422).refusal(), "failed");
    let scale = json!({ "plan": plan, "scale": 1e9 });
    assert_eq!(served.post("preview", &scale).is(400).refusal(), "bad-request");
}

#[test]
fn one_file_can_be_fetched_by_its_place() {
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let events = served.build(&json!({ "plan": plan, "only": ["danh-muc.xlsx", "ma-tran.pdf"] }));
    let key = events.last().expect("an end")["key"].as_str().expect("a key").to_string();
    let one = served.get(&format!("results/{key}/files/1")).is(200);
    assert_eq!(one.header("content-type"), Some("application/pdf"));
    assert_eq!(one.header("content-disposition"), Some("attachment; filename*=UTF-8''ma-tran.pdf"));
    for gone in [
        format!("results/{key}/files/2"),
        format!("results/{key}/files/../../x"),
        format!("results/{}/zip", "0".repeat(64)),
    ] {
        assert_eq!(served.get(&gone).is(404).refusal(), "not-found", "{gone}");
    }
    let unknown = served.post("build", &json!({ "plan": plan, "only": ["../x.pdf"] }));
    assert_eq!(unknown.is(422).refusal(), "failed");
}

#[test]
fn samples_blank_workbook_names_and_choices_are_offered() {
    let served = Served::start();
    let info = served.get("info").is(200).json();
    assert_eq!(info["examples"].as_array().map(Vec::len), Some(seeds().len()));
    for example in info["examples"].as_array().expect("a list") {
        let id = example["id"].as_str().expect("an id");
        let opened = served.get(&format!("examples/{id}")).is(200).json();
        assert_eq!(opened["plan"]["name"], id);
        assert!(opened["check"]["tasks"].as_u64() > Some(10), "{id}");
    }
    let styles: Vec<&Value> = info["styles"].as_array().expect("a list").iter().collect();
    assert!(styles.iter().any(|style| style["id"] == "ubnd" && style["columns"] == "co-ban"));
    let blank = served.get("blank.xlsx?place=H%C3%A0%20T%C4%A9nh").is(200);
    let program = Program::new();
    program.run(&["init", "moi", "--place", "Hà Tĩnh"]).exits(0);
    assert!(blank.body == program.bytes("moi/mau-nhiem-vu.xlsx"));
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let names = served.post("names", &json!({ "plan": plan })).is(200).json();
    let agencies = names["agencies"].as_array().expect("a list");
    let own = agencies.iter().any(|each| each["name"] == "UBND xã Tân An");
    let search = agencies
        .iter()
        .any(|each| each["search"].as_str().is_some_and(|words| words.contains("so cong thuong")));
    assert!(own && search);
}
