//! A request's body → its bytes, within limits of size, time and all bodies together.
//!
//! Invariant: a body has room only for what has come: one that was announced and does not come
//! keeps no other waiting.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header;
use http_body::Body as _;
use serde::de::DeserializeOwned;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::refusal::Refusal;

/// As of a file on the command line.
pub const MAX_BYTES: usize = crate::project::MAX_FILE_BYTES as usize;

/// All large bodies together, in MiB: some uploads of the largest size at once.
const ROOM: usize = 400;

/// What needs no room: a plan, a small file. How many there are the connections bound.
const SMALL: usize = 2 * 1024 * 1024;

/// A body arrives from this same computer.
const READING: Duration = Duration::from_secs(60);

/// How long nothing of a body may come.
const PAUSE: Duration = Duration::from_secs(5);

/// How long a request waits for room.
const WAITING: Duration = Duration::from_secs(60);

/// The memory that bodies may take together.
pub struct Room {
    mebibytes: Arc<Semaphore>,
}

/// A body that has arrived, and the room that it takes until it is dropped.
#[derive(Clone)]
pub struct Arrived {
    /// Its content, in the pieces in which it came.
    pub pieces: Vec<Bytes>,
    _room: Option<Arc<OwnedSemaphorePermit>>,
}

impl Arrived {
    /// No body.
    pub fn nothing() -> Arrived {
        Arrived { pieces: Vec::new(), _room: None }
    }
}

impl Room {
    /// All of it free.
    pub fn new() -> Room {
        Room { mebibytes: Arc::new(Semaphore::new(ROOM)) }
    }

    /// Reads a body whole.
    ///
    /// # Errors
    /// A body of unknown length, too large, too slow, broken off, or one too many.
    pub async fn read(&self, request: Request) -> Result<Arrived, Refusal> {
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let length = length.ok_or_else(Refusal::length)?;
        if length > MAX_BYTES {
            drain(request.into_body()).await;
            return Err(Refusal::too_large(MAX_BYTES));
        }
        let mut body = request.into_body();
        let mut arrived = Arrived::nothing();
        let first = timeout(READING, pieces(&mut body, &mut arrived.pieces, length.min(SMALL)));
        first.await.map_err(|_| Refusal::slow())??;
        if length > SMALL {
            arrived._room = Some(Arc::new(self.take(length).await?));
            let rest = timeout(READING, pieces(&mut body, &mut arrived.pieces, length));
            rest.await.map_err(|_| Refusal::slow())??;
        }
        Ok(arrived)
    }

    async fn take(&self, length: usize) -> Result<OwnedSemaphorePermit, Refusal> {
        let mebibytes = u32::try_from(length / 1024 / 1024 + 1).unwrap_or(u32::MAX);
        let room = timeout(WAITING, self.mebibytes.clone().acquire_many_owned(mebibytes)).await;
        room.map_err(|_| Refusal::busy())?.map_err(|_| Refusal::inside())
    }
}

/// Reads on until so many bytes are there.
async fn pieces(body: &mut Body, pieces: &mut Vec<Bytes>, wanted: usize) -> Result<(), Refusal> {
    let mut have: usize = pieces.iter().map(Bytes::len).sum();
    while have < wanted {
        let frame = next(body);
        let frame = timeout(PAUSE, frame).await.map_err(|_| Refusal::slow())?;
        let Some(Ok(frame)) = frame else {
            return Err(Refusal::malformed("the body broke off"));
        };
        if let Ok(data) = frame.into_data() {
            have += data.len();
            pieces.push(data);
        }
    }
    Ok(())
}

async fn next(body: &mut Body) -> Option<Result<http_body::Frame<Bytes>, axum::Error>> {
    let mut body = std::pin::Pin::new(body);
    poll_fn(|context| body.as_mut().poll_frame(context)).await
}

/// Lets a body that is too large run out unread, up to a bound: a browser that is still sending
/// does not look at the answer, and shows a broken connection instead.
async fn drain(mut body: Body) {
    const MOST: usize = 1024 * 1024 * 1024;
    let mut left = MOST;
    let run_out = async {
        while let Ok(Some(Ok(frame))) = timeout(PAUSE, next(&mut body)).await {
            left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
            if left == 0 {
                return;
            }
        }
    };
    let _ = timeout(READING, run_out).await;
}

/// The value that a JSON body holds.
///
/// # Errors
/// JSON that is broken or not as agreed.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(Refusal::malformed)
}
