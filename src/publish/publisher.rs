//! What goes into the output: batches of files that wait until everything has succeeded, and
//! batches that are there already and stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

use super::batch::{Batch, is_report};
use super::folders::{Made, Seen, untouched};
use super::lock::Lock;
use super::manifest::{Entry, MANIFEST, Manifest, check};
use super::moves::Moves;
use super::path::{Taken, folders_of};
use super::refused::Refused;
use super::seal::Seal;
use super::staging::{RANDOM, named, remove_stale};
use super::stands::{Stands, beside, stands};
use super::write::{is_same, remove_empty_folders, write_file};
use crate::fingerprint::Fingerprint;

/// What was done. Rows are not counted: they are no files of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files in the output.
    pub files: usize,
    /// Files that were new or changed.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// What the build before noted about a batch that stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The note.
    pub note: String,
    /// The fingerprint of its row; [`Publisher::row`] reads it.
    pub row: Fingerprint,
}

/// Files on their way into an output folder.
#[derive(Debug)]
pub struct Publisher {
    pub(super) out: PathBuf,
    // Dropped in this order: the staging folder goes while the lock is still held.
    staging: TempDir,
    _lock: Lock,
    /// The staging folder as it was when it was made: the moment of the beginning.
    began: Metadata,
    /// The manifest that was there, as it is and as it was read.
    text: Option<String>,
    pub(super) known: Manifest,
    seal: Option<Seal>,
    pub(super) seen: Seen,
    pub(super) made: Made,
    taken: Mutex<Taken>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    /// Batches that were handed over.
    pub(super) batches: BTreeMap<String, Entry>,
    /// Names of batches that stay.
    kept: BTreeSet<String>,
    /// Files that wait.
    pub(super) changed: BTreeSet<Arc<str>>,
}

impl Publisher {
    /// Begins to publish into a folder, which must be absent, empty, or made by preread.
    pub fn begin(out: &Path) -> Result<Self, Refused> {
        check(out)?;
        let (parent, name) = beside(out)?;
        let fail = |error| Refused::Io(parent.clone(), error);
        let lock = Lock::take(&parent.join(named(&name, ".lock")), out)?;
        let prefix = named(&name, "-");
        remove_stale(&parent, &prefix);
        let staging = tempfile::Builder::new().prefix(&prefix).rand_bytes(RANDOM).tempdir_in(&parent).map_err(fail)?;
        let began = fs::symlink_metadata(staging.path()).map_err(fail)?;
        // Only now is it sure that nobody else changes what is there.
        let text = Manifest::text(out)?;
        let known = text.as_deref().map(Manifest::parse).unwrap_or_default();
        Ok(Self {
            seal: text.as_ref().and_then(|_| Seal::of(&out.join(MANIFEST), &began)),
            out: out.to_owned(),
            staging,
            _lock: lock,
            began,
            text,
            known,
            seen: Seen::default(),
            made: Made::default(),
            taken: Mutex::default(),
            state: Mutex::default(),
        })
    }

    /// Whether there is no report yet.
    pub fn is_first(&self) -> bool {
        self.text.is_none()
    }

    /// Leaves a batch as it is, if it was made of the same and nobody touched it since. Returns what
    /// was noted about it then.
    pub fn keep(&self, name: &str, fingerprint: &Fingerprint) -> Option<Kept> {
        let entry = self.known.batches.get(name)?;
        let origin = entry.origin.as_ref().filter(|origin| origin.fingerprint == *fingerprint)?;
        if !untouched(&self.out, &entry.paths, self.seal?) {
            return None;
        }
        lock(&self.state).kept.insert(name.to_owned());
        Some(Kept { note: origin.note.clone(), row: origin.row })
    }

    /// The row of a batch that stays; nothing if it is not what was put there.
    pub fn row(&self, name: &str) -> Option<Vec<u8>> {
        let origin = self.known.batches.get(name)?.origin.as_ref()?;
        let bytes = fs::read(self.out.join(Batch::row_path(name))).ok()?;
        (Fingerprint::of(&bytes) == origin.row).then_some(bytes)
    }

    /// Begins to hand over a batch of files.
    pub fn batch(&self, name: &str) -> Batch<'_> {
        Batch::begin(self, name)
    }

    /// Where files wait, with their paths in the output.
    pub(super) fn new_files(&self) -> PathBuf {
        self.staging.path().join("new")
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// Takes a path for a file, which nobody else may have.
    pub(super) fn take(&self, path: &str) -> Result<Arc<str>, Refused> {
        lock(&self.taken).take(path).ok_or_else(|| Refused::Twice(path.to_owned()))
    }

    /// Puts everything in place and removes what is no longer made, or leaves all as it was.
    pub fn finish(self) -> Result<Published, Refused> {
        let state = std::mem::take(&mut *lock(&self.state));
        if state.batches.is_empty() && state.kept.len() == self.known.batches.len() && self.seal.is_some() {
            return Ok(Published { files: self.known.files(), ..Published::default() });
        }
        self.refuse_doubles(&state)?;
        let gone = self.gone(&state);
        self.foresee(&state, &gone)?;
        let manifest = self.manifest(&state);
        let mut published = Published {
            files: manifest.files(),
            written: state.changed.iter().filter(|path| is_report(path)).count(),
            removed: 0,
        };
        if stands(&self.out) == Stands::Nothing {
            self.put_whole(&manifest)?;
            return Ok(published);
        }
        let text = manifest.write();
        if state.changed.is_empty() && gone.is_empty() {
            self.leave(&text)?;
            return Ok(published);
        }
        let (new, old) = (self.new_files(), self.staging.path().join("old"));
        let mut moves = Moves::between(&self.out, &new, &old);
        match self.put_in_place(&state, &gone, &text, &mut moves) {
            Ok(removed) => {
                published.removed = removed;
                Ok(published)
            }
            Err(refused) => {
                if moves.undo() {
                    self.forget();
                }
                Err(refused)
            }
        }
    }

    /// A path of a batch that stays cannot be one of a batch that was handed over.
    fn refuse_doubles(&self, state: &State) -> Result<(), Refused> {
        let kept: Vec<&Entry> = self.kept(state).map(|(_, entry)| entry).collect();
        let has = |path: &str| kept.iter().any(|entry| entry.has(path));
        for (name, entry) in state.batches.iter().filter(|_| !kept.is_empty()) {
            let before = self.known.batches.get(name);
            for path in entry.paths.iter().filter(|path| before.is_none_or(|before| !before.has(path))) {
                let is_double = has(path)
                    || folders_of(path).any(has)
                    || kept.iter().any(|entry| entry.has_below(&format!("{path}/")));
                if is_double {
                    return Err(Refused::Twice(path.to_string()));
                }
            }
        }
        Ok(())
    }

    /// Batches that stay.
    fn kept<'s>(&'s self, state: &'s State) -> impl Iterator<Item = (&'s String, &'s Entry)> {
        self.known.batches.iter().filter(|(name, _)| state.kept.contains(*name))
    }

    /// Files that are no longer made.
    fn gone(&self, state: &State) -> BTreeSet<Arc<str>> {
        let taken = lock(&self.taken);
        let others = self.known.batches.iter().filter(|(name, _)| !state.kept.contains(*name));
        let paths = others.flat_map(|(_, entry)| &entry.paths).filter(|path| !taken.has(path));
        paths.filter(|path| !self.kept(state).any(|(_, entry)| entry.has(path))).cloned().collect()
    }

    /// What is in the output at the end.
    fn manifest(&self, state: &State) -> Manifest {
        let kept = self.kept(state).map(|(name, entry)| (name.clone(), entry.clone()));
        Manifest { batches: state.batches.clone().into_iter().chain(kept).collect() }
    }

    /// What may be in the output on the way there: all names, and for what moves none of what it was
    /// made of. A run cut short leaves files of ours, and nothing that is taken for what it is not.
    fn manifest_on_the_way(&self, state: &State) -> Manifest {
        let mut manifest = Manifest::default();
        for (name, entry) in self.known.batches.iter().chain(&state.batches) {
            let both = manifest.batches.entry(name.clone()).or_default();
            both.paths.extend(entry.paths.iter().cloned());
            both.paths.sort_unstable();
            both.paths.dedup();
        }
        for (name, entry) in self.kept(state) {
            manifest.batches.insert(name.clone(), entry.clone());
        }
        manifest
    }

    /// Looks for all that can be known to go wrong. Nothing is changed.
    fn foresee(&self, state: &State, gone: &BTreeSet<Arc<str>>) -> Result<(), Refused> {
        if stands(&self.out) == Stands::Nothing {
            return Ok(());
        }
        // What was seen when a file was handed over may no longer be so.
        let seen = Seen::default();
        let mut folders = BTreeSet::new();
        for path in &state.changed {
            self.check(path, &seen)?;
            folders.insert(self.nearest_folder(path, &seen));
        }
        for path in gone {
            self.check_parents(path, &seen)?;
            folders.insert(self.nearest_folder(path, &seen));
        }
        for folder in folders {
            let folder = self.out.join(folder);
            tempfile::tempfile_in(&folder).map_err(|error| Refused::Io(folder, error))?;
        }
        Ok(())
    }

    /// The first report in a folder is put there at once.
    fn put_whole(&self, manifest: &Manifest) -> Result<(), Refused> {
        let new = self.new_files();
        let target = new.join(MANIFEST);
        write_file(&target, manifest.write().as_bytes())?;
        Seal::put(&target, None).map_err(|error| Refused::Io(target, error))?;
        let (parent, name) = beside(&self.out)?;
        fs::rename(&new, parent.join(name)).map_err(|error| Refused::Io(self.out.clone(), error))
    }

    /// Puts another manifest in place of the one that is there. It waits in the staging folder, which
    /// goes with a build that is cut short: nothing half written is left in the output.
    fn replace_manifest(&self, text: &str) -> Result<(), Refused> {
        let (waiting, target) = (self.staging.path().join("manifest"), self.out.join(MANIFEST));
        fs::write(&waiting, text).map_err(|error| Refused::Io(waiting.clone(), error))?;
        fs::rename(&waiting, &target).map_err(|error| Refused::Io(target, error))
    }

    /// Nothing moves. The manifest may still be younger than what it says, or lack its seal.
    fn leave(&self, text: &str) -> Result<(), Refused> {
        let target = self.out.join(MANIFEST);
        let is_said = self.text.as_deref() == Some(text);
        if !is_said {
            self.replace_manifest(text)?;
        }
        // All was compared since the beginning.
        Seal::put(&target, Some(&self.began)).map_err(|error| Refused::Io(target, error))
    }

    /// The moves themselves. Returns how many files were removed.
    fn put_in_place(
        &self,
        state: &State,
        gone: &BTreeSet<Arc<str>>,
        text: &str,
        moves: &mut Moves<'_>,
    ) -> Result<usize, Refused> {
        let target = self.out.join(MANIFEST);
        self.replace_manifest(&self.manifest_on_the_way(state).write())?;
        let seen = Seen::default();
        let mut removed = 0;
        for path in gone {
            // What became a link, or lies behind one, is no longer ours.
            if self.check_parents(path, &seen).is_err() {
                continue;
            }
            if stands(&self.out.join(&**path)) == Stands::File {
                moves.take_away(path)?;
                removed += usize::from(is_report(path));
            }
            remove_empty_folders(&self.out, path);
        }
        moves.place_all(&state.changed)?;
        self.replace_manifest(text)?;
        Seal::put(&target, None).map_err(|error| Refused::Io(target, error))?;
        Ok(removed)
    }

    /// Leaves the manifest as it was, after every move was undone.
    fn forget(&self) {
        let target = self.out.join(MANIFEST);
        let _ = match &self.text {
            Some(text) if is_same(&target, text.as_bytes()) => Ok(()),
            Some(text) => self.replace_manifest(text),
            None => fs::remove_file(&target).map_err(|error| Refused::Io(target, error)),
        };
    }

    /// Whether a file may be put at a path: nothing is there, or a file of ours. Returns whether a
    /// file is there.
    pub(super) fn check(&self, path: &str, seen: &Seen) -> Result<bool, Refused> {
        // Where a folder lacks, nothing can be below it.
        if !self.check_parents(path, seen)? {
            return Ok(false);
        }
        let target = self.out.join(path);
        match stands(&target) {
            Stands::Nothing => Ok(false),
            Stands::File if self.known.has(path) => Ok(true),
            _ => Err(Refused::Foreign(target)),
        }
    }

    /// Whether each folder of a path is there. An absent one is no fault, nor a file of ours that
    /// makes way.
    fn check_parents(&self, path: &str, seen: &Seen) -> Result<bool, Refused> {
        for folder in folders_of(path) {
            match seen.stands(&self.out, folder) {
                Stands::Folder => {}
                Stands::Nothing => return Ok(false),
                Stands::File if self.known.has(folder) => return Ok(false),
                _ => return Err(Refused::Foreign(self.out.join(folder))),
            }
        }
        Ok(true)
    }

    /// The deepest folder on the way to a path that is there, or the output folder.
    fn nearest_folder<'p>(&self, path: &'p str, seen: &Seen) -> &'p str {
        folders_of(path).take_while(|folder| seen.stands(&self.out, folder) == Stands::Folder).last().unwrap_or("")
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
