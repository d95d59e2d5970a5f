//! `danhmuc show`: what was understood of a source, also where it has errors.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{Outcome, SourceArgs, say};
use crate::diag::{self, Language, Printing};
use crate::view::model_json;

#[derive(Args)]
pub struct ShowArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Cách in
    #[arg(long, value_name = "json", default_value = "json")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
}

pub fn run(args: &ShowArgs, language: Language) -> anyhow::Result<Outcome> {
    let Format::Json = args.format;
    let project = args.source.open(false)?;
    let printing = Printing { sources: &project.sources, language };
    let mut shown = match &project.model {
        Some(model) => model_json(model, &project.sources),
        None => json!({ "document": null, "groups": [], "tasks": [], "agencies": [] }),
    };
    if let Value::Object(object) = &mut shown {
        object.insert("diagnostics".into(), diag::to_json(&project.diagnostics, printing));
    }
    say(&serde_json::to_string_pretty(&shown)?);
    let failed = project.diagnostics.errors() > 0;
    Ok(if failed { Outcome::Faulty } else { Outcome::Fine })
}
