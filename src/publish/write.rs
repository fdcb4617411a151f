//! Single files: written, compared, moved.

use std::fs;
use std::io;
use std::path::Path;

use super::refused::Refused;

/// Writes one file into place at once, for commands whose output is a file. An existing file is
/// replaced whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let fail = |error| Refused::Io(path.to_owned(), error);
    make_folder(parent)?;
    let mut file = tempfile::NamedTempFile::new_in(parent).map_err(fail)?;
    io::Write::write_all(&mut file, bytes).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    open_to_all(path);
    Ok(())
}

/// Writes a file that must not exist yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let fail = |error| Refused::Io(path.to_owned(), error);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(fail)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(fail)?;
    io::Write::write_all(&mut file, bytes).map_err(fail)
}

/// What to say when a folder cannot be made or looked into.
pub(super) fn no_folder(folder: &Path, error: io::Error) -> Refused {
    match error.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Refused::NoFolder(folder.to_owned()),
        _ => Refused::Io(folder.to_owned(), error),
    }
}

pub(super) fn make_folder(folder: &Path) -> Result<(), Refused> {
    fs::create_dir_all(folder).map_err(|error| no_folder(folder, error))
}

/// Moves a file; the folders on the way to its new place are made.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Refused> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|error| Refused::Io(parent.to_owned(), error))?;
    }
    fs::rename(from, to).map_err(|error| Refused::Io(to.to_owned(), error))
}

/// Whether a file is there with the same bytes.
pub(super) fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let as_long =
        fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    as_long && fs::read(path).is_ok_and(|there| there == bytes)
}

/// Writes a file into a folder that is there, where nobody looks yet.
pub(super) fn write_waiting(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    fs::write(path, bytes).map_err(|error| Refused::Io(path.to_owned(), error))
}

/// Removes the folders that a removed file leaves empty, up to the output folder.
pub(super) fn remove_empty_folders(out: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(inner)).is_err() {
            break;
        }
        folder = inner.parent();
    }
}

/// A temporary file is readable by its owner alone; a report is to be read.
pub(super) fn open_to_all(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = path;
}
