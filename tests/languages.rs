//! The sample built in each language: its words, numbers, dates and directions; and themes whose
//! labels are wrong, each told at its line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use toml::de::{DeTable, DeValue};

use support::{Ran, SiteTest, plain};

const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "ja", "ar"];
const CALIBRATION: &str = "one-record/2025-11-calibration/index.html";

#[derive(Clone, Debug, PartialEq)]
enum Label {
    Words(String),
    Plural(BTreeMap<String, String>),
    List(Vec<String>),
}

/// The labels of a built-in language. English says which tables are plurals.
fn labels(language: &str) -> BTreeMap<String, Label> {
    let text = fs::read_to_string(format!("themes/default/labels/{language}.toml")).unwrap();
    let mut found = BTreeMap::new();
    let table = DeTable::parse(&text).unwrap();
    let english = (language != "en").then(|| labels("en"));
    collect("", table.get_ref(), english.as_ref(), &mut found);
    found
}

fn collect(
    prefix: &str,
    table: &DeTable<'_>,
    english: Option<&BTreeMap<String, Label>>,
    found: &mut BTreeMap<String, Label>,
) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.get_ref().to_string() } else { format!("{prefix}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::String(words) => {
                found.insert(name, Label::Words(words.to_string()));
            }
            DeValue::Array(items) => {
                let items = items.iter().map(|item| item.get_ref().as_str().unwrap().to_owned()).collect();
                found.insert(name, Label::List(items));
            }
            DeValue::Table(inner) if is_plural(&name, inner, english) => {
                let forms = inner
                    .iter()
                    .map(|(form, words)| (form.get_ref().to_string(), words.get_ref().as_str().unwrap().to_owned()));
                found.insert(name, Label::Plural(forms.collect()));
            }
            DeValue::Table(inner) => collect(&name, inner, english, found),
            other => panic!("{name} is {other:?}"),
        }
    }
}

fn is_plural(name: &str, table: &DeTable<'_>, english: Option<&BTreeMap<String, Label>>) -> bool {
    match english {
        Some(english) => english.contains_key(name),
        None => table.contains_key("one") && table.contains_key("other"),
    }
}

fn texts(label: &Label) -> Vec<&str> {
    match label {
        Label::Words(words) => vec![words],
        Label::Plural(forms) => {
            forms.iter().filter(|(form, _)| *form != "by").map(|(_, words)| words.as_str()).collect()
        }
        Label::List(items) => items.iter().map(String::as_str).collect(),
    }
}

fn figures(label: &Label) -> BTreeSet<String> {
    let of = |text: &str| -> Vec<String> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    texts(label).into_iter().flat_map(of).collect()
}

/// The sample in a language.
fn sample(language: &str) -> SiteTest {
    SiteTest::from("").replace("site.toml", "language = \"en\"", &format!("language = \"{language}\""))
}

fn pages(test: &SiteTest) -> BTreeMap<String, String> {
    let files = test.files("public").into_iter().filter(|(name, _)| name.ends_with(".html"));
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn every_language_has_every_label_with_the_same_figures() {
    let english = labels("en");
    assert!(english.len() > 500, "only {} labels were found", english.len());
    for language in LANGUAGES {
        let own = labels(language);
        let missing: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        let strange: Vec<&String> = own.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && strange.is_empty(), "{language} lacks {missing:?} and has {strange:?}");
        for (key, label) in &own {
            assert_eq!(figures(label), figures(&english[key]), "{key} in {language}");
            let is_empty = texts(label).iter().any(|text| text.is_empty());
            assert!(key.ends_with(".join") || !is_empty, "{key} in {language} is empty");
        }
    }
}

#[test]
fn every_plural_has_the_forms_of_its_language() {
    let forms = |language| match language {
        "ja" => vec!["other"],
        "ar" => vec!["zero", "one", "two", "few", "many", "other"],
        "fr" | "es" => vec!["one", "many", "other"],
        _ => vec!["one", "other"],
    };
    for language in LANGUAGES {
        for (key, label) in labels(language) {
            let Label::Plural(own) = label else { continue };
            assert!(own.contains_key("other"), "{key} in {language} has no form `other`");
            for form in own.keys().filter(|form| *form != "by") {
                assert!(forms(language).contains(&form.as_str()), "{key} in {language} has a form `{form}`");
            }
            if matches!(language, "en" | "de" | "fr" | "es") {
                assert!(own.contains_key("one"), "{key} in {language} has no form `one`");
            }
        }
    }
}

#[test]
fn the_sample_reads_in_each_language_with_its_code_and_its_direction() {
    for language in LANGUAGES {
        let test = sample(language);
        test.build();
        let pages = pages(&test);
        assert!(pages.len() > 60);
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        for (name, page) in &pages {
            assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\"")), "{name} in {language}");
            assert!(!page.contains(" t.page"), "{name} in {language}");
        }
        no_english(language, &pages);
    }
}

/// No label of English stands on a page in another language. A label is looked for as the whole
/// text of an element or of an attribute, so that what the writers wrote is not taken for one.
fn no_english(language: &str, pages: &BTreeMap<String, String>) {
    let own = labels(language);
    let own_texts: BTreeSet<&str> = own.values().flat_map(texts).collect();
    let english = labels("en");
    let content = content();
    let strange: BTreeSet<&str> = english
        .values()
        .flat_map(texts)
        .filter(|text| !text.contains('{') && text.chars().count() > 4 && !own_texts.contains(text))
        .filter(|text| !content.contains(text))
        .collect();
    if language != "en" {
        assert!(strange.len() > 150, "only {} labels differ in {language}", strange.len());
    }
    for (name, page) in pages {
        for text in page.split(['<', '>', '"']).map(str::trim).filter(|text| text.len() > 4) {
            assert!(language == "en" || !strange.contains(text), "{name} in {language} says `{text}`");
        }
    }
}

/// Everything that is written in the sample and in the model, which stays in its language.
fn content() -> String {
    let mut all = fs::read_to_string("src/source/models/crm-best-practice.toml").unwrap();
    for (_, bytes) in SiteTest::from("").files("content") {
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[test]
fn dates_and_numbers_are_written_as_the_language_writes_them() {
    for (language, month, number) in [
        ("en", "November 2025", "1,000"),
        ("de", "November 2025", "1.000"),
        ("fr", "novembre 2025", "1\u{202f}000"),
        ("es", "noviembre de 2025", "1000"),
        ("ja", "2025年11月", "1,000"),
        ("ar", "نوفمبر 2025", "1,000"),
    ] {
        let test = sample(language);
        test.build();
        let page = pages(&test)[CALIBRATION].clone();
        assert!(page.contains(month), "{language}: no {month}");
        assert!(page.contains(number), "{language}: no {number}");
    }
}

/// A model of one section, with so many criteria that are scored and so many that are not.
fn counted(language: &str, open: usize) -> Ran {
    let all = open + 1;
    let criteria: String = (0..all)
        .map(|at| format!("\n[[sections.criteria]]\nid = \"c{at}\"\ntitle = \"C{at}\"\npoints = 1\n"))
        .collect();
    let model = format!("title = \"M\"\n\n[[sections]]\nid = \"s\"\ntitle = \"S\"\n{criteria}");
    let test = SiteTest::from("no-such-site")
        .write("site.toml", &format!("title = \"T\"\nlanguage = \"{language}\"\n"))
        .write("content/models/m.toml", &model)
        .write("content/i/initiative.toml", "title = \"I\"\n")
        .write(
            "content/i/a/assessment.toml",
            "model = \"m\"\ndate = 2026-03-01\nstage = \"readiness\"\n\n[scores.s]\nc0 = 50\n",
        );
    test.build()
}

#[test]
fn a_count_takes_its_form_worked_out_by_hand() {
    let page = "i/a/nature.html";
    for (language, open, words) in [
        ("fr", 1, "Un critère n’est pas encore évalué."),
        ("fr", 2, "2 critères ne sont pas encore évalués."),
        ("ar", 1, "معيار واحد لم يُقيَّم بعد."),
        ("ar", 2, "معياران لم يُقيَّما بعد."),
        ("ar", 3, "3 معايير لم تُقيَّم بعد."),
        ("ar", 10, "10 معايير لم تُقيَّم بعد."),
        ("ar", 11, "11 معيارًا لم تُقيَّم بعد."),
        ("ar", 100, "100 معيار لم تُقيَّم بعد."),
        ("ar", 103, "103 معايير لم تُقيَّم بعد."),
        ("ja", 1, "1項目は未採点です。"),
    ] {
        counted(language, open).expect(page, words);
    }
    // French counts nothing in the form of one, and a half too.
    let none = SiteTest::from("").replace("site.toml", "language = \"en\"", "language = \"fr\"");
    assert!(plain(&none.build().page("method.html")).contains("points"));
}

#[test]
fn words_of_another_direction_are_kept_together() {
    let test = sample("ar");
    test.build();
    let pages = pages(&test);
    let portfolio = &pages["one-record/2025-11-calibration/nature.html"];
    // A sentence of the model in English keeps its question mark at its end.
    assert!(portfolio.contains("\u{2066}") && portfolio.contains("?\u{2069}"));
    // What a person wrote in English runs from left to right.
    assert!(pages.values().any(|page| page.contains("<p dir=\"ltr\">")));
    let english = sample("en");
    english.build();
    for (name, page) in self::pages(&english) {
        assert!(!page.contains(['\u{2066}', '\u{2067}', '\u{2068}']), "{name}");
    }
}

/// A small site with a theme of its own.
fn themed(language: &str) -> SiteTest {
    SiteTest::from("no-such-site")
        .write("site.toml", &format!("title = \"T\"\nlanguage = \"{language}\"\ntheme = \"house\"\n"))
        .write("content/i/initiative.toml", "title = \"I\"\n")
        .write("themes/house/theme.toml", "title = \"House\"\n")
}

fn told(test: &SiteTest) -> Vec<String> {
    let ran = test.run(&["check", "--format", "short"]);
    ran.out.lines().filter(|line| line.contains("error[")).map(str::to_owned).collect()
}

#[test]
fn a_template_that_names_no_label_is_told_once_at_its_line() {
    let test = themed("en").write("themes/house/templates/home.html", "<h1>x</h1>\n<p>{{ t.page.home.peple }}</p>\n");
    let told = told(&test);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "themes/house/templates/home.html:2:7: error[missing-label]: there is no label `page.home.peple`"
        ),
        "{told:?}"
    );
}

#[test]
fn a_language_begun_is_an_error_that_names_what_is_missing() {
    let english = fs::read_to_string("themes/default/labels/en.toml").unwrap();
    let begun = english.replacen("nothing_asked = \"No decision is asked.\"\n", "", 1);
    assert_ne!(begun, english);
    let line = begun.lines().position(|line| line == "[page.home]").unwrap() + 1;
    let told = told(&themed("nl").write("themes/house/labels/nl.toml", &begun));
    assert_eq!(told.len(), 1, "{told:?}");
    let wanted = format!(
        "themes/house/labels/nl.toml:{line}:7: error[missing-label]: a label has no words in `nl`: `page.home.nothing_asked`"
    );
    assert!(told[0].starts_with(&wanted), "{told:?}");
    let whole = themed("nl").write("themes/house/labels/nl.toml", &english);
    assert_eq!(self::told(&whole), Vec::<String>::new());
    assert!(whole.build().page("index.html").contains("<html lang=\"nl\""));
}

#[test]
fn a_file_over_a_built_in_language_may_hold_one_label() {
    let test = themed("de").write("themes/house/labels/de.toml", "[page.home]\nassessments = \"Beurteilungen\"\n");
    test.build().expect("index.html", "Beurteilungen");
}

#[test]
fn a_region_rests_on_its_language() {
    let test = themed("de-CH").write("themes/house/labels/de-CH.toml", "[number]\ngroup = \"’\"\n");
    let page = test.build().page("index.html");
    assert!(page.contains("<html lang=\"de-CH\" dir=\"ltr\"") && page.contains("Bewertungen"));
}

#[test]
fn a_label_that_nothing_knows_is_told_with_the_one_that_was_meant() {
    let test = themed("de").write("themes/house/labels/de.toml", "[page.home]\nasessments = \"Beurteilungen\"\n");
    let told = told(&test);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("themes/house/labels/de.toml:2:1: error[unknown-label]"), "{told:?}");
    let ran = test.run(&["check"]);
    assert!(ran.err.contains("Did you mean `page.home.assessments`?"), "{}", ran.err);
}

#[test]
fn a_figure_that_english_does_not_have_is_told_at_its_line() {
    let text = "[strip]\nopen = { one = \"{count} offen\", other = \"{cuont} offen\" }\n";
    let told = told(&themed("de").write("themes/house/labels/de.toml", text));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "themes/house/labels/de.toml:2:8: error[bad-label]: the label `strip.open` has no figure `{cuont}`"
        ),
        "{told:?}"
    );
}

#[test]
fn a_plural_without_its_last_form_is_told_at_its_line() {
    let told =
        told(&themed("de").write("themes/house/labels/de.toml", "[strip]\nopen = { one = \"{count} offen\" }\n"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "themes/house/labels/de.toml:2:1: error[bad-label]: the plural `strip.open` has no form `other`"
        ),
        "{told:?}"
    );
}

#[test]
fn labels_of_a_themes_own_are_asked_of_its_language_too() {
    let test = themed("de")
        .write("themes/house/labels/en.toml", "[page.house]\nmotto = \"One record\"\n")
        .write("themes/house/templates/home.html", "{{ t.page.house.motto }}");
    let found = told(&test);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains(
            "themes/house/labels/en.toml:2:1: error[missing-label]: a label has no words in `de`: `page.house.motto`"
        ),
        "{found:?}"
    );
}
