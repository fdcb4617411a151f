//! Every diagnostic has a tiny site that causes it, with the exact words that are printed:
//! `tests/broken/<code>/` and its `expected.txt`, with a `command.txt` where it is not `preread check`
//! that tells. `PREREAD_ACCEPT=1 cargo test --test broken` writes the expectations anew; read them
//! before they are committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use preread::diagnostic::Code;
use support::{Ran, SiteTest};

#[test]
fn every_broken_site_says_what_is_expected() {
    let accepts = std::env::var_os("PREREAD_ACCEPT").is_some_and(|value| value == "1");
    let mut failures = Vec::new();
    for name in sites().iter().filter(|name| !is_for_places(name)) {
        let Some(test) = prepared(name) else { continue };
        let Some(ran) = run(name, &test) else { continue };
        let said = said(&ran);
        let file = folder(name).join("expected.txt");
        if accepts {
            fs::write(&file, &said).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if said != expected {
            failures.push(format!(
                "tests/broken/{name}/expected.txt (- expected, + said)\n{}",
                difference(&expected, &said)
            ));
        }
    }
    assert!(failures.is_empty(), "{} of the sites say something else:\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_code_has_a_site_that_shows_it_with_a_place() {
    for code in Code::ALL {
        let name = code.name();
        let expected = fs::read_to_string(folder(name).join("expected.txt"))
            .unwrap_or_else(|_| panic!("there is no tests/broken/{name}/expected.txt"));
        let head = format!("{}[{name}]: ", code.severity().word());
        let lines: Vec<&str> = expected.lines().collect();
        let shown = lines.windows(2).any(|pair| pair[0].starts_with(&head) && place(pair[1]).is_some());
        assert!(shown, "tests/broken/{name}/expected.txt shows no `{head}` with a file, a line and a column");
    }
}

#[test]
fn every_site_ends_with_the_exit_code_of_its_worst_diagnostic() {
    for name in sites().iter().filter(|name| !is_for_places(name)) {
        let expected = fs::read_to_string(folder(name).join("expected.txt")).unwrap();
        let has_errors = expected.lines().any(|line| line.starts_with("error["));
        let exit = if has_errors { "exit: 1" } else { "exit: 0" };
        assert_eq!(expected.lines().last(), Some(exit), "tests/broken/{name}/expected.txt");
    }
}

#[test]
fn no_folder_stands_here_for_a_code_that_does_not_exist() {
    for name in sites().iter().filter(|name| !is_for_places(name)) {
        assert!(Code::named(name).is_some(), "tests/broken/{name} stands for no code");
    }
}

#[test]
fn twenty_mistakes_are_found_in_one_run_each_at_its_place() {
    let planted = planted("twenty-mistakes");
    assert_eq!(planted.len(), 20);
    assert_eq!(
        planted.iter().map(|line| line.split(' ').next_back()).collect::<BTreeSet<_>>().len(),
        20,
        "a code stands twice"
    );
    assert!(planted.iter().map(|line| line.split(':').next()).collect::<BTreeSet<_>>().len() >= 10);
    assert_same_places("twenty-mistakes", &planted);
}

#[test]

fn a_mistake_is_told_once_and_nothing_that_rests_on_it_is_blamed() {
    assert_same_places("told-once", &planted("told-once"));
}

#[test]

fn a_mistake_in_a_template_is_told_once_and_at_its_place() {
    assert_same_places("told-once-in-a-theme", &planted("told-once-in-a-theme"));
}

#[test]
fn a_comma_that_is_missing_in_a_list_is_told_once() {
    let file = "content/one-record/2025-03-readiness/patterns/wished-for-not-owned.md";
    let test = SiteTest::from("").replace(file, "preparation of managers.\",", "preparation of managers.\"");
    let report = check(&test, &["--format", "short"]).out;
    let errors: Vec<&str> = report.lines().filter(|line| line.contains(": error[")).collect();
    assert_eq!(errors.len(), 1, "{report}");
    assert!(errors[0].starts_with(file) && errors[0].contains("error[toml-syntax]"), "{report}");
}

#[test]
fn a_mistake_in_the_look_is_told_at_its_line() {
    assert_same_places("wrong-look", &planted("wrong-look"));
}

#[test]
fn what_is_wrong_is_said_to_people_on_standard_error_alone() {
    let ran = check(&site("unknown-key"), &[]);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("error[unknown-key]"), "{}", ran.err);
}

#[test]
fn a_mistake_is_found_in_a_site_named_from_another_folder() {
    let test = site("unknown-key");
    let elsewhere = tempfile::tempdir().unwrap();
    let ran = test.run_in(elsewhere.path(), &["check", "--site", test.path("").to_str().unwrap()]);
    assert_eq!(said(&ran), fs::read_to_string(folder("unknown-key").join("expected.txt")).unwrap());
}

#[test]
fn every_format_reports_the_same_places() {
    let test = site("twenty-mistakes");
    let short = check(&test, &["--format", "short"]).out;
    let mut places: Vec<String> = short.lines().filter(|line| line.contains(": error[")).map(place_of_short).collect();
    places.sort();
    assert_eq!(places, planted("twenty-mistakes"));
}

#[test]
fn warnings_fail_only_a_strict_check() {
    let test = site("raw-html");
    assert_eq!(check(&test, &[]).code, 0);
    assert_eq!(check(&test, &["--strict"]).code, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_not_utf8_is_a_bad_id() {
    use std::os::unix::ffi::OsStrExt;
    let test = site("unwritten-part");
    let name = std::ffi::OsStr::from_bytes(b"M\xfcnchen.md");
    fs::write(test.path("content/one-record").join(name), "x").unwrap();
    let ran = check(&test, &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("error[bad-id]: the name of this file is not UTF-8"), "{}", ran.err);
    assert!(ran.err.contains("--> content/one-record/M\u{fffd}nchen.md:1:1"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_to_another_folder_is_not_followed_but_named() {
    let test = site("unwritten-part");
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("initiative.toml"), "titel = \"Outside\"\n").unwrap();
    std::os::unix::fs::symlink(outside.path(), test.path("content/outside")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("initiative.toml"), test.path("content/one-record/outside.md"))
        .unwrap();
    let ran = check(&test, &["--format", "short"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    for path in ["content/outside", "content/one-record/outside.md"] {
        assert!(ran.out.contains(&format!("{path}:1:1: warning[stray-file]: this is a link")), "{}", ran.out);
    }
    assert!(!ran.out.contains("titel"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_reported_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let test = site("unknown-key");
    let closed = test.path("content/one-record/initiative.toml");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&closed).is_ok() {
        return; // The administrator may read everything.
    }
    let ran = check(&test, &["--format", "short"]);
    assert!(ran.out.contains("content/one-record/initiative.toml:1:1: error[unreadable-file]"), "{}", ran.out);
    assert!(ran.out.contains("error[unknown-key]: `colour`"), "{}", ran.out);
}

/// The sites below tests/broken, sorted.
fn sites() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Sites whose places were worked out by hand, and are never accepted from a run.
fn is_for_places(name: &str) -> bool {
    folder(name).join("expected-places.txt").is_file()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

fn folder(name: &str) -> PathBuf {
    root().join(name)
}

fn site(name: &str) -> SiteTest {
    SiteTest::from(&format!("broken/{name}"))
}

/// A copy of a site, with what cannot be kept in git. `None` where this file system cannot hold it.
fn prepared(name: &str) -> Option<SiteTest> {
    let test = site(name);
    match name {
        "case-clash" => {
            let folder = test.path("content/one-record/actions");
            fs::write(folder.join("Plan.png"), "Another picture.").unwrap();
            let pictures = fs::read_dir(folder)
                .unwrap()
                .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".png"));
            (pictures.count() == 2).then_some(test)
        }
        "unreadable-file" => {
            let file = fs::File::create(test.path("content/one-record/recording.md")).unwrap();
            file.set_len(64 * 1024 * 1024 + 1).unwrap();
            Some(test)
        }
        // The beginning of a picture, and nothing more of it than its weight.
        "large-image" => {
            let file = test.path("content/one-record/actions/plan.png");
            let mut bytes = fs::read(&file).unwrap();
            bytes.resize(6 * 1024 * 1024, 0);
            fs::write(file, bytes).unwrap();
            Some(test)
        }
        _ => Some(test),
    }
}

/// What shows the mistake: `preread check`, or the command in the site's `command.txt`, which only a
/// program with the packet can run.
fn run(name: &str, test: &SiteTest) -> Option<Ran> {
    let Ok(command) = fs::read_to_string(folder(name).join("command.txt")) else { return Some(check(test, &[])) };
    cfg!(feature = "packet").then(|| test.run(&command.split_whitespace().collect::<Vec<_>>()))
}

fn check(test: &SiteTest, arguments: &[&str]) -> Ran {
    test.run(&[&["check", "--site", "."], arguments].concat())
}

fn said(ran: &Ran) -> String {
    format!("{}exit: {}\n", ran.err, ran.code)
}

/// The places planted in a site, sorted: `file:line:column code`; `#` begins a remark.
fn planted(name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder(name).join("expected-places.txt")).unwrap();
    let mut lines: Vec<String> =
        text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect();
    lines.sort();
    lines
}

fn assert_same_places(name: &str, planted: &[String]) {
    let ran = check(&site(name), &["--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let mut found: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["severity"] == "error")
        .map(place_of_row)
        .collect();
    found.sort();
    let (planted, found) = (planted.join("\n"), found.join("\n"));
    assert!(planted == found, "{name} (- planted, + found)\n{}", difference(&planted, &found));
}

fn place_of_row(row: &serde_json::Value) -> String {
    format!("{}:{}:{} {}", row["file"].as_str().unwrap(), row["line"], row["column"], row["code"].as_str().unwrap())
}

/// `file:line:column: error[code]: words` as `file:line:column code`.
fn place_of_short(line: &str) -> String {
    let (place, rest) = line.split_once(": error[").unwrap();
    format!("{place} {}", rest.split(']').next().unwrap())
}

/// File, line and column of a line such as ` --> site.toml:2:1`.
fn place(line: &str) -> Option<(&str, usize, usize)> {
    let mut parts = line.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let (column, line, file) = (parts.next()?, parts.next()?, parts.next()?);
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

/// The lines of two texts, those of only one marked; long stretches that agree are left out.
fn difference(expected: &str, said: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), said.lines().collect());
    // common[i][j] is how many lines a[i..] and b[j..] have in common, in order.
    let mut common = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i][j] = if a[i] == b[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            lines.push(format!("  {}", a[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < a.len() && (j == b.len() || common[i + 1][j] >= common[i][j + 1]) {
            lines.push(format!("- {}", a[i]));
            i += 1;
        } else {
            lines.push(format!("+ {}", b[j]));
            j += 1;
        }
    }
    let is_near = |at: usize| {
        (at.saturating_sub(3)..=at + 3).any(|near| lines.get(near).is_some_and(|line| !line.starts_with("  ")))
    };
    let mut shown = String::new();
    for (at, line) in lines.iter().enumerate() {
        match is_near(at) {
            true => shown.push_str(&format!("{line}\n")),
            false if at == 0 || is_near(at - 1) => shown.push_str("  …\n"),
            false => {}
        }
    }
    shown
}
