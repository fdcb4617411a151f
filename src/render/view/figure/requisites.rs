//! How far the requisites are met, section by section, with a square for each criterion.

use crate::briefing::Briefing;
use crate::briefing::results::Row;
use crate::chart::group::{self, Group};
use crate::chart::marks::{Mark, State};
use crate::chart::requisites::{self, Cell, Requisites};
use crate::model::assessment::Met;
use crate::render::context::{Column, Figure, Grid, GridRow, Link};
use crate::render::view::View;
use crate::render::view::figure::{Caption, Key, grid_row};
use crate::scoring::requisites::{Tally, applies, met};

impl View<'_> {
    /// How far the requisites are met; nothing without requisites or criteria.
    pub fn requisites_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let assessment = briefing.subject.now.assessment;
        let whole = &briefing.results.whole.requisites;
        let all = whole.first().map(|tally| tally.all()).filter(|all| *all > 0)?;
        let groups = self.grouped(briefing, |row| vec![self.requisites_row(briefing, row)]);
        let heads = assessment.instrument.requisites.iter().zip(whole);
        let chart = Requisites {
            heads: heads.map(|(requisite, tally)| (requisite.title.clone(), self.how_many_met(*tally))).collect(),
            groups,
        };
        let is_open = whole.iter().any(|tally| tally.unknown > 0);
        let left_out = briefing.nature.counts.not_applicable > 0;
        let caption = Caption {
            id: id.to_owned(),
            title: self.requisites_title(briefing),
            sub: self.labels.count("figure.requisites.sub", all),
            name: self.labels.word("figure.requisites.name"),
            says: self.requisites_says(briefing),
            notes: vec![
                self.labels.word("figure.requisites.note"),
                if is_open { self.labels.word("figure.requisites.not-counted") } else { String::new() },
                if left_out { self.labels.word("figure.requisites.left-out") } else { String::new() },
            ],
        };
        let key = self.requisites_key(&chart.groups);
        Some(self.drawn(caption, &key, requisites::draw(&chart), self.requisites_table(briefing)))
    }

    fn requisites_row(&self, briefing: &Briefing<'_>, row: &Row) -> requisites::Row {
        let assessment = briefing.subject.now.assessment;
        let criteria = assessment.instrument.criteria_below(row.node);
        let cell = |(at, tally): (usize, &Tally)| Cell {
            states: criteria
                .iter()
                .filter(|criterion| applies(assessment, **criterion))
                .map(|criterion| match met(assessment, *criterion, at) {
                    Some(Met::Yes(_)) => State::Met,
                    Some(Met::Partly) => State::Partly,
                    Some(Met::No) => State::Missing,
                    None => State::Unknown,
                })
                .collect(),
            // Of those that somebody looked at, as everywhere.
            words: match tally.known() {
                0 => String::new(),
                known => self
                    .labels
                    .say("figure.requisites.cell", &[("met", &tally.met.to_string()), ("all", &known.to_string())]),
            },
        };
        requisites::Row {
            title: self.node(assessment, row.node).title,
            cells: row.requisites.iter().enumerate().map(cell).collect(),
        }
    }

    /// The requisite that is missing most often, as the rule that looks for it words it; a neutral
    /// name when the rule has nothing to say.
    fn requisites_title(&self, briefing: &Briefing<'_>) -> String {
        let missing = |at: usize| briefing.results.whole.requisites.get(at).map_or(0, |tally| tally.missing);
        let requisite = |finding: &crate::briefing::finding::Finding| {
            finding.figures.iter().find_map(|(_, figure)| match figure {
                crate::briefing::finding::Figure::Requisite(at) => Some(*at),
                _ => None,
            })
        };
        let mut found: Option<(usize, &crate::briefing::finding::Finding)> = None;
        for finding in briefing.learning.findings.iter().filter(|finding| finding.rule == "missing-requisites") {
            let count = requisite(finding).map_or(0, missing);
            if found.is_none_or(|(most, _)| count > most) {
                found = Some((count, finding));
            }
        }
        found.map_or_else(
            || self.labels.word("figure.requisites.title"),
            |(_, finding)| self.finding(finding, briefing.subject.now.assessment).title,
        )
    }

    fn requisites_says(&self, briefing: &Briefing<'_>) -> String {
        let instrument = &briefing.subject.now.assessment.instrument;
        let mut said = Vec::new();
        for row in &briefing.results.sections {
            let section = self.node(briefing.subject.now.assessment, row.node).title;
            for tally in self.tallies(instrument, &row.requisites) {
                let figures = [("section", &section), ("requisite", &tally.title), ("words", &tally.words)];
                said.push(
                    self.labels.say("figure.requisites.says", &figures.map(|(name, value)| (name, value.as_str()))),
                );
            }
        }
        said.join(&self.labels.word("figure.says.join"))
    }

    /// The marks that occur.
    fn requisites_key(&self, groups: &[Group<requisites::Row>]) -> Key {
        let all = [
            (State::Met, "requisite.met"),
            (State::Partly, "requisite.partly"),
            (State::Missing, "requisite.missing"),
            (State::Unknown, "requisite.unknown"),
        ];
        let occurs =
            |state: State| group::members(groups).flat_map(|row| &row.cells).any(|cell| cell.states.contains(&state));
        let used = all.into_iter().filter(|(state, _)| occurs(*state));
        used.map(|(state, words)| (Mark::State(state), self.labels.word(words))).collect()
    }

    fn requisites_table(&self, briefing: &Briefing<'_>) -> Grid {
        let assessment = briefing.subject.now.assessment;
        let instrument = &assessment.instrument;
        let cells = |tallies: &[Tally]| {
            self.tallies(instrument, tallies).into_iter().map(|tally| tally.words).collect::<Vec<String>>()
        };
        let mut rows: Vec<GridRow> = Vec::new();
        for (at, group) in self.grouped(briefing, |row| vec![row.clone()]).iter().enumerate() {
            for (index, row) in group.members.iter().enumerate() {
                let double = at > 0 && index == 0 && group.unison;
                let shown = grid_row(self.node(assessment, row.node), cells(&row.requisites));
                rows.push(GridRow { double, ..shown });
            }
        }
        let whole = Link { title: self.labels.word("figure.all"), href: String::new() };
        rows.push(GridRow { strong: true, ..grid_row(whole, cells(&briefing.results.whole.requisites)) });
        Grid {
            caption: self.labels.word("figure.requisites.title"),
            head: self.labels.word("figure.column.section"),
            columns: instrument
                .requisites
                .iter()
                .map(|requisite| Column { title: requisite.title.clone(), number: false })
                .collect(),
            rows,
        }
    }
}
