//! Patterns of an assessment, with the observations that they hold together.

use crate::briefing::Briefing;
use crate::model::instrument::NodeIndex;
use crate::model::observation::PatternKind;
use crate::render::address;
use crate::render::context::{Link, Pattern, Seen};
use crate::render::mentions::Mention;
use crate::render::view::briefing::lines;
use crate::render::view::{View, words};

impl View<'_> {
    /// The patterns, in the order of the part; their texts with what is asked of them.
    pub fn patterns(&self, briefing: &Briefing<'_>, page: &str, asked: Mention<'_>) -> Vec<Pattern> {
        let assessment = briefing.subject.now.assessment;
        briefing
            .learning
            .patterns
            .iter()
            .enumerate()
            .map(|(at, seen)| {
                let pattern = seen.pattern;
                let kind_id = pattern_kind_id(pattern.kind);
                let count = |node: NodeIndex| {
                    seen.sections.iter().find(|(section, _)| *section == node).map_or(0, |(_, count)| *count)
                };
                Pattern {
                    anchor: address::pattern_anchor(&pattern.id),
                    number: at + 1,
                    kind_id,
                    kind: self.labels.word(&format!("pattern.{kind_id}")),
                    title: pattern.title.words.clone(),
                    href: address::pattern(&self.initiative.id, &assessment.id, &pattern.id),
                    saw: words(pattern.saw.as_ref()),
                    because: lines(&pattern.because),
                    root_cause: words(pattern.root_cause.as_ref()),
                    voice: pattern.voice.as_ref().map(|voice| voice.words.clone()).unwrap_or_default(),
                    voice_who: pattern.voice.as_ref().map(|voice| voice.who.clone()).unwrap_or_default(),
                    means: self.text(
                        briefing,
                        &pattern.body,
                        page,
                        (4, &format!("{}_", address::pattern_anchor(&pattern.id))),
                        asked.field("means"),
                    ),
                    seen_in: seen
                        .sections
                        .iter()
                        .map(|(section, count)| {
                            let link = self.node(assessment, *section);
                            Seen {
                                title: link.title,
                                href: link.href,
                                words: self.labels.count("pattern.observations", *count),
                            }
                        })
                        .collect(),
                    dots_html: assessment.instrument.sections().map(|(node, _)| self.dots(count(node))).collect(),
                    map: assessment.instrument.sections().map(|(node, _)| count(node)).collect(),
                    observations: seen
                        .observations
                        .iter()
                        .map(|observation| Link {
                            title: observation.title.words.clone(),
                            href: address::observation(
                                &self.initiative.id,
                                assessment,
                                observation.criteria.first().copied(),
                                &observation.id,
                            ),
                        })
                        .collect(),
                    actions: seen.actions.iter().map(|line| self.action_link(line)).collect(),
                }
            })
            .collect()
    }

    /// How much was observed, and how much of it the patterns hold, in a sentence.
    pub fn observed(&self, briefing: &Briefing<'_>) -> String {
        let all = briefing.subject.now.assessment.observations.len();
        let held = all - briefing.learning.loose.len();
        let patterns = briefing.learning.patterns.len();
        let whole = |count| self.labels.whole(count);
        match (all, patterns) {
            (0, _) => self.labels.word("learning.no-observations"),
            (all, 0) => self.labels.count("learning.no-patterns", all),
            (all, patterns) => self
                .labels
                .say("learning.observed", &[("count", &whole(patterns)), ("all", &whole(all)), ("held", &whole(held))]),
        }
    }
}

/// The id of a kind of pattern.
pub const fn pattern_kind_id(kind: PatternKind) -> &'static str {
    match kind {
        PatternKind::BuildOn => "build-on",
        PatternKind::FixFirst => "fix-first",
        PatternKind::DoDifferently => "do-differently",
    }
}
