//! How many criteria meet each requisite, below any node.

use crate::model::assessment::{Assessment, Met, Scored};
use crate::model::instrument::NodeIndex;

/// Criteria by how far they meet a requisite. Criteria that do not apply are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// It is met.
    pub met: usize,
    /// Partly.
    pub partly: usize,
    /// It is not met.
    pub missing: usize,
    /// Nobody looked.
    pub unknown: usize,
}

impl Tally {
    /// Criteria somebody looked at.
    pub const fn known(self) -> usize {
        self.met + self.partly + self.missing
    }

    /// All criteria that apply.
    pub const fn all(self) -> usize {
        self.known() + self.unknown
    }

    const fn add(&mut self, met: Option<&Met>) {
        match met {
            Some(Met::Yes(_)) => self.met += 1,
            Some(Met::Partly) => self.partly += 1,
            Some(Met::No) => self.missing += 1,
            None => self.unknown += 1,
        }
    }
}

/// What is answered for a requisite of a criterion.
pub fn met(assessment: &Assessment, criterion: NodeIndex, requisite: usize) -> Option<&Met> {
    assessment.answers.get(&criterion)?.requisites.get(requisite)?.as_ref()
}

/// Whether a criterion applies.
pub fn applies(assessment: &Assessment, criterion: NodeIndex) -> bool {
    !assessment.answers.get(&criterion).is_some_and(|given| matches!(given.score, Scored::NotApplicable(_)))
}

/// The tallies of all requisites below a node, in the order of the model.
pub fn tallies(assessment: &Assessment, below: NodeIndex) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); assessment.instrument.requisites.len()];
    for criterion in assessment.instrument.criteria_below(below) {
        let given = assessment.answers.get(&criterion);
        if given.is_some_and(|given| matches!(given.score, Scored::NotApplicable(_))) {
            continue;
        }
        for (requisite, tally) in tallies.iter_mut().enumerate() {
            tally.add(given.and_then(|given| given.requisites.get(requisite)?.as_ref()));
        }
    }
    tallies
}
