//! Files put where a person wants them, one by one: no folder of ours, and no manifest.
//!
//! All wait beside their place until everything has succeeded. A file that stands there already
//! is replaced only when its bytes say that it was made here; every other is left alone, and then
//! nothing is written at all. Nothing is ever removed.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::refused::Refused;
use super::staging::RANDOM;
use super::stands::{Stands, real, stands};
use super::write::{is_same, open_to_all, rename, write_waiting};

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Ours {
    /// What it is called.
    pub what: &'static str,
    /// Whether bytes at a place are one that was made here, and may be replaced.
    pub knows: fn(&[u8]) -> bool,
}

/// Files on their way to their places.
#[derive(Debug)]
pub struct Loose {
    ours: Ours,
    staging: TempDir,
    waiting: Vec<(PathBuf, PathBuf)>,
    same: usize,
}

impl Loose {
    /// Begins to write at or below a place.
    pub fn begin(place: &Path, ours: Ours) -> Result<Self, Refused> {
        let near = nearest_folder(place)?;
        let staging = tempfile::Builder::new()
            .prefix(".preread-loose-")
            .rand_bytes(RANDOM)
            .tempdir_in(&near)
            .map_err(|error| Refused::Io(near, error))?;
        Ok(Self { ours, staging, waiting: Vec::new(), same: 0 })
    }

    /// Hands over a file. It waits unless its place already holds the same bytes.
    pub fn add(&mut self, place: &Path, bytes: &[u8]) -> Result<(), Refused> {
        self.check(place)?;
        if stands(place) == Stands::File && is_same(place, bytes) {
            self.same += 1;
            return Ok(());
        }
        let waits = self.staging.path().join(self.waiting.len().to_string());
        write_waiting(&waits, bytes)?;
        self.waiting.push((waits, place.to_owned()));
        Ok(())
    }

    /// Puts every file in its place. Returns how many are new or changed, and how many were the same.
    pub fn finish(self) -> Result<(usize, usize), Refused> {
        // What can be known to go wrong is looked for before the first file moves.
        for (_, place) in &self.waiting {
            self.check(place)?;
            nearest_folder(place)?;
        }
        for (waits, place) in &self.waiting {
            rename(waits, place)?;
            open_to_all(place);
        }
        Ok((self.waiting.len(), self.same))
    }

    /// Whether a file may be put at a place: nothing is there, or a file that was made here.
    fn check(&self, place: &Path) -> Result<(), Refused> {
        let not_ours = || Err(Refused::NotOurs(place.to_owned(), self.ours.what));
        match stands(place) {
            Stands::Nothing => Ok(()),
            Stands::File => {
                let bytes = fs::read(place).map_err(|error| Refused::Io(place.to_owned(), error))?;
                if (self.ours.knows)(&bytes) { Ok(()) } else { not_ours() }
            }
            Stands::Folder | Stands::Other => not_ours(),
        }
    }
}

/// The deepest folder above a place that is there.
fn nearest_folder(place: &Path) -> Result<PathBuf, Refused> {
    let real = real(place).map_err(|error| Refused::Io(place.to_owned(), error))?;
    for folder in real.ancestors().skip(1) {
        match stands(folder) {
            Stands::Nothing => {}
            Stands::Folder => return Ok(folder.to_owned()),
            _ => return Err(Refused::NoFolder(folder.to_owned())),
        }
    }
    Err(Refused::NoFolder(place.to_owned()))
}
