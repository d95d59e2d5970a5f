//! `danhmuc worker`: a process that `serve` starts for its work; nobody calls it by hand.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, bound_memory};
use crate::web::{Told, Wire, work};

#[derive(Args)]
pub struct WorkerArgs {
    /// What its work may hold.
    #[arg(long)]
    mebibytes: usize,
    #[arg(long)]
    templates: Option<PathBuf>,
}

pub fn run(args: &WorkerArgs) -> anyhow::Result<Outcome> {
    let wire = Wire::new(std::io::stdout());
    let last_wire = wire.clone();
    bound_memory(args.mebibytes, move |work, bytes| {
        last_wire.tell(&Told::Memory { work: work.map(String::from), bytes }, b"");
    });
    work(std::io::stdin(), wire, args.templates.clone())?;
    Ok(Outcome::Fine)
}
