//! Scores, changes and requisites in words.

use crate::briefing::Subject;
use crate::model::assessment::{Assessment, Range};
use crate::model::instrument::{Instrument, NodeIndex};
use crate::model::number::Number;
use crate::render::context::{Scale, Score, Tally};
use crate::render::format::Format;
use crate::render::mentions::Mention;
use crate::render::view::View;
use crate::scoring;
use crate::scoring::change::{Change, Verdict};
use crate::scoring::target;
use crate::scoring::totals::Standing;

/// Tints that levels are spread over.
const TINTS: usize = 4;

impl View<'_> {
    /// The score of a node of the reading that is reported.
    pub fn score(&self, subject: &Subject<'_>, node: NodeIndex) -> Score {
        self.score_asked(subject, node, Mention::Everything)
    }

    /// The same with only what is asked of it.
    pub fn score_asked(&self, subject: &Subject<'_>, node: NodeIndex, asked: Mention<'_>) -> Score {
        let assessment = subject.now.assessment;
        let Some(score) = subject.now.totals.score(node) else { return Score::default() };
        let is_criterion = assessment.instrument.node(node).is_some_and(crate::model::instrument::Node::is_criterion);
        let mut shown = self.plain_score(&assessment.instrument, score, is_criterion, asked);
        if asked.has_any(&["before", "verdict", "change", "scale"])
            && let Some(change) = subject.change(node)
        {
            self.add_change(&mut shown, &change, is_criterion);
        }
        if asked.has_any(&["target", "gap", "progress"]) {
            self.add_target(&mut shown, subject, assessment, node);
        }
        shown
    }

    /// The score of a group of the reading that is reported.
    pub fn group_score(&self, subject: &Subject<'_>, group: usize) -> Score {
        let Some(score) = subject.now.totals.groups.get(group) else { return Score::default() };
        let mut shown = self.plain_score(&subject.now.assessment.instrument, score, false, Mention::Everything);
        if let Some(change) = subject.group_change(group) {
            self.add_change(&mut shown, &change, false);
        }
        shown
    }

    /// A score without anything to compare it with: what is asked of it, and how it is counted.
    pub fn plain_score(
        &self,
        instrument: &Instrument,
        score: &scoring::Score,
        fine: bool,
        asked: Mention<'_>,
    ) -> Score {
        let counts = score.counts;
        let mut shown = Score {
            scored: counts.scored,
            not_applicable: counts.not_applicable,
            open: counts.open,
            coverage: self.coverage(score),
            ..Score::default()
        };
        let points = |points: &Number| show_points(self.format(), points, fine);
        let in_words = asked.has("words");
        if in_words || asked.has("possible") {
            shown.possible = points(&score.possible);
        }
        let Some(share) = &score.share else {
            shown.words = self.labels.word(match score.standing {
                Standing::Open => "score.open",
                _ if counts.not_applicable > 0 && counts.open == 0 => "score.not-applicable",
                _ => "score.unscored",
            });
            return shown;
        };
        shown.known = true;
        if (in_words || asked.has_any(&["points", "low", "high", "range"]))
            && let Some(reached) = score.points()
        {
            self.add_points(&mut shown, &reached, points);
        }
        if in_words || asked.has("percent") {
            shown.percent = self.format().percent(&share.mid);
        }
        if in_words {
            shown.words = match instrument.has_points {
                true => self.labels.say("score.of", &[("points", &shown.points), ("possible", &shown.possible)]),
                false => self.labels.say("number.percent", &[("value", &shown.percent)]),
            };
        }
        if let Some((at, band)) = instrument.band(&share.mid) {
            shown.level.clone_from(&band.words);
            shown.tint = tint(at, instrument.bands.len());
        }
        if asked.has("scale") {
            let [low, mid, high] = [&share.low, &share.mid, &share.high].map(position);
            shown.scale = Scale { low, mid, high, before: String::new() };
        }
        shown
    }

    fn add_points(&self, shown: &mut Score, reached: &Range, points: impl Fn(&Number) -> String) {
        shown.points = points(&reached.mid);
        let is_one = reached.width().is_zero();
        [shown.low, shown.high] = match is_one {
            true => [shown.points.clone(), shown.points.clone()],
            false => [&reached.low, &reached.high].map(points),
        };
        if !is_one {
            shown.range = self.labels.say("score.range", &[("low", &shown.low), ("high", &shown.high)]);
        }
    }

    /// What a score rests on, when not every criterion is scored.
    fn coverage(&self, score: &scoring::Score) -> String {
        let counts = score.counts;
        if counts.open == 0 {
            return String::new();
        }
        let [scored, all, open] =
            [counts.scored, counts.all() - counts.not_applicable, counts.open].map(|n| n.to_string());
        self.labels.say("score.coverage", &[("scored", &scored), ("all", &all), ("open", &open)])
    }

    fn add_change(&self, shown: &mut Score, change: &Change, fine: bool) {
        let format = self.format();
        shown.before = show_points(format, &change.before, fine);
        shown.scale.before = position(&change.before_share);
        shown.verdict = match change.verdict {
            Verdict::Up => "up",
            Verdict::Down => "down",
            Verdict::Flat => "flat",
        }
        .into();
        shown.change = self.change_words(change, fine);
    }

    /// “up 22”, “flat”, “down less than 1”.
    pub fn change_words(&self, change: &Change, fine: bool) -> String {
        let points = show_points(self.format(), &change.points.abs(), fine);
        let key = match change.verdict {
            Verdict::Flat => return self.labels.word("change.flat"),
            Verdict::Up => "change.up",
            Verdict::Down => "change.down",
        };
        match points.as_str() {
            "0" => self.labels.word(&format!("{key}-little")),
            points => self.labels.say(key, &[("points", points)]),
        }
    }

    fn add_target(&self, shown: &mut Score, subject: &Subject<'_>, assessment: &Assessment, node: NodeIndex) {
        let format = self.format();
        let Some(wanted) = assessment.target(node) else { return };
        shown.target = self.labels.say("score.target", &[("percent", &format.percent(wanted))]);
        let Some(share) = subject.now.totals.score(node).and_then(|score| score.mid()) else { return };
        let gap = target::gap(share, wanted);
        let percent = format.percent(wanted);
        shown.gap = match gap.is_zero() {
            true => self.labels.word("score.target-reached"),
            false => {
                let attained = target::attained(share, wanted).unwrap_or_else(Number::zero);
                let figures =
                    [("gap", format.percent(&gap)), ("attained", format.percent(&attained)), ("target", percent)];
                self.labels.say("score.gap", &figures.each_ref().map(|(name, value)| (*name, value.as_str())))
            }
        };
        let since = subject.baseline_share(node).and_then(|baseline| target::progress(&baseline, share, wanted));
        shown.progress = match since {
            Some(part) if part.is_negative() => self.labels.word("score.progress-away"),
            Some(part) => self.labels.say("score.progress", &[("percent", &format.percent(&part))]),
            None => String::new(),
        };
    }

    /// How many meet a requisite of those that somebody looked at, and how many nobody looked at:
    /// “30 of 45 met, 3 not assessed”.
    pub fn how_many_met(&self, tally: scoring::requisites::Tally) -> String {
        match tally.known() {
            0 => self.labels.word("requisite.unknown"),
            _ => format!("{}{}", self.met_of_known(tally), self.and("requisite.and-unknown", tally.unknown)),
        }
    }

    fn met_of_known(&self, tally: scoring::requisites::Tally) -> String {
        let figures = [("met", &*tally.met.to_string()), ("all", &tally.known().to_string())];
        self.labels.say("requisite.tally", &figures)
    }

    /// What follows with its count; nothing where there is none.
    fn and(&self, key: &str, count: usize) -> String {
        match count {
            0 => String::new(),
            count => self.labels.say(key, &[("count", &count.to_string())]),
        }
    }

    /// A tally of one requisite in words.
    pub fn tally(&self, title: &str, tally: scoring::requisites::Tally) -> Tally {
        let words = match tally.known() {
            0 => self.labels.word("requisite.unknown"),
            _ => {
                let partly = self.and("requisite.and-partly", tally.partly);
                let unknown = self.and("requisite.and-unknown", tally.unknown);
                format!("{}{partly}{unknown}", self.met_of_known(tally))
            }
        };
        Tally {
            title: title.to_owned(),
            met: tally.met,
            partly: tally.partly,
            missing: tally.missing,
            unknown: tally.unknown,
            words,
        }
    }

    /// The tallies of all requisites, in the order of the model.
    pub fn tallies(&self, instrument: &Instrument, tallies: &[scoring::requisites::Tally]) -> Vec<Tally> {
        instrument
            .requisites
            .iter()
            .zip(tallies)
            .map(|(requisite, tally)| self.tally(&requisite.title, *tally))
            .collect()
    }
}

fn show_points(format: Format<'_>, points: &Number, fine: bool) -> String {
    if fine { format.fine_points(points) } else { format.points(points) }
}

/// Levels spread over four tints: the lowest is 1, the highest 4.
pub const fn tint(at: usize, bands: usize) -> usize {
    match bands {
        0 | 1 => 1,
        bands => 1 + (at * (TINTS - 1)).div_ceil(bands - 1),
    }
}

fn position(share: &Number) -> String {
    share.times_hundred().rounded(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_spread_over_the_four_tints() {
        assert_eq!((0..4).map(|at| tint(at, 4)).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!((0..2).map(|at| tint(at, 2)).collect::<Vec<_>>(), [1, 4]);
        assert_eq!((0..6).map(|at| tint(at, 6)).collect::<Vec<_>>(), [1, 2, 3, 3, 4, 4]);
        assert_eq!(tint(0, 1), 1);
    }
}
