//! Charts and scores that a text asks for and that its assessment has no data for.

use crate::briefing::Briefing;
use crate::briefing::burnup;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::chart::Chart;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::prose::Inline;
use crate::place::Place;

/// Everything in the texts of an assessment that cannot be shown.
pub fn undrawn(briefing: &Briefing<'_>) -> Vec<Diagnostic> {
    let assessment = briefing.subject.now.assessment;
    let mut found = Vec::new();
    let mut report = |place: &Place, message: String, mend: &str| {
        let diagnostic = Diagnostic::new(Code::UndrawnChart, place.clone(), message).mend(mend);
        found.push(diagnostic.of(format!("assessment {}", assessment.id)));
    };
    for (_, prose) in assessment.texts() {
        for (chart, place) in prose.charts() {
            if let Some((why, mend)) = lack(briefing, chart) {
                report(place, format!("the chart `{}` cannot be drawn: {why}", chart.name()), mend);
            }
        }
        prose.pointers(&mut |inline| {
            if let Inline::Score(score) = inline
                && let Some(node) = node(briefing, &score.path)
                && !is_scored(briefing, node)
            {
                let what = if score.path.is_empty() { "the whole" } else { score.path.as_str() };
                report(
                    &score.place,
                    format!("there is no score of `{what}`"),
                    "Score it, or write what is known in words.",
                );
            }
        });
    }
    found
}

/// The node with a path, the whole for none.
fn node(briefing: &Briefing<'_>, path: &str) -> Option<NodeIndex> {
    if path.is_empty() { Some(ROOT) } else { briefing.subject.now.assessment.instrument.find(path) }
}

fn is_scored(briefing: &Briefing<'_>, node: NodeIndex) -> bool {
    briefing.subject.now.totals.score(node).is_some_and(|score| score.share.is_some())
}

/// What a chart lacks, and the mend.
fn lack(briefing: &Briefing<'_>, chart: &Chart) -> Option<(&'static str, &'static str)> {
    const SCORE: &str = "Score some criteria, or remove the line.";
    const REMOVE: &str = "Remove the line.";
    let subject = &briefing.subject;
    let instrument = &subject.now.assessment.instrument;
    let is_open = !is_scored(briefing, ROOT);
    let unscored = ("nothing is scored yet", SCORE);
    match chart {
        Chart::Model | Chart::Ranges(None) => is_open.then_some(unscored),
        Chart::Ranges(Some(path)) => {
            let node = instrument.find(path)?;
            let is_section = instrument.node(node).is_some_and(|node| !node.is_criterion());
            match (is_section, is_scored(briefing, node)) {
                (false, _) => Some(("a criterion has nothing inside it", "Name a section, or write `chart:ranges`.")),
                (true, false) => Some(("nothing in this section is scored yet", SCORE)),
                (true, true) => None,
            }
        }
        Chart::Unison => briefing.results.unison.is_empty().then_some((
            "no two sections that must work in unison are scored",
            "Score them, say in the model which sections must work in unison, or remove the line.",
        )),
        Chart::Change => match subject.before {
            None => Some(("this is the first assessment, there is nothing before it to compare", REMOVE)),
            Some(_) => briefing
                .results
                .sections
                .iter()
                .all(|row| row.change.is_none())
                .then_some(("no section can be compared with the assessment before", REMOVE)),
        },
        Chart::Requisites => instrument.requisites.is_empty().then_some(("the model asks for no requisites", REMOVE)),
        Chart::Patterns => briefing
            .learning
            .patterns
            .is_empty()
            .then_some(("no pattern is written down", "Write a pattern, or remove the line.")),
        Chart::Outcome(id) => {
            let line = briefing.status.outcomes.iter().find(|line| line.outcome.id == *id)?;
            line.readings.is_empty().then_some((
                "the outcome was not read up to the day of this report",
                "Add a reading to it, or remove the line.",
            ))
        }
        Chart::Timeline => briefing
            .commitment
            .plan
            .is_none()
            .then_some(("no open action has a due date", "Set one, or remove the line.")),
        Chart::BurnUp => burnup::of(subject.initiative, subject.as_of).is_none().then_some((
            "nobody has agreed to an action yet",
            "Write an update that agrees to one, or remove the line.",
        )),
        Chart::Cadence => briefing
            .commitment
            .cadence
            .is_none()
            .then_some(("no meeting is written down for this time", "Write one, or remove the line.")),
        Chart::Stakes => briefing.stakes.values.is_empty().then_some((
            "no value at stake is written down",
            "Add `[[values]]` to briefing/stakes.md, or remove the line.",
        )),
    }
}
