//! A site in, pages out: owners, what changed, the search, and the ways from page to page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::{SiteTest, plain};

const SAMPLE: &str = "one-record";
const NEWEST: &str = "one-record/2026-10-course-correction";
const STARTER: &str = "first-initiative";

/// The part of a page between two pieces of markup.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).unwrap_or_else(|| panic!("no {from} in the page"));
    let rest = &page[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

fn in_order(page: &str, words: &[&str]) {
    let at: Vec<usize> =
        words.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("no `{words}` in {page}"))).collect();
    assert!(at.is_sorted(), "not in this order: {words:?} stand at {at:?}");
}

/// The words of each entry. The index is one assignment of JSON, and so it is inert.
fn index(text: &str) -> Vec<String> {
    let inside = text.strip_prefix("window.prereadWords=").unwrap().strip_suffix(";\n").unwrap();
    let index: serde_json::Value = serde_json::from_str(inside).unwrap();
    let line = |at: &serde_json::Value| index["lines"][at.as_u64().unwrap() as usize].as_str().unwrap().to_owned();
    index["of"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn the_page_of_owners_says_what_each_person_holds() {
    let ran = SiteTest::from("").build();
    let page = ran.page(&format!("{SAMPLE}/owners.html"));
    assert!(plain(&page).contains("9 people hold 16 open actions. 2 of them are overdue."), "{}", plain(&page));
    let owner = plain(between(&page, "id=\"owner_sales-director\"", "</section>"));
    for words in ["Tomasz Wilk", "Sales director", "1 overdue", "overdue since 30 Jun 2026", "Calibration assessment"] {
        assert!(owner.contains(words), "{owner}");
    }
    assert!(!owner.contains("Maren Solberg"));
    let sponsor = plain(between(&page, "id=\"owner_coo\"", "</section>"));
    assert!(sponsor.contains("1 open, 4 done, 3 of them in time"), "{sponsor}");
    // The outside assessor holds nothing, and that is said.
    in_order(&plain(&page), &["Maren Solberg", "Holds nothing", "Declan Moore"]);
}

#[test]
fn an_owner_in_a_register_leads_to_what_they_hold() {
    let ran = SiteTest::from("").build();
    for page in ["actions.html", "owners.html"] {
        let page = ran.page(&format!("{SAMPLE}/{page}"));
        assert!(page.contains("#owner_coo\""));
    }
    assert!(ran.page(&format!("{NEWEST}/commitment.html")).contains("one-record/owners.html#owner_sales-director"));
}

#[test]
fn an_action_that_nobody_holds_stands_in_a_block_of_its_own() {
    let test =
        SiteTest::starter().replace("content/first-initiative/actions/name-owners.md", "owner = \"sponsor\"\n", "");
    let ran = test.build();
    let page = plain(&ran.page(&format!("{STARTER}/owners.html")));
    in_order(&page, &["One action is open, and nobody holds it.", "Held by nobody", "Name one owner"]);
}

#[test]
fn without_people_and_actions_the_page_of_owners_says_so() {
    let ran = SiteTest::from("sites/portfolio").build();
    ran.expect("south/owners.html", "No action is open.").expect("south/owners.html", "No people are named");
    ran.expect("east/owners.html", "Holds nothing").expect("east/owners.html", "Lead");
}

#[test]
fn what_changed_leads_with_what_moved_most() {
    let ran = SiteTest::from("").build();
    let page = plain(&ran.page(&format!("{NEWEST}/compare.html")));
    in_order(
        &page,
        &[
            "The total is up 138.",
            "Of the criteria, 36 rose, 5 fell, 16 stayed flat.",
            "Beside the Calibration assessment, November 2025.",
            "Baseline: Readiness assessment, March 2025",
            "Rose most",
            "One person leads the change work",
            "up 20",
            "Fell most",
            "Partners are heard before their work is changed",
            "down 4",
            "6 of 9 done, 2 open, 1 dropped, 2 overdue",
            "Section by section",
        ],
    );
    // The same numbers as on the page of the section.
    ran.expect(&format!("{NEWEST}/sections/partners.html"), "16 of 50");
    assert!(page.contains("Partners 20 23 16 of 50 15 to 17 down 7"), "{page}");
}

#[test]
fn what_changed_tells_of_requisites_and_of_what_does_not_apply() {
    let now = "content/first-initiative/2026-09-calibration/assessment.toml";
    let test = SiteTest::starter().write(
        now,
        "model = \"crm-best-practice\"\ndate = 2026-09-10\nstage = \"calibration\"\n\
         [scores.policy-and-strategy]\ncustomer-measures = { not-applicable = \"No longer ours.\" }\n\
         [scores.partners]\npartner-plan = 40\n\
         [scores.leadership]\nchange-owner = { score = 60, owner = \"program-manager\", approach = \"yes\", documented = \"no\" }\n\
         vision-shared = [20, 60]\n",
    );
    let test = test.replace("site.toml", "as_of = 2026-03-20", "as_of = 2026-09-12");
    let ran = test.build();
    let page = plain(&ran.page(&format!("{STARTER}/2026-09-calibration/compare.html")));
    for words in [
        "Applies now, did not before",
        "Does not apply any more",
        "not met before, now Program manager",
        "not met before, now met",
        "1 rose, 1 stayed flat",
        "0 of 1 done, 1 open, 1 overdue",
    ] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
}

#[test]
fn another_model_is_compared_where_both_ask_the_same() {
    let five = std::fs::read_to_string("tests/sites/portfolio/content/models/five.toml").unwrap();
    let six = five.replace("Five functions", "Six functions").replace("id = \"shared\"", "id = \"known\"");
    let test = SiteTest::from("sites/portfolio").write("content/models/six.toml", &six).write(
        "content/north/2026-05-calibration/assessment.toml",
        "model = \"six\"\ndate = 2026-05-10\nstage = \"calibration\"\n\
         [scores.plan]\nwritten = \"partly\"\nknown = \"yes\"\n[scores.do]\nstarted = \"yes\"\n",
    );
    let ran = test.build();
    let page = plain(&ran.page("north/2026-05-calibration/compare.html"));
    for words in [
        "Of the criteria, 1 rose, 1 fell, 1 is new.",
        "The assessment before used another model, Five functions.",
        // Without points the change is in percentage points, like the score beside it.
        "The work is started 0 100% up 100",
        "The plan is written 100 50% down 50",
        "No longer asked",
    ] {
        assert!(page.contains(words), "no `{words}` in {page}");
    }
}

#[test]
fn a_first_assessment_has_nothing_to_compare_and_says_so() {
    let ran = SiteTest::starter().build();
    let page = plain(&ran.page(&format!("{STARTER}/2026-03-readiness/compare.html")));
    assert!(page.contains("First assessment, nothing to compare yet."), "{page}");
    assert!(!page.contains("What moved most"));
}

#[test]
fn the_list_has_everything_once_with_the_newest_first() {
    let ran = SiteTest::from("").build();
    let page = ran.page("search.html");
    assert_eq!(page.matches(">The sponsor takes part in the work and is seen to do so<").count(), 1);
    let entry = between(&page, ">The sponsor takes part in the work and is seen to do so<", "</li>");
    in_order(
        entry,
        &[
            "Criterion, Leadership, Course correction, October 2026",
            "Also in",
            "2025-11-calibration",
            "2025-03-readiness",
        ],
    );
    let text = plain(&page);
    for words in [
        "Maren Solberg Person, Chief operating officer",
        "Retire 23 local customer lists Action",
        "Strategic meeting, 21 May 2026 Meeting",
        "Key learning Part, Course correction, October 2026",
        "Calibration assessment, November 2025 Assessment",
    ] {
        assert!(text.contains(words), "no `{words}` in the list");
    }
    // The order is that of the titles, and each letter can be jumped to.
    in_order(&page, &["href=\"#letter_a\"", "href=\"#letter_b\"", "id=\"letter_a\"", "id=\"letter_b\""]);
}

#[test]
fn the_index_has_words_for_each_entry_and_no_address() {
    let ran = SiteTest::from("").build();
    let (page, index) = (ran.page("search.html"), index(&ran.page("assets/search-index.js")));
    assert_eq!(page.matches("data-entry=").count(), index.len());
    assert!(index.len() > 200);
    assert!(index.iter().all(|words| !words.contains(".html") && words.split(' ').count() <= 16));
    let bytes = ran.page("assets/search-index.js").len();
    assert!(bytes < 150 * index.len(), "{bytes} bytes for {} entries", index.len());
}

#[test]
fn the_index_holds_only_words_that_a_page_shows() {
    let test = SiteTest::from("");
    let ran = test.build();
    let mut shown = String::new();
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        if name != "search.html" {
            shown.push_str(&plain(&String::from_utf8(bytes.clone()).unwrap()).to_lowercase());
        }
    }
    for words in index(&ran.page("assets/search-index.js")) {
        for word in words.split(' ') {
            assert!(shown.contains(word), "`{word}` is in the index and on no page");
        }
    }
}

#[test]
fn titles_of_any_script_and_any_sign_stay_titles() {
    let hostile = "\u{201c}Ünter\u{201d} </script><img src=x> 'quoted' \u{2028} end";
    let test = SiteTest::starter()
        .replace("content/first-initiative/initiative.toml", "First initiative", "مبادرة السجل الواحد")
        .replace(
            "content/first-initiative/2026-03-readiness/observations/nobody-asked.md",
            "Nobody has asked the line managers what would have to change for them",
            hostile,
        )
        .replace(
            "content/first-initiative/2026-03-readiness/observations/nobody-asked.md",
            "Four of four managers",
            "`</script>` \"; alert(1) \u{2028} Four of four managers",
        );
    let ran = test.build();
    let page = ran.page("search.html");
    // The quotation mark does not decide where it stands, nor do the dots on the letter.
    let under_u = between(&page, "id=\"letter_u\"", "<section");
    assert!(plain(under_u).contains("\u{201c}Ünter\u{201d} </script><img src=x> 'quoted'"), "{under_u}");
    assert!(plain(between(&page, "id=\"letter_645\"", "</section>")).contains("مبادرة السجل الواحد"));
    in_order(&page, &["id=\"letter_u\"", "id=\"letter_645\""]);
    let index = ran.page("assets/search-index.js");
    assert!(!index.contains("</script") && !index.contains('\u{2028}') && !index.contains("alert("), "{index}");
    assert!(self::index(&index).iter().any(|words| words.contains("alert")));
}

#[test]
fn with_several_initiatives_an_entry_says_whose_it_is() {
    let ran = SiteTest::from("sites/portfolio").build();
    let text = plain(&ran.page("search.html"));
    for words in [
        "The plan is written Criterion, Plan, East, Calibration, May 2026",
        "The plan is written Criterion, Plan, North, Readiness, February 2026",
    ] {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
}

/// A site with so many initiatives, which differ by their titles.
fn with_initiatives(count: usize) -> SiteTest {
    let mut test = SiteTest::starter();
    let files = test.files(&format!("content/{STARTER}"));
    for number in 2..=count {
        for (name, bytes) in &files {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let text = text.replace("title = \"First initiative\"", &format!("title = \"Initiative {number:02}\""));
            test = test.write(&format!("content/unit-{number:02}/{name}"), &text);
        }
    }
    test
}

const ENTRY: &str = "Nobody has asked the line managers what would have to change for them";

#[test]
fn of_a_few_initiatives_one_list_has_everything_and_each_has_its_own_too() {
    let test = with_initiatives(3);
    let ran = test.build();
    let whole = ran.page("search.html");
    assert_eq!(whole.matches(&format!("<bdi>{ENTRY}</bdi>")).count(), 3);
    assert_eq!(whole.matches("Everything in it from A to Z").count(), 3);
    assert!(ran.page("unit-02/index.html").contains("href=\"../search.html\""));
    let own = ran.page("unit-02/search.html");
    assert_eq!(own.matches(&format!("<bdi>{ENTRY}</bdi>")).count(), 1);
    assert!(!own.contains("unit-03/") && !own.contains(STARTER), "it lists what is not its own");
    assert!(own.matches("data-entry=").count() * 3 == whole.matches("data-entry=").count());
}

#[test]
fn of_many_initiatives_the_list_leads_to_the_list_of_each() {
    let test = with_initiatives(21);
    let ran = test.build();
    let whole = ran.page("search.html");
    assert_eq!(whole.matches("data-entry=").count(), 21);
    assert_eq!(index(&ran.page("assets/search-index.js")).len(), 21);
    assert!(!whole.contains(ENTRY));
    let entry = between(&whole, "<bdi>Initiative 07</bdi>", "</li>");
    assert!(entry.contains("<a href=\"unit-07/search.html\">Everything in it from A to Z</a>"), "{entry}");

    let own = ran.page("unit-07/search.html");
    assert_eq!(own.matches(&format!("<bdi>{ENTRY}</bdi>")).count(), 1);
    assert!(own.contains("<script src=\"../unit-07/search-index.js\" defer>"), "{own}");
    assert_eq!(index(&ran.page("unit-07/search-index.js")).len(), own.matches("data-entry=").count());
    assert!(own.contains("<a href=\"../search.html\">All initiatives</a>"));
    assert!(own.contains("<a href=\"../unit-07/index.html\""));
    assert!(between(&own, "class=\"bar\"", "</nav>").contains("aria-current=\"page\">Search"), "{own}");
    // The pages of an initiative lead to its own list, those of the whole site to the whole.
    assert!(ran.page("unit-07/actions.html").contains("href=\"../unit-07/search.html\""));
    assert!(ran.page("index.html").contains("href=\"search.html\""));
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with("search.html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        let folder = name.strip_suffix("search.html").unwrap();
        for href in page.split("<a href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let target = test.path("public").join(folder).join(href);
            assert!(href.is_empty() || target.is_file(), "{name} leads to {href}");
        }
    }
}

#[test]
fn an_edit_of_many_initiatives_makes_only_its_own_list_again() {
    let test = with_initiatives(21);
    let before = test.build();
    let record = "content/unit-07/2026-03-readiness/observations/nobody-asked.md";
    let test = test.replace(record, ENTRY, "Somebody has asked");
    let after = test.build();
    after.expect("unit-07/search.html", "Somebody has asked");
    for same in ["search.html", "assets/search-index.js", "unit-06/search.html", "unit-06/search-index.js"] {
        assert!(before.page(same) == after.page(same), "{same} is another");
    }
    // One fewer, and one list has everything again, as in a report that was never another.
    let test = test.remove("content/unit-21");
    test.build();
    let edited = test.report();
    let test = test.remove("public");
    let cold = test.build();
    assert!(test.report() == edited, "a cold build is another");
    assert_eq!(cold.page("search.html").matches(&format!("<bdi>{ENTRY}</bdi>")).count(), 19);
    cold.expect("search.html", "Somebody has asked");
}

#[test]
fn a_theme_without_a_search_makes_no_list_of_an_initiative() {
    let test = with_initiatives(2);
    let settings = std::fs::read_to_string(test.path("site.toml")).unwrap();
    let test = test
        .write("site.toml", &format!("theme = \"few\"\n{settings}"))
        .write("themes/few/theme.toml", "pages = [\"portfolio\", \"home\"]\n");
    test.build();
    let files = test.report();
    assert!(files.contains_key("unit-02/index.html"));
    assert!(files.keys().all(|path| !path.contains("search.html") && !path.contains("search-index")), "{files:?}");
}

#[test]
fn only_the_search_page_may_run_a_script_and_only_a_file_of_the_report() {
    let test = SiteTest::from("");
    test.build();
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\">");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{name}: {policy}");
        assert_eq!(policy.contains("script-src 'self'"), name == "search.html", "{name}: {policy}");
        for inline in [" style=\"", " onclick", " onload", "javascript:"] {
            assert!(!page.contains(inline), "{name} has {inline}");
        }
        assert!(page.contains("search.html\""), "{name} does not lead to the search");
    }
    // What the script alone can do is hidden until it runs.
    assert!(test.run(&["build"]).page("search.html").contains("role=\"search\" hidden"));
}

#[test]
fn a_reader_knows_where_they_are_and_what_comes_next() {
    let ran = SiteTest::from("").build();
    let section = ran.page(&format!("{NEWEST}/sections/customers.html"));
    let crumbs = between(&section, "class=\"crumbs", "</nav>");
    in_order(&plain(crumbs), &["One Record", "Course-correction assessment, October 2026", "Sections", "Customers"]);
    assert!(crumbs.contains("<span aria-current=\"page\">Customers</span>"), "{crumbs}");
    assert!(crumbs.contains("results.html#sections_all"), "{crumbs}");
    let around = between(&section, "class=\"pn\"", "</nav>");
    in_order(&plain(around), &["Section before", "Employees", "Section after", "Partners"]);
    assert!(between(&section, "class=\"stick\"", "</nav>").contains("aria-current=\"page\">Customers"));
    // The menu marks what a page belongs to, and the page itself, differently.
    assert!(between(&section, "class=\"bar\"", "</nav>").contains("aria-current=\"true\">Sections"));
    assert!(ran.page(&format!("{NEWEST}/index.html")).contains("aria-current=\"page\">Summary"));
    assert!(ran.page("index.html").contains("aria-current=\"page\">Overview"));

    let meeting = ran.page(&format!("{SAMPLE}/meetings/2026-05-21-strategic.html"));
    assert!(plain(between(&meeting, "class=\"crumbs", "</nav>")).contains("Meetings"));
    in_order(&plain(between(&meeting, "class=\"pn\"", "</nav>")), &["Meeting before", "Meeting after"]);
}

#[test]
fn every_criterion_and_pattern_offers_its_address() {
    let ran = SiteTest::from("").build();
    let section = ran.page(&format!("{NEWEST}/sections/leadership.html"));
    assert!(section.contains("href=\"#sponsor-engaged\" aria-label=\"Link to: The sponsor takes part"), "{section}");
    let learning = ran.page(&format!("{NEWEST}/learning.html"));
    assert!(learning.contains("class=\"pl\" href=\"#pattern_"));
    assert_eq!(
        learning.matches("class=\"pl\" href=\"#pattern_").count(),
        learning.matches("<article class=\"pattern\"").count()
    );
}

#[test]
fn the_home_answers_before_it_counts() {
    let ran = SiteTest::from("").build();
    let page = plain(&ran.page(&format!("{SAMPLE}/index.html")));
    in_order(
        &page,
        &[
            "Customers stay, and",
            "Partners are turning away.",
            "You are asked to decide",
            "Direction",
            "2 overdue",
            "Points, of 1,000",
        ],
    );
    let html = ran.page(&format!("{SAMPLE}/index.html"));
    assert!(html.contains("<span class=\"sn\">Partners are turning away.</span>"));
}

#[test]
fn the_portfolio_says_what_is_asked_before_it_counts() {
    let ran = SiteTest::from("sites/portfolio").build();
    let page = plain(&ran.page("index.html"));
    in_order(
        &page,
        &[
            "2 of 3 initiatives have no sponsor.",
            "Next strategic meeting",
            "Direction",
            "Stage",
            "Score",
            "East",
            "North",
            "South",
        ],
    );
    let north = between(&page, "North The plan", "South");
    in_order(north, &["1 Sep 2026", "1 overdue", "Readiness", "44%"]);
}

#[test]
fn the_summary_says_how_long_it_takes_to_read() {
    let ran = SiteTest::from("").build();
    let said = |page: &str| {
        let facts = plain(between(&ran.page(page), "Reading time", "</div>"));
        facts.split_whitespace().filter_map(|word| word.parse::<usize>().ok()).collect::<Vec<_>>()
    };
    let [summary, parts] = said(&format!("{NEWEST}/index.html"))[..] else { panic!("two figures are said") };
    let words =
        |part: &str| plain(between(&ran.page(&format!("{NEWEST}/{part}.html")), "<main", "</main>")).split(' ').count();
    let all: usize = ["reason", "status", "stakes", "nature", "results", "learning", "actions", "commitment"]
        .map(words)
        .iter()
        .sum();
    assert!(summary >= 1 && summary < parts, "{summary} of {parts}");
    // Drawings, menus and closed disclosures are left out, so it is less than all there is.
    assert!(parts <= all.div_ceil(220) && parts * 2 >= all / 220, "{parts} minutes for {all} words");
}

#[test]
fn what_is_measured_later_changes_nothing_in_a_report_of_today() {
    let outcome = "content/first-initiative/outcomes/repeat-orders.md";
    let built = |test: &SiteTest| {
        let ran = test.run(&["build", "--as-of", "2026-03-20"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        test.report()
    };
    let today = built(&SiteTest::starter());
    let later = "\n\n[[readings]]\ndate = 2026-06-30\nvalue = 62.25\n\n[[tactics]]";
    let later = built(&SiteTest::starter().replace(outcome, "\n\n[[tactics]]", later));
    for (path, bytes) in &today {
        assert!(later.get(path) == Some(bytes), "{path}");
    }
}

#[test]
fn every_remark_on_a_value_is_shown() {
    let outcome = "+++
title = \"Orders by telephone\"
measure = \"Share of orders\"
unit = \"percent\"
direction = \"lower\"
baseline = { date = 2025-03-01, value = 40, note = \"Counted by hand.\" }
target = { date = 2027-12-31, value = 20, note = \"Agreed with the desk.\" }

[[tactics]]
title = \"Call customers back\"
baseline = { date = 2025-03-01, value = 5, note = \"One week only.\" }
target = { date = 2027-12-31, value = 50, note = \"Half of them.\" }
readings = [{ date = 2026-09-01, value = 9, note = \"Without Riga.\" }, { date = 2026-12-01, value = 9, note = \"Not known yet.\" }]

[[tactics]]
title = \"Write less\"
baseline = { date = 2025-03-01, value = 5, note = \"Guessed.\" }
+++
";
    let used = "[[use]]\ntitle = \"The desk\"\nreadings = [{ date = 2026-09-01, value = 4, note = \"After the holidays.\" }]\n";
    let spent = "[[budget.spent]]\ndate = 2025-06-01\n";
    let ran = SiteTest::from("")
        .write("content/one-record/outcomes/telephone.md", outcome)
        .replace("content/one-record/initiative.toml", "[budget]\n", &format!("{used}\n[budget]\n"))
        .replace("content/one-record/initiative.toml", spent, &format!("{spent}note = \"Without travel.\"\n"))
        .build();
    for remark in
        ["Counted by hand.", "Agreed with the desk.", "One week only.", "Half of them.", "Without Riga.", "Guessed."]
    {
        ran.expect(&format!("{SAMPLE}/outcomes.html"), remark);
    }
    ran.expect_no(&format!("{SAMPLE}/outcomes.html"), "Not known yet.");
    for remark in ["Without travel.", "After the holidays."] {
        ran.expect(&format!("{NEWEST}/status.html"), remark);
    }
}
