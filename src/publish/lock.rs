//! One build at a time: a lock beside the output folder.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::refused::Refused;
use super::stands::{Stands, stands};

/// How often the lock is asked for when another build takes it away at the same moment.
const MOST_TRIES: usize = 20;

/// A lock on an output folder: a file beside it, which goes when the lock does.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    pub(super) fn take(path: &Path, out: &Path) -> Result<Self, Refused> {
        let fail = |error| Refused::Io(path.to_owned(), error);
        for _ in 0..MOST_TRIES {
            if !matches!(stands(path), Stands::Nothing | Stands::File) {
                return Err(Refused::Foreign(path.to_owned()));
            }
            let file = File::options().write(true).create(true).truncate(false).open(path).map_err(fail)?;
            match file.try_lock() {
                // The build before may have removed the file between opening and locking.
                Ok(()) if is_still_at(&file, path) => return Ok(Self { path: path.to_owned(), _file: file }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(fail(error)),
            }
        }
        Err(Refused::Busy(out.to_owned()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether an open file is the one at a path.
#[cfg(unix)]
pub(super) fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Whether an open file is the one at a path.
#[cfg(not(unix))]
pub(super) fn is_still_at(_: &File, path: &Path) -> bool {
    path.exists()
}
