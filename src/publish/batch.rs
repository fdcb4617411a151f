//! The files that are made of one thing: handed over as they are made, published together.

use std::sync::{Arc, Mutex};

use super::manifest::{Entry, Origin};
use super::path::is_inside;
use super::publisher::{Publisher, lock};
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

/// A batch on its way, to which several may hand over files at once. What is not ended is not published.
#[derive(Debug)]
pub struct Batch<'p> {
    publisher: &'p Publisher,
    name: String,
    list: Mutex<List>,
}

/// Files of a batch.
#[derive(Debug, Default)]
struct List {
    paths: Vec<Arc<str>>,
    /// Those of them that wait.
    changed: Vec<Arc<str>>,
}

impl<'p> Batch<'p> {
    pub(super) fn begin(publisher: &'p Publisher, name: &str) -> Self {
        Self { publisher, name: name.to_owned(), list: Mutex::default() }
    }

    /// Where the row of a batch is kept.
    pub(super) fn row_path(name: &str) -> String {
        format!("{ROWS}{name}.json")
    }

    /// Hands over files. Each waits beside the output unless the output already has the same bytes.
    pub fn add(&self, artifacts: &[Artifact]) -> Result<(), Refused> {
        let mut list = List::default();
        for artifact in artifacts {
            if !is_inside(&artifact.path) {
                return Err(Refused::Outside(artifact.path.clone()));
            }
            self.put(&artifact.path, &artifact.bytes, &mut list)?;
        }
        let mut all = lock(&self.list);
        all.paths.extend(list.paths);
        all.changed.extend(list.changed);
        Ok(())
    }

    /// Ends the batch: what it was made of, and what the next build wants to know when it stays as
    /// it is. The note is one line; the row is kept in a file of its own, unless it is empty.
    /// Returns the fingerprint of the row.
    pub fn end(self, fingerprint: Fingerprint, note: String, row: &[u8]) -> Result<Fingerprint, Refused> {
        let mut list = std::mem::take(&mut *lock(&self.list));
        if !row.is_empty() {
            self.put(&Self::row_path(&self.name), row, &mut list)?;
        }
        list.paths.sort_unstable();
        list.paths.shrink_to_fit();
        let row = Fingerprint::of(row);
        let origin = Some(Origin { fingerprint, row, note });
        let mut state = self.publisher.state();
        state.changed.extend(list.changed);
        state.batches.insert(self.name, Entry { origin, paths: list.paths });
        Ok(row)
    }

    fn put(&self, path: &str, bytes: &[u8], list: &mut List) -> Result<(), Refused> {
        let publisher = self.publisher;
        let taken = publisher.take(path)?;
        let is_there = publisher.check(path, &publisher.seen)?;
        if !(is_there && is_same(&publisher.out.join(path), bytes)) {
            let new = publisher.new_files();
            publisher.made.make_for(&new, path)?;
            write_waiting(&new.join(path), bytes)?;
            list.changed.push(Arc::clone(&taken));
        }
        list.paths.push(taken);
        Ok(())
    }
}
