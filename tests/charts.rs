//! A site in, charts of scores out: what a drawing says, its table says, and `preread score` says;
//! what a drawing cannot carry, the table carries in its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use support::{SiteTest, plain};

const SAMPLE: [&str; 3] = ["2025-03-readiness", "2025-11-calibration", "2026-10-course-correction"];

/// The figure with this id, as HTML.
fn figure<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let start = page.find(&format!("<figure class=\"fig\" id=\"{id}\""))?;
    Some(&page[start..start + page[start..].find("</figure>").unwrap()])
}

/// What a drawing says to who does not see it.
fn said(figure: &str) -> String {
    let start = figure.find("<desc").unwrap();
    plain(&figure[start..start + figure[start..].find("</desc>").unwrap()])
}

/// The rows of a table of numbers without the sums: their heads, and their cells by the titles of the columns.
fn rows(figure: &str) -> Vec<(String, Vec<(String, String)>)> {
    let table = &figure[figure.find("<tbody>").unwrap()..];
    let cell = |cell: &str| {
        let (label, rest) = cell.split_once('"').unwrap();
        (label.to_owned(), plain(&format!("<td {}", rest.split("</td>").next().unwrap())))
    };
    let row = |row: &str| {
        let head = plain(&format!("<tr{}", row.split("</th>").next().unwrap()));
        (head, row.split("data-label=\"").skip(1).map(cell).collect())
    };
    table.split("<tr").skip(1).filter(|row| !row.starts_with(" class=\"total\"")).map(row).collect()
}

fn numbers(words: &str) -> Vec<&str> {
    words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

#[test]
fn what_stands_in_the_table_of_a_chart_its_drawing_says_too() {
    let test = SiteTest::from("");
    let built = test.build();
    let mut cells = 0;
    for assessment in SAMPLE {
        let page = built.page(&format!("one-record/{assessment}/results.html"));
        for id in ["figure_model", "figure_change", "figure_ranges", "figure_requisites"] {
            let Some(figure) = figure(&page, id) else { continue };
            let said = said(figure);
            let all = rows(figure);
            let sections = all.iter().filter(|(head, _)| said.contains(head.as_str()));
            for (head, row) in sections {
                let sentences: String = said.split(". ").filter(|part| part.contains(head.as_str())).collect();
                for (column, words) in row.iter().filter(|(column, _)| id != "figure_model" || column != "Before") {
                    for number in numbers(words) {
                        assert!(
                            numbers(&sentences).contains(&number),
                            "{assessment} {id}: {head}, {column}: {words} is not in: {sentences}"
                        );
                        cells += 1;
                    }
                }
            }
        }
    }
    assert!(cells > 400, "only {cells} numbers were looked at");
}

#[test]
fn tiles_say_what_the_command_says() {
    let test = SiteTest::from("");
    let built = test.build();
    for assessment in SAMPLE {
        let name = format!("one-record/{assessment}");
        let scores: serde_json::Value =
            serde_json::from_str(&test.run(&["score", &name, "--format", "json"]).out).unwrap();
        let page = built.page(&format!("{name}/results.html"));
        let figure = figure(&page, "figure_model").unwrap();
        let (said, rows) = (said(figure), rows(figure));
        let sections: Vec<_> = scores["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|node| node["kind"] == "section" && !node["id"].as_str().unwrap().contains('/'))
            .collect();
        assert_eq!(sections.len(), 9);
        for (section, (head, row)) in sections.into_iter().zip(rows.iter().filter(|(head, _)| !head.contains(": "))) {
            let round = |key: &str| section[key].as_str().unwrap().parse::<f64>().unwrap().round();
            let score = format!("{} of {}", round("mid"), round("possible"));
            assert_eq!((head.as_str(), row[0].1.as_str()), (section["title"].as_str().unwrap(), score.as_str()));
            assert!(said.contains(&format!("{head} {score}, {}", section["level"].as_str().unwrap())), "{said}");
        }
    }
}

/// The cells of the sums in a table of numbers, by the words at their head.
fn sums(figure: &str) -> Vec<(String, Vec<String>)> {
    let sum = |row: &str| {
        let cells = row
            .split("data-label=\"")
            .skip(1)
            .map(|cell| plain(&format!("<td {}", cell.split("</td>").next().unwrap())));
        (
            plain(&format!("<tr{}", row.split("</th>").next().unwrap())),
            cells.map(|cell| cell.split_once('>').map_or(cell.clone(), |(_, words)| words.to_owned())).collect(),
        )
    };
    figure.split("<tr").filter(|row| row.starts_with(" class=\"total\"")).map(sum).collect()
}

#[test]
fn groups_say_what_they_were_before_and_add_up_to_the_whole() {
    let test = SiteTest::from("");
    let built = test.build();
    let page = built.page("one-record/2026-10-course-correction/results.html");
    let sums = sums(figure(&page, "figure_change").unwrap());
    let before: Vec<u32> = sums.iter().map(|(_, cells)| numbers(&cells[0]).join("").parse().unwrap()).collect();
    assert_eq!(
        sums.iter().map(|(head, _)| head.as_str()).collect::<Vec<_>>(),
        ["Culture", "Implementation", "All sections"]
    );
    assert_eq!(before[0] + before[1], before[2], "{sums:?}");
    assert!(sums.iter().all(|(_, cells)| cells[2].starts_with("up")), "{sums:?}");
}

#[test]
fn a_group_of_other_sections_than_before_is_not_compared() {
    let model = |second: &str| {
        let section = |id: &str, group: &str| {
            format!(
                "[[sections]]\nid = \"{id}\"\ntitle = \"{id}\"\n{group}[[sections.criteria]]\nid = \"c\"\ntitle = \"C\"\n"
            )
        };
        format!(
            "title = \"M\"\n[[groups]]\nid = \"g\"\ntitle = \"Together\"\n{}{}",
            section("s", "group = \"g\"\n"),
            section("t", second)
        )
    };
    let assessment = |model: &str, date: &str| {
        format!("model = \"{model}\"\ndate = {date}\nstage = \"calibration\"\n[scores]\ns.c = 40\nt.c = 60\n")
    };
    let compared = |earlier: &str| {
        let test = SiteTest::from("sites/look/one")
            .remove("content/i/a/observations/o.md")
            .write("content/models/m.toml", &model("group = \"g\"\n"))
            .write("content/models/n.toml", &model(""))
            .write("content/i/a/assessment.toml", &assessment(earlier, "2026-01-01"))
            .write("content/i/b/assessment.toml", &assessment("m", "2026-06-01"));
        let built = test.build();
        sums(figure(&built.page("i/b/results.html"), "figure_change").unwrap())[0].clone()
    };
    assert_eq!(compared("m"), ("Together".to_owned(), vec!["50".to_owned(), "50%".to_owned(), "flat".to_owned()]));
    assert_eq!(compared("n"), ("Together".to_owned(), vec!["–".to_owned(), "50%".to_owned(), "–".to_owned()]));
}

#[test]
fn a_first_assessment_has_no_chart_of_change() {
    let test = SiteTest::from("");
    let built = test.build();
    let has = |assessment: &str| {
        figure(&built.page(&format!("one-record/{assessment}/results.html")), "figure_change").is_some()
    };
    assert_eq!(SAMPLE.map(has), [false, true, true]);
}

/// A model with so many sections of one criterion each; the first so many have a score.
fn many(sections: usize, scored: usize) -> SiteTest {
    let mut model = "title = \"M\"\n".to_owned();
    let mut scores = "model = \"m\"\ndate = 2026-01-01\nstage = \"readiness\"\n".to_owned();
    for at in 0..sections {
        model += &format!("[[sections]]\nid = \"s{at}\"\ntitle = \"Section {at}\"\n");
        model += "[[sections.criteria]]\nid = \"c\"\ntitle = \"C\"\n";
        if at < scored {
            scores += &format!("[scores.s{at}]\nc = {at}\n");
        }
    }
    let test =
        SiteTest::from("sites/look/one").remove("content/i/a/observations/o.md").write("content/models/m.toml", &model);
    test.write("content/i/a/assessment.toml", &scores)
}

#[test]
fn too_many_sections_for_a_picture_stand_in_the_open_table() {
    let drawn = |sections: usize| {
        let test = many(sections, sections);
        let built = test.build();
        let page = built.page("i/a/results.html");
        let figure = figure(&page, "figure_model").unwrap().to_owned();
        assert_eq!(rows(&figure).len(), sections);
        (figure.contains("<svg"), figure.contains("<details"))
    };
    assert_eq!(drawn(30), (true, true));
    assert_eq!(drawn(31), (false, false));
}

#[test]
fn a_section_without_a_score_says_so_in_its_tile_and_nowhere_shows_zero() {
    let test = many(3, 2);
    let built = test.build();
    let page = built.page("i/a/results.html");
    let model = figure(&page, "figure_model").unwrap();
    assert!(said(model).contains("Section 2 Not scored yet."), "{}", said(model));
    assert!(model.contains("stroke-dasharray"));
    assert!(!plain(model).contains("0 of"));
    let ranges = figure(&page, "figure_ranges").unwrap();
    assert_eq!(rows(ranges)[2].1[0].1, "Not scored yet");
}

#[test]
fn the_chart_of_requisites_has_the_criteria_of_the_model_in_its_order() {
    let requisites = "[[requisites]]\nid = \"r\"\ntitle = \"Reviewed\"\nquestion = \"Q?\"\nwhy = \"W.\"\n\
                      missing = \"no review\"\n";
    let criteria = "[[sections]]\nid = \"s\"\ntitle = \"S\"\ncriteria = [{ id = \"a\", title = \"A\" }, { id = \"b\", \
                    title = \"B\" }, { id = \"c\", title = \"C\" }]\n";
    let answers = "model = \"m\"\ndate = 2026-01-01\nstage = \"readiness\"\n[scores.s]\na = { score = 10, r = \"no\" }\n\
                   b = { not-applicable = \"None here.\" }\nc = { score = 20, r = \"yes\" }\n";
    let page = |answers: &str| {
        let test = SiteTest::from("sites/look/one")
            .remove("content/i/a/observations/o.md")
            .write("content/models/m.toml", &format!("title = \"M\"\n{requisites}{criteria}"))
            .write("content/i/a/assessment.toml", answers);
        test.build().page("i/a/results.html")
    };
    let asked = page(answers);
    let figure = |page| figure(page, "figure_requisites").unwrap();
    // What nobody looked at is neither met nor missing.
    let unasked = page(&answers.replace(", r = \"yes\"", ""));
    assert_eq!(said(figure(&unasked)), "S, Reviewed: 0 of 1 met, 1 not assessed.");
    assert!(plain(figure(&unasked)).contains("A dot is a criterion that nobody looked at; it is not counted."));
    assert!(!plain(figure(&asked)).contains("A dot is"));
    assert_eq!(said(figure(&asked)), "S, Reviewed: 1 of 2 met.");
    let figure = figure(&asked);
    // The first is empty, the second has no square, the third is full.
    let drawing = &figure[figure.find("class=\"wide\"").unwrap()..];
    let (edge, full) = (drawing.find("f-none s-accent").unwrap(), drawing.find("f-accent").unwrap());
    assert!(edge < full, "{drawing}");
    assert!(plain(figure).contains("A criterion that does not apply has no square."));
}
