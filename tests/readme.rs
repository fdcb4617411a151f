//! The README says what the program does: its examples are a site that checks, its tables name
//! every key, command, option and format, and its JSON is the program's own answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use preread::source::form::{Form, Shape};
use preread::source::{forms, settings, theme};
use serde_json::Value;
use support::SiteTest;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The fenced blocks: language and text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fenced block never ends");
    blocks
}

/// The text without its fenced blocks.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

/// Whole files of the examples: path and text. The path stands in a comment at the top.
fn files(text: &str) -> Vec<(String, String)> {
    let path = |block: &str| {
        let named = block.lines().take(2).filter_map(|line| line.strip_prefix("# "));
        named.into_iter().find(|path| *path == "site.toml" || path.starts_with("content/")).map(str::to_owned)
    };
    let blocks = blocks(text).into_iter().filter(|(language, _)| ["toml", "markdown"].contains(&language.as_str()));
    blocks.filter_map(|(_, block)| Some((path(&block)?, block))).collect()
}

/// The example site in a folder of its own.
fn site() -> SiteTest {
    // There is no such folder: the site begins empty.
    let empty = SiteTest::from("no-such-site");
    files(&readme()).iter().fold(empty, |site, (path, text)| site.write(path, text))
}

fn expect_named(text: &str, word: &str) {
    assert!(text.contains(&format!("`{word}`")), "README.md does not name `{word}`");
}

#[test]
fn the_first_block_is_what_to_run_first() {
    let text = readme();
    assert_eq!(blocks(&text)[0].1, "cargo run -- build\ncargo test\n");
}

/// Every form has a table in the README with its keys in their order, what must be there, and
/// the words of every choice.
#[test]
fn every_key_of_every_form_stands_in_a_table() {
    let text = readme();
    let tables: Vec<Vec<Vec<&str>>> = text
        .split("\n\n")
        .filter(|block| block.starts_with("| key |"))
        .map(|block| {
            block.lines().skip(2).map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
        })
        .collect();
    let mut seen = BTreeSet::new();
    for (_, form) in forms::ALL {
        expect_table(form, &tables, &mut seen);
    }
    assert!(seen.len() > 25, "only {} forms were found", seen.len());
    for key in theme::THEME.keys {
        expect_named(&text, key.name);
    }
}

fn expect_table(form: &'static Form, tables: &[Vec<Vec<&str>>], seen: &mut BTreeSet<usize>) {
    if !seen.insert(std::ptr::from_ref(form).addr()) {
        return;
    }
    let wanted: Vec<String> = form
        .keys
        .iter()
        .map(|key| format!("| `{}` | … | {} | {} |", key.name, if key.required { "must" } else { "may" }, key.doc))
        .collect();
    let fits = |table: &&Vec<Vec<&str>>| {
        table.len() == form.keys.len()
            && table.iter().zip(form.keys).all(|(row, key)| {
                let choices = if let Shape::Choice(words) = key.shape { words } else { &[] };
                row[0] == format!("`{}`", key.name)
                    && row[2] == if key.required { "must" } else { "may" }
                    && choices.iter().all(|word| row[1].contains(&format!("`{word}`")))
            })
    };
    assert!(
        tables.iter().any(|table| fits(&table)),
        "README.md has no table for {}:\n{}",
        form.name,
        wanted.join("\n")
    );
    for key in form.keys {
        if let Shape::Table(inner) | Shape::Tables(inner) | Shape::PercentOr(inner) = key.shape {
            expect_table(inner, tables, seen);
        }
    }
}

#[test]
fn every_command_option_format_and_rule_is_named() {
    let text = readme();
    let test = SiteTest::from("no-such-site");
    let help = test.run(&["--help"]).out;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // A line that goes on is indented further.
    let commands =
        commands.lines().filter(|line| !line.starts_with("   ")).map(|line| line.split_whitespace().next().unwrap());
    let commands: Vec<&str> = commands.collect();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands {
        assert!(text.contains(&format!("`preread {command}")), "README.md does not name the command {command}");
        if command == "help" {
            continue;
        }
        let help = test.run(&[command, "--help"]).out;
        for word in help.split_whitespace() {
            let word = word.trim_end_matches([',', ';', '.']);
            if word.starts_with("--") && word.len() > 2 {
                let is_there = text.contains(&format!("`{word}`")) || text.contains(&format!("`{word} "));
                assert!(is_there, "README.md does not name {word} of {command}");
            }
        }
        for format in help.lines().filter_map(|line| line.trim().strip_prefix("- ")?.split(':').next()) {
            expect_named(&text, format);
        }
    }
    for rule in settings::RULES {
        expect_named(&text, rule);
    }
}

#[test]
fn the_examples_are_a_site_that_checks() {
    let text = readme();
    for (_, block) in blocks(&text).iter().filter(|(language, _)| language == "toml") {
        let (_, errors) = toml::de::DeTable::parse_recoverable(block);
        assert!(errors.is_empty(), "this is not TOML: {errors:?}\n{block}");
    }
    let files = files(&text);
    let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), files.len(), "two examples are the same file");
    for kind in [
        "models/",
        "/initiative.toml",
        "/outcomes/",
        "/actions/",
        "/meetings/",
        "/assessment.toml",
        "/observations/",
        "/patterns/",
        "/briefing/",
    ] {
        assert!(paths.iter().any(|path| path.contains(kind)), "no example is a file of {kind}");
    }
    let site = site();
    let ran = site.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    for line in ran.out.lines() {
        assert!(line.contains("[unwritten-part]"), "the example has something else to mend: {line}");
    }
    site.build().expect("service-desk/2026-05-readiness/index.html", "The money is there. The story is not.");
}

#[test]
fn the_json_is_what_the_program_answers() {
    let text = readme();
    let block = blocks(&text).into_iter().find(|(language, _)| language == "json").expect("a JSON example").1;
    let shown: Value = serde_json::from_str(&block).unwrap();
    let ran = site().run(&["score", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answered: Value = serde_json::from_str(&ran.out).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&shown), keys(&answered));
    for key in keys(&shown).iter().filter(|key| *key != "nodes") {
        assert_eq!(shown[key], answered[key], "{key}");
    }
    for node in shown["nodes"].as_array().unwrap() {
        let same = answered["nodes"].as_array().unwrap().iter().find(|other| other["id"] == node["id"]);
        let same = same.unwrap_or_else(|| panic!("there is no node {}", node["id"]));
        assert_eq!(keys(node), keys(same));
        assert_eq!(node, same);
        keys(node).iter().for_each(|key| expect_named(&text, key));
    }
    let csv = site().run(&["score", "--format", "csv"]).out;
    assert_eq!(csv.lines().next().unwrap().split(',').collect::<Vec<_>>(), keys(&answered["nodes"][0]));
}

#[test]
fn a_status_as_json_has_the_fields_named() {
    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                keys(value, found);
            }),
            Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let text = readme();
    let ran = SiteTest::from("").run(&["status", "--as-of", "2026-11-06", "--format", "json"]);
    let mut found = BTreeSet::new();
    keys(&serde_json::from_str(&ran.out).unwrap(), &mut found);
    assert!(found.len() > 20, "only {found:?}");
    found.iter().for_each(|key| expect_named(&text, key));
}

#[test]
fn a_diagnostic_as_json_has_the_fields_named() {
    let text = readme();
    let site = site().write("site.toml", "titel = \"x\"\n");
    let ran = site.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let answered: Value = serde_json::from_str(&ran.out).unwrap();
    answered.as_object().unwrap().keys().for_each(|key| expect_named(&text, key));
    answered["diagnostics"][0].as_object().unwrap().keys().for_each(|key| expect_named(&text, key));
}

#[test]
fn links_lead_to_a_heading_or_a_file() {
    let text = readme();
    let text = prose(&text);
    let slug = |heading: &str| {
        let kept = heading.to_lowercase();
        kept.chars().filter(|c| c.is_alphanumeric() || " -".contains(*c)).collect::<String>().replace(' ', "-")
    };
    let headings: BTreeSet<String> = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| slug(line.trim_start_matches('#').trim()))
        .collect();
    let mut followed = 0;
    // Links between backticks are examples; the picture is a file of the sample.
    let plain: String = text.split('`').step_by(2).collect::<Vec<_>>().join("x");
    for link in plain.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        let is_there = match link.strip_prefix('#') {
            Some(heading) => headings.contains(heading),
            None => {
                link.starts_with("https://")
                    || Path::new(env!("CARGO_MANIFEST_DIR")).join(link).exists()
                    || link.ends_with(".png")
            }
        };
        assert!(is_there, "README.md links to {link}, which is not there");
        followed += 1;
    }
    assert!(followed > 15, "only {followed} links were found");
}
