//! One assessment and its eight parts in words.

use std::cell::LazyCell;

use crate::briefing::Briefing;
use crate::briefing::reason::Asked;
use crate::model::assessment::Assessment;
use crate::model::instrument::ROOT;
use crate::model::part::Part;
use crate::model::site::Site;
use crate::model::text::{Reference, Text};
use crate::render::address;
use crate::render::context::{self, Decision, Entry, Fact, Kind, Left, Link, Next, SectionRow};
use crate::render::format::decimals;
use crate::render::mentions::{Mention, shown};
use crate::render::view::method::rules;
use crate::render::view::{View, answer_id, stage_id, words};

impl View<'_> {
    /// Everything about one assessment, for pages in its folder.
    pub fn briefing(&self, briefing: &Briefing<'_>, site: &Site) -> context::Briefing {
        let subject = &briefing.subject;
        let assessment = subject.now.assessment;
        let format = self.format();
        let initiative = self.initiative;
        let page = address::page(&initiative.id, &assessment.id, "index");
        let page = page.as_str();
        let results = &briefing.results;
        let asked = self.mentions.value("briefing");
        let rows: Vec<SectionRow> = self.section_rows(briefing, &results.sections, asked.field("sections"));
        let organization = LazyCell::new(|| subject.organization());
        let (stakes, commitment) = (&briefing.stakes, &briefing.commitment);
        shown!(
            // Pages are named by their titles, and there is one for each part.
            |field| matches!(field, "title" | "parts") || asked.has(field),
            context::Briefing {
                id: assessment.id.clone(),
                title: self.assessment_title(assessment),
                href: page.to_owned(),
                compare: match subject.before {
                    Some(_) => address::page(&initiative.id, &assessment.id, "compare"),
                    None => String::new(),
                },
                stage_id: stage_id(assessment.stage),
                stage: self.stage(assessment.stage),
                date: format.date(assessment.date),
                as_of: format.date(subject.as_of),
                model: assessment.instrument.title.clone(),
                has_points: assessment.instrument.has_points,
                facts: self.facts(briefing),
                stages: self.stages(assessment),
                finding: self.conclusion(briefing),
                lead: words(briefing.summary.lead),
                decisions: briefing
                    .reason
                    .decisions
                    .iter()
                    .enumerate()
                    .map(|(at, asked)| self.decision_asked(at, asked))
                    .collect(),
                decide_when: briefing
                    .reason
                    .meeting
                    .map(|meeting| self.labels.say("decision.when", &[("date", &format.date(meeting.date))]))
                    .unwrap_or_default(),
                strip: self.strip(briefing),
                score: self.score_asked(subject, ROOT, asked.field("score")),
                flat_note: self.flat_note(&results.sections),
                rounding_note: self.rounding_note(briefing),
                reweighted_note: self.reweighted_note(briefing),
                groups: self.groups(briefing),
                figures: self.figures(briefing),
                movement: self.movement(briefing),
                requisites: self.tallies(&assessment.instrument, &results.whole.requisites),
                questions: self.questions(assessment),
                patterns: self.patterns(briefing, page, asked.field("patterns")),
                observed: self.observed(briefing),
                loose: briefing
                    .learning
                    .loose
                    .iter()
                    .map(|observation| Link {
                        title: observation.title.words.clone(),
                        href: address::observation(
                            &initiative.id,
                            assessment,
                            observation.criteria.first().copied(),
                            &observation.id,
                        ),
                    })
                    .collect(),
                findings: briefing.learning.findings.iter().map(|finding| self.finding(finding, assessment)).collect(),
                parts: self.parts(briefing, site, page),
                leave: lines(briefing.reason.leave),
                meeting: briefing.reason.meeting.map(|meeting| Link {
                    title: self.meeting_title(meeting),
                    href: address::meeting(&initiative.id, &meeting.id),
                }),
                milestones: briefing
                    .status
                    .milestones
                    .iter()
                    .map(|milestone| self.milestone(milestone, subject.newest))
                    .collect(),
                budget: self.budget(briefing.status.budget.as_ref()),
                budget_remarks: self.budget_remarks(initiative.budget.as_ref()),
                uses: briefing.status.uses.iter().map(|used| self.used(used)).collect(),
                outcomes: briefing
                    .status
                    .outcomes
                    .iter()
                    .map(|line| self.outcome(line, page, asked.field("outcomes")))
                    .collect(),
                training: self.courses(&organization),
                blocks: self.building_blocks(&organization),
                values: {
                    let decimals = decimals(stakes.values.iter().map(|value| &value.value));
                    stakes.values.iter().map(|value| self.value(value, decimals)).collect()
                },
                stake: self.stake(briefing),
                unit: stakes.written.and_then(|written| written.unit.clone()).unwrap_or_default(),
                if_nothing: lines(stakes.if_nothing),
                if_act: lines(stakes.if_act),
                assessors: assessment.assessors.iter().map(|person| self.person(person)).collect(),
                nature: self.nature(briefing),
                scoring: rules(&assessment.instrument, self.labels),
                not_applicable: briefing
                    .nature
                    .not_applicable
                    .iter()
                    .map(|(node, reason)| Left { title: self.node(assessment, *node).title, reason: reason.clone() })
                    .collect(),
                conditions: self.actions(&briefing.actions.conditions, page, asked.field("conditions")),
                kinds: briefing
                    .actions
                    .kinds
                    .iter()
                    .map(|(kind, lines)| {
                        let id = kind.map_or("other", answer_id);
                        Kind {
                            id,
                            title: self.labels.word(&format!("kind.{id}")),
                            actions: self.actions(lines, page, asked.field("kinds").field("actions")),
                        }
                    })
                    .collect(),
                rejected: briefing
                    .actions
                    .rejected
                    .iter()
                    .map(|rejected| Left { title: rejected.option.clone(), reason: rejected.reason.clone() })
                    .collect(),
                register: self.actions(&commitment.register, page, asked.field("register")),
                uncommitted: self.actions(&commitment.uncommitted, page, asked.field("uncommitted")),
                carried: self.actions(&commitment.carried, page, asked.field("carried")),
                done: self.actions(&commitment.done, page, asked.field("done")),
                dropped: self.actions(&commitment.dropped, page, asked.field("dropped")),
                next: commitment.next.iter().map(|(kind, meeting)| self.next(*kind, *meeting)).collect(),
                communication: words(commitment.written.and_then(|written| written.communication.as_ref())),
                signatures: commitment
                    .signatures
                    .iter()
                    .map(|id| self.person(&Reference { id: (*id).to_owned(), place: assessment.place.clone() }))
                    .collect(),
                sections: rows,
            }
        )
    }

    /// The conclusion that a person wrote; without one, the neutral title.
    fn conclusion(&self, briefing: &Briefing<'_>) -> Vec<String> {
        let assessment = briefing.subject.now.assessment;
        match briefing.summary.finding {
            Some(finding) => self.sentences(&finding.words),
            None => vec![self.assessment_title(assessment)],
        }
    }

    fn facts(&self, briefing: &Briefing<'_>) -> Vec<Fact> {
        let assessment = briefing.subject.now.assessment;
        let fact = |key: &str, words: String| Fact { title: self.labels.word(key), words };
        let mut facts = Vec::new();
        if let Some(meeting) = briefing.reason.meeting {
            facts.push(fact(&format!("fact.{}", meeting.kind.id()), self.meeting_when(meeting)));
        }
        facts.push(fact(
            "fact.sponsor",
            match &self.initiative.sponsor {
                Some(sponsor) => self.person(sponsor).line,
                None => self.labels.word("fact.no-sponsor"),
            },
        ));
        let by: Vec<String> = assessment.assessors.iter().map(|person| self.person(person).line).collect();
        if let [one] = by.as_slice() {
            facts.push(fact("fact.by", one.clone()));
        } else if !by.is_empty() {
            facts.push(fact("fact.by", self.labels.count("fact.assessors", by.len())));
        }
        facts.push(fact("fact.as-of", self.format().date(briefing.subject.as_of)));
        facts
    }

    fn stages(&self, current: &Assessment) -> Vec<Entry> {
        let entry = |assessment: &Assessment| Entry {
            title: self.labels.say(
                "assessment.in-year",
                &[("stage", &self.stage(assessment.stage)), ("year", &assessment.date.year().to_string())],
            ),
            href: address::page(&self.initiative.id, &assessment.id, "index"),
            current: assessment.id == current.id,
            here: assessment.id == current.id,
        };
        self.initiative.assessments.iter().map(entry).collect()
    }

    fn decision_asked(&self, at: usize, asked: &Asked<'_>) -> Decision {
        Decision {
            number: at + 1,
            ask: asked.decision.ask.words.clone(),
            detail: words(asked.decision.detail.as_ref()),
            actions: asked.actions.iter().map(|line| self.action_link(line)).collect(),
        }
    }

    /// The eight parts in the order of the outline.
    pub fn parts(&self, briefing: &Briefing<'_>, site: &Site, page: &str) -> Vec<context::Part> {
        let assessment = briefing.subject.now.assessment;
        // A part stands on its own page and among the others.
        let ways = [self.mentions.value("part"), self.mentions.value("briefing").field("parts")];
        let asked = ways.map(|part| part.field("body")).into_iter().find(|body| body.has("figure"));
        let asked = asked.unwrap_or(Mention::Nothing);
        let part = |(at, (part, title)): (usize, &(Part, Option<String>))| {
            let written = assessment.parts.get(*part);
            let title = title.clone().unwrap_or_else(|| self.labels.word(&format!("part.{}", part.id())));
            let finding = written.and_then(|written| written.finding.as_ref());
            context::Part {
                id: part.id(),
                number: at + 1,
                href: address::part(&self.initiative.id, &assessment.id, *part),
                finding: finding.map_or_else(|| vec![title.clone()], |finding| self.sentences(&finding.words)),
                has_finding: finding.is_some(),
                lead: words(written.and_then(|written| written.lead.as_ref())),
                body: written
                    .map(|written| self.text(briefing, &written.body, page, (3, &format!("{}_", part.id())), asked))
                    .unwrap_or_default(),
                title,
            }
        };
        site.outline.iter().enumerate().map(part).collect()
    }

    /// The next meeting of a kind, with its topics; the usual ones where none are written.
    pub fn next(
        &self,
        kind: crate::model::meeting::MeetingKind,
        meeting: Option<&crate::model::meeting::Meeting>,
    ) -> Next {
        let id = kind.id();
        let topics: Vec<String> = meeting
            .map(|meeting| meeting.topics.iter().map(|topic| topic.title.words.clone()).collect())
            .unwrap_or_default();
        let usual = || kind.points().iter().map(|point| self.point_title(*point)).collect();
        Next {
            kind: self.labels.word(&format!("meeting.{id}")),
            when: meeting.map_or_else(|| self.labels.word("meeting.no-date"), |meeting| self.meeting_when(meeting)),
            href: meeting.map(|meeting| address::meeting(&self.initiative.id, &meeting.id)).unwrap_or_default(),
            topics: if topics.is_empty() { usual() } else { topics },
        }
    }
}

/// The words of several texts.
pub fn lines(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.words.clone()).collect()
}
