//! A site with a theme of its own, pages or messages out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::SiteTest;

/// Templates that come by values in every way there is.
const PART: &str = include_str!("themes/part.html");

/// The sample with a theme of its own.
fn themed(part: &str) -> SiteTest {
    SiteTest::from("")
        .replace("site.toml", "title = ", "theme = \"ways\"\ntitle = ")
        .write("themes/ways/theme.toml", "title = \"Ways\"\n")
        .write("themes/ways/templates/components.html", include_str!("themes/components.html"))
        .write("themes/ways/templates/inner.html", include_str!("themes/inner.html"))
        .write("themes/ways/templates/part.html", part)
}

#[test]
fn a_template_sees_the_same_whether_it_is_known_what_it_asks_for_or_not() {
    let known = themed(PART);
    // Who may ask for anything is given everything.
    let unknown =
        themed(&PART.replace("{% block main %}", "{% block main %}{% if false %}{{ __tera_context }}{% endif %}"));
    let [ran, other] = [known.build(), unknown.build()];
    assert_eq!((ran.code, other.code), (0, 0), "{}{}", ran.err, other.err);
    let page = ran.page("one-record/2025-11-calibration/learning.html");
    for words in ["<p>27 of 50 Maintenance contracts renewed", "27 Culture", "&quot;possible&quot;: &quot;50&quot;"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(known.report() == unknown.report());
}

#[test]
fn what_a_template_lists_without_naming_it_is_made() {
    let part = "{% for section in sections %}{% for observation in section.observations %}\
        {% for piece in observation.body %}{% for key, value in piece %}{{ key }}: {{ value }}\n{% endfor %}{% endfor %}\
        {% endfor %}{% endfor %}\
        {% for outcome in briefing.outcomes %}{% for key, value in outcome %}{{ key }}: {{ value }}\n{% endfor %}{% endfor %}";
    let site = |part: &str| themed(part).write("themes/ways/theme.toml", "title = \"Ways\"\npages = [\"part\"]\n");
    let (known, unknown) = (site(part), site(&format!("{part}{{% if false %}}{{{{ __tera_context }}}}{{% endif %}}")));
    let [ran, other] = [known.build(), unknown.build()];
    assert_eq!((ran.code, other.code), (0, 0), "{}{}", ran.err, other.err);
    assert!(known.report() == unknown.report());
    let page = ran.page("one-record/2026-10-course-correction/status.html");
    for words in ["spark_html: &lt;svg", "figure: {&quot;", "answer_note: "] {
        assert!(page.contains(words), "{words} in {page}");
    }
}

#[test]
fn a_field_that_there_is_not_is_told_with_those_that_there_are() {
    let theme = themed("{{ briefing.scorr }} {{ briefing.title }}");
    let ran = theme.write("themes/ways/theme.toml", "title = \"Ways\"\npages = [\"part\"]\n").run(&["check"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for words in [
        "Field `scorr` is not defined",
        " kinds, ",
        " outcomes, ",
        " score, ",
        "--> themes/ways/templates/part.html:1:13",
    ] {
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
    // Each of its pages says so, and it is told once.
    assert_eq!(ran.err.matches("error[template-error]").count(), 1, "{}", ran.err);
}

#[test]
fn what_is_wrong_with_a_template_is_said_once_and_in_the_same_words_each_time() {
    let call = "{% block main %}{% set one = briefing.sections[0] %}{{ <spread {...one} /> }}{% endblock %}";
    let wrong = themed(&format!("{{% extends \"base.html\" %}}{call}"));
    let [first, second] = [wrong.run(&["check"]), wrong.run(&["check"])];
    assert_eq!(first.err, second.err);
    let names =
        "`criteria`, `first_of_group`, `group`, `nominal`, `parts`, `requisites`, `score`, `unison` in component call";
    assert!(first.err.contains(names), "{}", first.err);
    assert_eq!(first.err.matches("error[template-error]").count(), 1, "{}", first.err);
}
