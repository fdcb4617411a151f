//! Paths inside the output folder, as text with forward slashes.

use std::collections::BTreeSet;
use std::path::{Component, Path};

/// Whether a path stays inside the folder and can be a line of the manifest.
pub(super) fn is_inside(path: &str) -> bool {
    let is_plain = !path.is_empty() && !path.chars().any(char::is_control);
    is_plain && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a path is already asked for, as the same file, as a folder, or below a file.
pub(super) fn is_taken(paths: &BTreeSet<String>, path: &str) -> bool {
    let below = format!("{path}/");
    paths.contains(path)
        || folders_of(path).any(|folder| paths.contains(folder))
        || paths.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
}

/// The folders of a path, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
