//! Scores of an assessment in rows, where they moved, and what a reader must know of them.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::model::assessment::Range;
use crate::model::instrument::{Group, Node, NodeIndex, ROOT};
use crate::model::number::Number;
use crate::render::context::{self, SectionRow};
use crate::render::mentions::{Mention, shown};
use crate::render::view::View;
use crate::scoring::change::Verdict;

impl View<'_> {
    /// Top sections, or sections inside a section, as rows of a table.
    pub fn section_rows(&self, briefing: &Briefing<'_>, rows: &[Row], asked: Mention<'_>) -> Vec<SectionRow> {
        let mut last = None;
        rows.iter()
            .map(|row| {
                let mut shown = self.section_row(briefing, row, asked);
                let group = briefing.subject.now.assessment.instrument.node(row.node).and_then(|node| node.group);
                shown.first_of_group = group.is_some() && group != last;
                last = group;
                shown
            })
            .collect()
    }

    fn section_row(&self, briefing: &Briefing<'_>, row: &Row, asked: Mention<'_>) -> SectionRow {
        let subject = &briefing.subject;
        let assessment = subject.now.assessment;
        let instrument = &assessment.instrument;
        let link = self.node(assessment, row.node);
        let group =
            instrument.node(row.node).and_then(|node| node.group).and_then(|group| instrument.groups.get(group));
        shown!(
            |name| asked.has(name),
            SectionRow {
                title: link.title,
                href: link.href,
                group: group.map(|group| group.title.clone()).unwrap_or_default(),
                unison: group.is_some_and(|group| group.unison),
                first_of_group: false,
                score: self.score_asked(subject, row.node, asked.field("score")),
                requisites: self.tallies(instrument, &row.requisites),
                parts: row.parts.iter().map(|part| self.section_row(briefing, part, asked.field("parts"))).collect(),
                criteria: instrument.criteria_below(row.node).len(),
                nominal: instrument.node(row.node).map(|node| self.format().points(&node.points)).unwrap_or_default(),
            }
        )
    }

    /// The groups of the model, each with its score.
    pub fn groups(&self, briefing: &Briefing<'_>) -> Vec<context::Group> {
        let groups = briefing.subject.now.assessment.instrument.groups.iter().enumerate();
        let group = |(at, group): (usize, &Group)| context::Group {
            title: group.title.clone(),
            note: group.note.clone(),
            unison: group.unison,
            score: self.group_score(&briefing.subject, at),
        };
        groups.map(group).collect()
    }

    /// Where the change came from.
    pub fn movement(&self, briefing: &Briefing<'_>) -> String {
        let results = &briefing.results;
        let Some(change) = &results.whole.change else { return String::new() };
        let assessment = briefing.subject.now.assessment;
        let named = |nodes: &[NodeIndex]| {
            let with =
                |node: &NodeIndex| {
                    let row = results.sections.iter().find(|row| row.node == *node)?;
                    let words = self.change_words(row.change.as_ref()?, false);
                    Some(self.labels.say(
                        "movement.section",
                        &[("section", &self.node(assessment, *node).title), ("change", &words)],
                    ))
                };
            self.format().list(&nodes.iter().take(3).filter_map(with).collect::<Vec<_>>())
        };
        let mut said = vec![self.labels.say(
            match change.verdict {
                Verdict::Flat => "movement.flat",
                _ => "movement.moved",
            },
            &[("change", &self.change_words(change, false))],
        )];
        if !results.gained.is_empty() {
            said.push(self.labels.say("movement.gained", &[("sections", &named(&results.gained))]));
        }
        if !results.lost.is_empty() {
            said.push(self.labels.say("movement.lost", &[("sections", &named(&results.lost))]));
        }
        self.format().sentences(&said)
    }

    /// What “flat” means, when a section is flat.
    pub fn flat_note(&self, rows: &[Row]) -> String {
        let flat = rows.iter().any(|row| row.change.as_ref().is_some_and(|change| change.verdict == Verdict::Flat));
        if flat { self.labels.word("note.flat") } else { String::new() }
    }

    /// The parts shown are rounded one by one; when their sum is not the whole shown, say so.
    pub fn rounding_note(&self, briefing: &Briefing<'_>) -> String {
        let totals = briefing.subject.now.totals;
        let adds_up = |end: fn(&Range) -> &Number| {
            let shown = |node: NodeIndex| {
                totals.score(node)?.points().and_then(|points| end(&points).rounded(0).parse::<i64>().ok())
            };
            let sum: i64 = briefing.results.sections.iter().filter_map(|row| shown(row.node)).sum();
            shown(ROOT).is_none_or(|whole| whole == sum)
        };
        let ends: [fn(&Range) -> &Number; 3] = [|range| &range.low, |range| &range.mid, |range| &range.high];
        let instrument = &briefing.subject.now.assessment.instrument;
        let is_sum = instrument.root().is_some_and(|root| root.cap.is_none() && root.combine.adds_up());
        match (instrument.has_points, is_sum, ends.into_iter().all(adds_up)) {
            (true, true, false) => self.labels.word("note.rounding"),
            (true, false, false) => self.labels.word("note.no-sum"),
            _ => String::new(),
        }
    }

    /// When criteria are left out, others share their points, and sections can reach other points
    /// than the model gives them.
    pub fn reweighted_note(&self, briefing: &Briefing<'_>) -> String {
        let now = briefing.subject.now;
        let instrument = &now.assessment.instrument;
        let differs = |(index, node): (NodeIndex, &Node)| {
            now.totals.score(index).is_some_and(|score| score.share.is_some() && score.possible != node.points)
        };
        match instrument.has_points && instrument.sections().any(differs) {
            true => self.labels.word("note.reweighted"),
            false => String::new(),
        }
    }
}
