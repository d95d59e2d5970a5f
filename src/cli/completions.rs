//! `danhmuc completions`: the script that completes commands in a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Outcome};

#[derive(Args)]
pub struct CompletionsArgs {
    /// Trình dòng lệnh
    shell: Shell,
}

pub fn run(args: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "danhmuc", &mut script);
    super::say(String::from_utf8_lossy(&script).trim_end());
    Ok(Outcome::Fine)
}
