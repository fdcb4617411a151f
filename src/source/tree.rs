//! The folder of a site on disk: the only room that reads it.
//!
//! It reads site.toml, content/ and themes/ and nothing else, follows no symbolic link, and hands
//! out files unit by unit, so that a large site is never in memory at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::{Code, Diagnostic};
use crate::parallel;
use crate::place::Place;
use crate::source::files::Files;
use crate::source::{builtin, id};

/// Deepest folder that is looked into, below content/ or themes/.
const MOST_FOLDERS: usize = 12;
/// Largest file that is read.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The folder of a site.
#[derive(Clone, Debug)]
pub struct Tree {
    root: PathBuf,
}

impl Tree {
    /// The site in a folder. Nothing is read yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The site at a folder or the nearest above it that has a site.toml.
    pub fn find(from: &Path) -> Option<Self> {
        let from = from.canonicalize().ok()?;
        from.ancestors().find(|folder| folder.join("site.toml").is_file()).map(Self::new)
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether there is a site.toml.
    pub fn is_site(&self) -> bool {
        self.root.join("site.toml").is_file()
    }

    /// What all initiatives share: site.toml, content/models and themes.
    pub fn shared(&self, problems: &mut Vec<Diagnostic>) -> Files {
        let mut files = Files::default();
        let mut reader = Reader { tree: self, files: &mut files, problems };
        reader.file("site.toml");
        // That one of these is a link is said once, where the entries of content/ are listed.
        if !self.is_link("content") && !self.is_link("content/models") {
            reader.folder("content/models", 0);
        }
        if reader.is_start("themes") {
            reader.folder("themes", 0);
        }
        files
    }

    /// Ids of the initiatives: the folders in content/ that are no models.
    pub fn initiatives(&self, problems: &mut Vec<Diagnostic>) -> Vec<String> {
        let mut files = Files::default();
        let mut reader = Reader { tree: self, files: &mut files, problems };
        let mut ids = Vec::new();
        if !reader.is_start("content") {
            return ids;
        }
        for entry in reader.entries("content") {
            let path = format!("content/{}", entry.name);
            match entry.kind {
                EntryKind::Folder if entry.name == "models" => {}
                EntryKind::Folder if reader.is_good_id(&entry.name, &path, "an initiative") => ids.push(entry.name),
                EntryKind::Folder => {}
                EntryKind::File => reader.report(
                    Code::StrayFile,
                    &path,
                    "this file is not part of any initiative, and is not read",
                    "Move it into the folder of an initiative, or out of content/.",
                ),
            }
        }
        ids
    }

    /// The files of one initiative.
    pub fn initiative(&self, id: &str, problems: &mut Vec<Diagnostic>) -> Files {
        let mut files = Files::default();
        let path = format!("content/{id}");
        if !self.is_link("content") && !self.is_link(&path) {
            Reader { tree: self, files: &mut files, problems }.initiative(&path);
        }
        files
    }

    /// Whether some initiative has a file, by exactly this path.
    pub fn has(&self, path: &str) -> bool {
        let Some((id, rest)) = path.strip_prefix("content/").and_then(|path| path.split_once('/')) else {
            return false;
        };
        let mut folder = format!("content/{id}");
        let is_initiative = id::fault(id).is_none() && !id::RESERVED.contains(&id);
        if !is_initiative || self.is_link("content") || self.is_link(&folder) {
            return false;
        }
        let mut reader = Reader { tree: self, files: &mut Files::default(), problems: &mut Vec::new() };
        let mut steps = rest.split('/').peekable();
        while let Some(name) = steps.next() {
            let is_last = steps.peek().is_none();
            let fits = |entry: &Entry| entry.name == name && matches!(entry.kind, EntryKind::File) == is_last;
            if !reader.entries(&folder).iter().any(fits) {
                return false;
            }
            folder = format!("{folder}/{name}");
        }
        true
    }

    /// How every file is that may be read, to find those that changed where nobody tells.
    pub fn marks(&self) -> Marks {
        let mut marks = Marks::new();
        self.mark("site.toml", 0, &mut marks);
        for folder in ["content", "themes"] {
            self.mark(folder, 0, &mut marks);
        }
        marks
    }

    /// What cannot be looked at now is taken as absent, and is another when it can.
    fn mark(&self, path: &str, depth: usize, marks: &mut Marks) {
        let Ok(found) = fs::symlink_metadata(self.root.join(path)) else { return };
        if !found.is_dir() {
            marks.insert(path.to_owned(), Mark { bytes: found.len(), changed: found.modified().ok() });
            return;
        }
        marks.insert(path.to_owned(), Mark { bytes: 0, changed: None });
        let Ok(entries) = fs::read_dir(self.root.join(path)) else { return };
        for entry in entries.flatten().take_while(|_| depth <= MOST_FOLDERS) {
            if let Some(name) = entry.file_name().to_str().filter(|name| !is_hidden(name)) {
                self.mark(&format!("{path}/{name}"), depth + 1, marks);
            }
        }
    }

    fn is_link(&self, path: &str) -> bool {
        self.root.join(path).is_symlink()
    }

    /// The text of one file, to show an excerpt of it; empty when it cannot be read.
    pub fn excerpt(&self, path: &str) -> String {
        if let Some(text) = builtin::text(path) {
            return text.to_owned();
        }
        let read = read_regular(&self.root.join(path), MOST_BYTES);
        read.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}

/// How files and folders are, by path.
pub type Marks = BTreeMap<String, Mark>;

/// How a file is, as far as can be seen without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    bytes: u64,
    changed: Option<SystemTime>,
}

/// Whether a file or folder is left out: hidden ones, and what editors leave or put beside a file for
/// the moment in which they write it.
pub fn is_hidden(name: &str) -> bool {
    let is_of_editor = name.ends_with('~') || name.ends_with("___jb_tmp___") || name.ends_with("___jb_old___");
    name.starts_with('.') || is_of_editor || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Why a file was not read.
enum Unread {
    NotThere,
    /// A link, a device, a pipe or a folder.
    NotAFile,
    TooLarge,
    Failed(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotThere,
            _ => Self::Failed(error),
        }
    }
}

/// Reads a regular file up to a limit. Nothing else is even opened: a pipe would never answer.
fn read_regular(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(Unread::NotAFile);
    }
    read_listed(path, limit)
}

/// Reads what was a regular file a moment ago, when its folder was listed. It is asked again once it
/// is open, and until then neither followed nor waited for.
fn read_listed(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    let mut options = fs::File::options();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    if metadata.len() > limit {
        return Err(Unread::TooLarge);
    }
    // With room for one more byte the end is found without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len() + 1).unwrap_or_default());
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Unread::TooLarge) } else { Ok(bytes) }
}

struct Entry {
    name: String,
    kind: EntryKind,
}

enum EntryKind {
    File,
    Folder,
}

struct Reader<'a> {
    tree: &'a Tree,
    files: &'a mut Files,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn folder(&mut self, path: &str, depth: usize) {
        if depth > MOST_FOLDERS {
            return self.report(Code::UnreadableFile, path, "the folders are too deep", "Move the files up.");
        }
        for inner in self.files_in(path) {
            self.folder(&inner, depth + 1);
        }
    }

    /// The same for an initiative, whose assessments are read side by side.
    fn initiative(&mut self, path: &str) {
        let tree = self.tree;
        let read = parallel::each(&self.files_in(path), |inner| {
            let (mut files, mut problems) = (Files::default(), Vec::new());
            Reader { tree, files: &mut files, problems: &mut problems }.folder(inner, 1);
            (files, problems)
        });
        for (files, problems) in read {
            self.files.extend(files);
            self.problems.extend(problems);
        }
    }

    /// Reads the files of a folder, and returns the folders in it.
    fn files_in(&mut self, path: &str) -> Vec<String> {
        let entries = self.entries(path);
        self.report_case_clashes(path, &entries);
        let mut folders = Vec::new();
        for entry in entries {
            let inner = [path, "/", &entry.name].concat();
            match entry.kind {
                EntryKind::Folder => folders.push(inner),
                EntryKind::File => {
                    let read = read_listed(&self.tree.root.join(&inner), MOST_BYTES);
                    self.add(&inner, read);
                }
            }
        }
        folders
    }

    fn file(&mut self, path: &str) {
        let read = read_regular(&self.tree.root.join(path), MOST_BYTES);
        self.add(path, read);
    }

    fn add(&mut self, path: &str, read: Result<Vec<u8>, Unread>) {
        match read {
            Ok(bytes) => self.files.insert(path, bytes),
            Err(Unread::NotThere) => {}
            Err(Unread::NotAFile) => self.no_file(path),
            Err(Unread::TooLarge) => self.report(
                Code::UnreadableFile,
                path,
                "the file is larger than 64 MB and is not read",
                "Make it smaller.",
            ),
            Err(Unread::Failed(error)) => self.unreadable(path, &error),
        }
    }

    /// Whether a folder that reading starts from is no link.
    fn is_start(&mut self, path: &str) -> bool {
        if !self.tree.is_link(path) {
            return true;
        }
        self.report(
            Code::StrayFile,
            path,
            "this folder is a link, and is not read: a site reads nothing outside its folder",
            "Put the folder itself here.",
        );
        false
    }

    /// Entries of a folder in the order of their names; hidden ones and links are left out.
    fn entries(&mut self, path: &str) -> Vec<Entry> {
        let read = match fs::read_dir(self.tree.root.join(path)) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                self.unreadable(path, &error);
                return Vec::new();
            }
        };
        let mut entries = Vec::new();
        for entry in read {
            match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                Ok((name, kind)) => {
                    self.add_entry(path, &name.to_string_lossy(), name.to_str().is_some(), kind, &mut entries);
                }
                Err(error) => self.unreadable(path, &error),
            }
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        entries
    }

    fn add_entry(&mut self, folder: &str, name: &str, is_text: bool, kind: fs::FileType, entries: &mut Vec<Entry>) {
        if is_hidden(name) {
            return;
        }
        let path = [folder, "/", name].concat();
        if !is_text {
            return self.report(Code::BadId, &path, "the name of this file is not UTF-8", "Rename it.");
        }
        if name.chars().any(char::is_control) {
            let message = "the name of this file has a control character, and it is not read";
            return self.report(Code::BadId, &path, message, "Rename it.");
        }
        let kind = match kind {
            kind if kind.is_dir() => EntryKind::Folder,
            kind if kind.is_file() => EntryKind::File,
            _ => return self.no_file(&path),
        };
        entries.push(Entry { name: name.to_owned(), kind });
    }

    fn report_case_clashes(&mut self, folder: &str, entries: &[Entry]) {
        if entries.iter().all(|entry| entry.name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())) {
            return;
        }
        let mut lower: BTreeMap<String, &str> = BTreeMap::new();
        for entry in entries {
            if let Some(other) = lower.insert(entry.name.to_lowercase(), &entry.name) {
                let message =
                    format!("`{}` and `{other}` differ only in case, and are one file on some systems", entry.name);
                self.report(
                    Code::CaseClash,
                    &format!("{folder}/{}", entry.name),
                    &message,
                    "Rename or remove one of them.",
                );
            }
        }
    }

    fn is_good_id(&mut self, name: &str, path: &str, what: &str) -> bool {
        if id::RESERVED.contains(&name) {
            let message = format!("`{name}` is a name that addresses use, and cannot be the id of {what}");
            self.report(Code::ReservedId, path, &message, "Rename the folder.");
            return false;
        }
        let Some(fault) = id::fault(name) else { return true };
        let suggestion = id::suggest(name);
        let message = format!("`{name}` cannot be the id of {what}: {fault}");
        self.report(Code::BadId, path, &message, &format!("Rename the folder, for instance to `{suggestion}`."));
        false
    }

    fn no_file(&mut self, path: &str) {
        self.report(
            Code::StrayFile,
            path,
            "this is a link or a device, and is not read: a site reads nothing outside its folder",
            "Put the file itself here.",
        );
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        let message = format!("this cannot be read: {error}");
        self.report(Code::UnreadableFile, path, &message, "Check the permissions of the file.");
    }

    fn report(&mut self, code: Code, path: &str, message: &str, mend: &str) {
        self.problems.push(Diagnostic::new(code, Place::top(&Arc::from(path)), message).mend(mend));
    }
}
