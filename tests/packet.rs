//! `preread packet`: where its files go, what it refuses, and what is in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::fs;

use support::{Ran, SiteTest};

const NEWEST: &str = "one-record/2026-10-course-correction";

/// Makes packets as HTML, and expects that it went well.
fn packet(test: &SiteTest, arguments: &[&str]) -> Ran {
    let ran = test.run(&[&["packet", "--format", "html"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran
}

fn names(test: &SiteTest, folder: &str) -> Vec<String> {
    test.files(folder).into_keys().collect()
}

#[test]
fn the_packet_is_of_the_newest_assessment_and_goes_to_packets() {
    let test = SiteTest::from("");
    let ran = packet(&test, &[]);
    assert!(
        ran.err.contains(&format!("Wrote {}", test.path(&format!("packets/{NEWEST}.html")).display())),
        "{}",
        ran.err
    );
    assert_eq!(names(&test, "packets"), [format!("{NEWEST}.html")]);
}

#[test]
fn a_second_packet_leaves_the_first_and_what_others_put_there() {
    let test = SiteTest::from("").write("packets/notes.txt", "mine");
    packet(&test, &[]);
    packet(&test, &["one-record/2025-11-calibration"]);
    let mut expected = vec!["notes.txt".to_owned(), "one-record/2025-11-calibration.html".to_owned()];
    expected.push(format!("{NEWEST}.html"));
    assert_eq!(names(&test, "packets"), expected);
}

#[test]
fn all_makes_one_for_each_assessment_of_the_site_or_of_one_initiative() {
    let test = SiteTest::from("sites/portfolio");
    let ran = packet(&test, &["--all"]);
    let all = names(&test, "packets");
    assert!(all.len() > 1, "{all:?}");
    assert!(ran.err.contains(&format!("Wrote {} files in", all.len())), "{}", ran.err);
    let first = all[0].split('/').next().unwrap().to_owned();
    packet(&test, &[&first, "--all", "--out", "some"]);
    let of_first: Vec<String> = all.iter().filter(|name| name.starts_with(&format!("{first}/"))).cloned().collect();
    assert_eq!(names(&test, "some"), of_first);
    let ran = test.run(&["packet", "--format", "html", "--all", &all[0].replace(".html", "")]);
    assert_eq!(ran.code, 2);
}

#[test]
fn out_is_a_file_a_folder_or_standard_output() {
    let test = SiteTest::from("");
    let ran = test.run(&["packet", "--out", "new/board.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    packet(&test, &["--out", "folder/"]);
    assert_eq!(names(&test, "folder"), [format!("{NEWEST}.html")]);
    let piped = packet(&test, &["--out", "-"]);
    let file = fs::read_to_string(test.path("new/board.html")).unwrap();
    assert_eq!(piped.out, file);
    assert_eq!(names(&test, "new"), ["board.html"]);
    for wrong in [&["--out", "board.pdf"][..], &["--out", "-", "--all"], &["--out", "content/board.html"]] {
        let ran = test.run(&[&["packet", "--format", "html"], wrong].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    }
}

#[test]
fn only_a_packet_is_replaced_and_nothing_else_is_overwritten() {
    let test = SiteTest::from("").write("board.html", "<!doctype html><title>Mine</title>preread packet");
    let ran = test.run(&["packet", "--out", "board.html"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("board.html is no packet that preread made"), "{}", ran.err);
    assert!(fs::read_to_string(test.path("board.html")).unwrap().contains("Mine"));
    packet(&test, &["--out", "ours.html"]);
    let ran = packet(&test, &["one-record/2025-11-calibration", "--out", "ours.html"]);
    assert!(ran.err.ends_with("Wrote ours.html.\n"), "{}", ran.err);
    let ran = packet(&test, &["one-record/2025-11-calibration", "--out", "ours.html"]);
    assert!(ran.err.contains("as before"), "{}", ran.err);
    // One foreign file among many keeps all of them from being written.
    let test = SiteTest::from("").write("packets/one-record/2026-10-course-correction.html", "mine");
    let ran = test.run(&["packet", "--format", "html", "--all"]);
    assert_eq!((ran.code, names(&test, "packets").len()), (2, 1), "{}", ran.err);
}

#[test]
fn what_is_not_there_is_refused_with_what_is_near() {
    let test = SiteTest::from("");
    for (wrong, near) in [("one-recrd", "one-record"), ("one-record/2025-11-calibraton", "2025-11-calibration")] {
        let ran = test.run(&["packet", "--format", "html", wrong]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(&format!("Did you mean `{near}`")), "{}", ran.err);
    }
}

#[test]
fn nothing_is_written_of_content_that_is_wrong() {
    let test = SiteTest::from("").write("content/one-record/actions/new.md", "no front matter");
    let ran = test.run(&["packet", "--format", "html", "--diagnostics", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("content/one-record/actions/new.md:1"), "{}", ran.out);
    assert!(ran.err.contains("Nothing was written."), "{}", ran.err);
    assert!(names(&test, "packets").is_empty());
}
