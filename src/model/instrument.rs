//! The model of an assessment: what is assessed and how scores combine. In code it is called an
//! instrument, so that it is not mistaken for this module of nouns.
//!
//! The tree of sections and criteria is kept flat, parents before children, in the order of the
//! file; a node is named by its index. It never holds an answer or a score.

use crate::model::number::Number;
use crate::place::Place;

/// Index of a node in [`Instrument::nodes`]; the root is [`ROOT`].
pub type NodeIndex = usize;

/// The root of every instrument.
pub const ROOT: NodeIndex = 0;

/// What is assessed.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Id: the name of the file, or of the built-in model.
    pub id: String,
    /// Title.
    pub title: String,
    /// Edition of the model's text, as its author names it.
    pub edition: String,
    /// Where the model comes from.
    pub source: String,
    /// What it is for.
    pub purpose: String,
    /// Whether the points are stated; otherwise the root counts to 100.
    pub has_points: bool,
    /// Levels of a share, ascending; the first starts at zero.
    pub bands: Vec<Band>,
    /// Scales, the built-in percent and yes-no first.
    pub scales: Vec<Scale>,
    /// Questions asked of every criterion.
    pub requisites: Vec<Requisite>,
    /// Principles that criteria serve.
    pub principles: Vec<Principle>,
    /// Groups of top-level sections, for the eye: they take no part in scoring.
    pub groups: Vec<Group>,
    /// Root, sections and criteria, parents before children.
    pub nodes: Vec<Node>,
}

/// A level: a share of the points from which on its words hold, up to the next band.
#[derive(Clone, Debug)]
pub struct Band {
    /// Lower edge as a share from 0 to 1; the edge belongs to the band.
    pub from: Number,
    /// The words.
    pub words: String,
}

/// How a criterion is answered.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What an answer is.
    pub kind: ScaleKind,
}

/// The kinds of scale.
#[derive(Clone, Debug)]
pub enum ScaleKind {
    /// A percentage, or a range of percentages.
    Percent,
    /// All or nothing.
    YesNo,
    /// One of a set of named answers.
    Answers(Vec<Choice>),
    /// One of numbered levels.
    Levels(Vec<Choice>),
}

/// One possible answer of a set, or one level.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is written: an id, or the number of a level.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// What it is worth, as a share from 0 to 1.
    pub share: Number,
}

/// A question asked of every criterion.
#[derive(Clone, Debug)]
pub struct Requisite {
    /// Id, and the key it is answered under.
    pub id: String,
    /// Short title, for a column.
    pub title: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What is said when it is not met, such as “no clear owner”.
    pub missing: String,
    /// Whether the answer is a person rather than yes, partly or no.
    pub person: bool,
}

/// A principle that criteria serve.
#[derive(Clone, Debug)]
pub struct Principle {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// A group of top-level sections.
#[derive(Clone, Debug)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// A few words that stand beside the title.
    pub note: String,
    /// Whether its sections must work in unison: each necessary, none enough.
    pub unison: bool,
}

/// Root, section or criterion.
#[derive(Clone, Debug)]
pub struct Node {
    /// Id, unique among its siblings.
    pub id: String,
    /// Ids from the top section down, joined by `/`; empty for the root.
    pub path: String,
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: NodeKind,
    /// Parent; the root is its own.
    pub parent: NodeIndex,
    /// Children in the order of the file.
    pub children: Vec<NodeIndex>,
    /// Index of its group, for top-level sections.
    pub group: Option<usize>,
    /// Points stated or given by the parent when nothing is left out.
    pub points: Number,
    /// Its weight among its siblings.
    pub weight: Number,
    /// How the scores of its children become its own.
    pub combine: Combine,
    /// A limit to its score.
    pub cap: Option<Cap>,
    /// What becomes of a criterion that does not apply.
    pub not_applicable: NotApplicable,
    /// What becomes of a criterion that has no score.
    pub unanswered: Unanswered,
    /// The share to reach, from 0 to 1.
    pub target: Option<Number>,
    /// Level a criterion belongs to, where a gate counts levels.
    pub level: u32,
    /// Place of its id in the model's file.
    pub place: Place,
}

/// What a node is, with what only that kind has.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// The whole model.
    Root,
    /// A section, with what it is about.
    Section {
        /// What the section is about, and why.
        purpose: String,
    },
    /// A criterion.
    Criterion(Criterion),
}

/// What a criterion asks.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Index of its scale.
    pub scale: usize,
    /// What best practice looks like.
    pub practice: String,
    /// Why it matters.
    pub why: String,
    /// Where to look.
    pub evidence: String,
    /// Indices of the principles it serves.
    pub principles: Vec<usize>,
}

/// How the scores of children become the score of their parent. All work on shares from 0 to 1,
/// so that different scales are alike before they are combined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Each child counts by its points: the sum of points over the points that could be reached.
    Points,
    /// Each child counts the same.
    Mean,
    /// Each child counts by its weight.
    WeightedMean,
    /// No better than the weakest child.
    Minimum,
    /// Each criterion below counts the same, whatever section it stands in.
    LeafMean,
    /// Level k is reached when every criterion of levels 1 to k reaches this share.
    Gate(Number),
}

/// A limit to a node's share.
#[derive(Clone, Debug)]
pub enum Cap {
    /// Never above this share.
    At(Number),
    /// Never above the share of this child.
    By(NodeIndex),
    /// Not above `at` while the child is below `below`.
    While {
        /// The limit.
        at: Number,
        /// The child looked at.
        child: NodeIndex,
        /// The share below which the limit holds.
        below: Number,
    },
}

/// What becomes of a criterion that does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotApplicable {
    /// Left out; its siblings share its points.
    Exclude,
    /// Counts as nothing reached.
    Zero,
    /// Counts as all reached.
    Full,
    /// Counts as its target; without a target it is left out.
    Target,
}

/// What becomes of a criterion that has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Left out, and counted as open.
    Exclude,
    /// Counts as nothing reached, and as open.
    Zero,
    /// Its parents have no score until it has one.
    Open,
}

impl Combine {
    /// Whether the points of the parts add up to those of the whole.
    pub const fn adds_up(&self) -> bool {
        matches!(self, Self::Points | Self::Mean | Self::WeightedMean | Self::LeafMean)
    }
}

impl Instrument {
    /// The root.
    pub fn root(&self) -> Option<&Node> {
        self.nodes.first()
    }

    /// A node by its index.
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The node with this path.
    pub fn find(&self, path: &str) -> Option<NodeIndex> {
        (!path.is_empty()).then(|| self.nodes.iter().position(|node| node.path == path))?
    }

    /// Top-level sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = (NodeIndex, &Node)> {
        self.nodes.iter().enumerate().filter(|(index, node)| *index != ROOT && node.parent == ROOT)
    }

    /// Criteria at any depth below a node, in order; for a criterion itself, that one.
    pub fn criteria_below(&self, index: NodeIndex) -> Vec<NodeIndex> {
        let mut found = Vec::new();
        self.gather_criteria(index, &mut found);
        found
    }

    fn gather_criteria(&self, index: NodeIndex, found: &mut Vec<NodeIndex>) {
        match self.nodes.get(index) {
            Some(node) if node.is_criterion() => found.push(index),
            Some(node) => node.children.iter().for_each(|child| self.gather_criteria(*child, found)),
            None => {}
        }
    }

    /// All criteria, in order.
    pub fn criteria(&self) -> impl Iterator<Item = (NodeIndex, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.is_criterion())
    }

    /// The top-level section a node belongs to; the root for the root.
    pub fn section_of(&self, index: NodeIndex) -> NodeIndex {
        let mut at = index;
        while let Some(node) = self.nodes.get(at) {
            if node.parent == ROOT || at == ROOT {
                break;
            }
            at = node.parent;
        }
        at
    }

    /// For each group that must work in unison, its sections.
    pub fn in_unison(&self) -> Vec<Vec<NodeIndex>> {
        let sections = |group: usize| {
            self.sections().filter(|(_, node)| node.group == Some(group)).map(|(index, _)| index).collect::<Vec<_>>()
        };
        self.groups.iter().enumerate().filter(|(_, group)| group.unison).map(|(group, _)| sections(group)).collect()
    }

    /// The band a share lies in, with its place among the bands from zero.
    pub fn band(&self, share: &Number) -> Option<(usize, &Band)> {
        self.bands.iter().enumerate().rev().find(|(_, band)| *share >= band.from)
    }

    /// The scale of a criterion.
    pub fn scale_of(&self, node: &Node) -> Option<&Scale> {
        match &node.kind {
            NodeKind::Criterion(criterion) => self.scales.get(criterion.scale),
            _ => None,
        }
    }
}

impl Node {
    /// Whether this is a criterion.
    pub fn is_criterion(&self) -> bool {
        matches!(self.kind, NodeKind::Criterion(_))
    }

    /// What it asks, for a criterion.
    pub fn criterion(&self) -> Option<&Criterion> {
        match &self.kind {
            NodeKind::Criterion(criterion) => Some(criterion),
            _ => None,
        }
    }
}
