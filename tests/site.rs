//! A site in, pages out: what the report says, that it is the same every time, and that nothing
//! of the writer's is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};

use preread::artifact::Artifact;
use preread::pipeline::{self, Options, Pages};
use preread::source::tree::Tree;
use support::SiteTest;

const NEWEST: &str = "one-record/2026-10-course-correction";
const PARTS: [&str; 8] = ["reason", "status", "stakes", "nature", "results", "learning", "actions", "commitment"];

#[test]
fn the_sample_builds_without_a_word_of_warning() {
    let ran = SiteTest::from("").run(&["check", "--strict"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "Nothing is wrong.\n"));
}

#[test]
fn the_sample_has_every_page_of_the_outline() {
    let test = SiteTest::from("");
    test.build();
    let files = test.files("public");
    let mut pages: Vec<String> =
        ["index.html", "method.html", "search.html", "one-record/index.html"].map(str::to_owned).to_vec();
    for register in ["actions", "owners", "outcomes", "meetings"] {
        pages.push(format!("one-record/{register}.html"));
    }
    for assessment in ["2025-03-readiness", "2025-11-calibration", "2026-10-course-correction"] {
        pages.push(format!("one-record/{assessment}/index.html"));
        pages.push(format!("one-record/{assessment}/briefing.html"));
        pages.push(format!("one-record/{assessment}/compare.html"));
        pages.extend(PARTS.map(|part| format!("one-record/{assessment}/{part}.html")));
        for section in ["policy-and-strategy", "employees", "customers", "partners", "process", "results", "leadership"]
        {
            pages.push(format!("one-record/{assessment}/sections/{section}.html"));
        }
    }
    for page in pages {
        assert!(files.contains_key(&page), "there is no page {page}");
    }
}

#[test]
fn two_builds_in_different_folders_give_the_same_bytes() {
    let (first, second) = (SiteTest::from(""), SiteTest::from(""));
    first.build();
    second.run_with(
        &second.path(""),
        &["build"],
        &[("TZ", "Asia/Tokyo"), ("LANG", "de_DE.UTF-8"), ("RAYON_NUM_THREADS", "1")],
    );
    let (first, second) = (first.files("public"), second.files("public"));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert_eq!(bytes, &second[name], "{name} differs");
    }
}

#[test]
fn no_page_holds_a_path_of_the_machine_or_loads_anything_from_outside() {
    let test = SiteTest::from("");
    test.build();
    let here = test.path("").to_string_lossy().into_owned();
    for (name, bytes) in
        test.files("public").iter().filter(|(name, _)| name.ends_with(".html") || name.ends_with(".css"))
    {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains(here.trim_end_matches('/')), "{name} holds a path of the machine");
        let text = without_the_scripts_of_search(name, text);
        for loads in ["src=\"http", "src=\"//", "url(http", "@import", "<script", "href=\"/"] {
            assert!(!text.contains(loads), "{name} has {loads}");
        }
        for style in text.match_indices("<link ").map(|(at, _)| &text[at..at + 200.min(text.len() - at)]) {
            assert!(!style.split('>').next().unwrap().contains("http"), "{name} links outside in its head");
        }
    }
}

/// The search pages alone have scripts: two plain files of the report.
fn without_the_scripts_of_search(name: &str, text: String) -> String {
    let script = |file: &str| format!("<script src=\"{file}\" defer></script>");
    match name.split_once('/') {
        None if name == "search.html" => {
            text.replacen(&script("assets/search-index.js"), "", 1).replacen(&script("assets/search.js"), "", 1)
        }
        Some((initiative, "search.html")) => text
            .replacen(&script(&format!("../{initiative}/search-index.js")), "", 1)
            .replacen(&script("../assets/search.js"), "", 1),
        _ => text,
    }
}

/// Every link of every page leads to a file of the output, and every anchor is on its page.
#[test]
fn every_link_and_every_anchor_of_the_sample_leads_somewhere() {
    for name in ["", "sites/portfolio"] {
        let test = SiteTest::from(name);
        test.build();
        let files = test.files("public");
        let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
        let mut followed = 0;
        for page in files.keys().filter(|name| name.ends_with(".html")) {
            for link in links(&text(page)) {
                let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
                let target = if path.is_empty() { page.clone() } else { resolve(page, path) };
                assert!(files.contains_key(&target), "{page} links to {link}, which is {target} and not there");
                let is_there = anchor.is_empty() || text(&target).contains(&format!("id=\"{anchor}\""));
                assert!(is_there, "{page} links to {link}, and {target} has no such place");
                followed += 1;
            }
        }
        assert!(followed > 50, "only {followed} links were found in {name}");
    }
}

fn links(html: &str) -> BTreeSet<String> {
    let values = ["href=\"", "src=\""]
        .into_iter()
        .flat_map(|key| html.split(key).skip(1))
        .map(|rest| rest.split('"').next().unwrap());
    values
        .filter(|link| !link.contains("://") && !link.starts_with("data:") && !link.starts_with("mailto:"))
        .map(str::to_owned)
        .collect()
}

fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        if part == ".." { parts.pop().map(|_| ()).unwrap() } else { parts.push(part) }
    }
    parts.join("/")
}

#[test]
fn ids_are_unique_on_every_page() {
    let test = SiteTest::from("");
    test.build();
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut seen = BTreeSet::new();
        for id in text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(seen.insert(id.to_owned()), "{name} has two places called {id}");
        }
    }
}

#[test]
fn the_summary_answers_before_it_counts() {
    let ran = SiteTest::from("").build();
    let page = support::plain(&ran.page(&format!("{NEWEST}/index.html")));
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("the summary does not say `{words}`"));
    let order = [
        at("Partners are turning away."),
        at("You are asked to decide"),
        at("Direction"),
        at("2 overdue"),
        at("Points, of 1,000"),
    ];
    assert!(order.is_sorted(), "conclusion, decisions, direction, overdue, points: {order:?}");
}

#[test]
fn the_same_number_stands_on_every_page_and_in_the_data() {
    let test = SiteTest::from("");
    let ran = test.build();
    let json: serde_json::Value = serde_json::from_str(&test.run(&["score", "--format", "json"]).out).unwrap();
    let node = |id: &str| json["nodes"].as_array().unwrap().iter().find(|node| node["id"] == id).unwrap().clone();
    assert_eq!(node("crm-best-practice")["mid"], "585");
    for page in ["index", "results", "briefing"] {
        ran.expect(&format!("{NEWEST}/{page}.html"), "585");
    }
    assert_eq!(node("partners")["mid"], "16");
    ran.expect(&format!("{NEWEST}/results.html"), "16 of 50")
        .expect(&format!("{NEWEST}/sections/partners.html"), "16 of 50");
}

#[test]
fn an_earlier_report_stays_as_it_was() {
    let ran = SiteTest::from("").build();
    // The readiness report knows neither later points, nor later readings, nor what was done since.
    for page in ["index", "status", "actions", "commitment", "briefing"] {
        for later in ["585", "447", "88.2%", "Done", "overdue since"] {
            ran.expect_no(&format!("one-record/2025-03-readiness/{page}.html"), later);
        }
    }
    ran.expect("one-record/2025-03-readiness/status.html", "Planned for 2 Mar 2026");
}

#[test]
fn text_of_people_is_escaped_everywhere() {
    let hostile = "<script>alert(1)</script> {{ 7 * 7 }} {% raw %}";
    let toml = hostile.replace('"', "'");
    let test = SiteTest::starter()
        .replace("content/first-initiative/initiative.toml", "First initiative", &toml)
        .replace("content/first-initiative/initiative.toml", "Your organization", &toml)
        .replace("content/first-initiative/2026-03-readiness/assessment.toml", "We know why we want to start.", &toml)
        .replace(
            "content/first-initiative/2026-03-readiness/patterns/no-owner.md",
            "We name owners",
            &format!("{hostile} We name owners"),
        )
        .replace(
            "content/first-initiative/2026-03-readiness/observations/nobody-asked.md",
            "Four of four",
            &format!("{hostile} Four of four"),
        );
    let ran = test.build();
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!without_the_scripts_of_search(name, text).contains("<script"), "{name} holds a script");
    }
    ran.expect("first-initiative/2026-03-readiness/learning.html", hostile);
    ran.expect("first-initiative/index.html", "{{ 7 * 7 }}");
}

#[test]
fn a_portfolio_is_ordered_by_the_next_strategic_meeting() {
    let ran = SiteTest::from("sites/portfolio").build();
    let page = support::plain(&ran.page("index.html"));
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("the portfolio does not say `{words}`: {page}"));
    // East meets in July, North in September, South has no date and no assessment.
    assert!(at("East") < at("North") && at("North") < at("South"));
    ran.expect("index.html", "1 overdue")
        .expect("index.html", "Not assessed yet")
        .expect("index.html", "No sponsor named");
}

#[test]
fn a_model_without_points_is_reported_in_percent() {
    let ran = SiteTest::from("sites/portfolio").build();
    // Plan: 100 and 75 in the middle, mean 87.5. Do: 0. The whole: 43.75.
    ran.expect("north/2026-02-readiness/results.html", "88%").expect("north/2026-02-readiness/index.html", "44%");
    ran.expect("north/2026-02-readiness/sections/plan.html", "Partly done to Done");
    ran.expect("east/2026-05-first/sections/plan.html", "One person only.");
}

#[test]
fn a_link_to_another_initiative_is_followed_and_checked() {
    let test = SiteTest::from("sites/portfolio");
    test.build();
    let test =
        test.replace("content/north/actions/start.md", "../../south/initiative.toml", "../../west/initiative.toml");
    let ran = test.run(&["check", "--format", "short"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("content/north/actions/start.md:12:31: error[broken-link]"), "{}", ran.out);
}

#[test]
fn a_failed_build_leaves_the_last_output_as_it_was() {
    let test = SiteTest::starter();
    test.build();
    let before = test.files("public");
    let test =
        test.replace("content/first-initiative/initiative.toml", "sponsor = \"sponsor\"", "sponsor = \"nobody\"");
    let ran = test.run(&["build"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("unknown-reference") && ran.err.contains("as it was"), "{}", ran.err);
    assert_eq!(before, test.files("public"));
    let left: Vec<_> = fs::read_dir(test.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".preread-")), "{left:?}");
}

#[test]
fn nothing_that_preread_did_not_make_is_overwritten_or_removed() {
    let test = SiteTest::starter().write("public/index.html", "mine");
    let ran = test.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did not make"), "{}", ran.err);
    assert_eq!(test.files("public").len(), 1);

    let test = test.remove("public");
    test.build();
    let test = test.write("public/CNAME", "reports.example.org").remove("content/first-initiative/meetings");
    let test = test.replace(
        "content/first-initiative/2026-03-readiness/assessment.toml",
        "meeting = \"2026-03-26-strategic\"\n",
        "",
    );
    test.build();
    let files = test.files("public");
    assert_eq!(files["CNAME"], b"reports.example.org");
    assert!(
        !files.contains_key("first-initiative/meetings/2026-03-26-strategic.html"),
        "a page that is no longer made stays"
    );
}

#[test]
fn a_second_build_writes_nothing() {
    let test = SiteTest::starter();
    test.build();
    assert!(test.build().err.contains("all as before"));
}

#[test]
fn images_beside_a_record_are_copied_and_shown() {
    let test = SiteTest::starter()
        .write("content/first-initiative/2026-03-readiness/observations/floor plan.gif", "GIF89a")
        .replace(
            "content/first-initiative/2026-03-readiness/observations/nobody-asked.md",
            "Four of four",
            "![The floor](<floor plan.gif>) Four of four",
        );
    let ran = test.build();
    assert!(test.files("public").contains_key("first-initiative/2026-03-readiness/observations/floor plan.gif"));
    assert!(ran.page("first-initiative/2026-03-readiness/sections/change-management.html").contains(
        "<img src=\"../../../first-initiative/2026-03-readiness/observations/floor%20plan.gif\" alt=\"The floor\">"
    ));
}

#[test]
fn the_outline_can_be_renamed_and_reordered() {
    let test = SiteTest::starter().replace(
        "site.toml",
        "as_of = 2026-03-20",
        "as_of = 2026-03-20\n[[outline]]\npart = \"learning\"\ntitle = \"What we learned\"\n[[outline]]\npart = \"reason\"",
    );
    let ran = test.build();
    let page = support::plain(&ran.page("first-initiative/2026-03-readiness/index.html"));
    let contents = &page[page.find("The briefing in eight parts").unwrap()..];
    let at = |words: &str| contents.find(words).unwrap_or_else(|| panic!("no `{words}` in {contents}"));
    assert!(at("What we learned") < at("Reason and desired outcomes"));
    assert!(at("Reason and desired outcomes") < at("Status of the initiative"));
}

#[test]
fn a_rule_of_the_computed_learning_can_be_switched_off() {
    let says = "half of the open points";
    let page = format!("{NEWEST}/learning.html");
    let test = SiteTest::from("");
    let learning = support::plain(&test.build().page(&page)).to_lowercase();
    assert!(learning.contains(says), "{learning}");
    let test = test.replace("site.toml", "language = \"en\"", "language = \"en\"\nrules = { open-points = false }");
    assert!(!support::plain(&test.build().page(&page)).to_lowercase().contains(says));
}

#[test]
fn a_site_overrides_one_template_and_one_label_by_placing_one_file_each() {
    let test = SiteTest::starter()
        .remove("site.toml")
        .write("site.toml", "title = \"x\"\ntheme = \"ours\"\n")
        .write("themes/ours/theme.toml", "title = \"Ours\"\n")
        .write("themes/ours/labels/en.toml", "[menu]\nactions = \"Promises\"\n")
        .write(
            "themes/ours/templates/base.html",
            "{% extends \"built-in/base.html\" %}\n{% block foot %}Made by us{% endblock %}\n",
        )
        .write("themes/ours/assets/logo.txt", "logo");
    let ran = test.build();
    ran.expect("first-initiative/actions.html", "Promises").expect("first-initiative/actions.html", "Made by us");
    assert!(test.files("public").contains_key("assets/logo.txt"));
}

#[test]
fn a_theme_may_inherit_from_another() {
    let test = SiteTest::starter()
        .write("site.toml", "title = \"x\"\ntheme = \"child\"\n")
        .write(
            "themes/parent/templates/base.html",
            "{% extends \"built-in/base.html\" %}{% block foot %}From the parent{% endblock %}",
        )
        .write("themes/parent/labels/en.toml", "[menu]\nactions = \"Promises\"\noutcomes = \"Results\"\n")
        .write("themes/child/theme.toml", "inherits = \"parent\"\n")
        .write("themes/child/labels/en.toml", "[menu]\noutcomes = \"Harvest\"\n");
    let ran = test.build();
    let page = "first-initiative/actions.html";
    ran.expect(page, "From the parent")
        .expect(page, "Promises")
        .expect(page, "Harvest")
        .expect_no(page, "Results Meetings");
}

#[test]
fn a_template_error_names_the_template_the_line_and_the_record() {
    let test = SiteTest::starter().write("site.toml", "title = \"x\"\ntheme = \"ours\"\n").write(
        "themes/ours/templates/method.html",
        "{% extends \"base.html\" %}\n{% block main %}\n{{ method.titel.x }}{% endblock %}",
    );
    let ran = test.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("themes/ours/templates/method.html:3:"), "{}", ran.err);
    assert!(ran.err.contains("rendering the method"), "{}", ran.err);
}

#[test]
fn a_home_without_any_assessment_says_so() {
    let test = SiteTest::starter()
        .remove("content/first-initiative/2026-03-readiness")
        .remove("content/first-initiative/actions");
    let ran = test.build();
    assert!(support::plain(&ran.page("index.html")).contains("First initiative"));
}

#[test]
fn an_empty_site_builds_an_empty_portfolio() {
    let test = SiteTest::starter().remove("content");
    let ran = test.build();
    ran.expect("index.html", "Our reports");
}

#[test]
fn a_theme_makes_only_the_kinds_of_pages_that_it_names() {
    let test = SiteTest::from("");
    test.build();
    let all = test.files("public");
    let test = test
        .replace("site.toml", "language = \"en\"", "language = \"en\"\ntheme = \"lean\"")
        .write("themes/parent/theme.toml", "pages = [\"home\", \"summary\", \"part\"]\n")
        .write("themes/lean/theme.toml", "inherits = \"parent\"\n");
    let ran = test.build();
    let few = test.report();
    let pages: Vec<&String> = few.keys().filter(|path| path.ends_with(".html")).collect();
    assert_eq!(pages.len(), 2 + 3 * 9, "{pages:?}");
    assert!(few.keys().all(|path| !path.ends_with(".ics") && path != "assets/search-index.js"), "{:?}", few.keys());
    // What is made is what it was; the summary still knows how long all parts take.
    assert!(few.iter().all(|(path, page)| all[path] == *page));
    ran.expect("one-record/index.html", "CRM");
    let test = test.write("themes/lean/theme.toml", "inherits = \"parent\"\npages = [\"portfolo\", \"home\"]\n");
    let ran = test.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("themes/lean/theme.toml:2:10"), "{}", ran.err);
    assert!(ran.err.contains("portfolio"), "{}", ran.err);
}

#[test]
fn pages_are_handed_over_assessment_by_assessment_and_told_in_order() {
    let tree = Tree::new(env!("CARGO_MANIFEST_DIR"));
    let (site, _) = pipeline::site(&tree.shared(&mut Vec::new()));
    let files = tree.initiative("one-record", &mut Vec::new());
    let options = Options { alone: true, ..Options::default() };
    let calls = AtomicUsize::new(0);
    let hand = |artifacts: Vec<Artifact>| {
        calls.fetch_add(1, Ordering::Relaxed);
        artifacts
    };
    let (unit, handed) = pipeline::hand_over(&site, "one-record", &files, options, Pages::All, hand);
    assert_eq!((unit.artifacts.len(), calls.into_inner()), (0, handed.len()));
    let assessments: Vec<String> =
        pipeline::assessments(&site, "one-record", &files).into_iter().map(|(_, id)| id).collect();
    assert_eq!(handed.len(), 1 + assessments.len() + 1);
    for (id, pages) in assessments.iter().zip(&handed[1..]) {
        let folder = format!("one-record/{id}/");
        assert!(!pages.is_empty() && pages.iter().all(|page| page.path.starts_with(&folder)), "{folder}");
    }
    let all = pipeline::initiative(&site, "one-record", &files, options, Pages::All);
    assert_eq!(handed.concat(), all.artifacts);
}

#[test]
fn a_page_that_is_asked_for_alone_is_as_in_the_whole() {
    let tree = Tree::new(env!("CARGO_MANIFEST_DIR"));
    let (site, problems) = pipeline::site(&tree.shared(&mut Vec::new()));
    assert!(problems.is_empty());
    let files = tree.initiative("one-record", &mut Vec::new());
    let options = Options { alone: true, ..Options::default() };
    let ask = |pages: Pages<'_>| pipeline::initiative(&site, "one-record", &files, options, pages);
    let all = ask(Pages::All);
    assert!(all.artifacts.len() > 80);
    for wanted in &all.artifacts {
        let one = ask(Pages::Only(&wanted.path));
        assert_eq!(one.artifacts, std::slice::from_ref(wanted));
        assert!(one.row.is_none());
    }
    assert_eq!(ask(Pages::Only("one-record/none.html")).artifacts, []);
    let none = ask(Pages::None);
    assert_eq!((none.artifacts, none.row.is_some()), (Vec::new(), true));
}

#[test]
fn a_theme_that_asks_for_everything_changes_no_page() {
    let whole = |test: &SiteTest| {
        test.build();
        test.report()
    };
    for site in ["", "sites/portfolio"] {
        let test = SiteTest::from(site);
        let usual = whole(&test);
        let settings = fs::read_to_string(test.path("site.toml")).unwrap();
        let settings = settings.lines().filter(|line| !line.starts_with("theme ")).collect::<Vec<_>>().join("\n");
        // What no template mentions is not made: this one hands on whole values, so all of them are made.
        let test = test.write("site.toml", &format!("theme = \"all\"\n{settings}\n")).write(
            "themes/all/templates/base.html",
            "{% extends \"built-in/base.html\" %}\
             {% block foot %}{{ super() }}{% if false %}{{ initiative }}{{ briefing }}{% endif %}{% endblock %}",
        );
        assert_eq!(whole(&test), usual);
    }
}
