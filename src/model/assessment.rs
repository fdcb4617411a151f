//! One reading of a model at a date: answers, the decisions asked, and what was seen.
//!
//! Answers are shares from 0 to 1, already brought to one scale. Nothing here is totalled.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::instrument::{Instrument, NodeIndex};
use crate::model::number::Number;
use crate::model::observation::{Observation, Pattern};
use crate::model::part::Parts;
use crate::model::prose::Prose;
use crate::model::text::{Reference, Text};
use crate::place::Place;

/// One reading of a model.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Id: the name of its folder.
    pub id: String,
    /// What it was made with.
    pub instrument: Arc<Instrument>,
    /// Its date.
    pub date: Date,
    /// Where in its life the initiative was.
    pub stage: Stage,
    /// The conclusion.
    pub finding: Option<Text>,
    /// A few sentences under the conclusion.
    pub lead: Option<Text>,
    /// The overall answer to “more, less or different?”.
    pub answer: Option<Answer>,
    /// What goes with the answer.
    pub answer_note: Option<Text>,
    /// Id of the meeting it prepares.
    pub meeting: Option<Reference>,
    /// Ids of the people who assessed.
    pub assessors: Vec<Reference>,
    /// Number of interviews behind the scores.
    pub interviews: Option<usize>,
    /// First and last day of the work.
    pub period: (Option<Date>, Option<Date>),
    /// Id of the assessment that progress is counted from.
    pub baseline: Option<Reference>,
    /// What the meeting is asked to decide.
    pub decisions: Vec<Decision>,
    /// Targets as shares, by node; the model's own where none is given.
    pub targets: BTreeMap<NodeIndex, Number>,
    /// Answers by criterion.
    pub answers: BTreeMap<NodeIndex, Given>,
    /// Observations, by id.
    pub observations: Vec<Observation>,
    /// Patterns, in the order of part 6.
    pub patterns: Vec<Pattern>,
    /// What people wrote for the eight parts.
    pub parts: Parts,
    /// Top of its assessment.toml.
    pub place: Place,
}

/// Where in its life an initiative is assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before it starts.
    Readiness,
    /// On the way.
    Calibration,
    /// After implementation.
    CourseCorrection,
}

/// The answer to “more, less, or something different?”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Something different.
    Different,
    /// More of it.
    More,
    /// Less of it.
    Less,
    /// Go on as it is.
    Keep,
}

/// A decision the meeting is asked for.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Id, unique in the assessment.
    pub id: String,
    /// What is asked.
    pub ask: Text,
    /// By when, at what cost.
    pub detail: Option<Text>,
    /// Its table in the file.
    pub place: Place,
}

/// What was answered for one criterion.
#[derive(Clone, Debug)]
pub struct Given {
    /// The score, if there is one.
    pub score: Scored,
    /// The requisites in the order of the model; `None` is not assessed.
    pub requisites: Vec<Option<Met>>,
    /// A remark.
    pub note: Option<Text>,
    /// Where it is written.
    pub place: Place,
}

/// The score of a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scored {
    /// A judgement with a range; all three are equal where there is none.
    Share(Range),
    /// It does not apply, for a reason.
    NotApplicable(String),
    /// Not scored yet.
    Open,
}

/// A low, a middle and a high, as shares from 0 to 1 or as points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The lowest view.
    pub low: Number,
    /// What counts.
    pub mid: Number,
    /// The highest view.
    pub high: Number,
}

/// How far a requisite is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// Met; for a question about a person, by whom.
    Yes(Option<Reference>),
    /// Partly.
    Partly,
    /// Not met.
    No,
}

impl Range {
    /// A range without width.
    pub fn point(value: Number) -> Self {
        Self { low: value.clone(), mid: value.clone(), high: value }
    }

    /// The same change of scale on all three.
    pub fn map(&self, change: impl Fn(&Number) -> Number) -> Self {
        Self { low: change(&self.low), mid: change(&self.mid), high: change(&self.high) }
    }

    /// The distance from low to high.
    pub fn width(&self) -> Number {
        &self.high - &self.low
    }

    /// Whether a value lies inside, the ends included.
    pub fn holds(&self, value: &Number) -> bool {
        self.low <= *value && *value <= self.high
    }
}

impl Assessment {
    /// Every text that people wrote for it: observations, patterns, parts of the briefing.
    pub fn texts(&self) -> impl Iterator<Item = (&Place, &Prose)> {
        let observations = self.observations.iter().map(|observation| (&observation.place, &observation.body));
        let patterns = self.patterns.iter().map(|pattern| (&pattern.place, &pattern.body));
        let parts = self.parts.written.iter().map(|written| (&written.place, &written.body));
        observations.chain(patterns).chain(parts)
    }

    /// The target of a node as a share: the assessment's own, else the model's.
    pub fn target(&self, node: NodeIndex) -> Option<&Number> {
        self.targets.get(&node).or_else(|| self.instrument.node(node)?.target.as_ref())
    }

    /// A pattern by its id.
    pub fn pattern(&self, id: &str) -> Option<&Pattern> {
        self.patterns.iter().find(|pattern| pattern.id == id)
    }

    /// Observations that carry a pattern.
    pub fn observations_of<'a>(&'a self, pattern: &'a str) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().filter(move |observation| observation.carries(pattern))
    }
}
