//! The sites that benches are run on: the same size gives the same bytes, and a report without a
//! warning.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

#[allow(unreachable_pub)] // the tool itself and the benches use it too
#[path = "../examples/generate/site/mod.rs"]
mod site;

use std::collections::BTreeMap;

use site::Size;
use support::SiteTest;

/// The site of a size, in a folder of its own.
fn made(assessments: usize, criteria: usize, observations: usize) -> SiteTest {
    // There is no such folder: the site begins empty.
    let test = SiteTest::from("no-such-site");
    site::write(Size { assessments, criteria, observations, lean: false }, &test.path("")).unwrap();
    test
}

fn count(files: &BTreeMap<String, Vec<u8>>, part: &str) -> usize {
    files.keys().filter(|path| path.contains(part)).count()
}

#[test]
fn the_same_size_gives_the_same_bytes_and_a_report_without_a_warning() {
    let (one, other) = (made(9, 60, 3), made(9, 60, 3));
    let files = one.files("");
    assert_eq!(files, other.files(""));
    assert_eq!(count(&files, "/assessment.toml"), 9);
    assert_eq!(count(&files, "/observations/"), 27);
    assert_eq!(count(&files, "/initiative.toml"), 2);
    let model = String::from_utf8(files["content/models/business-units.toml"].clone()).unwrap();
    assert_eq!(model.matches("criteria]]").count(), 60);
    let ran = one.run(&["build", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
}

#[test]
fn a_larger_site_holds_the_smaller_one() {
    let (small, large) = (made(8, 20, 1).files(""), made(10, 20, 1).files(""));
    assert!(small.iter().all(|(path, bytes)| large.get(path) == Some(bytes)));
    assert!(large.len() > small.len());
}

#[test]
fn with_as_many_criteria_as_the_built_in_model_has_that_one_is_used() {
    let site = made(1, 58, 1);
    assert!(!site.path("content/models").exists());
    let ran = site.run(&["check", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn the_lean_theme_makes_nine_pages_for_each_assessment_and_says_the_same() {
    let test = SiteTest::from("no-such-site");
    site::write(Size { assessments: 10, criteria: 60, observations: 5, lean: true }, &test.path("")).unwrap();
    let ran = test.run(&["build", "--strict"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let files = test.files("public");
    assert_eq!(count(&files, ".html"), 9 * 10 + 1);
    let marks = |part: &str, mark: &str| {
        let pages = files.iter().filter(|(path, _)| path.ends_with(part));
        pages.map(|(_, page)| String::from_utf8_lossy(page).matches(mark).count()).collect::<Vec<_>>()
    };
    assert_eq!(marks("/results.html", "class=\"crit\""), [60; 10]);
    assert_eq!(marks("/results.html", "<rect"), [18; 10]);
    assert_eq!(marks("/learning.html", "class=\"obs\""), [5; 10]);
    assert_eq!(marks("index.html", "class=\"a\"").iter().sum::<usize>(), 2);
}

#[test]
fn observations_have_80_to_250_words() {
    let files = made(4, 12, 40).files("content");
    for (path, bytes) in files.iter().filter(|(path, _)| path.contains("/observations/")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let body = text.split("+++\n").nth(2).unwrap();
        let words = body.split_whitespace().count();
        assert!((80..=250).contains(&words), "{path} has {words} words");
    }
}

#[test]
fn a_folder_with_files_in_it_is_left_as_it_is() {
    let site = SiteTest::from("no-such-site").write("notes.txt", "mine");
    let refused = site::write(Size { assessments: 1, criteria: 60, observations: 1, lean: false }, &site.path(""));
    assert!(refused.unwrap_err().contains("not empty"));
    assert_eq!(site.files("").len(), 1);
}
