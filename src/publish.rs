//! The output folder: the only room that reads and writes it.
//!
//! Files wait in a folder beside the output until everything has succeeded, and are then put in
//! place one by one; files that are already the same are left alone. A manifest remembers what
//! was made here, so that what is no longer made is removed, and nothing else ever is.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;

use crate::artifact::Artifact;

/// Name of the manifest in the output folder.
const MANIFEST: &str = ".preread-manifest";
/// First line of a manifest.
const HEADER: &str = "preread manifest 1";

/// Why nothing was published. The output is as it was.
#[derive(Debug)]
pub enum Refused {
    /// The folder holds files that were not made here.
    Foreign(PathBuf),
    /// The file system said no.
    Io(PathBuf, io::Error),
    /// Two records ask for the same file.
    Twice(String),
    /// A path that would leave the folder.
    Outside(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} holds files that preread did not make, and nothing is written there: choose another --out, or empty it yourself",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Twice(path) => write!(f, "two records ask for the same page {path}: rename one of them"),
            Self::Outside(path) => write!(f, "{path} is no path inside the output folder"),
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files in the output.
    pub files: usize,
    /// Bytes in the output.
    pub bytes: u64,
    /// Files that were new or changed.
    pub written: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// Files on their way into an output folder.
#[derive(Debug)]
pub struct Publisher {
    out: PathBuf,
    staging: TempDir,
    known: BTreeSet<String>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    paths: BTreeSet<String>,
    changed: BTreeSet<String>,
    bytes: u64,
}

impl Publisher {
    /// Begins to publish into a folder, which must be absent, empty, or made by preread.
    pub fn begin(out: &Path) -> Result<Self, Refused> {
        let known = manifest(out)?;
        let parent = match out.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| Refused::Io(parent.to_owned(), error))?;
        let staging = tempfile::Builder::new()
            .prefix(".preread-")
            .tempdir_in(parent)
            .map_err(|error| Refused::Io(parent.to_owned(), error))?;
        Ok(Self { out: out.to_owned(), staging, known, state: Mutex::default() })
    }

    /// Hands over a file. It waits beside the output unless the output already has the same bytes.
    pub fn add(&self, artifact: &Artifact) -> Result<(), Refused> {
        let relative = Path::new(&artifact.path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) || artifact.path.is_empty() {
            return Err(Refused::Outside(artifact.path.clone()));
        }
        let target = self.out.join(relative);
        let ours = self.known.contains(&artifact.path);
        if !ours && fs::symlink_metadata(&target).is_ok() {
            return Err(Refused::Foreign(target));
        }
        let same = ours && is_same(&target, &artifact.bytes);
        {
            let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if !state.paths.insert(artifact.path.clone()) {
                return Err(Refused::Twice(artifact.path.clone()));
            }
            state.bytes += artifact.bytes.len() as u64;
            if !same {
                state.changed.insert(artifact.path.clone());
            }
        }
        if same {
            return Ok(());
        }
        write(&self.staging.path().join(relative), &artifact.bytes)
    }

    /// Puts everything in place and removes what is no longer made.
    pub fn finish(self) -> Result<Published, Refused> {
        let state = self.state.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut done =
            Published { files: state.paths.len(), bytes: state.bytes, written: state.changed.len(), removed: 0 };
        fs::create_dir_all(&self.out).map_err(|error| Refused::Io(self.out.clone(), error))?;
        // What is about to be put in place is named first, so that a run cut short is still ours.
        let all: BTreeSet<&String> = state.paths.union(&self.known).collect();
        write_manifest(&self.out, &all)?;
        for path in &state.changed {
            let target = self.out.join(path);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent).map_err(|error| Refused::Io(parent.to_owned(), error))?;
            }
            fs::rename(self.staging.path().join(path), &target).map_err(|error| Refused::Io(target, error))?;
        }
        for path in self.known.difference(&state.paths) {
            if fs::remove_file(self.out.join(path)).is_ok() {
                done.removed += 1;
            }
            remove_empty_folders(&self.out, path);
        }
        write_manifest(&self.out, &state.paths.iter().collect())?;
        Ok(done)
    }
}

/// Writes one file into place at once, for commands whose output is a file. An existing file is
/// replaced whole or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let fail = |error| Refused::Io(path.to_owned(), error);
    fs::create_dir_all(parent).map_err(fail)?;
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

/// Paths that an earlier run made; an error when the folder holds something else.
fn manifest(out: &Path) -> Result<BTreeSet<String>, Refused> {
    match fs::read_to_string(out.join(MANIFEST)) {
        Ok(text) => {
            let mut lines = text.lines();
            if lines.next() != Some(HEADER) {
                return Err(Refused::Foreign(out.to_owned()));
            }
            let is_inside = |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
            Ok(lines.filter(|line| !line.is_empty()).filter(is_inside).map(str::to_owned).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_dir(out) {
            Ok(entries) => match entries.count() {
                0 => Ok(BTreeSet::new()),
                _ => Err(Refused::Foreign(out.to_owned())),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(Refused::Io(out.to_owned(), error)),
        },
        Err(error) => Err(Refused::Io(out.join(MANIFEST), error)),
    }
}

fn write_manifest(out: &Path, paths: &BTreeSet<&String>) -> Result<(), Refused> {
    let mut text = String::from(HEADER);
    for path in paths {
        text.push('\n');
        text.push_str(path);
    }
    text.push('\n');
    let target = out.join(MANIFEST);
    if is_same(&target, text.as_bytes()) { Ok(()) } else { write_file(&target, text.as_bytes()) }
}

fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let as_long =
        fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    as_long && fs::read(path).is_ok_and(|there| there == bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Refused> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Refused::Io(parent.to_owned(), error))?;
    }
    fs::write(path, bytes).map_err(|error| Refused::Io(path.to_owned(), error))
}

/// Removes the folders that a removed file leaves empty, up to the output folder.
fn remove_empty_folders(out: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(inner) = folder.filter(|inner| !inner.as_os_str().is_empty()) {
        if fs::remove_dir(out.join(inner)).is_err() {
            break;
        }
        folder = inner.parent();
    }
}

/// A temporary file is readable by its owner alone; a report is to be read.
fn open_to_all(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = path;
}
