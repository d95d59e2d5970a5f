//! A builder that runs the real binary in a folder of its own, and what came of it.
//!
//! Invariant: every run ends by itself with exit code 0, 1 or 2 and never in a panic; a helper
//! that fails shows all that the program said.

use std::borrow::BorrowMut;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

/// The program in a temporary folder, which goes with it.
pub struct Program {
    folder: tempfile::TempDir,
    variables: Vec<(&'static str, &'static str)>,
}

/// How a run ended.
pub struct Output {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    pub took: Duration,
}

impl Program {
    /// An empty folder.
    pub fn new() -> Program {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Program { folder, variables: Vec::new() }
    }

    /// Puts a file, and the folders above it, into the folder.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Program {
        self.put(name, content);
        self
    }

    /// The same on a program that has already run.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let above = path.parent().expect("a file has a folder");
        std::fs::create_dir_all(above).expect("the folder is ours");
        std::fs::write(path, content).expect("the folder is ours");
    }

    /// Sets an environment variable for all runs.
    pub fn variable(mut self, name: &'static str, value: &'static str) -> Program {
        self.variables.push((name, value));
        self
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The content of a file in the folder.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file below a folder, sorted, with forward slashes; none when there is no folder.
    pub fn files(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.path(folder), &mut found);
        let root = self.path(folder);
        let inside = |path: &PathBuf| path.strip_prefix(&root).ok().map(Path::to_path_buf);
        let mut names: Vec<String> = found
            .iter()
            .filter_map(inside)
            .map(|path| path.to_string_lossy().replace('\\', "/"))
            .collect();
        names.sort();
        names
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.end(Command::new(env!("CARGO_BIN_EXE_danhmuc")), arguments)
    }

    /// The same under GNU time, and the most memory it had, in megabytes; `None` without that
    /// program.
    pub fn measured(&self, arguments: &[&str]) -> (Output, Option<u64>) {
        const TIME: &str = "/usr/bin/time";
        if !Path::new(TIME).exists() {
            assert!(std::env::var_os("CI").is_none(), "{TIME} (package time) is required");
            eprintln!("skipped: memory is not measured without {TIME} (package time)");
            return (self.run(arguments), None);
        }
        let report = self.folder.path().with_extension("peak");
        let mut command = Command::new(TIME);
        command.args(["--quiet", "-f", "%M", "-o"]).arg(&report);
        let output = self.end(command.arg(env!("CARGO_BIN_EXE_danhmuc")), arguments);
        let kilobytes = std::fs::read_to_string(&report).expect("a report of the memory");
        std::fs::remove_file(report).expect("the report is ours");
        (output, Some(kilobytes.trim().parse::<u64>().expect("kilobytes") / 1024))
    }

    fn end(&self, mut command: impl BorrowMut<Command>, arguments: &[&str]) -> Output {
        let command = command.borrow_mut();
        command.current_dir(self.folder.path()).args(arguments);
        command.env_remove("DANHMUC_LANG").envs(self.variables.iter().copied());
        let started = Instant::now();
        let output = command.output().expect("the program starts");
        let took = started.elapsed();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program says UTF-8");
        let (stdout, stderr) = (text(output.stdout), text(output.stderr));
        let code = output.status.code().unwrap_or(-1);
        let output = Output { code, stdout, stderr, took };
        let whole = (0..=2).contains(&code) && !output.stderr.contains("panicked");
        assert!(whole, "{arguments:?} did not end by itself\n{output}");
        output
    }

    /// What `show` understood of a source; `code` is the exit code that it must have.
    pub fn show(&self, source: &str, code: i32) -> Value {
        self.run(&["show", source, "--format", "json"]).exits(code).json()
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("the folder is ours").path();
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}

impl Output {
    /// Asserts the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Output {
        assert_eq!(self.code, code, "exit code\n{self}");
        self
    }

    /// Asserts a text on the standard output.
    #[track_caller]
    pub fn says(self, text: &str) -> Output {
        assert!(self.stdout.contains(text), "does not say {text:?}\n{self}");
        self
    }

    /// Asserts that a text is not on the standard output.
    #[track_caller]
    pub fn says_nothing_of(self, text: &str) -> Output {
        assert!(!self.stdout.contains(text), "says {text:?}\n{self}");
        self
    }

    /// Asserts a text on the error stream.
    #[track_caller]
    pub fn complains(self, text: &str) -> Output {
        assert!(self.stderr.contains(text), "does not complain {text:?}\n{self}");
        self
    }

    /// The standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }
}

impl std::fmt::Display for Output {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "code {}\n{}\n{}", self.code, self.stdout, self.stderr)
    }
}
