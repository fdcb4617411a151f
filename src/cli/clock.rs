//! The clock of a run: how long each stage took, summed over all threads, and the table of it that
//! `--timings` asks for. What it measures reaches no output.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::pipeline::stage::{self, Mark, Stage, Stopwatch};

/// How long a stage took.
#[derive(Debug, Default)]
struct Spent {
    nanoseconds: AtomicU64,
    times: AtomicUsize,
}

/// A clock that began with the run.
#[derive(Debug)]
pub(super) struct Clock {
    begun: Instant,
    spent: [Spent; Stage::ALL.len()],
    /// The number of the stage that began last.
    now: AtomicUsize,
}

impl Default for Clock {
    fn default() -> Self {
        Self { begun: Instant::now(), spent: Default::default(), now: AtomicUsize::new(0) }
    }
}

impl Stopwatch for Clock {
    fn begin(&self, stage: Stage) -> Mark {
        self.now.store(stage as usize, Ordering::Relaxed);
        Mark(self.nanoseconds())
    }

    fn end(&self, stage: Stage, begun: Mark) {
        if let Some(spent) = self.spent.get(stage as usize) {
            spent.nanoseconds.fetch_add(self.nanoseconds().saturating_sub(begun.0), Ordering::Relaxed);
            spent.times.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Clock {
    /// Does the work of a stage, and notes how long it takes.
    pub(super) fn during<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        stage::during(self, stage, work)
    }

    /// Time since the run began.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    fn nanoseconds(&self) -> u64 {
        u64::try_from(self.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    /// What is being done.
    pub(super) fn doing(&self) -> &'static str {
        Stage::ALL.get(self.now.load(Ordering::Relaxed)).map_or("", |stage| words(*stage))
    }

    /// Where the time went, as a table: each stage that took any, all of them, and the whole run.
    pub(super) fn table(&self, threads: usize) -> String {
        let spent: Vec<(Stage, u64, usize)> = Stage::ALL
            .into_iter()
            .zip(&self.spent)
            .map(|(stage, spent)| {
                (stage, spent.nanoseconds.load(Ordering::Relaxed), spent.times.load(Ordering::Relaxed))
            })
            .filter(|(_, _, times)| *times > 0)
            .collect();
        let sum: u64 = spent.iter().map(|(_, nanoseconds, _)| nanoseconds).sum();
        let mut table = String::new();
        for (stage, nanoseconds, times) in spent {
            let percent = nanoseconds * 100 / sum.max(1);
            row(&mut table, words(stage), nanoseconds, &format!("{percent:>3} %  {times:>6} ×"));
        }
        let threads = if threads == 1 { "on 1 thread".to_owned() } else { format!("on {threads} threads") };
        row(&mut table, "All stages", sum, &threads);
        row(&mut table, "From start to end", self.nanoseconds(), "");
        table
    }
}

/// A line of the table: seconds with three decimals.
fn row(table: &mut String, what: &str, nanoseconds: u64, more: &str) {
    let milliseconds = (nanoseconds + 500_000) / 1_000_000;
    let seconds = format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    let line = format!("{what:<28}{seconds:>10} s  {more}");
    // Writing to a text does not fail.
    let _ = writeln!(table, "{}", line.trim_end());
}

const fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Shared => "Getting the theme ready",
        Stage::Read => "Reading files",
        Stage::Compare => "Looking for changes",
        Stage::Parse => "Parsing",
        Stage::Score => "Scoring",
        Stage::Compose => "Composing",
        Stage::Review => "Reviewing",
        Stage::Render => "Rendering",
        Stage::Typeset => "Typesetting",
        Stage::Write => "Comparing and writing",
        Stage::Whole => "Making the whole site",
        Stage::Publish => "Putting in place",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_the_stages_that_took_time_in_the_order_of_a_run() {
        let clock = Clock::default();
        clock.during(Stage::Render, || std::thread::sleep(Duration::from_millis(20)));
        clock.during(Stage::Parse, || ());
        clock.during(Stage::Parse, || ());
        let table = clock.table(2);
        let names: Vec<&str> = table.lines().map(|line| line.split("  ").next().unwrap()).collect();
        assert_eq!(names, ["Parsing", "Rendering", "All stages", "From start to end"]);
        assert!(table.lines().next().unwrap().ends_with("2 ×"), "{table}");
        assert!(table.lines().nth(1).unwrap().contains("0.02"), "{table}");
        assert!(table.contains("on 2 threads"));
    }

    #[test]
    fn every_stage_stands_at_its_own_number() {
        for (number, stage) in Stage::ALL.into_iter().enumerate() {
            assert_eq!(stage as usize, number);
            let clock = Clock::default();
            clock.during(stage, || ());
            assert_eq!(clock.doing(), words(stage));
        }
    }
}
