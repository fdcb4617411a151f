//! Whether every reference of an initiative leads somewhere. It reads validated records and
//! reports; it changes nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::action::Action;
use crate::model::assessment::{Assessment, Met};
use crate::model::chart::Chart;
use crate::model::initiative::Initiative;
use crate::model::prose::{Block, Inline, Prose, Target};
use crate::model::text::Reference;
use crate::place::Place;
use crate::source::observation::near_path;
use crate::source::origin::Problems;

/// Ids of all records that are there, whether or not they could be read, so that a reference to
/// a record with a mistake is not blamed for it.
#[derive(Debug, Default)]
pub struct Known {
    /// People; nothing when initiative.toml could not be read whole.
    pub people: Option<BTreeSet<String>>,
    /// Outcomes.
    pub outcomes: BTreeSet<String>,
    /// Actions, and tasks of meetings.
    pub actions: BTreeSet<String>,
    /// Meetings.
    pub meetings: BTreeSet<String>,
    /// Assessments.
    pub assessments: BTreeSet<String>,
    /// Patterns, with their assessment.
    pub patterns: BTreeSet<String>,
    /// Decisions, with their assessment.
    pub decisions: BTreeSet<String>,
    /// Records that could not be read whole: what they hold is not known.
    pub unsure: BTreeSet<String>,
    /// Whether an assessment has no model that could be used, so that criteria are not known.
    pub lacks_instrument: bool,
}

impl Known {
    /// Adds what became known while one assessment was read.
    pub fn extend(&mut self, of_assessment: Self) {
        self.decisions.extend(of_assessment.decisions);
        self.unsure.extend(of_assessment.unsure);
        self.lacks_instrument |= of_assessment.lacks_instrument;
    }

    /// Whether an id is among known ones, or belongs to a record that could not be read whole.
    pub fn is_known(&self, ids: &BTreeSet<String>, id: &str) -> bool {
        ids.contains(id) || id.split_once('/').is_some_and(|(folder, _)| self.unsure.contains(folder))
    }
}

/// Reports every reference that leads nowhere.
pub fn check(initiative: &Initiative, known: &Known, problems: &Problems) {
    let checker = Checker { initiative, known, problems };
    checker.people();
    checker.milestones();
    initiative.actions.iter().for_each(|action| checker.action(action));
    initiative.assessments.iter().for_each(|assessment| checker.assessment(assessment));
    checker.fragments();
    initiative.assessments.iter().for_each(|assessment| checker.charts(assessment));
}

struct Checker<'a> {
    initiative: &'a Initiative,
    known: &'a Known,
    problems: &'a Problems,
}

impl Checker<'_> {
    fn check<'r>(
        &self,
        references: impl IntoIterator<Item = &'r Reference>,
        ids: &BTreeSet<String>,
        what: &str,
        record: &str,
    ) {
        for reference in references {
            if !self.known.is_known(ids, &reference.id) {
                self.unknown(reference, ids, what, record);
            }
        }
    }

    fn check_people<'r>(&self, references: impl IntoIterator<Item = &'r Reference>, record: &str) {
        if let Some(people) = &self.known.people {
            self.check(references, people, "person", record);
        }
    }

    fn unknown(&self, reference: &Reference, known: &BTreeSet<String>, what: &str, record: &str) {
        let ending = format!("/{}", reference.id);
        let mend = match known.iter().find(|id| id.ends_with(&ending)) {
            Some(whole) => format!("Did you mean `{whole}`? From here it is named with its folder."),
            None => did_you_mean(&reference.id, known.iter().map(String::as_str)),
        };
        let or_add = match what {
            "person" => "Add the person to initiative.toml, or correct the id.".to_owned(),
            what => format!("Correct the id, or write the {what}."),
        };
        let mend = if mend.starts_with("Did") { mend } else { format!("{or_add} {mend}") };
        let message = format!("there is no {what} `{}`", reference.id);
        let diagnostic = Diagnostic::new(Code::UnknownReference, reference.place.clone(), message);
        self.problems.push(diagnostic.mend(mend.trim_end()).of(record));
    }

    fn people(&self) {
        let initiative = self.initiative;
        self.check_people(&initiative.sponsor, &format!("initiative {}", initiative.id));
        let trainers = initiative.training.iter().filter_map(|training| training.owner.as_ref());
        self.check_people(trainers, &format!("initiative {}", initiative.id));
        for outcome in &initiative.outcomes {
            self.check_people(&outcome.owner, &format!("outcome {}", outcome.id));
        }
        for meeting in &initiative.meetings {
            self.check_people(&meeting.attended, &format!("meeting {}", meeting.id));
        }
    }

    fn milestones(&self) {
        let milestones = self.initiative.milestones.iter().filter_map(|milestone| milestone.decision.as_ref());
        let investments = self.initiative.investments.iter().filter_map(|investment| investment.decision.as_ref());
        let decisions = milestones.chain(investments);
        self.check(decisions, &self.known.decisions, "decision", &format!("initiative {}", self.initiative.id));
    }

    fn action(&self, action: &Action) {
        let record = format!("action {}", action.id);
        self.check_people(&action.owner, &record);
        self.check_people(action.updates.iter().filter_map(|update| update.owner.as_ref()), &record);
        self.check(&action.outcomes, &self.known.outcomes, "outcome", &record);
        self.check(&action.patterns, &self.known.patterns, "pattern", &record);
        self.check(&action.decision, &self.known.decisions, "decision", &record);
        if let Some(origin) = &action.origin
            && !self.known.meetings.contains(&origin.id)
        {
            self.check([origin], &self.known.assessments, "assessment", &record);
        }
        for path in action.criteria.iter().filter(|_| !self.known.lacks_instrument) {
            let instruments = || self.initiative.assessments.iter().map(|assessment| &assessment.instrument);
            if !instruments().any(|instrument| instrument.find(&path.id).is_some()) {
                let mend = instruments().next().map(|instrument| near_path(instrument, &path.id)).unwrap_or_default();
                let message = format!("`{}` is no criterion of any model used here", path.id);
                self.problems
                    .push(Diagnostic::new(Code::UnknownCriterion, path.place.clone(), message).mend(mend).of(&record));
            }
        }
    }

    fn assessment(&self, assessment: &Assessment) {
        let record = format!("assessment {}", assessment.id);
        self.check_people(&assessment.assessors, &record);
        self.check(&assessment.meeting, &self.known.meetings, "meeting", &record);
        self.check(&assessment.baseline, &self.known.assessments, "assessment", &record);
        self.baseline(assessment, &record);
        let met = assessment.answers.values().flat_map(|given| &given.requisites).flatten();
        let owners = met.filter_map(|met| match met {
            Met::Yes(person) => person.as_ref(),
            _ => None,
        });
        self.check_people(owners, &record);
        let within = format!("{}/", assessment.id);
        let patterns =
            self.known.patterns.iter().filter_map(|id| id.strip_prefix(&within)).map(str::to_owned).collect();
        for observation in &assessment.observations {
            let record = format!("observation {}/{}", assessment.id, observation.id);
            self.check(&observation.pattern, &patterns, "pattern", &record);
        }
    }

    /// Progress is counted from an earlier assessment.
    fn baseline(&self, assessment: &Assessment, record: &str) {
        let Some(reference) = &assessment.baseline else { return };
        let earlier = self.initiative.assessment(&reference.id);
        if earlier.is_some_and(|earlier| earlier.date >= assessment.date) {
            let message = format!("the baseline `{}` is no earlier assessment", reference.id);
            let diagnostic = Diagnostic::new(Code::DateOrder, reference.place.clone(), message);
            self.problems.push(diagnostic.mend("Name an earlier one, or remove the line.").of(record));
        }
    }

    /// What charts and scores in the texts of an assessment are about.
    fn charts(&self, assessment: &Assessment) {
        for (_, prose) in texts_of(assessment) {
            for (chart, place) in prose.charts() {
                match chart {
                    Chart::Ranges(Some(path)) => self.scored(assessment, path, place),
                    Chart::Outcome(id) if !self.known.outcomes.contains(id) => {
                        let reference = Reference { id: id.clone(), place: place.clone() };
                        self.unknown(
                            &reference,
                            &self.known.outcomes,
                            "outcome",
                            &format!("assessment {}", assessment.id),
                        );
                    }
                    _ => {}
                }
            }
            prose.pointers(&mut |inline| {
                if let Inline::Score(score) = inline
                    && !score.path.is_empty()
                {
                    self.scored(assessment, &score.path, &score.place);
                }
            });
        }
    }

    /// A section or criterion that a chart or a score is about.
    fn scored(&self, assessment: &Assessment, path: &str, place: &Place) {
        if assessment.instrument.find(path).is_none() {
            let message = format!("`{path}` is no section or criterion of {}", assessment.id);
            let diagnostic = Diagnostic::new(Code::UnknownCriterion, place.clone(), message);
            self.problems.push(diagnostic.mend(near_path(&assessment.instrument, path)));
        }
    }

    /// Links with a `#`: to a criterion of an assessment, or to a heading of a record.
    fn fragments(&self) {
        let texts = texts(self.initiative);
        for (_, prose) in &texts {
            prose.pointers(&mut |inline| {
                if let Inline::Link(link) = inline
                    && let Target::Record { file, fragment } = &link.target
                    && !fragment.is_empty()
                {
                    self.fragment(file, fragment, &link.place, &texts);
                }
            });
        }
    }

    fn fragment(&self, file: &str, fragment: &str, place: &Place, texts: &[(&str, &Prose)]) {
        let assessment = self.initiative.assessments.iter().find(|assessment| assessment.place.file.as_ref() == file);
        if let Some(assessment) = assessment {
            if assessment.instrument.find(fragment).is_none() {
                let message = format!("`{fragment}` is no section or criterion of {}", assessment.id);
                let mend = near_path(&assessment.instrument, fragment);
                self.problems.push(Diagnostic::new(Code::BrokenLink, place.clone(), message).mend(mend));
            }
            return;
        }
        let Some((_, prose)) = texts.iter().find(|(path, _)| *path == file) else { return };
        let headings: Vec<&str> = prose
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { id, .. } => Some(id.as_str()),
                _ => None,
            })
            .collect();
        if !headings.contains(&fragment) {
            let message = format!("{file} has no heading `{fragment}`");
            self.problems
                .push(Diagnostic::new(Code::BrokenLink, place.clone(), message).mend(did_you_mean(fragment, headings)));
        }
    }
}

/// Every text of an initiative, with the path of its file.
pub fn texts(initiative: &Initiative) -> Vec<(&str, &Prose)> {
    let mut texts: Vec<(&str, &Prose)> = Vec::new();
    texts.extend(initiative.outcomes.iter().map(|outcome| (outcome.place.file.as_ref(), &outcome.body)));
    texts.extend(initiative.actions.iter().map(|action| (action.place.file.as_ref(), &action.body)));
    texts.extend(initiative.meetings.iter().map(|meeting| (meeting.place.file.as_ref(), &meeting.body)));
    texts.extend(initiative.assessments.iter().flat_map(texts_of));
    texts
}

/// Every text of an assessment, with the path of its file.
fn texts_of(assessment: &Assessment) -> Vec<(&str, &Prose)> {
    assessment.texts().map(|(place, prose)| (place.file.as_ref(), prose)).collect()
}
