//! The briefing as a presentation, read with poppler's tools. Where they are missing these tests say
//! so and are skipped; with `PREREAD_PDF_TOOLS=required` they fail instead.
#![cfg(feature = "packet")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use support::SiteTest;

const ASSESSMENT: &str = "one-record/2026-10-course-correction";
const PARTS: [&str; 8] = ["reason", "status", "stakes", "nature", "results", "learning", "actions", "commitment"];
const NOTES: &str = "Notes for the speaker";

/// Width and height of a slide in points.
const SIZE: (f64, f64) = (960.0, 540.0);
/// Least size of type, in points, less what rounding takes.
const LEAST: f64 = 11.9;

fn sample() -> &'static SiteTest {
    static SAMPLE: OnceLock<SiteTest> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let test = SiteTest::from("");
        test.build();
        made(&test, ASSESSMENT);
        test
    })
}

/// Makes `new.pdf` and returns what was said.
fn made(test: &SiteTest, assessment: &str) -> String {
    let (site, out) = (test.path(""), test.path("new.pdf"));
    let ran = test.run_in(
        &std::env::temp_dir(),
        &["slides", assessment, "--site", site.to_str().unwrap(), "--out", out.to_str().unwrap()],
    );
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    ran.out + &ran.err
}

/// What a tool prints of `new.pdf`.
fn read(test: &SiteTest, tool: &str, before: &[&str], after: &[&str]) -> Option<String> {
    let file = test.path("new.pdf");
    match Command::new(tool).args(before).arg(&file).args(after).output() {
        Ok(output) => Some(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(why) => {
            assert!(std::env::var("PREREAD_PDF_TOOLS").is_err(), "PREREAD_PDF_TOOLS is set, and {tool}: {why}");
            std::io::stderr().write_all(format!("SKIPPED, the slides were not read: no {tool}\n").as_bytes()).unwrap();
            None
        }
    }
}

/// The words of each slide.
fn slides(test: &SiteTest) -> Option<Vec<String>> {
    let text = read(test, "pdftotext", &["-raw", "-enc", "UTF-8"], &["-"])?;
    Some(text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}')).collect()
}

fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let trimmed = text.split(|c| !is_part(c)).map(|number| number.trim_matches(['.', ',']));
    trimmed.filter(|number| number.chars().any(|c| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// Every word of a PDF with the page it stands on and its edges: left, top, right, foot.
fn places(test: &SiteTest) -> Option<Vec<(usize, [f64; 4], String)>> {
    let text = read(test, "pdftotext", &["-bbox", "-enc", "UTF-8"], &["-"])?;
    let mut page = 0;
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            page += 1;
        } else if line.starts_with("<word ") {
            let edge = |name: &str| {
                let rest = line.split_once(&format!("{name}=\"")).unwrap().1;
                rest.split_once('"').unwrap().0.parse::<f64>().unwrap()
            };
            let word = line.split_once('>').unwrap().1.split_once("</word>").unwrap().0;
            found.push((page, ["xMin", "yMin", "xMax", "yMax"].map(edge), word.to_owned()));
        }
    }
    assert!(found.len() > 100, "{text}");
    Some(found)
}

/// Nothing leaves a slide, and nothing stands in the margin of its foot but the foot itself.
fn expect_all_inside(test: &SiteTest) {
    for (page, [left, top, right, foot], word) in places(test).unwrap_or_default() {
        let is_inside = left >= 0.0 && top >= 0.0 && right <= SIZE.0 && foot <= SIZE.1;
        assert!(is_inside, "on slide {page}, `{word}` runs off: {left} {top} {right} {foot}");
    }
}

#[test]
fn slides_are_wide_all_of_one_size_and_as_many_as_can_be_shown_in_an_hour() {
    let Some(said) = read(sample(), "pdfinfo", &["-f", "1", "-l", "99"], &[]) else { return };
    let sizes: Vec<&str> = said.lines().filter(|line| line.starts_with("Page ") && line.contains(" size:")).collect();
    assert!((20..=40).contains(&sizes.len()), "{} slides", sizes.len());
    assert!(sizes.iter().all(|line| line.contains("960") && line.contains("x 540")), "{sizes:?}");
}

#[test]
fn each_of_the_eight_parts_has_a_slide_with_its_finding_and_more_than_that() {
    let test = sample();
    let Some(slides) = slides(test) else { return };
    for (at, part) in PARTS.iter().enumerate() {
        let page = fs::read_to_string(test.path(&format!("public/{ASSESSMENT}/{part}.html"))).unwrap();
        let finding = page.split_once("<h1").unwrap().1.split_once('>').unwrap().1.split_once("</h1>").unwrap().0;
        let finding = squeezed(&support::plain(finding));
        let of_part: Vec<&String> =
            slides.iter().filter(|slide| !slide.contains(NOTES) && squeezed(slide).contains(&finding)).collect();
        let number = (at + 1).to_string();
        let first = of_part.first().unwrap_or_else(|| panic!("no slide says `{finding}`"));
        assert!(first.trim_start().starts_with(&number), "part {number} does not say where we are: {first}");
        assert!(first.split_whitespace().count() > 40, "the slide of {part} is bare: {first}");
    }
}

#[test]
fn slides_say_the_figures_of_the_pages_and_no_others() {
    let test = sample();
    let Some(slides) = slides(test) else { return };
    let mut known: BTreeSet<String> = (0..=slides.len()).map(|number| number.to_string()).collect();
    for bytes in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")).map(|(_, bytes)| bytes) {
        known.extend(numbers(&support::plain(&String::from_utf8_lossy(bytes))));
    }
    let shown = numbers(&slides.join("\n"));
    assert!(shown.len() > 100, "{shown:?}");
    assert_eq!(shown.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "on the slides alone");
    // What the page of results says of the sections, the slides say too.
    for words in ["386 of 700", "199 of 300", "558 to 612", "16 percentage points apart"] {
        assert!(slides.iter().any(|slide| squeezed(slide).contains(&squeezed(words))), "no slide says {words}");
    }
}

#[test]
fn notes_stand_behind_all_slides_part_by_part_and_say_what_they_are_for() {
    let Some(slides) = slides(sample()) else { return };
    let first = slides.iter().position(|slide| slide.contains(NOTES)).unwrap();
    let (shown, notes) = slides.split_at(first);
    assert!(shown.len() > 15 && notes.iter().all(|sheet| sheet.contains(NOTES)), "{notes:?}");
    let parts: Vec<usize> = (1..=8)
        .map(|number| notes.iter().position(|sheet| sheet.contains(&format!("{NOTES}: {number} "))).unwrap())
        .collect();
    assert!(parts.is_sorted(), "{parts:?}");
    assert!(notes[0].contains("not to be shown") && notes[0].contains("For slide"), "{}", notes[0]);
    // What people wrote is for who speaks, and not on the wall.
    let told = fs::read_to_string(sample().path(&format!("content/{ASSESSMENT}/briefing/stakes.md"))).unwrap();
    let body = told.rsplit("+++").next().unwrap().trim();
    let sentence = squeezed(body.split(". ").next().unwrap());
    assert!(!sentence.is_empty());
    assert!(notes.iter().any(|sheet| squeezed(sheet).contains(&sentence)), "{body}");
    assert!(!shown.iter().any(|slide| squeezed(slide).contains(&sentence)), "{body}");
}

#[test]
fn nothing_runs_off_a_slide_and_no_type_is_too_small_to_read() {
    let test = sample();
    expect_all_inside(test);
    let Some(fonts) = read(test, "pdftohtml", &["-xml", "-i", "-stdout", "-q"], &[]) else { return };
    let pages = fonts.split("<page ").skip(1).take_while(|page| !page.contains(NOTES));
    let sizes: Vec<f64> = pages
        .flat_map(|page| page.split("<fontspec ").skip(1))
        .map(|font| font.split_once("size=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap())
        .collect();
    assert!(sizes.len() > 5, "{fonts}");
    // The tool gives whole numbers at one and a half times the size.
    let least = sizes.iter().copied().fold(f64::MAX, f64::min) / 1.5;
    assert!(least >= LEAST - 1.0, "the smallest type has {least} points: {sizes:?}");
}

#[test]
fn two_runs_make_the_same_slides() {
    let test = sample();
    let first = fs::read(test.path("new.pdf")).unwrap();
    let other = SiteTest::from("");
    made(&other, ASSESSMENT);
    assert_eq!(first, fs::read(other.path("new.pdf")).unwrap());
}

#[test]
fn every_stage_has_its_slides() {
    for assessment in ["one-record/2025-03-readiness", "one-record/2025-11-calibration"] {
        let test = SiteTest::from("");
        made(&test, assessment);
        let Some(slides) = slides(&test) else { return };
        assert!(slides.len() > 15, "{assessment}: {}", slides.len());
        expect_all_inside(&test);
    }
}

#[test]
fn a_site_with_next_to_nothing_has_slides_that_say_what_is_missing() {
    let test = SiteTest::from("sites/look/one");
    made(&test, "i/a");
    let Some(slides) = slides(&test) else { return };
    let all = slides.join("\n");
    for words in ["You are asked to decide", "No decision is asked.", "No patterns are written yet."] {
        assert!(all.contains(words), "{words}: {all}");
    }
    expect_all_inside(&test);
}

/// Very many decisions and patterns, and words that end nowhere.
fn ugly() -> SiteTest {
    let endless = "w".repeat(300);
    let mut decisions = String::from("[[decisions]]\nid = \"first\"\n");
    let _ = writeln!(decisions, "ask = \"Decide {endless}\"");
    for at in 2..=15 {
        let words = "and one thing more ".repeat(at % 6 + 1);
        let _ =
            writeln!(decisions, "[[decisions]]\nid = \"d{at}\"\nask = \"Decision-{at} {words}\"\ndetail = \"{words}\"");
    }
    let folder = format!("content/{ASSESSMENT}");
    let mut test = SiteTest::from("")
        .replace(&format!("{folder}/assessment.toml"), "[targets]", &format!("{decisions}[targets]"))
        .replace("content/one-record/initiative.toml", "Maren Solberg", &endless);
    for at in 1..=12 {
        let because = format!("\"{}\", ", "Because of many words. ".repeat(at)).repeat(4);
        let (title, saw) = if at == 3 { (endless.as_str(), endless.as_str()) } else { ("and goes on", "much") };
        let text = format!(
            "+++\ntitle = \"Pattern-{at} {title}\"\nkind = \"fix-first\"\nsaw = \"We saw {saw}\"\nbecause = [{because}]\nroot-cause = \"Root-{at}.\"\n+++\n\nMeaning-{at} {}\n",
            "of many words. ".repeat(40)
        );
        test = test.write(&format!("{folder}/patterns/extra-{at}.md"), &text);
    }
    for part in PARTS {
        let file = format!("{folder}/briefing/{part}.md");
        let text = fs::read_to_string(test.path(&file)).unwrap();
        let more = format!("{text}\n\n# {endless}\n\n{}\n\nend-of-{part}\n", "Long notes of a speaker. ".repeat(80));
        let long = format!("finding = \"{}", "A finding of very many words. ".repeat(9));
        test = test
            .write(&file, &more.replacen("finding = \"", &long, usize::from(part == "nature" || part == "results")));
    }
    test
}

#[test]
fn whatever_is_written_finds_its_slides_and_nothing_is_lost_or_runs_off() {
    let test = ugly();
    made(&test, ASSESSMENT);
    let Some(slides) = slides(&test) else { return };
    let all = squeezed(&slides.join("\n"));
    for at in 2..=15 {
        assert!(all.contains(&format!("Decision-{at}and")), "decision {at} is lost");
    }
    for at in 1..=12 {
        for words in [format!("Pattern-{at}"), format!("Root-{at}."), format!("Meaning-{at}")] {
            assert!(all.contains(&words), "{words} is lost");
        }
    }
    for part in PARTS {
        assert!(all.contains(&format!("end-of-{part}")), "the notes of {part} are cut");
    }
    assert!(all.contains(&"w".repeat(300)), "a long word is cut");
    expect_all_inside(&test);
}

#[test]
fn a_script_that_is_read_from_the_right_has_its_slides_too() {
    let root = Path::new("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf");
    if !root.exists() {
        assert!(std::env::var("PREREAD_PDF_TOOLS").is_err(), "PREREAD_PDF_TOOLS is set, and there is no {root:?}");
        std::io::stderr().write_all(b"SKIPPED, no slides from the right: there is no Arabic font\n").unwrap();
        return;
    }
    let test = SiteTest::from("")
        .replace("site.toml", "language = \"en\"", "language = \"ar\"\ntheme = \"house\"")
        .write("themes/house/theme.toml", "title = \"House\"\n");
    fs::create_dir_all(test.path("themes/house/fonts")).unwrap();
    fs::copy(root, test.path("themes/house/fonts/arabic.ttf")).unwrap();
    let said = made(&test, ASSESSMENT);
    assert!(!said.contains("missing-glyph"), "{said}");
    expect_all_inside(&test);
    let Some(places) = places(&test) else { return };
    // The number of the slide ends its foot, which is at the left now.
    let number = places.iter().find(|(page, [_, top, ..], word)| *page == 4 && word == "4" && *top > 480.0);
    assert!(number.is_some_and(|(_, [left, ..], _)| *left < 100.0), "{number:?}");
}
