//! Milestones, use and the value at stake.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::Reading;

/// A milestone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Milestone {
    /// What is delivered.
    pub title: String,
    /// When it is planned.
    pub planned: String,
    /// Where it stands, in words.
    pub state: String,
    /// Whether it is late.
    pub late: bool,
    /// What we see.
    pub see: String,
}

/// Use of what was delivered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UseRow {
    /// Who uses what.
    pub title: String,
    /// At first.
    pub then: String,
    /// Now.
    pub now: String,
    /// When that was.
    pub now_date: String,
    /// What is wanted.
    pub target: String,
    /// What was remarked of readings, oldest first.
    pub remarks: Vec<Reading>,
}

/// A value at stake.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Value {
    /// What it is.
    pub title: String,
    /// How much.
    pub value: String,
    /// Whether it is reached.
    pub reached: bool,
    /// Reached or not, in words.
    pub state: String,
}
