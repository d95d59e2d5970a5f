//! Events of a run → lines of JSON, sent as they happen.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use serde_json::Value;
use tokio::sync::mpsc;

/// Where a run tells its events; a listener that has gone away is noticed at the next.
#[derive(Clone)]
pub struct Teller {
    sender: mpsc::UnboundedSender<Bytes>,
}

struct Lines {
    receiver: mpsc::UnboundedReceiver<Bytes>,
}

/// A teller, and the answer that sends what it tells until it is dropped.
pub fn stream() -> (Teller, Response) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let kind = [(header::CONTENT_TYPE, "application/x-ndjson; charset=utf-8")];
    (Teller { sender }, (kind, Body::new(Lines { receiver })).into_response())
}

impl Teller {
    /// Tells an event; `false` when nobody listens any more.
    pub fn tell(&self, event: &Value) -> bool {
        self.sender.send(Bytes::from(format!("{event}\n"))).is_ok()
    }
}

impl http_body::Body for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.receiver.poll_recv(context).map(|line| line.map(|line| Ok(Frame::data(line))))
    }
}
