//! Folders that were looked at or made, so that each is looked at or made once and not once for
//! every file in it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::path::{folder_of, folders_of};
use super::refused::Refused;
use super::seal::Seal;
use super::stands::{Stands, stands};

/// What stands where the folders of the output are to be, at one moment.
#[derive(Debug, Default)]
pub(super) struct Seen(Mutex<HashMap<String, Stands>>);

impl Seen {
    /// What stands at a folder of the output.
    pub(super) fn stands(&self, out: &Path, folder: &str) -> Stands {
        if let Some(known) = lock(&self.0).get(folder) {
            return *known;
        }
        let found = stands(&out.join(folder));
        lock(&self.0).insert(folder.to_owned(), found);
        found
    }
}

/// Folders that were made below another.
#[derive(Debug, Default)]
pub(super) struct Made(Mutex<HashSet<String>>);

impl Made {
    /// Makes the folder that a path below `root` is in, unless that was done before.
    pub(super) fn make_for(&self, root: &Path, path: &str) -> Result<(), Refused> {
        let folder = folder_of(path);
        if lock(&self.0).contains(folder) {
            return Ok(());
        }
        let full = root.join(folder);
        fs::create_dir_all(&full).map_err(|error| Refused::Io(full, error))?;
        lock(&self.0).insert(folder.to_owned());
        Ok(())
    }
}

/// Whether files below a folder are all there, and they and the folders they are in are as they were
/// at the sealing of their manifest.
pub(super) fn untouched(out: &Path, paths: &[Arc<str>], seal: Seal) -> bool {
    let holds = |path: &str, is_kind: fn(&Metadata) -> bool| {
        fs::symlink_metadata(out.join(path)).is_ok_and(|metadata| is_kind(&metadata) && seal.holds(&metadata))
    };
    let mut folders = BTreeSet::new();
    let mut before = "";
    for path in paths {
        if folder_of(path) != before {
            before = folder_of(path);
            for folder in folders_of(path) {
                if folders.insert(folder) && !holds(folder, Metadata::is_dir) {
                    return false;
                }
            }
        }
        if !holds(path, Metadata::is_file) {
            return false;
        }
    }
    true
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
