//! Meetings from outside: agendas, promises and what became of them, the rhythm, and what is wrong in
//! minutes. The site is small enough that every figure is worked out by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::{Ran, SiteTest, plain};

const HEAD: &str = r#"title = "One Record"
started = 2026-01-15
sponsor = "coo"

[[people]]
id = "coo"
role = "Chief operating officer"

[[people]]
id = "admin"
role = "Administrator"

[rhythm]
tactical = "monthly"
strategic = "half-yearly"

[budget]
total = 4.8
unit = "million euros"
spent = [{ date = 2026-03-01, value = 3.9 }]

[[investments]]
title = "Release 4"
kind = "project"
amount = 0.5
planned = 2026-09-01
state = "approved"

[[investments]]
title = "Tablets"
kind = "equipment"
amount = 0.45
state = "asked"

[[investments]]
title = "Old scanner"
kind = "equipment"
amount = 9
state = "declined"

[[use]]
title = "Service uses the record"
unit = "percent"
target = 90
readings = [{ date = 2026-03-01, value = 60 }, { date = 2026-04-20, value = 66.5 }]

[[use]]
title = "Sales uses the record"
unit = "percent"
readings = [{ date = 2026-03-01, value = 41 }]
"#;

const OUTCOME: &str = r#"+++
title = "Contracts renewed"
measure = "Share renewed"
unit = "percent"
direction = "higher"
baseline = { date = 2026-01-01, value = 60 }
target = { date = 2027-01-01, value = 80 }
readings = [{ date = 2026-02-01, value = 62 }, { date = 2026-04-01, value = 66 }, { date = 2026-04-25, value = 68 }]

[[tactics]]
title = "Visit each customer"
measure = "Visits in time"

[[answers]]
date = 2026-03-10
answer = "more"
+++
"#;

/// Held on 10 March with four tasks, of which three were heard of on 14 April.
const MARCH: &str = r#"+++
state = "held"

[[topics]]
title = "The portal"
about = "issues"
said = "The portal forgets half-written orders."

[[topics.tasks]]
id = "in-time"
title = "Keep half-written orders"
owner = "admin"
due = 2026-04-01

[[topics.tasks]]
id = "late"
title = "Merge double contacts"
owner = "admin"
due = 2026-04-01

[[topics]]
title = "Use"
about = "adoption"

[[topics.tasks]]
id = "dropped"
title = "Print the wall charts"
owner = "coo"
due = 2026-04-30

[[topics.tasks]]
id = "never"
title = "Call ten partners"
owner = "coo"
due = 2026-04-10
+++
"#;

const APRIL: &str = r#"+++
state = "held"

[[topics]]
title = "Screens freeze"
about = "issues"
said = "Twice a week, in the north."

[[topics.tasks]]
id = "screens"
title = "Find out why screens freeze"
owner = "admin"
due = 2026-05-08

[[topics]]
title = "What users say"
about = "feedback"
said = "Too many fields."
no-task = "Release 4 has fewer."

[[updates]]
action = "2026-03-10-tactical/in-time"
on = 2026-03-30
status = "done"

[[updates]]
action = "2026-03-10-tactical/late"
status = "done"

[[updates]]
action = "2026-03-10-tactical/dropped"
status = "dropped"
note = "Nobody looked at them."
+++
"#;

const MAY: &str = r#"+++
time = "10:00"

[[topics]]
title = "What users tell us"
about = "feedback"

[[topics]]
title = "Something of our own"
+++
"#;

const STRATEGIC: &str = r#"+++
state = "held"

[[topics]]
title = "What leaders say"
about = "communication"
said = "One sentence for all."
no-task = "Said by the sponsor herself."

[[topics.tasks]]
id = "letter"
title = "Write to all managers"
owner = "coo"
due = 2026-04-20
+++
"#;

/// Promised on the day of the strategic meeting, by its own file, and moved since.
const VISITS: &str = r#"+++
title = "Plan the visits"
kind = "more"
recommended = 2026-03-01
owner = "coo"
due = 2026-04-01
outcomes = ["renewed"]

[[updates]]
date = 2026-03-24
status = "committed"

[[updates]]
date = 2026-04-14
due = 2026-05-31
note = "Two of four regions have a plan."
+++
"#;

/// As of 2 May 2026: tactical meetings on 10 March, 14 April and (planned) 12 May, strategic ones on
/// 24 March and (planned) 22 September.
fn site() -> SiteTest {
    let meeting = |name: &str| format!("content/one-record/meetings/{name}.md");
    SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Reports\"\nas_of = 2026-05-02\n")
        .write("content/one-record/initiative.toml", HEAD)
        .write("content/one-record/outcomes/renewed.md", OUTCOME)
        .write("content/one-record/actions/visits.md", VISITS)
        .write(&meeting("2026-03-10-tactical"), MARCH)
        .write(&meeting("2026-03-24-strategic"), STRATEGIC)
        .write(&meeting("2026-04-14-tactical"), APRIL)
        .write(&meeting("2026-05-12-tactical"), MAY)
        .write(&meeting("2026-09-22-strategic"), "+++\n+++\n")
}

const TACTICAL: &str = "one-record/meetings/2026-05-12-tactical.html";
const AUTUMN: &str = "one-record/meetings/2026-09-22-strategic.html";

/// The headings of a page from a level on, in their order.
fn headings(ran: &Ran, page: &str, level: &str) -> Vec<String> {
    let text = ran.page(page);
    let mut found = Vec::new();
    for piece in text.split(&format!("<{level}")).skip(1) {
        let inside = piece.split_once('>').unwrap().1;
        found.push(plain(inside.split(&format!("</{level}>")).next().unwrap()));
    }
    found
}

/// The words between two others on a page.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let start = text.find(from).unwrap_or_else(|| panic!("no `{from}` in {text}"));
    let rest = &text[start..];
    &rest[..rest.find(to).unwrap_or_else(|| panic!("no `{to}` after `{from}` in {rest}"))]
}

#[test]
fn written_topics_keep_their_place_and_the_points_nobody_wrote_follow() {
    let ran = site().build();
    assert_eq!(
        headings(&ran, TACTICAL, "h3"),
        [
            "What users tell us",
            "Something of our own",
            "User adoption overall",
            "Tactics against the plan",
            "Technical issues",
            "Tasks due and overdue",
            "Last meeting’s tasks",
        ]
    );
}

#[test]
fn a_tactical_agenda_knows_use_tactics_what_was_said_and_what_is_due() {
    let ran = site().build();
    // The reading of 1 March was known on 14 April: 66.5 less 60.
    ran.expect(TACTICAL, "Service uses the record 66.5% 20 Apr 2026 up 6.5 since 14 Apr 2026 90%");
    ran.expect(TACTICAL, "Sales uses the record 41% 1 Mar 2026 Not read since 14 Apr 2026 –");
    ran.expect(TACTICAL, "Contracts renewed On course Visit each customer Visits in time Plan the visits 31 May 2026");
    ran.expect(TACTICAL, "Said on 14 April 2026, What users say Too many fields. Release 4 has fewer.");
    ran.expect(TACTICAL, "Screens freeze Twice a week, in the north.");
    let text = plain(&ran.page(TACTICAL));
    let due = between(&text, "Due by this meeting", "Last meeting’s tasks");
    let places: Vec<usize> = ["Call ten partners", "Write to all managers", "Find out why screens freeze"]
        .iter()
        .map(|words| due.find(words).unwrap_or_else(|| panic!("{words}: {due}")))
        .collect();
    assert!(places.is_sorted(), "overdue ones do not come first, by date: {due}");
    assert!(!due.contains("Plan the visits"), "it is due after the meeting: {due}");
    ran.expect(TACTICAL, "1 promise: 1 open. Tactical meeting, 14 April 2026");
}

#[test]
fn a_strategic_page_opens_with_what_was_promised_last_time() {
    let ran = site().build();
    let first = &headings(&ran, AUTUMN, "h2")[0];
    assert_eq!(first, "Promised on 24 March 2026, and what became of it");
    // The letter of the minutes is late; the visits were agreed on that day, for 1 April, and moved.
    ran.expect(AUTUMN, "2 promises: 1 open and 1 overdue. Strategic meeting, 24 March 2026");
    ran.expect(AUTUMN, "31 May 2026 promised for 1 Apr 2026 Open Two of four regions have a plan.");
    assert_eq!(
        headings(&ran, AUTUMN, "h3"),
        [
            "How are we doing against the outcomes we defined?",
            "Are we moving in the right direction?",
            "More, less, or something different?",
            "Investments: projects, equipment, upgrades",
            "Communication",
        ]
    );
}

#[test]
fn a_strategic_agenda_knows_direction_answers_money_and_what_was_said() {
    let ran = site().build();
    ran.expect(AUTUMN, "Right direction. 1 on course.");
    // Two readings came after 10 March.
    ran.expect(AUTUMN, "Contracts renewed Do more 10 Mar 2026 On course 2 readings since");
    // 4.8 less 3.9 is 0.9; 0.5 and 0.45 are ahead, the refused 9 is not.
    ran.expect(AUTUMN, "0.95 million euros is asked for or approved, and only 0.90 million euros left");
    ran.expect(AUTUMN, "Tablets Equipment 0.45 million euros – Asked for");
    ran.expect(AUTUMN, "Said on 24 March 2026, What leaders say One sentence for all.");
    ran.expect(AUTUMN, "Not written yet: what is to be said, and to whom.");
    let cheaper = site().replace("content/one-record/initiative.toml", "amount = 0.45", "amount = 0.4").build();
    cheaper.expect(AUTUMN, "0.9 million euros left, for 0.9 million euros that is asked for or approved.");
}

#[test]
fn the_page_of_a_meeting_that_was_held_says_what_had_become_of_promises_by_then() {
    let ran = site().build();
    let page = "one-record/meetings/2026-04-14-tactical.html";
    // Done on 30 March, done on 14 April after 1 April, dropped, and overdue since 10 April.
    ran.expect(page, "4 promises: 1 kept in time, 1 kept late, 1 overdue and 1 dropped.");
    ran.expect(page, "Kept 30 Mar 2026");
    ran.expect(page, "Release 4 has fewer.");
    ran.expect_no(page, "User adoption overall");
    let first = "one-record/meetings/2026-03-10-tactical.html";
    ran.expect_no(first, "Promised on");
}

#[test]
fn promises_are_counted_by_meeting_and_nothing_leaves_the_register() {
    let ran = site().build();
    let page = "one-record/actions.html";
    ran.expect(page, "7 actions are on the register: 4 open, 2 done, 1 dropped.");
    ran.expect(page, "Promised at meetings: 7; kept: 2, 1 of them in time.");
    // Promised, in time, late, open, overdue, dropped.
    ran.expect(page, "Tactical meeting, 14 April 2026 1 0 0 1 0 0");
    ran.expect(page, "Strategic meeting, 24 March 2026 2 0 0 1 1 0");
    ran.expect(page, "Tactical meeting, 10 March 2026 4 1 1 0 1 1");
    ran.expect(page, "All 7 1 1 2 2 1");
    let more = "+++\ntitle = \"Ask around\"\nkind = \"more\"\nrecommended = 2026-05-01\n+++\n";
    let ran = site().write("content/one-record/actions/ask.md", more).build();
    ran.expect(page, "Not promised at a meeting 1 0 0 1 0 0");
    ran.expect(page, "All 8 1 1 3 2 1");
}

#[test]
fn days_open_have_a_median_and_a_longest_worked_out_by_hand() {
    let ran = site().build();
    let page = "one-record/actions.html";
    // Open on 2 May: from 14 April 18, from 24 March 39, from 10 March 53, from 1 March 62; the mean
    // of 39 and 53 is 46.
    ran.expect(page, "Open until now 4 46 62 days: Plan the visits");
    // Done: 10 to 30 March is 20, 10 March to 14 April is 35; the mean is 27.5.
    ran.expect(page, "Until done 2 27.5 35 days: Merge double contacts");
    ran.expect(page, "Until dropped 1 35 35 days: Print the wall charts");
}

#[test]
fn what_is_open_says_over_how_many_meetings_it_was_carried() {
    let ran = site().build();
    // Recommended on 1 March, open at the end of 10 March, 24 March and 14 April.
    let text = plain(&ran.page("one-record/actions.html"));
    let visits = between(&text, "Plan the visits", "Reason and history");
    assert!(visits.contains("Carried over 3 meetings"), "{visits}");
    let screens = between(&text, "Find out why screens freeze", "Reason and history");
    assert!(!screens.contains("Carried over"), "no meeting was held since: {screens}");
}

#[test]
fn a_month_without_a_meeting_is_a_missed_rhythm() {
    let page = "one-record/meetings.html";
    let ran = site().build();
    // March and April have passed, with a meeting each; half a year has not.
    ran.expect(page, "Tactical meeting Every month 2 of 2 months 12 May 2026");
    // The first half-year has its meeting, so the next is due by the end of the second.
    ran.expect(page, "Strategic meeting Every six months No period has passed yet 22 September 2026");
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    let without = site().replace(april, "state = \"held\"", "state = \"missed\"").build();
    without.expect(page, "1 of 2 months Without a meeting: April 2026");
}

#[test]
fn a_next_meeting_that_nobody_planned_is_said_with_the_day_it_is_due() {
    let page = "one-record/meetings.html";
    let unplanned = site().remove("content/one-record/meetings/2026-05-12-tactical.md").build();
    unplanned.expect(page, "Next tactical meeting due by 31 May 2026, not planned yet");
    let late = site()
        .remove("content/one-record/meetings/2026-05-12-tactical.md")
        .write("content/one-record/meetings/2026-06-09-tactical.md", MAY)
        .build();
    late.expect(page, "9 June 2026, though one is due by 31 May 2026");
}

#[test]
fn pages_hold_without_meetings_outcomes_or_anything_else() {
    let bare = SiteTest::from("no-such-site")
        .write("site.toml", "title = \"Reports\"\nas_of = 2026-05-02\n")
        .write("content/one-record/initiative.toml", "title = \"One Record\"\n[rhythm]\ntactical = \"weekly\"\n")
        .write("content/one-record/meetings/2026-05-12-tactical.md", "+++\n+++\n")
        .write("content/one-record/meetings/2026-05-13-strategic.md", "+++\n+++\n")
        .build();
    bare.expect(TACTICAL, "No use is measured yet.");
    bare.expect(TACTICAL, "Nothing is due by this meeting.");
    bare.expect(TACTICAL, "No meeting of this kind was held before.");
    bare.expect("one-record/meetings/2026-05-13-strategic.html", "No project, equipment or upgrade is written down.");
    bare.expect("one-record/meetings.html", "No period has passed yet");
    bare.expect_no("one-record/actions.html", "Promises kept");
}

#[test]
fn two_hundred_tasks_stand_on_an_agenda() {
    let mut minutes = "+++\nstate = \"held\"\n\n[[topics]]\ntitle = \"Everything\"\n".to_owned();
    for at in 0..200 {
        minutes.push_str(&format!(
            "\n[[topics.tasks]]\nid = \"task-{at}\"\ntitle = \"Task number {at}\"\nowner = \"admin\"\ndue = 2026-05-09\n"
        ));
    }
    minutes.push_str("+++\n");
    let ran = site().write("content/one-record/meetings/2026-04-14-tactical.md", &minutes).build();
    ran.expect(TACTICAL, "200 promises: 200 open.");
    let text = plain(&ran.page(TACTICAL));
    assert!(between(&text, "Due by this meeting", "Last meeting’s tasks").contains("Task number 199"));
    ran.expect("one-record/actions.html", "All 206 0 0 201 5 0");
}

#[test]
fn two_meetings_of_a_kind_on_one_day_are_told_apart_by_their_names() {
    let ran = site()
        .write("content/one-record/meetings/2026-05-19-tactical-sales.md", MAY)
        .write("content/one-record/meetings/2026-05-19-tactical-field-service.md", MAY)
        .build();
    ran.expect("one-record/meetings.html", "Tactical meeting, 19 May 2026 (sales)");
    ran.expect(
        "one-record/meetings/2026-05-19-tactical-field-service.html",
        "Tactical meeting, 19 May 2026 (field service)",
    );
}

#[test]
fn a_new_meeting_has_a_topic_for_each_point_and_checks() {
    for (kind, points) in [("--tactical", 6), ("--strategic", 5)] {
        let test = site();
        let mut call = vec!["new", "meeting", "--date", "2026-06-16"];
        call.extend((kind == "--strategic").then_some(kind));
        assert_eq!(test.run(&call).code, 0);
        let name = format!("content/one-record/meetings/2026-06-16-{}.md", kind.trim_start_matches('-'));
        let text = std::fs::read_to_string(test.path(&name)).unwrap();
        assert_eq!(text.matches("\nabout = ").count(), points, "{text}");
        let ran = test.run(&["check"]);
        assert!(!ran.err.contains(&name), "{}", ran.err);
    }
}

/// Changes the site, checks it, and expects a diagnostic at a place of a file.
fn expect_wrong(test: SiteTest, place: &str, code: &str) {
    let ran = test.run(&["check", "--format", "short"]);
    let told = ran.out.lines().any(|line| line.starts_with(place) && line.contains(&format!("[{code}]")));
    assert!(told, "nothing at {place} says {code}:\n{}", ran.out);
}

#[test]
fn every_mistake_in_minutes_is_told_at_its_place() {
    let march = "content/one-record/meetings/2026-03-10-tactical.md";
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    let head = "content/one-record/initiative.toml";
    assert!(!site().run(&["check", "--format", "short"]).out.contains("error["));
    let owner_due = "owner = \"admin\"\ndue = 2026-05-08\n";
    let from = "2026-05-08";
    for (change, line, code) in [
        (site().replace(april, from, "2026-02-30"), 13, "toml-syntax"),
        (site().replace(april, from, "\"8 May\""), 13, "wrong-type"),
        (site().replace(april, from, "2026-04-01"), 13, "date-order"),
        (
            site().replace(april, "owner = \"admin\"\ndue = 2026-05-08", "owner = \"nobody\"\ndue = 2026-05-08"),
            12,
            "unknown-reference",
        ),
        (site().replace(april, owner_due, "due = 2026-05-08\n"), 9, "uncommitted-action"),
        (site().replace(april, owner_due, "owner = \"admin\"\n"), 9, "uncommitted-action"),
        (site().replace(april, "no-task = \"Release 4 has fewer.\"\n", ""), 16, "topic-without-task"),
        (site().replace(april, "on = 2026-03-30", "on = 2026-04-15"), 23, "date-order"),
        (site().replace(april, "on = 2026-03-30", "on = 2026-03-09"), 23, "date-order"),
        (site().replace(april, "status = \"dropped\"", "status = \"dropped\"\ndue = 2026-04-13"), 33, "date-order"),
        (
            site().replace(
                april,
                "status = \"dropped\"\nnote = \"Nobody looked at them.\"",
                "status = \"recommended\"",
            ),
            30,
            "status-backwards",
        ),
    ] {
        expect_wrong(change, &format!("{april}:{line}:"), code);
    }
    expect_wrong(
        site().replace(head, "value = 41", "value = 41 }, { date = 2026-05-03, value = 44"),
        &format!("{head}:50:"),
        "future-fact",
    );
    let twin = "content/one-record/meetings/2026-03-10-tactical-sales.md";
    expect_wrong(site().write(twin, "+++\n+++\n"), &format!("{march}:1:1"), "ambiguous-meeting");
    expect_wrong(
        site().write("content/one-record/meetings/2026-02-30-tactical.md", "+++\n+++\n"),
        "content/one-record/meetings/2026-02-30-tactical.md:1:1",
        "bad-id",
    );
}

#[test]
fn a_status_may_go_back_when_a_note_says_why() {
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    let again = "+++\nstate = \"held\"\n\n[[updates]]\naction = \"2026-03-10-tactical/late\"\nstatus = \"in-progress\"\nnote = \"New ones came in.\"\n+++\n";
    let test = site().write("content/one-record/meetings/2026-04-28-tactical.md", again);
    assert!(!test.run(&["check", "--format", "short"]).out.contains("status-backwards"));
    test.build().expect("one-record/actions.html", "Tactical meeting, 10 March 2026 4 1 0 0 2 1");
    let silent = site().write(
        "content/one-record/meetings/2026-04-28-tactical.md",
        &again.replace("note = \"New ones came in.\"\n", ""),
    );
    expect_wrong(silent, "content/one-record/meetings/2026-04-28-tactical.md:4:", "status-backwards");
    assert!(site().path(april).exists());
}

/// An action recommended on 1 March and due on 1 May, with updates of its own file.
fn with_action(updates: &str) -> SiteTest {
    let text = format!(
        "+++\ntitle = \"Name the owners\"\nkind = \"more\"\nrecommended = 2026-03-01\nowner = \"coo\"\ndue = 2026-05-01\n{updates}+++\n"
    );
    site().replace("site.toml", "2026-05-02", "2026-07-01").write("content/one-record/actions/owners.md", &text)
}

/// Minutes of a tactical meeting held on a day, which heard of the action `owners`.
fn heard(test: SiteTest, day: &str, updates: &[&str]) -> SiteTest {
    let updates: String =
        updates.iter().map(|update| format!("\n[[updates]]\naction = \"owners\"\n{update}\n")).collect();
    test.write(
        &format!("content/one-record/meetings/{day}-tactical.md"),
        &format!("+++\nstate = \"held\"\n{updates}+++\n"),
    )
}

fn told(test: &SiteTest) -> String {
    test.run(&["check", "--format", "short"]).out
}

#[test]
fn what_is_done_late_stays_late_whatever_is_written_afterwards() {
    let ran = with_action(concat!(
        "[[updates]]\ndate = 2026-03-24\nstatus = \"committed\"\n",
        "[[updates]]\ndate = 2026-05-20\nstatus = \"done\"\n",
        "[[updates]]\ndate = 2026-06-01\ndue = 2026-06-30\nnote = \"A new date.\"\n",
    ))
    .build();
    let text = plain(&ran.page("one-record/actions.html"));
    let own = between(&text, "Name the owners", "Reason and history");
    assert!(own.contains("20 May 2026") && !own.contains("1 Jun 2026"), "the day it was done moved: {own}");
    assert!(!own.contains("30 Jun 2026"), "the date moved after it was done: {own}");
    ran.expect("one-record/actions.html", "Strategic meeting, 24 March 2026 3 0 1 0 2 0");
    ran.expect(AUTUMN, "Kept late 20 May 2026");
    ran.expect("one-record/owners.html", "1 done, 0 of them in time");
}

#[test]
fn a_new_date_is_compared_with_the_day_of_its_update() {
    let fine = heard(
        with_action(""),
        "2026-06-30",
        &["on = 2026-05-04\nstatus = \"committed\"\ndue = 2026-06-01", "on = 2026-06-01\nstatus = \"done\""],
    );
    assert!(!told(&fine).contains("error["), "{}", told(&fine));
    let early = heard(with_action(""), "2026-06-30", &["on = 2026-05-04\ndue = 2026-05-03"]);
    expect_wrong(early, "content/one-record/meetings/2026-06-30-tactical.md:7:", "date-order");
    let own = with_action("[[updates]]\ndate = 2026-06-01\ndue = 2026-03-15\n");
    expect_wrong(own, "content/one-record/actions/owners.md:9:", "date-order");
}

#[test]
fn a_status_that_goes_back_is_found_by_its_dates_and_not_by_its_lines() {
    let place = "content/one-record/meetings/2026-06-30-tactical.md";
    let back = heard(with_action(""), "2026-06-30", &["status = \"committed\"", "on = 2026-06-20\nstatus = \"done\""]);
    expect_wrong(back, &format!("{place}:4:"), "status-backwards");
    let forward =
        heard(with_action(""), "2026-06-30", &["status = \"done\"", "on = 2026-06-20\nstatus = \"committed\""]);
    assert!(!told(&forward).contains("status-backwards"), "{}", told(&forward));
    let again = heard(
        with_action("[[updates]]\ndate = 2026-06-01\nstatus = \"dropped\"\nnote = \"No time.\"\n"),
        "2026-06-30",
        &["status = \"done\""],
    );
    expect_wrong(again, &format!("{place}:4:"), "status-backwards");
    let both =
        heard(with_action(""), "2026-06-30", &["status = \"done\"", "status = \"dropped\"\nnote = \"Both at once.\""]);
    expect_wrong(both, &format!("{place}:8:"), "status-backwards");
}

#[test]
fn minutes_of_a_meeting_that_nothing_says_was_held_are_asked_about() {
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    assert!(!told(&site()).contains("unheld-meeting"));
    for state in ["", "state = \"missed\"\n"] {
        let forgotten = site().replace(april, "state = \"held\"\n", state);
        let line = 6 + usize::from(!state.is_empty());
        expect_wrong(forgotten, &format!("{april}:{line}:"), "unheld-meeting");
    }
    let agenda = site().write(april, &format!("{}+++\n", MAY.trim_end().trim_end_matches("+++")));
    assert!(!told(&agenda).contains("unheld-meeting"), "an agenda is no minutes: {}", told(&agenda));
}

#[test]
fn of_two_meetings_of_a_kind_on_one_day_nothing_is_lost() {
    let minutes = |task: &str| {
        format!(
            "+++\nstate = \"held\"\n\n[[topics]]\ntitle = \"Talk of {task}\"\nsaid = \"Much of {task}.\"\n\n\
             [[topics.tasks]]\nid = \"task\"\ntitle = \"Mend {task}\"\nowner = \"coo\"\ndue = 2026-05-11\n+++\n"
        )
    };
    let test = site()
        .write("content/one-record/meetings/2026-04-28-tactical-sales.md", &minutes("the quotes"))
        .write("content/one-record/meetings/2026-04-28-tactical-service.md", &minutes("the calls"))
        .write("content/one-record/meetings/2026-04-30-strategic-north.md", "+++\n+++\n")
        .write("content/one-record/meetings/2026-09-22-strategic-south.md", "+++\n+++\n")
        .remove("content/one-record/meetings/2026-09-22-strategic.md")
        .write("content/one-record/meetings/2026-09-22-strategic-west.md", "+++\n+++\n");
    let ran = test.build();
    ran.expect(
        TACTICAL,
        "2 promises: 2 open. Tactical meeting, 28 April 2026 (sales) , Tactical meeting, 28 April 2026 (service)",
    );
    for words in ["Mend the quotes", "Mend the calls", "Much of the quotes.", "Much of the calls."] {
        ran.expect(TACTICAL, words);
    }
    let status = test.run(&["status", "--as-of", "2026-05-02"]).out;
    for words in ["Strategic meeting (south)", "Strategic meeting (west)", "Strategic meeting (north)"] {
        assert!(status.contains(words), "no {words} in {status}");
    }
}

#[test]
fn a_meeting_that_was_held_today_is_not_the_next_one() {
    let today = |state: &str| {
        site().write("content/one-record/meetings/2026-05-02-tactical.md", &format!("+++\nstate = \"{state}\"\n+++\n"))
    };
    let page = "one-record/meetings.html";
    today("planned").build().expect(page, "2 of 2 months 2 May 2026");
    today("held").build().expect(page, "2 of 2 months 12 May 2026");
    let last = today("held").remove("content/one-record/meetings/2026-05-12-tactical.md").build();
    last.expect(page, "Next tactical meeting due by 30 June 2026, not planned yet");
}

#[test]
fn without_an_owner_or_a_date_nothing_is_promised() {
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    let page = "one-record/actions.html";
    let unowned = site().replace(april, "owner = \"admin\"\n", "").build();
    unowned.expect(page, "Promised at meetings: 6;");
    unowned.expect(page, "Not promised at a meeting 1 0 0 1 0 0");
    unowned.expect(TACTICAL, "Nothing was promised there.");
    // Owner and date were agreed later: there it was promised.
    let later = "+++\nstate = \"held\"\n\n[[updates]]\naction = \"2026-04-14-tactical/screens\"\nstatus = \"committed\"\nowner = \"coo\"\n+++\n";
    let agreed = site()
        .replace(april, "owner = \"admin\"\n", "")
        .write("content/one-record/meetings/2026-04-28-tactical.md", later)
        .build();
    agreed.expect(page, "Tactical meeting, 28 April 2026 1 0 0 1 0 0");
}

#[test]
fn what_is_said_to_be_committed_without_an_owner_is_recommended_everywhere() {
    let bare = "+++\ntitle = \"Ask around\"\nkind = \"more\"\nrecommended = 2026-03-01\ndue = 2026-06-01\n\n[[updates]]\ndate = 2026-04-01\nstatus = \"committed\"\n+++\n";
    let test = site().write("content/one-record/actions/ask.md", bare);
    let ran = test.build();
    let text = plain(&ran.page("one-record/actions.html"));
    let own = between(&text, "Ask around", "Reason and history");
    assert!(own.contains("Recommended") && !own.contains("Committed"), "{own}");
    expect_wrong(test, "content/one-record/actions/ask.md:7:", "uncommitted-action");
}

#[test]
fn keys_that_have_another_name_or_place_in_minutes_are_led_there() {
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    for (change, line, mend) in [
        (site().replace(april, "on = 2026-03-30", "date = 2026-03-30"), 23, "Did you mean `on`?"),
        (site().replace(april, "[[topics.tasks]]", "[[tasks]]"), 9, "Write `[[topics.tasks]]`"),
    ] {
        let ran = change.run(&["check"]);
        assert!(ran.err.contains(mend), "{}", ran.err);
        expect_wrong(change, &format!("{april}:{line}:"), "unknown-key");
    }
}

#[test]
fn slips_in_minutes_are_asked_about() {
    let april = "content/one-record/meetings/2026-04-14-tactical.md";
    let head = "content/one-record/initiative.toml";
    let outcome = "content/one-record/outcomes/renewed.md";
    assert!(!told(&site()).contains("doubtful-entry"));
    for (change, place) in [
        (site().replace(april, "on = 2026-03-30\nstatus = \"done\"\n", ""), format!("{april}:21:")),
        (
            site().replace(april, "state = \"held\"", "attended = [\"coo\", \"coo\"]\nstate = \"held\""),
            format!("{april}:2:20"),
        ),
        (site().replace(head, "amount = 0.45", "amount = -0.45"), format!("{head}:")),
        (site().replace(outcome, "value = 80", "value = 60"), format!("{outcome}:7:")),
    ] {
        expect_wrong(change, &place, "doubtful-entry");
    }
    let both = site().replace(april, "about = \"issues\"\n", "about = \"issues\"\nno-task = \"None.\"\n");
    expect_wrong(both, &format!("{april}:7:"), "topic-without-task");
}
