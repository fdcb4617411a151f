//! `preread init`: a small site that builds and checks clean at once.

use std::path::PathBuf;

use crate::cli::terminal::{refuse, say};
use crate::cli::{Ended, Global};
use crate::pipeline;
use crate::publish;

/// Write a small site that builds at once
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder; it must be absent or empty
    dir: PathBuf,
}

macro_rules! starter {
    ($($path:literal,)*) => {
        /// The small site: path and text.
        const STARTER: &[(&str, &str)] = &[$(($path, include_str!(concat!("starter/", $path))),)*];
    };
}

starter! {
    "site.toml",
    "gitignore",
    "content/first-initiative/initiative.toml",
    "content/first-initiative/actions/name-owners.md",
    "content/first-initiative/outcomes/repeat-orders.md",
    "content/first-initiative/meetings/2026-03-26-strategic.md",
    "content/first-initiative/2026-03-readiness/assessment.toml",
    "content/first-initiative/2026-03-readiness/observations/nobody-asked.md",
    "content/first-initiative/2026-03-readiness/patterns/no-owner.md",
    "content/first-initiative/2026-03-readiness/briefing/reason.md",
    "content/first-initiative/2026-03-readiness/briefing/status.md",
    "content/first-initiative/2026-03-readiness/briefing/stakes.md",
    "content/first-initiative/2026-03-readiness/briefing/nature.md",
    "content/first-initiative/2026-03-readiness/briefing/results.md",
    "content/first-initiative/2026-03-readiness/briefing/learning.md",
    "content/first-initiative/2026-03-readiness/briefing/actions.md",
    "content/first-initiative/2026-03-readiness/briefing/commitment.md",
}

impl Init {
    pub(super) fn run(self, global: &Global) -> Ended {
        let is_free = match std::fs::read_dir(&self.dir) {
            Ok(entries) => entries.count() == 0,
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        };
        if self.dir.is_file() {
            return refuse(&format!("{} is a file; name a new folder", self.dir.display()));
        }
        if !is_free {
            return refuse(&format!(
                "{} is not empty, and nothing is written into it; name a new folder",
                self.dir.display()
            ));
        }
        let schemas = pipeline::schema_kinds().into_iter().filter(|kind| *kind != "context");
        let schemas = schemas.filter_map(|kind| Some((format!(".schemas/{kind}.json"), pipeline::schema(kind)?)));
        let starter = STARTER.iter().map(|(path, text)| (path.replace("gitignore", ".gitignore"), (*text).to_owned()));
        for (path, text) in starter.chain(schemas) {
            if let Err(refused) = publish::write_new(&self.dir.join(path), text.as_bytes()) {
                return refuse(&refused.to_string());
            }
        }
        if !global.quiet {
            let dir = self.dir.display();
            say(&format!("A small site is in {dir}. Make its report:\n\n    preread build --site {dir}\n"));
        }
        Ended::Done
    }
}
