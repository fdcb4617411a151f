//! The scores of every node of a model, from the answers of one assessment.
//!
//! Shares go up: a criterion's share comes from its answer, a section's from how its model
//! combines what is below. Points go down: the whole has its points, and each part has its share
//! of them. What is left out has no points, and its siblings share them, so that the points of
//! the parts always add up to those of the whole (unless a cap, a minimum or a gate is at work).

use crate::model::assessment::{Assessment, Range, Scored};
use crate::model::instrument::{Cap, Combine, Instrument, Node, NodeIndex, NotApplicable, ROOT, Unanswered};
use crate::model::number::Number;

/// Scores of all nodes, in the order of [`Instrument::nodes`], and of all groups.
#[derive(Clone, Debug)]
pub struct Totals {
    /// By node.
    pub nodes: Vec<Score>,
    /// By group.
    pub groups: Vec<Score>,
}

/// The score of a node.
#[derive(Clone, Debug)]
pub struct Score {
    /// Points that can be reached, after points of what is left out were shared out. A node that
    /// is left out can reach none.
    pub possible: Number,
    /// The share reached, from 0 to 1: low, middle and high.
    pub share: Option<Range>,
    /// Whether it counts.
    pub standing: Standing,
    /// How many criteria stand behind it.
    pub counts: Counts,
}

/// Whether a node counts in the score of its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counted,
    /// It is left out: nothing below it applies, or nothing is scored.
    LeftOut,
    /// It has no score until everything below it has one.
    Open,
}

/// Criteria behind a score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With a score.
    pub scored: usize,
    /// That do not apply.
    pub not_applicable: usize,
    /// Without a score.
    pub open: usize,
}

impl Counts {
    /// All criteria.
    pub fn all(self) -> usize {
        self.scored + self.not_applicable + self.open
    }

    fn plus(self, other: Self) -> Self {
        Self {
            scored: self.scored + other.scored,
            not_applicable: self.not_applicable + other.not_applicable,
            open: self.open + other.open,
        }
    }
}

impl Score {
    /// Points reached: low, middle and high.
    pub fn points(&self) -> Option<Range> {
        self.share.as_ref().map(|share| share.map(|end| end * &self.possible))
    }

    /// The middle of the share.
    pub fn mid(&self) -> Option<&Number> {
        self.share.as_ref().map(|share| &share.mid)
    }

    const fn none(counts: Counts, standing: Standing, possible: Number) -> Self {
        Self { possible, share: None, standing, counts }
    }
}

impl Totals {
    /// Scores an assessment.
    pub fn of(assessment: &Assessment) -> Self {
        let instrument = &assessment.instrument;
        let mut nodes: Vec<Score> = Vec::with_capacity(instrument.nodes.len());
        for _ in &instrument.nodes {
            nodes.push(Score::none(Counts::default(), Standing::LeftOut, Number::zero()));
        }
        let mut totals = Self { nodes, groups: Vec::new() };
        totals.rise(assessment, ROOT);
        let whole = instrument.root().map_or_else(Number::hundred, |root| root.points.clone());
        totals.descend(instrument, ROOT, whole);
        totals.groups = (0..instrument.groups.len()).map(|group| totals.group(instrument, group)).collect();
        totals
    }

    /// The score of a node.
    pub fn score(&self, index: NodeIndex) -> Option<&Score> {
        self.nodes.get(index)
    }

    /// The score of the whole.
    pub fn whole(&self) -> Option<&Score> {
        self.nodes.first()
    }

    /// Shares from the criteria up.
    fn rise(&mut self, assessment: &Assessment, index: NodeIndex) {
        let Some(node) = assessment.instrument.node(index) else { return };
        let mut score = if node.is_criterion() {
            criterion(assessment, index, node)
        } else {
            node.children.iter().for_each(|child| self.rise(assessment, *child));
            self.combined(&assessment.instrument, node, &node.children)
        };
        if let (Some(share), Some(cap)) = (&score.share, &node.cap) {
            score.share = Some(self.capped(share, cap));
        }
        if let Some(slot) = self.nodes.get_mut(index) {
            *slot = score;
        }
    }

    /// The score of several siblings together, by their parent's way of combining.
    fn combined(&self, instrument: &Instrument, parent: &Node, children: &[NodeIndex]) -> Score {
        let scores = children.iter().filter_map(|child| self.nodes.get(*child));
        let counts = scores.clone().fold(Counts::default(), |sum, score| sum.plus(score.counts));
        if scores.clone().any(|score| score.standing == Standing::Open) {
            return Score::none(counts, Standing::Open, Number::zero());
        }
        let share = match &parent.combine {
            Combine::Points => self.weighted(children, |child| instrument.node(child).map(|node| node.points.clone())),
            Combine::Mean => self.weighted(children, |_| Some(Number::one())),
            Combine::WeightedMean => {
                self.weighted(children, |child| instrument.node(child).map(|node| node.weight.clone()))
            }
            Combine::LeafMean => self.weighted(children, |child| Some(self.leaves_counted(instrument, child))),
            Combine::Minimum => self.minimum(children),
            Combine::Gate(pass) => self.gate(instrument, &leaves(instrument, children), pass),
        };
        match share {
            Some(share) => Score { possible: Number::zero(), share: Some(share), standing: Standing::Counted, counts },
            None => Score::none(counts, Standing::LeftOut, Number::zero()),
        }
    }

    /// Σ weight × share ÷ Σ weight, over what counts; low, middle and high alike.
    fn weighted(&self, children: &[NodeIndex], weight: impl Fn(NodeIndex) -> Option<Number>) -> Option<Range> {
        let mut sum = Range::point(Number::zero());
        let mut whole = Number::zero();
        for child in children {
            let Some((share, weight)) = self.share(*child).zip(weight(*child)) else { continue };
            sum = Range {
                low: &sum.low + &(&share.low * &weight),
                mid: &sum.mid + &(&share.mid * &weight),
                high: &sum.high + &(&share.high * &weight),
            };
            whole = &whole + &weight;
        }
        Some(Range { low: sum.low.over(&whole)?, mid: sum.mid.over(&whole)?, high: sum.high.over(&whole)? })
    }

    fn minimum(&self, children: &[NodeIndex]) -> Option<Range> {
        let shares: Vec<&Range> = children.iter().filter_map(|child| self.share(*child)).collect();
        Some(Range {
            low: shares.iter().map(|share| &share.low).min()?.clone(),
            mid: shares.iter().map(|share| &share.mid).min()?.clone(),
            high: shares.iter().map(|share| &share.high).min()?.clone(),
        })
    }

    /// The highest level up to which every criterion passes, over the highest level there is. A
    /// criterion without a score does not pass; one that does not apply is not asked.
    fn gate(&self, instrument: &Instrument, leaves: &[NodeIndex], pass: &Number) -> Option<Range> {
        let level = |leaf: NodeIndex| instrument.node(leaf).map_or(0, |node| node.level);
        let highest = leaves.iter().map(|leaf| level(*leaf)).max()?;
        let is_scored = |leaf: &&NodeIndex| self.nodes.get(**leaf).is_some_and(|score| score.counts.scored > 0);
        leaves.iter().find(is_scored)?;
        let fails = |leaf: NodeIndex, end: fn(&Range) -> &Number| match self.share(leaf) {
            Some(share) => end(share) < pass,
            None => self.nodes.get(leaf).is_some_and(|score| score.counts.open > 0),
        };
        let reached = |end: fn(&Range) -> &Number| {
            let failed = leaves.iter().filter(|leaf| fails(**leaf, end)).map(|leaf| level(*leaf)).min();
            let reached = failed.map_or(highest, |failed| failed.saturating_sub(1));
            Number::fraction(i64::from(reached), i64::from(highest))
        };
        Some(Range {
            low: reached(|share| &share.low)?,
            mid: reached(|share| &share.mid)?,
            high: reached(|share| &share.high)?,
        })
    }

    fn capped(&self, share: &Range, cap: &Cap) -> Range {
        let under =
            |end: &Number, limit: Option<&Number>| limit.map_or_else(|| end.clone(), |limit| end.min(limit).clone());
        match cap {
            Cap::At(limit) => share.map(|end| under(end, Some(limit))),
            Cap::By(child) => match self.share(*child) {
                Some(by) => Range {
                    low: under(&share.low, Some(&by.low)),
                    mid: under(&share.mid, Some(&by.mid)),
                    high: under(&share.high, Some(&by.high)),
                },
                None => share.clone(),
            },
            Cap::While { at, child, below } => match self.share(*child) {
                Some(by) => Range {
                    low: under(&share.low, (by.low < *below).then_some(at)),
                    mid: under(&share.mid, (by.mid < *below).then_some(at)),
                    high: under(&share.high, (by.high < *below).then_some(at)),
                },
                None => share.clone(),
            },
        }
    }

    /// Points from the whole down.
    fn descend(&mut self, instrument: &Instrument, index: NodeIndex, possible: Number) {
        let Some(node) = instrument.node(index) else { return };
        let adds_up = node.combine.adds_up();
        let weights: Vec<Number> = node.children.iter().map(|child| self.weight(instrument, node, *child)).collect();
        let whole: Number = weights.iter().sum();
        for (child, weight) in node.children.iter().zip(&weights) {
            let points = match (weight.is_zero(), instrument.has_points, adds_up) {
                (true, _, _) => Number::zero(),
                (_, false, _) => Number::hundred(),
                (_, true, true) => (weight * &possible).over(&whole).unwrap_or_else(Number::zero),
                (_, true, false) => possible.clone(),
            };
            self.descend(instrument, *child, points);
        }
        if let Some(score) = self.nodes.get_mut(index) {
            score.possible = if score.standing == Standing::LeftOut { Number::zero() } else { possible };
        }
    }

    /// What a child weighs when the points of its parent are shared out; nothing when left out.
    fn weight(&self, instrument: &Instrument, parent: &Node, child: NodeIndex) -> Number {
        let counts = self.nodes.get(child).is_some_and(|score| score.standing != Standing::LeftOut);
        let Some(node) = instrument.node(child).filter(|_| counts) else { return Number::zero() };
        match parent.combine {
            Combine::Points => node.points.clone(),
            Combine::WeightedMean => node.weight.clone(),
            Combine::LeafMean => self.leaves_counted(instrument, child),
            Combine::Mean | Combine::Minimum | Combine::Gate(_) => Number::one(),
        }
    }

    /// How many criteria below a node count.
    fn leaves_counted(&self, instrument: &Instrument, node: NodeIndex) -> Number {
        let counts = |leaf: &NodeIndex| self.nodes.get(*leaf).is_some_and(|score| score.standing != Standing::LeftOut);
        Number::count(instrument.criteria_below(node).iter().filter(|leaf| counts(leaf)).count())
    }

    /// The score of a group: its sections together, as the root would combine them.
    fn group(&self, instrument: &Instrument, group: usize) -> Score {
        let sections: Vec<NodeIndex> =
            instrument.sections().filter(|(_, node)| node.group == Some(group)).map(|(index, _)| index).collect();
        let Some(root) = instrument.root() else {
            return Score::none(Counts::default(), Standing::LeftOut, Number::zero());
        };
        let mut score = self.combined(instrument, root, &sections);
        let adds_up = root.combine.adds_up();
        score.possible = match (score.standing, instrument.has_points && adds_up) {
            (Standing::LeftOut, _) => Number::zero(),
            (_, true) => {
                sections.iter().filter_map(|section| self.nodes.get(*section)).map(|score| &score.possible).sum()
            }
            (_, false) => self.whole().map_or_else(Number::hundred, |whole| whole.possible.clone()),
        };
        score
    }

    fn share(&self, index: NodeIndex) -> Option<&Range> {
        self.nodes.get(index)?.share.as_ref()
    }
}

/// The score of a criterion from its answer and the policies of the model.
fn criterion(assessment: &Assessment, index: NodeIndex, node: &Node) -> Score {
    let counted = |range: Range, counts: Counts| Score {
        possible: Number::zero(),
        share: Some(range),
        standing: Standing::Counted,
        counts,
    };
    let given = assessment.answers.get(&index).map_or(&Scored::Open, |given| &given.score);
    match given {
        Scored::Share(range) => counted(range.clone(), Counts { scored: 1, ..Counts::default() }),
        Scored::NotApplicable(_) => {
            let counts = Counts { not_applicable: 1, ..Counts::default() };
            let share = match node.not_applicable {
                NotApplicable::Exclude => None,
                NotApplicable::Zero => Some(Number::zero()),
                NotApplicable::Full => Some(Number::one()),
                NotApplicable::Target => target_of(assessment, index).cloned(),
            };
            match share {
                Some(share) => counted(Range::point(share), counts),
                None => Score::none(counts, Standing::LeftOut, Number::zero()),
            }
        }
        Scored::Open => {
            let counts = Counts { open: 1, ..Counts::default() };
            match node.unanswered {
                Unanswered::Exclude => Score::none(counts, Standing::LeftOut, Number::zero()),
                Unanswered::Zero => counted(Range::point(Number::zero()), counts),
                Unanswered::Open => Score::none(counts, Standing::Open, Number::zero()),
            }
        }
    }
}

/// The target of a criterion: its own, or the nearest above it.
fn target_of(assessment: &Assessment, index: NodeIndex) -> Option<&Number> {
    let mut at = index;
    loop {
        if let Some(target) = assessment.target(at) {
            return Some(target);
        }
        let parent = assessment.instrument.node(at)?.parent;
        if at == ROOT {
            return None;
        }
        at = parent;
    }
}

fn leaves(instrument: &Instrument, children: &[NodeIndex]) -> Vec<NodeIndex> {
    children.iter().flat_map(|child| instrument.criteria_below(*child)).collect()
}
