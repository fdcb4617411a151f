//! Charts of time and value: a site in, drawings out, and every value of a table in the words for
//! who does not see the drawing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::SiteTest;

/// A site of one initiative that has nothing yet.
fn small() -> SiteTest {
    SiteTest::from("sites/none")
        .write("site.toml", "title = \"Lifts\"\n")
        .write("content/one/initiative.toml", "title = \"One Record\"\nstarted = 2025-01-01\n")
}

/// What a drawing says to who does not see it, with plain spaces.
fn said(page: &str, id: &str) -> String {
    let (_, after) = page.split_once(&format!("<desc id=\"{id}_wide_d\">")).unwrap_or_else(|| panic!("no {id}"));
    after.split_once("</desc>").unwrap().0.replace('\u{a0}', " ")
}

#[test]
fn an_outcome_is_drawn_with_every_reading_in_words() {
    let outcome = "title = \"Quotes\"\nmeasure = \"Days to quote\"\nunit = \"days\"\ndirection = \"lower\"\n\
                   baseline = { date = 2025-01-01, value = 14.5 }\ntarget = { date = 2026-06-01, value = -6 }\n\
                   readings = [{ date = 2025-03-01, value = 12 }, { date = 2025-06-01, value = 9.25 }]\n";
    let outcome = format!("+++\n{outcome}+++\n");
    let ran = small().write("content/one/outcomes/quotes.md", &outcome).build();
    let page = ran.page("one/outcomes.html");
    let said = said(&page, "figure_outcome_quotes");
    for value in [
        "1 Jan 2025: 14.50 days",
        "1 Mar 2025: 12.00 days",
        "1 Jun 2025: 9.25 days",
        "Target \u{2212}6.00 days by June 2026",
        "Lower is better",
    ] {
        assert!(said.contains(value), "{value} is not in: {said}");
    }
    assert!(page.contains("class=\"spark\" aria-hidden=\"true\""), "the small drawing repeats the table's words");
}

#[test]
fn an_outcome_without_a_reading_has_words_and_no_drawing() {
    let outcome = "+++\ntitle = \"Quotes\"\nmeasure = \"Days\"\nunit = \"days\"\ndirection = \"lower\"\nbaseline = { date = 2025-01-01, value = 14.5 }\n+++\n";
    let ran = small().write("content/one/outcomes/quotes.md", outcome).build();
    let page = ran.page("one/outcomes.html");
    assert!(!page.contains("spark") && !page.contains("figure_outcome"), "nothing was read, nothing is drawn");
    assert!(page.contains("Not measured yet"));
}
