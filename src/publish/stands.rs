//! What stands where: looked at without following a link, and never opened.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::MANIFEST;
use super::refused::Refused;
use super::write::make_folder;

/// What stands at a path, without following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    Nothing,
    Folder,
    File,
    Other,
}

pub(super) fn stands(path: &Path) -> Stands {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Stands::Folder,
        Ok(metadata) if metadata.is_file() => Stands::File,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Stands::Nothing,
        _ => Stands::Other,
    }
}

/// A path with every link that exists resolved; what does not exist is taken as it is written.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    // What is there is resolved at once, and not folder by folder.
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
            // By itself a drive is the folder that somebody stands in there.
            Component::Prefix(_) => real.push(part),
            part => {
                real.push(part);
                real = real.canonicalize().unwrap_or(real);
            }
        }
    }
    Ok(real)
}

/// The folder at a path or above it that holds a report made here, if there is one. A file that is
/// written there would be in the way of the next report, or would be taken away with it.
pub fn report_around(path: &Path) -> io::Result<Option<PathBuf>> {
    let real = real(path)?;
    Ok(real.ancestors().find(|folder| stands(&folder.join(MANIFEST)) == Stands::File).map(Path::to_owned))
}

/// The folder that an output folder is in, which is made, and its name there.
pub(super) fn beside(out: &Path) -> Result<(PathBuf, OsString), Refused> {
    let fail = |error| Refused::Io(out.to_owned(), error);
    let real = real(out).map_err(fail)?;
    match (real.parent(), real.file_name()) {
        (Some(parent), Some(name)) => {
            make_folder(parent)?;
            Ok((parent.to_owned(), name.to_owned()))
        }
        _ => Err(Refused::Foreign(out.to_owned())),
    }
}
