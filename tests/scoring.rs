//! Scores worked out by hand, held against the program from outside.
//!
//! Each folder of `tests/scoring/` is a site with one shape of model. `worked.md` has the
//! arithmetic as a person does it, `expected.json` what follows for `preread score --format json`.
//! There is no way to refresh an expectation from the output, and there should be none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop, and say where"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The columns of the table, which are the fields of a node.
const FIELDS: [&str; 13] = [
    "id",
    "title",
    "kind",
    "possible",
    "low",
    "mid",
    "high",
    "percent",
    "level",
    "target",
    "scored",
    "not_applicable",
    "open",
];

#[test]
fn every_folder_scores_as_it_was_worked_out_by_hand() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let expected = expected(&folder);
        match scored(&folder) {
            Ok(scores) => wrong
                .extend(differences(&expected, &scores).into_iter().map(|line| format!("{}: {line}", name(&folder)))),
            Err(said) => wrong.push(format!("{}: no scores, but\n{said}", name(&folder))),
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_folder_shows_its_arithmetic() {
    assert!(folders().len() >= 25, "a shape of the model format has lost its folder");
    for folder in folders() {
        let worked = fs::read_to_string(folder.join("worked.md")).expect("a folder has its arithmetic");
        let expected = expected(&folder);
        for node in expected["nodes"].as_array().unwrap() {
            let fields: Vec<&String> = node.as_object().unwrap().keys().collect();
            assert_eq!(fields, FIELDS, "{}: the contract of {}", name(&folder), node["id"]);
        }
        // The total is in the text, unless there is none.
        let total = expected["nodes"][0]["mid"].as_str().unwrap_or_default();
        let short = total.get(..total.len().min(5)).unwrap_or_default();
        assert!(worked.contains(short), "{}: worked.md never says {short}", name(&folder));
    }
}

#[test]
fn the_table_for_spreadsheets_has_the_same_numbers() {
    for folder in folders() {
        let json = scored(&folder).expect("the folder has scores");
        let table = run(&folder, &["score", "--format", "csv"]);
        assert!(table.status.success(), "{}: {}", name(&folder), said(&table));
        let mut reader = csv::Reader::from_reader(table.stdout.as_slice());
        assert_eq!(reader.headers().unwrap(), FIELDS.as_slice(), "{}", name(&folder));
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let nodes: Vec<Vec<String>> = json["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| FIELDS.iter().map(|field| text(&node[*field])).collect())
            .collect();
        assert_eq!(rows, nodes, "{}", name(&folder));
    }
}

#[test]
fn the_same_answers_have_another_total_by_sections_than_by_criteria() {
    let (mean, leaves) = (shapes().join("mean"), shapes().join("leaf-mean"));
    let answers = |folder: &Path| fs::read_to_string(folder.join("content/i/a/assessment.toml")).unwrap();
    assert_eq!(answers(&mean), answers(&leaves));
    let total = |folder: &Path| scored(folder).expect("it has scores")["nodes"][0]["percent"].clone();
    assert_eq!((total(&mean), total(&leaves)), (Value::from("53.75"), Value::from("42.5")));
}

#[test]
fn scores_do_not_depend_on_the_order_of_files_of_tables_or_of_keys() {
    for folder in folders() {
        let before = scored(&folder).expect("the folder has scores");
        let copy = TempDir::new().unwrap();
        let mut files = files_below(&folder);
        files.reverse();
        for file in files {
            let to = copy.path().join(file.strip_prefix(&folder).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            let text = fs::read_to_string(&file).unwrap();
            let is_assessment = file.ends_with("assessment.toml");
            let turned = if is_assessment { turned_round(&text) } else { text.clone() };
            assert!(!is_assessment || turned != text, "{}: nothing was turned round", name(&folder));
            fs::write(to, turned).unwrap();
        }
        let after = scored(copy.path()).unwrap_or_else(|said| panic!("{} turned round: {said}", name(&folder)));
        let found = differences(&before, &after);
        assert!(found.is_empty(), "{}\n{}", name(&folder), found.join("\n"));
    }
}

#[test]
fn points_that_are_written_are_counted_or_refused_and_never_passed_over() {
    // Only the criteria state points: 30 of 30 and 0 of 10 are 75 %, not the 50 % of two equal halves.
    let model = r#"
        title = "M"
        [[sections]]
        id = "s"
        title = "S"
        criteria = [{ id = "a", title = "A", points = 30 }, { id = "b", title = "B", points = 10 }]
    "#;
    let site = site_of(model, "[scores.s]\na = 100\nb = 0\n");
    match scored(site.path()) {
        Ok(scores) => assert_eq!(scores["nodes"][0]["percent"], "75"),
        Err(said) => assert!(said.contains("points"), "{said}"),
    }
}

#[test]
fn a_declared_total_is_checked_however_the_scores_combine() {
    for combine in ["points", "mean", "weighted-mean", "leaf-mean"] {
        let model = format!(
            r#"
            title = "M"
            points = 100
            combine = "{combine}"
            [[sections]]
            id = "s"
            title = "S"
            points = 70
            criteria = [{{ id = "a", title = "A" }}]
            [[sections]]
            id = "t"
            title = "T"
            points = 20
            criteria = [{{ id = "b", title = "B" }}]
        "#
        );
        let site = site_of(&model, "[scores.s]\na = 100\n[scores.t]\nb = 0\n");
        let told = scored(site.path()).err().unwrap_or_else(|| panic!("{combine}: 70 + 20 pass for 100"));
        assert!(told.contains("points"), "{combine}: {told}");
    }
}

#[test]
fn the_built_in_model_has_nine_sections_and_the_points_of_the_seed_text() {
    let site = built_in("", &|_| true);
    let scores = scored(site.path()).expect("the built-in model scores");
    let nodes = scores["nodes"].as_array().unwrap();
    let possible: BTreeMap<&str, &str> =
        nodes.iter().map(|node| (node["id"].as_str().unwrap(), node["possible"].as_str().unwrap())).collect();
    let sections: Vec<&str> = nodes
        .iter()
        .filter(|node| node["kind"] == "section")
        .filter_map(|node| node["id"].as_str())
        .filter(|id| !id.contains('/'))
        .collect();
    assert_eq!(sections.len(), 9, "{sections:?}");
    for (id, points) in [
        ("crm-best-practice", "1000"),
        ("policy-and-strategy", "50"),
        ("employees", "100"),
        ("customers", "100"),
        ("partners", "50"),
        ("process", "100"),
        ("results", "300"),
        ("results/financial", "90"),
        ("results/employees", "50"),
        ("results/customer", "120"),
        ("results/partner", "40"),
        ("leadership", "100"),
        ("program-management", "100"),
        ("change-management", "100"),
        ("culture", "700"),
        ("implementation", "300"),
    ] {
        assert_eq!(possible.get(id), Some(&points), "{id}");
    }
    let sum: u32 = sections.iter().map(|id| possible[id].parse::<u32>().expect("whole points")).sum();
    assert_eq!(sum, 1000);
    let criteria = nodes.iter().filter(|node| node["kind"] == "criterion").count();
    assert!((45..=60).contains(&criteria), "{criteria} criteria");
    assert_eq!(nodes[0]["scored"], criteria);
    // Everything was answered with all there is.
    assert_eq!((&nodes[0]["mid"], &nodes[0]["percent"]), (&Value::from("1000"), &Value::from("100")));
    let groups: Vec<&str> =
        nodes.iter().filter(|node| node["kind"] == "group").filter_map(|node| node["id"].as_str()).collect();
    assert_eq!(groups, ["culture", "implementation"]);
}

#[test]
fn scores_are_written_the_way_a_person_would() {
    // The snippet of the design, word for word; the rest of the model is answered with nothing,
    // so that Leadership keeps its 100 points.
    let snippet = r#"
[scores.leadership]
sponsor-engaged = 70                # percent of the criterion's points
vision-shared   = [40, 60]          # a judgement with a range; the range carries into every total
budget-approved = true              # a yes/no criterion: all or nothing
partner-council = { not-applicable = "No partner programme yet." }   # left out, the rest re-weighted; said on the page
[scores.leadership.change-owner]
score = 40
owner = "coo"                       # the three requisites; an owner is met, "none" is not met, no line is not assessed
approach = "partly"
documented = "no"                   # yes, partly or no; partly counts as partly met
note = "Named in the charter, absent since May."
"#;
    let site = built_in(snippet, &|path| !path.starts_with("leadership/"));
    let assessment = site.path().join("content/i/a/assessment.toml");
    let zeros =
        fs::read_to_string(&assessment).unwrap().replace(" = 100\n", " = 0\n").replace(" = true\n", " = false\n");
    fs::write(&assessment, zeros).unwrap();
    let scores = scored(site.path()).expect("the snippet is accepted");
    let row = |id: &str| -> Vec<String> {
        let node = node(&scores, id);
        ["possible", "low", "mid", "high", "percent", "scored", "not_applicable", "open"]
            .iter()
            .map(|field| text(&node[*field]))
            .collect()
    };
    // Four criteria share 100 points: 25 each. 17.5; 10, 12.5, 15; 25; 10.
    assert_eq!(row("leadership/sponsor-engaged"), ["25", "17.5", "17.5", "17.5", "70", "1", "0", "0"]);
    assert_eq!(row("leadership/vision-shared"), ["25", "10", "12.5", "15", "50", "1", "0", "0"]);
    assert_eq!(row("leadership/budget-approved"), ["25", "25", "25", "25", "100", "1", "0", "0"]);
    assert_eq!(row("leadership/partner-council"), ["0", "", "", "", "", "0", "1", "0"]);
    assert_eq!(row("leadership/change-owner"), ["25", "10", "10", "10", "40", "1", "0", "0"]);
    assert_eq!(row("leadership"), ["100", "62.5", "65", "67.5", "65", "4", "1", "0"]);
    // The range carries into the total.
    assert_eq!(row("crm-best-practice")[..5], ["1000", "62.5", "65", "67.5", "6.5"]);
    // The group of three: 300 points.
    assert_eq!(row("implementation")[..4], ["300", "62.5", "65", "67.5"]);
}

#[test]
fn the_difference_between_two_readings_of_a_score_is_told_by_node_and_field() {
    // The helper of this file must itself be able to fail.
    let one: Value = serde_json::from_str(r#"{"model": "m", "nodes": [{"id": "s", "mid": "1"}]}"#).unwrap();
    let two: Value =
        serde_json::from_str(r#"{"model": "m", "nodes": [{"id": "s", "mid": "2"}, {"id": "t"}]}"#).unwrap();
    assert_eq!(differences(&one, &one), Vec::<String>::new());
    assert_eq!(differences(&one, &two), ["s: mid should be \"1\", but is \"2\"", "t should not be there"]);
    assert_eq!(differences(&two, &one), ["s: mid should be \"2\", but is \"1\"", "t is missing"]);
}

// Helpers

fn shapes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scoring")
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(shapes()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn run(site: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_preread"))
        .args(arguments)
        .arg("--site")
        .arg(site)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The scores as JSON, or what the program said instead.
fn scored(site: &Path) -> Result<Value, String> {
    let output = run(site, &["score", "--format", "json"]);
    if output.status.code() != Some(0) {
        return Err(format!("{}: {}", output.status, said(&output)));
    }
    Ok(serde_json::from_slice(&output.stdout).expect("standard output is JSON alone"))
}

fn expected(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("expected.json")).expect("a folder has its expectation");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", name(folder)))
}

fn node<'a>(scores: &'a Value, id: &str) -> &'a Value {
    let nodes = scores["nodes"].as_array().unwrap();
    nodes.iter().find(|node| node["id"] == id).unwrap_or_else(|| panic!("there is no node {id}"))
}

/// A value as the table for spreadsheets writes it.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// What differs, one line each; the order of nodes counts.
fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    compare("", expected, found, &mut lines);
    let ids = |value: &Value| -> Vec<String> {
        value["nodes"].as_array().into_iter().flatten().map(|node| text(&node["id"])).collect()
    };
    let (wanted, have) = (ids(expected), ids(found));
    for (at, id) in wanted.iter().enumerate() {
        match have.iter().position(|other| other == id) {
            Some(place) => compare(&format!("{id}: "), &expected["nodes"][at], &found["nodes"][place], &mut lines),
            None => lines.push(format!("{id} is missing")),
        }
    }
    lines.extend(have.iter().filter(|id| !wanted.contains(id)).map(|id| format!("{id} should not be there")));
    if lines.is_empty() && wanted != have {
        lines.push(format!("the order should be {wanted:?}, but is {have:?}"));
    }
    lines
}

fn compare(before: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    let (wanted, have) = (expected.as_object().expect("an object"), found.as_object().expect("an object"));
    for (field, value) in wanted.iter().filter(|(field, _)| *field != "nodes") {
        match have.get(field) {
            Some(other) if other == value => {}
            Some(other) => lines.push(format!("{before}{field} should be {value}, but is {other}")),
            None => lines.push(format!("{before}{field} is missing")),
        }
    }
    lines.extend(
        have.keys()
            .filter(|field| !wanted.contains_key(*field))
            .map(|field| format!("{before}{field} should not be there")),
    );
}

/// The same TOML with its tables, and the keys in each of them, in the opposite order.
fn turned_round(toml: &str) -> String {
    let mut tables: Vec<Vec<&str>> = vec![Vec::new()];
    for line in toml.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('[') {
            tables.push(vec![line]);
        } else {
            tables.last_mut().unwrap().push(line);
        }
    }
    let head = tables.remove(0);
    let mut lines: Vec<&str> = head.into_iter().rev().collect();
    for table in tables.iter().rev() {
        lines.push(table[0]);
        lines.extend(table[1..].iter().rev());
    }
    lines.join("\n") + "\n"
}

/// A site with a model `m` and one assessment.
fn site_of(model: &str, scores: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let to = folder.path().join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    };
    write("site.toml", "title = \"A site\"\n");
    write("content/models/m.toml", model);
    write(
        "content/i/initiative.toml",
        "title = \"Initiative\"\n[[people]]\nid = \"coo\"\nrole = \"Chief operating officer\"\n",
    );
    let head = "model = \"m\"\ndate = 2026-01-15\nstage = \"calibration\"\n";
    write("content/i/a/assessment.toml", &format!("{head}{scores}"));
    folder
}

/// A site with the built-in model; `extra` scores, and all there is for every criterion that is chosen.
fn built_in(extra: &str, chosen: &dyn Fn(&str) -> bool) -> TempDir {
    const YES_NO: [&str; 5] = [
        "policy-and-strategy/case-for-change",
        "results/financial/benefits-defined",
        "leadership/budget-approved",
        "program-management/program-manager",
        "change-management/change-lead",
    ];
    let site = site_of("", "");
    fs::remove_file(site.path().join("content/models/m.toml")).unwrap();
    let assessment = site.path().join("content/i/a/assessment.toml");
    let head = "model = \"crm-best-practice\"\ndate = 2026-01-15\nstage = \"calibration\"\n";
    fs::write(&assessment, head).unwrap();
    let mut tables: BTreeMap<String, String> = BTreeMap::new();
    for node in scored(site.path()).expect("an assessment may have no scores yet")["nodes"].as_array().unwrap() {
        let id = node["id"].as_str().unwrap();
        if node["kind"] == "criterion" && chosen(id) {
            let (section, criterion) = id.rsplit_once('/').unwrap();
            let all = if YES_NO.contains(&id) { "true" } else { "100" };
            *tables.entry(section.replace('/', ".")).or_default() += &format!("{criterion} = {all}\n");
        }
    }
    let scores: String = tables.iter().map(|(section, lines)| format!("[scores.{section}]\n{lines}")).collect();
    fs::write(&assessment, format!("{head}{extra}\n{scores}")).unwrap();
    site
}
