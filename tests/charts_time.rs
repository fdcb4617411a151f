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
    assert!(page.contains(">0</text>") && page.contains(">10</text>"), "the axis has no values");
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

const ACTION: &str = "kind = \"more\"\nrecommended = 2026-01-10\nowner = \"lead\"\n";

/// A person, two open actions, one of them late, a milestone and three meetings, as of 1 February.
fn under_way() -> SiteTest {
    small()
        .write(
            "content/one/initiative.toml",
            "title = \"One Record\"\n[[people]]\nid = \"lead\"\nrole = \"Change lead\"\nname = \"Ada Holm\"\n\
             [rhythm]\ntactical = \"monthly\"\n[[milestones]]\ntitle = \"Release 2\"\nplanned = 2026-04-01\n",
        )
        .write("content/models/m.toml", "title = \"M\"\n[[sections]]\nid = \"s\"\ntitle = \"S\"\n[[sections.criteria]]\nid = \"c\"\ntitle = \"C\"\n")
        .write("content/one/2026-01-readiness/assessment.toml", "stage = \"readiness\"\nmodel = \"m\"\ndate = 2026-01-10\n")
        .write("content/one/actions/late.md", &format!("+++\ntitle = \"Clean the lists\"\n{ACTION}due = 2026-01-20\nassessment = \"2026-01-readiness\"\n+++\n"))
        .write("content/one/actions/soon.md", &format!("+++\ntitle = \"Train the leads\"\n{ACTION}due = 2026-03-15\nassessment = \"2026-01-readiness\"\n+++\n"))
        .write("content/one/meetings/2026-01-13-tactical.md", "+++\nstate = \"held\"\n+++\n")
        .write("content/one/meetings/2026-01-27-tactical.md", "+++\nstate = \"missed\"\n+++\n")
        .write("content/one/meetings/2026-02-20-strategic.md", "+++\nstate = \"planned\"\n+++\n")
}

#[test]
fn a_timeline_says_each_due_date_and_counts_only_what_is_true() {
    let ran = under_way().run(&["build", "--as-of", "2026-02-01"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = ran.page("one/2026-01-readiness/commitment.html");
    let said = said(&page, "figure_timeline");
    for words in [
        "Clean the lists: overdue since 20 Jan 2026, Ada Holm.",
        "Train the leads: due 15 Mar 2026, Ada Holm.",
        "Strategic meeting, 20 Feb 2026.",
        "Release 2, 1 Apr 2026.",
        "Tactical meetings: 13 Feb 2026 and 13 Mar 2026.",
    ] {
        assert!(said.contains(words), "{words} is not in: {said}");
    }
    ran.expect("one/2026-01-readiness/commitment.html", "1 action is overdue; the other is due before Release 2");
}

#[test]
fn a_milestone_whose_date_hangs_on_a_decision_is_drawn_and_counted_on_by_nobody() {
    let decided = |id: &str| {
        let milestone = "planned = 2026-04-01\n";
        under_way()
            .replace("content/one/initiative.toml", milestone, &format!("{milestone}decision = \"2026-01-readiness/{id}\"\n"))
            .write(
                "content/one/2026-01-readiness/assessment.toml",
                "stage = \"readiness\"\nmodel = \"m\"\ndate = 2026-01-10\n[[decisions]]\nid = \"hold\"\nask = \"Hold release 2\"\n",
            )
            .run(&["build", "--as-of", "2026-02-01"])
    };
    let ran = decided("hold");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said = said(&ran.page("one/2026-01-readiness/commitment.html"), "figure_timeline");
    assert!(said.contains("Release 2, 1 Apr 2026, awaits a decision."), "{said}");
    ran.expect("one/2026-01-readiness/commitment.html", "1 action is overdue; one other is due on 15 March 2026");
    let ran = decided("stop");
    assert!(ran.code != 0 && ran.err.contains("there is no decision `2026-01-readiness/stop`"), "{}", ran.err);
}

#[test]
fn a_cadence_counts_what_was_held_and_says_each_meeting() {
    let planned = "+++\nstate = \"planned\"\n+++\n";
    let ran = under_way()
        .write("content/one/meetings/2026-02-10-tactical.md", planned)
        .write("content/one/meetings/2026-03-10-tactical.md", planned)
        .run(&["build", "--as-of", "2026-02-01"]);
    let page = ran.page("one/meetings.html");
    let said = said(&page, "figure_cadence");
    assert!(!said.contains("10 March 2026"), "it lies after the strategic meeting: {said}");
    for words in [
        "Tactical meeting, 10 February 2026: Planned.",
        "Tactical meeting, 13 January 2026: Held.",
        "27 January 2026: Missed.",
        "Strategic meeting, 20 February 2026: Planned.",
    ] {
        assert!(said.contains(words), "{words} is not in: {said}");
    }
    ran.expect("one/meetings.html", "1 of 2 tactical meetings were held");
}

#[test]
fn more_actions_than_a_sheet_holds_are_a_register_and_no_drawing() {
    let mut test = under_way();
    for at in 0..60 {
        let text =
            format!("+++\ntitle = \"Step {at}\"\n{ACTION}due = 2026-03-15\nassessment = \"2026-01-readiness\"\n+++\n");
        test = test.write(&format!("content/one/actions/step-{at}.md"), &text);
    }
    let ran = test.run(&["build", "--as-of", "2026-02-01"]);
    ran.expect_no("one/2026-01-readiness/commitment.html", "Due dates of open actions");
    ran.expect("one/2026-01-readiness/commitment.html", "Step 59");
}

#[test]
fn value_at_stake_is_drawn_or_left_to_the_table() {
    let stakes = |last: &str| {
        let values = format!(
            "+++\nunit = \"million euros\"\nvalues = [{{ title = \"Contracts\", value = 1.5, reached = true }}, {last}]\n+++\n"
        );
        let ran = under_way().write("content/one/2026-01-readiness/briefing/stakes.md", &values).run(&[
            "build",
            "--as-of",
            "2026-02-01",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.page("one/2026-01-readiness/stakes.html")
    };
    let page = stakes("{ title = \"Partners\", value = 0.25, reached = false }");
    assert_eq!(said(&page, "figure_stakes"), "1.50 Contracts: Reached. 0.25 Partners: Not reached yet.");
    let page = stakes("{ title = \"Penalties\", value = -0.25, reached = false }");
    assert!(!page.contains("<desc id=\"figure_stakes"), "a bar cannot show less than nothing");
    assert!(page.contains("Penalties") && page.contains("\u{2212}0.25"), "the table can");
}

const OBSERVATION: &str = "content/one/2026-01-readiness/observations/asked.md";

/// The same with an observation of these words.
fn observed(words: &str) -> SiteTest {
    under_way()
        .write(
            "content/one/2026-01-readiness/assessment.toml",
            "stage = \"readiness\"\nmodel = \"m\"\ndate = 2026-01-10\n[scores.s]\nc = 63\n",
        )
        .write(
            OBSERVATION,
            &format!("+++\ntitle = \"We asked\"\nkind = \"gap\"\ncriteria = [\"s/c\"]\n+++\n\n{words}\n"),
        )
}

#[test]
fn a_text_holds_charts_and_scores_of_its_assessment() {
    let words = "Before.\n\n![Most of it is late](chart:timeline)\n\nWe stand at ![so much](score:s) and ![so much](score:total).\n\n\
                 ![](chart:timeline)";
    let ran = observed(words).run(&["build", "--as-of", "2026-02-01"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = ran.page("one/2026-01-readiness/sections/s.html");
    ran.expect("one/2026-01-readiness/sections/s.html", "Before. Most of it is late Due dates of open actions");
    ran.expect("one/2026-01-readiness/sections/s.html", "We stand at 63% and 63%.");
    ran.expect("one/2026-01-readiness/sections/s.html", "1 action is overdue; the other is due before Release 2");
    for chart in ["chart-1", "chart-2"] {
        assert!(page.contains(&format!("{chart}_wide_d")), "two charts alike have ids of their own");
    }
    assert!(said(&page, &first_chart(&page)).contains("Train the leads: due 15 Mar 2026, Ada Holm."));
}

/// The id of the first chart of a text.
fn first_chart(page: &str) -> String {
    let (before, _) = page.split_once("chart-1_wide_d\"").unwrap();
    format!("{}chart-1", before.rsplit_once(['"', ' ']).unwrap().1)
}

#[test]
fn every_chart_that_can_be_named_is_in_the_readme() {
    let readme = include_str!("../README.md");
    for name in preread::model::chart::Chart::NAMES {
        assert!(readme.contains(&format!("| `chart:{name}")), "the table of charts does not name {name}");
    }
}

#[test]
fn every_chart_stands_in_the_sample_where_it_is_asked_for() {
    let asked = "![](chart:model)\n\n![](chart:unison)\n\n![](chart:change)\n\n![](chart:ranges)\n\n![](chart:ranges/results)\n\n\
                 ![](chart:requisites)\n\n![](chart:patterns)\n\n![](chart:outcome/quote-days)\n\n![](chart:timeline)\n\n\
                 ![](chart:cadence)\n\n![](chart:stakes)\n\n![](chart:burn-up)\n\nOutcomes first:";
    let test = SiteTest::from("").replace(
        "content/one-record/2026-10-course-correction/briefing/results.md",
        "Outcomes first:",
        asked,
    );
    let page = test.build().page("one-record/2026-10-course-correction/results.html");
    for at in 1..=12 {
        assert!(page.contains(&format!("id=\"results_chart-{at}\"")), "chart {at} is missing");
    }
}
