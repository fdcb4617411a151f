//! Paths inside the output folder, as text with forward slashes.

use std::collections::HashSet;
use std::path::{Component, Path};
use std::sync::Arc;

/// Whether a path stays inside the folder and can be a line of the manifest.
pub(super) fn is_inside(path: &str) -> bool {
    let is_plain = !path.is_empty() && !path.chars().any(char::is_control);
    is_plain && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The folders of a path, the outermost first.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

/// The folder that a path is in; empty for the output folder itself.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Paths that are asked for: each once, and none of them both as a file and as a folder.
#[derive(Debug, Default)]
pub(super) struct Taken {
    files: HashSet<Arc<str>>,
    folders: HashSet<String>,
}

impl Taken {
    /// Takes a path for a file, if it is free. What is returned is kept once, however many lists it is in:
    /// a large report has more paths than anything else that a build must remember to its end.
    pub(super) fn take(&mut self, path: &str) -> Option<Arc<str>> {
        let is_free = !self.files.contains(path)
            && !self.folders.contains(path)
            && !folders_of(path).any(|folder| self.files.contains(folder));
        if !is_free {
            return None;
        }
        let taken: Arc<str> = path.into();
        self.files.insert(Arc::clone(&taken));
        // Where an inner folder is known, the outer ones are.
        let mut folder = folder_of(path);
        while !folder.is_empty() && !self.folders.contains(folder) {
            self.folders.insert(folder.to_owned());
            folder = folder_of(folder);
        }
        Some(taken)
    }

    /// Whether a path is taken for a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains(path)
    }
}
