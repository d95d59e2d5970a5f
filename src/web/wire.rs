//! Questions and answers ↔ bytes between the server and the processes that do its work.
//!
//! Invariant: a message is a head in JSON and a body of bytes, each with its length before it; what
//! is written stands in one piece, whoever else writes.

use std::io::{Error, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What is asked of a worker; the body is the request's.
#[derive(Debug, Serialize, Deserialize)]
pub struct Question {
    /// Which of [`VERBS`](super::work::VERBS).
    pub verb: String,
    /// What the address or a header says beside the body.
    pub argument: String,
}

/// The one verb that tells while it works.
pub const BUILD: &str = "build";

/// A question as a worker has it.
pub struct Asked {
    /// What the address or a header says beside the body.
    pub argument: String,
    /// The request's body.
    pub body: Vec<u8>,
    /// The user's own styles.
    pub templates: Option<PathBuf>,
}

/// What a worker tells of the question at hand.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// The whole answer; the body is its.
    Reply {
        /// As of HTTP.
        status: u16,
        /// Names and values.
        headers: Vec<(String, String)>,
    },
    /// An event of a run; the body is a line of JSON.
    Event,
    /// A finished file; the body is its content.
    File {
        /// Its name in the output folder.
        name: String,
    },
    /// The files so far are the result of a run of this plan.
    Result {
        /// The key under which they can be fetched.
        key: String,
        /// The plan's name.
        name: String,
    },
    /// The bound of memory is passed, and the worker ends.
    Memory {
        /// The file that was read or made.
        work: Option<String>,
        /// The bound in bytes.
        bytes: usize,
    },
    /// The question is done with.
    Done {
        /// Bytes that the worker still holds.
        held: usize,
    },
}

/// The longest head: names of a hundred files.
const LONGEST_HEAD: u64 = 16 * 1024 * 1024;

/// Reads a message; `None` at the end.
///
/// # Errors
/// What the stream says, and a message that is none of ours.
pub fn receive<T: DeserializeOwned>(from: &mut impl Read) -> std::io::Result<Option<(T, Vec<u8>)>> {
    let mut lengths = [0_u8; 16];
    if from.read(&mut lengths[..1])? == 0 {
        return Ok(None);
    }
    from.read_exact(&mut lengths[1..])?;
    let (head, body) = lengths.split_at(8);
    let length =
        |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |all, one| (all << 8) | u64::from(*one));
    if length(head) > LONGEST_HEAD {
        return Err(Error::from(ErrorKind::InvalidData));
    }
    let head = exactly(from, length(head))?;
    let body = exactly(from, length(body))?;
    Ok(Some((serde_json::from_slice(&head)?, body)))
}

fn exactly(from: &mut impl Read, length: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(Error::other)?);
    from.take(length).read_to_end(&mut bytes)?;
    match bytes.len() as u64 == length {
        true => Ok(bytes),
        false => Err(Error::from(ErrorKind::UnexpectedEof)),
    }
}

/// Writes a message, whose body may come in pieces.
///
/// # Errors
/// What the stream says.
pub fn send<T: Serialize>(
    to: &mut impl Write,
    head: &T,
    body: &[impl AsRef<[u8]>],
) -> std::io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let length: usize = body.iter().map(|piece| piece.as_ref().len()).sum();
    put(to, &head, length, body)
}

/// Takes no memory: see [`Wire::tell`].
fn put(
    to: &mut (impl Write + ?Sized),
    head: &[u8],
    length: usize,
    body: &[impl AsRef<[u8]>],
) -> std::io::Result<()> {
    to.write_all(&(head.len() as u64).to_le_bytes())?;
    to.write_all(&(length as u64).to_le_bytes())?;
    to.write_all(head)?;
    for piece in body {
        to.write_all(piece.as_ref())?;
    }
    to.flush()
}

/// Where a worker tells.
#[derive(Clone)]
pub struct Wire {
    to: Arc<Mutex<dyn Write + Send>>,
}

impl Wire {
    /// A wire that ends in `to`.
    pub fn new(to: impl Write + Send + 'static) -> Wire {
        Wire { to: Arc::new(Mutex::new(to)) }
    }

    /// Tells something. Where nobody listens any more this process is about to end anyhow.
    ///
    /// No memory is taken while the stream is held: the last words of a process that has none left
    /// come this way too, from whichever thread wanted more.
    pub fn tell(&self, told: &Told, body: &[u8]) {
        let Ok(head) = serde_json::to_vec(told) else { return };
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = put(&mut *to, &head, body.len(), &[body]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_received() {
        let mut bytes = Vec::new();
        let question = Question { verb: "check".into(), argument: "ă".into() };
        send(&mut bytes, &question, &[&b"two "[..], b"pieces"]).expect("a vector");
        send(&mut bytes, &Told::Event, &[b""]).expect("a vector");
        let mut from = bytes.as_slice();
        let (heard, body): (Question, _) = receive(&mut from).expect("whole").expect("one");
        assert_eq!((heard.argument.as_str(), body.as_slice()), ("ă", &b"two pieces"[..]));
        let (heard, body): (Told, _) = receive(&mut from).expect("whole").expect("one");
        assert!(matches!(heard, Told::Event) && body.is_empty());
        assert!(receive::<Told>(&mut from).expect("the end").is_none());
    }

    #[test]
    fn what_is_cut_or_strange_is_no_message() {
        let mut bytes = Vec::new();
        send(&mut bytes, &Told::Done { held: 7 }, &[b"body"]).expect("a vector");
        for length in 1..bytes.len() {
            assert!(receive::<Told>(&mut &bytes[..length]).is_err(), "{length}");
        }
        assert!(receive::<Told>(&mut &[0xFF; 64][..]).is_err());
        assert!(receive::<Question>(&mut bytes.as_slice()).is_err());
    }
}
