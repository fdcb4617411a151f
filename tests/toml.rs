//! What is TOML and what it says, by the parser of the program and by another one, which must agree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test fails by panicking

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};
use toml_spanner::{Arena, Table, Value};

/// Pieces that a mistake, an editor or an old habit puts beside each other.
const PIECES: [&str; 48] = [
    "a = 1\n",
    "b = \"x\"\n",
    "a.b = true\n",
    "[t]\n",
    "[t.u]\n",
    "[[l]]\n",
    "[l.m]\n",
    "c = [1, 2]\n",
    "d = { e = 1 }\n",
    "day = 2026-02-28\n",
    "day = 2026-02-30\n",
    "f = 1.50\n",
    "f = -0.5e3\n",
    "g = 0x1F\n",
    "h = 1_000\n",
    "i = 007\n",
    "j = '''\nx'''\n",
    "k = \"\"\"\nx\\\n  y\"\"\"\n",
    "\"q r\" = 1\n",
    "'s' = 1\n",
    "1 = 1\n",
    "=",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "# remark\n",
    "\\",
    "\\u00e9",
    "é",
    "\u{1}",
    "nan",
    "v = ",
    "w = [",
    "x = \"\"\"",
    "y = { ",
    "+",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 10000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_parser_agrees_about_any_pieces(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..8)) {
        let text = pieces.concat();
        prop_assert_eq!(ours(&text), theirs(&text), "{:?}", text);
    }
}

#[test]
fn another_parser_agrees_about_every_file_of_the_sample_and_the_theme() {
    let mut files = Vec::new();
    for folder in ["content", "themes", "src/cli/starter", "tests/broken"] {
        collect(Path::new(folder), &mut files);
    }
    assert!(files.len() > 100, "{} files", files.len());
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(ours(text), theirs(text), "{}", file.display());
    }
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.extension().is_some_and(|extension| extension == "toml") => files.push(path),
            false => {}
        }
    }
}

/// The values with their paths; nothing for what is no TOML.
fn ours(text: &str) -> Option<Vec<String>> {
    let arena = Arena::new();
    let document = toml_spanner::parse(text, &arena).ok()?;
    let mut found = Vec::new();
    flatten_ours("", document.table(), text, &mut found);
    found.sort();
    Some(found)
}

fn flatten_ours(path: &str, table: &Table<'_>, text: &str, found: &mut Vec<String>) {
    for (key, item) in table {
        one_of_ours(&format!("{path}/{}", key.name), item, text, found);
    }
}

fn one_of_ours(path: &str, item: &toml_spanner::Item<'_>, text: &str, found: &mut Vec<String>) {
    let written = text.get(item.span().range()).unwrap_or_default();
    match item.value() {
        Value::Table(table) => {
            found.push(format!("{path} table"));
            flatten_ours(path, table, text, found);
        }
        Value::Array(array) => {
            found.push(format!("{path} list of {}", array.len()));
            array.iter().enumerate().for_each(|(at, item)| one_of_ours(&format!("{path}/{at}"), item, text, found));
        }
        Value::String(words) => found.push(format!("{path} {words:?}")),
        _ => found.push(format!("{path} {written}")),
    }
}

fn theirs(text: &str) -> Option<Vec<String>> {
    let table = DeTable::parse(text).ok()?;
    let mut found = Vec::new();
    flatten_theirs("", table.get_ref(), text, &mut found);
    found.sort();
    Some(found)
}

fn flatten_theirs(path: &str, table: &DeTable<'_>, text: &str, found: &mut Vec<String>) {
    for (key, item) in table {
        one_of_theirs(&format!("{path}/{}", key.get_ref()), item, text, found);
    }
}

fn one_of_theirs(path: &str, item: &toml::Spanned<DeValue<'_>>, text: &str, found: &mut Vec<String>) {
    match item.get_ref() {
        DeValue::Table(table) => {
            found.push(format!("{path} table"));
            flatten_theirs(path, table, text, found);
        }
        DeValue::Array(array) => {
            found.push(format!("{path} list of {}", array.len()));
            array.iter().enumerate().for_each(|(at, item)| one_of_theirs(&format!("{path}/{at}"), item, text, found));
        }
        DeValue::String(words) => found.push(format!("{path} {words:?}")),
        _ => found.push(format!("{path} {}", text.get(item.span()).unwrap_or_default())),
    }
}
