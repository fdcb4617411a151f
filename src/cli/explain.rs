//! `preread explain`: what a diagnostic means.

use crate::cli::Ended;
use crate::cli::terminal::{print, refuse};
use crate::diagnostic::{Code, did_you_mean};

/// Say what a diagnostic means, with an example
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The code, such as unknown-key; all codes when left out
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(self) -> Ended {
        let Some(name) = self.code else {
            let line = |code: &Code| format!("{:<24}{}\n", code.name(), code.severity().word());
            return print(&Code::ALL.iter().map(line).collect::<String>());
        };
        match Code::named(&name) {
            Some(code) => print(&format!("{} ({})\n\n{}\n", code.name(), code.severity().word(), code.explanation())),
            None => {
                let near = did_you_mean(&name, Code::ALL.iter().map(|code| code.name()));
                refuse(&format!("there is no diagnostic `{name}`. {near} `preread explain` lists them all."))
            }
        }
    }
}
