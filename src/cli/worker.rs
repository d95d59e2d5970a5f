//! `danhmuc worker`: a process that `serve` starts for its work; nobody calls it by hand.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, bound_memory};
use crate::web::{Told, Wire, work};

/// What one piece of work may hold: some times what the largest plan takes that `check` lets pass.
const MEBIBYTES: usize = 2048;

#[derive(Args)]
pub struct WorkerArgs {
    #[arg(long)]
    templates: Option<PathBuf>,
}

pub fn run(args: &WorkerArgs) -> anyhow::Result<Outcome> {
    let wire = Wire::new(std::io::stdout());
    let last_wire = wire.clone();
    bound_memory(MEBIBYTES, move |work, bytes| {
        last_wire.tell(&Told::Memory { work: work.map(String::from), bytes }, b"");
    });
    work(std::io::stdin(), wire, args.templates.clone())?;
    Ok(Outcome::Fine)
}
