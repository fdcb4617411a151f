//! Computed findings in sentences. Each rule has a title, a detail and its own wording in the
//! labels: `finding.<rule>.<variant>`, `finding.<rule>.<variant>-detail`, `finding.<rule>.rule`.

use crate::briefing::finding::{Figure, Finding};
use crate::model::assessment::Assessment;
use crate::model::instrument::NodeIndex;
use crate::render::context;
use crate::render::view::View;

impl View<'_> {
    /// A finding in words.
    pub fn finding(&self, finding: &Finding, assessment: &Assessment) -> context::Finding {
        let figures: Vec<(String, String)> = finding
            .figures
            .iter()
            .map(|(name, figure)| ((*name).to_owned(), self.figure(figure, assessment)))
            .collect();
        let mut figures = figures;
        for (name, figure) in &finding.figures {
            if let Figure::Requisite(index) = figure
                && let Some(requisite) = assessment.instrument.requisites.get(*index)
            {
                figures.push(((*name).to_owned() + "-missing", requisite.missing.clone()));
            }
        }
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let key = format!("finding.{}.{}", finding.rule, wording(finding, &figures));
        let detail = format!("{key}-detail");
        context::Finding {
            title: self.labels.language().capital(&self.labels.say(&key, &figures)),
            detail: if self.labels.has(&detail) {
                self.labels.language().capital(&self.labels.say(&detail, &figures))
            } else {
                String::new()
            },
            rule: self.labels.say(&format!("finding.{}.rule", finding.rule), &figures),
            evidence: finding.evidence.iter().map(|node| self.node(assessment, *node)).collect(),
        }
    }

    fn figure(&self, figure: &Figure, assessment: &Assessment) -> String {
        let format = self.format();
        let title =
            |node: &NodeIndex| assessment.instrument.node(*node).map(|node| node.title.clone()).unwrap_or_default();
        match figure {
            Figure::Count(count) => self.labels.whole(*count),
            Figure::Points(points) => format.points(points),
            Figure::Percent(share) => format.percent(share),
            Figure::Node(node) => title(node),
            Figure::Nodes(nodes) => format.list(&nodes.iter().map(title).collect::<Vec<_>>()),
            Figure::Requisite(index) => assessment
                .instrument
                .requisites
                .get(*index)
                .map(|requisite| requisite.title.clone())
                .unwrap_or_default(),
            Figure::Words(words) => words.clone(),
        }
    }
}

/// Which sentence tells a finding. A change is decided on exact figures; where rounding hides it,
/// “18, before 18” would puzzle, so only where things stand now is told.
fn wording(finding: &Finding, shown: &[(&str, &str)]) -> &'static str {
    let figure = |name: &str| shown.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    match figure("apart").zip(figure("before")) {
        Some((apart, before)) if apart == before => "now",
        _ => finding.variant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(variant: &'static str, shown: &[(&str, &str)]) -> &'static str {
        let finding = Finding { rule: "unison-gap", variant, figures: Vec::new(), evidence: Vec::new() };
        wording(&finding, shown)
    }

    #[test]
    fn a_change_that_rounding_hides_is_not_told_as_one() {
        assert_eq!(told("closer", &[("apart", "18"), ("before", "18")]), "now");
        assert_eq!(told("wider", &[("apart", "18"), ("before", "18")]), "now");
        assert_eq!(told("closer", &[("apart", "18"), ("before", "19")]), "closer");
        assert_eq!(told("wider", &[("apart", "18")]), "wider");
    }
}
