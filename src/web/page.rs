//! The files of the page, as embedded in the program.

use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use crate::embedded::PAGE;

/// The page.
pub async fn index() -> Response {
    embedded("index.html")
}

/// A file of the page. The path is a key of a table that is fixed when the program is built.
pub async fn file(Path(path): Path<String>) -> Response {
    embedded(&path)
}

fn embedded(path: &str) -> Response {
    let Some((_, bytes)) = PAGE.iter().find(|(name, _)| *name == path) else {
        return Refusal::not_found().into_response();
    };
    let kind = match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" => "application/json; charset=utf-8",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
    ([(header::CONTENT_TYPE, kind)], Body::from(*bytes)).into_response()
}
