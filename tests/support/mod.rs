//! One helper for tests that run the program on a site: copy, change, run, look.
#![allow(dead_code, unreachable_pub)] // each test file uses a part of it

pub mod looks;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

/// A site in a folder of its own, to be changed and run.
pub struct SiteTest {
    folder: TempDir,
}

/// What a run left.
pub struct Ran {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The output, as it was right after the run.
    public: BTreeMap<String, Vec<u8>>,
}

impl SiteTest {
    /// A copy of a site below `tests/`, or of the sample for `""`.
    pub fn from(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let from = if name.is_empty() { root.to_owned() } else { root.join("tests").join(name) };
        for part in ["site.toml", "content", "themes"] {
            copy(&from.join(part), &folder.path().join(part));
        }
        Self { folder }
    }

    /// The site that `preread init` writes.
    pub fn starter() -> Self {
        let test = Self { folder: tempfile::tempdir().unwrap() };
        let dir = test.path("site");
        let ran = test.run_in(test.folder.path(), &["init", dir.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        for entry in fs::read_dir(&dir).unwrap() {
            let entry = entry.unwrap();
            fs::rename(entry.path(), test.path(entry.file_name().to_str().unwrap())).unwrap();
        }
        fs::remove_dir(&dir).unwrap();
        test
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub fn remove(self, name: &str) -> Self {
        let path = self.path(name);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    /// Replaces words in a file; they must be there.
    pub fn replace(self, name: &str, from: &str, to: &str) -> Self {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} does not contain {from}");
        self.write(name, &text.replace(from, to))
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in(self.folder.path(), arguments)
    }

    pub fn run_in(&self, folder: &Path, arguments: &[&str]) -> Ran {
        self.run_with(folder, arguments, &[])
    }

    pub fn run_with(&self, folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut command = assert_cmd::Command::cargo_bin("preread").unwrap();
        command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").args(arguments);
        for (name, value) in environment {
            command.env(name, value);
        }
        let Output { status, stdout, stderr } = command.output().unwrap();
        Ran {
            code: status.code().expect("the program ended by itself"),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
            public: self.files("public"),
        }
    }

    /// Builds, and expects that it went well.
    pub fn build(&self) -> Ran {
        let ran = self.run(&["build"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran
    }

    /// Every file of the report, without those that are for the next build.
    pub fn report(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files("public");
        files.retain(|path, _| !path.starts_with(".preread-"));
        files
    }

    /// Every file below a folder of the site, by path.
    pub fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let root = self.path(name);
        walk(&root, &root, &mut files);
        files
    }
}

impl Ran {
    /// A page of the output as text.
    pub fn page(&self, name: &str) -> String {
        let bytes = self.public.get(name).unwrap_or_else(|| panic!("no page {name}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// Expects that a page has some words; entities and markup are taken out first.
    pub fn expect(&self, page: &str, words: &str) -> &Self {
        let text = plain(&self.page(page));
        assert!(text.contains(words), "{page} does not say `{words}`:\n{text}");
        self
    }

    /// Expects that a page does not have some words.
    pub fn expect_no(&self, page: &str, words: &str) -> &Self {
        let text = plain(&self.page(page));
        assert!(!text.contains(words), "{page} says `{words}`");
        self
    }
}

/// The words of a page, with one space between them.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                in_tag = true;
                out.push(' ');
            }
            '>' if in_tag => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    out.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.is_file() {
        fs::copy(from, to).unwrap();
    }
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}
