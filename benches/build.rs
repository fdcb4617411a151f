//! Whole builds as a user has them: `cargo bench --bench build -- --assessments 1000 --lean`.
//!
//! Writes a site of the size, runs the program on it as a child process, and prints what the system
//! says of the child: wall and CPU time, peak memory, with the pages and bytes it made. A cold build
//! goes into a folder that was never there; then one with nothing changed, and one after an edit of
//! one observation. Last comes what everybody waits for each time: the start of the program.
//!
//! With `--with PROGRAM` a second program, such as one built before a change, takes turns with the
//! first, and its figures are given as ratios within each turn: a busy machine slows both.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::float_arithmetic)] // a bench measures and prints

#[allow(unreachable_pub)] // the tool that writes sites has it too
#[path = "../examples/generate/site/mod.rs"]
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use site::Size;
use wait4::Wait4;

/// Measure whole builds
#[derive(Debug, Parser)]
struct Arguments {
    /// Assessments of the site, eight for each business unit; several sizes with commas
    #[arg(long, value_delimiter = ',', default_value = "100")]
    assessments: Vec<usize>,
    /// Criteria of the model
    #[arg(long, default_value_t = 60)]
    criteria: usize,
    /// Observations of each assessment
    #[arg(long, default_value_t = 12)]
    observations: usize,
    /// With the theme of nine pages for each assessment
    #[arg(long)]
    lean: bool,
    /// Turns that are counted; one more comes before them
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// Another program to take turns with
    #[arg(long, value_name = "PROGRAM")]
    with: Option<PathBuf>,
    /// Where sites and reports lie, such as a folder in memory
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    out: PathBuf,
    /// Given by cargo
    #[arg(long, hide = true)]
    bench: bool,
}

/// What is measured of a site, in the order of a turn.
const KINDS: [&str; 4] = ["cold build", "nothing changed", "one edit", "check"];
/// Runs of what takes milliseconds.
const STARTS: usize = 31;

/// What the system says of a run.
#[derive(Clone, Copy)]
struct Taken {
    wall: Duration,
    cpu: Duration,
    /// Most memory held, in bytes. What this program holds itself is the least that can be seen.
    peak: u64,
}

fn main() {
    let arguments = Arguments::parse();
    let mut programs = vec![PathBuf::from(env!("CARGO_BIN_EXE_preread"))];
    programs.extend(arguments.with.clone());
    for (number, program) in programs.iter().enumerate() {
        println!(
            "program {}: {}, {:.1} MB",
            number + 1,
            program.display(),
            megabytes(fs::metadata(program).unwrap().len())
        );
    }
    for assessments in &arguments.assessments {
        builds(*assessments, &arguments, &programs);
    }
    starts(&programs);
}

/// Measures one size and prints its table.
fn builds(assessments: usize, arguments: &Arguments, programs: &[PathBuf]) {
    let Arguments { criteria, observations, lean, runs, .. } = *arguments;
    let name = format!("{assessments}-{criteria}-{observations}{}", if lean { "-lean" } else { "" });
    let site = arguments.out.join(format!("site-{name}"));
    if !site.exists() {
        site::write(Size { assessments, criteria, observations, lean }, &site).unwrap();
    }
    let reports = arguments.out.join(format!("reports-{}", std::process::id()));
    let mut taken: Vec<[Vec<Taken>; KINDS.len()]> =
        programs.iter().map(|_| [const { Vec::new() }; KINDS.len()]).collect();
    let edited = Edited::of(&site);
    for turn in 0..=runs {
        // A folder that was deleted a moment ago makes ext4 slow: each turn has its own.
        let out = |program: usize| reports.join(format!("{name}-{program}-{turn}"));
        for kind in 0..KINDS.len() {
            if kind == 2 {
                edited.edit(turn);
            }
            for (number, program) in programs.iter().enumerate() {
                let mut call = Command::new(program);
                call.arg("--site").arg(&site);
                match KINDS.get(kind) {
                    Some(&"check") => call.arg("check"),
                    _ => call.arg("build").arg("--out").arg(out(number)),
                };
                let run = run(&mut call);
                // The first turn brings the files into memory.
                if turn > 0 {
                    taken.get_mut(number).and_then(|kinds| kinds.get_mut(kind)).unwrap().push(run);
                }
            }
        }
    }
    drop(edited);
    let all = |program: usize| sum(&reports.join(format!("{name}-{program}-{runs}")));
    println!("\n{assessments} assessments, {} theme, {runs} turns, medians", if lean { "lean" } else { "built-in" });
    println!("| program | run | wall s | (least – most) | cpu s | peak MiB | pages | MB | MB/s | wall / 1 | cpu / 1 |");
    println!("| ---: | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (number, kinds) in taken.iter().enumerate() {
        let (pages, bytes) = all(number);
        for ((name, runs), first) in KINDS.iter().zip(kinds).zip(taken.first().unwrap()) {
            let wall = median(runs, |run| run.wall.as_secs_f64());
            let rate = if *name == "cold build" { format!("{:.0}", megabytes(bytes) / wall) } else { String::new() };
            println!(
                "| {} | {name} | {wall:.3} | {} | {:.3} | {:.1} | {pages} | {:.1} | {rate} | {:.3} | {:.3} |",
                number + 1,
                spread(runs),
                median(runs, |run| run.cpu.as_secs_f64()),
                median(runs, |run| run.peak as f64) / f64::from(1 << 20),
                megabytes(bytes),
                ratio(runs, first, |run| run.wall),
                ratio(runs, first, |run| run.cpu),
            );
        }
    }
    fs::remove_dir_all(reports).unwrap();
}

/// What takes milliseconds: the start of the program, and a check of the sample.
fn starts(programs: &[PathBuf]) {
    println!("\nStart of the program, {STARTS} runs, medians");
    println!("| program | run | wall ms | (least – most) | peak MiB |");
    println!("| ---: | --- | ---: | --- | ---: |");
    for words in [&["--version"][..], &["check", "--site", env!("CARGO_MANIFEST_DIR")]] {
        let name = words.first().unwrap();
        let mut taken: Vec<Vec<Taken>> = programs.iter().map(|_| Vec::new()).collect();
        for _ in 0..STARTS {
            for (program, taken) in programs.iter().zip(&mut taken) {
                taken.push(run(Command::new(program).args(words)));
            }
        }
        for (number, taken) in taken.iter().enumerate() {
            let peak = median(taken, |run| run.peak as f64) / f64::from(1 << 20);
            let wall = median(taken, |run| run.wall.as_secs_f64()) * 1000.0;
            println!("| {} | {name} | {wall:.1} | {} | {peak:.1} |", number + 1, spread(taken));
        }
    }
}

/// Runs a program to its end. It must end well.
fn run(call: &mut Command) -> Taken {
    call.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let begun = Instant::now();
    let mut child = call.spawn().unwrap();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    let used = child.wait4().unwrap();
    let wall = begun.elapsed();
    assert!(used.status.success(), "{call:?} failed:\n{said}");
    Taken { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss }
}

/// An observation in the middle of a site that is changed for each turn, and is put back at the end.
struct Edited {
    path: PathBuf,
    text: String,
}

impl Edited {
    fn of(site: &Path) -> Self {
        let middle = |folder: &Path, is_one: &dyn Fn(&Path) -> bool| {
            let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            let mut all: Vec<PathBuf> = entries.filter(|path| is_one(path)).collect();
            all.sort();
            all.swap_remove(all.len() / 2)
        };
        let unit = middle(&site.join("content"), &|path| path.join("initiative.toml").exists());
        let assessment = middle(&unit, &|path| path.join("assessment.toml").exists());
        let path = middle(&assessment.join("observations"), &|_| true);
        Self { text: fs::read_to_string(&path).unwrap(), path }
    }

    fn edit(&self, turn: usize) {
        fs::write(&self.path, format!("{}\nA late remark, number {turn}.\n", self.text)).unwrap();
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        fs::write(&self.path, &self.text).unwrap();
    }
}

/// Pages and bytes below a folder.
fn sum(folder: &Path) -> (usize, u64) {
    let mut sums = (0, 0);
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (pages, bytes) = match entry.metadata().unwrap() {
            metadata if metadata.is_dir() => sum(&entry.path()),
            metadata => (usize::from(entry.path().extension().is_some_and(|end| end == "html")), metadata.len()),
        };
        sums = (sums.0 + pages, sums.1 + bytes);
    }
    sums
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn median(runs: &[Taken], of: impl Fn(&Taken) -> f64) -> f64 {
    middle(runs.iter().map(of).collect())
}

/// The median of the ratios turn by turn.
fn ratio(runs: &[Taken], first: &[Taken], of: impl Fn(&Taken) -> Duration) -> f64 {
    middle(runs.iter().zip(first).map(|(run, first)| of(run).as_secs_f64() / of(first).as_secs_f64()).collect())
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The shortest and the longest wall time, in the unit that suits them.
fn spread(runs: &[Taken]) -> String {
    let walls = || runs.iter().map(|run| run.wall);
    let (least, most) = (walls().min().unwrap_or_default(), walls().max().unwrap_or_default());
    format!("{least:.1?} – {most:.1?}")
}
