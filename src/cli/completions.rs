//! `preread completions` and `preread man`: for the shell.

use std::path::PathBuf;

use clap::CommandFactory;

use crate::cli::terminal::{print_bytes, refuse, say};
use crate::cli::{Cli, Ended, Global};
use crate::publish;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(self) -> Ended {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "preread", &mut script);
        print_bytes(&script)
    }
}

/// Write the manual pages
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// The folder to write into; the main page is printed when left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub(super) fn run(self, global: &Global) -> Ended {
        let command = Cli::command().flatten_help(false);
        let Some(folder) = self.out else {
            return print_bytes(&page(command));
        };
        let mut pages = vec![("preread.1".to_owned(), page(command.clone()))];
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            let name = format!("preread-{}", inner.get_name());
            let named = inner.clone().name(name.clone()).version(env!("CARGO_PKG_VERSION"));
            pages.push((format!("{name}.1"), page(named)));
        }
        for (name, page) in pages {
            if let Err(refused) = publish::write_file(&folder.join(name), &page) {
                return refuse(&refused.to_string());
            }
        }
        if !global.quiet {
            say(&format!("Manual pages are in {}.", folder.display()));
        }
        Ended::Done
    }
}

fn page(command: clap::Command) -> Vec<u8> {
    let mut page = Vec::new();
    // Writing into memory does not fail.
    let _ = clap_mangen::Man::new(command).date("").render(&mut page);
    page
}
