//! The stages of a run, and who is told when one begins and ends. The pipeline has no clock: how
//! long a stage took is known by who holds one.

use std::fmt::Debug;

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Settings, models, theme and labels are made ready.
    Shared,
    /// Files are read.
    Read,
    /// What is read is compared with what the build before was made of.
    Compare,
    /// Files become nouns.
    Parse,
    /// Scores are added up.
    Score,
    /// Briefings are composed.
    Compose,
    /// What a reviewer would ask is looked for.
    Review,
    /// Pages are rendered.
    Render,
    /// Packets and slides are typeset.
    Typeset,
    /// What was made is compared with what is there, and waits beside it.
    Write,
    /// What belongs to the whole site is made.
    Whole,
    /// What waits is put in place.
    Publish,
}

impl Stage {
    /// All of them, in the order of a run.
    pub const ALL: [Self; 12] = [
        Self::Shared,
        Self::Read,
        Self::Compare,
        Self::Parse,
        Self::Score,
        Self::Compose,
        Self::Review,
        Self::Render,
        Self::Typeset,
        Self::Write,
        Self::Whole,
        Self::Publish,
    ];
}

/// The moment when a stage began, in the measure of the stopwatch that gave it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark(pub u64);

/// Somebody who is told when a stage begins and ends, on whatever thread.
pub trait Stopwatch: Debug + Send + Sync {
    /// A stage begins.
    fn begin(&self, stage: Stage) -> Mark;
    /// The stage that began at a mark has ended.
    fn end(&self, stage: Stage, begun: Mark);
}

/// Does the work of a stage, and tells the stopwatch.
pub fn during<T>(stopwatch: &dyn Stopwatch, stage: Stage, work: impl FnOnce() -> T) -> T {
    let begun = stopwatch.begin(stage);
    let done = work();
    stopwatch.end(stage, begun);
    done
}

/// Nobody wants to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Untimed;

impl Stopwatch for Untimed {
    fn begin(&self, _: Stage) -> Mark {
        Mark::default()
    }

    fn end(&self, _: Stage, _: Mark) {}
}
