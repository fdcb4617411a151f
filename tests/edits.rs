//! A build after an edit: the same bytes as a build of everything, the same words, and no work on
//! what did not change; also when somebody laid hands on the output, and when a build was cut short.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::{Ran, SiteTest};

/// Three small initiatives with a model and a theme of their own, a fourth with observations and an
/// image, links from one to another, and some warnings.
fn mixed() -> SiteTest {
    let test = SiteTest::from("sites/portfolio");
    let starter = SiteTest::starter();
    for (name, bytes) in starter.files("content/first-initiative") {
        put(&test.path(&format!("content/west/{name}")), &bytes);
    }
    let image = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/one-record/summary.png");
    put(&test.path("content/west/plan.png"), &fs::read(image).unwrap());
    test.replace("site.toml", "as_of = 2026-06-01", "as_of = 2026-06-01\ntheme = \"ours\"\n")
        .write("themes/ours/theme.toml", "title = \"Ours\"\n")
        .write("themes/ours/assets/own.css", ".lead { font-style: italic }\n")
        .write(
            "content/west/actions/look.md",
            "+++\ntitle = \"Look at the plan\"\nkind = \"more\"\nrecommended = 2026-02-10\n+++\n![The plan](../plan.png)\n",
        )
        .write(
            "content/south/actions/read.md",
            "+++\ntitle = \"Read\"\nkind = \"more\"\nrecommended = 2026-02-10\n+++\nSee [the start](../../north/actions/start.md).\n",
        )
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Builds into the old output and into a new one, and expects the same of both.
fn build_both(test: &SiteTest, more: &[&str], why: &str) -> Ran {
    let run = |out: &str| test.run(&[&["build", "--format", "short", "--out", out], more].concat());
    let before = test.files("public");
    let (edited, fresh) = (run("public"), run("fresh"));
    assert_eq!((edited.code, &edited.out), (fresh.code, &fresh.out), "{why}: {}", edited.err);
    if edited.code == 0 {
        assert_same(&test.files("public"), &test.files("fresh"), why);
        assert_eq!(count(&edited.err), count(&fresh.err), "{why}");
        fs::remove_dir_all(test.path("fresh")).unwrap();
    } else {
        assert_same(&test.files("public"), &before, why);
        assert!(!test.path("fresh").exists(), "{why}");
    }
    let left = fs::read_dir(test.path("")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with(".preread-")).count(), 0, "{why}");
    edited
}

fn assert_same(some: &BTreeMap<String, Vec<u8>>, others: &BTreeMap<String, Vec<u8>>, why: &str) {
    let (names, other_names): (Vec<&String>, Vec<&String>) = (some.keys().collect(), others.keys().collect());
    assert_eq!(names, other_names, "{why}");
    for (name, bytes) in some {
        assert!(*bytes == others[name], "{why}: {name} differs");
    }
}

/// “61 files”, from what a build said last.
fn count(said: &str) -> String {
    said.split(" in ").next().unwrap_or_default().to_owned()
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// Files below a folder of the site whose names end so.
fn ending(test: &SiteTest, folder: &str, end: &str) -> Vec<PathBuf> {
    let names = test.files(folder).into_keys().filter(|name| name.ends_with(end) && !name.starts_with("fresh"));
    names.map(|name| test.path(folder).join(name)).collect()
}

/// One edit. Returns what it was.
fn edit(test: &SiteTest, chance: &mut Chance, step: usize) -> String {
    let texts = ending(test, "content", ".md");
    let folders: Vec<PathBuf> = fs::read_dir(test.path("content"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && !path.ends_with("models"))
        .collect();
    let append = |path: &Path, words: &str| {
        let text = fs::read_to_string(path).unwrap();
        fs::write(path, format!("{text}{words}")).unwrap();
    };
    match chance.below(14) {
        0 | 1 if !texts.is_empty() => {
            let path = chance.one(&texts);
            append(path, &format!("\nMore is known at step {step}.\n"));
            format!("{step}: more in {}", path.display())
        }
        2 if !texts.is_empty() => {
            let path = chance.one(&texts);
            fs::rename(path, path.with_file_name(format!("renamed-{step}.md"))).unwrap();
            format!("{step}: renamed {}", path.display())
        }
        3 if texts.len() > 3 => {
            let path = chance.one(&texts);
            fs::remove_file(path).unwrap();
            format!("{step}: removed {}", path.display())
        }
        4 => {
            let folder = chance.one(&folders);
            let text = format!(
                "+++\ntitle = \"Act at {step}\"\nkind = \"less\"\nrecommended = 2026-02-10\n+++\nBecause of {step}.\n"
            );
            put(&folder.join(format!("actions/added-{step}.md")), text.as_bytes());
            format!("{step}: an action added in {}", folder.display())
        }
        5 => {
            append(&test.path("themes/ours/assets/own.css"), &format!(".step-{step} {{ color: inherit }}\n"));
            format!("{step}: a style")
        }
        6 => {
            let text = format!("{{% extends \"built-in/base.html\" %}}{{% block foot %}}Step {step}{{% endblock %}}");
            put(&test.path("themes/ours/templates/base.html"), text.as_bytes());
            format!("{step}: a template")
        }
        7 => {
            let text = fs::read_to_string(test.path("content/models/five.toml")).unwrap();
            put(&test.path("content/models/five.toml"), text.replace("Plan\"", &format!("Plan {step}\"")).as_bytes());
            format!("{step}: the model")
        }
        8 => {
            let text = fs::read_to_string(test.path("site.toml")).unwrap();
            put(&test.path("site.toml"), text.replace("title = \"", &format!("title = \"{step} ")).as_bytes());
            format!("{step}: the title of the site")
        }
        9 if folders.len() > 1 => {
            let folder = chance.one(&folders);
            fs::rename(folder, folder.with_file_name(format!("moved-{step}"))).unwrap();
            format!("{step}: renamed {}", folder.display())
        }
        10 => {
            let from = chance.one(&folders);
            for path in ending(test, &format!("content/{}", from.file_name().unwrap().to_str().unwrap()), "") {
                let name = path.strip_prefix(from).unwrap();
                put(&test.path(&format!("content/copy-{step}")).join(name), &fs::read(&path).unwrap());
            }
            format!("{step}: copied {}", from.display())
        }
        11 if folders.len() > 1 => {
            let folder = chance.one(&folders);
            fs::remove_dir_all(folder).unwrap();
            format!("{step}: removed {}", folder.display())
        }
        12 => {
            let made = ending(test, "public", "");
            if made.is_empty() {
                return format!("{step}: nothing is made yet");
            }
            let path = chance.one(&made);
            match chance.below(3) {
                _ if path.ends_with(".preread-manifest") => {}
                0 => fs::remove_file(path).unwrap(),
                1 => append(path, "damage"),
                _ => fs::write(path, vec![b' '; fs::metadata(path).unwrap().len() as usize]).unwrap(),
            }
            format!("{step}: damaged {}", path.display())
        }
        _ => format!("{step}: nothing"),
    }
}

#[test]
fn after_any_edit_the_report_is_that_of_a_build_of_everything() {
    for seed in [1, 42] {
        let test = mixed();
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ seed);
        let first = build_both(&test, &[], "the first");
        assert!(first.out.contains("warning["), "some warnings are to be said again and again: {}", first.out);
        let mut refused = 0;
        for step in 1..=12 {
            let before = sources(&test);
            let why = format!("seed {seed}, {}", edit(&test, &mut chance, step));
            let day = ["", "--as-of=2026-07-15"][usize::from(chance.below(6) == 0)];
            let more: Vec<&str> = [day].into_iter().filter(|day| !day.is_empty()).collect();
            if build_both(&test, &more, &why).code != 0 {
                // One error would keep all edits after it from being seen.
                refused += 1;
                for folder in ["content", "themes"] {
                    fs::remove_dir_all(test.path(folder)).unwrap();
                }
                before.iter().for_each(|(name, bytes)| put(&test.path(name), bytes));
            }
        }
        assert!(refused < 6, "of 12 edits {refused} were errors");
    }
}

/// Every file that the report is made from.
fn sources(test: &SiteTest) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::from([("site.toml".to_owned(), fs::read(test.path("site.toml")).unwrap())]);
    for folder in ["content", "themes"] {
        files.extend(test.files(folder).into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    }
    files
}

#[test]
fn from_one_initiative_to_two_and_back_the_first_page_is_right() {
    let test = SiteTest::starter();
    build_both(&test, &[], "one");
    for (name, bytes) in test.files("content/first-initiative") {
        put(&test.path(&format!("content/second/{name}")), &bytes);
    }
    build_both(&test, &[], "two").expect_portfolio();
    let test = test.remove("content/second");
    build_both(&test, &[], "one again");
    assert!(!test.path("public/second").exists());
}

trait ExpectPortfolio {
    fn expect_portfolio(&self);
}

impl ExpectPortfolio for Ran {
    fn expect_portfolio(&self) {
        assert!(self.page("index.html").contains("second/index.html"));
    }
}

#[test]
fn an_older_manifest_is_that_of_a_report_about_which_nothing_is_known() {
    let test = mixed();
    test.build();
    let manifest = fs::read_to_string(test.path("public/.preread-manifest")).unwrap();
    let made: BTreeSet<String> = test.files("public").into_keys().filter(|name| !name.starts_with('.')).collect();
    let list: Vec<&str> = made.iter().map(String::as_str).chain(["gone/page.html"]).collect();
    put(&test.path("public/gone/page.html"), b"of an earlier version");
    put(&test.path("public/.preread-manifest"), format!("preread manifest 1\n{}\n", list.join("\n")).as_bytes());
    fs::remove_dir_all(test.path("public/.preread-rows")).unwrap();
    let ran = test.build();
    assert!(ran.err.contains("0 new or changed, 1 removed"), "{}", ran.err);
    assert_eq!(fs::read_to_string(test.path("public/.preread-manifest")).unwrap(), manifest);
    build_both(&test, &[], "after an older manifest");
}

#[test]
fn the_manifest_names_no_clock_and_no_place_of_the_machine() {
    let (one, other) = (mixed(), mixed());
    one.build();
    other.build();
    other.build();
    assert_same(&one.files("public"), &other.files("public"), "two machines, two days");
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::os::unix::fs::MetadataExt;
    use std::process::{Command, Stdio};
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    /// Seals the manifest as it is now, as if all that was done to the output were right.
    fn seal(test: &SiteTest) {
        let path = test.path("public/.preread-manifest");
        std::thread::sleep(Duration::from_millis(20));
        let touch = test.path("touch");
        fs::write(&touch, "").unwrap();
        let now = fs::metadata(&touch).unwrap();
        fs::remove_file(touch).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        let whole = u64::try_from(now.mtime() * 1000 + now.mtime_nsec() / 1_000_000).unwrap() * 1_000_000;
        let mark = fs::metadata(&path).unwrap().ino() % 10_000 * 100;
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified(UNIX_EPOCH + Duration::from_nanos(whole + mark)).unwrap();
    }

    /// What a file is to the disk.
    fn identity(path: &Path) -> (u64, i64, i64) {
        let metadata = fs::metadata(path).unwrap();
        (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
    }

    #[test]
    fn what_did_not_change_is_neither_made_nor_read_again() {
        let test = mixed();
        test.build();
        // Damage that a seal says is none can only be seen by making the pages again.
        let pages = ["public/north/index.html", "public/search.html", "public/south/actions.html"];
        pages.iter().for_each(|page| fs::write(test.path(page), "damaged").unwrap());
        seal(&test);
        let before: Vec<_> = ending(&test, "public", "").iter().map(|path| identity(path)).collect();
        let ran = test.build();
        assert!(ran.err.contains("all as before"), "{}", ran.err);
        let after: Vec<_> = ending(&test, "public", "").iter().map(|path| identity(path)).collect();
        assert!(before == after, "a file was touched");
        let damaged = || pages.map(|page| fs::read(test.path(page)).unwrap() == b"damaged");
        assert_eq!(damaged(), [true, true, true]);

        // One initiative changes, and with its title what belongs to the whole site.
        let test = test.replace("content/north/initiative.toml", "North", "Far North");
        test.build();
        let damaged = || pages.map(|page| fs::read(test.path(page)).unwrap() == b"damaged");
        assert_eq!(damaged(), [false, false, true]);

        // What all share changes.
        let test = test.replace("site.toml", "Two initiatives", "2 initiatives");
        build_both(&test, &[], "a new title");
        assert!(fs::read(test.path(pages[2])).unwrap() != b"damaged");
    }

    #[test]
    fn a_text_that_no_list_shows_leaves_the_lists_alone() {
        let test = mixed();
        test.build();
        fs::write(test.path("public/search.html"), "damaged").unwrap();
        seal(&test);
        let start = "content/north/actions/start.md";
        let text = fs::read_to_string(test.path(start)).unwrap();
        let many: String = (0..40).map(|n| format!(" number{n}word")).collect();
        let test = test.write(start, &format!("{text}{many}"));
        let ran = test.build();
        ran.expect("north/actions.html", "number39word");
        // The words of a long text are cut, so that a longer one is the same in the index.
        let test = test.write(start, &format!("{text}{many} and one more"));
        fs::write(test.path("public/search.html"), "damaged").unwrap();
        seal(&test);
        let ran = test.build();
        ran.expect("north/actions.html", "and one more");
        assert_eq!(ran.page("search.html"), "damaged");
    }

    #[test]
    fn a_file_that_somebody_touched_is_as_it_should_be_after_the_next_build() {
        let test = mixed();
        test.build();
        test.build();
        let page = "public/north/2026-02-readiness/index.html";
        let right = fs::read(test.path(page)).unwrap();
        let other = "public/north/owners.html";
        let harms: [(&str, &dyn Fn()); 8] = [
            ("changed", &|| fs::write(test.path(page), "changed").unwrap()),
            ("as long as before", &|| fs::write(test.path(page), vec![b'x'; right.len()]).unwrap()),
            ("changed and set back in time", &|| {
                fs::write(test.path(page), vec![b'x'; right.len()]).unwrap();
                File::options().write(true).open(test.path(page)).unwrap().set_modified(UNIX_EPOCH).unwrap();
            }),
            ("removed", &|| fs::remove_file(test.path(page)).unwrap()),
            ("its folder removed", &|| fs::remove_dir_all(test.path("public/north")).unwrap()),
            ("another in its place", &|| {
                fs::copy(test.path(other), test.path("elsewhere")).unwrap();
                fs::rename(test.path("elsewhere"), test.path(page)).unwrap();
            }),
            ("folders swapped", &|| {
                let folders = ["public/north", "public/south"];
                let own = folders.map(|folder| test.files(folder));
                fs::rename(test.path(folders[0]), test.path("public/tmp")).unwrap();
                fs::rename(test.path(folders[1]), test.path(folders[0])).unwrap();
                fs::rename(test.path("public/tmp"), test.path(folders[1])).unwrap();
                // What is not of this place would only be in the way.
                for (folder, own) in folders.iter().zip(own) {
                    let strange = test.files(folder).into_keys().filter(|name| !own.contains_key(name));
                    strange.for_each(|name| fs::remove_file(test.path(folder).join(name)).unwrap());
                    let _ = fs::remove_dir(test.path(folder).join("2026-02-readiness/sections"));
                    let _ = fs::remove_dir(test.path(folder).join("2026-02-readiness"));
                }
            }),
            ("rows lost", &|| {
                fs::remove_dir_all(test.path("public/.preread-rows")).unwrap();
                fs::remove_file(test.path("public/search.html")).unwrap();
            }),
        ];
        for (what, harm) in harms {
            harm();
            build_both(&test, &[], what);
            let again = test.build();
            assert!(again.err.contains("all as before"), "{what}: {}", again.err);
        }
    }

    #[test]
    fn a_copy_is_not_taken_for_what_it_was_copied_from() {
        for (how, arguments) in [("kept times", "-a"), ("new times", "-r"), ("the same files", "-al")] {
            let test = mixed();
            test.build();
            test.build();
            let page = "north/index.html";
            let right = fs::read(test.path("public").join(page)).unwrap();
            fs::write(test.path("public").join(page), vec![b'x'; right.len()]).unwrap();
            // The damaged page is copied first, and the manifest last.
            let from = test.path("public");
            let to = test.path("copy");
            fs::create_dir(&to).unwrap();
            for entry in fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path()) {
                if !entry.ends_with(".preread-manifest") {
                    assert!(Command::new("cp").arg(arguments).arg(&entry).arg(&to).status().unwrap().success());
                }
            }
            std::thread::sleep(Duration::from_millis(30));
            let manifest = from.join(".preread-manifest");
            assert!(Command::new("cp").arg(arguments).arg(&manifest).arg(&to).status().unwrap().success());
            for out in ["copy", "public"] {
                let ran = test.run(&["build", "--out", out]);
                assert_eq!(ran.code, 0, "{}", ran.err);
                assert!(fs::read(test.path(out).join(page)).unwrap() == right, "{how}: {out}");
            }
        }
    }

    #[test]
    fn rights_that_were_set_on_everything_hide_no_damage() {
        let test = mixed();
        test.build();
        test.build();
        let page = test.path("public/north/index.html");
        let right = fs::read(&page).unwrap();
        fs::write(&page, vec![b'x'; right.len()]).unwrap();
        assert!(Command::new("chmod").args(["-R", "a+rX"]).arg(test.path("public")).status().unwrap().success());
        test.build();
        assert!(fs::read(&page).unwrap() == right);
    }

    #[test]
    fn a_foreign_file_in_the_way_of_what_did_not_change_is_refused_as_ever() {
        let test = mixed();
        test.build();
        test.build();
        let page = test.path("public/north/index.html");
        fs::rename(&page, test.path("mine.html")).unwrap();
        std::os::unix::fs::symlink(test.path("mine.html"), &page).unwrap();
        let ran = test.run(&["build"]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("did not make"), "{}", ran.err);
    }

    #[test]
    fn of_many_files_in_the_way_the_first_is_named_each_time() {
        let test = SiteTest::from("");
        test.build();
        let report = test.report();
        let pages: Vec<&String> = report.keys().filter(|path| path.ends_with("/briefing.html")).collect();
        assert!(pages.len() > 2);
        for page in &pages {
            fs::remove_file(test.path("public").join(page)).unwrap();
            std::os::unix::fs::symlink("/dev/null", test.path("public").join(page)).unwrap();
        }
        for _ in 0..10 {
            let ran = test.run(&["build"]);
            assert_eq!(ran.code, 2, "{}", ran.err);
            let first = format!("public/{} holds files that preread did not make", pages[0]);
            assert!(ran.err.contains(&first), "{}", ran.err);
        }
    }

    #[test]
    fn a_build_that_is_killed_at_any_moment_leaves_what_the_next_makes_right() {
        let test = mixed();
        test.build();
        let mut cut = 0;
        for round in 0..30 {
            // Everything changes, so that there is much to move.
            let title = if round % 2 == 0 { "title = \"Even" } else { "title = \"Odd" };
            let text = fs::read_to_string(test.path("site.toml")).unwrap();
            let rest = text.split_once('\n').unwrap().1;
            put(&test.path("site.toml"), format!("{title}\"\n{rest}").as_bytes());
            let mut child = Command::new(env!("CARGO_BIN_EXE_preread"))
                .current_dir(test.path(""))
                .args(["build", "--quiet"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            // Until it moves files there is nothing to leave half done.
            let staging = || {
                let names = fs::read_dir(test.path("")).unwrap().map(|entry| entry.unwrap().path());
                names.filter(|path| path.join("old").exists()).count() > 0
            };
            while child.try_wait().unwrap().is_none() && !staging() {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_micros(round * 40));
            let _ = child.kill();
            cut += usize::from(!child.wait().unwrap().success());
            if round % 3 == 0 {
                // Somebody changes something before the next build.
                put(&test.path("content/south/actions/later.md"), LATER.replace("{}", &round.to_string()).as_bytes());
            }
            if round % 5 == 4 {
                build_both(&test, &[], &format!("after being killed, round {round}"));
            }
        }
        build_both(&test, &[], "at the end");
        assert!(cut > 5, "only {cut} of 30 builds were cut short");
    }

    const LATER: &str = "+++\ntitle = \"Later {}\"\nkind = \"more\"\nrecommended = 2026-02-10\n+++\nLater.\n";
}
