//! How an assessment was made, and what it asks.

use crate::briefing::Briefing;
use crate::model::assessment::Assessment;
use crate::model::instrument::{Instrument, Requisite};
use crate::render::context::Question;
use crate::render::view::View;

impl View<'_> {
    /// Who looked, at what, and when.
    pub fn nature(&self, briefing: &Briefing<'_>) -> Vec<String> {
        let assessment = briefing.subject.now.assessment;
        let format = self.format();
        let counts = briefing.nature.counts;
        let mut said = Vec::new();
        let who = match assessment.assessors.len() {
            0 => self.labels.word("nature.nobody"),
            people => self.labels.count("nature.people", people),
        };
        let when = match assessment.period {
            (Some(from), Some(to)) => {
                self.labels.say("nature.between", &[("from", &format.date(from)), ("to", &format.date(to))])
            }
            _ => self.labels.say("nature.on", &[("date", &format.date(assessment.date))]),
        };
        let scored = self.labels.count("nature.criteria", counts.scored);
        said.push(self.labels.say("nature.scored", &[("who", &who), ("criteria", &scored), ("when", &when)]));
        if let Some(interviews) = assessment.interviews {
            said.push(self.labels.count("nature.interviews", interviews));
        }
        if !assessment.observations.is_empty() {
            said.push(self.labels.count("nature.observations", assessment.observations.len()));
        }
        if briefing.nature.with_range > 0 {
            said.push(self.labels.count("nature.ranges", briefing.nature.with_range));
        }
        if counts.not_applicable > 0 {
            said.push(self.labels.count("nature.not-applicable", counts.not_applicable));
        }
        if counts.open > 0 {
            said.push(self.labels.count("nature.open", counts.open));
        }
        said
    }

    /// What the requisites ask.
    pub fn questions(&self, assessment: &Assessment) -> Vec<Question> {
        questions(&assessment.instrument)
    }
}

/// What the requisites of a model ask.
pub fn questions(instrument: &Instrument) -> Vec<Question> {
    let question = |requisite: &Requisite| Question {
        title: requisite.title.clone(),
        question: requisite.question.clone(),
        why: requisite.why.clone(),
    };
    instrument.requisites.iter().map(question).collect()
}
