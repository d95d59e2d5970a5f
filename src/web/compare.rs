//! Two files that a clerk drops → what `danhmuc compare` says of them, and its table as a file.
//!
//! Invariant: answers with what the command would say and write; a file that was not read whole is named
//! with what is wrong in it, and nothing is compared.

use axum::extract::{Path, Request, State};
use serde_json::json;

use super::Shared;
use super::refusal::Refusal;
use super::reply::Reply;
use super::translate::outward;
use super::upload::{files_of, list_of};
use super::wire::Asked;
use crate::batch::{COMPARED, REPORT_ENDINGS, report as report_file};
use crate::compare::{Comparison, Version, compare, comparison_json, report};
use crate::project::{NamedBytes, read_files};

/// `POST /api/compare`: two files, the old version first.
pub async fn answer(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of("compare", list, body).await
}

/// `POST /api/compare/{ending}`: the same as a table.
pub async fn table(
    State(app): Shared,
    Path(ending): Path<String>,
    request: Request,
) -> Result<Reply, Refusal> {
    let known = REPORT_ENDINGS.iter().find(|known| **known == ending);
    let ending = known.ok_or_else(Refusal::not_found)?;
    let list = list_of(request.headers())?;
    let body = app.room.read(request).await?;
    app.ask_of(&format!("compare-{ending}"), list, body).await
}

/// What differs, as JSON.
///
/// # Errors
/// Other than two files, and one that cannot be read whole.
pub fn compared(asked: &Asked) -> Result<Reply, Refusal> {
    let Both { found, names, .. } = both(asked)?;
    Ok(Reply::json(json!(comparison_json(&found, [&names[0], &names[1]])).to_string()))
}

/// "Bảng so sánh" as a file of an ending.
///
/// # Errors
/// As of [`compared`], and what the format cannot hold.
pub fn written(asked: &Asked, ending: &str) -> Result<Reply, Refusal> {
    let Both { found, names, new } = both(asked)?;
    let table = report(&found, [&names[0], &names[1]], new.draft.at.at);
    let bytes = report_file(table, &COMPARED, ending).map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::download(&format!("{}.{ending}", COMPARED.name), bytes))
}

struct Both {
    found: Comparison,
    names: [String; 2],
    new: Version,
}

fn both(asked: &Asked) -> Result<Both, Refusal> {
    let files = files_of(asked)?;
    let [old, new]: [NamedBytes; 2] =
        files.try_into().map_err(|_| Refusal::malformed("two files are wanted"))?;
    let names = [old.0.clone(), new.0.clone()];
    let (old, new) = (version(old)?, version(new)?);
    Ok(Both { found: compare(&old, &new), names, new })
}

fn version(file: NamedBytes) -> Result<Version, Refusal> {
    let name = file.0.clone();
    let read = read_files(std::iter::once(Ok(file))).map_err(|error| Refusal::failed(&error))?;
    if !read.is_whole() {
        let findings = match outward(name.clone(), read) {
            Ok(plan) => plan.reading,
            Err(findings) => findings,
        };
        return Err(Refusal::not_compared(&name, findings));
    }
    read.draft.map(Version::new).ok_or_else(Refusal::inside)
}
