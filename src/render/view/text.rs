//! Texts of an assessment, with the charts and scores that they ask for.

use crate::briefing::Briefing;
use crate::model::chart::Chart;
use crate::model::instrument::ROOT;
use crate::model::prose::Prose;
use crate::render::context::{Figure, Piece, Shown};
use crate::render::medium::Medium;
use crate::render::mentions::Mention;
use crate::render::prose;
use crate::render::tree;
use crate::render::view::View;

impl View<'_> {
    /// A text for a page, in pieces: what is written, and the charts between, as far as they are asked
    /// for. Its headings go from `level` down.
    pub fn text(
        &self,
        briefing: &Briefing<'_>,
        text: &Prose,
        page: &str,
        (level, prefix): (u8, &str),
        asked: Mention<'_>,
    ) -> Vec<Piece> {
        let score = |path: &str| self.score_at(briefing, path);
        let is_drawn = asked.has("figure");
        let mut charts = 0;
        self.with_setting(page, level, prefix, &score, |setting| {
            let pieces = match self.medium {
                Medium::Page => prose::pieces(text, setting),
                Medium::Paper(_) => tree::pieces(text, setting),
            };
            pieces
                .into_iter()
                .filter_map(|piece| match piece {
                    prose::Piece::Written(text_html) => Some(Piece { text_html, figure: None }),
                    prose::Piece::Chart(..) if !is_drawn => Some(Piece::default()),
                    prose::Piece::Chart(chart, title) => {
                        charts += 1;
                        let figure = self.chart(briefing, chart, &format!("{prefix}chart-{charts}"))?;
                        let title = if title.is_empty() { figure.title.clone() } else { title.to_owned() };
                        Some(Piece { text_html: Shown::default(), figure: Some(Figure { title, ..figure }) })
                    }
                })
                .collect()
        })
    }

    /// The score of a section or criterion by its path, of the whole for none.
    fn score_at(&self, briefing: &Briefing<'_>, path: &str) -> Option<String> {
        let instrument = &briefing.subject.now.assessment.instrument;
        let node = if path.is_empty() { ROOT } else { instrument.find(path)? };
        let score = self.score(&briefing.subject, node);
        score.known.then_some(score.words)
    }

    /// A chart by its name; nothing when the assessment has no data for it.
    pub fn chart(&self, briefing: &Briefing<'_>, chart: &Chart, id: &str) -> Option<Figure> {
        let commitment = &briefing.commitment;
        match chart {
            Chart::Model => self.model_figure(briefing, id),
            Chart::Unison => {
                let widest = briefing.results.unison.iter().max_by_key(|unison| &unison.apart)?;
                Some(self.unison_figure(briefing, widest, id))
            }
            Chart::Patterns => self.observations_figure(briefing, id),
            Chart::Outcome(wanted) => {
                let line = briefing.status.outcomes.iter().find(|line| line.outcome.id == *wanted)?;
                self.outcome_figure(line, id)
            }
            Chart::Timeline => commitment.plan.as_ref().map(|plan| self.timeline_figure(plan, id)),
            Chart::BurnUp => self.burn_up_figure(id),
            Chart::Cadence => commitment.cadence.as_ref().map(|cadence| self.cadence_figure(cadence, id)),
            Chart::Stakes => self.stake_figure(briefing, id),
            Chart::Change => self.change_figure(briefing, id),
            Chart::Ranges(None) => self.ranges_figure(briefing, id),
            Chart::Ranges(Some(path)) => {
                let node = briefing.subject.now.assessment.instrument.find(path)?;
                self.inside_figure(briefing, node, id)
            }
            Chart::Requisites => self.requisites_figure(briefing, id),
        }
    }
}
