//! The command line as a person or a program meets it: exit codes, what goes where, and the
//! commands that write files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::fs;

use support::SiteTest;

const FIRST: &str = "content/first-initiative";

#[test]
fn a_new_site_checks_clean_and_builds_at_once() {
    let test = SiteTest::starter();
    let ran = test.run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"));
    test.build().expect("index.html", "First initiative");
}

#[test]
fn init_writes_nothing_into_a_folder_that_holds_something() {
    let test = SiteTest::starter().write("full/mine.txt", "mine");
    let ran = test.run(&["init", "full"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("is not empty"), "{}", ran.err);
    assert_eq!(test.files("full").len(), 1);
}

/// Every kind of record that `new` writes is read without an error as it is.
#[test]
fn every_new_record_checks_without_an_error() {
    let test = SiteTest::starter();
    for (kind, title, file) in [
        ("observation", "Nobody reads the list", "2026-03-readiness/observations/nobody-reads-the-list.md"),
        ("pattern", "Lists wait", "2026-03-readiness/patterns/lists-wait.md"),
        ("action", "Read \"the\" list", "actions/read-the-list.md"),
        ("outcome", "Lists read", "outcomes/lists-read.md"),
    ] {
        let ran = test.run(&["new", kind, title]);
        assert_eq!(ran.code, 0, "{kind}: {}", ran.err);
        assert!(ran.err.contains(&format!("Wrote {FIRST}/{file}")), "{}", ran.err);
    }
    assert_eq!(test.run(&["new", "meeting", "--date", "2026-04-09"]).code, 0);
    assert_eq!(test.run(&["new", "meeting", "--strategic", "--date", "2026-09-24"]).code, 0);
    assert_eq!(test.run(&["new", "assessment", "--date", "2026-03-19"]).code, 0);
    let ran = test.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["errors"], 0, "{}", ran.out);
    assert_eq!(test.run(&["build"]).code, 0);
}

#[test]
fn a_new_meeting_is_named_by_its_day_its_kind_and_its_title() {
    let test = SiteTest::starter();
    let wrote = |arguments: &[&str], file: &str| {
        let ran = test.run(&[&["new", "meeting"], arguments].concat());
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(&format!("Wrote {FIRST}/meetings/{file}.md")), "{arguments:?}: {}", ran.err);
        fs::read_to_string(test.path(&format!("{FIRST}/meetings/{file}.md"))).unwrap()
    };
    wrote(&["Sales", "--date", "2026-12-10"], "2026-12-10-tactical-sales");
    wrote(&["The board & us", "--strategic", "--date", "2026-12-10"], "2026-12-10-strategic-the-board-us");
    // An id that is given says the day and the kind.
    let text = wrote(&["--id", "2026-12-13-strategic-x"], "2026-12-13-strategic-x");
    assert!(text.contains("# due = 2026-12-13") && text.contains("about = \"answer\""), "{text}");
    let day = ["--date", "2026-12-14"];
    wrote(&["--id", "2026-12-14-tactical-x", day[0], day[1]], "2026-12-14-tactical-x");
    for (call, says) in [
        (vec!["--id", "2026-12-13-tactical-y", day[0], day[1]], "--id names 2026-12-13 and --date 2026-12-14"),
        (vec!["--id", "2026-12-13-tactical-y", "--strategic"], "contradict each other"),
        (vec!["\u{4f1a}\u{8b70}", day[0], day[1]], "no id can be made of the title"),
    ] {
        let ran = test.run(&[&["new", "meeting"], call.as_slice()].concat());
        assert_eq!(ran.code, 2, "{call:?}: {}", ran.err);
        assert!(ran.err.contains(says), "{call:?}: {}", ran.err);
    }
    assert_eq!(test.run(&["check"]).code, 0);
}

#[test]
fn a_new_assessment_starts_from_the_last_one() {
    let test = SiteTest::starter();
    assert_eq!(test.run(&["new", "assessment", "--date", "2026-10-01"]).code, 0);
    let text = fs::read_to_string(test.path(&format!("{FIRST}/2026-10-calibration/assessment.toml"))).unwrap();
    for words in [
        "stage = \"calibration\"",
        "date = 2026-10-01",
        "[scores.results.financial]",
        "# vision-shared = 50 # last time 30 to 50 %",
        "# budget-approved = false # last time 100 %",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    assert!(test.path(&format!("{FIRST}/2026-10-calibration/briefing/stakes.md")).exists());
}

#[test]
fn new_never_overwrites_and_never_leaves_the_site() {
    let test = SiteTest::starter();
    let there = test.run(&["new", "action", "--id", "name-owners"]);
    assert_eq!(there.code, 2);
    assert!(there.err.contains("is already there"), "{}", there.err);
    for id in ["../../../out", "a/b", "Über", ""] {
        let ran = test.run(&["new", "action", "--id", id]);
        assert_eq!(ran.code, 2, "{id}: {}", ran.err);
    }
    assert!(!test.path("out.md").exists());
}

#[test]
fn data_goes_to_standard_output_and_words_to_standard_error() {
    let test = SiteTest::starter();
    let ran = test.run(&["score", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let scores: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(scores["assessment"], "first-initiative/2026-03-readiness");
    assert_eq!(scores["as_of"], "2026-03-20");
    assert_eq!(test.run(&["build"]).out, "");
    assert_eq!(test.run(&["--quiet", "build"]).err, "");
}

#[test]
fn an_assessment_is_named_by_its_folder_or_is_the_newest() {
    let test = SiteTest::from("");
    let named = |arguments: &[&str]| {
        let ran = test.run(arguments);
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["assessment"].clone()
    };
    assert_eq!(named(&["score", "--format", "json"]), "one-record/2026-10-course-correction");
    assert_eq!(named(&["score", "one-record", "--format", "json"]), "one-record/2026-10-course-correction");
    assert_eq!(named(&["score", "one-record/2025-03-readiness", "--format", "json"]), "one-record/2025-03-readiness");
    assert_eq!(
        named(&["score", "content/one-record/2025-03-readiness/", "--format", "json"]),
        "one-record/2025-03-readiness"
    );
    let ran = test.run(&["score", "one-record/2025-03-readines"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("Did you mean `2025-03-readiness`?"), "{}", ran.err);
}

#[test]
fn the_exit_code_tells_wrong_content_from_a_wrong_call() {
    let test = SiteTest::starter();
    assert_eq!(test.run(&["check", "--fromat", "json"]).code, 2);
    assert_eq!(test.run(&["check", "--site", "nowhere"]).code, 2);
    assert_eq!(test.run(&["check", "--as-of", "yesterday"]).code, 2);
    assert_eq!(test.run(&["explain", "no-such-code"]).code, 2);
    let test = test.write("site.toml", "title = \n");
    assert_eq!(test.run(&["check"]).code, 1);
    assert_eq!(test.run(&["build"]).code, 1);
    assert_eq!(test.run(&["score"]).code, 1);
}

#[test]
fn a_site_is_found_from_any_folder_below_it() {
    let test = SiteTest::starter();
    let ran = test.run_in(&test.path(FIRST), &["check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn the_day_comes_from_the_call_then_the_environment_then_the_site() {
    let test = SiteTest::starter();
    let as_of = |arguments: &[&str], epoch: &str| {
        let environment: &[(&str, &str)] = if epoch.is_empty() { &[] } else { &[("SOURCE_DATE_EPOCH", epoch)] };
        let ran = test.run_with(&test.path(""), &[&["score", "--format", "json"], arguments].concat(), environment);
        serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["as_of"].as_str().unwrap().to_owned()
    };
    assert_eq!(as_of(&[], ""), "2026-03-20");
    assert_eq!(as_of(&[], "1780272000"), "2026-06-01");
    assert_eq!(as_of(&["--as-of", "2026-05-01"], "1780272000"), "2026-05-01");
}

#[test]
fn without_a_day_the_newest_fact_decides_and_never_a_due_date() {
    let test = SiteTest::starter().replace("site.toml", "as_of = 2026-03-20\n", "");
    let ran = test.run(&["score", "--format", "json"]);
    // The assessment of 12 March is the newest fact; the action is due on 30 April.
    assert!(ran.out.contains("\"as_of\": \"2026-03-12\""), "{}", ran.out);
}

#[test]
fn what_is_overdue_depends_on_the_day() {
    let test = SiteTest::starter();
    test.run(&["build", "--as-of", "2026-04-30"]).expect_no("first-initiative/actions.html", "overdue since");
    test.run(&["build", "--as-of", "2026-05-01"]).expect("first-initiative/actions.html", "overdue since 30 Apr 2026");
}

#[test]
fn nothing_is_coloured_when_it_is_no_terminal() {
    let test =
        SiteTest::starter().replace(&format!("{FIRST}/initiative.toml"), "sponsor = \"sponsor\"", "sponsor = \"x\"");
    let ran = test.run(&["check"]);
    assert!(ran.err.contains("unknown-reference") && !ran.err.contains('\u{1b}'), "{}", ran.err);
}

#[test]
fn every_diagnostic_is_explained() {
    let test = SiteTest::starter();
    let list = test.run(&["explain"]).out;
    assert!(list.lines().count() >= 38, "{list}");
    let code = list.lines().next().unwrap().split_whitespace().next().unwrap();
    assert!(test.run(&["explain", code]).out.contains("Mend."));
}

#[test]
fn the_schemas_in_the_repository_are_those_of_the_program() {
    let test = SiteTest::starter();
    for kind in test.run(&["schema"]).out.lines().filter(|kind| *kind != "context") {
        let made = test.run(&["schema", kind]).out;
        let kept = fs::read_to_string(format!(".schemas/{kind}.json")).unwrap();
        assert_eq!(made, kept, "run `preread schema --out .schemas` and remove context.json");
        assert!(serde_json::from_str::<serde_json::Value>(&made).unwrap()["properties"].is_object());
    }
    let context = test.run(&["schema", "context"]).out;
    assert!(context.contains("The way to the root of the output"), "the context is described in words");
}

#[test]
fn completions_and_manual_pages_are_written() {
    let test = SiteTest::starter();
    assert!(test.run(&["completions", "bash"]).out.contains("preread"));
    assert_eq!(test.run(&["man", "--out", "man"]).code, 0);
    assert!(test.files("man").contains_key("preread-build.1"));
}

#[test]
fn scores_are_safe_to_open_in_a_spreadsheet() {
    let test =
        SiteTest::from("sites/portfolio").replace("content/models/five.toml", "title = \"Plan\"", "title = \"=1+1\"");
    let ran = test.run(&["score", "north", "--format", "csv"]);
    assert!(ran.out.contains("plan,'=1+1,section"), "{}", ran.out);
}

/// The codes of all errors of a site.
fn errors(test: &SiteTest) -> Vec<String> {
    let ran = test.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let all = report["diagnostics"].as_array().unwrap().iter();
    all.filter(|one| one["severity"] == "error").map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_slip_of_the_pen_is_one_error() {
    let name = SiteTest::starter().write(&format!("{FIRST}/meetings/2026-05-05-TACTICAL.md"), "+++\n+++\n");
    assert_eq!(errors(&name), ["bad-id"]);
    let minutes = "+++\n[[updates]]\naction = \"name-\\u0007owners\"\nstatus = \"done\"\n+++\n";
    let control = SiteTest::starter().write(&format!("{FIRST}/meetings/2026-05-05-tactical.md"), minutes);
    assert_eq!(errors(&control), ["wrong-value"]);
}

#[test]
fn a_name_that_is_suggested_is_that_of_no_other_file() {
    let action = "+++\ntitle = \"A note\"\nkind = \"more\"\nrecommended = 2026-03-12\n+++\n";
    let test = SiteTest::starter()
        .write(&format!("{FIRST}/actions/drop-note.md"), action)
        .write(&format!("{FIRST}/actions/Drop Note.md"), action)
        .write(&format!("{FIRST}/actions/Drop_Note.md"), action)
        .write(&format!("{FIRST}/actions/Other Note.md"), action);
    let said = test.run(&["check"]).err;
    assert!(said.contains("for instance to `drop-note-2`") && said.contains("for instance to `drop-note-3`"), "{said}");
    assert!(said.contains("for instance to `other-note`"), "{said}");
}
