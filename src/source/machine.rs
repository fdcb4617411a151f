//! The fonts of the machine, for packets in scripts that the theme has no font for. Only read when
//! somebody asks for it: what is made with them depends on the machine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::model::theme::{FarFont, is_for_paper};

/// Folders that systems keep fonts in.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/usr/X11R6/lib/X11/fonts",
];

/// Folders in the home of whoever is asking.
const AT_HOME: [&str; 3] = [".fonts", ".local/share/fonts", "Library/Fonts"];

/// How deep folders are looked through.
const DEEPEST: usize = 6;

/// Font files of the machine, in order of their paths. `home` is the folder of whoever is asking.
pub fn fonts(home: Option<&Path>) -> Vec<FarFont> {
    let at_home = home.into_iter().flat_map(|home| AT_HOME.iter().map(|folder| home.join(folder)));
    let mut found = Vec::new();
    for folder in FOLDERS.iter().map(PathBuf::from).chain(at_home) {
        list(&folder, DEEPEST, &mut found);
    }
    found.sort();
    found.into_iter().map(|path| FarFont::new(move || fs::read(&path).ok())).collect()
}

fn list(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    let Some(deep) = deep.checked_sub(1) else { return };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => list(&path, deep, found),
            Ok(_) if path.to_str().is_some_and(is_for_paper) => found.push(path),
            _ => {}
        }
    }
}
