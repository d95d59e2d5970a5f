//! A process of this program that works for the server, as the server sees it.
//!
//! Invariant: what one question does to the process, its end among it, is the refusal of that
//! question alone.

use std::io::BufReader;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;

use super::body::Arrived;
use super::refusal::Refusal;
use super::wire::{Question, Told, receive, send};

/// The verb of the command line that starts one.
const VERB: &str = "worker";

/// A worker that holds more than this between two questions makes way for a fresh one: the engine
/// and the allocator keep what they once had.
const RETIRED_AT: usize = 256 * 1024 * 1024;

/// How workers are started.
pub struct Office {
    program: PathBuf,
    templates: Option<PathBuf>,
    /// What a piece of work may hold.
    mebibytes: usize,
}

impl Office {
    /// Workers of this program, with the user's own styles, each of which may hold so many MiB.
    ///
    /// # Errors
    /// A program that does not know where it stands.
    pub fn new(templates: Option<PathBuf>, mebibytes: usize) -> anyhow::Result<Office> {
        // On Linux this is the program that runs, whatever has been put in its place meanwhile.
        let own = PathBuf::from("/proc/self/exe");
        let program = match cfg!(target_os = "linux") && own.exists() {
            true => own,
            false => std::env::current_exe().context("không rõ vị trí chương trình")?,
        };
        Ok(Office { program, templates, mebibytes })
    }

    /// Starts a process.
    ///
    /// # Errors
    /// What the system says.
    pub fn hire(&self) -> std::io::Result<Worker> {
        let mut command = Command::new(&self.program);
        command.args([VERB, "--mebibytes", &self.mebibytes.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        if let Some(templates) = &self.templates {
            command.arg("--templates").arg(templates);
        }
        let mut child = command.spawn()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            return Err(std::io::Error::other("no pipe"));
        };
        Ok(Worker { process: Process::new(child), input, output: BufReader::new(output) })
    }
}

/// A running worker; it is ended when this is dropped.
pub struct Worker {
    process: Process,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// The process, for whoever may have to end it in the middle of its work.
#[derive(Clone)]
pub struct Process {
    child: Arc<Mutex<Child>>,
}

impl Process {
    fn new(child: Child) -> Process {
        Process { child: Arc::new(Mutex::new(child)) }
    }

    /// Ends it; whoever reads what it tells hears the end.
    pub fn end(&self) {
        let _ = self.child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    }
}

impl Worker {
    /// The process that works.
    pub fn process(&self) -> Process {
        self.process.clone()
    }

    /// Whether it can be asked.
    pub fn is_there(&self) -> bool {
        let mut child = self.process.child.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(child.try_wait(), Ok(None))
    }

    /// Asks, and hands on what it tells; whether it can be asked again.
    ///
    /// # Errors
    /// Why it ended instead.
    pub fn ask(
        &mut self,
        question: &Question,
        body: Arrived,
        hear: &mut dyn FnMut(Told, Vec<u8>),
    ) -> Result<bool, Refusal> {
        // A worker that ends before it has read everything may have said why.
        let sent = send(&mut self.input, question, &body.pieces);
        drop(body);
        loop {
            match receive(&mut self.output) {
                Ok(Some((Told::Done { held }, _))) => return Ok(sent.is_ok() && held < RETIRED_AT),
                Ok(Some((Told::Memory { work, bytes }, _))) => {
                    return Err(Refusal::memory(work.as_deref(), bytes));
                }
                Ok(Some((told, body))) => hear(told, body),
                Ok(None) | Err(_) => return Err(Refusal::inside()),
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.process.end();
        let _ = self.process.child.lock().unwrap_or_else(PoisonError::into_inner).wait();
    }
}
