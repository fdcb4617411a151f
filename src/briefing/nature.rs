//! Part 4: what kind of assessment this is: who looked, when, at how much, and how scores work.

use crate::briefing::Subject;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
use crate::scoring::totals::Counts;

/// Part 4.
#[derive(Clone, Debug)]
pub struct Nature {
    /// Criteria scored, not applicable and open.
    pub counts: Counts,
    /// Criteria that do not apply, each with its reason.
    pub not_applicable: Vec<(NodeIndex, String)>,
    /// Criteria with a range rather than one value.
    pub with_range: usize,
    /// The model without scores: sections with their points and criteria.
    pub sections: Vec<Unscored>,
}

/// A section of the model, unscored.
#[derive(Clone, Debug)]
pub struct Unscored {
    /// The section.
    pub node: NodeIndex,
    /// Points it can reach.
    pub points: Number,
    /// Its criteria.
    pub criteria: usize,
}

/// Makes the part.
pub fn of(subject: &Subject<'_>) -> Nature {
    use crate::model::assessment::Scored;
    let assessment = subject.now.assessment;
    let instrument = &assessment.instrument;
    let with_range = |score: &Scored| matches!(score, Scored::Share(range) if !range.width().is_zero());
    Nature {
        counts: subject.now.totals.score(ROOT).map(|score| score.counts).unwrap_or_default(),
        not_applicable: assessment
            .answers
            .iter()
            .filter_map(|(node, given)| match &given.score {
                Scored::NotApplicable(reason) => Some((*node, reason.clone())),
                _ => None,
            })
            .collect(),
        with_range: assessment.answers.values().filter(|given| with_range(&given.score)).count(),
        sections: instrument
            .sections()
            .map(|(node, section)| Unscored {
                node,
                points: section.points.clone(),
                criteria: instrument.criteria_below(node).len(),
            })
            .collect(),
    }
}
