//! The files that are made of one thing, handed over together.

use std::sync::Arc;

use super::manifest::{Entry, Origin};
use super::path::is_inside;
use super::publisher::Publisher;
use super::refused::Refused;
use super::write::{is_same, write_waiting};
use crate::artifact::Artifact;
use crate::fingerprint::Fingerprint;

/// Folder of the rows in the output, with its slash.
const ROWS: &str = ".preread-rows/";

/// Whether a file is one of the report, and no row.
pub(super) fn is_report(path: &str) -> bool {
    !path.starts_with(ROWS)
}

/// A batch on its way. What is not ended is not published.
#[derive(Debug)]
pub struct Batch<'p> {
    publisher: &'p Publisher,
    name: String,
    paths: Vec<Arc<str>>,
    changed: Vec<Arc<str>>,
}

impl<'p> Batch<'p> {
    pub(super) fn begin(publisher: &'p Publisher, name: &str) -> Self {
        Self { publisher, name: name.to_owned(), paths: Vec::new(), changed: Vec::new() }
    }

    /// Where the row of a batch is kept.
    pub(super) fn row_path(name: &str) -> String {
        format!("{ROWS}{name}.json")
    }

    /// Hands over a file. It waits beside the output unless the output already has the same bytes.
    pub fn add(&mut self, artifact: &Artifact) -> Result<(), Refused> {
        if !is_inside(&artifact.path) {
            return Err(Refused::Outside(artifact.path.clone()));
        }
        self.put(&artifact.path, &artifact.bytes)
    }

    /// Ends the batch: what it was made of, and what the next build wants to know when it stays as
    /// it is. The note is one line; the row is kept in a file of its own, unless it is empty.
    /// Returns the fingerprint of the row.
    pub fn end(mut self, fingerprint: Fingerprint, note: String, row: &[u8]) -> Result<Fingerprint, Refused> {
        if !row.is_empty() {
            self.put(&Self::row_path(&self.name), row)?;
        }
        self.paths.sort_unstable();
        self.paths.shrink_to_fit();
        let row = Fingerprint::of(row);
        let origin = Some(Origin { fingerprint, row, note });
        let mut state = self.publisher.state();
        state.changed.extend(self.changed);
        state.batches.insert(self.name, Entry { origin, paths: self.paths });
        Ok(row)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), Refused> {
        let publisher = self.publisher;
        let taken = publisher.take(path)?;
        let is_there = publisher.check(path, &publisher.seen)?;
        if !(is_there && is_same(&publisher.out.join(path), bytes)) {
            let new = publisher.new_files();
            publisher.made.make_for(&new, path)?;
            write_waiting(&new.join(path), bytes)?;
            self.changed.push(Arc::clone(&taken));
        }
        self.paths.push(taken);
        Ok(())
    }
}
