//! The stages of a build one by one, on a business unit of eight assessments: `cargo bench --bench
//! stages`. One thread, all in memory but what reads and writes files; bytes are those that go in.
#![allow(clippy::unwrap_used, clippy::expect_used)] // a bench measures

#[allow(unreachable_pub, dead_code)] // the tool that writes sites has it too
#[path = "../examples/generate/site/mod.rs"]
mod site;

use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use preread::artifact::Artifact;
use preread::briefing::{self, Reading, Subject};
use preread::chart::group::Group;
use preread::chart::ranges::{self, Ranges, Row};
use preread::fingerprint::Fingerprint;
use preread::model::initiative::Initiative;
use preread::pipeline::{self, Options, Pages, Site, Unit};
use preread::publish::Publisher;
use preread::scoring::totals::Totals;
use preread::source::files::Files;
use preread::source::origin::{Origin, Problems};
use preread::source::settings::{self, Shared};
use preread::source::tree::Tree;
use preread::source::{document, initiative, markdown, syntax};
use preread::values::Arena;
use site::Size;
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// What the benches work on.
struct Bench {
    _folder: TempDir,
    tree: Tree,
    shared_files: Files,
    shared: Shared,
    site: Site,
    id: String,
    files: Files,
    initiative: Initiative,
    unit: Unit,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    site::write(Size { assessments: 8, criteria: 60, observations: 12, lean: false }, folder.path()).unwrap();
    let tree = Tree::new(folder.path());
    let mut problems = Vec::new();
    let shared_files = tree.shared(&mut problems);
    let (site, _) = pipeline::site(&shared_files);
    let (shared, _) = settings::read(&shared_files);
    let id = tree.initiatives(&mut problems).remove(0);
    let files = tree.initiative(&id, &mut problems);
    let initiative = initiative::read(&id, &files, &shared).0.unwrap();
    let unit = pipeline::initiative(&site, &id, &files, Options::default(), Pages::All);
    assert!(problems.is_empty() && unit.diagnostics.is_empty());
    Bench { _folder: folder, tree, shared_files, shared, site, id, files, initiative, unit }
});

fn bytes(files: &Files) -> BytesCount {
    BytesCount::new(files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>())
}

fn pages(artifacts: &[Artifact]) -> BytesCount {
    BytesCount::new(artifacts.iter().map(|artifact| artifact.bytes.len()).sum::<usize>())
}

/// Settings, the model, the theme with its templates and labels: what every run begins with.
#[divan::bench]
fn shared(bencher: Bencher<'_, '_>) {
    let bench = &*BENCH;
    bencher.bench(|| pipeline::site(black_box(&bench.shared_files)));
}

/// All files of the unit, from the disk.
#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let bench = &*BENCH;
    bencher.counter(bytes(&bench.files)).bench(|| bench.tree.initiative(&bench.id, &mut Vec::new()));
}

/// The TOML of all files, as tables with the place of each key.
#[divan::bench]
fn parse_toml(bencher: Bencher<'_, '_>) {
    let problems = Problems::default();
    let parts = parts(&BENCH.files, &problems);
    let bytes: usize = parts.iter().map(|part| part.toml.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for Part { toml, origin, .. } in &parts {
            black_box(syntax::parse(toml, &Arena::new(), origin));
        }
    });
}

/// The Markdown of all files, as trees with links looked up.
#[divan::bench]
fn parse_markdown(bencher: Bencher<'_, '_>) {
    let problems = Problems::default();
    let parts = parts(&BENCH.files, &problems);
    let bytes: usize = parts.iter().map(|part| part.body.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for Part { body, origin, .. } in &parts {
            black_box(markdown::parse(body, &BENCH.files, origin));
        }
    });
}

/// A file taken apart.
struct Part<'a> {
    toml: &'a str,
    body: &'a str,
    origin: Origin<'a>,
}

fn parts<'a>(files: &'a Files, problems: &'a Problems) -> Vec<Part<'a>> {
    let part = |path: &std::sync::Arc<str>| {
        let text = files.text(path).unwrap();
        let (toml, body, offset) = match path.ends_with(".md") {
            true => {
                let taken = document::markdown(text, path, "", problems);
                (taken.toml.unwrap(), taken.body, taken.toml_at)
            }
            false => (text, "", 0),
        };
        Part { toml, body, origin: Origin { file: path.clone(), offset, toml, record: String::new(), problems } }
    };
    files.paths().map(part).collect()
}

/// Files to nouns: TOML, Markdown, and every check on the way.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let Bench { id, files, shared, .. } = &*BENCH;
    bencher.counter(bytes(files)).bench(|| initiative::read(id, black_box(files), shared));
}

/// The scores of eight assessments, as exact fractions.
#[divan::bench]
fn score(bencher: Bencher<'_, '_>) {
    let assessments = &BENCH.initiative.assessments;
    bencher.bench(|| assessments.iter().map(Totals::of).collect::<Vec<_>>());
}

/// The briefings of eight assessments.
#[divan::bench]
fn compose(bencher: Bencher<'_, '_>) {
    let initiative = &BENCH.initiative;
    let totals: Vec<Totals> = initiative.assessments.iter().map(Totals::of).collect();
    let readings: Vec<Reading<'_>> =
        initiative.assessments.iter().zip(&totals).map(|(assessment, totals)| Reading { assessment, totals }).collect();
    let subject = |at: usize| Subject {
        initiative,
        now: *readings.get(at).unwrap(),
        before: at.checked_sub(1).and_then(|at| readings.get(at)).copied(),
        baseline: readings.first().filter(|_| at > 0).copied(),
        as_of: Subject::day_of(initiative, readings.get(at).unwrap().assessment),
        newest: at + 1 == readings.len(),
    };
    bencher.bench_local(|| {
        for at in 0..readings.len() {
            black_box(briefing::compose(subject(at), &BENCH.shared.site));
        }
    });
}

/// Everything up to the pages: parse, score, compose, review.
#[divan::bench(sample_count = 20)]
fn check(bencher: Bencher<'_, '_>) {
    let Bench { site, id, files, .. } = &*BENCH;
    bencher.counter(bytes(files)).bench(|| pipeline::check(site, id, black_box(files), Options::default()));
}

/// Everything with all pages; what it takes longer than `check` is rendering. Bytes are those of the pages.
#[divan::bench(sample_count = 20)]
fn check_and_render(bencher: Bencher<'_, '_>) {
    let Bench { site, id, files, unit, .. } = &*BENCH;
    bencher
        .counter(pages(&unit.artifacts))
        .bench(|| pipeline::initiative(site, id, black_box(files), Options::default(), Pages::All));
}

/// Everything with one page, as a preview asks for it.
#[divan::bench(sample_count = 20)]
fn check_and_render_one_page(bencher: Bencher<'_, '_>) {
    let Bench { site, id, files, unit, .. } = &*BENCH;
    let path =
        unit.artifacts.iter().map(|artifact| &artifact.path).find(|path| path.ends_with("/results.html")).unwrap();
    bencher.bench(|| pipeline::initiative(site, id, black_box(files), Options::default(), Pages::Only(path)));
}

/// A chart with the ranges of thirteen sections, placed and drawn.
#[divan::bench]
fn chart(bencher: Bencher<'_, '_>) {
    let row = |at: u8| Row {
        title: format!("Section number {at}"),
        depth: usize::from(at % 4 == 3),
        points: format!("{at} of 50"),
        range: format!("{at} to 34"),
        line: format!("{at} of 50, {at} to 34"),
        shares: Some([0.3, 0.45, 0.6]),
        target: Some(0.7),
    };
    let ranges = Ranges {
        groups: vec![Group {
            title: "Culture".to_owned(),
            note: String::new(),
            unison: false,
            members: (1..14).map(row).collect(),
        }],
        bands: vec![(0.0, 0.5, "Begun".to_owned()), (0.5, 1.0, "In use".to_owned())],
        edges: vec![(0.0, "0%".to_owned()), (0.5, "50%".to_owned()), (1.0, "100%".to_owned())],
        heads: ["Points".to_owned(), "Range".to_owned()],
    };
    bencher.bench(|| ranges::draw(black_box(&ranges)).unwrap());
}

/// The search of the whole site: all entries from A to Z, and the index.
#[divan::bench]
fn search(bencher: Bencher<'_, '_>) {
    let Bench { site, unit, .. } = &*BENCH;
    let rows = std::slice::from_ref(unit.row.as_ref().unwrap());
    let index = Pages::Only("assets/search-index.js");
    assert_eq!(pipeline::whole(site, rows, Options::default(), index).artifacts.len(), 1);
    bencher.bench(|| pipeline::whole(site, rows, Options::default(), index));
}

/// All pages into a new folder.
#[divan::bench(sample_count = 20)]
fn publish(bencher: Bencher<'_, '_>) {
    let artifacts = &BENCH.unit.artifacts;
    let folder = tempfile::tempdir().unwrap();
    let mut number = 0;
    bencher.counter(pages(artifacts)).bench_local(|| {
        number += 1;
        put(artifacts, &folder.path().join(number.to_string()));
    });
}

/// The same pages into a folder that has them all.
#[divan::bench(sample_count = 20)]
fn publish_the_same(bencher: Bencher<'_, '_>) {
    let artifacts = &BENCH.unit.artifacts;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    put(artifacts, &out);
    bencher.counter(pages(artifacts)).bench_local(|| put(artifacts, &out));
}

fn put(artifacts: &[Artifact], out: &Path) {
    let publisher = Publisher::begin(out).unwrap();
    let batch = publisher.batch("unit");
    batch.add(artifacts).unwrap();
    batch.end(Fingerprint::of(b"the unit"), String::new(), &[]).unwrap();
    publisher.finish().unwrap();
}
