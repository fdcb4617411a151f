//! The folder beside the output in which files wait.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::stands::{Stands, stands};

/// Letters and digits at the end of the name of a staging folder.
pub(super) const RANDOM: usize = 6;

/// The name of something that stands beside an output folder for a while.
pub(super) fn named(name: &OsString, end: &str) -> OsString {
    let mut whole = OsString::from(".preread-");
    whole.push(name);
    whole.push(end);
    whole
}

/// Removes the staging folders that runs of the same output left when they were cut short. The
/// lock of the output is held, so that none of them is in use.
pub(super) fn remove_stale(parent: &Path, prefix: &OsString) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let random = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes()).unwrap_or_default();
        let is_stale = random.len() == RANDOM && random.iter().all(u8::is_ascii_alphanumeric);
        if is_stale && stands(&entry.path()) == Stands::Folder {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
