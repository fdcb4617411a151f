//! Part 5: the scores, section by section, with what changed and what they rest on.

use crate::briefing::Subject;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
use crate::scoring::change::{Change, Verdict};
use crate::scoring::requisites::{Tally, tallies};

/// Part 5.
#[derive(Clone, Debug)]
pub struct Results {
    /// The whole.
    pub whole: Row,
    /// Top sections in the order of the model.
    pub sections: Vec<Row>,
    /// For each group that must work in unison, how far its sections are apart.
    pub unison: Vec<Unison>,
    /// Sections that rose, the largest gain first.
    pub gained: Vec<NodeIndex>,
    /// Sections that fell, the largest loss first.
    pub lost: Vec<NodeIndex>,
}

/// A node with its change and its requisites.
#[derive(Clone, Debug)]
pub struct Row {
    /// The node.
    pub node: NodeIndex,
    /// What changed since the reading before.
    pub change: Option<Change>,
    /// Each requisite below it.
    pub requisites: Vec<Tally>,
    /// Sections inside it.
    pub parts: Vec<Row>,
}

/// How far apart the sections stand that must work in unison.
#[derive(Clone, Debug)]
pub struct Unison {
    /// The sections.
    pub sections: Vec<NodeIndex>,
    /// The lowest.
    pub lowest: NodeIndex,
    /// The highest.
    pub highest: NodeIndex,
    /// The distance as a share.
    pub apart: Number,
    /// The distance in the reading before.
    pub before: Option<Number>,
}

/// Makes the part.
pub fn of(subject: &Subject<'_>) -> Results {
    let instrument = &subject.now.assessment.instrument;
    let sections: Vec<Row> = instrument.sections().map(|(node, _)| row(subject, node)).collect();
    let moved = |verdict: Verdict| {
        let mut moved: Vec<(&Number, NodeIndex)> = sections
            .iter()
            .filter_map(|row| {
                row.change.as_ref().filter(|change| change.verdict == verdict).map(|change| (&change.points, row.node))
            })
            .collect();
        moved.sort_by(|a, b| b.0.abs().cmp(&a.0.abs()).then(a.1.cmp(&b.1)));
        moved.into_iter().map(|(_, node)| node).collect()
    };
    Results {
        gained: moved(Verdict::Up),
        lost: moved(Verdict::Down),
        unison: instrument.in_unison().iter().filter_map(|sections| unison(subject, sections)).collect(),
        whole: Row {
            node: ROOT,
            change: subject.change(ROOT),
            requisites: tallies(subject.now.assessment, ROOT),
            parts: Vec::new(),
        },
        sections,
    }
}

fn row(subject: &Subject<'_>, node: NodeIndex) -> Row {
    let instrument = &subject.now.assessment.instrument;
    let children = instrument.node(node).map(|node| node.children.as_slice()).unwrap_or_default();
    let parts = children.iter().filter(|child| instrument.node(**child).is_some_and(|child| !child.is_criterion()));
    Row {
        node,
        change: subject.change(node),
        requisites: tallies(subject.now.assessment, node),
        parts: parts.map(|part| row(subject, *part)).collect(),
    }
}

/// How far the sections of a group are apart, now and in the reading before; of those that have a
/// score in both.
fn unison(subject: &Subject<'_>, sections: &[NodeIndex]) -> Option<Unison> {
    let share = |node: &NodeIndex| Some((subject.now.totals.score(*node)?.mid()?.clone(), *node));
    let shares: Vec<(Number, NodeIndex)> = sections.iter().filter_map(share).collect();
    let (lowest, highest) = (shares.iter().min()?, shares.iter().max()?);
    if shares.len() < 2 {
        return None;
    }
    let before: Option<Vec<Number>> =
        shares.iter().map(|(_, node)| subject.change(*node).map(|change| change.before_share)).collect();
    let before = before.and_then(|shares| Some(shares.iter().max()? - shares.iter().min()?));
    Some(Unison {
        lowest: lowest.1,
        highest: highest.1,
        apart: &highest.0 - &lowest.0,
        before,
        sections: shares.into_iter().map(|(_, node)| node).collect(),
    })
}
