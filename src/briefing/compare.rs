//! An assessment beside the one before it: what moved, criterion by criterion, and what became of
//! what was promised then. Numbers are those of [`Subject::change`], as everywhere.

use crate::briefing::register::{self, Line};
use crate::briefing::{Reading, Subject};
use crate::model::assessment::{Assessment, Met, Scored};
use crate::model::instrument::NodeIndex;
use crate::model::number::Number;
use crate::scoring::change::{Change, Verdict};
use crate::scoring::requisites;

/// How many criteria are named among those that moved most.
const MOST_NAMED: usize = 5;

/// Two assessments side by side.
#[derive(Clone, Debug)]
pub struct Compare<'a> {
    /// The assessment and the one before.
    pub subject: Subject<'a>,
    /// The one before.
    pub before: Reading<'a>,
    /// The assessment and its baseline, when that is another one than the one before.
    pub baseline: Option<Subject<'a>>,
    /// What became of the criteria of the whole.
    pub counts: Counts,
    /// Criteria that rose most, the largest gain first.
    pub up: Vec<Row>,
    /// Criteria that fell most, the largest loss first.
    pub down: Vec<Row>,
    /// Top sections in the order of the model.
    pub sections: Vec<Section>,
    /// Criteria of the one before, by its own model, that are no longer asked.
    pub gone: Vec<NodeIndex>,
    /// Actions that the one before recommended, as they stand on the day.
    pub promised: Vec<Line<'a>>,
}

/// A top section with its criteria.
#[derive(Clone, Debug)]
pub struct Section {
    /// The section.
    pub node: NodeIndex,
    /// What became of its criteria.
    pub counts: Counts,
    /// Its criteria, those of the sections inside it included.
    pub criteria: Vec<Row>,
}

/// A criterion beside what it was.
#[derive(Clone, Debug)]
pub struct Row {
    /// The criterion.
    pub node: NodeIndex,
    /// Its change; `None` when one of the two has no score.
    pub change: Option<Change>,
    /// What it was before.
    pub was: Was,
    /// Requisites that are met otherwise than before.
    pub requisites: Vec<Moved>,
}

/// What a criterion was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Was {
    /// It had a score.
    Scored,
    /// It had no score yet.
    Open,
    /// It did not apply.
    NotApplicable,
    /// It was not asked.
    New,
}

/// A requisite that is met otherwise than before; `None` is not assessed.
#[derive(Clone, Debug)]
pub struct Moved {
    /// Index of the requisite in today's model.
    pub requisite: usize,
    /// How far it was met.
    pub from: Option<Met>,
    /// How far it is met.
    pub to: Option<Met>,
}

/// How many criteria rose, fell, stayed, and were not asked before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rose.
    pub up: usize,
    /// Fell.
    pub down: usize,
    /// No change is claimed.
    pub flat: usize,
    /// Were not asked before.
    pub new: usize,
}

/// An assessment beside the one before; `None` for a first assessment.
pub fn of<'a>(subject: &Subject<'a>) -> Option<Compare<'a>> {
    let before = subject.before?;
    let instrument = &subject.now.assessment.instrument;
    let sections: Vec<Section> = instrument.sections().map(|(node, _)| section(subject, before, node)).collect();
    let rows = || sections.iter().flat_map(|section| &section.criteria);
    let earlier = &before.assessment.instrument;
    let baseline = subject.baseline.filter(|baseline| baseline.assessment.id != before.assessment.id);
    Some(Compare {
        subject: *subject,
        before,
        baseline: baseline.map(|baseline| Subject { before: Some(baseline), ..*subject }),
        counts: counts(rows()),
        up: most(rows(), Verdict::Up),
        down: most(rows(), Verdict::Down),
        gone: earlier.criteria().filter(|(_, node)| instrument.find(&node.path).is_none()).map(|(at, _)| at).collect(),
        promised: register::on(subject.initiative, subject.as_of)
            .into_iter()
            .filter(|line| register::is_from(line.action, before.assessment))
            .collect(),
        sections,
    })
}

fn section(subject: &Subject<'_>, before: Reading<'_>, node: NodeIndex) -> Section {
    let criteria = subject.now.assessment.instrument.criteria_below(node);
    let criteria: Vec<Row> = criteria.into_iter().map(|node| row(subject, before.assessment, node)).collect();
    Section { node, counts: counts(criteria.iter()), criteria }
}

fn row(subject: &Subject<'_>, before: &Assessment, node: NodeIndex) -> Row {
    let now = subject.now.assessment;
    let earlier = now.instrument.node(node).and_then(|node| before.instrument.find(&node.path));
    let scored = |assessment: &Assessment, node| {
        assessment.answers.get(&node).is_some_and(|given| matches!(given.score, Scored::Share(_)))
    };
    let was = match earlier {
        None => Was::New,
        Some(earlier) if !requisites::applies(before, earlier) => Was::NotApplicable,
        Some(earlier) if scored(before, earlier) => Was::Scored,
        Some(_) => Was::Open,
    };
    // What nobody scored did not move, whatever a rule of the model counts it as.
    let change = subject.change(node).filter(|_| was == Was::Scored && scored(now, node));
    Row { node, change, was, requisites: earlier.map(|earlier| moved(now, node, before, earlier)).unwrap_or_default() }
}

/// Requisites that both models ask, and that are met otherwise than before.
fn moved(now: &Assessment, node: NodeIndex, before: &Assessment, earlier: NodeIndex) -> Vec<Moved> {
    let asked_before = |id: &str| before.instrument.requisites.iter().position(|requisite| requisite.id == id);
    let asked = now.instrument.requisites.iter().enumerate();
    asked
        .filter_map(|(at, requisite)| {
            let from = requisites::met(before, earlier, asked_before(&requisite.id)?);
            let to = requisites::met(now, node, at);
            (!is_same(from, to)).then(|| Moved { requisite: at, from: from.cloned(), to: to.cloned() })
        })
        .collect()
}

/// Whether two answers say the same. Where they are written does not matter.
fn is_same(from: Option<&Met>, to: Option<&Met>) -> bool {
    match (from, to) {
        (Some(Met::Yes(from)), Some(Met::Yes(to))) => {
            from.as_ref().map(|person| &person.id) == to.as_ref().map(|person| &person.id)
        }
        (from, to) => from == to,
    }
}

fn counts<'r>(rows: impl Iterator<Item = &'r Row>) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        match row.change.as_ref().map(|change| change.verdict) {
            Some(Verdict::Up) => counts.up += 1,
            Some(Verdict::Down) => counts.down += 1,
            Some(Verdict::Flat) => counts.flat += 1,
            None if row.was == Was::New => counts.new += 1,
            None => {}
        }
    }
    counts
}

/// The criteria with the largest change in one direction, the largest first.
fn most<'r>(rows: impl Iterator<Item = &'r Row>, verdict: Verdict) -> Vec<Row> {
    let mut moved: Vec<(Number, &Row)> = rows
        .filter_map(|row| Some((row.change.as_ref().filter(|change| change.verdict == verdict)?.points.abs(), row)))
        .collect();
    moved.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.node.cmp(&b.1.node)));
    moved.into_iter().take(MOST_NAMED).map(|(_, row)| row.clone()).collect()
}
