//! Calendars: what `preread export ics` writes and what the report publishes, read line by line, and
//! with the parser of a calendar program. Where that is missing (Node.js and ical.js) these tests say
//! so and are skipped; with `PREREAD_CALENDAR_TOOLS=required` they fail instead.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use support::{SiteTest, plain};

/// Ends of `calendar.mjs` other than 0: what is missing is printed.
const MISSING: i32 = 3;

const INITIATIVE: &str = r#"
title = "Tidy"
sponsor = "boss"
[[people]]
id = "boss"
role = "Director"
name = "Ada Berg"
[[people]]
id = "clerk"
role = "Clerk"
[[people]]
id = "idle"
role = "Guest"
[[milestones]]
title = "Shelves up"
planned = 2026-05-30
see = "Six shelves"
[[milestones]]
title = "Never planned"
"#;

const OUTCOME: &str = r#"+++
title = "Fewer searches"
measure = "Searches a week"
unit = "searches"
direction = "lower"
owner = "clerk"
baseline = { date = 2026-01-05, value = 40 }
target = { date = 2026-12-31, value = 10 }
+++
"#;

const ACTION: &str = r#"+++
title = "Label the shelves"
kind = "more"
recommended = 2026-03-02
owner = "clerk"
due = 2026-05-15
[[updates]]
date = 2026-03-10
status = "committed"
note = "Said at the table."
+++
"#;

/// A small initiative with one of each kind.
fn tidy() -> SiteTest {
    SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Office\"\n")
        .write("content/tidy/initiative.toml", INITIATIVE)
        .write("content/tidy/outcomes/searches.md", OUTCOME)
        .write("content/tidy/actions/labels.md", ACTION)
        .write(
            "content/tidy/actions/someday.md",
            "+++\ntitle = \"No date\"\nkind = \"more\"\nrecommended = 2026-03-02\n+++\n",
        )
        .write(
            "content/tidy/meetings/2026-04-14-tactical.md",
            "+++\ntime = \"9:30–10:15\"\n[[topics]]\ntitle = \"Labels\"\n+++\n",
        )
        .write("content/tidy/meetings/2026-03-10-tactical.md", "+++\nstate = \"missed\"\n+++\n")
        .write("content/tidy/meetings/2026-06-02-strategic.md", "+++\ntime = \"after lunch\"\n+++\n")
}

fn export(test: &SiteTest, arguments: &[&str]) -> String {
    let ran = test.run(&[&["export", "ics"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_lines(&ran.out);
    ran.out
}

/// What the format asks of every line, whatever it says.
fn assert_lines(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']) && !line.is_empty(), "{line:?}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

/// The lines of a file as they were before they were folded.
fn unfolded(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// The lines of each event, by what it is known by.
fn events(file: &str) -> BTreeMap<String, Vec<String>> {
    let lines = unfolded(file);
    let mut found = BTreeMap::new();
    for event in lines.split(|line| line == "BEGIN:VEVENT").skip(1) {
        let event = event.split(|line| line == "END:VEVENT").next().unwrap();
        let uid = event.iter().find_map(|line| line.strip_prefix("UID:")).unwrap();
        assert!(found.insert(uid.to_owned(), event.to_vec()).is_none(), "{uid} is there twice");
    }
    found
}

fn property<'a>(event: &'a [String], name: &str) -> &'a str {
    let found: Vec<&str> = event.iter().filter_map(|line| line.strip_prefix(&format!("{name}:"))).collect();
    assert_eq!(found.len(), 1, "{name} in {event:?}");
    found[0]
}

/// What the parser of a calendar program finds; nothing when it is missing.
fn read(file: &str) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/calendar.mjs");
    let started = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else { return skip("node was not found: install Node.js 20 or newer") };
    child.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    let said = String::from_utf8(ran.stdout).unwrap();
    match ran.status.code() {
        Some(0) => Some(serde_json::from_str(&said).unwrap()),
        Some(MISSING) => skip(said.trim()),
        other => panic!("the calendar cannot be read ({other:?}):\n{file}"),
    }
}

fn skip(why: &str) -> Option<Value> {
    assert!(std::env::var("PREREAD_CALENDAR_TOOLS").is_err(), "PREREAD_CALENDAR_TOOLS is set, and {why}");
    std::io::stderr().write_all(format!("SKIPPED, the calendar was not read: {why}\n").as_bytes()).unwrap();
    None
}

/// Worked out by hand: 9 April 2026 is 9595 days after 1 January 2000 (26 years of 365 days, 7 leap
/// days, 31 + 28 + 31 + 8 days of the year), and the action heard one thing.
#[test]
fn a_calendar_is_written_line_by_line() {
    let file = export(&tidy(), &["--as-of", "2026-04-09", "--owner", "clerk"]);
    let wanted = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//preread//preread//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Tidy: Clerk",
        "X-WR-CALNAME:Tidy: Clerk",
        "BEGIN:VEVENT",
        "UID:tidy.outcomes.searches@preread",
        "DTSTAMP:20260409T000000Z",
        "LAST-MODIFIED:20260409T000000Z",
        "SEQUENCE:9595",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        "SUMMARY:Target date: Fewer searches",
        "DESCRIPTION:Tidy\\nSearches a week\\n10\u{a0}searches by December 2026\\nOwner: Cl",
        " erk",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:tidy.owners.clerk.actions.labels@preread",
        "DTSTAMP:20260409T000000Z",
        "LAST-MODIFIED:20260409T000000Z",
        "SEQUENCE:9596",
        "DTSTART;VALUE=DATE:20260515",
        "DTEND;VALUE=DATE:20260516",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        "SUMMARY:Due: Label the shelves",
        "DESCRIPTION:Tidy\\nOwner: Clerk\\nSaid at the table.",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file.split("\r\n").collect::<Vec<_>>(), wanted);
}

#[test]
fn meetings_stand_at_their_hour_by_the_clock_of_the_place_and_else_on_their_day() {
    let found = events(&export(&tidy(), &["--as-of", "2026-04-09"]));
    let at_hours = &found["tidy.meetings.2026-04-14-tactical@preread"];
    assert_eq!(property(at_hours, "DTSTART"), "20260414T093000");
    assert_eq!(property(at_hours, "DTEND"), "20260414T101500");
    assert_eq!(property(at_hours, "SUMMARY"), "Tactical meeting\\, Tidy");
    assert_eq!(property(at_hours, "DESCRIPTION"), "Tidy\\n- Labels");
    assert_eq!(property(at_hours, "TRANSP"), "OPAQUE");
    // No calendar can read this hour, so a person must.
    let on_day = &found["tidy.meetings.2026-06-02-strategic@preread"];
    assert_eq!(property(on_day, "DTSTART;VALUE=DATE"), "20260602");
    assert_eq!(property(on_day, "DESCRIPTION"), "Tidy\\nafter lunch");
    let missed = &found["tidy.meetings.2026-03-10-tactical@preread"];
    assert_eq!(property(missed, "STATUS"), "CANCELLED");
    assert_eq!(property(missed, "SUMMARY"), "Missed: Tactical meeting\\, Tidy");
    // One hour where nobody wrote an end.
    let test = tidy().replace("content/tidy/meetings/2026-04-14-tactical.md", "9:30–10:15", "9:30");
    let found = events(&export(&test, &["--as-of", "2026-04-09"]));
    assert_eq!(property(&found["tidy.meetings.2026-04-14-tactical@preread"], "DTEND"), "20260414T103000");
}

#[test]
fn two_meetings_of_one_day_have_names_of_their_own() {
    let test = tidy()
        .write("content/tidy/meetings/2026-04-21-tactical-sales.md", "+++\n+++\n")
        .write("content/tidy/meetings/2026-04-21-tactical-care.md", "+++\n+++\n");
    let found = events(&export(&test, &[]));
    let names: BTreeSet<&str> = ["sales", "care"]
        .map(|end| property(&found[&format!("tidy.meetings.2026-04-21-tactical-{end}@preread")], "SUMMARY"))
        .into();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn what_has_no_date_is_on_no_calendar_and_no_meeting_is_made_up() {
    let test = tidy().write("content/tidy/initiative.toml", &format!("{INITIATIVE}[rhythm]\ntactical = \"weekly\"\n"));
    let found = events(&export(&test, &["--as-of", "2026-04-09"]));
    // Three meetings, one milestone of two, one outcome, one action of two.
    assert_eq!(found.len(), 6, "{:?}", found.keys());
}

#[test]
fn a_milestone_is_known_by_its_title_and_keeps_its_place_when_it_is_reached() {
    let before = events(&export(&tidy(), &["--as-of", "2026-04-09"]));
    let test = tidy().replace("content/tidy/initiative.toml", "see = ", "done = 2026-06-12\nsee = ");
    let after = events(&export(&test, &["--as-of", "2026-06-20"]));
    let milestone = |found: &BTreeMap<String, Vec<String>>| {
        let (uid, event) = found.iter().find(|(uid, _)| uid.starts_with("tidy.milestones.")).unwrap();
        (uid.clone(), property(event, "DTSTART;VALUE=DATE").to_owned(), property(event, "SUMMARY").to_owned())
    };
    let (before, after) = (milestone(&before), milestone(&after));
    assert_eq!(before.0, after.0);
    assert_eq!((before.1.as_str(), after.1.as_str()), ("20260530", "20260612"));
    assert_eq!(after.2, "Milestone: Shelves up");
}

/// A calendar keeps what it imported until it is told otherwise, and listens to the higher number.
#[test]
fn a_second_import_updates_what_the_first_one_brought() {
    let test = tidy();
    let first = export(&test, &["--as-of", "2026-04-09"]);
    let again = export(&test, &["--as-of", "2026-04-09"]);
    assert_eq!(first, again, "same input, same bytes");
    let update = "[[updates]]\ndate = 2026-04-20\nstatus = \"done\"\nnote = \"All six.\"\n+++\n";
    let action = ACTION.strip_suffix("+++\n").unwrap().to_owned() + update;
    let test = test.write("content/tidy/actions/labels.md", &action).replace(
        "content/tidy/meetings/2026-04-14-tactical.md",
        "+++\ntime",
        "+++\nstate = \"missed\"\ntime",
    );
    // Even where the day of the report is the same, because its site.toml gives it.
    for day in ["2026-04-20", "2026-05-04"] {
        let second = export(&test, &["--as-of", day]);
        let (old, new) = (events(&first), events(&second));
        assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
        for (uid, event) in &old {
            let number = |event: &[String]| property(event, "SEQUENCE").parse::<i32>().unwrap();
            assert!(number(&new[uid]) > number(event), "{uid} is not newer");
            assert!(property(&new[uid], "DTSTAMP") > property(event, "DTSTAMP"));
        }
        let done = &new["tidy.actions.labels@preread"];
        assert_eq!(property(done, "STATUS"), "CANCELLED");
        assert_eq!(property(done, "SUMMARY"), "Done: Label the shelves");
        assert_eq!(property(&new["tidy.meetings.2026-04-14-tactical@preread"], "STATUS"), "CANCELLED");
        let Some(read) = read(&second) else { return };
        let uids = |read: &Value| {
            read["events"].as_array().unwrap().iter().map(|event| event["uid"].to_string()).collect::<BTreeSet<_>>()
        };
        assert_eq!(uids(&read), uids(&self::read(&first).unwrap()));
    }
}

#[test]
fn what_is_heard_on_the_day_of_the_last_export_makes_the_event_newer() {
    let number = |test: &SiteTest| {
        let found = events(&export(test, &["--as-of", "2026-04-20"]));
        property(&found["tidy.actions.labels@preread"], "SEQUENCE").parse::<i32>().unwrap()
    };
    let update = "[[updates]]\ndate = 2026-04-20\ndue = 2026-05-29\n+++\n";
    let later =
        tidy().write("content/tidy/actions/labels.md", &(ACTION.strip_suffix("+++\n").unwrap().to_owned() + update));
    assert_eq!(number(&later), number(&tidy()) + 1);
}

#[test]
fn an_action_that_goes_to_another_person_leaves_the_calendar_of_the_first() {
    let update = "[[updates]]\ndate = 2026-04-20\nowner = \"boss\"\n+++\n";
    let test =
        tidy().write("content/tidy/actions/labels.md", &(ACTION.strip_suffix("+++\n").unwrap().to_owned() + update));
    let of = |owner: &str, day: &str| events(&export(&test, &["--owner", owner, "--as-of", day]));
    assert_eq!(property(&of("clerk", "2026-04-19")["tidy.owners.clerk.actions.labels@preread"], "STATUS"), "CONFIRMED");
    let left = of("clerk", "2026-04-20");
    assert_eq!(property(&left["tidy.owners.clerk.actions.labels@preread"], "STATUS"), "CANCELLED");
    assert_eq!(property(&left["tidy.owners.clerk.actions.labels@preread"], "SUMMARY"), "Passed on: Label the shelves");
    assert_eq!(property(&of("boss", "2026-04-20")["tidy.owners.boss.actions.labels@preread"], "STATUS"), "CONFIRMED");
    // On the calendar of all it is one event.
    assert_eq!(
        property(&events(&export(&test, &["--as-of", "2026-04-20"]))["tidy.actions.labels@preread"], "STATUS"),
        "CONFIRMED"
    );
}

#[test]
fn what_nobody_has_agreed_to_is_tentative() {
    let recommended = ACTION.replace("status = \"committed\"\n", "");
    let test = tidy().write("content/tidy/actions/labels.md", &recommended);
    let found = events(&export(&test, &["--as-of", "2026-04-09"]));
    assert_eq!(property(&found["tidy.actions.labels@preread"], "STATUS"), "TENTATIVE");
    assert_eq!(property(&found["tidy.actions.labels@preread"], "SUMMARY"), "Due\\, not agreed yet: Label the shelves");
}

/// Words that try to begin a line of their own, to end the event, or to be cut in two.
#[test]
fn words_stay_words_whatever_they_say() {
    let attack =
        "x\\r\\nBEGIN:VEVENT\\r\\nSUMMARY:Free beer\\nEND:VEVENT\\u2028UID:stolen\\r\\t; a, b \\\\ n: \\\"c\\\"";
    let long = "y".repeat(10_000);
    for at in 0..8 {
        // Emoji of four octets, at every place of the border.
        let title = format!("{}{}", "z".repeat(50 + at), "🧭".repeat(40));
        let test = tidy()
            .replace("content/tidy/actions/labels.md", "Label the shelves", &title)
            .replace("content/tidy/actions/labels.md", "Said at the table.", attack)
            .replace("content/tidy/outcomes/searches.md", "Fewer searches", &long)
            .replace("content/tidy/initiative.toml", "name = \"Ada Berg\"", &format!("name = \"{attack}\""))
            .replace("content/tidy/meetings/2026-06-02-strategic.md", "after lunch", attack)
            .replace("content/tidy/meetings/2026-04-14-tactical.md", "\"Labels\"", &format!("\"{attack}\""));
        let file = export(&test, &["--as-of", "2026-04-09"]);
        let found = events(&file);
        assert_eq!(found.len(), 6, "{:?}", found.keys());
        assert_eq!(file.matches("\r\nBEGIN:VEVENT\r\n").count(), 6);
        assert_eq!(property(&found["tidy.actions.labels@preread"], "SUMMARY"), format!("Due: {title}"));
        assert_eq!(property(&found["tidy.outcomes.searches@preread"], "SUMMARY"), format!("Target date: {long}"));
        let Some(read) = read(&file) else { return };
        let events = read["events"].as_array().unwrap();
        assert_eq!(events.len(), 6);
        let action = events.iter().find(|event| event["uid"] == "tidy.actions.labels@preread").unwrap();
        assert_eq!(action["summary"], format!("Due: {title}"));
        let said = action["description"].as_str().unwrap();
        assert!(
            said.ends_with("x\nBEGIN:VEVENT\nSUMMARY:Free beer\nEND:VEVENT\nUID:stolen\n ; a, b \\ n: \"c\""),
            "{said:?}"
        );
    }
}

#[test]
fn the_report_publishes_what_the_command_writes_and_the_pages_lead_there() {
    let test = tidy();
    let built = test.run(&["build", "--as-of", "2026-04-09"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let files = test.files("public");
    let published: Vec<&str> = files.keys().filter(|path| path.ends_with(".ics")).map(String::as_str).collect();
    assert_eq!(published, ["tidy/meetings.ics", "tidy/owners/clerk.ics"]);
    assert_eq!(built.page("tidy/owners/clerk.ics"), export(&test, &["--owner", "clerk", "--as-of", "2026-04-09"]));
    let owners = built.page("tidy/owners.html");
    assert!(owners.contains("href=\"../tidy/owners/clerk.ics\" type=\"text/calendar\""), "{owners}");
    assert!(!owners.contains("boss.ics") && !owners.contains("idle.ics"));
    assert!(built.page("tidy/meetings.html").contains("href=\"../tidy/meetings.ics\" type=\"text/calendar\""));
    let shared = events(&built.page("tidy/meetings.ics"));
    let whole = events(&export(&test, &["--as-of", "2026-04-09"]));
    assert!(!shared.keys().any(|uid| uid.contains(".actions.")));
    for (uid, event) in shared.iter().chain(&events(&built.page("tidy/owners/clerk.ics"))) {
        match uid.contains(".owners.") {
            true => assert!(uid.starts_with("tidy.owners.clerk.actions."), "{uid}"),
            false => assert_eq!(whole[uid], *event, "the same thing is the same event in every file"),
        }
    }
}

#[test]
fn a_calendar_that_is_given_the_files_of_two_owners_never_finds_one_event_in_two_states() {
    let twice = "[[updates]]\ndate = 2026-04-20\nowner = \"boss\"\n[[updates]]\ndate = 2026-04-21\nowner = \"clerk\"\n\
                 [[updates]]\ndate = 2026-04-22\nowner = \"idle\"\n+++\n";
    let test =
        tidy().write("content/tidy/actions/labels.md", &(ACTION.strip_suffix("+++\n").unwrap().to_owned() + twice));
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for owner in ["boss", "clerk", "idle"] {
        for (uid, event) in events(&export(&test, &["--owner", owner, "--as-of", "2026-04-22"])) {
            let before = all.insert(uid.clone(), event.clone());
            assert!(before.is_none_or(|before| before == event), "{uid}");
        }
    }
    let of = |owner: &str| property(&all[&format!("tidy.owners.{owner}.actions.labels@preread")], "STATUS");
    assert_eq!([of("boss"), of("clerk"), of("idle")], ["CANCELLED", "CANCELLED", "CONFIRMED"]);
}

#[test]
fn somebody_who_holds_nothing_with_a_date_is_no_mistake() {
    let test = tidy();
    let ran = test.run(&["export", "ics", "--owner", "idle", "--out", "idle.ics"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("Nothing that `idle` answers for has a date"), "{}", ran.err);
    assert!(!test.path("idle.ics").exists());
    assert_eq!(test.run(&["--quiet", "export", "ics", "--owner", "idle"]).err, "");
}

#[test]
fn nothing_of_its_own_is_written_into_the_folder_of_a_report() {
    let test = SiteTest::starter();
    let refuses = |call: &[&str]| {
        let ran = test.run(call);
        assert_eq!(ran.code, 2, "{call:?}: {}", ran.err);
        assert!(ran.err.contains("the folder of a report"), "{call:?}: {}", ran.err);
    };
    // Before there is a report as well: the folder would then hold a file that no build made.
    refuses(&["export", "ics", "--out", "public/cal.ics"]);
    refuses(&["packet", "--format", "html", "--out", "public/packet.html"]);
    refuses(&["slides", "--out", "public/"]);
    assert!(!test.path("public").exists());
    assert_eq!(test.run(&["build", "--out", "elsewhere"]).code, 0);
    let before = test.files("elsewhere");
    refuses(&["export", "ics", "--out", "elsewhere/first-initiative/meetings.ics"]);
    refuses(&["packet", "--format", "html", "--out", "elsewhere/new/packet.html"]);
    assert_eq!(test.files("elsewhere"), before);
}

#[test]
fn a_report_without_a_date_has_no_calendar_and_no_link_to_one() {
    let test = SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Office\"\n")
        .write("content/tidy/initiative.toml", "title = \"Tidy\"\n[[people]]\nid = \"boss\"\nrole = \"Director\"\n");
    test.build();
    for (path, bytes) in test.files("public") {
        assert!(!path.ends_with(".ics"), "{path}");
        assert!(!path.ends_with(".html") || !String::from_utf8(bytes).unwrap().contains("text/calendar"), "{path}");
    }
    let ran = test.run(&["export", "ics"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("nothing here has a date"), "{}", ran.err);
}

/// Every word of a calendar stands on a page, because a calendar is handed on like a page.
#[test]
fn a_calendar_says_nothing_that_no_page_says() {
    let test = SiteTest::from("");
    test.build();
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pages: String = test
        .files("public")
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| spaced(&plain(&String::from_utf8(bytes).unwrap())))
        .collect();
    let Some(read) = read(&export(&test, &[])) else { return };
    let events = read["events"].as_array().unwrap();
    assert!(events.len() > 40, "only {} events", events.len());
    for event in events {
        let summary = event["summary"].as_str().unwrap();
        let title = summary.split_once(": ").map_or(summary, |(_, title)| title);
        let title = title.split_once(" meeting, ").map_or(title, |(kind, _)| kind);
        for line in event["description"].as_str().unwrap().lines().chain([title]) {
            // A page has a person's role and name in two places.
            let said = match line.strip_prefix("Owner: ") {
                Some(person) => person.split(", ").map(spaced).collect::<Vec<_>>(),
                None => vec![spaced(line.trim_start_matches("- "))],
            };
            said.iter().for_each(|words| assert!(pages.contains(words), "no page says `{words}`"));
        }
    }
}

#[test]
fn every_site_makes_a_calendar_that_a_calendar_program_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/look");
    let mut read_whole = 0;
    for entry in fs::read_dir(root).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let test = SiteTest::from(&format!("sites/look/{name}"));
        let ran = test.run(&["export", "ics"]);
        if ran.code == 2 && ran.err.contains("nothing here has a date") {
            continue;
        }
        let file = export(&test, &[]);
        let count = events(&file).len();
        let Some(read) = read(&file) else { return };
        let found = read["events"].as_array().unwrap();
        assert_eq!(found.len(), count, "{name}");
        for event in found {
            assert_eq!(event["component"], "vevent");
            assert_eq!(event["zone"], "floating");
            assert_eq!(event["twice"].as_array().unwrap().len(), 0, "{event}");
            assert!(event["start"].as_str() < event["end"].as_str(), "{event}");
        }
        assert_eq!(read["version"], "2.0");
        read_whole += 1;
    }
    assert!(read_whole >= 5, "only {read_whole} sites have a calendar");
}

#[test]
fn several_initiatives_are_one_calendar_and_one_can_be_named() {
    let test = tidy()
        .write("content/other/initiative.toml", &INITIATIVE.replace("Tidy", "Other"))
        .write("content/other/actions/labels.md", ACTION);
    let all = export(&test, &["--as-of", "2026-04-09"]);
    assert!(all.contains("X-WR-CALNAME:Office\r\n"));
    let found = events(&all);
    assert!(found.contains_key("tidy.actions.labels@preread") && found.contains_key("other.actions.labels@preread"));
    let one = events(&export(&test, &["other", "--as-of", "2026-04-09"]));
    assert!(one.keys().all(|uid| uid.starts_with("other.")) && one.len() == 2, "{:?}", one.keys());
}

#[test]
fn a_file_of_its_own_is_replaced_and_no_other() {
    let test = tidy();
    let run = || test.run(&["export", "ics", "--as-of", "2026-04-09", "--out", "mine/office.ics"]);
    let ran = run();
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("Wrote mine/office.ics."), "{}", ran.err);
    assert!(run().err.contains("as before"));
    assert_eq!(fs::read_to_string(test.path("mine/office.ics")).unwrap(), export(&test, &["--as-of", "2026-04-09"]));
    fs::write(test.path("mine/office.ics"), "BEGIN:VCALENDAR\r\nPRODID:-//another//EN\r\n").unwrap();
    let ran = run();
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("office.ics is no calendar that preread made"), "{}", ran.err);
    assert!(fs::read_to_string(test.path("mine/office.ics")).unwrap().contains("another"));
    assert_eq!(test.run(&["export", "ics", "--out", "content/tidy/office.ics"]).code, 2);
}

#[test]
fn a_call_that_means_nothing_is_wrong_and_content_that_is_wrong_is_told() {
    let test = tidy();
    let ran = test.run(&["export", "ics", "--owner", "bos"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("there is no person or role `bos`. Did you mean `boss`?"), "{}", ran.err);
    assert_eq!(test.run(&["export", "ics", "tody"]).code, 2);
    assert_eq!(test.run(&["export", "ics", "tidy/2026-01-readiness"]).code, 2);
    assert_eq!(test.run(&["export", "vcard"]).code, 2);
    let ran = test.replace("content/tidy/actions/labels.md", "2026-05-15", "2026-05-35").run(&["export", "ics"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("labels.md"), "{}", ran.err);
}

#[test]
fn words_are_in_the_language_of_the_site() {
    let test = tidy().write("site.toml", "title = \"Büro\"\nlanguage = \"de\"\n");
    let found = events(&export(&test, &["--as-of", "2026-04-09"]));
    assert_eq!(property(&found["tidy.actions.labels@preread"], "SUMMARY"), "Fällig: Label the shelves");
}
