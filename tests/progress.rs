//! What a person at a terminal sees of a long run, and nobody else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr
)] // a test fails by panicking

mod support;

#[allow(unreachable_pub)] // the tool itself and the benches use it too
#[path = "../examples/generate/site/mod.rs"]
mod site;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use site::Size;
use support::SiteTest;

/// A site that takes a while.
fn large() -> SiteTest {
    let test = SiteTest::from("no-such-site");
    site::write(Size { assessments: 24, criteria: 60, observations: 4, lean: false }, &test.path("")).unwrap();
    test
}

/// What a terminal shows during a run, which says how long it took; nothing where there is no
/// program that plays one.
#[cfg(target_os = "linux")]
fn on_a_terminal(test: &SiteTest, out: &str, arguments: &str, term: &str) -> Option<(String, Duration)> {
    let program = assert_cmd::cargo::cargo_bin("preread");
    let (site, out) = (test.path(""), test.path(out));
    let call =
        format!("'{}' build --site '{}' --out '{}' {arguments}", program.display(), site.display(), out.display());
    let begun = Instant::now();
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &call, "/dev/null"]).env("TERM", term).stdin(Stdio::null());
    match command.output() {
        Ok(ran) => {
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
            Some((String::from_utf8(ran.stdout).unwrap(), begun.elapsed()))
        }
        Err(_) => {
            eprintln!("skipped: there is no `script` to play a terminal");
            None
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn on_a_terminal_a_line_says_how_far_a_long_run_has_come_and_goes_away() {
    let test = large();
    let Some((shown, took)) = on_a_terminal(&test, "told", "", "xterm") else { return };
    // A machine that needs no second has nothing to say.
    if took > Duration::from_millis(1500) {
        assert!(shown.contains(" of 3 initiatives, "), "{shown:?}");
    }
    // Whatever was drawn is overwritten with spaces before the last words.
    let last = shown.trim_end().rsplit('\r').next().unwrap();
    assert!(last.ends_with("in a browser."), "{shown:?}");
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    // Each time into a new folder: what is there already takes no second.
    for (out, arguments, term) in [("quiet", "--quiet", "xterm"), ("dumb", "", "dumb")] {
        let (shown, _) = on_a_terminal(&test, out, arguments, term).unwrap();
        assert!(!shown.contains("initiatives, "), "{out}: {shown:?}");
    }
}

#[test]
fn a_run_that_nobody_watches_says_no_more_than_before() {
    let ran = large().run(&["build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains('\r') && !ran.err.contains('['), "{:?}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]
fn timings_tell_each_stage_on_standard_error_and_nowhere_else() {
    let test = SiteTest::starter();
    let plain = test.build();
    let timed = test.run(&["build", "--timings", "--out", "timed"]);
    assert_eq!(timed.code, 0, "{}", timed.err);
    assert_eq!(timed.out, plain.out);
    assert_eq!(test.files("public"), test.files("timed"));
    let names = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.split_once("  ")?.0.to_owned())).collect()
    };
    let expected = [
        "Getting the theme ready",
        "Reading files",
        "Parsing",
        "Scoring",
        "Composing",
        "Reviewing",
        "Rendering",
        "Comparing and writing",
        "Making the whole site",
        "Putting in place",
        "All stages",
        "From start to end",
    ];
    let found = names(&timed.err);
    for name in expected {
        assert!(found.contains(&name.to_owned()), "{name} is missing:\n{}", timed.err);
    }
    // A check makes no page, and a score is data on standard output.
    let check = names(&test.run(&["--timings", "check"]).err);
    assert!(check.contains(&"Parsing".to_owned()) && !check.contains(&"Putting in place".to_owned()), "{check:?}");
    let score = test.run(&["score", "--timings", "--format", "json"]);
    assert!(score.err.contains("From start to end"), "{}", score.err);
    assert_eq!(score.out, test.run(&["score", "--format", "json"]).out);
}
