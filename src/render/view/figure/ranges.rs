//! Scores with the range of views, on the scale of the model's levels.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::group::{self, Group};
use crate::chart::marks::Mark;
use crate::chart::ranges::{self, Ranges};
use crate::model::instrument::{NodeIndex, ROOT};
use crate::model::number::Number;
use crate::render::context::Figure;
use crate::render::view::View;
use crate::render::view::figure::numbers::{Field, flat};
use crate::render::view::figure::{Caption, Key, place};

impl View<'_> {
    /// All sections, and the sections inside them; nothing when none has a score.
    pub fn ranges_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let subject = &briefing.subject;
        let groups = self.grouped(briefing, |row| self.range_rows(briefing, row, 0));
        let chart = self.ranges(briefing, groups)?;
        let date = self.format().month(subject.now.assessment.date);
        let caption = Caption {
            id: id.to_owned(),
            title: self.ranges_title(briefing),
            sub: self.labels.say("figure.ranges.sub", &[("date", &date)]),
            name: self.labels.word("figure.ranges.name"),
            says: self.ranges_says(briefing),
            notes: vec![match is_ranged(&chart) {
                true => self.labels.word("figure.ranges.note"),
                false => String::new(),
            }],
        };
        let fields = [Field::Score, Field::Range, Field::Level, Field::Target];
        let table = self.scores_table(briefing, self.labels.word("figure.ranges.title"), &fields);
        Some(self.drawn(caption, &self.ranges_key(&chart), ranges::draw(&chart), table))
    }

    /// The criteria of a section, below the sections inside it that they belong to; nothing when it
    /// has only one, or views do not differ and no target is set.
    pub fn criteria_figure(&self, briefing: &Briefing<'_>, row: &Row) -> Option<Figure> {
        let nodes = self.inside(briefing, row.node, 0);
        let says_more = nodes.iter().any(|(node, _)| {
            let score = self.score(&briefing.subject, *node);
            !(score.range.is_empty() && score.target.is_empty())
        });
        if nodes.len() < 2 || !says_more {
            return None;
        }
        self.inside_figure(briefing, row.node, "figure_criteria")
    }

    /// Everything inside a section; nothing when none of it has a score.
    pub fn inside_figure(&self, briefing: &Briefing<'_>, of: NodeIndex, id: &str) -> Option<Figure> {
        let subject = &briefing.subject;
        let nodes = self.inside(briefing, of, 0);
        let members: Vec<ranges::Row> =
            nodes.iter().map(|(node, depth)| self.range_row(briefing, *node, *depth)).collect();
        let section = self.node(subject.now.assessment, of).title;
        let group = Group { title: String::new(), note: String::new(), unison: false, members };
        let chart = self.ranges(briefing, vec![group])?;
        let said: Vec<String> = nodes.iter().map(|(node, _)| self.range_says(briefing, *node, of)).collect();
        let fields = [Field::Score, Field::Range, Field::Level, Field::Target];
        let nodes: Vec<NodeIndex> = nodes.into_iter().map(|(node, _)| node).collect();
        let caption = Caption {
            id: id.to_owned(),
            title: self.labels.word("figure.criteria.title"),
            sub: self.labels.say("figure.criteria.sub", &[("date", &self.format().month(subject.now.assessment.date))]),
            name: self.labels.say("figure.criteria.name", &[("section", &section)]),
            says: said.join(&self.labels.word("figure.says.join")),
            notes: vec![match is_ranged(&chart) {
                true => self.labels.word("figure.ranges.note"),
                false => String::new(),
            }],
        };
        let table = self.inside_table(briefing, of, &nodes, &fields);
        Some(self.drawn(caption, &self.ranges_key(&chart), ranges::draw(&chart), table))
    }

    /// Everything inside a node with its depth, from the top down.
    fn inside(&self, briefing: &Briefing<'_>, node: NodeIndex, depth: usize) -> Vec<(NodeIndex, usize)> {
        let instrument = &briefing.subject.now.assessment.instrument;
        let children = instrument.node(node).map(|node| node.children.as_slice()).unwrap_or_default();
        let mut nodes = Vec::new();
        for child in children {
            nodes.push((*child, depth));
            nodes.extend(self.inside(briefing, *child, depth + 1));
        }
        nodes
    }

    /// The chart of some rows; nothing when none of them has a score.
    fn ranges(&self, briefing: &Briefing<'_>, groups: Vec<Group<ranges::Row>>) -> Option<Ranges> {
        group::members(&groups).find(|row| row.shares.is_some())?;
        let bands = &briefing.subject.now.assessment.instrument.bands;
        let full = Number::one();
        let ends = bands.iter().skip(1).map(|band| &band.from).chain([&full]);
        Some(Ranges {
            groups,
            bands: bands
                .iter()
                .zip(ends)
                .map(|(band, end)| (place(&band.from), place(end), band.words.clone()))
                .collect(),
            edges: match bands.len() {
                0 | 1 => self.quarters(),
                _ => bands.iter().map(|band| &band.from).chain([&full]).map(|share| self.share_tick(share)).collect(),
            },
            heads: ["figure.column.score", "figure.column.range"].map(|key| self.labels.word(key)),
        })
    }

    /// A section and the sections inside it.
    fn range_rows(&self, briefing: &Briefing<'_>, row: &Row, depth: usize) -> Vec<ranges::Row> {
        let mut rows = vec![self.range_row(briefing, row.node, depth)];
        rows.extend(row.parts.iter().flat_map(|part| self.range_rows(briefing, part, depth + 1)));
        rows
    }

    fn range_row(&self, briefing: &Briefing<'_>, node: NodeIndex, depth: usize) -> ranges::Row {
        let subject = &briefing.subject;
        let score = self.score(subject, node);
        let share = subject.now.totals.score(node).and_then(|score| score.share.as_ref());
        ranges::Row {
            title: self.node(subject.now.assessment, node).title,
            depth,
            line: match score.range.is_empty() {
                true => score.words.clone(),
                false => self.labels.say("figure.ranges.line", &[("score", &score.words), ("range", &score.range)]),
            },
            points: score.words,
            range: score.range,
            shares: share.map(|share| [&share.low, &share.mid, &share.high].map(place)),
            target: subject.now.assessment.target(node).map(place),
        }
    }

    fn ranges_key(&self, chart: &Ranges) -> Key {
        let mut key = vec![(Mark::Now, self.labels.word("figure.ranges.agreed"))];
        if is_ranged(chart) {
            key.push((Mark::Range, self.labels.word("figure.ranges.views")));
        }
        if group::members(&chart.groups).any(|row| row.target.is_some()) {
            key.push((Mark::Target, self.labels.word("figure.ranges.target")));
        }
        key
    }

    /// Where views differ most, as a share of the points; a neutral name when they do not differ.
    fn ranges_title(&self, briefing: &Briefing<'_>) -> String {
        let subject = &briefing.subject;
        let width = |row: &Row| Some(subject.now.totals.score(row.node)?.share.as_ref()?.width());
        let mut widest: Option<(Number, NodeIndex)> = None;
        for row in &briefing.results.sections {
            if let Some(width) = width(row).filter(|width| widest.as_ref().is_none_or(|(most, _)| width > most)) {
                widest = Some((width, row.node));
            }
        }
        // Where several are as wide no one is widest.
        let is_alone = |most: &Number| {
            briefing.results.sections.iter().filter_map(width).filter(|width| width == most).count() == 1
        };
        let Some((_, node)) = widest.filter(|(width, _)| !width.is_zero() && is_alone(width)) else {
            return self.labels.word("figure.ranges.title");
        };
        let score = self.score(subject, node);
        let key = match subject.now.assessment.instrument.has_points {
            true => "figure.ranges.widest",
            false => "figure.ranges.widest-percent",
        };
        self.labels.say(
            key,
            &[
                ("section", &self.node(subject.now.assessment, node).title),
                ("low", &score.low),
                ("high", &score.high),
                ("possible", &score.possible),
            ],
        )
    }

    /// Each section with its score, range and target, in the order of the drawing.
    fn ranges_says(&self, briefing: &Briefing<'_>) -> String {
        let rows = self.grouped(briefing, |row| flat(row).into_iter().cloned().collect());
        let said: Vec<String> = group::members(&rows).map(|row| self.range_says(briefing, row.node, ROOT)).collect();
        said.join(&self.labels.word("figure.says.join"))
    }

    fn range_says(&self, briefing: &Briefing<'_>, node: NodeIndex, top: NodeIndex) -> String {
        let assessment = briefing.subject.now.assessment;
        let score = self.score(&briefing.subject, node);
        let range = match score.range.as_str() {
            "" => String::new(),
            range => self.labels.say("figure.ranges.range", &[("range", range)]),
        };
        let target = match self.target_percent(assessment.target(node)) {
            target if target.is_empty() => target,
            target => self.labels.say("figure.ranges.target-at", &[("target", &target)]),
        };
        self.says(&self.title_below(assessment, node, top), &[&score.words, &range, &score.level, &target])
    }
}

fn is_ranged(chart: &Ranges) -> bool {
    group::members(&chart.groups).any(|row| !row.range.is_empty())
}
