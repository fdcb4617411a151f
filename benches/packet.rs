//! How long a packet takes and how much memory many take: `cargo bench --bench packet -- 200` makes
//! the packets of the sample's assessments in turn, in one process, and prints time and memory.
//! The first is told apart: it pays for what the others find done.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::float_arithmetic)] // a bench measures and prints

use std::time::{Duration, Instant};

use preread::pipeline::packet::{Format, Order, Packet, Paper, Wanted, packets};
use preread::pipeline::{self, Options};
use preread::source::tree::Tree;

const INITIATIVE: &str = "one-record";

fn main() {
    let wanted = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(12);
    let tree = Tree::new(env!("CARGO_MANIFEST_DIR"));
    let mut problems = Vec::new();
    let (site, _) = pipeline::site(&tree.shared(&mut problems));
    let files = tree.initiative(INITIATIVE, &mut problems);
    let order = Order { wanted: &Wanted::All, formats: &[Format::Pdf], paper: Paper::A4 };
    let (mut times, mut bytes, mut last): (Vec<Duration>, usize, Instant) = (Vec::new(), 0, Instant::now());
    while times.len() < wanted {
        let made = packets(&site, INITIATIVE, &files, order, Options::default(), |packet: Packet| {
            bytes += packet.bytes.len();
            times.push(last.elapsed());
            last = Instant::now();
            Ok::<(), ()>(())
        });
        made.unwrap();
    }
    let first = times.remove(0);
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{} packets: first {first:.2?}, median of the others {median:.2?}", times.len() + 1);
    println!("{} KB a packet, peak memory {}", bytes / 1024 / (times.len() + 1), peak());
}

/// The most memory that the process has held, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not told".to_owned(), |value| value.trim().to_owned())
}
