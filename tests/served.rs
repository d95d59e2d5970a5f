//! A running `danhmuc serve` and a client that says what a browser would.
//!
//! Invariant: the server is stopped with the test, and has not panicked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::Program;

/// The program as it serves, in a folder of its own.
pub struct Served {
    child: Child,
    port: u16,
    token: String,
    /// Where it runs; nothing may appear here.
    program: Program,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    /// Lower-case names and values.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Served {
    /// Starts it on a free port.
    pub fn start() -> Served {
        Served::with(&[])
    }

    /// The same with more arguments.
    pub fn with(arguments: &[&str]) -> Served {
        Served::launched(arguments, &[])
    }

    /// The same whose work may have so many MiB of memory.
    pub fn bounded(mebibytes: usize, arguments: &[&str]) -> Served {
        Served::launched(arguments, &[("DANHMUC_MEMORY", &mebibytes.to_string())])
    }

    fn launched(arguments: &[&str], variables: &[(&str, &str)]) -> Served {
        let program = Program::new();
        let mut command = Command::new(env!("CARGO_BIN_EXE_danhmuc"));
        command.args(["serve", "--no-open"]).args(arguments).current_dir(program.path(""));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).envs(variables.iter().copied());
        let mut child = command.spawn().expect("the program starts");
        let mut address = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut address).expect("an address");
        let (base, token) = address.trim().split_once("/#k=").expect("an address with a token");
        let port = base.strip_prefix("http://127.0.0.1:").and_then(|port| port.parse().ok());
        Served { child, port: port.expect("a port"), token: token.to_string(), program }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    /// A request with these headers besides Host and Content-Length; the body may be empty.
    pub fn raw(&self, head: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut text = format!("{head} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            text.push_str(&format!("Host: 127.0.0.1:{}\r\n", self.port));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if head.starts_with("POST") {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        let mut stream = self.connect();
        stream.write_all(format!("{text}\r\n").as_bytes()).expect("the server listens");
        // A refusal may come before the whole body has gone.
        let _ = stream.write_all(body);
        Answer::read(stream)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        let patience = Some(Duration::from_secs(120));
        stream.set_read_timeout(patience).expect("a socket");
        stream
    }

    /// A request of the page itself.
    pub fn get(&self, path: &str) -> Answer {
        self.raw(&format!("GET /api/{path}"), &[("X-Danhmuc-Token", &self.token)], b"")
    }

    /// The same with JSON.
    pub fn post(&self, path: &str, question: &Value) -> Answer {
        let headers = [("X-Danhmuc-Token", self.token.as_str())];
        self.raw(&format!("POST /api/{path}"), &headers, question.to_string().as_bytes())
    }

    /// Drops files on the page.
    pub fn upload(&self, files: &[(&str, &[u8])]) -> Answer {
        self.send("upload", files)
    }

    /// Sends files to an address that takes them.
    pub fn send(&self, path: &str, files: &[(&str, &[u8])]) -> Answer {
        let list: Vec<Value> = files
            .iter()
            .map(|(name, bytes)| json!({ "name": name, "size": bytes.len() }))
            .collect();
        let list = percent(&Value::Array(list).to_string());
        let headers = [("X-Danhmuc-Token", self.token.as_str()), ("X-Danhmuc-Files", &list)];
        let body: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect();
        self.raw(&format!("POST /api/{path}"), &headers, &body)
    }

    /// The plan of a file and its first check.
    #[track_caller]
    pub fn open(&self, name: &str, bytes: &[u8]) -> (Value, Value) {
        let mut opened = self.upload(&[(name, bytes)]).is(200).json();
        (opened["plan"].take(), opened["check"].take())
    }

    /// The events of a build, the last of which must be its end.
    #[track_caller]
    pub fn build(&self, question: &Value) -> Vec<Value> {
        let answer = self.post("build", question).is(200);
        let text = String::from_utf8(answer.body).expect("UTF-8");
        let line = |line| serde_json::from_str(line).expect("a line of JSON");
        let events: Vec<Value> = text.lines().map(line).collect();
        assert_eq!(events.last().expect("an event")["event"], "end", "{text}");
        events
    }

    /// The files of a finished build, by their names, from its archive.
    #[track_caller]
    pub fn files(&self, end: &Value) -> Vec<(String, Vec<u8>)> {
        let key = end["key"].as_str().expect("a key");
        let answer = self.get(&format!("results/{key}/zip")).is(200);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.body)).expect("a zip");
        let mut files = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("an entry");
            let name = file.name().expect("a name").to_string();
            let (_, name) = name.split_once('/').expect("a folder");
            let name = name.to_string();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            files.push((name, bytes));
        }
        files
    }

    /// What the server and the processes that it started have in memory.
    #[cfg(target_os = "linux")]
    pub fn kibibytes(&self) -> u64 {
        let own = self.child.id().to_string();
        let mut total = 0;
        for entry in std::fs::read_dir("/proc").expect("Linux").flatten() {
            let status = std::fs::read_to_string(entry.path().join("status")).unwrap_or_default();
            let value = |key: &str| {
                let line = status.lines().find_map(|line| line.strip_prefix(key))?;
                line.split_whitespace().next().map(String::from)
            };
            if [value("Pid:"), value("PPid:")].contains(&Some(own.clone())) {
                total +=
                    value("VmRSS:").and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default();
            }
        }
        total
    }

    /// Presses Ctrl-C, and gives the exit code.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let pressed = Command::new("kill").args(["-INT", &id]).status().expect("kill runs");
        assert!(pressed.success());
        self.child.wait().expect("it ends").code()
    }

    /// Waits until it has ended by itself, and gives the exit code.
    pub fn ended(mut self) -> Option<i32> {
        self.child.wait().expect("it ends").code()
    }

    /// Ends it, and gives what it said on the error stream; nothing may be on the disk.
    pub fn end(mut self) -> String {
        self.child.kill().expect("it still runs");
        let mut said = String::new();
        let mut stderr = self.child.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut said).expect("UTF-8");
        assert!(self.program.files("").is_empty(), "wrote {:?}", self.program.files(""));
        said
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(stream: TcpStream) -> Answer {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).expect("an answer");
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status: {line:?}"));
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("headers");
            let Some((name, value)) = line.trim().split_once(": ") else { break };
            headers.push((name.to_lowercase(), value.to_string()));
        }
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("a body");
        let answer = Answer { status, headers, body };
        match answer.header("transfer-encoding") {
            Some("chunked") => Answer { body: unchunked(&answer.body), ..answer },
            _ => answer,
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Asserts the status.
    #[track_caller]
    pub fn is(self, status: u16) -> Answer {
        let text: String = String::from_utf8_lossy(&self.body).chars().take(2000).collect();
        assert_eq!(self.status, status, "{text}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The code of a refusal.
    #[track_caller]
    pub fn refusal(&self) -> String {
        let error = self.json()["error"].take();
        for language in ["vi", "en"] {
            assert!(error[language].as_str().is_some_and(|words| !words.is_empty()), "{error}");
        }
        error["code"].as_str().expect("a code").to_string()
    }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|two| two == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..end]).expect("a size");
        let size = usize::from_str_radix(size, 16).expect("a size");
        bytes = &bytes[end + 2..];
        whole.extend_from_slice(&bytes[..size]);
        bytes = &bytes[(size + 2).min(bytes.len())..];
        if size == 0 {
            break;
        }
    }
    whole
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
