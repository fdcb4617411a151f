//! What the theme promises, from outside: fonts that lie in the output with their licence, pages
//! that are light.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeMap;

use support::SiteTest;

const PARTS: [&str; 8] = ["reason", "status", "stakes", "nature", "results", "learning", "actions", "commitment"];

#[test]
fn every_file_that_the_styles_name_lies_beside_them() {
    let test = SiteTest::from("");
    test.build();
    let files = test.files("public");
    let urls = urls(&text(&files, "assets/style.css"));
    assert!(urls.len() > 8, "{urls:?}");
    for url in urls {
        assert!(files.contains_key(&format!("assets/{url}")), "style.css names {url}");
    }
}

#[test]
fn fonts_bring_their_licence_and_do_not_bear_the_reserved_name() {
    let test = SiteTest::from("");
    test.build();
    let files = test.files("public");
    let licence = text(&files, "assets/fonts/LICENSE.txt");
    assert!(licence.contains("SIL OPEN FONT LICENSE Version 1.1"), "{licence}");
    assert!(licence.contains("with Reserved Font Name 'Source'"), "{licence}");
    let styles = text(&files, "assets/style.css");
    let families: Vec<&str> =
        styles.split("font-family:\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(families.contains(&"Preread Serif") && families.contains(&"Preread Sans"), "{families:?}");
    assert!(families.iter().all(|family| !family.contains("Source")), "{families:?}");
}

/// What a browser fetches for a first page in a Latin language: the page and the styles compressed,
/// and the fonts, which are compressed already; the italic where something is quoted or stressed.
#[test]
fn a_part_page_weighs_less_than_100_kilobytes_with_its_styles_and_fonts() {
    let test = SiteTest::from("");
    test.build();
    let files = test.files("public");
    let font = |name: &str| files[&format!("assets/fonts/{name}-latin.woff2")].len();
    let styles = compressed(&files["assets/style.css"]);
    for part in PARTS {
        let page = text(&files, &format!("one-record/2026-10-course-correction/{part}.html"));
        let is_slanted = page.contains("<em") || page.contains("<blockquote");
        let fonts = font("serif") + font("sans") + if is_slanted { font("serif-italic") } else { 0 };
        let page = compressed(page.as_bytes());
        let sum = page + styles + fonts;
        assert!(sum < 100_000, "{part} weighs {sum} bytes: page {page}, styles {styles}, fonts {fonts}");
    }
}

/// The size of a file as a server sends it with gzip.
fn compressed(bytes: &[u8]) -> usize {
    let around = 18;
    miniz_oxide::deflate::compress_to_vec(bytes, 6).len() + around
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).unwrap()
}

/// What `url(…)` names, without data.
fn urls(styles: &str) -> Vec<String> {
    let named = styles.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap());
    named.map(|url| url.trim_matches(['"', '\'']).to_owned()).filter(|url| !url.starts_with("data:")).collect()
}
