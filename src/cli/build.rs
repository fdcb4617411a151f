//! `preread build`: the report, into a folder.

use std::path::{Path, PathBuf};

use crate::cli::open::{Kept, Open, REPORT, keep_out_of_sources, real};
use crate::cli::progress::Progress;
use crate::cli::report::{Format, report};
use crate::cli::terminal::{refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::Diagnostic;
use crate::pipeline::Unit;
use crate::pipeline::stage::Stage;
use crate::publish::{Published, Publisher, Refused};

/// Make the report
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Where to write it; public/ in the site when left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Fail on warnings too
    #[arg(long)]
    strict: bool,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Build {
    pub(super) fn run(self, global: &Global) -> Ended {
        let open = match Open::new(global) {
            Ok(open) => open,
            Err(ended) => return ended,
        };
        let out = self.out.clone().unwrap_or_else(|| open.tree.root().join(REPORT));
        if let Err(ended) = keep_off_the_site(&out, open.tree.root()) {
            return ended;
        }
        match self.build(global, &open, &out) {
            Ok((published, diagnostics)) => {
                let reported = report(&diagnostics, self.format, &open.tree);
                let ended = match published {
                    Some(published) => {
                        if !global.quiet {
                            say(&told(&published, &out));
                        }
                        Ended::Done
                    }
                    None => {
                        say(&format!("Nothing was written: {} is as it was.", out.display()));
                        Ended::ContentWrong
                    }
                };
                if reported == Ended::Done { ended } else { reported }
            }
            Err(refused) => refuse(&refused.to_string()),
        }
    }

    /// Compiles and publishes. Nothing is published when something is wrong.
    fn build(&self, global: &Global, open: &Open, out: &Path) -> Result<(Option<Published>, Vec<Diagnostic>), Refused> {
        let publisher = Publisher::begin(out)?;
        let hand_over = |unit: Unit| {
            global.clock.during(Stage::Write, || unit.artifacts.iter().try_for_each(|one| publisher.add(one)))?;
            Ok(Kept { row: unit.row, links: unit.links, diagnostics: unit.diagnostics })
        };
        let diagnostics = open.compile(hand_over)?;
        if diagnostics.iter().any(|diagnostic| self.strict || diagnostic.is_error()) {
            return Ok((None, diagnostics));
        }
        let _progress = Progress::of(global, "", || 0);
        let published = global.clock.during(Stage::Publish, || publisher.finish())?;
        Ok((Some(published), diagnostics))
    }
}

/// The report is never written over the site, nor among the files that it is made from.
fn keep_off_the_site(out: &Path, root: &Path) -> Result<(), Ended> {
    if real(root)?.starts_with(real(out)?) {
        return Err(refuse(&format!("{} holds the site itself: choose another --out", out.display())));
    }
    keep_out_of_sources(out, root)
}

fn told(published: &Published, out: &Path) -> String {
    let files = match published.files {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
    let changed = match (published.written, published.removed) {
        (0, 0) => ", all as before".to_owned(),
        (written, 0) => format!(", {written} new or changed"),
        (written, removed) => format!(", {written} new or changed, {removed} removed"),
    };
    format!("{files} in {}{changed}. Open {} in a browser.", out.display(), out.join("index.html").display())
}
