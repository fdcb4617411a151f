//! `preread check`: everything wrong in every file, in one run.

use std::convert::Infallible;

use crate::cli::open::{Made, Make, Open};
use crate::cli::report::{Format, report};
use crate::cli::terminal::say;
use crate::cli::{Ended, Global};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, UnitRow};
use crate::source::files::Files;

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
        let open = match Open::whole(global) {
            Ok(open) => open,
            Err(ended) => return ended,
        };
        let diagnostics = match open.compile(&Checking(&open)) {
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

/// Everything is looked at, and nothing is kept.
struct Checking<'a>(&'a Open);

impl Make for Checking<'_> {
    type Row = UnitRow;
    type Error = Infallible;

    fn initiative(&self, id: &str, files: &Files) -> Result<Made<UnitRow>, Infallible> {
        let unit = pipeline::check(&self.0.site, id, files, self.0.options);
        Ok(Made { row: unit.row, links: unit.links, diagnostics: unit.diagnostics })
    }

    fn whole(&self, rows: Vec<(&str, UnitRow)>, _: bool) -> Result<Vec<Diagnostic>, Infallible> {
        let rows: Vec<UnitRow> = rows.into_iter().map(|(_, row)| row).collect();
        Ok(pipeline::check_whole(&self.0.site, &rows, self.0.options))
    }
}
