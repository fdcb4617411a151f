//! Part 6: what the observations say together, and what the assessment itself shows when it is
//! read as a whole.

use crate::briefing::Subject;
use crate::briefing::finding::{self, Finding};
use crate::briefing::register::Line;
use crate::briefing::results::Results;
use crate::model::instrument::NodeIndex;
use crate::model::observation::{Observation, Pattern};
use crate::model::part::{Part, Written};
use crate::model::site::Site;

/// Part 6.
#[derive(Clone, Debug)]
pub struct Learning<'a> {
    /// What a person wrote.
    pub written: Option<&'a Written>,
    /// The patterns, in their order.
    pub patterns: Vec<Seen<'a>>,
    /// Observations that belong to no pattern.
    pub loose: Vec<&'a Observation>,
    /// What the assessment shows when it is read as a whole.
    pub findings: Vec<Finding>,
}

/// A pattern with its evidence.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// The pattern.
    pub pattern: &'a Pattern,
    /// Observations behind it.
    pub observations: Vec<&'a Observation>,
    /// How many of them concern each top section, in the order of the model.
    pub sections: Vec<(NodeIndex, usize)>,
    /// Actions that answer it.
    pub actions: Vec<Line<'a>>,
}

/// Makes the part; `lines` are those of the register.
pub fn of<'a>(subject: &Subject<'a>, lines: &[Line<'a>], results: &Results, site: &Site) -> Learning<'a> {
    let assessment = subject.now.assessment;
    let patterns: Vec<Seen<'a>> = assessment.patterns.iter().map(|pattern| seen(subject, lines, pattern)).collect();
    let findings = finding::all(subject, results, &patterns, site);
    Learning {
        written: assessment.parts.get(Part::Learning),
        loose: assessment.observations.iter().filter(|observation| observation.pattern.is_none()).collect(),
        patterns,
        findings,
    }
}

fn seen<'a>(subject: &Subject<'a>, lines: &[Line<'a>], pattern: &'a Pattern) -> Seen<'a> {
    let assessment = subject.now.assessment;
    let observations: Vec<&Observation> = assessment.observations_of(&pattern.id).collect();
    let id = format!("{}/{}", assessment.id, pattern.id);
    let answers = |line: &&Line<'_>| line.action.patterns.iter().any(|reference| reference.id == id);
    Seen {
        pattern,
        sections: sections(subject, &observations),
        observations,
        actions: lines.iter().filter(answers).cloned().collect(),
    }
}

/// An observation counts once in each top section that it is about.
fn sections(subject: &Subject<'_>, observations: &[&Observation]) -> Vec<(NodeIndex, usize)> {
    let instrument = &subject.now.assessment.instrument;
    let about = |observation: &Observation, section: NodeIndex| {
        observation.criteria.iter().any(|criterion| instrument.section_of(*criterion) == section)
    };
    instrument
        .sections()
        .map(|(section, _)| (section, observations.iter().filter(|observation| about(observation, section)).count()))
        .filter(|(_, count)| *count > 0)
        .collect()
}
