//! How the page's program starts and ends: a second start, the button that ends it, and the hour
//! without a page.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::served::Served;

#[test]
fn the_page_ends_the_program() {
    let served = Served::with(&["--patience", "3600"]);
    served.raw("POST /api/end", &[], b"").is(401);
    served.get("info").is(200);
    served.post("end", &json!({})).is(204);
    assert_eq!(served.ended(), Some(0));
}

#[test]
fn without_a_page_the_program_ends_and_with_one_it_goes_on() {
    let begun = Instant::now();
    let served = Served::with(&["--patience", "2"]);
    while begun.elapsed() < Duration::from_secs(4) {
        served.post("here", &json!({})).is(204);
        std::thread::sleep(Duration::from_millis(250));
    }
    let last = Instant::now();
    assert_eq!(served.ended(), Some(0));
    assert!(last.elapsed() > Duration::from_secs(1), "{:?}", last.elapsed());
    let served = Served::with(&["--patience", "0"]);
    std::thread::sleep(Duration::from_secs(1));
    served.get("info").is(200);
}

/// A browser that notes what it is asked to open; a start of the program with it.
#[cfg(unix)]
mod second {
    use std::io::{BufRead, BufReader};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use crate::program::Program;

    fn start(home: &Program) -> (Child, String) {
        let bin = home.path("bin");
        std::fs::create_dir_all(&bin).expect("a folder");
        let browser = bin.join("xdg-open");
        let script = format!("#!/bin/sh\necho \"$1\" >> '{}'\n", home.path("opened").display());
        std::fs::write(&browser, script).expect("a file");
        std::fs::set_permissions(&browser, PermissionsExt::from_mode(0o755)).expect("a file");
        let mut command = Command::new(env!("CARGO_BIN_EXE_danhmuc"));
        command.env("XDG_STATE_HOME", home.path("state")).current_dir(home.path(""));
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", bin.display()));
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let mut address = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut address).expect("an address");
        (child, address)
    }

    fn opened(file: &Path, count: usize) -> Vec<String> {
        for _ in 0..100 {
            let text = std::fs::read_to_string(file).unwrap_or_default();
            if text.lines().count() >= count {
                return text.lines().map(String::from).collect();
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the browser was not asked {count} times");
    }

    fn verb(home: &Program, verb: &str) -> Option<i32> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_danhmuc"));
        command.arg(verb).env("XDG_STATE_HOME", home.path("state"));
        command.status().expect("the program starts").code()
    }

    #[test]
    fn a_second_start_opens_the_page_of_the_first() {
        let home = Program::new();
        let (mut first, address) = start(&home);
        let (mut second, again) = start(&home);
        assert_eq!(again, address);
        assert_eq!(second.wait().expect("it ends").code(), Some(0));
        assert_eq!(opened(&home.path("opened"), 2), [address.trim(), address.trim()]);
        // The installer closes it before it puts a newer one in its place.
        assert_eq!(verb(&home, "close"), Some(0));
        assert_eq!(first.wait().expect("it ends").code(), Some(0));
        assert!(!home.path("state/danhmuc/page.txt").exists());
        assert_eq!(verb(&home, "close"), Some(0));
        // What a killed program left behind means nothing.
        let (mut killed, address) = start(&home);
        killed.kill().expect("it runs");
        killed.wait().expect("it ends");
        assert!(home.path("state/danhmuc/page.txt").exists());
        let (mut third, new) = start(&home);
        assert_ne!(new, address);
        third.kill().expect("it runs");
        third.wait().expect("it ends");
    }
}

#[test]
fn doctor_tells_nothing_private() {
    use crate::program::Program;

    let program = Program::new();
    let told =
        program.run(&["doctor"]).exits(0).says("typst 0.").says("Tinos, 4 × TTF").says("MB)");
    let home = std::env::var("HOME").unwrap_or_default();
    assert!(home.len() < 2 || !told.stdout.contains(&format!("{home}/")), "{}", told.stdout);
    assert!(!told.stdout.contains("#k="));
    program.run(&["--lang", "en", "doctor"]).exits(0).says("current folder").says("MB free)");
    let manual = program.run(&["manual"]).exits(0);
    manual.says(".TH danhmuc 1").says("DANHMUC BUILD").says("\\-\\-agencies");
}
