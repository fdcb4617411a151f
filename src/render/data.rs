//! What data files and `--format json` hold. Field names are contracts.

pub mod due;

use serde::Serialize;

use crate::briefing::Reading;
use crate::model::instrument::{Node, NodeIndex, NodeKind, ROOT};
use crate::model::number::Number;
use crate::render::mentions::Mention;
use crate::render::view::View;
use crate::scoring::Score;

/// `preread score --format json`: every node of an assessment with its score.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    /// `<initiative>/<assessment>`.
    pub assessment: String,
    /// Id of the model.
    pub model: String,
    /// The edition of the report: `open`.
    pub edition: String,
    /// The day the report speaks of.
    pub as_of: String,
    /// The root, then groups, sections and criteria in the order of the model.
    pub nodes: Vec<NodeScore>,
}

/// The score of one node. Numbers are decimal strings, exact where they end and else with twelve
/// decimals, rounded half up; null where there is nothing.
#[derive(Clone, Debug, Serialize)]
pub struct NodeScore {
    /// Path of a section or criterion, id of a group, id of the model for the root.
    pub id: String,
    /// Its title.
    pub title: String,
    /// model, group, section or criterion.
    pub kind: &'static str,
    /// Points that can be reached.
    pub possible: String,
    /// Points at the lowest view.
    pub low: Option<String>,
    /// Points that count.
    pub mid: Option<String>,
    /// Points at the highest view.
    pub high: Option<String>,
    /// The middle in percent of the points.
    pub percent: Option<String>,
    /// Words of the level.
    pub level: Option<String>,
    /// The target in percent.
    pub target: Option<String>,
    /// Criteria with a score.
    pub scored: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Criteria without a score.
    pub open: usize,
    /// The score as it is shown on pages; nothing when there is none.
    #[serde(skip)]
    pub shown: Option<crate::render::context::Score>,
}

impl Scores {
    /// The scores of an assessment.
    pub fn of(view: &View<'_>, reading: Reading<'_>) -> Self {
        let row = |id: &str, title: &str, kind: &'static str, score: &Score, target: Option<&Number>| {
            let shown =
                view.plain_score(&reading.assessment.instrument, score, kind == "criterion", Mention::Everything);
            NodeScore { shown: Some(shown).filter(|shown| shown.known), ..row(reading, id, title, kind, score, target) }
        };
        let assessment = reading.assessment;
        let instrument = &assessment.instrument;
        let mut nodes = Vec::new();
        let mut groups_shown = vec![false; instrument.groups.len()];
        for (index, node) in instrument.nodes.iter().enumerate() {
            // A group stands before its first section.
            if let Some(group) = node.group
                && let Some(shown) = groups_shown.get_mut(group)
                && !std::mem::replace(shown, true)
                && let (Some(group), Some(score)) = (instrument.groups.get(group), reading.totals.groups.get(group))
            {
                nodes.push(row(&group.id, &group.title, "group", score, None));
            }
            if let Some(score) = reading.totals.score(index) {
                let id = if index == ROOT { &instrument.id } else { &node.path };
                nodes.push(row(id, &node.title, kind(index, node), score, assessment.target(index)));
            }
        }
        Self {
            assessment: format!("{}/{}", view.initiative.id, assessment.id),
            model: instrument.id.clone(),
            edition: "open".to_owned(),
            as_of: view.as_of.to_string(),
            nodes,
        }
    }
}

fn kind(index: NodeIndex, node: &Node) -> &'static str {
    match node.kind {
        _ if index == ROOT => "model",
        NodeKind::Root => "model",
        NodeKind::Section { .. } => "section",
        NodeKind::Criterion(_) => "criterion",
    }
}

fn row(
    reading: Reading<'_>,
    id: &str,
    title: &str,
    kind: &'static str,
    score: &Score,
    target: Option<&Number>,
) -> NodeScore {
    let points = score.points();
    let band = score.mid().and_then(|share| reading.assessment.instrument.band(share));
    NodeScore {
        id: id.to_owned(),
        title: title.to_owned(),
        kind,
        possible: score.possible.decimal(),
        low: points.as_ref().map(|points| points.low.decimal()),
        mid: points.as_ref().map(|points| points.mid.decimal()),
        high: points.as_ref().map(|points| points.high.decimal()),
        percent: score.mid().map(|share| share.times_hundred().decimal()),
        level: band.map(|(_, band)| band.words.clone()),
        target: target.map(|target| target.times_hundred().decimal()),
        scored: score.counts.scored,
        not_applicable: score.counts.not_applicable,
        open: score.counts.open,
        shown: None,
    }
}
