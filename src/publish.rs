//! The output folder: the only room that reads and writes it.
//!
//! Files wait in a folder beside the output until everything has succeeded, and are then put in
//! place one by one; files that are already the same are left alone. What can go wrong is looked
//! for before the first file moves, and what has moved is put back when something still does. A
//! manifest remembers what was made here, so that what is no longer made is removed, and nothing
//! else ever is. No link below the output is followed, and a lock keeps a second build out.

pub mod loose;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use tempfile::TempDir;

use crate::artifact::Artifact;

/// Name of the manifest in the output folder.
const MANIFEST: &str = ".preread-manifest";
/// First line of a manifest.
const HEADER: &str = "preread manifest 1";
/// Letters and digits at the end of the name of a staging folder.
const RANDOM: usize = 6;
/// How often the lock is asked for when another build takes it away at the same moment.
const MOST_TRIES: usize = 20;

/// Why nothing was published. The output is as it was.
#[derive(Debug)]
pub enum Refused {
    /// The folder holds files that were not made here.
    Foreign(PathBuf),
    /// Something that was not made here stands where a file is to be.
    NotOurs(PathBuf, &'static str),
    /// The file system said no.
    Io(PathBuf, io::Error),
    /// Two records ask for the same file.
    Twice(String),
    /// A path that would leave the folder, or that has a control character.
    Outside(String),
    /// The folder is a file, or lies below one.
    NoFolder(PathBuf),
    /// Another build writes into the folder.
    Busy(PathBuf),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => write!(
                f,
                "{} holds files that preread did not make, and nothing is written there: choose another --out, or empty it yourself",
                path.display()
            ),
            Self::NotOurs(path, what) => write!(
                f,
                "{} is no {what} that preread made, and it is not overwritten: choose another --out, or move it away",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Twice(path) => write!(f, "two records ask for the same page {path}: rename one of them"),
            Self::Outside(path) => write!(f, "`{}` is no path inside the output folder", path.escape_debug()),
            Self::NoFolder(path) => {
                write!(f, "{} is a file or lies below one: choose another --out, a folder", path.display())
            }
            Self::Busy(path) => write!(
                f,
                "another build is writing there: {} is locked, and nothing is written; try again when it is done",
                path.display()
            ),
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
    // Dropped in this order: the staging folder goes while the lock is still held.
    staging: TempDir,
    _lock: Lock,
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
        manifest(out)?;
        let (parent, name) = beside(out)?;
        let fail = |error| Refused::Io(parent.clone(), error);
        let lock = Lock::take(&parent.join(named(&name, ".lock")), out)?;
        // Only now is it sure that nobody else changes what is there.
        let known = manifest(out)?;
        let prefix = named(&name, "-");
        remove_stale(&parent, &prefix);
        let staging = tempfile::Builder::new().prefix(&prefix).rand_bytes(RANDOM).tempdir_in(&parent).map_err(fail)?;
        Ok(Self { out: out.to_owned(), staging, _lock: lock, known, state: Mutex::default() })
    }

    /// Hands over a file. It waits beside the output unless the output already has the same bytes.
    pub fn add(&self, artifact: &Artifact) -> Result<(), Refused> {
        if !is_inside(&artifact.path) {
            return Err(Refused::Outside(artifact.path.clone()));
        }
        self.check(&artifact.path)?;
        let same = self.known.contains(&artifact.path) && is_same(&self.out.join(&artifact.path), &artifact.bytes);
        {
            let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if is_taken(&state.paths, &artifact.path) {
                return Err(Refused::Twice(artifact.path.clone()));
            }
            state.paths.insert(artifact.path.clone());
            state.bytes += artifact.bytes.len() as u64;
            if !same {
                state.changed.insert(artifact.path.clone());
            }
        }
        if same {
            return Ok(());
        }
        write(&self.staging.path().join("new").join(&artifact.path), &artifact.bytes)
    }

    /// Puts everything in place and removes what is no longer made, or leaves all as it was.
    pub fn finish(mut self) -> Result<Published, Refused> {
        let state = std::mem::take(self.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner));
        let gone: BTreeSet<&String> = self.known.difference(&state.paths).collect();
        self.foresee(&state, &gone)?;
        let mut moves = Moves { out: &self.out, staging: self.staging.path(), done: Vec::new() };
        let was_there = self.out.exists();
        let removed = match self.put_in_place(&state, &gone, &mut moves) {
            Ok(removed) => removed,
            Err(refused) => {
                if moves.undo() {
                    self.forget(was_there);
                }
                return Err(refused);
            }
        };
        Ok(Published { files: state.paths.len(), bytes: state.bytes, written: state.changed.len(), removed })
    }

    /// Looks for all that can be known to go wrong. Nothing is changed.
    fn foresee(&self, state: &State, gone: &BTreeSet<&String>) -> Result<(), Refused> {
        let mut folders = BTreeSet::new();
        for path in &state.changed {
            self.check(path)?;
            folders.insert(self.nearest_folder(path));
        }
        for path in gone {
            self.check_parents(path)?;
            folders.insert(self.nearest_folder(path));
        }
        for folder in folders.into_iter().filter(|folder| stands(folder) == Stands::Folder) {
            tempfile::tempfile_in(&folder).map_err(|error| Refused::Io(folder, error))?;
        }
        Ok(())
    }

    /// The moves themselves. Returns how many files were removed.
    fn put_in_place(&self, state: &State, gone: &BTreeSet<&String>, moves: &mut Moves<'_>) -> Result<usize, Refused> {
        fs::create_dir_all(&self.out).map_err(|error| Refused::Io(self.out.clone(), error))?;
        // What is about to be put in place is named first, so that a run cut short is still ours.
        write_manifest(&self.out, &state.paths.union(&self.known).collect())?;
        let mut removed = 0;
        for path in gone {
            // What became a link, or lies behind one, is no longer ours.
            if self.check_parents(path).is_err() {
                continue;
            }
            if stands(&self.out.join(path)) == Stands::File {
                moves.take_away(path)?;
                removed += 1;
            }
            remove_empty_folders(&self.out, path);
        }
        for path in &state.changed {
            moves.place(path)?;
        }
        write_manifest(&self.out, &state.paths.iter().collect())?;
        Ok(removed)
    }

    /// Leaves the manifest as it was, after every move was undone.
    fn forget(&self, was_there: bool) {
        if !self.known.is_empty() {
            let _ = write_manifest(&self.out, &self.known.iter().collect());
            return;
        }
        let _ = fs::remove_file(self.out.join(MANIFEST));
        if !was_there {
            let _ = fs::remove_dir(&self.out);
        }
    }

    /// Whether a file may be put at a path: nothing is there, or a file of ours.
    fn check(&self, path: &str) -> Result<(), Refused> {
        self.check_parents(path)?;
        let target = self.out.join(path);
        match stands(&target) {
            Stands::Nothing => Ok(()),
            Stands::File if self.known.contains(path) => Ok(()),
            _ => Err(Refused::Foreign(target)),
        }
    }

    /// Whether each folder of a path is absent or a real folder, or a file of ours that makes way.
    fn check_parents(&self, path: &str) -> Result<(), Refused> {
        for folder in folders_of(path) {
            let full = self.out.join(folder);
            match stands(&full) {
                Stands::Folder => {}
                Stands::Nothing => break,
                Stands::File if self.known.contains(folder) => break,
                _ => return Err(Refused::Foreign(full)),
            }
        }
        Ok(())
    }

    /// The deepest folder on the way to a path that is there, or the output folder.
    fn nearest_folder(&self, path: &str) -> PathBuf {
        let there = folders_of(path).map(|folder| self.out.join(folder));
        there.take_while(|folder| stands(folder) == Stands::Folder).last().unwrap_or_else(|| self.out.clone())
    }
}

/// Files that were moved, so that they can be moved back.
struct Moves<'a> {
    out: &'a Path,
    staging: &'a Path,
    done: Vec<Move>,
}

enum Move {
    Taken(String),
    Placed(String),
}

impl Moves<'_> {
    /// Moves a file of the output into the staging folder.
    fn take_away(&mut self, path: &str) -> Result<(), Refused> {
        rename(&self.out.join(path), &self.staging.join("old").join(path))?;
        self.done.push(Move::Taken(path.to_owned()));
        Ok(())
    }

    /// Moves a file that waits into the output.
    fn place(&mut self, path: &str) -> Result<(), Refused> {
        if stands(&self.out.join(path)) == Stands::File {
            self.take_away(path)?;
        }
        if let Err(refused) = rename(&self.staging.join("new").join(path), &self.out.join(path)) {
            remove_empty_folders(self.out, path);
            return Err(refused);
        }
        self.done.push(Move::Placed(path.to_owned()));
        Ok(())
    }

    /// Moves everything back, the last first. Returns whether all of it went well.
    fn undo(self) -> bool {
        let mut well = true;
        for done in self.done.iter().rev() {
            well &= match done {
                Move::Taken(path) => rename(&self.staging.join("old").join(path), &self.out.join(path)).is_ok(),
                Move::Placed(path) => {
                    let back = fs::remove_file(self.out.join(path)).is_ok();
                    remove_empty_folders(self.out, path);
                    back
                }
            };
        }
        well
    }
}

/// A lock on an output folder: a file beside it, which goes when the lock does.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn take(path: &Path, out: &Path) -> Result<Self, Refused> {
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
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(there)) => (open.dev(), open.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// Whether an open file is the one at a path.
#[cfg(not(unix))]
fn is_still_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// What stands at a path, without following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Nothing,
    Folder,
    File,
    Other,
}

fn stands(path: &Path) -> Stands {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => Stands::Folder,
        Ok(metadata) if metadata.is_file() => Stands::File,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Stands::Nothing,
        _ => Stands::Other,
    }
}

/// A path with every link that exists resolved; what does not exist is taken as it is written.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::CurDir => {}
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
fn beside(out: &Path) -> Result<(PathBuf, OsString), Refused> {
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

/// The name of something that stands beside an output folder for a while.
fn named(name: &OsString, end: &str) -> OsString {
    let mut whole = OsString::from(".preread-");
    whole.push(name);
    whole.push(end);
    whole
}

/// Removes the staging folders that runs of the same output left when they were cut short. The
/// lock of the output is held, so that none of them is in use.
fn remove_stale(parent: &Path, prefix: &OsString) {
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

/// Whether a path stays inside the folder and can be a line of the manifest.
fn is_inside(path: &str) -> bool {
    let is_plain = !path.is_empty() && !path.chars().any(char::is_control);
    is_plain && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a path is already asked for, as the same file, as a folder, or below a file.
fn is_taken(paths: &BTreeSet<String>, path: &str) -> bool {
    let below = format!("{path}/");
    paths.contains(path)
        || folders_of(path).any(|folder| paths.contains(folder))
        || paths.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
}

/// The folders of a path, the outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

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

/// Paths that an earlier run made; an error when the folder holds something else.
fn manifest(out: &Path) -> Result<BTreeSet<String>, Refused> {
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

/// What to say when a folder cannot be made or looked into.
fn no_folder(folder: &Path, error: io::Error) -> Refused {
    match error.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Refused::NoFolder(folder.to_owned()),
        _ => Refused::Io(folder.to_owned(), error),
    }
}

fn make_folder(folder: &Path) -> Result<(), Refused> {
    fs::create_dir_all(folder).map_err(|error| no_folder(folder, error))
}

/// Moves a file; the folders on the way to its new place are made.
fn rename(from: &Path, to: &Path) -> Result<(), Refused> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|error| Refused::Io(parent.to_owned(), error))?;
    }
    fs::rename(from, to).map_err(|error| Refused::Io(to.to_owned(), error))
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
