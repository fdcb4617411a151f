//! The house rules that a compiler does not hold: who may import whom, who may touch the disk,
//! the terminal and the clock, and whether the lists of embedded files are complete.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may import of the crate. `place`, `artifact` and `chart` know nothing of the others.
const MAY_IMPORT: [(&str, &[&str]); 19] = [
    ("place", &[]),
    ("artifact", &[]),
    ("fingerprint", &[]),
    ("parallel", &[]),
    ("chart", &[]),
    ("values", &[]),
    ("model", &["place"]),
    ("diagnostic", &["place"]),
    // Drafts of new records leave as artifacts.
    ("source", &["model", "diagnostic", "place", "artifact", "parallel", "values"]),
    ("scoring", &["model"]),
    ("briefing", &["model", "scoring"]),
    // Whether a chart can be drawn is known when the briefing is made.
    ("review", &["model", "scoring", "briefing", "diagnostic", "place"]),
    // The words for a score need the nouns of scoring.
    ("render", &["briefing", "model", "scoring", "chart", "artifact", "diagnostic", "place", "values"]),
    // Templates and fonts are nouns of the model.
    ("typeset", &["model", "diagnostic", "place"]),
    (
        "pipeline",
        &[
            "source",
            "scoring",
            "review",
            "briefing",
            "render",
            "typeset",
            "model",
            "diagnostic",
            "artifact",
            "place",
            "fingerprint",
            "parallel",
        ],
    ),
    ("publish", &["artifact", "fingerprint"]),
    // It is handed what to answer.
    ("serve", &["artifact", "diagnostic"]),
    ("cli", &["pipeline", "publish", "serve", "source", "diagnostic", "artifact", "place", "fingerprint", "parallel"]),
    ("main", &["cli"]),
];

/// Every file of the program, without its unit tests, which may use more.
fn sources() -> Vec<(PathBuf, String)> {
    let mut files = BTreeSet::new();
    list(Path::new("src"), &mut files);
    files
        .into_iter()
        .filter(|file| file.ends_with(".rs"))
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let program = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            (PathBuf::from(file), program)
        })
        .collect()
}

fn list(folder: &Path, files: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, files);
        } else {
            files.insert(path.to_string_lossy().replace('\\', "/"));
        }
    }
}

fn module(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Code without comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn modules_import_only_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into_iter().collect();
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module(&path);
        if module == "lib" {
            continue;
        }
        let allowed = allowed.get(module.as_str()).unwrap_or_else(|| panic!("{module} is not in the table of imports"));
        for import in code(&text).split("crate::").skip(1) {
            let name: String = import.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if name != module && !allowed.contains(&name.as_str()) {
                wrong.push(format!("{}: {module} imports {name}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_disk_the_terminal_and_the_clock_have_one_room_each() {
    let rooms: [(&str, &[&str]); 10] = [
        (
            "std::fs",
            &[
                "src/source/tree.rs",
                "src/source/machine.rs",
                "src/publish/folders.rs",
                "src/publish/lock.rs",
                "src/publish/loose.rs",
                "src/publish/manifest.rs",
                "src/publish/moves.rs",
                "src/publish/publisher.rs",
                "src/publish/seal.rs",
                "src/publish/staging.rs",
                "src/publish/stands.rs",
                "src/publish/write.rs",
                "src/cli/init.rs",
            ],
        ),
        ("println!", &["src/cli/terminal.rs"]),
        ("std::env", &["src/cli/open.rs", "src/cli/packet.rs", "src/cli/progress.rs"]),
        ("Timestamp::now", &["src/cli/open.rs"]),
        ("SystemTime::now", &[]),
        // How long something takes is in no output.
        ("Instant::now", &["src/cli/clock.rs", "src/cli/serve/live.rs", "src/serve/watch.rs"]),
        ("Zoned::now", &[]),
        ("TcpListener", &["src/serve/server.rs"]),
        ("TcpStream", &[]),
        ("UdpSocket", &[]),
    ];
    for (word, rooms) in rooms {
        for (path, text) in sources() {
            let here = path.to_string_lossy().replace('\\', "/");
            assert!(!code(&text).contains(word) || rooms.contains(&here.as_str()), "{here} uses {word}");
        }
    }
}

#[test]
fn scores_are_never_floating_point() {
    for (path, text) in sources() {
        let is_exact = path.starts_with("src/scoring") || path.starts_with("src/briefing");
        assert!(!is_exact || !(text.contains("f64") || text.contains("f32")), "{}", path.display());
    }
}

#[test]
fn every_module_says_what_it_does_first() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} begins without a word on what it does", path.display());
    }
}

#[test]
fn the_embedded_theme_is_complete() {
    let mut files = BTreeSet::new();
    list(Path::new("themes/default"), &mut files);
    let embedded: BTreeMap<&str, &[u8]> = preread::source::builtin::THEME.iter().copied().collect();
    let known: BTreeSet<String> = embedded.keys().map(|name| format!("themes/default/{name}")).collect();
    assert_eq!(files, known, "src/source/builtin.rs must list every file of themes/default");
}

#[test]
fn the_starter_site_is_complete() {
    let mut files = BTreeSet::new();
    list(Path::new("src/cli/starter"), &mut files);
    let text = fs::read_to_string("src/cli/init.rs").unwrap();
    for file in files {
        let name = file.strip_prefix("src/cli/starter/").unwrap();
        assert!(text.contains(&format!("\"{name}\"")), "src/cli/init.rs does not write {name}");
    }
}

/// A key of a label that the English labels lack would be shown to a reader.
#[test]
fn every_label_that_the_program_uses_is_in_the_english_labels() {
    let english = fs::read_to_string("themes/default/labels/en.toml").unwrap();
    let (labels, problems) =
        preread::render::labels::Labels::read(&[preread::model::theme::LabelFile::built_in("en", &english)], "en");
    assert_eq!(problems, Vec::new());
    let mut missing = Vec::new();
    let mut seen = 0;
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("src/render")) {
        for literal in code(&text).split('"').skip(1).step_by(2).filter(|literal| is_key(literal)) {
            seen += 1;
            if !labels.has(literal) {
                missing.push(format!("{}: {literal}", path.display()));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    assert!(seen > 80, "only {seen} keys were found: does this test still read the code?");
}

fn is_key(literal: &str) -> bool {
    let is_word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let is_file = ["html", "svg", "xml", "toml", "css"].iter().any(|ending| literal.ends_with(ending));
    literal.split_once('.').is_some_and(|(first, rest)| is_word(first) && is_word(rest)) && !is_file
}
