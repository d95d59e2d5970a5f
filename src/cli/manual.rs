//! `danhmuc manual`: the pages of the manual for `man`, as the packages for Linux carry them.

use clap::CommandFactory;

use super::{Cli, Outcome};

pub fn run() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    // One page tells all: who looks a verb up finds it below the others.
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        let man = clap_mangen::Man::new(verb.clone());
        page.extend(format!(".SH \"DANHMUC {}\"\n", verb.get_name().to_uppercase()).bytes());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    super::say(String::from_utf8_lossy(&page).trim_end());
    Ok(Outcome::Fine)
}
