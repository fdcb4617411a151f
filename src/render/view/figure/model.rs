//! The model as a figure: a tile for each section, with its points, level and change.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::group::{self, Group};
use crate::chart::marks::Mark;
use crate::chart::model::{self, Tile};
use crate::chart::shape::Ink;
use crate::model::instrument::{NodeIndex, ROOT};
use crate::render::context::Figure;
use crate::render::view::View;
use crate::render::view::figure::numbers::Field;
use crate::render::view::figure::{Caption, Key};
use crate::render::view::score::tint;

/// How many sections a title names.
const MOST_NAMED: usize = 3;

impl View<'_> {
    /// The model with the score of each section; nothing when it has no sections.
    pub fn model_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let tiles = self.grouped(briefing, |row| vec![self.tile(briefing, row)]);
        let instrument = &briefing.subject.now.assessment.instrument;
        if group::count(&tiles) == 0 {
            return None;
        }
        let date = self.format().month(briefing.subject.now.assessment.date);
        let before =
            briefing.subject.before.filter(|_| briefing.results.sections.iter().any(|row| row.change.is_some()));
        let kind = if instrument.has_points { "points" } else { "percent" };
        let sub = match before {
            Some(before) => self.labels.say(
                &format!("figure.model.sub-{kind}-change"),
                &[("date", &date), ("before", &self.format().month(before.assessment.date))],
            ),
            None => self.labels.say(&format!("figure.model.sub-{kind}"), &[("date", &date)]),
        };
        let caption = Caption {
            id: id.to_owned(),
            title: self.model_title(briefing),
            sub,
            name: self.labels.say("figure.model.name", &[("model", &instrument.title)]),
            says: self.model_says(&tiles),
            notes: vec![
                self.flat_note(&briefing.results.sections),
                if instrument.has_points { self.labels.word("figure.model.note") } else { String::new() },
                self.rounding_note(briefing),
                self.reweighted_note(briefing),
                self.score(&briefing.subject, ROOT).coverage,
                if briefing.subject.before.is_none() { self.labels.word("figure.first") } else { String::new() },
            ],
        };
        let fields = [Field::Score, Field::Before, Field::Change, Field::Level];
        let table = self.scores_table(briefing, self.labels.word("figure.model.title"), &fields);
        Some(self.drawn(caption, &self.levels_key(briefing), model::draw(&tiles), table))
    }

    fn tile(&self, briefing: &Briefing<'_>, row: &Row) -> Tile {
        let subject = &briefing.subject;
        let has_points = subject.now.assessment.instrument.has_points;
        let score = self.score(subject, row.node);
        let (value, of) = match (score.known, has_points) {
            (false, _) => (String::new(), String::new()),
            (true, true) => {
                (score.points.clone(), self.labels.say("figure.model.of", &[("possible", &score.possible)]))
            }
            (true, false) => (score.words.clone(), String::new()),
        };
        Tile {
            title: self.node(subject.now.assessment, row.node).title,
            value,
            of,
            level: if score.known { score.level } else { score.words },
            change: score.change,
            tint: score.known.then(|| tinted(score.tint)),
        }
    }

    /// What moved, in a sentence; a neutral name when there is nothing to compare.
    fn model_title(&self, briefing: &Briefing<'_>) -> String {
        let results = &briefing.results;
        let compared = results.sections.iter().filter(|row| row.change.is_some()).count();
        let (rose, fell) = (results.gained.len(), results.lost.len());
        let still: Vec<NodeIndex> = results
            .sections
            .iter()
            .filter(|row| {
                row.change.is_some() && !results.gained.contains(&row.node) && !results.lost.contains(&row.node)
            })
            .map(|row| row.node)
            .collect();
        let key = match (compared, rose, fell, still.len()) {
            (0, ..) => return self.labels.word("figure.model.title"),
            (all, rose, ..) if rose == all => "figure.model.all-rose",
            (_, 0, 0, _) => "figure.model.still",
            (_, 0, ..) => "figure.model.fell",
            (_, _, 0, still) if still > MOST_NAMED => "figure.model.rose",
            (_, _, 0, _) => "figure.model.rose-still",
            (_, _, fell, _) if fell > MOST_NAMED => "figure.model.rose-many-fell",
            _ => "figure.model.rose-fell",
        };
        let named = |nodes: &[NodeIndex]| {
            let titles: Vec<String> =
                nodes.iter().map(|node| self.node(briefing.subject.now.assessment, *node).title).collect();
            self.format().list(&titles)
        };
        let count = if rose > 0 { rose } else { fell };
        self.labels.say(
            key,
            &[
                ("count", &count.to_string()),
                ("all", &compared.to_string()),
                ("fell", &fell.to_string()),
                ("lower", &named(&results.lost)),
                ("still", &named(&still)),
            ],
        )
    }

    fn model_says(&self, groups: &[Group<Tile>]) -> String {
        let mut said = Vec::new();
        for group in groups {
            if !group.title.is_empty() {
                said.push(self.labels.say("figure.says.sentence", &[("words", &group.title)]));
            }
            for tile in &group.members {
                let value = match tile.of.as_str() {
                    "" => tile.value.clone(),
                    of => self.labels.say("figure.model.value", &[("value", &tile.value), ("of", of)]),
                };
                said.push(self.says(&tile.title, &[&value, &tile.level, &tile.change]));
            }
            if group.unison && group.members.len() > 1 {
                said.push(self.labels.word("figure.model.joined"));
            }
        }
        said.join(&self.labels.word("figure.says.join"))
    }

    /// The levels of the model with their tints. Levels that share a tint share an entry.
    fn levels_key(&self, briefing: &Briefing<'_>) -> Key {
        let bands = &briefing.subject.now.assessment.instrument.bands;
        let mut key: Key = Vec::new();
        for (at, band) in bands.iter().enumerate() {
            let mark = Mark::Swatch(tinted(tint(at, bands.len())));
            match key.last_mut().filter(|(last, _)| *last == mark) {
                Some((_, words)) => {
                    words.push_str(&self.labels.word("list.comma"));
                    words.push_str(&band.words);
                }
                None => key.push((mark, band.words.clone())),
            }
        }
        key
    }
}

/// The ink of a tint from 1 to 4; the ground itself where a model has no levels.
const fn tinted(tint: usize) -> Ink {
    match tint {
        0 => Ink::Paper,
        1 => Ink::Level1,
        2 => Ink::Level2,
        3 => Ink::Level3,
        _ => Ink::Level4,
    }
}
