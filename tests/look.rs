//! What the theme promises, from outside: fonts that lie in the output with their licence, pages
//! that are light, and a look of one's own that can be read.
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

#[test]
fn one_colour_gives_a_whole_theme_that_can_be_read() {
    for accent in ["#7A1F3D", "#1B4D2B", "#3B2A8C", "#5A3A00", "#333333", "#003C71", "#B00020"] {
        let test = starter(&format!("[look]\naccent = \"{accent}\"\n"));
        let ran = test.run(&["check", "--strict"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"), "{accent}");
        test.build();
        let styles = text(&test.files("public"), "assets/look.css");
        let modes: Vec<&str> = styles.lines().filter(|line| line.starts_with("@media")).collect();
        assert_eq!(modes.len(), 3, "{styles}");
        for mode in modes {
            for property in ["--accent:", "--range:", "--l1:", "--l2:", "--l3:", "--l4:", "--on4:"] {
                assert!(mode.contains(property), "{property} is not in {mode}");
            }
            assert!(!mode.contains("--ink:"), "{mode}");
        }
        assert!(styles.contains(&format!("(prefers-color-scheme:light){{:root{{--accent:{accent};")), "{styles}");
    }
}

#[test]
fn a_look_of_ones_own_is_loaded_after_the_theme() {
    let test = starter("[look]\nserif = \"Georgia\"\nsans = \"house.woff2\"\n")
        .write("themes/default/assets/own.css", ".lead { font-style: italic }")
        .write("themes/default/assets/house.woff2", "a font");
    let page = test.build().page("index.html");
    let styles: Vec<&str> =
        page.split("<link rel=\"stylesheet\" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(styles, ["assets/style.css", "assets/own.css", "assets/look.css"]);
    let files = test.files("public");
    let look = text(&files, "assets/look.css");
    assert!(look.contains(":root{--serif:\"Georgia\",var(--serif-far)}"), "{look}");
    assert!(look.contains("src:url(\"house.woff2\")"), "{look}");
    assert!(files.contains_key("assets/house.woff2"));
}

#[test]
fn a_site_without_a_look_has_no_styles_of_its_own() {
    let test = SiteTest::from("");
    let page = test.build().page("index.html");
    assert!(!page.contains("look.css") && !page.contains("own.css"));
    assert!(!test.files("public").contains_key("assets/look.css"));
}

#[test]
fn a_logo_stands_in_the_head_of_every_page_and_has_words() {
    let test = starter("[look]\nlogo = \"logo.svg\"\nlogo-dark = \"logo-dark.svg\"\nlogo-words = \"Lindholm & Co\"\n")
        .write("themes/default/assets/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
        .write("themes/default/assets/logo-dark.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    test.build();
    let files = test.files("public");
    assert!(files.contains_key("assets/logo.svg") && files.contains_key("assets/logo-dark.svg"));
    for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = std::str::from_utf8(page).unwrap();
        let root = "../".repeat(name.matches('/').count());
        let image = format!("<img src=\"{root}assets/logo.svg\" alt=\"Lindholm &amp; Co\">");
        assert!(page.contains(&image), "{name} does not show {image}");
        assert!(page.contains(&format!("srcset=\"{root}assets/logo-dark.svg\"")), "{name}");
    }
}

#[test]
fn a_colour_of_the_styles_that_is_for_light_screens_is_asked_about_on_dark_ones() {
    let test = starter("").write("themes/default/assets/own.css", ":root{--accent:#0B566A}");
    let ran = test.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains("low-contrast")).collect();
    assert_eq!(lines.len(), 1, "{}", ran.out);
    assert!(lines[0].starts_with("themes/default/assets/own.css:1:16: warning[low-contrast]"), "{}", lines[0]);
    assert!(lines[0].contains("on a dark screen, `--accent` #0B566A on"), "{}", lines[0]);
    let told = ":root{--accent:#0B566A}\n@media (prefers-color-scheme:dark){:root{--accent:#84C7D6}}";
    let ran = test.write("themes/default/assets/own.css", told).run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"));
}

#[test]
fn a_printed_sheet_says_whose_report_it_is_and_how_many_there_are() {
    let page = SiteTest::from("").build().page("one-record/2026-10-course-correction/results.html");
    let head = page.split('>').nth(1).unwrap();
    for told in [
        "data-head=\"Lindholm Lifts · One Record\"",
        "data-stamp=\"Course-correction assessment",
        "data-between=\" of \"",
    ] {
        assert!(head.contains(told), "{head} has no {told}");
    }
}

#[test]
fn a_logo_that_is_more_than_a_picture_is_refused() {
    let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
    for active in [
        "<rect onload=\"alert(1)\"/>",
        "<a href=\"javascript:alert(1)\"><rect/></a>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href=\"https://example.org/x.png\"/>",
    ] {
        let test = starter("[look]\nlogo = \"logo.svg\"\n").write("themes/default/assets/logo.svg", &svg(active));
        let ran = test.run(&["check", "--format", "short"]);
        assert_eq!(ran.code, 1, "{active} was let through");
        assert!(ran.out.contains("runs or loads something"), "{}", ran.out);
    }
    let plain = svg("<title>On one line</title><path d='M0 0h9'/>");
    let test = starter("[look]\nlogo = \"logo.svg\"\n").write("themes/default/assets/logo.svg", &plain);
    assert_eq!(test.run(&["check"]).code, 0);
}

#[test]
fn a_dark_logo_alone_and_an_unknown_language_are_told_at_their_lines() {
    let ran = starter("[look]\nlogo-dark = \"logo.svg\"\n").run(&["check", "--format", "short"]);
    assert!(ran.out.contains("error[wrong-value]: this needs a `logo` to belong to"), "{}", ran.out);
    let test = SiteTest::starter().write("site.toml", "title = \"One\"\nlanguage = \"EN\"\n");
    let ran = test.run(&["check", "--format", "short"]);
    assert!(ran.out.starts_with("site.toml:2:12: error[unknown-theme]"), "{}", ran.out);
    assert!(ran.out.contains("Write it as `en`."), "{}", ran.out);
}

#[test]
fn a_family_that_css_names_itself_stands_without_quotes() {
    let test = starter("[look]\nserif = \"Georgia\"\nsans = \"system-ui\"\n");
    test.build();
    let css = text(&test.files("public"), "assets/look.css");
    assert!(css.contains("--serif:\"Georgia\",") && css.contains("--sans:system-ui}"), "{css}");
}

/// What the README promises to take five minutes.
#[test]
fn the_looks_of_the_readme_work_as_they_stand() {
    let readme = include_str!("../README.md");
    let block = |language: &str, begin: &str| {
        let blocks = readme.split("```").map(|block| block.strip_prefix(language).unwrap_or_default().trim_start());
        blocks.clone().find(|block| block.starts_with(begin)).unwrap_or_else(|| panic!("no {begin}")).to_owned()
    };
    let test = ["logo.svg", "logo-on-dark.svg", "house-serif.woff2"]
        .iter()
        .fold(starter(&block("toml", "[look]")), |test, file| test.write(&format!("themes/default/assets/{file}"), ""));
    let ran = test.run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"));
    test.build();
    assert!(text(&test.files("public"), "assets/look.css").contains("--paper:#15110F;"));
    let test = starter("").write("themes/default/assets/own.css", &block("css", ":root"));
    let ran = test.run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"));
}

/// The site of `preread init` with more lines in site.toml.
fn starter(lines: &str) -> SiteTest {
    let test = SiteTest::starter();
    let settings = std::fs::read_to_string(test.path("site.toml")).unwrap();
    test.write("site.toml", &format!("{settings}\n{lines}"))
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
