//! A request's body → its bytes, within limits of size, time and all bodies together.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header;
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::refusal::Refusal;

/// As of a file on the command line.
pub const MAX_BYTES: usize = crate::project::MAX_FILE_BYTES as usize;

/// All bodies together, in MiB: some uploads of the largest size at once.
const ROOM: usize = 400;

/// A body arrives from this same computer.
const READING: Duration = Duration::from_secs(60);

/// How long a request waits for room.
const WAITING: Duration = Duration::from_secs(60);

/// The memory that bodies may take together.
pub struct Room {
    mebibytes: Semaphore,
}

/// A body that has arrived, and the room that it takes until it is dropped.
pub struct Arrived<'r> {
    /// Its content.
    pub bytes: Bytes,
    _room: SemaphorePermit<'r>,
}

impl Room {
    /// All of it free.
    pub fn new() -> Room {
        Room { mebibytes: Semaphore::new(ROOM) }
    }

    /// Reads a body whole.
    ///
    /// # Errors
    /// A body of unknown length, too large, too slow, broken off, or one too many.
    pub async fn read(&self, request: Request) -> Result<Arrived<'_>, Refusal> {
        let length = request.headers().get(header::CONTENT_LENGTH);
        let length = length.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        let length = length.ok_or_else(Refusal::length)?;
        if length > MAX_BYTES {
            drain(request.into_body()).await;
            return Err(Refusal::too_large(MAX_BYTES));
        }
        let mebibytes = u32::try_from(length / 1024 / 1024 + 1).unwrap_or(u32::MAX);
        let room = tokio::time::timeout(WAITING, self.mebibytes.acquire_many(mebibytes)).await;
        let room = room.map_err(|_| Refusal::busy())?.map_err(|_| Refusal::inside())?;
        let body = tokio::time::timeout(READING, to_bytes(request.into_body(), length)).await;
        let bytes = body.map_err(|_| Refusal::slow())?;
        let bytes = bytes.map_err(|_| Refusal::malformed("the body broke off"))?;
        Ok(Arrived { bytes, _room: room })
    }
}

/// Lets a body that is too large run out unread, up to a bound: a browser that is still sending
/// does not look at the answer, and shows a broken connection instead.
async fn drain(body: Body) {
    const MOST: usize = 1024 * 1024 * 1024;
    let mut left = MOST;
    let mut body = std::pin::pin!(body);
    let run_out = async {
        use http_body::Body as _;
        while let Some(Ok(frame)) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
            left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
            if left == 0 {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(READING, run_out).await;
}

/// The value that a JSON body holds.
///
/// # Errors
/// JSON that is broken or not as agreed.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(bytes).map_err(Refusal::malformed)
}
