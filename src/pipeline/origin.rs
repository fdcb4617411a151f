//! Of what the files of a unit are made, as fingerprints: where nothing of it changed, nothing has to
//! be made again.
//!
//! A unit is made of the program, what all initiatives share, what was asked, and its own files, and
//! of nothing else: no clock, no place, no other unit.

use super::Options;
use crate::fingerprint::Fingerprint;
use crate::source::files::Files;

/// The program itself, as `build.rs` knows it.
const PROGRAM: &str = env!("PREREAD_PROGRAM");

/// The origin of everything: the program, the files that all initiatives share, and what is asked.
pub fn shared(files: &Files, options: Options) -> Fingerprint {
    let mut taking = Fingerprint::begin("shared");
    let day = options.as_of.map(|day| day.to_string()).unwrap_or_default();
    taking.add(PROGRAM.as_bytes()).add(day.as_bytes()).add(&[u8::from(options.alone), u8::from(options.many)]);
    add(&mut taking, files);
    taking.end()
}

/// The origin of one initiative.
pub fn unit(shared: &Fingerprint, id: &str, files: &Files) -> Fingerprint {
    let mut taking = Fingerprint::begin("unit");
    taking.add(shared.bytes()).add(id.as_bytes());
    add(&mut taking, files);
    taking.end()
}

/// The origin of what belongs to the whole site: initiatives, in their order, each with the
/// fingerprint of its row.
pub fn whole<'a>(shared: &Fingerprint, rows: impl Iterator<Item = (&'a str, Fingerprint)>) -> Fingerprint {
    let mut taking = Fingerprint::begin("whole");
    taking.add(shared.bytes());
    for (id, row) in rows {
        taking.add(id.as_bytes()).add(row.bytes());
    }
    taking.end()
}

fn add(taking: &mut crate::fingerprint::Taking, files: &Files) {
    for (path, bytes) in files.iter() {
        taking.add(path.as_bytes()).add(bytes);
    }
}
