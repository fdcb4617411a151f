//! The line that says how far a run has come. It appears after a second, only where a person sits
//! at a terminal, and is gone when the run ends. Nothing waits for it.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::cli::Global;
use crate::cli::clock::Clock;

/// What ends before that needs no word.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn again.
const EVERY: Duration = Duration::from_millis(100);
/// Columns of the bar.
const BAR: usize = 24;

/// How far a run has come; the line goes when this does.
pub(super) struct Progress {
    done: Arc<AtomicUsize>,
    drawer: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to count things, such as "initiatives". How many there are is asked only where it is
    /// told; with none the line has no bar.
    pub(super) fn of(global: &Global, things: &'static str, all: impl FnOnce() -> usize) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let drawer = (!global.quiet && is_watched()).then(|| {
            let (stop, stopped) = mpsc::channel();
            let (clock, count) = (Arc::clone(&global.clock), Count { things, all: all(), done: Arc::clone(&done) });
            (stop, std::thread::spawn(move || draw(&clock, &count, &stopped)))
        });
        Self { done, drawer }
    }

    /// One more is done.
    pub(super) fn one(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.drawer.take() {
            drop(stop);
            // A line that could not be drawn is no reason to fail.
            let _ = thread.join();
        }
    }
}

/// Whether somebody sits at a terminal that can draw a line again.
fn is_watched() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// What is counted.
struct Count {
    things: &'static str,
    all: usize,
    done: Arc<AtomicUsize>,
}

/// Draws the line until the run ends, and takes it away. Plain characters only: where colours and
/// other signs to the terminal are not wanted, this still works.
fn draw(clock: &Clock, count: &Count, stopped: &Receiver<()>) {
    let mut wait = PATIENCE;
    let mut drawn = 0;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        let width = terminal_size::terminal_size_of(std::io::stderr());
        let width = width.map_or(80, |(terminal_size::Width(columns), _)| usize::from(columns));
        let line = line(clock.doing(), count, clock.elapsed(), width);
        put(&format!("\r{line:<drawn$}"));
        drawn = line.len();
    }
    if drawn > 0 {
        put(&format!("\r{:<drawn$}\r", ""));
    }
}

fn put(text: &str) {
    let mut terminal = std::io::stderr().lock();
    let _ = terminal.write_all(text.as_bytes()).and_then(|()| terminal.flush());
}

/// “[=====>    ] 37 of 125 initiatives, 4 s: Rendering”, one column shorter than the terminal. What
/// changes its length stands last.
fn line(doing: &str, count: &Count, elapsed: Duration, width: usize) -> String {
    let done = count.done.load(Ordering::Relaxed).min(count.all);
    let seconds = elapsed.as_secs();
    let time = match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes => format!("{minutes} min {} s", seconds % 60),
    };
    let mut line = match count.all {
        0 => format!("{time}: {doing}"),
        all => format!("{} {done} of {all} {}, {time}: {doing}", bar(done, all), count.things),
    };
    line.truncate(width.saturating_sub(1));
    line
}

fn bar(done: usize, all: usize) -> String {
    let full = done * BAR / all.max(1);
    let point = if full < BAR { ">" } else { "" };
    format!("[{:<BAR$}]", format!("{}{point}", "=".repeat(full)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(done: usize, all: usize) -> Count {
        Count { things: "initiatives", all, done: Arc::new(AtomicUsize::new(done)) }
    }

    #[test]
    fn a_line_says_stage_count_and_time() {
        let drawn = |done, all, seconds| line("Rendering", &count(done, all), Duration::from_secs(seconds), 80);
        assert_eq!(drawn(3, 6, 4), "[============>           ] 3 of 6 initiatives, 4 s: Rendering");
        assert_eq!(drawn(6, 6, 65), "[========================] 6 of 6 initiatives, 1 min 5 s: Rendering");
        assert_eq!(drawn(0, 6, 1), "[>                       ] 0 of 6 initiatives, 1 s: Rendering");
        assert_eq!(drawn(0, 0, 2), "2 s: Rendering");
    }

    #[test]
    fn a_line_never_reaches_the_edge_of_the_terminal() {
        for width in 0..90 {
            let line = line("Rendering", &count(3, 6), Duration::from_secs(4), width);
            assert!(line.len() < width.max(1), "{width}: {line}");
        }
    }
}
