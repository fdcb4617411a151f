//! `preread export`: what has a date, for the calendars of the people who must know it.

use std::path::PathBuf;

use crate::cli::open::{Open, keep_out_of_site};
use crate::cli::terminal::{print, refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::did_you_mean;
use crate::pipeline::calendar::{self, Dates};
use crate::publish::Refused;
use crate::publish::loose::{Loose, Ours};

/// Write meetings and due dates for calendars
///
/// What is done, dropped or missed stays in the file as called off, so that a calendar that had it
/// takes it away.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// As what
    #[arg(value_enum)]
    format: ExportFormat,
    /// An initiative; all when left out
    initiative: Option<String>,
    /// Only what this person or role answers for, by its id
    #[arg(long, value_name = "ID")]
    owner: Option<String>,
    /// A file, or `-` for standard output, which it is when left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What may be replaced by a newer one.
const OURS: Ours = Ours { what: "calendar", knows: calendar::is_ours };

/// What is exported.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum ExportFormat {
    /// iCalendar: meetings, milestones, target dates and due dates
    Ics,
}

impl Export {
    pub(super) fn run(self, global: &Global) -> Ended {
        match self.make(global) {
            Ok(ended) | Err(ended) => ended,
        }
    }

    fn make(&self, global: &Global) -> Result<Ended, Ended> {
        let ExportFormat::Ics = self.format;
        let open = Open::new(global)?;
        let all = self.dates(&open)?;
        let Some(file) = calendar::file(&open.site, &all) else { return self.empty(global) };
        match self.out.as_deref().filter(|out| out.as_os_str() != "-") {
            None => Ok(print(&file)),
            Some(out) => {
                keep_out_of_site(out, open.tree.root())?;
                let refused = |refused: Refused| refuse(&refused.to_string());
                let mut loose = Loose::begin(out, OURS).map_err(refused)?;
                loose.add(out, file.as_bytes()).map_err(refused)?;
                let (changed, _) = loose.finish().map_err(refused)?;
                if !global.quiet {
                    say(&format!("Wrote {}{}.", out.display(), if changed == 0 { ", as before" } else { "" }));
                }
                Ok(Ended::Done)
            }
        }
    }

    /// A calendar holds something, so without a date there is none. That somebody holds nothing with
    /// a date is an answer, and no mistake.
    fn empty(&self, global: &Global) -> Result<Ended, Ended> {
        let Some(owner) = &self.owner else {
            return Err(refuse("nothing here has a date, and a calendar holds something"));
        };
        if !global.quiet {
            say(&format!("Nothing that `{owner}` answers for has a date: no calendar was written."));
        }
        Ok(Ended::Done)
    }

    /// What has a date in each initiative that is meant and that knows the owner.
    fn dates(&self, open: &Open) -> Result<Vec<Dates>, Ended> {
        let owner = self.owner.as_deref();
        let refusal = "Nothing is exported until the errors are mended.";
        let all = open.each(self.initiative.as_deref(), refusal, |id, files| {
            calendar::dates(&open.site, id, files, owner, open.options)
        })?;
        let Some(owner) = &self.owner else { return Ok(all) };
        let (known, others): (Vec<Dates>, Vec<Dates>) =
            all.into_iter().partition(|dates| dates.people().contains(owner));
        if known.is_empty() {
            let near = did_you_mean(owner, others.iter().flat_map(Dates::people).map(String::as_str));
            return Err(refuse(&format!("there is no person or role `{owner}`. {near}")));
        }
        Ok(known)
    }
}
