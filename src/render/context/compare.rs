//! What changed since earlier assessments.

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::context::{Action, Left, Link, Score};

/// What changed since earlier assessments.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Compare {
    /// What moved, in a sentence or two; that there is nothing to compare, for a first assessment.
    pub finding: Vec<String>,
    /// With what it is compared, in a sentence, or empty.
    pub lead: String,
    /// Title of the assessment before, with its summary; nothing for a first assessment.
    pub before: Option<Link>,
    /// Title of the baseline, when that is another one.
    pub baseline: Option<Link>,
    /// The whole.
    pub whole: CompareRow,
    /// Criteria that rose most, the largest gain first.
    pub up: Vec<CompareRow>,
    /// Criteria that fell most, the largest loss first.
    pub down: Vec<CompareRow>,
    /// Top sections in the order of the model.
    pub sections: Vec<CompareSection>,
    /// Criteria of the assessment before that this one's model does not have.
    pub gone: Vec<Left>,
    /// Actions that the assessment before recommended, as they stand now.
    pub promised: Vec<Action>,
    /// What became of them, in words, or empty.
    pub kept: String,
    /// What “flat” means, when it is used; otherwise empty.
    pub flat_note: String,
    /// That the two used different models, when they did; otherwise empty.
    pub model_note: String,
}

/// A section beside what it was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareSection {
    /// Its place on the page.
    pub anchor: String,
    /// The section.
    pub row: CompareRow,
    /// How many of its criteria rose, fell and stayed, in words.
    pub words: String,
    /// Its criteria, those of the sections inside it included.
    pub criteria: Vec<CompareRow>,
}

/// A section or a criterion beside what it was.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CompareRow {
    /// Its title.
    pub title: String,
    /// Its page or place.
    pub href: String,
    /// The section inside the top section that a criterion stands in, or empty.
    pub within: String,
    /// Its score now, with the change.
    pub score: Score,
    /// What it was before, at the points of today: “20”, “Not scored yet”, “Not applicable”, “New”.
    pub was: String,
    /// What it was in the baseline; empty when that is the assessment before.
    pub baseline: String,
    /// What else changed: requisites, and whether it applies.
    pub changed: Vec<String>,
}
