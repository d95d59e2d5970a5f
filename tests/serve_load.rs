//! What files, clients and pages can do to a running `serve`: more memory than there is, more
//! connections, bodies that never come, pages that go away. None of it keeps another page waiting.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::extracts::SOURCE;
use crate::program::Program;
use crate::served::Served;
use crate::workbook::{large, tasks};

/// A folder with styles of the user's own: "lon" wants all memory there is, "cham" all time.
fn styles() -> Program {
    let root = env!("CARGO_MANIFEST_DIR");
    let read = |name: &str| {
        std::fs::read_to_string(format!("{root}/templates/ubnd/{name}")).expect("a built-in style")
    };
    let (settings, page) = (read("style.toml"), read("danh-muc.typ"));
    let large = format!("#let day = range(1000000000).len()\n{page}");
    let slow =
        format!("#for i in range(30000) {{ for j in range(30000) {{ let x = i * j }} }}\n{page}");
    Program::new()
        .file("mau/lon/style.toml", &settings)
        .file("mau/lon/danh-muc.typ", large)
        .file("mau/cham/style.toml", &settings)
        .file("mau/cham/danh-muc.typ", slow)
}

/// The same plan in a style.
fn in_style(plan: &Value, style: &str) -> Value {
    let mut plan = plan.clone();
    plan["document"]["fields"]["style"] = json!(style);
    plan
}

#[track_caller]
fn within(most: Duration, what: &str, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < most, "{what} took {:?}", start.elapsed());
}

/// Sends a head and a body, and goes on without the answer.
fn ask_and_leave(served: &Served, path: &str, question: &Value) -> TcpStream {
    let question = question.to_string();
    let mut stream = served.connect();
    let (port, token) = (served.port(), served.token());
    let head = format!(
        "POST /api/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Danhmuc-Token: {token}\r\n\
         Content-Length: {}\r\n\r\n{question}",
        question.len()
    );
    stream.write_all(head.as_bytes()).expect("the server listens");
    stream
}

#[test]
fn work_that_wants_all_memory_is_named_and_everything_else_goes_on() {
    let styles = styles();
    let folder = styles.path("mau").display().to_string();
    let served = Served::bounded(400, &["--templates", &folder]);
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let hungry = in_style(&plan, "lon");
    for _ in 0..3 {
        let refused = served.post("preview", &json!({ "plan": hungry })).is(422);
        assert_eq!(refused.refusal(), "memory");
        let words = refused.json()["error"]["vi"].to_string();
        for word in ["danh-muc.pdf", "lon/danh-muc.typ", "400 MB"] {
            assert!(words.contains(word), "{words}");
        }
        served.open("nguon.yaml", SOURCE.as_bytes());
    }
    // In a run of many files another page's run is not touched.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let events = served.post("build", &json!({ "plan": hungry })).is(200).body;
            let last = String::from_utf8(events).expect("UTF-8").lines().last().map(String::from);
            let last: Value = serde_json::from_str(&last.expect("an event")).expect("JSON");
            assert_eq!((&last["event"], &last["code"]), (&json!("error"), &json!("memory")));
        });
        served.build(&json!({ "plan": plan, "agencies": "all" }));
    });
    assert!(!served.end().contains("panicked"));
}

#[test]
fn a_file_that_wants_too_much_memory_is_named() {
    let served = Served::bounded(60, &[]);
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế", ""]]);
    let refused = served.upload(&[("a.xlsx", &book), ("rat-lon.xlsx", &large(1_500_000))]).is(422);
    assert_eq!(refused.refusal(), "memory");
    assert!(refused.json()["error"]["en"].to_string().contains("rat-lon.xlsx"));
    served.open("a.xlsx", &book);
}

/// On the command line the bound ends the run, and says where.
#[test]
fn a_template_that_wants_all_memory_is_named_on_the_command_line_too() {
    let styles = styles().variable("DANHMUC_MEMORY", "400");
    styles.put("nguon.yaml", SOURCE);
    let build = ["build", "nguon.yaml", "--templates", "mau", "--only", "danh-muc.pdf"];
    let output = styles.run(&[&build[..], &["--style", "lon"]].concat()).exits(2);
    output.complains("danh-muc.pdf").complains("mau/lon/danh-muc.typ").complains("400 MB");
    let output = styles.run(&[&build[..], &["--style", "lon", "--lang", "en"]].concat()).exits(2);
    output.complains("400 MB of memory");
    // It is as after a kill: the next run is as good as ever.
    styles.run(&build).exits(0);
}

#[test]
fn idle_connections_keep_no_page_waiting() {
    let served = Served::start();
    let idle: Vec<TcpStream> = (0..260).map(|_| served.connect()).collect();
    within(Duration::from_secs(1), "the page", || drop(served.raw("GET /", &[], b"").is(200)));
    within(Duration::from_secs(1), "a question", || drop(served.get("info").is(200)));
    // A head that does not come is waited for some seconds, one that comes in drops no longer.
    let mut slow = served.connect();
    slow.write_all(b"GET /api/info HTTP/1.1\r\nHost:").expect("the server listens");
    within(Duration::from_secs(8), "the end of a slow head", || {
        let mut rest = Vec::new();
        let _ = slow.read_to_end(&mut rest);
    });
    drop(idle);
}

#[test]
fn bodies_that_do_not_come_keep_no_page_waiting() {
    let served = Served::start();
    let (port, token) = (served.port(), served.token());
    let announced = |sent: usize| {
        let mut stream = served.connect();
        let head = format!(
            "POST /api/upload HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Danhmuc-Token: {token}\r\n\
             X-Danhmuc-Files: %5B%7B%22name%22:%22a.yaml%22,%22size%22:104857600%7D%5D\r\n\
             Content-Length: 104857600\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("the server listens");
        stream.write_all(&vec![b'x'; sent]).expect("the server listens");
        stream
    };
    let unsent: Vec<TcpStream> = (0..8).map(|_| announced(0)).collect();
    // Some that have begun, too: what a page asks of a plan needs no room of theirs.
    let begun: Vec<TcpStream> = (0..4).map(|_| announced(3 * 1024 * 1024)).collect();
    within(Duration::from_secs(1), "an upload and a check", || {
        let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
        served.post("check", &json!({ "plan": plan })).is(200);
    });
    // What has begun and stops gives its room back.
    let text = vec![b'x'; 50 * 1024 * 1024];
    within(Duration::from_secs(20), "a large upload", || {
        assert_eq!(served.upload(&[("a.yaml", &text)]).is(422).refusal(), "unreadable");
    });
    drop((unsent, begun));
}

/// As many endless questions as there are workers, whose pages are closed.
#[test]
fn work_that_nobody_waits_for_is_stopped() {
    let styles = styles();
    let folder = styles.path("mau").display().to_string();
    let served = Served::with(&["--templates", &folder]);
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let endless = json!({ "plan": in_style(&plan, "cham"), "only": ["danh-muc.pdf"] });
    let mut begun: Vec<TcpStream> = Vec::new();
    for _ in 0..2 {
        let run = ask_and_leave(&served, "build", &endless);
        let mut lines = BufReader::new(run.try_clone().expect("a socket")).lines();
        let started = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("start")));
        assert!(started.is_some());
        begun.push(run);
    }
    begun.extend((0..2).map(|_| ask_and_leave(&served, "preview", &endless)));
    // They are at hand before what is asked after them is answered, some times over.
    (0..20).for_each(|_| drop(served.get("info").is(200)));
    drop(begun);
    within(Duration::from_secs(20), "what another page asks", || {
        served.post("check", &json!({ "plan": plan })).is(200);
        served.build(&json!({ "plan": plan, "agencies": "none" }));
    });
}

/// How much a soak does: runs before the memory is looked at, runs, uploads at once, runs whose page
/// goes away. `DANHMUC_SOAK=1` does what a day of an office does.
fn soak() -> [usize; 4] {
    match std::env::var_os("DANHMUC_SOAK") {
        Some(_) => [50, 500, 200, 100],
        None => [10, 20, 40, 10],
    }
}

/// All processes together hold after a long day what they held in the morning.
#[cfg(target_os = "linux")]
#[test]
fn a_day_of_work_leaves_no_memory_behind() {
    let [first, runs, uploads, abandoned] = soak();
    let served = Served::start();
    let (plan, _) = served.open("nguon.yaml", SOURCE.as_bytes());
    let build = |round: usize| {
        let agencies = if round.is_multiple_of(5) { "all" } else { "none" };
        served.build(&json!({ "plan": plan, "agencies": agencies }));
    };
    (0..first).for_each(build);
    let before = served.kibibytes();
    (first..runs).for_each(build);
    std::thread::scope(|scope| {
        for number in 0..uploads {
            let served = &served;
            scope.spawn(move || served.open(&format!("{number}.yaml"), SOURCE.as_bytes()));
        }
    });
    let question = json!({ "plan": plan, "agencies": "all" });
    for _ in 0..abandoned {
        drop(ask_and_leave(&served, "build", &question));
    }
    build(1);
    let after = served.kibibytes();
    println!("{before} KiB after {first} runs, {after} KiB at the end");
    assert!(after * 10 <= before * 13, "{before} KiB after {first} runs, {after} KiB at the end");
}
