//! Scores, and how far requisites are met.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A score, formatted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Score {
    /// Whether there is a score.
    pub known: bool,
    /// Points reached, such as 31.
    pub points: String,
    /// Points that can be reached, such as 50.
    pub possible: String,
    /// Lowest view in points.
    pub low: String,
    /// Highest view in points.
    pub high: String,
    /// “28 to 34”, or empty when low and high are the same.
    pub range: String,
    /// “31 of 50”, or what is said when there is no score.
    pub words: String,
    /// Percent of the points.
    pub percent: String,
    /// Words of the level, or empty.
    pub level: String,
    /// Number of the level from 1, spread over four tints; 0 when there is none.
    pub tint: usize,
    /// “up 22”, “flat”, “down 4”, or empty when there is nothing to compare.
    pub change: String,
    /// up, flat, down, or empty.
    pub verdict: Cow<'static, str>,
    /// Points before, or empty.
    pub before: String,
    /// Criteria with a score.
    pub scored: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Criteria without a score.
    pub open: usize,
    /// What the score rests on, when not every criterion is scored; otherwise empty.
    pub coverage: String,
    /// The target in percent, or empty.
    pub target: String,
    /// How far the target is away, in words, or empty.
    pub gap: String,
    /// The part of the way since the baseline, in words, or empty.
    pub progress: String,
    /// Position of low, middle, high and before on a scale from 0 to 100, for drawings.
    pub scale: Scale,
}

/// Positions on a scale from 0 to 100 with one decimal.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Scale {
    /// Low.
    pub low: String,
    /// Middle.
    pub mid: String,
    /// High.
    pub high: String,
    /// Before, or empty.
    pub before: String,
}

/// How far one requisite is met below a node.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Tally {
    /// The requisite.
    pub title: String,
    /// Criteria that meet it.
    pub met: usize,
    /// Partly.
    pub partly: usize,
    /// Not.
    pub missing: usize,
    /// Not looked at.
    pub unknown: usize,
    /// All of it in a line: “3 of 5 met, 1 partly”.
    pub words: String,
}

/// A section in a table.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SectionRow {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Title of its group, or empty.
    pub group: String,
    /// Whether it is one of those that must work in unison.
    pub unison: bool,
    /// Whether it is the first of its group.
    pub first_of_group: bool,
    /// Its score.
    pub score: Score,
    /// The requisites below it.
    pub requisites: Vec<Tally>,
    /// Sections inside it.
    pub parts: Vec<SectionRow>,
    /// How many criteria it has.
    pub criteria: usize,
    /// Its points before anything is left out.
    pub nominal: String,
}

/// A group of sections.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    /// Its title.
    pub title: String,
    /// What stands beside it.
    pub note: String,
    /// Whether its sections must work in unison.
    pub unison: bool,
    /// Its score.
    pub score: Score,
}

/// What a requisite asks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Question {
    /// Its short title.
    pub title: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
}

/// How one requisite is met.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Requisite {
    /// The requisite.
    pub title: String,
    /// met, partly, missing or unknown.
    pub state: &'static str,
    /// The same in words.
    pub words: String,
    /// Who, or empty.
    pub by: String,
}
