//! A site in, the building blocks and the commitments out: the page of the organization, part 2, and
//! the burn-up, with numbers worked out by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::{SiteTest, plain};

const PAGE: &str = "crm/organization.html";

/// A site with one initiative and no assessment, as of a Friday.
fn site(head: &str) -> SiteTest {
    SiteTest::from("no-such-site")
        .write("site.toml", "title = \"S\"\nas_of = 2026-11-06\n")
        .write("content/crm/initiative.toml", &format!("title = \"CRM\"\nstarted = 2026-01-05\n{head}"))
}

fn action(test: SiteTest, id: &str, head: &str, updates: &[(&str, &str)]) -> SiteTest {
    let updates: String = updates
        .iter()
        .map(|(date, rest)| format!("\n[[updates]]\ndate = {date}\n{}\n", rest.replace("; ", "\n")))
        .collect();
    let text = format!("+++\ntitle = \"{id}\"\nkind = \"more\"\n{head}\n{updates}+++\n\nBecause.\n");
    test.write(&format!("content/crm/actions/{id}.md"), &text)
}

/// The cells of each row of the table with a caption.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let start = page.find(&format!("<caption class=\"vh\">{caption}")).unwrap_or_else(|| panic!("no table {caption}"));
    let table = &page[start..start + page[start..].find("</table>").unwrap()];
    let body = &table[table.find("<tbody>").unwrap()..];
    let row = |row: &str| {
        let cells = row.split("<t").skip(1).filter(|cell| cell.starts_with("h ") || cell.starts_with("d "));
        cells.map(|cell| plain(&format!("<t{cell}"))).collect()
    };
    body.split("<tr").skip(1).map(row).collect()
}

fn pieces(page: &str, block: &str) -> Vec<String> {
    rows(page, &format!("What belongs to it: {block}")).into_iter().map(|row| row[1].trim().to_owned()).collect()
}

const PEOPLE: &str = "sponsor = \"boss\"\n[[people]]\nid = \"boss\"\nrole = \"Boss\"\n[[people]]\nid = \"team\"\nrole = \"Team\"\npart = \"core-team\"\n[[people]]\nid = \"keeper\"\nrole = \"Keeper\"\npart = \"administrator\"\n";

#[test]
fn an_initiative_of_which_nothing_is_written_says_what_would_be_written() {
    let page = site("").build().page(PAGE);
    let text = plain(&page);
    assert!(text.contains("None of the three building blocks is in place as a whole."), "{text}");
    assert_eq!(text.matches("Nothing recorded yet").count(), 6, "each block says so in the overview and at its head");
    for line in ["sponsor = ", "part = &quot;administrator&quot;", "[rhythm] tactical = ", "[[training]] for = "] {
        assert!(page.contains(line), "{line}");
    }
    // Nothing to own is no fault: the piece is not counted.
    assert_eq!(pieces(&page, "Organizing structure"), ["Missing", "Missing", "Missing", "Nothing to say yet"]);
    assert_eq!(pieces(&page, "Training system"), ["Missing"; 4]);
    assert_eq!(pieces(&page, "Cadence of accountability"), ["Missing"; 6]);
    assert!(text.contains("No course is written down yet") && text.contains("No people are named."));
}

#[test]
fn an_outcome_or_an_action_without_an_owner_is_a_gap_and_is_named() {
    let outcome =
        "+++\ntitle = \"More orders\"\nmeasure = \"Orders\"\nunit = \"orders\"\ndirection = \"higher\"\n+++\n\nWhy.\n";
    let whole =
        site(PEOPLE).write("content/crm/outcomes/orders.md", &outcome.replace("+++\n\n", "owner = \"boss\"\n+++\n\n"));
    let whole = action(whole, "one", "recommended = 2026-03-02\nowner = \"team\"\ndue = 2026-12-01", &[]);
    let page = whole.build().page(PAGE);
    assert_eq!(pieces(&page, "Organizing structure"), ["In place"; 4]);
    assert!(plain(&page).contains("One of the three building blocks is in place."));
    let owns: Vec<String> = rows(&page, "Who owns what").into_iter().map(|row| row.join("|")).collect();
    assert_eq!(owns.len(), 2, "who holds nothing is not in the table: {owns:?}");
    let lacking = whole.write("content/crm/outcomes/orders.md", outcome);
    let lacking = action(lacking, "two", "recommended = 2026-03-02", &[]);
    let page = lacking.build().page(PAGE);
    assert_eq!(pieces(&page, "Organizing structure"), ["In place", "In place", "In place", "Missing"]);
    assert!(plain(&page).contains("1 outcome has no owner, 1 open action has no owner"), "{}", plain(&page));
    assert!(page.contains("outcomes.html#orders\">More orders</a>") && page.contains("actions.html#two\">two</a>"));
}

const TAUGHT: &str = "[[training]]\ntitle = \"A\"\nfor = \"Sales\"\nowner = \"team\"\nplanned = 2026-02-02\nheld = 2026-02-09\nreach = 7\nof = 12\n\
                      [[training]]\ntitle = \"B\"\nfor = \"Service\"\nheld = 2026-04-01\nreach = 30\nof = 41\n\
                      [[training]]\ntitle = \"C\"\nfor = \"Partners\"\nplanned = 2026-12-01\nof = 100\n";

#[test]
fn reach_is_summed_over_the_courses_that_were_held_and_a_late_one_is_a_gap() {
    let test = site(&format!("{PEOPLE}{TAUGHT}"));
    let page = test.build().page(PAGE);
    assert_eq!(pieces(&page, "Training system"), ["In place"; 4]);
    // 7 + 30 of 12 + 41: 37 of 53, 69.8 percent. The course to come is in neither sum.
    assert!(plain(&page).contains("Reached in all 37 of 53 people in 2 courses (70%)."), "{}", plain(&page));
    assert!(plain(&page).contains("2 held, 1 to come"));
    assert!(rows(&page, "Courses")[0][2].contains("Team"));
    // Planned for the day of the report is not late; for the day before it is.
    let today = test.replace("content/crm/initiative.toml", "planned = 2026-12-01", "planned = 2026-11-06");
    assert_eq!(pieces(&today.build().page(PAGE), "Training system"), ["In place"; 4]);
    let late = today.replace("content/crm/initiative.toml", "planned = 2026-11-06", "planned = 2026-11-05");
    let page = late.build().page(PAGE);
    assert_eq!(pieces(&page, "Training system"), ["In place", "In place", "Missing", "In place"]);
    assert!(plain(&page).contains("2 held, 1 late") && plain(&page).contains("Partly in place: 3 of 4"));
    // A course of which nobody counted who came is not in the sum, and is said.
    let uncounted = late.replace("content/crm/initiative.toml", "reach = 30\nof = 41\n", "");
    let page = plain(&uncounted.build().page(PAGE));
    assert!(page.contains("7 of 12 people in 1 course (58%). Of 1 course held nobody wrote"), "{page}");
}

#[test]
fn a_cadence_is_kept_when_each_period_had_its_meeting_and_the_next_is_planned() {
    let rhythm = "[rhythm]\ntactical = \"monthly\"\nstrategic = \"half-yearly\"\n";
    let mut test = site(&format!("{PEOPLE}{rhythm}"));
    let meetings = [
        ("2026-08-04-tactical", "held"),
        ("2026-09-01-tactical", "held"),
        ("2026-10-06-tactical", "missed"),
        ("2026-11-10-tactical", "planned"),
        ("2026-09-15-strategic", "held"),
    ];
    for (id, state) in meetings {
        test = test
            .write(&format!("content/crm/meetings/{id}.md"), &format!("+++\nstate = \"{state}\"\n+++\n\nMinutes.\n"));
    }
    let page = test.build().page(PAGE);
    // August and September had theirs, October not; November runs. No half-year has passed since the
    // first strategic meeting, and none is planned although the next is due by June.
    let states = ["In place", "Missing", "In place", "In place", "Nothing to say yet", "Missing"];
    assert_eq!(pieces(&page, "Cadence of accountability"), states);
    let text = plain(&page);
    assert!(text.contains("Partly in place: 3 of 5") && text.contains("2 held, 1 missed"), "{text}");
    assert!(text.contains("2 of 3 months") && text.contains("Without a meeting: October 2026"), "{text}");
}

#[test]
fn part_2_says_of_each_block_what_its_page_says() {
    let built = SiteTest::from("").build();
    let page = rows(&built.page("one-record/organization.html"), "The three building blocks");
    let part = rows(&built.page("one-record/2026-10-course-correction/status.html"), "What carries the work");
    assert_eq!(page.len(), 3);
    // The report of the newest assessment speaks of the eve of its meeting or its own day; the sample
    // has both on one state.
    assert_eq!(part, page);
    assert!(page[2][1].contains("Partly in place: 5 of 6"), "{page:?}");
    for other in ["owners.html", "index.html"] {
        assert!(built.page(&format!("one-record/{other}")).contains("one-record/organization.html\""), "{other}");
    }
    let search = built.page("search.html");
    assert!(search.contains("organization.html#cadence"), "the blocks are in the list from A to Z");
}

/// Five actions: agreed on Wednesday 4 March and done; agreed on 5 March, dropped, taken up again and
/// overdue; done without ever being agreed to; agreed and dropped; and two that are no commitments.
fn promises() -> SiteTest {
    let owned = "recommended = 2026-03-02\nowner = \"team\"\ndue = 2026-04-01";
    let test = site(PEOPLE);
    let test =
        action(test, "kept", owned, &[("2026-03-04", "status = \"committed\""), ("2026-03-18", "status = \"done\"")]);
    let back = [
        ("2026-03-05", "status = \"committed\""),
        ("2026-03-11", "status = \"dropped\"; note = \"No time.\""),
        ("2026-03-25", "status = \"in-progress\"; note = \"Taken up again.\"; due = 2026-10-30"),
    ];
    let test = action(test, "back", owned, &back);
    let test = action(test, "simply-done", "recommended = 2026-03-02", &[("2026-03-10", "status = \"done\"")]);
    let gone =
        [("2026-03-10", "status = \"committed\""), ("2026-03-17", "status = \"dropped\"; note = \"Not needed.\"")];
    let test = action(test, "gone", owned, &gone);
    let test = action(test, "proposed", owned, &[]);
    action(test, "refused", owned, &[("2026-03-12", "status = \"dropped\"; note = \"No.\"")])
}

#[test]
fn a_burn_up_counts_each_week_by_hand() {
    let page = promises().build().page("crm/actions.html");
    assert!(plain(&page).contains("2 of 4 commitments are done; 1 is overdue"), "{}", plain(&page));
    let weeks = rows(&page, "Commitments by week");
    let wanted = [
        // Week to, made, done, dropped, open.
        ["8 Mar 2026", "2", "0", "0", "2"],
        ["15 Mar 2026", "4", "1", "1", "2"],
        ["22 Mar 2026", "4", "2", "2", "0"],
        ["29 Mar 2026", "4", "2", "1", "1"],
        ["6 Nov 2026", "4", "2", "1", "1"],
    ];
    let found: Vec<Vec<&str>> = weeks.iter().map(|week| week.iter().map(|cell| cell.trim()).collect()).collect();
    assert_eq!(found, wanted.map(|week| week.to_vec()));
    // What the table says, the drawing says to who does not see it.
    let said = plain(&page[page.find("<desc").unwrap()..]);
    assert!(said.contains("By 22 Mar 2026: 4 made, 2 done, 2 dropped."), "{said}");
}

#[test]
fn a_burn_up_ends_with_the_day_of_the_report_and_knows_nothing_later() {
    let test = promises();
    let early = test.write("site.toml", "title = \"S\"\nas_of = 2026-03-11\n");
    let page = early.run(&["build", "--out", early.path("o").to_str().unwrap()]);
    assert_eq!(page.code, 0, "{}", page.err);
    let page = std::fs::read_to_string(early.path("o/crm/actions.html")).unwrap();
    let weeks = rows(&page, "Commitments by week");
    assert_eq!(
        weeks.last().unwrap().iter().map(|cell| cell.trim()).collect::<Vec<_>>(),
        ["11 Mar 2026", "4", "1", "1", "2"]
    );
    assert!(plain(&page).contains("1 of 4 commitments is done; none is overdue"), "{}", plain(&page));
}

#[test]
fn without_a_commitment_there_is_no_burn_up_and_a_text_that_asks_for_one_is_told() {
    let test = action(site(PEOPLE), "proposed", "recommended = 2026-03-02\nowner = \"team\"\ndue = 2026-04-01", &[]);
    assert!(!test.build().page("crm/actions.html").contains("figure_burn_up"));
    let starter = SiteTest::starter();
    let part = "content/first-initiative/2026-03-readiness/briefing/status.md";
    let text = std::fs::read_to_string(starter.path(part)).unwrap();
    let test = starter.write(part, &format!("{text}\n![](chart:burn-up)\n"));
    let ran = test.run(&["check"]);
    assert!(ran.err.contains("the chart `burn-up` cannot be drawn: nobody has agreed to an action yet"), "{}", ran.err);
    assert_ne!(ran.code, 0);
}

#[test]
fn a_tactic_is_read_then_now_and_wanted_by_the_rule_of_outcomes() {
    // From 20 on 1 January to 60 on 1 January 2027: on 1 July, after 181 of 365 days, the path asks
    // for 39.8.
    let tactic = |now: &str| {
        format!(
            "+++\ntitle = \"More orders\"\nmeasure = \"Orders\"\nunit = \"orders\"\ndirection = \"higher\"\n\n[[tactics]]\ntitle = \"Call back\"\nmeasure = \"Called back in five days\"\nunit = \"percent\"\n\
             target = {{ date = 2027-01-01, value = 60 }}\nreadings = [\n  {{ date = 2026-01-01, value = 20 }},\n  {{ date = 2026-04-01, value = 30 }},\n  {{ date = 2026-07-01, value = {now} }},\n]\n+++\n\nWhy.\n"
        )
    };
    for (now, course) in [
        ("40", "On course"),
        ("39", "Right direction, behind the path"),
        ("60", "Target reached"),
        ("5", "Wrong direction"),
    ] {
        let page = site(PEOPLE).write("content/crm/outcomes/orders.md", &tactic(now)).build().page("crm/outcomes.html");
        let row = rows(&page, "What is done for it").remove(0);
        assert!(row[2].contains("20%") && row[2].contains("1 Jan 2026"), "{row:?}");
        assert!(row[3].contains(&format!("{now}%")) && row[3].contains("1 Jul 2026"), "{row:?}");
        assert!(row[4].contains("60% by January 2027") && row[5].contains(course), "{now}: {row:?}");
    }
}

#[test]
fn every_answer_stays_on_the_page_with_the_meeting_that_gave_it() {
    let page = SiteTest::from("").build().page("one-record/outcomes.html");
    let text = plain(&page);
    for said in [
        "Do something different",
        "Put leads into the record with release 2, and call back in five days.",
        "Strategic meeting, 11 December 2025",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(page.contains("meetings/2025-12-11-strategic.html\">Strategic meeting"));
}

#[test]
fn an_unknown_owner_of_a_course_and_readings_of_a_tactic_in_the_wrong_order_are_told_with_their_place() {
    let outcome = "+++\ntitle = \"More orders\"\nmeasure = \"Orders\"\nunit = \"orders\"\ndirection = \"higher\"\n\n[[tactics]]\ntitle = \"Call back\"\n\
                   readings = [\n  { date = 2026-04-01, value = 30 },\n  { date = 2026-01-01, value = 20 },\n]\n+++\n\nWhy.\n";
    let test = site(&format!("{PEOPLE}[[training]]\ntitle = \"A\"\nowner = \"tem\"\n"))
        .write("content/crm/outcomes/orders.md", outcome);
    let ran = test.run(&["check", "--format", "short"]);
    let told: Vec<&str> = ran.out.lines().filter(|line| line.contains("error[")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter()
            .any(|line| line.contains("initiative.toml:17:9: error[unknown-reference]: there is no person `tem`")),
        "{told:?}"
    );
    assert!(told.iter().any(|line| line.contains("orders.md:11:12: error[date-order]")), "{told:?}");
}
