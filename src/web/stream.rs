//! Events of a run → lines of JSON, sent as they happen.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::sync::mpsc;

/// Where a run tells its events.
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
    /// Tells an event, in JSON.
    pub fn tell(&self, mut event: Vec<u8>) {
        event.push(b'\n');
        // Whether somebody listens: `nobody_listens`.
        let _ = self.sender.send(Bytes::from(event));
    }

    /// Until the page has gone.
    pub async fn nobody_listens(&self) {
        self.sender.closed().await;
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
