//! A plan → every name that may be written in it, for completing what is typed.

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::check::{Question, json_response};
use super::refusal::Refusal;
use super::translate::inward;
use crate::directory::Directory;
use crate::resolve::directory_for;
use crate::text::bare;

/// "UBND" in a comparison key.
const COMMITTEE: &str = "uy ban nhan dan";

/// `POST /api/names`.
pub async fn names(State(app): Shared, request: Request) -> Result<Response, Refusal> {
    let found = app.answer(request, |Question { plan, .. }| {
        let (source, _) = inward(plan)?;
        let directory = source.draft.map(|draft| directory_for(&draft));
        Ok(directory.map_or(Value::Null, |directory| all(&directory)).to_string())
    });
    Ok(json_response(found.await?))
}

fn all(directory: &Directory) -> Value {
    let search = |names: &[&[String]]| {
        let words = names.concat().iter().map(|name| bare(name)).collect::<Vec<_>>().join(" ");
        // A comparison key has the abbreviation written out; clerks type it.
        match words.contains(COMMITTEE) {
            true => format!("{words} {}", words.replace(COMMITTEE, "ubnd")),
            false => words,
        }
    };
    let agencies = directory.agencies().iter().map(|agency| {
        let names = [agency.name.clone(), agency.short.clone()];
        json!({
            "id": agency.id,
            "name": agency.name,
            "short": agency.short,
            "exists": directory.exists(&agency.life),
            "search": search(&[&names, &agency.aliases]),
        })
    });
    let collectives = directory.collectives().iter().map(|each| {
        json!({
            "id": each.id,
            "name": each.name,
            "open": each.open,
            "exists": directory.exists(&each.life),
            "members": directory.members(each).len(),
            "search": search(&[std::slice::from_ref(&each.name), &each.aliases]),
        })
    });
    json!({
        "agencies": agencies.collect::<Vec<_>>(),
        "collectives": collectives.collect::<Vec<_>>(),
    })
}
