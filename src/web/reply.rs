//! What work gave → an answer of HTTP.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The kind of a workbook.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The kind of JSON.
const JSON: &str = "application/json; charset=utf-8";

/// An answer, whole.
#[derive(Debug)]
pub struct Reply {
    /// As of HTTP.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The content.
    pub body: Vec<u8>,
}

impl Reply {
    /// Content of a kind.
    pub fn new(kind: &str, body: Vec<u8>) -> Reply {
        Reply { status: 200, headers: Vec::new(), body }.with(header::CONTENT_TYPE.as_str(), kind)
    }

    /// A text of JSON.
    pub fn json(text: String) -> Reply {
        Reply::new(JSON, text.into_bytes())
    }

    /// A file to be saved under a name.
    pub fn download(name: &str, bytes: Vec<u8>) -> Reply {
        /// What RFC 8187 lets stand.
        const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
        let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "pdf" => "application/pdf",
            "xlsx" => WORKBOOK,
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "zip" => "application/zip",
            "json" => JSON,
            _ => "text/plain; charset=utf-8",
        };
        let saved = format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(name, KEPT));
        Reply::new(kind, bytes).with(header::CONTENT_DISPOSITION.as_str(), &saved)
    }

    /// The same with a header more.
    pub fn with(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_string(), value.to_string()));
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let Reply { status, headers, body } = self;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, body).into_response();
        for (name, value) in &headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
