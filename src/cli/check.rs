//! `preread check`: everything wrong in every file, in one run.

use std::convert::Infallible;

use crate::cli::open::{Kept, Open};
use crate::cli::report::{Format, report};
use crate::cli::terminal::say;
use crate::cli::{Ended, Global};
use crate::diagnostic::Diagnostic;

/// Report everything that is wrong, and how to mend it
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Check {
    pub(super) fn run(self, global: &Global) -> Ended {
        let open = match Open::new(global) {
            Ok(open) => open,
            Err(ended) => return ended,
        };
        let keep = |unit: crate::pipeline::Unit| {
            Ok::<_, Infallible>(Kept { row: unit.row, links: unit.links, diagnostics: unit.diagnostics })
        };
        let diagnostics = match open.compile(keep) {
            Ok(diagnostics) => diagnostics,
            Err(never) => match never {},
        };
        let reported = report(&diagnostics, self.format, &open.tree);
        if reported != Ended::Done {
            return reported;
        }
        if diagnostics.is_empty() && self.format == Format::Human && !global.quiet {
            say("Nothing is wrong.");
        }
        let failed = diagnostics.iter().any(|diagnostic| self.strict || Diagnostic::is_error(diagnostic));
        if failed { Ended::ContentWrong } else { Ended::Done }
    }
}
