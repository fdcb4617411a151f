//! `preread status`: what asks for somebody on a day, worked out by hand on a small site, for people,
//! as data and as a mail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use serde_json::{Value, json};
use support::SiteTest;

const INITIATIVE: &str = r#"
title = "Tidy"
[[people]]
id = "boss"
role = "Director"
name = "Ada Berg"
"#;

const ASSESSMENT: &str = r#"
model = "crm-best-practice"
date = 2026-05-04
stage = "readiness"
meeting = "2026-05-20-strategic"
[[decisions]]
id = "shelves"
ask = "Buy six shelves"
detail = "by June"
[[decisions]]
id = "room"
ask = "Give up the back room"
"#;

/// An action with a due date and, where there are any, updates.
fn action(title: &str, due: &str, more: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nkind = \"more\"\nrecommended = 2026-05-04\nowner = \"boss\"\ndue = {due}\n{more}+++\n"
    )
}

/// An outcome from 60 to 80 in a year, with three readings.
fn outcome(title: &str, values: [u32; 3]) -> String {
    let days = ["2026-02-01", "2026-03-01", "2026-04-01"];
    let readings: String =
        days.iter().zip(values).map(|(day, value)| format!("[[readings]]\ndate = {day}\nvalue = {value}\n")).collect();
    format!(
        "+++\ntitle = \"{title}\"\nmeasure = \"Share\"\nunit = \"percent\"\ndirection = \"higher\"\n\
         baseline = {{ date = 2026-01-01, value = 60 }}\ntarget = {{ date = 2027-01-01, value = 80 }}\n{readings}+++\n"
    )
}

/// A small initiative with something of each kind.
fn tidy() -> SiteTest {
    SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Office\"\n")
        .write("content/tidy/initiative.toml", INITIATIVE)
        .write("content/tidy/2026-05-readiness/assessment.toml", ASSESSMENT)
        .write(
            "content/tidy/actions/late.md",
            &action(
                "Late one",
                "2026-05-09",
                "[[updates]]\ndate = 2026-05-10\nstatus = \"in-progress\"\nnote = \"Half of it.\"\n",
            ),
        )
        .write("content/tidy/actions/now.md", &action("On the day", "2026-05-10", ""))
        .write("content/tidy/actions/soon.md", &action("Last day that is soon", "2026-05-24", ""))
        .write("content/tidy/actions/later.md", &action("One day after", "2026-05-25", ""))
        .write(
            "content/tidy/actions/done.md",
            &action(
                "Done",
                "2026-05-06",
                "decision = \"2026-05-readiness/room\"\n[[updates]]\ndate = 2026-05-08\nstatus = \"done\"\n",
            ),
        )
        .write("content/tidy/outcomes/rising.md", &outcome("Rising", [62, 64, 66]))
        .write("content/tidy/outcomes/slow.md", &outcome("Slow", [60, 62, 63]))
        .write("content/tidy/outcomes/still.md", &outcome("Still", [60, 61, 60]))
        .write("content/tidy/outcomes/falling.md", &outcome("Falling", [60, 57, 55]))
        .write("content/tidy/meetings/2026-05-06-tactical.md", "+++\n+++\n")
        .write("content/tidy/meetings/2026-04-01-tactical.md", "+++\n+++\n")
        .write(
            "content/tidy/meetings/2026-05-20-strategic.md",
            "+++\ntime = \"10:00\"\n[[topics]]\ntitle = \"Shelves\"\n+++\n",
        )
        .write("content/tidy/meetings/2026-09-20-strategic.md", "+++\n+++\n")
}

fn status(test: &SiteTest, arguments: &[&str]) -> String {
    let ran = test.run(&[&["status"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.err, "", "only data is printed");
    ran.out
}

fn json(test: &SiteTest, arguments: &[&str]) -> Value {
    serde_json::from_str(&status(test, &[arguments, &["--format", "json"]].concat())).unwrap()
}

/// The values of a field in a list.
fn each<'a>(list: &'a Value, field: &str) -> Vec<&'a Value> {
    list.as_array().unwrap().iter().map(|one| &one[field]).collect()
}

/// On 10 May: the action of the 9th is one day late, that of the 10th is due today, that of the 24th
/// is due in 14 days, and that of the 25th is not due soon. The meeting of 6 May lies after the
/// assessment and nobody wrote of it; that of April lies before. One of two decisions was answered by
/// what was done. From 60 to 80 in a year, on 1 April the path asks for 64.9: 66 is on course, 63
/// behind, 60 to 61 flat, and 55 wrong.
#[test]
fn what_asks_for_somebody_on_a_day_is_worked_out_by_hand() {
    let answer = json(&tidy(), &["--as-of", "2026-05-10"]);
    let wanted = json!({
        "as_of": "2026-05-10",
        "until": "2026-05-24",
        "initiatives": [{
            "initiative": "tidy",
            "title": "Tidy",
            "meetings": [{
                "id": "2026-05-20-strategic",
                "kind": "strategic",
                "date": "2026-05-20",
                "time": "10:00",
                "topics": ["Shelves"],
            }],
            "unreported": [{
                "id": "2026-05-06-tactical",
                "kind": "tactical",
                "date": "2026-05-06",
                "time": null,
                "topics": [],
            }],
            "overdue": [{
                "id": "late",
                "title": "Late one",
                "owner": "boss",
                "due": "2026-05-09",
                "days": -1,
                "status": "in-progress",
                "heard": "2026-05-10",
                "note": "Half of it.",
            }],
            "due": [
                {
                    "id": "now",
                    "title": "On the day",
                    "owner": "boss",
                    "due": "2026-05-10",
                    "days": 0,
                    "status": "recommended",
                    "heard": null,
                    "note": null,
                },
                {
                    "id": "soon",
                    "title": "Last day that is soon",
                    "owner": "boss",
                    "due": "2026-05-24",
                    "days": 14,
                    "status": "recommended",
                    "heard": null,
                    "note": null,
                },
            ],
            "decisions": [{
                "id": "2026-05-readiness/shelves",
                "ask": "Buy six shelves",
                "detail": "by June",
                "meeting": "2026-05-20-strategic",
            }],
            "off_course": answer["initiatives"][0]["off_course"],
        }],
    });
    assert_eq!(answer, wanted);
    let off_course = &answer["initiatives"][0]["off_course"];
    let courses: Vec<(&str, &str)> = off_course
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["course"].as_str().unwrap()))
        .collect();
    assert_eq!(courses, [("falling", "wrong"), ("slow", "behind"), ("still", "flat")]);
    let slow = json!({
        "id": "slow",
        "title": "Slow",
        "owner": null,
        "course": "behind",
        "unit": "percent",
        "baseline": { "date": "2026-01-01", "value": "60" },
        "now": { "date": "2026-04-01", "value": "63" },
        "target": { "date": "2027-01-01", "value": "80" },
        "answer": null,
    });
    assert_eq!(off_course[1], slow);
}

#[test]
fn people_read_columns_and_words() {
    let wanted = "\
What is due, 10 May 2026

Tidy
1 action is overdue. 2 actions are due by 24 May 2026. 1 decision is open. 3 of
4 outcomes are off course.

Overdue
  9 May 2026  1 day late  Late one
                          Director, Ada Berg · In progress
                          10 May 2026: Half of it.

Due by 24 May 2026
  10 May 2026  today       On the day
                           Director, Ada Berg · Proposed
  24 May 2026  in 14 days  Last day that is soon
                           Director, Ada Berg · Proposed

Next meetings
  No date set              Tactical meeting
  20 May 2026  in 10 days  Strategic meeting, 10:00
                           - Shelves
                           - How are we doing against the outcomes we defined?
                           - Are we moving in the right direction?
                           - More, less, or something different?
                           - Investments: projects, equipment, upgrades
                           - Communication

Decisions to take: Strategic meeting, 20 May 2026
  1  Buy six shelves
     by June

Outcomes off course
  Wrong direction                   Falling
                                    60% then, 55% on 1 Apr 2026; target 80% by
                                    January 2027
  Right direction, behind the path  Slow
                                    60% then, 63% on 1 Apr 2026; target 80% by
                                    January 2027
  Flat                              Still
                                    60% then, 60% on 1 Apr 2026; target 80% by
                                    January 2027

Meetings nobody wrote of
  6 May 2026  Tactical meeting
";
    let printed = status(&tidy(), &["--as-of", "2026-05-10"]).replace('\u{a0}', " ");
    assert_eq!(printed, wanted);
    assert!(!printed.contains('\u{1b}'), "colour only on a terminal");
}

#[test]
fn a_mail_is_commonmark() {
    let printed = status(&tidy(), &["--as-of", "2026-05-10", "--format", "markdown"]).replace('\u{a0}', " ");
    let beginning = "\
# What is due, 10 May 2026

## Tidy

1 action is overdue. 2 actions are due by 24 May 2026. 1 decision is open. 3 of 4 outcomes are off course.

### Overdue

- 9 May 2026, 1 day late: **Late one**  
  Director, Ada Berg · In progress  
  10 May 2026: Half of it.

### Due by 24 May 2026
";
    assert!(printed.starts_with(beginning), "{printed}");
    assert!(printed.contains("- 20 May 2026, in 10 days: **Strategic meeting, 10:00**\n  - Shelves\n"), "{printed}");
}

#[test]
fn where_nothing_is_due_words_say_so() {
    let test = SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Office\"\n")
        .write("content/tidy/initiative.toml", INITIATIVE);
    let printed = status(&test, &["--as-of", "2026-05-10"]).replace('\u{a0}', " ");
    let wanted = "Nothing is overdue. Nothing is due by 24 May 2026. No decision is open. No\noutcomes are set.\n";
    assert!(printed.contains(wanted), "{printed}");
    assert!(!printed.contains("Overdue\n") && printed.contains("No date set  Tactical meeting\n"), "{printed}");
    let answer = json(&test, &["--as-of", "2026-05-10"]);
    for field in ["meetings", "unreported", "overdue", "due", "decisions", "off_course"] {
        assert_eq!(answer["initiatives"][0][field], json!([]), "{field}");
    }
    let empty = SiteTest::from("no-such-site").write("site.toml", "title = \"Office\"\n");
    assert!(status(&empty, &[]).ends_with("There are no initiatives yet.\n"));
    assert_eq!(json(&empty, &[])["initiatives"], json!([]));
}

#[test]
fn an_overdue_action_says_what_was_heard_of_it_since_or_that_nothing_was() {
    let said = |updates: &str| {
        let test = tidy().write("content/tidy/actions/late.md", &action("Late one", "2026-05-09", updates));
        status(&test, &["--as-of", "2026-05-10"]).replace('\u{a0}', " ")
    };
    let silent = "Nothing was heard of it since it was due.";
    assert!(said("").contains(silent));
    assert!(said("[[updates]]\ndate = 2026-05-08\nnote = \"On its way.\"\n").contains(silent), "that was before");
    let heard = said("[[updates]]\ndate = 2026-05-10\nnote = \"One week more.\"\n");
    assert!(heard.contains("10 May 2026: One week more."), "{heard}");
    let begun = said("[[updates]]\ndate = 2026-05-10\nstatus = \"in-progress\"\n");
    assert!(begun.contains("In progress\n\nDue"), "that it was begun was heard: {begun}");
}

#[test]
fn a_decision_is_open_until_an_action_that_carries_it_out_is_agreed() {
    let carries = |updates: &str| {
        let more = format!("decision = \"2026-05-readiness/shelves\"\n{updates}");
        let test = tidy().write("content/tidy/actions/buy.md", &action("Buy", "2026-07-01", &more));
        each(&json(&test, &["--as-of", "2026-05-22"])["initiatives"][0]["decisions"], "id").len()
    };
    let update = |status: &str| format!("[[updates]]\ndate = 2026-05-20\nstatus = \"{status}\"\nnote = \"Said.\"\n");
    assert_eq!(carries(""), 1, "proposed is not decided");
    assert_eq!(carries(&update("committed")), 0);
    assert_eq!(carries(&update("dropped")), 0, "no is an answer");
    assert_eq!(carries("[[updates]]\ndate = 2026-05-23\nstatus = \"committed\"\n"), 1, "nobody knows tomorrow");
}

#[test]
fn a_day_knows_nothing_that_came_after_it() {
    let answer = json(&tidy(), &["--as-of", "2026-05-03"]);
    let tidy = &answer["initiatives"][0];
    assert_eq!((&tidy["decisions"], &tidy["overdue"], &tidy["due"]), (&json!([]), &json!([]), &json!([])));
    assert_eq!(each(&tidy["unreported"], "id"), ["2026-04-01-tactical"], "of a year, where there is no assessment");
    assert_eq!(each(&tidy["meetings"], "id"), ["2026-05-06-tactical", "2026-05-20-strategic"]);
}

#[test]
fn it_speaks_of_today_unless_another_day_is_given_whatever_the_site_says() {
    let test = tidy().write("site.toml", "title = \"Office\"\nas_of = 2026-05-10\n");
    let today = json(&test, &["--as-of", "today"])["as_of"].clone();
    assert_eq!(json(&test, &[])["as_of"], today);
    assert_ne!(today, "2026-05-10");
    let ran = test.run_with(&test.path(""), &["status", "--format", "json"], &[("SOURCE_DATE_EPOCH", "1778371200")]);
    assert_eq!(serde_json::from_str::<Value>(&ran.out).unwrap()["as_of"], "2026-05-10");
}

#[test]
fn all_initiatives_or_the_one_that_is_named() {
    let test = tidy().write("content/other/initiative.toml", &INITIATIVE.replace("Tidy", "Other"));
    assert_eq!(each(&json(&test, &[])["initiatives"], "initiative"), ["other", "tidy"]);
    assert_eq!(each(&json(&test, &["other"])["initiatives"], "initiative"), ["other"]);
    let printed = status(&test, &["--as-of", "2026-05-10"]);
    assert!(printed.contains("\n\nOther\nNothing is overdue.") && printed.contains("\n\nTidy\n1 action"), "{printed}");
    let ran = test.run(&["status", "tydi"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Did you mean `tidy`?"), "{}", ran.err);
}

#[test]
fn content_that_is_wrong_is_told_and_nothing_is_printed() {
    let test = tidy().replace("content/tidy/actions/late.md", "2026-05-09", "2026-05-39");
    for format in ["human", "json", "markdown"] {
        let ran = test.run(&["status", "--format", format]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains("late.md") && ran.err.contains("No status is printed"), "{}", ran.err);
    }
}

#[test]
fn words_are_words_and_no_markup() {
    let test = tidy().replace("content/tidy/actions/late.md", "Late one", "# *All* [here](x) <b>\\n\\n- \\t1. `x`");
    let printed = status(&test, &["--as-of", "2026-05-10", "--format", "markdown"]);
    assert!(printed.contains("**\\# \\*All\\* \\[here\\](x) \\<b\\>  -  1. \\`x\\`**"), "{printed}");
    let human = status(&test, &["--as-of", "2026-05-10"]);
    assert!(human.contains("1 day late  # *All* [here](x) <b>"), "{human}");
}

#[test]
fn it_is_in_the_language_of_the_site() {
    for (language, words) in [
        ("de", "1 Maßnahme ist überfällig."),
        ("fr", "1 action est en retard."),
        ("es", "1 acción está vencida."),
        ("ja", "1件の施策が期限を過ぎています。"),
        ("ar", "إجراء واحد متأخر."),
    ] {
        let test = tidy().write("site.toml", &format!("title = \"Office\"\nlanguage = \"{language}\"\n"));
        let printed = status(&test, &["--as-of", "2026-05-10"]);
        assert!(printed.contains(words), "{language}: {printed}");
        assert!(!printed.contains("due.") && !printed.contains('{'), "{language}: {printed}");
    }
}

/// No line of a mail or of a pipe is longer than 80 columns, however long the words are.
#[test]
fn the_sites_that_hurt_have_a_status_too() {
    for name in ["long", "first", "strict-html", "rtl", "japanese"] {
        let test = SiteTest::from(&format!("sites/look/{name}"));
        let printed = status(&test, &["--as-of", "2026-07-01"]);
        for line in printed.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{name}: {line}");
        }
        status(&test, &["--as-of", "2026-07-01", "--format", "markdown"]);
    }
}
