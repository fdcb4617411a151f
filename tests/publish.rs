//! What a build writes where: nothing outside its folder, nothing over what is not its own, all of
//! it or nothing; and what is read on the way, which is regular files of the site alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use preread::artifact::Artifact;
use preread::fingerprint::Fingerprint;
use preread::publish::{Published, Publisher, Refused};
use support::SiteTest;

fn file(path: &str, text: &str) -> Artifact {
    Artifact { path: path.to_owned(), bytes: text.to_owned().into() }
}

/// Hands over one batch, made of what its files say.
fn hand_over(publisher: &Publisher, name: &str, files: &[(&str, &str)]) -> Result<(), Refused> {
    let batch = publisher.batch(name);
    files.iter().try_for_each(|(path, text)| batch.add(&[file(path, text)]))?;
    batch.end(origin(files), String::new(), &[]).map(|_| ())
}

fn origin(files: &[(&str, &str)]) -> Fingerprint {
    Fingerprint::of(format!("{files:?}").as_bytes())
}

fn publish(out: &Path, files: &[(&str, &str)]) -> Result<Published, Refused> {
    let publisher = Publisher::begin(out)?;
    hand_over(&publisher, "batch", files)?;
    publisher.finish()
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn text(path: PathBuf) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn several_threads_hand_over_one_batch() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let publisher = Publisher::begin(&out).unwrap();
    let batch = publisher.batch("batch");
    let some = |thread: usize| {
        let one =
            |number: usize| file(&format!("{}/{thread}-{number}.html", number % 3), &format!("{thread} {number}"));
        (0..50).map(one).collect::<Vec<Artifact>>()
    };
    std::thread::scope(|scope| {
        let batch = &batch;
        for thread in 0..4 {
            scope.spawn(move || some(thread).chunks(7).for_each(|some| batch.add(some).unwrap()));
        }
    });
    batch.end(origin(&[]), String::new(), &[]).unwrap();
    assert_eq!(publisher.finish().unwrap(), Published { files: 200, written: 200, removed: 0 });
    for made in (0..4).flat_map(some) {
        assert_eq!(text(out.join(&made.path)).as_bytes(), &made.bytes[..], "{}", made.path);
    }
    // All of them are of the batch: none is left when it is no longer made.
    let published = publish(&out, &[("a.html", "a")]).unwrap();
    assert_eq!(published, Published { files: 1, written: 1, removed: 200 });
}

#[test]
fn a_build_that_fails_midway_puts_everything_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish(&out, &[("a.html", "old a"), ("b.html", "old b"), ("gone/c.html", "old c")]).unwrap();
    let manifest = text(out.join(".preread-manifest"));

    let publisher = Publisher::begin(&out).unwrap();
    let files = [("a.html", "new a"), ("b.html", "new b"), ("new/d.html", "new d"), ("z.html", "new z")];
    hand_over(&publisher, "batch", &files).unwrap();
    let staging = names(folder.path()).into_iter().find(|name| name.starts_with(".preread-public-")).unwrap();
    fs::remove_file(folder.path().join(staging).join("new/z.html")).unwrap();
    assert!(matches!(publisher.finish(), Err(Refused::Io(..))));

    assert_eq!(names(&out), [".preread-manifest", "a.html", "b.html", "gone"]);
    assert_eq!((text(out.join("a.html")), text(out.join("b.html"))), ("old a".to_owned(), "old b".to_owned()));
    assert_eq!((text(out.join("gone/c.html")), text(out.join(".preread-manifest"))), ("old c".to_owned(), manifest));
    assert_eq!(names(folder.path()), ["public"]);
}

#[test]
fn a_first_build_is_there_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let publisher = Publisher::begin(&out).unwrap();
    hand_over(&publisher, "batch", &[("a/a.html", "a"), ("b/b.html", "b")]).unwrap();
    assert!(!out.exists());
    // Someone makes the folder, and puts something there, while the build runs.
    fs::create_dir_all(out.join("b")).unwrap();
    fs::write(out.join("b/b.html"), "mine").unwrap();
    assert!(matches!(publisher.finish(), Err(Refused::Foreign(_))));
    assert_eq!((names(folder.path()), names(&out)), (vec!["public".to_owned()], vec!["b".to_owned()]));
    assert_eq!(text(out.join("b/b.html")), "mine");
}

#[test]
fn a_first_build_into_an_empty_folder_that_fails_midway_leaves_it_empty() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    fs::create_dir(&out).unwrap();
    let publisher = Publisher::begin(&out).unwrap();
    hand_over(&publisher, "batch", &[("a/a.html", "a"), ("b/b.html", "b"), ("c.html", "c")]).unwrap();
    let staging = names(folder.path()).into_iter().find(|name| name.starts_with(".preread-public-")).unwrap();
    fs::remove_file(folder.path().join(staging).join("new/c.html")).unwrap();
    assert!(publisher.finish().is_err());
    assert_eq!((names(folder.path()), names(&out)), (vec!["public".to_owned()], Vec::new()));
}

#[test]
fn a_conflict_that_can_be_foreseen_moves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish(&out, &[("a.html", "old a")]).unwrap();
    let publisher = Publisher::begin(&out).unwrap();
    hand_over(&publisher, "batch", &[("a.html", "new a"), ("z.html", "new z")]).unwrap();
    // Someone puts a file there while the build runs.
    fs::write(out.join("z.html"), "mine").unwrap();
    assert!(matches!(publisher.finish(), Err(Refused::Foreign(_))));
    assert_eq!((text(out.join("a.html")), text(out.join("z.html"))), ("old a".to_owned(), "mine".to_owned()));
}

#[test]
fn one_path_is_not_both_a_file_and_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    for paths in [["a", "a/b"], ["a/b", "a"], ["a", "a"]] {
        let found = publish(&folder.path().join("public"), &paths.map(|path| (path, "x")));
        assert!(matches!(found, Err(Refused::Twice(_))), "{paths:?}: {found:?}");
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_file_that_is_no_longer_made_gives_way_to_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    publish(&out, &[("a", "file")]).unwrap();
    let done = publish(&out, &[("a/b", "below")]).unwrap();
    assert_eq!((done.written, done.removed, text(out.join("a/b"))), (1, 1, "below".to_owned()));
}

#[test]
fn a_second_build_into_the_same_folder_is_refused_while_the_first_runs() {
    let test = SiteTest::starter();
    let first = Publisher::begin(&test.path("public")).unwrap();
    let ran = test.run(&["build"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("another build is writing there"), "{}", ran.err);
    assert!(!test.path("public").exists());
    // Another folder beside it is free.
    assert_eq!(test.run(&["build", "--out", "public-too"]).code, 0);
    drop(first);
    test.build();
    assert!(!names(&test.path("")).iter().any(|name| name.starts_with(".preread-")));
}

#[test]
fn what_a_run_cut_short_left_behind_is_removed_and_nothing_else() {
    let test = SiteTest::starter()
        .write(".preread-public-aB3dE6/new/index.html", "stale")
        .write(".preread-public.lock", "")
        .write(".preread-public-too-aB3dE6/new/index.html", "of another output")
        .write(".preread-public-aB3dE6.txt", "mine");
    test.build();
    let left: Vec<String> = names(&test.path("")).into_iter().filter(|name| name.starts_with(".preread-")).collect();
    assert_eq!(left, [".preread-public-aB3dE6.txt", ".preread-public-too-aB3dE6"]);
    assert!(text(test.path(".gitignore")).contains("/.preread-*"));
}

#[test]
fn a_path_that_leaves_the_folder_or_has_a_control_character_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["", "../a", "/a", "a/../b", "a\nb.html", "a\u{1b}[2J"] {
        let found = publish(&folder.path().join("public"), &[(path, "x")]);
        assert!(matches!(found, Err(Refused::Outside(_))), "{path:?}: {found:?}");
    }
}

#[test]
fn the_output_is_never_among_the_files_of_the_site() {
    let test = SiteTest::starter();
    let before = test.files("");
    let whole = test.path("content/x");
    for out in
        [".", "..", "content", "content/x", "themes", "themes/new/deep", "new/../content/x", whole.to_str().unwrap()]
    {
        let ran = test.run(&["build", "--out", out]);
        assert_eq!(ran.code, 2, "{out}: {}", ran.err);
        assert!(ran.err.contains("choose another --out"), "{out}: {}", ran.err);
    }
    assert_eq!(before, test.files(""));
    assert!(!test.path("themes").exists() && !test.path("new").exists());
    assert_eq!(test.run(&["build", "--out", "content-of-the-report"]).code, 0);
}

#[test]
fn an_output_that_is_a_file_is_named_clearly() {
    let test = SiteTest::starter().write("report", "mine");
    for arguments in [
        vec!["build", "--out", "report"],
        vec!["build", "--out", "report/below"],
        vec!["schema", "--out", "report"],
        vec!["man", "--out", "report"],
        vec!["init", "report"],
    ] {
        let ran = test.run(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("is a file"), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(text(test.path("report")), "mine");
}

#[cfg(unix)]
mod unix {
    use std::fs::OpenOptions;
    use std::os::unix::fs::symlink;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::{SiteTest, fs, names, text};

    const FIRST: &str = "content/first-initiative";

    fn mkfifo(test: &SiteTest, name: &str) {
        assert!(Command::new("mkfifo").arg(test.path(name)).status().unwrap().success());
    }

    /// Runs with a limit of time, for what may wait for ever. Returns exit code and both outputs.
    fn run_soon(test: &SiteTest, arguments: &[&str]) -> (i32, String) {
        let mut command = assert_cmd::Command::cargo_bin("preread").unwrap();
        let ran = command.current_dir(test.path("")).timeout(Duration::from_secs(20)).args(arguments).output().unwrap();
        let code = ran.status.code().unwrap_or_else(|| panic!("{arguments:?} did not end"));
        (code, String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned())
    }

    #[test]
    fn a_linked_folder_in_the_output_is_not_written_through() {
        let test = SiteTest::starter();
        test.build();
        let elsewhere = tempfile::tempdir().unwrap();
        let page = "2026-03-readiness/index.html";
        fs::rename(test.path("public/first-initiative"), elsewhere.path().join("moved")).unwrap();
        symlink(elsewhere.path().join("moved"), test.path("public/first-initiative")).unwrap();
        let there = elsewhere.path().join("moved").join(page);
        fs::write(&there, "mine").unwrap();
        let home = text(test.path("public/index.html"));

        let test = test.replace("site.toml", "title = \"", "title = \"Changed ");
        let ran = test.run(&["build"]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("did not make"), "{}", ran.err);
        assert_eq!((text(there), text(test.path("public/index.html"))), ("mine".to_owned(), home));
    }

    #[test]
    fn nothing_is_removed_through_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (out, elsewhere) = (folder.path().join("public"), folder.path().join("elsewhere"));
        super::publish(&out, &[("a.html", "a"), ("deep/b.html", "b")]).unwrap();
        fs::rename(out.join("deep"), &elsewhere).unwrap();
        symlink(&elsewhere, out.join("deep")).unwrap();
        assert!(matches!(super::publish(&out, &[("a.html", "new")]), Err(super::Refused::Foreign(_))));
        assert_eq!((text(elsewhere.join("b.html")), text(out.join("a.html"))), ("b".to_owned(), "a".to_owned()));
    }

    #[test]
    fn a_page_that_became_a_link_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        super::publish(&out, &[("a.html", "a")]).unwrap();
        fs::rename(out.join("a.html"), folder.path().join("mine.html")).unwrap();
        symlink(folder.path().join("mine.html"), out.join("a.html")).unwrap();
        assert!(matches!(super::publish(&out, &[("a.html", "new")]), Err(super::Refused::Foreign(_))));
        assert_eq!(text(folder.path().join("mine.html")), "a");
        // One that is no longer made is left where it is.
        super::publish(&out, &[("b.html", "b")]).unwrap();
        assert_eq!(names(&out), [".preread-manifest", "a.html", "b.html"]);
    }

    #[test]
    fn an_output_folder_may_itself_be_a_link() {
        let test = SiteTest::starter();
        fs::create_dir(test.path("www")).unwrap();
        symlink(test.path("www"), test.path("public")).unwrap();
        test.build();
        assert!(test.path("www/index.html").is_file());
    }

    #[test]
    fn a_pipe_is_never_waited_for() {
        let test = SiteTest::starter();
        mkfifo(&test, &format!("{FIRST}/actions/pipe.md"));
        let (code, said) = run_soon(&test, &["check", "--format", "short"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("actions/pipe.md:1:1: warning[stray-file]"), "{said}");

        let test = SiteTest::starter().remove("site.toml");
        mkfifo(&test, "site.toml");
        let (_, said) = run_soon(&test, &["check", "--format", "short", "--site", "."]);
        assert!(said.contains("site.toml:1:1: warning[stray-file]"), "{said}");
        let (code, _) = run_soon(&test, &["check", "--site", "."]);
        assert_eq!(code, 1);

        let test = SiteTest::starter();
        fs::create_dir(test.path("public")).unwrap();
        mkfifo(&test, "public/.preread-manifest");
        let (code, said) = run_soon(&test, &["build"]);
        assert_eq!((code, said.contains("did not make")), (2, true), "{said}");

        let test = SiteTest::starter();
        mkfifo(&test, ".preread-public.lock");
        assert_eq!(run_soon(&test, &["build"]).0, 2);
    }

    #[test]
    fn a_linked_site_file_is_not_read() {
        let test = SiteTest::starter();
        fs::rename(test.path("site.toml"), test.path("other.toml")).unwrap();
        symlink(test.path("other.toml"), test.path("site.toml")).unwrap();
        let (code, said) = run_soon(&test, &["check", "--format", "short", "--site", "."]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("site.toml:1:1: warning[stray-file]"), "{said}");
    }

    #[test]
    fn the_folders_that_reading_starts_from_are_no_links() {
        for name in ["content", "content/models", "themes"] {
            let test = SiteTest::starter();
            let elsewhere = tempfile::tempdir().unwrap();
            if name == "content" {
                fs::rename(test.path(name), test.path("moved")).unwrap();
            }
            fs::write(elsewhere.path().join("secret.toml"), "secret = [").unwrap();
            symlink(elsewhere.path(), test.path(name)).unwrap();
            let (_, said) = run_soon(&test, &["check", "--format", "short"]);
            assert_eq!(said.matches(&format!("{name}:1:1: warning[stray-file]")).count(), 1, "{said}");
            assert!(said.contains("is a link") && !said.contains("secret"), "{said}");
        }
    }

    #[test]
    fn a_name_with_a_control_character_is_reported_and_not_read() {
        for name in ["content/first-initiative/actions/a\nb.png", "themes/ours/assets/a\u{1b}[2Jb.png"] {
            let test = SiteTest::starter().write(name, "x");
            for format in ["human", "short", "github"] {
                let (code, said) = run_soon(&test, &["check", "--format", format]);
                assert_eq!(code, 1, "{said}");
                assert!(said.contains("bad-id") && said.contains("control character"), "{said}");
                assert!(!said.contains('\u{1b}') && !said.contains("a\nb") && !said.contains("a%0Ab"), "{said}");
            }
            assert_eq!(test.run(&["build"]).code, 1);
            assert!(!test.path("public").exists());
        }
    }

    /// Runs with both outputs going somewhere. Returns the exit code and what was said.
    fn run_into(test: &SiteTest, arguments: &[&str], out: Stdio, err: Stdio) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_preread"));
        let ran = command.current_dir(test.path("")).args(arguments).stdout(out).stderr(err).spawn().unwrap();
        let ran = ran.wait_with_output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
    }

    fn full() -> Stdio {
        OpenOptions::new().write(true).open("/dev/full").unwrap().into()
    }

    #[test]
    fn data_that_cannot_be_written_is_a_failure() {
        let test = SiteTest::starter();
        for arguments in [
            &["score"][..],
            &["score", "--format", "json"],
            &["score", "--format", "csv"],
            &["schema"],
            &["schema", "site"],
            &["completions", "bash"],
            &["man"],
            &["build", "--format", "json"],
        ] {
            let (code, said) = run_into(&test, arguments, full(), Stdio::piped());
            assert_eq!(code, Some(2), "{arguments:?}: {said}");
            assert!(said.contains("standard output cannot be written"), "{arguments:?}: {said}");
        }
    }

    #[test]
    fn a_reader_that_closes_early_is_no_failure() {
        let test = SiteTest::starter();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(run_into(&test, &["score"], writer.into(), Stdio::piped()), (Some(0), String::new()));
    }

    #[test]
    fn what_cannot_be_said_never_panics() {
        let test = SiteTest::starter();
        for (arguments, code) in [(&["check"][..], 0), (&["build"], 0), (&["score", "nothing"], 2)] {
            assert_eq!(run_into(&test, arguments, Stdio::null(), full()).0, Some(code), "{arguments:?}");
        }
    }
}
