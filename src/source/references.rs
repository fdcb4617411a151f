//! Whether every reference of an initiative leads somewhere. It reads validated records and
//! reports; it changes nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::action::Action;
use crate::model::assessment::{Assessment, Met};
use crate::model::initiative::Initiative;
use crate::model::prose::{Block, Inline, Prose, Target};
use crate::model::text::Reference;
use crate::place::Place;
use crate::source::observation::near_path;
use crate::source::table::Problems;

/// Reports every reference that leads nowhere.
pub fn check(initiative: &Initiative, problems: &Problems) {
    let checker = Checker::new(initiative, problems);
    checker.people();
    initiative.actions.iter().for_each(|action| checker.action(action));
    initiative.assessments.iter().for_each(|assessment| checker.assessment(assessment));
    checker.actions_are_unique();
    checker.fragments();
}

struct Checker<'a> {
    initiative: &'a Initiative,
    problems: &'a Problems,
    people: BTreeSet<String>,
    outcomes: BTreeSet<String>,
    assessments: BTreeSet<String>,
    meetings: BTreeSet<String>,
    patterns: BTreeSet<String>,
    decisions: BTreeSet<String>,
}

impl<'a> Checker<'a> {
    fn new(initiative: &'a Initiative, problems: &'a Problems) -> Self {
        let within = |assessment: &Assessment, id: &str| format!("{}/{id}", assessment.id);
        let assessments = &initiative.assessments;
        Self {
            initiative,
            problems,
            people: initiative.people.iter().map(|person| person.id.clone()).collect(),
            outcomes: initiative.outcomes.iter().map(|outcome| outcome.id.clone()).collect(),
            assessments: assessments.iter().map(|assessment| assessment.id.clone()).collect(),
            meetings: initiative.meetings.iter().map(|meeting| meeting.id.clone()).collect(),
            patterns: assessments
                .iter()
                .flat_map(|assessment| assessment.patterns.iter().map(|pattern| within(assessment, &pattern.id)))
                .collect(),
            decisions: assessments
                .iter()
                .flat_map(|assessment| assessment.decisions.iter().map(|decision| within(assessment, &decision.id)))
                .collect(),
        }
    }

    fn known<'r>(
        &self,
        references: impl IntoIterator<Item = &'r Reference>,
        known: &BTreeSet<String>,
        what: &str,
        record: &str,
    ) {
        for reference in references {
            if !known.contains(&reference.id) {
                self.unknown(reference, known, what, record);
            }
        }
    }

    fn unknown(&self, reference: &Reference, known: &BTreeSet<String>, what: &str, record: &str) {
        let ending = format!("/{}", reference.id);
        let mend = match known.iter().find(|id| id.ends_with(&ending)) {
            Some(whole) => format!("Did you mean `{whole}`? From here it is named with its folder."),
            None => did_you_mean(&reference.id, known.iter().map(String::as_str)),
        };
        let mend = match (mend.is_empty(), what) {
            (false, _) => mend,
            (true, "person") => "Add the person to initiative.toml, or correct the id.".to_owned(),
            (true, _) => format!("Correct the id, or write the {what}."),
        };
        let message = format!("there is no {what} `{}`", reference.id);
        self.problems
            .push(Diagnostic::new(Code::UnknownReference, reference.place.clone(), message).mend(mend).of(record));
    }

    fn people(&self) {
        let initiative = self.initiative;
        self.known(&initiative.sponsor, &self.people, "person", &format!("initiative {}", initiative.id));
        for outcome in &initiative.outcomes {
            self.known(&outcome.owner, &self.people, "person", &format!("outcome {}", outcome.id));
        }
        for meeting in &initiative.meetings {
            self.known(&meeting.attended, &self.people, "person", &format!("meeting {}", meeting.id));
        }
    }

    fn action(&self, action: &Action) {
        let record = format!("action {}", action.id);
        self.known(&action.owner, &self.people, "person", &record);
        self.known(action.updates.iter().filter_map(|update| update.owner.as_ref()), &self.people, "person", &record);
        self.known(&action.outcomes, &self.outcomes, "outcome", &record);
        self.known(&action.patterns, &self.patterns, "pattern", &record);
        self.known(&action.decision, &self.decisions, "decision", &record);
        if let Some(origin) = &action.origin
            && !self.meetings.contains(&origin.id)
        {
            self.known([origin], &self.assessments, "assessment", &record);
        }
        for path in &action.criteria {
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
        self.known(&assessment.assessors, &self.people, "person", &record);
        self.known(&assessment.meeting, &self.meetings, "meeting", &record);
        self.known(&assessment.baseline, &self.assessments, "assessment", &record);
        let met = assessment.answers.values().flat_map(|given| &given.requisites).flatten();
        let owners = met.filter_map(|met| match met {
            Met::Yes(person) => person.as_ref(),
            _ => None,
        });
        self.known(owners, &self.people, "person", &record);
        let patterns: BTreeSet<String> = assessment.patterns.iter().map(|pattern| pattern.id.clone()).collect();
        for observation in &assessment.observations {
            let record = format!("observation {}/{}", assessment.id, observation.id);
            self.known(&observation.pattern, &patterns, "pattern", &record);
        }
    }

    fn actions_are_unique(&self) {
        let mut seen = BTreeSet::new();
        for action in &self.initiative.actions {
            if !seen.insert(&action.id) {
                let message = format!("there is already an action `{}`", action.id);
                let diagnostic = Diagnostic::new(Code::DuplicateId, action.place.clone(), message);
                self.problems.push(diagnostic.mend("Give it an id of its own.").of(format!("action {}", action.id)));
            }
        }
    }

    /// Links with a `#`: to a criterion of an assessment, or to a heading of a record.
    fn fragments(&self) {
        let texts = texts(self.initiative);
        for (_, prose) in &texts {
            prose.inlines(&mut |inline| {
                if let Inline::Link { target: Target::Record { file, fragment }, place, .. } = inline
                    && !fragment.is_empty()
                {
                    self.fragment(file, fragment, place, &texts);
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
    for assessment in &initiative.assessments {
        texts.extend(
            assessment.observations.iter().map(|observation| (observation.place.file.as_ref(), &observation.body)),
        );
        texts.extend(assessment.patterns.iter().map(|pattern| (pattern.place.file.as_ref(), &pattern.body)));
        texts.extend(assessment.parts.written.iter().map(|written| (written.place.file.as_ref(), &written.body)));
    }
    texts
}
