//! What a run meets on a disk: leavings of killed runs, links, pipes, a full disk, names that a
//! terminal would obey.

use std::fs;
use std::process::{Command, Stdio};

use crate::commands::GOOD;
use crate::program::Program;
use crate::workbook::tasks;

/// The number of a process that has ended.
fn ended() -> u32 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_danhmuc"))
        .arg("explain")
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let id = child.id();
    child.wait().expect("it ends");
    id
}

/// The verbs that write one file, with the file.
const WRITERS: &[(&[&str], &str)] = &[
    (&["convert", "a.xlsx", "-o", "b.yaml", "--force"], "b.yaml"),
    (&["check", "a.xlsx", "--annotate", "c.xlsx", "--force"], "c.xlsx"),
    (&["import", "ke-hoach.txt", "-o", "d.xlsx", "--force"], "d.xlsx"),
];

const PLAN: &str = "KẾ HOẠCH\nChuyển đổi số\nII. NHIỆM VỤ\n\
                    a) Sở Y tế chủ trì rà soát hồ sơ.\nb) Sở Nội vụ chủ trì đào tạo cán bộ.\n";

fn program() -> Program {
    let book = tasks(&[&["1", "Rà soát", "Sở Y tế"], &["2", "Sơ kết", "Sở Nội vụ"]]);
    Program::new().file("a.xlsx", book).file("ke-hoach.txt", PLAN)
}

#[test]
#[cfg(unix)]
fn what_a_killed_run_left_goes_and_files_of_the_user_stay() {
    for (arguments, file) in WRITERS {
        let program = program();
        let left = format!(".danhmuc-{}-aB3xY9", ended());
        program.put(&left, "nửa chừng");
        let kept =
            [".danhmuc-config", ".danhmuc-ghi-chu.txt", ".danhmuc-12-abc.txt", ".danhmuc-x-aB3xY9"];
        kept.iter().for_each(|name| program.put(name, "của tôi"));
        program.put("xa/bản gốc.txt", "của tôi");
        let link = program.path(&format!(".danhmuc-{}-cD4xY9", ended()));
        std::os::unix::fs::symlink(program.path("xa/bản gốc.txt"), &link).expect("a link");
        // Another run is writing.
        let busy = program.path(&format!(".danhmuc-{}-eF5xY9", ended()));
        let other = fs::File::create(&busy).expect("a file");
        other.lock().expect("a lock");
        program.run(arguments);
        assert!(program.path(file).exists(), "{arguments:?}");
        assert!(!program.path(&left).exists(), "{arguments:?}");
        kept.iter()
            .for_each(|name| assert_eq!(program.bytes(name), "của tôi".as_bytes(), "{name}"));
        assert!(link.is_symlink() && busy.exists(), "{arguments:?}");
        assert_eq!(program.bytes("xa/bản gốc.txt"), "của tôi".as_bytes());
    }
}

#[test]
fn a_kill_of_any_verb_that_writes_leaves_nothing_for_long() {
    for (arguments, file) in WRITERS {
        let program = program();
        let mut wait = 0;
        for round in 0..12_u64 {
            let mut command = Command::new(env!("CARGO_BIN_EXE_danhmuc"));
            command.current_dir(program.path("")).args(*arguments);
            let mut child = command
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            wait = (wait + 7 * round) % 60;
            std::thread::sleep(std::time::Duration::from_millis(wait));
            let _ = child.kill();
            child.wait().expect("it ended");
            // Whole or not there.
            let whole = fs::read(program.path(file)).unwrap_or_default();
            assert!(
                whole.is_empty() || whole.starts_with(b"PK") || whole.ends_with(b"\n"),
                "{arguments:?}"
            );
        }
        program.run(arguments);
        let left = program.files("");
        assert!(!left.iter().any(|name| name.starts_with(".danhmuc-")), "{arguments:?}: {left:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_out_of_the_folder_is_refused_by_name() {
    for part in ["co-quan", ".manifest-dang-ghi.jsonl", "manifest.json"] {
        let program = Program::new().file("nguon.yaml", GOOD).file("xa/bản gốc.txt", "của tôi");
        let target = if part == "co-quan" { "xa" } else { "xa/bản gốc.txt" };
        fs::create_dir_all(program.path("output/nguon")).expect("a folder");
        let link = program.path(&format!("output/nguon/{part}"));
        std::os::unix::fs::symlink(program.path(target), &link).expect("a link");
        let refused = program.run(&["build", "nguon.yaml", "--agencies", "all"]).exits(2);
        refused.complains(part).complains("liên kết");
        program.run(&["print", "nguon.yaml"]).exits(2).complains(part);
        assert_eq!(program.files("xa"), ["bản gốc.txt"]);
        assert_eq!(program.bytes("xa/bản gốc.txt"), "của tôi".as_bytes());
        assert!(link.is_symlink());
    }
}

/// Every verb whose result goes to the standard output.
const PRINTERS: &[&[&str]] = &[
    &["show", "a.yaml"],
    &["check", "a.yaml"],
    &["check", "a.yaml", "--format", "json"],
    &["import", "ke-hoach.txt", "--format", "json"],
    &["explain"],
    &["completions", "bash"],
    &["build", "a.yaml"],
];

#[test]
#[cfg(target_os = "linux")]
fn a_result_that_cannot_be_printed_is_a_failure() {
    let program = program().file("a.yaml", GOOD);
    for arguments in PRINTERS {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let output = Command::new(env!("CARGO_BIN_EXE_danhmuc"))
            .current_dir(program.path(""))
            .args(*arguments)
            .stdout(full)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}\n{said}");
        assert!(said.contains("không in hết được"), "{arguments:?}\n{said}");
        // A reader that wants no more is no failure.
        let mut child = Command::new(env!("CARGO_BIN_EXE_danhmuc"))
            .current_dir(program.path(""))
            .args(*arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(0), "{arguments:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_pipe_is_named_and_not_waited_for() {
    let program = Program::new();
    // A device has no end.
    std::os::unix::fs::symlink("/dev/zero", program.path("khong.yaml")).expect("a link");
    program.run(&["check", "khong.yaml"]).exits(2).complains("khong.yaml").complains("thiết bị");
    for name in ["nguon.yaml", "ke-hoach.txt"] {
        let made = Command::new("mkfifo").arg(program.path(name)).status();
        assert!(made.expect("mkfifo runs").success());
    }
    program.run(&["check", "nguon.yaml"]).exits(2).complains("nguon.yaml").complains("đường ống");
    program.run(&["build", "nguon.yaml"]).exits(2).complains("đường ống");
    program.run(&["import", "ke-hoach.txt"]).exits(2).complains("đường ống");
}

#[test]
#[cfg(unix)]
fn the_name_of_a_file_does_not_command_the_terminal() {
    let name = "a\u{1b}[31m\u{202E}lmay\nb.yaml";
    let program = Program::new().file(name, GOOD.replace("Sở Xây dựng", "Sở Xây dựg"));
    for verb in ["check", "build", "show"] {
        let output = program.run(&[verb, name]);
        let said = output.stdout + &output.stderr;
        assert!(!said.contains(['\u{1b}', '\u{202E}']), "{verb}: {said:?}");
    }
    program.put(name, GOOD);
    program.run(&["build", name]).exits(0);
    assert!(
        program.files("output").iter().all(|file| !file.contains(['\u{1b}', '\u{202E}', '\n']))
    );
}
