//! What an assessment shows when it is read as a whole. Each rule looks for one thing, names the
//! sections and criteria it rests on, and can be switched off in site.toml.
//!
//! A finding is a rule, figures and evidence. The sentence is the theme's.

use crate::briefing::Subject;
use crate::briefing::learning::Seen;
use crate::briefing::results::{Results, Unison};
use crate::model::assessment::{Assessment, Given, Met, Scored};
use crate::model::instrument::NodeIndex;
use crate::model::number::Number;
use crate::model::site::Site;
use crate::scoring::change::Verdict;

/// Something the assessment shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule, by the name that site.toml uses.
    pub rule: &'static str,
    /// Which sentence of the rule applies.
    pub variant: &'static str,
    /// Figures for the sentence.
    pub figures: Vec<(&'static str, Figure)>,
    /// Sections and criteria it rests on.
    pub evidence: Vec<NodeIndex>,
}

/// A figure of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number of things.
    Count(usize),
    /// Points.
    Points(Number),
    /// A share, shown in percent.
    Percent(Number),
    /// A section or criterion.
    Node(NodeIndex),
    /// Several of them.
    Nodes(Vec<NodeIndex>),
    /// A requisite of the model.
    Requisite(usize),
    /// Words of the writer.
    Words(String),
}

/// A requisite is missing systematically when it is missing in this many sections and in a
/// quarter of all criteria.
const SYSTEMIC_SECTIONS: usize = 3;
/// Distance of the implementation sections worth a word, as a percentage.
const UNISON_GAP: i64 = 15;
/// Distance between results and what supports them worth a word, as a percentage.
const OUTRUN: i64 = 15;
/// The section that is called results, in the words of the built-in model.
const RESULTS: &str = "results";
/// Width of a judgement worth a word, as a percentage.
const WIDE: i64 = 20;
/// How many criteria a finding names.
const MOST_NAMED: usize = 5;

/// All findings, in the order of the rules.
pub fn all(subject: &Subject<'_>, results: &Results, patterns: &[Seen<'_>], site: &Site) -> Vec<Finding> {
    let mut findings = missing_requisites(subject, results);
    findings.extend(results.unison.iter().filter_map(unison_gap));
    findings.extend(outrun(subject, results));
    findings.extend(shared_causes(patterns));
    findings.extend(open_points(subject, results));
    findings.extend(widest_judgements(subject));
    findings.extend(fallen(subject, results));
    findings.retain(|finding| !site.rules_off.contains(finding.rule));
    findings
}

/// Which requisite is missing, across which sections, and whether that is systemic or local.
fn missing_requisites(subject: &Subject<'_>, results: &Results) -> Vec<Finding> {
    let mut findings = Vec::new();
    let reached = reached(subject);
    for (requisite, whole) in results.whole.requisites.iter().enumerate().filter(|(_, whole)| whole.missing > 0) {
        let missing =
            |row: &crate::briefing::results::Row| row.requisites.get(requisite).map_or(0, |tally| tally.missing);
        let sections: Vec<NodeIndex> =
            results.sections.iter().filter(|row| missing(row) > 0).map(|row| row.node).collect();
        // Whether it is systemic is asked of all criteria: what nobody looked at proves nothing.
        let quarter = whole.missing * 4 >= whole.all();
        let systemic = sections.len() >= SYSTEMIC_SECTIONS && quarter;
        let mut figures = vec![
            ("requisite", Figure::Requisite(requisite)),
            ("count", Figure::Count(whole.missing)),
            ("all", Figure::Count(whole.known())),
            ("sections-count", Figure::Count(sections.len())),
        ];
        let compared = averages(&reached, requisite);
        let variant = match (systemic, sections.len() < SYSTEMIC_SECTIONS, compared.is_some()) {
            (true, _, true) => "systemic-compared",
            (true, _, false) => "systemic",
            (_, true, true) => "local-compared",
            (_, true, false) => "local",
            (_, _, true) => "scattered-compared",
            (_, _, false) => "scattered",
        };
        if let Some((without, with)) = compared {
            figures.push(("without", Figure::Percent(without)));
            figures.push(("with", Figure::Percent(with)));
        }
        findings.push(Finding { rule: "missing-requisites", variant, figures, evidence: sections });
    }
    findings
}

/// A criterion that somebody scored: its answer, the points it reached, and those it could reach.
struct Reached<'a> {
    given: &'a Given,
    points: Number,
    possible: &'a Number,
}

fn reached<'a>(subject: &'a Subject<'_>) -> Vec<Reached<'a>> {
    let scored = scored(subject.now.assessment).filter_map(|(node, given)| {
        let score = subject.now.totals.score(node)?;
        Some(Reached { given, points: score.mid()? * &score.possible, possible: &score.possible })
    });
    scored.collect()
}

/// The share of their points that criteria reach where a requisite is missing, and where it is met
/// or partly met; nothing when there are not both.
fn averages(reached: &[Reached<'_>], requisite: usize) -> Option<(Number, Number)> {
    let nothing = || (Number::zero(), Number::zero());
    let (mut without, mut with) = (nothing(), nothing());
    for criterion in reached {
        let Some(Some(met)) = criterion.given.requisites.get(requisite) else { continue };
        let (points, possible) = if *met == Met::No { &mut without } else { &mut with };
        *points = &*points + &criterion.points;
        *possible = &*possible + criterion.possible;
    }
    without.0.over(&without.1).zip(with.0.over(&with.1))
}

/// The criteria that somebody gave a score, in the order of the model.
fn scored(assessment: &Assessment) -> impl Iterator<Item = (NodeIndex, &Given)> {
    let answers = assessment.answers.iter().map(|(node, given)| (*node, given));
    answers.filter(|(_, given)| matches!(given.score, Scored::Share(_)))
}

/// How far apart the sections are that must work in unison.
fn unison_gap(unison: &Unison) -> Option<Finding> {
    let wide = unison.apart >= Number::from(UNISON_GAP).percent();
    let mut figures = vec![
        ("apart", Figure::Percent(unison.apart.clone())),
        ("lowest", Figure::Node(unison.lowest)),
        ("highest", Figure::Node(unison.highest)),
    ];
    let variant = match &unison.before {
        Some(before) if *before < unison.apart => "wider",
        Some(before) if *before > unison.apart => "closer",
        _ => "now",
    };
    if let Some(before) = &unison.before {
        figures.push(("before", Figure::Percent(before.clone())));
    }
    let moved = unison.before.is_some() && variant != "now";
    (wide || moved).then(|| Finding { rule: "unison-gap", variant, figures, evidence: unison.sections.clone() })
}

/// Results that outrun what supports them, and the reverse.
fn outrun(subject: &Subject<'_>, results: &Results) -> Option<Finding> {
    let instrument = &subject.now.assessment.instrument;
    let share = |node: NodeIndex| subject.now.totals.score(node)?.mid();
    let node =
        instrument.find(RESULTS).filter(|node| instrument.node(*node).is_some_and(|node| !node.is_criterion()))?;
    let reached = share(node)?;
    let others: Vec<NodeIndex> = results.sections.iter().map(|row| row.node).filter(|other| *other != node).collect();
    let supports: Vec<&Number> = others.iter().filter_map(|other| share(*other)).collect();
    let support = supports.iter().copied().sum::<Number>().over(&Number::count(supports.len()))?;
    let distance = reached - &support;
    if distance.abs() < Number::from(OUTRUN).percent() {
        return None;
    }
    let rule = if distance.is_negative() { "support-outruns" } else { "results-outrun" };
    let figures = vec![
        ("results", Figure::Percent(reached.clone())),
        ("support", Figure::Percent(support)),
        ("section", Figure::Node(node)),
    ];
    Some(Finding { rule, variant: "now", figures, evidence: vec![node] })
}

/// Root causes that two or more sections share, in one finding.
fn shared_causes(patterns: &[Seen<'_>]) -> Option<Finding> {
    let shared: Vec<&Seen<'_>> =
        patterns.iter().filter(|seen| seen.pattern.root_cause.is_some() && seen.sections.len() >= 2).collect();
    // The first of the widest, in the order of part 6.
    let widest = shared.iter().rev().max_by_key(|seen| seen.sections.len())?;
    let cause = widest.pattern.root_cause.as_ref()?;
    let figures = vec![
        ("count", Figure::Count(shared.len())),
        ("sections-count", Figure::Count(widest.sections.len())),
        ("cause", Figure::Words(cause.words.clone())),
    ];
    let evidence = widest.sections.iter().map(|(section, _)| *section).collect();
    Some(Finding { rule: "shared-causes", variant: "now", figures, evidence })
}

/// Where the open points are: the sections that hold half of them.
fn open_points(subject: &Subject<'_>, results: &Results) -> Option<Finding> {
    let left = |node: NodeIndex| {
        let score = subject.now.totals.score(node)?;
        Some(&score.possible - &score.points()?.mid)
    };
    let root = subject.now.assessment.instrument.root().filter(|root| root.combine.adds_up() && root.cap.is_none());
    root?;
    let mut sections: Vec<(Number, NodeIndex)> =
        results.sections.iter().filter_map(|row| Some((left(row.node)?, row.node))).collect();
    sections.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let whole: Number = sections.iter().map(|(points, _)| points).sum();
    if sections.len() < 3 || whole.is_zero() || !subject.now.assessment.instrument.has_points {
        return None;
    }
    let mut named = Vec::new();
    let mut sum = Number::zero();
    for (points, node) in sections {
        if &sum + &sum >= whole {
            break;
        }
        sum = &sum + &points;
        named.push(node);
    }
    let figures = vec![
        ("points", Figure::Points(sum)),
        ("whole", Figure::Points(whole)),
        ("sections", Figure::Nodes(named.clone())),
        ("count", Figure::Count(named.len())),
    ];
    Some(Finding { rule: "open-points", variant: "now", figures, evidence: named })
}

/// The judgements that are widest: where the assessors agree least.
fn widest_judgements(subject: &Subject<'_>) -> Option<Finding> {
    let mut wide: Vec<(Number, NodeIndex)> = subject
        .now
        .assessment
        .answers
        .iter()
        .filter_map(|(node, given)| match &given.score {
            Scored::Share(range) => Some((range.width(), *node)),
            _ => None,
        })
        .filter(|(width, _)| *width >= Number::from(WIDE).percent())
        .collect();
    wide.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let widest = wide.first()?.0.clone();
    let count = wide.len();
    let named: Vec<NodeIndex> = wide.into_iter().take(MOST_NAMED).map(|(_, node)| node).collect();
    let figures = vec![
        ("count", Figure::Count(count)),
        ("width", Figure::Percent(widest)),
        ("threshold", Figure::Percent(Number::from(WIDE).percent())),
        ("criteria", Figure::Nodes(named.clone())),
    ];
    Some(Finding { rule: "widest-judgements", variant: "now", figures, evidence: named })
}

/// What fell since the reading before.
fn fallen(subject: &Subject<'_>, results: &Results) -> Option<Finding> {
    subject.before?;
    let mut fell: Vec<(Number, NodeIndex)> = scored(subject.now.assessment)
        .filter_map(|(node, _)| Some((subject.change(node)?, node)))
        .filter(|(change, _)| change.verdict == Verdict::Down)
        .map(|(change, node)| (change.points.abs(), node))
        .collect();
    fell.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if fell.is_empty() {
        return None;
    }
    let count = fell.len();
    let named: Vec<NodeIndex> = fell.into_iter().take(MOST_NAMED).map(|(_, node)| node).collect();
    let variant = if results.lost.is_empty() { "criteria" } else { "sections" };
    let figures = vec![
        ("count", Figure::Count(count)),
        ("criteria", Figure::Nodes(named.clone())),
        ("sections", Figure::Nodes(results.lost.clone())),
    ];
    Some(Finding { rule: "fallen", variant, figures, evidence: named })
}
