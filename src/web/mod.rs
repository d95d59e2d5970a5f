//! The page for clerks: the program's own calls over HTTP, on this computer alone.
//!
//! Invariant: adds nothing that the command line cannot do; holds no plan, writes no file, takes
//! no path from a client, and listens to nobody but 127.0.0.1. What a client sends is read and laid
//! out in processes of their own (`work`), so that the server outlives it.
//!
//! # Where to change
//!
//! An address: one file each, with what the server does and what a worker does for it; the shapes
//! of its JSON: `plan`, `finding`, `check`. Who may ask, and what a browser is forbidden: `guard`.
//! Limits of uploads, of memory and of waiting: `body`, `jobs`, `worker`, `results`, `listen`,
//! `doors`. When the program ends by itself: `life`. What the page shows, and its words: `page/`.

mod body;
mod build;
mod check;
mod collect;
mod compare;
mod convert;
mod doors;
mod finding;
mod guard;
mod info;
mod jobs;
mod life;
mod listen;
mod names;
mod page;
mod plan;
mod preview;
mod reassign;
mod refusal;
mod reply;
mod results;
mod running;
mod stream;
mod text;
mod trace;
mod translate;
mod upload;
mod wire;
mod work;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

pub use listen::{Listening, listen};
pub use running::{end_running, is_running};
pub use wire::{Told, Wire};
pub use work::work;

use body::Arrived;
use refusal::Refusal;
use reply::Reply;
use wire::Question;

/// Choices of the server.
#[derive(Debug, Clone, Default)]
pub struct ServeOptions {
    /// The port; where 0 the usual one, or any free one where that is taken.
    pub port: u16,
    /// A folder of the user's own styles, as of `build`.
    pub templates: Option<PathBuf>,
    /// How long the program goes on without a page; for good where it is 0.
    pub patience: Duration,
}

/// What all requests share.
struct App {
    /// What a request must carry.
    token: String,
    /// The values of `Host` that mean this server.
    hosts: [String; 2],
    jobs: jobs::Jobs,
    room: body::Room,
    results: results::Results,
    life: life::Life,
}

type Shared = axum::extract::State<Arc<App>>;

impl App {
    /// Has a worker answer what is in a request's body.
    async fn ask(&self, verb: &str, request: Request) -> Result<Reply, Refusal> {
        let body = self.room.read(request).await?;
        self.ask_of(verb, String::new(), body).await
    }

    /// The same, with what stands in the address or in a header.
    async fn ask_of(&self, verb: &str, argument: String, body: Arrived) -> Result<Reply, Refusal> {
        self.jobs.quick(Question { verb: verb.to_string(), argument }, body).await
    }
}

fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/api/info", get(info::info))
        .route("/api/upload", post(upload::upload))
        .route("/api/examples/{id}", get(upload::example))
        .route("/api/blank.xlsx", get(info::blank))
        .route("/api/check", post(check::check))
        .route("/api/names", post(names::names))
        .route("/api/preview", post(preview::preview))
        .route("/api/build", post(build::build))
        .route("/api/convert", post(convert::convert))
        .route("/api/reassign", post(reassign::offer))
        .route("/api/collect", post(collect::answer))
        .route("/api/collect/{file}", post(collect::file))
        .route("/api/compare", post(compare::answer))
        .route("/api/compare/{ending}", post(compare::table))
        .route("/api/annotate", post(upload::annotate))
        .route("/api/results/{key}/zip", get(results::zip))
        .route("/api/results/{key}/files/{index}", get(results::file))
        .route("/api/here", post(life::here))
        .route("/api/end", post(life::end))
        .route("/", get(page::index))
        .route("/{*path}", get(page::file))
        .fallback(refusal::not_found)
        .method_not_allowed_fallback(refusal::wrong_method)
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .with_state(app)
}
