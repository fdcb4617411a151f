//! Before and after, section by section.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::change::{self, Change};
use crate::chart::marks::Mark;
use crate::model::instrument::NodeIndex;
use crate::model::number::Number;
use crate::render::context::Figure;
use crate::render::view::View;
use crate::render::view::figure::numbers::Field;
use crate::render::view::figure::{Caption, place};
use crate::scoring::change::Verdict;

/// How many sections a title names.
const MOST_NAMED: usize = 3;

impl View<'_> {
    /// What changed since the assessment before; nothing when no section has a score in both.
    pub fn change_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let subject = &briefing.subject;
        let before = subject.before?;
        briefing.results.sections.iter().find(|row| row.change.is_some())?;
        let has_points = subject.now.assessment.instrument.has_points;
        let points = if has_points { "figure.column.points" } else { "figure.column.percent" };
        let chart = Change {
            groups: self.grouped(briefing, |row| vec![self.change_row(briefing, row)]),
            ticks: self.quarters(),
            heads: [points, "figure.column.change"].map(|key| self.labels.word(key)),
        };
        let [now, before] = [subject.now, before].map(|reading| self.format().month(reading.assessment.date));
        let says: Vec<String> = self
            .grouped(briefing, |row| vec![(row.node, self.change_row(briefing, row))])
            .iter()
            .flat_map(|group| &group.members)
            .map(|(node, row)| self.change_says(briefing, *node, row))
            .collect();
        let caption = Caption {
            id: id.to_owned(),
            title: self.change_title(briefing),
            sub: self.labels.say("figure.change.sub", &[("before", &before), ("now", &now)]),
            name: self.labels.say("figure.change.name", &[("before", &before), ("now", &now)]),
            says: says.join(&self.labels.word("figure.says.join")),
            notes: vec![self.movement(briefing), self.flat_note(&briefing.results.sections)],
        };
        let key = [(Mark::Before, before), (Mark::Now, now)];
        let fields = [Field::Before, Field::Score, Field::Change];
        let table = self.scores_table(briefing, self.labels.word("figure.change.title"), &fields);
        Some(self.drawn(caption, &key, change::draw(&chart), table))
    }

    fn change_row(&self, briefing: &Briefing<'_>, row: &Row) -> change::Row {
        let subject = &briefing.subject;
        let score = self.score(subject, row.node);
        let (points, verdict) = match (&row.change, score.known) {
            (Some(_), _) => {
                let ends = [("before", score.before.as_str()), ("now", score.points.as_str())];
                (self.labels.say("figure.change.points", &ends), score.change)
            }
            (None, false) => (score.words, String::new()),
            (None, true) => (score.points, self.labels.word(self.not_compared(briefing, row.node))),
        };
        let line = match verdict.is_empty() {
            true => points.clone(),
            false => self.labels.say("figure.change.line", &[("points", &points), ("change", &verdict)]),
        };
        let now = subject.now.totals.score(row.node).and_then(|score| score.mid());
        change::Row {
            title: self.node(subject.now.assessment, row.node).title,
            points,
            verdict,
            line,
            before: row.change.as_ref().map(|change| place(&change.before_share)),
            now: now.map(place),
            flat: row.change.as_ref().is_some_and(|change| change.verdict == Verdict::Flat),
        }
    }

    fn change_says(&self, briefing: &Briefing<'_>, node: NodeIndex, row: &change::Row) -> String {
        let score = self.score(&briefing.subject, node);
        let has_points = briefing.subject.now.assessment.instrument.has_points;
        let points = match score.known && has_points {
            true => self.labels.say("figure.change.says", &[("points", &row.points), ("possible", &score.possible)]),
            false => row.points.clone(),
        };
        self.says(&row.title, &[&points, &row.verdict])
    }

    /// Why a section that has a score cannot be compared.
    fn not_compared(&self, briefing: &Briefing<'_>, node: NodeIndex) -> &'static str {
        let path = briefing.subject.now.assessment.instrument.node(node).map(|node| node.path.as_str());
        let earlier = briefing.subject.before.map(|before| &before.assessment.instrument);
        match earlier.zip(path).and_then(|(instrument, path)| instrument.find(path)) {
            Some(_) => "figure.change.not-scored",
            None => "figure.change.new",
        }
    }

    fn change_title(&self, briefing: &Briefing<'_>) -> String {
        let results = &briefing.results;
        let title = |node: &NodeIndex| self.node(briefing.subject.now.assessment, *node).title;
        let still: Vec<String> = results
            .sections
            .iter()
            .filter(|row| row.change.as_ref().is_some_and(|change| change.verdict == Verdict::Flat))
            .map(|row| title(&row.node))
            .collect();
        let points = |node: &NodeIndex| {
            let row = results.sections.iter().find(|row| row.node == *node);
            row.and_then(|row| row.change.as_ref()).map(|change| change.points.abs())
        };
        // Where several moved alike no one moved most.
        let is_tie = |moved: &[NodeIndex]| match moved {
            [first, second, ..] => points(first) == points(second),
            _ => false,
        };
        if is_tie(&results.gained) || is_tie(&results.lost) {
            return self.labels.word("figure.change.title");
        }
        let gained = results.gained.first().map(&title).unwrap_or_default();
        let lost = results.lost.first().map(&title).unwrap_or_default();
        let key = match (gained.is_empty(), lost.is_empty(), still.len()) {
            (true, true, _) => "figure.model.still",
            (true, false, _) => "figure.change.lost",
            (false, false, _) => "figure.change.gained-lost",
            (false, true, 1..=MOST_NAMED) => "figure.change.gained-still",
            (false, true, _) => "figure.change.gained",
        };
        let still = self.format().list(&still);
        self.labels.say(key, &[("gained", &gained), ("lost", &lost), ("still", &still)])
    }

    /// The quarters of a scale of shares with their words.
    pub fn quarters(&self) -> Vec<(f64, String)> {
        [0, 25, 50, 75, 100].map(|percent| self.share_tick(&Number::from(percent).percent())).to_vec()
    }

    /// A place on a scale of shares with its words, such as “25%”.
    pub fn share_tick(&self, share: &Number) -> (f64, String) {
        (place(share), self.labels.say("number.percent", &[("value", &self.format().percent(share))]))
    }
}
