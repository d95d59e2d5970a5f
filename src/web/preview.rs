//! A plan → a page of a document, as the engine lays it out.

use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Shared;
use super::check::{Judged, Options};
use super::plan::Plan;
use super::refusal::Refusal;
use crate::batch::{Shown, preview as paint};

/// Pixels a point: from a thumbnail to a sharp screen.
const SCALES: std::ops::RangeInclusive<f64> = 0.2..=4.0;

/// What is asked for.
#[derive(Deserialize)]
#[serde(default)]
struct Question {
    plan: Plan,
    options: Options,
    what: What,
    page: usize,
    scale: f64,
    whole: bool,
}

/// The document.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum What {
    Annex,
    Matrix,
    Extract(String),
}

impl Default for Question {
    fn default() -> Question {
        let (plan, options) = Default::default();
        Question { plan, options, what: What::Annex, page: 1, scale: 1.5, whole: false }
    }
}

/// `POST /api/preview`.
pub async fn preview(State(app): Shared, request: Request) -> Result<Response, Refusal> {
    let templates = app.templates.clone();
    let painted = app.answer(request, move |question| {
        let Question { plan, options, what, page, scale, whole } = question;
        if !SCALES.contains(&scale) {
            return Err(Refusal::malformed(format!("scale is not in {SCALES:?}")));
        }
        let (project, _) = Judged::new(plan, options, templates)?.buildable()?;
        let shown = match &what {
            What::Annex => Shown::Annex,
            What::Matrix => Shown::Matrix,
            What::Extract(agency) => Shown::Extract(agency),
        };
        paint(&project, shown, (page, scale), whole).map_err(|error| Refusal::failed(&error))
    });
    let painted = painted.await?;
    let headers = [(header::CONTENT_TYPE, "image/png")];
    let mut response = (headers, painted.png).into_response();
    response.headers_mut().insert("x-danhmuc-page", painted.page.into());
    if let Some(pages) = painted.pages {
        response.headers_mut().insert("x-danhmuc-pages", pages.into());
    }
    Ok(response)
}
