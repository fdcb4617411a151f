//! What an initiative has that a reader may look for. Only what a page shows is listed.

use std::collections::{BTreeMap, btree_map};

use crate::briefing::organization::BlockKind;
use crate::briefing::register;
use crate::model::assessment::Assessment;
use crate::model::instrument::{Node, NodeIndex, NodeKind, ROOT};
use crate::model::site::Site;
use crate::model::text::{Reference, Text};
use crate::render::address;
use crate::render::context::Link;
use crate::render::search::{Catalog, Entry, words_of};
use crate::render::view::View;
use crate::render::view::organization::block_id;

/// Entries that stand in several assessments, by what makes them the same.
type Repeated = BTreeMap<(&'static str, String, String), Entry>;

impl View<'_> {
    /// Everything of the initiative that has an address.
    pub fn catalog(&self, site: &Site) -> Catalog {
        let Catalog { mut entries, .. } = self.catalog_of_many();
        let mut repeated = Repeated::new();
        for assessment in self.initiative.assessments.iter().rev() {
            entries.push(self.of_assessment(assessment));
            self.nodes(assessment, &mut repeated);
            self.parts_of(assessment, site, &mut repeated);
            entries.extend(self.observations_of(assessment));
            entries.extend(self.patterns_of(assessment));
        }
        entries.extend(repeated.into_values());
        entries.extend(self.actions_of());
        entries.extend(self.outcomes_of());
        entries.extend(self.meetings_of());
        entries.extend(self.people_of());
        entries.extend(self.blocks_of());
        Catalog { entries, ..self.catalog_of_many() }
    }

    /// What a list of many initiatives shows of this one: that it is there.
    pub fn catalog_of_many(&self) -> Catalog {
        Catalog { initiative: self.initiative.title.words.clone(), list: String::new(), entries: vec![self.own()] }
    }

    fn entry<'t>(&self, kind: &str, title: &str, place: Link, texts: impl IntoIterator<Item = &'t str>) -> Entry {
        Entry {
            kind: self.labels.word(&format!("search.kind-{kind}")),
            title: title.to_owned(),
            within: String::new(),
            places: vec![place],
            words: words_of(title, texts),
        }
    }

    /// A place in an assessment: “Calibration, November 2025”. A year alone may hold several.
    fn place_in(&self, assessment: &Assessment, href: String) -> Link {
        let month = self.format().month(assessment.date);
        let title =
            self.labels.say("assessment.in-year", &[("stage", &self.stage(assessment.stage)), ("year", &month)]);
        Link { title, href }
    }

    fn own(&self) -> Entry {
        let initiative = self.initiative;
        let texts = [initiative.organization.as_str(), initiative.purpose.as_str()];
        self.entry("initiative", &initiative.title.words, nowhere_else(address::home(&initiative.id)), texts)
    }

    fn of_assessment(&self, assessment: &Assessment) -> Entry {
        let asked = assessment.decisions.iter().map(|decision| decision.ask.words.as_str());
        let texts = all(&[&assessment.finding, &assessment.lead]).into_iter().chain(asked);
        let href = address::page(&self.initiative.id, &assessment.id, "index");
        self.entry("assessment", &self.assessment_title(assessment), nowhere_else(href), texts)
    }

    /// Sections and criteria, each once with all the assessments it stands in.
    fn nodes(&self, assessment: &Assessment, repeated: &mut Repeated) {
        for (index, node) in assessment.instrument.nodes.iter().enumerate().filter(|(index, _)| *index != ROOT) {
            let kind = if node.is_criterion() { "criterion" } else { "section" };
            let place = self.place_in(assessment, address::node(&self.initiative.id, assessment, index));
            let entry = self.repeat(repeated, (kind, &node.path, &node.title), place, texts_of(node));
            if node.parent != ROOT && entry.places.len() == 1 {
                entry.within =
                    assessment.instrument.node(node.parent).map(|parent| parent.title.clone()).unwrap_or_default();
            }
        }
    }

    fn parts_of(&self, assessment: &Assessment, site: &Site, repeated: &mut Repeated) {
        for (part, title) in &site.outline {
            let title = title.clone().unwrap_or_else(|| self.labels.word(&format!("part.{}", part.id())));
            let written = assessment.parts.get(*part);
            let body = written.map(|written| written.body.plain()).unwrap_or_default();
            let said = written.map(|written| all(&[&written.finding, &written.lead])).unwrap_or_default();
            let place = self.place_in(assessment, address::part(&self.initiative.id, &assessment.id, *part));
            self.repeat(repeated, ("part", part.id(), &title), place, said.into_iter().chain([body.as_str()]));
        }
    }

    /// Adds a place to the entry of this kind, id and title; the first, which is the newest, gives
    /// the words.
    fn repeat<'r, 't>(
        &self,
        repeated: &'r mut Repeated,
        (kind, id, title): (&'static str, &str, &str),
        place: Link,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> &'r mut Entry {
        match repeated.entry((kind, id.to_owned(), title.to_owned())) {
            btree_map::Entry::Occupied(found) => {
                let entry = found.into_mut();
                entry.places.push(place);
                entry
            }
            btree_map::Entry::Vacant(free) => free.insert(self.entry(kind, title, place, texts)),
        }
    }

    fn observations_of(&self, assessment: &Assessment) -> Vec<Entry> {
        let entry = |observation: &crate::model::observation::Observation| {
            let about: Option<NodeIndex> = observation.criteria.first().copied();
            let href = address::observation(&self.initiative.id, assessment, about, &observation.id);
            // Without a criterion no page shows its text.
            let body = about.map(|_| observation.body.plain()).unwrap_or_default();
            self.entry("observation", &observation.title.words, self.place_in(assessment, href), [body.as_str()])
        };
        assessment.observations.iter().map(entry).collect()
    }

    fn patterns_of(&self, assessment: &Assessment) -> Vec<Entry> {
        let entry = |pattern: &crate::model::observation::Pattern| {
            let href = address::pattern(&self.initiative.id, &assessment.id, &pattern.id);
            let body = pattern.body.plain();
            let chain = all(&[&pattern.root_cause, &pattern.saw]);
            let because = pattern.because.iter().map(|because| because.words.as_str());
            let texts = chain.into_iter().chain(because).chain([body.as_str()]);
            self.entry("pattern", &pattern.title.words, self.place_in(assessment, href), texts)
        };
        assessment.patterns.iter().map(entry).collect()
    }

    fn actions_of(&self) -> Vec<Entry> {
        let entry = |line: &register::Line<'_>| {
            let body = line.action.body.plain();
            let owner = line.state.owner.map(|owner| self.person(owner).line).unwrap_or_default();
            let place = nowhere_else(address::action(&self.initiative.id, &line.action.id));
            self.entry("action", &line.action.title.words, place, [owner.as_str(), body.as_str()])
        };
        register::on(self.initiative, self.as_of).iter().map(entry).collect()
    }

    fn outcomes_of(&self) -> Vec<Entry> {
        let entry = |outcome: &crate::model::outcome::Outcome| {
            let tactics = outcome.tactics.iter().map(|tactic| tactic.title.as_str());
            let body = outcome.body.plain();
            let place = nowhere_else(address::outcome(&self.initiative.id, &outcome.id));
            let texts = [outcome.measure.as_str(), body.as_str()].into_iter().chain(tactics);
            self.entry("outcome", &outcome.title.words, place, texts)
        };
        self.initiative.outcomes.iter().map(entry).collect()
    }

    fn meetings_of(&self) -> Vec<Entry> {
        let entry = |meeting: &crate::model::meeting::Meeting| {
            let topics = meeting.topics.iter().map(|topic| topic.title.words.as_str());
            let body = meeting.body.plain();
            let place = nowhere_else(address::meeting(&self.initiative.id, &meeting.id));
            self.entry("meeting", &self.meeting_title(meeting), place, topics.chain([body.as_str()]))
        };
        self.initiative.meetings.iter().map(entry).collect()
    }

    /// The building blocks of the organization; courses are found by the training system.
    fn blocks_of(&self) -> Vec<Entry> {
        let taught = self.initiative.training.iter().flat_map(|one| [one.title.as_str(), one.audience.as_str()]);
        let taught: Vec<&str> = taught.collect();
        let entry = |kind: BlockKind| {
            let id = block_id(kind);
            let page = address::register(&self.initiative.id, "organization");
            let note = self.labels.word(&format!("block.{id}-note"));
            let texts = if kind == BlockKind::Training { taught.as_slice() } else { &[] };
            let texts = texts.iter().copied().chain([note.as_str()]);
            self.entry("block", &self.labels.word(&format!("block.{id}")), nowhere_else(format!("{page}#{id}")), texts)
        };
        [BlockKind::Structure, BlockKind::Training, BlockKind::Cadence].map(entry).to_vec()
    }

    fn people_of(&self) -> Vec<Entry> {
        let entry = |person: &crate::model::initiative::Person| {
            let reference = Reference { id: person.id.clone(), place: self.initiative.place.clone() };
            let shown = self.person(&reference);
            let title = if shown.name.is_empty() { &shown.role } else { &shown.name };
            // The role stands beside the name, so that two people of one name are told apart.
            let role = if shown.name.is_empty() { String::new() } else { shown.role.clone() };
            self.entry("person", title, Link { title: role, href: shown.href.clone() }, [])
        };
        self.initiative.people.iter().map(entry).collect()
    }
}

/// A place that needs no words: there is only one.
const fn nowhere_else(href: String) -> Link {
    Link { title: String::new(), href }
}

fn all<'t>(texts: &[&'t Option<Text>]) -> Vec<&'t str> {
    texts.iter().filter_map(|text| text.as_ref()).map(|text| text.words.as_str()).collect()
}

fn texts_of(node: &Node) -> Vec<&str> {
    match &node.kind {
        NodeKind::Root => Vec::new(),
        NodeKind::Section { purpose } => vec![purpose.as_str()],
        NodeKind::Criterion(criterion) => vec![criterion.practice.as_str(), criterion.why.as_str()],
    }
}
