//! What was seen, and what several observations say together.

use crate::model::instrument::NodeIndex;
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// Markdown about one or more criteria.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Id: the name of its file.
    pub id: String,
    /// What was seen, in a sentence.
    pub title: Text,
    /// What it is.
    pub kind: ObservationKind,
    /// The criteria or sections it is about.
    pub criteria: Vec<NodeIndex>,
    /// Id of the pattern it belongs to.
    pub pattern: Option<Reference>,
    /// Who or what it comes from.
    pub source: Option<Text>,
    /// The text.
    pub body: Prose,
    /// Top of its file.
    pub place: Place,
}

/// What an observation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObservationKind {
    /// Something to build on.
    Strength,
    /// Something that is missing.
    Gap,
    /// Something learned.
    Learning,
}

/// What several observations say together.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// Id: the name of its file.
    pub id: String,
    /// The pattern in a sentence.
    pub title: Text,
    /// What to do about it.
    pub kind: PatternKind,
    /// Its place in part 6.
    pub order: Option<i64>,
    /// We saw.
    pub saw: Option<Text>,
    /// Because, and because.
    pub because: Vec<Text>,
    /// The root cause.
    pub root_cause: Option<Text>,
    /// Somebody's words.
    pub voice: Option<Voice>,
    /// So for us.
    pub body: Prose,
    /// Top of its file.
    pub place: Place,
}

/// What a pattern asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PatternKind {
    /// A strength to build on.
    BuildOn,
    /// What others rest on.
    FixFirst,
    /// Something to do differently.
    DoDifferently,
}

/// Somebody's words.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The words.
    pub words: String,
    /// Whose they are.
    pub who: String,
}

impl Observation {
    /// Whether it belongs to this pattern.
    pub fn carries(&self, pattern: &str) -> bool {
        self.pattern.as_ref().is_some_and(|reference| reference.id == pattern)
    }
}
