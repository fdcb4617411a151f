//! The manifest: what was made here, so that nothing else is ever touched, and from what, so that
//! the same is not made again.
//!
//! It is text. A line that begins with a tab opens a batch and says what it is known by; the lines
//! after it are the files of the batch. It holds no clock and no path of the machine: two builds of
//! the same site leave the same manifest, whatever was there before them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::batch::is_report;
use super::path::is_inside;
use super::refused::Refused;
use super::stands::{Stands, stands};
use super::write::no_folder;
use crate::fingerprint::Fingerprint;

/// Name of the manifest in the output folder.
pub(super) const MANIFEST: &str = ".preread-manifest";
/// First line of a manifest.
const HEADER: &str = "preread manifest 2";
/// First line of a manifest that is only a list of files.
const HEADER_OF_LIST: &str = "preread manifest 1";
/// Longest first line.
const MOST_HEADER: u64 = 64;

/// What an output folder says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Batches by name. Files of unknown origin are in one without a name.
    pub(super) batches: BTreeMap<String, Entry>,
}

/// A batch: the files that were made of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What they were made of; nothing when that is not known for sure.
    pub(super) origin: Option<Origin>,
    /// Their paths, sorted.
    pub(super) paths: Vec<Arc<str>>,
}

/// What a batch was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The fingerprint of all that went into it.
    pub(super) fingerprint: Fingerprint,
    /// The fingerprint of its row.
    pub(super) row: Fingerprint,
    /// A word for the next build, without control characters.
    pub(super) note: String,
}

impl Manifest {
    /// The text of the manifest in a folder: none when there is no folder or an empty one, an error
    /// when the folder holds something else.
    pub(super) fn text(out: &Path) -> Result<Option<String>, Refused> {
        if !check(out)? {
            return Ok(None);
        }
        let path = out.join(MANIFEST);
        fs::read_to_string(&path).map(Some).map_err(|error| Refused::Io(path, error))
    }

    /// What a text says. What cannot be a line of a manifest is passed over.
    pub(super) fn parse(text: &str) -> Self {
        let mut batches: BTreeMap<String, Entry> = BTreeMap::new();
        let (mut name, mut entry) = ("", Entry::default());
        for line in text.lines().skip(1) {
            if let Some(opened) = line.strip_prefix('\t') {
                batches.entry(name.to_owned()).or_default().take(entry);
                (name, entry) = open(opened);
            } else {
                let path = if line.starts_with('/') { format!("{name}{line}") } else { line.to_owned() };
                if is_inside(&path) {
                    entry.paths.push(path.into());
                }
            }
        }
        batches.entry(name.to_owned()).or_default().take(entry);
        batches.retain(|_, entry| entry.origin.is_some() || !entry.paths.is_empty());
        Self { batches }
    }

    /// As a text.
    pub(super) fn write(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (name, entry) in &self.batches {
            let _ = write!(text, "\t{name}");
            if let Some(Origin { fingerprint, row, note }) = &entry.origin {
                let _ = write!(text, "\t{fingerprint}\t{row}\t{note}");
            }
            text.push('\n');
            for path in &entry.paths {
                // Most files are in a folder that is called like their batch.
                let below = path.strip_prefix(name.as_str()).filter(|below| !name.is_empty() && below.starts_with('/'));
                text.push_str(below.unwrap_or(path));
                text.push('\n');
            }
        }
        text
    }

    /// How many files of the report there are.
    pub(super) fn files(&self) -> usize {
        self.batches.values().flat_map(|entry| &entry.paths).filter(|path| is_report(path)).count()
    }

    /// Whether a file was made here.
    pub(super) fn has(&self, path: &str) -> bool {
        self.batches.values().any(|entry| entry.has(path))
    }
}

impl Entry {
    /// Whether it has a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.paths.binary_search_by(|known| known.as_ref().cmp(path)).is_ok()
    }

    /// Whether it has a path that begins so.
    pub(super) fn has_below(&self, begin: &str) -> bool {
        let at = self.paths.partition_point(|path| path.as_ref() < begin);
        self.paths.get(at).is_some_and(|path| path.starts_with(begin))
    }

    /// Takes over what another says, which is nearly always all there is.
    fn take(&mut self, mut other: Self) {
        self.origin = other.origin.filter(|_| self.paths.is_empty());
        self.paths.append(&mut other.paths);
        if !self.paths.is_sorted() {
            self.paths.sort_unstable();
        }
        self.paths.dedup();
    }
}

/// A batch, from the line that opens it.
fn open(line: &str) -> (&str, Entry) {
    let mut fields = line.splitn(4, '\t');
    let name = fields.next().unwrap_or_default();
    let origin = match (fields.next(), fields.next(), fields.next()) {
        (Some(fingerprint), Some(row), Some(note)) => Fingerprint::parse(fingerprint)
            .zip(Fingerprint::parse(row))
            .map(|(fingerprint, row)| Origin { fingerprint, row, note: note.to_owned() }),
        _ => None,
    };
    (name, Entry { origin, paths: Vec::new() })
}

/// Whether a folder has a manifest; an error when it holds something else.
pub(super) fn check(out: &Path) -> Result<bool, Refused> {
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(Refused::NoFolder(out.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(no_folder(out, error)),
    }
    let path = out.join(MANIFEST);
    match stands(&path) {
        Stands::File => {
            let mut header = Vec::new();
            let read = fs::File::open(&path).and_then(|file| file.take(MOST_HEADER).read_to_end(&mut header));
            read.map_err(|error| Refused::Io(path, error))?;
            let header = String::from_utf8_lossy(&header);
            match header.lines().next() {
                Some(HEADER | HEADER_OF_LIST) => Ok(true),
                _ => Err(Refused::Foreign(out.to_owned())),
            }
        }
        Stands::Nothing => {
            let mut entries = fs::read_dir(out).map_err(|error| Refused::Io(out.to_owned(), error))?;
            entries.next().map_or(Ok(false), |_| Err(Refused::Foreign(out.to_owned())))
        }
        _ => Err(Refused::Foreign(path)),
    }
}
