//! Where patterns were seen, as a figure.

use crate::briefing::Briefing;
use crate::chart::observations::{self, Map};
use crate::model::instrument::NodeIndex;
use crate::render::context::{Column, Figure, Grid};
use crate::render::svg;
use crate::render::view::View;
use crate::render::view::figure::{Caption, grid_row};

impl View<'_> {
    /// Sections by patterns, a dot for each observation; nothing without a pattern.
    pub fn observations_figure(&self, briefing: &Briefing<'_>, id: &str) -> Option<Figure> {
        let assessment = briefing.subject.now.assessment;
        let patterns = &briefing.learning.patterns;
        if patterns.is_empty() {
            return None;
        }
        let sections: Vec<NodeIndex> = assessment.instrument.sections().map(|(node, _)| node).collect();
        let count = |section: NodeIndex, at: usize| {
            let seen = patterns.get(at).and_then(|seen| seen.sections.iter().find(|(node, _)| *node == section));
            seen.map_or(0, |(_, count)| *count)
        };
        let title = |section: &NodeIndex| self.node(assessment, *section).title;
        let map = Map {
            sections: sections.iter().map(title).collect(),
            counts: sections
                .iter()
                .map(|section| (0..patterns.len()).map(|at| count(*section, at)).collect())
                .collect(),
        };
        let numbered = |(at, seen): (usize, &crate::briefing::learning::Seen<'_>)| {
            let figures = [("number", &*(at + 1).to_string()), ("title", &seen.pattern.title.words)];
            self.labels.say("figure.patterns.note", &figures)
        };
        let mut says: Vec<String> = Vec::new();
        for section in &sections {
            for (at, seen) in patterns.iter().enumerate().filter(|(at, _)| count(*section, *at) > 0) {
                let figures = [
                    ("section", &*title(section)),
                    ("pattern", &seen.pattern.title.words),
                    ("count", &count(*section, at).to_string()),
                ];
                says.push(self.labels.say("figure.patterns.says", &figures));
            }
        }
        let caption = Caption {
            id: id.to_owned(),
            title: self.labels.word("figure.patterns.title"),
            sub: self.labels.word("page.pattern.map_sub"),
            name: self.labels.word("page.pattern.map"),
            says: says.join(&self.labels.word("figure.says.join")),
            notes: patterns.iter().enumerate().map(numbered).collect(),
        };
        let row = |section: &NodeIndex| {
            let cells = (0..patterns.len()).map(|at| match count(*section, at) {
                0 => String::new(),
                count => count.to_string(),
            });
            grid_row(self.node(assessment, *section), cells.collect())
        };
        let table = Grid {
            caption: self.labels.word("page.pattern.map"),
            head: self.labels.word("figure.column.section"),
            columns: patterns
                .iter()
                .map(|seen| Column { title: seen.pattern.title.words.clone(), number: true })
                .collect(),
            rows: sections.iter().map(row).collect(),
        };
        Some(self.drawn(caption, &[], observations::draw(&map), table))
    }

    /// The dots of a cell of the table of patterns; its number stands beside it in words.
    pub fn dots(&self, count: usize) -> String {
        observations::cell(count).map(|drawing| svg::decoration(&drawing, "", self.medium)).unwrap_or_default()
    }
}
