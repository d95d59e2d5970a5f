//! A plan → a page of a document, as the engine lays it out.

use axum::extract::{Request, State};
use serde::Deserialize;

use super::Shared;
use super::body::json;
use super::check::{Judged, Options};
use super::plan::Plan;
use super::refusal::Refusal;
use super::reply::Reply;
use super::wire::Asked;
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
pub async fn preview(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    app.ask("preview", request).await
}

/// A page as a picture.
///
/// # Errors
/// A question that is not as agreed, a plan with errors, and a document that there is not.
pub fn look(asked: &Asked) -> Result<Reply, Refusal> {
    let Question { plan, options, what, page, scale, whole } = json(&asked.body)?;
    if !SCALES.contains(&scale) {
        return Err(Refusal::malformed(format!("scale is not in {SCALES:?}")));
    }
    let (project, _) = Judged::new(plan, options, asked.templates.clone())?.buildable()?;
    let shown = match &what {
        What::Annex => Shown::Annex,
        What::Matrix => Shown::Matrix,
        What::Extract(agency) => Shown::Extract(agency),
    };
    let painted = paint(&project, shown, (page, scale), whole);
    let painted = painted.map_err(|error| Refusal::failed(&error))?;
    let reply = Reply::new("image/png", painted.png);
    let reply = reply.with("x-danhmuc-page", &painted.page.to_string());
    Ok(match painted.pages {
        Some(pages) => reply.with("x-danhmuc-pages", &pages.to_string()),
        None => reply,
    })
}
