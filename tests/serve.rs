//! The live preview from outside: the program runs, and a plain socket asks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use support::{SiteTest, plain};

/// How long anything that must happen is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing must happen. Longer than the preview takes to look, and to look again.
const SILENCE: Duration = Duration::from_millis(1500);

const HOME: &str = "/first-initiative/index.html";
const ASSESSMENT: &str = "content/first-initiative/2026-03-readiness/assessment.toml";
const FINDING: &str = "We know why we want to start.";

/// A preview that runs.
struct Preview {
    site: SiteTest,
    child: Child,
    port: u16,
    said: Receiver<String>,
}

/// An answer.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

/// A stream of events, each as the moment it came.
struct Events(Receiver<Instant>);

impl Preview {
    fn of(site: SiteTest) -> Self {
        Self::with(site, &[])
    }

    /// Starts on a port of its own, and waits until everything is read.
    fn with(site: SiteTest, arguments: &[&str]) -> Self {
        let mut preview = Self::start(site, arguments);
        preview.hear("Everything is read");
        preview
    }

    fn start(site: SiteTest, arguments: &[&str]) -> Self {
        Self::call(site, &[&["--port", "0"], arguments].concat())
    }

    fn call(site: SiteTest, arguments: &[&str]) -> Self {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("preread"))
            .arg("serve")
            .args(arguments)
            .current_dir(site.path("."))
            .env_remove("SOURCE_DATE_EPOCH")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = mpsc::channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut preview = Self { site, child, port: 0, said };
        let line = preview.hear("Live preview of ");
        preview.port = line.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        preview
    }

    /// Waits until a line with some words is said.
    fn hear(&mut self, words: &str) -> String {
        let mut before = String::new();
        loop {
            match self.said.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => before.push_str(&format!("{line}\n")),
                Err(_) => panic!("`{words}` was never said, but:\n{before}"),
            }
        }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// What is answered to a whole request.
    fn ask(&self, request: &str) -> Answer {
        let mut bytes = Vec::new();
        self.send(request).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer to {request}: {text}"));
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers =
            lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_owned(), value.to_owned()));
        Answer { status, headers: headers.collect(), body: body.to_owned() }
    }

    fn request(&self, method: &str, path: &str, more: &str) -> Answer {
        let port = self.port;
        self.ask(&format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{more}\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "")
    }

    /// The words of a page.
    fn words(&self, path: &str) -> String {
        plain(&self.get(path).body)
    }

    /// Waits until a page says something, asking again at every event.
    fn wait_for(&self, path: &str, words: &str) -> Answer {
        self.wait_until(path, &format!("never said `{words}`"), |answer| plain(&answer.body).contains(words))
    }

    fn wait_until(&self, path: &str, otherwise: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        let events = self.events();
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            assert!(began.elapsed() < PATIENCE, "{path} {otherwise}: {} {}", answer.status, plain(&answer.body));
            // What came before is in the page already asked for, so an event may also be missed here.
            let _ = events.0.recv_timeout(Duration::from_secs(1));
        }
    }

    /// Listens, and has heard the first event, which says that the preview listens too.
    fn events(&self) -> Events {
        let port = self.port;
        let stream = self.send(&format!("GET /_preread/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
        let (sender, events) = mpsc::channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(stream).lines().map_while(Result::ok);
            lines.filter(|line| line.starts_with("data:")).try_for_each(|_| sender.send(Instant::now()))
        });
        events.recv_timeout(PATIENCE).expect("a stream begins with an event");
        Events(events)
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let path = self.site.path(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} does not contain {from}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.site.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Events {
    fn next(&self) {
        self.0.recv_timeout(PATIENCE).expect("an event");
    }

    /// How many come before it is silent.
    fn until_silence(&self) -> usize {
        std::iter::from_fn(|| self.0.recv_timeout(SILENCE).ok()).count()
    }

    fn none(&self) {
        assert_eq!(self.0.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout));
    }
}

/// A second initiative, so that there is a portfolio.
fn two() -> SiteTest {
    let site = SiteTest::starter();
    let from = site.path("content/first-initiative");
    copy(&from, &site.path("content/second-initiative"));
    site
}

fn copy(from: &PathBuf, to: &PathBuf) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to) } else { fs::copy(from, to).map(drop).unwrap() }
    }
}

#[test]
fn the_pages_are_those_of_the_report() {
    let preview = Preview::of(SiteTest::starter());
    let ran = preview.site.run(&["build", "--as-of", "today", "--out", "public"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = preview.site.files("public");
    assert!(report.len() > 30);
    for (path, bytes) in report.iter().filter(|(path, _)| !path.starts_with('.')) {
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if !path.ends_with(".html") {
            assert_eq!(answer.body, *text, "{path}");
            continue;
        }
        let (body, added) = answer.body.split_once("<preread-preview").unwrap();
        let body = body.split_once("<title>").unwrap().1;
        let own = text.split_once("<title>").unwrap().1;
        assert_eq!(own.strip_prefix(body).unwrap().trim(), "</body>\n</html>", "{path}");
        assert!(added.contains("src=\"/_preread/preview.js\""), "{path}");
    }
}

#[test]
fn it_says_what_it_serves_and_keeps_nothing_in_the_browser() {
    let preview = Preview::of(SiteTest::starter());
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/first-initiative/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/assets/fonts/sans-latin.woff2", "font/woff2"),
        ("/first-initiative/meetings.ics", "text/calendar; charset=utf-8"),
        ("/_preread/preview.css", "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.headers["content-type"].as_str()), (200, kind), "{path}");
        assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin", "{path}");
    }
    let events = preview.request("HEAD", "/_preread/events", "");
    assert_eq!((events.status, events.headers["content-type"].as_str()), (200, "text/event-stream"));
}

#[test]
fn only_this_machine_by_its_own_names_is_answered() {
    let preview = Preview::of(SiteTest::starter());
    let port = preview.port;
    let host = |host: &str| preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status;
    for name in ["localhost", "127.0.0.1", "[::1]", "LocalHost"] {
        assert_eq!(host(&format!("{name}:{port}")), 200, "{name}");
    }
    for name in ["evil.example", "localhost.evil.example", "127.0.0.2", "0.0.0.0", "localhost:1"] {
        assert_eq!(host(&format!("{name}:{port}")), 403, "{name}");
    }
    assert_eq!(host("localhost"), 403);
    assert_eq!(preview.ask("GET / HTTP/1.0\r\n\r\n").status, 403);
    let two = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!([400, 403].contains(&preview.ask(&two).status));
    let whole = format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(preview.ask(&whole).status, 403);
}

#[test]
fn no_other_interface_is_listened_on() {
    let preview = Preview::of(SiteTest::starter());
    // Every address of 127/8 is this machine; a server on all interfaces would answer there.
    assert!(TcpStream::connect(("127.0.0.2", preview.port)).is_err());
    if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
        assert!(TcpStream::connect((Ipv6Addr::LOCALHOST, preview.port)).is_ok());
    }
}

#[test]
fn nothing_outside_the_report_is_served() {
    let site = SiteTest::starter().write("secret.txt", "secret words").write(".env", "secret words");
    fs::write(site.path("content/first-initiative/actions/.notes"), "secret words").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", site.path("content/first-initiative/linked")).unwrap();
    let preview = Preview::start(site, &[]);
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%5c..%5csecret.txt",
        "/assets\\..\\..\\secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/file:///etc/passwd",
        "/.env",
        "/first-initiative/actions/.notes",
        "/site.toml",
        "/content/first-initiative/initiative.toml",
        "/first-initiative/initiative.toml",
        "/first-initiative/linked/passwd",
        "/first-initiative/actions/name-owners.md",
        "/%00",
        "/index.html%00.css",
        "/%ff%fe",
        "/first-initiative//index.html",
        "/first-initiative/./index.html",
        "/first-initiative/../first-initiative/index.html",
        "/.git/config",
        "/_preread/",
        "/_preread/../secret.txt",
        "/_preread/preview.rs",
        "/models/x",
        "*",
    ] {
        let answer = preview.get(path);
        assert!([400, 403, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("secret words") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn one_can_only_look() {
    let preview = Preview::of(SiteTest::starter());
    let head = preview.request("HEAD", "/", "");
    let get = preview.get("/");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.headers["content-length"], get.body.len().to_string());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = preview.request(method, "/", "");
        assert_eq!((answer.status, answer.headers["allow"].as_str()), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn an_address_that_leads_nowhere_says_what_is_near() {
    let preview = Preview::of(SiteTest::starter());
    let answer = preview.get("/first-initiative/acton.html?a=b");
    assert_eq!(answer.status, 404);
    assert!(plain(&answer.body).contains("There is no such page"));
    assert!(answer.body.contains("href=\"/first-initiative/actions.html\""), "{}", answer.body);
    assert!(!preview.get("/%3Cscript%3Ealert(1)%3C/script%3E.html").body.contains("<script>alert"));
    assert!(preview.words("/first-initiatve/index.html").contains("first-initiative/index.html"));
}

#[test]
fn a_save_is_on_the_page_at_the_next_event() {
    let preview = Preview::of(SiteTest::starter());
    let events = preview.events();
    assert!(preview.words("/").contains(FINDING));
    preview.replace(ASSESSMENT, FINDING, "We now know who asks.");
    events.next();
    assert!(preview.words("/").contains("We now know who asks."));
    assert!(!preview.words("/").contains(FINDING));
}

#[test]
fn a_page_that_stayed_the_same_is_not_sent_again() {
    let preview = Preview::of(SiteTest::starter());
    let tag = |path: &str| preview.get(path).headers["etag"].clone();
    let (home, method) = (tag("/"), tag("/method.html"));
    let again = |path: &str, tag: &str| preview.request("GET", path, &format!("If-None-Match: {tag}\r\n")).status;
    assert_eq!(again("/", &home), 304);
    let events = preview.events();
    preview.replace(ASSESSMENT, FINDING, "We now know who asks.");
    events.next();
    assert_eq!(again("/", &home), 200);
    assert_eq!(again("/method.html", &method), 304);
    // A style is in no page's words, and yet every page looks different.
    let home = tag("/");
    preview.write("themes/default/assets/own.css", ":root{--accent:#7A1F3D}");
    events.next();
    assert_eq!(again("/", &home), 200);
}

#[test]
fn a_file_renamed_into_place_is_seen() {
    let preview = Preview::of(SiteTest::starter());
    let events = preview.events();
    let path = preview.site.path(ASSESSMENT);
    let text = fs::read_to_string(&path).unwrap().replace(FINDING, "It came by another name.");
    fs::write(path.with_extension("toml.new"), text).unwrap();
    fs::rename(path.with_extension("toml.new"), &path).unwrap();
    events.next();
    preview.wait_for("/", "It came by another name.");
    assert!(preview.words("/_preread/problems.html").contains("1 warning"));
}

#[test]
fn what_editors_leave_beside_a_file_is_no_event() {
    let preview = Preview::of(SiteTest::starter());
    let events = preview.events();
    let folder = "content/first-initiative/actions";
    for name in [
        ".name-owners.md.swp",
        "name-owners.md~",
        ".#name-owners.md",
        "#name-owners.md#",
        "name-owners.md___jb_tmp___",
        ".DS_Store",
    ] {
        preview.write(&format!("{folder}/{name}"), "x");
    }
    // Vim asks whether it may write a file here.
    preview.write(&format!("{folder}/4913"), "");
    fs::remove_file(preview.site.path(&format!("{folder}/4913"))).unwrap();
    // Saving a file as it is changes nothing either.
    preview.replace(ASSESSMENT, FINDING, FINDING);
    events.none();
    let warnings = preview.words("/_preread/problems.html");
    assert!(warnings.contains("1 warning"), "{warnings}");
}

#[test]
fn an_editor_that_moves_the_old_file_away_is_followed() {
    let preview = Preview::of(SiteTest::starter());
    let path = preview.site.path(ASSESSMENT);
    for number in 0..3 {
        let text = fs::read_to_string(&path).unwrap();
        let from = text.lines().find(|line| line.starts_with("finding = ")).unwrap().to_owned();
        // As vim does it with a backup: the old file away, the new one written, the old one removed.
        let backup = path.with_extension("toml~");
        fs::rename(&path, &backup).unwrap();
        fs::write(&path, text.replace(&from, &format!("finding = \"This is number {number}.\""))).unwrap();
        fs::remove_file(backup).unwrap();
        preview.wait_for("/", &format!("This is number {number}."));
    }
}

#[test]
fn a_burst_of_saves_ends_in_what_was_saved_last() {
    let preview = Preview::of(SiteTest::starter());
    let events = preview.events();
    let mut last = FINDING.to_owned();
    for number in 0..200 {
        let next = format!("This is number {number}.");
        preview.replace(ASSESSMENT, &last, &next);
        last = next;
    }
    preview.wait_for("/", &last);
    // A page may be asked for just before the event that tells of it.
    let heard = events.until_silence();
    assert!((1..=20).contains(&heard), "{heard} events");
    assert!(preview.words("/").contains(&last));
    assert!(preview.words("/first-initiative/2026-03-readiness/index.html").contains(&last));
}

#[test]
fn two_browsers_hear_the_same() {
    let preview = Preview::of(SiteTest::starter());
    let (one, other) = (preview.events(), preview.events());
    preview.replace(ASSESSMENT, FINDING, "We now know who asks.");
    one.next();
    other.next();
}

#[test]
fn an_error_is_shown_with_its_line_over_the_last_good_page() {
    let preview = Preview::of(SiteTest::starter());
    assert!(preview.words("/").contains(FINDING));
    preview.replace(ASSESSMENT, "date = 2026-03-12", "date = <b>7o");
    let answer = preview.wait_for("/", "1 error");
    assert_eq!(answer.status, 200);
    let words = plain(&answer.body);
    let ran = preview.site.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let document: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let error = document["diagnostics"].as_array().unwrap().iter().find(|row| row["severity"] == "error").unwrap();
    for key in ["message", "mend", "file", "excerpt", "code"] {
        assert!(words.contains(error[key].as_str().unwrap()), "{key} is not in {words}");
    }
    assert!(words.contains(&format!("{ASSESSMENT}:3:8")), "{words}");
    assert!(words.contains(FINDING) && words.contains("This page is as it was before."), "{words}");
    assert!(answer.body.contains("date = <mark>&lt;b&gt;7o</mark>"), "{}", answer.body);
    // A page that nobody saw before has nothing to show but that.
    let broken = preview.get("/first-initiative/2026-03-readiness/index.html");
    assert_eq!(broken.status, 500);
    assert!(plain(&broken.body).contains("One error keeps this page from being made"));
    assert!(broken.body.contains("date = <mark>&lt;b&gt;7o</mark>") && broken.body.contains("/_preread/preview.js"));
    preview.replace(ASSESSMENT, "date = <b>7o", "date = 2026-03-12");
    preview.wait_until("/", "is still in error", |answer| !answer.body.contains("class=\"errors\""));
    assert_eq!(preview.get("/first-initiative/2026-03-readiness/index.html").status, 200);
}

#[test]
fn warnings_are_a_number_that_opens() {
    let preview = Preview::of(SiteTest::starter());
    let answer = preview.get("/");
    assert!(answer.body.contains("<details class=\"warnings\"><summary>"), "{}", answer.body);
    assert!(plain(&answer.body).contains("1 warning"));
    assert!(preview.words("/_preread/problems.html").contains("A good reviewer would ask about these"));
}

#[test]
fn a_broken_theme_is_shown_and_mended() {
    let preview = Preview::of(SiteTest::starter());
    preview.write("themes/default/templates/base.html", "{% if %}");
    preview.wait_for("/method.html", "template-error");
    fs::remove_dir_all(preview.site.path("themes/default")).unwrap();
    preview.wait_until("/method.html", "is still in error", |answer| {
        answer.status == 200 && !answer.body.contains("class=\"errors\"")
    });
}

#[test]
fn a_broken_or_missing_settings_file_is_survived() {
    let preview = Preview::of(SiteTest::starter());
    let text = fs::read_to_string(preview.site.path("site.toml")).unwrap();
    let before = preview.words("/search.html");
    preview.write("site.toml", "title = [\n\u{0}");
    let answer = preview.wait_for("/search.html", "site.toml:");
    let as_before = before.split("1 warning").next().unwrap();
    assert!(plain(&answer.body).starts_with(as_before), "{}", answer.body);
    fs::remove_file(preview.site.path("site.toml")).unwrap();
    preview.wait_for("/search.html", "there is no site.toml");
    preview.write("site.toml", &text.replace("title = \"", "title = \"Back again: "));
    preview.wait_until("/search.html", "is still in error", |answer| {
        answer.status == 200 && !answer.body.contains("class=\"errors\"")
    });
}

#[test]
fn a_site_that_is_broken_from_the_start_is_served() {
    let site = SiteTest::starter().write("site.toml", "title = ");
    let preview = Preview::start(site, &[]);
    // What can be made of it is, and what is wrong stands over it.
    assert!(plain(&preview.wait_for("/", "site.toml:1:").body).contains(FINDING));
    preview.write("site.toml", "title = \"Mended\"");
    preview.wait_until("/", "is still broken", |answer| !answer.body.contains("class=\"errors\""));
}

#[test]
fn folders_may_go_and_come_back() {
    let preview = Preview::of(SiteTest::starter());
    let (content, away) = (preview.site.path("content"), preview.site.path("away"));
    for number in 0..3 {
        fs::rename(&content, &away).unwrap();
        preview.wait_until(HOME, "is still there", |answer| answer.status == 404);
        // Another folder of the same name, made bit by bit.
        copy(&away, &content);
        fs::remove_dir_all(&away).unwrap();
        preview.wait_until(HOME, "did not come back", |answer| answer.status == 200);
        // What is in it is watched like that before.
        let before = fs::read_to_string(preview.site.path(ASSESSMENT)).unwrap();
        let line = before.lines().find(|line| line.starts_with("finding = ")).unwrap();
        let words = format!("After the return {number}.");
        preview.write(ASSESSMENT, &before.replace(line, &format!("finding = \"{words}\"")));
        preview.wait_for(HOME, &words);
    }
}

#[test]
fn initiatives_come_go_and_change_their_names() {
    let preview = Preview::of(SiteTest::starter());
    let (first, second) =
        (preview.site.path("content/first-initiative"), preview.site.path("content/second-initiative"));
    assert!(preview.words("/").contains(FINDING));
    copy(&first, &second);
    preview.wait_until("/", "is no portfolio", |answer| answer.body.contains("second-initiative/index.html"));
    fs::rename(&second, preview.site.path("content/third-initiative")).unwrap();
    preview.wait_until("/", "has the old name", |answer| {
        answer.body.contains("third-initiative/index.html") && !answer.body.contains("second-initiative/")
    });
    assert_eq!(preview.get("/second-initiative/index.html").status, 404);
    preview.replace("content/third-initiative/2026-03-readiness/assessment.toml", FINDING, "The third finds this.");
    preview.wait_for("/third-initiative/index.html", "The third finds this.");
    fs::remove_dir_all(preview.site.path("content/third-initiative")).unwrap();
    preview.wait_until("/", "is still a portfolio", |answer| plain(&answer.body).contains(FINDING));
}

#[test]
fn the_portfolio_follows_an_edit() {
    let preview = Preview::of(two());
    let events = preview.events();
    preview.replace("content/second-initiative/initiative.toml", "title = \"", "title = \"Renamed ");
    events.next();
    preview.wait_for("/", "Renamed First initiative");
    // An error in one keeps the row that it had, and the other pages stay alive.
    preview.write("content/second-initiative/initiative.toml", "title = ");
    let answer = preview.wait_for("/", "1 error");
    assert!(plain(&answer.body).contains("Renamed First initiative"));
    assert_eq!(preview.get("/first-initiative/actions.html").status, 200);
}

#[test]
fn the_first_page_does_not_wait_for_the_others() {
    const MANY: usize = 150;
    let site = SiteTest::starter();
    for number in 0..MANY {
        copy(&site.path("content/first-initiative"), &site.path(&format!("content/number-{number}")));
    }
    let mut preview = Preview::start(site, &[]);
    // In the middle of the others, which are read in their order.
    assert_eq!(preview.get("/number-75/index.html").status, 200);
    let answer = preview.get("/");
    if answer.status != 200 {
        assert_eq!(answer.status, 503);
        assert!(plain(&answer.body).contains("Reading the site") && answer.body.contains("/_preread/preview.js"));
    }
    let before: Vec<String> = preview.said.try_iter().collect();
    preview.wait_until("/", "is not whole", |answer| {
        answer.status == 200 && answer.body.contains("number-149/index.html")
    });
    if !before.iter().any(|line| line.contains("Everything is read")) {
        preview.hear("Everything is read");
    }
}

#[test]
fn a_branch_switch_ends_in_the_other_branch() {
    let git = |site: &SiteTest, arguments: &[&str]| {
        let ran = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(site.path("."))
            .output();
        ran.is_ok_and(|ran| ran.status.success())
    };
    let site = SiteTest::starter();
    if !git(&site, &["init", "-q", "-b", "one"]) {
        std::io::stderr().write_all(b"SKIPPED, no branch was switched: there is no git\n").unwrap();
        return;
    }
    assert!(
        git(&site, &["add", "."]) && git(&site, &["commit", "-qm", "one"]) && git(&site, &["checkout", "-qb", "two"])
    );
    // The other branch has no first initiative, forty others, a theme and other settings.
    for number in 0..40 {
        copy(&site.path("content/first-initiative"), &site.path(&format!("content/number-{number}")));
    }
    fs::remove_dir_all(site.path("content/first-initiative")).unwrap();
    let site = site.write("themes/default/labels/en.toml", "[menu]\nmethod = \"How it works\"\n");
    assert!(
        git(&site, &["add", "."]) && git(&site, &["commit", "-qm", "two"]) && git(&site, &["checkout", "-q", "one"])
    );
    let preview = Preview::of(site);
    for _ in 0..2 {
        assert!(git(&preview.site, &["checkout", "-q", "two"]));
        preview.wait_until("/", "is not that of the second branch", |answer| {
            (0..40).all(|number| answer.body.contains(&format!("number-{number}/index.html")))
                && answer.body.contains("How it works")
                && !answer.body.contains("first-initiative/")
        });
        assert!(!preview.words("/_preread/problems.html").contains("error"));
        assert!(git(&preview.site, &["checkout", "-q", "one"]));
        preview.wait_until("/", "is not that of the first branch", |answer| {
            answer.body.contains("first-initiative/")
                && !answer.body.contains("number-")
                && !answer.body.contains("How it works")
        });
        assert!(!preview.words("/_preread/problems.html").contains("error"));
    }
}

#[test]
fn nothing_is_looked_at_while_a_branch_is_being_switched() {
    let site = SiteTest::starter().write(".git/HEAD", "ref: refs/heads/one\n");
    let mut preview = Preview::of(site);
    let events = preview.events();
    preview.write(".git/index.lock", "");
    preview.replace(ASSESSMENT, "date = 2026-03-12", "date = half of a");
    events.none();
    preview.replace(ASSESSMENT, "date = half of a", "date = 2026-03-13");
    preview.replace(ASSESSMENT, FINDING, "This is the other branch.");
    fs::remove_file(preview.site.path(".git/index.lock")).unwrap();
    events.next();
    assert!(preview.words("/").contains("This is the other branch."));
    let said = preview.hear("changed: ");
    assert!(said.contains("1 warning") && !said.contains("error"), "{said}");
    // A lock that stays is left over, and holds up a save once.
    preview.write(".git/index.lock", "");
    preview.replace(ASSESSMENT, "This is the other branch.", "It is seen all the same.");
    preview.wait_for("/", "It is seen all the same.");
}

#[test]
fn the_folder_of_the_site_may_go_and_come_back() {
    let site = SiteTest::starter();
    copy(&site.path("content"), &site.path("reports/one/content"));
    fs::copy(site.path("site.toml"), site.path("reports/one/site.toml")).unwrap();
    let preview = Preview::with(site, &["--site", "reports/one"]);
    let copied = |preview: &Preview| copy(&preview.site.path("content"), &preview.site.path("reports/one/content"));
    for number in 0..2 {
        fs::remove_dir_all(preview.site.path("reports")).unwrap();
        preview.wait_until(HOME, "is still there", |answer| answer.status == 404);
        preview.write("reports/one/site.toml", "title = \"Back\"");
        copied(&preview);
        preview.wait_until(HOME, "did not come back", |answer| answer.status == 200);
        let words = format!("After the return {number}.");
        preview.replace(&format!("reports/one/{ASSESSMENT}"), FINDING, &words);
        preview.wait_for(HOME, &words);
    }
}

#[test]
fn a_folder_that_tells_of_no_change_is_looked_at_again_and_again() {
    let preview = Preview::with(SiteTest::starter(), &["--poll", "100"]);
    let events = preview.events();
    preview.replace(ASSESSMENT, FINDING, "We now know who asks.");
    events.next();
    preview.wait_for("/", "We now know who asks.");
    // Within the same second, and of the same length.
    preview.replace(ASSESSMENT, "We now know who asks.", "We now know who knew.");
    preview.wait_for("/", "We now know who knew.");
    // A file from a backup is older than the one it replaces.
    let path = preview.site.path(ASSESSMENT);
    let text = fs::read_to_string(&path).unwrap().replace("We now know who knew.", "We now know nothing..");
    fs::write(&path, text).unwrap();
    let old = std::time::SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    preview.wait_for("/", "We now know nothing..");
    fs::remove_dir_all(preview.site.path("content/first-initiative/actions")).unwrap();
    preview.wait_until("/first-initiative/actions.html", "still has it", |answer| !answer.body.contains("name-owners"));
    let events = preview.events();
    preview.write("content/first-initiative/actions/.hidden", "x");
    events.none();
}

#[test]
fn nothing_is_written() {
    let site = two();
    let before = site.files(".");
    let preview = Preview::of(site);
    for path in ["/", HOME, "/search.html", "/assets/style.css", "/nowhere.html", "/_preread/problems.html"] {
        preview.get(path);
    }
    let events = preview.events();
    preview.replace(ASSESSMENT, FINDING, "We now know who asks.");
    events.next();
    preview.get("/");
    preview.replace(ASSESSMENT, "We now know who asks.", FINDING);
    events.next();
    preview.get("/");
    assert_eq!(preview.site.files(".").keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert!(preview.site.files(".") == before);
}

#[test]
fn the_next_port_is_taken_when_none_is_asked_for() {
    // Whoever has it, this test or another program, the preview does not get it.
    let _taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 7323));
    let preview = Preview::call(SiteTest::starter(), &[]);
    assert!(preview.port > 7323, "{}", preview.port);
    assert_eq!(preview.get("/").status, 200);
    let other = Preview::call(SiteTest::starter(), &[]);
    assert!(other.port > preview.port, "{}", other.port);
}

#[test]
fn a_port_that_is_asked_for_and_taken_is_refused() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = SiteTest::starter().run(&["serve", "--port", &port]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(&format!("port {port} is taken")), "{}", ran.err);
}

/// What a socket cannot see: `tests/browser/live.mjs`. Skipped where there is no browser, as those in
/// `tests/browser.rs` are.
#[test]
fn a_browser_shows_a_save_where_the_reader_is() {
    let preview = Preview::of(SiteTest::starter());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = Command::new("node")
        .arg(root.join("tests/browser/look.mjs"))
        .arg("live")
        .arg(preview.site.path("."))
        .env("PREREAD_PREVIEW", format!("http://localhost:{}/", preview.port))
        .output();
    let (code, said) = match ran {
        Ok(ran) => (
            ran.status.code(),
            String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr),
        ),
        Err(error) => (Some(3), format!("node was not found: {error}")),
    };
    if code == Some(3) {
        assert!(std::env::var("PREREAD_BROWSER").is_err(), "PREREAD_BROWSER is set, and {said}");
        // Past the test harness, which swallows what a passing test prints.
        std::io::stderr()
            .write_all(format!("SKIPPED, no preview was looked at in a browser: {said}\n").as_bytes())
            .unwrap();
        return;
    }
    assert_eq!(code, Some(0), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_and_all_is_well() {
    for signal in ["-INT", "-TERM"] {
        let mut preview = Preview::of(SiteTest::starter());
        let _open = preview.events();
        assert!(Command::new("kill").args([signal, &preview.child.id().to_string()]).status().unwrap().success());
        assert_eq!(preview.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}
