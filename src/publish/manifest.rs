//! The manifest: what was made here, so that nothing else is ever touched.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::path::is_inside;
use super::refused::Refused;
use super::stands::{Stands, stands};
use super::write::{is_same, no_folder, write_file};

/// Name of the manifest in the output folder.
pub(super) const MANIFEST: &str = ".preread-manifest";
/// First line of a manifest.
const HEADER: &str = "preread manifest 1";

/// Paths that an earlier run made; an error when the folder holds something else.
pub(super) fn manifest(out: &Path) -> Result<BTreeSet<String>, Refused> {
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err(Refused::NoFolder(out.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(no_folder(out, error)),
    }
    let path = out.join(MANIFEST);
    match stands(&path) {
        Stands::File => {
            let text = fs::read_to_string(&path).map_err(|error| Refused::Io(path, error))?;
            let mut lines = text.lines();
            match lines.next() {
                Some(HEADER) => Ok(lines.filter(|line| is_inside(line)).map(str::to_owned).collect()),
                _ => Err(Refused::Foreign(out.to_owned())),
            }
        }
        Stands::Nothing => {
            let mut entries = fs::read_dir(out).map_err(|error| Refused::Io(out.to_owned(), error))?;
            entries.next().map_or_else(|| Ok(BTreeSet::new()), |_| Err(Refused::Foreign(out.to_owned())))
        }
        _ => Err(Refused::Foreign(path)),
    }
}

pub(super) fn write_manifest(out: &Path, paths: &BTreeSet<&String>) -> Result<(), Refused> {
    let mut text = String::from(HEADER);
    for path in paths {
        text.push('\n');
        text.push_str(path);
    }
    text.push('\n');
    let target = out.join(MANIFEST);
    if is_same(&target, text.as_bytes()) { Ok(()) } else { write_file(&target, text.as_bytes()) }
}
