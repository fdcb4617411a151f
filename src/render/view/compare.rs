//! An assessment beside the one before it, in words.

use crate::briefing::compare::{self, Compare, Counts, Moved, Row, Was};
use crate::briefing::register::Line;
use crate::briefing::{Briefing, Subject};
use crate::model::action::Status;
use crate::model::assessment::{Assessment, Met};
use crate::model::instrument::{NodeIndex, ROOT};
use crate::render::context::{self, CompareRow, CompareSection, Left, Link, Score};
use crate::render::mentions::Mention;
use crate::render::view::View;
use crate::render::{address, format};
use crate::scoring::change::Verdict;
use crate::scoring::requisites;

impl View<'_> {
    /// The page that compares an assessment with the one before.
    pub fn compare(&self, briefing: &Briefing<'_>, page: &str) -> context::Compare {
        match compare::of(&briefing.subject) {
            Some(compared) => self.compared(&compared, page),
            None => self.incomparable(&briefing.subject),
        }
    }

    fn incomparable(&self, subject: &Subject<'_>) -> context::Compare {
        context::Compare {
            finding: self.sentences(&self.labels.word("section.first")),
            lead: String::new(),
            before: None,
            baseline: None,
            whole: self.compare_node(subject, None, ROOT),
            up: Vec::new(),
            down: Vec::new(),
            sections: Vec::new(),
            gone: Vec::new(),
            promised: Vec::new(),
            kept: String::new(),
            flat_note: String::new(),
            model_note: String::new(),
        }
    }

    fn compared(&self, compared: &Compare<'_>, page: &str) -> context::Compare {
        let subject = &compared.subject;
        let row = |row: &Row| self.compare_criterion(compared, row);
        let baseline = compared.baseline.as_ref();
        let section = |section: &compare::Section| CompareSection {
            anchor: subject
                .now
                .assessment
                .instrument
                .node(section.node)
                .map(|node| format!("section_{}", node.id))
                .unwrap_or_default(),
            row: self.compare_node(subject, baseline, section.node),
            words: self.counted(section.counts),
            criteria: section.criteria.iter().map(row).collect(),
        };
        let is_flat = compared.counts.flat > 0;
        let before = compared.before.assessment;
        context::Compare {
            finding: self.compare_finding(compared),
            lead: self.labels.say("compare.lead", &[("before", &self.assessment_title(before))]),
            before: Some(self.summary_link(before)),
            baseline: baseline
                .and_then(|baseline| baseline.before)
                .map(|baseline| self.summary_link(baseline.assessment)),
            whole: self.compare_node(subject, baseline, ROOT),
            up: compared.up.iter().map(row).collect(),
            down: compared.down.iter().map(row).collect(),
            sections: compared.sections.iter().map(section).collect(),
            gone: compared.gone.iter().map(|node| self.gone(before, compared, *node)).collect(),
            promised: self.actions(&compared.promised, page, Mention::Everything),
            kept: self.kept(&compared.promised),
            flat_note: if is_flat { self.labels.word("note.flat") } else { String::new() },
            model_note: if before.instrument.id == subject.now.assessment.instrument.id {
                String::new()
            } else {
                self.labels.say("compare.models", &[("before", &before.instrument.title)])
            },
        }
    }

    fn summary_link(&self, assessment: &Assessment) -> Link {
        Link {
            title: self.assessment_title(assessment),
            href: address::page(&self.initiative.id, &assessment.id, "index"),
        }
    }

    /// The whole first, then how many criteria moved which way.
    fn compare_finding(&self, compared: &Compare<'_>) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(change) = compared.subject.change(ROOT) {
            let key = if change.verdict == Verdict::Flat { "compare.whole-flat" } else { "movement.moved" };
            said.push(self.labels.say(key, &[("change", &self.change_words(&change, false))]));
        }
        said.push(match self.counted(compared.counts) {
            counted if counted.is_empty() => self.labels.word("compare.nothing"),
            counted => self.labels.say("compare.criteria", &[("counts", &counted)]),
        });
        said
    }

    /// “14 up, 2 down, 20 flat”.
    fn counted(&self, counts: Counts) -> String {
        let counted = [
            ("compare.up", counts.up),
            ("compare.down", counts.down),
            ("compare.flat", counts.flat),
            ("compare.new", counts.new),
        ];
        let said: Vec<String> = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.labels.count(key, count))
            .collect();
        said.join(&self.labels.word("list.comma"))
    }

    /// The whole or a section beside what it was.
    fn compare_node(&self, subject: &Subject<'_>, baseline: Option<&Subject<'_>>, node: NodeIndex) -> CompareRow {
        let link = self.node(subject.now.assessment, node);
        let score = self.score(subject, node);
        CompareRow {
            title: link.title,
            href: if node == ROOT { String::new() } else { link.href },
            within: String::new(),
            was: self.was_words(&score),
            baseline: baseline.map(|baseline| self.was_words(&self.score(baseline, node))).unwrap_or_default(),
            score,
            changed: Vec::new(),
        }
    }

    fn was_words(&self, score: &Score) -> String {
        if score.before.is_empty() { self.labels.word("compare.not-scored") } else { score.before.clone() }
    }

    fn compare_criterion(&self, compared: &Compare<'_>, row: &Row) -> CompareRow {
        let subject = &compared.subject;
        let instrument = &subject.now.assessment.instrument;
        let mut shown = self.compare_node(subject, compared.baseline.as_ref(), row.node);
        let key = match row.was {
            Was::Scored if row.change.is_some() => "",
            // It had a score, and today it has none.
            Was::Scored => "compare.had-score",
            Was::Open => "compare.not-scored",
            Was::NotApplicable => "compare.not-applicable",
            Was::New => "compare.not-asked",
        };
        if !key.is_empty() {
            shown.was = self.labels.word(key);
            shown.score.change = String::new();
            shown.score.verdict = "".into();
        }
        let parent = instrument.node(row.node).map_or(ROOT, |node| node.parent);
        if parent != instrument.section_of(row.node) {
            shown.within = instrument.node(parent).map(|node| node.title.clone()).unwrap_or_default();
        }
        let applies = requisites::applies(subject.now.assessment, row.node);
        match (row.was, applies) {
            (Was::NotApplicable, true) => shown.changed.push(self.labels.word("compare.applies-now")),
            (Was::Scored | Was::Open, false) => shown.changed.push(self.labels.word("compare.applies-no-longer")),
            _ => {}
        }
        shown
            .changed
            .extend(row.requisites.iter().filter(|_| applies).map(|moved| self.requisite_moved(compared, moved)));
        shown
    }

    fn requisite_moved(&self, compared: &Compare<'_>, moved: &Moved) -> String {
        let requisites = &compared.subject.now.assessment.instrument.requisites;
        let title = requisites.get(moved.requisite).map(|requisite| requisite.title.clone()).unwrap_or_default();
        let [before, now] = [&moved.from, &moved.to].map(|met| self.met_words(met.as_ref()));
        self.labels.say("compare.requisite", &[("requisite", &title), ("before", &before), ("now", &now)])
    }

    /// The person where one is named, else the answer.
    fn met_words(&self, met: Option<&Met>) -> String {
        match met {
            Some(Met::Yes(Some(person))) => format::person(self.initiative, &person.id).0,
            Some(Met::Yes(None)) => self.labels.word("compare.met"),
            Some(Met::Partly) => self.labels.word("compare.partly"),
            Some(Met::No) => self.labels.word("compare.missing"),
            None => self.labels.word("compare.unknown"),
        }
    }

    fn gone(&self, before: &Assessment, compared: &Compare<'_>, node: NodeIndex) -> Left {
        let score = compared.before.totals.score(node);
        Left {
            title: before.instrument.node(node).map(|node| node.title.clone()).unwrap_or_default(),
            reason: score
                .map(|score| self.plain_score(&before.instrument, score, true, Mention::Everything).words)
                .unwrap_or_default(),
        }
    }

    /// “3 of 5 done, 1 open, 1 overdue”.
    fn kept(&self, promised: &[Line<'_>]) -> String {
        let count = |status: Status| promised.iter().filter(|line| line.state.status == status).count();
        let (done, dropped) = (count(Status::Done), count(Status::Dropped));
        let open = promised.len() - done - dropped;
        let overdue = promised.iter().filter(|line| line.overdue).count();
        if promised.is_empty() {
            return String::new();
        }
        let all = promised.len().to_string();
        let mut said = vec![self.labels.say("compare.kept", &[("done", &done.to_string()), ("all", &all)])];
        for (key, count) in [("strip.open", open), ("owners.dropped", dropped), ("strip.overdue", overdue)] {
            if count > 0 {
                said.push(self.labels.count(key, count));
            }
        }
        said.join(&self.labels.word("list.comma"))
    }
}
