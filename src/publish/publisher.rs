//! Files handed over one by one, and put in place together at the end.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;

use super::lock::Lock;
use super::manifest::{MANIFEST, manifest, write_manifest};
use super::moves::Moves;
use super::path::{folders_of, is_inside, is_taken};
use super::refused::Refused;
use super::staging::{RANDOM, named, remove_stale};
use super::stands::{Stands, beside, stands};
use super::write::{is_same, remove_empty_folders, write};
use crate::artifact::Artifact;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files in the output.
    pub files: usize,
    /// Bytes in the output.
    pub bytes: u64,
    /// Files that were new or changed.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// Files on their way into an output folder.
#[derive(Debug)]
pub struct Publisher {
    out: PathBuf,
    // Dropped in this order: the staging folder goes while the lock is still held.
    staging: TempDir,
    _lock: Lock,
    known: BTreeSet<String>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    paths: BTreeSet<String>,
    changed: BTreeSet<String>,
    bytes: u64,
}

impl Publisher {
    /// Begins to publish into a folder, which must be absent, empty, or made by preread.
    pub fn begin(out: &Path) -> Result<Self, Refused> {
        manifest(out)?;
        let (parent, name) = beside(out)?;
        let fail = |error| Refused::Io(parent.clone(), error);
        let lock = Lock::take(&parent.join(named(&name, ".lock")), out)?;
        // Only now is it sure that nobody else changes what is there.
        let known = manifest(out)?;
        let prefix = named(&name, "-");
        remove_stale(&parent, &prefix);
        let staging = tempfile::Builder::new().prefix(&prefix).rand_bytes(RANDOM).tempdir_in(&parent).map_err(fail)?;
        Ok(Self { out: out.to_owned(), staging, _lock: lock, known, state: Mutex::default() })
    }

    /// Hands over a file. It waits beside the output unless the output already has the same bytes.
    pub fn add(&self, artifact: &Artifact) -> Result<(), Refused> {
        if !is_inside(&artifact.path) {
            return Err(Refused::Outside(artifact.path.clone()));
        }
        self.check(&artifact.path)?;
        let same = self.known.contains(&artifact.path) && is_same(&self.out.join(&artifact.path), &artifact.bytes);
        {
            let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if is_taken(&state.paths, &artifact.path) {
                return Err(Refused::Twice(artifact.path.clone()));
            }
            state.paths.insert(artifact.path.clone());
            state.bytes += artifact.bytes.len() as u64;
            if !same {
                state.changed.insert(artifact.path.clone());
            }
        }
        if same {
            return Ok(());
        }
        write(&self.staging.path().join("new").join(&artifact.path), &artifact.bytes)
    }

    /// Puts everything in place and removes what is no longer made, or leaves all as it was.
    pub fn finish(mut self) -> Result<Published, Refused> {
        let state = std::mem::take(self.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner));
        let gone: BTreeSet<&String> = self.known.difference(&state.paths).collect();
        self.foresee(&state, &gone)?;
        let mut moves = Moves { out: &self.out, staging: self.staging.path(), done: Vec::new() };
        let was_there = self.out.exists();
        let removed = match self.put_in_place(&state, &gone, &mut moves) {
            Ok(removed) => removed,
            Err(refused) => {
                if moves.undo() {
                    self.forget(was_there);
                }
                return Err(refused);
            }
        };
        Ok(Published { files: state.paths.len(), bytes: state.bytes, written: state.changed.len(), removed })
    }

    /// Looks for all that can be known to go wrong. Nothing is changed.
    fn foresee(&self, state: &State, gone: &BTreeSet<&String>) -> Result<(), Refused> {
        let mut folders = BTreeSet::new();
        for path in &state.changed {
            self.check(path)?;
            folders.insert(self.nearest_folder(path));
        }
        for path in gone {
            self.check_parents(path)?;
            folders.insert(self.nearest_folder(path));
        }
        for folder in folders.into_iter().filter(|folder| stands(folder) == Stands::Folder) {
            tempfile::tempfile_in(&folder).map_err(|error| Refused::Io(folder, error))?;
        }
        Ok(())
    }

    /// The moves themselves. Returns how many files were removed.
    fn put_in_place(&self, state: &State, gone: &BTreeSet<&String>, moves: &mut Moves<'_>) -> Result<usize, Refused> {
        fs::create_dir_all(&self.out).map_err(|error| Refused::Io(self.out.clone(), error))?;
        // What is about to be put in place is named first, so that a run cut short is still ours.
        write_manifest(&self.out, &state.paths.union(&self.known).collect())?;
        let mut removed = 0;
        for path in gone {
            // What became a link, or lies behind one, is no longer ours.
            if self.check_parents(path).is_err() {
                continue;
            }
            if stands(&self.out.join(path)) == Stands::File {
                moves.take_away(path)?;
                removed += 1;
            }
            remove_empty_folders(&self.out, path);
        }
        for path in &state.changed {
            moves.place(path)?;
        }
        write_manifest(&self.out, &state.paths.iter().collect())?;
        Ok(removed)
    }

    /// Leaves the manifest as it was, after every move was undone.
    fn forget(&self, was_there: bool) {
        if !self.known.is_empty() {
            let _ = write_manifest(&self.out, &self.known.iter().collect());
            return;
        }
        let _ = fs::remove_file(self.out.join(MANIFEST));
        if !was_there {
            let _ = fs::remove_dir(&self.out);
        }
    }

    /// Whether a file may be put at a path: nothing is there, or a file of ours.
    fn check(&self, path: &str) -> Result<(), Refused> {
        self.check_parents(path)?;
        let target = self.out.join(path);
        match stands(&target) {
            Stands::Nothing => Ok(()),
            Stands::File if self.known.contains(path) => Ok(()),
            _ => Err(Refused::Foreign(target)),
        }
    }

    /// Whether each folder of a path is absent or a real folder, or a file of ours that makes way.
    fn check_parents(&self, path: &str) -> Result<(), Refused> {
        for folder in folders_of(path) {
            let full = self.out.join(folder);
            match stands(&full) {
                Stands::Folder => {}
                Stands::Nothing => break,
                Stands::File if self.known.contains(folder) => break,
                _ => return Err(Refused::Foreign(full)),
            }
        }
        Ok(())
    }

    /// The deepest folder on the way to a path that is there, or the output folder.
    fn nearest_folder(&self, path: &str) -> PathBuf {
        let there = folders_of(path).map(|folder| self.out.join(folder));
        there.take_while(|folder| stands(folder) == Stands::Folder).last().unwrap_or_else(|| self.out.clone())
    }
}
