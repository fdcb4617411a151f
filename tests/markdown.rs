//! What a text may do to a page: places stay apart, links stay addresses, and long texts take
//! time in proportion.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use preread::pipeline::{self, Options, Pages};
use preread::source::files::Files;
use support::SiteTest;

const ACTION: &str = "content/one-record/actions/main.md";
const REGISTER: &str = "one-record/actions.html";
const NEWEST: &str = "one-record/2026-10-course-correction";

/// The sample with one more action, which has this text.
fn with_text(body: &str) -> SiteTest {
    let head = "+++\ntitle = \"Main\"\nkind = \"more\"\nrecommended = 2026-05-21\nowner = \"sales-director\"\ndue = 2026-12-18\n\n[[updates]]\ndate = 2026-05-21\nstatus = \"committed\"\n+++\n\n";
    SiteTest::from("").write(ACTION, &format!("{head}{body}\n"))
}

fn assert_places_are_sound(test: &SiteTest) {
    for (name, bytes) in test.files("public").iter().filter(|(name, _)| name.ends_with(".html")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let mut seen = BTreeSet::new();
        for id in values(&text, " id=\"") {
            assert!(seen.insert(id), "{name} has two places called {id}");
        }
        for place in values(&text, "href=\"#") {
            assert!(seen.contains(place), "{name} links to #{place}, which is not there");
        }
    }
}

fn values<'a>(html: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(key).skip(1).map(|rest| rest.split('"').next().unwrap())
}

#[test]
fn no_two_places_on_a_page_have_the_same_name() {
    let observations = "content/one-record/2026-10-course-correction/observations";
    let observation = "+++\ntitle = \"One more\"\nkind = \"gap\"\ncriteria = [\"employees/trust-and-authority\"]\nsource = \"Interviews\"\n+++\n\nWords.\n\n## Note 1\n\nMore.[^a]\n\n[^a]: A note.\n";
    let test = with_text(
        "## Main\n\nWords.[^1] Again.[^1] Also.[^2]\n\n## Note 1\n\n## Ref 1\n\n[^1]: The note.[^1]\n\n    [^2]: Inside.\n\n[^3]: Nobody asks.\n",
    )
    .write(&format!("{observations}/trust-and-authority.md"), observation)
    .write(&format!("{observations}/trust-and-authority-note.md"), observation);
    let ran = test.build();
    assert_places_are_sound(&test);
    let page = ran.page(REGISTER);
    for id in ["_main", "main", "action-main_main", "action-main_note-1", "action-main__note-1", "action-main__ref-1"] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id} is no place of the register");
    }
    ran.expect(REGISTER, "Inside.").expect(REGISTER, "Nobody asks.");
    let page = ran.page(&format!("{NEWEST}/sections/employees.html"));
    for id in ["trust-and-authority", "observation_trust-and-authority", "observation_trust-and-authority_note-1"] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id} is no place of the section");
    }
}

#[test]
fn a_path_and_a_word_with_a_hyphen_are_two_places() {
    use preread::render::address;
    let places = [
        address::anchor("a/b"),
        address::anchor("a-b"),
        address::anchor("observation-b"),
        address::anchor("observation/b"),
        address::observation_anchor("b"),
        address::pattern_anchor("b"),
    ];
    assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{places:?}");
}

#[test]
fn what_is_no_web_address_is_an_error() {
    for link in [
        "http:example.org",
        "https:/example.org",
        "https://",
        "https:///path",
        "https://:80/",
        "https://me@/",
        "<https://exa mple.org/>",
        "https://exa&quot;mple.org/",
        "https:\\\\\\\\example.org",
        "https://[::1/",
        "https://example.org:port/",
    ] {
        let ran = with_text(&format!("[words]({link})")).run(&["check"]);
        assert!(ran.code != 0 && ran.err.contains("is no web address"), "{link}: {}", ran.err);
    }
    for link in
        ["https://example.org/&#1;", "mailto:a&#10;b@example.org", "java&#9;script:alert(1)", "&#1;javascript:a"]
    {
        let ran = with_text(&format!("[words]({link})")).run(&["check"]);
        assert!(ran.code != 0 && ran.err.contains("cannot be seen"), "{link}: {}", ran.err);
    }
}

#[test]
fn what_an_address_may_not_hold_is_written_out() {
    for (link, shown) in [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&amp;d=%20#e"),
        ("<https://example.org/a b>", "https://example.org/a%20b"),
        ("<https://example.org/\"'^`{|}>", "https://example.org/%22'%5E%60%7B%7C%7D"),
        ("<https://example.org/a\\\\b\\<c\\>>", "https://example.org/a%5Cb%3Cc%3E"),
        ("https://example.org/100%/%zz/%4", "https://example.org/100%25/%25zz/%254"),
        ("https://example.org/%é", "https://example.org/%25é"),
        ("<https://example.org/[a]#b#c>", "https://example.org/%5Ba%5D#b%23c"),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("<mailto:a b@example.org>", "mailto:a%20b@example.org"),
    ] {
        let ran = with_text(&format!("[words]({link})")).build();
        let page = ran.page(REGISTER);
        assert!(page.contains(&format!("<a href=\"{shown}\">words</a>")), "{link} is not shown as {shown}");
    }
    let ran = with_text("<me@example.org>").build();
    assert!(ran.page(REGISTER).contains("<a href=\"mailto:me@example.org\">"));
}

#[test]
fn much_html_is_told_in_twenty_one_lines() {
    let ran = with_text(&"<b>bold</b>\n".repeat(100)).run(&["check"]);
    assert_eq!(ran.err.matches("HTML is ").count(), 21, "{}", ran.err);
    assert!(ran.err.contains("80 more times"), "{}", ran.err);
}

/// Lists in lists in quotations; inside the innermost a table, a definition, a link and a task. Every word
/// is another one.
fn nested(quotes: usize, lists: usize) -> (String, Vec<String>) {
    let mut words = Vec::new();
    let mut word = |name: &str| {
        words.push(format!("{name}.{quotes}.{lists}.{}.", words.len()));
        words.last().unwrap().clone()
    };
    let quote = "> ".repeat(quotes);
    let mut text = String::new();
    for depth in 0..lists {
        text += &format!("{quote}{}- {}\n", "  ".repeat(depth), word("item"));
    }
    let inside = format!("{quote}{}", "  ".repeat(lists));
    text += &format!("{inside}\n{inside}| {} | {} |\n{inside}|---|---|\n", word("head"), word("head"));
    text += &format!("{inside}| {} | {} |\n{inside}\n", word("cell"), word("cell"));
    text += &format!("{inside}{}\n{inside}: {}\n{inside}\n", word("term"), word("meaning"));
    text += &format!("{inside}[{}](https://example.org/{})\n{inside}\n", word("words"), word("address"));
    text += &format!("{inside}<!-- secret -->{}\n{inside}\n{inside}- [ ] {}\n\n", word("html"), word("task"));
    (text, words)
}

#[test]
fn however_deep_a_text_nests_every_word_of_it_is_shown() {
    let texts = (0..3).flat_map(|quotes| (0..20).map(move |lists| nested(quotes, lists)));
    let (texts, words): (Vec<String>, Vec<Vec<String>>) = texts.unzip();
    let page = with_text(&texts.join("\n***\n\n")).build().page(REGISTER);
    let lost: Vec<String> = words.concat().into_iter().filter(|word| !page.contains(word)).collect();
    assert!(lost.is_empty() && !page.contains("secret"), "lost: {lost:?}");
}

#[test]
fn every_word_of_an_odd_text_is_shown() {
    for (text, shown) in [
        // A tag that nobody closes ends where the next block begins.
        ("- one <sub>two\n  - three\n- four", ["<sub>two", "three"]),
        ("- one <kbd>two\n  ```\n  three\n  ```", ["<kbd>two", "three"]),
        ("- one <sub>two\n  # three", ["<sub>two", "three"]),
        ("- one <sub>two\n  ***", ["<sub>two", "<hr>"]),
        ("word\n: one <sub>two\n  - three", ["<sub>two", "three"]),
        // Braces behind a heading hold its id, and are shown with what else they hold.
        ("# one {two}", [">one {two}</h", "id=\"action-main_one-two\""]),
        ("one {x}\n===", [">one {x}</h", "id=\"action-main_one-x\""]),
        ("# *one* {#why .two}", ["</em> {#why .two}</h", "id=\"action-main_why\""]),
        ("# {one} two {#why}", [">{one} two</h", "id=\"action-main_why\""]),
        ("[^1]\n\n[^1]: word\n    : meaning\n\n    one {two}\n    ===", [">one {two}</h", "meaning"]),
        // A link without words shows where it leads.
        (
            "[](https://example.org/two \"one\")",
            ["title=\"one\">https://example.org/two</a>", "href=\"https://example.org/two\""],
        ),
        ("# why\n\n[ <!-- --> ](#why)", ["href=\"#action-main_why\"", "#why</a>"]),
        ("[![](../summary.png)](https://example.org)", ["<img", "https://example.org</a>"]),
        // A picture has its title, and code its language.
        ("![one](../summary.png \"two &quot;\")", ["alt=\"one\"", "title=\"two &quot;\""]),
        ("```sql\none\n```", ["class=\"language-sql\"", ">one\n</code>"]),
        // What is no comment, and what follows one.
        ("<!-->one --> two", ["one --&gt;", "two"]),
        ("<!--->one --> two", ["one --&gt;", "two"]),
        ("<!-- secret -->one\n\n<!-- secret\n\nsecret -->two", ["one", "two"]),
    ] {
        let page = with_text(text).build().page(REGISTER);
        let lost: Vec<&str> = shown.into_iter().filter(|words| !page.contains(words)).collect();
        assert!(lost.is_empty() && !page.contains("secret"), "{text}\nis shown without {lost:?}");
    }
}

#[test]
fn what_would_be_shown_nowhere_is_an_error() {
    for (text, said) in [
        ("| one |\n|---|\n| two | three |", "more cells"),
        ("- > | one | two |\n  > |---|---|\n  > | a | b \\| c | `d` | e", "more cells"),
        ("[Anna]: agreed", "no link of the text uses"),
        ("> - [Anna]: agreed\n>   \"to that\"", "no link of the text uses"),
        ("[one]\n\n[One]: https://example.org/1\n[one]: https://example.org/2", "no link of the text uses"),
        ("```sql SELECT\nname\n```", "where code begins"),
        ("<!-- one\n\ntwo", "never ends"),
        ("<div>\none <!-- two\n\nthree --> four", "never ends"),
    ] {
        let ran = with_text(text).run(&["check"]);
        assert!(ran.code != 0 && ran.err.matches("unshown-words").count() == 1, "{text}\n{}", ran.err);
        assert!(ran.err.contains(said), "{text}\n{}", ran.err);
    }
    for text in [
        "| one | two |\n|---|---|\n| a \\| b |\n| a | b |  \n| a | *b* |",
        "[one] [two][ONE] ![three][pic]\n\n[One]: https://example.org '[two]: x'\n[pic]: ../summary.png",
        "[//]: # (one)\n[//]: # (two)\n\n[comment]: <> (three)",
        "`[one]: two`\n\n    [one]: two\n\n- [ ] [x]\n\n\\[one]: two",
        "``` sql \nname\n```",
        // Addresses that are kept for later.
        "one\n\n[later]: https://example.org/later\n[mail]: <mailto:a@example.org>\n[file]: ../summary.png",
    ] {
        with_text(text).build();
    }
}

#[test]
fn a_footnote_is_found_in_capital_letters_too() {
    let test = with_text("Words.[^Note]\n\n[^note]: The note.");
    test.build().expect(REGISTER, "The note.");
    assert_places_are_sound(&test);
}

#[test]
fn footnotes_in_footnotes_have_an_end() {
    with_text(&format!("{}x", (1..8).map(|at| format!("[^{at}]: ")).collect::<String>())).build();
    let ran = with_text(&format!("{}x", "[^1]: ".repeat(1900))).run(&["check"]);
    assert!(ran.code != 0 && ran.err.contains("footnotes stand in footnotes"), "{}", ran.err);
}

/// A text of some length.
type Text<'a> = &'a dyn Fn(usize) -> String;

/// A text ten times as long takes no more than twenty times as long.
#[test]
fn long_texts_take_time_in_proportion() {
    let many = |count: usize, piece: &dyn Fn(usize) -> String| (0..count).map(piece).collect::<String>();
    let broken = |count| many(count, &|at| format!("[a](b{at}.md)\n\n"));
    let lost = |count| many(count, &|at| format!("# H{at}\n\n[a](#x{at})\n\n"));
    let notes = |count| many(count, &|at| format!("word[^{at}]\n\n[^{at}]: note\n\n"));
    let tags = |count| many(count, &|_| "<sub>".to_owned());
    let cases: [(&str, usize, Text<'_>); 4] = [
        ("links to nothing", 2000, &broken),
        ("links to no heading", 2000, &lost),
        ("footnotes", 5000, &notes),
        ("tags", 50_000, &tags),
    ];
    let empty = time(&with_text("Words."));
    for (name, count, text) in cases {
        let few = time(&with_text(&text(count / 10)));
        let all = time(&with_text(&text(count)));
        // What the rest of the site takes is in both, and counts once.
        let (few, all) = (few.saturating_sub(empty).max(empty / 4), all.saturating_sub(empty));
        assert!(all <= few * 20, "{count} {name} take {all:?}, a tenth of them {few:?}");
    }
}

#[test]
fn a_marked_note_says_what_it_is_in_the_language_of_the_report() {
    let kinds = ["note", "tip", "important", "warning", "caution"];
    let text: String =
        kinds.iter().map(|kind| format!("> [!{}]\n> About a {kind}.\n\n", kind.to_uppercase())).collect();
    let test = with_text(&format!("{text}> Only a quotation.\n"));
    let page = test.build().page(REGISTER);
    for (kind, word) in kinds.iter().zip(["Note", "Tip", "Important", "Warning", "Caution"]) {
        let html =
            format!("<blockquote class=\"marked is-{kind}\"><p class=\"kind\">{word}</p>\n<p>About a {kind}.</p>");
        assert!(page.contains(&html), "{html}");
    }
    assert!(page.contains("<blockquote><p>Only a quotation.</p>"));
    let german = test.replace("site.toml", "language = \"en\"", "language = \"de\"").build().page(REGISTER);
    for word in ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"] {
        assert!(german.contains(&format!("<p class=\"kind\">{word}</p>")), "{word}");
    }
}

/// The shortest of three compilations of the site, from the files to the pages.
fn time(test: &SiteTest) -> Duration {
    let mut files = Files::default();
    test.files("").into_iter().for_each(|(path, bytes)| files.insert(path, bytes));
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let (site, _) = pipeline::site(&files);
        let unit = pipeline::initiative(
            &site,
            "one-record",
            &files,
            Options { alone: true, ..Options::default() },
            Pages::All,
        );
        assert!(unit.row.is_some() || !unit.diagnostics.is_empty(), "nothing was compiled");
        start.elapsed()
    });
    runs.min().unwrap()
}
