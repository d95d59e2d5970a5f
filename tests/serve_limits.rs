//! Who may ask the page's addresses, and what they refuse: foreign sites, too much, nonsense.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::extracts::SOURCE;
use crate::program::Program;
use crate::served::Served;
use crate::workbook::{large, tasks};

#[test]
fn only_the_own_page_with_the_token_of_this_run_is_answered() {
    let served = Served::start();
    let token = ("X-Danhmuc-Token", served.token());
    let own = format!("http://127.0.0.1:{}", served.port());
    let local = format!("localhost:{}", served.port());
    served.raw("GET /api/info", &[token], b"").is(200);
    served.raw("GET /api/info", &[token, ("Origin", &own)], b"").is(200);
    served.raw("GET /api/info", &[token, ("Host", &local)], b"").is(200);
    served.raw("GET /", &[("Sec-Fetch-Site", "none")], b"").is(200);

    let wrong = "0".repeat(64);
    for headers in [
        &[][..],
        &[("X-Danhmuc-Token", "")],
        &[("X-Danhmuc-Token", wrong.as_str())],
        &[("X-Danhmuc-Token", &served.token()[..63])],
        &[("Cookie", served.token())],
    ] {
        for head in ["GET /api/info", "POST /api/upload", "GET /api/khong-co", "DELETE /api/info"] {
            let refused = served.raw(head, headers, b"").is(401);
            assert_eq!(refused.refusal(), "token", "{head} {headers:?}");
        }
    }
    let foreign = [
        ("Host", "evil.example"),
        ("Host", "127.0.0.1"),
        ("Host", "127.0.0.1:1"),
        ("Host", ""),
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ];
    for header in foreign {
        for head in ["GET /", "GET /api/info", "POST /api/check"] {
            let refused = served.raw(head, &[token, header], b"").is(403);
            assert_eq!(refused.refusal(), "origin", "{head} {header:?}");
        }
    }
    // A page of another site asks first whether it may send the token; nothing says so.
    let asked = [
        ("Origin", "https://evil.example"),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "x-danhmuc-token"),
    ];
    let answer = served.raw("OPTIONS /api/check", &asked, b"").is(403);
    assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control")));
}

#[test]
fn every_answer_forbids_what_the_page_does_not_need() {
    let served = Served::start();
    let answers = [
        served.raw("GET /", &[], b"").is(200),
        served.raw("GET /khong-co.js", &[], b"").is(404),
        served.raw("GET /../Cargo.toml", &[], b"").is(404),
        served.raw("GET /..%2f..%2fCargo.toml", &[], b"").is(404),
        served.raw("POST /", &[], b"").is(405),
        served.raw("GET /api/info", &[], b"").is(401),
        served.raw("GET /", &[("Host", "evil.example")], b"").is(403),
        served.get("info").is(200),
        served.get("khong-co").is(404),
        served.get("upload").is(405),
    ];
    for answer in answers {
        let csp = answer.header("content-security-policy").expect("a policy");
        assert!(csp.starts_with("default-src 'none'; script-src 'self';"), "{csp}");
        assert!(!csp.contains("unsafe"), "{csp}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    }
}

#[test]
fn it_listens_on_this_computer_alone() {
    let served = Served::start();
    let listening = std::fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let port = format!(":{:04X} ", served.port());
    let places: Vec<&str> = listening
        .lines()
        .filter(|line| line.contains(&port) && line.contains(" 0A "))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    if cfg!(target_os = "linux") {
        assert_eq!(places, [format!("0100007F:{:04X}", served.port())]);
    }
}

#[test]
fn requests_that_are_not_as_agreed_are_refused_in_words() {
    let served = Served::start();
    let token = ("X-Danhmuc-Token", served.token());
    let bad = |head: &str, headers: &[(&str, &str)], body: &[u8]| {
        let headers = [&[token], headers].concat();
        assert_eq!(served.raw(head, &headers, body).is(400).refusal(), "bad-request", "{head}");
    };
    bad("POST /api/check", &[], b"");
    bad("POST /api/check", &[], b"{");
    bad("POST /api/check", &[], b"\xFF\xFE");
    bad("POST /api/check", &[], b"{\"plan\": 7}");
    bad("POST /api/check", &[], "[".repeat(100_000).as_bytes());
    bad("POST /api/check", &[], br#"{"plan": {"document": {"fields": {"x": "y"}}}}"#);
    let unknown = br#"{"plan": {"rows": [{"id": 0, "kind": "task", "values": {"x": ["y"]}}]}}"#;
    bad("POST /api/check", &[], unknown);
    bad("POST /api/build", &[], br#"{"print": {"paper": "a5"}}"#);
    bad("POST /api/convert", &[], br#"{"plan": {}, "format": "exe"}"#);
    bad("POST /api/upload", &[], b"abc");
    bad("POST /api/upload", &[("X-Danhmuc-Files", "[]")], b"");
    bad("POST /api/upload", &[("X-Danhmuc-Files", "%FF")], b"");
    bad("POST /api/upload", &[("X-Danhmuc-Files", r#"[{"name":"a.yaml","size":4}]"#)], b"abc");
    bad("POST /api/upload", &[("X-Danhmuc-Files", r#"[{"name":"a.yaml","size":2}]"#)], b"abc");
    let many = format!("[{}]", [r#"{"name":"a.yaml","size":0}"#; 101].join(","));
    bad("POST /api/upload", &[("X-Danhmuc-Files", &many)], b"");
    served.get("info").is(200);
}

/// What is no source leaves the page alive and says why.
#[test]
fn files_that_cannot_be_read_are_refused_in_words() {
    let served = Served::start();
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]);
    let cut = &book[..book.len() / 2];
    for (name, bytes, code) in [
        ("a.xlsx", &b""[..], "unreadable"),
        ("a.xlsx", b"PK\x03\x04 and no more", "unreadable"),
        ("a.xlsx", cut, "unreadable"),
        ("a.yaml", b"\xFF\xFE", "unreadable"),
        ("a.yaml", b"a: [", "unreadable"),
        ("a.json", b"{\"tasks\": [}", "unreadable"),
        ("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "unreadable"),
        ("a.exe", b"MZ", "failed"),
        ("a", b"x", "failed"),
        ("../../etc/passwd", b"x", "failed"),
    ] {
        let refused = served.upload(&[(name, bytes)]).is(422);
        assert_eq!(refused.refusal(), code, "{name}");
        if code == "unreadable" {
            let told = &refused.json()["findings"][0];
            assert!(told["vi"].as_str().is_some_and(|words| words.len() > 10), "{name}: {told}");
        }
    }
    let (plan, _) = served.open("../x/KeHoach.xlsx", &book);
    assert_eq!(plan["name"], "KeHoach");
    assert!(!served.end().contains("panicked"));
}

#[test]
fn twenty_uploads_at_once_are_all_read() {
    let served = Served::start();
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]);
    std::thread::scope(|scope| {
        for number in 0..20 {
            let (served, book) = (&served, &book);
            scope.spawn(move || {
                let (plan, check) = served.open(&format!("{number}.xlsx"), book);
                assert_eq!(plan["name"], number.to_string());
                assert_eq!(check["errors"], 0);
            });
        }
    });
}

#[test]
fn two_pages_at_once_have_plans_and_results_of_their_own() {
    let served = Served::start();
    std::thread::scope(|scope| {
        for title in ["Một", "Hai", "Ba", "Bốn"] {
            let served = &served;
            scope.spawn(move || {
                let (mut plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
                plan["document"]["fields"]["title"] = json!(title);
                let events = served.build(&json!({ "plan": plan, "agencies": "all" }));
                let files = served.files(events.last().expect("an end"));
                let program = Program::new().file("nguon.yaml", SOURCE);
                let written = program.path("nguon.yaml");
                let old = "Danh mục nhiệm vụ phát triển kinh tế số năm 2024";
                std::fs::write(written, SOURCE.replace(old, title)).expect("the folder is ours");
                program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(0);
                for (name, bytes) in files {
                    assert!(bytes == program.bytes(&format!("output/nguon/{name}")), "{name}");
                }
            });
        }
    });
}

#[test]
fn fifty_megabytes_are_read_or_refused_in_words() {
    let served = Served::start();
    // A plan with a picture or a sheet of history beside it: large, but a source.
    let mut book = tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]);
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(&mut book)).expect("a zip");
    let stored = zip::write::SimpleFileOptions::default();
    let stored = stored.compression_method(zip::CompressionMethod::Stored);
    zip.start_file("xl/media/image1.png", stored).expect("a part");
    zip.write_all(&vec![7; 50 * 1024 * 1024]).expect("its content");
    zip.finish().expect("a zip");
    let (_, check) = served.open("to.xlsx", &book);
    assert_eq!(check["tasks"], 1);
    let refused = served.upload(&[("nhieu-o.xlsx", &large(11_000_000))]).is(422);
    assert_eq!(refused.refusal(), "unreadable");
    let text = vec![b'x'; 50 * 1024 * 1024];
    assert_eq!(served.upload(&[("a.yaml", &text)]).is(422).refusal(), "unreadable");
    let most = vec![b'x'; 100 * 1024 * 1024 + 1];
    assert_eq!(served.upload(&[("a.xlsx", &most)]).is(413).refusal(), "too-large");
    served.get("info").is(200);
}

#[test]
fn a_body_without_its_length_is_not_read() {
    let served = Served::start();
    let mut stream = served.connect();
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Danhmuc-Token: {}\r\n\
         Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
        served.port(),
        served.token()
    );
    stream.write_all(head.as_bytes()).expect("the server listens");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 411");
}

/// A page that is closed stops its build after the documents at hand.
#[test]
fn a_build_that_nobody_waits_for_makes_way() {
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let question = json!({ "plan": plan, "agencies": "all" }).to_string();
    for _ in 0..10 {
        let mut stream = served.connect();
        let head = format!(
            "POST /api/build HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX-Danhmuc-Token: {}\r\n\
             Content-Length: {}\r\n\r\n{question}",
            served.port(),
            served.token(),
            question.len()
        );
        stream.write_all(head.as_bytes()).expect("the server listens");
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200");
    }
    served.build(&json!({ "plan": plan, "agencies": "all" }));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_with_nothing_left_to_say() {
    let served = Served::start();
    served.get("info").is(200);
    assert_eq!(served.interrupt(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    let output = Program::new().run(&["serve", "--no-open", "--port", &port]).exits(2);
    output.complains(&format!("cổng {port} đang được chương trình khác dùng")).complains("--port");
}

/// A double click: no arguments, and here no browser either.
#[test]
fn without_arguments_the_page_is_served() {
    let program = Program::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_danhmuc"));
    command.current_dir(program.path("")).env("PATH", "");
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("the program starts");
    let mut stderr = child.stderr.take().expect("a pipe");
    let mut said = Vec::new();
    let started = Instant::now();
    let hint = "Không mở được trình duyệt".as_bytes();
    while !said.windows(hint.len()).any(|window| window == hint) {
        let mut some = [0; 256];
        let read = stderr.read(&mut some).expect("the error stream");
        assert!(read > 0 && started.elapsed() < Duration::from_secs(20), "{said:?}");
        said.extend_from_slice(&some[..read]);
    }
    child.kill().expect("it still runs");
    let mut address = String::new();
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_to_string(&mut address).expect("UTF-8");
    child.wait().expect("it ends");
    assert!(address.starts_with("http://127.0.0.1:") && address.contains("/#k="), "{address}");
}
