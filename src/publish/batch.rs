//! The files that are made of one thing, handed over together.

use std::sync::Arc;

use super::manifest::{Entry, Origin};
use super::path::is_inside;
use super::publisher::Publisher;
use super::refused::Refused;
use super::write::{is_same, write_waiting};
use crate::artifact::Artifact;
use crate::fingerprint::Fingerprint;
use crate::parallel;

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

    /// Hands over files. They wait beside the output, but for those of which it already has the same bytes.
    pub fn add(&mut self, artifacts: &[Artifact]) -> Result<(), Refused> {
        let publisher = self.publisher;
        let put = |artifact: &Artifact| match is_inside(&artifact.path) {
            true => put(publisher, &artifact.path, &artifact.bytes),
            false => Err(Refused::Outside(artifact.path.clone())),
        };
        parallel::each(artifacts, put).into_iter().try_for_each(|put| {
            self.note(put?);
            Ok(())
        })
    }

    /// Ends the batch: what it was made of, and what the next build wants to know when it stays as
    /// it is. The note is one line; the row is kept in a file of its own, unless it is empty.
    /// Returns the fingerprint of the row.
    pub fn end(mut self, fingerprint: Fingerprint, note: String, row: &[u8]) -> Result<Fingerprint, Refused> {
        if !row.is_empty() {
            self.note(put(self.publisher, &Self::row_path(&self.name), row)?);
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

    fn note(&mut self, put: Put) {
        if put.is_changed {
            self.changed.push(Arc::clone(&put.path));
        }
        self.paths.push(put.path);
    }
}

/// A file that was handed over.
struct Put {
    path: Arc<str>,
    /// Whether the output has not the same bytes yet.
    is_changed: bool,
}

fn put(publisher: &Publisher, path: &str, bytes: &[u8]) -> Result<Put, Refused> {
    let taken = publisher.take(path)?;
    let is_there = publisher.check(path, &publisher.seen)?;
    let is_changed = !(is_there && is_same(&publisher.out.join(path), bytes));
    if is_changed {
        let new = publisher.new_files();
        publisher.made.make_for(&new, path)?;
        write_waiting(&new.join(path), bytes)?;
    }
    Ok(Put { path: taken, is_changed })
}
