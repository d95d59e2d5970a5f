//! A plan → every name that may be written in it, for completing what is typed.

use axum::extract::{Request, State};
use serde_json::{Value, json};

use super::Shared;
use super::body::json as parsed;
use super::check::Question;
use super::refusal::Refusal;
use super::reply::Reply;
use super::translate::inward;
use super::wire::Asked;
use crate::directory::Directory;
use crate::resolve::directory_for;
use crate::text::bare;

/// "UBND" in a comparison key.
const COMMITTEE: &str = "uy ban nhan dan";

/// `POST /api/names`.
pub async fn names(State(app): Shared, request: Request) -> Result<Reply, Refusal> {
    app.ask("names", request).await
}

/// The names that a plan may use.
///
/// # Errors
/// A question that is not as agreed.
pub fn complete(asked: &Asked) -> Result<Reply, Refusal> {
    let Question { plan, .. } = parsed(&asked.body)?;
    let (source, _) = inward(plan)?;
    let directory = source.draft.map(|draft| directory_for(&draft));
    let names = directory.map_or(Value::Null, |directory| all(&directory));
    Ok(Reply::json(names.to_string()))
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
    let committees = directory.committees();
    let agencies = directory.agencies().iter().chain(&committees).map(|agency| {
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
