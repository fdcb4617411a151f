//! A business result with a measure, a baseline, a target and readings.

use jiff::civil::Date;

use crate::model::assessment::Answer;
use crate::model::number::Number;
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// A business result.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Id: the name of its file.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What is measured.
    pub measure: String,
    /// Its unit; `percent` is printed as %.
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// Its place on the page.
    pub order: Option<i64>,
    /// Who answers for it.
    pub owner: Option<Reference>,
    /// Where it started.
    pub baseline: Option<Reading>,
    /// Where it should be, and when.
    pub target: Option<Reading>,
    /// Measured values, ascending by date.
    pub readings: Vec<Reading>,
    /// What is done for it.
    pub tactics: Vec<Tactic>,
    /// What people decided: more, less, different, or keep; ascending by date.
    pub answers: Vec<Decided>,
    /// Why it matters.
    pub body: Prose,
    /// Top of its file.
    pub place: Place,
}

/// Which way a measure should move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// A value on a day.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// The value.
    pub value: Number,
    /// A remark.
    pub note: Option<Text>,
    /// Where its day is written.
    pub place: Place,
}

/// Something that is done for an outcome, with a measure of its own.
#[derive(Clone, Debug)]
pub struct Tactic {
    /// What is done.
    pub title: String,
    /// How one sees that it is done.
    pub measure: Option<String>,
    /// Unit of the measure; `percent` is printed as %.
    pub unit: String,
    /// Which way is better.
    pub better: Better,
    /// Where it started.
    pub baseline: Option<Reading>,
    /// Where it should be, and when.
    pub target: Option<Reading>,
    /// Measured values, ascending by date.
    pub readings: Vec<Reading>,
}

/// What people decided about an outcome.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The day.
    pub date: Date,
    /// The answer.
    pub answer: Answer,
    /// A remark.
    pub note: Option<Text>,
    /// Where its day is written.
    pub place: Place,
}

impl Tactic {
    /// Readings up to a day.
    pub fn readings_until(&self, day: Date) -> impl DoubleEndedIterator<Item = &Reading> {
        self.readings.iter().filter(move |reading| reading.date <= day)
    }
}

impl Outcome {
    /// Everything that was measured for it: its own readings, and those of its tactics.
    pub fn measured(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().chain(self.tactics.iter().flat_map(|tactic| &tactic.readings))
    }

    /// Readings up to a day.
    pub fn readings_until(&self, day: Date) -> impl DoubleEndedIterator<Item = &Reading> {
        self.readings.iter().filter(move |reading| reading.date <= day)
    }

    /// The last answer up to a day.
    pub fn answer(&self, day: Date) -> Option<&Decided> {
        self.answers.iter().rev().find(|decided| decided.date <= day)
    }
}
