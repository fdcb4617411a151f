//! Takes a fingerprint of the program itself: of its code, of what it embeds, and of the versions of
//! what it is built with. A report that another program made is made anew, also when both call
//! themselves by the same version. And says how the program is linked.
//!
//! The fingerprint depends on the bytes of these files and on nothing of the machine.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs, io};

/// What the program is made from.
const SOURCES: [&str; 3] = ["src", "themes/default", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut files = BTreeSet::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        list(Path::new(source), &mut files)?;
    }
    let mut fingerprint = Fnv::new();
    fingerprint.add(env::var("CARGO_PKG_VERSION").unwrap_or_default().as_bytes());
    for file in files {
        fingerprint.add(file.as_bytes());
        fingerprint.add(&fs::read(&file)?);
    }
    println!("cargo::rustc-env=PREREAD_PROGRAM={:032x}", fingerprint.0);
    link();
    Ok(())
}

/// Tables of the packet's compiler hold 90,000 addresses. In a program that may lie anywhere in memory the
/// system corrects each of them at every start: a third of the time of `preread --version`, and 5 MB. This one
/// lies where it was linked to, as programs in Go do; its heap, its stacks and its libraries do not.
fn link() {
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}

/// Every file at or below a path that is there, with forward slashes. What an editor or a system
/// hides there is none.
fn list(path: &Path, files: &mut BTreeSet<String>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                list(&entry.path(), files)?;
            }
        }
    } else if path.is_file() {
        files.insert(path.to_string_lossy().replace('\\', "/"));
    }
    Ok(())
}

/// FNV-1a with 128 bits, each part with its length before it. Nobody makes programs that collide on
/// purpose, and it needs no crate.
struct Fnv(u128);

impl Fnv {
    const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn add(&mut self, part: &[u8]) {
        for byte in (part.len() as u64).to_le_bytes().iter().chain(part) {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
