//! Outcomes and their tactics.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Figure, Link, Person, Shown};

/// An outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What is measured.
    pub measure: String,
    /// Where it started.
    pub then: String,
    /// When that was.
    pub then_date: String,
    /// Where it stands.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// Where it should be, and when: “70% by December 2027”.
    pub target: String,
    /// reached, on-course, behind, flat, wrong, or empty.
    pub course_id: &'static str,
    /// The direction in words.
    pub course: String,
    /// Whether the direction needs attention.
    pub signal: bool,
    /// More, less, different or keep, in words; or that nobody decided yet.
    pub answer: String,
    /// What goes with the answer.
    pub answer_note: String,
    /// Who answers for it.
    pub owner: Option<Person>,
    /// What was read over time as a small drawing, without words of its own; empty without a reading.
    pub spark_html: String,
    /// The same with days and values; its readings stand beside it as a table.
    pub figure: Option<Figure>,
    /// Everything that was read, oldest first.
    pub readings: Vec<Reading>,
    /// What was remarked of its baseline and its target.
    pub remarks: Vec<Reading>,
    /// What is done for it, each with a measure of its own.
    pub tactics: Vec<Tactic>,
    /// Everything that people answered, newest first.
    pub answers: Vec<Decided>,
    /// Why it matters.
    #[schemars(with = "String")]
    pub body_html: Shown,
}

/// A reading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Reading {
    /// The day.
    pub date: String,
    /// The value.
    pub value: String,
    /// A remark, or empty.
    pub note: String,
}

/// What is done for an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tactic {
    /// What is done.
    pub title: String,
    /// Its measure in words, or empty.
    pub reason: String,
    /// Whether it has a baseline, readings or a target.
    pub measured: bool,
    /// Where it started, or empty.
    pub then: String,
    /// When that was.
    pub then_date: String,
    /// Where it stands, or empty.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// Where it should be, and when, or empty.
    pub target: String,
    /// The direction in words.
    pub course: String,
    /// reached, on-course, behind, flat, wrong, or empty.
    pub course_id: &'static str,
    /// Whether the direction needs attention.
    pub signal: bool,
    /// What was read over time as a small drawing; empty without a reading.
    pub spark_html: String,
    /// Everything that was read, oldest first.
    pub readings: Vec<Reading>,
    /// What was remarked of its baseline, of readings and of its target.
    pub remarks: Vec<Reading>,
}

/// An answer that people gave about an outcome.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Decided {
    /// The day.
    pub date: String,
    /// More, less, different or keep, in words.
    pub answer: String,
    /// A remark, or empty.
    pub note: String,
    /// The meeting that was held on that day.
    pub meeting: Option<Link>,
}
