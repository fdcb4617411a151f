//! The files of one unit of work, in memory: what is shared, or one initiative.
//!
//! Paths are relative to the site, with forward slashes, in sorted order. It never reads a disk;
//! [`crate::source::tree`] fills it, and so do tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Files {
    entries: BTreeMap<Arc<str>, Bytes>,
}

impl Files {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, bytes: impl Into<Bytes>) {
        self.entries.insert(path.into(), bytes.into());
    }

    /// Adds all files of another set.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Whether a file is there.
    pub fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// The bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<&Bytes> {
        self.entries.get(path)
    }

    /// The text of a file, without a byte order mark; `None` when it is absent or no UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.entries.get(path)?).ok()
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.entries.keys()
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Bytes)> {
        self.entries.iter()
    }

    /// Paths below a folder, which ends with a slash.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
        self.entries.range(Arc::from(folder)..).map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
    }
}
