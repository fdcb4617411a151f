//! A section with its criteria and what was observed about them.

use crate::briefing::Briefing;
use crate::model::assessment::{Assessment, Scored};
use crate::model::instrument::{Node, NodeIndex, NodeKind, Requisite, ScaleKind};
use crate::model::observation::{Observation, ObservationKind};
use crate::render::address;
use crate::render::context::{self, CriteriaBlock, Criterion, Link};
use crate::render::mentions::{Mention, shown};
use crate::render::view::View;
use crate::render::view::requisites::Requisites;
use crate::scoring::requisites::Tally;

/// How many requisites the title of a section names.
const MOST_MISSING: usize = 2;

/// The sections of one assessment, with what is asked of them.
#[derive(Debug)]
pub struct Sections<'a> {
    view: &'a View<'a>,
    briefing: &'a Briefing<'a>,
    asked: Mention<'a>,
    requisites: Requisites<'a>,
}

impl<'a> Sections<'a> {
    /// Those of a briefing.
    pub fn of(view: &'a View<'a>, briefing: &'a Briefing<'a>, asked: Mention<'a>) -> Self {
        // The way that `blocks` and `criterion` go.
        let of_requisites = asked.field("blocks").field("criteria").field("requisites");
        let instrument = &briefing.subject.now.assessment.instrument;
        Self { view, briefing, asked, requisites: Requisites::of(view, instrument, of_requisites) }
    }

    /// A top section, for its own page.
    pub fn section(&self, node: NodeIndex, page: &str) -> Option<context::Section> {
        let Self { view, briefing, asked, .. } = self;
        let subject = &briefing.subject;
        let assessment = subject.now.assessment;
        let instrument = &assessment.instrument;
        let section = instrument.node(node)?;
        let group = section.group.and_then(|group| instrument.groups.get(group));
        let row = briefing.results.sections.iter().find(|row| row.node == node)?;
        let of_score = if asked.has("lead") { Mention::Everything } else { asked.field("score") };
        let score = view.score_asked(subject, node, of_score);
        let unison = group.is_some_and(|group| group.unison);
        Some(shown!(
            |name| asked.has(name),
            context::Section {
                title: section.title.clone(),
                href: page.to_owned(),
                purpose: purpose(section),
                group: group
                    .map(|group| view.labels.say("section.group", &[("group", &group.title), ("note", &group.note)]))
                    .unwrap_or_default(),
                unison,
                finding: view.section_finding(assessment, section, &row.requisites),
                lead: view.section_lead(&score, instrument.has_points),
                requisites: instrument.requisites.iter().map(|requisite| requisite.title.clone()).collect(),
                blocks: self.blocks(node, true, asked.field("blocks")),
                observations: view.observations(briefing, node, page, asked.field("observations")),
                together: briefing
                    .results
                    .unison
                    .iter()
                    .find(|unison| unison.sections.contains(&node))
                    .map(|unison| view.unison_figure(briefing, unison, "figure_unison")),
                ranges: view.criteria_figure(briefing, row),
                before: view.neighbor(assessment, node, -1),
                after: view.neighbor(assessment, node, 1),
                score,
            }
        ))
    }

    /// Criteria of a section, then of the sections inside it, flat.
    fn blocks(&self, node: NodeIndex, top: bool, asked: Mention<'_>) -> Vec<CriteriaBlock> {
        let Self { view, briefing, .. } = self;
        let assessment = briefing.subject.now.assessment;
        let instrument = &assessment.instrument;
        let Some(section) = instrument.node(node) else { return Vec::new() };
        let (own, inner): (Vec<NodeIndex>, Vec<NodeIndex>) =
            section.children.iter().partition(|child| instrument.node(**child).is_some_and(Node::is_criterion));
        let mut blocks = Vec::new();
        if !own.is_empty() || !top {
            let criterion = |criterion: NodeIndex| self.criterion(criterion, asked.field("criteria"));
            blocks.push(shown!(
                |name| asked.has(name),
                CriteriaBlock {
                    anchor: address::node_anchor(instrument, node),
                    href: address::node(&view.initiative.id, assessment, node),
                    title: if top { String::new() } else { section.title.clone() },
                    purpose: if top { String::new() } else { purpose(section) },
                    score: view.score_asked(&briefing.subject, node, asked.field("score")),
                    criteria: own.into_iter().filter_map(criterion).collect(),
                }
            ));
        }
        blocks.extend(inner.into_iter().flat_map(|inner| self.blocks(inner, false, asked)));
        blocks
    }

    fn criterion(&self, node: NodeIndex, asked: Mention<'_>) -> Option<Criterion> {
        let Self { view, briefing, .. } = self;
        let assessment = briefing.subject.now.assessment;
        let instrument = &assessment.instrument;
        let (criterion, says) = instrument.node(node).and_then(|node| Some((node, node.criterion()?)))?;
        let given = assessment.answers.get(&node);
        let principles = says.principles.iter().filter_map(|principle| instrument.principles.get(*principle));
        Some(shown!(
            |name| asked.has(name),
            Criterion {
                anchor: address::node_anchor(instrument, node),
                href: address::node(&view.initiative.id, assessment, node),
                path: criterion.path.clone(),
                title: criterion.title.clone(),
                practice: says.practice.clone(),
                why: says.why.clone(),
                evidence: says.evidence.clone(),
                principles: principles.map(|principle| principle.title.clone()).collect(),
                score: view.score_asked(&briefing.subject, node, asked.field("score")),
                scale: view.scale(assessment, node),
                not_applicable: match given.map(|given| &given.score) {
                    Some(Scored::NotApplicable(reason)) => reason.clone(),
                    _ => String::new(),
                },
                requisites: self.requisites.met_by(given),
                note: given.and_then(|given| given.note.as_ref()).map(|note| note.words.clone()).unwrap_or_default(),
                observations: assessment
                    .observations
                    .iter()
                    .filter(|observation| observation.criteria.contains(&node))
                    .map(|observation| view.observation_link(assessment, observation))
                    .collect(),
            }
        ))
    }
}

impl View<'_> {
    /// The top section so many places further in the order of the model.
    fn neighbor(&self, assessment: &Assessment, node: NodeIndex, step: isize) -> Option<Link> {
        let sections: Vec<NodeIndex> = assessment.instrument.sections().map(|(node, _)| node).collect();
        let at = sections.iter().position(|section| *section == node)?.checked_add_signed(step)?;
        sections.get(at).map(|section| self.node(assessment, *section))
    }

    /// What is missing most: “3 of 5 criteria have no clear owner.” When nothing is missing, or
    /// nobody looked, the title of the section.
    fn section_finding(&self, assessment: &Assessment, section: &Node, tallies: &[Tally]) -> Vec<String> {
        let asked = assessment.instrument.requisites.iter().zip(tallies);
        let mut missing: Vec<(&Requisite, &Tally)> = asked.filter(|(_, tally)| tally.missing > 0).collect();
        missing.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.missing));
        let say = |(requisite, tally): &(&Requisite, &Tally)| {
            let (count, all) = (tally.missing.to_string(), tally.known().to_string());
            self.labels.say("section.missing", &[("count", &count), ("all", &all), ("missing", &requisite.missing)])
        };
        match missing.is_empty() {
            true => vec![section.title.clone()],
            false => missing.iter().take(MOST_MISSING).map(say).collect(),
        }
    }

    fn section_lead(&self, score: &context::Score, has_points: bool) -> String {
        let mut said = Vec::new();
        if !score.known {
            return score.words.clone();
        }
        let key = match (has_points, score.range.is_empty()) {
            (true, true) => "section.points",
            (true, false) => "section.points-range",
            (false, _) => "section.percent",
        };
        said.push(self.labels.say(key, &[("words", &score.words), ("range", &score.range), ("level", &score.level)]));
        match score.verdict.as_ref() {
            "" => said.push(self.labels.word("section.first")),
            "flat" => said.push(self.labels.say("section.flat", &[("before", &score.before)])),
            _ => said.push(self.labels.say("section.moved", &[("before", &score.before), ("change", &score.change)])),
        }
        if !score.coverage.is_empty() {
            said.push(self.labels.say("section.coverage", &[("coverage", &score.coverage)]));
        }
        said.extend([&score.gap, &score.progress].into_iter().filter(|more| !more.is_empty()).cloned());
        self.format().sentences(&said)
    }

    /// How a criterion was answered, where that is not a plain percentage.
    fn scale(&self, assessment: &Assessment, node: NodeIndex) -> String {
        let instrument = &assessment.instrument;
        let Some(scale) = instrument.node(node).and_then(|node| instrument.scale_of(node)) else {
            return String::new();
        };
        match &scale.kind {
            ScaleKind::Percent => String::new(),
            ScaleKind::YesNo => self.labels.word("scale.yes-no"),
            ScaleKind::Answers(choices) | ScaleKind::Levels(choices) => {
                let Some(Scored::Share(range)) = assessment.answers.get(&node).map(|given| &given.score) else {
                    return scale.title.clone();
                };
                let label = |share: &crate::model::number::Number| {
                    choices.iter().find(|choice| choice.share == *share).map(|choice| choice.label.clone())
                };
                match (label(&range.low), label(&range.high)) {
                    (Some(low), Some(high)) if low != high => {
                        self.labels.say("score.range", &[("low", &low), ("high", &high)])
                    }
                    (Some(low), _) => low,
                    _ => scale.title.clone(),
                }
            }
        }
    }

    /// Observations about a top section. The text of each stands once: on the page of the section
    /// that its first criterion belongs to.
    fn observations(
        &self,
        briefing: &Briefing<'_>,
        section: NodeIndex,
        page: &str,
        asked: Mention<'_>,
    ) -> Vec<context::Observation> {
        let assessment = briefing.subject.now.assessment;
        let instrument = &assessment.instrument;
        let about = |observation: &&Observation| {
            observation.criteria.iter().any(|node| instrument.section_of(*node) == section)
        };
        let shown = |observation: &Observation| {
            let home = observation.criteria.first().map(|node| instrument.section_of(*node));
            let is_here = home == Some(section);
            let kind_id = observation_kind_id(observation.kind);
            let pattern = observation.pattern.as_ref().and_then(|reference| assessment.pattern(&reference.id));
            shown!(
                |name| asked.has(name),
                context::Observation {
                    anchor: address::observation_anchor(&observation.id),
                    href: format!("{page}#{}", address::observation_anchor(&observation.id)),
                    title: observation.title.words.clone(),
                    kind_id,
                    kind: self.labels.word(&format!("observation.{kind_id}")),
                    source: observation.source.as_ref().map(|source| source.words.clone()).unwrap_or_default(),
                    criteria: observation.criteria.iter().map(|node| self.node(assessment, *node)).collect(),
                    pattern: pattern.map(|pattern| Link {
                        title: pattern.title.words.clone(),
                        href: address::pattern(&self.initiative.id, &assessment.id, &pattern.id),
                    }),
                    body: match is_here {
                        true => self.text(
                            briefing,
                            &observation.body,
                            page,
                            (4, &format!("{}_", address::observation_anchor(&observation.id))),
                            asked.field("body"),
                        ),
                        false => Vec::new(),
                    },
                    elsewhere: if is_here {
                        String::new()
                    } else {
                        self.observation_link(assessment, observation).href
                    },
                }
            )
        };
        assessment.observations.iter().filter(about).map(shown).collect()
    }

    fn observation_link(&self, assessment: &Assessment, observation: &Observation) -> Link {
        let about = observation.criteria.first().copied();
        Link {
            title: observation.title.words.clone(),
            href: address::observation(&self.initiative.id, assessment, about, &observation.id),
        }
    }
}

fn purpose(node: &Node) -> String {
    match &node.kind {
        NodeKind::Section { purpose } => purpose.clone(),
        _ => String::new(),
    }
}

/// The id of a kind of observation.
pub const fn observation_kind_id(kind: ObservationKind) -> &'static str {
    match kind {
        ObservationKind::Strength => "strength",
        ObservationKind::Gap => "gap",
        ObservationKind::Learning => "learning",
    }
}
