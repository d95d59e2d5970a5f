//! A plan → a source file, as `danhmuc convert` writes it: how a clerk keeps what was edited.

use axum::extract::{Request, State};
use axum::response::Response;
use serde::Deserialize;

use super::Shared;
use super::plan::Plan;
use super::refusal::Refusal;
use super::results::download;
use super::translate::inward;
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
pub async fn convert(State(app): Shared, request: Request) -> Result<Response, Refusal> {
    let written = app.answer(request, |Question { plan, format }| {
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
        Ok((name, bytes.map_err(|error| Refusal::failed(&error))?))
    });
    let (name, bytes) = written.await?;
    Ok(download(&name, bytes))
}
