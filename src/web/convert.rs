//! A plan → a source file, as `danhmuc convert` writes it: how a clerk keeps what was edited.

use axum::extract::{Request, State};
use serde::Deserialize;

use super::Shared;
use super::body::json;
use super::plan::Plan;
use super::refusal::Refusal;
use super::reply::Reply;
use super::translate::inward;
use super::wire::Asked;
use crate::batch::convert as write_source;
use crate::diag::{Diagnostics, Severity};
use crate::resolve::{ResolveOptions, clean, resolve};
use crate::write::source::source_writer_for;

#[derive(Deserialize)]
struct Question {
    plan: Plan,
    /// The ending of the file.
    format: String,
}

/// `POST /api/convert`.
pub async fn convert(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    app.ask("convert", request).await
}

/// The source file of a plan.
///
/// # Errors
/// A format that nobody writes, and a plan that would not read back.
pub fn save(asked: &Asked) -> Result<Reply, Refusal> {
    let Question { plan, format } = json(&asked.body)?;
    let name = format!("nguon.{format}");
    let writer = source_writer_for(&name)
        .ok_or_else(|| Refusal::malformed(format!("no format “{format}”")))?;
    let (source, places) = inward(plan)?;
    // A row without its content would not read back.
    let broken = source.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let broken: Vec<_> = broken.map(|one| places.finding(one, "check")).collect();
    let Some(draft) = source.draft.filter(|_| broken.is_empty()) else {
        return Err(Refusal::faulty(broken));
    };
    let draft = clean(draft);
    let model = resolve(draft.clone(), ResolveOptions::default(), &mut Diagnostics::default());
    let bytes = write_source(writer, &name, (&draft, &model));
    Ok(Reply::download(&name, bytes.map_err(|error| Refusal::failed(&error))?))
}
