//! `preread packet`: where its files go, what it refuses, and what is in them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;

use base64::Engine as _;
use html5gum::{Token, Tokenizer};
use sha2::{Digest, Sha256};
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

/// Attributes of every element of a page, in order.
fn attributes(html: &str) -> Vec<(String, String, String)> {
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut found = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        if let Token::StartTag(tag) = token {
            for (key, value) in &tag.attributes {
                found.push((string(&tag.name), string(key), string(value)));
            }
        }
    }
    found
}

fn one_file(test: &SiteTest) -> String {
    packet(test, &["--out", "one.html"]);
    fs::read_to_string(test.path("one.html")).unwrap()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

/// What is wrong with a page that must need no other.
fn wrong(html: &str) -> Vec<String> {
    let attributes = attributes(html);
    let mut wrong = Vec::new();
    let mut ids = BTreeSet::new();
    for (_, _, id) in attributes.iter().filter(|(_, key, _)| key == "id") {
        if !ids.insert(id.as_str()) {
            wrong.push(format!("the id {id} stands twice"));
        }
    }
    for (element, key, value) in &attributes {
        let is_address = ["src", "srcset", "href", "action", "poster", "data", "xlink:href"].contains(&key.as_str());
        let is_fine = match value.strip_prefix('#') {
            Some(id) => ids.contains(id),
            None => value.starts_with("data:") || (element == "a" && value.contains(':')),
        };
        if is_address && !is_fine {
            wrong.push(format!("{element} {key}=\"{value}\""));
        }
        if key == "style" || key.starts_with("on") || element == "script" {
            wrong.push(format!("{element} has {key}"));
        }
        if key == "aria-labelledby" {
            wrong.extend(value.split(' ').filter(|id| !ids.contains(id)).map(|id| format!("{id} names nothing")));
        }
    }
    let style = between(html, "<style>", "</style>");
    for url in style.split("url(").skip(1).filter(|url| !url.starts_with("\"data:")) {
        wrong.push(format!("a style loads {}", &url[..url.len().min(40)]));
    }
    if style.contains("@import") {
        wrong.push("a style is loaded from elsewhere".to_owned());
    }
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style.as_bytes()));
    let policy = attributes.iter().find(|(_, _, value)| value.starts_with("default-src")).map(|found| found.2.as_str());
    let wanted = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    );
    if policy != Some(wanted.as_str()) {
        wrong.push(format!("the policy is {policy:?}"));
    }
    wrong
}

#[test]
fn the_one_file_needs_no_other_and_every_link_in_it_leads_somewhere() {
    let html = one_file(&SiteTest::from(""));
    assert_eq!(wrong(&html), Vec::<String>::new());
    assert!(html.contains("font/woff2;base64,"));
    assert!(html.len() < 1024 * 1024, "{} bytes", html.len());
}

#[test]
fn every_site_that_hurts_gives_a_file_that_needs_no_other() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/look");
    let mut seen = 0;
    for site in fs::read_dir(root).unwrap() {
        let name = site.unwrap().file_name().to_string_lossy().into_owned();
        let test = SiteTest::from(&format!("sites/look/{name}"));
        let ran = test.run(&["packet", "--format", "html", "--all", "--out", "all"]);
        let files = test.files("all");
        // A site without an assessment has no packet, and says so.
        assert_eq!((ran.code == 0, ran.code == 2), (!files.is_empty(), files.is_empty()), "{name}: {}", ran.err);
        for (path, bytes) in files {
            seen += 1;
            let html = String::from_utf8(bytes).unwrap();
            assert_eq!(wrong(&html), Vec::<String>::new(), "{name}/{path}");
        }
    }
    assert!(seen > 8, "only {seen} packets were made");
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let (one, other) = (SiteTest::from(""), SiteTest::from(""));
    assert!(one_file(&one) == one_file(&other));
}

/// What only the site holds is named in plain words; what the file holds is led to.
#[test]
fn links_lead_to_the_place_in_the_file_and_nowhere_else() {
    let body = "[The list](../../actions/charter-signed.md), [then](../../2025-11-calibration/assessment.toml), \
                [here](../assessment.toml#leadership/sponsor-engaged).";
    let file = "content/one-record/2026-10-course-correction/observations/return-noted.md";
    let test = SiteTest::from("");
    let text = fs::read_to_string(test.path(file)).unwrap();
    let html = one_file(&test.write(file, &format!("{text}\n{body}\n")));
    assert!(html.contains("<a href=\"#.actions_charter-signed\">The list</a>"), "no link to the register");
    assert!(html.contains("</a>, then, <a href"), "{}", between(&html, "The list</a>", "</p>"));
    assert!(html.contains(" id=\".actions_charter-signed\""));
    assert_eq!(wrong(&html), Vec::<String>::new());
}

#[test]
fn a_face_comes_along_only_when_its_letters_occur() {
    let faces = |html: &str| between(html, "<style>", "</style>").matches("font/woff2;base64,").count();
    let html = one_file(&SiteTest::from(""));
    let test = SiteTest::from("");
    let file = "content/one-record/initiative.toml";
    let changed =
        fs::read_to_string(test.path(file)).unwrap().replace("title = \"One Record\"", "title = \"Одна запись\"");
    let cyrillic = one_file(&test.write(file, &changed));
    assert_eq!(faces(&cyrillic), faces(&html) + 3, "serif, italic and sans of one more script");
}

#[test]
fn an_image_lies_in_the_file() {
    let png = *b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    let file = "content/one-record/2026-10-course-correction/observations/return-noted.md";
    let test = SiteTest::from("");
    let text = fs::read_to_string(test.path(file)).unwrap();
    let test = test.write(file, &format!("{text}\n![A dot](dot.png)\n"));
    fs::write(test.path("content/one-record/2026-10-course-correction/observations/dot.png"), png).unwrap();
    let html = one_file(&test);
    let held = base64::engine::general_purpose::STANDARD.encode(png);
    assert!(html.contains(&format!("<img src=\"data:image/png;base64,{held}\" alt=\"A dot\">")));
    assert_eq!(wrong(&html), Vec::<String>::new());
}

#[cfg(not(feature = "packet"))]
#[test]
fn a_program_without_the_pdf_says_so_and_offers_the_other_format() {
    let test = SiteTest::from("");
    let ran = test.run(&["packet"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("built without the PDF packet; use --format html"), "{}", ran.err);
    assert!(names(&test, "packets").is_empty());
}
