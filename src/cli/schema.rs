//! `preread schema`: JSON Schemas of the files people write, and of what templates see.

use std::path::PathBuf;

use crate::cli::terminal::{print, refuse, say};
use crate::cli::{Ended, Global};
use crate::diagnostic::did_you_mean;
use crate::pipeline;
use crate::publish;

/// Print the JSON Schema of a kind of file, for editors
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// site, model, initiative, outcome, action, meeting, assessment, observation, pattern, part,
    /// or context for what templates see; all kinds are listed when left out
    kind: Option<String>,
    /// Write all schemas into a folder instead; files in a site expect .schemas
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(self, global: &Global) -> Ended {
        if let Some(folder) = &self.out {
            return write_all(folder, global);
        }
        let kinds: Vec<&str> = pipeline::schema_kinds();
        let Some(kind) = self.kind else {
            return print(&kinds.iter().map(|kind| format!("{kind}\n")).collect::<String>());
        };
        match pipeline::schema(&kind) {
            Some(schema) => print(&schema),
            None => refuse(&format!("there is no kind of file `{kind}`. {}", did_you_mean(&kind, kinds))),
        }
    }
}

fn write_all(folder: &std::path::Path, global: &Global) -> Ended {
    for kind in pipeline::schema_kinds() {
        let Some(schema) = pipeline::schema(kind) else { continue };
        if let Err(refused) = publish::write_file(&folder.join(format!("{kind}.json")), schema.as_bytes()) {
            return refuse(&refused.to_string());
        }
    }
    if !global.quiet {
        say(&format!("Schemas are in {}.", folder.display()));
    }
    Ended::Done
}
