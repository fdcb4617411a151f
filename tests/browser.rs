//! Every kind of page of the sample, the starter and the sites that hurt, in a real browser. The
//! checks are in `tests/browser/`, a file each; Node.js and playwright-core drive chromium, because a
//! crate that does costs every `cargo test` more than 140 crates, and axe-core needs npm anyway.
//!
//! Where one of them is missing these tests say so and are skipped; with `PREREAD_BROWSER=required`
//! they fail instead. Pictures: `cargo test --test browser -- --ignored screenshots`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a test fails by panicking

mod support;

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

/// Ends of `look.mjs` other than 0: what is missing is printed.
const MISSING: i32 = 3;

/// One check at a time: each keeps all cores busy by itself.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn check(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let ran = Command::new("node")
        .arg(root.join("tests/browser/look.mjs"))
        .arg(name)
        .arg(support::looks::built())
        .arg(root.join("target/screenshots"))
        .output();
    let Ok(ran) = ran else { return skip(name, "node was not found: install Node.js 20 or newer") };
    let said = String::from_utf8_lossy(&ran.stdout);
    match ran.status.code() {
        Some(0) => tell(&said),
        Some(MISSING) => skip(name, said.trim()),
        _ => panic!("{said}{}", String::from_utf8_lossy(&ran.stderr)),
    }
}

fn skip(name: &str, why: &str) {
    assert!(std::env::var("PREREAD_BROWSER").is_err(), "PREREAD_BROWSER is set, and {why}");
    tell(&format!("SKIPPED, nothing was looked at in a browser ({name}): {why}\n"));
}

/// Past the test harness, which swallows what a passing test prints.
fn tell(words: &str) {
    std::io::stderr().write_all(words.as_bytes()).unwrap();
}

#[test]
fn pages_open_from_the_disk_ask_for_nothing_outside_stay_still_and_need_no_script() {
    check("opens");
}

#[test]
fn axe_finds_nothing_in_light_and_dark_on_a_screen_and_a_phone() {
    check("access");
}

#[test]
fn pages_fit_at_320_pixels_at_200_percent_and_with_text_twice_as_large() {
    check("reflow");
}

#[test]
fn drawings_stay_visible_in_the_colours_of_the_reader() {
    check("forced");
}

#[test]
fn everything_is_reached_with_the_keyboard_alone() {
    check("keyboard");
}

#[test]
fn pages_print_without_a_split_figure() {
    check("print");
}

#[test]
#[ignore = "makes pictures to look at, in target/screenshots"]
fn screenshots() {
    check("screenshots");
}
